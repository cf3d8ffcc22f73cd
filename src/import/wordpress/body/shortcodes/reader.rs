//! Reads a text for its shortcodes.

use std::collections::BTreeSet;

use super::index::{Index, end_name};
use super::known::{Known, is_of_plugin, is_word, known};
use super::tag::Shortcode;
use crate::import::html::{Loss, LossKind};
use crate::import::wordpress::body::gallery::Gallery;
use crate::import::wordpress::body::html_tags::{EndTags, comment_length, tag_length, tag_name};
use crate::import::wordpress::body::lines::{BodyLines, line_ends};
use crate::import::wordpress::body::notes::footnotes;

/// Elements in which brackets are text.
const VERBATIM: [&str; 6] = ["code", "pre", "script", "style", "svg", "textarea"];

/// Parts of the names of shortcodes that arrange words within a line.
const IN_LINE: [&str; 9] = ["dropcap", "highlight", "label", "lead", "popup", "popover", "raw", "span", "tooltip"];

/// Returns a text with HTML in the place of its shortcodes, and the list of the footnotes that were among them.
pub(in crate::import::wordpress::body) fn rendered(
    text: &str,
    gallery: &dyn Gallery,
    losses: &mut Vec<Loss>,
) -> (String, String) {
    if !text.contains('[') {
        return (text.to_owned(), String::new());
    }
    let mut reader = ShortcodeReader {
        text,
        at: 0,
        index: Index::new(text),
        ends: EndTags::new(text, &VERBATIM),
        last_comment: memchr::memmem::rfind(text.as_bytes(), b"-->").unwrap_or(0),
        lines: BodyLines::new(text),
        html: String::with_capacity(text.len()),
        notes: Vec::new(),
        layouts: BTreeSet::new(),
        is_after_part: false,
        gallery,
        losses,
    };
    reader.read();
    let notes = footnotes(&reader.notes);
    (reader.html, notes)
}

/// The text and what was made of it.
pub(super) struct ShortcodeReader<'t, 'l> {
    pub(super) text: &'t str,
    /// The byte up to which the text is read.
    pub(super) at: usize,
    index: Index<'t>,
    ends: EndTags,
    /// The byte of the last end of a comment.
    last_comment: usize,
    pub(super) lines: BodyLines<'t>,
    html: String,
    /// The ids and the HTML of footnotes.
    pub(super) notes: Vec<(String, String)>,
    /// The names of shortcodes that arranged the page and are reported.
    layouts: BTreeSet<&'t str>,
    /// True if nothing came after a part of the page yet.
    is_after_part: bool,
    pub(super) gallery: &'l dyn Gallery,
    pub(super) losses: &'l mut Vec<Loss>,
}

impl<'t> ShortcodeReader<'t, '_> {
    fn read(&mut self) {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let next = memchr::memchr2(b'[', b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.copy(next);
            let rest = &rest[next..];
            if rest.starts_with('<') {
                let length = self.tag_length(rest);
                self.copy(length);
            } else if let Some(name) = end_name(rest) {
                self.end(name);
            } else if rest.starts_with("[[") && self.is_escaped(rest) {
            } else if let Some(code) = Shortcode::at(rest) {
                self.shortcode(&code);
            } else if !rest.is_empty() {
                self.copy(1);
            }
        }
    }

    /// Adds bytes as they are. The words of one part of the page are none of those of the next.
    fn copy(&mut self, length: usize) {
        let text = &self.text[self.at..self.at + length];
        let is_glued = |c: char| !c.is_whitespace() && !"<>[]".contains(c);
        if self.is_after_part && self.html.ends_with(is_glued) && text.starts_with(is_glued) {
            self.html.push_str("<br /><br />");
        }
        self.is_after_part &= text.is_empty();
        self.html.push_str(text);
        self.at += length;
    }

    /// Leaves out bytes, but not their lines.
    fn skip(&mut self, length: usize) {
        self.html.push_str(&line_ends(&self.text[self.at..self.at + length]));
        self.at += length;
    }

    /// Returns the length of what is left alone at a `<`: a comment, a tag, or code.
    fn tag_length(&self, rest: &str) -> usize {
        if self.at < self.last_comment
            && let Some(length) = comment_length(rest)
        {
            return length;
        }
        match tag_name(rest) {
            Some((name, is_end)) => {
                let length = tag_length(rest);
                let end = if is_end { None } else { self.ends.after(&name, self.at + length) };
                end.map_or(length, |end| end - self.at)
            }
            None => 1,
        }
    }

    /// Writes `[name]` for `[[name]]`, which shows a shortcode to readers. False if this is none.
    fn is_escaped(&mut self, rest: &str) -> bool {
        let Some(code) = Shortcode::at(&rest[1..]).filter(|code| known(code.name).is_some() || code.has_named_value())
        else {
            return false;
        };
        let whole = if rest[1 + code.length..].starts_with(']') {
            1 + code.length
        } else if let Some(end) = self.index.end_after(code.name, self.at + 1 + code.length)
            && self.text[end..].starts_with(&format!("[/{}]]", code.name))
        {
            end - self.at + code.name.len() + 3
        } else {
            return false;
        };
        self.at += 1;
        self.copy(whole - 1);
        self.at += 1;
        true
    }

    /// Records what cannot come along.
    pub(super) fn lose(&mut self, what: LossKind, text: &str) {
        let line = self.lines.line_of(self.at);
        // Enough to find it by.
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect();
        self.losses.push(Loss { line, what, text });
    }

    /// Adds what a shortcode shows.
    fn shortcode(&mut self, code: &Shortcode<'t>) {
        let written = &self.text[self.at..self.at + code.length];
        let end = if code.closes_itself { None } else { self.index.end_after(code.name, self.at + code.length) };
        let content = end.map(|end| &self.text[self.at + code.length..end]);
        let Some(kind) = known(code.name).filter(|_| self.is_meant(code, end.is_some())) else {
            let is_shortcode = code.has_named_value() || end.is_some() || is_of_plugin(code.name);
            if is_shortcode {
                self.lose(LossKind::Shortcode, written);
            }
            self.copy(if is_shortcode { code.length } else { 1 });
            if is_shortcode && end.is_none() && self.text[self.at..].starts_with(char::is_alphanumeric) {
                self.html.push(' ');
            }
            return;
        };
        let length = end.map_or(code.length, |end| end - self.at + code.name.len() + 3);
        match kind {
            Known::Layout => self.layout(code),
            Known::Quote if content.is_some() => {
                self.html.push_str("<blockquote>");
                self.skip(code.length);
            }
            Known::Code(_) | Known::Footnote | Known::Quote | Known::Caption if content.is_none() => {
                self.copy(code.length);
            }
            Known::Poll | Known::Form | Known::Dynamic => {
                let what = match kind {
                    Known::Poll => LossKind::Poll,
                    Known::Form => LossKind::Form,
                    _ => LossKind::TemplateBlock,
                };
                self.lose(what, &self.text[self.at..self.at + length]);
                self.skip(length);
            }
            _ => {
                let html = self.media(kind, code, content.unwrap_or_default());
                self.html.push_str(&html);
                let missing =
                    line_ends(&self.text[self.at..self.at + length]).len().saturating_sub(line_ends(&html).len());
                self.html.push_str(&"\n".repeat(missing));
                self.at += length;
            }
        }
    }

    /// Returns true if a known shortcode is one here, and not a word in brackets.
    fn is_meant(&self, code: &Shortcode<'_>, has_end: bool) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t']);
        let after = self.text[self.at + code.length..].trim_start_matches([' ', '\t']);
        let is_alone = (before.is_empty() || before.ends_with(['\n', '>']))
            && (after.is_empty() || after.starts_with(['\n', '<']));
        !is_word(code.name) || has_end || code.has_named_value() || code.closes_itself || is_alone
    }

    /// Leaves out a shortcode that arranges what is in it. Its title stays.
    fn layout(&mut self, code: &Shortcode<'t>) {
        if self.layouts.insert(code.name) {
            self.lose(LossKind::LayoutShortcode, &format!("[{}]", code.name));
        }
        let values = code.values();
        let title = values.get(&["title", "heading"]).filter(|_| code.name != "vc_row");
        let text = values.get(&["text"]).filter(|_| code.name == "vc_custom_heading");
        if let Some(title) = title.or(text) {
            self.html.extend(["<p><strong>", &title.replace('<', "&lt;"), "</strong></p>"]);
        }
        self.part(code.name, code.length);
    }

    /// Leaves out the start or end of a part of the page, and its lines not.
    fn part(&mut self, name: &str, length: usize) {
        self.skip(length);
        self.is_after_part |= !IN_LINE.iter().any(|word| name.contains(word));
    }

    /// Leaves out the end of a shortcode whose start was left out, and keeps others.
    fn end(&mut self, name: &str) {
        let length = name.len() + 3;
        match known(name).filter(|_| self.index.begins_before(name, self.at)) {
            Some(Known::Quote) => {
                self.html.push_str("</blockquote>");
                self.at += length;
            }
            Some(Known::Layout) => self.part(name, length),
            _ => self.copy(length),
        }
    }
}
