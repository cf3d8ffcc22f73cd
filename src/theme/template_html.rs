//! The HTML tags that a template writes itself, as a browser would read them. What `{{ … }}` prints is not known here.

use std::ops::Range;

use super::template_tags::{PRINTED, STATEMENT, html_only};

/// A start tag of a template.
#[derive(Debug)]
pub(super) struct MarkupTag {
    /// The name of the element, in lower case.
    pub(super) name: String,
    /// The bytes of the template from `<` to the name's end.
    pub(super) range: Range<usize>,
    pub(super) attributes: Vec<MarkupAttribute>,
    /// The bytes of what is in a script or a stylesheet; empty for other elements.
    pub(super) content: Range<usize>,
}

/// An attribute of a tag.
#[derive(Debug)]
pub(super) struct MarkupAttribute {
    /// Its name, in lower case.
    pub(super) name: String,
    /// The bytes of the name.
    pub(super) range: Range<usize>,
    /// The bytes of the value, without quotes.
    pub(super) value: Range<usize>,
    /// True if the value is the same on each page.
    pub(super) is_literal: bool,
}

impl MarkupTag {
    /// Returns the attribute of that name. `None` if the tag has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&MarkupAttribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// The elements whose content is no HTML.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Returns the start tags of a template, in order.
pub(super) fn html_tags(text: &str) -> Vec<MarkupTag> {
    let html = html_only(text);
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start + 1..];
        at = start + 1;
        if rest.starts_with("!--") {
            at = html[start..].find("-->").map_or(html.len(), |end| start + end + 3);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
            let (name, range) = (rest[..length].to_ascii_lowercase(), start..start + 1 + length);
            at = range.end;
            let Some(attributes) = attributes(&html, &mut at) else { continue };
            let end = if RAW.contains(&&*name) { end_of_raw(&html, at, &name) } else { at };
            tags.push(MarkupTag { name, range, attributes, content: at..end });
            at = end;
        }
    }
    tags
}

/// Returns the attributes of a tag, and moves on to what follows its `>`. `None` if it has no end.
fn attributes(html: &str, at: &mut usize) -> Option<Vec<MarkupAttribute>> {
    let is_space = |c: char| c.is_ascii_whitespace();
    let is_between = |c: char| is_space(c) || matches!(c, '/' | STATEMENT);
    let mut found = Vec::new();
    let mut here = *at;
    loop {
        here += html[here..].find(|c| !is_between(c))?;
        if html[here..].starts_with('>') {
            *at = here + 1;
            return Some(found);
        }
        let length = html[here..].find(|c| is_between(c) || matches!(c, '>' | '='))?.max(1);
        let range = here..html.ceil_char_boundary(here + length);
        here = range.end;
        let name = html[range.clone()].to_ascii_lowercase();
        let after = html[here..].trim_start_matches(is_space);
        let Some(value) = after.strip_prefix('=').map(|value| value.trim_start_matches(is_space)) else {
            found.push(MarkupAttribute { name, range, value: here..here, is_literal: true });
            continue;
        };
        let start = html.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => start + 1..start + 1 + html[start + 1..].find(quote)?,
            None => start..start + value.find(|c| is_space(c) || c == '>')?,
        };
        here = value.end + usize::from(quote.is_some());
        let is_literal = !html[value.clone()].contains([PRINTED, STATEMENT]);
        found.push(MarkupAttribute { name, range, value, is_literal });
    }
}

/// Returns the position of the end tag of an element whose content is no HTML.
fn end_of_raw(html: &str, from: usize, name: &str) -> usize {
    let ends = html[from..].match_indices("</").map(|(at, _)| from + at);
    let is_end = |at: &usize| html.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    ends.into_iter().find(is_end).unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let attribute =
            |one: &MarkupAttribute| format!(" {}={}", one.name.replace(PRINTED, "~"), &text[one.value.clone()]);
        let tag = |tag: MarkupTag| tag.name.clone() + &tag.attributes.iter().map(attribute).collect::<String>();
        html_tags(text).into_iter().map(tag).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        for (text, expected) in [
            ("<a\n  HREF = \"b > c\"\n>", "a href=b > c"),
            ("<a href='b' c d=e/>", "a href=b c= d=e/"),
            ("<a href=\"{{ asset(name=\"b>c\") }}\"d=\"e\">", "a href={{ asset(name=\"b>c\") }} d=e"),
            ("<a {% if b > c %}href=\"d\"{% endif %} {{ e }}>", "a href=d ~~~~~~~="),
            ("<a href=/{{ b | c }}/ d>", "a href=/{{ b | c }}/ d="),
            ("a < b <1> </p> <!-- <i> --> <{{ c }} d> {# <b> #}<x-y>", "x-y"),
            ("<script a>if (b<c && d>e) \"<p>\"</scr </SCRIPT><b>", "script a=|b"),
            ("{% raw %}<a b=\"{{ c }}\">{% endraw %}", "a b={{ c }}"),
            ("{{ \"<b>\" }}<a ==b \"c\">", "a ==b \"c\"="),
            ("<a href=\"b", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn no_text_is_a_panic() {
        for text in [
            "<",
            "<a",
            "<a ",
            "<a b",
            "<a b=",
            "<a b='",
            "<a é",
            "<a =é>",
            "<é>",
            "<!--",
            "<title>é</tit",
            "<a\u{1}é=é>",
        ] {
            html_tags(text);
        }
    }
}
