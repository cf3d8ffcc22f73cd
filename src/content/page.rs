//! One of the column's own pages.

use super::common::{self, Common};
use super::front_matter::Document;
use super::prose::{Prose, text_below};
use super::{EntryKind, ParseOptions};
use crate::config::{FormSettings, FormTarget};
use crate::diagnostics::{Findings, Span};
use crate::yaml::Fields;
use crate::yaml::values::{Keyword, keyword};

/// A page such as "About" or "How to ask": one file under `pages/`.
#[derive(Debug, Clone)]
pub struct Page {
    /// The front matter that entries of every kind share.
    pub common: Common,
    /// Its text.
    pub text: Prose,
    /// The form below the text, and the span that names it.
    pub form: Option<(FormKind, Span)>,
}

/// The forms that a page can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// For a letter to the column.
    Ask,
    /// For a message to the columnists that is not to be printed.
    Contact,
    /// For signing up for a newsletter.
    Newsletter,
}

impl FormKind {
    /// Returns its name in front matter, and in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Contact => "contact",
            Self::Newsletter => "newsletter",
        }
    }

    /// Returns where the form goes; `None` if no setting says so.
    pub fn target(self, forms: &FormSettings) -> Option<&FormTarget> {
        match self {
            Self::Ask | Self::Contact => forms.letters.as_ref(),
            Self::Newsletter => forms.newsletter.as_ref(),
        }
    }
}

impl Keyword for FormKind {
    const ALL: &'static [Self] = &[Self::Ask, Self::Contact, Self::Newsletter];

    fn word(self) -> &'static str {
        self.name()
    }
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Page {
    let mut fields = Fields::new(&document.fields, document.opening, "a page", findings);
    let common = common::read(&mut fields, EntryKind::Page, options);
    let form = fields.optional("form", keyword("form"));
    let form = form.map(|form| (form, fields.span("form")));
    fields.finish();
    let text = text_below(document, &common, options, findings);
    Page { common, text, form }
}
