//! What a tag alone says to those who hear a page, or use it without a mouse (WCAG 2.2): names, and what keeps them out.

use super::element::Element;
use super::messages;
use super::tokens::StartTag;
use crate::diagnostics::Diagnostic;
use crate::language::is_language_tag;

/// What is known of a tag once its attributes were read.
#[derive(Default)]
pub(in crate::content) struct Access {
    /// The words in its place: of a picture, or of a part of one.
    pub(in crate::content) alt: Option<String>,
    /// True if attributes name it, or say that nobody needs a name.
    pub(in crate::content) is_named: bool,
    /// True if nobody is to hear or see it.
    pub(in crate::content) is_hidden: bool,
    /// The ids that it refers to, each with the attribute.
    pub(in crate::content) references: Vec<(String, String)>,
}

/// Attributes that hold ids of other elements.
const REFERENCES: [&str; 10] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
];

impl Access {
    /// Reads the attributes of a tag.
    pub(super) fn of(tag: &StartTag) -> Self {
        let mut access = Self::default();
        for attribute in &tag.attributes {
            let (name, value) = (attribute.name.as_str(), attribute.value.trim());
            match name {
                "alt" => access.alt = Some(value.to_owned()),
                "aria-label" | "aria-labelledby" | "title" => access.is_named |= !value.is_empty(),
                "aria-hidden" => access.is_hidden |= value == "true",
                "hidden" => access.is_hidden = true,
                "role" => access.is_named |= matches!(value, "presentation" | "none"),
                "type" if tag.name == "input" => {
                    access.is_named |= matches!(value, "hidden" | "submit" | "reset" | "button");
                }
                _ => {}
            }
            if REFERENCES.contains(&name) {
                access.references.extend(value.split_whitespace().map(|id| (name.to_owned(), id.to_owned())));
            }
        }
        access
    }
}

/// Returns what is wrong with the attributes of a tag, whatever is in its element.
pub(super) fn check(element: &Element, tag: &StartTag) -> Option<Diagnostic> {
    let value = |name: &str| {
        let found = tag.attributes.iter().find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value.trim())
    };
    let language = value("lang").filter(|language| !language.is_empty() && !is_language_tag(language));
    if let Some(language) = language {
        return Some(messages::no_language(language));
    }
    if let Some(index) = value("tabindex").filter(|index| index.parse::<i32>().is_ok_and(|index| index > 0)) {
        return Some(messages::out_of_order(index));
    }
    match element.name {
        "img" if value("alt").is_none() => Some(messages::no_alternative()),
        "area" if value("href").is_some() && value("alt").unwrap_or_default().is_empty() => {
            Some(messages::unnamed_area())
        }
        "audio" | "video" if value("controls").is_none() => Some(messages::no_controls(element.name)),
        _ => None,
    }
}
