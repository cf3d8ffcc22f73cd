//! Finds what waits for the columnist: letters without an answer, and replies that nobody has read.

use crate::content::{Entry, Letter, Private, Reply, TurnKind, When};

/// Something that a reader sent, and the reason why it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The reason.
    pub purpose: WaitingFor,
    /// The day when it arrived, as the file says; `None` if it does not.
    pub since: Option<String>,
}

/// The columnist's task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingFor {
    /// To answer a letter.
    Answer,
    /// To read a reply, and to show it or not.
    Decision,
}

impl Waiting {
    /// Returns what an unpublished entry waits for. `None` if it is no draft of a letter that has a question and no answer.
    pub(super) fn of_entry(entry: &Entry) -> Option<Self> {
        let Entry::Letter(letter) = entry else { return None };
        let is_waiting = letter.common.record.draft && has_turn(letter, is_question) && !has_turn(letter, is_answer);
        is_waiting.then(|| Self::new(WaitingFor::Answer, &letter.common.private, letter.common.record.date.as_ref()))
    }

    /// Returns what a reply waits for. `None` if it is not held.
    pub(super) fn of_reply(reply: &Reply) -> Option<Self> {
        let record = &reply.record;
        record.draft.then(|| Self::new(WaitingFor::Decision, &reply.private, record.date.as_ref()))
    }

    fn new(purpose: WaitingFor, private: &Private, date: Option<&When>) -> Self {
        Self { purpose, since: private.received.clone().or_else(|| date.map(|when| when.day.to_string())) }
    }

    /// Returns what to do, in words: "received on 2026-11-26; write the answer, then remove `draft: yes`".
    pub fn words(&self) -> String {
        let since = self.since.as_ref().map(|day| format!("received on {day}; ")).unwrap_or_default();
        match self.purpose {
            WaitingFor::Answer => format!("{since}write the answer, then remove `draft: yes`"),
            WaitingFor::Decision => format!("{since}remove `draft: yes` to show it"),
        }
    }
}

/// Returns true if a letter has such a turn with something in it: a new file has the initials of its answer already.
pub(super) fn has_turn(letter: &Letter, is_wanted: impl Fn(&TurnKind) -> bool) -> bool {
    letter.turns.iter().any(|turn| is_wanted(&turn.kind) && !turn.body.html.trim().is_empty())
}

pub(super) fn is_question(kind: &TurnKind) -> bool {
    *kind == TurnKind::Question
}

pub(super) fn is_answer(kind: &TurnKind) -> bool {
    matches!(kind, TurnKind::Answer(_))
}
