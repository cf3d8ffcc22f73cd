//! The lines of a text by its bytes.

/// Counts lines up to bytes that only grow.
#[derive(Debug, Clone)]
pub(super) struct BodyLines<'t> {
    text: &'t str,
    read: usize,
    line: usize,
}

impl<'t> BodyLines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, read: 0, line: 1 }
    }

    /// Returns the line of a byte, from 1. The byte is not before the last that was asked for.
    pub(super) fn line_of(&mut self, at: usize) -> usize {
        if let Some(between) = self.text.as_bytes().get(self.read..at) {
            self.line += memchr::memchr_iter(b'\n', between).count();
            self.read = at;
        }
        self.line
    }
}

/// Returns the line ends of a text that is left out, so that the lines below keep their numbers.
pub(super) fn line_ends(text: &str) -> String {
    "\n".repeat(memchr::memchr_iter(b'\n', text.as_bytes()).count())
}

/// Returns a text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace('\n', " ")
}
