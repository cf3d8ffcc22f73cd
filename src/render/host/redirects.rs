//! The file `_redirects`: a line for each old address.

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
    let rules = site.host_redirects().iter();
    let rule = |from: &str, to: &str| format!("{base}{} {base}{} {code}\n", literal(from), literal(to));
    rules.map(|redirect| rule(&redirect.path, &redirect.to)).collect::<Vec<_>>().concat()
}
