//! What to write instead of a frame of another site, made of the address in the frame.

use super::tokens::StartTag;
use crate::content::page_of_frame;
use crate::content::videos::Video;

/// The attributes with the address of what a frame shows. Some sites load it late.
const ADDRESSES: [&str; 3] = ["src", "data-src", "data"];

/// Returns the line to write instead of this tag. `None` if it does not say what a reader could open.
pub(super) fn frame_help(tag: &StartTag) -> Option<String> {
    if !matches!(tag.name.as_str(), "iframe" | "embed" | "object" | "frame") {
        return None;
    }
    let value = |name: &&str| tag.attributes.iter().find(|attribute| attribute.name == **name);
    let mut addresses = ADDRESSES.iter().filter_map(value).map(|attribute| attribute.value.trim());
    let page = addresses.find_map(|address| page_of_frame(&full(address)))?;
    if page.contains(|c: char| c.is_whitespace() || matches!(c, '`' | '<' | '>')) {
        return None;
    }
    Some(if Video::of(&page).is_some() {
        format!(
            "write `{page}` on a line of its own, with empty lines around it: it becomes a card that links to the video"
        )
    } else {
        format!("link to it instead: `[its name]({page})`")
    })
}

/// Returns an address with its scheme.
fn full(address: &str) -> String {
    address.strip_prefix("//").map_or_else(|| address.to_owned(), |rest| format!("https://{rest}"))
}
