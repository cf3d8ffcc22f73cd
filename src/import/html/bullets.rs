//! Lists that were typed: lines that begin with a bullet or a dash.

use super::block::{Block, List, lines};
use super::piece::TextPiece;

/// The characters that people type for a bullet.
const BULLETS: [char; 14] = ['•', '·', '‣', '●', '▪', '■', '◦', '○', '►', '➢', '✓', '–', '-', '*'];

/// Bullets that are also words' parts, and need a space after them.
const ALSO_DASHES: [char; 4] = ['–', '-', '*', '·'];

/// Returns blocks with a list in the place of each two or more lines in a row that begin with the same bullet.
pub(super) fn with_lists(blocks: Vec<Block>) -> Vec<Block> {
    let is_typed = |block: &Block| matches!(block, Block::Paragraph(pieces) if has_bullet(pieces));
    if !blocks.iter().any(is_typed) {
        return blocks;
    }
    let mut made = Made { blocks: Vec::with_capacity(blocks.len()), open: None, is_in_paragraph: false };
    for block in blocks {
        match block {
            Block::Paragraph(pieces) if has_bullet(&pieces) => made.paragraph(&pieces),
            block => {
                made.end_list();
                made.blocks.push(block);
            }
        }
    }
    made.end_list();
    made.blocks
}

/// The blocks so far.
struct Made {
    blocks: Vec<Block>,
    /// The lines of a list with their bullet.
    open: Option<(char, Vec<Vec<TextPiece>>)>,
    /// True if the list began in the paragraph that is being read.
    is_in_paragraph: bool,
}

impl Made {
    fn paragraph(&mut self, pieces: &[TextPiece]) {
        let lines: Vec<_> = lines(pieces).into_iter().map(|line| (bullet(&line), line)).collect();
        let is_list = |pair: &[(Option<char>, Vec<TextPiece>)]| pair[0].0.is_some() && pair[0].0 == pair[1].0;
        if lines.len() > 1 && !lines.windows(2).any(is_list) {
            self.end_list();
            self.blocks.push(Block::Paragraph(pieces.to_vec()));
            return;
        }
        let mut text: Vec<TextPiece> = Vec::new();
        self.is_in_paragraph = false;
        for (bullet, line) in lines {
            if let Some(bullet) = bullet {
                self.end_text(&mut text);
                match &mut self.open {
                    Some((open, lines)) if *open == bullet => lines.push(line),
                    _ => {
                        self.end_list();
                        self.open = Some((bullet, vec![line]));
                        self.is_in_paragraph = true;
                    }
                }
            } else {
                text.extend(self.end_list_in_paragraph());
                if !text.is_empty() {
                    text.push(TextPiece::Break);
                }
                text.extend(line);
            }
        }
        self.end_text(&mut text);
    }

    fn end_text(&mut self, text: &mut Vec<TextPiece>) {
        if !text.is_empty() {
            self.end_list();
            self.blocks.push(Block::Paragraph(std::mem::take(text)));
        }
    }

    /// Ends the list before a line without a bullet. Returns the line before it if it alone had one: the paragraph goes on.
    fn end_list_in_paragraph(&mut self) -> Vec<TextPiece> {
        match self.open.take() {
            Some((_, mut lines)) if lines.len() == 1 && self.is_in_paragraph => lines.pop().unwrap_or_default(),
            open => {
                self.open = open;
                self.end_list();
                Vec::new()
            }
        }
    }

    fn end_list(&mut self) {
        let Some((_, lines)) = self.open.take() else { return };
        if lines.len() < 2 {
            self.blocks.extend(lines.into_iter().map(Block::Paragraph));
            return;
        }
        let items = lines.into_iter().map(|line| vec![Block::Paragraph(without_bullet(line))]).collect();
        self.blocks.push(Block::List(List { start: None, is_loose: false, items }));
    }
}

fn has_bullet(pieces: &[TextPiece]) -> bool {
    let begins = |at: usize| at == 0 || pieces[..at].iter().rfind(|piece| !is_tag(piece)) == Some(&TextPiece::Break);
    let is_bullet = |text: &str| text.starts_with(BULLETS);
    pieces.iter().enumerate().any(|(at, piece)| {
        let is_first = || at == 0 || is_tag(&pieces[at - 1]) || begins(at);
        matches!(piece, TextPiece::Text(text) if is_bullet(text.trim_start()) && is_first())
    })
}

fn is_tag(piece: &TextPiece) -> bool {
    matches!(piece, TextPiece::Open(_) | TextPiece::Close(_))
}

/// Returns the bullet that a line begins with.
fn bullet(line: &[TextPiece]) -> Option<char> {
    let at = line.iter().position(|piece| !is_tag(piece))?;
    let TextPiece::Text(text) = &line[at] else { return None };
    let text = text.trim_start();
    let bullet = text.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = &text[bullet.len_utf8()..];
    let has_words = !rest.trim().is_empty() || line[at + 1..].iter().any(TextPiece::is_visible);
    let next = line[at + 1..].iter().find(|piece| !is_tag(piece));
    let is_space_next = || matches!(next, Some(TextPiece::Text(text)) if text.starts_with(char::is_whitespace));
    let is_apart = rest.starts_with(char::is_whitespace) || rest.is_empty() && is_space_next();
    (has_words && (is_apart || !ALSO_DASHES.contains(&bullet) && !rest.starts_with(bullet))).then_some(bullet)
}

fn without_bullet(mut line: Vec<TextPiece>) -> Vec<TextPiece> {
    if let Some(at) = line.iter().position(|piece| !is_tag(piece))
        && let TextPiece::Text(text) = &mut line[at]
    {
        let rest: String = text.trim_start().chars().skip(1).collect();
        rest.trim_start().clone_into(text);
    }
    // The bullet may have been bold, and nothing else of the line.
    let mut rest = super::piece::trimmed(line);
    rest.retain(|piece| !matches!(piece, TextPiece::Text(text) if text.is_empty()));
    super::piece::trimmed(rest)
}
