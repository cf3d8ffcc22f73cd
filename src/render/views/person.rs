//! The view of `person.html`.

use std::borrow::Cow;

use serde::Serialize;

use super::common::CommonFields;
use super::heading::HeadingView;
use super::links::{LinkView, PersonLink, PictureView};
use super::years::{YearLink, YearView};
use crate::render::view_cache::Cached;

/// `person.html`: one columnist, with the answers.
#[derive(Hash, Serialize)]
pub struct PersonView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// Name, initials, seal, portrait, bio.
    pub person: Cached<PersonLink<'a>>,
    /// A picture of them; null if there is none.
    pub portrait: Option<PictureView<'a>>,
    /// The text about them, HTML; null if there is none.
    pub html: Option<Cow<'a, str>>,
    /// The headings of that text, in order; empty if there are none.
    pub headings: Vec<HeadingView<'a>>,
    /// The letters they answer, by year, newest first.
    pub years: Vec<YearView<'a>>,
    /// Links to all years, if they are on several pages (of a columnist who answers more than 500 letters); else empty.
    pub archive: Vec<YearLink>,
    /// Letters, profiles, columnists and pages whose text links to this one.
    pub linked_from: Vec<LinkView<'a>>,
}
