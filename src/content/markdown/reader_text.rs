//! The Markdown of a reader's reply: words, lists, quotations, code, and links. HTML is shown as the text that it is, a
//! picture becomes a link, and a heading a bold paragraph.
//!
//! Nothing here is about how a reader writes: the columnist is not to correct the spelling of others.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Markdown, autolinks, lint, outline, respelled_events, schemes, shallow};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Typography;

/// The extensions of `CommonMark` in replies.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// The schemes of the addresses that a reply may link to.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

impl<'t> Markdown<'t> {
    /// Parses the Markdown of a reply, which begins at byte `start` of the file.
    pub(in crate::content) fn parse_reply(
        text: &'t str,
        start: usize,
        typography: Typography,
        findings: &mut Findings,
    ) -> Self {
        let parsed = shallow(&text[start..], |at| start + at, findings);
        let events = respelled_events(parsed, EXTENSIONS)
            .unwrap_or_else(|| Parser::new_ext(parsed, EXTENSIONS).into_offset_iter().collect());
        let in_file = |(event, range): (_, Range<usize>)| (event, start + range.start..start + range.end);
        let mut events: Vec<_> = events.into_iter().map(in_file).collect();
        if let Some(at) = lint::too_deep_event(&events) {
            findings.add(Span::new(events[at].1.start..events[at].1.start + 1), lint::too_deep());
            events.clear();
        }
        if events.iter().any(|(event, _)| schemes::is_unknown(event)) {
            events = schemes::as_text(events, text, &mut Findings::new(findings.file()));
        }
        let mut events = autolinks::link_addresses(events, text, start);
        super::typeset(&mut events, text, &typography);
        let mut restricted = Restricted { events: Vec::with_capacity(events.len()), open_links: Vec::new(), findings };
        let mut events = events.into_iter().peekable();
        while let Some((event, range)) = events.next() {
            let is_empty = matches!(events.peek(), Some((Event::End(TagEnd::Image), _)));
            restricted.event(event, range, is_empty);
        }
        let events = restricted.events;
        let (blocks, footnotes) = outline(&events);
        let (unclosed_fences, html_ids) = (Vec::new(), Vec::new());
        Self { events, blocks, footnotes, has_html: false, unclosed_fences, html_ids, text, typography }
    }
}

/// The events of what a reply may have.
struct Restricted<'t, 'f> {
    events: Vec<(Event<'t>, Range<usize>)>,
    /// For each open link: true if it is one on the page, too.
    open_links: Vec<bool>,
    findings: &'f mut Findings,
}

impl<'t> Restricted<'t, '_> {
    /// Adds an event. `is_empty` is true if it is the start of a picture without words.
    fn event(&mut self, event: Event<'t>, range: Range<usize>, is_empty: bool) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.add(Event::Start(Tag::Paragraph), &range),
            Event::End(TagEnd::HtmlBlock) => self.add(Event::End(TagEnd::Paragraph), &range),
            Event::Html(html) | Event::InlineHtml(html) => self.add(Event::Text(html), &range),
            Event::Start(Tag::Heading { .. }) => {
                self.add(Event::Start(Tag::Paragraph), &range);
                self.add(Event::Start(Tag::Strong), &range);
            }
            Event::End(TagEnd::Heading(_)) => {
                self.add(Event::End(TagEnd::Strong), &range);
                self.add(Event::End(TagEnd::Paragraph), &range);
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.open_link(link_type, dest_url, title, &range);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let words = is_empty.then(|| dest_url.clone());
                self.open_link(LinkType::Inline, dest_url, title, &range);
                if let Some(words) = words {
                    self.add(Event::Text(words), &range);
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.open_links.pop() == Some(true) {
                    self.add(Event::End(TagEnd::Link), &range);
                }
            }
            event => self.add(event, &range),
        }
    }

    /// Opens a link, unless its address is none for a reply, which is reported, or it is in another link.
    fn open_link(&mut self, link_type: LinkType, dest_url: CowStr<'t>, title: CowStr<'t>, range: &Range<usize>) {
        let is_allowed = is_allowed(&dest_url);
        if !is_allowed {
            let message = format!("this link is shown without its address, which is `{}`", dest_url.trim());
            let help =
                "replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column";
            self.findings.add(Span::new(range.clone()), Diagnostic::warning(message).help(help));
        }
        let is_link = is_allowed && !self.open_links.contains(&true);
        self.open_links.push(is_link);
        if is_link {
            self.add(Event::Start(Tag::Link { link_type, dest_url, title, id: CowStr::Borrowed("") }), range);
        }
    }

    fn add(&mut self, event: Event<'t>, range: &Range<usize>) {
        self.events.push((event, range.clone()));
    }
}

/// Returns true for an address that a reply may link to. Browsers ignore control characters, and read `\` as `/`.
fn is_allowed(address: &str) -> bool {
    let address = address.trim();
    if address.starts_with("//") || address.contains(|c: char| c.is_control() || c == '\\') {
        return false;
    }
    match address.find([':', '/', '?', '#']).map(|at| address.split_at(at)) {
        Some((scheme, rest)) if rest.starts_with(':') => SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn a_reply_links_to_web_pages_mail_addresses_and_files() {
        for address in
            ["https://a.org", "HTTP://a.org", "mailto:a@b.org", "a@b.org", "../a.md", "/tags/", "#q1", "a/b:c"]
        {
            assert!(is_allowed(address), "{address}");
        }
        for address in [
            "javascript:a",
            "java\nscript:a",
            "\u{1}javascript:a",
            " javascript:a",
            "data:text/html,a",
            "//evil.example",
            "/\\evil.example",
            "tel:1",
            "file:///a",
            "\u{200b}javascript:a",
        ] {
            assert!(!is_allowed(address), "{address}");
        }
    }
}
