//! Names in texts: those of programs, which become links, and acronyms of the glossary, which are explained.
//!
//! What is found in a text depends on that text and on the table of names alone, so it is remembered.

mod search;
mod table;

use std::sync::Arc;

use ahash::AHashMap;
use rayon::prelude::*;

use super::collection::{Collection, Collections, EntryRef};
use super::unpublished::Unpublished;
use crate::content::{Body, EntryKind, GlossaryTerm, Letter, NoLink, Page, Person, Program, TurnKind};
use crate::diagnostics::{Checked, FilePath};
use table::Names;

/// A name that was found in one of an entry's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// In which of the texts, from 0.
    pub body: usize,
    /// Where it begins in the text's HTML.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Whose name it is.
    pub what: Named,
}

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A program's, by its place.
    Program(usize),
    /// A term of the glossary, by its place.
    Term(usize),
    /// The same, but its expansion stands beside it already.
    Explained(usize),
}

/// A text, and which names of programs stay plain in it.
struct Text<'a> {
    body: &'a Body,
    no_link: &'a NoLink,
}

/// What was found in which text, under the one table of names. A text is the same as long as its entry is: entries are
/// shared and never change.
#[derive(Debug, Default)]
pub(super) struct NamesCache {
    names: Arc<Names>,
    letters: Remembered<Letter>,
    programs: Remembered<Program>,
    people: Remembered<Person>,
    pages: Remembered<Page>,
}

type Remembered<T> = AHashMap<FilePath, (Arc<T>, Arc<[Found]>)>;

/// What was found in all texts.
#[derive(Debug, Default, Clone)]
pub struct NamesFound {
    letters: Vec<Arc<[Found]>>,
    programs: Vec<Arc<[Found]>>,
    people: Vec<Arc<[Found]>>,
    pages: Vec<Arc<[Found]>>,
}

impl NamesFound {
    /// In the texts of one entry, one after the other, each from its start to its end.
    pub fn of(&self, entry: EntryRef) -> &[Found] {
        match entry.kind {
            EntryKind::Letter => &self.letters[entry.at],
            EntryKind::Program => &self.programs[entry.at],
            EntryKind::Person => &self.people[entry.at],
            EntryKind::Page => &self.pages[entry.at],
        }
    }

    /// Puts what was found in the texts of one entry in the place of what was there.
    pub(super) fn put(&mut self, entry: EntryRef, found: Arc<[Found]>) {
        let all = match entry.kind {
            EntryKind::Letter => &mut self.letters,
            EntryKind::Program => &mut self.programs,
            EntryKind::Person => &mut self.people,
            EntryKind::Page => &mut self.pages,
        };
        all[entry.at] = found;
    }
}

impl NamesCache {
    /// What stands in a letter, under the table of names of the last assembly; remembered.
    pub(super) fn in_letter(&mut self, letter: &Arc<Letter>) -> Arc<[Found]> {
        let found: Arc<[Found]> = self.names.find(&texts(letter)).into();
        self.letters.insert(letter.common.record.file.clone(), (letter.clone(), found.clone()));
        found
    }

    /// The same of a page.
    pub(super) fn in_page(&mut self, page: &Arc<Page>) -> Arc<[Found]> {
        let found: Arc<[Found]> = self.names.find(&plain(&page.text.body)).into();
        self.pages.insert(page.common.record.file.clone(), (page.clone(), found.clone()));
        found
    }
}

/// Looks for all names in all texts, less what is remembered. Names that cannot be told apart are mistakes.
pub(super) fn find(
    entries: &Collections,
    held: &[Unpublished],
    glossary: &[GlossaryTerm],
    cache: &mut NamesCache,
) -> Checked<NamesFound> {
    let mut wrong = Vec::new();
    let names = Names::new(entries, glossary, &mut wrong);
    if *cache.names != names {
        *cache = NamesCache { names: Arc::new(names.ready()), ..NamesCache::default() };
    }
    let NamesCache { names, letters, programs, people, pages } = cache;
    wrong.extend(Names::unknown(entries, held));
    let value = NamesFound {
        letters: in_all(names, &entries.letters, letters, |letter| &letter.common.record.file, texts),
        programs: in_all(
            names,
            &entries.programs,
            programs,
            |one| &one.common.record.file,
            |one| plain(&one.text.body),
        ),
        people: in_all(names, &entries.people, people, |one| &one.common.record.file, |one| plain(&one.text.body)),
        pages: in_all(names, &entries.pages, pages, |one| &one.common.record.file, |one| plain(&one.text.body)),
    };
    Checked { value, diagnostics: wrong }
}

fn in_all<T: Send + Sync>(
    names: &Names,
    entries: &Collection<T>,
    cache: &mut Remembered<T>,
    file: impl Fn(&T) -> &FilePath + Sync,
    texts: impl Fn(&T) -> Vec<Text<'_>> + Sync,
) -> Vec<Arc<[Found]>> {
    let known = |entry: &Arc<T>| {
        let (same, found) = cache.get(file(entry))?;
        Arc::ptr_eq(same, entry).then(|| found.clone())
    };
    let all: Vec<(Arc<[Found]>, bool)> = entries
        .shared()
        .par_iter()
        .map(|entry| known(entry).map_or_else(|| (names.find(&texts(entry)).into(), true), |found| (found, false)))
        .collect();
    let of_each = entries.shared().iter().zip(&all);
    let unknown = entries.len().saturating_sub(cache.len());
    cache.reserve(unknown);
    for (entry, (found, _)) in of_each.clone().filter(|(_, (_, is_new))| *is_new) {
        cache.insert(file(entry).clone(), (entry.clone(), found.clone()));
    }
    if cache.len() != entries.len() {
        let all = of_each.map(|(entry, (found, _))| (file(entry).clone(), (entry.clone(), found.clone())));
        *cache = all.collect();
    }
    all.into_iter().map(|(found, _)| found).collect()
}

/// A letter's texts. Names become links in a columnist's own words: in answers, and in an article.
fn texts(letter: &Letter) -> Vec<Text<'_>> {
    let of = |body, is_hers: bool| Text { body, no_link: if is_hers { &letter.record.no_link } else { &NoLink::All } };
    let introduction = letter.introduction.iter().map(|body| of(body, letter.turns.is_empty()));
    let turns = letter.turns.iter().map(|turn| of(&turn.body, matches!(turn.kind, TurnKind::Answer(_))));
    introduction.chain(turns).collect()
}

fn plain(body: &Body) -> Vec<Text<'_>> {
    vec![Text { body, no_link: &NoLink::All }]
}
