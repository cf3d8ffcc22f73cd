//! A form that a reader fills in.

use serde::Serialize;

use super::links::LinkView;

/// A form that a reader fills in, or the mail that she writes instead.
#[derive(Hash, Serialize)]
pub struct FormView<'a> {
    /// `ask`, `contact`, `newsletter`, or `reply`.
    pub kind: &'static str,
    /// The address of the service that takes the form; null if a mail is written instead, and for Netlify.
    pub action: Option<&'a str>,
    /// The host of that address; null if there is none. Readers should know who else reads what they send.
    pub service: Option<&'a str>,
    /// The email address to write to; null if a service or Netlify takes the form.
    pub mailbox: Option<&'a str>,
    /// True if Netlify takes the form: it needs `data-netlify="true"` and a `name`.
    pub netlify: bool,
    /// The subject of the mail or of its notice; null if the theme says it.
    pub subject: Option<String>,
    /// Fields that are sent with it and not shown.
    pub hidden: Vec<HiddenField<'a>>,
    /// The name of a field that is hidden from people and must stay empty; null if there is none.
    pub honeypot: Option<&'a str>,
    /// The name of the field for the reader's email address.
    pub email_field: &'a str,
    /// The page that says what is done with what is sent; null if the column names none.
    pub policy: Option<LinkView<'a>>,
    /// The page to show when it has been sent, which only Netlify takes from the form's `action`; null if there is none.
    pub thanks: Option<LinkView<'a>>,
}

/// A field that is not shown.
#[derive(Hash, Serialize)]
pub struct HiddenField<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value.
    pub value: String,
}
