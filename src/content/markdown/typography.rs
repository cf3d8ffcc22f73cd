//! Replaces the straight quotes, hyphens and periods in the text of Markdown by those of the column's language.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::content::html::{Reading, element_of_tag};
use crate::language::{Mark, MarkFinder, Typography};

/// Replaces the marks in the texts of these events, except in code and addresses. `source` is what the events were read
/// from.
pub(in crate::content) fn typeset(events: &mut [(Event<'_>, Range<usize>)], source: &str, typography: &Typography) {
    let Some(mut positions) = typography.positions(source) else { return };
    let Some(finder) = MarkFinder::new(typography) else { return };
    let mut reader = EventReader { finder, source, fixed: 0, code: 0, code_around: 0 };
    // A block without marks is passed over, but not one of HTML: it may open an element of code.
    let mut passed = 0;
    for at in 0..events.len() {
        let (event, range) = &events[at];
        if range.start < passed {
            continue;
        }
        let range = range.clone();
        let is_block = matches!(event, Event::Start(tag) if is_block(tag) && !matches!(tag, Tag::HtmlBlock));
        if is_block && positions.next(range.start) >= range.end {
            reader.end_block(events);
            passed = range.end;
        } else {
            reader.read(events, at);
        }
    }
    reader.end_block(events);
}

/// Reads events for the marks in them.
struct EventReader<'s> {
    finder: MarkFinder,
    source: &'s str,
    /// The number of open code blocks, blocks of HTML, and links whose text is their address.
    fixed: usize,
    /// The number of open elements of code in the author's HTML, within the open paragraph.
    code: usize,
    /// The number of those that a block of HTML opened; they go on over paragraphs.
    code_around: usize,
}

impl EventReader<'_> {
    fn read(&mut self, events: &mut [(Event<'_>, Range<usize>)], at: usize) {
        let (event, range) = &events[at];
        match event {
            Event::Text(text) if self.is_fixed() || is_reference(self.source, text, range) => {
                if let Some(last) = text.chars().next_back() {
                    self.finder.character(last);
                }
            }
            Event::Text(text) => {
                let is_escaped = self.source.as_bytes().get(range.start.wrapping_sub(1)) == Some(&b'\\')
                    && text.starts_with(|c: char| c.is_ascii_punctuation());
                self.finder.text(at, text, is_escaped);
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.finder.character('x'),
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => self.finder.character(' '),
            Event::InlineHtml(html) => {
                if element_of_tag(html).is_some_and(|(element, _)| element.ends_words()) {
                    self.finder.character(' ');
                }
                self.code = changed(self.code, html);
            }
            Event::Html(html) => self.code_around = changed(self.code_around, html),
            Event::Start(tag) => match tag {
                Tag::Link { link_type, .. } => self.fixed += usize::from(is_address(*link_type) || self.fixed > 0),
                Tag::Image { .. } => self.fixed += usize::from(self.fixed > 0),
                Tag::CodeBlock(_) | Tag::HtmlBlock => {
                    self.end_block(events);
                    self.fixed += 1;
                }
                tag if is_block(tag) => self.end_block(events),
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                }
                TagEnd::Link | TagEnd::Image => self.fixed = self.fixed.saturating_sub(1),
                TagEnd::CodeBlock | TagEnd::HtmlBlock => self.fixed = 0,
                _ => self.end_block(events),
            },
            Event::FootnoteReference(_) => {}
            Event::Rule => self.end_block(events),
        }
    }

    fn end_block(&mut self, events: &mut [(Event<'_>, Range<usize>)]) {
        self.code = 0;
        self.finder.end_block(|at, marks| {
            if let Event::Text(text) = &mut events[at].0 {
                *text = CowStr::from(Mark::replace(marks, text));
            }
        });
    }

    fn is_fixed(&self) -> bool {
        self.fixed + self.code + self.code_around > 0
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Returns the number of open elements of code after this HTML.
fn changed(open: usize, html: &str) -> usize {
    let tags = html.match_indices('<').filter_map(|(at, _)| element_of_tag(&html[at..]));
    let code = tags.filter(|(element, _)| element.reading() == Reading::Verbatim);
    code.fold(open, |open, (_, is_end)| if is_end { open.saturating_sub(1) } else { open + 1 })
}

/// Returns true if the text of a link of this type is its address.
fn is_address(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Autolink | LinkType::Email)
}

/// Returns true for a character that was written as a reference: `&quot;`.
fn is_reference(source: &str, text: &str, range: &Range<usize>) -> bool {
    text.len() < range.len() && text.len() <= 8 && source[range.clone()].starts_with('&') && !text.starts_with('&')
}
