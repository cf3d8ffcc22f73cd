//! Finds the tags of a template as tera's lexer does: a `%}` in a string ends nothing, and a comment or a `raw` block
//! holds no tags. Nothing here fails: a text that tera refuses has fewer tags, or longer ones.

use std::ops::Range;

/// One `{{ … }}` or `{% … %}`, as byte ranges of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TemplateTag {
    pub(super) kind: TagKind,
    /// The tag with its delimiters.
    pub(super) range: Range<usize>,
    /// The text between the delimiters, without the `-` that trims white space.
    pub(super) inside: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `{{ … }}`
    Expression,
    /// `{% … %}`
    Statement,
}

/// Returns all tags of a template, in order, without `raw` and `endraw`.
pub(super) fn tags(text: &str) -> Vec<TemplateTag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = find(text, at, "{") {
        at = match text.as_bytes().get(start + 1) {
            Some(b'#') => find(text, start + 2, "#}").map_or(text.len(), |end| end + 2),
            Some(b'%') => add(text, start, TagKind::Statement, &mut tags),
            Some(b'{') => add(text, start, TagKind::Expression, &mut tags),
            _ => start + 1,
        };
    }
    tags
}

/// The character that replaces those of `{{ … }}` in the HTML of a template.
pub(super) const PRINTED: char = '\u{1}';

/// The character that replaces those of `{% … %}`.
pub(super) const STATEMENT: char = '\u{2}';

/// Returns the HTML of a template with every byte at its place: its tags are [`PRINTED`] and [`STATEMENT`], and its comments
/// are spaces. What is `raw` is HTML.
pub(super) fn html_only(text: &str) -> String {
    let mut html = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(start) = find(text, at, "{") {
        let mut found = Vec::new();
        at = match text.as_bytes().get(start + 1) {
            Some(b'#') => {
                let end = find(text, start + 2, "#}").map_or(text.len(), |end| end + 2);
                html[start..end].fill(b' ');
                end
            }
            Some(b'%') => {
                let end = add(text, start, TagKind::Statement, &mut found);
                let raw = find(text, start, "%}").filter(|_| found.is_empty());
                html[start..raw.map_or(end, |close| close + 2)].fill(STATEMENT as u8);
                if let Some(close) = text[start..end].rfind("{%").filter(|close| raw.is_some() && *close > 0) {
                    html[start + close..end].fill(STATEMENT as u8);
                }
                end
            }
            Some(b'{') => {
                let end = add(text, start, TagKind::Expression, &mut found);
                html[start..end].fill(PRINTED as u8);
                end
            }
            _ => start + 1,
        };
    }
    String::from_utf8(html).unwrap_or_default()
}

/// Adds the tag that starts here. Returns where the text after it starts.
fn add(text: &str, start: usize, kind: TagKind, tags: &mut Vec<TemplateTag>) -> usize {
    let close = if kind == TagKind::Statement { "%}" } else { "}}" };
    let from = start + 2;
    let Some(end) = end_outside_strings(text, from, close).or_else(|| find(text, from, close)) else {
        return text.len();
    };
    let tag = TemplateTag { kind, range: start..end + 2, inside: trimmed(text, from..end) };
    if kind == TagKind::Statement && text[tag.inside.clone()].trim() == "raw" {
        return end_of_raw(text, tag.range.end);
    }
    let end = tag.range.end;
    tags.push(tag);
    end
}

/// The range without a `-` at either end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start + usize::from(text[range.clone()].starts_with('-'));
    let end = range.end - usize::from(text[start..range.end].ends_with('-'));
    start..end
}

/// The first `close` that is not in a string. `None` if there is none, or a string is not closed.
fn end_outside_strings(text: &str, from: usize, close: &str) -> Option<usize> {
    let first = close.as_bytes().first();
    let mut at = from;
    loop {
        match text.as_bytes().get(at)? {
            quote @ (b'"' | b'\'' | b'`') => at = string_end(text, at, *quote)?,
            byte if Some(byte) == first && text[at..].starts_with(close) => return Some(at),
            _ => at += 1,
        }
    }
}

/// Returns where the text after a string starts. A backslash keeps a quote from ending it.
pub(super) fn string_end(text: &str, start: usize, quote: u8) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match text.as_bytes().get(at)? {
            b'\\' => at += 2,
            byte if *byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Returns where the text after the next `{% endraw %}` starts.
fn end_of_raw(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(start) = find(text, at, "{%") {
        at = start + 2;
        if let Some(end) = find(text, at, "%}")
            && text[trimmed(text, at..end)].trim() == "endraw"
        {
            return end + 2;
        }
    }
    text.len()
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insides(text: &str) -> Vec<&str> {
        tags(text).into_iter().map(|tag| &text[tag.inside]).collect()
    }

    #[test]
    fn tags_end_where_tera_ends_them() {
        assert_eq!(insides("{{ a }}{%- b -%}{{-c}}"), [" a ", " b ", "c"]);
        assert_eq!(insides("{{ \"}}\" }}{% a('%}') `\"` %}"), [" \"}}\" ", " a('%}') `\"` "]);
        assert_eq!(insides("{{ \"\\\"}}\" }}"), [" \"\\\"}}\" "]);
        assert_eq!(insides("{# {{ a }} #}{#}{{ b }}#}{{ c }}"), [" c "]);
        assert_eq!(insides("{%- raw -%}{{ a }}{% endra %}{%- endraw -%}{{ b }}"), [" b "]);
    }

    #[test]
    fn what_is_no_tag_is_html() {
        let html = |text: &str| html_only(text).replace(PRINTED, "=").replace(STATEMENT, "%").replace(' ', "_");
        assert_eq!(html("<a {% if b %}c{% endif %}>{{ d }}"), "<a_%%%%%%%%%%c%%%%%%%%%%%>=======");
        assert_eq!(html("{# <é> #}<b>"), "__________<b>");
        assert_eq!(
            html("a{% raw %}{{ b }}{% if %}{# c #}{% endraw %}d"),
            "a%%%%%%%%%{{_b_}}{%_if_%}{#_c_#}%%%%%%%%%%%%d"
        );
        for text in ["{%", "{% raw %}", "{% raw %}a{% b %}", "{{ é", "{# é", "{", "{% \"%}", "{%}"] {
            assert_eq!(html_only(text).len(), text.len());
        }
    }

    #[test]
    fn a_broken_tag_is_no_panic() {
        for text in ["{%}", "{%-}", "{%-%}", "{{}", "{{}}", "{{-}}", "{#}", "{", "{%", "{% \"", "{% \"%}", "{{ '\\"] {
            for tag in tags(text) {
                assert!(tag.inside.end <= tag.range.end, "{text}");
            }
        }
        assert_eq!(insides("{%}{% a %}"), ["}{% a "]);
        assert_eq!(insides("{%-%}{{-}}"), ["", ""]);
    }
}
