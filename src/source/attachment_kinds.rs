//! The kinds of files that go out beside a text. All others must lie in `static/` to go out.

use super::has_extension;

/// Each kind with the extensions of its files, in lower case. `docs/reference/column.md` lists the same.
///
/// Nothing that a browser would run in the column's name is among them (HTML, JavaScript, CSS), nothing that holds keys
/// or mail, and no `.yaml`, which begins as a letter does. `.key` would be Keynote's, but also that of a server.
pub const ATTACHMENT_KINDS: [(&str, &[&str]); 9] = [
    (
        "pictures",
        &[
            "apng", "avif", "bmp", "gif", "heic", "heif", "jfif", "jpeg", "jpg", "jxl", "png", "svg", "tif", "tiff",
            "webp",
        ],
    ),
    ("documents", &["djvu", "epub", "mobi", "pdf", "ps", "rtf", "tex", "txt"]),
    ("office", &["doc", "docx", "numbers", "odg", "odp", "ods", "odt", "pages", "ppt", "pptx", "xls", "xlsx"]),
    ("audio", &["aac", "aif", "aiff", "flac", "m4a", "m4b", "mid", "midi", "mp3", "oga", "ogg", "opus", "wav", "weba"]),
    ("video", &["avi", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "webm"]),
    ("captions", &["srt", "vtt"]),
    ("calendars and contacts", &["ics", "vcf"]),
    ("data", &["bib", "csv", "geojson", "gpx", "json", "kml", "kmz", "ris", "tsv", "xml"]),
    ("archives", &["7z", "bz2", "gz", "tar", "tgz", "xz", "zip", "zst"]),
];

/// Returns true if a file of this name may go out beside a text.
pub fn is_attachment_kind(path: &str) -> bool {
    ATTACHMENT_KINDS.iter().any(|(_, extensions)| has_extension(path, extensions))
}

/// Returns true for the name of a picture.
pub fn is_picture(path: &str) -> bool {
    has_extension(path, ATTACHMENT_KINDS[0].1)
}

/// Returns true for the name of a video.
pub(super) fn is_video(path: &str) -> bool {
    ATTACHMENT_KINDS.iter().any(|(kind, extensions)| *kind == "video" && has_extension(path, extensions))
}
