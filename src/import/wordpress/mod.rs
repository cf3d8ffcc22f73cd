//! Exports of WordPress (WXR 1.0 to 1.2), as its `export.php` writes them.

mod body;
mod channel;
mod item;

pub(super) use body::{Gallery, GalleryPicture, footnotes, to_html};
pub(super) use channel::read_channel;
pub(super) use item::{Item, read_item};
