//! What a file of the site is for a browser, by its path: its media type, and how long it may be kept.

use super::host::{ASK_AGAIN, FOR_EVER};

/// What a host says that a file is. The address of a page may end in a slash.
pub fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "feed.xml" => return "application/atom+xml; charset=utf-8",
        "feed.json" => return "application/feed+json; charset=utf-8",
        _ => {}
    }
    match name.rsplit_once('.').map_or("html", |(_, extension)| extension) {
        "html" | "htm" => "text/html; charset=utf-8",
        "avif" => "image/avif",
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "pdf" => "application/pdf",
        "png" | "apng" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// How long a browser may keep a file: the theme's files have the hash of their content in their names, all others may
/// change.
pub fn cache_control(path: &str) -> &'static str {
    if path.starts_with("assets/") { FOR_EVER } else { ASK_AGAIN }
}
