//! Paragraphs of texts that have none: Blogger, and mail programs, write two line breaks, or a `div` for each line.

use crate::import::html::{Element, HtmlNode, is_block};

/// Properties of a style without which a text would say something else.
const MEANINGFUL_STYLES: [&str; 6] =
    ["display", "visibility", "font-weight", "font-style", "text-decoration", "background-image"];

/// Puts lines that two line breaks separate, and those of a `div` each, into paragraphs.
pub(in crate::import) fn with_paragraphs(nodes: Vec<HtmlNode>) -> Vec<HtmlNode> {
    let mut blocks = Vec::new();
    let mut run = Vec::new();
    for node in nodes {
        match node {
            HtmlNode::Element(element) if is_block(&element.name) => {
                flush(&mut run, &mut blocks);
                add_block(element, &mut blocks);
            }
            // An element of a line that has blocks in it.
            HtmlNode::Element(element) if has_blocks(&element) && is_plain(&element) => {
                flush(&mut run, &mut blocks);
                blocks.extend(with_paragraphs(element.children));
            }
            node => run.push(node),
        }
    }
    flush(&mut run, &mut blocks);
    blocks
}

fn add_block(mut element: Element, blocks: &mut Vec<HtmlNode>) {
    match element.name.as_str() {
        "p" if has_blocks(&element) => blocks.push(HtmlNode::Element(element)),
        "p" => {
            let attributes = std::mem::take(&mut element.attributes);
            for children in split(std::mem::take(&mut element.children)) {
                blocks.push(HtmlNode::Element(Element { children, attributes: attributes.clone(), ..element.clone() }));
            }
        }
        "div" | "section" | "article" | "main" if is_plain(&element) => {
            blocks.extend(with_paragraphs(element.children));
        }
        "div" | "section" | "article" | "main" | "blockquote" => {
            element.children = with_paragraphs(element.children);
            blocks.push(HtmlNode::Element(element));
        }
        _ => blocks.push(HtmlNode::Element(element)),
    }
}

/// Returns true for an element that says nothing by itself.
fn is_plain(element: &Element) -> bool {
    let is_group = matches!(element.name.as_str(), "div" | "section" | "article" | "main" | "span" | "font");
    is_group
        && element.attributes.iter().all(|(name, value)| match name.as_str() {
            "class" | "id" | "name" | "hidden" | "lang" => false,
            "style" => !MEANINGFUL_STYLES.iter().any(|property| value.to_ascii_lowercase().contains(property)),
            _ => true,
        })
}

fn has_blocks(element: &Element) -> bool {
    element.children.iter().any(|child| match child {
        HtmlNode::Text(_) => false,
        HtmlNode::Element(child) => is_block(&child.name) || has_blocks(child),
    })
}

/// Adds the paragraphs of a run of words.
fn flush(run: &mut Vec<HtmlNode>, blocks: &mut Vec<HtmlNode>) {
    let nodes = std::mem::take(run);
    if nodes.iter().all(is_space) {
        // White space between blocks is nothing, but line breaks are.
        return;
    }
    for children in split(nodes) {
        blocks.push(HtmlNode::Element(Element { name: "p".to_owned(), children, ..Element::default() }));
    }
}

/// Splits a run of words at each two line breaks. An element around them goes on in the next paragraph.
fn split(nodes: Vec<HtmlNode>) -> Vec<Vec<HtmlNode>> {
    let mut pieces = vec![Vec::new()];
    let mut breaks = 0;
    for node in nodes {
        if is_break(&node) {
            breaks += 1;
        } else if breaks == 0 || !matches!(&node, HtmlNode::Text(text) if text.trim_ascii().is_empty()) {
            begin_piece(&mut pieces, breaks);
            breaks = 0;
            let inner = match node {
                HtmlNode::Element(element) if !element.children.is_empty() => split_element(element),
                node => vec![vec![node]],
            };
            for (at, piece) in inner.into_iter().enumerate() {
                begin_piece(&mut pieces, if at == 0 { 0 } else { 2 });
                pieces.last_mut().into_iter().for_each(|last| last.extend(piece.iter().cloned()));
            }
        }
    }
    pieces.retain(|piece| !piece.iter().all(is_space));
    pieces
}

/// Goes on after so many line breaks.
fn begin_piece(pieces: &mut Vec<Vec<HtmlNode>>, breaks: usize) {
    match (breaks, pieces.last_mut()) {
        (1, Some(last)) if !last.is_empty() => {
            last.push(HtmlNode::Element(Element { name: "br".to_owned(), ..Element::default() }));
        }
        (0 | 1, _) => {}
        _ => pieces.push(Vec::new()),
    }
}

fn split_element(mut element: Element) -> Vec<Vec<HtmlNode>> {
    if !element.children.iter().any(has_break) {
        return vec![vec![HtmlNode::Element(element)]];
    }
    let pieces = split(std::mem::take(&mut element.children));
    pieces.into_iter().map(|children| vec![HtmlNode::Element(Element { children, ..element.clone() })]).collect()
}

fn has_break(node: &HtmlNode) -> bool {
    is_break(node) || matches!(node, HtmlNode::Element(element) if element.children.iter().any(has_break))
}

fn is_break(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if element.name == "br")
}

fn is_space(node: &HtmlNode) -> bool {
    is_break(node) || matches!(node, HtmlNode::Text(text) if text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::parse;

    fn shown(html: &str) -> String {
        with_paragraphs(parse(html)).iter().map(outline).collect::<Vec<_>>().join(" ")
    }

    fn outline(node: &HtmlNode) -> String {
        match node {
            HtmlNode::Text(text) => text.trim().to_owned(),
            HtmlNode::Element(element) => {
                let inner: Vec<String> = element.children.iter().map(outline).filter(|text| !text.is_empty()).collect();
                format!("{}({})", element.name, inner.join(" "))
            }
        }
    }

    #[test]
    fn two_line_breaks_are_the_end_of_a_paragraph() {
        assert_eq!(shown("a<br>b<br /><br />\n<br>c\n<br>"), "p(a br() b) p(c)");
        assert_eq!(shown("<p>a<br><br>b</p>"), "p(a) p(b)");
        assert_eq!(
            shown("<span><b>Q:</b> a<br><br>b</span><br><br><b>SQ:</b> c"),
            "p(span(b(Q:) a)) p(span(b)) p(b(SQ:) c)"
        );
        assert_eq!(shown("<b>a<br><br>b</b> c"), "p(b(a)) p(b(b) c)");
        assert_eq!(shown("a <i>b</i>\n<p>c</p>d"), "p(a i(b)) p(c) p(d)");
    }

    #[test]
    fn each_div_is_a_paragraph() {
        assert_eq!(
            shown("<div dir='ltr'><div>a</div><div><br></div>\n<div style='text-align: left'>b</div></div>"),
            "p(a) p(b)"
        );
        assert_eq!(shown("a<div>b</div>"), "p(a) p(b)");
        assert_eq!(shown("<div class='separator'><img></div>"), "div(p(img()))");
        assert_eq!(shown("<div style='display: none'>a</div>"), "div(p(a))");
        assert_eq!(shown("<span><p>a</p>b<br><br>c</span>"), "p(a) p(b) p(c)");
    }

    #[test]
    fn what_has_paragraphs_stays() {
        for html in
            ["<p>a</p><ul><li>b<br><br>c</li></ul><pre>d</pre><p>e<br>f</p>", "<table><tr><td>a</td></tr></table>"]
        {
            assert_eq!(shown(html), parse(html).iter().map(outline).collect::<Vec<_>>().join(" "));
        }
    }
}
