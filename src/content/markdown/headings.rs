//! The headings of a text, for a table of contents. Their titles are cut out of the HTML that was just written, so what a
//! theme lists is what the page shows.

use std::ops::Range;

use super::{Body, Heading, ReferenceDetails, SlotKind};
use crate::content::escape::push_text;

/// A heading in the HTML that is being written.
pub(super) struct WrittenHeading {
    level: u8,
    /// The id; `None` for a heading of the author's HTML without one.
    id: Option<String>,
    /// The byte at which its content begins.
    start: usize,
    /// The byte at which it ends; `None` while it is open.
    end: Option<usize>,
}

impl WrittenHeading {
    /// Begins a heading whose content begins at this byte.
    pub(super) fn new(level: u8, id: Option<&str>, start: usize) -> Self {
        Self { level, id: id.map(str::to_owned), start, end: None }
    }

    /// Ends the heading that was opened last.
    pub(super) fn end_last(headings: &mut [Self], end: usize) {
        if let Some(heading) = headings.iter_mut().rev().find(|heading| heading.end.is_none()) {
            heading.end = Some(end);
        }
    }

    /// Returns it with its words; `None` without words or an id, because a list cannot show it or lead to it.
    pub(super) fn finish(self, body: &Body, details: &ReferenceDetails) -> Option<Heading> {
        let words = HeadingWords::of(self.start..self.end?, body, details);
        let plain = words.plain.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if plain.is_empty() {
            return None;
        }
        Some(Heading { level: self.level, id: self.id?, title: words.title.trim_ascii().to_owned(), plain })
    }
}

/// The elements that a title keeps: they say how its words are read.
const KEPT: [&str; 25] = [
    "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strong", "sub", "sup", "u",
];

/// The other elements that do not end a word.
const WITHIN_WORDS: [&str; 6] = ["a", "data", "img", "time", "var", "wbr"];

/// The elements that are left out with all that is in them.
const LEFT_OUT: [&str; 4] = ["audio", "math", "svg", "video"];

/// The start of the mark that leads to a footnote.
const FOOTNOTE: &str = "<sup class=\"footnote-ref\"";

/// The words of a heading.
#[derive(Default)]
struct HeadingWords {
    title: String,
    plain: String,
}

impl HeadingWords {
    /// Returns the words of a range of the HTML, with the descriptions of its pictures.
    fn of(range: Range<usize>, body: &Body, details: &ReferenceDetails) -> Self {
        let (mut words, mut written) = (Self::default(), range.start);
        let first = body.slots.partition_point(|slot| (slot.at as usize) < range.start);
        for slot in body.slots[first..].iter().take_while(|slot| slot.at as usize <= range.end) {
            if let SlotKind::Picture(number) = slot.kind {
                words.html(&body.html[written..slot.at as usize]);
                written = slot.at as usize;
                let mut alternative = String::new();
                push_text(&mut alternative, &details.pictures[number as usize].alt);
                words.text(&alternative);
            }
        }
        words.html(&body.html[written..range.end]);
        words
    }

    /// Adds HTML. It is our own, so each `>` ends a tag.
    fn html(&mut self, mut html: &str) {
        while let Some((text, tag)) = html.split_once('<') {
            self.text(text);
            let (inside, rest) = tag.split_once('>').unwrap_or((tag, ""));
            let name = inside.trim_start_matches('/');
            let name = name.split([' ', '/']).next().unwrap_or_default();
            let is_footnote = html[text.len()..].starts_with(FOOTNOTE);
            html = rest;
            if is_footnote || LEFT_OUT.contains(&name) {
                html = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
            } else {
                self.tag(name, inside);
            }
        }
        self.text(html);
    }

    /// Adds a tag, without its attributes if one of them is an id, which must not be on a page twice.
    fn tag(&mut self, name: &str, inside: &str) {
        if KEPT.contains(&name) {
            let kept = if inside.contains(" id=\"") { name } else { inside };
            self.title.extend(["<", kept, ">"]);
        } else if !WITHIN_WORDS.contains(&name) {
            self.text(" ");
        }
    }

    /// Adds text, escaped as the text of an element is.
    fn text(&mut self, text: &str) {
        self.title.push_str(text);
        self.plain.push_str(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }
}
