//! The tree of a text in HTML.

use super::names::is_block;

/// The name of the element that stands for the opening words of a turn. Its text is the word without the colon: `SM`.
/// It is written unescaped at the start of its paragraph: `SM: `.
pub(crate) const MARKER: &str = "callslip-marker";

/// A node of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HtmlNode {
    /// Characters, with their references decoded and their white space as written.
    Text(String),
    /// An element with what is in it.
    Element(Element),
}

/// An element of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    /// The name, in small letters.
    pub(crate) name: String,
    /// The attributes by name, in alphabetical order. Of two with one name the first counts.
    pub(crate) attributes: Vec<(String, String)>,
    /// The nodes in it.
    pub(crate) children: Vec<HtmlNode>,
    /// The line of its start tag in the text that was parsed, from 1.
    pub(crate) line: usize,
}

impl Element {
    /// Returns the value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns true if this is one of its classes.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }

    /// Returns true if its `style` gives this property a value that begins with one of these words. The property is in
    /// small letters.
    pub(crate) fn has_style(&self, property: &str, values: &[&str]) -> bool {
        let Some(style) = self.attribute("style") else { return false };
        style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
            let value = value.trim().to_ascii_lowercase();
            name.trim().eq_ignore_ascii_case(property) && values.iter().any(|word| value.starts_with(word))
        })
    }

    /// Returns the elements directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        elements(&self.children)
    }
}

/// Returns the elements among these nodes, without those inside them.
pub(crate) fn elements(nodes: &[HtmlNode]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        HtmlNode::Element(element) => Some(element),
        HtmlNode::Text(_) => None,
    })
}

/// Returns the characters of these nodes, with line ends for line breaks and around what has lines of its own. Other white
/// space stays as it is.
pub(crate) fn text_of(nodes: &[HtmlNode]) -> String {
    let mut text = String::new();
    add_text(nodes, &mut text);
    text
}

fn add_text(nodes: &[HtmlNode], text: &mut String) {
    for node in nodes {
        match node {
            HtmlNode::Text(characters) => text.push_str(characters),
            HtmlNode::Element(element) if element.name == "br" => text.push('\n'),
            HtmlNode::Element(element) => {
                let has_lines = is_block(&element.name);
                end_line(text, has_lines);
                add_text(&element.children, text);
                end_line(text, has_lines);
            }
        }
    }
}

fn end_line(text: &mut String, is_due: bool) {
    if is_due && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Returns the first element of these names among the nodes and those inside them, in the order of the text.
pub(crate) fn find<'n>(nodes: &'n [HtmlNode], names: &[&str]) -> Option<&'n Element> {
    elements(nodes).find_map(|element| {
        if names.contains(&element.name.as_str()) { Some(element) } else { find(&element.children, names) }
    })
}

/// Returns true if there are no elements but those of these names.
pub(super) fn has_only(nodes: &[HtmlNode], names: &[&str]) -> bool {
    elements(nodes).all(|element| names.contains(&element.name.as_str()) && has_only(&element.children, names))
}

/// Returns the words of a text with single spaces between them.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
