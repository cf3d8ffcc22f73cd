//! The file `_redirects`: a line for each old address.

use std::fmt::Write;

use super::literal;
use crate::config::Host;
use crate::site::Site;

/// Returns `_redirects`.
pub(super) fn render(site: &Site) -> String {
    let (base, code) = match site.config.host {
        // The path of the project belongs to the rule; on the others a rule begins at the root of the site.
        Host::GitlabPages => (site.config.base_path(), "301"),
        // Also where there is a page at the old address, which we write for other hosts.
        Host::Netlify => ("", "301!"),
        Host::Plain
        | Host::GithubPages
        | Host::CloudflarePages
        | Host::Vercel
        | Host::AzureStaticWebApps
        | Host::S3
        | Host::Apache
        | Host::Nginx => ("", "301"),
    };
    // First those with a query: a rule without one matches whatever the query is, and the first that matches counts.
    let mut text = String::new();
    for redirect in site.host_query_redirects() {
        // Netlify compares them with what a request says, decoded.
        let parameters = redirect.query.parameters().iter();
        let parameters = parameters.map(|(name, value)| format!(" {name}={value}")).collect::<Vec<_>>().concat();
        let (from, to) = (literal(&redirect.path), literal(&redirect.to));
        let _ = writeln!(text, "{base}{from}{parameters} {base}{to} {code}");
    }
    for redirect in site.host_redirects() {
        let _ = writeln!(text, "{base}{} {base}{} {code}", literal(&redirect.path), literal(&redirect.to));
    }
    text
}
