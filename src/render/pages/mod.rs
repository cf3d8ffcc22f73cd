//! Routes to views: what each template gets.

mod cards;
mod entry;
mod listing;

use std::borrow::Cow;

use super::html;
use super::view_cache::{AllParts, Kept, Made};
use super::views::{Common, FeedLink, NavLink, NotFoundView, PersonLink, SiteView, ThemeView};
use crate::config::NavEntry;
use crate::content::{Body, EntryKind, Title};
use crate::site::{EntryRef, FeedScope, PageTarget, Route, Site};
use crate::theme::{Strings, Theme};

/// One page that is being made.
pub(super) struct Page<'s> {
    pub(super) site: &'s Site,
    pub(super) parts: &'s AllParts,
    pub(super) strings: &'s Strings,
    pub(super) route: &'s Route,
    /// The target of the route.
    pub(super) target: PageTarget,
    /// What leads from the page to the root of the column.
    pub(super) root: &'s str,
}

/// What the title and the description of a page are, and where in the navigation it belongs.
#[derive(Clone, Copy)]
struct Head<'s> {
    kind: &'static str,
    title: &'s Title,
    description: Option<&'s str>,
    section: Option<&'static str>,
}

impl<'s> Page<'s> {
    /// The template's name, and its view. A page may ask for a template of its own; that there is none of
    /// that name has been said where it asks.
    pub(super) fn view(&self, exists: impl Fn(&str) -> bool) -> (String, Made) {
        let (template, view) = self.own_view();
        let chosen = self.target.entry().and_then(|entry| self.site.entries.common(entry).record.template.as_ref());
        let chosen = chosen.map(|chosen| format!("{}.html", chosen.text)).filter(|chosen| exists(chosen));
        (chosen.unwrap_or_else(|| template.to_owned()), view)
    }

    fn own_view(&self) -> (&'static str, Made) {
        match self.target {
            PageTarget::Home { page } => ("home.html", self.home(page)),
            PageTarget::Letters => ("listing.html", self.letters()),
            PageTarget::LettersOfYear { year } => ("listing.html", self.letters_of(year)),
            PageTarget::AnswersOfYear { person, year } => ("person.html", self.answers_of(person, year)),
            PageTarget::Programs => ("programs.html", self.programs()),
            PageTarget::People => ("people.html", self.people()),
            PageTarget::Tags => ("tags.html", self.tags()),
            PageTarget::Tag { term, page } => ("tag.html", self.tag(term, page)),
            PageTarget::Glossary => ("glossary.html", self.glossary()),
            PageTarget::Withdrawn { letter } => ("withdrawn.html", self.withdrawn(letter)),
            PageTarget::Entry(entry) => match entry.kind {
                EntryKind::Letter => ("question.html", self.letter(entry)),
                EntryKind::Program => ("program.html", self.program(entry)),
                EntryKind::Person => ("person.html", self.person(entry)),
                EntryKind::Page => ("page.html", self.own_page(entry)),
            },
            PageTarget::NotFound => ("not_found.html", self.not_found()),
        }
    }

    fn common<'v>(&'v self, head: Head<'v>, index: bool) -> Common<'v> {
        let config = &self.site.config;
        Common {
            kind: head.kind,
            title: &head.title.html,
            title_plain: &head.title.plain,
            description: head.description,
            path: &self.route.path,
            canonical: config.absolute(&self.route.path).filter(|_| self.target.has_own_address()),
            root: self.root,
            section: head.section,
            feeds: self.feeds(),
            extra: self.extra(),
            index,
            unpublished: self.is_unpublished(),
        }
    }

    fn extra(&self) -> &serde_json::Value {
        self.target.common(&self.site.entries).map_or(&serde_json::Value::Null, |common| &common.extra)
    }

    fn is_unpublished(&self) -> bool {
        self.target.entry().is_some_and(|entry| self.site.is_unpublished(self.site.entries.common(entry)))
    }

    /// That of the page's own subject or columnist, then those of the whole column.
    fn feeds(&self) -> Vec<Kept<FeedLink>> {
        let config = &self.site.config;
        // Feeds name full addresses: without one there are none.
        if config.base_url.is_none() {
            return Vec::new();
        }
        let feed = |path: &str, title, media_type| FeedLink { path: path.to_owned(), title, media_type };
        let own = match self.target.own_feed() {
            Some(FeedScope::Tag { term }) => {
                let term = &self.site.taxonomy.terms[term];
                Some((&term.path, &term.label))
            }
            Some(FeedScope::Person { person }) => {
                Some((&self.route.path, &self.site.entries.people.get(person).common.title.plain))
            }
            Some(FeedScope::Column) | None => None,
        };
        let (atom, json) = ("application/atom+xml", "application/feed+json");
        let own = own.map(|(path, name)| feed(&format!("{path}feed.xml"), format!("{}: {name}", config.title), atom));
        let column = [
            self.parts.feeds.get(0, || feed("/feed.xml", config.title.clone(), atom)),
            self.parts.feeds.get(1, || feed("/feed.json", config.title.clone(), json)),
        ];
        own.iter().map(Kept::of).chain(column).collect()
    }

    /// A title of the theme's own, in the column's language.
    fn own_title(&self, key: &str) -> Title {
        Title::new(&self.strings.get(key, None, &[]).unwrap_or_default())
    }

    fn not_found(&self) -> Made {
        let title = self.own_title("title_not_found");
        let head = Head { kind: "not_found", title: &title, description: None, section: None };
        let newest = 0..self.site.entries.letters.len().min(5);
        Made::of(&NotFoundView {
            common: self.common(head, false),
            letters: newest.map(|at| self.letter_card(at)).collect(),
        })
    }
}

/// What all pages share.
pub(super) fn site_view<'s>(site: &'s Site, theme: &'s Theme) -> SiteView<'s> {
    let config = &site.config;
    SiteView {
        title: &config.title,
        tagline: config.tagline.as_deref(),
        language: &config.language,
        direction: config.direction(),
        base_url: config.base_url.as_deref(),
        nav: nav(site, &theme.strings, &config.nav),
        footer: nav(site, &theme.strings, &config.footer),
        people: (0..site.entries.people.len()).map(|at| person_link(site, at)).collect(),
        letters: site.entries.letters.len(),
        programs: site.entries.programs.len(),
        theme: ThemeView { name: &theme.name, version: &theme.version, options: &theme.options },
        generator: concat!("callslip ", env!("CARGO_PKG_VERSION")),
    }
}

/// The navigation, without what this column does not have (the feed, when it has no address).
fn nav<'s>(site: &'s Site, strings: &Strings, entries: &'s [NavEntry]) -> Vec<NavLink<'s>> {
    let there = |entry: &&NavEntry| !site.config.leaves_out(&entry.path);
    let link = |entry: &'s NavEntry| NavLink {
        label: entry.label.clone().unwrap_or_else(|| own_label(&entry.path, strings)),
        path: &entry.path,
        section: section(&entry.path),
        button: entry.button,
    };
    entries.iter().filter(there).map(link).collect()
}

/// What an entry says to which the column gives no words.
fn own_label(path: &str, strings: &Strings) -> String {
    let (key, english) = match path {
        "/questions/" => ("title_letters", "Letters"),
        "/programs/" => ("title_programs", "Programs"),
        "/tags/" => ("title_tags", "Subjects"),
        _ => ("title_feed", "Feed"),
    };
    strings.get(key, None, &[]).unwrap_or_else(|| english.to_owned())
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

/// A columnist, as named beside an answer.
fn person_link(site: &Site, at: usize) -> PersonLink<'_> {
    let person = site.entries.people.get(at);
    // By initials, so that a columnist keeps her colour when another changes her name.
    let before = site.entries.people.entries().filter(|other| other.initials < person.initials).count();
    PersonLink {
        name: &person.common.title.plain,
        initials: &person.initials,
        path: site.entries.people.path(at),
        seal: u8::try_from(before % 4 + 1).unwrap_or(1),
    }
}

/// An entry's text as HTML; none when there is none.
fn text<'s>(page: &Page<'s>, entry: EntryRef, body: &'s Body) -> Option<Cow<'s, str>> {
    let base = html::Base { root: page.root, page: "" };
    let html = html::Writer::new(page.site, entry, &base).html(0, body);
    (!html.trim().is_empty()).then_some(html)
}
