//! The blocks of a text.

use super::piece::{TextPiece, cut};
use super::run::Run;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<TextPiece>),
    Heading {
        level: usize,
        /// The id that links lead to.
        id: Option<String>,
        words: Vec<TextPiece>,
    },
    List(List),
    Quote(Vec<Self>),
    Code {
        language: String,
        text: String,
    },
    /// Lines as they are, with links or emphasis in them.
    Preformatted(Vec<TextPiece>),
    Rule,
    Table(Table),
    /// Terms and what is said of them. True for a term.
    Definitions(Vec<(bool, Vec<Self>)>),
    Figure {
        content: Vec<Self>,
        caption: Vec<TextPiece>,
    },
    Details {
        is_open: bool,
        summary: Vec<TextPiece>,
        content: Vec<Self>,
    },
    /// The text of a footnote.
    Note {
        number: usize,
        content: Vec<Self>,
    },
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// The number of the first item; `None` for a list without numbers.
    pub(super) start: Option<usize>,
    /// True if there are empty lines between its items.
    pub(super) is_loose: bool,
    pub(super) items: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) caption: Vec<TextPiece>,
    pub(super) rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableRow {
    pub(super) section: Section,
    pub(super) cells: Vec<Cell>,
}

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Head,
    Body,
    Foot,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) is_header: bool,
    /// The attributes in HTML, each with a space before it: ` colspan="2"`.
    pub(super) attributes: String,
    /// True if it covers more than one place, or does not head its column.
    pub(super) is_special: bool,
    pub(super) alignment: Alignment,
    pub(super) content: Vec<Block>,
}

/// The side on which the words of a cell begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Alignment {
    #[default]
    None,
    Left,
    Center,
    Right,
}

/// Returns the pieces of all these blocks, as lines one below the other.
pub(super) fn pieces_of(blocks: Vec<Block>) -> Vec<TextPiece> {
    let mut all = Vec::new();
    for block in blocks {
        let pieces = match block {
            Block::Paragraph(pieces) | Block::Heading { words: pieces, .. } => pieces,
            Block::Preformatted(pieces) => without_line_ends(pieces),
            Block::List(list) => pieces_of(list.items.into_iter().flatten().collect()),
            Block::Quote(content) | Block::Note { content, .. } => pieces_of(content),
            Block::Code { text, .. } => vec![TextPiece::Code(text)],
            Block::Rule => continue,
            Block::Table(table) => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.content);
                joined(table.caption, pieces_of(cells.collect()))
            }
            Block::Definitions(parts) => pieces_of(parts.into_iter().flat_map(|(_, content)| content).collect()),
            Block::Figure { content, caption } => joined(pieces_of(content), caption),
            Block::Details { summary, content, .. } => joined(summary, pieces_of(content)),
        };
        all = joined(all, pieces);
    }
    all
}

/// Returns preformatted pieces for a paragraph: line breaks in the place of line ends, and single spaces.
fn without_line_ends(pieces: Vec<TextPiece>) -> Vec<TextPiece> {
    let mut run = Run::default();
    for piece in pieces {
        match piece {
            TextPiece::Text(text) => {
                for (at, line) in text.split('\n').enumerate() {
                    if at > 0 {
                        run.push(TextPiece::Break);
                    }
                    run.text(line);
                }
            }
            TextPiece::Open(wrap) => {
                run.open(wrap);
            }
            TextPiece::Close(_) => run.close(),
            piece => run.push(piece),
        }
    }
    run.take()
}

/// Returns two lines as one list of pieces.
fn joined(mut first: Vec<TextPiece>, second: Vec<TextPiece>) -> Vec<TextPiece> {
    if !first.is_empty() && !second.is_empty() {
        first.push(TextPiece::Break);
    }
    first.extend(second);
    first
}

/// Returns the lines of a paragraph.
pub(super) fn lines(pieces: &[TextPiece]) -> Vec<Vec<TextPiece>> {
    cut(pieces, |rest| usize::from(rest.first() == Some(&TextPiece::Break)))
}

/// Returns the paragraphs that pieces make: two line breaks in a row begin a new one.
pub(super) fn paragraphs(pieces: &[TextPiece]) -> Vec<Vec<TextPiece>> {
    cut(pieces, |rest| {
        let is_between =
            |piece: &TextPiece| matches!(piece, TextPiece::Break | TextPiece::Open(_) | TextPiece::Close(_));
        let is_blank =
            |piece: &TextPiece| is_between(piece) || matches!(piece, TextPiece::Text(text) if text.trim().is_empty());
        if rest.first() != Some(&TextPiece::Break) {
            return 0;
        }
        let length = rest.iter().take_while(|piece| is_blank(piece)).count();
        let last = rest[..length].iter().rposition(|piece| *piece == TextPiece::Break).unwrap_or(0);
        if last > 0 { last + 1 } else { 0 }
    })
}
