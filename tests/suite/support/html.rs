//! Looks into finished pages as a browser would: elements, their attributes, the links.

use html5gum::{Token, Tokenizer};

/// An element's opening tag.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Its name, in small letters.
    pub(crate) name: String,
    /// Its attributes, their values decoded.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page, in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let tokens = Tokenizer::new(html).flatten();
    let tags = tokens.filter_map(|token| if let Token::StartTag(tag) = token { Some(tag) } else { None });
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    tags.map(|tag| Tag {
        name: text(&tag.name),
        attributes: tag.attributes.iter().map(|(name, value)| (text(name), text(&value.value))).collect(),
    })
    .collect()
}

/// The ids of a page.
pub(crate) fn ids(html: &str) -> Vec<String> {
    tags(html).iter().filter_map(|tag| tag.get("id").map(ToOwned::to_owned)).collect()
}

/// All addresses in a page that a browser would follow or fetch.
pub(crate) fn addresses(html: &str) -> Vec<String> {
    let attributes = ["href", "src"];
    let tags = tags(html);
    let found = tags.iter().flat_map(|tag| attributes.iter().filter_map(|name| tag.get(name)));
    found.map(ToOwned::to_owned).collect()
}

/// HTML without its tags; its entities stay.
pub(crate) fn text(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

/// A page without the lines by which a browser fetches typefaces early.
pub(crate) fn without_preloads(page: &str) -> String {
    page.split_inclusive('\n').filter(|line| !line.contains("<link rel=\"preload\"")).collect()
}
