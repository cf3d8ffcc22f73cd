//! The kind of a published file: by its target where that is known, by its path where only that is.
//!
//! The server knows targets; publishing, which runs long after a build, knows the paths of the output folder. A test
//! (`tests/suite/targets.rs`) holds the two answers against each other for every target and every host.

use super::host::{IMMUTABLE, REVALIDATE};
use crate::config::{FeedFormat, HostFile};
use crate::site::{FileTarget, Route, SEARCH_INDEX, Target};

/// The kind of a published file, as browsers and hosts distinguish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An HTML page.
    Page,
    /// A feed.
    Feed(FeedFormat),
    /// A sitemap.
    Sitemap,
    /// `robots.txt`
    Robots,
    /// The index of the search.
    SearchIndex,
    /// A file that configures the host.
    Host(HostFile),
    /// A file of the theme, with the hash of its content in its name.
    Asset,
    /// A picture or document of the column, or a file of `static/`: its extension says more.
    Attachment,
}

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const XML: &str = "application/xml";

impl FileKind {
    /// Returns the kind of a route's output.
    pub fn of_route(route: &Route) -> Self {
        match route.target {
            Target::Page(_) => Self::Page,
            Target::File(file) => match file {
                FileTarget::Feed { scope: _, format } => Self::Feed(format),
                FileTarget::Sitemap { .. } => Self::Sitemap,
                FileTarget::Robots => Self::Robots,
                FileTarget::SearchIndex => Self::SearchIndex,
                FileTarget::Host(file) => Self::Host(file),
                FileTarget::Asset { .. } => Self::Asset,
                // A host knows them by their paths alone. So a redirect page at `/old.pdf` is sent as what it is not,
                // and the preview must not hide that.
                FileTarget::Redirect { .. }
                | FileTarget::Attachment { .. }
                | FileTarget::PictureSize { .. }
                | FileTarget::StaticFile { .. }
                | FileTarget::Directory(_) => Self::of_path(&route.path),
            },
        }
    }

    /// Returns the kind of the output at a path: an address, or a path in the output folder.
    pub fn of_path(path: &str) -> Self {
        let path = path.trim_start_matches('/');
        if let Some(file) = HostFile::at_path(path) {
            return Self::Host(file);
        }
        if path.starts_with("assets/") {
            return Self::Asset;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(format) = FeedFormat::of_file_name(name) {
            return Self::Feed(format);
        }
        match name {
            "" => Self::Page,
            _ if path == "robots.txt" => Self::Robots,
            _ if path == SEARCH_INDEX.trim_start_matches('/') => Self::SearchIndex,
            _ if is_sitemap(path) => Self::Sitemap,
            _ if extension(name) == "html" => Self::Page,
            _ => Self::Attachment,
        }
    }

    /// Returns the media type of a file of this kind (RFC 6838); `path` is its address, or its path in the output
    /// folder.
    fn media_type(self, path: &str) -> &'static str {
        match self {
            Self::Page => HTML,
            Self::Feed(FeedFormat::Atom) => "application/atom+xml; charset=utf-8",
            Self::Feed(FeedFormat::Json) => "application/feed+json; charset=utf-8",
            Self::Sitemap => XML,
            Self::Robots => TEXT,
            Self::Host(file) => match file {
                HostFile::Vercel | HostFile::Azure => JSON,
                HostFile::NoJekyll
                | HostFile::Cname
                | HostFile::Redirects
                | HostFile::Headers
                | HostFile::Htaccess
                | HostFile::Nginx => TEXT,
            },
            Self::SearchIndex | Self::Asset | Self::Attachment => by_extension(path),
        }
    }
}

/// Returns the media type that a route's output is sent with.
pub fn media_type_of_route(route: &Route) -> &'static str {
    FileKind::of_route(route).media_type(&route.path)
}

/// Returns the media type of the file at a path: an address, or a path in the output folder.
pub fn media_type_of_path(path: &str) -> &'static str {
    FileKind::of_path(path).media_type(path)
}

/// Returns the `Cache-Control` header for the file at a path in the output folder: files of the theme have the hash of
/// their content in their names, all others may change.
pub fn cache_control(path: &str) -> &'static str {
    match FileKind::of_path(path) {
        FileKind::Asset => IMMUTABLE,
        FileKind::Page
        | FileKind::Feed(_)
        | FileKind::Sitemap
        | FileKind::Robots
        | FileKind::SearchIndex
        | FileKind::Host(_)
        | FileKind::Attachment => REVALIDATE,
    }
}

/// Returns true for `sitemap.xml`, and for its parts: `sitemap-2.xml`.
fn is_sitemap(path: &str) -> bool {
    let part = path.strip_prefix("sitemap").and_then(|rest| rest.strip_suffix(".xml"));
    part.is_some_and(|part| part.is_empty() || part.strip_prefix('-').is_some_and(|part| part.parse::<usize>().is_ok()))
}

/// The extension of a file's name, in lower case; empty if it has none.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

/// Returns the media type of a file of which only the name is known.
fn by_extension(path: &str) -> &'static str {
    let extension = extension(path.rsplit('/').next().unwrap_or(path));
    let listed = new_mime_guess::from_ext(&extension).first_raw().unwrap_or("application/octet-stream");
    match (extension.as_str(), listed) {
        // A file without an extension is most often a page that was saved without one.
        ("", _) | (_, "text/html") => HTML,
        // The table has the names of before RFC 9239, and of before RFC 6350.
        ("mjs", _) | (_, "text/javascript") => "text/javascript; charset=utf-8",
        ("vcf", _) => "text/vcard; charset=utf-8",
        // The document itself says how it is encoded.
        (_, "text/rtf") => "application/rtf",
        (_, "text/calendar") => "text/calendar; charset=utf-8",
        (_, "text/css") => "text/css; charset=utf-8",
        (_, "text/csv") => "text/csv; charset=utf-8",
        (_, "text/markdown") => "text/markdown; charset=utf-8",
        (_, "text/tab-separated-values") => "text/tab-separated-values; charset=utf-8",
        (_, "text/vtt") => "text/vtt; charset=utf-8",
        // No browser knows any other kind of text. As plain text it is at least shown, and in the right characters.
        (_, other) if other.starts_with("text/") => TEXT,
        (_, other) => other,
    }
}
