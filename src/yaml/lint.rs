//! Reports valid YAML that is probably not what its author meant, or that no page can carry.

use super::lost_color;
use super::mistake::{quoted, write};
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::text_checks::{characters, comments, encodings, invisible};

/// Reports a value that a comment cuts off: `title: Am I #1 in line` is `Am I`, because ` #` begins a comment. A
/// comment has a space after its `#`; without one it was probably meant as text.
pub(super) fn cut_by_comment(node: &Node, text: &str, offset: usize, findings: &mut Findings) {
    match &node.value {
        // An empty field is reported as such.
        Value::Map(pairs) => pairs
            .iter()
            .filter(|pair| pair.node.value != Value::Null)
            .for_each(|pair| cut_by_comment(&pair.node, text, offset, findings)),
        Value::List(items) => items.iter().for_each(|item| cut_by_comment(item, text, offset, findings)),
        Value::Null | Value::Scalar { quoted: false, .. } => {
            let end = node.span.range().end - offset;
            let rest = text.get(end..).unwrap_or_default();
            let comment = rest.trim_start_matches([' ', '\t']);
            let start = end + rest.len() - comment.len();
            // The rest of the line is looked at only then: a line may hold thousands of values.
            let opens = start > end && comment.starts_with('#') && !comment.starts_with("# ");
            let comment = if opens { comment.lines().next().unwrap_or_default() } else { "" };
            if comment.len() > 1 {
                let diagnostic = Diagnostic::warning("readers do not see this: ` #` starts a comment");
                let span = Span::new(start..start + comment.trim_end().len()).shifted(offset);
                findings.add(span, diagnostic.help("if `#` is part of the text, put quotes around all of it"));
            }
        }
        Value::Scalar { .. } | Value::Unreadable => {}
    }
}

/// Reports what is left out before a value, for it begins with `&` or `!`; and a whole value that begins with `#`.
pub(super) fn left_out(node: &Node, text: &str, offset: usize, findings: &mut Findings) {
    for pair in node.pairs() {
        left_out(&pair.node, text, offset, findings);
        let start = pair.key_span.range().end.saturating_sub(offset);
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let written = line.trim_start_matches(['"', '\'', ' ']).strip_prefix(':').unwrap_or_default();
        let value = written.trim();
        let is_hash =
            pair.node.value == Value::Null && value.starts_with('#') && !value.starts_with("# ") && value.len() > 1;
        let word = value.split(' ').next().unwrap_or_default();
        let named = word.strip_prefix('&').is_some_and(|name| !name.is_empty() && !text.contains(&format!("*{name}")));
        let is_kind = word.len() > 1 && word.starts_with('!') && !word.starts_with("!!");
        let is_text = matches!(pair.node.value, Value::Scalar { .. } | Value::Null);
        // In a group of fields: `tags: #add` is no color.
        let is_inner = text[..start].rsplit('\n').next().is_some_and(|line| line.starts_with([' ', '\t']));
        if is_hash
            && is_inner
            && let Some(color) = lost_color::color(value)
        {
            let at = start + line.len() - written.len() + written.find(color).unwrap_or(0);
            findings.add(Span::new(at..at + color.len()).shifted(offset), lost_color::empty(&pair.key, color));
            continue;
        }
        let (span, message) = if is_hash {
            (value, "readers do not see this: ` #` starts a comment")
        } else if is_text && (named || is_kind) {
            (word, "readers do not see this: without quotes, it is not part of the text")
        } else {
            continue;
        };
        let at = start + line.len() - written.len() + written.find(span).unwrap_or(0);
        let tags: Vec<&str> =
            value.split([' ', ',']).map(|tag| tag.trim_matches('#')).filter(|tag| !tag.is_empty()).collect();
        let diagnostic = Diagnostic::warning(message).help(if is_hash && pair.key == "tags" {
            format!("write `tags: [{}]`", tags.join(", "))
        } else {
            format!("if `{}` is part of the text, put quotes around all of it", &span[..1])
        });
        findings.add(Span::new(at..at + span.len()).shifted(offset), diagnostic);
    }
}

/// Reports a field that is empty because its value begins with a sign of YAML's own: `tags: #careers #jobs`, `title: !important`.
pub(super) fn lost_values(node: &mut Node, text: &str, offset: usize, findings: &mut Findings) {
    let Value::Map(pairs) = &mut node.value else { return };
    for pair in pairs.iter_mut().filter(|pair| pair.node.value == Value::Null) {
        let start = pair.key_span.range().end - offset;
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let Some(value) = line.trim_start_matches(['"', '\'']).strip_prefix(':').map(str::trim) else { continue };
        let Some(first) = value.chars().next().filter(|c| "#!&".contains(*c) && !value.starts_with("# ")) else {
            continue;
        };
        let end = start + line.trim_end().len();
        let span = Span::new(end - value.len()..end).shifted(offset);
        let (key, in_quotes) = (&pair.key, write(&format!("{}: {}", pair.key, quoted(value))));
        if first == '#' && value.len() > 1 {
            let tags: Vec<&str> = value.split(['#', ',', ' ']).filter(|tag| !tag.is_empty()).collect();
            let help = if key == "tags" { Some(format!("write `tags: [{}]`", tags.join(", "))) } else { in_quotes };
            let message = format!("`{key}` is empty: `#` begins a comment");
            findings.add(span, Diagnostic::warning(message).help_if(help));
        } else if first != '#' && !value.contains(' ') {
            let message = format!("`{key}` begins with `{first}`, so it needs quotes around it");
            findings.add(span, Diagnostic::error(message).help_if(in_quotes));
            pair.node.value = Value::Unreadable;
        }
    }
}

/// Reports an item of a list that is part of the text above it, because it has other spaces before it, or none after its
/// `-`.
pub(super) fn swallowed_items(node: &Node, text: &str, offset: usize, findings: &mut Findings) {
    match &node.value {
        Value::Map(pairs) => pairs.iter().for_each(|pair| swallowed_items(&pair.node, text, offset, findings)),
        Value::List(items) => items.iter().for_each(|item| swallowed_items(item, text, offset, findings)),
        Value::Scalar { quoted: false, text: read } => {
            let range = node.span.range();
            let written = text.get(range.start - offset..range.end - offset).unwrap_or_default();
            let opens = |line: &str| line.starts_with("- ") || (line.starts_with('-') && read.starts_with('-'));
            // Below a `|` or `>` it belongs to the text.
            let Some((first, below)) = written.split_once('\n').filter(|_| !read.contains('\n')) else { return };
            let mut start = range.start + first.len() + 1;
            for line in below.split_inclusive('\n') {
                let inner = line.trim();
                if opens(inner) {
                    let start = start + line.len() - line.trim_start().len();
                    let diagnostic =
                        Diagnostic::warning("this is read as a part of the text above it, not as an item of a list");
                    let help = "put the same number of spaces before each item, and one after its `-`";
                    findings.add(Span::new(start..start + inner.len()), diagnostic.help(help));
                    return;
                }
                start += line.len();
            }
        }
        Value::Scalar { .. } | Value::Null | Value::Unreadable => {}
    }
}

/// Reports characters that no page can carry, and puts spaces in their place. As such they were reported before: only
/// escapes between double quotes are left.
pub(super) fn characters(node: &mut Node, text: &str, findings: &mut Findings) {
    if text.contains('\\') {
        each_text(node, &mut |text, span| {
            let help =
                "between double quotes a backslash begins a code, such as `\\b`: write it twice, or use single quotes";
            if let Some(diagnostic) = characters::check(text, help) {
                findings.add(span, diagnostic);
                *text = characters::without_refused(text);
            }
        });
    }
}

/// Reports the letters that another encoding has broken, at the first text that has one.
pub(super) fn broken_letters(node: &mut Node, text: &str, findings: &mut Findings) {
    let count = encodings::broken_letters(text).len();
    let mut first = None;
    if count > 0 {
        each_text(node, &mut |text, span| {
            let found = || Some((text.clone(), span, encodings::broken_letters(text).into_iter().next()?));
            first = first.take().or_else(found);
        });
    }
    if let Some((text, span, found)) = first {
        findings.add(span, encodings::diagnostic(&text[found.range], &found.meant, count));
    }
}

/// Calls a function on each key and each text, with its span.
fn each_text(node: &mut Node, call: &mut impl FnMut(&mut String, Span)) {
    match &mut node.value {
        Value::Scalar { text, .. } => call(text, node.span),
        Value::List(items) => items.iter_mut().for_each(|item| each_text(item, call)),
        Value::Map(pairs) => pairs.iter_mut().for_each(|pair| {
            call(&mut pair.key, pair.key_span);
            each_text(&mut pair.node, call);
        }),
        Value::Null | Value::Unreadable => {}
    }
}

/// Fields whose words are compared with others. They are read without characters that nobody sees.
const COMPARED: [&str; 14] = [
    "also_known_as",
    "answer",
    "answered_by",
    "base_url",
    "initials",
    "no_link",
    "note",
    "question",
    "slug",
    "template",
    "theme",
    "timezone",
    "update",
    "update_to",
];

/// Fields with names and addresses that stay as they are.
const NAMES: [&str; 10] = ["aliases", "broader", "id", "name", "path", "pen_name", "related", "tags", "url", "use_for"];

/// Reports characters that nobody sees in names.
pub(super) fn invisible(node: &mut Node, text: &str, findings: &mut Findings) {
    if !invisible::may_be_in(text) && !text.contains('\\') {
        return;
    }
    if let Value::Map(pairs) = &mut node.value {
        pairs.iter_mut().filter(|pair| pair.key != "private").for_each(|pair| invisible_in_pair(pair, findings));
    }
}

fn invisible_in_pair(pair: &mut Pair, findings: &mut Findings) {
    if let Some(diagnostic) = invisible::check_name(&pair.key) {
        findings.add(pair.key_span, diagnostic);
    }
    let is_compared = COMPARED.contains(&pair.key.as_str());
    let is_name = is_compared || NAMES.contains(&pair.key.as_str());
    match &mut pair.node.value {
        Value::Map(pairs) => pairs.iter_mut().for_each(|pair| invisible_in_pair(pair, findings)),
        Value::List(items) => items.iter_mut().for_each(|item| invisible_in(item, is_name, is_compared, findings)),
        _ => invisible_in(&mut pair.node, is_name, is_compared, findings),
    }
}

fn invisible_in(node: &mut Node, is_name: bool, is_compared: bool, findings: &mut Findings) {
    match &mut node.value {
        Value::Map(pairs) => pairs.iter_mut().for_each(|pair| invisible_in_pair(pair, findings)),
        Value::Scalar { text, .. } if is_name => {
            if let Some(diagnostic) = invisible::check_name(text) {
                findings.add(node.span, diagnostic);
            }
            if is_compared {
                *text = invisible::without_unseen(text);
            }
        }
        Value::Scalar { .. } | Value::List(_) | Value::Null | Value::Unreadable => {}
    }
}

/// Reports comments that are none in YAML: they are part of the value.
pub(super) fn shown_comments(node: &Node, text: &str, findings: &mut Findings) {
    if !["<", "%%", "# "].iter().any(|sign| text.contains(sign)) {
        return;
    }
    // What is private, and how the column is published, is never shown.
    for pair in node.pairs().iter().filter(|pair| !matches!(pair.key.as_str(), "private" | "publish")) {
        shown_comment(&pair.key, pair.key_span, findings);
        shown_comments_within(&pair.node, findings);
    }
}

fn shown_comments_within(node: &Node, findings: &mut Findings) {
    match &node.value {
        Value::Scalar { text, quoted } => {
            shown_comment(text, node.span, findings);
            number_sign(text, *quoted, node.span, findings);
        }
        Value::List(items) => items.iter().for_each(|item| shown_comments_within(item, findings)),
        Value::Map(pairs) => pairs.iter().for_each(|pair| {
            shown_comment(&pair.key, pair.key_span, findings);
            shown_comments_within(&pair.node, findings);
        }),
        Value::Null | Value::Unreadable => {}
    }
}

fn shown_comment(text: &str, span: Span, findings: &mut Findings) {
    let start = comments::shown_comment(text).map(|range| &text[range]);
    if let Some(start) = start.or_else(|| comments::shown_percent_signs(text)) {
        let diagnostic = Diagnostic::error(format!("`{start}` does not start a note here: readers would see the text"));
        findings.add(
            span,
            diagnostic.help(
                "between fields, a note starts with ` # ` and ends where the line ends: write it there, \
                 outside the quotes",
            ),
        );
    }
}

/// Reports a ` # ` between quotes, or in a text of several lines.
fn number_sign(text: &str, quoted: bool, span: Span, findings: &mut Findings) {
    if comments::number_sign(text, !quoted).is_some() {
        let place = if quoted { "between quotes" } else { "in text of several lines" };
        let instead = if quoted { "after them" } else { "on a line before the field, not indented" };
        let diagnostic = Diagnostic::warning(format!("` # ` does not start a comment {place}: readers will see it"));
        let diagnostic = diagnostic.help(format!("write your comment {instead}"));
        findings.add(span, diagnostic.help("to show the sign to readers, put it between backticks: `` `#` ``"));
    }
}
