//! The body of a post as `WordPress` stores it, and the HTML that it makes of it for a page.
//!
//! Each line's end of the body stays where it was, so that the lines of the HTML are those of the body.

mod addresses;
mod block_words;
mod blocks;
mod gallery;
mod html_tags;
mod lines;
mod notes;
mod paragraphs;
mod shared_blocks;
mod shortcodes;

pub(in crate::import) use gallery::{Gallery, GalleryPicture};
pub(in crate::import) use notes::footnotes;
pub(in crate::import) use shared_blocks::with_shared_blocks;

use crate::import::html::Loss;

/// Returns the HTML of a body: shortcodes and blocks as their content, and paragraphs where empty lines are.
///
/// `gallery` knows the pictures of the site. Lines of losses count from the first line of the body.
pub(in crate::import) fn to_html(body: &str, gallery: &dyn Gallery, losses: &mut Vec<Loss>) -> String {
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let from = losses.len();
    let (html, notes) = shortcodes::rendered(&body, gallery, losses);
    let html = blocks::rendered(&html, losses);
    losses[from..].sort_by_key(|loss| loss.line);
    html + &notes
}

#[cfg(test)]
mod tests;
