//! Whether an element has words that a screen reader can say.

use super::html_page::{HtmlPage, HtmlPart, PageElement};

/// Elements whose text is not read.
const SILENT: [&str; 4] = ["noscript", "script", "style", "template"];

/// Returns true if something names an element: its content, a label, or an attribute. Ids that do not exist are reported as
/// such.
pub(super) fn has_name(page: &HtmlPage, number: usize) -> bool {
    let Some(element) = page.element(number) else { return false };
    element.is_named() || has_words(page, number)
}

/// Returns true if there are words in an element: text, or pictures with words of their own.
pub(super) fn has_words(page: &HtmlPage, number: usize) -> bool {
    let end = page.element(number).map_or(0, |element| element.end);
    let mut at = number + 1;
    while at < end {
        match &page.nodes[at] {
            HtmlPart::Text(text) if !text.trim().is_empty() => return true,
            HtmlPart::Element(inner) if is_silent(inner) => {
                at = inner.end;
                continue;
            }
            HtmlPart::Element(inner) if says_something(inner) => return true,
            HtmlPart::Text(_) | HtmlPart::Element(_) => {}
        }
        at += 1;
    }
    false
}

fn is_silent(element: &PageElement) -> bool {
    let is_own = |name: &str| element.attribute(name).is_some();
    SILENT.contains(&&*element.name) || is_own("hidden") || element.attribute("aria-hidden") == Some("true")
}

fn says_something(element: &PageElement) -> bool {
    let is_button = matches!(element.attribute("type"), Some("button" | "reset" | "submit"));
    let value = match &*element.name {
        "img" | "area" => "alt",
        "input" if is_button => "value",
        _ => "aria-labelledby",
    };
    ["aria-label", "title", value].iter().any(|name| element.has_words_in(name))
}
