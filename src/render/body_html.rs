//! Fills the slots of a body's HTML: links, pictures, and expansions of acronyms.

use std::borrow::Cow;
use std::fmt::Write;

use crate::content::escape::push_attribute;
use crate::content::{Body, ReferenceDetails, SlotKind, TurnKind};
use crate::site::{Destination, EntryRef, GlossaryTermId, NameTarget, ProgramId, Site, linked_programs};

/// The beginnings of a body's links: relative within the column, absolute in a feed.
pub(super) struct LinkBase<'b> {
    /// Prefix of a path of the column, whose first slash is removed.
    pub(super) root: &'b str,
    /// Prefix of a `#fragment` of the body's own page: empty on that page itself.
    pub(super) page: &'b str,
}

/// Writes the texts of one entry.
pub(super) struct BodyWriter<'s, 'b> {
    site: &'s Site,
    entry: EntryRef,
    base: &'b LinkBase<'b>,
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
    pub(super) fn new(site: &'s Site, entry: EntryRef, base: &'b LinkBase<'b>) -> Self {
        Self { site, entry, base }
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
                Insertion::Slot(slot) => self.slot(body.slots[slot].kind, &mut out),
                Insertion::NameStart(program) => {
                    out.push_str("<a href=\"");
                    push_attribute(&mut out, &self.address_of_path(self.site.entries.programs.path(program)));
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

    fn slot(&self, kind: SlotKind, out: &mut String) {
        let resolved = self.site.links.of(self.entry);
        let ReferenceDetails { links, pictures } = self.site.entries.reference_details(self.entry);
        match kind {
            SlotKind::LinkStart(number) => {
                if let Some(address) = self.address(&resolved.links[number as usize]) {
                    out.push_str("<a href=\"");
                    push_attribute(out, &address);
                    push_title(out, &links[number as usize].title);
                    out.push_str("\">");
                }
            }
            SlotKind::LinkEnd(number) => {
                if resolved.links[number as usize] != Destination::Nowhere {
                    out.push_str("</a>");
                }
            }
            SlotKind::LinkAddress(number) => {
                if let Some(address) = self.address(&resolved.links[number as usize]) {
                    out.push_str(" href=\"");
                    push_attribute(out, &address);
                    out.push('"');
                }
            }
            SlotKind::FileAddress(number) => self.push_address(&resolved.pictures[number as usize], out),
            SlotKind::PictureAddress(number) => {
                self.push_address(&resolved.pictures[number as usize], out);
                out.push('"');
                self.push_size(&resolved.pictures[number as usize], out);
            }
            SlotKind::Picture(number) => {
                let picture = &pictures[number as usize];
                if let Some(address) = self.address(&resolved.pictures[number as usize]) {
                    out.push_str("<img src=\"");
                    push_attribute(out, &address);
                    out.push_str("\" alt=\"");
                    push_attribute(out, &picture.alt);
                    push_title(out, &picture.title);
                    out.push('"');
                    self.push_size(&resolved.pictures[number as usize], out);
                    out.push_str(" loading=\"lazy\" decoding=\"async\">");
                }
            }
        }
    }

    /// Writes the size of a picture if it is known: the browser reserves the space while it loads, so that nothing jumps.
    fn push_size(&self, destination: &Destination, out: &mut String) {
        if let Destination::Attachment(attachment) = destination
            && let Some((width, height)) = self.site.attachments[*attachment].1.size
        {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
    }

    fn push_address(&self, destination: &Destination, out: &mut String) {
        if let Some(address) = self.address(destination) {
            push_attribute(out, &address);
        }
    }

    fn address_of_path(&self, path: &str) -> String {
        format!("{}{}", self.base.root, path.trim_start_matches('/'))
    }

    fn address(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::Entry(entry, fragment) => {
                let mut address = self.address_of_path(self.site.entries.path(*entry));
                if let Some(id) = fragment {
                    let _ = write!(address, "#{id}");
                }
                Some(address)
            }
            Destination::Path(path) => Some(self.address_of_path(path)),
            Destination::Attachment(attachment) => Some(self.address_of_path(&self.site.attachments[*attachment].0)),
            Destination::Here(id) => Some(format!("{}#{id}", self.base.page)),
            Destination::Nowhere => None,
        }
    }
}

fn push_title(out: &mut String, title: &str) {
    if !title.is_empty() {
        out.push_str("\" title=\"");
        push_attribute(out, title);
    }
}
