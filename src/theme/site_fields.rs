//! Finds the fields of `site` that each template reads, so that a page depends on those only: a list of the newest letters
//! in one template must not mean that every page is rendered when a letter is saved.

use std::collections::{BTreeMap, BTreeSet};

use super::cycles::TemplateEdge;
use super::references::{ReferenceKind, TemplateReference, name_end};
use super::template_source::TemplateSource;
use super::template_tags::tags;
use super::value_paths::{paths, steps};

/// Fields of `site`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteFields {
    /// Those of these names.
    Named(BTreeSet<String>),
    /// All, also those that nobody names: the template hands on `site` as a whole.
    All,
}

impl SiteFields {
    /// Returns true if a field is one of these.
    pub fn contains(&self, field: &str) -> bool {
        match self {
            Self::Named(names) => names.contains(field),
            Self::All => true,
        }
    }

    fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Named(names), Self::Named(others)) => names.extend(others.iter().cloned()),
            (whole, Self::All) => *whole = Self::All,
            (Self::All, Self::Named(_)) => {}
        }
    }
}

/// Returns the fields that each template reads, by its name: the fields that it names itself, those of the templates that it
/// extends or includes, and those of all components, since any template can use them.
pub(super) fn of_templates(
    sources: &[TemplateSource],
    named: &[Vec<TemplateReference>],
    edges: &[Vec<TemplateEdge<'_>>],
) -> BTreeMap<String, SiteFields> {
    let own: Vec<SiteFields> = sources.iter().map(|source| named_in(&source.file.text)).collect();
    let mut of_components = SiteFields::Named(BTreeSet::new());
    for (at, named) in named.iter().enumerate() {
        if named.iter().any(|one| one.kind == ReferenceKind::Component) {
            for needed in needed_by(at, edges) {
                of_components.add(&own[needed]);
            }
        }
    }
    let mut weakest_first: Vec<usize> = (0..sources.len()).collect();
    weakest_first.sort_by_key(|at| std::cmp::Reverse(sources[*at].depth));
    let all = weakest_first.into_iter().map(|at| {
        let mut fields = of_components.clone();
        for needed in needed_by(at, edges) {
            fields.add(&own[needed]);
        }
        (sources[at].name.clone(), fields)
    });
    all.collect()
}

/// Returns a template and all that it needs.
fn needed_by(template: usize, edges: &[Vec<TemplateEdge<'_>>]) -> BTreeSet<usize> {
    let mut needed = BTreeSet::new();
    let mut open = vec![template];
    while let Some(at) = open.pop() {
        if needed.insert(at) {
            open.extend(edges[at].iter().map(|edge| edge.to));
        }
    }
    needed
}

/// Returns the fields that a text names. Wherever it has the word `site` and no field follows, it may read any.
fn named_in(text: &str) -> SiteFields {
    let mut names = BTreeSet::new();
    for tag in tags(text) {
        for path in paths(text, tag.inside.clone()) {
            let before = text[tag.inside.start..path.start].trim_end();
            let mut steps = steps(&text[path.clone()]);
            match steps.next() {
                // `@site` is a parameter of a component, whose text then has the word itself. `page . site` is a field.
                Some("site") if !before.ends_with('@') && (!before.ends_with('.') || before.ends_with("..")) => {
                    match steps.next().or_else(|| spaced_field(&text[path.end..tag.inside.end])) {
                        Some(field) => _ = names.insert(field.to_owned()),
                        None => return SiteFields::All,
                    }
                }
                Some("__tera_context") => return SiteFields::All,
                _ => {}
            }
        }
    }
    SiteFields::Named(names)
}

/// Returns the field that a text begins with after a dot that has spaces around it.
fn spaced_field(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let field = rest.strip_prefix("?.").or_else(|| rest.strip_prefix('.'))?.trim_start();
    Some(&field[..name_end(field)]).filter(|field| !field.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let named = |names: &[&str]| SiteFields::Named(names.iter().map(|name| (*name).to_owned()).collect());
        let text = "{{ site.title }}{% for x in site?.recent | slice(end=3) %}{{ page.site.tags }}{{ page . site }}{% component x(@site) %}{# site #}{% endfor %}";
        assert_eq!(named_in(text), named(&["recent", "title"]));
        assert_eq!(named_in("site.tags {{ \"site.tags\" }} {% raw %}{{ site }}{% endraw %}"), named(&[]));
        for short in
            ["{{ 1000 / site.tags }}", "{% if 1 <site . tags %}", "{{ 9 // site?.tags }}", "{{ [...site.tags] }}"]
        {
            assert_eq!(named_in(short), named(&["tags"]), "{short}");
        }
        let whole = [
            "{{ site[\"tags\"] }}",
            "{% set s = site %}",
            "{{ <x y={site}/> }}",
            "{{ [...site] }}",
            "{{ {...site} }}",
            "{{ __tera_context.site.tags }}",
        ];
        for whole in whole {
            assert_eq!(named_in(whole), SiteFields::All, "{whole}");
        }
    }
}
