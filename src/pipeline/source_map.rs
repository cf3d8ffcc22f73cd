//! The texts that diagnostics point into.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::cache::Parses;
use crate::config;
use crate::diagnostics::{Diagnostic, FilePath, SourceMap};
use crate::source::{COLUMN_FILE, Snapshot, SourceFile, within_content};
use crate::theme::Theme;

/// Returns the texts that diagnostics point into, and those of all templates, since later diagnostics may point into them.
pub(super) fn sources<'f>(
    diagnostics: &[Diagnostic],
    parses: &Parses,
    lists: impl Iterator<Item = &'f SourceFile>,
    theme: &'f Theme,
) -> SourceMap {
    let pointed = pointed_into(diagnostics);
    let texts = pointed.iter().filter_map(|path| {
        let text = parses.get(path)?.text.clone()?;
        Some(((*path).clone(), text))
    });
    let lists = lists.filter(|file| pointed.contains(&file.path)).chain(&theme.texts);
    texts.chain(lists.map(|file| (file.path.clone(), shown(file)))).collect()
}

/// Returns the text of a file as messages may show it: the settings may hold a password, by mistake.
fn shown(file: &SourceFile) -> Arc<str> {
    if &*file.path != COLUMN_FILE {
        return file.text.clone();
    }
    match config::secrets(file).masked() {
        Cow::Owned(masked) => masked.into(),
        Cow::Borrowed(_) => file.text.clone(),
    }
}

/// Takes the secrets of the settings out of the messages about them.
pub(super) fn hide_secrets(diagnostics: &mut [Diagnostic], column_file: &SourceFile) {
    let mut found =
        diagnostics.iter_mut().filter(|found| found.files().any(|file| *file == column_file.path)).peekable();
    if found.peek().is_some() {
        let secrets = config::secrets(column_file);
        found.for_each(|diagnostic| secrets.hide_in(diagnostic));
    }
}

/// Returns the files that diagnostics point into.
fn pointed_into(diagnostics: &[Diagnostic]) -> BTreeSet<&FilePath> {
    diagnostics.iter().flat_map(Diagnostic::files).collect()
}

/// Adds the texts that diagnostics point into and that were dropped when they had been parsed.
pub fn add_sources(sources: &mut SourceMap, diagnostics: &[Diagnostic], root: &Path, snapshot: &mut Snapshot) {
    for path in pointed_into(diagnostics).into_iter().filter(|path| within_content(path).is_some()) {
        if let (false, Some(text)) = (sources.contains_key(path), snapshot.text(root, path)) {
            sources.insert(path.clone(), text);
        }
    }
}
