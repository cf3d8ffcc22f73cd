//! Explains what a template asked for and did not get, from the values of the page that was being made.

use std::ops::Range;

use tera::{Context, Value};

use super::filters::FILTERS;
use super::other_names::filter_called;
use super::references::name_end;
use super::value_paths::{tag_at, value_paths};
use crate::diagnostics::{Diagnostic, Span, closest, list_names};

/// How deep the names of fields are looked for.
const MOST_LEVELS: usize = 6;

/// Returns the diagnostic in the words of the template's author. `None` if tera's message is about something else.
pub(super) fn explain(
    diagnostic: &Diagnostic,
    text: &str,
    at: &Range<usize>,
    context: &Context,
) -> Option<(Diagnostic, Span)> {
    let message = diagnostic.message.as_str();
    if let Some(name) = message.strip_prefix("variable `").and_then(|rest| rest.strip_suffix("` is not defined")) {
        let help = variable(name, context).filter(|_| !has_nearer(diagnostic))?;
        return Some((Diagnostic { help: vec![help], ..diagnostic.clone() }, Span::new(at.clone())));
    }
    let is_null = message.contains("but got `none`") || message.contains("(null)");
    let is_field = message.starts_with("field `") && message.ends_with("is not defined") && diagnostic.help.is_empty();
    let is_undefined = message.contains("undefined") || message.contains("is not defined, so there is nothing");
    if !is_null && !is_field && !is_undefined {
        return None;
    }
    let tag = tag_at(text, at.start)?;
    let paths = value_paths(text, tag.inside);
    let all = || paths.iter().filter(|path| !is_field || path.contains(&at.start));
    if is_null {
        let path = all().find(|path| resolve(&text[(*path).clone()], context).is_some_and(Value::is_none))?;
        let written = &text[path.clone()];
        let found = Diagnostic { message: format!("`{written}` is null on this page"), ..diagnostic.clone() };
        let help = format!("check first: `{{% if {written} %}}…{{% endif %}}`");
        return Some((found.help(help), Span::new(path.clone())));
    }
    if let Some(found) = all().find_map(|path| broken(diagnostic, text, path, context)) {
        return Some(found);
    }
    let path = all().find(|path| text[(*path).clone()].contains('.') && root(text, path, context).is_none())?;
    Some((
        unknown(diagnostic, &text[path.clone()], is_field.then(|| at.start - path.start), context),
        Span::new(path.clone()),
    ))
}

/// Returns true if the help names one of the variables that there are.
fn has_nearer(diagnostic: &Diagnostic) -> bool {
    diagnostic.help.iter().any(|help| help.starts_with("did you mean"))
}

/// The likely meaning of a variable that does not exist.
fn variable(name: &str, context: &Context) -> Option<String> {
    match name {
        "super" | "block" | "parent" => Some("write `super()`".to_owned()),
        "forloop" => Some("write `loop`, such as `loop.index`".to_owned()),
        _ => ["page", "site"]
            .into_iter()
            .find(|of| context.get(of).is_some_and(|of| field(of, name).is_some()))
            .map(|of| format!("did you mean `{of}.{name}`?")),
    }
}

/// The value of the page at the start of a path. `None` for a value that the template itself gives a name.
fn root<'c>(text: &str, path: &Range<usize>, context: &'c Context) -> Option<&'c Value> {
    let written = &text[path.clone()];
    context.get(&written[..name_end(written)])
}

fn resolve<'c>(path: &str, context: &'c Context) -> Option<&'c Value> {
    let mut parts = path.split('.').map(|part| part.trim_end_matches('?'));
    let first = context.get(parts.next()?)?;
    parts.try_fold(first, |value, part| field(value, part))
}

fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
}

/// A path from `page` or `site` to a field that is not there.
fn broken(diagnostic: &Diagnostic, text: &str, path: &Range<usize>, context: &Context) -> Option<(Diagnostic, Span)> {
    let written = &text[path.clone()];
    let ends = written.match_indices('.').map(|(at, _)| at);
    let mut ends = ends.chain([written.len()]);
    let mut parent_end = ends.next()?;
    let mut parent = context.get(&written[..parent_end])?;
    for end in ends {
        let name = &written[parent_end + 1..end];
        match field(parent, name.trim_end_matches('?')) {
            Some(value) => (parent, parent_end) = (value, end),
            None => {
                let (message, help) = lacks(&written[..parent_end], parent, name);
                let span = Span::new(path.start + parent_end + 1..path.start + end);
                return Some((Diagnostic { message, ..diagnostic.clone() }.help(help), span));
            }
        }
    }
    None
}

/// The help for a field that a value does not have.
fn lacks(path: &str, value: &Value, name: &str) -> (String, String) {
    let filter = filter_called(name).or_else(|| FILTERS.iter().copied().find(|filter| *filter == name));
    let use_filter = filter.map(|filter| format!("write `{path} | {filter}`"));
    if let Some(map) = value.as_map() {
        let keys = || map.iter().filter_map(|(key, _)| key.as_str());
        let near = closest(name, keys()).map(|near| format!("did you mean `{path}.{near}`?"));
        let help = near.unwrap_or_else(|| format!("its fields are {}", list_names(name, keys())));
        return (format!("`{path}` has no field `{name}`"), help);
    }
    if value.is_array() {
        let help = format!("loop over it: `{{% for one in {path} %}}…{{% endfor %}}`");
        return (format!("`{path}` is a list, which has no `{name}`"), use_filter.unwrap_or(help));
    }
    if value.is_none() {
        let help = format!("check first: `{{% if {path} %}}{{{{ {path}.{name} }}}}{{% endif %}}`");
        return (format!("`{path}` is null on this page, so it has no `{name}`"), help);
    }
    let kind = if value.is_string() { "text" } else { "one value" };
    (format!("`{path}` is {kind}, which has no `{name}`"), use_filter.unwrap_or_else(|| format!("write `{path}`")))
}

/// A path from a name that the template gives: its value is not known here. `field` is where the missing field begins.
fn unknown(diagnostic: &Diagnostic, path: &str, field: Option<usize>, context: &Context) -> Diagnostic {
    let at = field.or_else(|| path.rfind('.').map(|dot| dot + 1)).unwrap_or_default();
    let parent = path[..at].trim_end_matches(['.', '?']);
    let name = &path[at..][..name_end(&path[at..])];
    let filter = filter_called(name).or_else(|| FILTERS.iter().copied().find(|filter| *filter == name));
    let mut names = Vec::new();
    for root in ["page", "site"] {
        add_names(context.get(root), MOST_LEVELS, &mut names);
    }
    let near = closest(name, names).filter(|near| *near != name);
    let near = near.map(|near| format!("did you mean `{parent}.{near}`?"));
    let help = filter.map(|filter| format!("write `{parent} | {filter}`")).or(near);
    let help = help.unwrap_or_else(|| format!("if it may be null, check first: `{{% if {parent} %}}…{{% endif %}}`"));
    let message = if field.is_some() {
        format!("`{parent}` has no `{name}`: it is null, text, or a list here")
    } else {
        format!("`{parent}` has no field `{name}` here")
    };
    Diagnostic { message, ..diagnostic.clone() }.help(help)
}

/// Adds the names of all fields: of a list, those of its first entry.
fn add_names<'v>(value: Option<&'v Value>, levels: usize, names: &mut Vec<&'v str>) {
    let Some(value) = value.filter(|_| levels > 0) else { return };
    if let Some(list) = value.as_array() {
        add_names(list.first(), levels - 1, names);
    }
    for (key, value) in value.as_map().into_iter().flat_map(|map| map.iter()) {
        names.extend(key.as_str());
        add_names(Some(value), levels - 1, names);
    }
}
