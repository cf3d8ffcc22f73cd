//! Templates that no page uses: often another program's name for one of ours.

use std::collections::BTreeSet;

use super::missing_template::missing_templates;
use crate::diagnostics::{Diagnostic, closest};
use crate::site::Site;
use crate::source::{built_in_theme, has_extension};
use crate::theme::{Theme, template_called};

/// The theme that has a template for every kind of page.
const COMPLETE: &str = "reading-room";

/// Returns a warning for each template that no page and no other template uses. While a page asks for one that does not
/// exist, any may be meant.
pub(super) fn unused_templates(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    if !theme.templates.are_sound() || !missing_templates(site, theme).is_empty() {
        return Vec::new();
    }
    let complete = built_in_theme(COMPLETE);
    let files = complete.iter().flat_map(|layer| &layer.files);
    let known: BTreeSet<&str> = files.filter_map(|file| file.name.strip_prefix("templates/")).collect();
    let entries = site.entries.refs().map(|entry| site.entries.common(entry));
    let chosen: BTreeSet<&str> =
        entries.filter_map(|common| Some(common.record.template.as_ref()?.text.as_str())).collect();
    let unused = theme.templates.roots().filter(|(name, _)| {
        has_extension(name, &["html"])
            && !known.contains(name)
            && !name.strip_suffix(".html").is_some_and(|name| chosen.contains(name))
    });
    let diagnostics = unused.map(|(name, file)| {
        let stem = name.trim_end_matches(".html");
        let near = closest(stem, known.iter().map(|known| known.trim_end_matches(".html")));
        let near = near.map(|near| format!("{near}.html")).or_else(|| template_called(name).map(ToOwned::to_owned));
        let help = match near {
            Some(near) => format!("if it replaces one of the theme, give it the name `{near}`"),
            None => format!("a page uses it with `template: {stem}`, and a template with `{{% include \"{name}\" %}}`"),
        };
        let diagnostic = Diagnostic::warning(format!("no page uses the template `{name}`"));
        Diagnostic { file: Some(file.clone()), ..diagnostic }.help(help)
    });
    diagnostics.collect()
}
