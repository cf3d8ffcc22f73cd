//! A tag with a quotation mark that has no counterpart: `<a href="letter.md>`.

use std::ops::Range;

use super::elements;

/// A quotation mark without a counterpart.
pub(in crate::content) struct UnpairedQuote {
    /// What is wrong.
    pub(in crate::content) message: &'static str,
    /// The name of the tag.
    pub(in crate::content) name: &'static str,
    /// The bytes of the value, from its quotation mark on.
    pub(in crate::content) value: Range<usize>,
    /// The tag as it was meant.
    pub(in crate::content) tag: String,
}

/// The longest tag, in bytes.
const MAX_LENGTH: usize = 500;

/// Returns the quotation mark without a counterpart in the tag at the start of a text.
pub(in crate::content) fn unpaired_quote(text: &str) -> Option<UnpairedQuote> {
    let name = text.strip_prefix('<')?.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let element = elements::html(&name.to_ascii_lowercase())?;
    let text = &text[..text.floor_char_boundary(MAX_LENGTH)];
    let mut at = 1 + name.len();
    while let Some(equals) = text[at..].find(['=', '>', '<']).map(|found| at + found) {
        if !text[equals..].starts_with('=') {
            return None;
        }
        if !text[..equals].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let start = equals + 1 + text[equals + 1..].len() - text[equals + 1..].trim_start().len();
        let Some(quote) = text[start..].chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            let bare = text[start..].find(|c: char| c.is_whitespace() || c == '>').map(|found| start + found)?;
            let quote = text[start..bare].chars().next_back().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                let end = text[bare..].find('>').map(|found| bare + found + 1)?;
                let tag = format!("{}{quote}{}", &text[..start], &text[start..end]);
                let message = "this quotation mark in a tag is never opened";
                return Some(UnpairedQuote { message, name: element.name, value: start..bare, tag });
            }
            at = bare;
            continue;
        };
        let value = &text[start + 1..];
        let close = value.find(quote);
        let tag_end = value.find('>')?;
        // The next attribute's quotation mark closes it too late: `<a href="x target="_blank">`.
        let swallowed = close.and_then(|close| value[..close].strip_suffix('=')?.rfind(' '));
        let end = match close {
            Some(close) if close < tag_end && swallowed.is_none() => {
                at = start + 1 + close + 1;
                continue;
            }
            _ => swallowed.filter(|end| *end < tag_end).unwrap_or(value[..tag_end].trim_end_matches(['/', ' ']).len()),
        };
        let (before, after) = (&text[..start + 1 + end], &text[start + 1 + end..=start + 1 + tag_end]);
        let message = "this quotation mark in a tag is never closed";
        let tag = format!("{before}{quote}{after}");
        return Some(UnpairedQuote { message, name: element.name, value: start..start + 1 + end, tag });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unpaired_quote;

    #[test]
    fn the_tag_that_was_meant() {
        let meant = |text: &str| unpaired_quote(text).map(|found| found.tag);
        let cases = [
            ("<a href=\"x.md>words</a>", "<a href=\"x.md\">"),
            ("<a href=\"x.md target=\"_blank\">words</a>", "<a href=\"x.md\" target=\"_blank\">"),
            ("<a class=\"y\" href='x.md>words</a> isn't", "<a class=\"y\" href='x.md'>"),
            ("<img src=\"x.png />", "<img src=\"x.png\" />"),
            ("<a href=x.md\">words</a>", "<a href=\"x.md\">"),
            ("<a class=y href=\"x.md>a</a> \"b\"", "<a class=y href=\"x.md\">"),
        ];
        for (text, tag) in cases {
            assert_eq!(meant(text).as_deref(), Some(tag), "{text}");
        }
        for sound in [
            "<a href=\"x\">",
            "< a=\"b",
            "<b",
            "<a",
            "<3 =\"",
            "<unknown x=\"y>",
            "<a href=x>",
            "<i> = \"a>",
            "<b = \"c>",
        ] {
            assert_eq!(meant(sound), None, "{sound}");
        }
    }
}
