//! The fields of `page` and `site`: to tera, a field that does not exist is merely false in a condition, and nothing in
//! a text that is joined.

use std::ops::Range;

use super::references::{keyword, name_end};
use super::template_source::TemplateSource;
use super::template_tags::{TemplateTag, tags};
use super::value_paths::{is_bound, steps, value_paths};
use crate::diagnostics::{Diagnostic, Span, closest};

/// All fields that `page` has on some page. `tests/docs.rs` compares them with the views.
#[rustfmt::skip]
const PAGE: [&str; 79] = [
    "aid", "also_known_as", "answered_by", "archive", "broader", "canonical", "compare", "course_length", "csv", "currencies", "date",
    "description", "extra", "facet", "facets", "facts", "feeds", "feeds_of_people", "filter_styles", "followed_by", "follows", "form", "head", "headings", "html", "index", "initials", "introduction", "json",
    "kind", "lead", "letters", "letters_mentioning", "letters_related", "linked_from", "minutes", "narrower", "newer", "older",
    "open_to", "other_facts", "pager", "path", "pen_name", "people", "person", "portrait", "prerequisites", "program", "programs",
    "programs_mentioned", "programs_related", "provenance", "questions", "reason", "related", "replaced_by", "replies", "reply_form", "root",
    "scope_note", "section", "source", "standfirst", "started", "tag", "tags", "terms", "title", "title_plain",
    "total", "trust", "turns", "unpublished", "updated", "url", "url_gone_since", "use_for", "years",
];

/// All fields of `site`.
#[rustfmt::skip]
const SITE: [&str; 20] = [
    "base_url", "direction", "footer", "generator", "language", "letters", "nav", "outside", "pages", "people", "programs",
    "recent",
    "saved", "search", "social_image", "subscribe", "tagline", "tags", "theme", "title",
];

/// Warns of fields that no page has, where tera is silent and the name resembles one that there is. A template may ask
/// whether there is any other field, for another version of callslip.
pub(super) fn misspelled(source: &TemplateSource) -> Vec<Diagnostic> {
    let text = &*source.file.text;
    let roots = [("page", &PAGE[..]), ("site", &SITE[..])];
    let roots: Vec<(&str, &[&str])> = roots.into_iter().filter(|(root, _)| !is_bound(text, root)).collect();
    let mut found = Vec::new();
    for tag in tags(text) {
        for path in value_paths(text, tag.inside.clone()) {
            let mut parts = steps(&text[path.clone()]);
            let (Some(root), Some(field)) = (parts.next(), parts.next()) else { continue };
            let Some((_, known)) = roots.iter().find(|(name, _)| *name == root) else { continue };
            let Some(silence) = silence(text, &tag, &path) else { continue };
            let (message, help, name) = if known.contains(&field) {
                let Some(part @ ("length" | "size")) = parts.next() else { continue };
                if matches!(field, "extra" | "theme") || parts.next().is_some() {
                    continue;
                }
                let of = format!("{root}.{field}");
                (format!("`{of}` has no field `{part}`"), format!("write `{of} | length`"), part)
            } else {
                let Some(near) = closest(field, known.iter().copied()) else { continue };
                (format!("`{root}` has no field `{field}`"), format!("did you mean `{root}.{near}`?"), field)
            };
            let start = path.start + text[path.clone()].find(&format!(".{name}")).map_or(0, |dot| dot + 1);
            let diagnostic = Diagnostic::warning(format!("{message}, so {silence}"));
            found.push(diagnostic.at(&source.file.path, Span::new(start..start + name.len())).help(help));
        }
    }
    found
}

/// The result that tera has for a value here that is not defined. `None` if it reports that.
fn silence(text: &str, tag: &TemplateTag, path: &Range<usize>) -> Option<&'static str> {
    const FALSE: &str = "this is never true";
    let before = text[tag.inside.start..path.start].trim_end();
    let after = text[path.end..tag.inside.end].trim_start();
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let next = &after[..name_end(after)];
    let is_joined = before.ends_with('~') || after.starts_with('~');
    if is_joined || after.strip_prefix('|').is_some_and(|filter| filter.trim_start().starts_with("default")) {
        return Some("this is always empty");
    }
    let is_compared = |sign: &str| before.ends_with(sign) || after.starts_with(sign);
    if is_compared("==") || is_compared("!=") || matches!(last, "not" | "and" | "or") {
        return Some(FALSE);
    }
    let is_condition = matches!(keyword(text, tag), "if" | "elif") && (after.is_empty() || after.starts_with(')'));
    (is_condition
        || matches!(last, "if" | "elif")
            && next != "is"
            && !after.starts_with(['<', '>', '|', '.', '+', '-', '*', '/'])
        || matches!(next, "and" | "or"))
    .then_some(FALSE)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::SourceFile;

    fn found(text: &str) -> Vec<String> {
        let file = SourceFile::new(&Arc::from("templates/a.html"), text);
        let source = TemplateSource { name: "a.html".to_owned(), depth: 0, file };
        misspelled(&source).into_iter().map(|found| found.message + "; " + &found.help.join("; ")).collect()
    }

    #[test]
    fn fields_are_misspelled_where_nothing_is_said() {
        let titel = "`page` has no field `titel`, so this is never true; did you mean `page.title`?";
        for text in [
            "{% if page.titel %}",
            "{%- elif not page.titel -%}",
            "{% if page.titel and page.date %}",
            "{% if (page.date or page.titel) %}",
            "{% if page.titel == \"x\" %}",
            "{{ \"a\" if page.titel else \"b\" }}",
        ] {
            assert_eq!(found(text), [titel], "{text}");
        }
        let empty = "`site` has no field `titel`, so this is always empty; did you mean `site.title`?";
        assert_eq!(found("{{ site.titel ~ \"x\" }}"), [empty]);
        assert_eq!(found("{{ site.titel | default(value=\"\") }}"), [empty]);
        let length = "`page.tags` has no field `length`, so this is never true; write `page.tags | length`";
        assert_eq!(found("{% if page.tags.length %}"), [length]);
    }

    #[test]
    fn a_template_may_ask_what_it_likes() {
        for text in [
            "{% if page.podcast %}{% if page.extra.titel %}{% if site.theme.options.dark %}",
            "{% if page.extra.length %}{% if page.older and page.older.title %}",
            "{% if page.titel is defined %}",
            "{% for page in site.nav %}{% if page.titel %}",
            "{% component card(page) %}{% if page.titel %}",
            "{# {% if page.titel %} #}{% raw %}{% if page.titel %}{% endraw %}",
            "page.titel {{ \"page.titel\" }}",
            // Tera reports these itself.
            "{{ page.titel }}{{ page.titel | safe }}{% if page.titel > 1 %}{% for a in page.titel %}",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
