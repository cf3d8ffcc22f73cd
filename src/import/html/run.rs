//! Gathers the pieces of a paragraph, with white space as a browser shows it.

use super::characters::{NO_BREAK_SPACE, cleaned, cleaned_text, is_space};
use super::piece::{TextPiece, Wrap};

/// The pieces so far.
#[derive(Debug, Default)]
pub(super) struct Run {
    pieces: Vec<TextPiece>,
    open: Vec<Wrap>,
    /// True if a space is to be written before what comes next.
    has_space: bool,
    /// True if white space stays as it is.
    pub(super) keeps_space: bool,
}

impl Run {
    /// Adds words.
    pub(super) fn text(&mut self, text: &str) {
        if self.keeps_space {
            self.verbatim(text);
            return;
        }
        for c in text.chars().map(|c| if is_space(c) { Some(' ') } else { cleaned(c) }) {
            match c {
                None => {}
                Some(' ') => self.space(),
                Some(NO_BREAK_SPACE) if self.has_space || self.begins_line() => {}
                // Several of them only made room.
                Some(NO_BREAK_SPACE) if self.ends_with_no_break_space() => self.space(),
                Some(NO_BREAK_SPACE) if matches!(self.pieces.last(), Some(TextPiece::Open(_))) => {
                    self.put_before_opens(NO_BREAK_SPACE);
                }
                Some(c) => {
                    self.put_space();
                    match self.pieces.last_mut() {
                        Some(TextPiece::Text(text)) => text.push(c),
                        _ => self.pieces.push(TextPiece::Text(c.to_string())),
                    }
                }
            }
        }
    }

    fn verbatim(&mut self, text: &str) {
        let text = cleaned_text(text);
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(TextPiece::Text(before)) => before.push_str(&text),
            _ => self.pieces.push(TextPiece::Text(text)),
        }
    }

    /// Adds a space, unless there is one.
    fn space(&mut self) {
        // Typists put two spaces after a period, and editors save one of them as a no-break space.
        if self.ends_with_no_break_space()
            && let Some(TextPiece::Text(text)) = self.pieces.last_mut()
        {
            text.truncate(text.trim_end_matches(NO_BREAK_SPACE).len());
            if text.is_empty() {
                self.pieces.pop();
            }
        }
        self.has_space = true;
    }

    fn ends_with_no_break_space(&self) -> bool {
        matches!(self.pieces.last(), Some(TextPiece::Text(text)) if text.ends_with(NO_BREAK_SPACE))
    }

    /// Writes the space that is due, before the elements that open here, so that none of them begins with it.
    fn put_space(&mut self) {
        if !std::mem::take(&mut self.has_space) || self.begins_line() {
            return;
        }
        self.put_before_opens(' ');
    }

    fn put_before_opens(&mut self, space: char) {
        let at = self.pieces.iter().rposition(|piece| !matches!(piece, TextPiece::Open(_))).map_or(0, |last| last + 1);
        if let Some(TextPiece::Text(text)) = at.checked_sub(1).and_then(|before| self.pieces.get_mut(before)) {
            if !text.ends_with([' ', NO_BREAK_SPACE]) {
                text.push(space);
            }
        } else {
            self.pieces.insert(at, TextPiece::Text(space.to_string()));
        }
    }

    fn begins_line(&self) -> bool {
        let last = self.pieces.iter().rfind(|piece| !matches!(piece, TextPiece::Open(_) | TextPiece::Close(_)));
        matches!(last, None | Some(TextPiece::Break | TextPiece::Marker(_)))
    }

    /// Adds a piece that is no text.
    pub(super) fn push(&mut self, piece: TextPiece) {
        if piece == TextPiece::Break {
            self.has_space = false;
            let opens = self.pieces.iter().rev().take_while(|piece| matches!(piece, TextPiece::Open(_))).count();
            self.pieces.insert(self.pieces.len() - opens, piece);
        } else {
            self.put_space();
            match (self.pieces.last_mut(), piece) {
                // Backticks side by side would end neither.
                (Some(TextPiece::Code(code)), TextPiece::Code(more)) => code.push_str(&more),
                (_, piece) => self.pieces.push(piece),
            }
        }
    }

    /// Opens something around what follows. False if it is open already, or cannot be inside what is open.
    pub(super) fn open(&mut self, wrap: Wrap) -> bool {
        let is_link = |wrap: &Wrap| matches!(wrap, Wrap::Link(_));
        if self.open.contains(&wrap) || is_link(&wrap) && self.open.iter().any(is_link) {
            return false;
        }
        self.open.push(wrap.clone());
        let continues =
            !self.has_space && wrap.is_mark() && self.pieces.last() == Some(&TextPiece::Close(wrap.clone()));
        if continues {
            self.pieces.pop();
        } else {
            self.pieces.push(TextPiece::Open(wrap));
        }
        true
    }

    /// Closes what was opened last.
    pub(super) fn close(&mut self) {
        let Some(wrap) = self.open.pop() else { return };
        if self.pieces.last() == Some(&TextPiece::Open(wrap.clone())) {
            self.pieces.pop();
            return;
        }
        let breaks = self.pieces.iter().rev().take_while(|piece| **piece == TextPiece::Break).count();
        let at = self.pieces.len() - breaks;
        let has_space =
            matches!(self.pieces.get(at - 1), Some(TextPiece::Text(text)) if text.ends_with(NO_BREAK_SPACE));
        if let Some(TextPiece::Text(text)) = self.pieces.get_mut(at - 1).filter(|_| has_space && breaks == 0) {
            text.truncate(text.trim_end_matches(NO_BREAK_SPACE).len());
            self.pieces.push(TextPiece::Close(wrap));
            self.pieces.push(TextPiece::Text(NO_BREAK_SPACE.to_string()));
        } else {
            self.pieces.insert(at, TextPiece::Close(wrap));
        }
    }

    /// Returns the pieces, and begins again inside what is open.
    pub(super) fn take(&mut self) -> Vec<TextPiece> {
        let mut pieces = std::mem::take(&mut self.pieces);
        pieces.extend(self.open.iter().rev().cloned().map(TextPiece::Close));
        self.pieces.extend(self.open.iter().cloned().map(TextPiece::Open));
        self.has_space = false;
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, TextPiece, Wrap};

    #[test]
    fn spaces_move_out_of_what_is_around_words() {
        let mut run = Run::default();
        run.text("  a");
        assert!(run.open(Wrap::Strong));
        run.text(" \n b ");
        run.close();
        run.text("c\u{a0} d");
        assert!(run.open(Wrap::Emphasis));
        run.text(" ");
        run.close();
        run.text("e ");
        let (open, close) = (TextPiece::Open(Wrap::Strong), TextPiece::Close(Wrap::Strong));
        let text = |text: &str| TextPiece::Text(text.to_owned());
        assert_eq!(run.take(), [text("a "), open, text("b"), close, text(" c d e")]);
    }
}
