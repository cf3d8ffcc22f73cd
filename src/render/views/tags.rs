//! The view of `tags.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::links::TagLink;

/// `tags.html`: all subjects.
#[derive(Hash, Serialize)]
pub struct TagsView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// All subjects and their synonyms, in the order of the language.
    pub tags: Vec<TagEntry<'a>>,
    /// The letters under which they are, in the same order.
    pub initials: Vec<String>,
}

/// An entry of the index of subjects.
#[derive(Hash, Serialize)]
pub struct TagEntry<'a> {
    /// The name it is listed under, plain: the subject's own, or a synonym.
    pub name: &'a str,
    /// The letter under which the name is in an index, such as `E` for `éclair` in English; `0` if it begins with none.
    pub initial: String,
    /// The subject.
    pub tag: TagLink<'a>,
    /// True if the name is a synonym: then the subject's own name should be shown, too.
    pub is_synonym: bool,
}
