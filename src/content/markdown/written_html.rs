//! The addresses in the author's own HTML, where they are written.

use std::ops::Range;

/// An address as it is written in a Markdown file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAddress {
    /// The bytes of the file, without quotes or angle brackets around them.
    pub range: Range<usize>,
    /// The address that they mean: without backslashes and character references.
    pub address: String,
}

/// The attributes whose value is one address.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

/// The attribute whose value is a list of pictures, each with its size after it.
const PICTURES: &str = "srcset";

/// Returns the addresses in the attributes of the tags in a range of a text.
pub(super) fn addresses_in_tags(text: &str, range: Range<usize>) -> Vec<WrittenAddress> {
    let html = &text[range.clone()];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(tag) = html[at..].find('<').map(|tag| at + tag) {
        at = tag + 1;
        if !html[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        at += html[at..].find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(0);
        while let Some(attribute) = WrittenAttribute::at(html, &mut at) {
            found.extend(attribute.addresses(html));
        }
    }
    for address in &mut found {
        address.range = range.start + address.range.start..range.start + address.range.end;
    }
    found
}

/// An attribute of a tag, as written.
struct WrittenAttribute {
    name: String,
    value: Range<usize>,
}

impl WrittenAttribute {
    /// Returns the next attribute of a tag, and moves on to what follows it; `None` at the end of the tag.
    fn at(html: &str, at: &mut usize) -> Option<Self> {
        let is_between = |c: char| c.is_ascii_whitespace() || c == '/';
        *at += html[*at..].find(|c: char| !is_between(c))?;
        if html[*at..].starts_with('>') {
            return None;
        }
        let length = html[*at..].find(|c: char| is_between(c) || c == '>' || c == '=')?;
        let name = html[*at..*at + length].to_ascii_lowercase();
        // A sign of its own is no name, and must not be found again.
        *at += length.max(usize::from(length == 0));
        let rest = html[*at..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { return Some(Self { name, value: *at..*at }) };
        let value = value.trim_start();
        let start = html.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (start, end) = match quote {
            Some(quote) => (start + 1, start + 1 + html[start + 1..].find(quote)?),
            None => (start, start + value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        *at = end + usize::from(quote.is_some());
        Some(Self { name, value: start..end })
    }

    fn addresses(&self, html: &str) -> Vec<WrittenAddress> {
        let address = |range: Range<usize>| {
            let written = &html[range.clone()];
            let start = range.start + (written.len() - written.trim_start().len());
            let range = start..start + written.trim().len();
            WrittenAddress { address: html[range.clone()].replace("&amp;", "&"), range }
        };
        if ADDRESSES.contains(&self.name.as_str()) {
            return vec![address(self.value.clone())];
        }
        if self.name != PICTURES {
            return Vec::new();
        }
        let mut start = self.value.start;
        let pictures = html[self.value.clone()].split(',').map(|picture| {
            let lead = picture.len() - picture.trim_start().len();
            let length = picture.trim_start().find(|c: char| c.is_ascii_whitespace());
            let length = length.unwrap_or(picture.trim_start().len());
            let range = start + lead..start + lead + length;
            start += picture.len() + 1;
            address(range)
        });
        pictures.collect()
    }
}
