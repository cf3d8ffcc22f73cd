//! The result of converting a post.

use super::earlier::FileOrigin;
use super::programs::ListedProgram;
use super::report::Note;

/// A text to write.
#[derive(Debug)]
pub(super) struct ConvertedText {
    /// The path under `content/`.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) origin: FileOrigin,
}

/// An uploaded file to copy.
#[derive(Debug)]
pub(super) struct FileCopy {
    /// The path under `content/`.
    pub(super) path: String,
    /// The position among the files that came along.
    pub(super) at: usize,
    /// The key of its old address.
    pub(super) key: String,
}

/// The files of a post, and what is to be said of it.
#[derive(Debug, Default)]
pub(super) struct Converted {
    /// The files to write. The post's own comes first.
    pub(super) texts: Vec<ConvertedText>,
    /// The uploaded files to copy.
    pub(super) copies: Vec<FileCopy>,
    pub(super) notes: Vec<Note>,
    /// The programs that the post lists by their names.
    pub(super) programs: Vec<ListedProgram>,
    /// True if it is a letter with a question and an answer.
    pub(super) is_letter: bool,
}
