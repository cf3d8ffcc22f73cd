//! The letters that folders of replies are named for.

use std::borrow::Cow;

use ahash::AHashMap;

use crate::content::{EntryKind, letter_name};
use crate::diagnostics::FilePath;
use crate::site::collection::Collections;
use crate::site::ids::LetterId;
use crate::site::unpublished::Unpublished;
use crate::site_path::nfc;

/// A letter, as far as its replies depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterState {
    /// It has a page.
    Shown(LetterId),
    /// It is unpublished, withdrawn, or could not be read, so its replies are not shown.
    NotShown,
}

/// All letters, by name.
pub(super) struct Letters<'a> {
    /// By the path below `questions/`, in NFC.
    by_path: AHashMap<Cow<'a, str>, LetterState>,
    /// By the last part of that path alone; `None` if several have it.
    by_name: AHashMap<Cow<'a, str>, Option<LetterState>>,
}

impl<'a> Letters<'a> {
    pub(super) fn new(entries: &'a Collections, hidden: &'a [Unpublished], unread: &'a [FilePath]) -> Self {
        let shown = entries.letters.iter().map(|(id, letter)| (&letter.common.record.file, LetterState::Shown(id)));
        let withdrawn = entries.withdrawn.entries().map(|letter| &letter.common.record.file);
        let hidden = hidden.iter().map(|entry| &entry.file);
        let others =
            withdrawn.chain(hidden).chain(unread).filter(|file| EntryKind::of(file) == Some(EntryKind::Letter));
        let mut letters = Self { by_path: AHashMap::with_capacity(entries.letters.len()), by_name: AHashMap::new() };
        for (file, state) in shown.chain(others.map(|file| (file, LetterState::NotShown))) {
            let Some(path) = letter_name(file) else { continue };
            if let Some((_, name)) = path.rsplit_once('/') {
                letters.by_name.entry(nfc(name)).and_modify(|known| *known = None).or_insert(Some(state));
            }
            letters.by_path.insert(nfc(path), state);
        }
        letters
    }

    /// Returns the letter that a folder of replies is named for.
    pub(super) fn get(&self, folder: &str) -> Option<LetterState> {
        let folder = nfc(folder);
        self.by_path.get(&folder).copied().or_else(|| self.by_name.get(&folder).copied().flatten())
    }

    /// Returns the names of all letters, sorted.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.by_path.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }
}
