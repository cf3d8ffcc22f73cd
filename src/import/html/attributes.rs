//! Attributes of HTML as they are written.

use super::tree::Element;

/// Returns a value for an attribute between quotation marks.
pub(super) fn value(text: &str) -> String {
    let text: String = text.chars().filter_map(super::characters::cleaned).collect();
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;").replace('|', "&#124;")
}

/// Returns those of these attributes that an element has, each with a space before it: ` colspan="2"`.
pub(super) fn kept(element: &Element, names: &[&str]) -> String {
    let mut kept = String::new();
    for (name, text) in names.iter().filter_map(|name| Some((name, element.attribute(name)?))) {
        kept.extend([" ", name, "=\"", &value(text), "\""]);
    }
    kept
}

/// Returns the attributes that say in which language an element is, and in which direction it runs.
///
/// Word processors give a language to every word (`lang="EN-US"`); those are left out.
pub(super) fn language(element: &Element) -> String {
    let is_tag = |value: &str| {
        value.starts_with(|c: char| c.is_ascii_lowercase())
            && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let language = element.attribute("lang").filter(|value| is_tag(value));
    let direction = element.attribute("dir").filter(|value| value.eq_ignore_ascii_case("rtl"));
    let language = language.map(|value| format!(" lang=\"{value}\"")).unwrap_or_default();
    let direction = direction.map(|_| " dir=\"rtl\"".to_owned()).unwrap_or_default();
    language + &direction
}
