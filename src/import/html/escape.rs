//! Backslashes before the characters of a text that Markdown would take for its own signs, and before no others.

use super::delimiters;
use super::glyph::{Glyph, GlyphKind};
use super::line_starts;
use super::place::{PlaceKind, TextPlace};

/// Returns a text with these characters in the place of the `&` of what would be read as a character's name: `&copy;`.
pub(super) fn with_entities_escaped(text: &str, ampersand: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == '&' && is_entity(text[at + 1..].chars()) { escaped.push_str(ampersand) } else { escaped.push(c) }
    }
    escaped
}

/// Returns true if the characters after a `&` make it a character's name.
fn is_entity(mut after: impl Iterator<Item = char>) -> bool {
    let mut length = 0;
    loop {
        match after.next() {
            Some(';') => return length > 0,
            Some(c) if c.is_ascii_alphanumeric() || c == '#' && length == 0 => length += 1,
            _ => return false,
        }
        // The longest name has 33 characters.
        if length > 40 {
            return false;
        }
    }
}

/// Returns a line of Markdown with the backslashes that it needs.
pub(super) fn escaped(glyphs: &[Glyph], place: &TextPlace<'_>) -> String {
    let mut needs = vec![false; glyphs.len()];
    delimiters::mark(glyphs, &mut needs);
    if place.kind != PlaceKind::Cell {
        line_starts::mark(glyphs, place, &mut needs);
    }
    if place.kind == PlaceKind::Heading {
        mark_heading_end(glyphs, &mut needs);
    }
    let mut line = String::with_capacity(glyphs.len() + 16);
    for (at, glyph) in glyphs.iter().enumerate() {
        let in_cell = place.kind == PlaceKind::Cell && glyph.c == '|';
        if needs[at] || glyph.is_text() && needs_backslash(glyphs, at, place) || in_cell {
            // A cell's `\\|` would be read as a backslash and the cell's end.
            let is_after_backslash = in_cell && line.ends_with('\\');
            line.push_str(if is_after_backslash { "&#124;" } else { "\\" });
            if is_after_backslash {
                continue;
            }
        }
        line.push(glyph.c);
    }
    line
}

/// Returns true for a character that is a sign wherever it is in a line.
fn needs_backslash(glyphs: &[Glyph], at: usize, place: &TextPlace<'_>) -> bool {
    let glyph = glyphs[at];
    let next = glyphs.get(at + 1);
    let next_char = next.map_or('\n', |next| next.c);
    let before = at.checked_sub(1).map(|before| glyphs[before]);
    let is_after_note = before.is_some_and(|before| before.kind == GlyphKind::Markup && before.c == ']');
    match glyph.c {
        '\\' => {
            next_char.is_ascii_punctuation() || next_char == '\n' || place.kind == PlaceKind::Cell && next.is_none()
        }
        '[' | ']' if glyph.kind == GlyphKind::LinkText => true,
        '[' => next_char == '^' || is_after_note,
        ']' => matches!(next_char, '(' | '['),
        '(' | ':' => is_after_note,
        '!' => next.is_some_and(|next| next.c == '[' && !next.is_text()),
        '<' => {
            next_char.is_ascii_alphabetic()
                || matches!(next_char, '/' | '!' | '?')
                || is_mail_address(&glyphs[at + 1..])
        }
        '&' => is_entity(glyphs[at + 1..].iter().map(|glyph| glyph.c)),
        _ => false,
    }
}

/// Returns true if a mail address and a `>` come next: `3@example.org>`.
fn is_mail_address(after: &[Glyph]) -> bool {
    let mut word = after.iter().take(100).take_while(|glyph| !glyph.c.is_whitespace() && glyph.c != '<');
    word.any(|glyph| glyph.c == '@') && word.any(|glyph| glyph.c == '>')
}

/// Marks what would not be part of a heading at its end: `#`, and an id in braces.
fn mark_heading_end(glyphs: &[Glyph], needs: &mut [bool]) {
    let Some(last) = glyphs.iter().rposition(|glyph| !glyph.c.is_whitespace()) else { return };
    if !glyphs[last].is_text() {
        return;
    }
    match glyphs[last].c {
        '#' => {
            let first = glyphs[..last].iter().rposition(|glyph| glyph.c != '#').map_or(0, |before| before + 1);
            if first == 0 || glyphs[first - 1].c.is_whitespace() {
                needs[first] = true;
            }
        }
        '}' => needs[last] = true,
        _ => {}
    }
}
