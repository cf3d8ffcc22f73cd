//! The characters at the start of a line that would make it something else: a list, a heading, a turn.

use super::glyph::{Glyph, GlyphKind};
use super::place::{PlaceKind, TextPlace};

/// The longest word that opens a turn: `Nota de la redacción (2026-09-01)`.
const LONGEST_MARKER: usize = 60;

/// Marks the signs at the starts of lines that need a backslash.
pub(super) fn mark(glyphs: &[Glyph], place: &TextPlace<'_>, needs: &mut [bool]) {
    let begins = |at: usize| {
        at == 0 || glyphs[at - 1].kind == GlyphKind::Marker || glyphs[at - 1].c == '\n' && !glyphs[at - 1].is_text()
    };
    for start in (0..glyphs.len()).filter(|at| begins(*at)) {
        let after_marker = start > 0 && glyphs[start - 1].kind == GlyphKind::Marker;
        if !after_marker && let Some(colon) = marker(&glyphs[start..], place) {
            needs[start + colon] = true;
        }
        if place.kind == PlaceKind::Heading {
            continue;
        }
        let line = &glyphs[start..];
        let is_first = start == 0 || after_marker;
        if let Some(sign) = sign(line, is_first).filter(|sign| line[*sign].is_text()) {
            // What is left of a row could end emphasis.
            let is_row = |glyph: &&Glyph| "*_~`".contains(glyph.c) && glyph.c == line[sign].c && glyph.is_text();
            let row = line[sign..].iter().take_while(is_row).count();
            needs[start + sign..start + sign + row.max(1)].fill(true);
        }
        if after_marker && line.first().is_some_and(|first| first.c == '{' && first.is_text()) {
            needs[start] = true;
        }
    }
}

/// Returns where the colon is that would make a turn of this line.
fn marker(line: &[Glyph], place: &TextPlace<'_>) -> Option<usize> {
    let mut word = String::new();
    for (at, glyph) in line.iter().enumerate().take(LONGEST_MARKER) {
        match glyph {
            Glyph { kind: GlyphKind::Mark, .. } => {}
            Glyph { c: ':', .. } if glyph.is_text() => return (place.is_marker)(word.trim()).then_some(at),
            _ if !glyph.is_text() => return None,
            _ => word.push(glyph.c),
        }
    }
    None
}

/// Returns where the sign is that would make a list, a heading, a quotation and so on of this line.
fn sign(line: &[Glyph], is_first: bool) -> Option<usize> {
    let first = line.first()?.c;
    let row = line.iter().take_while(|glyph| glyph.c == first).count();
    let is_space = |at: usize| line.get(at).is_none_or(|glyph| glyph.c.is_whitespace() || is_break(line, at));
    let consists_of = |signs: &str| {
        let end = line.iter().position(|glyph| glyph.c == '\n').unwrap_or(line.len());
        let end = if end > 0 && end < line.len() { end - 1 } else { end };
        line[..end].iter().all(|glyph| signs.contains(glyph.c) || glyph.c == ' ')
    };
    match first {
        '#' => (row < 7 && is_space(row)).then_some(0),
        '>' => Some(0),
        '+' => is_space(1).then_some(0),
        '-' | '*' if is_space(1) => Some(0),
        // Two of them are a rule together with the sign of a list before them.
        '-' | '*' | '_' if consists_of(&first.to_string()) => Some(0),
        '-' | ':' | '|' if !is_first && consists_of("-:| ") => Some(0),
        '=' => (!is_first && consists_of("=")).then_some(0),
        '~' | '`' => (row > 2).then_some(0),
        // A definition of an address.
        '[' => {
            // The longest name of one has 999 characters.
            let mut ends = line.windows(2).take(1000);
            ends.any(|pair| pair[0].c == ']' && pair[1].c == ':').then_some(0).or_else(|| task(line))
        }
        '0'..='9' => {
            let digits = line.iter().take_while(|glyph| glyph.c.is_ascii_digit()).count();
            let is_sign = line.get(digits).is_some_and(|glyph| matches!(glyph.c, '.' | ')'));
            (digits < 10 && is_sign && is_space(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

/// Returns true for the backslash of a line break.
fn is_break(line: &[Glyph], at: usize) -> bool {
    line[at].c == '\\' && line[at].kind == GlyphKind::Markup && line.get(at + 1).is_some_and(|next| next.c == '\n')
}

/// Returns where the bracket is that would make a task of an item.
fn task(line: &[Glyph]) -> Option<usize> {
    let inside = line.get(1)?.c;
    let is_closed = line.get(2).is_some_and(|glyph| glyph.c == ']');
    (is_closed && matches!(inside, ' ' | 'x' | 'X')).then_some(0)
}
