//! What to write in a template instead of what tera refuses: tera says which token it found, not what was meant.

use super::other_names::{ARGUMENTS, OTHER_TAGS, filter_called};
use super::references::{keyword, name_end};
use super::template_tags::{TagKind, tags};
use crate::diagnostics::{Diagnostic, Span, list_names};

/// The tags of tera.
const TAGS: [&str; 11] =
    ["if", "elif", "else", "for", "set", "block", "extends", "include", "filter", "raw", "component"];

/// The tags that are closed by one of their own.
const CLOSED: [&str; 5] = ["if", "for", "block", "filter", "component"];

/// Returns the diagnostic in the words of the template's author, with what to write; unchanged if tera's says enough.
/// `span` is where tera found the error.
pub(super) fn explain(diagnostic: Diagnostic, text: &str, span: Span) -> (Diagnostic, Span) {
    let at = span.range();
    let message = diagnostic.message.clone();
    if message.starts_with("unexpected end of input") {
        return unclosed(diagnostic, text, span);
    }
    if message == "unknown tag" {
        return (unknown_tag(diagnostic, text, &at), span);
    }
    if message.contains("but expected identifier")
        && let Some(found) = unnamed_argument(diagnostic.clone(), text, &at)
    {
        return (found, span);
    }
    if let Some(argument) = message.strip_prefix("missing keyword argument `") {
        return (missing_argument(diagnostic, argument.trim_end_matches('`'), text, &at), span);
    }
    if let Some(field) = message.strip_prefix("field `").and_then(|rest| rest.strip_suffix("` is not defined")) {
        return (field_of_null(diagnostic.clone(), field, text, &at), span);
    }
    (operator(diagnostic, text, &at), span)
}

/// A field without a list of those that there are: what it was asked of is null, or has no fields.
fn field_of_null(diagnostic: Diagnostic, field: &str, text: &str, at: &std::ops::Range<usize>) -> Diagnostic {
    let before = text.get(..at.start).unwrap_or_default().trim_end_matches(['.', '?']);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let parent = &before
        [before.rfind(|c| !is_part(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    if parent.is_empty() || !diagnostic.help.is_empty() || before.len() == at.start {
        return diagnostic;
    }
    let message = format!("`{parent}` is null on this page, so it has no `{field}`");
    let help = format!("check first: `{{% if {parent} %}}{{{{ {parent}.{field} }}}}{{% endif %}}`");
    Diagnostic { message, ..diagnostic }.help(help)
}

/// The end of the template, where something that was opened is still open.
fn unclosed(diagnostic: Diagnostic, text: &str, span: Span) -> (Diagnostic, Span) {
    let ends = tags(text).last().map_or(0, |tag| tag.range.end);
    let rest = &text[ends..];
    let unended = rest.find("{{").map(|at| (at, "}}")).into_iter().chain(rest.find("{%").map(|at| (at, "%}"))).min();
    if let Some((at, close)) = unended {
        let message = format!("this `{}` is never closed", &rest[at..at + 2]);
        let span = Span::new(ends + at..ends + at + 2);
        return (Diagnostic { message, ..diagnostic }.help(format!("write `{close}` at the end of it")), span);
    }
    let Some((word, range)) = open_tags(text, text.len()).pop() else { return (diagnostic, span) };
    let message = format!("this `{{% {word} %}}` is never closed");
    let name = if word == "component" { " and its name" } else { "" };
    let help = format!("write `{{% end{word} %}}`{name} where it ends");
    (Diagnostic { message, ..diagnostic }.help(help), Span::new(range))
}

/// Returns the tags that are still open before byte `end`, the outermost first.
fn open_tags(text: &str, end: usize) -> Vec<(&str, std::ops::Range<usize>)> {
    let mut open = Vec::new();
    for tag in tags(text).into_iter().filter(|tag| tag.kind == TagKind::Statement && tag.range.end <= end) {
        let word = keyword(text, &tag);
        let is_block_set = word == "set" && !text[tag.inside.clone()].contains('=');
        if CLOSED.contains(&word) || is_block_set {
            open.push((word, tag.range.clone()));
        } else if let Some(ended) = word.strip_prefix("end")
            && open.last().is_some_and(|(word, _)| *word == ended)
        {
            open.pop();
        }
    }
    open
}

fn unknown_tag(diagnostic: Diagnostic, text: &str, at: &std::ops::Range<usize>) -> Diagnostic {
    let rest = text.get(at.start..).unwrap_or_default();
    let word = &rest[..name_end(rest)];
    if let Some(opening) = word.strip_prefix("end").filter(|word| CLOSED.contains(word) || *word == "set") {
        return match open_tags(text, at.start).pop() {
            Some((last, _)) if last != opening => Diagnostic {
                message: format!("`{word}` is here, but the `{last}` before it is still open"),
                ..diagnostic
            }
            .help(format!("write `{{% end{last} %}}` before it, or in its place")),
            _ => Diagnostic { message: format!("`{word}` closes nothing: no `{opening}` is open here"), ..diagnostic }
                .help(format!("remove it, or write `{{% {opening} … %}}` before it")),
        };
    }
    let diagnostic = Diagnostic { message: format!("there is no tag `{word}`"), ..diagnostic };
    let is_end = word.starts_with("end") || word == "fi";
    if let Some((open, _)) = open_tags(text, at.start).pop().filter(|_| is_end) {
        return diagnostic.help(format!("write `{{% end{open} %}}`"));
    }
    match OTHER_TAGS.iter().find(|(other, _)| *other == word) {
        Some((_, help)) => diagnostic.help(*help),
        None => diagnostic.help(format!("tags are {}", list_names(word, TAGS))),
    }
}

/// An argument without its name: `t("older")`.
fn unnamed_argument(diagnostic: Diagnostic, text: &str, at: &std::ops::Range<usize>) -> Option<Diagnostic> {
    let (called, argument, example) = called(text, at.start)?;
    let written = text.get(at.clone()).filter(|written| !written.contains('%')).unwrap_or(example);
    let diagnostic = Diagnostic { message: "an argument needs its name before it".to_owned(), ..diagnostic };
    let diagnostic = diagnostic.help(format!("write `{called}({argument}={written})`"));
    let is_pattern = called == "date" && written == example;
    let formats = "the formats are `short`, `long`, and those that the theme's `strings/` add as `date_…`";
    Some(diagnostic.help_if(is_pattern.then(|| formats.to_owned())))
}

fn missing_argument(diagnostic: Diagnostic, argument: &str, text: &str, at: &std::ops::Range<usize>) -> Diagnostic {
    let rest = text.get(at.start..).unwrap_or_default();
    let name = &rest[..name_end(rest)];
    let example = ARGUMENTS.iter().find(|(called, first, _)| *called == name && *first == argument);
    let message = format!("`{name}` needs the argument `{argument}`");
    let help = example.map(|(_, _, example)| format!("write `{name}({argument}={example})`"));
    Diagnostic { message, ..diagnostic }.help_if(help)
}

/// Returns the function or filter whose argument begins here, with the name of its first argument and an example.
fn called(text: &str, argument: usize) -> Option<(&'static str, &'static str, &'static str)> {
    let before = text.get(..argument)?.trim_end().strip_suffix('(')?.trim_end();
    let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
    let name = before.get(start..)?;
    ARGUMENTS.iter().copied().find(|(called, _, _)| *called == name)
}

/// Operators of other languages.
fn operator(diagnostic: Diagnostic, text: &str, at: &std::ops::Range<usize>) -> Diagnostic {
    let rest = text.get(at.start..).unwrap_or_default();
    let is_syntax = diagnostic.message.starts_with("found ") || diagnostic.message.starts_with("unexpected character");
    let (found, help) = match rest {
        _ if diagnostic.message.starts_with("`+` requires") => {
            return diagnostic.help("to join texts, write `~` for `+`");
        }
        _ if !is_syntax => return diagnostic,
        rest if rest.starts_with("&&") => ("&&", "write `and`"),
        rest if rest.starts_with("||") => ("||", "write `or`"),
        rest if rest.starts_with('=') && !rest.starts_with("==") => ("=", "to compare, write `==`"),
        rest if rest.starts_with('!') && !rest.starts_with("!=") => ("!", "write `not`"),
        rest if rest.starts_with('.') && !text[..at.start].ends_with(|c: char| c.is_alphanumeric()) => {
            (".", "write `page` before it: `page.title`")
        }
        rest if diagnostic.message.contains("expected one of: integer") => {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let message = format!("a value is missing before `{}`", &rest[..end]);
            return Diagnostic { message, ..diagnostic }.help("write it, such as `page.title`, or remove the operator");
        }
        _ => return diagnostic,
    };
    Diagnostic { message: format!("templates have no `{found}` here"), ..diagnostic }.help(help)
}

/// Returns help for a name that does not exist: what it is called here, or the names that come nearest.
pub(super) fn other_filter(name: &str, known: &[&str]) -> String {
    if matches!(name, "markdownify" | "markdown" | "safeHTML" | "raw" | "safe_html") {
        return "texts are HTML already: write `safe`".to_owned();
    }
    match filter_called(name) {
        Some(ours) => format!("write `{ours}`"),
        None => format!("the filters are {}", list_names(name, known.iter().copied())),
    }
}

#[cfg(test)]
mod tests {
    use super::open_tags;

    #[test]
    fn a_tag_is_open_until_its_own_end() {
        let text = "{% if a %}{% set b %}c{% endset %}{% set d = e %}{% for f in g %}{{ h }}";
        let words: Vec<&str> = open_tags(text, text.len()).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["if", "for"]);
        assert_eq!(open_tags(text, text.find("{% for").unwrap()).len(), 1);
    }
}
