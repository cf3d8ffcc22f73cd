//! The author's own HTML within Markdown: what was checked is written, its text is read like Markdown's, and its
//! addresses lead where Markdown's lead.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::alternative;
use super::body::next_number;
use super::event_writer::EntryWriter;
use super::html_builder::{BodyBuilder, Context};
use super::html_ids::related_to;
use super::{FullAddress, LinkDetails, LinkTarget, PictureDetails, SlotKind};
use crate::content::html::{
    AddressKind, CheckedTag, CheckedToken, Element, Reading, ShownAs, SourceHtml, TurnHtml, are_paragraph, is_script,
    trim,
};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::source::{PAGES, within_content};

/// Returns the name of the HTML element that Markdown writes. `None` for what has none, or is written as a whole.
fn element_name(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(_) => "h2",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Link => "a",
        _ => return None,
    })
}

impl EntryWriter<'_, '_> {
    /// Begins the HTML of a turn. Only the column's own pages may have forms.
    pub(super) fn begin_html(&self, out: &mut BodyBuilder) {
        let folder = within_content(self.file).and_then(|path| path.split_once('/')).map(|(folder, _)| folder);
        out.turn_html = Some(Box::new(TurnHtml::new(folder == Some(PAGES))));
    }

    /// Keeps the open elements of HTML in step with those that Markdown opens and closes at this event.
    pub(super) fn keep_nesting(&self, at: usize, out: &mut BodyBuilder, findings: &mut Findings) {
        let Some(html) = &mut out.turn_html else { return };
        let (name, is_whole) = match &self.markdown.events[at].0 {
            Event::Start(Tag::Image { .. }) => (Some("img"), true),
            Event::Start(tag) => (element_name(tag.to_end()), false),
            Event::Code(_) => (Some("code"), true),
            Event::HardBreak => (Some("br"), true),
            Event::Rule => (Some("hr"), true),
            Event::FootnoteReference(_) => (Some("sup"), true),
            Event::Text(text) if !text.trim().is_empty() => {
                let written = &self.markdown.text()[self.markdown.events[at].1.start..];
                html.markdown_text(written, self.markdown.span(at), findings);
                return;
            }
            Event::End(tag) if element_name(*tag).is_some() => {
                let closed = html.markdown_end();
                out.end_elements(&closed);
                return;
            }
            _ => return,
        };
        let Some(name) = name else { return };
        let mut closed = html.markdown_start(name, self.markdown.span(at), findings);
        if is_whole {
            closed.extend(html.markdown_end());
        }
        out.end_elements(&closed);
    }

    /// Writes a tag within a paragraph.
    pub(super) fn inline_html(&mut self, at: usize, html: &str, out: &mut BodyBuilder, findings: &mut Findings) {
        let source = SourceHtml::inline(html, self.markdown.events[at].1.clone(), self.markdown.text());
        let Some(html) = &mut out.turn_html else { return };
        let tokens = html.read(&source, &self.markdown.typography, findings);
        self.tokens(tokens, out, findings);
    }

    /// Writes a block of HTML.
    pub(super) fn html_block(&mut self, range: Range<usize>, out: &mut BodyBuilder, findings: &mut Findings) {
        out.end_text();
        let mut source = SourceHtml::block(self.markdown.span(range.start));
        for (event, place) in &self.markdown.events[range] {
            if let Event::Html(line) | Event::Text(line) = event {
                source.add_line(line, place.clone());
            }
        }
        let Some(html) = &mut out.turn_html else { return };
        let was_outside = html.is_outside_elements();
        let mut tokens = html.read(&source, &self.markdown.typography, findings);
        let is_paragraph = was_outside && html.is_outside_elements() && are_paragraph(&tokens);
        if is_paragraph {
            trim(&mut tokens);
            out.push("<p>");
        }
        self.tokens(tokens, out, findings);
        if is_paragraph {
            out.push("</p>\n");
        }
    }

    fn tokens(&mut self, tokens: Vec<CheckedToken>, out: &mut BodyBuilder, findings: &mut Findings) {
        for token in tokens {
            match token {
                CheckedToken::Start(tag) => self.start_tag(&tag, out, findings),
                CheckedToken::Misplaced(tag) => self.start_tag(&tag, &mut BodyBuilder::default(), findings),
                CheckedToken::End(element) => out.end_elements(&[element]),
                CheckedToken::Text(text) | CheckedToken::Verbatim(text) if out.unread > 0 => out.escape_text(&text),
                CheckedToken::Text(text) | CheckedToken::Verbatim(text) => out.text(&text),
            }
        }
    }

    fn start_tag(&mut self, tag: &CheckedTag, out: &mut BodyBuilder, findings: &mut Findings) {
        let span = tag.span();
        for id in tag.ids() {
            let holder = self.ids.holder(id);
            if self.ids.give(id.clone(), span) != *id {
                let diagnostic = Diagnostic::error(format!("the id `{id}` is taken on this page"));
                let diagnostic = related_to(diagnostic, holder, findings);
                findings.add(span, diagnostic.help("give it another name"));
            }
        }
        if let Some(diagnostic) = tag.access().alt.as_deref().and_then(alternative::check_html) {
            findings.add(span, diagnostic);
        }
        out.begin_element(tag);
        out.access.tag(tag);
        let mut written = 0;
        for address in tag.addresses() {
            out.push(&tag.html()[written..address.at]);
            written = address.at;
            let span = self.written_span(span, &address.written);
            match address.kind {
                AddressKind::Href => self.href(&address.written, span, out, findings),
                AddressKind::File(kind) => {
                    let number = self.shown_file(&address.written, kind, span, findings);
                    out.slot(SlotKind::FileAddress(number));
                }
                AddressKind::SizedPicture => {
                    let number = self.shown_file(&address.written, ShownAs::Picture, span, findings);
                    out.slot(SlotKind::PictureAddress(number));
                }
            }
        }
        out.push(&tag.html()[written..]);
        if let Some(level) = tag.element().heading_level() {
            out.begin_heading(level, tag.ids().first().map(String::as_str));
        }
    }

    /// Returns the span of an address within a tag; that of the tag if it is written with character references.
    fn written_span(&self, span: Span, address: &str) -> Span {
        let range = span.range();
        match self.markdown.text().get(range.clone()).and_then(|html| html.find(address)) {
            Some(found) if !address.is_empty() => Span::new(range.start + found..range.start + found + address.len()),
            _ => span,
        }
    }

    fn href(&mut self, address: &str, span: Span, out: &mut BodyBuilder, findings: &mut Findings) {
        if is_script(address) {
            let diagnostic = Diagnostic::error("the address in `href=` would run a script").help("remove it");
            findings.add(span, diagnostic);
            return;
        }
        match LinkTarget::of(address, self.folder) {
            LinkTarget::Elsewhere(address) => {
                out.push(" href=\"");
                out.escape_href(&address);
                out.push("\"");
                self.details.full_addresses.extend(FullAddress::of(address, span));
            }
            target => {
                if let Some(diagnostic) = refusal(&target) {
                    findings.add(span, diagnostic);
                }
                out.slot(SlotKind::LinkAddress(next_number(&self.references.links)));
                self.references.links.push(target);
                self.details.links.push(LinkDetails { title: String::new(), span });
            }
        }
    }

    /// Records a file that the page shows, and returns its number.
    fn shown_file(&mut self, address: &str, kind: ShownAs, span: Span, findings: &mut Findings) -> u32 {
        let number = next_number(&self.references.pictures);
        let target = LinkTarget::of(address, self.folder);
        if let Some(diagnostic) = refusal(&target) {
            findings.add(span, diagnostic);
        }
        self.references.pictures.push(target);
        let (alt, title) = (String::new(), String::new());
        self.details.pictures.push(PictureDetails { alt, title, kind, span });
        number
    }

    /// Returns the words of a picture, in which tags that HTML does not know are words.
    pub(super) fn alternative(&self, range: Range<usize>, findings: &mut Findings) -> String {
        let events = &self.markdown.events[range.clone()];
        if !events.iter().any(|(event, _)| matches!(event, Event::InlineHtml(_))) {
            return self.markdown.plain(range);
        }
        let (mut html, mut words) = (TurnHtml::new(false), String::new());
        for (index, (event, place)) in events.iter().enumerate() {
            if let Event::InlineHtml(tag) = event {
                let source = SourceHtml::inline(tag, place.clone(), self.markdown.text());
                let tokens = html.read(&source, &self.markdown.typography, findings);
                words.extend(tokens.into_iter().filter_map(|token| match token {
                    CheckedToken::Text(text) | CheckedToken::Verbatim(text) => Some(text),
                    CheckedToken::Start(_) | CheckedToken::Misplaced(_) | CheckedToken::End(_) => None,
                }));
            } else {
                let at = range.start + index;
                words.push_str(&self.markdown.plain(at..at + 1));
            }
        }
        html.finish(findings);
        words
    }

    /// Ends the HTML of a turn or a footnote.
    pub(super) fn finish_html(out: &mut BodyBuilder, findings: &mut Findings) {
        if let Some(html) = &mut out.turn_html {
            let closed = html.finish(findings);
            out.end_elements(&closed);
        }
    }
}

/// Returns what is wrong with a target in HTML.
fn refusal(target: &LinkTarget) -> Option<Diagnostic> {
    match target {
        LinkTarget::Empty => Some(Diagnostic::error("this address is empty").help("write it between the quotes")),
        target => target.refusal(),
    }
}

impl BodyBuilder {
    /// Records that an element of HTML begins.
    fn begin_element(&mut self, tag: &CheckedTag) {
        let element = tag.element();
        if element.ends_words() {
            self.mid_word = false;
        }
        if !tag.opens() {
            return;
        }
        if element.heading_level().is_some() && self.context == Context::Text {
            self.context = Context::Heading;
        }
        if element.is_struck() {
            self.begin_struck();
        }
        self.excluded += usize::from(element.reading() != Reading::Prose);
        self.verbatim += usize::from(element.reading() == Reading::Verbatim);
        self.unread += usize::from(element.reading() == Reading::Unread);
    }

    /// Writes the end tags of these elements of HTML.
    fn end_elements(&mut self, elements: &[&Element]) {
        for element in elements {
            if element.heading_level().is_some() {
                self.end_heading();
            }
            element.push_end_tag(&mut self.body.html);
            self.access.end(element);
            if element.ends_words() {
                self.mid_word = false;
            }
            if element.heading_level().is_some() && self.context == Context::Heading {
                self.context = Context::Text;
            }
            if element.is_struck() {
                self.end_struck();
            }
            self.excluded -= usize::from(element.reading() != Reading::Prose);
            self.verbatim -= usize::from(element.reading() == Reading::Verbatim);
            self.unread -= usize::from(element.reading() == Reading::Unread);
        }
    }
}
