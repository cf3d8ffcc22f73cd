//! Fields that do not exist: which of ours was meant, and the line to write.

use super::mistake::double_quoted;
use super::other_names::Rewrite::{self, Asker, Draft, Line, Link, List, Same, Slug};
use super::other_names::{COMMON, LISTS, OTHER_NAMES, UNUSED};
use super::values::parse_yes_no;
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, closest, list_names};

/// The field by which some readers of YAML copy the fields of another map.
pub(super) const MERGE: &str = "<<";

fn merge(node: &Node) -> Diagnostic {
    let diagnostic = Diagnostic::error("`<<` does not copy fields here").label("no fields come from this line");
    let lines: Option<Vec<String>> =
        node.pairs().iter().map(|pair| Some(format!("`{}: {}`", pair.key, written(&pair.node)?))).collect();
    match lines.filter(|lines| (1..=8).contains(&lines.len())) {
        Some(lines) => diagnostic.help(format!("write in its place: {}", lines.join(", "))),
        None => diagnostic.help("write the fields themselves in its place"),
    }
}

/// Returns the diagnostic for an unknown field, and the field that was probably meant.
pub(super) fn unknown(pair: &Pair, what: &str, known: &[&'static str]) -> (Diagnostic, Option<&'static str>) {
    if pair.key == MERGE {
        return (merge(&pair.node), None);
    }
    let message = format!("there is no field called `{}`", pair.key);
    let diagnostic = Diagnostic::error(message).label(format!("{what} has no such field"));
    let key = pair.key.to_lowercase().replace([' ', '-'], "_");
    if let Some(ours) = known.iter().find(|ours| **ours == key) {
        return (
            diagnostic.help(format!("write `{ours}: {}`", written(&pair.node).unwrap_or("…".to_owned()))),
            Some(ours),
        );
    }
    let is_meant = |(others, ours, _): &&(&[&str], &str, Rewrite)| others.contains(&&*key) && known.contains(ours);
    if let Some((_, ours, rewrite)) = OTHER_NAMES.iter().find(is_meant) {
        // A field that belongs in the text is not meant as the field that stands for its kind of file.
        let is_text =
            matches!(rewrite, Link) || matches!(rewrite, Line(_)) && matches!(*ours, "asker" | "slug" | "standfirst");
        return (rewritten(diagnostic, pair, ours, *rewrite), Some(*ours).filter(|_| !is_text));
    }
    if UNUSED.contains(&&*key) && known.contains(&"private") {
        let value = written(&pair.node).unwrap_or("…".to_owned());
        let help = format!("remove this line, or keep it for yourself: `private: {{ {}: {value} }}`", pair.key);
        return (
            Diagnostic { message: format!("callslip does not use `{}`", pair.key), ..diagnostic }.help(help),
            None,
        );
    }
    if key == "never_print" && known.contains(&"private") {
        let value = list(&pair.node).unwrap_or("[…]".to_owned());
        let help = format!("put it under `private:`: `private: {{ never_print: {value} }}`");
        return (diagnostic.help(help), None);
    }
    if let Some(near) = closest(&pair.key, known.iter().copied()) {
        return (diagnostic.help(format!("did you mean `{near}`?")), Some(near));
    }
    let mut names = known.to_vec();
    names.sort_by_key(|name| (COMMON.iter().position(|common| common == name).unwrap_or(COMMON.len()), *name));
    names.dedup();
    let diagnostic = diagnostic.help(format!("the fields of {what} are {}", list_names(&pair.key, names)));
    let value = written(&pair.node).filter(|_| known.contains(&"extra"));
    let for_theme = value.map(|value| {
        format!(
            "if you mean none of these, remove this line, or keep it for your own theme: `extra: {{ {}: {value} }}`",
            pair.key
        )
    });
    (diagnostic.help_if(for_theme), None)
}

/// Adds to a diagnostic which line of ours to write for a field of another tool.
fn rewritten(diagnostic: Diagnostic, pair: &Pair, ours: &str, rewrite: Rewrite) -> Diagnostic {
    let value = written(&pair.node);
    match rewrite {
        // Lines below it hold the same as ours would.
        Line(_) if ours == "nav" && matches!(pair.node.value, Value::List(_)) => {
            diagnostic.help(format!("write `{ours}:` in place of `{}:`", pair.key))
        }
        Line(words) => diagnostic.help(words),
        Same(example)
            if example.starts_with("https:") && !value.as_ref().is_some_and(|value| value.contains("://")) =>
        {
            diagnostic.help(format!("write `{ours}:` and the full address, such as `{ours}: {example}`"))
        }
        Same(example) => diagnostic.help(format!("write `{ours}: {}`", value.unwrap_or(example.to_owned()))),
        List(example) => diagnostic.help(format!("write `{ours}: {}`", list(&pair.node).unwrap_or(example.to_owned()))),
        Asker => {
            let name = value.filter(|_| matches!(pair.node.value, Value::Scalar { .. })).unwrap_or("…".to_owned());
            diagnostic.help(format!("write `asker: {{ pen_name: {name} }}`"))
        }
        Link => link(diagnostic, &pair.node),
        Slug => slug(diagnostic, &pair.node),
        Draft => draft(diagnostic, pair),
    }
}

/// What readers are to see of a columnist is text.
fn link(diagnostic: Diagnostic, node: &Node) -> Diagnostic {
    let Value::Scalar { text, .. } = &node.value else {
        return diagnostic.help("write it as text, below the second `---`");
    };
    let text = text.trim();
    if text.starts_with('/') {
        return slug(diagnostic, node);
    }
    let is_address = !text.contains([' ', '<', '(', '[']);
    let target = match text.split_once('@') {
        Some((name, host)) if is_address && !name.is_empty() && host.contains('.') && !text.contains('/') => {
            format!("mailto:{}", text.trim_start_matches("mailto:"))
        }
        _ if is_address && text.contains("://") => text.to_owned(),
        _ => return diagnostic.help(format!("write it as text, below the second `---`: `{text}`")),
    };
    let shown = target.trim_start_matches("mailto:").trim_start_matches("https://").trim_start_matches("http://");
    diagnostic
        .help(format!("write it in the text, below the second `---`: `[{}]({target})`", shown.trim_end_matches('/')))
}

/// Other tools give a whole address: ours ends in the slug.
fn slug(diagnostic: Diagnostic, node: &Node) -> Diagnostic {
    let address = match &node.value {
        Value::Scalar { text, .. } if !text.contains([':', '{', ' ']) => text.trim_end_matches("index.html"),
        _ => return diagnostic.help("write `slug:` and the last part of the address, such as `slug: loud-drums`"),
    };
    let last = address.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    if address.starts_with('/') {
        let diagnostic = diagnostic.help(format!("so that this old address leads here, write `aliases: [{address}]`"));
        return diagnostic.help(format!("to choose the end of the new address, write `slug: {last}`"));
    }
    diagnostic.help(format!("write `slug: {last}`"))
}

fn draft(diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let Value::Scalar { text, .. } = &pair.node.value else { return diagnostic.help("write `draft: yes`") };
    let is_hidden = match (parse_yes_no(text), pair.key.to_lowercase().as_str()) {
        (Some(answer), "unlisted" | "hidden") => answer,
        (Some(answer), _) => !answer,
        (None, _) => !matches!(text.to_lowercase().as_str(), "published" | "publish" | "public" | "live"),
    };
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return diagnostic.help(format!("write `date: {text}`"));
    }
    diagnostic.help(if is_hidden {
        "write `draft: yes`"
    } else {
        "remove this line: whatever is not a draft is published"
    })
}

/// Returns what to do with a field that means one of ours, which is there, too.
pub(super) fn there_already(ours: &Pair, other: &Pair) -> Vec<String> {
    let name = &ours.key;
    let merged = if LISTS.contains(&&**name) { merged(&ours.node, &other.node) } else { None };
    let Some(merged) = merged else {
        return vec![format!("there is a line `{name}:` already: change that, and remove this one")];
    };
    let mut help = vec![format!("remove this line, and write `{name}: {merged}` in place of the line `{name}:`")];
    if name == "tags" {
        help.push("if `content/tags.yaml` says `closed: yes`, write only tags that are listed there".to_owned());
    }
    help
}

/// Returns a list of what two fields hold, each text once.
fn merged(ours: &Node, other: &Node) -> Option<String> {
    let texts = |node: &Node| -> Option<Vec<String>> {
        match &node.value {
            Value::Null => Some(Vec::new()),
            Value::Scalar { text, .. } => Some(text.split(',').map(|text| text.trim().to_owned()).collect()),
            Value::List(items) => items.iter().map(|item| item.as_text().map(|text| text.trim().to_owned())).collect(),
            Value::Map(_) | Value::Unreadable => None,
        }
    };
    let mut all: Vec<String> = Vec::new();
    for text in texts(ours)?.into_iter().chain(texts(other)?).filter(|text| !text.is_empty()) {
        if !all.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
            all.push(text);
        }
    }
    let list = format!("[{}]", all.iter().map(|text| plain_or_quoted(text)).collect::<Vec<_>>().join(", "));
    (list.len() <= 160 && !list.contains('\n')).then_some(list)
}

/// Returns a value as it is written on one line. `None` if it is empty, too long, or a map.
pub(super) fn written(node: &Node) -> Option<String> {
    let value = match &node.value {
        Value::Scalar { text, .. } if !text.is_empty() => plain_or_quoted(text),
        Value::List(items) if !items.is_empty() => return list(node).filter(|_| !items.is_empty()),
        _ => return None,
    };
    (value.len() <= 80 && !value.contains('\n')).then_some(value)
}

/// Returns a list of the values, those of a text with commas too.
fn list(node: &Node) -> Option<String> {
    let items: Option<Vec<String>> = match &node.value {
        Value::Scalar { text, .. } => Some(text.split(',').map(|item| plain_or_quoted(item.trim())).collect()),
        Value::List(items) => items
            .iter()
            .map(|item| match &item.value {
                Value::Scalar { text, .. } => Some(plain_or_quoted(text)),
                _ => None,
            })
            .collect(),
        _ => None,
    };
    let list = format!("[{}]", items?.join(", "));
    (list.len() <= 80).then_some(list)
}

/// Returns a text in quotes if YAML would read it otherwise.
pub fn plain_or_quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " -_/.’?!;()".contains(c);
    let begins_plain = text.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    let is_plain =
        begins_plain && text.chars().all(is_plain) || text.starts_with("https://") && !text.contains([' ', ',']);
    if is_plain { text.to_owned() } else { double_quoted(text) }
}
