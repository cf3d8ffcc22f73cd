//! Addresses of videos: the site, the page to which readers go, and the time at which the video starts.
//!
//! An address and nothing else goes in: no site is asked.

mod address;
mod sites;

use address::VideoAddress;
use sites::{AddressForm, SITES, VideoSite};

/// A video on a site whose addresses are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// The address of its page. It differs from the address that was written if that is the address of a frame.
    pub page: String,
    /// The name of the site, or its host.
    pub site: String,
    /// The second at which it starts; 0 is the beginning.
    pub start: u32,
}

impl Video {
    /// Returns the video at an address. `None` if it is not certain that a video is there.
    pub fn of(address: &str) -> Option<Self> {
        let read = VideoAddress::of(address)?;
        let mut found = SITES.iter().flat_map(|site| site.forms.iter().map(move |form| (site, form)));
        let (site, form, parts) = found.find_map(|(site, form)| Some((site, form, read.parts(form.form)?)))?;
        let name = if site.name.is_empty() { read.host.clone() } else { site.name.to_owned() };
        let start = read.start();
        let page =
            if form.page.is_empty() { address.trim().to_owned() } else { page(site, form, &read, &parts, start) };
        Some(Self { page, site: name, start })
    }

    /// Returns the time at which it starts: `1:30`, `1:02:03`. `None` for the beginning.
    pub fn start_time(&self) -> Option<String> {
        let (hours, minutes, seconds) = (self.start / 3_600, self.start / 60 % 60, self.start % 60);
        match (hours, self.start) {
            (_, 0) => None,
            (0, _) => Some(format!("{minutes}:{seconds:02}")),
            _ => Some(format!("{hours}:{minutes:02}:{seconds:02}")),
        }
    }
}

/// Returns the page of the video that a frame shows.
fn page(site: &VideoSite, form: &AddressForm, address: &VideoAddress<'_>, parts: &[&str], start: u32) -> String {
    let mut page = form.page.replace('*', &address.host);
    for part in parts {
        page = page.replacen("{}", part, 1);
    }
    if start > 0 {
        page.push_str(&site.start.replace("{}", &start.to_string()));
    }
    page
}
