//! What kramdown, Goldmark and Python-Markdown have beyond Markdown: attributes, tight headings, abbreviations.

use super::edits::{CodeParts, Edits, line_of, lines};
use super::tool::Tool;
use crate::import::html::{Loss, LossKind};

/// Returns a text without what its tool has beyond Markdown and a column has not, and how many attributes it had.
pub(super) fn without_attributes(tool: Tool, text: &str, losses: &mut Vec<Loss>) -> (String, usize) {
    if !text.contains(['{', '#', '*', ':']) && !text.contains("<!--") {
        return (text.to_owned(), 0);
    }
    let code = CodeParts::of(text);
    let mut edits = Edits::default();
    let mut count = 0;
    let mut previous: Option<(usize, &str)> = None;
    for (start, line) in lines(text) {
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if code.contains(start + indent) {
            code_language(tool, start, line, &mut edits);
            previous = Some((start, line));
            continue;
        }
        if tool.has_kramdown() && is_list_of_contents(trimmed) {
            let from = previous.filter(|(_, line)| is_item(line)).map_or(start, |(before, _)| before);
            edits.remove(from..end_of(text, start + line.len()));
            count += 1;
        } else if is_attribute_line(tool, trimmed) {
            edits.remove(start..end_of(text, start + line.len()));
            count += 1;
        } else if is_more(trimmed) {
            edits.remove(start..end_of(text, start + line.len()));
        } else if tool != Tool::Obsidian && is_abbreviation(trimmed) {
            edits.remove(start..end_of(text, start + line.len()));
            losses.push(Loss { line: line_of(text, start), what: LossKind::Hidden, text: trimmed.to_owned() });
        } else {
            count += attributes_within(tool, start, line, &code, &mut edits);
            tight_heading(tool, start, line, &mut edits);
        }
        previous = Some((start, line));
    }
    (edits.apply(text), count)
}

/// Returns the place behind the end of a line.
fn end_of(text: &str, line_end: usize) -> usize {
    (line_end + 1).min(text.len())
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['*', '-', '+']) || line.starts_with("1.")
}

/// Returns true for `{:toc}`.
fn is_list_of_contents(line: &str) -> bool {
    let inner = line.strip_prefix("{:").and_then(|inner| inner.strip_suffix('}'));
    inner.is_some_and(|inner| inner.trim().split(' ').any(|word| word == "toc"))
}

/// Returns true for a line of nothing but attributes.
fn is_attribute_line(tool: Tool, line: &str) -> bool {
    let Some(inner) = line.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) else { return false };
    if inner.contains(['{', '}', '%']) {
        return false;
    }
    match inner.strip_prefix(':') {
        Some(_) => tool.has_kramdown(),
        None => is_plain_attributes(inner),
    }
}

/// Returns true for `.class #id name="value"`.
fn is_plain_attributes(inner: &str) -> bool {
    let inner = inner.trim();
    let is_named = inner.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    inner.len() > 1 && (inner.starts_with('.') && inner[1..].starts_with(|c: char| c.is_ascii_alphabetic()) || is_named)
}

/// Returns true for the place up to which a list shows a text.
fn is_more(line: &str) -> bool {
    let inner = line.strip_prefix("<!--").and_then(|inner| inner.strip_suffix("-->"));
    inner.is_some_and(|inner| {
        let inner = inner.trim().to_lowercase();
        matches!(inner.as_str(), "more" | "excerpt" | "end excerpt" | "end_excerpt" | "excerpt-end" | "summary")
    })
}

/// Returns true for `*[MLIS]: Master of …`.
fn is_abbreviation(line: &str) -> bool {
    line.strip_prefix("*[").and_then(|inner| inner.split_once("]:")).is_some_and(|(name, _)| !name.contains('['))
}

/// Takes out the attributes behind links, pictures and words. Returns how many.
fn attributes_within(tool: Tool, start: usize, line: &str, code: &CodeParts, edits: &mut Edits) -> usize {
    let mut count = 0;
    for (at, _) in line.match_indices('{') {
        let Some(length) = line[at..].find('}').filter(|_| !code.contains(start + at)) else { continue };
        let inner = &line[at + 1..at + length];
        let before = &line[..at];
        let is_kramdown = inner.starts_with(':') && tool.has_kramdown() && !before.ends_with('\\');
        let is_plain = before.ends_with([')', ']', '*', '_', '`']) && is_plain_attributes(inner);
        if is_kramdown || is_plain {
            // A heading keeps its name.
            let id =
                inner.trim_start_matches(':').trim().split(' ').find(|word| word.starts_with('#') && word.len() > 1);
            let id = id.filter(|_| line.trim_start().starts_with('#') && line[at + length + 1..].trim().is_empty());
            let from =
                if id.is_none() && line[at + length + 1..].trim().is_empty() { before.trim_end().len() } else { at };
            edits.replace(start + from..start + at + length + 1, id.map_or_else(String::new, |id| format!("{{{id}}}")));
            count += 1;
        }
    }
    count
}

/// Puts a space into `#Heading`, where the tool takes it for a heading.
fn tight_heading(tool: Tool, start: usize, line: &str, edits: &mut Edits) {
    let level = line.len() - line.trim_start_matches('#').len();
    let is_tight = line[level..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '_' | '[' | '"' | '“'));
    if tool.has_tight_headings() && (1..=6).contains(&level) && is_tight {
        edits.replace(start + level..start + level, " ");
    }
}

/// Takes out the line that names the language of code for Python-Markdown: `:::python`.
fn code_language(tool: Tool, start: usize, line: &str, edits: &mut Edits) {
    let is_language = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#".contains(&byte))
    };
    let name = line.trim().strip_prefix(":::").or_else(|| line.trim().strip_prefix("#!"));
    if tool == Tool::Pelican && line.starts_with("    ") && name.is_some_and(is_language) {
        edits.remove(start..start + line.len() + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tool: Tool, text: &str) -> String {
        let mut losses = Vec::new();
        let (text, count) = without_attributes(tool, text, &mut losses);
        format!("{text} | {count} {}", losses.len())
    }

    #[test]
    fn attributes_of_each_tool() {
        for (tool, text, plain) in [
            (Tool::Jekyll, "* TOC\n{:toc}\n\nText\n{: .lead}\n", "\nText\n | 2 0"),
            (Tool::Jekyll, "[a](b){:target=\"_blank\"} c", "[a](b) c | 1 0"),
            (Tool::Jekyll, "## A {: #b .c}", "## A {#b} | 1 0"),
            (Tool::Jekyll, "## A {#b}", "## A {#b} | 0 0"),
            (Tool::Jekyll, "`{: .a}`\n\n    {: .b}", "`{: .a}`\n\n    {: .b} | 0 0"),
            (Tool::Jekyll, "#Tight\n\n#1 is none\n\n#!x", "# Tight\n\n# 1 is none\n\n#!x | 0 0"),
            (Tool::Jekyll, "a\n\n*[MLIS]: Master\n\nb", "a\n\n\nb | 0 1"),
            (Tool::Jekyll, "a\n\n<!--more-->\n\nb", "a\n\n\nb | 0 0"),
            (Tool::Hugo, "![a](b.png){.wide width=3}", "![a](b.png) | 1 0"),
            (Tool::Hugo, "#Tight {x} {: y}", "#Tight {x} {: y} | 0 0"),
            (Tool::Pelican, "a\n\n    :::python\n    b", "a\n\n    b | 0 0"),
            (Tool::Obsidian, "plain", "plain | 0 0"),
        ] {
            assert_eq!(shown(tool, text), plain, "{text}");
        }
    }
}
