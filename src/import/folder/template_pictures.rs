//! The pictures and films that tags of templates show.

use pulldown_cmark::{Parser, html::push_html};

use super::template_tags::TagWords;
use crate::source::is_picture;

/// A picture that a tag shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TemplatePicture {
    src: String,
    alt: String,
    /// The title and the caption, in Markdown.
    caption: String,
    link: String,
}

/// Returns the picture that a tag of this name shows. `None` for any other tag, and for one whose picture is not named.
pub(super) fn picture(name: &str, words: &TagWords) -> Option<TemplatePicture> {
    let lowercase = name.to_lowercase();
    let is_picture_name = ["figure", "fig", "image", "img", "picture", "photo"].iter().any(|known| {
        lowercase == *known || lowercase.split(['-', '_']).any(|part| part == *known) || lowercase.ends_with("image")
    });
    if !is_picture_name {
        return None;
    }
    let keys = ["src", "url", "image_path", "path", "file", "image", "img", "name", "link_src", "source", "filename"];
    let by_word = words.words.iter().position(|word| is_picture(word));
    let src = match (words.get(&keys), by_word) {
        (Some(src), _) => src.to_owned(),
        (None, Some(at)) => words.words[at].clone(),
        (None, None) => return None,
    };
    // A variable of the template.
    if src.contains(['{', '<', '>', '\n']) || !is_picture(src.split(['?', '#']).next().unwrap_or(&src)) {
        return None;
    }
    let rest: Vec<&String> = words.words.iter().skip(by_word.map_or(0, |at| at + 1)).collect();
    let is_measure = |word: &str| word.trim_end_matches(['%', 'p', 'x']).parse::<f64>().is_ok();
    let described: Vec<&&String> = rest.iter().filter(|word| !is_measure(word)).collect();
    let alt = words.get(&["alt", "alt_text", "alternative"]).map(str::to_owned);
    let alt = alt.or_else(|| described.last().map(|word| (**word).clone())).unwrap_or_default();
    let parts = [words.get(&["title"]), words.get(&["caption", "attr", "description"])];
    let caption = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let link = words.get(&["link", "href"]).unwrap_or_default().to_owned();
    Some(TemplatePicture { src: src.trim().to_owned(), alt, caption, link })
}

impl TemplatePicture {
    /// Returns the picture in Markdown; as a figure in HTML if it has a caption and lines of its own.
    pub(super) fn markdown(&self, has_own_lines: bool) -> String {
        if has_own_lines && !self.caption.is_empty() {
            let picture = format!("<img src=\"{}\" alt=\"{}\">", escaped(&self.src), escaped(&self.alt));
            let picture = match self.link.as_str() {
                "" => picture,
                link => format!("<a href=\"{}\">{picture}</a>", escaped(link)),
            };
            return format!("<figure>{picture}<figcaption>{}</figcaption></figure>", caption(&self.caption));
        }
        let alt = self.alt.replace(['[', ']'], "");
        let picture = format!("![{alt}]({})", address(&self.src));
        let picture = if self.link.is_empty() { picture } else { format!("[{picture}]({})", address(&self.link)) };
        if self.caption.is_empty() { picture } else { format!("{picture} {}", self.caption) }
    }
}

fn address(text: &str) -> String {
    if text.contains([' ', '(', ')']) { format!("<{text}>") } else { text.to_owned() }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Returns a caption as HTML of one line.
fn caption(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new(markdown));
    let html = html.trim().replace('\n', " ");
    let inner =
        html.strip_prefix("<p>").and_then(|inner| inner.strip_suffix("</p>")).filter(|inner| !inner.contains("<p>"));
    inner.map_or(html.clone(), str::to_owned)
}

/// Returns the page of a film or a post on another site that a tag of this name shows.
pub(super) fn film(name: &str, words: &TagWords) -> Option<String> {
    let keys = ["id", "video", "videoid", "video_id", "src", "url", "user"];
    let first = words.words.iter().find(|word| *word != "autoplay").map(String::as_str);
    let id = words.get(&keys).or(first)?.trim();
    if id.is_empty() || id.contains(['{', '}', '<', '>', '"', ' ']) {
        return None;
    }
    if id.starts_with("https://") && !is_picture(id) && is_film_name(name) {
        return Some(id.to_owned());
    }
    let is_id = id.chars().all(|c| c.is_ascii_alphanumeric() || "-_/.".contains(c));
    let second = words.words.get(1).map_or("", String::as_str);
    let page = match name.to_lowercase().as_str() {
        "youtube" | "youtubeplayer" | "yt" | "youtube_embed" | "youtube-embed" => {
            format!("https://www.youtube.com/watch?v={id}")
        }
        "vimeo" => format!("https://vimeo.com/{id}"),
        "gist" => match words.get(&["user"]) {
            Some(user) => format!("https://gist.github.com/{user}/{}", words.get(&["id"])?),
            None if second.chars().all(|c| c.is_ascii_hexdigit()) && !second.is_empty() => {
                format!("https://gist.github.com/{id}/{second}")
            }
            None => format!("https://gist.github.com/{id}"),
        },
        "tweet" | "twitter" | "x" => {
            let number = words.get(&["id"]).unwrap_or(id);
            format!("https://twitter.com/{}/status/{number}", words.get(&["user"]).unwrap_or("i"))
        }
        "instagram" => format!("https://www.instagram.com/p/{id}/"),
        "speakerdeck" => format!("https://speakerdeck.com/{id}"),
        "spotify" => format!("https://open.spotify.com/{id}"),
        _ => return None,
    };
    is_id.then_some(page)
}

fn is_film_name(name: &str) -> bool {
    let name = name.to_lowercase();
    ["youtube", "vimeo", "video", "embed", "iframe", "tweet", "gist"].iter().any(|known| name.contains(known))
}
