//! Addresses as Markdown writes them.

use std::ops::Range;

/// Returns the place of the address behind the words of a link, from the end of the words on.
pub(super) fn destination(text: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let behind = text.get(from..end)?;
    word(text, from + behind.find("](")? + 2, end)
}

/// Returns the place of an address that begins here after white space (`CommonMark` 0.31, section 6.3).
pub(super) fn word(text: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let behind = text.get(from..end)?;
    let start = from + behind.len() - behind.trim_start().len();
    let address = &text[start..end];
    if address.starts_with('<') {
        return Some(start..start + address.find('>')? + 1);
    }
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, c) in address.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    Some(start..end)
}

/// Returns an address as Markdown and HTML can have it.
pub(super) fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' => encoded.push_str("%20"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '"' => encoded.push_str("%22"),
            c if c.is_control() => {}
            c => encoded.push(c),
        }
    }
    encoded
}
