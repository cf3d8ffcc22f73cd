//! `robots.txt` (RFC 9309): allows everything, and names the sitemap.

use crate::site::Site;

/// Returns the content of `robots.txt`.
pub(super) fn render(site: &Site) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(address) = site.config.absolute("/sitemap.xml") {
        text = format!("{text}\nSitemap: {address}\n");
    }
    text.into_bytes()
}
