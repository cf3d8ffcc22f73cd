//! Who speaks of what: programs in letters, by a link or by name, and the links to each page.

use rayon::prelude::*;

use super::collection::{Collections, EntryRef};
use super::links::{Destination, Links};
use super::names::{Named, NamesFound};
use crate::content::{Body, EntryKind, SlotKind};

/// That a letter speaks of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Which program, by its place.
    pub program: usize,
    /// In which of the letter's texts, from 0.
    pub body: usize,
}

/// Who speaks of what.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Of each letter, text by text in order of appearance, a program once in each text.
    letters: Vec<Vec<Mention>>,
    /// For each program, the letters that speak of it, newest first.
    of_programs: Vec<Vec<usize>>,
    /// For each entry, in the order of [`Collections::refs`], the entries that link to it.
    linked_from: Vec<Vec<EntryRef>>,
}

impl Mentions {
    pub(super) fn new(entries: &Collections, links: &Links, names: &NamesFound) -> Self {
        let letters: Vec<Vec<Mention>> =
            (0..entries.letters.len()).into_par_iter().map(|at| of_letter(entries, links, names, at)).collect();
        let mut of_programs = vec![Vec::new(); entries.programs.len()];
        for (at, mentions) in letters.iter().enumerate() {
            for mention in mentions {
                let letters: &mut Vec<usize> = &mut of_programs[mention.program];
                if letters.last() != Some(&at) {
                    letters.push(at);
                }
            }
        }
        let linked_from = linked_from(entries, links);
        Self { letters, of_programs, linked_from }
    }

    /// Of which programs a letter speaks.
    pub fn of_letter(&self, letter: usize) -> &[Mention] {
        &self.letters[letter]
    }

    /// The letters that speak of a program, newest first.
    pub fn of_program(&self, program: usize) -> &[usize] {
        &self.of_programs[program]
    }

    /// The entries whose texts link to an entry, each once: letters newest first, then profiles, columnists and pages.
    pub fn linked_from(&self, entries: &Collections, entry: EntryRef) -> &[EntryRef] {
        &self.linked_from[entries.number(entry)]
    }
}

/// Of which programs a letter speaks.
pub(super) fn of_letter(entries: &Collections, links: &Links, names: &NamesFound, at: usize) -> Vec<Mention> {
    let entry = EntryRef::letter(at);
    let (linked, named) = (&links.of(entry).links, names.of(entry));
    if linked.is_empty() && named.is_empty() {
        return Vec::new();
    }
    let mut mentions: Vec<Mention> = Vec::new();
    for (body, text) in entries.letters.get(at).bodies().enumerate() {
        let by_link = linked_programs(text, linked);
        let by_name = named.iter().filter(|found| found.body == body).filter_map(|found| match found.what {
            Named::Program(program) => Some((found.start, program)),
            _ => None,
        });
        let mut met: Vec<(u32, usize)> = by_link.chain(by_name).collect();
        met.sort_unstable();
        for (_, program) in met {
            let mention = Mention { program, body };
            if !mentions.contains(&mention) {
                mentions.push(mention);
            }
        }
    }
    mentions
}

/// The programs that a text links to, and where.
pub(crate) fn linked_programs<'b>(body: &'b Body, links: &'b [Destination]) -> impl Iterator<Item = (u32, usize)> + 'b {
    body.slots.iter().filter_map(|slot| match slot.kind {
        SlotKind::LinkStart(number) => match links[number as usize] {
            Destination::Entry(EntryRef { kind: EntryKind::Program, at }, _) => Some((slot.at, at)),
            _ => None,
        },
        _ => None,
    })
}

fn linked_from(entries: &Collections, links: &Links) -> Vec<Vec<EntryRef>> {
    let mut linked_from: Vec<Vec<EntryRef>> = vec![Vec::new(); entries.refs().count()];
    for from in entries.refs() {
        for link in &links.of(from).links {
            if let Destination::Entry(to, _) = link
                && *to != from
                && let known = &mut linked_from[entries.number(*to)]
                && known.last() != Some(&from)
            {
                known.push(from);
            }
        }
    }
    linked_from
}
