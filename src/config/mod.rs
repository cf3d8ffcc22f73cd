//! The settings of `column.yaml`, checked, with defaults for those that are missing.

mod aliases;
mod base_url;
mod feed_format;
mod form_services;
mod forms;
mod host;
mod markers;
mod offset;
mod permalinks;
mod publish;
mod punycode;
mod read;
mod replies;
mod secrets;
mod social_image;
mod time_zone;
mod transport_kind;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::language::{Locale, Transliteration, Typography};
use crate::yaml::values::SpannedText;

pub(crate) use aliases::{aliases, from_root};
pub(crate) use base_url::check_base_url;
pub use feed_format::FeedFormat;
pub use forms::{FormSettings, FormTarget, Receiver};
pub use host::{Host, HostFile};
pub use markers::MarkerWords;
pub use offset::offset;
pub use permalinks::{Pattern, Permalinks};
pub use publish::{PublishTarget, Transport};
pub use read::parse;
pub(crate) use read::theme_name;
pub use replies::{ReplySettings, ReplyStatus};
pub use secrets::secrets;
pub use social_image::SocialImage;

/// The settings of a column. All of them have a default except the title.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The column's name.
    pub title: String,
    /// One line under the name.
    pub tagline: Option<String>,
    /// The address of the published column, without a slash at the end: `https://example.org/column`.
    pub base_url: Option<String>,
    /// The picture beside a link to the column on other sites.
    pub social_image: Option<SocialImage>,
    /// The authority and date from which feed ids are built (RFC 4151): `example.org,2026`. It never changes, even if
    /// the column moves.
    pub id: Option<String>,
    /// Old addresses of the column's feed.
    pub feed_aliases: Vec<SpannedText>,
    /// The BCP 47 language tag.
    pub language: String,
    /// The dates and money of the language.
    pub locale: Locale,
    /// The quotation marks of the language, unless the column turns them off.
    pub typography: Typography,
    /// The way in which names become slugs: that of the language, or that of every language.
    pub slugs: Transliteration,
    /// The span of the language in `column.yaml`.
    pub language_span: crate::diagnostics::Span,
    /// The time zone in which the columnist's days begin and end.
    pub timezone: TimeZone,
    /// The theme's name.
    pub theme: String,
    /// The span of the theme's name in `column.yaml`.
    pub theme_span: crate::diagnostics::Span,
    /// The theme options that the column sets, not yet checked: only the theme knows them.
    pub theme_options: Option<crate::yaml::Node>,
    /// The main navigation.
    pub nav: Vec<NavEntry>,
    /// The links at the foot of each page.
    pub footer: Vec<NavEntry>,
    /// The currency that `$` means.
    pub currency: Option<iso_currency::Currency>,
    /// The initials of the columnist who gives the answers that do not say whose they are, and wrote the articles.
    pub answered_by: Option<SpannedText>,
    /// The words that open a turn, besides initials.
    pub markers: MarkerWords,
    /// The patterns of addresses.
    pub permalinks: Permalinks,
    /// The host that the column is published on.
    pub host: Host,
    /// The targets of `callslip publish`, in the order of `column.yaml`.
    pub publish: Vec<PublishTarget>,
    /// The settings of replies.
    pub replies: ReplySettings,
    /// The forms that readers fill in.
    pub forms: FormSettings,
    /// The origins of other sites from which pages may fetch files: `https://stats.example.org`.
    pub outside: Vec<String>,
    /// True if readers may save letters to read later.
    pub saved_letters: bool,
    /// True if the column has a search.
    pub search: bool,
    /// The number of letters on a page of a listing.
    pub letters_per_page: usize,
}

/// An entry of a navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavEntry {
    /// The label; `None` if the theme names it.
    pub label: Option<String>,
    /// A path of the column (`/tags/`) or a full URL.
    pub path: String,
    /// True if it is shown as a button that asks the reader to write.
    pub button: bool,
    /// The span of its path in `column.yaml`; `None` for a default.
    pub span: Option<crate::diagnostics::Span>,
}

impl Config {
    /// Returns the URL of a path of the column, as feeds and sitemaps need it. `None` without `base_url`.
    pub fn absolute(&self, path: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{path}"))
    }

    /// Returns true if the path is that of a feed and the column has no URL: links to it are left out.
    pub fn leaves_out(&self, path: &str) -> bool {
        let is_feed = |(_, name): (&str, &str)| FeedFormat::of_file_name(name).is_some();
        self.base_url.is_none() && path.rsplit_once('/').is_some_and(is_feed)
    }

    /// Returns the authority of `tag:` URIs (RFC 4151): `id`, else the host of `base_url`, else a name that nobody
    /// owns.
    pub fn tag_authority(&self) -> String {
        let host = || {
            let base = self.base_url.as_deref()?;
            let host = base.split("://").nth(1)?.split(['/', ':']).next()?;
            Some(format!("{host},2000"))
        };
        self.id.clone().or_else(host).unwrap_or_else(|| "column.invalid,2000".to_owned())
    }

    /// Returns the date in [`Config::tag_authority`], since which the column's ids are its own.
    pub fn tag_date(&self) -> Date {
        let authority = self.tag_authority();
        let mut parts = authority.rsplit(',').next().unwrap_or_default().split('-');
        let mut number = || parts.next().map_or(Some(1), |part| part.parse().ok());
        let mut date = || Date::new(number()?, i8::try_from(number()?).ok()?, i8::try_from(number()?).ok()?).ok();
        date().filter(|date| date.year() > 0).unwrap_or(jiff::civil::date(2000, 1, 1))
    }

    /// Returns `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        let primary = self.language.split('-').next().unwrap_or_default();
        let right_to_left = ["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];
        if right_to_left.contains(&primary) { "rtl" } else { "ltr" }
    }
}
