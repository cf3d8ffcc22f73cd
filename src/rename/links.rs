//! The edits of all links that lead to what is at another place.

use super::column_texts::ColumnTexts;
use super::moved::Moved;
use super::text_edit::{FileEdits, TextEdit};
use super::yaml_edits::{field, written_range};
use crate::content::{is_reply, written_addresses, written_fields};
use crate::diagnostics::Findings;
use crate::source::{CONTENT, PAGES, SourceFile, has_extension};
use crate::yaml::{self, Node, Value};

/// The fields of front matter that name a file.
const FILE_FIELDS: [&str; 3] = ["update_to", "replaced_by", "portrait"];

/// Adds the edits of the links in all texts, in front matter, and in `column.yaml`.
pub(super) fn add_link_edits(texts: &ColumnTexts, moved: &Moved, edits: &mut FileEdits) {
    for file in &texts.sources.texts {
        let found = of_text(file, moved);
        if !found.is_empty() {
            edits.entry(file.path.clone()).or_default().extend(found);
        }
    }
    let found = of_settings(&texts.column_file, moved);
    if !found.is_empty() {
        edits.entry(texts.column_file.path.clone()).or_default().extend(found);
    }
}

fn of_text(file: &SourceFile, moved: &Moved) -> Vec<TextEdit> {
    let Some(fields) = written_fields(file) else { return Vec::new() };
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let addresses = written_addresses(&file.text, fields.body_start, is_reply(&file.path)).into_iter();
    let in_body = addresses.filter_map(|written| {
        let new = moved.address(&file.text[written.range.clone()], folder)?;
        Some(TextEdit::replace(written.range, new))
    });
    let named = FILE_FIELDS.iter().filter_map(|name| field(&fields.node, name));
    let in_fields = named.filter_map(|pair| {
        edit_scalar(&file.text, &pair.node, |name| {
            let is_path = name.contains('.') || name.ends_with('/');
            let end = if is_path { "" } else { ".md" };
            let new = moved.address(&format!("{name}{end}"), folder)?;
            Some(new.strip_suffix(end).unwrap_or(&new).to_owned())
        })
    });
    in_fields.chain(in_body).collect()
}

fn of_settings(file: &SourceFile, moved: &Moved) -> Vec<TextEdit> {
    let node = yaml::parse(&file.text, 0, &mut Findings::new(&file.path));
    let lists = ["nav", "footer"].iter().filter_map(|name| field(&node, name));
    let entries = lists.filter_map(|pair| match &pair.node.value {
        Value::List(entries) => Some(entries),
        _ => None,
    });
    let paths = entries.flatten().filter_map(|entry| field(entry, "path"));
    let in_navigation = paths.filter_map(|pair| edit_scalar(&file.text, &pair.node, |path| moved.address(path, "")));
    let policy = field(&node, "replies").and_then(|pair| field(&pair.node, "policy"));
    let policy = policy.and_then(|pair| edit_scalar(&file.text, &pair.node, |name| policy_page(name, moved)));
    in_navigation.chain(policy).collect()
}

/// Returns the new name of the page with the rules for replies.
fn policy_page(name: &str, moved: &Moved) -> Option<String> {
    if name.starts_with('/') {
        return moved.address(name, "");
    }
    let folder = if name.contains('/') { String::new() } else { format!("{CONTENT}/{PAGES}") };
    let end = if has_extension(name, &["md", "markdown"]) { "" } else { ".md" };
    let new = moved.address(&format!("{name}{end}"), &folder)?;
    Some(new.strip_suffix(end).unwrap_or(&new).to_owned())
}

/// Returns the edit of a text that is written as it reads, apart from quotes around it.
fn edit_scalar(text: &str, node: &Node, new: impl Fn(&str) -> Option<String>) -> Option<TextEdit> {
    let Value::Scalar { text: value, .. } = &node.value else { return None };
    let range = written_range(text, node);
    let inner = text[range.clone()].find(value.trim()).map(|at| range.start + at)?;
    let range = inner..inner + value.trim().len();
    new(value.trim()).map(|new| TextEdit::replace(range, new))
}
