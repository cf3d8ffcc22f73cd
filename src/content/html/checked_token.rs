//! The parts of a turn's HTML that were checked.

use super::checked_tag::CheckedTag;
use super::element::Element;

/// A part of a turn's HTML that was checked.
pub(in crate::content) enum CheckedToken {
    Start(CheckedTag),
    /// A tag that is checked only: an error says that it, or an element around it, is misplaced.
    Misplaced(CheckedTag),
    End(&'static Element),
    /// Characters that are read, to be escaped.
    Text(String),
    /// Characters that look like a tag, to be escaped.
    Verbatim(String),
}

/// Returns true if the tokens of a block are a paragraph, which `CommonMark` passes on without its tags: they have
/// something to see, and nothing that ends a paragraph.
pub(in crate::content) fn are_paragraph(tokens: &[CheckedToken]) -> bool {
    let fits = |token: &CheckedToken| match token {
        CheckedToken::Start(tag) => tag.element().is_in_line(),
        CheckedToken::Misplaced(_) => false,
        CheckedToken::End(_) | CheckedToken::Text(_) | CheckedToken::Verbatim(_) => true,
    };
    let is_visible = |token: &CheckedToken| match token {
        CheckedToken::Start(tag) => tag.element().is_visible(),
        CheckedToken::Text(text) | CheckedToken::Verbatim(text) => !text.trim().is_empty(),
        CheckedToken::Misplaced(_) | CheckedToken::End(_) => false,
    };
    tokens.iter().any(is_visible) && tokens.iter().all(fits)
}

/// Removes the whitespace at the start and the end of a block.
pub(in crate::content) fn trim(tokens: &mut [CheckedToken]) {
    if let Some(CheckedToken::Text(text)) = tokens.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(CheckedToken::Text(text)) = tokens.last_mut() {
        text.truncate(text.trim_end().len());
    }
}
