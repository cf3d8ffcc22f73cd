//! Lines of a post that belonged to the page around it: they came along when a text was copied from there.

use super::blog::Post;
use super::html::{HtmlNode, MARKER, find, text_of, words};
use super::titles::plain;
use crate::content::is_form;

/// The number of nodes at the end of a text that are searched for what belongs to the page: its blocks, and the ends of
/// lines between them.
const LAST_NODES: usize = 60;

/// Returns true for a block that opens a turn.
fn has_marker(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if find(&element.children, &[MARKER]).is_some())
}

/// Returns the words of a block in small letters.
fn block_words(node: &HtmlNode) -> String {
    match node {
        HtmlNode::Text(text) => words(text),
        HtmlNode::Element(element) => words(&text_of(&element.children)),
    }
}

/// Removes what a blog shows below a post and what came along in its text: the form for comments, and the short words
/// between its lines. Returns its lines.
pub(super) fn drop_form(nodes: &mut Vec<HtmlNode>) -> Vec<String> {
    let lines: Vec<String> = nodes.iter().map(block_words).collect();
    let is_of_form = |line: &String| is_form(&line.to_lowercase().replace('…', "..."));
    let from = lines.len().saturating_sub(LAST_NODES);
    let Some(first) = lines[from..].iter().position(is_of_form).map(|at| from + at) else { return Vec::new() };
    let is_short = |line: &String| line.split(' ').count() <= 3;
    let is_all = lines[first..].iter().all(|line| is_of_form(line) || is_short(line));
    let dropped: Vec<String> = lines[first..].iter().filter(|line| is_all || is_of_form(line)).cloned().collect();
    let mut at = 0;
    nodes.retain(|_| {
        at += 1;
        at <= first || !dropped.contains(&lines[at - 1])
    });
    dropped.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Removes a first line that says once more what the title says, or in a letter the excerpt. Returns it.
pub(super) fn drop_repetition(nodes: &mut Vec<HtmlNode>, post: &Post, is_letter: bool) -> Vec<String> {
    let (title, excerpt) = (comparable(&plain(&post.title)), comparable(&plain(&post.excerpt)));
    let mut dropped = Vec::new();
    while let Some(at) = nodes.iter().position(|node| !block_words(node).is_empty()) {
        let is_text = matches!(&nodes[at], HtmlNode::Element(element) if matches!(element.name.as_str(), "p" | "h1" | "h2" | "h3"));
        let words = block_words(&nodes[at]);
        let same = comparable(&words);
        let is_only = !nodes[at + 1..].iter().any(|node| !block_words(node).is_empty());
        if !is_text || is_only || has_marker(&nodes[at]) || same != title && !(is_letter && same == excerpt) {
            break;
        }
        dropped.push(words);
        nodes.remove(at);
    }
    dropped
}

/// Returns the letters and digits of a text, for comparing.
fn comparable(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::html::parse;
    use super::*;

    #[test]
    fn a_first_line_that_repeats_the_title() {
        let shown = |html: &str, excerpt: &str, is_letter: bool| {
            let post = Post {
                title: "May I leave, or &#8220;stay&#8221;?".to_owned(),
                excerpt: excerpt.to_owned(),
                ..Post::default()
            };
            let mut nodes = parse(html);
            let dropped = drop_repetition(&mut nodes, &post, is_letter);
            format!("{dropped:?} {}", words(&text_of(&nodes)))
        };
        let html = "<p>May I leave, or stay?</p>\n<p>May I leave? Yes.</p>";
        assert_eq!(shown(html, "", true), r#"["May I leave, or stay?"] May I leave? Yes."#);
        assert_eq!(shown(html, "May I leave? Yes.", true), r#"["May I leave, or stay?"] May I leave? Yes."#);
        let html = "<p>An excerpt.</p><p>More.</p>";
        assert_eq!(shown(html, "An <em>excerpt</em>", true), r#"["An excerpt."] More."#);
        assert_eq!(shown(html, "An <em>excerpt</em>", false), "[] An excerpt. More.");
    }
}
