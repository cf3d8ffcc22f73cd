//! Paragraphs that became code, and line ends that readers do not see.

use std::ops::Range;

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// The longest paragraph that may be an address or a signature, in bytes.
const MAX_LENGTH: usize = 200;

/// The longest of its lines, in bytes.
const MAX_LINE: usize = 40;

/// Returns what is wrong with the indented code at event `at` if it reads like a paragraph.
pub(super) fn indented(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let span = markdown.span(at);
    let written = &markdown.text[span.range()];
    let text = written.trim();
    let lines = text.lines().count();
    let is_long = lines <= 1 || text.lines().take(lines - 1).all(|line| line.trim().len() > 40);
    let is_sentence = text.starts_with(|c: char| c.is_uppercase() || "\"“„«".contains(c))
        && text.ends_with(['.', '?', '!', '…', '"', '”', '“', '»', ':'])
        && !text.contains(['{', '}', '<', '>', '=', ';', '$', '\\', '#', '|']);
    let before = markdown.text[..span.range().start].rsplit('\n').next().unwrap_or_default();
    let is_tab = before.contains('\t') || written.starts_with('\t');
    let least = if is_tab { 3 } else { 6 };
    if !(is_long || is_tab) || !is_sentence || text.split_whitespace().count() < least {
        return None;
    }
    let (spaces, turn, them) = if is_tab { ("tab", "turns", "it") } else { ("spaces", "turn", "them") };
    let message = format!("the {spaces} before this paragraph {turn} it into code");
    let first: String = text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let help = format!("remove {them}, so that the line begins with its first word: `{first} …`");
    Some((span, Diagnostic::warning(message).help(help)))
}

/// Returns what is wrong with the words behind a fence, at event `at`, if they are more than the name of a language.
pub(super) fn behind_fence(markdown: &Markdown<'_>, at: usize, info: &str) -> Option<(Span, Diagnostic)> {
    let words = info.split_whitespace().count();
    let is_option = |c: char| matches!(c, '=' | '{' | '[' | '/' | '"');
    let is_text = words > 2 || words == 2 && info.starts_with(char::is_uppercase);
    if !is_text || info.contains(is_option) {
        return None;
    }
    let line = markdown.line_span(markdown.events[at].1.start);
    let diagnostic =
        Diagnostic::warning("readers do not see the words on this line, and what follows is shown as code");
    let diagnostic = diagnostic.help("if it is code, put these words on the next line");
    Some((line, diagnostic.help("if it is text, remove the backticks or tildes before them")))
}

/// Returns what is wrong with a paragraph if it is an address or the end of a letter, line by line.
pub(super) fn line_ends(text: &str, range: Range<usize>) -> Option<(Span, Diagnostic)> {
    let written = text[range.clone()].trim_end();
    if written.len() > MAX_LENGTH || memchr::memchr(b'\n', written.as_bytes()).is_none() {
        return closing(written, range.start);
    }
    let lines: Vec<&str> = written.lines().collect();
    let is_kept = |line: &&str| line.ends_with("  ") || line.ends_with('\\') || line.starts_with(['>', '|', '[', '!']);
    let is_short = lines.iter().all(|line| line.len() <= MAX_LINE && line.split_whitespace().count() < 7);
    if !is_short || lines.iter().any(is_kept) || !(is_signature(&lines) || is_address(&lines)) {
        return closing(written, range.start);
    }
    let diagnostic = Diagnostic::hint("readers see these lines as one line");
    let help = format!("to keep the line breaks, end each line with a backslash: `{}\\`", lines[0].trim());
    Some((Span::new(range.start..range.start + written.len()), diagnostic.help(help)))
}

/// Returns what is wrong with a paragraph that ends with a signature: `Yours,` and a name below it.
fn closing(written: &str, start: usize) -> Option<(Span, Diagnostic)> {
    const CLOSINGS: [&str; 12] = [
        "thanks",
        "thank you",
        "many thanks",
        "with thanks",
        "yours",
        "best",
        "regards",
        "sincerely",
        "love",
        "cheers",
        "kind regards",
        "best regards",
    ];
    let near = written.len().saturating_sub(MAX_LINE + 1);
    let end = near + memchr::memrchr(b'\n', &written.as_bytes()[near..])?;
    let (above, name) = (&written[..end], &written[end + 1..]);
    let line_start = above.rfind('\n')? + 1;
    let line = above[line_start..].strip_suffix(',')?;
    let is_closing = CLOSINGS.iter().any(|closing| closing.eq_ignore_ascii_case(line.trim()));
    (is_closing && begins_name(name) && !name.ends_with(['.', '?', '!', ',', ';', ':'])).then(|| {
        let help = format!("to keep the line breaks, end each line with a backslash: `{line},\\`");
        let span = Span::new(start + line_start..start + written.len());
        (span, Diagnostic::hint("readers see these lines as one line").help(help))
    })
}

fn begins_name(line: &str) -> bool {
    line.trim_start_matches(['–', '—', '-', '~', ' ', '*', '_', '(', '+'])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// `Yours,` and a name below it.
fn is_signature(lines: &[&str]) -> bool {
    const SALUTATIONS: [&str; 14] = [
        "dear", "hi", "hello", "hey", "liebe", "lieber", "hallo", "cher", "chère", "bonjour", "querida", "querido",
        "hola", "well",
    ];
    let first = lines[0].trim_end();
    let word = first.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    let names = &lines[1..];
    first.ends_with(',')
        && first.split_whitespace().count() < 5
        && !SALUTATIONS.contains(&word.as_str())
        && names.len() < 3
        && names.iter().all(|name| begins_name(name) && !name.ends_with(['.', '?', '!', ',', ';', ':']))
}

/// A name, a street with its number, a town.
fn is_address(lines: &[&str]) -> bool {
    let has_number = |line: &&str| line.bytes().filter(u8::is_ascii_digit).count() > 1;
    lines.len() > 2
        && lines.iter().all(|line| begins_name(line) && !line.ends_with(['.', '?', '!', ';', ':']))
        && lines.iter().any(has_number)
        && !lines[0].starts_with(|c: char| c.is_numeric())
}
