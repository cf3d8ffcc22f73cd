//! The files that configure a host, and notes on what it cannot do. Each is made from the site alone.

mod headers;
mod json;
mod limitations;
mod redirects;
mod servers;

use percent_encoding::percent_decode_str;

use crate::config::HostFile;
use crate::site::Site;

pub(super) use headers::{IMMUTABLE, REVALIDATE};
pub use headers::{POLICY, form_action};
pub use limitations::{HostNote, notes};

/// Returns the content of a host's file.
pub(super) fn render(site: &Site, file: HostFile) -> Vec<u8> {
    let text = match file {
        HostFile::NoJekyll => String::new(),
        HostFile::Cname => site.config.own_domain().map(|domain| format!("{domain}\n")).unwrap_or_default(),
        HostFile::Redirects => redirects::render(site),
        HostFile::Headers => headers::render(&site.config),
        HostFile::Vercel => json::vercel(site),
        HostFile::Azure => json::azure(site),
        HostFile::Htaccess => servers::htaccess(site),
        HostFile::Nginx => servers::nginx(site),
    };
    text.into_bytes()
}

/// Returns an address as a reader would type it: `/café/` for `/caf%C3%A9/`.
fn plain(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// Returns an address in which no part is a wildcard or a placeholder, for hosts that know no other way to quote one.
fn literal(path: &str) -> String {
    path.replace('*', "%2A").replace(':', "%3A")
}
