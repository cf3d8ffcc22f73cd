//! Elements within a line: emphasis, abbreviations, and the like.

use super::attributes::{kept, language};
use super::converter::{Converter, Flow};
use super::loss::LossKind;
use super::piece::{TextPiece, Wrap};
use super::tree::{Element, has_only, text_of, words};

/// Elements that are written as HTML, with the attributes that they keep.
const TAGS: [(&str, &[&str]); 21] = [
    ("abbr", &["title"]),
    ("bdi", &["dir"]),
    ("bdo", &["dir"]),
    ("cite", &[]),
    ("data", &["value"]),
    ("dfn", &["title"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("mark", &[]),
    ("meter", &["high", "low", "max", "min", "optimum", "value"]),
    ("progress", &["max", "value"]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("time", &["datetime"]),
    ("var", &[]),
];

/// Elements whose tags say nothing but how words look, or nothing at all.
const PLAIN: [&str; 27] = [
    "area", "base", "basefont", "bgsound", "big", "blink", "button", "col", "colgroup", "font", "frame", "input",
    "keygen", "label", "link", "map", "marquee", "meta", "nobr", "param", "rb", "rtc", "source", "spacer", "span", "u",
    "wbr",
];

impl Converter<'_> {
    /// Adds what is in an element within a line, with what it means around it.
    pub(super) fn phrase(&mut self, element: &Element, flow: &mut Flow) {
        let wraps = self.wraps(element);
        let opened = wraps.into_iter().filter(|wrap| flow.run.open(wrap.clone())).count();
        self.walk(&element.children, flow);
        for _ in 0..opened {
            flow.run.close();
        }
    }

    fn wraps(&mut self, element: &Element) -> Vec<Wrap> {
        let name = element.name.as_str();
        let mut wraps = Vec::new();
        let language = language(element);
        match name {
            "b" | "strong" if !element.has_style("font-weight", &["normal", "400", "300"]) => wraps.push(Wrap::Strong),
            "i" | "em" if !element.has_style("font-style", &["normal"]) => wraps.push(Wrap::Emphasis),
            "s" | "strike" | "del" => wraps.push(Wrap::Struck),
            "b" | "strong" | "i" | "em" => {}
            "acronym" => {
                let start = format!("<abbr{}{language}>", kept(element, &["title"]));
                return vec![Wrap::Tag { start, name: "abbr" }];
            }
            _ => {
                if let Some((name, attributes)) = TAGS.iter().find(|(known, _)| *known == name) {
                    let attributes = kept(element, attributes);
                    return vec![Wrap::Tag { start: format!("<{name}{attributes}{language}>"), name }];
                }
                wraps.extend(styled(element));
                if !PLAIN.contains(&name) && !is_of_word_processor(name) {
                    self.lose(element, LossKind::UnknownElement, &words(&text_of(&element.children)));
                }
            }
        }
        if !language.is_empty() {
            wraps.push(Wrap::Tag { start: format!("<span{language}>"), name: "span" });
        }
        wraps
    }

    /// Adds code.
    pub(super) fn code(&mut self, element: &Element, flow: &mut Flow) {
        if !has_only(&element.children, &["br", "code", "font", "span", "tt"]) {
            self.wrapped("code", element, flow);
            return;
        }
        let text = super::characters::cleaned_text(&text_of(&element.children));
        let text = text.replace(['\n', '\t'], " ");
        let inside = text.trim();
        if inside.is_empty() {
            flow.run.text(if text.is_empty() { "" } else { " " });
            return;
        }
        flow.run.text(if text.starts_with(char::is_whitespace) { " " } else { "" });
        flow.run.push(TextPiece::Code(inside.to_owned()));
        flow.run.text(if text.ends_with(char::is_whitespace) { " " } else { "" });
    }

    /// Adds what is in an element between tags of this name.
    pub(super) fn wrapped(&mut self, name: &'static str, element: &Element, flow: &mut Flow) {
        let opened = flow.run.open(Wrap::Tag { start: format!("<{name}>"), name });
        self.walk(&element.children, flow);
        if opened {
            flow.run.close();
        }
    }
}

/// Returns what the `style` of an element means.
fn styled(element: &Element) -> Vec<Wrap> {
    let mut wraps = Vec::new();
    if element.has_style("font-weight", &["bold", "600", "700", "800", "900"]) {
        wraps.push(Wrap::Strong);
    }
    if element.has_style("font-style", &["italic", "oblique"]) {
        wraps.push(Wrap::Emphasis);
    }
    if element.has_style("text-decoration", &["line-through"]) {
        wraps.push(Wrap::Struck);
    }
    wraps
}

/// Returns true for the elements that word processors leave in a text, such as `o:p`.
fn is_of_word_processor(name: &str) -> bool {
    ["o:", "w:", "m:", "v:", "st1:", "st2:"].iter().any(|prefix| name.starts_with(prefix))
}
