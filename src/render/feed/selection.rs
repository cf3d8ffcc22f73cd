//! Chooses the letters of a feed.

use crate::site::{FeedScope, LetterId, Site};

/// How many letters a feed has at most.
const NEWEST: usize = 20;

/// Returns the newest published letters of a feed, newest first.
pub(super) fn letters(site: &Site, scope: FeedScope) -> Vec<LetterId> {
    match scope {
        FeedScope::Column => newest(site, site.entries.letters.ids()),
        FeedScope::Tag { term } => newest(site, site.taxonomy.terms[term].letters.iter().copied()),
        FeedScope::Person { person } => newest(site, site.answered_by(person).iter().copied()),
    }
}

/// A feed cannot mark what only a preview shows, so it leaves it out.
fn newest(site: &Site, letters: impl Iterator<Item = LetterId>) -> Vec<LetterId> {
    let published = |letter: &LetterId| !site.is_unpublished(&site.entries.letters[*letter].common);
    letters.filter(published).take(NEWEST).collect()
}
