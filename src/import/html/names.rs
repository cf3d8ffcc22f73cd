//! The names of elements, by how a browser's parser treats them.

/// Elements without content.
const VOID: [&str; 20] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "spacer", "track", "wbr",
];

/// Elements that begin a line of their own and close an open paragraph.
const BLOCK: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];

/// Elements that a browser opens again in the next paragraph if they were not closed in theirs.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is not part of the text.
const UNREAD: [&str; 11] =
    ["embed", "frameset", "iframe", "noembed", "noframes", "script", "style", "template", "textarea", "title", "head"];

/// Returns true for an element without content.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Returns true for an element that begins a line of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCK.binary_search(&name).is_ok()
}

/// Returns true for an element that goes on in the next paragraph until it is closed.
pub(super) fn is_formatting(name: &str) -> bool {
    FORMATTING.binary_search(&name).is_ok()
}

/// Returns true for an element whose content is not part of the text.
pub(super) fn is_unread(name: &str) -> bool {
    UNREAD.contains(&name)
}

/// Returns true for a heading.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Returns true for a part of a table that is no cell.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr")
}

/// Returns true for an element that keeps end tags in it from closing what is around it.
pub(super) fn is_boundary(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "object" | "button" | "marquee" | "applet")
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, FORMATTING};

    #[test]
    fn names_are_in_order() {
        assert!(BLOCK.is_sorted() && FORMATTING.is_sorted());
    }
}
