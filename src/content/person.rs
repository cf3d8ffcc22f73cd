//! A columnist: one file under `people/`.

use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::FileReference;
use super::page::{Prose, text_below};
use super::{EntryKind, ParseOptions};
use crate::diagnostics::{Diagnostic, Findings};
use crate::source::SourceFile;
use crate::yaml::values;
use crate::yaml::{Fields, Node};

/// Who answers.
#[derive(Debug, Clone)]
pub struct Person {
    /// What entries of every kind have; the title is the name.
    pub common: Common,
    /// What opens an answer of theirs: `SM`.
    pub initials: String,
    /// The file of a picture of them.
    pub portrait: Option<FileReference>,
    /// The text about them.
    pub text: Prose,
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Person {
    let mut fields = Fields::new(&document.fields, document.opening, "a columnist", findings);
    let common = common::read(&mut fields, EntryKind::Person, options);
    let span = fields.span("initials");
    let initials = fields.required("initials", "SM", initials).unwrap_or_default();
    if options.markers.taken().any(|word| word == initials) {
        let diagnostic = Diagnostic::error(format!("`{initials}:` opens something else already"));
        fields.findings().add(span, diagnostic.help("choose other initials, such as the first letters of both names"));
    }
    let portrait = fields.optional("portrait", portrait);
    fields.finish();
    let text = text_below(document, &common, findings);
    Person { common, initials, portrait, text }
}

/// A picture file, named as it lies beside this file.
fn portrait(node: &Node, findings: &mut Findings) -> Option<FileReference> {
    let values::SpannedText { text, span } = values::text(node, findings)?;
    Some(FileReference { target: common::beside(&text, findings), span })
}

/// Letters, figures and points: what a marker can be made of.
fn initials(node: &Node, findings: &mut Findings) -> Option<String> {
    let values::SpannedText { text, span } = values::text(node, findings)?;
    let fits = text.chars().count() <= 8 && text.chars().all(|c| c.is_alphanumeric() || ".-’'".contains(c));
    if fits {
        return Some(text);
    }
    let diagnostic = Diagnostic::error(format!("`{text}` cannot open an answer"));
    findings.add(span, diagnostic.help("write two or three letters without a space, such as `SM`"));
    None
}

/// The initials of a columnist's file, read ahead of all else: letters cannot be parsed without them. Whatever is
/// wrong with the file is said when it is parsed as a whole.
pub fn initials_of(file: &SourceFile) -> Option<String> {
    let mut unsaid = Findings::new(&file.path);
    let document = Document::read(&file.text, &mut unsaid);
    let mut fields = Fields::new(&document.fields, document.opening, "a columnist", &mut unsaid);
    let initials = fields.optional("initials", initials);
    let draft = fields.optional("draft", values::yes_no).unwrap_or(false);
    initials.filter(|_| !draft)
}
