//! The attributes that a text may have, and what each holds.

use super::element::{Element, Namespace};

/// The content of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttributeKind {
    /// Words, numbers, keywords: whatever it says, it fetches and runs nothing.
    Text,
    /// The id of the element.
    Id,
    /// The address of a link.
    Link,
    /// The address of a file that the page shows.
    File,
    /// Addresses of files that the page shows, each with its size.
    Files,
    /// The address of a source, which no browser follows.
    Source,
    /// The address that a form is sent to.
    Form,
    /// An id on this page, with its `#`.
    Here,
    /// A value of CSS.
    Css,
}

/// Attributes of every element.
const GLOBAL: [&str; 10] =
    ["class", "dir", "hidden", "id", "lang", "role", "tabindex", "title", "translate", "xml:lang"];

/// Returns the content of an attribute of this element. `None` if the attribute is left out.
pub(super) fn content(element: &Element, namespace: Namespace, name: &str) -> Option<AttributeKind> {
    if name == "id" {
        return Some(AttributeKind::Id);
    }
    // What a screen reader says, and nothing else.
    let is_spoken = name.starts_with("aria-") && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if GLOBAL.contains(&name) || is_spoken {
        return Some(AttributeKind::Text);
    }
    if !element.attributes.contains(&name) {
        return None;
    }
    // `svg` and `math` are HTML's by name, and drawings by their attributes.
    if namespace != Namespace::Html || matches!(element.name, "svg" | "math") {
        return Some(if matches!(name, "href" | "xlink:href") { AttributeKind::Here } else { AttributeKind::Css });
    }
    Some(match name {
        "href" => AttributeKind::Link,
        "src" | "poster" => AttributeKind::File,
        "srcset" => AttributeKind::Files,
        "cite" => AttributeKind::Source,
        "action" => AttributeKind::Form,
        "usemap" => AttributeKind::Here,
        // An old anchor.
        "name" if element.name == "a" => AttributeKind::Id,
        _ => AttributeKind::Text,
    })
}

/// Functions of CSS that compute something from numbers.
const FUNCTIONS: [&str; 14] = [
    "calc",
    "hsl",
    "hsla",
    "matrix",
    "rgb",
    "rgba",
    "rotate",
    "scale",
    "scalex",
    "scaley",
    "skewx",
    "skewy",
    "translate",
    "url",
];

/// Returns true if a value of CSS cannot fetch anything: it has only functions that compute, and `url(#id)`.
pub(super) fn is_harmless(value: &str) -> bool {
    // Escapes and comments could hide a function's name.
    if !value.chars().all(|c| c.is_alphanumeric() || " \t\n.,;-+#%()_'\":/".contains(c)) || value.contains("/*") {
        return false;
    }
    value.match_indices('(').all(|(at, _)| {
        let before = &value[..at];
        let other = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let function = before[other.len()..].to_ascii_lowercase();
        let argument = value[at + 1..].trim_start_matches([' ', '\t', '\n', '\'', '"']);
        FUNCTIONS.contains(&function.as_str()) && (function != "url" || argument.starts_with('#'))
    })
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    #[test]
    fn css_fetches_nothing() {
        for value in ["red", "#00f", "url(#a)", "url('#a')", "rotate(45 10 10)", "M0 0L1,1z", "rgb(0, 0, 0)", ""] {
            assert!(is_harmless(value), "{value}");
        }
        for value in [
            "url(http://a/b)",
            "URL(//a)",
            "u\\72l(//a)",
            "url( 'a.png#b')",
            "image-set('a' 1x)",
            "image(a)",
            "/**/url(#a)",
            "url(#a) url(a)",
            "é(a)",
            "src('a')",
            "url(",
        ] {
            assert!(!is_harmless(value), "{value}");
        }
    }
}
