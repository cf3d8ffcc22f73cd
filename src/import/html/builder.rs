//! Puts tokens into a tree, much as the HTML standard's tree construction does: end tags that are missing are found, and
//! formatting that is misnested goes on where a browser would show it.

use super::names::{is_block, is_boundary, is_formatting, is_heading, is_table_part, is_unread, is_void};
use super::tree::{Element, HtmlNode};

/// The maximum number of open elements. Browsers stop at 512.
const MAX_OPEN: usize = 100;

/// The maximum number of formatting elements that are opened again.
const MAX_REOPENED: usize = 6;

/// The tree so far.
pub(super) struct TreeBuilder {
    /// The open elements, outermost first. The first has no name and holds the text.
    pub(super) stack: Vec<Element>,
    /// The names of open elements that were too deep.
    too_deep: Vec<String>,
    /// Formatting that an end tag of something else closed, outermost first.
    pub(super) unclosed: Vec<Element>,
}

impl TreeBuilder {
    pub(super) fn new() -> Self {
        Self { stack: vec![Element::default()], too_deep: Vec::new(), unclosed: Vec::new() }
    }

    /// Returns the tree.
    pub(super) fn finish(mut self) -> Vec<HtmlNode> {
        while self.stack.len() > 1 {
            self.pop();
        }
        self.stack.pop().map(|root| root.children).unwrap_or_default()
    }

    /// Adds characters.
    pub(super) fn text(&mut self, text: &str) {
        let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        let place = match self.stack.last() {
            Some(open) if is_unread(&open.name) => return,
            // A browser shows text that is directly in a table before the table.
            Some(open) if is_table_part(&open.name) => {
                if is_blank {
                    return;
                }
                self.position("table").map_or(self.stack.len() - 1, |table| table - 1)
            }
            _ => {
                if !is_blank {
                    self.reopen();
                }
                self.stack.len() - 1
            }
        };
        let Some(parent) = self.stack.get_mut(place) else { return };
        match parent.children.last_mut() {
            Some(HtmlNode::Text(before)) => before.push_str(text),
            _ => parent.children.push(HtmlNode::Text(text.to_owned())),
        }
    }

    /// Opens an element.
    pub(super) fn start(&mut self, element: Element, closes_itself: bool) {
        let name = element.name.as_str();
        if self.stack.last().is_some_and(|open| is_unread(&open.name)) || matches!(name, "html" | "body") {
            return;
        }
        if !self.prepare(name) {
            return;
        }
        if !is_block(name) && !is_table_part(name) && !matches!(name, "td" | "th" | "caption") {
            self.reopen();
        }
        let is_foreign = closes_itself && self.stack.iter().any(|open| matches!(open.name.as_str(), "svg" | "math"));
        if is_void(name) || is_foreign {
            self.add(HtmlNode::Element(element));
        } else if self.stack.len() >= MAX_OPEN {
            if is_block(name) {
                self.add(HtmlNode::Element(Element {
                    name: "br".to_owned(),
                    line: element.line,
                    ..Element::default()
                }));
            }
            self.too_deep.push(element.name);
        } else {
            self.stack.push(element);
        }
    }

    /// Closes what cannot hold an element of this name, and opens what it needs around it. False if a browser ignores its
    /// tag here.
    fn prepare(&mut self, name: &str) -> bool {
        if is_table_part(name) && name != "table" || matches!(name, "td" | "th" | "caption" | "col" | "colgroup") {
            return self.prepare_table_part(name);
        }
        if self.stack.last().is_some_and(|open| is_table_part(&open.name)) {
            if matches!(name, "form" | "input" | "script" | "style" | "template") {
                return name != "form";
            }
            self.open_cell();
        }
        if is_block(name) && self.in_scope("p") {
            self.close("p");
        }
        match name {
            "li" => self.close_item(&["li"]),
            "dt" | "dd" => self.close_item(&["dt", "dd"]),
            "a" | "nobr" | "button" if self.in_scope(name) => self.end(name),
            "option" | "optgroup" if self.is_current("option") => self.pop(),
            _ if is_ruby(name) && self.stack.last().is_some_and(|open| is_ruby(&open.name)) => self.pop(),
            _ if is_heading(name) && self.stack.last().is_some_and(|open| is_heading(&open.name)) => self.pop(),
            _ => {}
        }
        if name == "a" {
            self.unclosed.retain(|open| open.name != "a");
        }
        true
    }

    /// Closes an item of a list before the next.
    fn close_item(&mut self, names: &[&str]) {
        for at in (1..self.stack.len()).rev() {
            let name = self.stack[at].name.as_str();
            if names.contains(&name) {
                self.pop_to(at);
                return;
            }
            if !matches!(name, "address" | "div" | "p") && (is_block(name) || is_boundary(name)) {
                return;
            }
        }
    }

    /// Closes an element. An end tag that closes nothing is ignored, as in a browser.
    pub(super) fn end(&mut self, name: &str) {
        if self.too_deep.last().is_some_and(|open| open == name) {
            self.too_deep.pop();
            return;
        }
        if let Some(open) = self.stack.last().filter(|open| is_unread(&open.name)) {
            if open.name == name {
                self.pop();
            }
            return;
        }
        match name {
            "br" => self.add(HtmlNode::Element(Element { name: "br".to_owned(), ..Element::default() })),
            "p" if !self.in_scope("p") => {
                self.add(HtmlNode::Element(Element { name: "p".to_owned(), ..Element::default() }));
            }
            _ if is_formatting(name) => self.end_formatting(name),
            _ if is_heading(name) => {
                if let Some(at) = self.scope(is_heading) {
                    self.pop_to(at);
                }
            }
            _ if is_table_part(name) || matches!(name, "td" | "th" | "caption") => {
                let table = self.position("table").unwrap_or(usize::MAX);
                if let Some(at) = self.position(name).filter(|at| *at >= table) {
                    self.pop_to(at);
                    self.unclosed.clear();
                }
            }
            _ => self.close(name),
        }
    }

    /// Closes the innermost element of this name, and everything in it.
    fn close(&mut self, name: &str) {
        if let Some(at) = self.scope(|open| open == name) {
            self.pop_to(at);
        } else if self.too_deep.iter().rev().take(MAX_OPEN).any(|open| open == name) {
            self.too_deep.pop();
        }
    }

    /// Closes formatting. Elements that begin within it stay open: what they have so far is formatted, the rest is not.
    fn end_formatting(&mut self, name: &str) {
        let Some(at) = self.scope(|open| open == name) else {
            if let Some(at) = self.unclosed.iter().rposition(|open| open.name == name) {
                self.unclosed.remove(at);
            }
            return;
        };
        if !self.stack[at + 1..].iter().any(|open| is_block(&open.name)) {
            self.pop_to(at);
            self.unclosed.retain(|open| open.name != name);
            return;
        }
        let mut formatting = self.stack.remove(at);
        for open in &mut self.stack[at..] {
            let formatted = std::mem::take(&mut open.children);
            if !formatted.is_empty() {
                let shell = Element { children: formatted, ..shell(&formatting) };
                open.children.push(HtmlNode::Element(shell));
            }
        }
        formatting.children.retain(|node| !matches!(node, HtmlNode::Text(text) if text.is_empty()));
        if !formatting.children.is_empty() {
            self.stack[at - 1].children.push(HtmlNode::Element(formatting));
        }
    }

    /// Opens the formatting again that was closed by something else.
    fn reopen(&mut self) {
        for element in std::mem::take(&mut self.unclosed) {
            if self.stack.len() < MAX_OPEN {
                self.stack.push(element);
            }
        }
    }

    /// Closes elements until so many are open.
    pub(super) fn pop_to(&mut self, length: usize) {
        let first = self.stack.len();
        let mut unclosed = Vec::new();
        while self.stack.len() > length.max(1) {
            if let Some(open) = self.stack.last()
                && self.stack.len() > length + 1
                && is_formatting(&open.name)
            {
                let again = shell(open);
                if !unclosed.contains(&again) && !self.unclosed.contains(&again) {
                    unclosed.push(again);
                }
            }
            self.pop();
        }
        if self.stack.len() < first {
            self.too_deep.clear();
        }
        unclosed.reverse();
        self.unclosed.extend(unclosed);
        self.unclosed.truncate(MAX_REOPENED);
    }

    fn pop(&mut self) {
        if self.stack.len() > 1
            && let Some(element) = self.stack.pop()
        {
            self.add(HtmlNode::Element(element));
        }
    }

    fn add(&mut self, node: HtmlNode) {
        if let Some(open) = self.stack.last_mut() {
            open.children.push(node);
        }
    }

    /// Returns true if the innermost element has this name.
    pub(super) fn is_current(&self, name: &str) -> bool {
        self.stack.last().is_some_and(|open| open.name == name)
    }

    /// Returns the place of the innermost element of this name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.stack.iter().rposition(|open| open.name == name)
    }

    fn in_scope(&self, name: &str) -> bool {
        self.scope(|open| open == name).is_some()
    }

    /// Returns the innermost open element of which this is true, unless a table's cell or the like is around the place.
    fn scope(&self, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        for at in (1..self.stack.len()).rev() {
            let name = self.stack[at].name.as_str();
            if is_it(name) {
                return Some(at);
            }
            if is_boundary(name) {
                return None;
            }
        }
        None
    }
}

fn is_ruby(name: &str) -> bool {
    matches!(name, "rb" | "rt" | "rp" | "rtc")
}

fn shell(element: &Element) -> Element {
    Element {
        name: element.name.clone(),
        attributes: element.attributes.clone(),
        children: Vec::new(),
        line: element.line,
    }
}
