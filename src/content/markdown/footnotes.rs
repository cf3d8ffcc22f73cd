//! Footnotes. Each is placed after the section that cites it first; numbers run through the whole entry.

use pulldown_cmark::{Event, Tag};

use super::SlotKind;
use super::event_writer::{EntryWriter, Footnote};
use super::html_builder::BodyBuilder;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Returns the key of a footnote's name. As in the library, case does not matter.
pub(super) fn key(name: &str) -> String {
    name.to_lowercase()
}

impl EntryWriter<'_, '_> {
    pub(super) fn reference(&mut self, at: usize, name: &str, out: &mut BodyBuilder, findings: &mut Findings) {
        if !out.open_links.is_empty() || out.turn_html.as_ref().is_some_and(|html| html.is_inside("a")) {
            let diagnostic = Diagnostic::error("a footnote mark is a link, so it cannot be inside another link");
            findings.add(self.markdown.span(at), diagnostic.help("put it after the other link"));
        }
        let next = self.footnotes.len() + 1;
        let name = key(name);
        let note = self.footnotes.entry(name.clone()).or_insert_with(|| {
            out.pending_footnotes.push(name);
            Footnote { number: next, references: 0 }
        });
        note.references += 1;
        let (number, reference) = (note.number, note.references);
        let (note_id, reference_id) = (self.note_id(number), self.reference_id(number, reference));
        let id = self.ids.give(reference_id, self.markdown.span(at));
        out.push(&format!("<sup class=\"footnote-ref\" id=\"{id}\"><a href=\"#{note_id}\""));
        out.slot(SlotKind::NoteName(u32::try_from(number).unwrap_or(u32::MAX)));
        out.push(&format!(">{number}</a></sup>"));
    }

    fn note_id(&self, number: usize) -> String {
        format!("fn-{}-{number}", self.slug)
    }

    fn reference_id(&self, number: usize, reference: usize) -> String {
        let again = if reference > 1 { format!("-{reference}") } else { String::new() };
        format!("fnref-{}-{number}{again}", self.slug)
    }

    /// Writes the footnotes that this section cites first, each with links back. They may cite others, which follow.
    pub(super) fn place_footnotes(&mut self, out: &mut BodyBuilder, findings: &mut Findings) {
        if out.pending_footnotes.is_empty() {
            return;
        }
        let (words, characters, excerpt) = (out.body.words, out.body.characters, out.excerpt.clone());
        let headings = out.headings.len();
        out.push("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        let mut placed = 0;
        while let Some(name) = out.pending_footnotes.get(placed).cloned() {
            placed += 1;
            let (Some(range), Some(note)) = (self.markdown.footnotes.get(&name), self.footnotes.get(&name)) else {
                continue;
            };
            let number = note.number;
            let id = self.ids.give(self.note_id(number), self.markdown.span(range.start));
            out.push(&format!("<li id=\"{id}\" value=\"{number}\">"));
            self.events(range.clone(), out, findings);
            Self::finish_html(out, findings);
            self.ways_back(&name, number, out);
            out.push("</li>\n");
        }
        out.push("</ol></div>\n");
        // A footnote counts neither for the reading time nor for the excerpt, and the contents list no heading of it.
        (out.body.words, out.body.characters, out.excerpt) = (words, characters, excerpt);
        out.headings.truncate(headings);
    }

    /// Reports footnotes that are not shown: those that nothing cites, and those with the name of another.
    pub(super) fn check_footnotes(&self, findings: &mut Findings) {
        if self.markdown.footnotes.is_empty() {
            return;
        }
        for (at, (event, _)) in self.markdown.events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(name)) = event else { continue };
            let written = self.markdown.span(at).range();
            let mark = Span::new(written.start..written.start + self.markdown.text()[written].find(':').unwrap_or(0));
            let is_first = self.markdown.footnotes.get(&key(name)).is_some_and(|range| range.start == at + 1);
            if !is_first {
                let diagnostic = Diagnostic::error(format!("there are two footnotes called `[^{name}]`"));
                findings.add(mark, diagnostic.help("rename one of them, here and where the text refers to it"));
            } else if !self.footnotes.contains_key(&key(name)) {
                let diagnostic = Diagnostic::warning(format!(
                    "nothing refers to the footnote `[^{name}]`, so readers do not see it"
                ));
                findings.add(mark, diagnostic.help(format!("write `[^{name}]` where it belongs, or remove it")));
            }
        }
    }

    fn ways_back(&self, name: &str, number: usize, out: &mut BodyBuilder) {
        let references = self.footnotes.get(name).map_or(1, |note| note.references);
        let reopened = out.body.html.ends_with("</p>\n");
        if reopened {
            out.body.html.truncate(out.body.html.len() - "</p>\n".len());
        }
        for reference in 1..=references {
            let id = self.reference_id(number, reference);
            out.push(&format!(" <a class=\"footnote-back\" href=\"#{id}\""));
            out.slot(SlotKind::WayBackName(u32::try_from(number).unwrap_or(u32::MAX)));
            out.push(">↩</a>");
        }
        if reopened {
            out.push("</p>\n");
        }
    }
}
