//! The pictures of a post: what its text shows in other ways than as pictures, and what the export says of them apart from
//! the text.

use super::addresses::upload_key;
use super::blog::Post;
use super::html::{Element, HtmlNode};
use super::plan::Plan;
use super::wordpress::{Gallery, GalleryPicture};
use crate::source::{has_extension, is_picture};

/// Removes the pictures of people that a service finds by the address of their mailbox. Returns true if there were any.
pub(super) fn drop_avatars(nodes: &mut Vec<HtmlNode>) -> bool {
    let before = nodes.len();
    nodes.retain(|node| {
        let HtmlNode::Element(element) = node else { return true };
        let address = element.attribute("src").or_else(|| element.attribute("href")).unwrap_or_default();
        !address.contains("gravatar.com/")
    });
    let mut found = nodes.len() < before;
    for node in nodes {
        if let HtmlNode::Element(element) = node {
            found |= drop_avatars(&mut element.children);
        }
    }
    found
}

/// Puts a picture that a part of the text has as its background at the beginning of that part.
pub(super) fn show_backgrounds(nodes: &mut [HtmlNode]) {
    for node in nodes {
        let HtmlNode::Element(element) = node else { continue };
        let style = element.attribute("style").unwrap_or_default();
        let address = style.split_once("background-image:url(").and_then(|(_, rest)| rest.split_once(')'));
        let address = address.map(|(address, _)| address.trim_matches(['"', '\'', ' ']).to_owned());
        if let Some(address) = address.filter(|address| !address.is_empty()) {
            let attributes = vec![("alt".to_owned(), String::new()), ("src".to_owned(), address)];
            let picture = Element { name: "img".to_owned(), attributes, line: element.line, ..Element::default() };
            element.children.insert(0, HtmlNode::Element(picture));
        }
        show_backgrounds(&mut element.children);
    }
}

/// Gives pictures without a description the one that WordPress stores apart from the text.
pub(super) fn describe_pictures(nodes: &mut [HtmlNode], plan: &Plan) {
    for node in nodes {
        let HtmlNode::Element(element) = node else { continue };
        if element.name == "img" && element.attribute("alt").is_none_or(|alt| alt.trim().is_empty()) {
            let key = element.attribute("src").and_then(upload_key);
            let id = key.and_then(|key| plan.attachment_ids.get(&key));
            if let Some(attachment) = id.and_then(|id| plan.attachments.get(id)).filter(|one| !one.alt.is_empty()) {
                element.attributes.retain(|(name, _)| name != "alt");
                element.attributes.push(("alt".to_owned(), attachment.alt.clone()));
            }
        }
        describe_pictures(&mut element.children, plan);
    }
}

/// The pictures of a post's galleries.
pub(super) struct PostGallery<'p> {
    pub(super) post: &'p Post,
    pub(super) plan: &'p Plan,
}

impl Gallery for PostGallery<'_> {
    fn picture(&self, id: u64) -> Option<GalleryPicture> {
        let attachment = self.plan.attachments.get(&id)?;
        Some(GalleryPicture {
            address: attachment.address.clone(),
            alt: attachment.alt.clone(),
            caption: attachment.caption.clone(),
        })
    }

    fn attached(&self) -> Vec<u64> {
        self.uploaded(is_picture)
    }

    fn recordings(&self) -> Vec<u64> {
        self.uploaded(|address| has_extension(address, &["mp3", "m4a", "ogg", "wav"]))
    }
}

impl PostGallery<'_> {
    /// Returns the files of a kind that were uploaded to the post.
    fn uploaded(&self, is_of_kind: impl Fn(&str) -> bool) -> Vec<u64> {
        let uploaded = self.plan.uploaded_to.get(&self.post.id).map_or(&[][..], Vec::as_slice);
        let is_meant = |id: &&u64| self.plan.attachments.get(id).is_some_and(|one| is_of_kind(&one.address));
        uploaded.iter().filter(is_meant).copied().collect()
    }
}

/// Puts the picture above the text at its beginning, unless the text shows it. Returns its address if it is missing.
pub(super) fn feature(nodes: &mut Vec<HtmlNode>, post: &Post, plan: &Plan) -> Option<String> {
    let Some(attachment) = plan.attachments.get(&post.featured?) else {
        return Some("the picture above the text".to_owned());
    };
    let key = upload_key(&attachment.address);
    let path = plan.files.get(&post.origin()).map_or("", |file| &file.path);
    let is_there = key.as_ref().is_some_and(|key| plan.has_file(path, key));
    let is_shown = |key: &String| post.body.contains(key.rsplit('/').next().unwrap_or(key));
    if key.as_ref().is_some_and(is_shown) {
        return None;
    }
    if !is_there {
        return Some(attachment.address.clone());
    }
    let picture = Element {
        name: "img".to_owned(),
        attributes: vec![("alt".to_owned(), attachment.alt.clone()), ("src".to_owned(), attachment.address.clone())],
        ..Element::default()
    };
    let paragraph = Element { name: "p".to_owned(), children: vec![HtmlNode::Element(picture)], ..Element::default() };
    nodes.insert(0, HtmlNode::Element(paragraph));
    None
}
