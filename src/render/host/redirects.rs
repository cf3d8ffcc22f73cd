//! `_redirects`: a line for each old address.

use crate::config::Host;
use crate::site::Site;

pub(super) fn render(site: &Site) -> String {
    let host = site.config.host;
    // Of GitLab's hosts the path of the project belongs to the rule; the others begin at the root of the site.
    let base = if host == Host::GitlabPages { site.config.base_path() } else { "" };
    // Netlify: also where a page stands at the old address, which we make for other hosts.
    let code = if host == Host::Netlify { "301!" } else { "301" };
    let rules = site.host_redirects().iter();
    let rule = |from: &str, to: &str| format!("{base}{} {base}{to} {code}\n", literal(from));
    rules.map(|redirect| rule(&redirect.path, &redirect.to)).collect::<Vec<_>>().concat()
}

/// No part of an address is a wildcard or a placeholder.
fn literal(path: &str) -> String {
    path.replace('*', "%2A").replace(':', "%3A")
}
