//! The replies below a letter.

use std::borrow::Cow;

use serde::Serialize;

use super::links::{LinkView, PersonLink};
use crate::render::view_cache::Cached;

/// The replies below a letter.
#[derive(Hash, Serialize)]
pub struct RepliesView<'a> {
    /// Number of replies that can be read.
    pub count: usize,
    /// Those that answer the letter or a part of it, oldest first; the others are in their `answers`.
    pub threads: Vec<ReplyView<'a>>,
    /// True if no more replies are taken.
    pub closed: bool,
    /// The page with the rules for replies; null if the column names none.
    pub policy: Option<LinkView<'a>>,
    /// The email address for reports of replies that break the rules; null if the column has none.
    pub report_to: Option<&'a str>,
}

/// One reply.
#[derive(Hash, Serialize)]
pub struct ReplyView<'a> {
    /// Its id on the page: `reply-jane`.
    pub anchor: &'a str,
    /// Its file below `content/replies/`, without `.md`: it says in a mail which reply is meant.
    pub file: String,
    /// `reader`, `asker`, `columnist`, or `removed`: then only its answers are shown.
    pub by: &'static str,
    /// The reader's own name, or the asker's pen name, plain; null without one, and for a columnist.
    pub name: Option<&'a str>,
    /// The columnist or guest; null for others.
    pub person: Option<Cached<PersonLink<'a>>>,
    /// The day it was written; null if it was removed.
    pub date: Option<&'a str>,
    /// Its text, HTML; null if it was removed.
    pub html: Option<Cow<'a, str>>,
    /// What it answers, if its place does not show that: a part of the letter, or a reply that is not right above; else null.
    pub to: Option<AnsweredView<'a>>,
    /// True in a preview if it is held back.
    pub unpublished: bool,
    /// The answers to it, oldest first; nested twice at most. Later ones follow in the same list.
    pub answers: Vec<ReplyView<'a>>,
}

/// The part of a letter, or the reply, that a reply answers.
#[derive(Hash, Serialize)]
pub struct AnsweredView<'a> {
    /// Its anchor on the page: `q1-sm`, `reply-jane`.
    pub anchor: &'a str,
    /// `question`, `answer`, `note`, `update`, or `reply`.
    pub kind: &'static str,
    /// Who wrote it: `reader`, `asker`, `columnist` or `removed`; of a question `asker`, of a note or an update `editor`.
    pub by: &'static str,
    /// The name of who wrote it, plain; null if there is none to show.
    pub name: Option<&'a str>,
}
