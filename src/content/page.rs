//! One of the column's own pages, and the text below the front matter of programs and columnists.

use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::{Body, EntryWriter, Markdown, ReferenceDetails, References, Section};
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

/// A text that is not split into turns.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The text.
    pub body: Body,
    /// The links that other pages depend on.
    pub references: References,
    /// The rest of each link.
    pub details: ReferenceDetails,
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Page {
    let mut fields = Fields::new(&document.fields, document.opening, "a page", findings);
    let common = common::read(&mut fields, EntryKind::Page, options);
    fields.finish();
    let text = text_below(document, &common, findings);
    Page { common, text }
}

/// Parses and writes the Markdown below the front matter.
pub(super) fn text_below(document: &Document<'_>, common: &Common, findings: &mut Findings) -> Prose {
    let markdown = Markdown::parse(document.text, document.body_start, findings);
    let mut writer = EntryWriter::new(&markdown, &common.record.file, &common.record.slug);
    let body = writer.section(&Section { blocks: &markdown.blocks, top_heading: 2 }, findings);
    writer.check_footnotes(findings);
    let (references, details) = writer.finish();
    Prose { body, references, details }
}
