//! Pictures, sounds, films, and windows onto other sites.

use super::addresses::{file_name, is_harmful, scheme};
use super::attributes::value;
use super::converter::{Converter, Flow};
use super::loss::LossKind;
use super::piece::{TextPiece, Wrap};
use super::tree::{Element, HtmlNode, elements, find, text_of, words};
use crate::content::page_of_frame;

/// Scripts that dress up what is in the text anyway.
const DRESSERS: [&str; 8] = [
    "platform.twitter.com",
    "platform.x.com",
    "instagram.com/embed",
    "tiktok.com/embed",
    "connect.facebook.net",
    "embed.bsky.app",
    "assets.pinterest.com",
    "embedr.flickr.com",
];

impl Converter<'_> {
    /// Adds a picture, a sound, a film, or something that is left out.
    pub(super) fn media(&mut self, element: &Element, flow: &mut Flow) {
        match element.name.as_str() {
            "img" => self.picture(element, flow),
            "picture" => {
                for picture in element.elements().filter(|part| part.name == "img") {
                    self.picture(picture, flow);
                }
            }
            "noscript" => self.without_scripts(element, flow),
            "audio" | "video" => self.player(element, flow),
            "iframe" => self.window(element, element.attribute("src").or_else(|| element.attribute("data-src")), flow),
            "object" | "embed" | "applet" => self.plug_in(element, flow),
            "svg" => self.lose(element, LossKind::Drawing, &words(&text_of(&element.children))),
            "math" => {
                let text = words(&text_of(&element.children));
                self.lose(element, LossKind::Formula, &text);
                flow.run.text(&text);
            }
            "script" => self.script(element, flow),
            _ => self.lose(element, LossKind::Object, &words(&text_of(&element.children))),
        }
    }

    /// Returns the address of a picture, also if the page would have loaded it later. `None` if it has none.
    pub(super) fn picture_address(element: &Element) -> Option<String> {
        let later = ["data-src", "data-lazy-src", "data-original", "data-orig-file"];
        let src = element.attribute("src").map(str::trim).filter(|src| !src.is_empty() && !is_harmful(src));
        let src = src.or_else(|| later.iter().find_map(|name| element.attribute(name)));
        src.filter(|src| !is_harmful(src)).map(str::to_owned)
    }

    fn picture(&mut self, element: &Element, flow: &mut Flow) {
        let alt = words(element.attribute("alt").unwrap_or_default());
        let Some(src) = Self::picture_address(element) else {
            if element.attribute("src").is_some_and(|src| !src.trim().is_empty()) {
                self.lose(element, LossKind::PictureInText, &alt);
            }
            return;
        };
        if is_smiley(element, &src) {
            flow.run.text(&alt);
            return;
        }
        let is_tiny = |name| matches!(element.attribute(name), Some("0" | "1" | "0px" | "1px"));
        if is_tiny("width") && is_tiny("height") {
            self.lose(element, LossKind::Tracker, &src);
            return;
        }
        self.last_picture.clone_from(&src);
        match self.addresses.file(&src) {
            Some(file) => flow.run.push(TextPiece::Image { alt, file }),
            None => self.old_address(&src, &alt, flow),
        }
    }

    /// Adds a link to a file that is missing.
    fn old_address(&mut self, src: &str, label: &str, flow: &mut Flow) {
        let label = if label.is_empty() { file_name(src) } else { label };
        let opened = match self.addresses.link(src).filter(|_| !is_harmful(src)) {
            Some(address) => flow.run.open(Wrap::Link(address)),
            None => false,
        };
        flow.run.text(label);
        if opened {
            flow.run.close();
        }
    }

    /// Adds the pictures that a page shows to readers without scripts, if it has not shown them yet.
    fn without_scripts(&mut self, element: &Element, flow: &mut Flow) {
        if let Some(picture) = find(&element.children, &["img"])
            && Self::picture_address(picture).is_some_and(|src| src != self.last_picture)
        {
            self.picture(picture, flow);
        }
    }

    fn player(&mut self, element: &Element, flow: &mut Flow) {
        let source = element.elements().find_map(|part| part.attribute("src").filter(|_| part.name == "source"));
        let Some(src) = element.attribute("src").filter(|src| !src.is_empty()).or(source) else {
            self.walk(&element.children, flow);
            return;
        };
        let name = element.name.as_str();
        match self.addresses.file(src) {
            Some(file) => {
                let file = value(&super::address::encoded(&file));
                flow.run.push(TextPiece::Html(format!("<{name} controls src=\"{file}\"></{name}>")));
            }
            None => {
                // Several players in a row would be one word.
                flow.end_paragraph();
                self.old_address(src, "", flow);
                flow.end_paragraph();
            }
        }
    }

    /// Adds a link in the place of a window onto another site.
    fn window(&mut self, element: &Element, address: Option<&str>, flow: &mut Flow) {
        let Some(address) = address.map(str::trim).filter(|src| !src.is_empty() && !is_harmful(src)) else { return };
        let address = address.strip_prefix("//").map_or_else(|| address.to_owned(), |rest| format!("https://{rest}"));
        let page = page_of_frame(&address).unwrap_or(address);
        self.lose(element, LossKind::Embed, &page);
        let title = words(element.attribute("title").unwrap_or_default());
        let says_nothing = ["youtube video player", "vimeo", "embedded content", "video", "iframe", "spotify embed"];
        let title =
            if says_nothing.iter().any(|word| title.eq_ignore_ascii_case(word)) { String::new() } else { title };
        let Some(link) = self.addresses.link(&page) else {
            flow.run.text(&title);
            return;
        };
        let label = if title.is_empty() { link.clone() } else { title };
        flow.end_paragraph();
        if flow.run.open(Wrap::Link(link)) {
            flow.run.text(&label);
            flow.run.close();
        } else {
            flow.run.text(&label);
        }
        flow.end_paragraph();
    }

    fn plug_in(&mut self, element: &Element, flow: &mut Flow) {
        let of_param = element.elements().filter(|part| part.name == "param").find_map(|part| {
            let is_address =
                part.attribute("name").is_some_and(|name| matches!(name, "movie" | "src" | "url" | "FileName"));
            part.attribute("value").filter(|_| is_address)
        });
        let embed = find(&element.children, &["embed", "iframe"]).and_then(|part| part.attribute("src"));
        let own = element.attribute("data").or_else(|| element.attribute("src"));
        let address = own.or(of_param).or(embed).filter(|src| scheme(src).is_some() || src.starts_with("//"));
        match address {
            Some(address) => self.window(element, Some(address), flow),
            None => {
                self.lose(element, LossKind::Object, &words(&text_of(&element.children)));
                self.walk(&element.children, flow);
            }
        }
    }

    fn script(&mut self, element: &Element, flow: &mut Flow) {
        let Some(src) = element.attribute("src") else { return };
        if DRESSERS.iter().any(|dresser| src.contains(dresser)) {
            return;
        }
        if src.contains("gist.github.com/") {
            self.window(element, Some(src.trim_end_matches(".js")), flow);
        } else {
            self.lose(element, LossKind::Script, src);
        }
    }

    /// Records a form.
    pub(super) fn form(&mut self, element: &Element) {
        let text = words(&text_of(&element.children));
        let fields = elements(&element.children).filter_map(|part| part.attribute("placeholder")).collect::<Vec<_>>();
        let text = if text.is_empty() { fields.join(", ") } else { text };
        let action = element.attribute("action").unwrap_or_default();
        self.lose(element, LossKind::Form, if text.is_empty() { action } else { &text });
    }
}

/// Returns true if a picture is one that readers saw as such.
pub(crate) fn is_picture(element: &Element) -> bool {
    Converter::picture_address(element).is_some_and(|src| !is_smiley(element, &src))
}

/// Returns a link to a picture in its place, or the character that it stands for. `None` if it has no address.
pub(crate) fn picture_link(element: &Element) -> Option<HtmlNode> {
    let src = Converter::picture_address(element)?;
    let alt = words(element.attribute("alt").unwrap_or_default());
    if is_smiley(element, &src) {
        return Some(HtmlNode::Text(alt));
    }
    let label = if alt.is_empty() { file_name(&src).to_owned() } else { alt };
    let attributes = vec![("href".to_owned(), src)];
    Some(HtmlNode::Element(Element {
        name: "a".to_owned(),
        attributes,
        children: vec![HtmlNode::Text(label)],
        line: element.line,
    }))
}

/// Returns true for a picture that stands for a character.
fn is_smiley(element: &Element, src: &str) -> bool {
    let is_class = element.has_class("wp-smiley") || element.has_class("emoji");
    let has_alt = element.attribute("alt").is_some_and(|alt| !alt.trim().is_empty());
    has_alt && (is_class || src.contains("/images/core/emoji/") || src.contains("/images/smilies/"))
}
