//! Mentions: the programs that letters name or link to, and the links to each entry.

use std::ops::Range;

use rayon::prelude::*;

use super::Site;
use super::collection::Collections;
use super::id_vec::{ByKind, IdVec};
use super::ids::{EntryRef, Id, LetterId, ProgramId};
use super::links::{Destination, Links};
use super::names::{NameMatches, NameTarget};
use crate::content::{Body, SlotKind};

/// A mention of a program in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The program.
    pub program: ProgramId,
    /// The index of the text in [`Letter::bodies`](crate::content::Letter::bodies).
    pub body: usize,
}

/// The mentions in all letters, and the links between all entries.
#[derive(Debug, Default)]
pub struct Mentions {
    /// For each letter, text by text in order of appearance, each program once in each text.
    letters: IdVec<LetterId, Vec<Mention>>,
    /// For each program, the letters that mention it, newest first.
    of_programs: IdVec<ProgramId, Vec<LetterId>>,
    /// For each entry, the entries that link to it.
    linked_from: ByKind<Vec<EntryRef>>,
}

impl Mentions {
    pub(super) fn new(entries: &Collections, links: &Links, names: &NameMatches) -> Self {
        let all = (0..entries.letters.len()).into_par_iter().map(LetterId::new);
        let letters: Vec<_> = all.map(|letter| of_letter(entries, links, names, letter)).collect();
        let letters: IdVec<LetterId, Vec<Mention>> = letters.into();
        let mut of_programs: IdVec<_, _> = vec![Vec::new(); entries.programs.len()].into();
        for (letter, mentions) in letters.iter() {
            for mention in mentions {
                let letters: &mut Vec<LetterId> = &mut of_programs[mention.program];
                if letters.last() != Some(&letter) {
                    letters.push(letter);
                }
            }
        }
        let linked_from = linked_from(entries, links);
        Self { letters, of_programs, linked_from }
    }

    /// The mentions in a letter.
    pub fn of_letter(&self, letter: LetterId) -> &[Mention] {
        &self.letters[letter]
    }

    /// The letters that mention a program, newest first.
    pub fn of_program(&self, program: ProgramId) -> &[LetterId] {
        &self.of_programs[program]
    }

    /// The entries whose texts link to an entry, each once: letters newest first, then profiles, columnists and pages.
    pub fn linked_from(&self, entry: EntryRef) -> &[EntryRef] {
        &self.linked_from[entry]
    }
}

/// Finds the mentions in a letter.
pub(super) fn of_letter(entries: &Collections, links: &Links, names: &NameMatches, letter: LetterId) -> Vec<Mention> {
    let entry = EntryRef::Letter(letter);
    let (linked, named) = (&links.of(entry).links, names.of(entry));
    if linked.is_empty() && named.is_empty() {
        return Vec::new();
    }
    let mut mentions: Vec<Mention> = Vec::new();
    for (body, text) in entries.letters[letter].bodies().enumerate() {
        let by_link = linked_programs(text, linked);
        let by_name = named.iter().filter(|found| found.body == body).filter_map(|found| match found.target {
            NameTarget::Program(program) => Some((found.start, program)),
            NameTarget::Term(_) | NameTarget::ExplainedTerm(_) => None,
        });
        let mut programs: Vec<(u32, ProgramId)> = by_link.chain(by_name).collect();
        programs.sort_unstable();
        for (_, program) in programs {
            let mention = Mention { program, body };
            if !mentions.contains(&mention) {
                mentions.push(mention);
            }
        }
    }
    mentions
}

/// Returns the programs that a text links to, each with the byte of its HTML at which the link starts.
pub(crate) fn linked_programs<'b>(
    body: &'b Body,
    links: &'b [Destination],
) -> impl Iterator<Item = (u32, ProgramId)> + 'b {
    body.slots.iter().filter_map(|slot| match slot.kind {
        SlotKind::LinkStart(number) | SlotKind::LinkAddress(number) => match links[number as usize] {
            Destination::Entry(EntryRef::Program(program), _) => Some((slot.at, program)),
            _ => None,
        },
        _ => None,
    })
}

/// Returns the byte ranges of a text's HTML that mention a program, in order: its names, and the words of links to it.
pub(crate) fn mention_ranges(site: &Site, letter: LetterId, mention: Mention) -> Vec<Range<usize>> {
    let entry = EntryRef::Letter(letter);
    let Some(text) = site.entries.letters[letter].bodies().nth(mention.body) else { return Vec::new() };
    let target = NameTarget::Program(mention.program);
    let names = site.names.of(entry).iter().filter(|name| name.body == mention.body && name.target == target);
    let named = names.map(|name| name.start as usize..name.end as usize);
    let links = linked_programs(text, &site.links.of(entry).links).filter(|(_, program)| *program == mention.program);
    let linked = links.map(|(start, _)| words_of_link(text, start as usize));
    let mut ranges: Vec<_> = named.chain(linked).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// Returns the byte range of the words of the link that starts here, or whose address is here.
fn words_of_link(body: &Body, at: usize) -> Range<usize> {
    let html = &body.html;
    let is_in_tag = html[..at].rfind('<') > html[..at].rfind('>');
    let start = if is_in_tag { html[at..].find('>').map_or(html.len(), |end| at + end + 1) } else { at };
    let slots = body.slots.iter().filter(|slot| matches!(slot.kind, SlotKind::LinkEnd(_)));
    let of_slot = slots.map(|slot| slot.at as usize).find(|end| *end >= start);
    let of_tag = html[start..].find("</a>").map(|end| start + end);
    start..of_slot.into_iter().chain(of_tag).min().unwrap_or(html.len())
}

fn linked_from(entries: &Collections, links: &Links) -> ByKind<Vec<EntryRef>> {
    let mut linked_from: ByKind<Vec<EntryRef>> = entries.table();
    for from in entries.refs() {
        for link in &links.of(from).links {
            if let Destination::Entry(to, _) = link
                && *to != from
                && let known = &mut linked_from[*to]
                && known.last() != Some(&from)
            {
                known.push(from);
            }
        }
    }
    linked_from
}
