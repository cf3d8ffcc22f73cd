//! Writes the texts of an entry: the HTML of each body, with links, pictures, and expansions of acronyms.

use std::borrow::Cow;

use super::slots::{LinkBase, SlotWriter};
use super::theme_words::ThemeWords;
use crate::content::escape::push_attribute;
use crate::content::{Body, TurnKind};
use crate::site::{EntryRef, GlossaryTermId, NameTarget, ProgramId, Site, linked_programs};

/// Writes the texts of one entry.
pub(super) struct BodyWriter<'s, 'b> {
    site: &'s Site,
    entry: EntryRef,
    slots: SlotWriter<'s, 'b>,
}

/// Something to insert into the HTML of a text. Several at one position are inserted in the order of the variants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Insertion {
    NameEnd,
    Expansion(GlossaryTermId),
    Slot(usize),
    NameStart(ProgramId),
}

impl<'s, 'b> BodyWriter<'s, 'b> {
    pub(super) fn new(site: &'s Site, entry: EntryRef, base: &'b LinkBase<'b>, words: ThemeWords<'b>) -> Self {
        let (links, details) = (site.links.of(entry), site.entries.reference_details(entry));
        Self { site, entry, slots: SlotWriter { site, links, details, base, words } }
    }

    /// Returns one of the entry's texts as HTML; `number` is its index among them.
    pub(super) fn html<'t>(&self, number: usize, body: &'t Body) -> Cow<'t, str> {
        let insertions = self.insertions(number, body);
        if insertions.is_empty() {
            return Cow::Borrowed(&body.html);
        }
        let quoted = self.is_question(number);
        let mut out = String::with_capacity(body.html.len() + 64 * insertions.len());
        let mut written = 0;
        for (at, insertion) in insertions {
            out.push_str(&body.html[written..at as usize]);
            written = at as usize;
            match insertion {
                Insertion::Slot(slot) => self.slots.push(body.slots[slot].kind, &mut out),
                Insertion::NameStart(program) => {
                    out.push_str("<a href=\"");
                    push_attribute(&mut out, &self.slots.address_of_path(self.site.entries.programs.path(program)));
                    out.push_str("\">");
                }
                Insertion::NameEnd => out.push_str("</a>"),
                Insertion::Expansion(term) => {
                    // Square brackets mark what an editor adds to the words of others.
                    let (open, close) = if quoted { (" [", "]") } else { (" (", ")") };
                    out.push_str("<span class=\"expansion\">");
                    out.push_str(open);
                    push_attribute(&mut out, &self.site.glossary[term].expansion);
                    out.push_str(close);
                    out.push_str("</span>");
                }
            }
        }
        out.push_str(&body.html[written..]);
        Cow::Owned(out)
    }

    /// Returns all insertions, sorted by position. A name is linked once in each text, unless a link of the author's leads
    /// to the program already. An acronym is expanded at its first use on the page.
    fn insertions(&self, number: usize, body: &Body) -> Vec<(u32, Insertion)> {
        let mut all: Vec<(u32, Insertion)> =
            body.slots.iter().enumerate().map(|(at, slot)| (slot.at, Insertion::Slot(at))).collect();
        let found = self.site.names.of(self.entry);
        if found.is_empty() {
            return all;
        }
        let links = &self.site.links.of(self.entry).links;
        let mut linked: Vec<ProgramId> = linked_programs(body, links).map(|(_, program)| program).collect();
        let mut expanded: Vec<GlossaryTermId> = Vec::new();
        for name in found.iter().take_while(|name| name.body <= number) {
            match name.target {
                NameTarget::Program(program) if name.body == number && !linked.contains(&program) => {
                    linked.push(program);
                    all.push((name.start, Insertion::NameStart(program)));
                    all.push((name.end, Insertion::NameEnd));
                }
                NameTarget::Term(term) | NameTarget::ExplainedTerm(term) if !expanded.contains(&term) => {
                    expanded.push(term);
                    if name.body == number && name.target == NameTarget::Term(term) {
                        all.push((name.end, Insertion::Expansion(term)));
                    }
                }
                _ => {}
            }
        }
        all.sort_unstable();
        all
    }

    /// Returns true if one of the entry's texts is a question, so that the words are the asker's.
    fn is_question(&self, number: usize) -> bool {
        let EntryRef::Letter(letter) = self.entry else { return false };
        let turn = self.site.entries.letters[letter].turn_of(number);
        turn.is_some_and(|turn| turn.kind == TurnKind::Question)
    }
}
