//! A body's HTML with its slots filled.

use std::borrow::Cow;
use std::fmt::Write;

use crate::content::escape::push_attribute;
use crate::content::{Body, EntryKind, ReferenceDetails, SlotKind, TurnKind};
use crate::site::{Destination, EntryRef, Named, Site, linked_programs};

/// How the links of a body begin: relative within the column, absolute in a feed.
pub(super) struct LinkBase<'b> {
    /// What stands before a path of the column, less its first slash.
    pub(super) root: &'b str,
    /// What stands before a `#fragment` of the body's own page: nothing on that page itself.
    pub(super) page: &'b str,
}

/// An entry's texts, to be written with their links.
pub(super) struct BodyWriter<'s, 'b> {
    site: &'s Site,
    entry: EntryRef,
    base: &'b LinkBase<'b>,
}

/// What is put into the HTML of a text, in the order in which several at one place stand there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Insertion {
    NameEnd,
    Expansion(usize),
    Slot(usize),
    NameStart(usize),
}

impl<'s, 'b> BodyWriter<'s, 'b> {
    pub(super) fn new(site: &'s Site, entry: EntryRef, base: &'b LinkBase<'b>) -> Self {
        Self { site, entry, base }
    }

    /// One of the entry's texts, as HTML; `number` is its place among them, from 0.
    pub(super) fn html<'t>(&self, number: usize, body: &'t Body) -> Cow<'t, str> {
        let insertions = self.insertions(number, body);
        if insertions.is_empty() {
            return Cow::Borrowed(&body.html);
        }
        let quoted = self.is_askers(number);
        let mut out = String::with_capacity(body.html.len() + 64 * insertions.len());
        let mut written = 0;
        for (at, insertion) in insertions {
            out.push_str(&body.html[written..at as usize]);
            written = at as usize;
            match insertion {
                Insertion::Slot(slot) => self.slot(body.slots[slot].kind, &mut out),
                Insertion::NameStart(program) => {
                    out.push_str("<a href=\"");
                    push_attribute(&mut out, &self.within(self.site.entries.programs.path(program)));
                    out.push_str("\">");
                }
                Insertion::NameEnd => out.push_str("</a>"),
                Insertion::Expansion(term) => {
                    // Editors put into square brackets what they add to the words of others.
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

    /// Slots, links on names and expansions, by place: a name is linked once in each text, and not where a link leads to
    /// the program anyway; an acronym is explained at its first use on the page.
    fn insertions(&self, number: usize, body: &Body) -> Vec<(u32, Insertion)> {
        let mut all: Vec<(u32, Insertion)> =
            body.slots.iter().enumerate().map(|(at, slot)| (slot.at, Insertion::Slot(at))).collect();
        let found = self.site.names.of(self.entry);
        if found.is_empty() {
            return all;
        }
        let links = &self.site.links.of(self.entry).links;
        let mut linked: Vec<usize> = linked_programs(body, links).map(|(_, program)| program).collect();
        let mut met: Vec<usize> = Vec::new();
        for name in found.iter().take_while(|name| name.body <= number) {
            match name.what {
                Named::Program(program) if name.body == number && !linked.contains(&program) => {
                    linked.push(program);
                    all.push((name.start, Insertion::NameStart(program)));
                    all.push((name.end, Insertion::NameEnd));
                }
                Named::Term(term) | Named::Explained(term) if !met.contains(&term) => {
                    met.push(term);
                    if name.body == number && name.what == Named::Term(term) {
                        all.push((name.end, Insertion::Expansion(term)));
                    }
                }
                _ => {}
            }
        }
        all.sort_unstable();
        all
    }

    /// Whether one of the entry's texts is the asker's.
    fn is_askers(&self, number: usize) -> bool {
        if self.entry.kind != EntryKind::Letter {
            return false;
        }
        let turn = self.site.entries.letters.get(self.entry.at).turn_of(number);
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
                    titled(out, &links[number as usize].title);
                    out.push_str("\">");
                }
            }
            SlotKind::LinkEnd(number) => {
                if resolved.links[number as usize] != Destination::Nowhere {
                    out.push_str("</a>");
                }
            }
            SlotKind::Picture(number) => {
                let picture = &pictures[number as usize];
                if let Some(address) = self.address(&resolved.pictures[number as usize]) {
                    out.push_str("<img src=\"");
                    push_attribute(out, &address);
                    out.push_str("\" alt=\"");
                    push_attribute(out, &picture.alt);
                    titled(out, &picture.title);
                    out.push('"');
                    if let Destination::Attachment(at) = resolved.pictures[number as usize]
                        && let Some((width, height)) = self.site.attachments[at].1.size
                    {
                        // Its place is kept while it loads: nothing jumps.
                        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
                    }
                    out.push_str(" loading=\"lazy\" decoding=\"async\">");
                }
            }
        }
    }

    fn within(&self, path: &str) -> String {
        format!("{}{}", self.base.root, path.trim_start_matches('/'))
    }

    fn address(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::Entry(entry, fragment) => {
                let mut address = self.within(self.site.entries.path(*entry));
                if let Some(id) = fragment {
                    let _ = write!(address, "#{id}");
                }
                Some(address)
            }
            Destination::Path(path) => Some(self.within(path)),
            Destination::Attachment(at) => Some(self.within(&self.site.attachments[*at].0)),
            Destination::Here(id) => Some(format!("{}#{id}", self.base.page)),
            Destination::Nowhere => None,
        }
    }
}

fn titled(out: &mut String, title: &str) {
    if !title.is_empty() {
        out.push_str("\" title=\"");
        push_attribute(out, title);
    }
}
