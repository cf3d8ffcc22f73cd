//! Fills the slots of a body's HTML: its links and pictures.

use std::borrow::Cow;
use std::fmt::Write;

use super::theme_words::ThemeWords;
use crate::content::escape::push_attribute;
use crate::content::{Body, PictureDetails, ReferenceDetails, SlotKind};
use crate::media::{PictureSizes, published_size, webp_address};
use crate::site::{Destination, EntryLinks, Site};
use crate::source::Attachment;

/// The beginnings of a body's links: relative within the column, absolute in a feed.
pub(super) struct LinkBase<'b> {
    /// Prefix of a path of the column, whose first slash is removed.
    pub(super) root: &'b str,
    /// Prefix of a `#fragment` of the body's own page: empty on that page itself.
    pub(super) page: &'b str,
}

/// Writes the content of slots.
pub(super) struct SlotWriter<'s, 'b> {
    pub(super) site: &'s Site,
    /// The destinations of the text's links and pictures.
    pub(super) links: &'s EntryLinks,
    /// The rest of each of them.
    pub(super) details: &'s ReferenceDetails,
    pub(super) base: &'b LinkBase<'b>,
    pub(super) words: ThemeWords<'b>,
}

impl SlotWriter<'_, '_> {
    /// Returns the HTML of a body in which nothing but the slots is filled.
    pub(super) fn html<'t>(&self, body: &'t Body) -> Cow<'t, str> {
        if body.slots.is_empty() {
            return Cow::Borrowed(&body.html);
        }
        let mut out = String::with_capacity(body.html.len() + 64 * body.slots.len());
        let mut written = 0;
        for slot in &body.slots {
            out.push_str(&body.html[written..slot.at as usize]);
            written = slot.at as usize;
            self.push(slot.kind, &mut out);
        }
        out.push_str(&body.html[written..]);
        Cow::Owned(out)
    }

    /// Writes the content of a slot.
    pub(super) fn push(&self, kind: SlotKind, out: &mut String) {
        let (resolved, ReferenceDetails { links, pictures, videos, .. }) = (self.links, self.details);
        match kind {
            SlotKind::LinkStart(number) => {
                if let Some(address) = self.address(&resolved.links[number as usize]) {
                    out.push_str("<a href=\"");
                    push_attribute(out, &address);
                    push_title(out, &links[number as usize].title);
                    out.push_str("\">");
                }
            }
            SlotKind::LinkEnd(number) => {
                if resolved.links[number as usize] != Destination::Nowhere {
                    out.push_str("</a>");
                }
            }
            SlotKind::LinkAddress(number) => {
                if let Some(address) = self.address(&resolved.links[number as usize]) {
                    out.push_str(" href=\"");
                    push_attribute(out, &address);
                    out.push('"');
                }
            }
            SlotKind::FileAddress(number) => self.push_address(&resolved.pictures[number as usize], out),
            SlotKind::PictureAddress(number) => {
                self.push_address(&resolved.pictures[number as usize], out);
                out.push('"');
                self.push_size(&resolved.pictures[number as usize], out);
            }
            SlotKind::VideoStart(number) => self.words.start_video(&videos[number as usize], out),
            SlotKind::VideoEnd(number) => self.words.end_video(&videos[number as usize], out),
            SlotKind::NoteName(number) => self.words.name("footnote", number, out),
            SlotKind::WayBackName(number) => self.words.name("footnote_back", number, out),
            SlotKind::TableName => self.words.name("table", 0, out),
            SlotKind::CodeName => self.words.name("code", 0, out),
            SlotKind::Picture(number) => {
                let (destination, picture) = (&resolved.pictures[number as usize], &pictures[number as usize]);
                if let Some(address) = self.address(destination) {
                    self.push_picture(destination, &address, picture, number == 0, out);
                }
            }
        }
    }

    /// Writes a picture. A browser loads the first one of a text at once, and the others when a reader comes near.
    fn push_picture(
        &self,
        destination: &Destination,
        address: &str,
        picture: &PictureDetails,
        is_first: bool,
        out: &mut String,
    ) {
        let sizes = self.attachment(destination).and_then(PictureSizes::of);
        let sizes = sizes.filter(|sizes| !sizes.webp.is_empty() && !self.words.is_for_feeds());
        if let Some(sizes) = &sizes {
            push_source(address, sizes, out);
            // Where a browser loads a picture late, it knows how wide that is.
            out.push_str(if is_first { "\" sizes=\"" } else { "\" sizes=\"auto, " });
            push_attribute(out, self.words.picture_sizes());
            out.push_str("\">");
        }
        out.push_str("<img src=\"");
        push_attribute(out, address);
        out.push_str("\" alt=\"");
        push_attribute(out, &picture.alt);
        push_title(out, &picture.title);
        out.push('"');
        self.push_size(destination, out);
        out.push_str(if is_first { " decoding=\"async\">" } else { " loading=\"lazy\" decoding=\"async\">" });
        if sizes.is_some() {
            out.push_str("</picture>");
        }
    }

    fn attachment(&self, destination: &Destination) -> Option<&Attachment> {
        match destination {
            Destination::Attachment(attachment) => Some(&self.site.attachments[*attachment].1),
            Destination::Entry(..) | Destination::Path(_) | Destination::Here(_) | Destination::Nowhere => None,
        }
    }

    /// Writes the size of a picture if it is known: the browser reserves the space while it loads, so that nothing jumps.
    fn push_size(&self, destination: &Destination, out: &mut String) {
        if let Some((width, height)) = self.attachment(destination).and_then(published_size) {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
    }

    fn push_address(&self, destination: &Destination, out: &mut String) {
        if let Some(address) = self.address(destination) {
            push_attribute(out, &address);
        }
    }

    /// Returns the link to a path of the column.
    pub(super) fn address_of_path(&self, path: &str) -> String {
        format!("{}{}", self.base.root, path.trim_start_matches('/'))
    }

    fn address(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::Entry(entry, fragment) => {
                let mut address = self.address_of_path(self.site.entries.path(*entry));
                if let Some(id) = fragment {
                    let _ = write!(address, "#{id}");
                }
                Some(address)
            }
            Destination::Path(path) => Some(self.address_of_path(path)),
            Destination::Attachment(attachment) => Some(self.address_of_path(&self.site.attachments[*attachment].0)),
            Destination::Here(id) => Some(format!("{}#{id}", self.base.page)),
            Destination::Nowhere => None,
        }
    }
}

/// Writes the sizes that a browser chooses from.
fn push_source(address: &str, sizes: &PictureSizes, out: &mut String) {
    out.push_str("<picture><source type=\"image/webp\" srcset=\"");
    for (number, (width, _)) in sizes.webp.iter().enumerate() {
        out.push_str(if number == 0 { "" } else { ", " });
        push_attribute(out, &webp_address(address, *width));
        let _ = write!(out, " {width}w");
    }
    if sizes.is_own_webp {
        out.push_str(", ");
        push_attribute(out, address);
        let _ = write!(out, " {}w", sizes.own.0);
    }
}

fn push_title(out: &mut String, title: &str) {
    if !title.is_empty() {
        out.push_str("\" title=\"");
        push_attribute(out, title);
    }
}
