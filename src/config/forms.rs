//! The addresses that forms are sent to: letters, replies, and sign-ups for a newsletter.

use super::form_services::{FormService, not_of_a_form, takes_no_form};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::yaml::values::{SpannedText, list, string, text, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// The forms of a column: each `None` if the column has no such form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormSettings {
    /// Letters, and whatever else readers write to the columnists.
    pub letters: Option<FormTarget>,
    /// Replies to letters.
    pub replies: Option<FormTarget>,
    /// Sign-ups for a newsletter.
    pub newsletter: Option<FormTarget>,
    /// The settings whose mistakes have been reported.
    pub mistaken: Vec<&'static str>,
}

/// The receiver of a form, and what it needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTarget {
    /// The receiver.
    pub receiver: Receiver,
    /// The span of the setting in `column.yaml`.
    pub span: Span,
    /// The page that says what is done with it, by file name or address.
    pub policy: Option<SpannedText>,
    /// The page that a reader sees when it has been sent, by file name or address; `None` for the service's own.
    pub thanks: Option<SpannedText>,
    /// The name of the field that people leave empty, because they do not see it, and that spam programs fill.
    pub honeypot: Option<String>,
    /// The name of the field for the reader's address.
    pub email_field: String,
    /// Further fields that the service needs, with their values.
    pub hidden: Vec<(String, String)>,
    /// The origins of further addresses that the service leads on to.
    pub also: Vec<String>,
}

/// The receiver of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    /// A mailbox: the reader's own mail program sends it.
    Mail(String),
    /// A form service, by the address that takes a form.
    Service(String),
    /// Netlify, where the column is published: it finds the form in the page.
    Netlify,
}

impl FormSettings {
    /// Reads the settings of forms.
    pub(super) fn read(fields: &mut Fields<'_, '_>) -> Self {
        let letters = fields.optional("letters_to", of_writers);
        let replies = fields.optional("replies_to", of_writers);
        let newsletter = fields.optional("newsletter", target);
        let read = [("letters_to", &letters), ("replies_to", &replies), ("newsletter", &newsletter)];
        let mistaken = read.into_iter().filter(|(name, target)| target.is_none() && fields.has_value(name));
        let mistaken = mistaken.map(|(name, _)| name).collect();
        Self { letters, replies, newsletter, mistaken }
    }

    /// Returns every form that the column has.
    pub fn all(&self) -> impl Iterator<Item = &FormTarget> {
        [&self.letters, &self.replies, &self.newsletter].into_iter().flatten()
    }

    /// Returns the origins that forms may be sent to, in order, each once; `None` if no setting names a form, and forms may
    /// be sent to wherever a page says.
    pub fn origins(&self) -> Option<Vec<&str>> {
        let mut origins = Vec::new();
        let mut is_set = false;
        for target in self.all() {
            is_set = true;
            let service = match &target.receiver {
                Receiver::Service(address) => origin(address),
                Receiver::Mail(_) | Receiver::Netlify => None,
            };
            for origin in service.into_iter().chain(target.also.iter().map(String::as_str)) {
                if !origins.contains(&origin) {
                    origins.push(origin);
                }
            }
        }
        is_set.then_some(origins)
    }

    /// Returns the mailbox that readers may write to about a reply. `None` if no mailbox is named.
    pub fn mailbox(&self) -> Option<&str> {
        [&self.replies, &self.letters].into_iter().flatten().find_map(|target| match &target.receiver {
            Receiver::Mail(address) => Some(address.as_str()),
            Receiver::Service(_) | Receiver::Netlify => None,
        })
    }
}

/// The names of the fields in which readers write more than their address.
const OWN_FIELDS: [&str; 5] = ["letter", "pen_name", "reply", "name", "message"];

/// Reads the receiver of letters or replies.
fn of_writers(node: &Node, findings: &mut Findings) -> Option<FormTarget> {
    let target = target(node, findings)?;
    let hidden = target.hidden.iter().map(|(name, _)| name);
    for name in target.honeypot.iter().chain([&target.email_field]).chain(hidden) {
        if OWN_FIELDS.contains(&name.as_str()) {
            let diagnostic = Diagnostic::error(format!("the form has a field called `{name}` already"));
            findings.add(node.span, diagnostic.help("write the name that your service asks for, or remove it"));
        }
    }
    Some(target)
}

/// Reads a receiver, such as `letters@example.org`, or one with further fields, such as `{ to: …, policy: privacy }`.
fn target(node: &Node, findings: &mut Findings) -> Option<FormTarget> {
    if let Value::Scalar { .. } = node.value {
        return Some(FormTarget::new(receiver(node, findings)?, node.span));
    }
    if !matches!(node.value, Value::Map(_)) {
        let wanted = "an address such as `letters@example.org`, or fields such as `{ to: letters@example.org }`";
        return wrong_kind(node, wanted, findings);
    }
    let mut fields = Fields::new(node, node.span, "the receiver of a form", findings);
    let receiver = fields.required("to", "https://forms.example/your-id", receiver);
    let policy = fields.optional("policy", text);
    let thanks = fields.optional("thanks", text);
    let honeypot = fields.optional("honeypot", field_name);
    let email_field = fields.optional("email_field", field_name);
    let hidden = fields.optional("hidden", hidden);
    let also = fields.optional("also", origins);
    fields.finish();
    let target = FormTarget::new(receiver?, node.span);
    Some(FormTarget {
        policy,
        thanks,
        honeypot: honeypot.or(target.honeypot),
        email_field: email_field.unwrap_or(target.email_field),
        hidden: hidden.into_iter().flatten().chain(target.hidden).collect(),
        also: also.unwrap_or_default(),
        receiver: target.receiver,
        span: target.span,
    })
}

impl FormTarget {
    /// Returns a receiver with the fields that are known of its service.
    fn new(receiver: Receiver, span: Span) -> Self {
        let (honeypot, email_field, hidden) = match &receiver {
            Receiver::Service(address) => {
                let service = FormService::of(address);
                let honeypot = service.honeypot(address);
                let hidden = service.fixed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
                (Some(honeypot), service.email, hidden.collect())
            }
            Receiver::Netlify => (Some("website".to_owned()), "email", Vec::new()),
            Receiver::Mail(_) => (None, "email", Vec::new()),
        };
        let (policy, thanks, also) = (None, None, Vec::new());
        Self { receiver, span, policy, thanks, honeypot, email_field: email_field.to_owned(), hidden, also }
    }

    /// Returns what is known of the service; `None` for a mailbox and for Netlify.
    pub fn service(&self) -> Option<&'static FormService> {
        match &self.receiver {
            Receiver::Service(address) => Some(FormService::of(address)),
            Receiver::Mail(_) | Receiver::Netlify => None,
        }
    }
}

/// Reads `letters@example.org`, `mailto:letters@example.org`, `https://…`, or `netlify`.
fn receiver(node: &Node, findings: &mut Findings) -> Option<Receiver> {
    let SpannedText { text, span } = text(node, findings)?;
    // As it is in the code that services give for pasting.
    let text = text.replace("&amp;", "&");
    if text.eq_ignore_ascii_case("netlify") {
        return Some(Receiver::Netlify);
    }
    let mailbox = text.strip_prefix("mailto:").unwrap_or(&text);
    if is_mailbox(mailbox) {
        return Some(Receiver::Mail(mailbox.to_owned()));
    }
    if let Some(name) = takes_no_form(&text) {
        let diagnostic = Diagnostic::error(format!("{name} takes no form of another site"));
        let help = format!("remove this line, and link to your page at {name} instead: `[Write to us]({text})`");
        findings.add(span, diagnostic.help(help));
        return None;
    }
    if let Some(beginning) = not_of_a_form(&text) {
        let diagnostic = Diagnostic::error(format!("`{text}` is not the address of a form of yours"));
        findings.add(span, diagnostic.help(format!("copy it from the service: it begins with `{beginning}`")));
        return None;
    }
    if let Some(origin) = origin(&text)
        && origin.len() > "https://".len()
    {
        return Some(Receiver::Service(text));
    }
    findings.add(span, not_a_receiver(&text));
    None
}

/// Reads `letters@example.org` or `mailto:letters@example.org`.
pub(super) fn mailbox(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let mailbox = text.strip_prefix("mailto:").unwrap_or(&text);
    if is_mailbox(mailbox) {
        return Some(mailbox.to_owned());
    }
    let diagnostic = Diagnostic::error(format!("`{text}` is not an email address"));
    findings.add(span, diagnostic.help("write it alone, such as `letters@example.org`"));
    None
}

fn not_a_receiver(text: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(format!("`{}` cannot receive a form", text.chars().take(60).collect::<String>()));
    if let Some(address) = action(text) {
        return diagnostic.help(format!("write only the address in it, `{}`", address.replace("&amp;", "&")));
    }
    if let Some(rest) = text.strip_prefix("http://") {
        return diagnostic.help(format!("write `https://{rest}`: what readers send must be encrypted on the way"));
    }
    if text.contains('@') {
        let help = "write one email address, without a name and without `?subject=`, such as `letters@example.org`";
        return diagnostic.help(help);
    }
    diagnostic.help("write an email address, the `https://` address that your form service gave you, or `netlify`")
}

/// Returns the address in `action="…"`, as in the code that services give for pasting.
fn action(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("action=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next().filter(|address| address.starts_with("https://"))
}

/// Returns true for one email address. It becomes part of a link, so it holds nothing that means something there.
fn is_mailbox(text: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || ".!$'*+-=_~".contains(c);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(allowed)
            && host.contains('.')
            && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
    })
}

/// Returns the origin of an `https:` address: the part that a security policy names
/// (<https://www.w3.org/TR/CSP3/#grammardef-host-source>). `None` for one that no policy can name.
pub(super) fn origin(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_named = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let is_plain = host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.chars().all(is_named);
    let is_whole = !address.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ';' | ','));
    (is_plain && is_whole).then(|| &address[..address.len() - rest.len() + host.len()])
}

/// Reads a list of `https:` addresses into their origins.
pub(super) fn origins(node: &Node, findings: &mut Findings) -> Option<Vec<String>> {
    let mut origins: Vec<String> = Vec::new();
    for SpannedText { text, span } in list(node, findings)? {
        match origin(&text) {
            Some(origin) if origins.iter().all(|known| known != origin) => origins.push(origin.to_owned()),
            Some(_) => {}
            None => {
                let diagnostic = Diagnostic::error(format!("`{text}` is not the address of a site"));
                findings.add(span, diagnostic.help("write it with `https://`, such as `https://stats.example.org`"));
            }
        }
    }
    Some(origins)
}

fn field_name(node: &Node, findings: &mut Findings) -> Option<String> {
    string(node, findings).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Reads the names and values of fields that a service needs.
fn hidden(node: &Node, findings: &mut Findings) -> Option<Vec<(String, String)>> {
    let Value::Map(pairs) = &node.value else {
        return wrong_kind(node, "names and values, such as `{ access_key: your-key }`", findings);
    };
    Some(pairs.iter().filter_map(|pair| Some((pair.key.clone(), string(&pair.node, findings)?))).collect())
}
