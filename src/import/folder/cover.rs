//! The picture above a text, which its fields name.

use std::borrow::Cow;

use serde_json::Value;

use super::fields::{ForeignFields, plain};
use crate::source::is_picture;

/// The fields that name the picture.
pub(super) const COVERS: [&str; 13] = [
    "image",
    "featured_image",
    "featuredimage",
    "featured-image",
    "cover",
    "coverimage",
    "cover_image",
    "banner",
    "hero",
    "heroimage",
    "header",
    "feature_image",
    "images",
];

/// The fields that say what it shows.
pub(super) const DESCRIPTIONS: [&str; 6] =
    ["image_alt", "imagealt", "cover_alt", "coveralt", "featured_image_alt", "image-alt"];

/// Puts the picture that the fields name above the text, unless the text shows it.
pub(super) fn with_cover(fields: &ForeignFields, body: &str) -> String {
    let Some((address, alt)) = cover_of(fields) else { return body.to_owned() };
    let name = address.rsplit('/').next().unwrap_or(&address);
    if !is_picture(name) || body.contains(name) {
        return body.to_owned();
    }
    let alt = alt.replace(['[', ']'], "");
    let address: Cow<'_, str> =
        if address.contains([' ', '(', ')']) { format!("<{address}>").into() } else { (&address).into() };
    format!("![{alt}]({address})\n\n{}", body.trim_start_matches('\n'))
}

/// Returns the address of the picture above a text, and what it shows.
fn cover_of(fields: &ForeignFields) -> Option<(String, String)> {
    let alt_of_file = || fields.text(&DESCRIPTIONS).unwrap_or_default();
    COVERS
        .iter()
        .find_map(|name| {
            let value = match fields.value(name)? {
                Value::Array(values) => values.first()?,
                value => value,
            };
            match value {
                Value::String(address) => Some((address.clone(), alt_of_file())),
                Value::Object(map) => {
                    let of = |names: &[&str]| names.iter().find_map(|name| plain(map.get(*name)?));
                    let address = of(&["image", "path", "src", "url", "feature", "filename", "file"])?;
                    Some((address, of(&["alt", "image_alt", "alttext"]).unwrap_or_else(alt_of_file)))
                }
                _ => None,
            }
        })
        .filter(|(address, _)| !address.trim().is_empty() && !address.contains('\n'))
}
