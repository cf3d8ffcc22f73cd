//! The elements of a page one by one: whether each has the words that it needs, and can be reached.

use super::fault::PageFault;
use super::html_page::{HtmlPage, PageElement};
use super::ids::is_field;
use super::words::{has_name, has_words};

/// Returns what is wrong with the elements of a page.
pub(super) fn faults(page: &HtmlPage) -> Vec<PageFault> {
    let mut found = Vec::new();
    for (number, element) in page.checked() {
        found.extend(without_words(page, number, element));
        found.extend(order_of_keys(element));
        found.extend(nested(page, number, element));
        if matches!(element.attribute("role"), Some("none" | "presentation")) {
            continue;
        }
        found.extend(match &*element.name {
            "img" => picture(element),
            "area" if element.attribute("href").is_some() => picture(element),
            "input" if is_type(element, "image") => picture(element),
            "iframe" => frame(element),
            "input" | "select" | "textarea" => field(page, element),
            "label" => label(page, number, element),
            "table" => table(page, number, element),
            _ => None,
        });
    }
    found
}

fn is_type(element: &PageElement, name: &str) -> bool {
    element.attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case(name))
}

fn is_link(element: &PageElement) -> bool {
    element.name == "a" && element.attribute("href").is_some()
}

fn is_button(element: &PageElement) -> bool {
    element.name == "button" || element.attribute("role") == Some("button")
}

/// Links and buttons without words.
fn without_words(page: &HtmlPage, number: usize, element: &PageElement) -> Option<PageFault> {
    let (what, hears) = match &*element.name {
        _ if is_link(element) => ("link", "where it leads"),
        _ if is_button(element) => ("button", "what it does"),
        "summary" => ("`<summary>`", "what it opens"),
        "input" if is_type(element, "button") && !element.has_words_in("value") => ("button", "what it does"),
        _ => return None,
    };
    if has_name(page, number) {
        return None;
    }
    let message = format!("this {what} has no words, so people who listen to the page do not learn {hears}");
    let fault = PageFault::new("words", element, message);
    let picture = page.inside(number).find(|(_, inner)| inner.name == "img");
    // That is another fault, and words in its `alt` end this one, too.
    if picture.is_some_and(|(_, picture)| picture.is_checked() && picture.attribute("alt").is_none()) {
        return None;
    }
    Some(match (picture, &*element.name) {
        (Some(_), _) => fault.help(format!("say {hears} in the `alt` of its picture")),
        (None, "input") => fault.help("write the words as its `value`"),
        (None, _) => fault.help("write words into it, or say them in an `aria-label`"),
    })
}

fn picture(element: &PageElement) -> Option<PageFault> {
    let has_alt = if element.name == "img" { element.attribute("alt").is_some() } else { element.has_words_in("alt") };
    (!element.is_named() && !has_alt).then(|| {
        let what = if element.name == "img" { "picture" } else { "part of a picture" };
        let message = format!("this {what} has no `alt`, so people who cannot see it hear the name of its file");
        let fault = PageFault::new("alt", element, message).help("say in `alt=\"…\"` what it shows");
        if element.name == "img" { fault.help("write `alt=\"\"` if it only decorates the page") } else { fault }
    })
}

fn frame(element: &PageElement) -> Option<PageFault> {
    (!element.is_named()).then(|| {
        let message = "this `<iframe>` has no `title`, so people who listen to the page do not learn what is in it";
        PageFault::new("frame", element, message).help("say in `title=\"…\"` what it shows")
    })
}

/// Fields that nothing names. What is in a field until somebody types is no name.
fn field(page: &HtmlPage, element: &PageElement) -> Option<PageFault> {
    let kind = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    let is_other = ["hidden", "submit", "reset", "button", "image"].contains(&&*kind) && element.name == "input";
    if is_other || element.is_named() || has_label(page, element) {
        return None;
    }
    let message = "nothing says what this field is for";
    let fault = PageFault::new("label", element, message).help("put it into a `<label>` with a few words");
    let is_hint = element.has_words_in("placeholder");
    Some(if is_hint {
        fault.help("keep the `placeholder` for an example: it is gone once somebody types")
    } else {
        fault
    })
}

/// Returns true if a label is for a field, or may be meant to be: one that is for nothing is a fault of its own.
fn has_label(page: &HtmlPage, field: &PageElement) -> bool {
    let id = field.attribute("id").filter(|id| !id.is_empty());
    page.elements().filter(|(_, label)| label.name == "label").any(|(number, label)| {
        let is_for = match label.attribute("for") {
            Some(named) => Some(named) == id || !page.has_id(named),
            None => page.around(field).any(|around| std::ptr::eq(around, label)) || is_for_nothing(page, number, label),
        };
        is_for && has_words(page, number)
    })
}

fn is_for_nothing(page: &HtmlPage, number: usize, label: &PageElement) -> bool {
    label.attribute("for").is_none() && !page.inside(number).any(|(_, inner)| is_field(inner))
}

/// Labels that are for nothing.
fn label(page: &HtmlPage, number: usize, element: &PageElement) -> Option<PageFault> {
    is_for_nothing(page, number, element).then(|| {
        let message = "this `<label>` is for no field";
        let fault = PageFault::new("label for", element, message);
        fault
            .help("put its field into it, or name the field's id in `for=\"…\"`")
            .help("write `<span>` if it labels none")
    })
}

/// Tables without headings for their rows or columns.
fn table(page: &HtmlPage, number: usize, element: &PageElement) -> Option<PageFault> {
    let has = |wanted: &str| page.inside(number).any(|(_, inner)| inner.name == wanted);
    let has_roles =
        page.inside(number).any(|(_, inner)| matches!(inner.attribute("role"), Some("columnheader" | "rowheader")));
    (has("td") && !has("th") && !has_roles).then(|| {
        let message = "no cell of this table is a `<th>`, so people who listen to it do not learn what its cells mean";
        let fault = PageFault::new("table", element, message);
        let help = "write `<th scope=\"col\">` or `<th scope=\"row\">` for the cells that name a column or a row";
        fault.help(help).help("write `<table role=\"presentation\">` if it only places things side by side")
    })
}

/// A `tabindex` that changes the order of the page.
fn order_of_keys(element: &PageElement) -> Option<PageFault> {
    let index = element.attribute("tabindex")?.trim();
    index.parse::<i64>().ok().filter(|index| *index > 0).map(|_| {
        let message =
            format!("`tabindex=\"{index}\"` takes the keyboard through the page in another order than it is read");
        PageFault::new("tabindex", element, message).help("write `tabindex=\"0\"`, or remove it")
    })
}

/// Links and buttons with others in them: what a click or a key does is then not clear.
fn nested(page: &HtmlPage, number: usize, element: &PageElement) -> Option<PageFault> {
    if !is_link(element) && !is_button(element) {
        return None;
    }
    let is_active = |inner: &PageElement| {
        let is_field = matches!(&*inner.name, "input" | "select" | "textarea") && !is_type(inner, "hidden");
        is_link(inner) || is_button(inner) || is_field
    };
    let (_, inner) = page.inside(number).find(|(_, inner)| is_active(inner))?;
    let (outer, name) = (&element.name, &inner.name);
    let message = format!("`<{name}>` is in `<{outer}>`, so what a click or a key does there is not clear");
    let place = if inner.mark.is_some() { inner } else { element };
    Some(PageFault::new("nested", place, message).help(format!("end `<{outer}>` before `<{name}>` begins")))
}
