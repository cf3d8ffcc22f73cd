//! Paragraphs that became items of a list, and numbers that are there twice.

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
            let message = format!("`{label}` makes this line an item of a list");
            let (digits, sign) = label.split_at(label.len() - 1);
            let help = format!("if it is a sentence, put a backslash after the number: `{digits}\\{sign}`");
            findings.add(span, Diagnostic::warning(message).help(help));
        }
    }
    if first < 2 && !is_automatic(markdown, at, first) {
        repeated(markdown, &items, findings);
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
            Diagnostic::hint(format!("the number `{label}` is in this list twice, and readers see it twice"));
        findings.add(span, diagnostic.help("write `1.` before each item, and they are counted for you"));
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
