//! The text of a page, a program or a columnist: Markdown that is not split into turns.

use super::ParseOptions;
use super::common::Common;
use super::front_matter::Document;
use super::markdown::{Body, EntryWriter, Markdown, ReferenceDetails, References, Section};
use crate::diagnostics::Findings;

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

/// Parses and writes the Markdown below the front matter.
pub(super) fn text_below(
    document: &Document<'_>,
    common: &Common,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Prose {
    let mut markdown = Markdown::parse(document.text, document.body_start, findings);
    markdown.report_unclosed_fences(findings);
    markdown.typeset(options.typography);
    let mut writer = EntryWriter::new(&markdown, &common.record, options.slugs);
    let body = writer.section(&Section { blocks: &markdown.blocks, top_heading: 2 }, findings);
    let (references, details) = writer.finish(findings);
    Prose { body, references, details }
}
