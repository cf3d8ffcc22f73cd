//! The view of the whole column, the same for all pages.

use serde::Serialize;

use super::letter_card::LetterCard;
use super::links::{LinkView, PersonLink, PictureView, TagLink};
use crate::render::view_cache::Cached;

/// `site`: the same value for every page. A page whose template reads `people`, `letters`, `programs`, `tags`, `recent`, or
/// `pages` is rendered anew when that one changes.
#[derive(Hash, Serialize)]
pub struct SiteView<'a> {
    /// The column's title, plain.
    pub title: &'a str,
    /// Its tagline; null if there is none.
    pub tagline: Option<&'a str>,
    /// BCP 47 language tag: `en`.
    pub language: &'a str,
    /// `ltr` or `rtl`, by the language.
    pub direction: &'static str,
    /// The column's address, without a slash at the end; null if it has none.
    pub base_url: Option<&'a str>,
    /// The picture beside a link to the column on other sites: `social_image` of `column.yaml`, or else the theme's option of
    /// that name; null if there is none. Other sites need its full address: `{{ site.base_url }}{{ site.social_image.path }}`.
    pub social_image: Option<PictureView<'a>>,
    /// The main navigation, in order.
    pub nav: Vec<NavLink<'a>>,
    /// The links at the foot of each page, in order.
    pub footer: Vec<NavLink<'a>>,
    /// The columnists, by name.
    pub people: Vec<PersonLink<'a>>,
    /// Number of letters.
    pub letters: usize,
    /// Number of programs.
    pub programs: usize,
    /// The subjects, by name.
    pub tags: Vec<Cached<TagLink<'a>>>,
    /// The newest letters, ten at most.
    pub recent: Vec<Cached<LetterCard<'a>>>,
    /// The column's own pages, by address.
    pub pages: Vec<LinkView<'a>>,
    /// The search; null if the column has none.
    pub search: Option<SearchLink<'a>>,
    /// The address of the page that says how to subscribe: our own, or one that the columnist wrote there; null if there
    /// is none.
    pub subscribe: Option<&'a str>,
    /// The address of the page of letters that a reader has saved; null if there is none.
    pub saved: Option<&'a str>,
    /// The hosts of other sites from which pages fetch files, as `column.yaml` allows: readers should know them.
    pub outside: Vec<&'a str>,
    /// The theme and its options.
    pub theme: ThemeView<'a>,
    /// `callslip` and its version.
    pub generator: &'static str,
}

/// An entry of a navigation.
#[derive(Hash, Serialize)]
pub struct NavLink<'a> {
    /// Its text, plain.
    pub label: String,
    /// Its target: a path of this column, or a full address.
    pub path: &'a str,
    /// The section it leads to (`letters`, `programs`, `tags`, `people`), compared with `page.section`; null for a page.
    pub section: Option<&'static str>,
    /// True for the one that asks the reader to write ("Ask a question").
    pub button: bool,
}

/// The search of the column.
#[derive(Hash, Serialize)]
pub struct SearchLink<'a> {
    /// The address of its page. A form that sends `q` there (`method="get"`) searches.
    pub path: &'static str,
    /// The address of the script that searches, `search.js` among the theme's files; null if the theme has none.
    pub script: Option<&'a str>,
}

/// The theme in use.
#[derive(Hash, Serialize)]
pub struct ThemeView<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Its options by name, including those of the themes that it extends: `site.theme.options.reading_time`. Each is
    /// always present: as the column sets it, or its default.
    pub options: &'a serde_json::Map<String, serde_json::Value>,
    /// The address of the stylesheet with the colors among its options; null if none is chosen.
    pub stylesheet: Option<&'a str>,
}
