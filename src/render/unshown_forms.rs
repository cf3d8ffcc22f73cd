//! Pages that ask for a form which their template does not show: readers would have nowhere to write.

use memchr::memmem;

use super::rendered::Content;
use super::renderer::Renderer;
use crate::config::{FormTarget, Receiver};
use crate::diagnostics::Diagnostic;
use crate::site::{Route, Site};
use crate::theme::Theme;

/// Returns a warning for each page without the form that it asks for.
pub fn unshown_forms(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let pages = site.entries.pages.iter().filter_map(|(id, page)| {
        let (form, span) = page.form?;
        let route = site.routes.get(site.entries.pages.path(id))?;
        Some((route, form.target(&site.config.forms)?, &page.common.record.file, span))
    });
    let pages: Vec<_> = pages.filter(|_| theme.templates.are_sound()).collect();
    // Most columns have no such page, and need no renderer.
    if pages.is_empty() {
        return Vec::new();
    }
    let renderer = Renderer::new(site, theme);
    let is_shown = |route: &Route, target: &FormTarget| match renderer.render(route).map(|rendered| rendered.content) {
        Ok(Content::Generated(html)) => has_form(&html, target),
        Ok(Content::Shared(_) | Content::File(..) | Content::Picture(_)) | Err(_) => true,
    };
    let unshown = pages.into_iter().filter(|(route, target, ..)| !is_shown(route, target));
    let diagnostic = |file, span| Diagnostic::warning("the theme does not show this form").at(file, span).help(HELP);
    unshown.map(|(_, _, file, span)| diagnostic(file, span)).collect()
}

const HELP: &str = "let its template for pages show `page.form`, as that of `reading-room` does";

/// Returns true if a page leads to the receiver of a form.
fn has_form(html: &[u8], target: &FormTarget) -> bool {
    let receiver = match &target.receiver {
        // The rest may be escaped.
        Receiver::Service(address) => address.split(['?', '&']).next().unwrap_or(address),
        Receiver::Mail(address) => address,
        Receiver::Netlify => "data-netlify",
    };
    memmem::find(html, receiver.as_bytes()).is_some()
}
