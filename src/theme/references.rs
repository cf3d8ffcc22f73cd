//! What a template names of others, read from its text: tera tells of the first broken reference only, and often
//! without its place.

use std::ops::Range;

/// How a template names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// `{% extends "base.html" %}`
    Extends,
    /// `{% include "pager.html" %}`
    Includes,
    /// `{% component seal(person) %}` makes a component known, to all templates.
    Defines,
    /// `{% block margin %}`: a part of the page that has a name.
    Opens,
}

/// A name, and where in the template it stands.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) how: How,
    pub(super) name: String,
    pub(super) at: Range<usize>,
}

/// What comes before the name of a template that the writer's own covers.
pub(super) const PARENT: &str = "parent:";

/// All that a template extends, includes, defines and opens, in its order.
pub(super) fn references(text: &str) -> Vec<Reference> {
    tags(text).into_iter().filter_map(|tag| reference(text, tag)).collect()
}

/// The inside of every `{% … %}`, less those in remarks and in `{% raw %}`.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[start..];
        let (end, is_tag) = if rest.starts_with("{#") {
            (rest.find("#}"), false)
        } else if rest.starts_with("{%") {
            (rest.find("%}"), true)
        } else {
            (Some(0), false)
        };
        let Some(end) = end.map(|end| start + end) else { break };
        at = end.max(start) + 1;
        if is_tag {
            let inside = start + 2..end;
            if text[inside.clone()].trim_matches(['-', ' ', '\n']) == "raw" {
                at = text[at..].find("endraw").map_or(text.len(), |found| at + found);
            } else {
                tags.push(inside);
            }
        }
    }
    tags
}

fn reference(text: &str, tag: Range<usize>) -> Option<Reference> {
    let inside = &text[tag.clone()];
    let bare = inside.trim_start_matches('-').trim_start();
    let (how, rest) =
        [("extends", How::Extends), ("include", How::Includes), ("component", How::Defines), ("block", How::Opens)]
            .into_iter()
            .find_map(|(word, how)| bare.strip_prefix(word).map(|rest| (how, rest)))?;
    let name_on = rest.trim_start();
    let start = tag.end - name_on.len();
    let quote = name_on.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let (start, length) = match (how, quote) {
        (How::Defines | How::Opens, None) => (start, name_on.find(|c: char| !c.is_alphanumeric() && c != '_')?),
        (How::Extends | How::Includes, Some(quote)) => (start + 1, name_on[1..].find(quote)?),
        _ => return None,
    };
    // `{% componentry %}` is something else.
    let is_word = rest.len() > name_on.len() || quote.is_some();
    is_word.then(|| Reference { how, name: text[start..start + length].to_owned(), at: start..start + length })
}

/// The text without the expression that a mistake was met in, and as long as before: so that the next mistake of the
/// same template can be met, at its own place. None where the whole would change its meaning.
pub(super) fn without_expression(text: &str, at: usize) -> Option<String> {
    let open = |opening, closing| text[..at].rfind(opening).filter(|start| !text[*start..at].contains(closing));
    let (range, instead) = match (open("{{", "}}"), open("{%", "%}")) {
        (Some(start), _) => (start..start + text[start..].find("}}")? + 2, ""),
        (None, Some(start)) => {
            let end = start + text[start..].find("%}")?;
            let inside = text[start + 2..end].trim_start_matches('-').trim_start();
            let (skip, instead) = match inside.split_whitespace().next()? {
                word @ ("if" | "elif") => (word.len() + 1, "0"),
                "for" => (inside.find(" in ")? + 4, "[]"),
                "set" | "set_global" => (inside.find('=')? + 1, "0"),
                _ => return None,
            };
            let from = end - inside.len();
            (from + skip..from + inside.trim_end_matches('-').trim_end().len(), instead)
        }
        _ => return None,
    };
    let old = text.get(range.clone())?;
    if old.trim() == instead || old.len() < instead.len() {
        return None;
    }
    // Line breaks stay: a place is told by its line.
    let blank: String =
        old.chars().flat_map(|c| std::iter::repeat_n(if c == '\n' { c } else { ' ' }, c.len_utf8())).collect();
    let filled = [instead, blank.get(instead.len()..)?].concat();
    Some([&text[..range.start], &filled, &text[range.end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_where_they_mean_something() {
        let text = "{#- {% extends \"no\" %} -#}{%- extends 'a.html' -%}\n{% raw %}{% include \"no\" %}{% endraw %}\
            {% include \"b.html\" %}{% component seal(person) -%}{% endcomponent seal %}{{ \"{% include 'no' %}\" }";
        let found: Vec<_> = references(text).into_iter().map(|found| (found.how, found.name)).collect();
        let named = |how, name: &str| (how, name.to_owned());
        assert_eq!(
            found[..3],
            [named(How::Extends, "a.html"), named(How::Includes, "b.html"), named(How::Defines, "seal")]
        );
    }

    #[test]
    fn an_expression_is_taken_out_and_nothing_moves() {
        let without = |text: &str, word: &str| without_expression(text, text.find(word).unwrap());
        for (text, mended) in [
            ("a {{ page.x }} b", "a  b"),
            ("{% if page.x > 1 %}b", "{% if 0%}b"),
            ("{%- for a in page.x -%}", "{%- for a in []-%}"),
            ("{% set a = page.x %}", "{% set a =0%}"),
            ("{{ <card of={page.x}/> }}!", "!"),
            ("{{ a\n | page.x }}!", "\n!"),
        ] {
            let found = without(text, "page").unwrap();
            assert_eq!(found.len(), text.len());
            assert_eq!(found.replace(' ', ""), mended.replace(' ', ""));
        }
        assert_eq!(without("{% block x %}", "x"), None);
        assert_eq!(without("x", "x"), None);
    }
}
