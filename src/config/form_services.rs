//! The services that take forms, as their own documentation describes them. For all others, the settings say it.

/// The expectations of a service.
#[derive(Debug, PartialEq, Eq)]
pub struct FormService {
    /// The end of its host's name.
    host: &'static str,
    /// The beginning of the path of a form's address. What follows it is the form's own.
    path: &'static str,
    /// The field that must stay empty.
    honeypot: &'static str,
    /// The field for the reader's address.
    pub email: &'static str,
    /// The field for the subject of the mail that the columnist gets; `None` if there is none.
    pub subject: Option<&'static str>,
    /// The field for the page that a reader sees when the form has been sent; `None` if there is none.
    pub thanks: Option<&'static str>,
    /// Fields with values that are the same for everybody.
    pub fixed: &'static [(&'static str, &'static str)],
}

/// A service of which nothing is known.
const OTHER: FormService =
    FormService { host: "", path: "/", honeypot: "_gotcha", email: "email", subject: None, thanks: None, fixed: &[] };

/// The beginning of the path at Buttondown.
const SUBSCRIBE: &str = "/api/emails/embed-subscribe/";

const SERVICES: [FormService; 12] = [
    // https://help.formspree.io/articles/building-your-form/honeypot-spam-filtering
    FormService { host: "formspree.io", path: "/f/", subject: Some("_subject"), thanks: Some("_next"), ..OTHER },
    // https://docs.web3forms.com/getting-started/customizations
    FormService {
        host: "web3forms.com",
        path: "/submit",
        honeypot: "botcheck",
        subject: Some("subject"),
        thanks: Some("redirect"),
        ..OTHER
    },
    // https://formsubmit.co/documentation
    FormService {
        host: "formsubmit.co",
        honeypot: "_honey",
        subject: Some("_subject"),
        thanks: Some("_next"),
        ..OTHER
    },
    // https://documentation.formspark.io
    FormService { host: "submit-form.com", honeypot: "_honeypot", thanks: Some("_redirect"), ..OTHER },
    FormService { host: "usebasin.com", path: "/f/", ..OTHER },
    FormService { host: "getform.io", ..OTHER },
    // https://docs.buttondown.com/building-your-subscriber-base
    FormService { host: "buttondown.com", path: SUBSCRIBE, fixed: &[("embed", "1")], ..OTHER },
    FormService { host: "buttondown.email", path: SUBSCRIBE, fixed: &[("embed", "1")], ..OTHER },
    // https://mailchimp.com/help/host-your-own-signup-forms
    FormService { host: "list-manage.com", path: "/subscribe/post", email: "EMAIL", ..OTHER },
    FormService { host: "kit.com", path: "/forms/", email: "email_address", ..OTHER },
    FormService { host: "convertkit.com", path: "/forms/", email: "email_address", ..OTHER },
    FormService { host: "sibforms.com", honeypot: "email_address_check", email: "EMAIL", ..OTHER },
];

/// Services whose forms are only on their own pages.
const OWN_PAGES_ONLY: [(&str, &str); 10] = [
    ("docs.google.com", "Google Forms"),
    ("forms.gle", "Google Forms"),
    ("forms.office.com", "Microsoft Forms"),
    ("typeform.com", "Typeform"),
    ("tally.so", "Tally"),
    ("jotform.com", "Jotform"),
    ("airtable.com", "Airtable"),
    ("substack.com", "Substack"),
    ("beehiiv.com", "beehiiv"),
    ("eepurl.com", "eepurl.com"),
];

impl FormService {
    /// Returns what is known of the service at an address.
    pub(super) fn of(address: &str) -> &'static Self {
        SERVICES.iter().find(|service| is_at(address, service.host)).unwrap_or(&OTHER)
    }

    /// Returns the name of the field that must stay empty. Mailchimp has one for each list.
    pub(super) fn honeypot(&self, address: &str) -> String {
        let part = |name: &str| address.split(['?', '&']).find_map(|part| part.strip_prefix(name));
        match (self.host, part("u="), part("id=")) {
            ("list-manage.com", Some(user), Some(id)) => format!("b_{user}_{}", id.trim_start_matches("amp;")),
            _ => self.honeypot.to_owned(),
        }
    }
}

/// Returns how the addresses of forms begin at this service, if this is not one of them: a page for people, or an example
/// with a placeholder.
pub(super) fn not_of_a_form(address: &str) -> Option<String> {
    let service = FormService::of(address);
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    let own = format!("/{path}").strip_prefix(service.path).map(str::to_owned);
    // Two have one address for everybody, with the form's own part elsewhere.
    let is_shared = matches!(service.path, "/submit" | "/subscribe/post");
    let is_own = |own: &String| is_shared || !own.is_empty() && !PLACEHOLDERS.iter().any(|word| own.contains(word));
    let is_form = service.host.is_empty() || own.as_ref().is_some_and(is_own);
    (!is_form).then(|| format!("https://{host}{}", service.path))
}

/// The words that examples have in the place of a form's own part.
const PLACEHOLDERS: [&str; 7] = ["your-", "your_", "YOUR", "{", "<", "xxxx", "[form"];

/// Returns the name of the service if it takes no form of another site.
pub(super) fn takes_no_form(address: &str) -> Option<&'static str> {
    OWN_PAGES_ONLY.iter().find(|(host, _)| is_at(address, host)).map(|(_, name)| *name)
}

/// Returns true if an address is at a host or at one below it.
fn is_at(address: &str, host: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let at = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    at.strip_suffix(host).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
