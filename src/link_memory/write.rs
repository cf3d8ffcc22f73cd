//! Writes `links.yaml`: an address a paragraph, in alphabetical order, so that a version control system shows what changed.

use std::fmt::Write;

use super::{LinkMemory, LinkRecord};

/// The first lines of the file.
const HEAD: &str = "\
# What `callslip links` found out about the addresses that this column links to. It reads the file the next time.
# If a page is there, and callslip cannot see it, replace the lines below its address by `  skip: yes`.
";

impl LinkMemory {
    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        // Both are sorted, and no address is in both.
        let mut skipped = self.skipped.iter().peekable();
        for (address, record) in &self.records {
            while let Some(before) = skipped.next_if(|skipped| *skipped < address) {
                skip(&mut text, before);
            }
            let _ = write!(text, "\n{address}:\n{}", record.lines());
        }
        skipped.for_each(|address| skip(&mut text, address));
        text
    }
}

fn skip(text: &mut String, address: &str) {
    let _ = write!(text, "\n{address}:\n  skip: yes\n");
}

impl LinkRecord {
    fn lines(&self) -> String {
        let day = |day: jiff::civil::Date| day.to_string();
        let fields = [
            ("verdict", Some(self.verdict.word().to_owned())),
            ("answer", self.answer.clone()),
            ("moved_to", self.moved_to.clone()),
            ("since", self.since.map(day)),
            ("asked", Some(day(self.asked))),
            ("first_worked", self.first_worked.map(day)),
            ("last_worked", self.last_worked.map(day)),
            ("archived", self.archived.clone()),
        ];
        fields.into_iter().filter_map(|(name, value)| Some(format!("  {name}: {}\n", value?))).collect()
    }
}
