//! A letter in a list.

use serde::Serialize;

use super::links::{PersonLink, PictureView, TagLink};
use crate::render::view_cache::Cached;

/// A letter in a list.
#[derive(Hash, Serialize)]
pub struct LetterCard<'a> {
    /// The title as HTML.
    pub title: &'a str,
    /// Its address.
    pub path: &'a str,
    /// The day it appeared.
    pub date: &'a str,
    /// Its `description`, or the first words of the first question; plain.
    pub excerpt: &'a str,
    /// A sentence or two under an article's title, plain; null if there is none.
    pub standfirst: Option<&'a str>,
    /// The asker's pen name; null if withheld.
    pub pen_name: Option<&'a str>,
    /// Minutes to read, as on the letter's own page.
    pub minutes: usize,
    /// The first picture in it that is a file of the column; null if there is none.
    pub picture: Option<PictureView<'a>>,
    /// Who answers, in order of first appearance.
    pub answered_by: Vec<Cached<PersonLink<'a>>>,
    /// Its subjects, in the author's order.
    pub tags: Vec<Cached<TagLink<'a>>>,
    /// Number of replies to it that can be read.
    pub replies: usize,
    /// True in a preview if it is not published.
    pub unpublished: bool,
    /// The day on which it will appear, in a preview; null if it is published, or a draft.
    pub appears_on: Option<&'a str>,
    /// The value of `extra:` in its front matter, which means something to this theme alone; null without it.
    pub extra: &'a serde_json::Value,
}
