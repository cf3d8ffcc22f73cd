//! Checks of the forms: that each has a receiver and a page, and that the security policy lets it go there.

use super::route_inputs::RouteInputs;
use crate::config::{FormTarget, Host, Receiver};
use crate::content::{FormKind, Page};
use crate::diagnostics::{Diagnostic, FilePath};
use crate::source::COLUMN_FILE;

pub(super) fn check(parts: &RouteInputs<'_>) -> Vec<Diagnostic> {
    let RouteInputs { config, entries, .. } = *parts;
    let forms = &config.forms;
    let mut found: Vec<Diagnostic> = Vec::new();
    let origins = forms.origins();
    for page in entries.pages.entries() {
        found.extend(without_receiver(parts, page));
        found.extend(blocked(page, origins.as_deref()));
    }
    found.extend(forms.all().flat_map(|target| receiver(parts, target)));
    found
}

/// Reports a page whose form goes nowhere.
fn without_receiver(parts: &RouteInputs<'_>, page: &Page) -> Option<Diagnostic> {
    let (form, span) = page.form?;
    let forms = &parts.config.forms;
    let (setting, example) = match form {
        FormKind::Ask | FormKind::Contact => ("letters_to", "letters@example.org"),
        FormKind::Newsletter => ("newsletter", "https://newsletter.example/subscribe/your-id"),
    };
    if form.target(forms).is_some() || forms.mistaken.contains(&setting) {
        return None;
    }
    let diagnostic = Diagnostic::error("this form has no receiver").at(&page.common.record.file, span);
    Some(diagnostic.help(format!("say where it goes in `column.yaml`: `{setting}: {example}`")))
}

/// Reports a form in a page's own HTML that the policy keeps from being sent.
fn blocked(page: &Page, origins: Option<&[&str]>) -> Option<Diagnostic> {
    let origins = origins?;
    let forms = page.text.body.html.split("<form ").skip(1);
    let addresses = forms.filter_map(|form| form.split('>').next()?.split_once("action=\"")?.1.split('"').next());
    let mut blocked = addresses.filter(|address| {
        !origins.iter().any(|origin| {
            address.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        })
    });
    let address = blocked.next()?;
    let message = format!("readers could not send the form of this page: it goes to `{address}`");
    let site = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    Some(
        Diagnostic::error(message)
            .at(&page.common.record.file, page.common.span)
            .help("since `column.yaml` says where forms go, browsers send them nowhere else")
            .help(format!(
                "write `form: ask` instead of the form, or name its site there: `{{ to: …, also: [{site}] }}`"
            )),
    )
}

/// Reports what a receiver cannot do.
fn receiver(parts: &RouteInputs<'_>, target: &FormTarget) -> Vec<Diagnostic> {
    let config = parts.config;
    let at = |diagnostic: Diagnostic, span| diagnostic.at(&FilePath::from(COLUMN_FILE), span);
    let mut found = Vec::new();
    if target.receiver == Receiver::Netlify && config.host != Host::Netlify {
        let diagnostic = Diagnostic::error("only Netlify itself takes forms for `netlify`");
        let diagnostic = diagnostic.help("write `host: netlify` if the column is published there");
        found
            .push(at(diagnostic.help("if not, write an email address, or the address of a form service"), target.span));
    }
    let Some(thanks) = &target.thanks else { return found };
    let problem = match (&target.receiver, target.service().and_then(|service| service.thanks)) {
        (Receiver::Mail(_), _) => Some(("no page is shown after a mail", "remove this line")),
        (Receiver::Service(_), None) => Some((
            "this service does not learn which page to show",
            "choose the page in the settings of the service, or name the service's field for it under `hidden`",
        )),
        (Receiver::Service(_), Some(_)) if config.base_url.is_none() => {
            Some(("the service needs the full address of this page", "add `base_url`"))
        }
        (Receiver::Service(_), Some(_)) | (Receiver::Netlify, _) => None,
    };
    found.extend(problem.map(|(message, help)| at(Diagnostic::warning(message).help(help), thanks.span)));
    found
}
