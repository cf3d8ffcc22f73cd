//! The identity by which a letter is recognized when it comes a second time.

use crate::content::written_fields;
use crate::source::{Fingerprint, SourceFile};
use crate::yaml::Value;

/// The field under `private:` that a letter is recognized by.
pub(super) const FIELD: &str = "message_id";

/// Returns an identity that follows from these texts, whatever the spaces in them are.
pub(super) fn fingerprint<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut all = String::new();
    for text in texts {
        all.extend(text.split_whitespace().flat_map(|word| [word, " "]));
        all.push('\n');
    }
    format!("content-{}", Fingerprint::of(all.as_bytes()).short())
}

/// Returns the file that a letter with this identity has become, whatever its name is by now.
pub fn known<'s>(id: &str, texts: impl IntoIterator<Item = &'s SourceFile>) -> Option<&'s str> {
    let has_id = |file: &&SourceFile| {
        if id.is_empty() || !file.text.contains(id) {
            return false;
        }
        let Some(fields) = written_fields(file) else { return false };
        let private = fields.node.pairs().iter().find(|pair| pair.key == "private");
        let own = private.and_then(|private| private.node.pairs().iter().find(|pair| pair.key == FIELD));
        own.is_some_and(|own| matches!(&own.node.value, Value::Scalar { text, .. } if text == id))
    };
    texts.into_iter().find(has_id).map(|file| &*file.path)
}
