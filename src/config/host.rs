//! Where the column is put online, and which files that host reads.

use super::Config;
use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::Node;
use crate::yaml::values::{text, word};

/// A host that we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Host {
    /// Any host that serves files; also a folder on a disk.
    #[default]
    Plain,
    /// GitHub Pages.
    GithubPages,
    /// GitLab Pages.
    GitlabPages,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    CloudflarePages,
    /// Vercel.
    Vercel,
    /// Azure Static Web Apps.
    AzureStaticWebApps,
    /// A bucket of S3, or of what speaks its language.
    S3,
    /// The Apache web server, as most universities and libraries have it.
    Apache,
    /// The nginx web server.
    Nginx,
}

/// A file that only one host or a few of them read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostFile {
    /// `.nojekyll`: GitHub shall serve the files as they are.
    NoJekyll,
    /// `CNAME`: the column's own domain, for GitHub.
    Cname,
    /// `_redirects`, of Netlify, and in part of Cloudflare and GitLab.
    Redirects,
    /// `_headers`, of Netlify and Cloudflare.
    Headers,
    /// `vercel.json`
    Vercel,
    /// `staticwebapp.config.json`
    Azure,
    /// `.htaccess`
    Htaccess,
    /// `nginx.conf`
    Nginx,
}

const NAMES: [&str; 10] = [
    "plain",
    "github-pages",
    "gitlab-pages",
    "netlify",
    "cloudflare-pages",
    "vercel",
    "azure-static-web-apps",
    "s3",
    "apache",
    "nginx",
];

const HOSTS: [Host; 10] = [
    Host::Plain,
    Host::GithubPages,
    Host::GitlabPages,
    Host::Netlify,
    Host::CloudflarePages,
    Host::Vercel,
    Host::AzureStaticWebApps,
    Host::S3,
    Host::Apache,
    Host::Nginx,
];

impl Host {
    /// As `column.yaml` calls it.
    pub fn name(self) -> &'static str {
        HOSTS.iter().zip(NAMES).find(|(host, _)| **host == self).map_or("plain", |(_, name)| name)
    }

    /// How many old addresses it redirects by itself: as many rules as it reads (NORMS, section 5).
    pub fn most_redirects(self) -> usize {
        match self {
            Self::Plain | Self::GithubPages | Self::S3 => 0,
            Self::GitlabPages => 1_000,
            Self::CloudflarePages => 2_000,
            Self::Vercel => 2_048,
            Self::Netlify | Self::AzureStaticWebApps | Self::Apache | Self::Nginx => usize::MAX,
        }
    }

    /// How many bytes of rules it reads.
    pub fn most_rule_bytes(self) -> usize {
        match self {
            Self::GitlabPages => 64_000,
            // Of 20 KB; headers and the rest stand in the same file.
            Self::AzureStaticWebApps => 17_000,
            _ => usize::MAX,
        }
    }

    /// Whether it can be told to send headers with a page.
    pub fn sends_headers(self) -> bool {
        !matches!(self, Self::Plain | Self::GithubPages | Self::GitlabPages | Self::S3)
    }

    /// The files that it reads, by address.
    pub fn files(self, config: &Config) -> Vec<(&'static str, HostFile)> {
        match self {
            Self::Plain | Self::S3 => vec![],
            Self::GithubPages => {
                let cname = config.own_domain().map(|_| ("/CNAME", HostFile::Cname));
                cname.into_iter().chain([("/.nojekyll", HostFile::NoJekyll)]).collect()
            }
            Self::GitlabPages => vec![("/_redirects", HostFile::Redirects)],
            Self::Netlify | Self::CloudflarePages => {
                vec![("/_headers", HostFile::Headers), ("/_redirects", HostFile::Redirects)]
            }
            Self::Vercel => vec![("/vercel.json", HostFile::Vercel)],
            Self::AzureStaticWebApps => vec![("/staticwebapp.config.json", HostFile::Azure)],
            Self::Apache => vec![("/.htaccess", HostFile::Htaccess)],
            Self::Nginx => vec![("/nginx.conf", HostFile::Nginx)],
        }
    }
}

impl Config {
    /// The path of `base_url`: `/column`, or nothing at the root of a host.
    pub fn base_path(&self) -> &str {
        let base = self.base_url.as_deref().unwrap_or_default();
        let rest = base.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("", |at| &rest[at..])
    }

    /// The domain of `base_url`, where it is the column's own and not one that GitHub lends.
    pub fn own_domain(&self) -> Option<&str> {
        let (_, host) = self.base_url.as_deref()?.split_once("://")?;
        let own = !host.contains(['/', ':']) && !host.ends_with(".github.io") && host != "localhost";
        own.then_some(host)
    }
}

/// `host: netlify`
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Host> {
    let found = text(node, findings)?;
    // What she calls it, and the name that we gave it, may be half of one another.
    let half = |name: &&str| name.split('-').next() == Some(&found.text.to_lowercase());
    let wanted = found.text.to_lowercase();
    if let Some(name) = NAMES.iter().find(|name| half(name) && **name != wanted) {
        let diagnostic = Diagnostic::error(format!("`{}` is not a host that callslip knows", found.text));
        findings.add(found.span, diagnostic.help(format!("did you mean `{name}`?")));
        return None;
    }
    let name = word(&found, "host that callslip knows", &NAMES, findings)?;
    HOSTS.iter().zip(NAMES).find(|(_, one)| *one == name).map(|(host, _)| *host)
}
