//! Events to HTML with slots.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::{Body, Ids, Link, Markdown, Picture, Slot, SlotKind, Target, raw_html};
use crate::content::slugify;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// How many words an excerpt has.
const EXCERPT_WORDS: usize = 40;

/// What to write: these blocks, and how their headings fit into the page.
pub(in crate::content) struct Section {
    /// Ranges of events.
    pub(in crate::content) blocks: Vec<Range<usize>>,
    /// The level that its largest headings get: 3 inside a turn, 2 on a page.
    pub(in crate::content) top_heading: u8,
}

/// Writes the sections of one entry; what spans them (ids, footnote numbers, links) is kept here.
pub(in crate::content) struct Writer<'m, 't> {
    markdown: &'m Markdown<'t>,
    folder: &'m str,
    slug: &'m str,
    /// Ids given so far.
    pub(in crate::content) ids: Ids,
    /// Links met so far.
    pub(in crate::content) links: Vec<Link>,
    /// Pictures met so far.
    pub(in crate::content) pictures: Vec<Picture>,
    footnotes: HashMap<String, Footnote>,
}

struct Footnote {
    number: usize,
    references: usize,
}

/// One section while it is written.
#[derive(Default)]
struct Draft {
    body: Body,
    shift: i8,
    /// Footnotes cited here first, to be placed at the end.
    pending: Vec<String>,
    /// Slot links that are open, innermost last; none for one that is plain HTML.
    open_links: Vec<Option<u32>>,
    alignments: Vec<Alignment>,
    in_table_head: bool,
    column: usize,
    open_label: bool,
    /// Whether the last text ended within a word: `don`, `’`, `t` are three events.
    mid_word: bool,
}

impl<'m, 't> Writer<'m, 't> {
    /// A writer for the entry of this file. `slug` keeps footnote ids of different entries apart in a feed reader.
    pub(in crate::content) fn new(markdown: &'m Markdown<'t>, file: &'m str, slug: &'m str) -> Self {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (ids, links, pictures) = (Ids::default(), Vec::new(), Vec::new());
        Self { markdown, folder, slug, ids, links, pictures, footnotes: HashMap::new() }
    }

    /// Writes one section.
    pub(in crate::content) fn section(&mut self, section: &Section, findings: &mut Findings) -> Body {
        let mut draft = Draft { shift: self.heading_shift(section), ..Draft::default() };
        for block in &section.blocks {
            self.events(block.clone(), &mut draft, findings);
        }
        self.place_footnotes(&mut draft, findings);
        draft.body
    }

    /// So that the largest heading of the section gets the level wanted, and the others keep their distance.
    fn heading_shift(&self, section: &Section) -> i8 {
        let events = section.blocks.iter().flat_map(|block| &self.markdown.events[block.clone()]);
        let levels = events.filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level_number(*level)),
            _ => None,
        });
        levels.min().map_or(0, |largest| section.top_heading.cast_signed() - largest)
    }

    fn events(&mut self, range: Range<usize>, draft: &mut Draft, findings: &mut Findings) {
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
            Event::Start(Tag::Link { dest_url, title, link_type, .. }) => {
                let mail = *link_type == pulldown_cmark::LinkType::Email;
                let address = if mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                self.link(at, &address, title, draft, findings);
            }
            Event::Start(tag) => self.start(at, tag, draft),
            Event::End(tag) => end(*tag, draft),
            // Mathematics is not switched on: it would be plain text.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => draft.text(text),
            Event::Code(code) => {
                draft.push("<code>");
                draft.text(code);
                draft.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for diagnostic in raw_html::check(html) {
                    findings.add(markdown.span(at), diagnostic);
                }
                draft.push(html);
            }
            Event::FootnoteReference(name) => self.reference(name, draft),
            Event::SoftBreak => draft.line_break("\n"),
            Event::HardBreak => draft.line_break("<br>\n"),
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
        match tag {
            Tag::Paragraph => draft.push("<p>"),
            Tag::BlockQuote(_) => draft.push("<blockquote>\n"),
            Tag::CodeBlock(kind) => code_block(kind, draft),
            Tag::List(number) => {
                draft.close_label();
                match number {
                    Some(1) => draft.push("<ol>\n"),
                    Some(first) => draft.push(&format!("<ol start=\"{first}\">\n")),
                    None if self.is_task_list(at) => draft.push("<ul class=\"tasks\">\n"),
                    None => draft.push("<ul>\n"),
                }
            }
            Tag::Item => draft.push("<li>"),
            Tag::Table(alignments) => {
                draft.alignments.clone_from(alignments);
                draft.push("<div class=\"table\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                draft.in_table_head = true;
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
        let id = self.ids.give(if wanted.is_empty() { "section" } else { &wanted });
        let level = (level_number(*level) + draft.shift).clamp(1, 6);
        draft.push(&format!("<h{level} id=\""));
        draft.escaped(&id);
        if !classes.is_empty() {
            draft.push("\" class=\"");
            draft.escaped(&classes.join(" "));
        }
        draft.push("\">");
    }

    fn link(&mut self, at: usize, address: &str, title: &str, draft: &mut Draft, findings: &mut Findings) {
        let span = self.address_span(at, address);
        match Target::of(address, self.folder) {
            Target::Elsewhere(address) => {
                draft.push("<a href=\"");
                draft.href(&address);
                draft.title(title);
                draft.push("\">");
                draft.open_links.push(None);
            }
            target => {
                if let Some(diagnostic) = refusal(&target) {
                    findings.add(span, diagnostic);
                }
                let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
                self.links.push(Link { target, title: title.to_owned(), span });
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
        let target = Target::of(address, self.folder);
        let diagnostic = match &target {
            Target::Elsewhere(_) => Some(
                Diagnostic::error("this picture lies on another site, which would be told of each of your readers")
                    .help("save it beside this file and write its name here"),
            ),
            other => refusal(other),
        };
        if let Some(diagnostic) = diagnostic {
            findings.add(span, diagnostic);
        }
        let number = u32::try_from(self.pictures.len()).unwrap_or(u32::MAX);
        self.pictures.push(Picture { target, alt, title: title.to_owned(), span });
        draft.slot(SlotKind::Picture(number));
    }

    /// Where the address stands within the link; the whole link, if it is written elsewhere (a reference).
    fn address_span(&self, at: usize, address: &str) -> Span {
        let range = self.markdown.events[at].1.clone();
        let written = &self.markdown.text()[range.clone()];
        match written.rfind(address) {
            Some(found) if !address.is_empty() => Span::new(range.start + found..range.start + found + address.len()),
            _ => Span::new(range),
        }
    }

    fn html_block(&self, range: Range<usize>, draft: &mut Draft, findings: &mut Findings) {
        let mut html = String::new();
        for (event, _) in &self.markdown.events[range.clone()] {
            if let Event::Html(line) | Event::Text(line) = event {
                html.push_str(line);
            }
        }
        for diagnostic in raw_html::check(&html) {
            findings.add(self.markdown.span(range.start), diagnostic);
        }
        draft.push(&html);
    }

    fn reference(&mut self, name: &str, draft: &mut Draft) {
        let next = self.footnotes.len() + 1;
        let note = self.footnotes.entry(name.to_owned()).or_insert_with(|| {
            draft.pending.push(name.to_owned());
            Footnote { number: next, references: 0 }
        });
        note.references += 1;
        let (number, reference) = (note.number, note.references);
        let (note_id, reference_id) = (self.note_id(number), self.reference_id(number, reference));
        let id = self.ids.give(&reference_id);
        draft.push(&format!("<sup class=\"footnote-ref\" id=\"{id}\"><a href=\"#{note_id}\">{number}</a></sup>"));
    }

    fn note_id(&self, number: usize) -> String {
        format!("fn-{}-{number}", self.slug)
    }

    fn reference_id(&self, number: usize, reference: usize) -> String {
        let again = if reference > 1 { format!("-{reference}") } else { String::new() };
        format!("fnref-{}-{number}{again}", self.slug)
    }

    /// The footnotes that this section cites first, each with ways back; they may cite others, which follow.
    fn place_footnotes(&mut self, draft: &mut Draft, findings: &mut Findings) {
        if draft.pending.is_empty() {
            return;
        }
        let words = draft.body.words;
        draft.push("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        let mut placed = 0;
        while let Some(name) = draft.pending.get(placed).cloned() {
            placed += 1;
            let (Some(range), Some(note)) = (self.markdown.footnotes.get(&name), self.footnotes.get(&name)) else {
                continue;
            };
            let number = note.number;
            let id = self.ids.give(&self.note_id(number));
            draft.push(&format!("<li id=\"{id}\" value=\"{number}\">"));
            self.events(range.clone(), draft, findings);
            self.ways_back(&name, number, draft);
            draft.push("</li>\n");
        }
        draft.push("</ol></div>\n");
        // A footnote is not counted among the words to read through.
        draft.body.words = words;
    }

    fn ways_back(&self, name: &str, number: usize, draft: &mut Draft) {
        let references = self.footnotes.get(name).map_or(1, |note| note.references);
        let reopened = draft.body.html.ends_with("</p>\n");
        if reopened {
            draft.body.html.truncate(draft.body.html.len() - "</p>\n".len());
        }
        for reference in 1..=references {
            let id = self.reference_id(number, reference);
            draft.push(&format!(" <a class=\"footnote-back\" href=\"#{id}\">↩</a>"));
        }
        if reopened {
            draft.push("</p>\n");
        }
    }
}

impl Draft {
    fn push(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    fn escaped(&mut self, text: &str) {
        // Writing into a String cannot fail.
        let _ = escape_html(&mut self.body.html, text);
    }

    fn href(&mut self, address: &str) {
        let _ = escape_href(&mut self.body.html, address);
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push("\" title=\"");
            self.escaped(title);
        }
    }

    /// Text that is read: escaped, counted, and kept for the excerpt while there is room.
    fn text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.body.html, text);
        for (at, word) in text.split_whitespace().enumerate() {
            let goes_on = at == 0 && self.mid_word && !text.starts_with(char::is_whitespace);
            self.body.words += usize::from(!goes_on);
            match self.body.words {
                0..=EXCERPT_WORDS => {
                    if !goes_on && !self.body.excerpt.is_empty() {
                        self.body.excerpt.push(' ');
                    }
                    self.body.excerpt.push_str(word);
                }
                _ if !self.body.excerpt.ends_with('…') => self.body.excerpt.push('…'),
                _ => {}
            }
        }
        self.mid_word = !text.ends_with(char::is_whitespace);
    }

    fn line_break(&mut self, html: &str) {
        self.push(html);
        self.mid_word = false;
    }

    fn slot(&mut self, kind: SlotKind) {
        let at = u32::try_from(self.body.html.len()).unwrap_or(u32::MAX);
        self.body.slots.push(Slot { at, kind });
    }

    fn cell_start(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        let tag = if self.in_table_head { "<th scope=\"col\"" } else { "<td" };
        self.body.html.push_str(tag);
        self.body.html.push_str(class);
        self.body.html.push('>');
        self.column += 1;
    }

    fn close_label(&mut self) {
        if std::mem::take(&mut self.open_label) {
            self.push("</label>");
        }
    }
}

fn end(tag: TagEnd, draft: &mut Draft) {
    match tag {
        TagEnd::Paragraph => {
            draft.close_label();
            draft.push("</p>\n");
        }
        TagEnd::Heading(level) => {
            let level = (level_number(level) + draft.shift).clamp(1, 6);
            draft.push(&format!("</h{level}>\n"));
        }
        TagEnd::BlockQuote(_) => draft.push("</blockquote>\n"),
        TagEnd::CodeBlock => draft.push("</code></pre>\n"),
        TagEnd::List(true) => draft.push("</ol>\n"),
        TagEnd::List(false) => draft.push("</ul>\n"),
        TagEnd::Item => {
            draft.close_label();
            draft.push("</li>\n");
        }
        TagEnd::Table => draft.push("</tbody>\n</table></div>\n"),
        TagEnd::TableHead => {
            draft.in_table_head = false;
            draft.push("</tr>\n</thead>\n<tbody>\n");
        }
        TagEnd::TableRow => draft.push("</tr>\n"),
        TagEnd::TableCell => draft.push(if draft.in_table_head { "</th>" } else { "</td>" }),
        TagEnd::Emphasis => draft.push("</em>"),
        TagEnd::Strong => draft.push("</strong>"),
        TagEnd::Strikethrough => draft.push("</del>"),
        TagEnd::Link => match draft.open_links.pop() {
            Some(Some(number)) => draft.slot(SlotKind::LinkEnd(number)),
            _ => draft.push("</a>"),
        },
        _ => {}
    }
    let inline = matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
    if !inline {
        draft.mid_word = false;
    }
}

fn code_block(kind: &CodeBlockKind<'_>, draft: &mut Draft) {
    let language = match kind {
        CodeBlockKind::Fenced(words) => words.split([' ', ',']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    // A long line scrolls, so the keyboard must reach it (WCAG 2.1.1).
    draft.push("<pre tabindex=\"0\"><code");
    if !language.is_empty() {
        draft.push(" class=\"language-");
        draft.escaped(language);
        draft.push("\"");
    }
    draft.push(">");
}

fn refusal(target: &Target) -> Option<Diagnostic> {
    match target {
        Target::Empty => {
            Some(Diagnostic::error("this link leads nowhere").help("write an address between the brackets"))
        }
        Target::Refused(scheme) => {
            let message = format!("an address that begins with `{scheme}:` runs a program in the reader's browser");
            Some(Diagnostic::error(message).help("link to a page instead"))
        }
        Target::Outside(_) => {
            Some(Diagnostic::error("this leads out of the column's folder").help("link to a file under `content/`"))
        }
        _ => None,
    }
}

fn level_number(level: HeadingLevel) -> i8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
