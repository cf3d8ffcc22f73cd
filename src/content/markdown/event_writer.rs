//! Writes events as HTML with slots.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::access::{AccessChecks, AccessReferences};
use super::alternative;
use super::body::next_number;
use super::elements::level_number;
use super::html_builder::BodyBuilder;
use super::html_ids::related_to;
use super::scripts::is_right_to_left;
use super::soft_breaks;
use super::{
    Body, FullAddress, Ids, LinkDetails, LinkTarget, Markdown, PictureDetails, ReferenceDetails, References, SlotKind,
};
use crate::content::html::ShownAs;
use crate::content::{Record, slugify};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Transliteration;

/// A section to write: its blocks, and the level of its headings.
pub(in crate::content) struct Section<'m> {
    /// The blocks, as ranges of events.
    pub(in crate::content) blocks: &'m [Range<usize>],
    /// The level that its largest headings get: 3 in a turn, 2 on a page.
    pub(in crate::content) top_heading: u8,
}

/// Writes the sections of one entry, and keeps what they share: ids, footnote numbers and links.
pub(in crate::content) struct EntryWriter<'m, 't> {
    pub(in crate::content) markdown: &'m Markdown<'t>,
    pub(super) file: &'m str,
    pub(super) folder: &'m str,
    /// The entry's slug, which keeps footnote ids of different entries apart.
    pub(super) slug: &'m str,
    /// The way in which headings become ids.
    pub(in crate::content) slugs: Transliteration,
    /// The ids given so far.
    pub(in crate::content) ids: Ids,
    /// The `rel` of links to web pages elsewhere.
    pub(super) link_rel: Option<&'static str>,
    pub(super) references: References,
    pub(super) details: ReferenceDetails,
    /// What one part of the text says of another.
    pub(super) access: AccessReferences,
    /// The footnotes cited so far, by key.
    pub(super) footnotes: HashMap<String, Footnote>,
}

/// A footnote that has been cited.
pub(super) struct Footnote {
    pub(super) number: usize,
    /// The number of its references.
    pub(super) references: usize,
}

impl<'m, 't> EntryWriter<'m, 't> {
    /// Creates a writer for an entry. Its slug keeps footnote ids of different entries apart in a feed reader.
    pub(in crate::content) fn new(markdown: &'m Markdown<'t>, record: &'m Record, slugs: Transliteration) -> Self {
        Self::of_file(markdown, &record.file, &record.slug, slugs)
    }

    /// Creates a writer for a reply. Links away from the column vouch for nothing.
    pub(in crate::content) fn for_reply(markdown: &'m Markdown<'t>, file: &'m str) -> Self {
        let link_rel = Some("ugc nofollow noopener");
        Self { link_rel, ..Self::of_file(markdown, file, "", Transliteration::AnyLanguage) }
    }

    fn of_file(markdown: &'m Markdown<'t>, file: &'m str, slug: &'m str, slugs: Transliteration) -> Self {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (references, details) = (References::default(), ReferenceDetails::default());
        let (ids, access, footnotes) = (Ids::default(), AccessReferences::default(), HashMap::new());
        Self { markdown, file, folder, slug, slugs, ids, link_rel: None, references, details, access, footnotes }
    }

    /// Reports what is missing now that all sections are written, and returns their links, pictures and ids.
    pub(in crate::content) fn finish(self, findings: &mut Findings) -> (References, ReferenceDetails) {
        self.check_footnotes(findings);
        self.access.check(&self.ids, findings);
        (References { ids: self.ids.into_sorted(), ..self.references }, self.details)
    }

    /// Writes one section.
    pub(in crate::content) fn section(&mut self, section: &Section<'_>, findings: &mut Findings) -> Body {
        let access = AccessChecks::new(section.top_heading);
        let mut out = BodyBuilder::new(section.blocks.len(), self.length(section), self.heading_shift(section), access);
        if self.markdown.has_html {
            self.begin_html(&mut out);
        }
        for block in section.blocks {
            match self.video_cards(block) {
                Some(cards) => self.write_cards(block, &cards, &mut out, findings),
                None => {
                    self.check_video(block, findings);
                    self.events(block.clone(), &mut out, findings);
                }
            }
        }
        Self::finish_html(&mut out, findings);
        self.place_footnotes(&mut out, findings);
        // Replies are others' words.
        if self.link_rel.is_none() {
            self.access.append(std::mem::take(&mut out.access).finish(findings));
        }
        out.finish(&self.details)
    }

    /// Estimates the length of a section's HTML in bytes: an eighth more than its Markdown.
    fn length(&self, section: &Section<'_>) -> usize {
        let ranges = section.blocks.iter().map(|block| &self.markdown.events[block.start].1);
        ranges.map(|range| range.len() * 9 / 8).sum()
    }

    /// Returns the number to add to heading levels, so that the section's largest heading gets the level wanted.
    fn heading_shift(&self, section: &Section<'_>) -> i8 {
        let events = section.blocks.iter().flat_map(|block| &self.markdown.events[block.clone()]);
        let levels = events.filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level_number(*level)),
            _ => None,
        });
        levels.min().map_or(0, |largest| section.top_heading.cast_signed() - largest)
    }

    pub(super) fn events(&mut self, range: Range<usize>, out: &mut BodyBuilder, findings: &mut Findings) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at, out, findings);
        }
    }

    /// Writes one event and returns the index of the next. An image, a block of HTML and a footnote definition are
    /// several events.
    fn event(&mut self, at: usize, out: &mut BodyBuilder, findings: &mut Findings) -> usize {
        let markdown = self.markdown;
        self.keep_nesting(at, out, findings);
        match &markdown.events[at].0 {
            Event::Start(Tag::FootnoteDefinition(_)) => return markdown.block_end(at),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let end = markdown.block_end(at);
                let alt = self.alternative(at..end, findings);
                self.picture(at, dest_url, alt, title, out, findings);
                return end;
            }
            Event::Start(Tag::HtmlBlock) => {
                let end = markdown.block_end(at);
                self.html_block(at..end, out, findings);
                return end;
            }
            Event::Start(Tag::Heading { .. }) => self.heading(at, out, findings),
            Event::Start(Tag::Link { dest_url, title, link_type, .. }) => match link_type {
                LinkType::Email => self.link(at, &format!("mailto:{dest_url}"), title, out, findings),
                _ => self.link(at, dest_url, title, out, findings),
            },
            Event::Start(Tag::List(first)) => self.list(at, *first, out),
            Event::Start(Tag::Item) => self.item(at, out),
            Event::Start(tag) => out.open(tag),
            Event::End(tag) => out.close(*tag),
            // Mathematics is not enabled: this would be plain text.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => out.text(text),
            Event::Code(code) => out.code(code),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(at, html, out, findings),
            Event::FootnoteReference(name) => self.reference(at, name, out, findings),
            Event::SoftBreak => out.soft_break(soft_breaks::joins_lines(&markdown.events, at)),
            Event::HardBreak => out.hard_break(),
            Event::Rule => out.push("<hr>\n"),
            Event::TaskListMarker(is_done) => out.task(*is_done),
        }
        if self.is_other_way_round(at) {
            out.turn_round();
        }
        at + 1
    }

    /// Returns true at the start of a list, quotation, or table whose first letter is of a script that is written from right
    /// to left. Paragraphs and headings need no such attribute: a stylesheet lets each go by its own letters.
    fn is_other_way_round(&self, at: usize) -> bool {
        let Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_)) = &self.markdown.events[at].0 else {
            return false;
        };
        let texts = self.markdown.events[at + 1..].iter().filter_map(|(event, _)| match event {
            Event::Text(text) => Some(text),
            _ => None,
        });
        texts.flat_map(|text| text.chars()).find(|c| c.is_alphabetic()).is_some_and(is_right_to_left)
    }

    /// Returns true if the first item of the list at this event is a task.
    pub(super) fn is_task_list(&self, at: usize) -> bool {
        let mut first = self.markdown.events[at + 1..].iter().map(|(event, _)| event);
        let start = first.find(|event| !matches!(event, Event::Start(Tag::Item | Tag::Paragraph)));
        matches!(start, Some(Event::TaskListMarker(_)))
    }

    fn heading(&mut self, at: usize, out: &mut BodyBuilder, findings: &mut Findings) {
        let Event::Start(Tag::Heading { level, id, classes, attrs }) = &self.markdown.events[at].0 else { return };
        if let Some((name, _)) = attrs.first() {
            let diagnostic = Diagnostic::error(format!("`{name}` is not allowed on a heading"));
            findings.add(
                self.markdown.span(at),
                diagnostic.help("in the braces, write only an id and classes: `{#my-id .my-class}`"),
            );
        }
        let text = self.markdown.plain(at..self.markdown.block_end(at));
        let wanted = id.as_ref().map_or_else(|| slugify(&text, self.slugs), ToString::to_string);
        if wanted.starts_with('_') {
            let diagnostic = Diagnostic::error(format!("the id `{wanted}` begins with `_`: only a theme's ids do"));
            findings.add(self.markdown.span(at), diagnostic.help("begin it with a letter"));
        }
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let (place, chosen) = (self.markdown.line_span(self.markdown.events[at].1.start), id.is_some());
        // `<a name="methods">` beside the heading "Methods": the author's own id counts.
        let is_taken = !chosen && self.markdown.html_ids.contains(&wanted);
        let holder = if chosen { self.ids.holder(&wanted) } else { None };
        if holder.is_some() {
            let diagnostic = Diagnostic::error(format!("two places on this page have the name `{wanted}`"));
            let diagnostic = related_to(diagnostic, holder, findings);
            findings.add(place, diagnostic.help(format!("write another: `{{#{wanted}-…}}`")));
        }
        let id = if is_taken { self.ids.give_numbered(&wanted, place) } else { self.ids.give(wanted, place) };
        out.heading(*level, &id, classes);
        let is_underlined = !self.markdown.text()[place.range()].starts_with('#');
        let hashes = if is_underlined { 0 } else { level_number(*level).unsigned_abs() };
        out.access.markdown_heading(hashes, out.shown_level(*level), place);
    }

    fn link(&mut self, at: usize, address: &str, title: &str, out: &mut BodyBuilder, findings: &mut Findings) {
        // `[a <https://b>](c)`, which `CommonMark` allows. With HTML, the elements are checked anyway.
        if !out.open_links.is_empty() && out.turn_html.is_none() {
            let diagnostic = Diagnostic::error("a link cannot be inside another link");
            findings.add(self.markdown.span(at), diagnostic.help("remove the `<` and `>` around the address"));
        }
        out.access.markdown_link(address, self.markdown.span(at));
        match LinkTarget::of(address, self.folder) {
            LinkTarget::Elsewhere(address) => {
                let is_mail = address.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
                out.link(&address, title, self.link_rel.filter(|_| !is_mail));
                let span = self.address_span(at, &address);
                self.details.full_addresses.extend(FullAddress::of(address, span));
            }
            target => {
                let span = self.address_span(at, address);
                if let Some(diagnostic) = target.refusal() {
                    findings.add(span, diagnostic);
                }
                let number = next_number(&self.references.links);
                self.references.links.push(target);
                self.details.links.push(LinkDetails { title: title.to_owned(), span });
                out.slot(SlotKind::LinkStart(number));
                out.open_links.push(Some(number));
            }
        }
    }

    fn picture(
        &mut self,
        at: usize,
        address: &str,
        alt: String,
        title: &str,
        out: &mut BodyBuilder,
        findings: &mut Findings,
    ) {
        let span = self.address_span(at, address);
        if let Some(diagnostic) = alternative::check(&alt, address) {
            findings.add(self.markdown.span(at), diagnostic);
        }
        out.access.text(&alt);
        let target = LinkTarget::of(address, self.folder);
        if let Some(diagnostic) = target.refusal_as_picture() {
            findings.add(span, diagnostic);
        }
        out.slot(SlotKind::Picture(next_number(&self.references.pictures)));
        self.references.pictures.push(target);
        self.details.pictures.push(PictureDetails { alt, title: title.to_owned(), kind: ShownAs::Picture, span });
    }

    /// Returns the span of the address within a link; that of the whole link if the address is elsewhere (a reference).
    pub(super) fn address_span(&self, at: usize, address: &str) -> Span {
        let range = self.markdown.events[at].1.clone();
        let written = &self.markdown.text()[range.clone()];
        // Usually it is at the end, where it is found at once.
        let at_end = |text: &str| text.strip_suffix(address).map(str::len);
        let at_end = at_end(written).or_else(|| at_end(written.strip_suffix(')')?));
        match at_end.or_else(|| written.rfind(address)) {
            Some(found) if !address.is_empty() => Span::new(range.start + found..range.start + found + address.len()),
            _ => Span::new(range),
        }
    }
}
