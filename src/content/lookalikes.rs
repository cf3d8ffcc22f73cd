//! What looks like a marker to its author and is none: each is told with its mend.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::ParseOptions;
use super::markdown::Markdown;
use super::marker::Mark;
use crate::diagnostics::{Diagnostic, Findings, Span, closest};

/// Short words in capitals before a colon that are nobody's initials.
const NO_INITIALS: [&str; 12] = ["PS", "PPS", "NB", "RE", "FYI", "TLDR", "ETA", "OK", "US", "UK", "EU", "TBD"];

/// Whether words before a colon are like somebody's initials or name: `AQ`, `A.Q.`, `Ada Quill`; no other short word.
pub(super) fn is_name(words: &str) -> bool {
    let capitals = words.chars().all(|c| c.is_uppercase() || c == '.') && (2..=4).contains(&words.chars().count());
    let names = words.split(' ').count() == 2
        && words
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase));
    (capitals || names) && !NO_INITIALS.contains(&words)
}

/// Words before a colon that are all but a marker: `SN:` for `SM:`, `sm:`, `q:`, `Updated (2026-09-01):`.
pub(super) fn nearly_a_word(mark: &Mark, options: &ParseOptions, findings: &mut Findings) {
    if let Some((meant, span)) = nearly(&mark.words, options).map(|meant| (meant, mark.span)) {
        let message = format!("`{}:` opens nothing", mark.words);
        findings.add(span, Diagnostic::warning(message).help(format!("did you mean `{meant}:`?")));
    }
}

/// The marker that was meant.
pub(super) fn nearly(words: &str, options: &ParseOptions) -> Option<String> {
    let markers = &options.markers;
    if NO_INITIALS.contains(&words) {
        return None;
    }
    let bare = words.replace(['.', ' '], "");
    let same = options.initials.iter().chain(&markers.question).find(|known| known.eq_ignore_ascii_case(&bare));
    let (word, day) = words.split_once('(').unwrap_or((words, ""));
    let update = || {
        let near = closest(word.trim(), markers.update.iter().map(String::as_str));
        near.filter(|_| !day.is_empty()).map(|near| format!("{near} ({day}"))
    };
    let length = words.chars().count();
    let initials = || {
        let near = closest(words, options.initials.iter().map(String::as_str));
        near.filter(|_| (2..=6).contains(&length) && words.chars().all(char::is_uppercase)).map(ToOwned::to_owned)
    };
    same.cloned().or_else(initials).or_else(update)
}

/// Known markers within a block, where they open nothing: on a later line of a paragraph, in a list, a quote, a
/// heading, or indented so far that they are code.
pub(super) fn within(markdown: &Markdown<'_>, block: Range<usize>, options: &ParseOptions, findings: &mut Findings) {
    let mut around: Vec<Option<Place>> = Vec::new();
    for at in block.clone() {
        let line_starts = match &markdown.events[at].0 {
            Event::Start(tag) => {
                around.push(Place::of(tag));
                matches!(tag, Tag::Item | Tag::Heading { .. }) || (matches!(tag, Tag::Paragraph) && at > block.start)
            }
            Event::End(_) => {
                around.pop();
                false
            }
            Event::SoftBreak | Event::HardBreak => true,
            Event::Text(code) if around.last() == Some(&Some(Place::Code)) => {
                in_code(code, markdown.span(at), options, findings);
                false
            }
            _ => false,
        };
        if line_starts && let Some(mark) = Mark::at(markdown, at + 1..block.end).filter(|mark| mark.is_known(options)) {
            let place = around.iter().rev().flatten().next().copied().unwrap_or(Place::Paragraph);
            findings.add(mark.span, place.warning(&mark.words));
        }
    }
}

fn in_code(code: &str, span: Span, options: &ParseOptions, findings: &mut Findings) {
    let words = code.split(':').next().unwrap_or_default().trim();
    let known = options.initials.iter().any(|initials| initials == words)
        || options.markers.question.iter().any(|known| known == words);
    if known && code.contains(':') {
        findings.add(span, Place::Code.warning(words));
    }
}

/// Where a marker opens nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    List,
    Quote,
    Heading,
    Code,
}

impl Place {
    fn of(tag: &Tag<'_>) -> Option<Self> {
        match tag {
            Tag::Item => Some(Self::List),
            Tag::BlockQuote(_) => Some(Self::Quote),
            Tag::Heading { .. } => Some(Self::Heading),
            Tag::CodeBlock(CodeBlockKind::Indented) => Some(Self::Code),
            _ => None,
        }
    }

    fn warning(self, words: &str) -> Diagnostic {
        let (place, help) = match self {
            Self::Paragraph => ("inside a paragraph", "put an empty line before it"),
            Self::List => ("in a list", "take the dash or number before it away"),
            Self::Quote => ("in a quotation", "take the `>` before it away"),
            Self::Heading => ("in a heading", "take the `#` before it away"),
            Self::Code => ("indented, which makes it code", "take the spaces before it away"),
        };
        let plain = format!("or, if it is meant as plain text, write `{words}\\:`");
        Diagnostic::warning(format!("`{words}:` stands {place}, so it opens nothing")).help(help).help(plain)
    }
}
