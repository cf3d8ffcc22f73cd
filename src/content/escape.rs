//! Escapes text for HTML and XML, as the Markdown library itself does.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Appends the text of an element. Quotes stay as they are: they mean nothing there, and a letter has many.
pub fn push_text(html: &mut String, text: &str) {
    // Writing into a String cannot fail.
    let _ = escape_html_body_text(html, text);
}

/// Appends the value of an attribute, without the quotes around it.
pub fn push_attribute(html: &mut String, value: &str) {
    // Writing into a String cannot fail.
    let _ = escape_html(html, value);
}

/// Appends an address as the value of an attribute, percent-encoded where necessary.
pub fn push_href(html: &mut String, address: &str) {
    // Writing into a String cannot fail.
    let _ = escape_href(html, address);
}

/// Returns the text of an element, escaped.
pub fn escaped_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 9 / 8);
    push_text(&mut html, text);
    html
}

/// Returns the value of an attribute, escaped.
pub fn escaped_attribute(value: &str) -> String {
    let mut html = String::with_capacity(value.len() * 9 / 8);
    push_attribute(&mut html, value);
    html
}
