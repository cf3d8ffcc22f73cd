//! Tables.

use super::attributes::kept;
use super::block::{Alignment, Block, Cell, Section, Table, TableRow};
use super::converter::{Converter, Flow};
use super::piece::TextPiece;
use super::tree::Element;

impl Converter<'_> {
    /// Adds a table. One with a single cell only arranged what is in it.
    pub(super) fn table(&mut self, element: &Element, flow: &mut Flow) {
        let Some(mut table) = self.nested(|converter| converter.rows(element)) else {
            for cell in element.elements().flat_map(cells_within) {
                self.walk(&cell.children, flow);
                flow.end_paragraph();
            }
            return;
        };
        table.rows.retain(|row| row.cells.iter().any(|cell| !cell.content.is_empty()));
        let is_single = |row: &TableRow| row.cells.len() == 1 && !row.cells[0].is_header;
        let arranges = table.rows.iter().all(is_single)
            && (table.rows.len() < 2 || table.rows.iter().any(|row| !is_line(&row.cells[0].content)));
        if arranges {
            flow.add((!table.caption.is_empty()).then_some(Block::Paragraph(table.caption)));
            flow.add(table.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.content));
        } else {
            flow.add([Block::Table(table)]);
        }
    }

    fn rows(&mut self, element: &Element) -> Table {
        let mut table = Table::default();
        for part in element.elements() {
            match part.name.as_str() {
                "caption" => table.caption = self.inline(&part.children),
                "tr" => self.row(part, Section::Body, &mut table),
                "thead" => part.elements().for_each(|row| self.row(row, Section::Head, &mut table)),
                "tfoot" => part.elements().for_each(|row| self.row(row, Section::Foot, &mut table)),
                _ => part.elements().for_each(|row| self.row(row, Section::Body, &mut table)),
            }
        }
        table
    }

    fn row(&mut self, element: &Element, section: Section, table: &mut Table) {
        let cells: Vec<Cell> = element.elements().filter(|cell| is_cell(cell)).map(|cell| self.cell(cell)).collect();
        // A first row of nothing but headers is one, wherever it is.
        let is_head = table.rows.is_empty() && section == Section::Body && cells.len() > 1;
        let section = if is_head && cells.iter().all(|cell| cell.is_header) { Section::Head } else { section };
        table.rows.push(TableRow { section, cells });
    }

    fn cell(&mut self, element: &Element) -> Cell {
        let covers = |name| element.attribute(name).is_some_and(|count| count.trim() != "1");
        let alignment = ["left", "center", "right"].into_iter().find(|side| {
            element.attribute("align").is_some_and(|align| align.eq_ignore_ascii_case(side))
                || element.has_style("text-align", &[side])
                || element.has_class(&format!("has-text-align-{side}"))
        });
        Cell {
            is_header: element.name == "th",
            attributes: kept(element, &["colspan", "rowspan", "scope"]) + &super::attributes::language(element),
            is_special: covers("colspan") || covers("rowspan"),
            alignment: match alignment {
                Some("left") => Alignment::Left,
                Some("center") => Alignment::Center,
                Some(_) => Alignment::Right,
                None => Alignment::None,
            },
            content: self.blocks(&element.children),
        }
    }
}

fn is_cell(element: &Element) -> bool {
    matches!(element.name.as_str(), "td" | "th")
}

/// Returns the cells of a part of a table, without those of tables in it.
fn cells_within(part: &Element) -> Vec<&Element> {
    match part.name.as_str() {
        "td" | "th" | "caption" => vec![part],
        _ => part
            .elements()
            .flat_map(|part| if is_cell(part) { vec![part] } else { part.elements().collect() })
            .collect(),
    }
}

/// Returns true for what fits into a line.
pub(super) fn is_line(content: &[Block]) -> bool {
    let is_code = |piece: &TextPiece| matches!(piece, TextPiece::Code(text) if text.contains('\n'));
    match content {
        [] => true,
        [Block::Paragraph(pieces)] => !pieces.iter().any(is_code),
        _ => false,
    }
}

/// Returns true if Markdown can have this table: a row of headers, and cells of one line that cover one place each.
pub(super) fn is_plain(table: &Table) -> bool {
    let Some((head, body)) = table.rows.split_first() else { return false };
    let width = head.cells.len();
    table.caption.is_empty()
        && head.section == Section::Head
        && body.iter().all(|row| row.section != Section::Head && row.cells.len() <= width)
        && body.iter().all(|row| !row.cells.iter().any(|cell| cell.is_header))
        && table.rows.iter().flat_map(|row| &row.cells).all(|cell| !cell.is_special && is_line(&cell.content))
}
