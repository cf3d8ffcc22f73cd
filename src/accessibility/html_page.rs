//! A finished page as a list of its elements and texts, in their order.

use std::collections::BTreeSet;
use std::ops::Range;

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::implied_ends::closed_by;
use crate::theme::MARK;

/// A page.
pub(super) struct HtmlPage {
    pub(super) nodes: Vec<HtmlPart>,
    /// The ids of its elements.
    ids: BTreeSet<String>,
}

/// A part of a page.
pub(super) enum HtmlPart {
    Element(PageElement),
    Text(String),
}

/// An element of a page.
pub(super) struct PageElement {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// The number of the element that it is in.
    pub(super) parent: Option<usize>,
    /// The number of the first node after all that is in it.
    pub(super) end: usize,
    /// The mark of the tag in a template that made it. `None` for what a template prints, such as the text of a letter.
    pub(super) mark: Option<String>,
    /// True if nobody sees or hears it before a script shows it.
    pub(super) is_hidden: bool,
    /// True if it is no part of the page: a `<template>` holds it.
    pub(super) is_inert: bool,
}

/// The elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

impl PageElement {
    /// Returns the value of an attribute. `None` if it has none of that name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Returns true if an attribute has a value with something in it.
    pub(super) fn has_words_in(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| !value.trim().is_empty())
    }

    /// Returns true if an attribute names it.
    pub(super) fn is_named(&self) -> bool {
        ["aria-label", "aria-labelledby", "title"].iter().any(|name| self.has_words_in(name))
    }

    /// Returns true if a reader may meet it, and a template wrote it.
    pub(super) fn is_checked(&self) -> bool {
        self.mark.is_some() && !self.is_hidden && !self.is_inert
    }
}

impl HtmlPage {
    /// Reads a page.
    pub(super) fn parse(html: &str) -> Self {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut page = Self { nodes: Vec::new(), ids: BTreeSet::new() };
        let mut open = Vec::new();
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => page.start(&tag, &mut open),
                Token::EndTag(tag) => page.end(&string(&tag.name), &mut open),
                Token::String(text) => page.nodes.push(HtmlPart::Text(string(&text.value))),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page.close(&mut open, 0);
        let ids = page.elements().filter_map(|(_, element)| element.attribute("id")).map(str::to_owned).collect();
        Self { ids, ..page }
    }

    /// All elements that are part of the page, each with its number.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &PageElement)> {
        self.within(0..self.nodes.len()).filter(|(_, element)| !element.is_inert)
    }

    /// The elements that a template wrote and a reader may meet.
    pub(super) fn checked(&self) -> impl Iterator<Item = (usize, &PageElement)> {
        self.elements().filter(|(_, element)| element.is_checked())
    }

    /// Returns true if an element has this id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The elements in an element.
    pub(super) fn inside(&self, number: usize) -> impl Iterator<Item = (usize, &PageElement)> {
        let end = self.element(number).map_or(0, |element| element.end);
        self.within(number + 1..end.max(number + 1))
    }

    fn within(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &PageElement)> {
        range.filter_map(|number| Some((number, self.element(number)?)))
    }

    /// Returns the element of that number. `None` if that is a text.
    pub(super) fn element(&self, number: usize) -> Option<&PageElement> {
        match self.nodes.get(number)? {
            HtmlPart::Element(element) => Some(element),
            HtmlPart::Text(_) => None,
        }
    }

    /// The elements that an element is in, the innermost first.
    pub(super) fn around(&self, element: &PageElement) -> impl Iterator<Item = &PageElement> {
        std::iter::successors(element.parent, |number| self.element(*number)?.parent)
            .filter_map(|number| self.element(number))
    }

    fn start(&mut self, tag: &StartTag<usize>, open: &mut Vec<usize>) {
        let name = string(&tag.name);
        let names = open.iter().map(|number| self.element(*number).map_or("", |element| &*element.name));
        if let Some(depth) = closed_by(&name, names) {
            self.close(open, depth);
        }
        let parent = open.last().copied();
        let around = parent.and_then(|number| self.element(number));
        let mut attributes: Vec<(String, String)> =
            tag.attributes.iter().map(|(name, value)| (string(name), string(&value.value))).collect();
        let mark = attributes.iter().position(|(name, _)| name == MARK).map(|at| attributes.swap_remove(at).1);
        let has = |name: &str, value: &str| attributes.iter().any(|(one, other)| one == name && other == value);
        let hides = attributes.iter().any(|(name, _)| name == "hidden") || has("aria-hidden", "true");
        let is_hidden = hides || around.is_some_and(|around| around.is_hidden);
        let is_inert = around.is_some_and(|around| around.is_inert || around.name == "template");
        let number = self.nodes.len();
        let is_closed = VOID.contains(&&*name) || tag.self_closing && self.is_drawing(&name, open);
        let element = PageElement { name, attributes, parent, end: number + 1, mark, is_hidden, is_inert };
        self.nodes.push(HtmlPart::Element(element));
        if !is_closed {
            open.push(number);
        }
    }

    /// Returns true if a slash closes an element: in SVG and `MathML`.
    fn is_drawing(&self, name: &str, open: &[usize]) -> bool {
        let is = |name: &str| matches!(name, "svg" | "math");
        is(name) || open.iter().filter_map(|number| self.element(*number)).any(|one| is(&one.name))
    }

    fn end(&mut self, name: &str, open: &mut Vec<usize>) {
        let is_it = |number: &usize| self.element(*number).is_some_and(|element| element.name == name);
        if let Some(depth) = open.iter().rposition(is_it) {
            self.close(open, depth);
        }
    }

    /// Closes all open elements but the first ones.
    fn close(&mut self, open: &mut Vec<usize>, depth: usize) {
        let end = self.nodes.len();
        for number in open.drain(depth..) {
            if let Some(HtmlPart::Element(element)) = self.nodes.get_mut(number) {
                element.end = end;
            }
        }
    }
}

fn string(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}
