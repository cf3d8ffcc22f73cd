//! Templates of which each HTML tag says where it is written, so that a tag of a page leads back to its line. What `{{ … }}`
//! prints, such as the text of a letter, has no marks.

use std::fmt::Write;

use super::template_html::html_tags;
use super::template_source::TemplateSource;
use super::template_tags::{PRINTED, html_only};
use crate::diagnostics::{FilePath, Span};

/// The attribute that says where a tag is written. No theme has one of that name.
pub const MARK: &str = "_written-at";

/// Returns the text of a template with a mark in each tag: the number of the template, and the bytes of the tag's start.
pub(super) fn marked(text: &str, number: usize) -> String {
    let html = html_only(text);
    let mut marked = String::with_capacity(2 * text.len());
    let mut copied = 0;
    for tag in html_tags(text) {
        let range = tag.range;
        // The name may go on with what is printed: `<h{{ level }}>`.
        let rest = &html[range.end..];
        let is_name = |c: char| c == PRINTED || c.is_ascii_alphanumeric() || c == '-';
        let end = range.end + rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        marked.push_str(&text[copied..end]);
        let _ = write!(marked, " {MARK}=\"{number}-{}-{}\"", range.start, range.end);
        copied = end;
    }
    marked + &text[copied..]
}

/// Returns the place that a mark leads to.
pub(super) fn place(sources: &[TemplateSource], mark: &str) -> Option<(FilePath, Span)> {
    let mut numbers = mark.split('-').map(|number| number.parse::<usize>().ok());
    let (number, start, end) = (numbers.next()??, numbers.next()??, numbers.next()??);
    Some((sources.get(number)?.file.path.clone(), Span::new(start..end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_says_where_it_is() {
        for (text, expected) in [
            ("<p class=\"a\">b</p><br/>", "<p @3-0-2 class=\"a\">b</p><br @3-18-21/>"),
            ("{# <p> #}<h{{ n }} id=\"a\">{{ \"<b>\" }}", "{# <p> #}<h{{ n }} @3-9-11 id=\"a\">{{ \"<b>\" }}"),
            ("<p{% if a %} class=\"b\"{% endif %}>", "<p @3-0-2{% if a %} class=\"b\"{% endif %}>"),
            ("<script>\"<p>\"</script><!-- <p> -->é", "<script @3-0-7>\"<p>\"</script><!-- <p> -->é"),
        ] {
            let mut parts = marked(text, 3);
            for tag in html_tags(text) {
                let mark = format!("3-{}-{}", tag.range.start, tag.range.end);
                parts = parts.replace(&format!("{MARK}=\"{mark}\""), &format!("@{mark}"));
            }
            assert_eq!(parts, expected);
        }
    }
}
