//! Secrets in `column.yaml`: other people read this file, too.

use std::ops::Range;

use crate::diagnostics::{
    Diagnostic, Findings, Secrets, Span, address_holds_secret, holds_secret, names_secret, secrets_of_any_text,
    secrets_with_their_lines,
};
use crate::source::SourceFile;
use crate::yaml::{self, Node, Pair, Value};

/// The words after a place with a secret.
pub(super) const ADVICE: &str = "remove it, and change the password if others have seen this file";

/// Words for a password in an example.
const EXAMPLES: [&str; 7] = ["password", "passwort", "pass", "secret", "token", "xxx", "..."];

/// Returns the secrets of `column.yaml`: what looks like one, and each value that is refused for one, as a whole.
pub fn secrets(file: &SourceFile) -> Secrets<'_> {
    let node = yaml::parse(&file.text, 0, &mut Findings::new(&file.path));
    let pairs = node.pairs();
    if pairs.is_empty() || pairs.iter().any(|pair| pair.node.value == Value::Unreadable) {
        let places = secrets_with_their_lines(&file.text);
        // A message may show a part, between quotes of its own, or without the dash of a list.
        let parts = places.iter().flat_map(|place| file.text[place.clone()].split(['\n', '"', '\\']));
        let without_dash = |part: &str| [part, part.trim_start_matches(['-', ' '])].map(|part| part.trim().to_owned());
        let parts: Vec<String> = parts.flat_map(|part| without_dash(part.trim())).collect();
        return Secrets::with_known(&file.text, &places, &parts);
    }
    let (mut places, mut values) = (Vec::new(), Vec::new());
    let targets = pairs.iter().filter(|pair| pair.key == "publish").flat_map(|publish| refused(&publish.node));
    for node in targets.chain(pairs.iter().flat_map(|pair| public_secrets(&pair.node))) {
        places.push(with_comment(&file.text, node.span));
        texts(node, &mut values);
    }
    Secrets::with_known(&file.text, &places, &values)
}

/// Returns the values under `publish` that are refused because of a secret.
fn refused(publish: &Node) -> Vec<&Node> {
    let targets = publish.pairs().iter().flat_map(|target| match &target.node.value {
        Value::Map(fields) => fields.iter().filter(|field| is_secret(field)).collect(),
        _ if is_secret(target) => vec![target],
        _ => Vec::new(),
    });
    targets.map(|pair| &pair.node).collect()
}

/// Returns true for a field that is named like a secret, or that holds one: somewhere in its value, or in a URL.
pub(super) fn is_secret(pair: &Pair) -> bool {
    let exact = pair.key.to_lowercase();
    let named = names_secret(&pair.key) || matches!(exact.as_str(), "key" | "login");
    // `user: ada:password`, as `curl -u` takes it.
    let login = exact == "user" && matches!(&pair.node.value, Value::Scalar { text, .. } if text.contains(':'));
    named || login || holds_secret(&pair.key) || is_secret_value(&pair.node, exact == "run")
}

fn is_secret_value(node: &Node, is_command: bool) -> bool {
    match &node.value {
        // A shell puts the value of a variable into a command. Nobody does so elsewhere.
        Value::Scalar { text, .. } => holds_secret(text) || !is_command && address_holds_secret(text),
        Value::List(items) => items.iter().any(|item| is_secret_value(item, is_command)),
        Value::Map(pairs) => pairs.iter().any(is_secret),
        Value::Null | Value::Unreadable => false,
    }
}

/// Returns the texts within a value that hold a token, or an address with a password: they are secret wherever they are.
fn public_secrets(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Scalar { text, .. } if !secrets_of_any_text(text).is_empty() || is_url_with_secret(text) => vec![node],
        Value::List(items) => items.iter().flat_map(public_secrets).collect(),
        Value::Map(pairs) => pairs.iter().flat_map(|pair| public_secrets(&pair.node)).collect(),
        Value::Scalar { .. } | Value::Null | Value::Unreadable => Vec::new(),
    }
}

fn is_url_with_secret(text: &str) -> bool {
    text.contains("//") && address_holds_secret(text)
}

/// Returns the span of a value, with the comment after it: an unquoted password may hold a ` #`.
fn with_comment(text: &str, span: Span) -> Range<usize> {
    let Range { start, end } = span.range();
    let rest = text.get(end..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if line.trim_start().starts_with('#') { start..end + line.len() } else { start..end }
}

/// Adds all texts of a value.
fn texts(node: &Node, all: &mut Vec<String>) {
    match &node.value {
        Value::Scalar { text, .. } => all.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| texts(item, all)),
        Value::Map(pairs) => pairs.iter().for_each(|pair| texts(&pair.node, all)),
        Value::Null | Value::Unreadable => {}
    }
}

/// Reports secrets in the fields that have no message of their own about them, and in comments.
pub(super) fn check(node: &Node, text: &str, findings: &mut Findings) {
    let is_checked = |pair: &&Pair| !matches!(pair.key.as_str(), "publish" | "base_url");
    let found = node.pairs().iter().filter(is_checked).flat_map(|pair| public_secrets(&pair.node));
    let found: Vec<Span> = found.map(|node| node.span).collect();
    for span in found {
        findings.add(span, secret(None));
    }
    let mut fields = Vec::new();
    spans(node, &mut fields);
    fields.sort_unstable_by_key(|field| field.start);
    for place in secrets_of_any_text(text) {
        let before = fields.partition_point(|field| field.start <= place.start);
        let in_field = fields[..before].last().is_some_and(|field| place.start < field.end);
        if !in_field && !EXAMPLES.contains(&&*text[place.clone()].to_lowercase()) {
            findings.add(Span::new(place), secret(None));
        }
    }
}

/// Adds the spans of the keys and the texts of a value.
fn spans(node: &Node, all: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Scalar { .. } | Value::Unreadable => all.push(node.span.range()),
        Value::List(items) => items.iter().for_each(|item| spans(item, all)),
        Value::Map(pairs) => pairs.iter().for_each(|pair| {
            all.push(pair.key_span.range());
            spans(&pair.node, all);
        }),
        Value::Null => {}
    }
}

/// Returns the error of a secret in the field of this name, or in a place that has none.
pub(super) fn secret(key: Option<&str>) -> Diagnostic {
    // The name itself may be one, in a list of names without values.
    let what = key.filter(|key| !holds_secret(key)).map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
    let message = format!("{what} contains a password or key, and everyone who gets the column can read column.yaml");
    Diagnostic::error(message).label(ADVICE)
}
