//! Backslashes that are not shown, although they are part of what was meant: `C:\_new`, `\\server\share`, `¯\_(ツ)_/¯`.
//!
//! Before a mark, a backslash takes its meaning away, and is not shown; before a letter it is shown. A word with both is
//! a path or a pattern.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::Event;

use super::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The longest part of a word that is looked at, in bytes.
const MAX_LENGTH: usize = 200;

/// A word that loses a backslash.
struct Word {
    range: Range<usize>,
    /// The first backslash that is lost.
    lost: usize,
}

/// Reports the words of a text that begins at byte `start` of the file.
pub(super) fn check(markdown: &Markdown<'_>, start: usize, findings: &mut Findings) {
    let (text, mut end) = (markdown.text, start);
    let mut words: Vec<Word> = Vec::new();
    for at in memchr_iter(b'\\', &text.as_bytes()[start..]).map(|at| start + at) {
        if at >= end {
            let range = word_around(text, start, at);
            end = range.end;
            let range = without_marks(text, range);
            words.extend(lost_backslash(text, &range).map(|lost| Word { range, lost }));
        }
    }
    if words.is_empty() {
        return;
    }
    let mut shown: Vec<usize> = markdown.events.iter().filter_map(|(event, range)| escaped(event, range)).collect();
    shown.sort_unstable();
    for word in words.iter().filter(|word| shown.binary_search(&word.lost).is_ok()) {
        findings.add(Span::new(word.range.clone()), diagnostic(&text[word.range.clone()]));
    }
}

/// Returns the place of the backslash that is not shown before this event, if it is text or the end of a line.
fn escaped(event: &Event<'_>, range: &Range<usize>) -> Option<usize> {
    match event {
        Event::Text(_) => range.start.checked_sub(1),
        Event::HardBreak => Some(range.start),
        _ => None,
    }
}

/// Returns the range of the word around byte `at`.
fn word_around(text: &str, start: usize, at: usize) -> Range<usize> {
    let (before, after) = (&text[start..at], &text[at..]);
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(MAX_LENGTH))..];
    let length = near
        .rfind(char::is_whitespace)
        .map_or(near.len(), |space| near.len() - space - near[space..].chars().next().map_or(1, char::len_utf8));
    let far = &after[..after.floor_char_boundary(MAX_LENGTH)];
    at - length..at + far.find(char::is_whitespace).unwrap_or(far.len())
}

/// Returns the range of a word without quotes, brackets and the end of a sentence around it.
fn without_marks(text: &str, word: Range<usize>) -> Range<usize> {
    let written = &text[word.clone()];
    let start = written.len() - written.trim_start_matches(['(', '"', '\'', '“', '„', '«', '*', '_']).len();
    let end = written[start..].trim_end_matches([',', '.', ';', '!', '?', '"', '\'', '”', '“', '»', '*']).len();
    let end = written[start..][..end].strip_suffix("\")").map_or(end, str::len);
    word.start + start..word.start + start + end
}

/// Returns the place of a backslash that a word should show and does not.
fn lost_backslash(text: &str, range: &Range<usize>) -> Option<usize> {
    let (word, offset) = (&text[range.clone()], range.start);
    let (mut first_lost, mut is_shown, mut at) = (None, false, 0);
    while let Some(found) = word[at..].find('\\') {
        at += found;
        match word.as_bytes().get(at + 1) {
            // A backslash after another is shown, if the author knows what she does.
            Some(b'\\') => at += 2,
            Some(byte) if byte.is_ascii_punctuation() => {
                first_lost = first_lost.or(Some(at));
                at += 2;
            }
            Some(_) => (is_shown, at) = (true, at + 1),
            None => {
                let is_line_end = text[range.end..].starts_with('\n');
                first_lost = first_lost.filter(|_| !is_line_end).or(is_line_end.then_some(at));
                is_shown |= is_line_end && [":\\", ":-\\", ";-\\", "=\\"].contains(&word);
                break;
            }
        }
    }
    let is_share = word.starts_with("\\\\") && is_shown && word[2..].starts_with(char::is_alphanumeric);
    let is_shrug = word.starts_with("¯\\_(") || word.starts_with("¯\\\\_(");
    let is_drive = word.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && word[1..].starts_with(":\\");
    let is_arm = word.starts_with("\\(") && word.ends_with(")/") && word.len() < 16;
    match first_lost {
        _ if is_share => Some(offset),
        _ if is_shrug => Some(offset + "¯".len()),
        Some(lost) if is_shown || is_drive && lost == 2 || is_arm => Some(offset + lost),
        _ => None,
    }
}

fn diagnostic(word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::warning(format!("readers do not see one of the backslashes in `{word}`"));
    diagnostic.help(format!("write `{}`", with_backslashes(word))).help("or put it between backticks")
}

/// Returns a word with a backslash before each backslash, and before each mark that one preceded.
fn with_backslashes(word: &str) -> String {
    if let Some(rest) = word.strip_prefix("¯\\\\_(").or_else(|| word.strip_prefix("¯\\_(")) {
        return format!("¯\\\\\\_({}", rest.replace(")_/", ")\\_/"));
    }
    let mut written = String::with_capacity(word.len() + 4);
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        written.push(c);
        if c == '\\' {
            written.push('\\');
            if chars.peek().is_some_and(|next| next.is_ascii_punctuation() && *next != '\\') {
                written.push('\\');
            }
        }
    }
    written
}
