//! A letter that has come in, before it is a file of the column.

use jiff::Timestamp;

use super::identity::fingerprint;
use super::left_out::LeftOut;
use super::mail_words::MailSubject;
use super::row::{TextRow, tree};
use crate::import::html::HtmlNode;

/// A letter or a reply, and all that is known of it.
#[derive(Debug, Default, Clone)]
pub struct Incoming {
    /// The subject, without what programs add.
    pub subject: String,
    /// The sender's name.
    pub name: Option<String>,
    /// The sender's address.
    pub email: Option<String>,
    /// True if she wrote that name into a form, not into the settings of her mail program.
    pub is_of_form: bool,
    /// When it came.
    pub received: Option<Timestamp>,
    /// The identity by which it is recognized when it comes again.
    pub id: String,
    /// The names of the files that came with it.
    pub attachments: Vec<String>,
    /// The name that the sender wants to be called by; empty if she was asked and gave none.
    pub pen_name: Option<String>,
    /// The letter that it answers, as a form names it.
    pub letter: Option<String>,
    /// The reply or the turn that it answers, as a form names it.
    pub to: Option<String>,
    /// The other answers to a form, by the names of its fields.
    pub others: Vec<(String, String)>,
    /// True if a mail was quoted, and left out.
    pub has_quotation: bool,
    /// The lines of a signature, which were left out.
    pub signature: Vec<String>,
    /// The words that are not in its text.
    pub(super) left_out: LeftOut,
    /// The lines of the text.
    pub(super) rows: Vec<TextRow>,
}

impl Incoming {
    /// Returns the text, in lines.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.rows.iter().map(|row| row.text.as_str())
    }

    /// Returns true if the mail has words that are not in the text.
    pub fn has_left_out(&self) -> bool {
        !self.left_out.is_empty()
    }

    /// Returns the text, in paragraphs, or in lines where those were not broken by a program.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs: Vec<String> = Vec::new();
        for row in &self.rows {
            match paragraphs.last_mut().filter(|_| row.continues) {
                Some(open) => open.extend([" ", &row.text]),
                None => paragraphs.push(row.text.clone()),
            }
        }
        paragraphs
    }

    /// Returns the letter that it answers, as a form or the subject names it: `The drums upstairs [loud-drums]`, or
    /// `Reply to loud-drums`.
    pub fn named_letter(&self) -> Option<&str> {
        let in_brackets = self.subject.strip_suffix(']').and_then(|start| start.rsplit_once('[')).map(|(_, name)| name);
        let after_words = || {
            let start = self.subject.get(..REPLY_TO.len())?;
            start
                .eq_ignore_ascii_case(REPLY_TO)
                .then(|| self.subject[REPLY_TO.len()..].trim_matches(['"', '“', '”', ' ']))
        };
        let named = self.letter.as_deref().or(in_brackets).or_else(after_words);
        named.map(str::trim).filter(|name| !name.is_empty())
    }

    /// Returns its text as a tree.
    pub(super) fn tree(&self) -> Vec<HtmlNode> {
        tree(&self.rows)
    }

    /// Gives it a subject, without what programs add.
    pub(super) fn set_subject(&mut self, subject: &MailSubject) {
        self.subject.clone_from(&subject.words);
    }

    /// Gives it an identity that follows from what it says, if it has none of its own.
    pub(super) fn identify(&mut self) {
        let is_plain = self.id.len() < LONGEST_ID
            && self.id.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\<>".contains(&byte));
        if !is_plain {
            self.id = fingerprint([self.id.as_str()].into_iter());
        }
        if self.id.is_empty() {
            let said =
                [&self.subject, self.name.as_deref().unwrap_or_default(), self.email.as_deref().unwrap_or_default()];
            let lines = self.lines().filter(|line| !line.is_empty());
            self.id = fingerprint(said.into_iter().chain(lines));
        }
    }
}

/// The longest identity that is written as it is.
const LONGEST_ID: usize = 200;

/// How the subject of a reply may begin.
const REPLY_TO: &str = "reply to ";
