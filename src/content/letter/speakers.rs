//! The speakers of one letter: who asks, and who may answer.

use super::guest::Guest;
use crate::content::{ParseOptions, comparable_name};

/// What the front matter of a letter and the column say of its speakers.
pub(super) struct Speakers<'a> {
    /// The options, with the initials of the letter's guests among the others.
    pub(super) options: &'a ParseOptions,
    /// The initials in the letter's own `answered_by`.
    pub(super) answered_by: &'a [String],
    /// The asker's pen name.
    pub(super) pen_name: Option<&'a str>,
    /// The guests.
    pub(super) guests: &'a [Guest],
}

impl Speakers<'_> {
    /// Returns the initials that open an answer.
    pub(super) fn initials(&self) -> Vec<&str> {
        self.options.initials.iter().map(String::as_str).collect()
    }

    /// Returns the initials of the one who gives an answer that does not say whose it is: whom the letter names, else
    /// whom the column names, else the only columnist. A draft counts if there is no other file. `None` if it may be
    /// anyone.
    pub(super) fn answerer(&self) -> Option<&str> {
        match self.answered_by {
            [one] => return Some(one),
            [] => {}
            _ => return None,
        }
        let columnists = &self.options.columnists;
        let mut published = columnists.iter().filter(|columnist| !columnist.is_draft);
        let only = match (published.next(), published.next(), columnists.as_slice()) {
            (Some(one), None, _) | (None, _, [one]) => Some(one.initials.as_str()),
            _ => None,
        };
        self.options.answered_by.as_deref().or(only)
    }

    /// Returns true for the asker's pen name, or for its first word.
    pub(super) fn is_asker(&self, name: &str) -> bool {
        self.pen_name.is_some_and(|pen_name| {
            let pen_name = comparable_name(pen_name);
            // `Puzzled:` for Puzzled in Peoria, but `A:` is nobody.
            let first = pen_name.split_once(' ').map(|(first, _)| first).filter(|first| first.len() > 3);
            pen_name.eq_ignore_ascii_case(name) || first == Some(name)
        })
    }

    /// Returns the marker that belongs before the words of the one with this name: initials, or that of a question.
    pub(super) fn marker_of(&self, name: &str) -> Option<&str> {
        if self.is_asker(name) {
            return self.options.markers.question.first().map(String::as_str);
        }
        let is_meant = |full: &str| full == name || full.split(' ').next() == Some(name);
        self.answerers().find(|(full, _)| is_meant(&comparable_name(full))).map(|(_, initials)| initials)
    }

    /// Returns the initials of the one whose whole name this is, without its capitals: `sol marchetti`.
    pub(super) fn marker_of_small_letters(&self, name: &str) -> Option<&str> {
        let is_meant = |full: &str| full != name && full.contains(' ') && full.to_lowercase() == name.to_lowercase();
        self.answerers().find(|(full, _)| is_meant(&comparable_name(full))).map(|(_, initials)| initials)
    }

    /// Returns the names and initials of those who may answer.
    fn answerers(&self) -> impl Iterator<Item = (&str, &str)> {
        let columnists = self.options.columnists.iter().map(|columnist| (&columnist.name, &columnist.initials));
        let people = columnists.chain(self.guests.iter().map(|guest| (&guest.name, &guest.initials)));
        people.map(|(name, initials)| (name.as_str(), initials.as_str()))
    }
}
