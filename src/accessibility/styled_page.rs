//! The stylesheets of a page, and what the selectors of its root see.

use super::html_page::HtmlPage;
use crate::theme::{RootElement, StyledPage};

/// Returns what the colors of a page follow from.
pub(super) fn styled_page(page: &HtmlPage) -> StyledPage {
    let words = |list: &str| list.to_ascii_lowercase();
    let sheets = page.elements().map(|(_, element)| element).filter(|element| {
        let rel = element.attribute("rel").map(words).unwrap_or_default();
        let is_sheet = rel.split_ascii_whitespace().any(|word| word == "stylesheet") && !rel.contains("alternate");
        element.name == "link" && is_sheet && element.attribute("disabled").is_none()
    });
    let sheets = sheets.filter_map(|element| {
        Some((element.attribute("href")?.to_owned(), element.attribute("media").unwrap_or_default().to_owned()))
    });
    let root = |name: &'static str| {
        let found = page.elements().find(|(_, element)| element.name == name);
        RootElement { name, attributes: found.map(|(_, element)| element.attributes.clone()).unwrap_or_default() }
    };
    StyledPage { sheets: sheets.collect(), elements: [root("html"), root("body")] }
}
