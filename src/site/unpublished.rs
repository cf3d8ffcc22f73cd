//! Entries that are not published yet.

use std::sync::Arc;

use jiff::Timestamp;

use super::{AssembleOptions, Parsed, Waiting};
use crate::content::{Entry, Reply, ReplyAuthor, When};
use crate::diagnostics::{FilePath, Span};

/// An entry or a reply that is not published.
#[derive(Debug, Clone)]
pub struct Unpublished {
    /// The file.
    pub file: FilePath,
    /// The title, plain; of a reply, words for it.
    pub title: String,
    /// Why it is not published.
    pub reason: UnpublishedReason,
    /// The time of its date; `None` if it is no letter, or has none.
    pub date: Option<Timestamp>,
    /// The span of its title in the file.
    pub span: Span,
    /// The other names of a program; empty for other entries.
    pub names: Vec<String>,
    /// The initials of a columnist; empty for other entries.
    pub initials: String,
    /// The columnist's task, if a reader sent it; `None` if it waits for nothing.
    pub waiting: Option<Waiting>,
}

/// The reason why an entry is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpublishedReason {
    /// `draft: yes`
    Draft,
    /// Its date is in the future.
    Scheduled(When),
}

impl UnpublishedReason {
    /// Returns the reason in words: "a draft", "appears on 2027-03-02 at 14:30".
    pub fn words(&self) -> String {
        match self {
            Self::Draft => "a draft".to_owned(),
            Self::Scheduled(when) => {
                let time = when.iso.get(11..16).map(|time| format!(" at {time}")).unwrap_or_default();
                format!("appears on {}{time}", when.day)
            }
        }
    }
}

/// Returns the entries to show, and the unpublished entries and replies, each in path order. A preview shows the
/// unpublished ones, too.
pub(super) fn split(
    entries: Vec<Entry>,
    replies: &[Arc<Reply>],
    options: &AssembleOptions,
) -> (Vec<Entry>, Vec<Unpublished>) {
    let mut shown = Vec::with_capacity(entries.len());
    let mut unpublished = Vec::new();
    for entry in entries {
        let reason = reason(&entry, options.now);
        let is_shown = reason.is_none() || options.unpublished;
        unpublished.extend(reason.map(|reason| Unpublished::new(&entry, reason)));
        if is_shown {
            shown.push(entry);
        }
    }
    // The folder of replies follows those of entries.
    let reply = |reply: &Arc<Reply>| Some(Unpublished::of_reply(reply, reason_of_reply(reply, options.now)?));
    unpublished.extend(replies.iter().filter_map(reply));
    (shown, unpublished)
}

/// Returns true if any entry or reply is unpublished at that moment.
pub fn has_unpublished(parsed: &Parsed, now: Timestamp) -> bool {
    parsed.entries.iter().any(|entry| reason(entry, now).is_some())
        || parsed.replies.iter().any(|reply| reason_of_reply(reply, now).is_some())
}

impl Unpublished {
    fn new(entry: &Entry, reason: UnpublishedReason) -> Self {
        let common = entry.common();
        let names = match entry {
            Entry::Program(program) => program.also_known_as.iter().map(|known| known.text.clone()).collect(),
            _ => Vec::new(),
        };
        let date = match entry {
            Entry::Letter(_) => common.record.date.as_ref().map(|date| date.instant),
            _ => None,
        };
        let initials = match entry {
            Entry::Person(person) => person.initials.clone(),
            _ => String::new(),
        };
        let (file, title) = (common.record.file.clone(), common.title.plain.clone());
        Self { file, title, reason, date, span: common.span, names, initials, waiting: Waiting::of_entry(entry) }
    }

    fn of_reply(reply: &Reply, reason: UnpublishedReason) -> Self {
        let by = match &reply.record.author {
            ReplyAuthor::Reader(name) => name.as_deref().unwrap_or("an anonymous reader"),
            ReplyAuthor::Asker => "the letter writer",
            ReplyAuthor::Answerer(initials) => &initials.text,
        };
        let (file, title) = (reply.record.file.clone(), format!("A reply by {by}"));
        let (date, span, names, initials) = (None, reply.span, Vec::new(), String::new());
        Self { file, title, reason, date, span, names, initials, waiting: Waiting::of_reply(reply) }
    }
}

fn reason(entry: &Entry, now: Timestamp) -> Option<UnpublishedReason> {
    let common = entry.common();
    if common.record.draft {
        return Some(UnpublishedReason::Draft);
    }
    if matches!(entry, Entry::Person(_)) {
        // The date of a columnist schedules nothing: her answers may be published already.
        return None;
    }
    scheduled(common.record.date.as_ref(), now)
}

fn reason_of_reply(reply: &Reply, now: Timestamp) -> Option<UnpublishedReason> {
    if reply.record.draft { Some(UnpublishedReason::Draft) } else { scheduled(reply.record.date.as_ref(), now) }
}

fn scheduled(date: Option<&When>, now: Timestamp) -> Option<UnpublishedReason> {
    date.filter(|when| when.instant > now).map(|when| UnpublishedReason::Scheduled(when.clone()))
}
