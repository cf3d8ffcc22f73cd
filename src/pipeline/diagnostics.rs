//! Mistakes that only a whole column shows, and the texts that diagnostics point into.

use std::collections::BTreeSet;

use super::cache::Parses;
use crate::content::Common;
use crate::diagnostics::{Diagnostic, FilePath, SourceMap, closest};
use crate::source::SourceFile;
use crate::theme::Theme;

/// Returns the error for a page that asks for a template that the theme does not have.
pub(super) fn missing_template(common: &Common, theme: &Theme) -> Option<Diagnostic> {
    let wanted = common.record.template.as_ref().filter(|_| theme.templates.are_sound())?;
    let names = || theme.templates.names().filter_map(|name| name.strip_suffix(".html"));
    if names().any(|name| name == wanted.text) {
        return None;
    }
    let near = closest(&wanted.text, names()).map(|near| format!("did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| format!("add `templates/{}.html`, or remove this line", wanted.text));
    let diagnostic = Diagnostic::error(format!("the theme has no template `{}`", wanted.text));
    Some(diagnostic.at(&common.record.file, wanted.span).help(help))
}

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
