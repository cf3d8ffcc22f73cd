//! Bold text that begins in one paragraph and ends in another, and so is not bold.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Markdown;
use super::emphasis::{Row, is_block_end, is_space};
use crate::diagnostics::{Diagnostic, Span};

/// The longest that is looked at between the two, in bytes.
const MAX_LENGTH: usize = 3000;

/// The last row of asterisks that opened nothing in its paragraph: the event at which it begins.
#[derive(Default)]
pub(super) struct OpenRow(Option<usize>);

impl OpenRow {
    /// Reads the row of asterisks or underscores at event `at`, which has no other in its paragraph. Returns what is wrong
    /// if it ends what an earlier row should have begun.
    pub(super) fn read(&mut self, markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
        let Event::Text(sign) = &markdown.events[at].0 else { return None };
        let row = Row::at(markdown, at, sign)?;
        let opens = !is_space(row.after) && row.before.is_none_or(|c| c.is_whitespace() || "([\"“„«".contains(c));
        let closes = !is_space(row.before) && row.after.is_none_or(|c| !c.is_alphanumeric());
        let open = self.0.take();
        if opens && (2..=3).contains(&row.length()) || row.length() == 1 && begins_paragraph(markdown, at) {
            self.0 = Some(at);
            return None;
        }
        let open = open.filter(|_| closes)?;
        let first = Row::at(markdown, open, sign)?;
        let is_far = row.start - first.start > MAX_LENGTH;
        let goes_on = !markdown.events[open..at].iter().any(|(event, _)| is_block_end(event));
        if first.length() != row.length() || is_far || goes_on || row.length() == 1 && !ends_paragraph(markdown, &row) {
            return None;
        }
        let effect = if row.length() > 1 { "bold" } else { "italic" };
        let sign = sign.repeat(row.length());
        let message = format!("readers see this `{sign}`: {effect} text cannot continue into the next paragraph");
        let help = format!("end this paragraph with `{sign}`, and begin the next one with it");
        Some((Span::new(first.start..first.end), Diagnostic::warning(message).help(help)))
    }
}

fn begins_paragraph(markdown: &Markdown<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &markdown.events[before].0);
    matches!(before, Some(Event::Start(Tag::Paragraph)))
}

fn ends_paragraph(markdown: &Markdown<'_>, row: &Row) -> bool {
    matches!(markdown.events.get(row.next), Some((Event::End(TagEnd::Paragraph), _)))
}
