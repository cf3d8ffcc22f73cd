//! `/assets/` is the theme's alone. Hosts know files by their paths only, and let browsers keep those for a year.

use super::route::file_path;
use super::route_inputs::RouteInputs;
use crate::diagnostics::{Diagnostic, FilePath, Span};
use crate::source::within_static;

/// Returns an error for each page, old address and file that has an address in the theme's folder.
pub(super) fn check(parts: &RouteInputs<'_>) -> Vec<Diagnostic> {
    let error = |path: &str, file: &FilePath, span: Span, help: &str| {
        let message = format!("`{path}` is in the folder of the theme, where browsers keep every file for a year");
        Diagnostic::error(message).at(file, span).help(help)
    };
    let slug = "give it another address: add a line such as `slug: another-name`";
    let entries = parts.entries.refs().map(|entry| (parts.entries.path(entry), parts.entries.common(entry)));
    let withdrawn =
        parts.entries.withdrawn.iter().map(|(id, letter)| (parts.entries.withdrawn.path(id), &letter.common));
    let pages = entries.chain(withdrawn).filter(|(path, _)| is_in_theme_folder(path));
    let mut found: Vec<_> = pages.map(|(path, common)| error(path, &common.record.file, common.span, slug)).collect();
    for (path, attachment) in parts.attachments.values().filter(|(path, _)| is_in_theme_folder(path)) {
        let file = &attachment.path;
        let name = file.rsplit('/').next().unwrap_or(file);
        let help = match within_static(file) {
            Some(_) => format!("move it to `static/files/{name}`, or to another folder in `static/`"),
            None => format!("move it to another folder in `content/`, or to `static/files/{name}`"),
        };
        found.push(error(path, file, Span::default(), &help).about(file));
    }
    for redirect in parts.redirects.values().filter(|redirect| is_in_theme_folder(&redirect.path)) {
        found.push(error(&redirect.path, &redirect.file, redirect.span, "remove this alias"));
    }
    found
}

/// Returns true for an address in `/assets/`, also in another case: some hosts see no difference.
fn is_in_theme_folder(path: &str) -> bool {
    let starts = |path: &str| path.as_bytes().get(..7).is_some_and(|start| start.eq_ignore_ascii_case(b"assets/"));
    starts(path.trim_start_matches('/')) || (path.contains('%') && starts(&file_path(path)))
}
