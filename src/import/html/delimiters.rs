//! The characters of a text that Markdown would take for the ends of emphasis or code.

use super::glyph::{Glyph, is_punctuation};

/// A row of the same sign.
struct Delimiter {
    start: usize,
    end: usize,
    is_text: bool,
    opens: bool,
    closes: bool,
}

/// Marks the signs that need a backslash: those that could open something that another closes, or the other way round.
pub(super) fn mark(glyphs: &[Glyph], needs: &mut [bool]) {
    for sign in ['*', '_', '~'] {
        mark_pairs(&rows(glyphs, sign), needs);
    }
    let code = rows(glyphs, '`');
    if code.len() > 1 {
        mark_all(code.iter(), needs);
    }
}

fn mark_all<'d>(rows: impl Iterator<Item = &'d Delimiter>, needs: &mut [bool]) {
    for row in rows.filter(|row| row.is_text) {
        needs[row.start..row.end].fill(true);
    }
}

fn mark_pairs(rows: &[Delimiter], needs: &mut [bool]) {
    let last_closing = rows.iter().rposition(|row| row.closes);
    let first_opening = rows.iter().position(|row| row.opens);
    let pairs = rows.iter().enumerate().filter(|(at, row)| {
        let touches =
            |other: Option<&Delimiter>| other.is_some_and(|other| other.end == row.start || other.start == row.end);
        row.opens && last_closing.is_some_and(|last| last > *at)
            || row.closes && first_opening.is_some_and(|first| first < *at)
            || touches(at.checked_sub(1).and_then(|before| rows.get(before)))
            || touches(rows.get(at + 1))
    });
    mark_all(pairs.map(|(_, row)| row), needs);
}

/// Returns the rows of a sign. Those that are signs of Markdown count as both opening and closing.
fn rows(glyphs: &[Glyph], sign: char) -> Vec<Delimiter> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        if glyphs[at].c != sign {
            at += 1;
            continue;
        }
        let is_text = glyphs[at].is_text();
        let length = glyphs[at..].iter().take_while(|glyph| glyph.c == sign && glyph.is_text() == is_text).count();
        let end = at + length;
        rows.push(row(glyphs, at, end, is_text));
        at = end;
    }
    rows
}

fn row(glyphs: &[Glyph], start: usize, end: usize, is_text: bool) -> Delimiter {
    if !is_text {
        return Delimiter { start, end, is_text, opens: true, closes: true };
    }
    let before = start.checked_sub(1).map_or(' ', |at| glyphs[at].c);
    let after = glyphs.get(end).map_or(' ', |glyph| glyph.c);
    if glyphs[start].c == '~' {
        // Readers of Markdown differ in what may be around them.
        let (opens, closes) = (!after.is_whitespace(), !before.is_whitespace());
        return Delimiter { start, end, is_text, opens, closes };
    }
    // A character that may be punctuation or not counts as both.
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let left = !after.is_whitespace() && (!is_punctuation(after) || before.is_whitespace() || is_sign(before));
    let right = !before.is_whitespace() && (!is_punctuation(before) || after.is_whitespace() || is_sign(after));
    let is_within_word = before.is_alphanumeric() && after.is_alphanumeric() && glyphs[start].c == '_';
    Delimiter { start, end, is_text, opens: left && !is_within_word, closes: right && !is_within_word }
}
