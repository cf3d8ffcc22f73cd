//! The formats of feeds, with their file names and media types.

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1 (jsonfeed.org).
    Json,
}

impl FeedFormat {
    /// The formats of the column's own feed, in the order in which pages name them. Each has an address, a place in the
    /// head of every page, and a media type, which follow from this list.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The format of the feeds of subjects and columnists.
    pub const OF_PARTS: Self = Self::Atom;

    /// Returns the last part of the address of a feed.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    /// Returns the format of the feed with this file name; `None` if it is not the name of a feed.
    pub fn of_file_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.file_name() == name)
    }

    /// Returns the media type, without a charset (RFC 4287, section 7; JSON Feed 1.1).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}
