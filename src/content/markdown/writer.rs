//! Events to HTML with slots.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::body::next_number;
use super::draft::{Draft, Place, code_block, end, level_number};
use super::{
    Body, Ids, LinkDetails, LinkTarget, Markdown, PictureDetails, ReferenceDetails, References, SlotKind, raw_html,
};
use crate::content::slugify;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// What to write: these blocks, and how their headings fit into the page.
pub(in crate::content) struct Section<'m> {
    /// Ranges of events.
    pub(in crate::content) blocks: &'m [Range<usize>],
    /// The level that its largest headings get: 3 inside a turn, 2 on a page.
    pub(in crate::content) top_heading: u8,
}

/// Writes the sections of one entry; what spans them (ids, footnote numbers, links) is kept here.
pub(in crate::content) struct Writer<'m, 't> {
    pub(in crate::content) markdown: &'m Markdown<'t>,
    folder: &'m str,
    /// Keeps footnote ids of different entries apart.
    pub(super) slug: &'m str,
    /// Ids given so far.
    pub(in crate::content) ids: Ids,
    references: References,
    details: ReferenceDetails,
    /// Footnotes cited so far.
    pub(super) footnotes: HashMap<String, Footnote>,
}

/// A footnote that has been cited.
pub(super) struct Footnote {
    pub(super) number: usize,
    /// How often.
    pub(super) references: usize,
}

impl<'m, 't> Writer<'m, 't> {
    /// A writer for the entry of this file. `slug` keeps footnote ids of different entries apart in a feed reader.
    pub(in crate::content) fn new(markdown: &'m Markdown<'t>, file: &'m str, slug: &'m str) -> Self {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (references, details) = (References::default(), ReferenceDetails::default());
        Self { markdown, folder, slug, ids: Ids::default(), references, details, footnotes: HashMap::new() }
    }

    /// Returns the links, pictures and ids of all sections.
    pub(in crate::content) fn finish(self) -> (References, ReferenceDetails) {
        (References { ids: self.ids.into_sorted(), ..self.references }, self.details)
    }

    /// Writes one section.
    pub(in crate::content) fn section(&mut self, section: &Section<'_>, findings: &mut Findings) -> Body {
        let mut draft = Draft::new(section.blocks.len(), self.length(section), self.heading_shift(section));
        for block in section.blocks {
            self.events(block.clone(), &mut draft, findings);
        }
        self.place_footnotes(&mut draft, findings);
        draft.body.html.shrink_to_fit(); // It lives as long as the site.
        draft.body
    }

    /// About how long the HTML of a section will be: an eighth more than its Markdown.
    fn length(&self, section: &Section<'_>) -> usize {
        let ranges = section.blocks.iter().map(|block| &self.markdown.events[block.start].1);
        ranges.map(|range| range.len() * 9 / 8).sum()
    }

    /// So that the largest heading of the section gets the level wanted, and the others keep their distance.
    fn heading_shift(&self, section: &Section<'_>) -> i8 {
        let events = section.blocks.iter().flat_map(|block| &self.markdown.events[block.clone()]);
        let levels = events.filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level_number(*level)),
            _ => None,
        });
        levels.min().map_or(0, |largest| section.top_heading.cast_signed() - largest)
    }

    pub(super) fn events(&mut self, range: Range<usize>, draft: &mut Draft, findings: &mut Findings) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at, draft, findings);
        }
    }

    /// Writes one event (an image, a heading's start or a footnote's definition: several) and returns the next.
    fn event(&mut self, at: usize, draft: &mut Draft, findings: &mut Findings) -> usize {
        let markdown = self.markdown;
        match &markdown.events[at].0 {
            Event::Start(Tag::FootnoteDefinition(_)) => return markdown.block_end(at),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let end = markdown.block_end(at);
                let alt = markdown.plain(at..end);
                self.picture(at, dest_url, alt, title, draft, findings);
                return end;
            }
            Event::Start(Tag::HtmlBlock) => {
                let end = markdown.block_end(at);
                self.html_block(at..end, draft, findings);
                return end;
            }
            Event::Start(Tag::Heading { .. }) => self.heading(at, draft, findings),
            Event::Start(Tag::Link { dest_url, title, link_type, .. }) => match link_type {
                LinkType::Email => self.link(at, &format!("mailto:{dest_url}"), title, draft, findings),
                _ => self.link(at, dest_url, title, draft, findings),
            },
            Event::Start(tag) => self.start(at, tag, draft),
            Event::End(tag) => end(*tag, draft),
            // Mathematics is not switched on: it would be plain text.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => draft.text(text),
            Event::Code(code) => {
                draft.push("<code>");
                draft.untouched += 1;
                draft.text(code);
                draft.untouched -= 1;
                draft.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(at, html, draft, findings),
            Event::FootnoteReference(name) => self.reference(name, draft),
            Event::SoftBreak => draft.soft_break(),
            Event::HardBreak => draft.hard_break(),
            Event::Rule => draft.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                draft.push("<label><input type=\"checkbox\" disabled");
                draft.push(if *done { " checked> " } else { "> " });
                draft.open_label = true;
            }
        }
        at + 1
    }

    fn start(&self, at: usize, tag: &Tag<'_>, draft: &mut Draft) {
        if matches!(tag, Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::List(_) | Tag::Table(_)) {
            draft.close_text();
        }
        match tag {
            Tag::Paragraph => draft.push("<p>"),
            Tag::BlockQuote(_) => {
                draft.untouched += 1;
                draft.push("<blockquote>\n");
            }
            Tag::CodeBlock(kind) => code_block(kind, draft),
            Tag::List(Some(1)) => draft.push("<ol>\n"),
            Tag::List(Some(first)) => draft.push(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) if self.is_task_list(at) => draft.push("<ul class=\"tasks\">\n"),
            Tag::List(None) => draft.push("<ul>\n"),
            Tag::Item => draft.push("<li>"),
            Tag::Table(alignments) => {
                draft.alignments.clone_from(alignments);
                draft.push("<div class=\"table\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                draft.at = Place::TableHead;
                draft.column = 0;
                draft.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                draft.column = 0;
                draft.push("<tr>");
            }
            Tag::TableCell => draft.cell_start(),
            Tag::Emphasis => draft.push("<em>"),
            Tag::Strong => draft.push("<strong>"),
            Tag::Strikethrough => draft.push("<del>"),
            _ => {}
        }
    }

    /// Whether the first item of the list at this event is a task.
    fn is_task_list(&self, at: usize) -> bool {
        let mut first = self.markdown.events[at + 1..].iter().map(|(event, _)| event);
        let start = first.find(|event| !matches!(event, Event::Start(Tag::Item | Tag::Paragraph)));
        matches!(start, Some(Event::TaskListMarker(_)))
    }

    fn heading(&mut self, at: usize, draft: &mut Draft, findings: &mut Findings) {
        let Event::Start(Tag::Heading { level, id, classes, attrs }) = &self.markdown.events[at].0 else { return };
        if let Some((name, _)) = attrs.first() {
            let diagnostic = Diagnostic::error(format!("a heading cannot have `{name}`"));
            findings.add(self.markdown.span(at), diagnostic.help("only an id and classes: `{#my-id .my-class}`"));
        }
        let text = self.markdown.plain(at..self.markdown.block_end(at));
        let wanted = id.as_ref().map_or_else(|| slugify(&text), ToString::to_string);
        if wanted.starts_with('_') {
            let diagnostic = Diagnostic::error(format!("the id `{wanted}` begins with `_`, as only a theme's own do"));
            findings.add(self.markdown.span(at), diagnostic.help("begin it with a letter"));
        }
        let id = self.ids.give(if wanted.is_empty() { "section".to_owned() } else { wanted });
        draft.at = Place::Heading;
        draft.close_text();
        draft.push("<");
        draft.push(draft.heading(*level));
        draft.push(" id=\"");
        draft.escaped(&id);
        if !classes.is_empty() {
            draft.push("\" class=\"");
            draft.escaped(&classes.join(" "));
        }
        draft.push("\">");
    }

    fn link(&mut self, at: usize, address: &str, title: &str, draft: &mut Draft, findings: &mut Findings) {
        match LinkTarget::of(address, self.folder) {
            LinkTarget::Elsewhere(address) => {
                draft.push("<a href=\"");
                draft.href(&address);
                draft.title(title);
                draft.push("\">");
                draft.open_links.push(None);
            }
            target => {
                let span = self.address_span(at, address);
                if let Some(diagnostic) = target.refusal() {
                    findings.add(span, diagnostic);
                }
                let number = next_number(&self.references.links);
                self.references.links.push(target);
                self.details.links.push(LinkDetails { title: title.to_owned(), span });
                draft.slot(SlotKind::LinkStart(number));
                draft.open_links.push(Some(number));
            }
        }
    }

    fn picture(
        &mut self,
        at: usize,
        address: &str,
        alt: String,
        title: &str,
        draft: &mut Draft,
        findings: &mut Findings,
    ) {
        let span = self.address_span(at, address);
        if alt.trim().is_empty() {
            let diagnostic = Diagnostic::warning("this picture says nothing to those who cannot see it");
            let help = "write what it shows between the brackets: `![A shelf of ledgers](shelf.jpg)`";
            findings.add(self.markdown.span(at), diagnostic.help(help));
        }
        let target = LinkTarget::of(address, self.folder);
        let diagnostic = match &target {
            LinkTarget::Elsewhere(_) => Some(
                Diagnostic::error("this picture lies on another site, which would be told of each of your readers")
                    .help("save it beside this file and write its name here"),
            ),
            other => other.refusal(),
        };
        if let Some(diagnostic) = diagnostic {
            findings.add(span, diagnostic);
        }
        draft.slot(SlotKind::Picture(next_number(&self.references.pictures)));
        self.references.pictures.push(target);
        self.details.pictures.push(PictureDetails { alt, title: title.to_owned(), span });
    }

    /// Where the address stands within the link; the whole link, if it is written elsewhere (a reference).
    fn address_span(&self, at: usize, address: &str) -> Span {
        let range = self.markdown.events[at].1.clone();
        let written = &self.markdown.text()[range.clone()];
        // It stands at the end, as a rule, where it is found at once.
        let at_end = |text: &str| text.strip_suffix(address).map(str::len);
        let at_end = at_end(written).or_else(|| at_end(written.strip_suffix(')')?));
        match at_end.or_else(|| written.rfind(address)) {
            Some(found) if !address.is_empty() => Span::new(range.start + found..range.start + found + address.len()),
            _ => Span::new(range),
        }
    }

    /// HTML as the columnist wrote it, checked; its ids count among the page's.
    fn raw(&mut self, at: usize, html: &str, draft: &mut Draft, findings: &mut Findings) {
        let found = raw_html::check(html);
        for diagnostic in found.diagnostics {
            findings.add(self.markdown.span(at), diagnostic);
        }
        for id in found.ids {
            if self.ids.give(id.clone()) != id {
                let diagnostic = Diagnostic::error(format!("the id `{id}` is taken on this page"));
                findings.add(self.markdown.span(at), diagnostic.help("give it another name"));
            }
        }
        draft.push(&raw_html::without_remarks(html));
        draft.untouched = draft.untouched.saturating_add_signed(found.untouched);
    }

    fn html_block(&mut self, range: Range<usize>, draft: &mut Draft, findings: &mut Findings) {
        let mut html = String::new();
        for (event, _) in &self.markdown.events[range.clone()] {
            if let Event::Html(line) | Event::Text(line) = event {
                html.push_str(line);
            }
        }
        self.raw(range.start, &html, draft, findings);
    }
}
