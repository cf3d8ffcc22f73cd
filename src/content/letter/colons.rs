//! Reports markers without a colon: `**SM**` alone, `Q. …`, `(SM) …`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::content::ParseOptions;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports a first line that is a marker without its colon: `**SM**`, with the answer below. Initials after an answer are
/// a signature, and no mistake.
pub(super) fn check(
    markdown: &Markdown<'_>,
    block: Range<usize>,
    after_question: bool,
    options: &ParseOptions,
    findings: &mut Findings,
) {
    if let Some((span, diagnostic)) = wrong_sign(markdown, block.start, after_question, options) {
        findings.add(span, diagnostic);
        return;
    }
    let line = markdown.events[block.start + 1..block.end].iter().map(|(event, _)| event);
    let mut words = String::new();
    for event in line.take_while(|event| !matches!(event, Event::SoftBreak | Event::HardBreak)) {
        match event {
            Event::Text(text) => {
                let text = text.trim();
                if words.len() + text.len() > 40 {
                    return;
                }
                words.push_str(text);
            }
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(_) => {}
            _ => return,
        }
    }
    let opens_answer = after_question && options.initials.contains(&words);
    if opens_answer || options.markers.question.contains(&words) {
        let diagnostic = Diagnostic::warning(format!("`{words}` is read as plain text: the colon is missing"));
        let diagnostic = diagnostic.help(format!("write `{words}:` and then the text"));
        findings.add(markdown.line_span(markdown.events[block.start + 1].1.start), diagnostic);
    }
}

/// Returns what is wrong with a paragraph that begins with a marker and another sign than a colon: `Q. …`, `SM – …`,
/// `Q：…`, `(SM) …`, `Editor's note – …`, and after a question `A. …`.
fn wrong_sign(
    markdown: &Markdown<'_>,
    paragraph: usize,
    after_question: bool,
    options: &ParseOptions,
) -> Option<(Span, Diagnostic)> {
    let (Event::Text(text), range) = &markdown.events[paragraph + 1] else { return None };
    let text: &str = text;
    let markers = &options.markers;
    let known = || markers.question.iter().chain(&options.initials);
    let found = |length: usize, word: &str, reason: &str| {
        let span = Span::new(range.start..range.start + length);
        let message = format!("`{}` is read as plain text: {reason}", &text[..length]);
        (span, Diagnostic::warning(message).help(format!("write `{word}:`")))
    };
    if let Some(inside) = text.strip_prefix('(') {
        // `(SM) …` and `(Editor's note: …)`
        let is_whole = |word: &&String| inside.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(") "));
        let is_note = |word: &&String| {
            let start = inside.get(..word.len()).filter(|start| is_same(start, word));
            start.is_some_and(|start| inside[start.len()..].starts_with(':'))
        };
        let word = known().find(is_whole).or_else(|| markers.note.iter().find(is_note))?;
        return Some(found(word.len() + 2, word, "it has parentheses around it"));
    }
    let answers = if after_question && !has_choices(markdown) { markers.answer.as_slice() } else { &[] };
    known().chain(answers).chain(&markers.note).find_map(|word| {
        let start = text.get(..word.len()).filter(|start| *start == word || word.len() > 4 && is_same(start, word))?;
        let rest = &text[start.len()..];
        let sign = rest.trim_start().chars().next().filter(|sign| ".);：–—-".contains(*sign))?;
        let after = rest.trim_start().strip_prefix(sign)?;
        let is_apart = sign == '：' || after.starts_with(char::is_whitespace);
        // `Q. E. D.`
        let is_abbreviation = sign == '.' && after.trim_start().chars().nth(1) == Some('.');
        // `SM -like` and `Q.E.D.` are words.
        let is_sign = is_apart && !is_abbreviation && (rest.starts_with(sign) || after.starts_with(' '));
        let length = text.len() - after.len();
        is_sign.then(|| found(length, word, "it needs a colon (`:`)"))
    })
}

/// Returns true if two markers are the same but for their case.
fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// Returns true if a paragraph begins with `B.` or `B)`, so that `A.` is the first of several choices.
fn has_choices(markdown: &Markdown<'_>) -> bool {
    let starts = markdown.blocks.iter().map(|block| &markdown.text()[markdown.events[block.start].1.start..]);
    starts.into_iter().any(|text| text.starts_with("B.") || text.starts_with("B)"))
}
