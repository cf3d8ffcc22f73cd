//! Puts the site together from the parsed files, step by step.

use std::sync::Arc;

use ahash::AHashMap;
use jiff::civil::Date;

use super::attachments::{self, PlacedAttachments};
use super::collection::{self, Collections};
use super::directory::Directory;
use super::held_back::HeldBack;
use super::id_vec::IdVec;
use super::ids::{LetterId, PersonId, RedirectId};
use super::links::Links;
use super::mentions::Mentions;
use super::names::{self, NameMatches, NamesCache};
use super::query_redirects::{self, QueryRedirect};
use super::redirects::{self, Redirect};
use super::related::Related;
use super::replies::Replies;
use super::reuse::{self, today};
use super::route_inputs::RouteInputs;
use super::route_table::RouteTable;
use super::taxonomy::Taxonomy;
use super::unpublished::{self, Unpublished};
use super::years::{self, Years};
use super::{AssembleOptions, Parsed, Site, SiteCache, checks, pictures};
use crate::config::Config;
use crate::content::Vocabulary;
use crate::diagnostics::{Checked, Diagnostic};

/// Assembles the site. If only words have changed since the last time, only what depends on words is computed again.
pub fn assemble(
    parsed: Parsed,
    config: Arc<Config>,
    options: &AssembleOptions,
    cache: &mut SiteCache,
) -> Checked<Arc<Site>> {
    let Checked { value, diagnostics } = match cache.reuse(&parsed, &config, options) {
        Some(checked) => checked,
        None => assemble_full(parsed.clone(), config, options, Some(&mut cache.names)),
    };
    let site = Arc::new(value);
    cache.last = Some(reuse::Assembly::new(parsed, options, &site, &diagnostics));
    Checked { value: site, diagnostics }
}

/// Assembles the site in full; without a cache of names, none are searched for. Each step is a function of the steps before it; nothing is filled in later.
pub(super) fn assemble_full(
    parsed: Parsed,
    config: Arc<Config>,
    options: &AssembleOptions,
    cache: Option<&mut NamesCache>,
) -> Checked<Site> {
    let (mut found, today, has_names) = (Vec::new(), today(&config, options.now), cache.is_some());
    let Parsed { entries, replies, unread, attachments, unreadable, link_memory, vocabulary, glossary } = parsed;
    let (glossary, (entries, unpublished)) = (IdVec::from(glossary), unpublished::split(entries, &replies, options));
    let hidden: &[Unpublished] = if options.unpublished { &[] } else { &unpublished };
    let entries = collection::collect(entries, &config.permalinks);
    let replies = Replies::new(replies, &entries, hidden, &unread, &config).into_value(&mut found);
    let place = || attachments::place(attachments, &entries, &replies, &config, hidden, &unreadable);
    let (taxonomy, placed, answered) = from_entries(&entries, &vocabulary, &config, place, &mut found);
    let (directory, years, answered_years) = lists(&entries, &taxonomy, &answered, (&config, today), &mut found);
    let (redirects, query_redirects) = old_addresses(&entries, &taxonomy, &config, &mut found);
    #[rustfmt::skip]
    let parts = RouteInputs { config: &config, entries: &entries, replies: &replies, attachments: &placed.published, taxonomy: &taxonomy, directory: &directory, glossary: &glossary,
        redirects: &redirects, query_redirects: &query_redirects, years: &years, answered_years: &answered_years, asset_paths: &options.asset_paths, theme_pages: options.theme_pages,
    };
    let find_names = || names::find(&entries, hidden, &glossary, &config.typography, cache);
    let ((routes, links), names) = rayon::join(|| routes_and_links(&parts, hidden, &placed.held_back), find_names);
    let (routes, links, names) =
        (routes.into_value(&mut found), links.into_value(&mut found), names.into_value(&mut found));
    let (mentions, related) = if has_names { near(&entries, &taxonomy, &links, &names) } else { Default::default() };
    found.extend(checks::check(&parts, &unpublished, &placed.held_back, options.now));
    let value = Site {
        today: today.to_string(),
        config,
        now: options.now,
        entries: entries.into(),
        replies: replies.into(),
        attachments: placed.published.into(),
        taxonomy: taxonomy.into(),
        directory: directory.into(),
        glossary: glossary.into(),
        redirects: redirects.into(),
        query_redirects: query_redirects.into(),
        years: years.into(),
        answered: answered.into(),
        answered_years: answered_years.into(),
        links: links.into(),
        names: names.into(),
        mentions: mentions.into(),
        related: related.into(),
        unpublished: unpublished.into(),
        link_memory,
        routes: routes.into(),
    };
    Checked { value, diagnostics: found }
}

/// Returns the old addresses without and with a query.
fn old_addresses(
    entries: &Collections,
    taxonomy: &Taxonomy,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> (IdVec<RedirectId, Redirect>, Vec<QueryRedirect>) {
    let redirects = redirects::redirects(entries, taxonomy, config).into_value(found);
    (redirects, query_redirects::query_redirects(entries, config).into_value(found))
}

/// Returns the lists that readers choose from: programs by what they are, and letters by year, all and those of each
/// columnist.
fn lists(
    entries: &Collections,
    taxonomy: &Taxonomy,
    answered: &IdVec<PersonId, Vec<LetterId>>,
    (config, today): (&Config, Date),
    found: &mut Vec<Diagnostic>,
) -> (Directory, Years, IdVec<PersonId, Years>) {
    let (years, answered_years) = years::divide(&entries.letters, answered, today.year());
    (Directory::new(entries, taxonomy, config, today).into_value(found), years, answered_years)
}

/// Finds out who mentions what, and what is close to what.
fn near(entries: &Collections, taxonomy: &Taxonomy, links: &Links, names: &NameMatches) -> (Mentions, Related) {
    let mentions = Mentions::new(entries, links, names);
    let related = Related::new(entries, taxonomy, links, &mentions);
    (mentions, related)
}

fn routes_and_links(
    parts: &RouteInputs<'_>,
    hidden: &[Unpublished],
    held_back: &[HeldBack],
) -> (Checked<RouteTable>, Checked<Links>) {
    let routes = RouteTable::new(parts);
    let mut links = Links::resolve(parts, hidden, held_back, &routes.value);
    links.diagnostics.extend(pictures::check(parts, &links.value));
    (routes, links)
}

/// Runs the steps that need the entries, and nothing of each other.
fn from_entries(
    entries: &Collections,
    vocabulary: &Vocabulary,
    config: &Config,
    place: impl FnOnce() -> Checked<PlacedAttachments> + Send,
    found: &mut Vec<Diagnostic>,
) -> (Taxonomy, PlacedAttachments, IdVec<PersonId, Vec<LetterId>>) {
    let (taxonomy, (placed, answered)) =
        rayon::join(|| Taxonomy::new(entries, vocabulary, config), || (place(), answered(entries)));
    (taxonomy.into_value(found), placed.into_value(found), answered)
}

/// For each columnist, the letters that she answers.
fn answered(entries: &Collections) -> IdVec<PersonId, Vec<LetterId>> {
    let mut answered: IdVec<_, _> = vec![Vec::new(); entries.people.len()].into();
    let mut people: AHashMap<&str, PersonId> = AHashMap::with_capacity(entries.people.len());
    entries.people.iter().for_each(|(id, person)| _ = people.entry(&person.initials).or_insert(id));
    for (id, letter) in entries.letters.iter() {
        for person in letter.record.answerers.iter().filter_map(|initials| people.get(initials.as_str())) {
            answered[*person].push(id);
        }
    }
    answered
}
