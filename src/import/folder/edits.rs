//! Changes of a text at their places, so that all the rest of it stays as it was.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The Markdown that a column has, so that places are those that it will see.
pub(super) const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Changes of a text.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts a text in the place of a part.
    pub(super) fn replace(&mut self, part: Range<usize>, text: impl Into<String>) {
        self.edits.push((part, text.into()));
    }

    /// Takes a part out.
    pub(super) fn remove(&mut self, part: Range<usize>) {
        self.replace(part, "");
    }

    /// Returns the text with the changes. Of two that overlap, the one that begins first counts, and of these the longer one.
    pub(super) fn apply(mut self, text: &str) -> String {
        if self.edits.is_empty() {
            return text.to_owned();
        }
        self.edits.sort_by(|(a, _), (b, _)| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
        let mut changed = String::with_capacity(text.len());
        let mut at = 0;
        for (part, new) in self.edits {
            if part.start >= at
                && part.end >= part.start
                && let Some(before) = text.get(at..part.start)
            {
                changed.push_str(before);
                changed.push_str(&new);
                at = part.end;
            }
        }
        changed.push_str(text.get(at..).unwrap_or_default());
        changed
    }
}

/// The parts of a text that are code, in their order.
#[derive(Debug, Default)]
pub(super) struct CodeParts {
    parts: Vec<Range<usize>>,
}

impl CodeParts {
    /// Finds the blocks of code, and the code within lines.
    pub(super) fn of(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(text, MARKDOWN).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) if depth == 0 => {
                    parts.push(range);
                    depth += 1;
                }
                Event::End(TagEnd::CodeBlock) => depth = depth.saturating_sub(1),
                Event::Code(_) => parts.push(range),
                _ => {}
            }
        }
        Self { parts }
    }

    /// Returns true for a place within code.
    pub(super) fn contains(&self, at: usize) -> bool {
        let after = self.parts.partition_point(|part| part.start <= at);
        after.checked_sub(1).is_some_and(|last| self.parts[last].contains(&at))
    }
}

/// Returns the lines of a text with the places at which they begin, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches('\n'))
    })
}

/// Returns the number of the line that a place is in, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_changes_counts() {
        let mut edits = Edits::default();
        edits.replace(2..4, "X");
        edits.replace(0..1, "A");
        edits.replace(3..5, "Y");
        edits.replace(6..6, "!");
        assert_eq!(edits.apply("abcdef"), "AbXef!");
        assert_eq!(Edits::default().apply("abc"), "abc");
    }

    #[test]
    fn code_is_known() {
        let text = "a `b` c\n\n```\nd\n```\n\n    e\n";
        let code = CodeParts::of(text);
        let of = |part: &str| code.contains(text.find(part).unwrap());
        assert_eq!([of("a"), of("b"), of("c"), of("d"), of("e")], [false, true, false, true, true]);
    }
}
