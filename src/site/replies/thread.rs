//! The thread below a letter: its replies, each below the one that it answers. Pure: replies in, thread out.

use ahash::AHashMap;
use jiff::Timestamp;

use super::candidate::{Candidate, ReplyTarget};
use super::cycles::without_cycles;
use crate::content::When;
use crate::site::ids::ReplyId;

/// The depth beyond which answers are no longer nested: on a narrow screen there is no room for more.
const MAX_DEPTH: usize = 3;

/// The replies below a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// Those that answer the letter itself, oldest first.
    pub replies: Vec<ThreadedReply>,
    /// The number of all that can be read, whatever they answer.
    pub count: usize,
}

/// A reply in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadedReply {
    /// The reply.
    pub id: ReplyId,
    /// Its id on the page: `reply-jane`.
    pub anchor: String,
    /// The reply or turn that it answers; `None` for the letter as a whole.
    pub to: Option<Answered>,
    /// True if it is withdrawn: answers to it keep its place, without its words.
    pub is_removed: bool,
    /// True if it is no longer below the reply that it answers, but after it.
    pub is_flat: bool,
    /// The answers to it, oldest first.
    pub answers: Vec<ThreadedReply>,
}

/// The reply or turn that a reply answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The turn of the letter with this index.
    Turn(usize),
    /// A reply, and its id on the page.
    Reply(ReplyId, String),
}

impl Thread {
    /// Builds the thread of the replies to one letter, which are in path order. Whoever answers a reply that is held is
    /// shown as an answer to what that one answers. Answers in a circle answer the letter.
    pub(super) fn new(candidates: &[Candidate<'_>]) -> Self {
        let targets = shown_targets(candidates);
        let is_shown = are_shown(candidates, &targets);
        let mut order: Vec<usize> = (0..candidates.len()).filter(|at| is_shown[*at]).collect();
        let date = |at: &usize| candidates[*at].reply.record.date.as_ref().map_or(Timestamp::MAX, instant);
        order.sort_by_key(|at| (date(at), *at));
        let mut answers: AHashMap<usize, Vec<usize>> = AHashMap::new();
        let mut first = Vec::new();
        for at in &order {
            match targets[*at] {
                Some(ReplyTarget::Reply(other)) => answers.entry(other).or_default().push(*at),
                Some(ReplyTarget::Turn(_)) | None => first.push(*at),
            }
        }
        let mut rank = vec![0; candidates.len()];
        order.iter().enumerate().for_each(|(place, at)| rank[*at] = place);
        let count = order.iter().filter(|at| !is_withdrawn(&candidates[**at])).count();
        let builder = Builder { candidates, targets, answers, rank };
        Self { replies: builder.level(&first, 1), count }
    }

    /// Returns every reply in it, in the order of the page.
    pub fn all(&self) -> Vec<&ThreadedReply> {
        let mut all = Vec::new();
        let mut open: Vec<&ThreadedReply> = self.replies.iter().rev().collect();
        while let Some(reply) = open.pop() {
            all.push(reply);
            open.extend(reply.answers.iter().rev());
        }
        all
    }
}

fn instant(when: &When) -> Timestamp {
    when.instant
}

fn is_withdrawn(candidate: &Candidate<'_>) -> bool {
    candidate.reply.record.withdrawn.is_some()
}

/// For each reply, the nearest target that is not held.
fn shown_targets(candidates: &[Candidate<'_>]) -> Vec<Option<ReplyTarget>> {
    let mut targets = without_cycles(candidates);
    let held = |target: Option<ReplyTarget>| match target {
        Some(ReplyTarget::Reply(at)) if candidates[at].is_held => Some(at),
        _ => None,
    };
    for at in 0..targets.len() {
        let mut passed = vec![at];
        let mut target = targets[at];
        while let Some(through) = held(target) {
            passed.push(through);
            target = targets[through];
        }
        for at in passed {
            targets[at] = target;
        }
    }
    targets
}

/// For each reply, whether it is shown: it is not held, and has words, or answers that are shown.
fn are_shown(candidates: &[Candidate<'_>], targets: &[Option<ReplyTarget>]) -> Vec<bool> {
    let mut shown = vec![false; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        if candidate.is_held || is_withdrawn(candidate) {
            continue;
        }
        let mut next = Some(at);
        while let Some(at) = next.filter(|at| !shown[*at]) {
            shown[at] = true;
            next = match targets[at] {
                Some(ReplyTarget::Reply(other)) => Some(other),
                Some(ReplyTarget::Turn(_)) | None => None,
            };
        }
    }
    shown
}

/// Puts replies in their places.
struct Builder<'c, 'r> {
    candidates: &'c [Candidate<'r>],
    targets: Vec<Option<ReplyTarget>>,
    /// For each reply, those that answer it, oldest first.
    answers: AHashMap<usize, Vec<usize>>,
    /// For each reply, its place in the order of dates.
    rank: Vec<usize>,
}

impl Builder<'_, '_> {
    /// Returns the replies of one level, with the answers below them. Below the last level, all answers to a reply follow
    /// it, oldest first, whatever they answer.
    fn level(&self, replies: &[usize], depth: usize) -> Vec<ThreadedReply> {
        let mut level = Vec::with_capacity(replies.len());
        for at in replies {
            if depth < MAX_DEPTH {
                level.push(self.reply(*at, self.level(self.answers_to(*at), depth + 1), false));
            } else {
                level.push(self.reply(*at, Vec::new(), false));
                level.extend(self.all_below(*at).into_iter().map(|below| self.reply(below, Vec::new(), true)));
            }
        }
        level
    }

    fn answers_to(&self, at: usize) -> &[usize] {
        self.answers.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Returns all answers below a reply, oldest first.
    fn all_below(&self, at: usize) -> Vec<usize> {
        let mut below = Vec::new();
        let mut open = self.answers_to(at).to_vec();
        while let Some(at) = open.pop() {
            below.push(at);
            open.extend(self.answers_to(at));
        }
        below.sort_by_key(|at| self.rank[*at]);
        below
    }

    fn reply(&self, at: usize, answers: Vec<ThreadedReply>, is_flat: bool) -> ThreadedReply {
        let candidate = &self.candidates[at];
        let to = self.targets[at].map(|target| match target {
            ReplyTarget::Turn(turn) => Answered::Turn(turn),
            ReplyTarget::Reply(other) => {
                Answered::Reply(self.candidates[other].id, self.candidates[other].anchor.clone())
            }
        });
        let is_removed = is_withdrawn(candidate);
        ThreadedReply { id: candidate.id, anchor: candidate.anchor.clone(), to, is_removed, is_flat, answers }
    }
}
