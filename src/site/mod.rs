//! Stage 3: assembles all entries to one [`Site`]. Pure: every edit gives a new site, which never changes and holds no lock.

mod attachments;
mod checks;
mod claims;
mod collection;
mod collisions;
mod duplicate_letters;
mod held_back;
mod id_vec;
mod ids;
mod links;
mod lookups;
mod mentions;
mod names;
mod owner;
mod pictures;
mod query;
mod query_redirects;
mod redirects;
mod related;
mod replies;
mod reuse;
mod route;
mod route_inputs;
mod route_path;
mod route_table;
mod tag_addresses;
mod taxonomy;
mod unknown_tag;
mod unlisted_initials;
mod unpublished;
mod upcoming;
mod years;

use std::sync::Arc;

use ahash::AHashMap;
use jiff::Timestamp;

use crate::config::Config;
use crate::content::{Entry, GlossaryTerm, Reply, Vocabulary};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::source::Attachment;

use attachments::PlacedAttachments;
use held_back::HeldBack;
use names::NamesCache;
use reuse::today;
use route_inputs::RouteInputs;

pub(crate) use crate::source::encoded as percent_encoded;
pub use collection::{Collection, Collections};
pub use id_vec::{ByKind, IdVec};
pub use ids::{
    AssetId, AttachmentId, EntryRef, GlossaryTermId, Id, LetterId, PageId, PageNumber, PersonId, ProgramId, RedirectId,
    ReplyId, TermId, WithdrawnId, YearId,
};
pub use links::{Destination, EntryLinks, Links};
pub(crate) use mentions::linked_programs;
pub use mentions::{Mention, Mentions};
pub use names::{NameMatch, NameMatches, NameTarget};
pub use query::Query;
pub use query_redirects::QueryRedirect;
pub use redirects::Redirect;
pub use related::{Related, Shared};
pub use replies::{Answered, Replies, Thread, ThreadedReply};
pub use route::{FeedScope, FileTarget, PageTarget, Route, Target};
pub use route_path::{RoutePath, RoutePathError};
pub use route_table::{RouteTable, SEARCH, SEARCH_INDEX};
pub(crate) use route_table::{SITEMAP_LIMIT, page_count};
pub use taxonomy::{Taxonomy, Term};
pub use unpublished::{Unpublished, UnpublishedReason, has_unpublished};
pub use upcoming::{assemble_links, lower_severity, upcoming};
pub use years::{Year, Years};

/// The input of an assembly, apart from the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssembleOptions {
    /// The time of the build: entries with a later date are unpublished.
    pub now: Timestamp,
    /// The addresses of the theme's assets.
    pub asset_paths: IdVec<AssetId, String>,
    /// True if the theme has a template for the search.
    pub theme_has_search: bool,
    /// True if the theme has a template for the page on feeds.
    pub theme_has_subscribe: bool,
    /// True for a preview, which shows unpublished entries, and marks them.
    pub unpublished: bool,
}

/// The whole column, cross-linked. It never changes, and the next site shares whatever an edit left as it was.
#[derive(Debug, Clone)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The time of the build.
    pub now: Timestamp,
    /// The day of `now`, where the columnist is: `2026-03-02`. A draft without a date is shown with it.
    pub today: String,
    /// All published entries; in a preview, unpublished ones, too.
    pub entries: Arc<Collections>,
    /// Pictures and documents, and the files of `static/`, by address.
    pub attachments: Arc<IdVec<AttachmentId, (String, Attachment)>>,
    /// The replies, each in the thread of its letter.
    pub replies: Arc<Replies>,
    /// Subjects.
    pub taxonomy: Arc<Taxonomy>,
    /// The glossary, in alphabetical order.
    pub glossary: Arc<IdVec<GlossaryTermId, GlossaryTerm>>,
    /// The nearness of entries.
    pub related: Arc<Related>,
    /// The names in all texts.
    pub names: Arc<NameMatches>,
    /// The mentions in all letters.
    pub mentions: Arc<Mentions>,
    /// Old addresses.
    pub redirects: Arc<IdVec<RedirectId, Redirect>>,
    /// Old addresses with a query.
    pub query_redirects: Arc<[QueryRedirect]>,
    /// All letters by year.
    pub years: Arc<Years>,
    /// For each columnist, the letters that she answers, newest first.
    answered: Arc<IdVec<PersonId, Vec<LetterId>>>,
    /// For each columnist, the years of her letters.
    answered_years: Arc<IdVec<PersonId, Years>>,
    /// The destination of each link.
    pub links: Arc<Links>,
    /// The entries and replies that are not published, in path order.
    pub unpublished: Arc<[Unpublished]>,
    /// All addresses of the column.
    pub routes: Arc<RouteTable>,
}

/// All files of a column, parsed one by one.
#[derive(Debug, Default, Clone)]
pub struct Parsed {
    /// Letters, profiles, columnists and pages, in path order.
    pub entries: Vec<Entry>,
    /// Replies, in path order.
    pub replies: Vec<Arc<Reply>>,
    /// Texts in the folders of entries of which no entry could be made, in path order.
    pub unread: Vec<FilePath>,
    /// Pictures and documents, and the files of `static/`, in path order.
    pub attachments: Vec<Attachment>,
    /// Files that could not be read.
    pub unreadable: Vec<FilePath>,
    /// The controlled vocabulary; empty if there is none.
    pub vocabulary: Vocabulary,
    /// The glossary; empty if there is none.
    pub glossary: Vec<GlossaryTerm>,
}

/// The results of one assembly that the next may reuse.
#[derive(Debug, Default)]
pub struct SiteCache {
    names: NamesCache,
    last: Option<reuse::Assembly>,
}

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
fn assemble_full(
    parsed: Parsed,
    config: Arc<Config>,
    options: &AssembleOptions,
    cache: Option<&mut NamesCache>,
) -> Checked<Site> {
    let (mut found, today, has_names) = (Vec::new(), today(&config, options.now), cache.is_some());
    let Parsed { entries, replies, unread, attachments, unreadable, vocabulary, glossary } = parsed;
    let (glossary, (entries, unpublished)) = (IdVec::from(glossary), unpublished::split(entries, &replies, options));
    let hidden: &[Unpublished] = if options.unpublished { &[] } else { &unpublished };
    let entries = collection::collect(entries, &config.permalinks);
    let replies = Replies::new(replies, &entries, hidden, &unread, &config).into_value(&mut found);
    let place = || attachments::place(attachments, &entries, &replies, &config, hidden, &unreadable);
    let (taxonomy, placed, answered) = steps_from_entries(&entries, &vocabulary, &config, place, &mut found);
    let PlacedAttachments { published: attachments, held_back } = placed;
    let (years, answered_years) = years::divide(&entries.letters, &answered, today.year());
    let (redirects, query_redirects) = old_addresses(&entries, &taxonomy, &config, &mut found);
    #[rustfmt::skip]
    let parts = RouteInputs {
        config: &config, entries: &entries, replies: &replies, attachments: &attachments, taxonomy: &taxonomy, glossary: &glossary,
        redirects: &redirects, query_redirects: &query_redirects, years: &years, answered_years: &answered_years, asset_paths: &options.asset_paths, theme_has_search: options.theme_has_search, theme_has_subscribe: options.theme_has_subscribe,
    };
    let find_names = || names::find(&entries, hidden, &glossary, &config.typography, cache);
    let ((routes, links), names) = rayon::join(|| routes_and_links(&parts, hidden, &held_back), find_names);
    let (routes, links) = (routes.into_value(&mut found), links.into_value(&mut found));
    let names = names.into_value(&mut found);
    let (mentions, related) = if has_names { near(&entries, &taxonomy, &links, &names) } else { Default::default() };
    found.extend(checks::check(&parts, &unpublished, &held_back, options.now));
    let value = Site {
        today: today.to_string(),
        config,
        now: options.now,
        entries: entries.into(),
        replies: replies.into(),
        attachments: attachments.into(),
        taxonomy: taxonomy.into(),
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
fn steps_from_entries(
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
