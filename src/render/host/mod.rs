//! The files that a host reads, and what it cannot do. Each is written from the site alone.

mod headers;
mod json;
mod notes;
mod redirects;
mod servers;

use percent_encoding::percent_decode_str;

use crate::config::HostFile;
use crate::site::Site;

pub(super) use headers::{ASK_AGAIN, FOR_EVER};
pub use notes::notes;

/// The content of one of them.
pub(super) fn render(site: &Site, file: HostFile) -> Vec<u8> {
    let text = match file {
        HostFile::NoJekyll => String::new(),
        HostFile::Cname => site.config.own_domain().map(|domain| format!("{domain}\n")).unwrap_or_default(),
        HostFile::Redirects => redirects::render(site),
        HostFile::Headers => headers::render(),
        HostFile::Vercel => json::vercel(site),
        HostFile::Azure => json::azure(site),
        HostFile::Htaccess => servers::htaccess(site),
        HostFile::Nginx => servers::nginx(site),
    };
    text.into_bytes()
}

/// An address as a reader would type it: `/café/` of `/caf%C3%A9/`.
fn plain(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}
