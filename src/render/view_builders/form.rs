//! Builds the form that a reader fills in.

use super::links;
use crate::config::{FormTarget, Receiver};
use crate::content::{FormKind, letter_name};
use crate::render::context::PageContext;
use crate::render::views::form::{FormView, HiddenField};
use crate::site::{LetterId, PageId};

/// Returns the form of a page of the column; `None` if it has none, or if no setting says where it goes.
pub(super) fn of_page<'s>(page: &PageContext<'s>, own: PageId) -> Option<FormView<'s>> {
    let (kind, _) = page.site.entries.pages[own].form?;
    of_kind(page, kind)
}

/// Returns the form for signing up for the newsletter; `None` if there is none.
pub(super) fn newsletter<'s>(page: &PageContext<'s>) -> Option<FormView<'s>> {
    of_kind(page, FormKind::Newsletter)
}

fn of_kind<'s>(page: &PageContext<'s>, kind: FormKind) -> Option<FormView<'s>> {
    Some(form(page, kind.name(), kind.target(&page.site.config.forms)?))
}

/// Returns the form for a reply to a letter; `None` if no more are taken, or if no setting says where they go.
pub(super) fn reply<'s>(page: &PageContext<'s>, id: LetterId) -> Option<FormView<'s>> {
    let site = page.site;
    let target = site.config.forms.replies.as_ref().filter(|_| !site.has_closed_replies(id))?;
    let common = &site.entries.letters[id].common;
    let name = letter_name(&common.record.file)?;
    // Whatever its language, the end of the subject says which letter it is.
    let subject = format!("{} [{name}]", common.title.plain);
    let mut form = FormView { subject: Some(subject.clone()), ..form(page, "reply", target) };
    if target.service().is_some() || target.receiver == Receiver::Netlify {
        form.hidden.push(HiddenField { name: "letter", value: name.to_owned() });
    }
    let subject_field = target.service().and_then(|service| service.subject);
    form.hidden.extend(subject_field.map(|name| HiddenField { name, value: subject }));
    Some(form)
}

fn form<'s>(page: &PageContext<'s>, kind: &'static str, target: &'s FormTarget) -> FormView<'s> {
    let site = page.site;
    let named = |name: &str| site.links.named_page(name);
    let thanks = target.thanks.as_ref().and_then(|name| named(&name.text));
    let (action, mailbox) = match &target.receiver {
        Receiver::Service(address) => (Some(&**address), None),
        Receiver::Mail(address) => (None, Some(&**address)),
        Receiver::Netlify => (None, None),
    };
    let hidden = target.hidden.iter().map(|(name, value)| HiddenField { name, value: value.clone() });
    let mut hidden: Vec<HiddenField<'_>> = hidden.collect();
    let thanks_field = target.service().and_then(|service| service.thanks);
    if let (Some(name), Some(thanks)) = (thanks_field, thanks)
        && let Some(address) = site.config.absolute(site.entries.path(thanks.into()))
    {
        hidden.push(HiddenField { name, value: address });
    }
    FormView {
        kind,
        action,
        service: action.and_then(|address| address.split('/').nth(2)),
        mailbox,
        netlify: target.receiver == Receiver::Netlify,
        subject: None,
        hidden,
        honeypot: target.honeypot.as_deref(),
        email_field: &target.email_field,
        policy: target
            .policy
            .as_ref()
            .and_then(|name| named(&name.text))
            .map(|own| links::entry_link(site, own.into())),
        thanks: thanks.map(|own| links::entry_link(site, own.into())),
    }
}
