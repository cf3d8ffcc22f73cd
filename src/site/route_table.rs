//! The table of all addresses that the column answers to.

use super::claims::{self, AddressClaim};
use super::collisions::collisions;
use super::directory::{self, PROGRAMS};
use super::ids::{Id, PageNumber};
use super::owner::{Owner, owner};
use super::query_redirects;
use super::redirects::by_host;
use super::route::{FeedScope, FileTarget, PageTarget, Route, Target};
use super::route_inputs::RouteInputs;
use crate::config::{Config, FeedFormat};
use crate::diagnostics::{Checked, Diagnostic};
use crate::media::{PictureSizes, webp_address};
use crate::source::{encoded_again, within_static};

/// All routes, by address.
#[derive(Debug, Default)]
pub struct RouteTable {
    routes: Vec<Route>,
}

/// The most addresses that one sitemap may hold (sitemaps.org).
pub(crate) const SITEMAP_LIMIT: usize = 50_000;

/// The address of the search.
pub const SEARCH: &str = "/search/";

/// The address of the page on feeds.
pub(super) const SUBSCRIBE: &str = "/subscribe/";

/// The address of the page of saved letters.
pub(super) const SAVED: &str = "/saved/";

/// The address of the index of the search.
pub const SEARCH_INDEX: &str = "/search/index.js";

impl RouteTable {
    pub(super) fn new(parts: &RouteInputs<'_>) -> Checked<Self> {
        let mut claims = fixed(parts);
        listings(parts, &mut claims);
        entries(parts, &mut claims);
        files(parts, &mut claims);
        services(parts, &mut claims);
        directory::claim(parts, &mut claims);
        sitemaps(parts, &mut claims);
        let hidden_search = search(parts, &mut claims);
        let Checked { value: mut routes, mut diagnostics } = claims::routes(claims, parts);
        diagnostics.extend(hidden_search);
        routes.sort_by(|a, b| a.path.cmp(&b.path));
        diagnostics.extend(collisions(&routes, parts));
        routes.dedup_by(|b, a| a.path == b.path);
        let rules = rules_before_pages(parts);
        routes.retain(|route| !is_redirected_by_rule(route.target, rules));
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

    /// The route at an address that may be percent-encoded or not, in whatever form its accents are stored.
    pub fn find(&self, path: &str) -> Option<&Route> {
        self.get(path).or_else(|| self.get(&encoded_again(path)))
    }

    /// The route at an address as it is written in a link.
    pub fn get(&self, path: &str) -> Option<&Route> {
        self.routes.binary_search_by(|route| route.path.as_str().cmp(path)).ok().map(|index| &self.routes[index])
    }
}

/// The number of pages of a listing of so many letters; an empty one has one. No page is made for a single letter: it is
/// on the page before.
pub(crate) fn page_count(letters: usize, config: &Config) -> usize {
    divided(letters, config.letters_per_page)
}

/// The number of pages of so many items, of which a page holds `size`.
pub(crate) fn divided(items: usize, size: usize) -> usize {
    let pages = items.div_ceil(size).max(1);
    if pages > 1 && size > 1 && items % size == 1 { pages - 1 } else { pages }
}

/// Addresses that every column has. Feeds and sitemaps must name full addresses, so they need a `base_url`.
fn fixed(parts: &RouteInputs<'_>) -> Vec<AddressClaim> {
    let page = |path: &str, target| AddressClaim { path: path.to_owned(), target: Target::Page(target) };
    let file = |path: &str, target| AddressClaim { path: path.to_owned(), target: Target::File(target) };
    let mut fixed = vec![
        page("/", PageTarget::Home { page: PageNumber::FIRST }),
        page("/404.html", PageTarget::NotFound),
        page("/people/", PageTarget::People),
        page(PROGRAMS, PageTarget::Programs { page: PageNumber::FIRST }),
        page("/questions/", PageTarget::Letters),
        file("/robots.txt", FileTarget::Robots),
        page("/tags/", PageTarget::Tags),
    ];
    if !parts.glossary.is_empty() {
        fixed.push(page("/glossary/", PageTarget::Glossary));
    }
    if parts.config.base_url.is_some() {
        let scope = FeedScope::Column;
        let feed = |format: FeedFormat| file(&format!("/{}", format.file_name()), FileTarget::Feed { scope, format });
        fixed.extend(FeedFormat::ALL.map(feed));
        fixed.push(file("/sitemap.xml", FileTarget::Sitemap { part: None }));
    }
    let of_host = parts.config.host.files(parts.config).into_iter();
    fixed.extend(of_host.map(|host_file| file(&format!("/{}", host_file.path()), FileTarget::Host(host_file))));
    fixed
}

/// Pages that are made of one file each.
fn entries(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let mut add =
        |path: &str, target| claims.push(AddressClaim { path: path.to_owned(), target: Target::Page(target) });
    for entry in parts.entries.refs() {
        add(parts.entries.path(entry), PageTarget::Entry(entry));
    }
    for letter in parts.entries.withdrawn.ids() {
        add(parts.entries.withdrawn.path(letter), PageTarget::Withdrawn { letter });
    }
}

/// Old addresses, and files.
fn files(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let mut add =
        |path: &str, target| claims.push(AddressClaim { path: path.to_owned(), target: Target::File(target) });
    for (redirect, old) in parts.redirects.iter() {
        add(&old.path, FileTarget::Redirect { redirect });
    }
    for (attachment, (path, file)) in parts.attachments.iter() {
        let is_static = within_static(&file.path).is_some();
        let target =
            if is_static { FileTarget::StaticFile { file: attachment } } else { FileTarget::Attachment { attachment } };
        add(path, target);
        let sizes = PictureSizes::of(file).map(|sizes| sizes.webp).unwrap_or_default();
        for (width, height) in sizes {
            add(&webp_address(path, width), FileTarget::PictureSize { attachment, width, height });
        }
    }
    for (asset, path) in parts.asset_paths.iter() {
        add(path, FileTarget::Asset { asset });
    }
}

/// The number of old addresses, from the first, that get no page because the page would make the host's rule void.
///
/// A page at an old address costs little, and it works wherever the folder is copied to, on a server that has been told
/// not to read our rules, too. So it is written even where the host redirects by itself: most hosts follow a rule before
/// they look for a file.
fn rules_before_pages(parts: &RouteInputs<'_>) -> usize {
    let redirects = parts.redirects.as_slice();
    let others = query_redirects::by_host(parts.config, parts.query_redirects).count();
    if parts.config.host.serves_files_before_rules() { by_host(parts.config, redirects, others) } else { 0 }
}

/// Returns true for an old address that is among the first `rules`.
fn is_redirected_by_rule(target: Target, rules: usize) -> bool {
    match target {
        Target::Page(_) => false,
        Target::File(file) => match file {
            FileTarget::Redirect { redirect } => redirect.index() < rules,
            FileTarget::Feed { .. }
            | FileTarget::Sitemap { .. }
            | FileTarget::Robots
            | FileTarget::Attachment { .. }
            | FileTarget::PictureSize { .. }
            | FileTarget::StaticFile { .. }
            | FileTarget::Asset { .. }
            | FileTarget::SearchIndex
            | FileTarget::Directory(_)
            | FileTarget::Host(_) => false,
        },
    }
}

/// Listings of letters, on several pages or by year, and their feeds.
fn listings(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let has_feeds = parts.config.base_url.is_some();
    let mut page = |path: String, target| claims.push(AddressClaim { path, target: Target::Page(target) });
    for number in PageNumber::up_to(page_count(parts.entries.letters.len(), parts.config)).skip(1) {
        page(format!("/page/{number}/"), PageTarget::Home { page: number });
    }
    for (term, subject) in parts.taxonomy.terms.iter() {
        page(subject.path.clone(), PageTarget::Tag { term, page: PageNumber::FIRST });
        for number in PageNumber::up_to(page_count(subject.letters.len(), parts.config)).skip(1) {
            page(format!("{}page/{number}/", subject.path), PageTarget::Tag { term, page: number });
        }
    }
    for (year, listed) in parts.years.with_own_page() {
        page(format!("/questions/{}/", listed.year), PageTarget::LettersOfYear { year });
    }
    for (person, years) in parts.answered_years.iter() {
        for (year, listed) in years.with_own_page() {
            let path = format!("{}{}/", parts.entries.people.path(person), listed.year);
            page(path, PageTarget::AnswersOfYear { person, year });
        }
    }
    if has_feeds {
        feeds(parts, claims);
    }
}

/// The feeds of subjects and columnists.
fn feeds(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let mut add = |page: &str, scope| {
        let format = FeedFormat::OF_PARTS;
        let target = Target::File(FileTarget::Feed { scope, format });
        claims.push(AddressClaim { path: format!("{page}{}", format.file_name()), target });
    };
    for (term, subject) in parts.taxonomy.terms.iter() {
        add(&subject.path, FeedScope::Tag { term });
    }
    for person in parts.entries.people.ids() {
        add(parts.entries.people.path(person), FeedScope::Person { person });
    }
}

/// The search, if the column and its theme have one and nothing else has its addresses. Returns a hint to who else has them.
fn search(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) -> Option<Diagnostic> {
    if !parts.config.search || !parts.theme_pages.search {
        return None;
    }
    match claims.iter().find(|claim| [SEARCH, SEARCH_INDEX].contains(&&*claim.path)) {
        None => {
            claims.push(AddressClaim { path: SEARCH.to_owned(), target: Target::Page(PageTarget::Search) });
            claims.push(AddressClaim { path: SEARCH_INDEX.to_owned(), target: Target::File(FileTarget::SearchIndex) });
            None
        }
        Some(claim) => {
            let hint = Diagnostic::hint(format!("`{}` is taken here, so the column has no search", claim.path));
            let help = "give it another address to have a search; or add a line `search: no` to column.yaml";
            match owner(claim.target, parts) {
                Owner::Ours => None,
                Owner::File(file, span) | Owner::Alias(file, span) => Some(hint.at(&file, span).help(help)),
            }
        }
    }
}

/// The pages that we add for readers, where the theme has a template for them and nothing else has their address: a page on the
/// same matter that the columnist wrote is the better one.
fn services(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let (config, theme) = (parts.config, parts.theme_pages);
    // Every address in a feed is a full one.
    let has_subscribe = theme.subscribe && config.base_url.is_some();
    let has_saved = theme.saved && config.saved_letters;
    for (path, page, is_wanted) in
        [(SUBSCRIBE, PageTarget::Subscribe, has_subscribe), (SAVED, PageTarget::Saved, has_saved)]
    {
        if is_wanted && !claims.iter().any(|claim| is_same_page(&claim.path, path)) {
            claims.push(AddressClaim { path: path.to_owned(), target: Target::Page(page) });
        }
    }
}

/// Returns true for an address that is that of a page on some disk or host.
fn is_same_page(path: &str, page: &str) -> bool {
    let bare = path.strip_suffix("index.html").unwrap_or(path);
    bare.trim_end_matches('/').eq_ignore_ascii_case(page.trim_end_matches('/'))
}

/// The parts of a sitemap too large for one file.
fn sitemaps(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let pages = claims.iter().filter(|route| route.target.is_listed()).count();
    if parts.config.base_url.is_some() && pages > SITEMAP_LIMIT {
        let parts = 1..=pages.div_ceil(SITEMAP_LIMIT);
        claims.extend(parts.map(|part| AddressClaim {
            path: format!("/sitemap-{part}.xml"),
            target: Target::File(FileTarget::Sitemap { part: Some(part) }),
        }));
    }
}
