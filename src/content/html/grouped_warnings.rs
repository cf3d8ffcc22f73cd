//! Messages that appear once for each turn, however often their cause is written: tags that are text, and what is left
//! out.

use super::messages;
use crate::diagnostics::{Diagnostic, Findings, Span, sentence_list};

/// The maximum number of further places that a warning shows.
const MAX_PLACES: usize = 8;

/// The maximum number of warnings about a turn. Nobody reads more, and each tag is compared with all of them.
const MAX_WARNINGS: usize = 100;

/// The maximum number of attributes that a warning names.
const MAX_NAMES: usize = 5;

/// The warnings about the HTML of a turn, in the order of their first places.
#[derive(Debug, Default)]
pub(super) struct GroupedWarnings {
    warnings: Vec<GroupedWarning>,
}

#[derive(Debug)]
struct GroupedWarning {
    subject: Subject,
    spans: Vec<Span>,
}

#[derive(Debug, PartialEq, Eq)]
enum Subject {
    /// The tags of an unknown element.
    Unknown { name: String, tag: String, is_block: bool },
    /// An element that is left out.
    Element(String),
    /// Attributes that are left out.
    Attributes(String),
}

impl GroupedWarnings {
    pub(super) fn unknown(&mut self, name: &str, tag: &str, is_block: bool, span: Span) {
        let is_same = |subject: &Subject| matches!(subject, Subject::Unknown { name: known, .. } if known == name);
        let subject = || Subject::Unknown { name: name.to_owned(), tag: tag.to_owned(), is_block };
        self.add(is_same, subject, span);
    }

    pub(super) fn dropped_element(&mut self, name: &str, span: Span) {
        let is_same = |subject: &Subject| matches!(subject, Subject::Element(known) if known == name);
        self.add(is_same, || Subject::Element(name.to_owned()), span);
    }

    pub(super) fn dropped_attributes(&mut self, names: &[String], span: Span) {
        if names.is_empty() {
            return;
        }
        let mut quoted: Vec<String> = names.iter().take(MAX_NAMES).map(|name| format!("`{name}=`")).collect();
        if names.len() > MAX_NAMES {
            quoted.push("others".to_owned());
        }
        let verb = if quoted.len() > 1 { "are" } else { "is" };
        let names = format!("{} {verb}", sentence_list(&quoted));
        let is_same = |subject: &Subject| matches!(subject, Subject::Attributes(known) if *known == names);
        self.add(is_same, || Subject::Attributes(names.clone()), span);
    }

    fn add(&mut self, is_same: impl Fn(&Subject) -> bool, subject: impl FnOnce() -> Subject, span: Span) {
        let is_full = self.warnings.len() >= MAX_WARNINGS;
        match self.warnings.iter_mut().find(|warning| is_same(&warning.subject)) {
            Some(warning) => warning.spans.push(span),
            None if is_full => {}
            None => self.warnings.push(GroupedWarning { subject: subject(), spans: vec![span] }),
        }
    }

    /// Reports each warning at its first place.
    pub(super) fn report(self, findings: &mut Findings) {
        for GroupedWarning { subject, spans } in self.warnings {
            let Some((first, others)) = spans.split_first() else { continue };
            let more = others.len();
            let diagnostic: Diagnostic = match subject {
                // The end tag of the same name says nothing new.
                Subject::Unknown { tag, is_block, .. } => messages::unknown(&tag, is_block, 0),
                Subject::Element(name) => messages::dropped_element(&name, more),
                Subject::Attributes(names) => messages::dropped_attributes(&names, more),
            };
            let file = findings.file().clone();
            let places = others.iter().take(MAX_PLACES);
            let diagnostic = places.fold(diagnostic, |diagnostic, span| diagnostic.related(&file, *span, "here, too"));
            findings.add(*first, diagnostic);
        }
    }
}
