//! Chooses the letters of a feed.

use crate::site::{FeedScope, Site};

/// How many letters a feed has at most.
const NEWEST: usize = 20;

/// Returns the newest published letters of a feed, newest first.
pub(super) fn letters(site: &Site, scope: FeedScope) -> Vec<usize> {
    match scope {
        FeedScope::Column => newest(site, 0..site.entries.letters.len()),
        FeedScope::Tag { term } => newest(site, site.taxonomy.terms[term].letters.iter().copied()),
        FeedScope::Person { person } => newest(site, site.answered_by(person).iter().copied()),
    }
}

/// A feed cannot mark what only a preview shows, so it leaves it out.
fn newest(site: &Site, letters: impl Iterator<Item = usize>) -> Vec<usize> {
    let published = |letter: &usize| !site.is_unpublished(&site.entries.letters.get(*letter).common);
    letters.filter(published).take(NEWEST).collect()
}
