//! The result of converting a post.

use super::programs::ListedProgram;
use super::report::Note;

/// The files of a post, and what is to be said of it.
#[derive(Debug, Default)]
pub(super) struct Converted {
    /// The files to write: the path under `content/`, and the text. The post's own comes first.
    pub(super) texts: Vec<(String, String)>,
    /// The uploaded files to copy: the path under `content/`, and the position among those that came along.
    pub(super) copies: Vec<(String, usize)>,
    pub(super) notes: Vec<Note>,
    /// The programs that the post lists by their names.
    pub(super) programs: Vec<ListedProgram>,
    /// True if it is a letter with a question and an answer.
    pub(super) is_letter: bool,
}
