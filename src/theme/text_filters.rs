//! Filters of texts that templates of other tools have, in their words.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Kwargs, TeraResult, Value};

use super::html_tags::after_tag;
use crate::language::Transliteration;

/// Tags that end a word: what is on either side of them are two lines on the page.
const BREAKS: [&str; 20] = [
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "table",
    "tr",
    "td",
    "th",
    "hr",
    "dd",
];

/// What our own HTML is escaped with, and the spaces that authors write.
const SIGNS: [(&str, &str); 7] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", "\u{a0}"),
    // The last, so that `&amp;lt;` becomes `&lt;`.
    ("&amp;", "&"),
];

/// `html | striptags`: the text of HTML, plain, with one space between words.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let tag = &rest[1..];
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        if !is_tag {
            text.push('<');
            rest = tag;
            continue;
        }
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if BREAKS.contains(&name) {
            text.push(' ');
        }
        rest = &rest[after_tag(rest.as_bytes())..];
    }
    text.push_str(rest);
    if text.contains('&') {
        text = SIGNS.iter().fold(text, |text, (sign, meant)| text.replace(sign, meant));
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The characters that stay as they are in a part of an address
/// (RFC 3986, section 2.3: <https://www.rfc-editor.org/rfc/rfc3986#section-2.3>).
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `text | urlencode`: a text as a part of an address. The end of a line is that of mails
/// (RFC 6068, section 5: <https://www.rfc-editor.org/rfc/rfc6068#section-5>).
pub(super) fn url_encoded(text: &str) -> String {
    let lines = text.lines().map(|line| utf8_percent_encode(line, &UNRESERVED).to_string());
    lines.collect::<Vec<_>>().join("%0D%0A")
}

/// `text | slugify`: lowercase letters, digits, and single hyphens.
pub(super) fn slug(text: &str) -> String {
    let plain = Transliteration::default().apply(text).to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.map(|word| word.replace('\'', "")).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// `text | truncate_words(length=20)`: the first words of a plain text, with `end` (`…` if left out) where it is cut.
pub(super) fn truncate_words(text: &str, arguments: &Kwargs) -> TeraResult<String> {
    let length = arguments.must_get::<usize>("length")?;
    let end = arguments.get::<&str>("end")?.unwrap_or("…");
    let words: Vec<&str> = text.split_whitespace().take(length.saturating_add(1)).collect();
    if words.len() <= length {
        return Ok(text.to_owned());
    }
    Ok(words[..length].join(" ").trim_end_matches([',', ';', ':', '.', '–', '—']).to_owned() + end)
}

/// Returns a value as text.
pub(super) fn plain(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::from)
}

#[cfg(test)]
mod tests {
    use super::without_tags;

    #[test]
    fn html_becomes_plain_text() {
        for (html, text) in [
            ("<p>One <em>two</em>.</p>\n<p>Three</p>", "One two. Three"),
            ("<p>a</p><p>b<br>c</p>", "a b c"),
            ("<a title=\"1 > 0\">x</a>y", "xy"),
            ("1 &lt; 2 &amp;lt; 3 &amp; 4", "1 < 2 &lt; 3 & 4"),
            ("1 < 2", "1 < 2"),
            ("a<!-- <b> -->c", "ac"),
            ("never <b", "never"),
            ("ä<b>ö</b>ü", "äöü"),
            ("", ""),
        ] {
            assert_eq!(without_tags(html), text, "{html}");
        }
    }
}
