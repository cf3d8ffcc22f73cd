//! Links, the places that they lead to, and the marks of footnotes.

use std::collections::BTreeSet;

use super::addresses::{Addresses, is_harmful};
use super::attributes::value;
use super::converter::{Converter, Flow};
use super::loss::LossKind;
use super::names::is_heading;
use super::piece::{TextPiece, Wrap};
use super::tree::{Element, HtmlNode, elements, find, text_of};

/// The characters of links back from a footnote.
const WAYS_BACK: [char; 8] = ['↩', '↑', '⤴', '⏎', '\u{fe0e}', '\u{fe0f}', '^', '«'];

impl Converter<'_> {
    /// Adds a place that links lead to, unless the element can have its id itself.
    pub(super) fn target(&mut self, element: &Element, flow: &mut Flow) {
        if is_heading(&element.name) {
            return;
        }
        for id in ids_of(element) {
            if self.targets.remove(id) {
                if super::names::is_block(&element.name) {
                    flow.end_paragraph();
                }
                flow.run.push(TextPiece::Html(format!("<span id=\"{}\"></span>", value(id))));
            }
        }
    }

    /// Adds a link.
    pub(super) fn link(&mut self, element: &Element, flow: &mut Flow) {
        let Some(href) = element.attribute("href").map(str::trim) else {
            self.phrase_without_tags(element, flow);
            return;
        };
        if let Some(number) = href.strip_prefix('#').and_then(|id| self.notes.get(id)).copied() {
            flow.run.push(TextPiece::Note(number));
            return;
        }
        // The theme's button beside the link to a file.
        if element.has_class("wp-block-file__button") && element.attribute("download").is_some() {
            return;
        }
        let text = text_of(&element.children);
        if is_way_back(href, &text) {
            return;
        }
        let picture = find(&element.children, &["img"]);
        if text.trim().is_empty() && find(&element.children, SHOWN).is_none() {
            if !href.is_empty() && element.attribute("name").or_else(|| element.attribute("id")).is_none() {
                self.lose(element, LossKind::EmptyLink, href);
            }
            self.phrase_without_tags(element, flow);
            return;
        }
        let is_lost = href.strip_prefix('#').is_some_and(|id| !id.is_empty() && !self.places.contains(id));
        if is_lost && self.addresses.link(href).is_none() && !is_top(href) {
            self.lose(element, LossKind::LinkWithin, href);
        }
        let leads_nowhere = href.is_empty() || is_harmful(href);
        let address = match href {
            _ if leads_nowhere => None,
            href if href.starts_with('#') && self.places.contains(&href[1..]) => Some(href.to_owned()),
            href => self.addresses.link(href),
        };
        let shown = picture.filter(|_| text.trim().is_empty()).and_then(Self::picture_address);
        let shown = shown.and_then(|src| self.addresses.file(&src));
        // A picture that leads to itself in full size.
        let leads_to_itself = |address: &String| {
            shown.is_some() && (shown.as_ref() == Some(address) || self.addresses.file(href) == shown)
        };
        let opened = match address.filter(|address| !leads_to_itself(address)) {
            Some(address) => flow.run.open(Wrap::Link(address)),
            None => false,
        };
        self.walk(&element.children, flow);
        if opened {
            flow.run.close();
        }
    }

    fn phrase_without_tags(&mut self, element: &Element, flow: &mut Flow) {
        self.walk(&element.children, flow);
    }

    /// Adds raised words: the mark of a footnote, or others.
    pub(super) fn superscript(&mut self, element: &Element, flow: &mut Flow) {
        let mut links = elements(&element.children);
        let link = links.next().filter(|link| link.name == "a" && links.next().is_none());
        let id = link.and_then(|link| link.attribute("href")).and_then(|href| href.strip_prefix('#'));
        let id = element.attribute("data-fn").or(id);
        match id.and_then(|id| self.notes.get(id)).copied() {
            Some(number) => flow.run.push(TextPiece::Note(number)),
            None => self.phrase(element, flow),
        }
    }
}

/// Returns true for a link from a footnote to its mark.
fn is_way_back(href: &str, text: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || WAYS_BACK.contains(&c);
    href.starts_with('#') && !text.trim().is_empty() && text.chars().all(is_sign)
}

/// Returns true for a link to the top of the page, which every browser has a key for.
fn is_top(href: &str) -> bool {
    matches!(href.to_ascii_lowercase().as_str(), "#" | "#top" | "#page" | "#content")
}

/// Elements that readers see although they have no words.
const SHOWN: &[&str] = &["img", "picture", "svg", "iframe", "video", "audio", "object", "embed"];

/// Adds the ids to which links of this text or of another lead.
pub(super) fn add_targets(nodes: &[HtmlNode], addresses: &dyn Addresses, targets: &mut BTreeSet<String>) {
    for element in elements(nodes) {
        if element.name == "a"
            && let Some(href) = element.attribute("href").map(str::trim)
            && let Some(id) = href.strip_prefix('#').filter(|id| !id.is_empty())
            && !is_way_back(href, &text_of(&element.children))
        {
            targets.insert(id.to_owned());
        }
        targets.extend(ids_of(element).filter(|id| addresses.leads_to(id)).map(str::to_owned));
        add_targets(&element.children, addresses, targets);
    }
}

/// Adds the places in a text that can be linked to, by their ids.
pub(super) fn add_places(nodes: &[HtmlNode], places: &mut BTreeSet<String>) {
    for element in elements(nodes) {
        places.extend(ids_of(element).map(str::to_owned));
        add_places(&element.children, places);
    }
}

/// Returns the ids of an element that a letter can have, too.
fn ids_of(element: &Element) -> impl Iterator<Item = &str> {
    let ids = [element.attribute("id"), element.attribute("name").filter(|_| element.name == "a")];
    let is_plain = |id: &&str| !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c));
    ids.into_iter().flatten().filter(is_plain)
}
