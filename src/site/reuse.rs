//! The next site after an edit to the words of letters and pages, which is what a columnist does all day.
//!
//! Addresses, subjects, links and lists follow from the records of entries ([`Record`](crate::content::Record),
//! [`LetterRecord`](crate::content::LetterRecord)). If the records of two columns are equal, their sites share all of it.
//! What depends on words (the names in texts, and the mentions that follow from them) is computed again for the changed
//! entries.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::duplicate_letters;
use super::ids::EntryRef;
use super::mentions::of_letter;
use super::unpublished::{Unpublished, UnpublishedReason};
use super::{AssembleOptions, Collections, Mentions, Parsed, Related, Replies, Site, SiteCache};
use crate::config::Config;
use crate::content::{Entry, Reply};
use crate::diagnostics::{Checked, Diagnostic, FilePath};

/// If more entries than this have changed, the site is assembled in full.
const MAX_CHANGED: usize = 16;

/// An assembly: its input and its result.
#[derive(Debug)]
pub(super) struct Assembly {
    parsed: Parsed,
    options: AssembleOptions,
    site: Arc<Site>,
    diagnostics: Vec<Diagnostic>,
}

impl Assembly {
    pub(super) fn new(parsed: Parsed, options: &AssembleOptions, site: &Arc<Site>, diagnostics: &[Diagnostic]) -> Self {
        Self { parsed, options: options.clone(), site: site.clone(), diagnostics: diagnostics.to_vec() }
    }
}

impl SiteCache {
    /// Returns the site if all records are those of the last one; else `None`.
    pub(super) fn reuse(
        &mut self,
        parsed: &Parsed,
        config: &Arc<Config>,
        options: &AssembleOptions,
    ) -> Option<Checked<Site>> {
        let last = self.last.as_ref().filter(|last| last.is_equal_but_entries(parsed, config, options))?;
        let changed = last.changed(&parsed.entries)?;
        let replies = last.replies(&parsed.replies)?;
        let Site { links, taxonomy, .. } = &*last.site;
        let (mut entries, mut names) = (last.site.entries.clone(), last.site.names.clone());
        let mut replaced = Vec::new();
        for (before, now) in changed {
            let Some(entry) = replace(Arc::make_mut(&mut entries), before, now) else { continue };
            let matches = match now {
                Entry::Letter(letter) => self.names.in_letter(letter),
                Entry::Page(page) => self.names.in_page(page),
                Entry::Program(_) | Entry::Person(_) => continue,
            };
            if *matches != *names.of(entry) {
                Arc::make_mut(&mut names).replace(entry, matches);
            }
            replaced.push(entry);
        }
        let has_same_mentions = |entry: &EntryRef| match *entry {
            EntryRef::Letter(letter) => {
                of_letter(&entries, links, &names, letter) == last.site.mentions.of_letter(letter)
            }
            EntryRef::Program(_) | EntryRef::Person(_) | EntryRef::Page(_) => true,
        };
        let (mentions, related) = if replaced.iter().all(has_same_mentions) {
            (last.site.mentions.clone(), last.site.related.clone())
        } else {
            let mentions = Mentions::new(&entries, links, &names);
            let related = Related::new(&entries, taxonomy, links, &mentions);
            (Arc::new(mentions), Arc::new(related))
        };
        let (config, now) = (config.clone(), options.now);
        let value = Site { config, now, entries, replies, related, names, mentions, ..Site::clone(&last.site) };
        Some(Checked { value, diagnostics: last.diagnostics.clone() })
    }
}

impl Assembly {
    fn is_equal_but_entries(&self, parsed: &Parsed, config: &Config, options: &AssembleOptions) -> bool {
        // A letter that was due appears; what has appeared stays.
        let falls_due = |entry: &Unpublished| match &entry.reason {
            UnpublishedReason::Scheduled(when) => when.instant <= options.now,
            UnpublishedReason::Draft => false,
        };
        let is_same_time = options.now >= self.options.now
            && today(config, options.now).to_string() == self.site.today
            && !self.site.unpublished.iter().any(falls_due);
        let Parsed { entries: _, replies: _, unread, attachments, unreadable, link_memory, vocabulary, glossary } =
            parsed;
        is_same_time
            && *options == AssembleOptions { now: options.now, ..self.options.clone() }
            && *config == *self.site.config
            && *attachments == self.parsed.attachments
            && *unread == self.parsed.unread
            && *unreadable == self.parsed.unreadable
            && *vocabulary == self.parsed.vocabulary
            && *glossary == self.parsed.glossary
            && *link_memory == self.parsed.link_memory
    }

    /// Returns the threads with the texts of these replies. `None` if other threads may follow from them, or if there is a
    /// diagnostic about one that changed: its span may be another one now.
    fn replies(&self, now: &[Arc<Reply>]) -> Option<Arc<Replies>> {
        let before = &self.parsed.replies;
        let changed = || before.iter().zip(now).filter(|(before, now)| !Arc::ptr_eq(before, now));
        if before.len() == now.len() && changed().next().is_none() {
            return Some(self.site.replies.clone());
        }
        let has_diagnostic =
            |file: &FilePath| self.diagnostics.iter().flat_map(Diagnostic::files).any(|one| one == file);
        if changed().any(|(_, now)| has_diagnostic(&now.record.file)) {
            return None;
        }
        self.site.replies.with_texts(now).map(Arc::new)
    }

    /// Returns each changed entry as it was and as it is. `None` if the records of one differ, or if there is a
    /// diagnostic about one: its span may be another one now.
    fn changed<'e>(&'e self, now: &'e [Entry]) -> Option<Vec<(&'e Entry, &'e Entry)>> {
        if now.len() != self.parsed.entries.len() {
            return None;
        }
        let pairs = self.parsed.entries.iter().zip(now);
        let changed: Vec<_> = pairs.filter(|(before, now)| !is_same(before, now)).take(MAX_CHANGED + 1).collect();
        let has_diagnostic =
            |file: &FilePath| self.diagnostics.iter().any(|one| one.files().any(|named| named == file));
        let can_stay = |(before, now): &(&Entry, &Entry)| {
            let (before_common, now_common) = (before.common(), now.common());
            // Unpublished entries are listed by title, and there is a warning about two letters with the same.
            let can_have_title = || {
                let (entries, unpublished) = (&self.site.entries, &self.site.unpublished);
                !self.site.is_unpublished(before_common)
                    && !duplicate_letters::has_twin(entries, unpublished, now_common)
            };
            (before_common.title == now_common.title || can_have_title())
                && has_equal_record(before, now)
                && !has_diagnostic(&now_common.record.file)
        };
        (changed.len() <= MAX_CHANGED && changed.iter().all(can_stay)).then_some(changed)
    }
}

/// The day of a time, where the columnist is.
pub(super) fn today(config: &Config, now: Timestamp) -> Date {
    now.to_zoned(config.timezone.clone()).date()
}

/// Replaces an entry. `None` if it has no page of its own: it is unpublished or withdrawn.
fn replace(entries: &mut Collections, before: &Entry, now: &Entry) -> Option<EntryRef> {
    match (before, now) {
        (Entry::Letter(before), Entry::Letter(now)) if before.record.withdrawn.is_some() => {
            let id = entries.withdrawn.id_of(before)?;
            entries.withdrawn.replace(id, now.clone());
            None
        }
        (Entry::Letter(before), Entry::Letter(now)) => {
            let id = entries.letters.id_of(before)?;
            entries.letters.replace(id, now.clone());
            Some(id.into())
        }
        (Entry::Page(before), Entry::Page(now)) => {
            let id = entries.pages.id_of(before)?;
            entries.pages.replace(id, now.clone());
            Some(id.into())
        }
        _ => None,
    }
}

/// Returns true if both are the result of one parse.
fn is_same(a: &Entry, b: &Entry) -> bool {
    match (a, b) {
        (Entry::Letter(a), Entry::Letter(b)) => Arc::ptr_eq(a, b),
        (Entry::Program(a), Entry::Program(b)) => Arc::ptr_eq(a, b),
        (Entry::Person(a), Entry::Person(b)) => Arc::ptr_eq(a, b),
        (Entry::Page(a), Entry::Page(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

/// Returns true if other pages cannot tell the two apart. Profiles and columnists have no record of their own: their names
/// and facts are on pages everywhere.
fn has_equal_record(a: &Entry, b: &Entry) -> bool {
    match (a, b) {
        (Entry::Letter(a), Entry::Letter(b)) => a.common.record == b.common.record && a.record == b.record,
        (Entry::Page(a), Entry::Page(b)) => {
            a.common.record == b.common.record && a.text.references == b.text.references
        }
        _ => false,
    }
}
