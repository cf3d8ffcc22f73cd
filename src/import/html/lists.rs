//! Lists.

use super::block::{Block, List};
use super::converter::{Converter, Flow};
use super::tree::{Element, HtmlNode, find};

impl Converter<'_> {
    /// Adds a list, or the texts of footnotes.
    pub(super) fn list(&mut self, element: &Element, flow: &mut Flow) {
        if element.has_class("blocks-gallery-grid") {
            for item in element.elements() {
                self.walk(&item.children, flow);
                flow.end_paragraph();
            }
            return;
        }
        let items = items(element);
        if items.iter().any(|item| self.note_number(item).is_some()) {
            self.notes_of(&items, flow);
            return;
        }
        let is_loose = items.iter().any(|item| item.nodes.iter().copied().any(is_paragraph));
        let Some(blocks) = self.nested(|converter| converter.item_blocks(&items)) else {
            flow.end_paragraph();
            for item in items {
                self.item(&item, flow);
                flow.end_paragraph();
            }
            return;
        };
        if blocks.is_empty() {
            return;
        }
        let start = element.attribute("start").and_then(|start| start.trim().parse().ok());
        let start = (element.name == "ol").then(|| start.filter(|start| *start < 1_000_000_000).unwrap_or(1));
        flow.add([Block::List(List { start, is_loose, items: blocks })]);
    }

    /// Adds an item that is in no list, to the list before it if there is one.
    pub(super) fn loose_item(&mut self, element: &Element, flow: &mut Flow) {
        flow.end_paragraph();
        let content = self.nested(|converter| converter.blocks(&element.children));
        let Some(content) = content else {
            self.walk(&element.children, flow);
            return;
        };
        match flow.blocks.last_mut() {
            _ if content.is_empty() => {}
            Some(Block::List(list)) if list.start.is_none() => list.items.push(content),
            _ => flow.add([Block::List(List { start: None, is_loose: false, items: vec![content] })]),
        }
    }

    fn item_blocks(&mut self, items: &[Item<'_>]) -> Vec<Vec<Block>> {
        let blocks = items.iter().map(|item| {
            let mut flow = Flow::default();
            self.item(item, &mut flow);
            flow.end_paragraph();
            super::bullets::with_lists(flow.blocks)
        });
        blocks.filter(|blocks| !blocks.is_empty()).collect()
    }

    fn item(&mut self, item: &Item<'_>, flow: &mut Flow) {
        if let Some(element) = item.element {
            self.target(element, flow);
        }
        for node in &item.nodes {
            self.node(node, flow);
        }
    }

    fn note_number(&self, item: &Item<'_>) -> Option<usize> {
        let id = item.element.and_then(|element| element.attribute("id"))?;
        self.notes.get(id).copied()
    }

    /// Adds the texts of footnotes.
    fn notes_of(&mut self, items: &[Item<'_>], flow: &mut Flow) {
        for item in items {
            let content = self.nested(|converter| converter.blocks(item.nodes.iter().copied())).unwrap_or_default();
            match self.note_number(item) {
                Some(number) => flow.add([Block::Note { number, content }]),
                None => flow.add(content),
            }
        }
    }

    /// Adds a list of terms.
    pub(super) fn definitions(&mut self, element: &Element, flow: &mut Flow) {
        let Some(parts) = self.nested(|converter| converter.terms(&element.children)) else {
            self.walk(&element.children, flow);
            return;
        };
        if parts.iter().any(|(is_term, _)| *is_term) {
            flow.add([Block::Definitions(parts)]);
        } else {
            flow.add(parts.into_iter().flat_map(|(_, content)| content));
        }
    }

    fn terms(&mut self, nodes: &[HtmlNode]) -> Vec<(bool, Vec<Block>)> {
        let mut parts = Vec::new();
        for node in nodes {
            match node {
                HtmlNode::Element(part) if part.name == "div" => parts.extend(self.terms(&part.children)),
                HtmlNode::Element(part) => parts.push((part.name == "dt", self.blocks(&part.children))),
                HtmlNode::Text(_) => parts.push((false, self.blocks([node]))),
            }
        }
        parts.retain(|(_, content)| !content.is_empty());
        parts
    }
}

/// An item of a list.
struct Item<'e> {
    /// Its element. `None` for what is in a list and in no item.
    element: Option<&'e Element>,
    nodes: Vec<&'e HtmlNode>,
}

/// Returns the items of a list. A list that is directly in a list belongs to the item before it.
fn items(list: &Element) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for node in &list.children {
        match node {
            HtmlNode::Element(item) if item.name == "li" => {
                items.push(Item { element: Some(item), nodes: item.children.iter().collect() });
            }
            HtmlNode::Text(text) if text.trim().is_empty() => {}
            HtmlNode::Element(inner) if matches!(inner.name.as_str(), "ul" | "ol") && !items.is_empty() => {
                if let Some(last) = items.last_mut() {
                    last.nodes.push(node);
                }
            }
            _ => items.push(Item { element: None, nodes: vec![node] }),
        }
    }
    items
}

fn is_paragraph(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if element.name == "p" && find(&element.children, &["br"]).is_none())
}
