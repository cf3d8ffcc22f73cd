//! The kind of a file that came from the web, by what is in it.

use crate::source::{PictureFormat, is_attachment_kind, is_picture};

/// How many bytes at the beginning say what a file is.
const START: usize = 1 << 10;

/// The endings of files whose address has none, by their media type.
const MEDIA_TYPES: [(&str, &str); 8] = [
    ("application/pdf", "pdf"),
    ("audio/mp4", "m4a"),
    ("audio/mpeg", "mp3"),
    ("audio/ogg", "ogg"),
    ("audio/x-m4a", "m4a"),
    ("text/plain", "txt"),
    ("video/mp4", "mp4"),
    ("video/webm", "webm"),
];

/// Returns the ending that a file gets. `Err` says why it cannot stand in a column.
pub(super) fn extension(name: &str, media_type: &str, bytes: &[u8]) -> Result<String, String> {
    let start = &bytes[..bytes.len().min(START)];
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let own = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    if let Some(format) = PictureFormat::of_start(start) {
        let extensions = format.extensions();
        let known = extensions.iter().find(|extension| **extension == own);
        return Ok((*known.or(extensions.first()).unwrap_or(&"jpg")).to_owned());
    }
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if text.contains("<svg") && (own == "svg" || media_type.contains("svg")) {
        return Ok("svg".to_owned());
    }
    if text.starts_with("<!doctype") || text.starts_with("<html") || media_type.contains("html") {
        return Err("a web page came instead of the file".to_owned());
    }
    if is_picture(name) || media_type.starts_with("image/") {
        return Err("what came is no picture".to_owned());
    }
    if is_attachment_kind(name) {
        return Ok(own);
    }
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == media_type);
    known.map(|(_, extension)| (*extension).to_owned()).ok_or_else(|| "what came is no picture or document".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = include_bytes!("../../../tests/vectors/pixel.png");

    #[test]
    fn files_are_what_is_in_them() {
        let shown = |name: &str, media_type: &str, bytes: &[u8]| match extension(name, media_type, bytes) {
            Ok(extension) => extension,
            Err(reason) => format!("({reason})"),
        };
        assert_eq!(shown("desk.png", "image/png", PNG), "png");
        assert_eq!(shown("desk.jpg", "image/jpeg", PNG), "png");
        assert_eq!(shown("avvx", "image/png", PNG), "png");
        assert_eq!(shown("desk.png", "text/html", PNG), "png");
        assert_eq!(shown("desk.png", "image/png", b" <!DOCTYPE html><p>Gone"), "(a web page came instead of the file)");
        assert_eq!(shown("talk.pdf", "text/html; charset=utf-8", b"Gone"), "(a web page came instead of the file)");
        assert_eq!(shown("desk.png", "image/png", b"oops"), "(what came is no picture)");
        assert_eq!(shown("desk.png", "image/png", b""), "(the file is empty)");
        assert_eq!(shown("talk.pdf", "application/pdf", b"%PDF-1.7"), "pdf");
        assert_eq!(shown("talk", "audio/mpeg", b"ID3"), "mp3");
        assert_eq!(shown("desk.svg", "image/svg+xml", b"<?xml version='1.0'?><svg>"), "svg");
        assert_eq!(shown("a", "application/x-sh", b"#!/bin/sh"), "(what came is no picture or document)");
    }
}
