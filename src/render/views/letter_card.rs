//! A letter in a list.

use serde::Serialize;

use super::links::{PersonLink, TagLink};
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
}
