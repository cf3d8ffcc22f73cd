//! Replies of readers: each in the thread of its letter. They have no pages of their own.

mod candidate;
mod checks;
mod cycles;
mod letters;
mod thread;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::AHashMap;

use super::collection::Collections;
use super::id_vec::IdVec;
use super::ids::{LetterId, ReplyId};
use super::unpublished::Unpublished;
use crate::config::{Config, ReplyStatus};
use crate::content::Reply;
use crate::diagnostics::{Checked, Diagnostic, FilePath, Suggester};
use crate::source::{CONTENT, REPLIES};
use candidate::candidates;
use letters::{LetterState, Letters};

pub use thread::{Answered, Thread, ThreadedReply};

/// The replies of a column, and the thread of each letter that has any.
#[derive(Debug, Clone, Default)]
pub struct Replies {
    /// All replies, in path order, with those that are not shown.
    all: IdVec<ReplyId, Arc<Reply>>,
    threads: Arc<AHashMap<LetterId, Thread>>,
    /// The shown replies, by file: the letter, and the id on its page.
    places: Arc<BTreeMap<FilePath, (LetterId, String)>>,
}

impl Replies {
    /// Puts each reply into the thread of its letter. `hidden` is what is not published, and `unread` are files of letters
    /// that could not be understood.
    pub(super) fn new(
        replies: Vec<Arc<Reply>>,
        entries: &Collections,
        hidden: &[Unpublished],
        unread: &[FilePath],
        config: &Config,
    ) -> Checked<Self> {
        let mut found = Vec::new();
        if replies.is_empty() {
            return Checked { value: Self::default(), diagnostics: found };
        }
        let all: IdVec<ReplyId, Arc<Reply>> = replies.into();
        let is_held = |reply: &Reply| hidden.binary_search_by(|entry| entry.file.cmp(&reply.record.file)).is_ok();
        let letters = Letters::new(entries, hidden, unread);
        let (mut by_letter, mut orphans) = (BTreeMap::<LetterId, Vec<ReplyId>>::new(), BTreeMap::<&str, usize>::new());
        for (id, reply) in all.iter() {
            match letters.get(&reply.record.letter) {
                Some(LetterState::Shown(letter)) => by_letter.entry(letter).or_default().push(id),
                Some(LetterState::NotShown) => {}
                None if is_held(reply) => {}
                None => *orphans.entry(&reply.record.letter).or_default() += 1,
            }
        }
        let mut suggester = Suggester::default();
        let has_replies: BTreeSet<&str> = all.iter().map(|(_, reply)| &*reply.record.letter).collect();
        let free: Vec<&str> = letters.names().into_iter().filter(|name| !has_replies.contains(name)).collect();
        found.extend(orphans.into_iter().map(|orphan| without_letter(orphan, &letters, &free, &mut suggester)));
        let (mut threads, mut places) = (AHashMap::with_capacity(by_letter.len()), BTreeMap::new());
        for (id, replies) in by_letter {
            let letter = &entries.letters[id];
            let replies = replies.into_iter().map(|id| (id, &*all[id], is_held(&all[id])));
            let candidates = candidates(letter, replies, config.slugs, &mut suggester, &mut found);
            checks::check(letter, &candidates, entries, hidden, &mut found);
            let thread = Thread::new(&candidates);
            let shown = thread.all().into_iter();
            places.extend(shown.map(|one| (all[one.id].record.file.clone(), (id, one.anchor.clone()))));
            if !thread.replies.is_empty() {
                threads.insert(id, thread);
            }
        }
        Checked { value: Self { all, threads: threads.into(), places: places.into() }, diagnostics: found }
    }

    /// Returns the same threads with other texts in them, if the records of all replies are equal.
    pub(super) fn with_texts(&self, replies: &[Arc<Reply>]) -> Option<Self> {
        if replies.len() != self.all.len() {
            return None;
        }
        let mut pairs = self.all.values().zip(replies);
        let is_equal = pairs.all(|(before, now)| Arc::ptr_eq(before, now) || before.record == now.record);
        is_equal.then(|| Self { all: replies.to_vec().into(), ..self.clone() })
    }

    /// Returns every reply.
    pub fn iter(&self) -> impl Iterator<Item = &Reply> {
        self.all.values().map(|reply| &**reply)
    }

    /// The reply with this id.
    pub fn get(&self, id: ReplyId) -> &Reply {
        &self.all[id]
    }

    /// The thread of a letter; `None` if no reply to it is shown.
    pub fn of(&self, letter: LetterId) -> Option<&Thread> {
        self.threads.get(&letter)
    }

    /// Returns the letter of a shown reply, and the reply's id on its page.
    pub(super) fn place(&self, file: &str) -> Option<&(LetterId, String)> {
        self.places.get(file)
    }

    /// Returns the files of all shown replies, each with its place, in path order.
    pub(super) fn places(&self) -> impl Iterator<Item = (&FilePath, &(LetterId, String))> {
        self.places.iter()
    }

    /// Returns all replies whose words are shown, each with its letter, in path order.
    pub(super) fn shown(&self) -> impl Iterator<Item = (ReplyId, &Reply, LetterId)> {
        let all = self.all.iter().map(|(id, reply)| (id, &**reply));
        all.filter(|(_, reply)| reply.record.withdrawn.is_none())
            .filter_map(|(id, reply)| Some((id, reply, self.place(&reply.record.file)?.0)))
    }

    /// Returns true if the page of a letter has an id that is that of a reply.
    pub(super) fn has_anchor(&self, letter: LetterId, anchor: &str) -> bool {
        let thread = self.of(letter).filter(|_| anchor.starts_with("reply"));
        thread.is_some_and(|thread| thread.all().into_iter().any(|reply| reply.anchor == anchor))
    }
}

/// Returns the error of a folder of replies that is named for no letter. `free` are the letters without replies: the folder
/// can be meant for one of them only.
fn without_letter(
    (folder, count): (&str, usize),
    letters: &Letters<'_>,
    free: &[&str],
    suggester: &mut Suggester,
) -> Diagnostic {
    let replies = if count == 1 { "its reply is" } else { "its replies are" };
    let message = format!("there is no letter `{folder}.md`, so {replies} not shown");
    let path = format!("{CONTENT}/{REPLIES}/{folder}");
    let diagnostic = Diagnostic::error(message).about(&path.as_str().into());
    let parent = folder.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| letters.get(parent).is_some());
    if let Some(parent) = parent {
        return diagnostic.help(format!("move the files in it to `{CONTENT}/{REPLIES}/{parent}/`"));
    }
    match suggester.closest(folder, free.iter().copied()) {
        Some(near) => diagnostic.help(format!("rename the folder to `{near}`")),
        None => diagnostic.help("give the folder the name of the letter's file, without `.md`, or remove it"),
    }
}

impl super::Site {
    /// Returns true if no more replies to a letter are taken.
    pub fn has_closed_replies(&self, letter: LetterId) -> bool {
        let own = self.entries.letters[letter].record.replies;
        own.unwrap_or(self.config.replies.status) == ReplyStatus::Closed
    }
}
