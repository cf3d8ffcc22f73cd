//! The ids of a page, and all that names one.

use std::collections::BTreeMap;

use super::fault::PageFault;
use super::html_page::{HtmlPage, PageElement};
use crate::diagnostics::closest;

/// The attributes that name ids.
const NAMING: [&str; 9] = [
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "list",
];

/// The elements that a label can be for.
const FIELDS: [&str; 7] = ["button", "input", "meter", "output", "progress", "select", "textarea"];

/// Returns what is wrong with the ids of a page.
pub(super) fn faults(page: &HtmlPage) -> Vec<PageFault> {
    let mut firsts: BTreeMap<&str, &PageElement> = BTreeMap::new();
    let mut found = Vec::new();
    for (_, element) in page.elements() {
        let Some(id) = element.attribute("id").filter(|id| !id.is_empty()) else { continue };
        match firsts.get(id) {
            Some(first) => found.extend(repeated(id, first, element)),
            None => {
                firsts.insert(id, element);
            }
        }
    }
    for (_, element) in page.checked() {
        found.extend(target(page, element, &firsts));
        found.extend(named(element, &firsts));
    }
    found
}

fn repeated(id: &str, first: &PageElement, second: &PageElement) -> Option<PageFault> {
    let message = format!("two elements of the page have the id `{id}`, and links to it lead to the first one only");
    let fault = |element: &PageElement| PageFault::new("id", element, message.clone());
    match (&first.mark, &second.mark) {
        (None, None) => None,
        (Some(one), Some(other)) if one == other => {
            Some(fault(second).help("give each its own id, such as one that ends with `{{ loop.index }}`"))
        }
        (Some(_), Some(_)) => Some(fault(second).related(first, "the first one").help("give one of them another id")),
        (Some(_), None) | (None, Some(_)) => {
            let own = if first.mark.is_some() { first } else { second };
            let new = format!("`id=\"_{id}\"`");
            Some(fault(own).help(format!("write {new}: no heading of a text gets an id that begins with `_`")))
        }
    }
}

/// Looks for the target of a link within the page. `#` and `#top` lead to its top.
fn target(page: &HtmlPage, link: &PageElement, ids: &BTreeMap<&str, &PageElement>) -> Option<PageFault> {
    let address = link.attribute("href").filter(|_| matches!(&*link.name, "a" | "area"))?;
    let written = address.trim().strip_prefix('#')?;
    let id = percent_encoding::percent_decode_str(written).decode_utf8_lossy();
    let is_anchor =
        |id: &str| page.elements().any(|(_, element)| element.name == "a" && element.attribute("name") == Some(id));
    let is_top = id.is_empty() || id.eq_ignore_ascii_case("top") || id.starts_with(":~:");
    if is_top || ids.contains_key(&*id) || is_anchor(&id) {
        return None;
    }
    let message = format!("nothing on the page has the id `{id}`, so this link leads nowhere");
    let fault = PageFault::new("target", link, message);
    Some(match closest(&id, ids.keys().copied()) {
        Some(near) => fault.help(format!("did you mean `#{near}`?")),
        None => fault.help(format!("write `id=\"{id}\"` in the tag of what it leads to, or remove the link")),
    })
}

/// Looks for the ids that the attributes of an element name.
fn named(element: &PageElement, ids: &BTreeMap<&str, &PageElement>) -> Vec<PageFault> {
    let mut found = Vec::new();
    for name in NAMING.into_iter().filter(|name| !is_for_later(element, name)) {
        let value = element.attribute(name).unwrap_or_default();
        if let Some(id) = value.split_ascii_whitespace().find(|id| !ids.contains_key(id)) {
            let fault =
                PageFault::new(name, element, format!("`{name}` names the id `{id}`, which nothing on the page has"));
            found.push(match closest(id, ids.keys().copied()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("give that id to what is meant, or remove `{name}`")),
            });
        }
        let field = ids.get(value.trim()).filter(|_| name == "for" && element.name == "label");
        if let Some(other) = field.filter(|other| !is_field(other)) {
            let message = format!("`for` names `{}`, which is `<{}>` and no field", value.trim(), other.name);
            found.push(PageFault::new("for", element, message).help("give the id to the field"));
        }
    }
    found
}

/// Returns true for an element that a label can be for. One of a name with a hyphen may be one.
pub(super) fn is_field(element: &PageElement) -> bool {
    FIELDS.contains(&&*element.name) || element.name.contains('-')
}

/// Returns true if what an attribute names may be made later, by a script, once it is opened.
fn is_for_later(element: &PageElement, name: &str) -> bool {
    let is = |name: &str, value: &str| element.attribute(name) == Some(value);
    let is_closed = is("aria-expanded", "false") || is("aria-selected", "false") || is("role", "tab");
    matches!(name, "aria-controls" | "aria-owns") && (is_closed || element.attribute("aria-haspopup").is_some())
}
