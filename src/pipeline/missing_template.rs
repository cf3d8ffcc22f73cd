//! Entries that ask for a template that the theme does not have.

use crate::content::Common;
use crate::diagnostics::{Diagnostic, closest};
use crate::site::Site;
use crate::theme::Theme;

/// Returns an error for each page that asks for a template that the theme does not have.
pub(super) fn missing_templates(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let entries = site.entries.refs().map(|entry| site.entries.common(entry));
    entries.filter_map(|common| missing_template(common, theme)).collect()
}

fn missing_template(common: &Common, theme: &Theme) -> Option<Diagnostic> {
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
