//! What one part of an entry says of another: the ids that attributes name, and controls whose label is elsewhere.

use super::messages;
use crate::content::html::CheckedTag;
use crate::content::markdown::Ids;
use crate::diagnostics::{Findings, Span};

/// The references of an entry, which are known to be right only at its end.
#[derive(Default)]
pub(in crate::content::markdown) struct AccessReferences {
    /// Each with the attribute, the id, and its tag.
    named: Vec<(String, String, Span)>,
    /// Controls without a label around them: the name of the element, its ids, and its tag.
    controls: Vec<(&'static str, Vec<String>, Span)>,
}

impl AccessReferences {
    /// Adds the ids that a tag refers to.
    pub(super) fn add(&mut self, tag: &CheckedTag) {
        let references = tag.access().references.iter();
        self.named.extend(references.map(|(attribute, id)| (attribute.clone(), id.clone(), tag.span())));
    }

    /// Adds a control that a label elsewhere must name.
    pub(super) fn control(&mut self, tag: &CheckedTag) {
        self.controls.push((tag.element().name(), tag.ids().to_vec(), tag.span()));
    }

    /// Adds those of another section.
    pub(in crate::content::markdown) fn append(&mut self, mut other: Self) {
        self.named.append(&mut other.named);
        self.controls.append(&mut other.controls);
    }

    /// Reports what is not on the page. Ids that begin with `_` are the theme's.
    pub(in crate::content::markdown) fn check(&self, ids: &Ids, findings: &mut Findings) {
        for (attribute, id, span) in &self.named {
            if ids.holder(id).is_none() && !id.starts_with('_') {
                findings.add(*span, messages::no_such_id(attribute, id));
            }
        }
        let labelled = |id: &String| self.named.iter().any(|(attribute, named, _)| attribute == "for" && named == id);
        for (name, ids, span) in &self.controls {
            if !ids.iter().any(labelled) {
                findings.add(*span, messages::no_label(name));
            }
        }
    }
}
