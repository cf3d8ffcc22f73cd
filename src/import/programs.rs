//! Programs that a post names in a bare list: proposals of profiles, in which nothing is invented.

use super::html::{HtmlNode, is_block, text_of, words};

/// A program in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListedProgram {
    pub(super) name: String,
    /// The address of its own page; empty if the list has none.
    pub(super) address: String,
}

/// How many programs make a list.
const ENOUGH: usize = 3;

/// The longest name, in characters.
const LONGEST: usize = 120;

/// Words of which at least one is in the name of a program or of who offers it.
const WORDS: [&str; 14] = [
    "academy",
    "certificate",
    "college",
    "course",
    "degree",
    "diploma",
    "institute",
    "institut",
    "master",
    "program",
    "school",
    "specialization",
    "university",
    "universität",
];

/// Returns the programs of which at least three follow each other, each alone in a line, a paragraph or an item of a list.
pub(super) fn listed(nodes: &[HtmlNode]) -> Vec<ListedProgram> {
    let mut lines = Vec::new();
    add_lines(nodes, &mut lines);
    let programs: Vec<Option<ListedProgram>> = lines.iter().map(|line| program(line)).collect();
    let runs = programs.chunk_by(|a, b| a.is_some() && b.is_some()).filter(|run| run.len() >= ENOUGH);
    runs.flat_map(|run| run.iter().flatten().cloned()).collect()
}

/// Adds the lines of a text: its paragraphs, the parts between their line breaks, and the items of its lists.
fn add_lines<'n>(nodes: &'n [HtmlNode], lines: &mut Vec<Vec<&'n HtmlNode>>) {
    let mut line: Vec<&HtmlNode> = Vec::new();
    for node in nodes {
        match node {
            HtmlNode::Element(element) if element.name == "br" => lines.push(std::mem::take(&mut line)),
            HtmlNode::Element(element) if is_block(&element.name) => {
                lines.push(std::mem::take(&mut line));
                add_lines(&element.children, lines);
            }
            node => line.push(node),
        }
    }
    lines.push(line);
    lines.retain(|line| !line.iter().all(|node| matches!(node, HtmlNode::Text(text) if text.trim().is_empty())));
}

/// Returns the program that a line names, if it has nothing else.
fn program(line: &[&HtmlNode]) -> Option<ListedProgram> {
    let name: String = line.iter().map(|node| text_of(std::slice::from_ref(*node))).collect();
    let name = words(&name);
    let name = name.trim_start_matches(['•', '-', '–', '*', '·']).trim_start();
    let small = name.to_lowercase();
    let is_sentence = name.ends_with(['.', '!', '?', ':', ';']) || name.contains(". ");
    if is_sentence || name.chars().count() > LONGEST || !WORDS.iter().any(|word| small.contains(word)) {
        return None;
    }
    let link = line.iter().find_map(|node| match node {
        HtmlNode::Element(element) if element.name == "a" => Some(element),
        _ => None,
    });
    // Words beside the link say something about the program: that is no bare name.
    let is_bare = link.is_none_or(|link| words(&text_of(&link.children)) == name);
    let address = link.and_then(|link| link.attribute("href")).filter(|href| href.starts_with("http"));
    is_bare.then(|| ListedProgram { name: name.to_owned(), address: address.unwrap_or_default().to_owned() })
}

#[cfg(test)]
#[allow(clippy::format_collect, reason = "short texts for comparing")]
mod tests {
    use super::super::html::parse;
    use super::*;

    fn names(html: &str) -> String {
        let programs = listed(&parse(html));
        programs.iter().map(|program| format!("{} <{}>; ", program.name, program.address)).collect()
    }

    #[test]
    fn bare_names_in_lines_paragraphs_and_lists() {
        let links = ["Law College", "Map School", "Rare Book School"]
            .map(|name| format!("<a href=\"https://{}.example\">{name}</a>", &name[..3]));
        let expected = "Law College <https://Law.example>; Map School <https://Map.example>; \
                        Rare Book School <https://Rar.example>; ";
        assert_eq!(names(&format!("<p>These:</p><p>{}</p>", links.join("<br>\n"))), expected);
        assert_eq!(names(&links.clone().map(|link| format!("<p>• {link}</p>")).concat()), expected);
        assert_eq!(
            names(&format!("<ul>{}</ul>", links.clone().map(|link| format!("<li>{link}</li>")).concat())),
            expected
        );
        assert_eq!(
            names("<p>Law College<br>Map School<br>Book School</p>"),
            "Law College <>; Map School <>; Book School <>; "
        );
    }

    #[test]
    fn sentences_are_no_names() {
        assert_eq!(names("<p>Go to college.</p><p>Go to school.</p><p>Get a degree!</p>"), "");
        assert_eq!(names("<ul><li>My school</li><li>His cat</li><li>A degree</li></ul>"), "");
        assert_eq!(
            names(
                "<ul><li><a href=\"https://a\">Law College</a>, which is good</li><li>B School</li><li>C School</li></ul>"
            ),
            ""
        );
    }
}
