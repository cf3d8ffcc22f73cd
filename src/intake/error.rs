//! Why a letter cannot be read, in the words of whoever brings it.

use thiserror::Error;

/// A file that gives no letter.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum IntakeError {
    /// There is nothing in the file.
    #[error("{0} is empty")]
    Empty(String),
    /// The file is of another kind.
    #[error("{name} is {what}; {help}")]
    OtherKind {
        /// The file, as it was named.
        name: String,
        /// The kind, with its article.
        what: &'static str,
        /// The way to bring the letter in anyway.
        help: &'static str,
    },
    /// Several mails are in one file.
    #[error(
        "{name} holds {count} mails, and one letter is read at a time; in your mail program, save the one mail by itself"
    )]
    SeveralMails {
        /// The file, as it was named.
        name: String,
        /// The number of mails.
        count: usize,
    },
    /// The mail can be read only with its recipient's key.
    #[error(
        "{0} is encrypted, so it cannot be read here; open it in your mail program, copy its text into a file of plain text, and \
         read that: `--from letter.txt`"
    )]
    Encrypted(String),
    /// The mail is wrapped in its signature.
    #[error(
        "the text of {0} is inside its digital signature, where it cannot be read; open it in your mail program, copy its text into a \
         file of plain text, and read that: `--from letter.txt`"
    )]
    InSignature(String),
    /// Nobody wrote anything.
    #[error("{name} has no text of its own{rest}")]
    NoWords {
        /// The file, as it was named.
        name: String,
        /// The content that it has instead, and the way to bring the letter in anyway.
        rest: String,
    },
    /// No letter is so long.
    #[error(
        "the text in {0} is longer than any letter; copy the letter itself into a file of plain text, and read that"
    )]
    TooLong(String),
    /// The mail is damaged.
    #[error(
        "{0} is no mail that can be read; copy the letter's text into a file of plain text, and read that: `--from letter.txt`"
    )]
    Damaged(String),
    /// A table without rows, or without a column for the words.
    #[error("{name} {what}")]
    NoRow {
        /// The file, as it was named.
        name: String,
        /// The mistake, and what to do.
        what: String,
    },
}
