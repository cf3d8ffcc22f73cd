//! The words of a letter as Markdown that means the same, and opens no turn.

use std::ops::Range;

use super::incoming::Incoming;
use crate::content::{self, ParseOptions, opens_turn};
use crate::diagnostics::Span;
use crate::import::html::{Addresses, HtmlNode, to_markdown, words};
use crate::source::decode;

/// The most times that a text is read again to find what needs a backslash.
const MOST_ROUNDS: usize = 6;

/// Returns the words of a letter. `file` makes a whole file of them, which is read as the column will read it: what would be
/// reported there, such as words that look like a turn, gets a backslash.
pub(super) fn markdown(
    incoming: &Incoming,
    path: &str,
    options: &ParseOptions,
    file: impl Fn(&str) -> String,
) -> String {
    let is_marker = |words: &str| opens_turn(words, options);
    let text = to_markdown(&incoming.tree(), &SafeLinks, &is_marker, &mut Vec::new());
    // Without the characters that the column would not read.
    let mut text = decode(&path.into(), text.as_bytes()).value.text.to_string();
    let mut reported = reported_places(&text, path, options, &file);
    for _ in 0..MOST_ROUNDS {
        let escaped = with_backslashes(&text, &reported);
        let rest = reported_places(&escaped, path, options, &file);
        if escaped == text || rest.len() >= reported.len() {
            break;
        }
        (text, reported) = (escaped, rest);
    }
    text
}

/// Returns the places in a text that are reported when it is read, in order. What only keeps some readers out means what it
/// shall.
fn reported_places(text: &str, path: &str, options: &ParseOptions, file: impl Fn(&str) -> String) -> Vec<Range<usize>> {
    let source = decode(&path.into(), file(text).as_bytes()).value;
    let Some(start) = source.text.rfind(text) else { return Vec::new() };
    let found = if content::is_reply(path) {
        content::parse_reply(&source, options).diagnostics
    } else {
        content::parse(&source, options).diagnostics
    };
    let places = found.iter().filter(|found| !found.is_about_access).filter_map(|found| found.span).map(Span::range);
    let places = places.filter(|span| span.start >= start && span.end <= start + text.len());
    let mut places: Vec<Range<usize>> = places.map(|span| span.start - start..span.end - start).collect();
    places.sort_by_key(|place| place.start);
    places
}

/// Returns a text with a backslash in each of these places: before the colon that would open a turn, or before the first sign.
fn with_backslashes(text: &str, places: &[Range<usize>]) -> String {
    let at = |place: &Range<usize>| {
        let colon = place.end - usize::from(text[..place.end].ends_with(':'));
        let at = if text[colon..].starts_with(':') { colon } else { place.start };
        // A brace with a backslash before it is still searched for a note: its second sign gets one.
        let at = at + usize::from(text[at..].starts_with('{'));
        let is_sign = text[at..].starts_with(|c: char| c.is_ascii_punctuation());
        (is_sign && !text[..at].ends_with('\\')).then_some(at)
    };
    let mut at: Vec<usize> = places.iter().filter_map(at).collect();
    at.sort_unstable();
    at.dedup();
    let (mut escaped, mut done) = (String::with_capacity(text.len() + at.len()), 0);
    for at in at {
        escaped.extend([&text[done..at], "\\"]);
        done = at;
    }
    escaped + &text[done..]
}

/// Returns a text as a title, in one line.
pub(super) fn title(text: &str) -> String {
    let node = HtmlNode::Text(super::fields::one_line(text));
    words(&to_markdown(&[node], &SafeLinks, &|_| false, &mut Vec::new()))
}

/// Links to other sites and mailboxes stay; nothing else does, and nothing is fetched.
struct SafeLinks;

impl Addresses for SafeLinks {
    fn link(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let is_kept = ["https://", "http://", "mailto:"].iter().any(|scheme| {
            href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                && href.len() > scheme.len()
        });
        (is_kept && !href.contains(char::is_whitespace)).then(|| href.to_owned())
    }

    fn file(&self, _: &str) -> Option<String> {
        None
    }
}
