//! Opens a file of the column for the columnist, in the program that the system has for it: the browser asks the server,
//! since no address does that.
//!
//! Only a page of the preview itself at this computer can ask for it, only for texts, and only for those that the desk or a
//! report may name. In every other case the answer says where the file is, to be copied.

use std::path::{Path, PathBuf};

use constant_time_eq::constant_time_eq;
use percent_encoding::percent_decode_str;

use super::ServeState;
use super::access::Visitor;
use super::editor_links::{Editor, Workspace};
use super::request::{Request, Verb};
use crate::diagnostics::Diagnostic;
use crate::source::{has_extension, is_own_file};

/// The files that a program opens to show them, and never to run them.
const TEXTS: [&str; 5] = ["markdown", "md", "txt", "yaml", "yml"];

/// The outcome of a request to open a file.
pub(super) enum OpenOutcome {
    /// This file is to be opened.
    Opens(PathBuf),
    /// None is, and the answer says why, or where the file is.
    Says(u16, String),
}

/// Decides about a request to open a file.
pub(super) fn open(state: &ServeState, request: &Request, visitor: Visitor, workspace: &Workspace) -> OpenOutcome {
    let says = |status, words: &str| OpenOutcome::Says(status, words.to_owned());
    match (visitor, &workspace.editor) {
        (Visitor::Local, Editor::System) => {}
        (Visitor::Local, Editor::Address(_)) | (Visitor::Network | Visitor::KeyHolder, _) => {
            return says(403, "files are opened only for the person at this computer");
        }
    }
    let file = percent_decode_str(parameter(request, "file")).decode_utf8_lossy();
    if !is_known(state, &file) || !is_own_file(&workspace.root, &file) {
        return says(404, "the column has no such file");
    }
    let path = workspace.root.join(&*file);
    match request.verb {
        Verb::Get | Verb::Head => return OpenOutcome::Says(200, place("This file is at", &path)),
        Verb::Post => {}
    }
    let is_secret = constant_time_eq(parameter(request, "secret").as_bytes(), workspace.secret.as_bytes());
    if !is_own_page(request) || !is_secret {
        return says(403, "only a page of this preview may ask for this; reload it");
    }
    if !has_extension(&file, &TEXTS) {
        return OpenOutcome::Says(415, place("Only texts are opened from here. This file is at", &path));
    }
    OpenOutcome::Opens(path)
}

/// Returns the status and the words of the answer after a file was opened, or was not.
pub(super) fn result(file: &Path, is_open: bool) -> (u16, String) {
    if is_open { (200, "Opened.".to_owned()) } else { (500, place("No program here opens this file. It is at", file)) }
}

fn place(words: &str, path: &Path) -> String {
    format!("{words}\n{}", path.display())
}

/// Returns the value of a parameter, as it was sent; empty without it.
fn parameter<'r>(request: &'r Request, name: &str) -> &'r str {
    let mut pairs = request.query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(one, _)| *one == name).map_or("", |(_, value)| value)
}

/// Returns true if a page at this very address asks. Every browser tells with a POST.
fn is_own_page(request: &Request) -> bool {
    let origin = request.origin.as_deref().and_then(|origin| origin.strip_prefix("http://"));
    origin.is_some_and(|origin| request.hosts.iter().all(|host| host.eq_ignore_ascii_case(origin)))
}

/// Returns true if the desk or a report may name this file.
fn is_known(state: &ServeState, file: &str) -> bool {
    let reports = [&state.report, &state.announced].into_iter().flat_map(|report| &report.diagnostics);
    let named = |diagnostic: &Diagnostic| diagnostic.file.as_ref().is_some_and(|named| **named == *file);
    let is_entry = state.column.as_ref().is_some_and(|column| {
        let entries = &column.shown().entries;
        entries.refs().any(|entry| *entries.common(entry).record.file == *file)
            || entries.withdrawn.iter().any(|(_, letter)| *letter.common.record.file == *file)
            || column.site.unpublished.iter().any(|entry| *entry.file == *file)
    });
    is_entry || state.latest.iter().any(|(latest, _)| **latest == *file) || reports.into_iter().any(named)
}
