//! What a list of results says of each page, in files of 32 slots; and the descriptions of pages, in files of 256 slots.

use std::borrow::Cow;

use super::file::FileText;
use super::page::{PlacedPage, SearchPage};

/// The slots of a file of pages. Each result of a large column needs another file, so they are small.
pub(super) const SLOTS_OF_FILE: usize = 32;

/// The slots of a file of descriptions. Only a site that is opened from the disk needs them, because it cannot fetch pages.
pub(super) const DESCRIPTIONS_OF_FILE: usize = 256;

/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 100;

/// A line and a description for each slot. Those of a page that has several are at the first; the others say that it goes on.
#[derive(Default)]
pub(super) struct SlotLines {
    lines: Vec<String>,
    descriptions: Vec<String>,
}

impl SlotLines {
    /// Returns the lines of the slots of pages.
    pub(super) fn of(pages: &[PlacedPage<'_, '_>]) -> Self {
        let mut slots = Self::default();
        for placed in pages {
            slots.lines.push(line(placed.page));
            slots.descriptions.push(shortened(one_line(&placed.page.description).into_owned()));
            for _ in 1..placed.slots() {
                slots.lines.push("^".to_owned());
                slots.descriptions.push(String::new());
            }
        }
        slots
    }

    /// Returns the texts of the files of lines.
    pub(super) fn page_texts(&self) -> Vec<FileText> {
        texts("pages", &self.lines, SLOTS_OF_FILE)
    }

    /// Returns the texts of the files of descriptions.
    pub(super) fn description_texts(&self) -> Vec<FileText> {
        texts("descriptions", &self.descriptions, DESCRIPTIONS_OF_FILE)
    }
}

fn texts(kind: &'static str, lines: &[String], slots_of_file: usize) -> Vec<FileText> {
    let text = |lines: &[String]| {
        let mut text = FileText::new(kind, lines.iter().map(|line| line.len() + 1).sum());
        text.push_escaped(&lines.join("\n"));
        text
    };
    lines.chunks(slots_of_file).map(text).collect()
}

fn line(page: &SearchPage<'_>) -> String {
    let ids = page.sections.iter().map(|section| if section.id.is_empty() { "-" } else { &section.id });
    let fields = [
        Cow::Owned(page.kind.initial().to_string()),
        one_line(page.address),
        one_line(&page.title),
        one_line(&page.date),
        Cow::Owned(one_line(&page.subjects.join(" · ")).into_owned()),
        Cow::Owned(one_line(&ids.collect::<Vec<_>>().join(" ")).into_owned()),
    ];
    fields.join("\t")
}

/// Returns a text without line breaks, tabs, and runs of spaces.
fn one_line(text: &str) -> Cow<'_, str> {
    let is_one = !text.contains("  ") && !text.contains(char::is_control) && text.trim_matches(' ').len() == text.len();
    if is_one {
        return Cow::Borrowed(text);
    }
    let parts = text.split(|c: char| c.is_control() || c == ' ').filter(|part| !part.is_empty());
    Cow::Owned(parts.collect::<Vec<_>>().join(" "))
}

/// Returns a text that is not too long: up to the last space before that, if there is one.
fn shortened(mut text: String) -> String {
    let Some((most, _)) = text.char_indices().nth(LONGEST_DESCRIPTION) else { return text };
    let last = text[..most].char_indices().next_back().map_or(0, |(at, _)| at);
    let end = text[..most].rfind(' ').unwrap_or(last);
    text.truncate(end);
    text.push('…');
    text
}
