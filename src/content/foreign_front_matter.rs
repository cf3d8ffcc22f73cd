//! Front matter as other generators write it, in TOML or JSON: it is named, with the same fields as lines of YAML.

use crate::diagnostics::Diagnostic;
use crate::yaml;

/// The number of lines that a message shows.
const MAX_LINES: usize = 20;

/// Returns what is to be said of front matter in another format at the start of a text, and the length of it. `None` if there
/// is none.
pub(super) fn check(text: &str, first: &str) -> Option<(Diagnostic, usize)> {
    let first = first.trim_end();
    match first {
        "+++" | "---toml" | "--- toml" => {
            let close = if first == "+++" { "+++" } else { "---" };
            let (fields, length) = between(text, first, close)?;
            let has_fields =
                fields.lines().any(|line| line.split_once('=').is_some_and(|(name, _)| !name.contains(':')));
            has_fields.then(|| (diagnostic("TOML", yaml::toml_as_yaml(fields)), length))
        }
        "---json" | "--- json" | ";;;" => {
            let close = if first == ";;;" { ";;;" } else { "---" };
            let (fields, length) = between(text, first, close)?;
            Some((diagnostic("JSON", yaml::json_as_yaml(fields)), length))
        }
        "{" => {
            let (_, length) = between(text, first, "}")?;
            Some((diagnostic("JSON", yaml::json_as_yaml(&text[..length])), length))
        }
        _ if first.starts_with("{\"") && first.ends_with('}') => {
            Some((diagnostic("JSON", yaml::json_as_yaml(first)), first.len()))
        }
        _ if first.starts_with('"') => {
            let (fields, length) = between(text, "", ";;;")?;
            Some((diagnostic("JSON", yaml::json_as_yaml(fields)), length))
        }
        _ => None,
    }
}

/// Returns the text between the first line and the line that closes it, and the length up to the line after that.
fn between<'t>(text: &'t str, first: &str, close: &str) -> Option<(&'t str, usize)> {
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == close && at > start {
            return Some((&text[start..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

fn diagnostic(format: &str, yaml: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!(
        "the fields at the top of this file are written in {format}, which callslip does not read"
    ));
    let Some(yaml) = yaml else {
        return diagnostic.help(
            "put them between two lines of `---`, one to a line, each with a colon: `title: \"What the reader sees\"`",
        );
    };
    let mut lines = vec!["---"];
    lines.extend(yaml.lines().take(MAX_LINES));
    if lines.len() <= yaml.lines().count() {
        lines.push("…");
    }
    lines.push("---");
    diagnostic.help_with_lines("write them like this:", &lines)
}
