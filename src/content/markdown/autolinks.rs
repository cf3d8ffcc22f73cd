//! Bare web and mail addresses become links, as the autolink extension of GitHub Flavored Markdown has it.
//!
//! Further than the extension, an address ends before quotation marks, CJK punctuation, `>`, and a bracket that opens
//! before it. What follows another `@` is no mail address, but a handle.

use std::ops::Range;

use memchr::{memchr_iter, memmem};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::address_end::{domain_length, end_of_address, mail_domain_length, resource_length};

/// An event and its bytes in the file.
type Placed<'t> = (Event<'t>, Range<usize>);

/// An address that becomes a link.
struct Address {
    /// Its bytes in the file.
    bytes: Range<usize>,
    kind: Kind,
    /// The event in which it begins.
    first: usize,
    /// The event with which the text after it goes on, and the byte there.
    next: (usize, usize),
    /// The bytes after it whose events it replaces, too: emphasis that began within it.
    rest: Range<usize>,
}

#[derive(Clone, Copy)]
enum Kind {
    /// `https://example.org`
    Full,
    /// `www.example.org`
    Www,
    /// `ida@example.org`, `mailto:ida@example.org`
    Mail,
    /// `xmpp:ida@example.org/desk`
    Xmpp,
}

/// Makes links of the bare addresses in these events of a text that begins at byte `start` of the file.
pub(super) fn link_addresses<'t>(events: Vec<Placed<'t>>, text: &'t str, start: usize) -> Vec<Placed<'t>> {
    let signs = signs(text, start);
    if signs.is_empty() {
        return events;
    }
    let found = Search { events: &events, text, signs: &signs }.addresses();
    if found.is_empty() { events } else { with_links(&events, text, &found) }
}

/// Returns where a text has `://`, `ww.` or `@`, in order. Most texts have none of them.
fn signs(text: &str, start: usize) -> Vec<usize> {
    let bytes = &text.as_bytes()[start..];
    let mut signs: Vec<usize> = memchr_iter(b'@', bytes).collect();
    for sign in ["://", "ww.", "WW."] {
        signs.extend(memmem::find_iter(bytes, sign));
    }
    signs.sort_unstable();
    for at in &mut signs {
        *at += start;
    }
    signs
}

struct Search<'a, 't> {
    events: &'a [Placed<'t>],
    text: &'t str,
    signs: &'a [usize],
}

impl<'t> Search<'_, 't> {
    fn addresses(&self) -> Vec<Address> {
        let mut found: Vec<Address> = Vec::new();
        // The number of open elements whose text becomes no link.
        let (mut closed, mut in_html) = (0_usize, 0_usize);
        for (at, (event, range)) in self.events.iter().enumerate() {
            match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
                Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => closed = closed.saturating_sub(1),
                Event::InlineHtml(tag) if is_link_or_code(tag) => {
                    in_html = if tag.starts_with("</") { in_html.saturating_sub(1) } else { in_html + 1 };
                }
                Event::Text(text) if closed + in_html == 0 && **text == self.text[range.clone()] => {
                    let first = self.signs.partition_point(|sign| *sign < range.start);
                    let signs = self.signs[first..].iter().take_while(|sign| **sign < range.end);
                    for sign in signs {
                        let done = found.last().map_or(0, |last| last.bytes.end.max(last.rest.end));
                        if *sign >= done {
                            found.extend(self.address(at, *sign, range.start.max(done)..range.end));
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Returns the address with this sign in the text event `at`, of which these bytes are free.
    fn address(&self, at: usize, sign: usize, free: Range<usize>) -> Option<Address> {
        let (text, start) = (self.text, free.start);
        let before = &text[start..sign];
        let (kind, begin, domain_end) = match text.as_bytes()[sign] {
            b'@' => {
                let (begin, kind) = mail_start(before)?;
                // A backslash ahead of it hides the rest of its name.
                if begin == 0 && text[..start].ends_with('\\') {
                    return None;
                }
                (kind, start + begin, sign + 1 + mail_domain_length(&text[sign + 1..self.text_end(at)])?)
            }
            b':' => {
                let length = scheme_length(before)?;
                (Kind::Full, sign - length, sign + 3 + domain_length(&text[sign + 3..], false)?)
            }
            _ => {
                let begin = sign.checked_sub(1).filter(|begin| *begin >= start && is_w(text.as_bytes()[*begin]))?;
                let is_apart = text[..begin].chars().next_back().is_none_or(may_precede_www);
                (Kind::Www, begin, begin + domain_length(&text[begin..], true).filter(|_| is_apart)?)
            }
        };
        let limit = match kind {
            Kind::Mail => domain_end,
            Kind::Xmpp => domain_end + resource_length(&text[domain_end..]),
            Kind::Full | Kind::Www => text.len(),
        };
        self.fitted(at, begin..limit, domain_end, kind)
    }

    /// Returns the end of the text that begins with event `at`: an underscore alone is an event of its own.
    fn text_end(&self, at: usize) -> usize {
        let texts = self.events[at..].iter().take_while(|(event, _)| matches!(event, Event::Text(_)));
        texts.last().map_or(0, |(_, range)| range.end)
    }

    /// Fits an address into the events: it ends where something begins that is no text.
    fn fitted(&self, at: usize, bytes: Range<usize>, domain_end: usize, kind: Kind) -> Option<Address> {
        let written = &self.text[bytes.clone()];
        let space = written.find(|c: char| c.is_whitespace() || matches!(c, '<' | '\u{200b}')).unwrap_or(written.len());
        let host = domain_end.saturating_sub(bytes.start);
        let is_cut = written[host..].starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
        let space = if is_cut { host } else { space };
        let units = self.units(at, bytes.start + space);
        let limit = units.last().map_or(bytes.start, |(_, bytes)| bytes.end).min(bytes.start + space);
        let end = bytes.start + end_of_address(self.text.get(bytes.start..limit)?);
        if end < domain_end {
            return None;
        }
        let (events, covered) = units.into_iter().find(|(_, bytes)| end <= bytes.end)?;
        let is_text = events.len() == 1;
        let next = if is_text && end < covered.end { (events.start, end) } else { (events.end, 0) };
        let rest = if is_text { end..end } else { end..covered.end };
        Some(Address { bytes: bytes.start..end, kind, first: at, next, rest })
    }

    /// Returns the texts from event `at` up to byte `end`, each with its events and bytes. Emphasis that begins and ends
    /// within them is one: `_` and `*` are part of an address.
    fn units(&self, at: usize, end: usize) -> Vec<(Range<usize>, Range<usize>)> {
        let mut units: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let mut next = at;
        while let Some((event, range)) = self.events.get(next) {
            let is_joined = units.last().is_none_or(|(_, bytes)| {
                bytes.end == range.start || self.text.get(bytes.end..range.start) == Some("\\")
            });
            let after = match event {
                Event::Text(_) => next + 1,
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) if range.end <= end => {
                    let inner = self.events[next + 1..].iter().take_while(|(_, inner)| inner.start < range.end);
                    next + 1 + inner.count()
                }
                _ => break,
            };
            let is_plain = |(event, _): &Placed<'t>| match event {
                Event::Text(_) => true,
                Event::Start(tag) => is_emphasis(tag.to_end()),
                Event::End(tag) => is_emphasis(*tag),
                _ => false,
            };
            if !is_joined || range.start >= end || !self.events[next..after].iter().all(is_plain) {
                break;
            }
            units.push((next..after, range.clone()));
            next = after;
        }
        units
    }
}

fn is_emphasis(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
}

fn is_w(byte: u8) -> bool {
    byte.eq_ignore_ascii_case(&b'w')
}

/// Returns true for the tags of the author's HTML whose text becomes no link.
fn is_link_or_code(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    ["a", "code", "pre", "kbd", "samp", "var"].iter().any(|closed| name.eq_ignore_ascii_case(closed))
}

/// Returns true for the characters after which `www.` may begin an address.
fn may_precede_www(c: char) -> bool {
    c.is_whitespace() || "*_~([<\"'|,;>".contains(c) || !c.is_ascii()
}

/// Returns the length of the scheme at the end of a text.
fn scheme_length(before: &str) -> Option<usize> {
    let length = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let scheme = &before[before.len() - length..];
    ["https", "http", "ftp"].iter().any(|known| known.eq_ignore_ascii_case(scheme)).then_some(length)
}

/// Returns where the mail address begins whose `@` follows a text.
fn mail_start(before: &str) -> Option<(usize, Kind)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c) || ('\u{c0}'..'\u{590}').contains(&c);
    let name = before.trim_end_matches(is_part);
    if name.len() == before.len() {
        return None;
    }
    for (scheme, kind) in [("mailto:", Kind::Mail), ("xmpp:", Kind::Xmpp)] {
        if name.ends_with(scheme) {
            return Some((name.len() - scheme.len(), kind));
        }
    }
    (!name.ends_with(['@', '/'])).then_some((name.len(), Kind::Mail))
}

/// Returns the events with links in them.
fn with_links<'t>(events: &[Placed<'t>], text: &'t str, found: &[Address]) -> Vec<Placed<'t>> {
    let mut out = Vec::with_capacity(events.len() + 4 * found.len());
    // The next event to write, and the byte before which it is written already.
    let (mut next, mut written) = (0, 0);
    for address in found {
        for (event, range) in &events[next..address.first] {
            push_from(&mut out, event, range, written, text);
        }
        let range = &events[address.first].1;
        push_text(&mut out, range.start.max(written)..address.bytes.start, text);
        let shown = shown(&events[address.first..], &address.bytes, text);
        let tag = link_tag(&shown, address.kind);
        let end = Event::End(tag.to_end());
        out.push((Event::Start(tag), address.bytes.clone()));
        out.push((Event::Text(shown), address.bytes.clone()));
        out.push((end, address.bytes.clone()));
        push_text(&mut out, address.rest.clone(), text);
        (next, written) = address.next;
    }
    for (event, range) in &events[next..] {
        push_from(&mut out, event, range, written, text);
    }
    out
}

/// Writes an event, of a text only what is behind byte `written`.
fn push_from<'t>(out: &mut Vec<Placed<'t>>, event: &Event<'t>, range: &Range<usize>, written: usize, text: &'t str) {
    if matches!(event, Event::Text(_)) && range.start < written {
        push_text(out, written..range.end, text);
    } else {
        out.push((event.clone(), range.clone()));
    }
}

fn push_text<'t>(out: &mut Vec<Placed<'t>>, range: Range<usize>, text: &'t str) {
    if !range.is_empty() {
        out.push((Event::Text(CowStr::Borrowed(&text[range.clone()])), range));
    }
}

/// Returns the address as readers see it: with characters for references, and without backslashes before punctuation.
fn shown<'t>(events: &[Placed<'t>], bytes: &Range<usize>, text: &'t str) -> CowStr<'t> {
    let written = &text[bytes.clone()];
    if !written.contains(['&', '\\']) {
        return CowStr::Borrowed(written);
    }
    let (mut shown, mut at) = (String::new(), bytes.start);
    for (event, range) in events.iter().take_while(|(_, range)| range.start < bytes.end) {
        let Event::Text(part) = event else { continue };
        let gap = text.get(at..range.start).unwrap_or_default();
        shown.push_str(if gap == "\\" { "" } else { gap });
        let written = &text[range.start.max(bytes.start)..range.end.min(bytes.end)];
        shown.push_str(if written.starts_with('&') { part } else { written });
        at = range.end;
    }
    shown.push_str(text.get(at..bytes.end).unwrap_or_default());
    shown.into()
}

fn link_tag<'t>(shown: &CowStr<'t>, kind: Kind) -> Tag<'t> {
    let (link_type, dest_url) = match kind {
        Kind::Www => (LinkType::Autolink, format!("http://{shown}").into()),
        Kind::Mail if !shown.starts_with("mailto:") => (LinkType::Email, shown.clone()),
        Kind::Full | Kind::Mail | Kind::Xmpp => (LinkType::Autolink, shown.clone()),
    };
    Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id: CowStr::Borrowed("") }
}
