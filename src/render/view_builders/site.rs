//! Builds the view of the whole column, the same for all pages.

use super::{letter_card, links};
use crate::config::NavEntry;
use crate::render::column_pictures::social_image;
use crate::render::view_cache::ViewCache;
use crate::render::views::site::{NavLink, SearchLink, SiteView, ThemeView};
use crate::site::{SEARCH, Site, TermId};
use crate::theme::{Strings, Theme};

/// How many letters are recent.
const RECENT: usize = 10;

/// Returns the value that all pages share.
pub(in crate::render) fn view<'s>(cache: &ViewCache<'s>, theme: &'s Theme) -> SiteView<'s> {
    let site = cache.site;
    let config = &site.config;
    let terms: Vec<TermId> = site.taxonomy.terms.ids().collect();
    SiteView {
        title: &config.title,
        tagline: config.tagline.as_deref(),
        language: &config.language,
        direction: config.direction(),
        base_url: config.base_url.as_deref(),
        social_image: social_image(site, theme),
        nav: nav(site, &theme.strings, &config.nav),
        footer: nav(site, &theme.strings, &config.footer),
        people: site.entries.people.ids().map(|person| links::build_person_link(site, person)).collect(),
        letters: site.entries.letters.len(),
        programs: site.entries.programs.len(),
        tags: links::tag_links_by_name(cache, &terms),
        recent: letter_card::cards(cache, site.entries.letters.ids().take(RECENT)),
        pages: site.entries.pages.ids().map(|own| links::entry_link(site, own.into())).collect(),
        search: site
            .has_search()
            .then(|| SearchLink { path: SEARCH, script: theme.assets.get("search.js").map(|asset| &*asset.path) }),
        subscribe: site.subscribe_page(),
        saved: site.saved_page(),
        outside: config.outside.iter().filter_map(|origin| origin.strip_prefix("https://")).collect(),
        theme: ThemeView {
            name: &theme.name,
            version: &theme.version,
            options: &theme.options,
            stylesheet: theme.stylesheet.as_deref(),
        },
        generator: concat!("callslip ", env!("CARGO_PKG_VERSION")),
    }
}

/// Returns a navigation without the entries that this column does not have (the feed of a column without an address).
fn nav<'s>(site: &'s Site, strings: &Strings, entries: &'s [NavEntry]) -> Vec<NavLink<'s>> {
    let exists = |entry: &&NavEntry| !site.config.leaves_out(&entry.path);
    let link = |entry: &'s NavEntry| NavLink {
        label: entry.label.clone().unwrap_or_else(|| default_label(&entry.path, strings)),
        path: &entry.path,
        section: section(&entry.path),
        button: entry.button,
    };
    entries.iter().filter(exists).map(link).collect()
}

/// Returns the label of an entry for which the column sets none.
fn default_label(path: &str, strings: &Strings) -> String {
    let (key, english) = match path {
        "/questions/" => ("title_letters", "Letters"),
        "/programs/" => ("title_programs", "Programs"),
        "/tags/" => ("title_tags", "Subjects"),
        _ => ("title_feed", "Feed"),
    };
    strings.or_english(key, english)
}

fn section(path: &str) -> Option<&'static str> {
    match path {
        "/" | "/questions/" => Some("letters"),
        "/programs/" => Some("programs"),
        "/tags/" => Some("tags"),
        "/people/" => Some("people"),
        _ => None,
    }
}
