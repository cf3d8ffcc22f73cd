//! Reads HTML into a tree, and closes what a browser would close.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::builder::TreeBuilder;
use super::tree::{Element, HtmlNode};

/// Returns the nodes of a text in HTML. Comments are left out, and so is the content of scripts, styles, and the like.
///
/// Elements that are too deep are left out; what is in them is not.
pub(crate) fn parse(html: &str) -> Vec<HtmlNode> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut lines = LineCounter { text: html.as_bytes(), read: 0, line: 1 };
    let mut builder = TreeBuilder::new();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let closes_itself = tag.self_closing;
                let line = lines.line_of(tag.span.start);
                builder.start(element(&tag, line), closes_itself);
            }
            Token::EndTag(tag) => builder.end(&string(&tag.name)),
            Token::String(text) => builder.text(&string(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.finish()
}

/// Counts lines up to bytes that only grow.
struct LineCounter<'t> {
    text: &'t [u8],
    read: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_of(&mut self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if at > self.read {
            self.line += memchr::memchr_iter(b'\n', &self.text[self.read..at]).count();
            self.read = at;
        }
        self.line
    }
}

fn string(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn element(tag: &StartTag<usize>, line: usize) -> Element {
    let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(value))).collect();
    let name = string(&tag.name);
    let name = if name == "image" { "img".to_owned() } else { name };
    Element { name, attributes, children: Vec::new(), line }
}
