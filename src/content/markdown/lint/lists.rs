//! Paragraphs that became items of a list, and numbers that are there twice.

use pulldown_cmark::{Event, TagEnd};

use super::Markdown;
use crate::content::markdown::list_numbers::{is_automatic, item_number, items};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The numbers of years.
const YEARS: std::ops::Range<u64> = 1000..3000;

/// Reports what is doubtful in the numbered list at event `at`.
pub(super) fn check(markdown: &Markdown<'_>, at: usize, first: u64, findings: &mut Findings) {
    let items: Vec<(usize, u64)> =
        items(markdown, at).filter_map(|item| Some((item, item_number(markdown, item)?))).collect();
    let are_years = items.len() > 1 && items.iter().all(|(_, number)| YEARS.contains(number));
    for (index, (item, number)) in items.iter().enumerate() {
        let follows = index > 0 && items[index - 1].1 + 1 == *number;
        if YEARS.contains(number) && !follows && !are_years {
            let (span, label) = number_span(markdown, *item);
            let message = format!("`{label}` turns this line into a list item");
            let (digits, sign) = label.split_at(label.len() - 1);
            let help = format!("if it is a sentence, put a backslash after the number: `{digits}\\{sign}`");
            findings.add(span, Diagnostic::warning(message).help(help));
        }
    }
    within_items(markdown, &items, findings);
    if first < 2 && !is_automatic(markdown, at, first) {
        repeated(markdown, &items, findings);
    }
}

/// Returns what is wrong with the list at event `at` if it is a sign alone, or a plus sign before a number.
pub(super) fn alone(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let list = markdown.span(at);
    let written = &markdown.text[list.range()];
    if matches!(written, "*" | "-" | "+") {
        let diagnostic = Diagnostic::warning(format!("this `{written}` makes a list without words"));
        return Some((list, diagnostic.help("for a line between two parts, write `***`; else remove it")));
    }
    let is_number = written.starts_with("+ ") && written[2..].starts_with(|c: char| c.is_ascii_digit());
    (is_number && !written.contains('\n')).then(|| {
        let diagnostic = Diagnostic::warning("`+` makes this line an item of a list, and readers do not see it");
        let sign = Span::new(list.range().start..list.range().start + 1);
        (sign, diagnostic.help("if it belongs to the number, put a backslash before it: `\\+`"))
    })
}

/// Returns what is wrong with the list at event `at`, which is not within another element, if it is a line of the paragraph
/// before it: `Born on` and `1. May 1970` below.
pub(super) fn in_sentence(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let (Event::End(TagEnd::Paragraph), paragraph) = &markdown.events[at.checked_sub(1)?] else { return None };
    let list = markdown.events[at].1.clone();
    let before = markdown.text[..paragraph.end].trim_end();
    let gap = &markdown.text[before.len()..list.start];
    if !before.ends_with(|c: char| c.is_alphanumeric() || c == ',') || gap.matches('\n').count() != 1 {
        return None;
    }
    let mut items = items(markdown, at);
    let (Some(item), None) = (items.next(), items.next()) else { return None };
    let written = &markdown.text[markdown.events[item].1.clone()];
    // A no-break space may follow the sign, too.
    let (sign, words) = written.split_once(char::is_whitespace).filter(|(sign, _)| sign.is_ascii())?;
    let is_number = sign.starts_with(|c: char| c.is_ascii_digit());
    let is_meant = is_number || words.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    is_meant.then(|| {
        let message = format!("`{sign}` turns this line into a list item, in the middle of a sentence");
        let (digits, mark) = sign.split_at(sign.len() - 1);
        let diagnostic = Diagnostic::warning(message).help(format!("if it is a sentence, write `{digits}\\{mark}`"));
        let span = Span::new(list.start..list.start + sign.len());
        (span, diagnostic.help("if it is a list, put an empty line before it"))
    })
}

/// Reports a line within an item that begins with the number between its own and the next: `2.b` after `1. a`.
fn within_items(markdown: &Markdown<'_>, items: &[(usize, u64)], findings: &mut Findings) {
    for (item, number) in items.windows(2).filter(|pair| pair[0].1 + 2 == pair[1].1).map(|pair| pair[0]) {
        let range = markdown.events[item].1.clone();
        let missing = (number + 1).to_string();
        let mut at = range.start;
        for line in markdown.text[range].split_inclusive('\n') {
            let text = line.trim_start_matches([' ', '\t', '>']);
            let start = at + line.len() - text.len();
            at += line.len();
            if let Some(rest) = text.strip_prefix(&missing)
                && rest.starts_with(['.', ')', ':', ' '])
            {
                let message = "this line is part of the item above it";
                let words = rest.trim_start_matches(['.', ')', ':', ' ']).trim_end();
                let diagnostic = Diagnostic::warning(message).help(format!("write `{missing}. {words}`"));
                findings.add(Span::new(start..start + missing.len()), diagnostic);
                break;
            }
        }
    }
}

/// Reports a number that is there twice in a list that counts from one. Two second places are followed by a fourth.
fn repeated(markdown: &Markdown<'_>, items: &[(usize, u64)], findings: &mut Findings) {
    let twice = items.windows(2).position(|pair| pair[0].1 == pair[1].1);
    let Some(first) = twice else { return };
    let number = items[first].1;
    let same = items[first..].iter().take_while(|(_, other)| *other == number).count();
    let next = items.get(first + same).map(|(_, next)| *next);
    let counts = items[..first].windows(2).all(|pair| pair[0].1 + 1 == pair[1].1);
    if counts && next.is_none_or(|next| next == number + 1) {
        let (span, label) = number_span(markdown, items[first + 1].0);
        let diagnostic =
            Diagnostic::hint(format!("the number `{label}` appears twice in this list, and readers see it twice"));
        findings.add(span, diagnostic.help("write `1.` before each item, and callslip numbers them for you"));
    }
}

/// Returns the span of an item's number with its sign, and both as written.
fn number_span<'t>(markdown: &Markdown<'t>, item: usize) -> (Span, &'t str) {
    let range = markdown.events[item].1.clone();
    let written = &markdown.text[range.clone()];
    let start = written.len() - written.trim_start().len();
    let digits = written[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = written.len().min(start + digits + 1);
    (Span::new(range.start + start..range.start + end), &written[start..end])
}
