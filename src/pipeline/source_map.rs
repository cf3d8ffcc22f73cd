//! The texts that diagnostics point into.

use std::collections::BTreeSet;

use super::cache::Parses;
use crate::diagnostics::{Diagnostic, FilePath, SourceMap};
use crate::source::SourceFile;
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
    texts.chain(lists.map(|file| (file.path.clone(), file.text.clone()))).collect()
}

/// Returns the files that diagnostics point into.
pub(super) fn pointed_into(diagnostics: &[Diagnostic]) -> BTreeSet<&FilePath> {
    diagnostics.iter().flat_map(Diagnostic::files).collect()
}
