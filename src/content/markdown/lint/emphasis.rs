//! Asterisks that make nothing bold, or something that was not meant.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// The longest text between two single asterisks that is taken for emphasis, in bytes.
const MAX_ITALIC: usize = 40;

/// The longest between two pairs of them.
const MAX_BOLD: usize = 300;

/// The number of events among which the second row of asterisks is looked for.
const MAX_EVENTS: usize = 64;

/// A row of asterisks or underscores that Markdown left as text.
pub(super) struct Row {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The event after it.
    pub(super) next: usize,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

impl Row {
    pub(super) fn at(markdown: &Markdown<'_>, at: usize, sign: &str) -> Option<Self> {
        let is_sign = |at: &usize| matches!(&markdown.events[*at].0, Event::Text(text) if **text == *sign);
        let next = at + (at..markdown.events.len()).take_while(is_sign).count();
        let (start, end) = (markdown.events.get(at)?.1.start, markdown.events.get(next.checked_sub(1)?)?.1.end);
        let (before, after) = (markdown.text[..start].chars().next_back(), markdown.text[end..].chars().next());
        (next > at && before != Some('\\')).then_some(Self { start, end, next, before, after })
    }

    pub(super) fn length(&self) -> usize {
        self.end - self.start
    }
}

pub(super) fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Returns what is wrong with two rows of asterisks, the first of which begins at event `at`, with its span.
pub(super) fn unclosed(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let Event::Text(sign) = &markdown.events[at].0 else { return None };
    let sign: &str = sign;
    let first = Row::at(markdown, at, sign)?;
    let events = first.next..markdown.events.len().min(first.next + MAX_EVENTS);
    let paragraph = events.take_while(|at| !is_block_end(&markdown.events[*at].0));
    let second = paragraph.map(|at| Row::at(markdown, at, sign)).find(Option::is_some).flatten()?;
    let inner = &markdown.text[first.end..second.start];
    let bold = first.length() > 1;
    if first.length() != second.length() || first.length() > 3 || inner.len() > if bold { MAX_BOLD } else { MAX_ITALIC }
    {
        return None;
    }
    let words = inner.trim();
    let opens = is_space(first.before) || first.before.is_some_and(|c| "([\"“„«—–-".contains(c));
    let (space_first, space_last) = (is_space(first.after), is_space(second.before));
    let is_meant = match (space_first, space_last) {
        // `**deadline: **Friday`, `**deadline **`
        // not `(__ctype_b, __ctype_toupper)`: names may begin with underscores.
        (false, true) if sign == "_" && inner.contains('_') => false,
        (false, true) => bold && words.len() > 2 || is_letter(first.after) && is_letter(second.after),
        // `**Rule one:**Breathe`
        (false, false) => is_letter(second.after) && !is_letter(second.before),
        // `** bold**`
        (true, false) => bold && !is_letter(second.after),
        (true, true) => bold && words.len() > 3 && !is_letter(second.after),
    };
    let is_italic = bold || sign == "*" && !inner.contains(['\n', '.']) && is_letter(first.after);
    if !opens || !is_meant || !is_italic || !words.contains(char::is_alphabetic) {
        return None;
    }
    let (row, span) = (sign.repeat(first.length()), Span::new(first.start..second.end));
    let effect = if bold { "bold" } else { "italic" };
    let following = &markdown.text[second.end..];
    let following = &following[..following.find(|c: char| !c.is_alphanumeric()).unwrap_or(following.len())];
    let space = if following.is_empty() { "" } else { " " };
    let reason = match (space_first, space_last) {
        (false, false) => format!("a space is missing after `{row}`, so this is not {effect}"),
        _ => format!("a space within `{row}` keeps this from being {effect}"),
    };
    let short: String = words.chars().take(40).collect();
    let words = if short.len() < words.len() { format!("{short}…") } else { short };
    let help = format!("write `{row}{words}{row}{space}{following}`");
    Some((span, Diagnostic::warning(reason).help(help)))
}

pub(super) fn is_block_end(event: &Event<'_>) -> bool {
    matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell))
        || matches!(event, Event::Start(Tag::Paragraph | Tag::List(_)))
}

/// Returns what is wrong with the emphasis that begins at this event within a word or number: `2*3*4`, `f*ck this sh*t`.
pub(super) fn within_words(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let range = markdown.events[at].1.clone();
    let written = &markdown.text[range.clone()];
    let before = markdown.text[..range.start].chars().next_back()?;
    if !before.is_ascii_alphanumeric() || !written.starts_with('*') {
        return None;
    }
    let inner = written.trim_matches('*');
    let (first, last) = (inner.chars().next()?, inner.chars().next_back()?);
    let is_product = before.is_ascii_digit() && first.is_ascii_digit();
    let is_masked = before.is_ascii_alphabetic()
        && first.is_ascii_alphabetic()
        && inner.contains(' ')
        && last.is_ascii_alphabetic();
    let help = match (is_product, is_masked) {
        (true, _) => "write `×`, or a backslash before each: `2\\*3`",
        (_, true) => "to show them, write a backslash before each: `\\*`",
        _ => return None,
    };
    let message = "readers do not see these asterisks: they make the text between them italic or bold";
    Some((Span::new(range), Diagnostic::warning(message).help(help)))
}
