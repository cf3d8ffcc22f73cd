//! Exports of WordPress (WXR 1.0 to 1.2), as its `export.php` writes them.

mod body;
mod channel;
mod item;

use std::io::Read;

use super::blog::{Blog, ExportItem};
use super::xml::Elements;

pub(super) use body::{Gallery, GalleryPicture, footnotes, to_html, with_shared_blocks};

/// The addresses of a blog's feed, with permalinks and without.
const FEEDS: [&str; 5] = ["/feed/", "/feed/atom/", "/feed/rss2/", "/?feed=rss2", "/?feed=atom"];

/// Returns true if a file that begins so is an export.
pub(super) fn is_export(start: &str) -> bool {
    start.contains("<rss") && start.contains("wordpress.org/export/")
}

/// Reads an export: the blog's facts into `blog`, and its items one by one. Returns true if it ends too early.
///
/// # Errors
///
/// Those of `add`.
pub(super) fn read<E>(
    document: impl Read,
    blog: &mut Blog,
    add: &mut dyn FnMut(ExportItem) -> Result<(), E>,
) -> Result<bool, E> {
    blog.has_short_links = true;
    blog.feed_addresses = FEEDS.map(str::to_owned).to_vec();
    let mut elements = Elements::new(document);
    while let Some(element) = elements.next() {
        match element.name.as_str() {
            "item" => add(item::read_item(&element))?,
            _ => channel::read_channel(&element, blog),
        }
    }
    Ok(elements.is_cut_off())
}
