//! The pieces of a paragraph.

/// A piece of a paragraph, a heading, or a table's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextPiece {
    /// Words, with single spaces between them.
    Text(String),
    /// The start of something around the pieces up to its end.
    Open(Wrap),
    /// The end of it.
    Close(Wrap),
    /// Code.
    Code(String),
    /// A picture beside the text.
    Image {
        /// The words for those who cannot see it.
        alt: String,
        /// The name of its file.
        file: String,
    },
    /// The mark of a footnote.
    Note(usize),
    /// The end of a line.
    Break,
    /// The opening word of a turn, without its colon.
    Marker(String),
    /// HTML, written as it is.
    Html(String),
}

/// Something around other pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrap {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Words that were struck out.
    Struck,
    /// A link; holds its address.
    Link(String),
    /// An element of HTML; holds its start tag and its name.
    Tag {
        /// The start tag: `<abbr title="…">`.
        start: String,
        /// The name: `abbr`.
        name: &'static str,
    },
}

impl Wrap {
    /// Returns the name of its element in HTML.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Struck => "del",
            Self::Link(_) => "a",
            Self::Tag { name, .. } => name,
        }
    }

    /// Returns true if Markdown has delimiters for it.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self, Self::Emphasis | Self::Strong | Self::Struck)
    }
}

impl TextPiece {
    /// Returns true for something that readers see.
    pub(super) fn is_visible(&self) -> bool {
        match self {
            Self::Text(text) => text.chars().any(|c| !c.is_whitespace()),
            Self::Open(_) | Self::Close(_) | Self::Break => false,
            Self::Code(_) | Self::Image { .. } | Self::Note(_) | Self::Marker(_) | Self::Html(_) => true,
        }
    }
}

/// Returns the pieces cut at the places where this is true of the next pieces, with what is open there closed before and
/// opened again after it. It returns how many pieces the cut takes out; 0 for no cut.
pub(super) fn cut(pieces: &[TextPiece], cut_at: impl Fn(&[TextPiece]) -> usize) -> Vec<Vec<TextPiece>> {
    let (mut parts, mut part, mut open): (Vec<Vec<TextPiece>>, Vec<TextPiece>, Vec<Wrap>) =
        (Vec::new(), Vec::new(), Vec::new());
    let mut skipped = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if skipped == 0 {
            skipped = cut_at(&pieces[at..]);
            if skipped > 0 {
                part.extend(open.iter().rev().cloned().map(TextPiece::Close));
                parts.push(std::mem::take(&mut part));
                part.extend(open.iter().cloned().map(TextPiece::Open));
            }
        }
        if skipped > 0 {
            skipped -= 1;
            if *piece == TextPiece::Break {
                continue;
            }
        }
        match piece {
            TextPiece::Open(wrap) => open.push(wrap.clone()),
            TextPiece::Close(_) => {
                open.pop();
            }
            _ => {}
        }
        part.push(piece.clone());
    }
    parts.push(part);
    parts.into_iter().map(trimmed).filter(|part| part.iter().any(TextPiece::is_visible)).collect()
}

/// Returns pieces without spaces, line breaks and empty elements at the ends.
pub(super) fn trimmed(pieces: Vec<TextPiece>) -> Vec<TextPiece> {
    let mut run = Vec::with_capacity(pieces.len());
    let is_edge = |piece: &TextPiece| !piece.is_visible();
    let first = pieces.iter().position(|piece| !is_edge(piece)).unwrap_or(pieces.len());
    let last = pieces.iter().rposition(|piece| !is_edge(piece)).unwrap_or(0);
    for (at, piece) in pieces.into_iter().enumerate() {
        let keeps = (first..=last).contains(&at) || matches!(piece, TextPiece::Open(_) | TextPiece::Close(_));
        match piece {
            _ if !keeps => {}
            TextPiece::Text(mut text) if at == first || at == last => {
                if at == last {
                    text.truncate(text.trim_end().len());
                }
                let text = if at == first { text.trim_start().to_owned() } else { text };
                run.push(TextPiece::Text(text));
            }
            TextPiece::Close(wrap) if run.last() == Some(&TextPiece::Open(wrap.clone())) => {
                run.pop();
            }
            piece => run.push(piece),
        }
    }
    run
}
