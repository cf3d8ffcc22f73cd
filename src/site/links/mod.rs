//! Where each link leads: from `../programs/rare-book-school.md` to the page made of that file.

mod named;
mod resolver;

use rayon::prelude::*;

use super::collection::{Collections, EntryRef};
use super::parts::Parts;
use super::route_table::RouteTable;
use super::unpublished::Unpublished;
use crate::content::EntryKind;
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use named::Named;
use resolver::{Broken, Resolver, files};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To an entry, and perhaps to a place in it.
    Entry(EntryRef, Option<String>),
    /// To an address of the column.
    Path(String),
    /// To a picture or document, by its place.
    Attachment(usize),
    /// To a place on the same page.
    Here(String),
    /// Nowhere (held back, or broken): the link's text stands alone.
    Nowhere,
}

/// The destinations of one entry's links and pictures, in the order of the entry's own lists.
#[derive(Debug, Default, Clone)]
pub struct EntryLinks {
    /// Of its links.
    pub links: Vec<Destination>,
    /// Of its pictures.
    pub pictures: Vec<Destination>,
}

/// Where all links lead.
#[derive(Debug, Default)]
pub struct Links {
    letters: Vec<EntryLinks>,
    programs: Vec<EntryLinks>,
    people: Vec<EntryLinks>,
    pages: Vec<EntryLinks>,
    /// For each letter, the one that it follows up.
    follows: Vec<Option<usize>>,
    /// For each letter, those that follow it up, oldest first.
    followed_by: Vec<Vec<usize>>,
    /// For each program, the one that has taken its place.
    replaced_by: Vec<Option<usize>>,
    /// For each columnist, the picture of her.
    portraits: Vec<Option<usize>>,
}

/// Broken links beyond this many are reported without a search for the nearest name, which costs a look at every name.
const MOST_SUGGESTIONS: usize = 100;

impl Links {
    pub(super) fn resolve(
        parts: &Parts<'_>,
        held: &[Unpublished],
        unused: &[FilePath],
        routes: &RouteTable,
    ) -> Checked<Self> {
        let resolver = Resolver { parts, routes, unused, files: files(parts, held) };
        let mut broken: Vec<Broken> = resolver.navigation();
        let entries = parts.entries;
        let mut all = |kind, count: usize| -> Vec<EntryLinks> {
            let resolved: Vec<_> = (0..count).into_par_iter().map(|at| resolver.entry(EntryRef { kind, at })).collect();
            let (links, found): (Vec<_>, Vec<_>) = resolved.into_iter().unzip();
            broken.extend(found.into_iter().flatten());
            links
        };
        let letters = all(EntryKind::Letter, entries.letters.len());
        let programs = all(EntryKind::Program, entries.programs.len());
        let people = all(EntryKind::Person, entries.people.len());
        let pages = all(EntryKind::Page, entries.pages.len());
        let mut named = |wanted: Option<Named<'_>>| {
            let found = resolver.named(&wanted?);
            found.map_err(|problem| broken.push(problem)).ok()
        };
        let follows: Vec<_> = entries.letters.entries().map(|letter| named(Named::followed_up(letter))).collect();
        let (follows, untimely) = in_time(entries, follows);
        let replaced_by = entries.programs.entries().map(|program| named(Named::replacement(program))).collect();
        let portraits = entries.people.entries().map(|person| named(Named::portrait(person))).collect();
        let followed_by = followed_by(&follows);
        let suggested = broken.into_iter().enumerate();
        let suggested = suggested
            .map(|(at, broken)| if at < MOST_SUGGESTIONS { resolver.suggest(broken) } else { broken.diagnostic });
        let diagnostics = suggested.chain(untimely).collect();
        let value = Self { letters, programs, people, pages, follows, followed_by, replaced_by, portraits };
        Checked { value, diagnostics }
    }

    /// The links of an entry.
    pub fn of(&self, entry: EntryRef) -> &EntryLinks {
        match entry.kind {
            EntryKind::Letter => &self.letters[entry.at],
            EntryKind::Program => &self.programs[entry.at],
            EntryKind::Person => &self.people[entry.at],
            EntryKind::Page => &self.pages[entry.at],
        }
    }

    /// The letter that a letter follows up.
    pub fn follows(&self, letter: usize) -> Option<usize> {
        self.follows[letter]
    }

    /// The letters that follow a letter up, oldest first.
    pub fn followed_by(&self, letter: usize) -> &[usize] {
        &self.followed_by[letter]
    }

    /// The program that has taken a program's place.
    pub fn replaced_by(&self, program: usize) -> Option<usize> {
        self.replaced_by[program]
    }

    /// The picture of a columnist, by its place among the attachments.
    pub fn portrait(&self, person: usize) -> Option<usize> {
        self.portraits[person]
    }
}

/// A follow-up is newer than what it follows up (newer letters come first): none follows itself, nor any in a circle.
fn in_time(entries: &Collections, follows: Vec<Option<usize>>) -> (Vec<Option<usize>>, Vec<Diagnostic>) {
    let mut untimely = Vec::new();
    let check = |(later, earlier): (usize, Option<usize>)| {
        let letter = entries.letters.get(later);
        if earlier? > later {
            return earlier;
        }
        let span = letter.record.update_to.as_ref().map_or(letter.common.span, |link| link.span);
        untimely.push(
            Diagnostic::error("a letter can only follow up an older one")
                .at(&letter.common.record.file, span)
                .help("name the older letter in the newer one, or correct its `date`"),
        );
        None
    };
    (follows.into_iter().enumerate().map(check).collect(), untimely)
}

/// The other way round; oldest first, as letters are newest first.
fn followed_by(follows: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut followed_by = vec![Vec::new(); follows.len()];
    for (later, earlier) in follows.iter().enumerate().rev() {
        if let Some(earlier) = earlier {
            followed_by[*earlier].push(later);
        }
    }
    followed_by
}
