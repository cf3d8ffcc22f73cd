//! The elements that end where another begins, although their end tags are left out.

/// The elements that end a paragraph.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
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
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
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

/// Elements from which no start tag within them closes what is around.
const SCOPES: [&str; 9] = ["button", "caption", "html", "object", "svg", "table", "td", "template", "th"];

/// Returns how many of the open elements stay open when an element of this name begins. `None` if all do.
pub(super) fn closed_by<'n>(
    name: &str,
    open: impl DoubleEndedIterator<Item = &'n str> + ExactSizeIterator,
) -> Option<usize> {
    let (closes, scopes): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "option" => (&["option"], &["select", "datalist"]),
        "optgroup" => (&["option", "optgroup"], &["select"]),
        "tr" => (&["tr"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
        "body" => (&["head"], &["html"]),
        name if BLOCKS.contains(&name) => (&["p"], &SCOPES),
        _ => return None,
    };
    let mut inward = open.enumerate().rev();
    let (at, innermost) = inward.find(|(_, one)| closes.contains(one) || scopes.contains(one) || *one == "template")?;
    closes.contains(&innermost).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_end_where_browsers_end_them() {
        for (open, name, stay) in [
            ("ul li p", "li", Some(1)),
            ("ul li ol", "li", None),
            ("dl dt", "dd", Some(1)),
            ("table tbody tr td", "tr", Some(2)),
            ("table tr td table tr td", "td", Some(5)),
            ("p button", "p", None),
            ("p a", "div", Some(0)),
            ("p", "span", None),
            ("li template", "li", None),
            ("html head", "body", Some(1)),
        ] {
            let open: Vec<&str> = open.split(' ').collect();
            assert_eq!(closed_by(name, open.iter().copied()), stay, "{name} in {open:?}");
        }
    }
}
