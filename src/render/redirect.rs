//! The page at an old address: sends the reader on, on hosts that have no other redirects.

use crate::content::escape::{escaped_attribute, escaped_text};
use crate::site::{PageTarget, Site, Target};
use crate::theme::Strings;

/// Takes the place of the link in the sentence until it is split there.
const LINK: &str = "\u{1}";

/// Returns the HTML of the page that forwards from an old address to this one, which is `href` relative to the old one.
pub(super) fn render(site: &Site, strings: &Strings, to: &str, href: &str) -> Vec<u8> {
    let canonical = site.config.absolute(to);
    let full = canonical.as_deref().unwrap_or(href);
    let link = title(site, to).unwrap_or(full);
    let sentence = strings.get("moved_to", None, &[("title".to_owned(), LINK.to_owned())]);
    let sentence = sentence.unwrap_or_else(|| format!("This page has moved to {LINK}"));
    let sentence = if sentence.contains(LINK) { sentence } else { format!("{sentence} {LINK}") };
    let (before, after) = sentence.split_once(LINK).unwrap_or_default();
    let [before, link, after] = [before, link, after].map(escaped_text);
    let [href, full, language] = [href, full, &site.config.language].map(escaped_attribute);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n  <meta charset=\"utf-8\">\n  \
         <title>{before}{link}{after}</title>\n  <meta name=\"robots\" content=\"noindex\">\n  \
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n  <link rel=\"canonical\" href=\"{full}\">\n\
         </head>\n<body>\n  <p>{before}<a href=\"{href}\">{link}</a>{after}</p>\n</body>\n</html>\n"
    )
    .into_bytes()
}

/// Returns the title of the page at an address, plain. `None` if it is not that of an entry or a subject.
fn title<'s>(site: &'s Site, address: &str) -> Option<&'s str> {
    match site.routes.get(address)?.target {
        Target::Page(PageTarget::Entry(entry)) => Some(&site.entries.common(entry).title.plain),
        Target::Page(PageTarget::Tag { term, .. }) => Some(&site.taxonomy.terms[term].label),
        Target::Page(_) | Target::File(_) => None,
    }
}
