//! How emphasis is written: with the signs of Markdown where they open and close it, else with tags.

use super::glyph::is_punctuation;
use super::piece::{TextPiece, Wrap};

/// How the start and the end of something around words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkStyle {
    /// `*`, `**` or `~~`.
    Sign,
    /// `_`.
    Underscore,
    /// Tags.
    Tag,
}

/// Returns the style of each piece that opens or closes emphasis.
pub(super) fn styles(pieces: &[TextPiece]) -> Vec<MarkStyle> {
    let mut styles = vec![MarkStyle::Tag; pieces.len()];
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            TextPiece::Open(_) => open.push(at),
            TextPiece::Close(_) => {
                if let Some(start) = open.pop() {
                    let style = style(pieces, start, at);
                    styles[start] = style;
                    styles[at] = style;
                }
            }
            _ => {}
        }
    }
    styles
}

fn style(pieces: &[TextPiece], start: usize, end: usize) -> MarkStyle {
    let TextPiece::Open(wrap) = &pieces[start] else { return MarkStyle::Tag };
    if !wrap.is_mark() {
        return MarkStyle::Tag;
    }
    let before = start.checked_sub(1).map(|at| &pieces[at]);
    let after = pieces.get(end + 1);
    let (outer_left, outer_right) = (before.map_or(' ', last), after.map_or(' ', first));
    let is_address = |piece: &TextPiece| matches!(piece, TextPiece::Text(text) if text.contains("://"));
    // An address may get brackets around it.
    let inside = |piece: &TextPiece, c: char| if is_address(piece) && c.is_alphanumeric() { '<' } else { c };
    let (first_piece, last_piece) = (&pieces[start + 1], &pieces[end - 1]);
    let (inner_left, inner_right) = (inside(first_piece, first(first_piece)), inside(last_piece, last(last_piece)));
    let is_edge = |c: char| c.is_whitespace() || is_punctuation(c);
    let flanks = |inner: char, outer: char| !inner.is_whitespace() && (inner.is_alphanumeric() || is_edge(outer));
    if !flanks(inner_left, outer_left) || !flanks(inner_right, outer_right) {
        return MarkStyle::Tag;
    }
    let is_apart = is_edge(outer_left) && is_edge(outer_right);
    if matches!(before, Some(TextPiece::Close(wrap)) if wrap.is_mark()) || *wrap == Wrap::Struck && !is_apart {
        return MarkStyle::Tag;
    }
    let opens = |piece: Option<&TextPiece>| piece == Some(&TextPiece::Open(Wrap::Strong));
    let closes = |piece: Option<&TextPiece>| piece == Some(&TextPiece::Close(Wrap::Strong));
    let is_beside_strong =
        opens(before) || opens(pieces.get(start + 1)) || closes(after) || closes(pieces.get(end - 1));
    match (wrap == &Wrap::Emphasis && is_beside_strong, is_apart) {
        (false, _) => MarkStyle::Sign,
        (true, true) => MarkStyle::Underscore,
        (true, false) => MarkStyle::Tag,
    }
}

/// Returns the first character that a piece is written with.
fn first(piece: &TextPiece) -> char {
    match piece {
        TextPiece::Text(text) => text.chars().next().unwrap_or(' '),
        TextPiece::Open(Wrap::Link(_)) | TextPiece::Note(_) => '[',
        TextPiece::Close(Wrap::Link(_)) => ']',
        TextPiece::Open(Wrap::Tag { .. }) | TextPiece::Close(Wrap::Tag { .. }) | TextPiece::Html(_) => '<',
        TextPiece::Open(_) | TextPiece::Close(_) => '*',
        TextPiece::Code(_) => '`',
        TextPiece::Image { .. } => '!',
        TextPiece::Break => '\\',
        TextPiece::Marker(_) => ' ',
    }
}

/// Returns the last character that a piece is written with.
fn last(piece: &TextPiece) -> char {
    match piece {
        TextPiece::Text(text) => text.chars().next_back().unwrap_or(' '),
        TextPiece::Open(Wrap::Link(_)) => '[',
        TextPiece::Note(_) => ']',
        TextPiece::Close(Wrap::Link(_)) | TextPiece::Image { .. } => ')',
        TextPiece::Open(Wrap::Tag { .. }) | TextPiece::Close(Wrap::Tag { .. }) | TextPiece::Html(_) => '>',
        TextPiece::Open(_) | TextPiece::Close(_) => '*',
        TextPiece::Code(_) => '`',
        TextPiece::Break | TextPiece::Marker(_) => ' ',
    }
}
