//! `<Name:surname>`: what `CommonMark` takes for an address (6.5), though no program opens one that begins so.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use crate::diagnostics::{Diagnostic, Findings, Span};

/// The schemes of addresses that people write between `<` and `>`.
const KNOWN: [&str; 40] = [
    "about",
    "acct",
    "at",
    "bitcoin",
    "callto",
    "data",
    "did",
    "doi",
    "facetime",
    "feed",
    "file",
    "ftp",
    "ftps",
    "gemini",
    "geo",
    "gopher",
    "http",
    "https",
    "im",
    "irc",
    "ircs",
    "javascript",
    "ldap",
    "magnet",
    "mailto",
    "maps",
    "matrix",
    "news",
    "nntp",
    "sftp",
    "sip",
    "sips",
    "sms",
    "ssh",
    "tel",
    "urn",
    "vbscript",
    "view-source",
    "webcal",
    "xmpp",
];

/// Returns true if an event begins a link to an address whose scheme no program knows.
pub(super) fn is_unknown(event: &Event<'_>) -> bool {
    let Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. }) = event else { return false };
    let Some((scheme, rest)) = dest_url.split_once(':') else { return false };
    !rest.starts_with("//") && !KNOWN.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

/// Returns the events with such links as text, and reports them at the first.
pub(super) fn as_text<'t>(
    events: Vec<(Event<'t>, Range<usize>)>,
    text: &'t str,
    findings: &mut Findings,
) -> Vec<(Event<'t>, Range<usize>)> {
    let mut events = events.into_iter();
    let mut out = Vec::with_capacity(events.len());
    let mut found: Vec<Range<usize>> = Vec::new();
    while let Some((event, range)) = events.next() {
        if is_unknown(&event) {
            // Its address and its end follow.
            events.by_ref().take(2).for_each(drop);
            found.push(range.clone());
            out.push((Event::Text(CowStr::Borrowed(&text[range.clone()])), range));
        } else {
            out.push((event, range));
        }
    }
    let Some(first) = found.first() else { return out };
    let written = &text[first.clone()];
    let diagnostic = Diagnostic::warning(format!("HTML has no `{written}`, so it is shown as text"));
    let diagnostic = diagnostic.first_of(found.len());
    findings.add(Span::new(first.clone()), diagnostic.help(format!("to show it as it is, write `\\{written}`")));
    out
}
