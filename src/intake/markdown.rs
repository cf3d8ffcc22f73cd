//! The words of a letter as Markdown that means the same, and opens no turn.

use super::incoming::Incoming;
use crate::content::{self, ParseOptions, opens_turn};
use crate::diagnostics::Diagnostic;
use crate::import::html::{Addresses, HtmlNode, to_markdown, words};
use crate::source::{SourceFile, decode};

/// The most times that a text is read again to find words that look like a turn.
const MOST_ROUNDS: usize = 4;

/// Returns the words of a letter. `file` makes a whole file of them, which is read to find what would be taken for a turn: it
/// gets a backslash.
pub(super) fn markdown(
    incoming: &Incoming,
    path: &str,
    options: &ParseOptions,
    file: impl Fn(&str) -> String,
) -> String {
    let tree = incoming.tree();
    let mut escaped: Vec<String> = Vec::new();
    let mut text = String::new();
    for _ in 0..MOST_ROUNDS {
        let is_marker = |words: &str| opens_turn(words, options) || escaped.iter().any(|known| known == words);
        text = to_markdown(&tree, &SafeLinks, &is_marker, &mut Vec::new());
        let source = decode(&path.into(), file(&text).as_bytes()).value;
        let found = parse(&source, options);
        let new: Vec<String> = found
            .iter()
            .filter_map(|one| colon_words(one, &source.text))
            .filter(|word| !escaped.contains(word))
            .collect();
        if new.is_empty() {
            break;
        }
        escaped.extend(new);
    }
    text
}

fn parse(source: &SourceFile, options: &ParseOptions) -> Vec<Diagnostic> {
    if content::is_reply(&source.path) {
        return content::parse_reply(source, options).diagnostics;
    }
    content::parse(source, options).diagnostics
}

/// Returns the words before the colon at which a diagnostic points.
fn colon_words(diagnostic: &Diagnostic, text: &str) -> Option<String> {
    let span = diagnostic.span?;
    let found = text.get(span.range())?;
    let found = found.rsplit('\n').next()?;
    let words = found.strip_suffix(':').or_else(|| text[span.range().end..].starts_with(':').then_some(found))?;
    Some(words.trim_matches(['*', '_', '\\', ' ']).to_owned()).filter(|words| !words.is_empty())
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
