//! Characters of Markdown, each with what it is: a word's or a sign's.

/// A character of a line of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) kind: GlyphKind,
}

/// The role of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GlyphKind {
    /// A character of the text.
    Text,
    /// A character of the text within the brackets of a link or picture.
    LinkText,
    /// A sign around emphasis.
    Mark,
    /// Another sign of Markdown or HTML, or code.
    Markup,
    /// The end of the opening word of a turn.
    Marker,
}

impl Glyph {
    /// Returns true for a character of the text.
    pub(super) fn is_text(self) -> bool {
        matches!(self.kind, GlyphKind::Text | GlyphKind::LinkText)
    }
}

/// Adds the characters of a text.
pub(super) fn add(glyphs: &mut Vec<Glyph>, text: &str, kind: GlyphKind) {
    glyphs.extend(text.chars().map(|c| Glyph { c, kind }));
}

/// Returns true for a character that every reader of Markdown takes for punctuation.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '¡' | '¿' | '«' | '»' | '§' | '¶')
        || matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}')
}
