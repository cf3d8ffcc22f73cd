//! The elements of a turn that are never closed, until its end: an end tag elsewhere belongs to the same mistake.

use super::element::Element;
use super::messages;
use super::open_elements::Open;
use crate::diagnostics::{Findings, Span};

/// The elements of a turn that are never closed.
#[derive(Default)]
pub(super) struct Unclosed {
    found: Vec<UnclosedElement>,
    /// The start tags of those whose end tag has been reported.
    excused: Vec<Span>,
}

struct UnclosedElement {
    tag: Span,
    element: &'static Element,
    around: Option<Open>,
    /// The end tag that comes too late.
    end: Option<Span>,
}

impl Unclosed {
    /// Adds an element with this start tag that ends where the element around it does; `None` around it is the turn.
    pub(super) fn add(&mut self, tag: Span, element: &'static Element, around: Option<Open>) {
        if !self.excused.contains(&tag) {
            self.found.push(UnclosedElement { tag, element, around, end: None });
        }
    }

    /// Records that nothing is to be said of the element with this start tag.
    pub(super) fn excuse(&mut self, tag: Option<Span>) {
        self.excused.extend(tag);
    }

    /// Takes an end tag for that of the last element with its name that has none. Returns false if there is none.
    pub(super) fn end(&mut self, name: &str, end: Span) -> bool {
        let is_meant = |open: &&mut UnclosedElement| open.element.name == name && open.end.is_none();
        let open = self.found.iter_mut().rev().find(is_meant);
        open.map(|open| open.end = Some(end)).is_some()
    }

    /// Reports all of them.
    pub(super) fn report(self, findings: &mut Findings) {
        for UnclosedElement { tag, element, around, end } in self.found {
            let mut diagnostic = messages::never_closed(element, around);
            if let Some(end) = end {
                diagnostic = diagnostic.related(findings.file(), end, "this is too late");
            }
            findings.add(tag, diagnostic);
        }
    }
}
