//! How to reach the people of a column, as the column itself publishes it.

use super::contacts::{Contact, contacts};
use crate::diagnostics::{FilePath, Findings, Span};
use crate::source::COLUMN_FILE;
use crate::yaml::{self, Node, Value};

/// The setting that says how to reach servers, not people. Nobody sees it.
const PUBLISH: &str = "publish";

/// The field of a page that nobody sees.
const PRIVATE: &str = "private";

/// Returns the email addresses and telephone numbers in the text of `column.yaml` or of a list, without those of servers. What a
/// comment says is not published.
pub fn contacts_of_settings(text: &str) -> Vec<Contact> {
    contacts_of_fields(&fields(text, 0))
}

/// Returns those in the front matter of a page, and in the HTML of its text.
pub fn contacts_of_page(text: &str, html: &str) -> Vec<Contact> {
    let mut found = front_matter(text).map(|fields| contacts_of_fields(&fields)).unwrap_or_default();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        found.extend(contacts(before));
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    found.extend(contacts(rest));
    found
}

/// Returns the names of all fields in the front matter of a text, by their spans.
pub fn names_of_fields(text: &str) -> Vec<Span> {
    let mut names = Vec::new();
    if let Some(fields) = front_matter(text) {
        add_names(&fields, &mut names);
    }
    names
}

fn add_names(node: &Node, names: &mut Vec<Span>) {
    if let Value::List(items) = &node.value {
        for item in items {
            add_names(item, names);
        }
    }
    for pair in node.pairs() {
        names.push(pair.key_span);
        add_names(&pair.node, names);
    }
}

/// Returns the fields between the first two lines `---`.
fn front_matter(text: &str) -> Option<Node> {
    let above = text.len() - text.trim_start().len();
    let start = above + text[above..].find('\n').filter(|_| text[above..].starts_with("---"))? + 1;
    let end = start + text[start..].find("\n---").map_or(text.len() - start, |end| end + 1);
    Some(fields(&text[start..end], start))
}

fn fields(text: &str, offset: usize) -> Node {
    // Their mistakes are reported where they are read.
    yaml::parse(text, offset, &mut Findings::new(&FilePath::from(COLUMN_FILE)))
}

fn contacts_of_fields(fields: &Node) -> Vec<Contact> {
    let mut found = Vec::new();
    for pair in fields.pairs().iter().filter(|pair| pair.key != PUBLISH && pair.key != PRIVATE) {
        found.extend(contacts(&pair.key));
        add(&pair.node, &mut found);
    }
    // A list of texts has no names.
    if fields.pairs().is_empty() {
        add(fields, &mut found);
    }
    found
}

fn add(node: &Node, found: &mut Vec<Contact>) {
    match &node.value {
        Value::Scalar { text, .. } => found.extend(contacts(text)),
        Value::List(items) => {
            for item in items {
                add(item, found);
            }
        }
        Value::Map(pairs) => {
            for pair in pairs {
                found.extend(contacts(&pair.key));
                add(&pair.node, found);
            }
        }
        Value::Null | Value::Unreadable => {}
    }
}
