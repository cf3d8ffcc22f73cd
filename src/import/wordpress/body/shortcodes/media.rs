//! The shortcodes of pictures, films, code, and links.

use super::known::Known;
use super::reader::ShortcodeReader;
use super::tag::{Shortcode, Values};
use crate::import::html::LossKind;
use crate::import::wordpress::body::addresses::{bare, is_shown, link, window};
use crate::import::wordpress::body::gallery::GalleryPicture;
use crate::import::wordpress::body::html_tags::{attribute, tag_length};
use crate::import::wordpress::body::lines::{line_ends, on_one_line};

/// The values that name a file.
const FILES: [&str; 13] = ["src", "mp3", "m4a", "ogg", "wav", "wma", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mov"];

impl<'t> ShortcodeReader<'t, '_> {
    /// Returns the HTML of a shortcode that shows something.
    pub(super) fn media(&mut self, kind: Known, code: &Shortcode<'t>, content: &'t str) -> String {
        let values = code.values();
        match kind {
            Known::Caption => caption(&values, content),
            Known::Gallery => self.pictures(&values),
            Known::Embed => match bare(content).or_else(|| values.get(&["src", "url"])) {
                Some(address) => self.window(address),
                None => content.to_owned(),
            },
            Known::Audio => self.player("audio", &values, content),
            Known::Video => self.player("video", &values, content),
            Known::Playlist => self.playlist(&values),
            Known::Code(language) => highlighted(language, &values, content),
            Known::Site(prefix) => self.site(prefix, code, content),
            Known::Button => button(&values, content),
            Known::Footnote => self.footnote(content),
            Known::Quote | Known::Form | Known::Poll | Known::Dynamic | Known::Layout => String::new(),
        }
    }

    fn window(&mut self, address: &str) -> String {
        let line = self.lines.line_of(self.at);
        window(address.trim(), line, self.losses)
    }

    fn lost(&mut self, what: LossKind, code: &Shortcode<'_>) -> String {
        self.lose(what, &self.text[self.at..self.at + code.length]);
        String::new()
    }

    fn pictures(&mut self, values: &Values<'_>) -> String {
        let ids: Vec<u64> = match values.get(&["ids", "include"]) {
            Some(ids) => numbers(ids),
            None => self.gallery.attached(),
        };
        let mut html = String::new();
        for id in &ids {
            match self.gallery.picture(*id) {
                Some(picture) => html.push_str(&figure(&picture)),
                None => self.lose(LossKind::MissingPicture, &format!("[gallery]: {id}")),
            }
        }
        if ids.is_empty() {
            self.lose(LossKind::MissingPicture, "[gallery]");
        }
        html
    }

    /// Returns the recordings of a list, each with a player of its own.
    fn playlist(&mut self, values: &Values<'_>) -> String {
        let name = if values.get(&["type"]) == Some("video") { "video" } else { "audio" };
        let ids = match values.get(&["ids", "include"]) {
            Some(ids) => numbers(ids),
            None => self.gallery.recordings(),
        };
        let mut players = Vec::new();
        for id in &ids {
            match self.gallery.picture(*id) {
                Some(file) => {
                    let address = attribute(&file.address);
                    players.push(format!("<{name} controls src=\"{address}\"></{name}>"));
                }
                None => self.lose(LossKind::MissingPicture, &format!("[playlist]: {id}")),
            }
        }
        if ids.is_empty() {
            self.lose(LossKind::MissingPicture, "[playlist]");
        }
        players.join("<br />")
    }

    fn player(&mut self, name: &str, values: &Values<'_>, content: &str) -> String {
        let is_file = |value: &&str| value.contains("://") || value.starts_with('/');
        let first = values.first().map(|value| value.split('|').next().unwrap_or(value)).filter(is_file);
        let Some(address) = values.get(&FILES).or(first).or_else(|| bare(content)) else {
            self.lose(LossKind::TemplateBlock, &format!("[{name}]"));
            return on_one_line(content);
        };
        if is_shown(address) {
            return self.window(address);
        }
        format!("<{name} controls src=\"{}\"></{name}>", attribute(address))
    }

    /// Returns a link to a page of another site.
    fn site(&mut self, prefix: &str, code: &Shortcode<'t>, content: &str) -> String {
        let values = code.values();
        let named = ["url", "id", "src", "href", "video", "album", "track", "v", "link", "uri"];
        let content = content.trim();
        let value = values.get(&named).or_else(|| values.first()).or((!content.is_empty()).then_some(content));
        // An address may have become a link, or have a `&` written out.
        let value = value.map(|value| {
            value.rsplit_once("href=\"").map_or(value, |(_, rest)| rest.split('"').next().unwrap_or(rest))
        });
        let value = value.map(|value| value.trim_matches(['"', '\'', '”', '“']));
        let is_id = |value: &str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "-_/@.".contains(c);
            !value.is_empty() && value.chars().all(is_part) && !value.contains("//")
        };
        match value {
            Some(address) if bare(address).is_some() => self.window(address),
            Some(address) if address.starts_with("//") => self.window(&format!("https:{address}")),
            Some(id) if !prefix.is_empty() && is_id(id) => self.window(&format!("{prefix}{id}")),
            Some(rest) if !prefix.is_empty() && is_id(rest.split('&').next().unwrap_or_default()) => {
                self.window(&format!("{prefix}{rest}"))
            }
            _ => {
                self.lost(LossKind::Shortcode, code);
                let written = on_one_line(&self.text[self.at..self.at + code.length]);
                let end = if content.is_empty() { String::new() } else { format!("[/{}]", code.name) };
                format!("{written}{content}{end}")
            }
        }
    }

    /// Returns the mark of a footnote. Its text goes to the end.
    fn footnote(&mut self, content: &str) -> String {
        let id = format!("callslip-note-{}", self.notes.len() + 1);
        self.notes.push((id.clone(), on_one_line(content.trim())));
        // The lines that it took are within the tag, where they break no line of the text.
        format!("<sup data-fn=\"{id}\"{}></sup>", line_ends(content))
    }
}

fn numbers(list: &str) -> Vec<u64> {
    list.split(|c: char| !c.is_ascii_digit()).filter_map(|id| id.parse().ok()).collect()
}

/// Returns a picture with its caption, which is either a value or what follows the picture.
fn caption(values: &Values<'_>, content: &str) -> String {
    let content = content.trim();
    let (picture, rest) = content.split_at(picture_length(content));
    let of_value = values.get(&["caption"]).map(|text| text.replace("&quot;", "\""));
    let (picture, caption) = match of_value {
        Some(caption) => (content, caption),
        None if picture.is_empty() => (content, String::new()),
        None => (picture, rest.trim().to_owned()),
    };
    if caption.is_empty() {
        return format!("<figure>{picture}</figure>");
    }
    format!("<figure>{picture}<figcaption>{caption}</figcaption></figure>")
}

/// Returns the length of the picture at the start of a caption, with the link around it. 0 if there is none.
fn picture_length(content: &str) -> usize {
    let (mut at, mut in_link, mut found) = (0, false, 0);
    loop {
        let rest = content[at..].trim_start();
        at = content.len() - rest.len();
        let lower: String = rest.chars().take(6).collect::<String>().to_ascii_lowercase();
        let length = if rest.starts_with('<') { tag_length(rest) } else { 0 };
        match lower.as_str() {
            _ if length < 2 => return found,
            name if name.starts_with("<img") => found = at + length,
            name if name.starts_with("<a ") && !in_link && found == 0 => in_link = true,
            name if name.starts_with("</a>") && in_link && found > 0 => return at + length,
            name if name.starts_with("<br") || name.starts_with("<p>") => {}
            _ => return found,
        }
        at += length;
        if found > 0 && !in_link {
            return found;
        }
    }
}

fn figure(picture: &GalleryPicture) -> String {
    let caption = on_one_line(picture.caption.trim());
    let caption = if caption.is_empty() { caption } else { format!("<figcaption>{caption}</figcaption>") };
    let alt = attribute(&picture.alt.replace('&', "&amp;"));
    format!("<figure><img src=\"{}\" alt=\"{alt}\">{caption}</figure>", attribute(&picture.address))
}

/// Returns code. It was saved with its `<` written out, or as it is.
fn highlighted(language: &str, values: &Values<'_>, content: &str) -> String {
    let language = values.get(&["language", "lang"]).or(values.first()).unwrap_or(language);
    let content = content.strip_prefix('\n').map_or_else(|| content.to_owned(), |rest| format!("\n{rest}"));
    let code = if content.contains('<') { content.replace('&', "&amp;").replace('<', "&lt;") } else { content };
    format!("<pre class=\"language-{}\">{code}</pre>", attribute(language))
}

fn button(values: &Values<'_>, content: &str) -> String {
    let label =
        if content.trim().is_empty() { values.get(&["text", "title", "button_text", "label"]) } else { Some(content) };
    let address = values.get(&["url", "link", "href", "button_url"]);
    match (address, label) {
        (Some(address), Some(label)) => format!("<a href=\"{}\">{}</a>", attribute(address), label.trim()),
        (Some(address), None) => link(address),
        (None, label) => label.unwrap_or_default().to_owned(),
    }
}
