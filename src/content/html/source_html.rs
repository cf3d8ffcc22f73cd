//! HTML as the author wrote it, and where each of its bytes is in the file.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostics::Span;

/// HTML between Markdown: a tag within a paragraph, or the lines of a block.
pub(in crate::content) struct SourceHtml<'t> {
    html: Cow<'t, str>,
    /// The ranges of its lines in the file, each with the byte of the HTML at which it begins.
    lines: Vec<(usize, Range<usize>)>,
    /// The span of the whole.
    whole: Span,
    is_block: bool,
}

impl<'t> SourceHtml<'t> {
    /// Creates the source of a tag within a paragraph.
    pub(in crate::content) fn inline(html: &'t str, range: Range<usize>, file: &str) -> Self {
        // Over several lines, the marks of a list or quotation may have been removed from it.
        let is_exact = file.get(range.clone()) == Some(html);
        let lines = if is_exact { vec![(0, range.clone())] } else { Vec::new() };
        Self { html: Cow::Borrowed(html), lines, whole: Span::new(range), is_block: false }
    }

    /// Creates the empty source of a block of HTML.
    pub(in crate::content) fn block(whole: Span) -> Self {
        Self { html: Cow::Borrowed(""), lines: Vec::new(), whole, is_block: true }
    }

    /// Adds a line of a block.
    pub(in crate::content) fn add_line(&mut self, line: &str, range: Range<usize>) {
        self.lines.push((self.html.len(), range));
        self.html.to_mut().push_str(line);
    }

    pub(super) fn html(&self) -> &str {
        &self.html
    }

    /// Returns the bytes of a range.
    pub(super) fn written(&self, range: Range<usize>) -> &str {
        self.html.get(range).unwrap_or_default()
    }

    /// Returns the range from a byte to the character that ends its line, up to the width of a screen.
    pub(super) fn line(&self, start: usize, ends: impl Fn(char) -> bool) -> Range<usize> {
        let characters = self.html[start..].chars().take(120).enumerate();
        let line = characters.take_while(|(at, c)| *at == 0 || !ends(*c)).map(|(_, c)| c.len_utf8());
        start..start + line.sum::<usize>()
    }

    pub(super) fn is_block(&self) -> bool {
        self.is_block
    }

    /// Returns the span in the file of a range of the HTML.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let place = |at: usize| {
            let number = self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
            let (start, line) = &self.lines[number];
            Some((line.start + at - start).min(line.end))
        };
        let end = range.end.checked_sub(1).and_then(place).map(|at| at + 1);
        match (place(range.start), end) {
            (Some(start), Some(end)) if start < end => Span::new(start..end),
            _ => self.whole,
        }
    }
}
