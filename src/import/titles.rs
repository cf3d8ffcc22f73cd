//! Titles and other texts of one line, which blogs store as HTML.

use super::html::{Addresses, parse, text_of, to_markdown, words};

/// Returns the words of a text in HTML, in one line.
pub(super) fn plain(html: &str) -> String {
    if html.contains(['<', '&']) { words(&text_of(&parse(html))) } else { words(html) }
}

/// Returns a title as Markdown, in one line: its emphasis stays, and what would mean something in Markdown does not.
pub(super) fn title_markdown(html: &str) -> String {
    words(&to_markdown(&parse(html), &NoAddresses, &|_| false, &mut Vec::new()))
}

/// A title has no links and no pictures.
struct NoAddresses;

impl Addresses for NoAddresses {
    fn link(&self, _: &str) -> Option<String> {
        None
    }

    fn file(&self, _: &str) -> Option<String> {
        None
    }
}
