//! The HTML elements of Markdown's tags: for each, how it opens and how it closes.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, HeadingLevel, Tag, TagEnd};

use super::SlotKind;
use super::html_builder::{BodyBuilder, Context};

/// The HTML that opens and closes an element which is the same wherever it appears.
fn element(tag: TagEnd) -> [&'static str; 2] {
    match tag {
        TagEnd::Paragraph => ["<p>", "</p>\n"],
        TagEnd::BlockQuote(_) => ["<blockquote>\n", "</blockquote>\n"],
        TagEnd::CodeBlock => ["", "</code></pre>\n"],
        TagEnd::List(true) => ["<ol>\n", "</ol>\n"],
        TagEnd::List(false) => ["<ul>\n", "</ul>\n"],
        TagEnd::Item => ["<li>", "</li>\n"],
        TagEnd::Table => ["><table>\n", "</tbody>\n</table></div>\n"],
        TagEnd::TableHead => ["<thead>\n<tr>", "</tr>\n</thead>\n<tbody>\n"],
        TagEnd::TableRow => ["<tr>", "</tr>\n"],
        TagEnd::Emphasis => ["<em>", "</em>"],
        TagEnd::Strong => ["<strong>", "</strong>"],
        TagEnd::Strikethrough => ["<del>", "</del>"],
        _ => ["", ""],
    }
}

/// The elements of headings, largest first.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

impl BodyBuilder {
    /// Opens the element of a tag. Headings, links and task lists have methods of their own.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        if matches!(tag, Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::List(_) | Tag::Table(_)) {
            self.end_text();
        }
        match tag {
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(Some(first)) if *first != 1 => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::TableCell => self.cell(),
            tag => {
                match tag {
                    Tag::BlockQuote(_) => self.excluded += 1,
                    Tag::Table(alignments) => self.alignments.clone_from(alignments),
                    Tag::TableHead => (self.context, self.column) = (Context::TableHead, 0),
                    Tag::TableRow => self.column = 0,
                    Tag::Strikethrough => self.begin_struck(),
                    _ => {}
                }
                if matches!(tag, Tag::Table(_)) {
                    // It scrolls where it is too wide, so the keyboard must reach it (WCAG 2.1.1).
                    self.push("<div class=\"table\" role=\"group\" tabindex=\"0\"");
                    self.slot(SlotKind::TableName);
                }
                self.push(element(tag.to_end())[0]);
            }
        }
    }

    /// Adds to the tag that was opened last that its element is written from right to left.
    pub(super) fn turn_round(&mut self) {
        if let Some(end) = self.body.html.rfind('>') {
            self.body.html.insert_str(end, " dir=\"rtl\"");
        }
    }

    /// Closes the element of a tag.
    pub(super) fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.paragraph_end(),
            TagEnd::Heading(level) => {
                self.context = Context::Text;
                self.end_heading();
                self.push("</");
                self.push(HEADINGS[usize::from(self.shown_level(level)) - 1]);
                self.push(">\n");
            }
            TagEnd::TableCell => self.push(if self.context == Context::TableHead { "</th>" } else { "</td>" }),
            TagEnd::Link => {
                self.access.markdown_link_end();
                match self.open_links.pop() {
                    Some(Some(number)) => self.slot(SlotKind::LinkEnd(number)),
                    _ => self.push("</a>"),
                }
            }
            tag => {
                match tag {
                    TagEnd::BlockQuote(_) | TagEnd::CodeBlock => self.excluded = self.excluded.saturating_sub(1),
                    TagEnd::TableHead => self.context = Context::Text,
                    TagEnd::Item => self.end_text(),
                    TagEnd::Strikethrough => self.end_struck(),
                    TagEnd::List(_) => {
                        self.open_lists.pop();
                    }
                    _ => {}
                }
                self.push(element(tag)[1]);
            }
        }
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
            self.mid_word = false;
        }
    }

    /// Opens an item, with its number unless that follows from the item before it.
    pub(super) fn item(&mut self, number: Option<u64>) {
        match number {
            Some(number) => self.push(&format!("<li value=\"{number}\">")),
            None => self.push("<li>"),
        }
    }

    /// Opens a list whose items are tasks.
    pub(super) fn task_list(&mut self) {
        self.end_text();
        self.push("<ul class=\"tasks\">\n");
    }

    /// The checkbox of a task, and its label, which [`BodyBuilder::end_text`] closes.
    pub(super) fn task(&mut self, is_done: bool) {
        self.push("<label><input type=\"checkbox\" disabled");
        self.push(if is_done { " checked> " } else { "> " });
        self.open_label = true;
    }

    /// Opens a heading.
    pub(super) fn heading(&mut self, level: HeadingLevel, id: &str, classes: &[CowStr<'_>]) {
        self.context = Context::Heading;
        self.end_text();
        let shown = self.shown_level(level);
        self.push("<");
        self.push(HEADINGS[usize::from(shown) - 1]);
        self.push(" id=\"");
        self.escape(id);
        if !classes.is_empty() {
            self.push("\" class=\"");
            self.escape(&classes.join(" "));
        }
        self.push("\">");
        self.begin_heading(shown, Some(id));
    }

    /// Returns the level that a heading has on the page, from 1 to 6.
    pub(super) fn shown_level(&self, level: HeadingLevel) -> u8 {
        (level_number(level) + self.heading_shift).clamp(1, 6).unsigned_abs()
    }

    /// Opens a link to an address that is known now.
    pub(super) fn link(&mut self, address: &str, title: &str, rel: Option<&str>) {
        self.push("<a href=\"");
        self.escape_href(address);
        if !title.is_empty() {
            self.push("\" title=\"");
            self.escape(title);
        }
        if let Some(rel) = rel {
            self.push("\" rel=\"");
            self.push(rel);
        }
        self.push("\">");
        self.open_links.push(None);
    }

    /// Code within a paragraph.
    pub(super) fn code(&mut self, code: &str) {
        self.push("<code>");
        self.excluded += 1;
        self.text(code);
        self.excluded -= 1;
        self.push("</code>");
    }

    /// The end of a line in the source, which is a space to the reader.
    /// Between characters of a script without spaces it is nothing: `joins_lines`.
    pub(super) fn soft_break(&mut self, joins_lines: bool) {
        if joins_lines {
            return;
        }
        let start = self.body.html.len();
        self.push("\n");
        self.add_running_text(start);
        self.mid_word = false;
    }

    /// A line break that the author asked for.
    pub(super) fn hard_break(&mut self) {
        self.push("<br>\n");
        self.mid_word = false;
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(words) => words.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.excluded += 1;
        // A long line scrolls, so the keyboard must reach it (WCAG 2.1.1).
        self.push("<pre role=\"group\" tabindex=\"0\"");
        self.slot(SlotKind::CodeName);
        self.push("><code");
        if !language.is_empty() {
            self.push(" class=\"language-");
            self.escape(language);
            self.push("\"");
        }
        self.push(">");
    }

    fn cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.push(if self.context == Context::TableHead { "<th scope=\"col\"" } else { "<td" });
        self.push(class);
        self.push(">");
        self.column += 1;
    }

    /// Closes a paragraph, or removes it if it held nothing but a marker.
    fn paragraph_end(&mut self) {
        self.end_text();
        let [open, close] = element(TagEnd::Paragraph);
        let html = &mut self.body.html;
        let holds_slot = self.body.slots.last().is_some_and(|slot| slot.at as usize == html.len());
        if html.ends_with(open) && !holds_slot {
            html.truncate(html.len() - open.len());
        } else {
            html.push_str(close);
        }
    }
}

/// The level of a heading, from 1.
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
