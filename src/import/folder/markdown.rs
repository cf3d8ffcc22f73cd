//! The addresses and the HTML in Markdown, changed at their places.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::edits::{Edits, MARKDOWN, line_of};
use super::link_syntax::{destination, encoded, word};
use super::own_html::{HtmlTag, is_balanced, tag, tags};
use crate::content::{Transliteration, slugify};
use crate::import::html::{self, Addresses, Loss, LossKind};
use crate::source::is_picture;

/// A text with its addresses as the column has them.
#[derive(Debug, Default)]
pub(super) struct RewrittenMarkdown {
    pub(super) text: String,
    /// The names of its headings, by which links lead to them.
    pub(super) places: Vec<String>,
}

/// Rewrites the addresses in a text, and HTML that a column cannot have.
pub(super) fn rewritten(text: &str, addresses: &dyn Addresses, losses: &mut Vec<Loss>) -> RewrittenMarkdown {
    let mut rewriter = Rewriter {
        text,
        addresses,
        losses,
        edits: Edits::default(),
        open: Vec::new(),
        inline_tags: Vec::new(),
        nesting: 0,
        heading: None,
        places: Vec::new(),
    };
    let parser = Parser::new_ext(text, MARKDOWN);
    let definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    for (event, range) in parser.into_offset_iter() {
        rewriter.event(event, range);
    }
    rewriter.end_line();
    for span in definitions {
        rewriter.definition(span);
    }
    RewrittenMarkdown { text: rewriter.edits.apply(text), places: rewriter.places }
}

/// A link or picture that is being read.
struct OpenLink {
    is_picture: bool,
    kind: LinkType,
    address: String,
    range: Range<usize>,
    /// The end of what is in its brackets, as far as it is read.
    inner_end: usize,
}

struct Rewriter<'t> {
    text: &'t str,
    addresses: &'t dyn Addresses,
    losses: &'t mut Vec<Loss>,
    edits: Edits,
    open: Vec<OpenLink>,
    /// The tags of HTML within the line, paragraph or cell that is being read.
    inline_tags: Vec<HtmlTag>,
    /// How many quotations and items are around.
    nesting: usize,
    heading: Option<(Option<String>, String)>,
    places: Vec<String>,
}

impl Rewriter<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let end = range.end;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.open(false, link_type, &dest_url, range),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => self.open(true, link_type, &dest_url, range),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close(),
            Event::Start(Tag::HtmlBlock) => self.html_block(range),
            Event::InlineHtml(_) => self.inline_tags.extend(tag(self.text, range.start)),
            Event::Start(Tag::Heading { id, .. }) => {
                self.heading = Some((id.map(|id: CowStr<'_>| id.to_string()), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((id, words)) = self.heading.take() {
                    self.places.push(id.unwrap_or_else(|| slugify(&words, Transliteration::default())));
                }
                self.end_line();
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut self.heading {
                    words.push_str(&text);
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)) => {
                self.end_line();
                self.nesting += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                self.end_line();
                self.nesting = self.nesting.saturating_sub(1);
            }
            Event::End(TagEnd::Paragraph | TagEnd::TableCell) => self.end_line(),
            _ => {}
        }
        for open in &mut self.open {
            if end < open.range.end {
                open.inner_end = open.inner_end.max(end);
            }
        }
    }

    fn open(&mut self, is_picture: bool, kind: LinkType, address: &str, range: Range<usize>) {
        let inner_end = range.start + if is_picture { 2 } else { 1 };
        self.open.push(OpenLink { is_picture, kind, address: address.to_owned(), range, inner_end });
    }

    /// Rewrites a link or picture that has been read.
    fn close(&mut self) {
        let Some(link) = self.open.pop() else { return };
        if link.kind == LinkType::Autolink {
            self.autolink(&link);
            return;
        }
        if link.kind != LinkType::Inline {
            return;
        }
        let Some(place) = destination(self.text, link.inner_end, link.range.end) else { return };
        let words = link.range.start + if link.is_picture { 2 } else { 1 }..link.inner_end;
        if link.is_picture {
            if let Some(file) = self.addresses.file(&link.address) {
                self.set(place, &file, &link.address);
                return;
            }
            // A link to where the picture is.
            let name = link.address.rsplit('/').next().unwrap_or_default().to_owned();
            let is_bare = self.text[words.clone()].trim().is_empty();
            if self.open.is_empty()
                && let Some(address) = self.addresses.link(&link.address)
            {
                self.edits.remove(link.range.start..link.range.start + 1);
                if is_bare {
                    self.edits.replace(words, name);
                }
                self.set(place, &address, &link.address);
                return;
            }
            self.edits.replace(link.range.start..words.start, if is_bare { name } else { String::new() });
            self.edits.remove(link.inner_end..link.range.end);
            return;
        }
        match self.addresses.link(&link.address) {
            Some(address) => self.set(place, &address, &link.address),
            None => {
                self.edits.remove(link.range.start..words.start);
                self.edits.remove(link.inner_end..link.range.end);
            }
        }
    }

    fn set(&mut self, place: Range<usize>, new: &str, old: &str) {
        if new != old {
            self.edits.replace(place, encoded(new));
        }
    }

    /// Gives words to an address alone that leads to another place now.
    fn autolink(&mut self, link: &OpenLink) {
        let words = link.address.split_once(':').map_or(link.address.as_str(), |(scheme, rest)| {
            if scheme.starts_with("callslip-") { rest } else { link.address.as_str() }
        });
        match self.addresses.link(&link.address) {
            Some(new) if new == link.address => {}
            Some(new) => self.edits.replace(link.range.clone(), format!("[{words}]({})", encoded(&new))),
            None => self.edits.replace(link.range.clone(), words),
        }
    }

    /// Rewrites `[name]: address`.
    fn definition(&mut self, span: Range<usize>) {
        let Some(written) = self.text.get(span.clone()) else { return };
        let Some(colon) = written.find("]:") else { return };
        let Some(place) = word(self.text, span.start + colon + 2, span.end) else { return };
        let old = self.text[place.clone()].trim_matches(['<', '>']).to_owned();
        // What is no picture is looked for among the links alone: that it is elsewhere is nothing to report.
        let new = if is_picture(&old) { self.addresses.file(&old) } else { None };
        if let Some(new) = new.or_else(|| self.addresses.link(&old)).filter(|new| *new != old) {
            self.edits.replace(place, encoded(&new));
        }
    }

    /// Rewrites a block of HTML: as Markdown, if that says the same; else tag by tag.
    fn html_block(&mut self, range: Range<usize>) {
        let Some(block) = self.text.get(range.clone()) else { return };
        let found = tags(block);
        let is_markdown = |tag: &HtmlTag| tag.attributes.iter().any(|(name, value)| name == "markdown" && value != "0");
        if found.is_empty() {
            return;
        }
        if self.nesting > 0 || !is_balanced(&found) || found.iter().any(is_markdown) {
            let moved =
                |tag: HtmlTag| HtmlTag { range: tag.range.start + range.start..tag.range.end + range.start, ..tag };
            let found: Vec<HtmlTag> = found.into_iter().map(moved).collect();
            self.tag_by_tag(&found, true);
            return;
        }
        let first = line_of(self.text, range.start);
        let mut losses = Vec::new();
        let markdown = html::to_markdown(&html::parse(block), self.addresses, &|_| false, &mut losses);
        self.losses.extend(losses.into_iter().map(|loss| Loss { line: loss.line + first - 1, ..loss }));
        let before = &self.text[..range.start];
        let gap = if before.is_empty() || before.ends_with("\n\n") { "" } else { "\n" };
        let after = if self.text[range.end..].trim_start_matches([' ', '\t']).starts_with('\n') { "" } else { "\n" };
        let end = if markdown.is_empty() { "" } else { "\n" };
        self.edits.replace(range, format!("{gap}{markdown}{end}{after}"));
    }

    /// Rewrites the tags in the line that has ended.
    fn end_line(&mut self) {
        let found = std::mem::take(&mut self.inline_tags);
        self.tag_by_tag(&found, false);
    }

    fn tag_by_tag(&mut self, found: &[HtmlTag], is_block: bool) {
        let mut at = 0;
        while at < found.len() {
            let tag = &found[at];
            let close =
                found[at + 1..].iter().position(|other| other.is_end && other.name == tag.name).map(|end| at + 1 + end);
            match (tag.name.as_str(), close) {
                ("script" | "iframe" | "style" | "object" | "video" | "audio", _) if !tag.is_end => {
                    let end = close.map_or(tag.range.end, |close| found[close].range.end);
                    self.media(tag, tag.range.start..end);
                    at = close.unwrap_or(at);
                }
                ("img", _) => self.picture(tag, is_block),
                ("a", Some(close)) if !tag.is_end && tag.attribute("href").is_some() => {
                    self.anchor(tag, &found[close], is_block);
                }
                // Its start tag has taken it along.
                ("a", _) if tag.is_end && found[..at].iter().any(|other| other.name == "a" && !other.is_end) => {}
                _ => {
                    if let Some(plain) = tag.plain(None) {
                        self.set_tag(tag.range.clone(), &plain);
                    }
                }
            }
            at += 1;
        }
    }

    fn set_tag(&mut self, range: Range<usize>, new: &str) {
        if self.text[range.clone()] != *new {
            self.edits.replace(range, new);
        }
    }

    fn media(&mut self, tag: &HtmlTag, range: Range<usize>) {
        let (text, losses) = (self.text, &mut *self.losses);
        let first = line_of(text, range.start);
        let mut found = Vec::new();
        let markdown = html::to_markdown(&html::parse(&text[range.clone()]), self.addresses, &|_| false, &mut found);
        losses.extend(found.into_iter().map(|loss| Loss { line: loss.line + first - 1, ..loss }));
        if tag.name == "script" && tag.attribute("src").is_none() {
            losses.push(Loss { line: first, what: LossKind::Script, text: html::words(&text[range.clone()]) });
        }
        self.edits.replace(range, html::words(&markdown));
    }

    fn picture(&mut self, tag: &HtmlTag, is_block: bool) {
        let Some(src) = tag.attribute("src") else { return };
        let alt = tag.attribute("alt").unwrap_or_default();
        let alt = html::words(&alt).replace(['[', ']'], "");
        let name = src.rsplit('/').next().unwrap_or_default().to_owned();
        let shown = if alt.is_empty() { name } else { alt.clone() };
        let new = match self.addresses.file(&src) {
            Some(file) if is_block => tag.plain(Some(&encoded(&file))).unwrap_or_default(),
            Some(file) => format!("![{alt}]({})", encoded(&file)),
            None => match self.addresses.link(&src).filter(|_| self.open.is_empty()) {
                Some(address) if is_block => format!("<a href=\"{}\">{shown}</a>", encoded(&address)),
                Some(address) => format!("[{shown}]({})", encoded(&address)),
                None => shown,
            },
        };
        self.edits.replace(tag.range.clone(), new);
    }

    /// Rewrites a link in HTML: as one in Markdown, if what is around it is Markdown.
    fn anchor(&mut self, open: &HtmlTag, close: &HtmlTag, is_block: bool) {
        let address = open.attribute("href").and_then(|href| self.addresses.link(&href));
        let [before, after] = match address {
            None => [String::new(), String::new()],
            Some(address) if is_block => [open.plain(Some(&encoded(&address))).unwrap_or_default(), "</a>".to_owned()],
            Some(address) => ["[".to_owned(), format!("]({})", encoded(&address))],
        };
        self.set_tag(open.range.clone(), &before);
        self.set_tag(close.range.clone(), &after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sample;

    impl Addresses for Sample {
        fn link(&self, href: &str) -> Option<String> {
            match href {
                "/gone/" => None,
                "/a/" => Some("../a.md".to_owned()),
                href => Some(href.to_owned()),
            }
        }

        fn leads_to(&self, _: &str) -> bool {
            false
        }

        fn file(&self, src: &str) -> Option<String> {
            src.strip_prefix("/img/").map(str::to_owned)
        }
    }

    fn shown(text: &str) -> String {
        let mut losses = Vec::new();
        let rewritten = rewritten(text, &Sample, &mut losses);
        let losses: Vec<String> =
            losses.iter().map(|loss| format!(" | {}: {:?} {}", loss.line, loss.what, loss.text)).collect();
        rewritten.text + &losses.concat()
    }

    #[test]
    fn addresses_change_at_their_places() {
        for (text, new) in [
            ("[a *b*](/a/ 'T') and [c]( </a/> )", "[a *b*](../a.md 'T') and [c]( ../a.md )"),
            ("[gone *b*](/gone/) [x](https://x.example/(y))", "gone *b* [x](https://x.example/(y))"),
            ("![A](/img/a.png) ![](/x/b.png)", "![A](a.png) [b.png](/x/b.png)"),
            ("[![A](/img/a.png)](/img/a.png)", "[![A](a.png)](/img/a.png)"),
            ("[![A](/x/a.png)](/a/)", "[A](../a.md)"),
            ("[a][b] ![c][d]\n\n[b]: /a/ 'T'\n[d]: </img/c.png>\n", "[a][b] ![c][d]\n\n[b]: ../a.md 'T'\n[d]: c.png\n"),
            ("<https://x.example> `[a](/a/)`", "<https://x.example> `[a](/a/)`"),
            ("```\n[a](/a/)\n<b style=\"x\">\n```", "```\n[a](/a/)\n<b style=\"x\">\n```"),
            ("- a\n  [b](/a/)\n\n> [c](/a/)", "- a\n  [b](../a.md)\n\n> [c](../a.md)"),
            ("| [a](/a/) |\n|---|\n| <b style='x'>c</b> |", "| [a](../a.md) |\n|---|\n| <b>c</b> |"),
        ] {
            assert_eq!(shown(text), new, "{text}");
        }
    }

    #[test]
    fn html_in_markdown() {
        for (text, new) in [
            ("<p style=\"color: red\">a <a href=\"/a/\">b</a></p>\n\nc", "a [b](../a.md)\n\nc"),
            ("a\n<div class=\"x\"><b>b</b></div>\nc\n\nd", "a\n\n**b**\n\nc\n\nd"),
            ("<div class=\"x\" markdown=\"1\">\n**a** b\n</div>", "\n**a** b\n"),
            (
                "<details><summary style=\"x\">a <a href=\"/a/\">b</a></summary>\n\n*c*\n\n</details>",
                "<details><summary>a <a href=\"../a.md\">b</a></summary>\n\n*c*\n\n</details>",
            ),
            ("a <span style=\"x\">b</span> <font color=red>c</font><br>d", "a b c<br>d"),
            ("a <a href=\"/a/\" target=_blank>*b*</a> <a href=\"/gone/\">c</a>", "a [*b*](../a.md) c"),
            (
                "a <img src=\"/img/a b.png\" alt=\"A [b]\" width=3> <img src='/x/c.png'>",
                "a ![A b](a%20b.png) [c.png](/x/c.png)",
            ),
            ("Dear <Name of Boss>, a < b", "Dear <Name of Boss>, a < b"),
            ("<!-- a note -->\n\n<!-- <p style='x'> -->", "<!-- a note -->\n\n<!-- <p style='x'> -->"),
            (
                "a <iframe src=\"https://www.youtube.com/embed/b\"></iframe> c",
                "a <https://www.youtube.com/watch?v=b> c | 1: Embed https://www.youtube.com/watch?v=b",
            ),
        ] {
            assert_eq!(shown(text), new, "{text}");
        }
    }

    #[test]
    fn headings_are_places() {
        let places = rewritten("# A *b* `c`\n\n## D {#e}\n\nF\n===", &Sample, &mut Vec::new()).places;
        assert_eq!(places, ["a-b-c", "e", "f"]);
    }
}
