//! The page at an old address: sends the reader on, on hosts that have no other redirects.

use crate::content::escape::escaped_attribute;
use crate::site::Site;

/// Returns the HTML of the page; `to` is the new address, relative to the old one, `canonical` the full one, if known.
pub(super) fn render(site: &Site, to: &str, canonical: Option<&str>) -> Vec<u8> {
    let (href, full) = (escaped_attribute(to), escaped_attribute(canonical.unwrap_or(to)));
    let language = escaped_attribute(&site.config.language);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n  <meta charset=\"utf-8\">\n  \
         <title>{full}</title>\n  <meta name=\"robots\" content=\"noindex\">\n  \
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n  <link rel=\"canonical\" href=\"{full}\">\n\
         </head>\n<body>\n  <p><a href=\"{href}\">{full}</a></p>\n</body>\n</html>\n"
    )
    .into_bytes()
}
