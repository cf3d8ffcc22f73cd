//! Builds the [`Body`] of one section: its HTML, and what is counted and noted while the HTML is written.

use pulldown_cmark::Alignment;

use super::access::AccessChecks;
use super::excerpt::Excerpt;
use super::headings::WrittenHeading;
use super::scripts::is_unspaced;
use super::words::count;
use super::{Body, ReferenceDetails, Slot, SlotKind};
use crate::content::escape::{push_attribute, push_href, push_text};
use crate::content::html::TurnHtml;

/// The body of one section, and the state of writing it.
#[derive(Default)]
pub(super) struct BodyBuilder {
    pub(super) body: Body,
    /// The number added to the level of each heading.
    pub(super) heading_shift: i8,
    /// The headings so far.
    pub(super) headings: Vec<WrittenHeading>,
    /// Names of the footnotes cited here first; their texts follow at the end.
    pub(super) pending_footnotes: Vec<String>,
    /// The open links, innermost last: the link's number for a slot, `None` for plain HTML.
    pub(super) open_links: Vec<Option<u32>>,
    /// The open lists, innermost last: the number that the next item has on a page; `None` if items are not numbered,
    /// or numbered automatically.
    pub(super) open_lists: Vec<Option<u64>>,
    /// The alignments of the open table's columns.
    pub(super) alignments: Vec<Alignment>,
    /// The next cell's index in its row.
    pub(super) column: usize,
    pub(super) context: Context,
    /// True if a task's label has to be closed.
    pub(super) open_label: bool,
    /// True if the last text ended within a word: `don`, `’`, `t` are three events.
    pub(super) mid_word: bool,
    /// The excerpt so far.
    pub(super) excerpt: Excerpt,
    /// For each open element whose text is struck through: true if it began within a word.
    pub(super) struck: Vec<bool>,
    /// The number of open elements whose text is not running text: quotes, code, and some of the author's HTML.
    pub(super) excluded: usize,
    /// The number of those whose characters mean what they are: the author's HTML for code.
    pub(super) verbatim: usize,
    /// The number of those whose text is not read: drawings.
    pub(super) unread: usize,
    /// What those who hear the page need.
    pub(super) access: AccessChecks,
    /// The author's HTML; `None` if the text has none.
    pub(super) turn_html: Option<Box<TurnHtml>>,
}

/// The part of the text that is being written, as far as the output depends on it.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
pub(super) enum Context {
    #[default]
    Text,
    Heading,
    TableHead,
}

impl BodyBuilder {
    /// Starts a section of `blocks` blocks, whose HTML will be about `length` bytes long.
    pub(super) fn new(blocks: usize, length: usize, heading_shift: i8, access: AccessChecks) -> Self {
        let html = String::with_capacity(length);
        let texts = Vec::with_capacity(blocks);
        let excerpt = Excerpt::with_capacity(length);
        Self { body: Body { html, texts, ..Body::default() }, excerpt, heading_shift, access, ..Self::default() }
    }

    /// Returns the finished body. The details are those of the whole entry.
    pub(super) fn finish(mut self, details: &ReferenceDetails) -> Body {
        self.body.excerpt = self.excerpt.into_text();
        self.body.html.shrink_to_fit(); // It lives as long as the site.
        let headings = self.headings.into_iter().filter_map(|heading| heading.finish(&self.body, details));
        self.body.headings = headings.collect();
        self.body
    }

    /// Records that the content of a heading begins.
    pub(super) fn begin_heading(&mut self, level: u8, id: Option<&str>) {
        self.headings.push(WrittenHeading::new(level, id, self.body.html.len()));
    }

    /// Records that the content of a heading ends.
    pub(super) fn end_heading(&mut self) {
        WrittenHeading::end_last(&mut self.headings, self.body.html.len());
    }

    /// Appends HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// Appends a text, escaped so that it can be part of an attribute.
    pub(super) fn escape(&mut self, text: &str) {
        push_attribute(&mut self.body.html, text);
    }

    /// Appends text that is not read.
    pub(super) fn escape_text(&mut self, text: &str) {
        self.access.text(text);
        push_text(&mut self.body.html, text);
    }

    /// Appends an address, percent-encoded and escaped where necessary.
    pub(super) fn escape_href(&mut self, address: &str) {
        push_href(&mut self.body.html, address);
    }

    /// Appends text that is read: it is escaped, its words are counted, and the first of them become the excerpt.
    pub(super) fn text(&mut self, text: &str) {
        // The remains of a marker say nothing, not even that a word goes on.
        if text.is_empty() {
            return;
        }
        self.access.text(text);
        let start = self.body.html.len();
        push_text(&mut self.body.html, text);
        self.add_running_text(start);
        let goes_on = self.mid_word && !text.starts_with(char::is_whitespace);
        if !self.struck.is_empty() {
            self.excerpt.skip();
        } else if self.context != Context::Heading {
            // A heading makes no sense in the middle of a sentence.
            self.excerpt.set_in_link(!self.open_links.is_empty());
            self.excerpt.add(text, goes_on);
        }
        let count = count(text);
        let continues = goes_on && (count.characters == 0 || !text.starts_with(is_unspaced));
        self.body.words += count.words.saturating_sub(usize::from(continues));
        self.body.characters += count.characters;
        self.mid_word = !text.ends_with(char::is_whitespace);
    }

    /// Begins text that is struck through: nobody is to read it as valid, so the excerpt leaves it out.
    pub(super) fn begin_struck(&mut self) {
        self.struck.push(self.mid_word);
    }

    /// Ends it. What follows continues the word before it, if any.
    pub(super) fn end_struck(&mut self) {
        self.mid_word = self.struck.pop().unwrap_or_default();
    }

    /// Records that the HTML from byte `start` on is running text, unless it is in an excluded element, a link or a
    /// heading.
    pub(super) fn add_running_text(&mut self, start: usize) {
        if self.excluded > 0 || !self.open_links.is_empty() || self.context == Context::Heading {
            return;
        }
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (offset(start), offset(self.body.html.len()));
        match self.body.texts.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.body.texts.push(start..end),
        }
    }

    /// Opens a slot at the end of the HTML.
    pub(super) fn slot(&mut self, kind: SlotKind) {
        let at = u32::try_from(self.body.html.len()).unwrap_or(u32::MAX);
        self.body.slots.push(Slot { at, kind });
    }

    /// Ends the text before the start or end of a block: its last word ends (the text of an item in a tight list is no
    /// paragraph), and so does a task's label.
    pub(super) fn end_text(&mut self) {
        self.mid_word = false;
        if std::mem::take(&mut self.open_label) {
            self.push("</label>");
        }
    }
}
