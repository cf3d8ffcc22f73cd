//! A second front matter below the first, as a post has it that was pasted whole into a new file.

use crate::diagnostics::{Diagnostic, Findings, Span};

/// Fields of which a post of another tool has at least one.
const USUAL: [&str; 12] = [
    "author",
    "categories",
    "date",
    "description",
    "draft",
    "excerpt",
    "layout",
    "permalink",
    "published",
    "slug",
    "tags",
    "title",
];

/// Reports front matter at the start of the text below the first one, and returns the byte after it. `None` if there is none: a
/// rule may begin a text, too.
pub(super) fn check(text: &str, start: usize, findings: &mut Findings) -> Option<usize> {
    let body = &text[start..];
    let inner = body.trim_start_matches(['\n', ' ']);
    let (delimiter, sign) = match inner.get(..4)? {
        "---\n" => ("---", ':'),
        "+++\n" => ("+++", '='),
        _ => return None,
    };
    let opening = start + body.len() - inner.len();
    let (mut at, mut has_usual) = (opening + 4, false);
    for line in text[at..].split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == delimiter {
            if !has_usual {
                return None;
            }
            let diagnostic = Diagnostic::error("this file has a second front matter below the first one");
            findings.add(
                Span::new(opening..opening + delimiter.len()),
                diagnostic
                    .help("keep one: move the lines that you need into the first one, above, and remove this one")
                    .help("or, if it is meant as text, put a backslash before each of its two lines of signs: `\\---`"),
            );
            return Some(at);
        }
        let key = line.split_once(sign).map(|(key, _)| key.trim_end());
        let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
        let continues = line.is_empty() || line.starts_with([' ', '\t', '#', '-', '[', ']']);
        if !continues && !key.is_some_and(is_key) {
            return None;
        }
        has_usual |= key.is_some_and(|key| USUAL.contains(&key));
    }
    None
}
