//! Writes the pieces of a paragraph, a heading or a cell as Markdown.

use super::address::in_brackets;
use super::escape::escaped;
use super::glyph::{Glyph, GlyphKind, add};
use super::marks::{MarkStyle, styles};
use super::piece::{TextPiece, Wrap};
use super::place::{PlaceKind, TextPlace};

/// Returns pieces as Markdown.
pub(super) fn markdown(pieces: &[TextPiece], place: &TextPlace<'_>) -> String {
    let styles = styles(pieces);
    let mut glyphs = Vec::new();
    let mut links = 0_usize;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let kind = if links > 0 { GlyphKind::LinkText } else { GlyphKind::Text };
        if let Some(address) = autolink(&pieces[at..]) {
            add(&mut glyphs, &format!("<{address}>"), GlyphKind::Markup);
            at += 3;
            continue;
        }
        match piece {
            TextPiece::Text(text) if links == 0 => add_text(&mut glyphs, text),
            TextPiece::Text(text) => add(&mut glyphs, text, kind),
            TextPiece::Open(wrap) => {
                links += usize::from(matches!(wrap, Wrap::Link(_)));
                let (sign, kind) = start(wrap, styles[at]);
                add(&mut glyphs, &sign, kind);
            }
            TextPiece::Close(wrap) => {
                links -= usize::from(matches!(wrap, Wrap::Link(_)) && links > 0);
                let (sign, kind) = end(wrap, styles[at]);
                add(&mut glyphs, &sign, kind);
            }
            TextPiece::Code(text) => add(&mut glyphs, &code(text), GlyphKind::Markup),
            TextPiece::Image { alt, file } => {
                add(&mut glyphs, "![", GlyphKind::Markup);
                add(&mut glyphs, alt, GlyphKind::LinkText);
                add(&mut glyphs, &format!("]({})", in_brackets(file)), GlyphKind::Markup);
            }
            TextPiece::Note(number) => add(&mut glyphs, &format!("[^{number}]"), GlyphKind::Markup),
            TextPiece::Break => {
                let line_end = match place.kind {
                    PlaceKind::Paragraph => "\\\n",
                    PlaceKind::Heading => " ",
                    PlaceKind::Cell => "<br>",
                };
                add(&mut glyphs, line_end, GlyphKind::Markup);
            }
            TextPiece::Marker(word) => add_marker(&mut glyphs, word),
            TextPiece::Html(html) => add(&mut glyphs, html, GlyphKind::Markup),
        }
        at += 1;
    }
    escaped(&glyphs, place).trim_end().to_owned()
}

fn add_marker(glyphs: &mut Vec<Glyph>, word: &str) {
    add(glyphs, &format!("{word}:"), GlyphKind::Markup);
    add(glyphs, " ", GlyphKind::Marker);
}

fn start(wrap: &Wrap, style: MarkStyle) -> (String, GlyphKind) {
    match (wrap, style) {
        (Wrap::Link(_), _) => ("[".to_owned(), GlyphKind::Markup),
        (Wrap::Tag { start, .. }, _) => (start.clone(), GlyphKind::Markup),
        (Wrap::Emphasis | Wrap::Strong | Wrap::Struck, MarkStyle::Tag) => {
            (format!("<{}>", wrap.name()), GlyphKind::Markup)
        }
        (Wrap::Emphasis, MarkStyle::Sign) => ("*".to_owned(), GlyphKind::Mark),
        (Wrap::Emphasis, MarkStyle::Underscore) => ("_".to_owned(), GlyphKind::Mark),
        (Wrap::Strong, MarkStyle::Sign | MarkStyle::Underscore) => ("**".to_owned(), GlyphKind::Mark),
        (Wrap::Struck, MarkStyle::Sign | MarkStyle::Underscore) => ("~~".to_owned(), GlyphKind::Mark),
    }
}

fn end(wrap: &Wrap, style: MarkStyle) -> (String, GlyphKind) {
    match wrap {
        Wrap::Link(address) => (format!("]({})", in_brackets(address)), GlyphKind::Markup),
        Wrap::Tag { name, .. } => (format!("</{name}>"), GlyphKind::Markup),
        Wrap::Emphasis | Wrap::Strong | Wrap::Struck if style == MarkStyle::Tag => {
            (format!("</{}>", wrap.name()), GlyphKind::Markup)
        }
        Wrap::Emphasis | Wrap::Strong | Wrap::Struck => start(wrap, style),
    }
}

/// Returns the address if the next pieces are a link whose words are its address.
fn autolink(pieces: &[TextPiece]) -> Option<&str> {
    let [TextPiece::Open(Wrap::Link(address)), TextPiece::Text(text), TextPiece::Close(Wrap::Link(_)), ..] = pieces
    else {
        return None;
    };
    let is_mail =
        address.strip_prefix("mailto:") == Some(text) && text.contains('@') && !text.contains(['?', '&', '%']);
    let is_web = address == text && (text.starts_with("https://") || text.starts_with("http://"));
    let is_bare = |c: char| c.is_ascii_graphic() && !"<>\"\\`|".contains(c);
    let is_mail_name = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    let is_written = is_web && text.chars().all(is_bare) || is_mail && text.chars().all(is_mail_name);
    (is_written && super::escape::with_entities_escaped(text, "") == *text).then_some(text)
}

/// Adds the characters of a text. An address that has signs of Markdown in it becomes a link as a whole, so that no
/// backslash breaks it.
fn add_text(glyphs: &mut Vec<Glyph>, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find("://") {
        let scheme = rest[..start].trim_end_matches("https").len();
        let scheme = if scheme < start { scheme } else { rest[..start].trim_end_matches("http").len() };
        let end = rest[start..].find(|c: char| !c.is_ascii_graphic() || "<>\"`".contains(c));
        let end = end.map_or(rest.len(), |end| start + end);
        let address = rest[scheme..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_', '~', ']']);
        let begins_word = rest[..scheme].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let has_signs = address.contains(['*', '_', '~', '[', ']', '\\']);
        let is_address = scheme < start && begins_word && address.len() > start - scheme + 3;
        if is_address && has_signs && !address.contains('|') {
            add(glyphs, &rest[..scheme], GlyphKind::Text);
            add(glyphs, &format!("<{address}>"), GlyphKind::Markup);
            rest = &rest[scheme + address.len()..];
        } else {
            let read = start + 3;
            add(glyphs, &rest[..read], GlyphKind::Text);
            rest = &rest[read..];
        }
    }
    add(glyphs, rest, GlyphKind::Text);
}

/// Returns code between as many backticks as it needs.
fn code(text: &str) -> String {
    let text = text.replace('\n', " ");
    let fence = "`".repeat(longest_row(&text, '`').map_or(1, |row| if row == 1 { 2 } else { 1.max(row + 1) }));
    let is_padded = text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Returns the length of the longest row of a character. `None` if it has none.
pub(super) fn longest_row(text: &str, sign: char) -> Option<usize> {
    text.split(|c| c != sign).map(str::len).max().filter(|length| *length > 0)
}
