//! The elements that are open at a place of a turn: those of Markdown, and those of the author's HTML.

use super::categories::Categories;
use super::element::{Element, EndTag, Namespace, Reading};
use crate::diagnostics::Span;

/// The maximum number of open elements. Browsers stop at 512.
const MAX_OPEN: usize = 150;

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) element: &'static Element,
    /// The tag in the file; `None` for an element of Markdown, which closes it.
    pub(super) tag: Option<Span>,
    /// The treatment of its tags.
    pub(super) output: TagOutput,
}

/// The treatment of an element's tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagOutput {
    Written,
    /// It is inside a misplaced element.
    LeftOut,
    /// It may not be where it is, and an error says so. What is inside it is judged as if it might.
    Misplaced,
}

/// The elements that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    stack: Vec<Open>,
}

/// Why an element cannot begin here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Misplaced {
    /// It may not be inside this one.
    Inside(Open),
    /// It would be directly in the text, and belongs in another element.
    InText,
    /// It would be within another of its kind.
    Nested,
    /// Too many are open.
    TooDeep,
}

impl OpenElements {
    /// Opens an element of Markdown.
    pub(super) fn push_markdown(&mut self, element: &'static Element) {
        self.stack.push(Open { element, tag: None, output: TagOutput::Written });
    }

    /// Opens an element of HTML.
    pub(super) fn push(&mut self, element: &'static Element, tag: Span, output: TagOutput) {
        self.stack.push(Open { element, tag: Some(tag), output });
    }

    /// Returns the treatment of the tags of an element that may begin here.
    pub(super) fn output(&self) -> TagOutput {
        match self.stack.last() {
            Some(open) if open.output != TagOutput::Written => TagOutput::LeftOut,
            _ => TagOutput::Written,
        }
    }

    /// Returns true if no element is open.
    pub(super) fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    /// Returns the namespace of the names of elements that begin here.
    pub(super) fn namespace(&self) -> Namespace {
        match self.stack.last() {
            Some(open) if open.element.content.meets(Categories::SVG) => Namespace::Svg,
            Some(open) if open.element.content.meets(Categories::MATH) => Namespace::Math,
            _ => Namespace::Html,
        }
    }

    /// Returns true if the innermost element is one of SVG or `MathML`.
    pub(super) fn is_foreign(&self) -> bool {
        let kinds = Categories::SVG.and(Categories::MATH);
        self.stack.last().is_some_and(|open| open.element.categories.and(open.element.content).meets(kinds))
    }

    /// Returns true if an element of this name is open.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.stack.iter().any(|open| open.element.name == name)
    }

    /// Returns the innermost element of Markdown if an element of HTML with this name is open outside it.
    pub(super) fn markdown_within(&self, name: &str) -> Option<Open> {
        let at = self.stack.iter().rposition(|open| open.tag.is_none())?;
        let is_open = self.stack[..at].iter().any(|open| open.tag.is_some() && open.element.name == name);
        is_open.then(|| self.stack[at])
    }

    /// Returns the tag of the innermost element of HTML with this name outside the innermost element of Markdown.
    pub(super) fn outside_markdown(&self, name: &str) -> Option<Span> {
        let at = self.stack.iter().rposition(|open| open.tag.is_none())?;
        self.stack[..at].iter().rev().filter(|open| open.element.name == name).find_map(|open| open.tag)
    }

    /// Returns true if characters mean what they are here: in code.
    pub(super) fn is_verbatim(&self) -> bool {
        self.stack.iter().any(|open| open.element.reading == Reading::Verbatim)
    }

    /// Returns the innermost open element.
    pub(super) fn innermost(&self) -> Option<Open> {
        self.stack.last().copied()
    }

    /// Returns what may be inside the innermost of the first `depth` elements.
    fn content(&self, depth: usize) -> Categories {
        let Some(open) = self.stack[..depth].last() else { return Categories::FLOW };
        let mut content = open.element.content;
        if content.meets(Categories::TRANSPARENT) {
            content = content.and(self.content(depth - 1).within(Categories::FLOW));
        }
        // A `<div>` may group the terms of a list.
        let in_list = depth > 1 && self.stack[depth - 2].element.name == "dl";
        if open.element.name == "div" && in_list { content.and(Categories::TERM) } else { content }
    }

    /// Returns the innermost element if no text may be directly inside it.
    pub(super) fn without_text(&self) -> Option<Open> {
        let last = self.stack.last()?;
        (!self.content(self.stack.len()).meets(Categories::TEXT)).then_some(*last)
    }

    /// Removes the elements that end where this one begins, and returns them, innermost first.
    pub(super) fn make_place(&mut self, element: &Element) -> Result<Vec<Open>, Misplaced> {
        if self.stack.len() >= MAX_OPEN {
            return Err(Misplaced::TooDeep);
        }
        let mut depth = self.stack.len();
        while !self.content(depth).meets(element.categories) {
            match self.stack[..depth].last() {
                Some(open) if open.tag.is_some() && open.element.end == EndTag::Optional => depth -= 1,
                _ => return Err(self.stack.last().map_or(Misplaced::InText, |open| Misplaced::Inside(*open))),
            }
        }
        if element.alone && self.stack[..depth].iter().any(|open| open.element.name == element.name) {
            return Err(Misplaced::Nested);
        }
        Ok(self.stack.drain(depth..).rev().collect())
    }

    /// Removes the innermost open element of this name and all within it, and returns them, innermost first. `None` if
    /// there is none that HTML has opened since Markdown opened its last element.
    pub(super) fn close(&mut self, name: &str) -> Option<Vec<Open>> {
        let start = self.stack.iter().rposition(|open| open.tag.is_none()).map_or(0, |at| at + 1);
        let found = self.stack[start..].iter().rposition(|open| open.element.name == name)?;
        Some(self.stack.drain(start + found..).rev().collect())
    }

    /// Removes what HTML has opened since Markdown opened its last element, and returns it, innermost first.
    pub(super) fn close_all(&mut self) -> Vec<Open> {
        let start = self.stack.iter().rposition(|open| open.tag.is_none()).map_or(0, |at| at + 1);
        self.stack.drain(start..).rev().collect()
    }

    /// Removes the innermost element, which is Markdown's.
    pub(super) fn pop(&mut self) {
        self.stack.pop();
    }
}
