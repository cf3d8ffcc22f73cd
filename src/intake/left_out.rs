//! The words of a mail that are not in the letter made of it. They are kept for the columnist alone, so that a wrong guess loses
//! nothing.

use super::forwarded::name_and_address;
use super::row::TextRow;

/// The most characters that are kept.
const MOST: usize = 10_000;

/// The line below the kept words if there were more.
const CUT: &str = "[the rest is in the mail itself]";

/// Words that were left out of a letter, in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    lines: Vec<String>,
}

impl LeftOut {
    /// Adds lines that belong together.
    pub(super) fn add<'r>(&mut self, rows: impl IntoIterator<Item = &'r TextRow>) {
        let mut is_apart = !self.lines.is_empty();
        for row in rows {
            if row.is_empty() {
                is_apart = !self.lines.is_empty();
                continue;
            }
            if is_apart {
                self.lines.push(String::new());
                is_apart = false;
            }
            let signs = ">".repeat(row.depth);
            let space = if row.depth > 0 { " " } else { "" };
            self.lines.push(format!("{signs}{space}{}", row.text));
        }
    }

    /// Returns true if nothing was left out.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Hides the address of the mailbox that the mail went to. It is the columnist's own, and she may publish it.
    pub(super) fn hide_address(&mut self, address: &str) {
        if address.contains('@') {
            for line in &mut self.lines {
                *line = line.replace(address, "[your address]");
            }
        }
    }

    /// Hides the address in the line above an answered mail. It is the columnist's own, too.
    pub(super) fn hide_answered(&mut self, attribution: &str) {
        if let (_, Some(address)) = name_and_address(attribution) {
            self.hide_address(&address);
        }
    }

    /// Returns the lines, as far as they are kept.
    pub(super) fn lines(&self) -> Vec<&str> {
        let mut kept = Vec::new();
        let mut room = MOST;
        for line in &self.lines {
            let count = line.chars().count();
            if count > room {
                let end = line.char_indices().nth(room).map_or(line.len(), |(end, _)| end);
                kept.extend([&line[..end], CUT]);
                break;
            }
            room -= count;
            kept.push(line);
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_belong_together_are_a_paragraph() {
        let mut left_out = LeftOut::default();
        left_out.add(&[TextRow::plain("", 0), TextRow::plain("Sol wrote:", 0), TextRow::plain("Hello", 1)]);
        left_out.add(&[TextRow::default()]);
        left_out.add(&[TextRow::plain("Jane", 0), TextRow::default(), TextRow::default(), TextRow::plain("B", 2)]);
        assert_eq!(left_out.lines(), ["Sol wrote:", "> Hello", "", "Jane", "", ">> B"]);
    }

    #[test]
    fn the_end_of_much_text_is_said() {
        let mut left_out = LeftOut::default();
        left_out.add(&[TextRow::plain(&"ä".repeat(MOST - 1), 0), TextRow::plain("more", 0)]);
        assert_eq!(left_out.lines()[1..], ["m", CUT]);
    }

    #[test]
    fn the_columnists_own_address_is_hidden() {
        let mut left_out = LeftOut::default();
        let line = "On Thu, Nov 26, 2026 at 9:00 AM Sol <sol@desk.example> wrote:";
        left_out.add(&[TextRow::plain(line, 0), TextRow::plain("boss@lib.example, letters@desk.example", 1)]);
        left_out.hide_answered(line);
        left_out.hide_address("letters@desk.example");
        left_out.hide_address("");
        let shown =
            ["On Thu, Nov 26, 2026 at 9:00 AM Sol <[your address]> wrote:", "> boss@lib.example, [your address]"];
        assert_eq!(left_out.lines(), shown);
    }
}
