//! What a list of results says of each page, in files of 16 slots.

use super::file::FileText;
use super::page::{PlacedPage, SearchPage};

/// The slots of a file. A list of ten results needs ten files of a large column, so they are small.
pub(super) const SLOTS_OF_FILE: usize = 16;

/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 100;

/// Returns the texts of the files of lines.
pub(super) fn page_texts(lines: &[String]) -> Vec<FileText> {
    let text = |lines: &[String]| {
        let mut text = FileText::new("pages", lines.iter().map(|line| line.len() + 1).sum());
        text.push_escaped(&lines.join("\n"));
        text
    };
    lines.chunks(SLOTS_OF_FILE).map(text).collect()
}

/// Returns the lines of the slots of pages: all but the first of a page say that it goes on.
pub(super) fn slot_lines(pages: &[PlacedPage<'_, '_>]) -> Vec<String> {
    let of_page = |placed: &PlacedPage<'_, '_>| {
        let more = (1..placed.slots()).map(|_| "^".to_owned());
        [line(placed.page)].into_iter().chain(more)
    };
    pages.iter().flat_map(of_page).collect()
}

fn line(page: &SearchPage<'_>) -> String {
    let ids = page.sections.iter().map(|section| if section.id.is_empty() { "-" } else { &section.id });
    let fields = [
        page.kind.initial().to_string(),
        one_line(page.address),
        one_line(&page.title),
        one_line(&page.date),
        one_line(&page.subjects.join(" · ")),
        one_line(&ids.collect::<Vec<_>>().join(" ")),
        shortened(one_line(&page.description)),
    ];
    fields.join("\t")
}

/// Returns a text without line breaks, tabs, and runs of spaces.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == ' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
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
