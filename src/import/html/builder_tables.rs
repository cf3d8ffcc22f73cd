//! The parts of tables that are missing, or not closed.

use super::builder::TreeBuilder;
use super::tree::Element;

impl TreeBuilder {
    /// Closes the parts of a table that cannot hold this one. False if there is no table: a browser ignores the tag.
    pub(super) fn prepare_table_part(&mut self, name: &str) -> bool {
        let Some(table) = self.position("table") else {
            self.text(" ");
            return false;
        };
        let keeps: &[&str] = match name {
            "td" | "th" => &["tr"],
            "tr" => &["tbody", "thead", "tfoot"],
            "col" => &["colgroup"],
            _ => &[],
        };
        let keep = self.stack.iter().rposition(|open| keeps.contains(&open.name.as_str())).filter(|at| *at > table);
        self.pop_to(keep.unwrap_or(table) + 1);
        self.unclosed.clear();
        if matches!(name, "td" | "th") && keep.is_none() {
            self.stack.push(Element { name: "tr".to_owned(), ..Element::default() });
        }
        true
    }

    /// Opens the cell that is missing around something in a table.
    pub(super) fn open_cell(&mut self) {
        let line = self.stack.last().map_or(1, |open| open.line);
        if !self.is_current("tr") {
            self.stack.push(Element { name: "tr".to_owned(), line, ..Element::default() });
        }
        self.stack.push(Element { name: "td".to_owned(), line, ..Element::default() });
    }
}
