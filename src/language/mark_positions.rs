//! The places of a text at which a mark may have to be replaced.

use memchr::{memchr2, memmem};

/// The places of a text at which a mark may have to be replaced. Most paragraphs have none, and need not be read.
pub struct MarkPositions<'t> {
    text: &'t [u8],
    /// True if spaces before high punctuation count, as in French.
    has_spaces: bool,
    /// The next quote, hyphens, periods and space that were found; the length of the text if there are no more.
    next: [usize; 4],
}

impl<'t> MarkPositions<'t> {
    pub(super) fn new(text: &'t str, has_spaces: bool) -> Self {
        let mut positions = Self { text: text.as_bytes(), has_spaces, next: [0; 4] };
        positions.next = [0, 1, 2, 3].map(|kind| positions.find(kind, 0));
        positions
    }

    /// Returns the first place at byte `from` or after it; the length of the text if there is none. `from` never decreases
    /// from call to call.
    pub fn next(&mut self, from: usize) -> usize {
        for kind in 0..self.next.len() {
            if self.next[kind] < from {
                self.next[kind] = self.find(kind, from);
            }
        }
        self.next.into_iter().min().unwrap_or_default()
    }

    /// Returns true if there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.next.iter().all(|next| *next == self.text.len())
    }

    fn find(&self, kind: usize, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let found = match kind {
            0 => memchr2(b'"', b'\'', rest),
            1 => memmem::find(rest, b"--"),
            2 => memmem::find(rest, b"..."),
            // Guillemets begin with the byte C2.
            _ if self.has_spaces => rest.iter().position(|byte| matches!(byte, b'?' | b'!' | b';' | b':' | 0xc2)),
            _ => None,
        };
        found.map_or(self.text.len(), |found| from + found)
    }
}

#[cfg(test)]
mod tests {
    use super::MarkPositions;

    #[test]
    fn each_mark_is_found() {
        let text = "a \"b\" -- c... d-e. 'f' ? «";
        let all = |has_spaces| {
            let mut positions = MarkPositions::new(text, has_spaces);
            (0..text.len()).map(|from| positions.next(from)).collect::<std::collections::BTreeSet<_>>()
        };
        assert!(all(false).into_iter().eq([2, 4, 6, 10, 19, 21, text.len()]));
        assert!(all(true).into_iter().eq([2, 4, 6, 10, 19, 21, 23, 25, text.len()]));
        assert!(MarkPositions::new("well-known words.", false).is_empty());
    }
}
