//! Reads from the text of a template which names it refers to. Tera reports the first broken reference only, and often
//! without its location.

use std::ops::Range;

use super::template_tags::{TagKind, TemplateTag, tags};

/// How a template refers to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReferenceKind {
    /// `{% extends "base.html" %}`
    Extends,
    /// `{% include "pager.html" %}`
    Include,
    /// `{% component seal(person) %}` defines a component that all templates can use.
    Component,
    /// `{% block margin %}` is a part of the page that another template can replace.
    Block,
}

/// A name in a template.
#[derive(Debug)]
pub(super) struct TemplateReference {
    pub(super) kind: ReferenceKind,
    pub(super) name: String,
    /// The name's bytes in the template.
    pub(super) range: Range<usize>,
}

/// Precedes the name of a template to skip the layers down to the template's own.
pub(super) const PARENT: &str = "parent:";

/// Returns all templates, components and blocks that a template names, in order.
pub(super) fn references(text: &str) -> Vec<TemplateReference> {
    tags(text).iter().filter_map(|tag| reference(text, tag)).collect()
}

/// The first word of a statement. Empty for `{{ … }}`.
pub(super) fn keyword<'t>(text: &'t str, tag: &TemplateTag) -> &'t str {
    let inside = if tag.kind == TagKind::Statement { text[tag.inside.clone()].trim_start() } else { "" };
    &inside[..name_end(inside)]
}

/// The name that a tag refers to. `None` if it refers to none.
pub(super) fn reference(text: &str, tag: &TemplateTag) -> Option<TemplateReference> {
    let keyword = keyword(text, tag);
    let kind = match keyword {
        "extends" => ReferenceKind::Extends,
        "include" => ReferenceKind::Include,
        "component" => ReferenceKind::Component,
        "block" => ReferenceKind::Block,
        _ => return None,
    };
    let rest = text[tag.inside.clone()].trim_start().strip_prefix(keyword)?.trim_start();
    let start = tag.inside.end - rest.len();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let (start, length) = match (kind, quote) {
        (ReferenceKind::Component, None) if !rest.is_empty() => (start, dotted_name_end(rest)),
        (ReferenceKind::Block, None) if !rest.is_empty() => (start, name_end(rest)),
        (ReferenceKind::Extends | ReferenceKind::Include, Some(quote)) => (start + 1, rest[1..].find(quote)?),
        _ => return None,
    };
    let range = start..start + length;
    Some(TemplateReference { kind, name: text[range.clone()].to_owned(), range })
}

/// Returns where the name at the start of a text ends.
pub(super) fn name_end(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The same for the name of a component, which may have parts: `ui.button`.
pub(super) fn dotted_name_end(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(text.len())
}

/// Blanks the expression in which an error was found, so that the next error of the template can be found. All that
/// follows keeps its offset. `None` if there is no expression here that can be replaced.
pub(super) fn without_expression(text: &str, at: usize) -> Option<String> {
    let tag = tags(text).into_iter().find(|tag| tag.range.start < at && at < tag.range.end)?;
    let (range, instead) = match tag.kind {
        TagKind::Expression => (tag.range, ""),
        TagKind::Statement => {
            let inside = text[tag.inside.clone()].trim_start();
            let (skip, instead) = match inside.split_whitespace().next()? {
                word @ ("if" | "elif") => (word.len() + 1, "0"),
                "for" => (inside.find(" in ")? + " in ".len(), "[]"),
                "set" | "set_global" => (inside.find('=')? + 1, "0"),
                _ => return None,
            };
            let start = tag.inside.end - inside.len();
            (start + skip..start + inside.trim_end().len(), instead)
        }
    };
    let old = text.get(range.clone())?;
    if old.trim() == instead || old.len() < instead.len() {
        return None;
    }
    // Line breaks stay: a location is given by its line.
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
        let found: Vec<_> = references(text).into_iter().map(|found| (found.kind, found.name)).collect();
        let named = |kind, name: &str| (kind, name.to_owned());
        assert_eq!(
            found[..3],
            [
                named(ReferenceKind::Extends, "a.html"),
                named(ReferenceKind::Include, "b.html"),
                named(ReferenceKind::Component, "seal")
            ]
        );
    }

    #[test]
    fn an_expression_is_taken_out_and_nothing_moves() {
        let without = |text: &str, word: &str| without_expression(text, text.find(word).unwrap());
        for (text, expected) in [
            ("a {{ page.x }} b", "a  b"),
            ("{% if page.x > 1 %}b", "{% if 0%}b"),
            ("{%- for a in page.x -%}", "{%- for a in []-%}"),
            ("{% set a = page.x %}", "{% set a =0%}"),
            ("{{ <card of={page.x}/> }}!", "!"),
            ("{{ a\n | page.x }}!", "\n!"),
        ] {
            let found = without(text, "page").unwrap();
            assert_eq!(found.len(), text.len());
            assert_eq!(found.replace(' ', ""), expected.replace(' ', ""));
        }
        assert_eq!(without("{% block x %}", "x"), None);
        assert_eq!(without("x", "x"), None);
    }

    #[test]
    fn a_name_ends_where_its_tag_ends() {
        let names = |text: &str| references(text).into_iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(names("{%block a%}{%-block b-%}{% component ui.seal(of) %}{% blocks c %}"), ["a", "b", "ui.seal"]);
        assert_eq!(names("{{ \"{% include 'no' %}\" }}{% if \"%}\" %}{% include `yes` %}"), ["yes"]);
    }
}
