//! Code and other text whose lines stay as they are.

use super::block::Block;
use super::characters::cleaned_text;
use super::converter::{Converter, Flow};
use super::tree::{Element, HtmlNode, has_only, text_of};

impl Converter<'_> {
    /// Adds preformatted text.
    pub(super) fn preformatted(&mut self, element: &Element, flow: &mut Flow) {
        if element.has_class("wp-block-verse") {
            self.verse(element, flow);
            return;
        }
        let text = cleaned_text(&text_of(&element.children));
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        let plain = ["big", "br", "code", "div", "font", "p", "pre", "samp", "small", "span", "tt"];
        if has_only(&element.children, &plain) {
            if !text.trim().is_empty() {
                flow.add([Block::Code { language: language_of(element), text: text.to_owned() }]);
            }
            return;
        }
        let mut inner = Flow::default();
        inner.run.keeps_space = true;
        self.walk(&element.children, &mut inner);
        inner.end_paragraph();
        flow.add(inner.blocks.into_iter().map(|block| match block {
            Block::Paragraph(pieces) => Block::Preformatted(pieces),
            block => block,
        }));
    }

    /// Adds verse: its lines end where they ended, and are indented as they were.
    fn verse(&mut self, element: &Element, flow: &mut Flow) {
        flow.end_paragraph();
        self.walk(&verse_lines(&element.children, &mut true), flow);
        flow.end_paragraph();
    }
}

/// Returns nodes with line breaks where their lines end, and wide spaces where lines are indented.
fn verse_lines(nodes: &[HtmlNode], begins_line: &mut bool) -> Vec<HtmlNode> {
    let mut made = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            HtmlNode::Text(text) => {
                for (at, line) in cleaned_text(text).split('\n').enumerate() {
                    if at > 0 {
                        made.push(HtmlNode::Element(Element { name: "br".to_owned(), ..Element::default() }));
                        *begins_line = true;
                    }
                    let words = line.trim_start_matches([' ', '\t']);
                    let spaces = line.len() - words.len();
                    // An en space is as wide as two spaces.
                    let indent = if *begins_line && !words.is_empty() { spaces.div_ceil(2).min(20) } else { 0 };
                    *begins_line &= words.is_empty();
                    made.push(HtmlNode::Text("\u{2002}".repeat(indent) + if indent > 0 { words } else { line }));
                }
            }
            HtmlNode::Element(element) => {
                let children = verse_lines(&element.children, begins_line);
                *begins_line = element.name == "br";
                made.push(HtmlNode::Element(Element {
                    children,
                    name: element.name.clone(),
                    attributes: element.attributes.clone(),
                    line: element.line,
                }));
            }
        }
    }
    made
}

/// Returns the language of code, as it is named for highlighters: `language-rust`, `brush: rust`, `lang="rust"`.
fn language_of(element: &Element) -> String {
    let inner = element.elements().find(|part| part.name == "code");
    for part in [Some(element), inner].into_iter().flatten() {
        let classes = part.attribute("class").unwrap_or_default().replace([':', ';'], " ");
        let mut classes = classes.split_ascii_whitespace();
        let mut found = None;
        while let Some(class) = classes.next() {
            let named = class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"));
            let named = if class == "brush" { classes.next() } else { named };
            found = found.or(named);
        }
        let found = found.or_else(|| part.attribute("lang").or_else(|| part.attribute("data-lang")));
        let is_name = |name: &&str| {
            let is_code = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
            !name.is_empty() && name.len() < 20 && name.chars().all(is_code)
        };
        if let Some(name) = found.filter(is_name) {
            return if matches!(name, "plain" | "text" | "none") { String::new() } else { name.to_ascii_lowercase() };
        }
    }
    String::new()
}
