//! What the security policy of a published column keeps a browser from doing: styles and scripts within a page.

use super::template_html::MarkupTag;
use super::template_source::TemplateSource;
use crate::diagnostics::{Diagnostic, Span};

/// Returns a warning for each style or script of a template that is within the page.
pub(super) fn refused(source: &TemplateSource, markup: &[MarkupTag]) -> Vec<Diagnostic> {
    let text = &*source.file.text;
    let found = markup.iter().flat_map(|tag| attributes(tag, text).chain(element(tag, text)));
    found.map(|(diagnostic, span)| diagnostic.at(&source.file.path, span)).collect()
}

fn attributes(tag: &MarkupTag, text: &str) -> impl Iterator<Item = (Diagnostic, Span)> {
    tag.attributes.iter().filter_map(move |attribute| {
        let span = Span::new(attribute.range.clone());
        if attribute.name == "style" {
            let diagnostic = Diagnostic::warning("the column's security policy keeps browsers from reading `style=`");
            let rules = text[attribute.value.clone()].trim().trim_end_matches(';');
            let rules = if attribute.is_literal && !rules.contains('\n') { rules } else { "…" };
            let help = format!("give it a class, and write `.my-class {{ {rules} }}` in a stylesheet of `assets/`");
            return Some((diagnostic.help(help), span));
        }
        let event = attribute.name.strip_prefix("on")?;
        if event.is_empty() || !event.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let message = format!("the column's security policy keeps browsers from running `{}=`", attribute.name);
        let help = format!("in a script of `assets/`, write `element.addEventListener(\"{event}\", …)`");
        Some((Diagnostic::warning(message).help(help), span))
    })
}

fn element(tag: &MarkupTag, text: &str) -> Option<(Diagnostic, Span)> {
    let is_empty = text[tag.content.clone()].trim().is_empty();
    let (what, line) = match &*tag.name {
        "style" if !is_empty => ("style", "<link rel=\"stylesheet\" href=\"{{ asset(name=\"my.css\") }}\">"),
        "script" if !is_empty && tag.attribute("src").is_none() && runs(tag, text) => {
            ("script", "<script src=\"{{ asset(name=\"my.js\") }}\" defer></script>")
        }
        _ => return None,
    };
    let message = format!("the column's security policy keeps browsers from reading a `<{what}>` within the page");
    let help = format!("move it into a file of `assets/`, and write `{line}`");
    Some((Diagnostic::warning(message).help(help), Span::new(tag.range.clone())))
}

/// Returns true for a script that is a program, and not data such as JSON.
fn runs(tag: &MarkupTag, text: &str) -> bool {
    let Some(kind) = tag.attribute("type") else { return true };
    let kind = text[kind.value.clone()].trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.ends_with("javascript")
}
