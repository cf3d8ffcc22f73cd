//! Stage 3: all entries in, one finished [`Site`] out. Pure, and made anew after every edit: a `Site` never changes
//! after it is made, and holds no lock.

mod attachments;
mod checks;
mod collection;
mod collisions;
mod links;
mod mentions;
mod names;
mod parts;
mod redirects;
mod related;
mod reuse;
mod route;
mod route_table;
mod taxonomy;
mod unpublished;
mod years;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::Config;
use crate::content::{Common, Entry, GlossaryTerm, Person, Vocabulary};
use crate::diagnostics::{Checked, FilePath};
use crate::source::Attachment;

use names::NamesCache;
use parts::Parts;

pub(crate) use collection::encoded as canonical;
pub use collection::{Collection, Collections, EntryRef};
pub use links::{Destination, Links};
pub(crate) use mentions::linked_programs;
pub use mentions::{Mention, Mentions};
pub use names::{Found, Named, NamesFound};
pub use redirects::Redirect;
pub use related::{Related, Shared};
pub use route::{FeedFormat, FeedScope, FileTarget, PageTarget, Route, Target, file_path};
pub use route_table::RouteTable;
pub(crate) use route_table::{SITEMAP_LIMIT, page_count};
pub use taxonomy::{Taxonomy, Term};
pub use unpublished::{Unpublished, UnpublishedReason, holds_back};
pub use years::{Year, Years};

/// What an assembly depends on besides the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssembleOptions {
    /// The moment at which the column is looked at: what is dated later is held back.
    pub now: Timestamp,
    /// Addresses that the theme's assets take.
    pub asset_paths: Vec<String>,
    /// Whether what is held back is shown all the same, and marked: a preview.
    pub unpublished: bool,
}

/// The whole column, cross-linked. It never changes, and the next site shares whatever an edit left as it was.
#[derive(Debug, Clone)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The moment at which the column is looked at.
    pub now: Timestamp,
    /// Its day, as dates are written: `2026-03-02`. A draft without a date is shown with it.
    pub today: String,
    /// All that is published, kind by kind; in a preview, what is held back too.
    pub entries: Arc<Collections>,
    /// Pictures and documents, by address.
    pub attachments: Arc<[(String, Attachment)]>,
    /// Subjects.
    pub taxonomy: Arc<Taxonomy>,
    /// The glossary, in the order of the alphabet.
    pub glossary: Arc<[GlossaryTerm]>,
    /// What is near to what.
    pub related: Arc<Related>,
    /// Which names stand in which texts.
    pub names: Arc<NamesFound>,
    /// Who speaks of what.
    pub mentions: Arc<Mentions>,
    /// Old addresses.
    pub redirects: Arc<[Redirect]>,
    /// All letters by year.
    pub years: Arc<Years>,
    /// For each columnist, the letters that she answers, newest first.
    answered: Arc<[Vec<usize>]>,
    /// The same by year.
    answered_years: Arc<[Years]>,
    /// Where each link leads.
    pub links: Arc<Links>,
    /// What is not published, and why.
    pub unpublished: Arc<[Unpublished]>,
    /// Every address that the column answers to.
    pub routes: Arc<RouteTable>,
}

/// All files of a column, understood one by one.
#[derive(Debug, Default, Clone)]
pub struct Parsed {
    /// Letters, profiles, columnists and pages, in path order.
    pub entries: Vec<Entry>,
    /// Pictures and documents, in path order.
    pub attachments: Vec<Attachment>,
    /// The controlled vocabulary; empty when there is none.
    pub vocabulary: Vocabulary,
    /// The glossary; empty when there is none.
    pub glossary: Vec<GlossaryTerm>,
}

/// What is remembered from one assembly to the next.
#[derive(Debug, Default)]
pub struct SiteCache {
    names: NamesCache,
    last: Option<reuse::Assembly>,
}

/// Puts the site together. Of a column that has but other words than the last time, only what depends on the words is
/// made again.
pub fn assemble(
    parsed: Parsed,
    config: Arc<Config>,
    options: &AssembleOptions,
    cache: &mut SiteCache,
) -> Checked<Arc<Site>> {
    let Checked { value, diagnostics } = match cache.reuse(&parsed, &config, options) {
        Some(checked) => checked,
        None => assemble_full(parsed.clone(), config, options, &mut cache.names),
    };
    let site = Arc::new(value);
    cache.last = Some(reuse::Assembly::new(parsed, options, &site, &diagnostics));
    Checked { value: site, diagnostics }
}

/// Each step is a function of the steps before it; nothing is filled in later.
fn assemble_full(
    parsed: Parsed,
    config: Arc<Config>,
    options: &AssembleOptions,
    cache: &mut NamesCache,
) -> Checked<Site> {
    let (mut found, today) = (Vec::new(), today(&config, options.now));
    let Parsed { entries, attachments, vocabulary, glossary } = parsed;
    let (entries, unpublished) = unpublished::hold_back(entries, options);
    let hidden = if options.unpublished { &[] } else { &*unpublished };
    let entries = collection::collect(entries, &config.permalinks);
    let (taxonomy, placed, answered) = side_by_side(&entries, &vocabulary, attachments);
    let taxonomy = taxonomy.into_value(&mut found);
    let attachments::Placed { published: attachments, unused } = placed;
    let (years, answered_years) = years::divide(&entries.letters, &answered, today.year());
    let redirects = redirects::redirects(&entries, &taxonomy);
    #[rustfmt::skip]
    let parts = Parts {
        config: &config, entries: &entries, attachments: &attachments, taxonomy: &taxonomy, glossary: &glossary,
        redirects: &redirects, years: &years, answered_years: &answered_years, asset_paths: &options.asset_paths,
    };
    let find_names = || names::find(&entries, hidden, &glossary, cache);
    let ((routes, links), names) = rayon::join(|| routes_and_links(&parts, hidden, &unused), find_names);
    let (routes, links) = (routes.into_value(&mut found), links.into_value(&mut found));
    let names = names.into_value(&mut found);
    let mentions = Mentions::new(&entries, &links, &names);
    let related = Related::new(&entries, &taxonomy, &links, &mentions);
    found.extend(checks::check(&entries, &unpublished, &unused, &config, options.now));
    let value = Site {
        today: today.to_string(),
        config,
        now: options.now,
        entries: entries.into(),
        attachments: attachments.into(),
        taxonomy: taxonomy.into(),
        glossary: glossary.into(),
        redirects: redirects.into(),
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

/// The day of a moment, where the columnist is.
fn today(config: &Config, now: Timestamp) -> Date {
    now.to_zoned(config.timezone.clone()).date()
}

fn routes_and_links(
    parts: &Parts<'_>,
    hidden: &[Unpublished],
    unused: &[FilePath],
) -> (Checked<RouteTable>, Checked<Links>) {
    let routes = RouteTable::new(parts);
    let links = Links::resolve(parts, hidden, unused, &routes.value);
    (routes, links)
}

/// What needs the entries and nothing of each other.
fn side_by_side(
    entries: &Collections,
    vocabulary: &Vocabulary,
    attachments: Vec<Attachment>,
) -> (Checked<Taxonomy>, attachments::Placed, Vec<Vec<usize>>) {
    let (taxonomy, (placed, answered)) = rayon::join(
        || Taxonomy::new(entries, vocabulary),
        || (attachments::place(attachments, entries), answered(entries)),
    );
    (taxonomy, placed, answered)
}

/// Which letters each columnist answers.
fn answered(entries: &Collections) -> Vec<Vec<usize>> {
    let mut answered = vec![Vec::new(); entries.people.len()];
    for (at, letter) in entries.letters.entries().enumerate() {
        for initials in &letter.record.answerers {
            if let Some(person) = entries.people.entries().position(|person| person.initials == *initials) {
                answered[person].push(at);
            }
        }
    }
    answered
}

impl Site {
    /// Whether an entry is shown although it is held back: only in a preview.
    pub fn is_unpublished(&self, entry: &Common) -> bool {
        self.unpublished.binary_search_by(|other| other.file.cmp(&entry.record.file)).is_ok()
    }

    /// The moment at which another entry appears, if one is scheduled.
    pub fn next_due(&self) -> Option<Timestamp> {
        let scheduled = self.unpublished.iter().filter_map(|entry| match &entry.reason {
            UnpublishedReason::Scheduled(when) => Some(when.instant),
            UnpublishedReason::Draft => None,
        });
        scheduled.min()
    }

    /// The old addresses that the host redirects by itself.
    pub fn host_redirects(&self) -> &[Redirect] {
        &self.redirects[..redirects::by_host(&self.config, &self.redirects)]
    }

    /// The letters that a columnist answers, newest first.
    pub fn answered_by(&self, person: usize) -> &[usize] {
        &self.answered[person]
    }

    /// The same by year.
    pub fn answered_years(&self, person: usize) -> &Years {
        &self.answered_years[person]
    }

    /// The columnist with these initials.
    pub fn person(&self, initials: &str) -> Option<(usize, &Person)> {
        self.entries.people.entries().enumerate().find(|(_, person)| person.initials == initials)
    }
}
