//! What `column.yaml` says, checked and with its defaults filled in.

mod host;
mod markers;
mod permalinks;
mod publish;
mod read;

use jiff::tz::TimeZone;

pub use host::{Host, HostFile};
pub use markers::MarkerWords;
pub use permalinks::{Pattern, Permalinks};
pub use publish::{PublishTarget, Transport};
pub use read::parse;
pub(crate) use read::{check_base_url, theme_name};

/// A column's settings. All of them have a default but the title.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The column's name.
    pub title: String,
    /// One line under it.
    pub tagline: Option<String>,
    /// Where the column will be read, without a slash at the end: `https://example.org/column`.
    pub base_url: Option<String>,
    /// What feed ids are made of (RFC 4151: an authority and a date): `example.org,2026`. It never changes, even
    /// when the column moves.
    pub id: Option<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// Where it stands in `column.yaml`.
    pub language_span: crate::diagnostics::Span,
    /// Where the columnist's days begin and end.
    pub timezone: TimeZone,
    /// The theme's name.
    pub theme: String,
    /// Where it stands in `column.yaml`.
    pub theme_span: crate::diagnostics::Span,
    /// What the column sets of its theme's options, as written: only the theme knows them.
    pub theme_options: Option<crate::yaml::Node>,
    /// The main navigation.
    pub nav: Vec<NavEntry>,
    /// The links at the foot of each page.
    pub footer: Vec<NavEntry>,
    /// The currency that `$` means here, as an ISO 4217 code.
    pub currency: Option<iso_currency::Currency>,
    /// What opens a turn, besides initials.
    pub markers: MarkerWords,
    /// The patterns of addresses.
    pub permalinks: Permalinks,
    /// Where it is put online.
    pub host: Host,
    /// Where `callslip publish` puts the column, in the order of `column.yaml`.
    pub publish: Vec<PublishTarget>,
    /// How many letters stand on a page of a listing.
    pub letters_per_page: usize,
}

/// An entry of a navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavEntry {
    /// What it says; none where the column leaves it to the theme.
    pub label: Option<String>,
    /// A path of the column (`/tags/`) or a full address.
    pub path: String,
    /// Whether it asks the reader to write.
    pub button: bool,
    /// Where in `column.yaml` its path stands; none for a default.
    pub span: Option<crate::diagnostics::Span>,
}

impl Config {
    /// The address of a path of the column, as feeds and sitemaps need it; none without `base_url`.
    pub fn absolute(&self, path: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{path}"))
    }

    /// Whether a path is that of a feed, in a column without an address: its links are left out.
    pub fn leaves_out(&self, path: &str) -> bool {
        self.base_url.is_none() && (path.ends_with("/feed.xml") || path.ends_with("/feed.json"))
    }

    /// The authority of `tag:` addresses (RFC 4151): `id`, else the host of `base_url`, else a name that is nobody's.
    pub fn tag_authority(&self) -> String {
        let host = || {
            let base = self.base_url.as_deref()?;
            let host = base.split("://").nth(1)?.split(['/', ':']).next()?;
            Some(format!("{host},2000"))
        };
        self.id.clone().or_else(host).unwrap_or_else(|| "column.invalid,2000".to_owned())
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        let primary = self.language.split('-').next().unwrap_or_default();
        let right_to_left = ["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];
        if right_to_left.contains(&primary) { "rtl" } else { "ltr" }
    }
}
