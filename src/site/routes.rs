//! Every address that the column answers to.

use percent_encoding::percent_decode_str;

use super::collection::{Collections, EntryRef};
use super::collisions::{collisions, refused};
use super::redirects::{Redirect, by_host};
use super::{Taxonomy, Years};
use crate::config::{Config, Host, HostFile};
use crate::content::GlossaryTerm;
use crate::diagnostics::Checked;
use crate::source::Attachment;

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Newest letters; the page's number, from 1.
    Home(usize),
    /// All letters, by year.
    Letters,
    /// The letters of one year, by its place among all.
    LettersOf(usize),
    /// The letters that a columnist answers, of one year: her place, and that of the year.
    AnswersOf(usize, usize),
    /// One letter, profile, columnist or page.
    Entry(EntryRef),
    /// The note that stands for a withdrawn letter, by its place among them.
    Withdrawn(usize),
    /// All programs.
    Programs,
    /// All columnists.
    People,
    /// All subjects.
    Tags,
    /// One subject, by its place, and the page's number.
    Tag(usize, usize),
    /// The glossary.
    Glossary,
    /// What a host shows for an address that leads nowhere.
    NotFound,
    /// A feed of the newest letters.
    Feed(FeedOf, FeedFormat),
    /// The sitemap, or the index of several; or one of the several, from 1.
    Sitemap(Option<usize>),
    /// What crawlers may do.
    Robots,
    /// An old address, by its place among them.
    Redirect(usize),
    /// A picture or document, by its place.
    Attachment(usize),
    /// A file of the theme's, by its place.
    Asset(usize),
    /// A file that the host reads.
    Host(HostFile),
}

/// Whose letters a feed holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedOf {
    /// All.
    Column,
    /// Those of a subject, by its place.
    Tag(usize),
    /// Those that a columnist answers, by her place.
    Person(usize),
}

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// RFC 4287.
    Atom,
    /// jsonfeed.org, version 1.1.
    Json,
}

/// An address, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The path from the root of the column, percent-encoded: `/questions/loud-drums/`.
    pub path: String,
    /// What stands there.
    pub target: Target,
}

/// All routes, by address.
#[derive(Debug, Default)]
pub struct RouteTable {
    routes: Vec<Route>,
}

/// The most addresses that one sitemap may hold (sitemaps.org).
pub(crate) const SITEMAP_LIMIT: usize = 50_000;

/// What the route table and the links are made from.
pub(super) struct Parts<'a> {
    pub(super) config: &'a Config,
    pub(super) entries: &'a Collections,
    pub(super) attachments: &'a [(String, Attachment)],
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) glossary: &'a [GlossaryTerm],
    pub(super) redirects: &'a [Redirect],
    pub(super) years: &'a Years,
    pub(super) answered_years: &'a [Years],
    pub(super) asset_paths: &'a [String],
}

impl RouteTable {
    pub(super) fn new(parts: &Parts<'_>) -> Checked<Self> {
        let mut routes = fixed(parts);
        listings(parts, &mut routes);
        let mut add = |path: String, target| routes.push(Route { path, target });
        for entry in parts.entries.refs() {
            add(parts.entries.path(entry).to_owned(), Target::Entry(entry));
        }
        for at in 0..parts.entries.withdrawn.len() {
            add(parts.entries.withdrawn.path(at).to_owned(), Target::Withdrawn(at));
        }
        for (at, redirect) in parts.redirects.iter().enumerate() {
            add(redirect.path.clone(), Target::Redirect(at));
        }
        for (at, (path, _)) in parts.attachments.iter().enumerate() {
            add(path.clone(), Target::Attachment(at));
        }
        for (at, path) in parts.asset_paths.iter().enumerate() {
            add(path.clone(), Target::Asset(at));
        }
        sitemaps(parts, &mut routes);
        routes.sort_by(|a, b| a.path.cmp(&b.path));
        let mut diagnostics = collisions(&routes, parts);
        diagnostics.extend(refused(&routes, parts));
        routes.dedup_by(|b, a| a.path == b.path);
        let shadowing = shadowing(parts);
        routes.retain(|route| !matches!(route.target, Target::Redirect(at) if at < shadowing));
        Checked { value: Self { routes }, diagnostics }
    }

    /// All routes, by address.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Route> {
        self.routes.iter()
    }

    /// All routes, by address, to work on in parallel.
    pub fn as_slice(&self) -> &[Route] {
        &self.routes
    }

    /// The route at an address.
    pub fn get(&self, path: &str) -> Option<&Route> {
        self.routes.binary_search_by(|route| route.path.as_str().cmp(path)).ok().map(|at| &self.routes[at])
    }
}

impl Route {
    /// Whether it is a page of its own, which search engines should know: no later page of a listing, no redirect.
    pub fn is_listed(&self) -> bool {
        use Target::{Entry, Glossary, Home, Letters, People, Programs, Tag, Tags};
        matches!(self.target, Home(1) | Letters | Entry(_) | Programs | People | Tags | Tag(_, 1) | Glossary)
    }
}

/// How many pages a listing of so many letters has; an empty one has one.
pub(crate) fn page_count(letters: usize, config: &Config) -> usize {
    letters.div_ceil(config.letters_per_page).max(1)
}

/// Addresses that every column has. Feeds and sitemaps must name full addresses, so they need a `base_url`.
fn fixed(parts: &Parts<'_>) -> Vec<Route> {
    let mut fixed = vec![
        ("/", Target::Home(1)),
        ("/404.html", Target::NotFound),
        ("/people/", Target::People),
        ("/programs/", Target::Programs),
        ("/questions/", Target::Letters),
        ("/robots.txt", Target::Robots),
        ("/tags/", Target::Tags),
    ];
    if !parts.glossary.is_empty() {
        fixed.push(("/glossary/", Target::Glossary));
    }
    if parts.config.base_url.is_some() {
        fixed.push(("/feed.xml", Target::Feed(FeedOf::Column, FeedFormat::Atom)));
        fixed.push(("/feed.json", Target::Feed(FeedOf::Column, FeedFormat::Json)));
        fixed.push(("/sitemap.xml", Target::Sitemap(None)));
    }
    let of_host = parts.config.host.files(parts.config).into_iter();
    fixed.extend(of_host.map(|(path, file)| (path, Target::Host(file))));
    fixed.into_iter().map(|(path, target)| Route { path: path.to_owned(), target }).collect()
}

/// How many old addresses, from the first, get no page.
///
/// A page at an old address costs little, and it works wherever the folder is copied to, on a server that has been told
/// not to read our rules, too. So it is made even where the host redirects by itself: Cloudflare, Vercel, Azure, Apache
/// and nginx follow a rule before they look for a file, and Netlify does for a rule that ends in `!`. Only on GitLab a
/// file wins over the rule for its address, and a page would make the rule void.
fn shadowing(parts: &Parts<'_>) -> usize {
    if parts.config.host == Host::GitlabPages { by_host(parts.config, parts.redirects) } else { 0 }
}

/// Pages and feeds of what holds many letters.
fn listings(parts: &Parts<'_>, routes: &mut Vec<Route>) {
    let feeds = parts.config.base_url.is_some();
    let mut add = |path: String, target| routes.push(Route { path, target });
    for number in 2..=page_count(parts.entries.letters.len(), parts.config) {
        add(format!("/page/{number}/"), Target::Home(number));
    }
    for (at, term) in parts.taxonomy.terms.iter().enumerate() {
        add(term.path.clone(), Target::Tag(at, 1));
        for number in 2..=page_count(term.letters.len(), parts.config) {
            add(format!("{}page/{number}/", term.path), Target::Tag(at, number));
        }
        if feeds {
            add(format!("{}feed.xml", term.path), Target::Feed(FeedOf::Tag(at), FeedFormat::Atom));
        }
    }
    for (place, year) in parts.years.apart() {
        add(format!("/questions/{}/", year.year), Target::LettersOf(place));
    }
    for (at, years) in parts.answered_years.iter().enumerate() {
        for (place, year) in years.apart() {
            add(format!("{}{}/", parts.entries.people.path(at), year.year), Target::AnswersOf(at, place));
        }
    }
    for at in (0..parts.entries.people.len()).filter(|_| feeds) {
        let path = format!("{}feed.xml", parts.entries.people.path(at));
        add(path, Target::Feed(FeedOf::Person(at), FeedFormat::Atom));
    }
}

/// The parts of a sitemap too large for one file.
fn sitemaps(parts: &Parts<'_>, routes: &mut Vec<Route>) {
    let pages = routes.iter().filter(|route| route.is_listed()).count();
    if parts.config.base_url.is_some() && pages > SITEMAP_LIMIT {
        let numbers = 1..=pages.div_ceil(SITEMAP_LIMIT);
        routes.extend(
            numbers
                .map(|number| Route { path: format!("/sitemap-{number}.xml"), target: Target::Sitemap(Some(number)) }),
        );
    }
}

/// The file that a route is written to, relative to the output folder: `/a/` becomes `a/index.html`.
pub fn file_path(route: &str) -> String {
    let decoded = percent_decode_str(route.trim_start_matches('/')).decode_utf8_lossy();
    if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded.into_owned() }
}
