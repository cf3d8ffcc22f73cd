//! The errors of a publish, in words for the columnist.

use super::remote_manifest::{NoteError, REMOTE_MANIFEST};
use crate::disk::DiskError;
use crate::output::OutputError;
use crate::site_path;

/// The most paths that one message lists.
const MAX_LISTED: usize = 10;

/// The longest message of a server that we pass on, in characters.
const MAX_SHOWN: usize = 200;

/// A publish failed, or the destination cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file could not be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// `.callslip-published` is damaged, or not ours.
    #[error("{}", unreadable(*.0))]
    Unreadable(NoteError),
    /// The destination holds files that we did not upload.
    #[error(
        "these files are already {place}, are different, and were not uploaded by callslip:\n{}\nmove them away; or, if \
             they are an earlier version of the column, run `callslip publish --replace`",
        listed(paths)
    )]
    Foreign {
        /// The place of the destination: [`super::Remote::place`].
        place: String,
        /// The paths of the files.
        paths: Vec<String>,
    },
    /// Folders hold files that we did not upload, and files of the column belong in their place. These are the paths of
    /// the files in them.
    #[error(
        "the column has files with the same names as folders there; these files in them were not uploaded by \
             callslip:\n{}\nmove them away, and publish again",
        listed(.0)
    )]
    Occupied(Vec<String>),
    /// Links at the destination, in the place of folders. These are their paths.
    #[error(
        "these are shortcuts (links) there, and callslip does not follow them:\n{}\nput folders in their place, and \
             publish again",
        listed(.0)
    )]
    Linked(Vec<String>),
    /// The destination takes the two paths for one.
    #[error("this place cannot tell {0} from {1}; rename one of them")]
    SameName(String, String),
    /// The destination cannot be used. This is the message for the user.
    #[error("{0}")]
    Remote(String),
    /// Another program failed.
    #[error("{program} failed: {message}")]
    Program {
        /// The name of the program, with its subcommand.
        program: String,
        /// The error message of the program.
        message: String,
    },
}

fn unreadable(error: NoteError) -> String {
    let help = error.help();
    format!(
        "callslip's list of its files at this place ({REMOTE_MANIFEST}) cannot be used: {error}. Nothing was changed. \
         {help}"
    )
}

fn listed(paths: &[String]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| printable(path)).collect();
    site_path::listed(&paths, MAX_LISTED)
}

/// Returns the beginning of a text that came from elsewhere, fit for a terminal: without control characters, and without
/// characters that turn the direction of what follows.
pub(super) fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = text.trim_end().chars().take(MAX_SHOWN);
    shown.map(|c| if c.is_control() || turns(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_does_nothing_to_the_terminal() {
        assert_eq!(
            printable("No space\u{1b}[31m\r\nleft\u{202e} \n"),
            "No space\u{fffd}[31m\u{fffd}\u{fffd}left\u{fffd}"
        );
        assert_eq!(printable(&"é".repeat(300)), "é".repeat(200));
    }

    #[test]
    fn of_many_paths_ten_are_listed() {
        let paths = (0..12).map(|number| format!("{number}.html")).collect();
        let error = PublishError::Foreign { place: "there".to_owned(), paths };
        assert!(error.to_string().contains("  9.html\n  and 2 more\nmove them away"));
    }
}
