//! The site that the tests of this module come from.

use super::Addresses;

/// Keeps addresses as they are, and has the pictures of `old.example`.
pub(super) struct SampleAddresses;

impl Addresses for SampleAddresses {
    fn link(&self, href: &str) -> Option<String> {
        (!href.starts_with("gone:")).then(|| href.to_owned())
    }

    fn file(&self, src: &str) -> Option<String> {
        let name = src.strip_prefix("https://old.example/")?.rsplit('/').next()?;
        Some(name.replace("-300x200", ""))
    }
}

/// Returns true for the markers of the tests.
pub(super) fn is_marker(word: &str) -> bool {
    matches!(word, "Q" | "SM" | "A" | "Editor's note")
}
