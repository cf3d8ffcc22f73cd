//! The names in a `tags.yaml` alone, for whoever adds to it.

use super::vocabulary::Vocabulary;
use crate::diagnostics::FilePath;
use crate::language::Typography;
use crate::source::{SourceFile, VOCABULARY_FILE};

/// Returns the labels and synonyms in the text of a `tags.yaml`, whatever mistakes it has.
pub fn names_in_vocabulary(text: &str) -> Vec<String> {
    let file = SourceFile::new(&FilePath::from(VOCABULARY_FILE), text);
    let vocabulary = Vocabulary::parse(&file, &Typography::default()).into_value(&mut Vec::new());
    vocabulary.names().map(str::to_owned).collect()
}
