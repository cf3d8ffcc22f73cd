//! Letters and replies in, from what her mail program or a form service gives: a mail, a page, a text, a row of a table.
//!
//! *Input:* the bytes of a file, and its name. *Output:* an [`Incoming`], and then the text of a draft.
//!
//! *Invariant:* it is pure: nothing is read, fetched, or written here, and attachments are only named. Any bytes give a letter
//! or a message, and a letter that comes again is recognized.

mod attribution;
mod capitalized;
mod charset;
mod error;
mod fields;
mod footer_words;
mod form;
mod form_columns;
mod forwarded;
mod html_text;
mod identifying;
mod identity;
mod incoming;
mod kind;
mod left_out;
mod mail;
mod mail_text;
mod mail_words;
mod markdown;
mod pen_name;
mod plain_text;
mod prompts;
mod question;
mod quoting;
mod reply;
mod row;
mod service_mail;
mod sign_off;
mod signature;
mod signed_text;

pub use error::IntakeError;
pub use form::FormRow;
pub use identifying::CommonNames;
pub use identity::known;
pub use incoming::Incoming;
pub use question::{DraftFile, DraftOptions, question_draft};
pub use reply::reply_draft;

use self::kind::IntakeKind;
use self::plain_text::TextFlow;
use self::quoting::{MailContext, own_words};

/// The letters in a file.
#[derive(Debug, Default)]
pub struct ReadLetters {
    /// The letters.
    pub letters: Vec<Incoming>,
    /// The rows of a table that have no letter, each as a sentence.
    pub without_words: Vec<String>,
}

impl From<Incoming> for ReadLetters {
    fn from(letter: Incoming) -> Self {
        Self { letters: vec![letter], without_words: Vec::new() }
    }
}

/// Reads what came in a file. `name` is that of the file as it is to be shown, and `row` says which rows of a table are read.
pub fn read(bytes: &[u8], name: &str, row: FormRow) -> Result<ReadLetters, IntakeError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty(name.to_owned()));
    }
    match kind::kind_of(bytes, name)? {
        IntakeKind::Mail => Ok(mail::read(bytes, name)?.into()),
        IntakeKind::Table => form::read(bytes, name, row),
        IntakeKind::Html => of_rows(html_text::rows(&charset::decoded(bytes, None)), name),
        IntakeKind::Text => of_rows(plain_text::rows(&charset::decoded(bytes, None), TextFlow::default()), name),
    }
}

/// Returns the letter in a text that somebody may have copied out of a mail.
fn of_rows(rows: Vec<row::TextRow>, name: &str) -> Result<ReadLetters, IntakeError> {
    if row::is_too_long(&rows) {
        return Err(IntakeError::TooLong(name.to_owned()));
    }
    let own = own_words(rows, MailContext::default());
    if own.rows.is_empty() {
        let rest = "; copy the letter's text into it".to_owned();
        return Err(IntakeError::NoWords { name: name.to_owned(), rest });
    }
    let mut incoming = Incoming {
        has_quotation: own.has_quotation,
        signature: own.signature,
        left_out: own.left_out,
        rows: own.rows,
        ..Incoming::default()
    };
    if let Some(head) = own.head {
        incoming.set_subject(&head.subject);
        (incoming.name, incoming.email) = forwarded::name_and_address(&head.from);
    }
    incoming.identify();
    Ok(incoming.into())
}
