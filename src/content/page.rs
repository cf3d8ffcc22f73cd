//! One of the column's own pages.

use super::common::{self, Common};
use super::front_matter::Document;
use super::prose::{Prose, text_below};
use super::{EntryKind, ParseOptions};
use crate::diagnostics::Findings;
use crate::yaml::Fields;

/// A page such as "About" or "How to ask": one file under `pages/`.
#[derive(Debug, Clone)]
pub struct Page {
    /// The front matter that entries of every kind share.
    pub common: Common,
    /// Its text.
    pub text: Prose,
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Page {
    let mut fields = Fields::new(&document.fields, document.opening, "a page", findings);
    let common = common::read(&mut fields, EntryKind::Page, options);
    fields.finish();
    let text = text_below(document, &common, options, findings);
    Page { common, text }
}
