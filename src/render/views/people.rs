//! The view of `people.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::links::PersonLink;

/// `people.html`: all columnists.
#[derive(Hash, Serialize)]
pub struct PeopleView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// All columnists, by name.
    pub people: Vec<PersonCard<'a>>,
}

/// A columnist in a list.
#[derive(Hash, Serialize)]
pub struct PersonCard<'a> {
    /// Name, initials, seal, portrait, bio.
    #[serde(flatten)]
    pub person: PersonLink<'a>,
    /// `description`, or the first words of the text about them; plain.
    pub excerpt: &'a str,
    /// Number of letters they answer.
    pub letters: usize,
}
