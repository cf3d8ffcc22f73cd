//! Names in texts: those of programs, which become links, and acronyms of the glossary, which are explained.
//!
//! The names in a text depend on that text and on the table of names alone, so they are cached.

mod search;
mod table;

use std::sync::Arc;

use ahash::AHashMap;
use rayon::prelude::*;

use super::collection::{Collection, Collections};
use super::id_vec::{ByKind, IdVec};
use super::ids::{EntryRef, GlossaryTermId, Id, ProgramId};
use super::unpublished::Unpublished;
use crate::content::{Body, GlossaryTerm, Letter, NoLink, Page, Person, Program, TurnKind};
use crate::diagnostics::{Checked, FilePath};
use crate::language::Typography;
use table::NameTable;

/// A name in one of an entry's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameMatch {
    /// The index of the text among those of the entry.
    pub body: usize,
    /// The byte of the text's HTML at which it starts.
    pub start: u32,
    /// The byte at which it ends.
    pub end: u32,
    /// The program or term that has the name.
    pub target: NameTarget,
}

/// A program or term that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameTarget {
    /// A program.
    Program(ProgramId),
    /// A term of the glossary.
    Term(GlossaryTermId),
    /// A term of the glossary whose expansion is next to it already.
    ExplainedTerm(GlossaryTermId),
}

/// A text, and the names of programs that stay plain in it.
struct TextToSearch<'a> {
    body: &'a Body,
    no_link: &'a NoLink,
}

/// The matches in each text, under one table of names. A text is the same as long as its entry is: entries are shared and
/// never change.
#[derive(Debug, Default)]
pub(super) struct NamesCache {
    names: Arc<NameTable>,
    letters: CachedMatches<Letter>,
    programs: CachedMatches<Program>,
    people: CachedMatches<Person>,
    pages: CachedMatches<Page>,
}

type CachedMatches<T> = AHashMap<FilePath, (Arc<T>, Arc<[NameMatch]>)>;

/// The names in all texts.
#[derive(Debug, Default, Clone)]
pub struct NameMatches(ByKind<Arc<[NameMatch]>>);

impl NameMatches {
    /// The names in the texts of one entry: text by text, each from its start to its end.
    pub fn of(&self, entry: EntryRef) -> &[NameMatch] {
        &self.0[entry]
    }

    /// Replaces the names of one entry.
    pub(super) fn replace(&mut self, entry: EntryRef, matches: Arc<[NameMatch]>) {
        self.0[entry] = matches;
    }
}

impl NamesCache {
    /// Finds the names in a letter, under the table of names of the last assembly.
    pub(super) fn in_letter(&mut self, letter: &Arc<Letter>) -> Arc<[NameMatch]> {
        let matches: Arc<[NameMatch]> = self.names.find(&texts(letter)).into();
        self.letters.insert(letter.common.record.file.clone(), (letter.clone(), matches.clone()));
        matches
    }

    /// Finds the names in a page, under the table of names of the last assembly.
    pub(super) fn in_page(&mut self, page: &Arc<Page>) -> Arc<[NameMatch]> {
        let matches: Arc<[NameMatch]> = self.names.find(&without_links(&page.text.body)).into();
        self.pages.insert(page.common.record.file.clone(), (page.clone(), matches.clone()));
        matches
    }
}

/// Finds all names in all texts that are not in the cache; without one, none. Two programs of one name are a mistake.
pub(super) fn find(
    entries: &Collections,
    unpublished: &[Unpublished],
    glossary: &IdVec<GlossaryTermId, GlossaryTerm>,
    typography: &Typography,
    cache: Option<&mut NamesCache>,
) -> Checked<NameMatches> {
    let mut diagnostics = Vec::new();
    let names = NameTable::new(entries, glossary, typography, &mut diagnostics);
    diagnostics.extend(NameTable::unknown(entries, unpublished));
    let Some(cache) = cache else { return Checked { value: NameMatches::default(), diagnostics } };
    if *cache.names != names {
        *cache = NamesCache { names: Arc::new(names.ready()), ..NamesCache::default() };
    }
    let NamesCache { names, letters, programs, people, pages } = cache;
    let value = NameMatches(ByKind {
        letters: in_all(names, &entries.letters, letters, |letter| &letter.common.record.file, texts),
        programs: in_all(
            names,
            &entries.programs,
            programs,
            |one| &one.common.record.file,
            |one| without_links(&one.text.body),
        ),
        people: in_all(
            names,
            &entries.people,
            people,
            |one| &one.common.record.file,
            |one| without_links(&one.text.body),
        ),
        pages: in_all(names, &entries.pages, pages, |one| &one.common.record.file, |one| without_links(&one.text.body)),
    });
    Checked { value, diagnostics }
}

fn in_all<I: Id, T: Send + Sync>(
    names: &NameTable,
    entries: &Collection<I, T>,
    cache: &mut CachedMatches<T>,
    file: impl Fn(&T) -> &FilePath + Sync,
    texts: impl Fn(&T) -> Vec<TextToSearch<'_>> + Sync,
) -> IdVec<I, Arc<[NameMatch]>> {
    let cached = |entry: &Arc<T>| {
        let (same, matches) = cache.get(file(entry))?;
        Arc::ptr_eq(same, entry).then(|| matches.clone())
    };
    let all: Vec<(Arc<[NameMatch]>, bool)> = entries
        .shared()
        .par_iter()
        .map(|entry| cached(entry).map_or_else(|| (names.find(&texts(entry)).into(), true), |found| (found, false)))
        .collect();
    let of_each = entries.shared().iter().zip(&all);
    let missing = entries.len().saturating_sub(cache.len());
    cache.reserve(missing);
    for (entry, (matches, _)) in of_each.clone().filter(|(_, (_, is_new))| *is_new) {
        cache.insert(file(entry).clone(), (entry.clone(), matches.clone()));
    }
    if cache.len() != entries.len() {
        let all = of_each.map(|(entry, (matches, _))| (file(entry).clone(), (entry.clone(), matches.clone())));
        *cache = all.collect();
    }
    all.into_iter().map(|(matches, _)| matches).collect()
}

/// Returns the texts of a letter. Names become links in a columnist's own words: in answers, and in an article.
fn texts(letter: &Letter) -> Vec<TextToSearch<'_>> {
    let of =
        |body, is_own: bool| TextToSearch { body, no_link: if is_own { &letter.record.no_link } else { &NoLink::All } };
    let introduction = letter.introduction.iter().map(|body| of(body, letter.turns.is_empty()));
    let turns = letter.turns.iter().map(|turn| of(&turn.body, matches!(turn.kind, TurnKind::Answer(_))));
    introduction.chain(turns).collect()
}

/// Returns a text in which no name becomes a link.
fn without_links(body: &Body) -> Vec<TextToSearch<'_>> {
    vec![TextToSearch { body, no_link: &NoLink::All }]
}
