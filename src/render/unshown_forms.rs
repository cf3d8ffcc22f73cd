//! Pages that ask for a form which their template does not show: readers would have nowhere to write.

use memchr::memmem;

use super::rendered::Content;
use super::renderer::Renderer;
use crate::config::{FormTarget, Receiver};
use crate::content::FormKind;
use crate::diagnostics::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;

/// Returns a warning for each page without the form that it asks for.
pub fn unshown_forms(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let forms = &site.config.forms;
    if !theme.templates.are_sound() || forms.all().next().is_none() {
        return Vec::new();
    }
    let renderer = Renderer::new(site, theme);
    let is_shown = |path: &str, target: &FormTarget| {
        let rendered = site.routes.get(path).and_then(|route| renderer.render(route).ok());
        rendered.is_none_or(|rendered| match rendered.content {
            Content::Generated(html) => has_form(&html, target),
            Content::Shared(_) | Content::File(..) | Content::Picture(_) => true,
        })
    };
    let mut found = Vec::new();
    for (id, page) in site.entries.pages.iter() {
        let Some((form, span)) = page.form else { continue };
        let target = match form {
            FormKind::Ask | FormKind::Contact => &forms.letters,
            FormKind::Newsletter => &forms.newsletter,
        };
        if target.as_ref().is_some_and(|target| !is_shown(site.entries.pages.path(id), target)) {
            let diagnostic =
                Diagnostic::warning("the theme does not show this form").at(&page.common.record.file, span);
            found.push(diagnostic.help(HELP));
        }
    }
    found
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
