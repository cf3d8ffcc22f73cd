//! Every address that the column answers to.

use percent_encoding::percent_decode_str;

use super::collection::EntryRef;
use super::{Collection, Taxonomy};
use crate::config::Config;
use crate::content::{Common, Kind, Letter, Page, Person, Program};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span};
use crate::source::Attachment;

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteTarget {
    /// Newest letters; the page's number, from 1.
    Home(usize),
    /// All letters, by year.
    Letters,
    /// One letter, profile, columnist or page.
    Entry(EntryRef),
    /// All programs.
    Programs,
    /// All columnists.
    People,
    /// All subjects.
    Tags,
    /// One subject, by its place, and the page's number.
    Tag(usize, usize),
    /// What a host shows for an address that leads nowhere.
    NotFound,
    /// The Atom feed.
    Feed,
    /// The sitemap, or the index of several; or one of the several, from 1.
    Sitemap(Option<usize>),
    /// What crawlers may do.
    Robots,
    /// A picture or document, by its place.
    Attachment(usize),
    /// A file of the theme's, by its place.
    Asset(usize),
}

/// An address, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The path from the root of the column, percent-encoded: `/questions/loud-drums/`.
    pub path: String,
    /// What stands there.
    pub target: RouteTarget,
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
    pub(super) letters: &'a Collection<Letter>,
    pub(super) programs: &'a Collection<Program>,
    pub(super) people: &'a Collection<Person>,
    pub(super) pages: &'a Collection<Page>,
    pub(super) attachments: &'a [(String, Attachment)],
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) asset_paths: &'a [String],
}

impl RouteTable {
    pub(super) fn new(parts: &Parts<'_>) -> Checked<Self> {
        let mut routes = Vec::new();
        let mut add = |path: String, target| routes.push(Route { path, target });
        for (path, target) in fixed(parts) {
            add(path.to_owned(), target);
        }
        for number in 2..=page_count(parts.letters.len(), parts.config) {
            add(format!("/page/{number}/"), RouteTarget::Home(number));
        }
        for (kind, path, at) in entries(parts) {
            add(path.to_owned(), RouteTarget::Entry(EntryRef { kind, at }));
        }
        for (at, term) in parts.taxonomy.terms.iter().enumerate() {
            add(term.path.clone(), RouteTarget::Tag(at, 1));
            for number in 2..=page_count(term.letters.len(), parts.config) {
                add(format!("{}page/{number}/", term.path), RouteTarget::Tag(at, number));
            }
        }
        for (at, (path, _)) in parts.attachments.iter().enumerate() {
            add(path.clone(), RouteTarget::Attachment(at));
        }
        for (at, path) in parts.asset_paths.iter().enumerate() {
            add(path.clone(), RouteTarget::Asset(at));
        }
        let pages = routes.iter().filter(|route| route.path.ends_with('/')).count();
        if parts.config.base_url.is_some() && pages > SITEMAP_LIMIT {
            for number in 1..=pages.div_ceil(SITEMAP_LIMIT) {
                routes
                    .push(Route { path: format!("/sitemap-{number}.xml"), target: RouteTarget::Sitemap(Some(number)) });
            }
        }
        // The order of the targets breaks ties: what is ours by right comes first.
        routes.sort_by(|a, b| a.path.cmp(&b.path));
        let diagnostics = collisions(&routes, parts);
        routes.dedup_by(|b, a| a.path == b.path);
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

/// How many pages a listing of so many letters has; an empty one has one.
pub(crate) fn page_count(letters: usize, config: &Config) -> usize {
    letters.div_ceil(config.letters_per_page).max(1)
}

/// Addresses that every column has. Feeds and sitemaps must name full addresses, so they need a `base_url`.
fn fixed(parts: &Parts<'_>) -> Vec<(&'static str, RouteTarget)> {
    let mut fixed = vec![
        ("/", RouteTarget::Home(1)),
        ("/404.html", RouteTarget::NotFound),
        ("/people/", RouteTarget::People),
        ("/programs/", RouteTarget::Programs),
        ("/questions/", RouteTarget::Letters),
        ("/robots.txt", RouteTarget::Robots),
        ("/tags/", RouteTarget::Tags),
    ];
    if parts.config.base_url.is_some() {
        fixed.push(("/feed.xml", RouteTarget::Feed));
        fixed.push(("/sitemap.xml", RouteTarget::Sitemap(None)));
    }
    fixed
}

fn entries<'a>(parts: &'a Parts<'_>) -> impl Iterator<Item = (Kind, &'a str, usize)> {
    let letters = (0..parts.letters.len()).map(|at| (Kind::Letter, parts.letters.path(at), at));
    let programs = (0..parts.programs.len()).map(|at| (Kind::Program, parts.programs.path(at), at));
    let people = (0..parts.people.len()).map(|at| (Kind::Person, parts.people.path(at), at));
    let pages = (0..parts.pages.len()).map(|at| (Kind::Page, parts.pages.path(at), at));
    letters.chain(programs).chain(people).chain(pages)
}

/// Two files at one address, also when only case differs: on many disks and hosts that is one file.
fn collisions(routes: &[Route], parts: &Parts<'_>) -> Vec<Diagnostic> {
    let mut folded: Vec<(String, &Route)> = routes.iter().map(|route| (route.path.to_lowercase(), route)).collect();
    folded.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found = Vec::new();
    for pair in folded.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (owner(pair[0].1, parts), owner(pair[1].1, parts));
        found.extend(collision(&pair[1].1.path, first, second));
    }
    found
}

/// The file behind an address, and where in it a new slug would stand; none for an address of our own.
type Owner = Option<(FilePath, Span)>;

fn owner(route: &Route, parts: &Parts<'_>) -> Owner {
    match route.target {
        RouteTarget::Entry(entry) => {
            let common = common(parts, entry);
            Some((common.file.clone(), common.span))
        }
        RouteTarget::Attachment(at) => Some((parts.attachments[at].1.path.clone(), Span::default())),
        _ => None,
    }
}

pub(super) fn common<'a>(parts: &'a Parts<'_>, entry: EntryRef) -> &'a Common {
    match entry.kind {
        Kind::Letter => &parts.letters.get(entry.at).common,
        Kind::Program => &parts.programs.get(entry.at).common,
        Kind::Person => &parts.people.get(entry.at).common,
        Kind::Page => &parts.pages.get(entry.at).common,
    }
}

fn collision(path: &str, first: Owner, second: Owner) -> Option<Diagnostic> {
    let help = "give one of them another address: add a line such as `slug: another-name`";
    match (first, second) {
        (Some(first), Some(second)) => {
            let (first, second) = if first <= second { (first, second) } else { (second, first) };
            let message = format!("two files have the address `{path}`");
            let diagnostic = Diagnostic::error(message).at(&second.0, second.1).label("this one");
            Some(diagnostic.related(&first.0, first.1, "and this one").help(help))
        }
        (Some(file), None) | (None, Some(file)) => {
            let message = format!("`{path}` is an address that callslip itself uses");
            Some(Diagnostic::error(message).at(&file.0, file.1).help("add a line such as `slug: another-name`"))
        }
        (None, None) => None,
    }
}

/// The file that a route is written to, relative to the output folder: `/a/` becomes `a/index.html`.
pub fn file_path(route: &str) -> String {
    let decoded = percent_decode_str(route.trim_start_matches('/')).decode_utf8_lossy();
    if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded.into_owned() }
}
