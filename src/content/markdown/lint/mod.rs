//! Reports valid Markdown that is probably not what its author meant, and nesting that is too deep, one file because it is one
//! pass over the events.

mod across;
mod addresses;
mod backslashes;
mod backticks;
mod bold_headings;
mod brackets;
mod broken_letters;
mod bullets;
mod code_fences;
mod depth;
mod emphasis;
mod footnote_marks;
mod heading_ids;
mod headings;
mod links;
mod lists;
mod paragraphs;
mod spaced_bold;
mod tables;
mod tasks;
mod unpaired_quotes;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use self::across::OpenRow;
use self::bullets::{Beginning, marker_length};
use super::hidden::{self, Hidden};
use super::{Markdown, fences, leftovers};
use crate::diagnostics::{Diagnostic, Findings, Span};

pub(super) use brackets::is_address;
pub(super) use depth::{beyond_depth, too_deep, too_deep_event};

/// Checks a text that begins at byte `start` in one pass, and returns the events of the blocks of code that do not end.
pub(super) fn check(markdown: &Markdown<'_>, start: usize, hidden: Hidden, findings: &mut Findings) -> Vec<usize> {
    let has_pipes = memchr::memchr(b'|', &markdown.text.as_bytes()[start..]).is_some();
    let mut lint = Lint {
        markdown,
        findings,
        depth: 0,
        max_depth: depth::MAX_DEPTH,
        in_code_block: false,
        has_pipes,
        has_shortcode: false,
        has_quotes_as_fence: false,
        columns: 0,
        paragraph: 0..0,
        line: Line::default(),
        reported: 0,
        open_row: OpenRow::default(),
        leftovers: Vec::new(),
        unclosed_fences: Vec::new(),
        bold_lines: Vec::new(),
    };
    for at in 0..markdown.events.len() {
        if hidden.is_possible() {
            hidden.check(markdown, at, lint.in_code_block, lint.findings);
        }
        lint.event(at);
    }
    let Lint { has_shortcode, leftovers: lines, unclosed_fences, bold_lines, .. } = lint;
    bold_headings::check(markdown, &bold_lines, findings);
    backslashes::check(markdown, start, findings);
    spaced_bold::check(markdown, start, findings);
    broken_letters::check(markdown, start, findings);
    leftovers::check(markdown, start, has_shortcode, lines, findings);
    unclosed_fences
}

/// The line of a paragraph that is being read.
#[derive(Default)]
struct Line {
    /// True if the next event is its first.
    starts: bool,
    /// How the line before it in the same paragraph begins.
    before: Option<Beginning>,
    /// True if it follows the sign of an item.
    is_item: bool,
    /// True if a line of the same paragraph was reported.
    is_reported: bool,
}

/// What is known at an event of the pass.
#[allow(clippy::struct_excessive_bools, reason = "each is another thing that was met")]
struct Lint<'m, 't, 'f> {
    markdown: &'m Markdown<'t>,
    findings: &'f mut Findings,
    depth: usize,
    /// The depth beyond which is reported, once.
    max_depth: usize,
    in_code_block: bool,
    has_pipes: bool,
    has_shortcode: bool,
    /// True if a fence of quotation marks was reported.
    has_quotes_as_fence: bool,
    /// The number of columns of the last table.
    columns: usize,
    /// The bytes of the last paragraph.
    paragraph: Range<usize>,
    line: Line,
    /// The byte after the asterisks that were reported last.
    reported: usize,
    /// The asterisks that a later paragraph may answer.
    open_row: OpenRow,
    /// The first signs of lines that another tool would have replaced.
    leftovers: Vec<Range<usize>>,
    /// The events of the blocks of code that do not end.
    unclosed_fences: Vec<usize>,
    /// The events of bold lines that look like headings.
    bold_lines: Vec<usize>,
}

impl Lint<'_, '_, '_> {
    fn event(&mut self, at: usize) {
        let (event, range) = &self.markdown.events[at];
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.in_code_block = matches!(tag, Tag::CodeBlock(_));
                self.line.starts = false;
                self.start(at, tag);
                if self.depth > self.max_depth {
                    self.max_depth = usize::MAX;
                    self.findings.add(Span::new(range.start..range.start + 1), too_deep());
                }
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.in_code_block = false;
                self.line.starts = false;
            }
            Event::Text(text) => {
                if std::mem::take(&mut self.line.starts) {
                    self.line_start(at);
                }
                if !self.in_code_block {
                    self.text(at, text);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.line.starts = true,
            Event::Code(code) => {
                self.line.starts = false;
                let text = self.markdown.text;
                let found = backticks::as_apostrophes(text, range, code);
                self.add(found.or_else(|| code_fences::in_paragraph(text, range)));
            }
            _ => self.line.starts = false,
        }
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>) {
        let (markdown, range) = (self.markdown, &self.markdown.events[at].1);
        let found = match tag {
            Tag::Paragraph => self.paragraph(at, range.clone()),
            Tag::Heading { .. } => {
                heading_ids::check(markdown, at, self.findings);
                headings::without_words(markdown, at).or_else(|| headings::underlined(markdown, at))
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                code_fences::in_indented_code(markdown, at).or_else(|| paragraphs::indented(markdown, at))
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.fence(at, info),
            Tag::List(first) => {
                if let Some(first) = first {
                    lists::check(markdown, at, *first, self.findings);
                }
                if self.depth == 1 {
                    lists::alone(markdown, at).or_else(|| lists::in_sentence(markdown, at))
                } else {
                    None
                }
            }
            Tag::Item => {
                self.line = Line { starts: true, is_item: true, ..Line::default() };
                self.paragraph = markdown.line_span(range.start).range();
                None
            }
            Tag::Table(alignments) => {
                self.columns = alignments.len();
                None
            }
            Tag::TableHead => tables::head(markdown, at),
            Tag::TableRow => tables::row(markdown, at, self.columns),
            Tag::Emphasis | Tag::Strong => emphasis::within_words(markdown, at),
            Tag::Link { link_type, dest_url, .. } => {
                hidden::check_definition(markdown, range.start, self.findings);
                links::check(markdown, at, *link_type, dest_url)
            }
            Tag::Image { .. } => {
                hidden::check_definition(markdown, range.start, self.findings);
                None
            }
            _ => None,
        };
        self.add(found);
    }

    /// Begins a paragraph, and checks it as a whole.
    fn paragraph(&mut self, at: usize, range: Range<usize>) -> Option<(Span, Diagnostic)> {
        let markdown = self.markdown;
        self.line = Line { starts: true, ..Line::default() };
        self.paragraph = range.clone();
        heading_ids::at_paragraph_end(markdown, at, self.findings);
        if self.depth == 1 && bold_headings::is_one(markdown, at) {
            self.bold_lines.push(at);
        }
        let table = self.has_pipes.then(|| tables::paragraph(markdown.text, range.clone())).flatten();
        table.or_else(|| paragraphs::line_ends(markdown.text, range))
    }

    /// Checks a fence, and records it if it never ends.
    fn fence(&mut self, at: usize, info: &str) -> Option<(Span, Diagnostic)> {
        if !fences::is_closed(&self.markdown.text[self.markdown.events[at].1.clone()]) {
            self.unclosed_fences.push(at);
        }
        paragraphs::behind_fence(self.markdown, at, info)
    }

    fn add(&mut self, found: Option<(Span, Diagnostic)>) {
        if let Some((span, diagnostic)) = found {
            self.findings.add(span, diagnostic);
        }
    }

    /// Checks how a line begins.
    fn line_start(&mut self, at: usize) {
        let (markdown, range) = (self.markdown, self.markdown.events[at].1.clone());
        let whole = markdown.line_span(range.start).range();
        if markdown.text[..range.start].ends_with('\\') {
            return;
        }
        let is_first = self.line.before.is_none();
        let marker = if is_first { marker_length(&markdown.text[whole.clone()]) } else { 0 };
        let line_span = Span::new(whole.start + marker..whole.end);
        let line = &markdown.text[line_span.range()];
        let beginning = Beginning::of(line);
        let before = self.line.before.replace(beginning);
        // Where the author breaks the lines, nothing runs together.
        let above = markdown.text[..range.start].trim_end_matches([' ', '\t', '>']);
        let is_broken = above.ends_with("  \n") || above.ends_with("\\\n");
        let is_listed = std::mem::take(&mut self.line.is_item);
        let is_kept = self.line.is_reported || is_listed || is_broken && beginning.is_number();
        if !is_kept && let Some(diagnostic) = beginning.check(before, line) {
            self.line.is_reported = true;
            self.findings.add(markdown.span(at), diagnostic);
        }
        if is_first && let Some(length) = leftovers::of_line(line) {
            self.leftovers.push(line_span.range().start..line_span.range().start + length);
        }
        if is_first && !self.has_quotes_as_fence && code_fences::is_of_quotes(line) {
            self.has_quotes_as_fence = true;
            self.findings.add(line_span, code_fences::of_quotes(line));
        }
        if memchr::memchr(b'#', line.as_bytes()).is_some() {
            self.number_signs(line_span, is_first);
        }
    }

    /// Checks a line that has a number sign. `is_first` is true for the first line of its paragraph.
    fn number_signs(&mut self, line_span: Span, is_first: bool) {
        let (text, start) = (self.markdown.text, line_span.range().start);
        let line = &text[line_span.range()];
        let paragraph = text.get(start..self.paragraph.end.max(start)).unwrap_or_default().trim_end();
        let tags = headings::hashtags(line).or_else(|| {
            let is_tag = is_first && line.starts_with('#') && paragraph.len() <= headings::MAX_HEADING;
            is_tag.then(|| headings::hashtags(paragraph)).flatten()
        });
        if let Some(diagnostic) = tags {
            self.findings.add(line_span, diagnostic);
        } else if line.starts_with('#') {
            let found = headings::without_space(line, paragraph == line);
            self.add(found.map(|(length, found)| (Span::new(start..start + length), found)));
        }
    }

    /// Checks a text that is no code.
    fn text(&mut self, at: usize, text: &str) {
        let (markdown, range) = (self.markdown, &self.markdown.events[at].1);
        let found = match text.as_bytes().first() {
            Some(b'[') => {
                self.has_shortcode |= leftovers::is_shortcode(markdown, at);
                hidden::check_definition(markdown, range.start, self.findings);
                links::turned_round(markdown, at).or_else(|| tasks::almost_box(markdown, at))
            }
            Some(b'!') if text == "![" => {
                self.has_shortcode |= markdown.text[range.end..].starts_with('[');
                None
            }
            Some(b'<') => unpaired_quotes::check(markdown.text, range.start),
            Some(b']') if text.len() == 1 => links::after_bracket(markdown, at),
            Some(b'*' | b'_') if text.len() == 1 && range.start >= self.reported => {
                let goes_on = markdown.text[..range.start].ends_with(text);
                let mut found = if goes_on { None } else { emphasis::unclosed(markdown, at) };
                self.reported = found.as_ref().map_or(self.reported, |(span, _)| span.range().end);
                if !goes_on && found.is_none() {
                    found = self.open_row.read(markdown, at);
                }
                found
            }
            Some(b'^') => footnote_marks::missing(markdown, at, text),
            _ => None,
        };
        self.add(found);
    }
}
