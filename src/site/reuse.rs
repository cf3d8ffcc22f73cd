//! The next site, when nothing has changed but the words of letters and pages: what a columnist does all day.
//!
//! Subjects, addresses, links and listings follow from all that an entry says but its words; so of two columns that
//! differ in words alone they are the same, and the two sites share them. What depends on the words, the names that
//! stand in them and who speaks of what, is made again for the entries that changed.

use std::sync::Arc;

use super::mentions::of_letter;
use super::unpublished::{Unpublished, UnpublishedReason};
use super::{AssembleOptions, Collections, EntryRef, Mentions, Parsed, Related, Site, SiteCache, today};
use crate::config::Config;
use crate::content::{Common, Entry, EntryKind, Letter, Page, Written};
use crate::diagnostics::{Checked, Diagnostic, FilePath};

/// More entries than this, and the site is made anew.
const MOST: usize = 16;

/// An assembly: what went in, what came out.
#[derive(Debug)]
pub(super) struct Last {
    parsed: Parsed,
    options: AssembleOptions,
    site: Arc<Site>,
    found: Vec<Diagnostic>,
}

impl Last {
    pub(super) fn new(parsed: Parsed, options: &AssembleOptions, site: &Arc<Site>, found: &[Diagnostic]) -> Self {
        Self { parsed, options: options.clone(), site: site.clone(), found: found.to_vec() }
    }
}

impl SiteCache {
    /// The site, if it differs from the last one in words alone.
    pub(super) fn reworded(
        &mut self,
        parsed: &Parsed,
        config: &Arc<Config>,
        options: &AssembleOptions,
    ) -> Option<Checked<Site>> {
        let last = self.last.as_ref().filter(|last| last.is_same_but_entries(parsed, config, options))?;
        let changed = last.changed(&parsed.entries)?;
        let mut entries = last.site.entries.clone();
        let mut names = last.site.names.clone();
        let mut places = Vec::new();
        for (before, now) in changed {
            let Some(place) = put(&mut entries, before, now) else { continue };
            let found = match now {
                Entry::Letter(letter) => self.names.in_letter(letter),
                Entry::Page(page) => self.names.in_page(page),
                Entry::Program(_) | Entry::Person(_) => continue,
            };
            if *found != *names.of(place) {
                Arc::make_mut(&mut names).put(place, found);
            }
            places.push(place);
        }
        let is_same = |place: &EntryRef| {
            place.kind != EntryKind::Letter
                || of_letter(&entries, &last.site.links, &names, place.at) == last.site.mentions.of_letter(place.at)
        };
        let (mentions, related) = if places.iter().all(is_same) {
            (last.site.mentions.clone(), last.site.related.clone())
        } else {
            let mentions = Mentions::new(&entries, &last.site.links, &names);
            let related = Related::new(&entries, &last.site.taxonomy, &last.site.links, &mentions);
            (Arc::new(mentions), Arc::new(related))
        };
        let value = last.site.with(entries, config, options, (names, mentions, related));
        Some(Checked { value, diagnostics: last.found.clone() })
    }
}

impl Last {
    fn is_same_but_entries(&self, parsed: &Parsed, config: &Config, options: &AssembleOptions) -> bool {
        // A letter that was due appears; what has appeared stays.
        let falls_due = |held: &Unpublished| matches!(&held.reason, UnpublishedReason::Scheduled(when) if when.instant <= options.now);
        let is_same_time = options.now >= self.options.now
            && today(config, options.now).to_string() == self.site.today
            && !self.site.held.iter().any(falls_due);
        let Parsed { entries: _, attachments, vocabulary, glossary } = parsed;
        is_same_time
            && *options == AssembleOptions { now: options.now, ..self.options.clone() }
            && *config == *self.site.config
            && *attachments == self.parsed.attachments
            && *vocabulary == self.parsed.vocabulary
            && *glossary == self.parsed.glossary
    }

    /// The entries that are other ones than before; none when they differ in more than their words, or when something
    /// was to be said of one, whose place in the file may be another now.
    fn changed<'e>(&'e self, now: &'e [Entry]) -> Option<Vec<(&'e Entry, &'e Entry)>> {
        if now.len() != self.parsed.entries.len() {
            return None;
        }
        let pairs = self.parsed.entries.iter().zip(now);
        let changed: Vec<_> = pairs.filter(|(before, now)| !is_same(before, now)).take(MOST + 1).collect();
        let is_told = |file: &FilePath| self.found.iter().any(|one| one.files().any(|told| told == file));
        let is_held = |common: &Common| self.site.held.binary_search_by(|held| held.file.cmp(&common.file)).is_ok();
        let is_reworded = |(before, now): &(&Entry, &Entry)| {
            // What is held back is listed by its title.
            let title = before.common().title == now.common().title || !is_held(before.common());
            title && is_reworded(before, now) && !is_told(&now.common().file)
        };
        (changed.len() <= MOST && changed.iter().all(is_reworded)).then_some(changed)
    }
}

impl Site {
    /// The same with other words.
    fn with(
        &self,
        entries: Collections,
        config: &Arc<Config>,
        options: &AssembleOptions,
        (names, mentions, related): (Arc<super::NamesFound>, Arc<Mentions>, Arc<Related>),
    ) -> Self {
        Self {
            config: config.clone(),
            now: options.now,
            today: self.today.clone(),
            entries,
            attachments: self.attachments.clone(),
            taxonomy: self.taxonomy.clone(),
            glossary: self.glossary.clone(),
            related,
            names,
            mentions,
            redirects: self.redirects.clone(),
            years: self.years.clone(),
            answered: self.answered.clone(),
            answered_years: self.answered_years.clone(),
            links: self.links.clone(),
            held: self.held.clone(),
            routes: self.routes.clone(),
        }
    }
}

/// Puts an entry in the place of the one before it; none when that has no page, being held back.
fn put(entries: &mut Collections, before: &Entry, now: &Entry) -> Option<EntryRef> {
    match (before, now) {
        (Entry::Letter(before), Entry::Letter(now)) => {
            let collection = if before.withdrawn.is_some() { &mut entries.withdrawn } else { &mut entries.letters };
            let at = collection.place(before)?;
            collection.put(at, now.clone());
            before.withdrawn.is_none().then(|| EntryRef::letter(at))
        }
        (Entry::Page(before), Entry::Page(now)) => {
            let at = entries.pages.place(before)?;
            entries.pages.put(at, now.clone());
            Some(EntryRef { kind: EntryKind::Page, at })
        }
        _ => None,
    }
}

/// Whether two entries are one.
fn is_same(a: &Entry, b: &Entry) -> bool {
    match (a, b) {
        (Entry::Letter(a), Entry::Letter(b)) => Arc::ptr_eq(a, b),
        (Entry::Program(a), Entry::Program(b)) => Arc::ptr_eq(a, b),
        (Entry::Person(a), Entry::Person(b)) => Arc::ptr_eq(a, b),
        (Entry::Page(a), Entry::Page(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

/// Whether two entries differ at most in what no other page depends on. Each field is named here, so that a new one must
/// be thought of. Profiles and columnists are never taken for reworded: their names and facts stand everywhere.
fn is_reworded(a: &Entry, b: &Entry) -> bool {
    match (a, b) {
        (Entry::Letter(a), Entry::Letter(b)) => {
            #[rustfmt::skip]
            let Letter {
                common, pen_name: _, answered_by, standfirst: _, withdrawn, update_to, introduction, turns, no_link, written,
            } = &**a;
            is_alike(common, &b.common)
                && *answered_by == b.answered_by
                && *withdrawn == b.withdrawn
                && *update_to == b.update_to
                && introduction.is_some() == b.introduction.is_some()
                && turns.iter().map(|turn| &turn.kind).eq(b.turns.iter().map(|turn| &turn.kind))
                && *no_link == b.no_link
                && leads_alike(written, &b.written)
        }
        (Entry::Page(a), Entry::Page(b)) => {
            let Page { common, text } = &**a;
            is_alike(common, &b.common) && leads_alike(&text.written, &b.text.written)
        }
        _ => false,
    }
}

#[rustfmt::skip]
fn is_alike(a: &Common, b: &Common) -> bool {
    let Common {
        file, span: _, title: _, slug, id, date, updated: _, description: _, tags, aliases, draft, template, extra: _,
    } = a;
    *file == b.file && *slug == b.slug && *id == b.id && *date == b.date && *tags == b.tags
        && *aliases == b.aliases && *draft == b.draft && *template == b.template
}

/// Whether two texts have the same links and pictures, and the same places to link to.
fn leads_alike(a: &Written, b: &Written) -> bool {
    let Written { links, pictures, ids } = a;
    links.iter().map(|link| &link.target).eq(b.links.iter().map(|link| &link.target))
        && pictures.iter().map(|picture| &picture.target).eq(b.pictures.iter().map(|picture| &picture.target))
        && *ids == b.ids
}
