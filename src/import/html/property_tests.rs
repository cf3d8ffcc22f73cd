//! No word is lost on the way to Markdown and back, one file because each part of the generator needs the others.

#![allow(clippy::format_push_string, reason = "a generator of short texts")]

use pulldown_cmark::{Options, Parser};

use super::sample_addresses::{SampleAddresses, is_marker};
use super::{HtmlNode, Loss, parse, to_markdown};

fn convert(html: &str) -> (String, Vec<Loss>) {
    let mut losses = Vec::new();
    let markdown = to_markdown(&parse(html), &SampleAddresses, &is_marker, &mut losses);
    (markdown, losses)
}

fn markdown(html: &str) -> String {
    convert(html).0
}

fn rendered(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options));
    html
}

/// The words that a browser shows.
fn shown(nodes: &[HtmlNode]) -> String {
    fn add(nodes: &[HtmlNode], text: &mut String) {
        for node in nodes {
            match node {
                HtmlNode::Text(words) => text.push_str(words),
                HtmlNode::Element(element) => {
                    let others = ["td", "th", "tr", "caption", "br", "tbody", "thead", "img", "rp"];
                    let is_apart = super::names::is_block(&element.name) || others.contains(&element.name.as_str());
                    text.push_str(if is_apart { "\n" } else { "" });
                    add(&element.children, text);
                    text.push_str(if is_apart { "\n" } else { "" });
                }
            }
        }
    }
    let mut text = String::new();
    add(nodes, &mut text);
    let text: String = text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '•')).collect();
    // Typed bullets become those of lists.
    text.split_whitespace().filter(|word| !["-", "*"].contains(word)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn keeps_words(html: &str) {
    let markdown = markdown(html);
    let back = rendered(&markdown);
    assert_eq!(shown(&parse(&back)), shown(&parse(html)), "\n{html}\n{markdown}\n{back}");
}

const NASTY: [&str; 78] = [
    "1986. A year",
    "1986) x",
    "# x",
    "####### x",
    "#x",
    "+ a",
    "- a",
    "* a",
    "*",
    "_",
    "**",
    "_x_",
    "__init__",
    "a_b_c",
    "*x*",
    "x*",
    "*x",
    "[a](b)",
    "[a][b]",
    "[a]: b",
    "[a]",
    "![a](b)",
    "[^1]",
    "[^1]: x",
    "[ ] todo",
    "[x] done",
    "<b>",
    "<!-- x -->",
    "</p>",
    "<3",
    "5 < 6",
    "<?php",
    "&amp;",
    "&copy;",
    "&#65;",
    "Q&A",
    "AT&T;",
    "|",
    "a | b",
    "|---|",
    "---",
    "===",
    "***",
    "___",
    "- - -",
    "~",
    "~5 or ~6",
    "~~x~~",
    "~~~",
    "^",
    "`",
    "``",
    "`x`",
    "```",
    "\\",
    "\\*",
    "C:\\new\\_x",
    "a\\",
    "Q: what",
    "SM: so",
    "Editor's note: x",
    "{#id}",
    "x {#id}",
    "x #",
    "# #",
    "> x",
    ">",
    "don't",
    "2 * 3",
    "\"quoted\"",
    "https://a.org/_b_/*c*",
    "ida@example.org",
    "!",
    "(x)",
    ": x",
    "=",
    "1.",
    "-",
];

#[test]
fn every_nasty_text_reads_back_everywhere() {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    for text in NASTY.map(escape) {
        for shape in [
            "<p>{}</p>",
            "<p>a {} b</p>",
            "<p>a<br>{}</p>",
            "<p>{}<br>b</p>",
            "<li>{}</li>",
            "<h2>{}</h2>",
            "<p>a<b>{}</b>b</p>",
            "<p><em>{}</em></p>",
            "<p>a <b>{}</b> b</p>",
            "<p><a href='x'>{}</a></p>",
            "<p>x<a href='x'>y</a>{}</p>",
            "<p>{}<a href='x'>y</a></p>",
            "<table><tr><th>{}</th><th>b</th></tr><tr><td>a</td><td>{}</td></tr></table>",
            "<blockquote>{}</blockquote>",
            "<p><code>{}</code></p>",
            "<pre>{}</pre>",
            "<p>{}</p><p>{}</p>",
            "<p><sup>{}</sup>x</p>",
            "<p><b><i>{}</i></b></p>",
            "<p><b>a <i>{}</i></b></p>",
            "<p><i>a</i><b>{}</b></p>",
            "<details><summary>{}</summary>{}</details>",
            "<dl><dt>{}<dd>{}</dl>",
            "<table><tr><td>{}</td></tr><tr><td colspan=2>{}</td></tr></table>",
            "<p><callslip-marker>SM</callslip-marker>{}</p>",
        ] {
            let html = shape.replace("{}", &text);
            if shape.contains("callslip-marker") {
                let back = shown(&parse(&rendered(&markdown(&html))));
                assert_eq!(back, shown(&parse(&format!("<p>SM: {text}</p>"))), "{}", markdown(&html));
            } else if !(shape.contains("{}</p><p>{}") && text.starts_with(['-', '*']) && text.len() > 1) {
                keeps_words(&html);
            }
        }
    }
}

/// Makes the same numbers each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn words(&mut self) -> String {
        let plain = [
            "word", "and", " ", "  ", "\n", "“x”", "é", "1", "don't", ".", ",", ")", "(", "\u{a0}", "日本", "-", "•",
            "a", "b", "!", ":", "😀",
        ];
        let mut text = String::new();
        for _ in 0..self.below(4) {
            let word = if self.below(3) == 0 { self.one_of(&NASTY) } else { self.one_of(&plain) };
            text.push_str(word);
            text.push_str(self.one_of(&["", " ", " ", ""]));
        }
        text.replace('&', "&amp;").replace('<', "&lt;")
    }

    fn inline(&mut self, depth: usize, html: &mut String) {
        for _ in 0..=self.below(4) {
            let name = self.one_of(&[
                "b", "i", "strong", "em", "code", "a", "sub", "mark", "del", "span", "u", "s", "abbr", "br", "img",
            ]);
            match name {
                _ if depth == 0 || self.below(3) == 0 => html.push_str(&self.words()),
                "br" => html.push_str("<br>"),
                "img" => html.push_str("<img src='https://old.example/a b(.jpg' alt='[x](y) *'>"),
                name => {
                    let href = if name == "a" { " href='https://a.example/?a_*b=(c'" } else { "" };
                    *html += &format!("<{name}{href}>");
                    self.inline(depth - 1, html);
                    // A forgotten end tag.
                    if self.below(12) > 0 {
                        *html += &format!("</{name}>");
                    }
                }
            }
        }
    }

    fn blocks(&mut self, depth: usize, html: &mut String) {
        let names = [
            "p",
            "p",
            "div",
            "ul",
            "ol",
            "blockquote",
            "h2",
            "h3",
            "table",
            "dl",
            "details",
            "figure",
            "pre",
            "hr",
            "center",
            "section",
        ];
        for _ in 0..=self.below(3) {
            let name = self.one_of(&names);
            match name {
                _ if depth == 0 => self.inline(2, html),
                "hr" => html.push_str("<hr>"),
                "ul" | "ol" | "dl" | "table" | "details" | "figure" => self.structure(name, depth, html),
                "p" | "h2" | "h3" | "pre" => {
                    *html += &format!("<{name}>");
                    self.inline(3, html);
                    *html += if self.below(8) > 0 {
                        ["</p>", "</h2>", "</h3>", "</pre>"]
                            [["p", "h2", "h3", "pre"].iter().position(|one| *one == name).unwrap()]
                    } else {
                        ""
                    };
                }
                _ => {
                    *html += &format!("<{name}>");
                    self.blocks(depth - 1, html);
                    *html += &format!("</{name}>");
                }
            }
        }
    }

    fn structure(&mut self, name: &str, depth: usize, html: &mut String) {
        *html += &format!("<{name}>{}", if name == "details" { "<summary>s</summary>" } else { "" });
        let (row, parts): (&str, &[&str]) = match name {
            "table" => ("<tr>", &["td", "th", "td"]),
            "dl" => ("", &["dt", "dd"]),
            "details" => ("", &["p"]),
            "figure" => ("", &["div", "figcaption"]),
            _ => ("", &["li"]),
        };
        for _ in 0..=self.below(3) {
            *html += row;
            for part in parts {
                *html += &format!("<{part}>");
                if self.below(2) == 0 || *part == "p" {
                    self.inline(2, html);
                } else {
                    self.blocks(depth - 1, html);
                }
                *html += &if self.below(4) > 0 { format!("</{part}>") } else { String::new() };
            }
        }
        *html += &format!("</{name}>");
    }
}

#[test]
fn random_texts_keep_their_words() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3000);
    for seed in 0..rounds {
        let mut html = String::new();
        let mut random = Random(seed * 7919 + 1);
        let depth = random.below(4);
        random.blocks(depth, &mut html);
        if !std::env::var("SHRINK").is_ok_and(|limit| html.len() > limit.parse().unwrap()) {
            keeps_words(&html);
        }
    }
}
