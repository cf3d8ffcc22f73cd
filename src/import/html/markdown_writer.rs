//! Writes blocks as Markdown.

use super::block::{Alignment, Block, Cell, List, Table, pieces_of};
use super::html_writer;
use super::inline_writer::{longest_row, markdown};
use super::piece::TextPiece;
use super::place::{PlaceKind, TextPlace};
use super::tables::is_plain;

/// Writes the blocks of a text.
pub(super) struct MarkdownWriter<'a> {
    /// Returns true for a word that opens a turn if a colon follows.
    pub(super) is_marker: &'a dyn Fn(&str) -> bool,
}

impl MarkdownWriter<'_> {
    /// Returns blocks with empty lines between them.
    pub(super) fn blocks(&self, blocks: &[Block]) -> String {
        self.joined(blocks, true)
    }

    fn joined(&self, blocks: &[Block], is_loose: bool) -> String {
        let mut text = String::new();
        let mut is_second = false;
        for (at, block) in blocks.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| blocks.get(before));
            // Two lists of the same kind would run together.
            is_second = matches!((before, block), (Some(Block::List(a)), Block::List(b)) if a.start.is_some() == b.start.is_some())
                && !is_second;
            let written = self.block(block, is_second);
            if written.is_empty() {
                continue;
            }
            if !text.is_empty() {
                let is_close =
                    !is_loose && matches!(block, Block::List(_)) && matches!(before, Some(Block::Paragraph(_)));
                text.push_str(if is_close { "\n" } else { "\n\n" });
            }
            text.push_str(&written);
        }
        text
    }

    fn inline(&self, pieces: &[TextPiece], kind: PlaceKind) -> String {
        markdown(pieces, &TextPlace { kind, is_marker: self.is_marker })
    }

    fn block(&self, block: &Block, is_second: bool) -> String {
        match block {
            Block::Paragraph(pieces) => self.inline(pieces, PlaceKind::Paragraph),
            Block::Heading { level, id, words } => {
                let words = self.inline(words, PlaceKind::Heading);
                let id = id.as_ref().map(|id| format!(" {{#{id}}}")).unwrap_or_default();
                format!("{} {words}{id}", "#".repeat(*level))
            }
            Block::List(list) => self.list(list, is_second),
            Block::Quote(content) => prefixed(&self.blocks(content), "> ", "> "),
            Block::Code { language, text } => fenced(language, text),
            Block::Rule => "***".to_owned(),
            Block::Table(table) if is_plain(table) => self.table(table),
            Block::Preformatted(_) | Block::Table(_) | Block::Definitions(_) => html_writer::block(block),
            Block::Figure { content, caption } => self.figure(block, content, caption),
            Block::Details { is_open, summary, content } => {
                let open = if *is_open { " open" } else { "" };
                let summary = html_writer::inline(summary);
                let content = self.blocks(content);
                format!("<details{open}>\n<summary>{summary}</summary>\n\n{content}\n\n</details>")
            }
            Block::Note { number, content } => {
                let content = prefixed(&self.blocks(content), "", "    ");
                format!("[^{number}]: {content}")
            }
        }
    }

    fn figure(&self, block: &Block, content: &[Block], caption: &[TextPiece]) -> String {
        let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_));
        if content.iter().all(is_paragraph) {
            return html_writer::block(block);
        }
        let caption = html_writer::inline(caption);
        format!("<figure>\n\n{}\n\n<figcaption>{caption}</figcaption>\n</figure>", self.blocks(content))
    }

    fn list(&self, list: &List, is_second: bool) -> String {
        let mut text = String::new();
        for (at, item) in list.items.iter().enumerate() {
            let sign = match list.start {
                Some(start) => format!("{}{} ", start + at, if is_second { ')' } else { '.' }),
                None => format!("{} ", if is_second { '*' } else { '-' }),
            };
            if !text.is_empty() {
                text.push_str(if list.is_loose { "\n\n" } else { "\n" });
            }
            let mut content = self.joined(item, list.is_loose);
            // `* ***` would be a line across the page, and no item.
            if sign == "* " && matches!(item.first(), Some(Block::Rule)) {
                content.replace_range(..3, "---");
            }
            text.push_str(&prefixed(&content, &sign, &" ".repeat(sign.len())));
        }
        text
    }

    fn table(&self, table: &Table) -> String {
        let width = table.rows.first().map_or(0, |row| row.cells.len());
        let alignments = (0..width).map(|column| {
            let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            cells.find(|cell| cell.alignment != Alignment::None).map_or(Alignment::None, |cell| cell.alignment)
        });
        let rule: String = alignments
            .map(|alignment| match alignment {
                Alignment::None => "---|",
                Alignment::Left => ":--|",
                Alignment::Center => ":-:|",
                Alignment::Right => "--:|",
            })
            .collect();
        let mut lines: Vec<String> = table.rows.iter().map(|row| self.row(&row.cells, width)).collect();
        lines.insert(1.min(lines.len()), format!("|{rule}"));
        lines.join("\n")
    }

    fn row(&self, cells: &[Cell], width: usize) -> String {
        let mut row = String::from("|");
        for column in 0..width {
            let content = cells.get(column).map(|cell| pieces_of(cell.content.clone())).unwrap_or_default();
            let content = self.inline(&content, PlaceKind::Cell);
            row.extend([if content.is_empty() { "" } else { " " }, &content, " |"]);
        }
        row
    }
}

/// Returns code between fences that are longer than any in it.
fn fenced(language: &str, text: &str) -> String {
    let length = longest_row(text, '`').map_or(3, |row| row + 1).max(3);
    let fence = "`".repeat(length);
    format!("{fence}{language}\n{text}\n{fence}")
}

/// Returns lines with this before the first, and this before the others. Empty lines get no spaces.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut prefixed = String::with_capacity(text.len() + first.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            prefixed.push('\n');
        }
        let prefix = if at == 0 { first } else { others };
        prefixed.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        prefixed.push_str(line);
    }
    prefixed
}
