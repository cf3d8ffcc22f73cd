//! Finds the values that a tag of a template asks for: `page.title` in `{{ page.title | upper }}`.

use std::ops::Range;

use super::references::{keyword, name_end};
use super::template_tags::{TagKind, TemplateTag, string_end, tags};

/// Returns the tag at a byte of a template.
pub(super) fn tag_at(text: &str, at: usize) -> Option<TemplateTag> {
    tags(text).into_iter().find(|tag| tag.range.start <= at && at < tag.range.end)
}

/// Returns the values in this part of a tag, in order: no filters, functions, or names of arguments.
pub(super) fn value_paths(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = paths(text, within.clone());
    found.retain(|path| {
        let before = text[within.start..path.start].trim_end();
        let after = text[path.end..within.end].trim_start();
        let is_name = before.ends_with(['|', '@', '<', '/'])
            || after.starts_with('(')
            || after.starts_with('=') && !after.starts_with("==");
        !is_name
    });
    found
}

/// Returns all names in this part of a tag, each with its fields, in order: those outside strings.
pub(super) fn paths(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(next) = text.get(at..within.end).and_then(|rest| rest.chars().next()) {
        if matches!(next, '"' | '\'' | '`') {
            at = string_end(text, at, next as u8).unwrap_or(within.end);
        } else if next.is_alphabetic() || next == '_' {
            let end = (at + path_end(&text[at..within.end])).max(at + 1);
            found.push(at..end);
            at = end;
        } else {
            at += next.len_utf8();
        }
    }
    found
}

/// Returns the names in a path: `page`, `older`, `title`.
pub(super) fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split('.').map(|step| step.trim_end_matches('?'))
}

/// Returns where the path at the start of a text ends: `page.older.title`, with `?.` for `.` where that is written.
fn path_end(text: &str) -> usize {
    let mut end = name_end(text);
    loop {
        let rest = &text[end..];
        let dot = if rest.starts_with("?.") { 2 } else { usize::from(rest.starts_with('.')) };
        let length = rest.get(dot..).map_or(0, name_end);
        if dot == 0 || length == 0 {
            return end;
        }
        end += dot + length;
    }
}

/// Returns true if a tag of the template gives a value of its own this name: `{% for page in pages %}`.
pub(super) fn is_bound(text: &str, name: &str) -> bool {
    tags(text).iter().filter(|tag| tag.kind == TagKind::Statement).any(|tag| {
        let inside = &text[tag.inside.clone()];
        let names = match keyword(text, tag) {
            "for" => inside.split(" in ").next(),
            "set" | "set_global" => inside.split('=').next(),
            "component" => Some(inside),
            _ => None,
        };
        names.is_some_and(|names| names.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_names() {
        let text =
            "{{ page.a | default(value=site.b) ~ \"page.c\" if x?.y == none else t(key=z) }}<b>{{ <card of={d.e}/> }}";
        let all: Vec<&str> =
            tags(text).iter().flat_map(|tag| value_paths(text, tag.inside.clone())).map(|range| &text[range]).collect();
        assert_eq!(all, ["page.a", "site.b", "if", "x?.y", "none", "else", "z", "d.e"]);
        assert_eq!(tag_at(text, 4).map(|tag| tag.range.start), Some(0));
    }

    #[test]
    fn names_that_a_template_gives() {
        assert!(is_bound("{% for page in x %}", "page") && is_bound("{% component c(page, @root) %}", "page"));
        assert!(is_bound("{% set page = x %}", "page"));
        assert!(!is_bound("{% for x in page.y %}{% set x = page %}{{ page }}", "page"));
    }
}
