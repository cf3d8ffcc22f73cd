//! Figures with their captions.

use super::block::Block;
use super::converter::{Converter, Flow};
use super::piece::TextPiece;
use super::tree::{Element, HtmlNode, find};

impl Converter<'_> {
    /// Adds a figure. Without a caption it is what is in it.
    pub(super) fn figure(&mut self, element: &Element, flow: &mut Flow) {
        let is_caption = |node: &HtmlNode| matches!(node, HtmlNode::Element(part) if part.name == "figcaption" || part.has_class("wp-caption-text"));
        let is_blank = |node: &HtmlNode| matches!(node, HtmlNode::Text(text) if text.trim().is_empty());
        let length = element.children.iter().rposition(|node| !is_blank(node)).map_or(0, |last| last + 1);
        let (rest, captions) = match element.children[..length].split_last() {
            Some((last, rest)) if is_caption(last) => (rest, std::slice::from_ref(last)),
            _ => (&element.children[..length], [].as_slice()),
        };
        let holds_figures = element.has_class("wp-block-gallery") || find(&element.children, &["figure"]).is_some();
        let content = self.blocks(rest);
        let caption = self.inline(captions);
        let has_caption = caption.iter().any(TextPiece::is_visible);
        if has_caption && !holds_figures && self.nesting < 3 && content.iter().any(is_shown) {
            flow.add([Block::Figure { content, caption }]);
        } else {
            flow.add(content);
            flow.add(has_caption.then_some(Block::Paragraph(caption)));
        }
    }
}

/// Returns true for what a caption belongs to.
fn is_shown(block: &Block) -> bool {
    match block {
        Block::Paragraph(pieces) => {
            pieces.iter().any(|piece| matches!(piece, TextPiece::Image { .. } | TextPiece::Html(_)))
        }
        Block::Table(_) | Block::Code { .. } | Block::Preformatted(_) => true,
        Block::Heading { .. }
        | Block::List(_)
        | Block::Quote(_)
        | Block::Rule
        | Block::Definitions(_)
        | Block::Figure { .. }
        | Block::Details { .. }
        | Block::Note { .. } => false,
    }
}
