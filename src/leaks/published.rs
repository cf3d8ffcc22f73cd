//! How to reach the people of a column, as the column itself publishes it.

use super::contacts::{Contact, contacts};
use crate::diagnostics::{FilePath, Findings};
use crate::source::COLUMN_FILE;
use crate::yaml::{self, Node, Value};

/// The setting that says how to reach servers, not people. Nobody sees it.
const PUBLISH: &str = "publish";

/// Returns the email addresses and telephone numbers in the text of `column.yaml`, without those of servers.
pub fn contacts_of_settings(text: &str) -> Vec<Contact> {
    // Its mistakes are reported where the settings are read.
    let mut ignored = Findings::new(&FilePath::from(COLUMN_FILE));
    let settings = yaml::parse(text, 0, &mut ignored);
    let mut found = Vec::new();
    for pair in settings.pairs().iter().filter(|pair| pair.key != PUBLISH) {
        add(&pair.node, &mut found);
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
