//! Reads front matter as nearly all of it is written: one field a line, with a plain or quoted value, or a short list
//! or map in brackets.
//!
//! The result is the same as that of the YAML library (a test compares the two). Whatever is not certainly plain, and
//! any mistake, is left to the library, which takes ten times as long. In ten thousand letters hardly one needs it.

use super::{Node, Pair, Value};
use crate::diagnostics::Span;

/// The length up to which a text is read here, in bytes. Longer ones are left to the library and its limits.
const MAX_LENGTH: usize = 8 * 1024;

/// Reads a document of plain fields. `None` if anything in it may mean more than that.
pub(super) fn parse(text: &str, offset: usize) -> Option<Node> {
    if text.len() > MAX_LENGTH || is_doubtful(text) {
        return None;
    }
    let mut pairs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_end_matches(['\n', ' ']);
        if !inner.is_empty() && !line.starts_with('#') {
            pairs.push(pair(inner, start + offset)?);
        }
        start += line.len();
    }
    let span = Span::new(pairs.first()?.key_span.range().start..pairs.last()?.node.span.range().end);
    Some(Node { span, value: Value::Map(pairs) })
}

/// Returns true if a text has tabs, line ends of other kinds, or invisible characters.
fn is_doubtful(text: &str) -> bool {
    let unseen = ['\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];
    // All bytes are examined without a branch, so that the compiler vectorizes this: usually none is found.
    text.bytes().fold(false, |found, byte| found | (byte.is_ascii_control() && byte != b'\n'))
        || (!text.is_ascii() && text.contains(|c: char| (c.is_control() && c != '\n') || unseen.contains(&c)))
}

/// Returns true if a text has one of these ASCII characters.
fn has(text: &str, characters: &[u8]) -> bool {
    text.bytes().any(|byte| characters.contains(&byte))
}

/// Reads `key: value`, at byte `start` of the file.
fn pair(text: &str, start: usize) -> Option<Pair> {
    let (key, rest) = text.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase());
    let is_key = is_key && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && key != "null";
    let value = rest.trim_start_matches(' ');
    if !is_key || value.is_empty() || value.len() == rest.len() {
        return None;
    }
    let key_span = Span::new(start..start + key.len());
    Some(Pair { key: key.to_owned(), key_span, node: value_at(value, start + text.len() - value.len())? })
}

fn value_at(text: &str, start: usize) -> Option<Node> {
    // The text between the delimiters, if no character in it has a meaning.
    let inner = |close: char, refused: &[u8]| text[1..].strip_suffix(close).filter(|inner| !has(inner, refused));
    let value = match text.as_bytes()[0] {
        b'"' => Value::Scalar { text: inner('"', b"\"\\[]{}")?.to_owned(), quoted: true },
        b'[' => Value::List(parts(inner(']', b"[]{}")?, start + 1, |item, at| scalar(item, at, true))?),
        b'{' => Value::Map(parts(inner('}', b"[]{}")?, start + 1, pair_within)?),
        _ => return scalar(text, start, false),
    };
    Some(Node { span: Span::new(start..start + text.len()), value })
}

/// Reads the parts between commas, none of them empty.
fn parts<T>(text: &str, start: usize, read: impl Fn(&str, usize) -> Option<T>) -> Option<Vec<T>> {
    let mut at = start;
    let parts = text.split(',').map(|part| {
        let lead = part.len() - part.trim_start_matches(' ').len();
        let read = read(part.trim_matches(' '), at + lead);
        at += part.len() + 1;
        read
    });
    parts.collect()
}

fn pair_within(text: &str, start: usize) -> Option<Pair> {
    pair(text, start).filter(|pair| matches!(&pair.node.value, Value::Scalar { text, .. } if !text.contains(':')))
}

/// Reads a text without quotes. In brackets even fewer characters are plain.
fn scalar(text: &str, start: usize, within: bool) -> Option<Node> {
    let opens = text.starts_with(char::is_alphanumeric);
    let means_more = if within {
        has(text, b":#\"'")
    } else {
        has(text, b":#") && (text.contains(": ") || text.ends_with(':') || text.contains(" #"))
    };
    if !opens || means_more || text.eq_ignore_ascii_case("null") {
        return None;
    }
    let value = Value::Scalar { text: text.to_owned(), quoted: false };
    Some(Node { span: Span::new(start..start + text.len()), value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::yaml::raw::decode;

    /// Returns false if the text is not read here; otherwise asserts that the library reads the same.
    fn agrees(text: &str) -> bool {
        let Some(plain) = parse(text, 7) else { return false };
        let library = decode(text, 7).unwrap_or_else(|error| panic!("{text:?}: {}", error.message));
        assert_eq!(plain, library, "{text:?}");
        true
    }

    #[test]
    fn what_is_plain_is_read_as_the_library_reads_it() {
        let plain = "title: \"Is it: worth it?\"\ndate: 2026-03-02\n# remark\n\ntags: [records management, x]\n\
                     asker: { pen_name: Stuck in Place, other: \"a\" }\ndraft: no \ncourses: 012\nurl: https://x.y/z#a\n";
        assert!(agrees(plain));
        for line in [
            "a: é b",
            "a: 1e3",
            "a: 5e480",
            "a: .5",
            "a: true",
            "a: it's",
            "a: [x]",
            "a: C#",
            "a:  b",
            "a: b\n\n\nc: d",
        ] {
            agrees(line);
        }
    }

    #[test]
    fn what_may_mean_more_is_left_to_the_library() {
        for text in [
            "",
            "a",
            "a:",
            "a: ",
            "a: ~",
            "a: null",
            "a: Null",
            "a: b: c",
            "a: b #c",
            "a: |\n  b",
            "a: b\n  c",
            "- a",
            "a: [b",
            "a: []",
            "a: [b,]",
            "a: {}",
            "a: { b }",
            "a: \"b\\n\"",
            "a: \"b\" c",
            "a: 'b'",
            "a: &b c",
            "a:\tb",
            "a: b\n---\nc: d",
            "A: b",
            "\"a\": b",
            "a: [b: c]",
            "a: [[b]]",
            "a: b\u{85}",
            "? a",
            "a: -b",
            "%a: b",
        ] {
            assert_eq!(parse(text, 0), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn random_fields(lines in prop::collection::vec("(a|b_c|title|null): ?( |\\[|\\{|\")?[a-c0-9 :#,.'\"\\[\\]{}~é&*!|>%@`?_+-]{0,12}(\\]|\\}|\")? ?", 1..4)) {
            agrees(&lines.join("\n"));
        }

        #[test]
        fn random_plain_fields(lines in prop::collection::vec("(a|b_c|title): (\\[[a-c]{1,3}(, ?[a-c0-9 .é']{1,5}){0,3}\\]|\"[a-c é:#',-]{0,9}\"|\\{ ?[a-c]: [a-c .]{1,4}(, ?[a-c]: [a-c0-9é]{1,4})? ?\\}|[a-z0-9][a-z0-9:#,'\".é-]{0,9}) {0,2}", 1..6)) {
            agrees(&lines.join("\n"));
        }
    }
}
