//! The tags of HTML in Markdown: which of them stay, and with what.

use std::ops::Range;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HtmlTag {
    pub(super) range: Range<usize>,
    /// In small letters.
    pub(super) name: String,
    pub(super) is_end: bool,
    pub(super) attributes: Vec<(String, String)>,
}

/// The elements that stay in a text.
const STAYS: [&str; 52] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The elements of which only the words stay.
const DROPPED: [&str; 19] = [
    "article", "aside", "big", "blink", "button", "center", "div", "font", "footer", "h1", "header", "hgroup", "label",
    "main", "nav", "nobr", "section", "span", "tt",
];

/// Elements without content.
const VOID: [&str; 7] = ["br", "hr", "img", "wbr", "input", "source", "col"];

/// The attributes that stay.
const ATTRIBUTES: [&str; 12] =
    ["alt", "cite", "colspan", "datetime", "dir", "href", "id", "lang", "open", "rowspan", "src", "start"];

/// Finds the tags in HTML, without those in comments.
pub(super) fn tags(html: &str) -> Vec<HtmlTag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        match tag(html, start) {
            Some(tag) => {
                at = tag.range.end;
                found.push(tag);
            }
            None => at = start + 1,
        }
    }
    found
}

/// Reads the tag at a place.
pub(super) fn tag(html: &str, start: usize) -> Option<HtmlTag> {
    let rest = html.get(start + 1..)?;
    let is_end = rest.starts_with('/');
    let name_start = usize::from(is_end);
    let name: String = rest[name_start..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect::<String>()
        .to_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut at = name_start + name.len();
    let mut attributes = Vec::new();
    loop {
        let left = rest[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        at = rest.len() - left.len();
        if left.starts_with('>') {
            return Some(HtmlTag { range: start..start + at + 2, name, is_end, attributes });
        }
        let length = left.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(left.len());
        if length == 0 {
            return None;
        }
        let key = left[..length].to_lowercase();
        let after = left[length..].trim_start();
        let (value, rest_of_tag) = match after.strip_prefix('=').map(str::trim_start) {
            Some(value) => attribute_value(value)?,
            None => ("", &left[length..]),
        };
        attributes.push((key, value.to_owned()));
        at = rest.len() - rest_of_tag.len();
    }
}

fn attribute_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quote @ ('"' | '\'')) = text.chars().next() {
        return text[1..].split_once(quote);
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>')?;
    Some(text.split_at(end))
}

impl HtmlTag {
    /// Returns the value of an attribute, with its references decoded as far as addresses have them.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'"))
    }

    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }

    /// Returns what stays of the tag, without attributes that say how something looks; empty for one that does nothing else.
    /// `None` for a name that is not known: it is text.
    pub(super) fn plain(&self, address: Option<&str>) -> Option<String> {
        if DROPPED.contains(&self.name.as_str()) {
            return Some(String::new());
        }
        STAYS.contains(&self.name.as_str()).then(|| self.with_attributes(address))
    }

    fn with_attributes(&self, address: Option<&str>) -> String {
        if self.is_end {
            return format!("</{}>", self.name);
        }
        let mut tag = format!("<{}", self.name);
        for (name, value) in self.attributes.iter().filter(|(name, _)| ATTRIBUTES.contains(&name.as_str())) {
            let value = if matches!(name.as_str(), "href" | "src") { address.unwrap_or(value) } else { value };
            tag.push(' ');
            tag.push_str(name);
            if !value.is_empty() || name == "alt" {
                tag.extend(["=\"", &value.replace('"', "&quot;"), "\""]);
            }
        }
        tag + ">"
    }
}

/// Returns true if each tag that opens something closes it, too, and the other way around.
pub(super) fn is_balanced(tags: &[HtmlTag]) -> bool {
    const OPTIONAL: [&str; 9] = ["p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead"];
    let is_optional = |tag: &HtmlTag| OPTIONAL.contains(&tag.name.as_str());
    let mut open: Vec<&HtmlTag> = Vec::new();
    for tag in tags.iter().filter(|tag| !tag.is_void()) {
        if !tag.is_end {
            open.push(tag);
            continue;
        }
        while open.last().is_some_and(|last| last.name != tag.name && is_optional(last)) {
            open.pop();
        }
        match open.last() {
            Some(last) if last.name == tag.name => drop(open.pop()),
            _ if is_optional(tag) => {}
            _ => return false,
        }
    }
    open.iter().all(|tag| is_optional(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_attributes() {
        let html = "<div class=\"a>b\" markdown=1><!-- <x> --><IMG src='a&amp;b' alt=c /></div> a < b <3 <open";
        let shown: Vec<String> = tags(html)
            .iter()
            .map(|tag| format!("{}{} {:?}", if tag.is_end { "/" } else { "" }, tag.name, tag.attributes))
            .collect();
        assert_eq!(
            shown,
            [
                "div [(\"class\", \"a>b\"), (\"markdown\", \"1\")]",
                "img [(\"src\", \"a&amp;b\"), (\"alt\", \"c\")]",
                "/div []"
            ]
        );
        let plain = |html: &str| tags(html)[0].plain(None);
        assert_eq!(plain("<sup style=\"a\" id=b onclick=c>").as_deref(), Some("<sup id=\"b\">"));
        assert_eq!(plain("<font color=red>").as_deref(), Some(""));
        assert_eq!(plain("</center>").as_deref(), Some(""));
        assert_eq!(plain("<Name of Boss>"), None);
    }

    #[test]
    fn what_opens_closes() {
        for html in ["<p>a", "<ul><li>a<li>b</ul>", "a<br>b", "<table><tr><td>a</table>", "<!-- <b> -->"] {
            assert!(is_balanced(&tags(html)), "{html}");
        }
        for html in ["<div>", "</div>", "<b><i></b></i>", "<details><summary>a</summary>"] {
            assert!(!is_balanced(&tags(html)), "{html}");
        }
    }
}
