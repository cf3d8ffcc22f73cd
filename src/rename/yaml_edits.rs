//! Edits of YAML: of one value, or of one item of a list, in the style in which its author wrote it.

use std::ops::Range;

use super::text_edit::TextEdit;
use crate::content::WrittenFields;
use crate::diagnostics::{FilePath, Findings};
use crate::yaml::{self, Node, Pair, Value, double_quoted};

/// Returns a text as a value, with the quotes of the value that it replaces, or those that it needs. In a list or a map in
/// brackets, commas and brackets need them, too.
pub(super) fn scalar_like(written: &str, value: &str, is_within: bool) -> String {
    match written.chars().next() {
        Some('"') => double_quoted(value),
        Some('\'') => format!("'{}'", value.replace('\'', "''")),
        _ if is_plain(value, is_within) => value.to_owned(),
        _ => double_quoted(value),
    }
}

/// Returns a text as the name of a field, in the same way.
pub(super) fn key_like(written: &str, name: &str) -> String {
    let is_key = read(&format!("{name}: {{ a: b }}\n")).is_some_and(|node| match node.pairs() {
        [pair] => pair.key == name && !name.contains([',', '{', '}', '[', ']']),
        _ => false,
    });
    if is_key && !written.starts_with(['"', '\'']) { name.to_owned() } else { scalar_like("\"", name, true) }
}

fn is_plain(value: &str, is_within: bool) -> bool {
    let is_same = |node: &Node| matches!(&node.value, Value::Scalar { text, quoted: false } if text == value);
    let line = if is_within { format!("a: [{value}, b]\n") } else { format!("a: {value}\n") };
    let Some(node) = read(&line) else { return false };
    match node.pairs() {
        [Pair { node, .. }] if !is_within => is_same(node),
        [Pair { node: Node { value: Value::List(items), .. }, .. }] => items.len() == 2 && is_same(&items[0]),
        _ => false,
    }
}

/// Returns the node of YAML in which nothing is wrong.
fn read(text: &str) -> Option<Node> {
    let mut findings = Findings::new(&FilePath::from(""));
    let node = yaml::parse(text, 0, &mut findings);
    findings.with(()).diagnostics.is_empty().then_some(node)
}

/// Returns the field of this name, of which the first counts.
pub(super) fn field<'n>(node: &'n Node, name: &str) -> Option<&'n Pair> {
    node.pairs().iter().find(|pair| pair.key == name)
}

/// Returns the texts of a value that is a list of texts or one text, each with its node.
pub(super) fn items(node: &Node) -> Vec<(&str, &Node)> {
    match &node.value {
        Value::Scalar { text, .. } => vec![(text.trim(), node)],
        Value::List(nodes) => {
            let texts = nodes.iter().filter_map(|node| match &node.value {
                Value::Scalar { text, .. } => Some((text.trim(), node)),
                Value::Null | Value::Unreadable | Value::List(_) | Value::Map(_) => None,
            });
            texts.collect()
        }
        Value::Null | Value::Unreadable | Value::Map(_) => Vec::new(),
    }
}

/// Returns the bytes of a value, without the line end after a text of several lines. A text below `>` or `|` begins with that.
pub(super) fn written_range(text: &str, node: &Node) -> Range<usize> {
    let range = node.span.range();
    let end = range.start + text[range.clone()].trim_end().len();
    let above = text[..range.start].trim_end();
    let sign = above.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
    let is_block = text[above.len()..range.start].contains('\n') && sign.ends_with([' ', ':', '>', '|']);
    let sign = sign.strip_suffix(['>', '|']).filter(|lead| is_block && lead.ends_with(' '));
    sign.map_or(range.start, str::len)..end
}

/// Returns true for a value that is written elsewhere: `*tags` for the value after `&tags`.
pub(super) fn is_elsewhere(text: &str, node: &Node) -> bool {
    text[node.span.range()].starts_with('*')
}

/// Returns the edit that replaces one text by another.
pub(super) fn set_text(text: &str, node: &Node, value: &str, is_within: bool) -> TextEdit {
    let range = written_range(text, node);
    let new = scalar_like(&text[range.clone()], value, is_within);
    TextEdit::replace(range, new)
}

/// Returns the edit that gives a field this value, which is YAML, if the field has none.
pub(super) fn fill(text: &str, pair: &Pair, value: &str) -> TextEdit {
    let range = written_range(text, &pair.node);
    if matches!(&text[range.clone()], "~" | "null" | "Null" | "NULL") {
        return TextEdit::replace(range, value);
    }
    let end = pair.key_span.range().end;
    let rest = &text[end..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    match rest[spaces..].strip_prefix(':') {
        Some(_) => TextEdit::insert(end + spaces + 1, format!(" {value}")),
        None => TextEdit::insert(end, format!(": {value}")),
    }
}

/// Returns the edit that adds items, which are YAML, to the list of a field. `None` if it holds no list.
pub(super) fn add_items(text: &str, pair: &Pair, new: &[String]) -> Option<TextEdit> {
    let (node, joined) = (&pair.node, new.join(", "));
    match &node.value {
        Value::Null => Some(fill(text, pair, &format!("[{joined}]"))),
        Value::Scalar { .. } => {
            let range = written_range(text, node);
            Some(TextEdit::replace(range.clone(), format!("[{}, {joined}]", &text[range])))
        }
        Value::List(items) => match items.last() {
            None => Some(TextEdit::replace(written_range(text, node), format!("[{joined}]"))),
            Some(last) if text[node.span.range()].starts_with('[') => {
                Some(TextEdit::insert(written_range(text, last).end, format!(", {joined}")))
            }
            Some(last) => {
                let start = line_start(text, last.span.range().start);
                let lead = &text[start..last.span.range().start];
                let end = line_end(text, written_range(text, last).end);
                let lines: Vec<String> = new.iter().map(|item| format!("\n{lead}{item}")).collect();
                lead.trim_start().starts_with("- ").then(|| TextEdit::insert(end, lines.concat()))
            }
        },
        Value::Map(_) | Value::Unreadable => None,
    }
}

/// Returns the edit that removes an item of a list. `None` if a note of the author would go with it.
pub(super) fn remove_item(text: &str, list: &Node, at: usize) -> Option<TextEdit> {
    let Value::List(items) = &list.value else { return None };
    let own = written_range(text, &items[at]);
    let range = if text[list.span.range()].starts_with('[') {
        match (at.checked_sub(1), items.get(at + 1)) {
            (Some(before), _) => written_range(text, &items[before]).end..own.end,
            (None, Some(next)) => own.start..next.span.range().start,
            (None, None) => own.clone(),
        }
    } else {
        line_start(text, own.start)..(line_end(text, own.end) + 1).min(text.len())
    };
    let is_alone = |range: &Range<usize>| {
        let lead = text[range.start..own.start].trim_matches([' ', ',', '\n']);
        let rest = text[range.clone()].trim_end_matches([' ', ',', '\n']);
        (lead.is_empty() || lead == "-") && rest.len() + range.start == own.end
    };
    is_alone(&range).then(|| TextEdit::replace(range, ""))
}

/// Returns the edit that adds a line to the fields of a file; `None` if no line closes them.
pub(super) fn add_field(fields: &WrittenFields, line: &str) -> Option<TextEdit> {
    Some(TextEdit::insert(fields.end?, format!("{line}\n")))
}

/// Returns the first byte of the line that a byte is in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |line| line + 1)
}

/// Returns the byte of the line end after a byte, or the end of the text.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::super::text_edit::applied;
    use super::*;

    #[track_caller]
    fn edited(text: &str, edit: impl Fn(&Pair) -> Option<TextEdit>) -> String {
        let node = yaml::parse(text, 0, &mut Findings::new(&FilePath::from("")));
        edit(&node.pairs()[0]).map_or_else(|| "none".to_owned(), |edit| applied(text, &[edit]))
    }

    #[test]
    fn an_item_is_added_in_the_style_of_the_list() {
        for (text, expected) in [
            ("a:\n", "a: [x]\n"),
            ("a:   # note\n", "a: [x]   # note\n"),
            ("a: []  # note\n", "a: [x]  # note\n"),
            ("a: ~\n", "a: [x]\n"),
            ("a: /b/\n", "a: [/b/, x]\n"),
            ("a: [b, \"c, d\"] # note\n", "a: [b, \"c, d\", x] # note\n"),
            ("a:\n  - b # note\n  - 'c'\nd: e\n", "a:\n  - b # note\n  - 'c'\n  - x\nd: e\n"),
            ("a:\n- b\n", "a:\n- b\n- x\n"),
            ("a: [\n  b,\n  c,\n]\n", "a: [\n  b,\n  c, x,\n]\n"),
            ("a: { b: c }\n", "none"),
        ] {
            assert_eq!(edited(text, |pair| add_items(text, pair, &["x".to_owned()])), expected);
        }
    }

    #[test]
    fn an_item_is_removed_unless_a_note_would_go_with_it() {
        for (text, at, expected) in [
            ("a: [b, c, d]\n", 0, "a: [c, d]\n"),
            ("a: [b, c, d]\n", 1, "a: [b, d]\n"),
            ("a: [b, 'c' , d]\n", 2, "a: [b, 'c']\n"),
            ("a: [b]\n", 0, "a: []\n"),
            ("a:\n  - b\n  - c\n", 1, "a:\n  - b\n"),
            ("a:\n  - b # note\n  - c\n", 0, "none"),
            ("a: [b, # note\n  c]\n", 1, "none"),
        ] {
            assert_eq!(edited(text, |pair| remove_item(text, &pair.node, at)), expected, "{text}");
        }
    }

    #[test]
    fn a_text_of_several_lines_is_replaced_as_a_whole() {
        for (text, expected) in [
            ("a: >\n  b\n  c\nd: e\n", "a: \"x: y\"\nd: e\n"),
            ("a: |-\n  b\nd: e\n", "a: \"x: y\"\nd: e\n"),
            ("a:\n  b\n  c\nd: e\n", "a:\n  \"x: y\"\nd: e\n"),
            ("a: b # >\nd: e\n", "a: \"x: y\" # >\nd: e\n"),
        ] {
            assert_eq!(edited(text, |pair| Some(set_text(text, &pair.node, "x: y", false))), expected);
        }
    }

    #[test]
    fn a_text_keeps_its_quotes_and_gets_those_that_it_needs() {
        for (written, value, is_within, expected) in [
            ("\"a\"", "b", false, "\"b\""),
            ("'a'", "it's", false, "'it''s'"),
            ("a", "b c", true, "b c"),
            ("a", "b, c", true, "\"b, c\""),
            ("a", "b, c", false, "b, c"),
            ("a", "b: c", false, "\"b: c\""),
            ("a", "b #c", false, "\"b #c\""),
            ("a", "\"b\" c", false, "\"\\\"b\\\" c\""),
            ("a", "null", false, "\"null\""),
            ("a", "- b", false, "\"- b\""),
            ("a", "C#", true, "C#"),
        ] {
            assert_eq!(scalar_like(written, value, is_within), expected);
        }
        assert_eq!(key_like("a", "b c"), "b c");
        assert_eq!(key_like("a", "b: c"), "\"b: c\"");
        assert_eq!(key_like("'a'", "b"), "\"b\"");
    }
}
