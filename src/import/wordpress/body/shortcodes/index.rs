//! The beginnings and ends of a text's shortcodes, found once, so that no shortcode without an end is looked for twice.

use std::collections::BTreeMap;

use super::tag::Shortcode;

/// The places of shortcodes by name.
#[derive(Debug, Default)]
pub(super) struct Index<'t> {
    starts: BTreeMap<&'t str, Vec<usize>>,
    ends: BTreeMap<&'t str, Vec<usize>>,
}

impl<'t> Index<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut index = Self::default();
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            if let Some(name) = end_name(&text[at..]) {
                index.ends.entry(name).or_default().push(at);
            } else if let Some(code) = Shortcode::at(&text[at..]) {
                index.starts.entry(code.name).or_default().push(at);
            }
        }
        index
    }

    /// Returns the byte of the end of a shortcode that begins before this byte. `None` if it does not end, or another of the
    /// same name begins before that.
    pub(super) fn end_after(&self, name: &str, at: usize) -> Option<usize> {
        let end = next(self.ends.get(name)?, at)?;
        let is_of_next = self.starts.get(name).and_then(|starts| next(starts, at)).is_some_and(|start| start < end);
        (!is_of_next).then_some(end)
    }

    /// Returns true if a shortcode of this name begins before this byte.
    pub(super) fn begins_before(&self, name: &str, at: usize) -> bool {
        self.starts.get(name).and_then(|starts| starts.first()).is_some_and(|start| *start < at)
    }
}

fn next(places: &[usize], at: usize) -> Option<usize> {
    places.get(places.partition_point(|place| *place < at)).copied()
}

/// Returns the name of a shortcode whose end is at the start of a text: `[/caption]`.
pub(super) fn end_name(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("[/")?;
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
    (length > 0 && rest[length..].starts_with(']')).then(|| &rest[..length])
}
