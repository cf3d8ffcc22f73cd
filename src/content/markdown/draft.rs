//! The HTML of a section while it is written.

use pulldown_cmark::{Alignment, CodeBlockKind, HeadingLevel, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::{Body, Slot, SlotKind};

/// How many words an excerpt has.
const EXCERPT_WORDS: usize = 40;

/// One section while it is written.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) body: Body,
    /// What is added to the level of each heading.
    pub(super) shift: i8,
    /// Footnotes cited here first, to be placed at the end.
    pub(super) pending: Vec<String>,
    /// Slot links that are open, innermost last; none for one that is plain HTML.
    pub(super) open_links: Vec<Option<u32>>,
    /// How the columns of the table are aligned.
    pub(super) alignments: Vec<Alignment>,
    /// The cell's place in its row.
    pub(super) column: usize,
    /// Where in the text we are.
    pub(super) at: Place,
    /// A task's label waits for its end.
    pub(super) open_label: bool,
    /// Whether the last text ended within a word: `don`, `’`, `t` are three events.
    pub(super) mid_word: bool,
    /// Whether the excerpt has all the words that it may have.
    pub(super) excerpt_ends: bool,
    /// How many elements are open whose text is left as it is: quotes, code, what raw HTML opened.
    pub(super) untouched: usize,
}

/// Where in the text we are, as far as it matters to what is written.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
pub(super) enum Place {
    #[default]
    Text,
    Heading,
    TableHead,
}

impl Draft {
    /// A section of so many blocks, whose HTML will be about so long.
    pub(super) fn new(blocks: usize, length: usize, shift: i8) -> Self {
        let html = String::with_capacity(length);
        let texts = Vec::with_capacity(blocks);
        let excerpt = String::with_capacity(length.min(EXCERPT_WORDS * 8));
        Self { body: Body { html, texts, excerpt, ..Body::default() }, shift, ..Self::default() }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    pub(super) fn escaped(&mut self, text: &str) {
        // Writing into a String cannot fail.
        let _ = escape_html(&mut self.body.html, text);
    }

    pub(super) fn href(&mut self, address: &str) {
        let _ = escape_href(&mut self.body.html, address);
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push("\" title=\"");
            self.escaped(title);
        }
    }

    /// Text that is read: escaped, counted, and kept for the excerpt while there is room.
    pub(super) fn text(&mut self, text: &str) {
        // What is left of a marker says nothing, not even that a word goes on.
        if text.is_empty() {
            return;
        }
        let start = self.body.html.len();
        let _ = escape_html_body_text(&mut self.body.html, text);
        self.running(start);
        let goes_on = self.mid_word && !text.starts_with(char::is_whitespace);
        let words = count_words(text) - usize::from(goes_on);
        // A heading makes no sense in the middle of a sentence.
        if self.at != Place::Heading && !self.excerpt_ends {
            self.excerpt(text, goes_on);
        }
        self.body.words += words;
        self.mid_word = !text.ends_with(char::is_whitespace);
    }

    /// Adds a text to the excerpt, as far as there is room.
    fn excerpt(&mut self, text: &str, goes_on: bool) {
        let mut count = self.body.words;
        // Where no other space can be, the one of ASCII is found in a quarter of the time.
        let words: &mut dyn Iterator<Item = &str> =
            if is_plain(text) { &mut text.split_ascii_whitespace() } else { &mut text.split_whitespace() };
        for (at, word) in words.enumerate() {
            let goes_on = at == 0 && goes_on;
            count += usize::from(!goes_on);
            if count > EXCERPT_WORDS {
                self.body.excerpt.push('…');
                self.excerpt_ends = true;
                return;
            }
            if !goes_on && !self.body.excerpt.is_empty() {
                self.body.excerpt.push(' ');
            }
            self.body.excerpt.push_str(word);
        }
    }

    /// What was written since byte `start` of the HTML is running text, if we are where such stands.
    fn running(&mut self, start: usize) {
        if self.untouched > 0 || !self.open_links.is_empty() || self.at == Place::Heading {
            return;
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (place(start), place(self.body.html.len()));
        match self.body.texts.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.body.texts.push(start..end),
        }
    }

    /// The end of a line in the source, which is a space to the reader.
    pub(super) fn soft_break(&mut self) {
        let start = self.body.html.len();
        self.push("\n");
        self.running(start);
        self.mid_word = false;
    }

    pub(super) fn hard_break(&mut self) {
        self.push("<br>\n");
        self.mid_word = false;
    }

    pub(super) fn slot(&mut self, kind: SlotKind) {
        let at = u32::try_from(self.body.html.len()).unwrap_or(u32::MAX);
        self.body.slots.push(Slot { at, kind });
    }

    pub(super) fn cell_start(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        let tag = if self.at == Place::TableHead { "<th scope=\"col\"" } else { "<td" };
        self.body.html.push_str(tag);
        self.body.html.push_str(class);
        self.body.html.push('>');
        self.column += 1;
    }

    /// A paragraph that held a marker alone is none.
    fn paragraph_end(&mut self) {
        let html = &mut self.body.html;
        let holds_slot = self.body.slots.last().is_some_and(|slot| slot.at as usize == html.len());
        if html.ends_with("<p>") && !holds_slot {
            html.truncate(html.len() - "<p>".len());
        } else {
            html.push_str("</p>\n");
        }
    }

    /// The element of a heading of this level.
    pub(super) fn heading(&self, level: HeadingLevel) -> &'static str {
        let level = (level_number(level) + self.shift).clamp(1, 6);
        HEADINGS[usize::from(level.unsigned_abs()) - 1]
    }

    /// A block begins or ends: with it a word (the text of an item in a tight list is no paragraph), and a task's label,
    /// if one is open.
    pub(super) fn close_text(&mut self) {
        self.mid_word = false;
        if std::mem::take(&mut self.open_label) {
            self.push("</label>");
        }
    }
}

/// Whether a text holds nothing but what a keyboard of English writes on one line, as most texts do. (As signed numbers,
/// the bytes of all other letters are negative, so that one comparison tells.)
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |is_plain, byte| is_plain & (byte.cast_signed() >= b' '.cast_signed()))
}

/// How many words stand in a text, a part of one at its start or end counted as one.
fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !is_plain(text) {
        return text.split_whitespace().count();
    }
    // A word begins where a space ends. Without a branch, and with sums that fit a byte, the processor looks at many
    // neighbours at a time.
    let starts = |(before, here): (&[u8], &[u8])| -> u8 {
        before.iter().zip(here).map(|(before, here)| u8::from(*before == b' ') & u8::from(*here != b' ')).sum()
    };
    let (before, here) = (&bytes[..bytes.len() - 1], &bytes[1..]);
    let counts = before.chunks(255).zip(here.chunks(255)).map(|pieces| usize::from(starts(pieces)));
    usize::from(bytes[0] != b' ') + counts.sum::<usize>()
}

pub(super) fn end(tag: TagEnd, draft: &mut Draft) {
    match tag {
        TagEnd::Paragraph => {
            draft.close_text();
            draft.paragraph_end();
        }
        TagEnd::Heading(level) => {
            draft.at = Place::Text;
            draft.push("</");
            draft.push(draft.heading(level));
            draft.push(">\n");
        }
        TagEnd::BlockQuote(_) => {
            draft.untouched = draft.untouched.saturating_sub(1);
            draft.push("</blockquote>\n");
        }
        TagEnd::CodeBlock => {
            draft.untouched = draft.untouched.saturating_sub(1);
            draft.push("</code></pre>\n");
        }
        TagEnd::List(true) => draft.push("</ol>\n"),
        TagEnd::List(false) => draft.push("</ul>\n"),
        TagEnd::Item => {
            draft.close_text();
            draft.push("</li>\n");
        }
        TagEnd::Table => draft.push("</tbody>\n</table></div>\n"),
        TagEnd::TableHead => {
            draft.at = Place::Text;
            draft.push("</tr>\n</thead>\n<tbody>\n");
        }
        TagEnd::TableRow => draft.push("</tr>\n"),
        TagEnd::TableCell => draft.push(if draft.at == Place::TableHead { "</th>" } else { "</td>" }),
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

pub(super) fn code_block(kind: &CodeBlockKind<'_>, draft: &mut Draft) {
    let language = match kind {
        CodeBlockKind::Fenced(words) => words.split([' ', ',']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    draft.untouched += 1;
    // A long line scrolls, so the keyboard must reach it (WCAG 2.1.1).
    draft.push("<pre tabindex=\"0\"><code");
    if !language.is_empty() {
        draft.push(" class=\"language-");
        draft.escaped(language);
        draft.push("\"");
    }
    draft.push(">");
}

/// The elements of headings, largest first.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

pub(super) fn level_number(level: HeadingLevel) -> i8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_of_ascii_are_counted_as_of_any_text() {
        let long = "a bc  d ".repeat(100);
        let lines = long.replace("  ", "\n");
        let plain = ["", " ", "a", " a", "a ", "a b", "a\u{7f} b", "-", &long, &long[1..], &long[..255], &long[..256]];
        let other = ["\t\n\r\x0b\x0c", "a\x0bb", "a\x1f b", "a\u{a0}b", "é ü", "a\u{2003}’", &lines];
        for text in plain.into_iter().chain(other) {
            assert_eq!(count_words(text), text.split_whitespace().count(), "{text:?}");
        }
    }
}
