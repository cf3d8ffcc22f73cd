//! Checks the words of a section's links.

use std::collections::BTreeMap;

use super::link_words::{normalized, say_nothing};
use super::messages;
use crate::diagnostics::{Findings, Span};

/// A link that has words.
pub(super) struct NamedLink {
    pub(super) words: String,
    /// The address, as written.
    pub(super) address: String,
    pub(super) span: Span,
    pub(super) is_html: bool,
}

impl NamedLink {
    /// Returns how a link with better words is written.
    fn sample(&self) -> String {
        if self.is_html {
            format!("`<a href=\"{}\">the fee schedule</a>`", self.address)
        } else {
            format!("`[the fee schedule]({})`", self.address)
        }
    }

    /// Returns the address without what makes no difference to which page it leads to.
    fn place(&self) -> &str {
        let page = self.address.split('#').next().filter(|page| !page.is_empty());
        let address = page.unwrap_or(&self.address).trim_end_matches('/');
        address.strip_prefix("https:").or_else(|| address.strip_prefix("http:")).unwrap_or(address)
    }
}

/// Reports links whose words do not say where they lead, and two with the same words that lead to different places.
pub(super) fn check(links: Vec<NamedLink>, findings: &mut Findings) {
    let mut first: BTreeMap<String, (NamedLink, bool)> = BTreeMap::new();
    for link in links {
        let words = normalized(&link.words);
        let shown = link.words.trim();
        if say_nothing(&words) {
            findings.add(link.span, messages::empty_words(shown, &link.sample()).about_access());
        } else if let Some((other, is_reported)) = first.get_mut(&words) {
            if !*is_reported && other.place() != link.place() {
                *is_reported = true;
                let file = findings.file().clone();
                findings.add(link.span, messages::same_words(shown, &file, other.span).about_access());
            }
        } else if words.contains(char::is_alphabetic) {
            first.insert(words, (link, false));
        }
    }
}
