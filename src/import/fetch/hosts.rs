//! The hosts on which a blog has its own files.

use crate::import::web_files::{is_blogger_host, photon_target};
use crate::network::host_of;

/// The hosts of a blog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct BlogHosts {
    /// The host of the home page, without `www.`; empty if nobody knows it.
    home: String,
    is_blogger: bool,
}

impl BlogHosts {
    /// Takes the host from the address of the home page.
    pub(in crate::import) fn new(home: &str, is_blogger: bool) -> Self {
        let host = host_of(home).unwrap_or_default();
        let home = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        let is_blogspot = home.split('.').rev().take(3).any(|part| part == "blogspot");
        Self { home, is_blogger: is_blogger || is_blogspot }
    }

    /// Returns true if nothing may be asked for: the export does not say where the blog is.
    pub(in crate::import) fn is_unknown(&self) -> bool {
        self.home.is_empty() && !self.is_blogger
    }

    /// Returns true for the address of a file of the blog.
    pub(in crate::import) fn has(&self, address: &str) -> bool {
        let Some(host) = host_of(address) else { return false };
        let is_home = |host: &str| !self.home.is_empty() && host.strip_prefix("www.").unwrap_or(host) == self.home;
        let files = self.home.strip_suffix(".wordpress.com").unwrap_or(&self.home);
        is_home(&host)
            || !files.is_empty() && host.strip_suffix(".files.wordpress.com") == Some(files)
            || photon_target(address).and_then(|target| target.split('/').next()).is_some_and(is_home)
            || self.is_blogger && is_blogger_host(&host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_blogs_own_hosts() {
        let own = BlogHosts::new("https://www.desk.example/blog", false);
        for address in [
            "https://desk.example/a.png",
            "http://WWW.Desk.Example:8080/a.png",
            "https://i0.wp.com/desk.example/a.png?w=3",
            "https://desk.example.files.wordpress.com/a.png",
        ] {
            assert!(own.has(address), "{address}");
        }
        for address in [
            "https://other.example/a.png",
            "https://desk.example.other.example/a.png",
            "https://desk.example@other.example/a.png",
            "https://other.example\\@desk.example/a.png",
            "https://i0.wp.com/other.example/a.png",
            "https://other.files.wordpress.com/a.png",
            "https://1.bp.blogspot.com/a/s0/a.png",
            "ftp://desk.example/a.png",
            "file:///desk.example/a.png",
            "/a.png",
            "",
        ] {
            assert!(!own.has(address), "{address}");
        }
        assert!(BlogHosts::new("https://desk.wordpress.com", false).has("https://desk.files.wordpress.com/a.png"));
        assert!(BlogHosts::new("https://desk.blogspot.co.uk", false).has("https://1.bp.blogspot.com/a/s0/a.png"));
        assert!(BlogHosts::new("", true).has("https://blogger.googleusercontent.com/img/a/b=s0"));
        assert!(!BlogHosts::new("", true).has("https://desk.example/a.png"));
        assert!(BlogHosts::new("", false).is_unknown());
    }
}
