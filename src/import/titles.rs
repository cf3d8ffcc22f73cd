//! Titles and other texts of one line, which blogs store as HTML.

use super::html::{Addresses, HtmlNode, MARKER, parse, text_of, to_markdown, words};

/// The longest title that is made of a text, in characters.
const LONGEST: usize = 60;

/// Returns the words of a text in HTML, in one line.
pub(super) fn plain(html: &str) -> String {
    if html.contains(['<', '&']) { words(&text_of(&parse(html))) } else { words(html) }
}

/// Returns a title as Markdown, in one line: its emphasis stays, and what would mean something in Markdown does not.
pub(super) fn title_markdown(html: &str) -> String {
    words(&to_markdown(&parse(html), &NoAddresses, &|_| false, &mut Vec::new()))
}

/// Returns a title for a post without one, as Markdown: the first words of its text. Empty if it has none.
pub(super) fn title_of_text(nodes: &[HtmlNode]) -> String {
    let blocks = nodes.iter().map(|node| words(&text_of(&without_markers(std::slice::from_ref(node)))));
    let first = blocks.into_iter().find(|words| words.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let start: String = first.chars().take(LONGEST).collect();
    let title = match start.rsplit_once(' ') {
        Some((whole, _)) if start.len() < first.len() => format!("{}…", whole.trim_end_matches(['.', ',', ';', ':'])),
        _ => start,
    };
    words(&to_markdown(&[HtmlNode::Text(title)], &NoAddresses, &|_| false, &mut Vec::new()))
}

/// Returns a text without the words that open its turns.
fn without_markers(nodes: &[HtmlNode]) -> Vec<HtmlNode> {
    let mut rest = nodes.to_vec();
    rest.retain_mut(|node| match node {
        HtmlNode::Text(_) => true,
        HtmlNode::Element(element) => {
            element.children = without_markers(&element.children);
            element.name != MARKER
        }
    });
    rest
}

/// A title has no links and no pictures.
struct NoAddresses;

impl Addresses for NoAddresses {
    fn link(&self, _: &str) -> Option<String> {
        None
    }

    fn file(&self, _: &str) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gives_a_title() {
        let title = |html: &str| title_of_text(&parse(html));
        assert_eq!(title("<p> </p><p>Closed *today*.</p><p>More</p>"), "Closed \\*today\\*.");
        assert_eq!(title(&format!("<p>{}</p>", "word ".repeat(20))), format!("{}…", "word ".repeat(12).trim_end()));
        let text = format!("<p>{}the end. {}</p>", "word ".repeat(10), "longer".repeat(3));
        assert_eq!(title(&text), format!("{}the end…", "word ".repeat(10)));
        assert_eq!(title(&format!("<p><{MARKER}>Q</{MARKER}>May I?</p>")), "May I?");
        assert_eq!(title("<p><img src=\"a.png\"></p>"), "");
    }
}
