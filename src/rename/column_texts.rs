//! All texts of a column, and the same with some of them edited: a rename is tried in memory before anything is written.

use std::path::Path;

use jiff::Timestamp;

use super::error::RenameError;
use super::moved::Moved;
use super::text_edit::{FileEdits, applied};
use crate::config::Config;
use crate::content::{Vocabulary, WrittenFields, written_fields};
use crate::diagnostics::FilePath;
use crate::pipeline::{self, Cache, Column, Files, Options};
use crate::source::{self, Layer, SourceFile, Sources};

/// The texts of a column.
pub(super) struct ColumnTexts {
    pub(super) column_file: SourceFile,
    pub(super) sources: Sources,
}

impl ColumnTexts {
    pub(super) fn read(root: &Path) -> Result<Self, RenameError> {
        // What is wrong with a file is left to `check`.
        let mut ignored = Vec::new();
        let column_file = source::read_column_file(root)?.into_value(&mut ignored);
        Ok(Self { column_file, sources: source::read_content(root)?.into_value(&mut ignored) })
    }

    /// Returns the vocabulary; an empty one if there is none.
    pub(super) fn vocabulary(&self, config: &Config) -> Vocabulary {
        let file = self.sources.vocabulary.as_ref();
        file.map(|file| Vocabulary::parse(file, &config.typography).value).unwrap_or_default()
    }

    /// Returns a Markdown file.
    pub(super) fn get(&self, path: &str) -> Option<&SourceFile> {
        self.sources.texts.iter().find(|file| *file.path == *path)
    }

    /// Returns the fields of a Markdown file.
    pub(super) fn fields(&self, path: &str) -> Option<WrittenFields> {
        self.get(path).and_then(written_fields)
    }

    /// Returns the text of any file that a rename may change.
    pub(super) fn text(&self, path: &str) -> Option<&SourceFile> {
        let lists = self.sources.vocabulary.iter().chain([&self.column_file]);
        lists.into_iter().find(|file| *file.path == *path).or_else(|| self.get(path))
    }

    /// Returns the column with these edits, and files at other places. The edits are in order.
    pub(super) fn edited(&self, edits: &FileEdits, moved: &Moved) -> Self {
        let edit = |file: &SourceFile| {
            let path = FilePath::from(moved.path(&file.path));
            match edits.get(&file.path) {
                Some(edits) => SourceFile::new(&path, &applied(&file.text, edits)),
                None => SourceFile { path, ..file.clone() },
            }
        };
        let Sources { texts, vocabulary, glossary, attachments, unreadable } = &self.sources;
        let mut texts: Vec<SourceFile> = texts.iter().map(edit).collect();
        texts.sort_by(|one, other| one.path.cmp(&other.path));
        let mut attachments = attachments.clone();
        for file in &mut attachments {
            file.path = moved.path(&file.path).into();
        }
        attachments.sort_by(|one, other| one.path.cmp(&other.path));
        let new = edits.get(source::VOCABULARY_FILE).filter(|_| vocabulary.is_none());
        let new = new.map(|edits| SourceFile::new(&source::VOCABULARY_FILE.into(), &applied("", edits)));
        let sources = Sources {
            texts,
            vocabulary: vocabulary.as_ref().map(edit).or(new),
            glossary: glossary.clone(),
            attachments,
            unreadable: unreadable.clone(),
        };
        Self { column_file: edit(&self.column_file), sources }
    }

    /// Returns the column that these texts make, with all that is not published yet. The theme has no part in it.
    pub(super) fn understood(&self, clock: Timestamp) -> Column {
        let files = Files::from_memory(self.column_file.clone(), self.sources.clone(), Layer::new(None, []), &[]);
        let options = Options { clock, as_of: None, base_url: None, unpublished: true };
        pipeline::understand(files, &options, Cache::default()).0
    }
}
