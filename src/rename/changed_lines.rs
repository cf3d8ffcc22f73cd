//! The lines that edits change, to be shown before they are changed.

use std::ops::Range;

use super::text_edit::{TextEdit, applied};
use super::yaml_edits::{line_end, line_start};

/// A line before and after its edits.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// The number of the line now, from 1; of a new line, that of the line it comes before.
    pub number: usize,
    /// The line now; `None` for a new one.
    pub before: Option<String>,
    /// The line afterwards; `None` if it is removed.
    pub after: Option<String>,
}

/// The number of characters that are shown before and after a change.
const CONTEXT: usize = 32;

/// Returns the lines that these edits change, which are in order.
pub(super) fn changed_lines(text: &str, edits: &[TextEdit]) -> Vec<ChangedLine> {
    let mut found: Vec<ChangedLine> = Vec::new();
    let mut rest = edits;
    while let Some(first) = rest.first() {
        let mut lines = line_start(text, first.range.start)..line_end(text, first.range.end);
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|next| next.range.start <= lines.end) {
            lines.end = lines.end.max(line_end(text, next.range.end));
            count += 1;
        }
        let (own, others) = rest.split_at(count);
        let in_lines = |edit: &TextEdit| {
            TextEdit::replace(edit.range.start - lines.start..edit.range.end - lines.start, edit.new.clone())
        };
        // The line end that goes with a line, or comes with a new one, is part of it.
        lines.end = (lines.end + 1).min(text.len());
        let before = &text[lines.clone()];
        let after = applied(before, &own.iter().map(in_lines).collect::<Vec<_>>());
        compare(before, &after, number(text, lines.start), &mut found);
        rest = others;
    }
    found
}

/// Adds the lines that differ in two versions of a few lines, of which the first has this number.
fn compare(before: &str, after: &str, number: usize, found: &mut Vec<ChangedLine>) {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    old.drain(..same);
    new.drain(..same);
    while old.last().is_some() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    for at in 0..old.len().max(new.len()) {
        let (before, after) = (old.get(at).copied(), new.get(at).copied());
        let number = number + same + at.min(old.len());
        found.push(match (before, after) {
            (Some(before), Some(after)) => changed(number, before, after),
            _ => {
                let whole = |line: &str| shortened(line, 0..line.len());
                ChangedLine { number, before: before.map(whole), after: after.map(whole) }
            }
        });
    }
}

fn changed(number: usize, before: &str, after: &str) -> ChangedLine {
    let start = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let most = before.len().min(after.len()) - start;
    let ends = before.bytes().rev().zip(after.bytes().rev()).take(most);
    let end = ends.take_while(|(one, other)| one == other).count();
    let before = Some(shortened(before, start..before.len() - end));
    ChangedLine { number, before, after: Some(shortened(after, start..after.len() - end)) }
}

fn number(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Returns a text without what is far from a range of it.
fn shortened(text: &str, range: Range<usize>) -> String {
    let (start, end) = (text.floor_char_boundary(range.start), text.ceil_char_boundary(range.end));
    let from = text[..start].char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    let to = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| end + at);
    let (lead, trail) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    format!("{lead}{}{trail}", text[from..to].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_around_its_change() {
        let text = format!("a: b\n{}[x](old.md){}\nc\nd\ng\n", "é ".repeat(40), " é".repeat(40));
        let at = text.find("old").unwrap();
        let last = text.find("c\n").unwrap();
        let edits = [
            TextEdit::insert(0, "new: 1\n"),
            TextEdit::replace(at..at + 3, "new"),
            TextEdit::replace(last..last + 2, ""),
            TextEdit::insert(text.len() - 1, "\ne\nf"),
        ];
        let lines = changed_lines(&text, &edits);
        let shown: Vec<String> =
            lines.iter().map(|line| format!("{} {:?} {:?}", line.number, line.before, line.after)).collect();
        let (lead, trail) = ("é ".repeat(14), " é".repeat(14));
        assert_eq!(
            shown,
            [
                "1 None Some(\"new: 1\")".to_owned(),
                format!("2 Some(\"… {lead}[x](old.md){trail}…\") Some(\"… {lead}[x](new.md){trail}…\")"),
                "3 Some(\"c\") None".to_owned(),
                "6 None Some(\"e\")".to_owned(),
                "6 None Some(\"f\")".to_owned(),
            ]
        );
    }
}
