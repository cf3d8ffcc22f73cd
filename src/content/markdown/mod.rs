//! Turns Markdown into a [`Body`]: parsed once, then written section by section.
//!
//! The whole text is parsed at once, because footnotes and link definitions apply to all of it; a letter's turns are
//! then slices of one list of events. The dialect is `CommonMark` with tables, footnotes, strikethrough, task lists,
//! and heading ids. Quotes and dashes are those of the column's language. No definition lists: they consume a line that begins with a colon.

mod access;
mod address_end;
mod alternative;
mod autolinks;
mod body;
mod braces;
pub(super) mod cjk_emphasis;
mod definitions;
mod elements;
mod event_writer;
mod excerpt;
mod excerpt_end;
mod fences;
mod footnotes;
mod headings;
mod hidden;
mod html_builder;
mod html_ids;
mod leftovers;
mod link_target;
mod lint;
mod list_numbers;
mod own_html;
mod reader_text;
mod schemes;
mod scripts;
mod soft_breaks;
mod spaces;
mod typography;
mod video_cards;
mod words;
mod written_addresses;
mod written_html;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::definitions::Definitions;
use self::hidden::Hidden;
use crate::diagnostics::{Findings, Span};
use crate::language::Typography;

pub use body::{
    Body, FileReference, FullAddress, Heading, LinkDetails, PictureDetails, ReferenceDetails, References, Slot,
    SlotKind, VideoLink,
};
pub(super) use event_writer::{EntryWriter, Section};
pub(super) use fences::{closing_line, is_closed};
pub(super) use html_ids::{Ids, related_to};
pub use link_target::LinkTarget;
pub(super) use spaces::is_invisible;
pub(super) use typography::typeset;
pub use written_addresses::{without_escapes, written_addresses};
pub use written_html::WrittenAddress;

/// The extensions of `CommonMark` in the columnist's own texts.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// A parsed text: its events, each with its range in the file.
pub(super) struct Markdown<'t> {
    /// The events. A turn's marker is removed from them in place.
    pub(super) events: Vec<(Event<'t>, Range<usize>)>,
    /// The top-level blocks except footnote definitions, as ranges of events.
    pub(super) blocks: Vec<Range<usize>>,
    /// The events within each footnote definition, by the key of its name. As in the library, the first of two with the
    /// same name counts.
    footnotes: HashMap<String, Range<usize>>,
    /// True if some of it is HTML.
    has_html: bool,
    /// The events of the blocks of code that do not end.
    unclosed_fences: Vec<usize>,
    /// The ids in its HTML.
    html_ids: Vec<String>,
    /// The whole text of the file.
    text: &'t str,
    /// The typography of its text.
    typography: Typography,
}

impl<'t> Markdown<'t> {
    /// Parses the Markdown that begins at byte `start` of the file.
    pub(super) fn parse(text: &'t str, start: usize, findings: &mut Findings) -> Self {
        Self::parse_copy(text, start, &text[start..], |at| start + at, findings)
    }

    /// Parses an edited copy of the Markdown that begins at byte `start` of the file. `in_file` returns the byte of the file
    /// for a byte of the copy.
    pub(super) fn parse_copy(
        text: &'t str,
        start: usize,
        copy: &'t str,
        in_file: impl Fn(usize) -> usize,
        findings: &mut Findings,
    ) -> Self {
        let parsed = shallow(copy, &in_file, findings);
        // Prose has about one event for twenty bytes.
        let mut events = Vec::with_capacity(parsed.len() / 16);
        let mut parser = Parser::new_ext(parsed, EXTENSIONS).into_offset_iter();
        let hidden = Hidden::possible_in(parsed);
        if hidden.references {
            hidden::check_definitions(parser.reference_definitions(), text, &in_file, findings);
        }
        let (mut has_html, mut has_braces, mut has_unknown_scheme) = (false, false, false);
        let mut with_place = |(event, range): (Event<'t>, Range<usize>)| {
            has_html |= matches!(event, Event::Html(_) | Event::InlineHtml(_));
            has_braces |= matches!(&event, Event::Start(tag) if braces::is_text(tag, &parsed[range.clone()]));
            has_unknown_scheme |= schemes::is_unknown(&event);
            (event, in_file(range.start)..in_file(range.end))
        };
        match respelled_events(parsed, EXTENSIONS) {
            Some(respelled) => events.extend(respelled.into_iter().map(&mut with_place)),
            None => events.extend(parser.by_ref().map(&mut with_place)),
        }
        if has_unknown_scheme {
            events = schemes::as_text(events, text, findings);
        }
        let mut events = autolinks::link_addresses(events, text, start);
        if has_braces {
            braces::show(&mut events, text);
        }
        let (blocks, footnotes) = outline(&events);
        let html_ids = if has_html { html_ids::written_ids(&events) } else { Vec::new() };
        let (unclosed_fences, typography) = (Vec::new(), Typography::OFF);
        let mut markdown = Self { events, blocks, footnotes, has_html, unclosed_fences, html_ids, text, typography };
        markdown.unclosed_fences = lint::check(&markdown, start, hidden, findings);
        if let Some(definitions) = Definitions::of(parser.reference_definitions()) {
            definitions.check(&markdown, start, in_file, findings);
        }
        markdown
    }

    /// Gives the text the marks of a language. Until then the text of an event is as it was written.
    pub(super) fn typeset(&mut self, typography: Typography) {
        typeset(&mut self.events, self.text, &typography);
        self.typography = typography;
    }

    /// Returns the index of the event after the element that begins at event `at`.
    pub(super) fn block_end(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(at) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return index + 1;
            }
        }
        self.events.len()
    }

    /// Returns the event's span in the file, without the line end of a block.
    pub(super) fn span(&self, at: usize) -> Span {
        let range = self.events[at].1.clone();
        let written = self.text[range.clone()].trim_end();
        Span::new(range.start..range.start + written.len())
    }

    /// Returns the span from a byte of the file to the end of its line, without the whitespace there.
    pub(super) fn line_span(&self, start: usize) -> Span {
        let rest = &self.text[start..];
        let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        Span::new(start..start + line.trim_end().len())
    }

    /// Returns the texts of the footnotes as ranges of events, in order.
    pub(super) fn footnotes(&self) -> Vec<Range<usize>> {
        let mut footnotes: Vec<_> = self.footnotes.values().cloned().collect();
        footnotes.sort_unstable_by_key(|range| range.start);
        footnotes
    }

    /// Returns the text of the whole file.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Returns true if a byte of the file is in a text that is not code.
    pub(super) fn is_text(&self, at: usize) -> bool {
        let mut in_code = false;
        self.events.iter().any(|(event, range)| {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                _ => {}
            }
            matches!(event, Event::Text(_)) && !in_code && range.contains(&at)
        })
    }

    /// Returns the plain text of a range of events.
    pub(super) fn plain(&self, range: Range<usize>) -> String {
        let mut plain = String::new();
        for (event, _) in &self.events[range] {
            match event {
                Event::Text(text) | Event::Code(text) => plain.push_str(text),
                Event::SoftBreak | Event::HardBreak => plain.push(' '),
                _ => {}
            }
        }
        plain
    }
}

/// Returns a text to parse, which is empty if its nesting is too deep, and reports that. The library's time grows with the
/// depth: what no page can show is not parsed at all.
fn shallow<'t>(copy: &'t str, in_file: impl Fn(usize) -> usize, findings: &mut Findings) -> &'t str {
    let Some(at) = lint::beyond_depth(copy) else { return copy };
    findings.add(Span::new(in_file(at)..in_file(at) + 1), lint::too_deep());
    ""
}

/// Returns the events of a text that the library does not read as its author means it; `None` if it does.
fn respelled_events(text: &str, options: Options) -> Option<Vec<(Event<'_>, Range<usize>)>> {
    let Some(plain) = spaces::plain(text) else { return cjk_emphasis::events(text, options) };
    let events = cjk_emphasis::events(&plain, options);
    let events = events.unwrap_or_else(|| Parser::new_ext(&plain, options).into_offset_iter().collect());
    Some(events.into_iter().map(|(event, range)| (event.into_static(), range)).collect())
}

/// Returns the top-level blocks, and the footnote definitions at any level.
fn outline(events: &[(Event<'_>, Range<usize>)]) -> (Vec<Range<usize>>, HashMap<String, Range<usize>>) {
    let (mut blocks, mut footnotes) = (Vec::new(), HashMap::new());
    let (mut depth, mut start) = (0_usize, 0);
    let mut open: Vec<(String, usize)> = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if let Tag::FootnoteDefinition(name) = tag {
                    open.push((footnotes::key(name), at + 1));
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if *tag == TagEnd::FootnoteDefinition
                    && let Some((name, start)) = open.pop()
                {
                    footnotes.entry(name).or_insert(start..at);
                }
            }
            _ => {}
        }
        if depth == 0 {
            if !matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
                blocks.push(start..at + 1);
            }
            start = at + 1;
        }
    }
    (blocks, footnotes)
}
