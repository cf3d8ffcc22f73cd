//! What is wrong with a page, before it is known where that is written.

use super::html_page::PageElement;

/// Something that keeps people from reading or using a page.
pub(super) struct PageFault {
    /// The name of the rule. Of each rule, one tag of a template breaks it once, on however many pages it is.
    pub(super) rule: &'static str,
    /// The mark of the tag. `None` for something that is missing.
    pub(super) mark: Option<String>,
    pub(super) message: String,
    pub(super) help: Vec<String>,
    /// The mark of another tag that it is about, and a few words about that.
    pub(super) related: Option<(String, &'static str)>,
}

impl PageFault {
    /// Creates a fault of the page as a whole.
    pub(super) fn of_page(rule: &'static str, message: impl Into<String>) -> Self {
        Self { rule, mark: None, message: message.into(), help: Vec::new(), related: None }
    }

    /// Creates a fault of an element.
    pub(super) fn new(rule: &'static str, element: &PageElement, message: impl Into<String>) -> Self {
        Self { mark: element.mark.clone(), ..Self::of_page(rule, message) }
    }

    /// Adds one thing to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds another element that it is about, if a template wrote it.
    pub(super) fn related(mut self, other: &PageElement, words: &'static str) -> Self {
        self.related = other.mark.clone().map(|mark| (mark, words));
        self
    }
}
