//! Addresses that stand alone on a line: `WordPress` shows what they lead to.

use crate::import::html::{Loss, LossKind};

use super::html_tags::attribute;

/// Hosts whose pages `WordPress` shows within a post.
const HOSTS: [&str; 40] = [
    "animoto.com",
    "bsky.app",
    "cloudup.com",
    "crowdsignal.net",
    "dai.ly",
    "dailymotion.com",
    "facebook.com",
    "flic.kr",
    "flickr.com",
    "funnyordie.com",
    "gist.github.com",
    "hulu.com",
    "imgur.com",
    "instagram.com",
    "issuu.com",
    "kickstarter.com",
    "meetup.com",
    "mixcloud.com",
    "pca.st",
    "photobucket.com",
    "pinterest.com",
    "poll.fm",
    "polldaddy.com",
    "reddit.com",
    "reverbnation.com",
    "scribd.com",
    "slideshare.net",
    "smugmug.com",
    "soundcloud.com",
    "speakerdeck.com",
    "spotify.com",
    "ted.com",
    "tiktok.com",
    "tumblr.com",
    "twitter.com",
    "videopress.com",
    "vimeo.com",
    "x.com",
    "youtu.be",
    "youtube.com",
];

/// Returns the text if it is nothing but an address.
pub(super) fn bare(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_address =
        !rest.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '['));
    is_address.then_some(text)
}

/// Returns true for the address of a page that `WordPress` shows within a post.
pub(super) fn is_shown(address: &str) -> bool {
    let host = address.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(rest));
    let host = host.to_ascii_lowercase();
    HOSTS.iter().any(|known| host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.')))
}

/// Returns a link to an address, with the address for its words.
pub(super) fn link(address: &str) -> String {
    format!("<a href=\"{}\">{}</a>", attribute(address), address.replace('<', "&lt;"))
}

/// Returns a link with the name of a site for its words: `Flickr` for `flickr`.
pub(super) fn named_link(address: &str, name: &str) -> String {
    let mut name = name.replace('<', "&lt;");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("<a href=\"{}\">{name}</a>", attribute(address))
}

/// Returns a link in the place of a window onto another site, and records that.
pub(super) fn window(address: &str, line: usize, losses: &mut Vec<Loss>) -> String {
    losses.push(Loss { line, what: LossKind::Embed, text: address.replace("&amp;", "&") });
    link(address)
}
