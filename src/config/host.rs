//! The host on which the column is put online, its limits, and the files that it reads.

use std::iter;

use super::Config;
use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::Node;
use crate::yaml::values::{text, word};

/// A host that callslip knows.
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
    /// A bucket of Amazon S3, or of a service with the same protocol.
    S3,
    /// The Apache web server, as most universities and libraries have it.
    Apache,
    /// The nginx web server.
    Nginx,
}

/// A file that configures one host, or a few of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostFile {
    /// `.nojekyll`: GitHub serves the files as they are.
    NoJekyll,
    /// `CNAME`: the column's own domain, for GitHub.
    Cname,
    /// `_redirects`, for Netlify, and in part for Cloudflare and GitLab.
    Redirects,
    /// `_headers`, for Netlify and Cloudflare.
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

impl Host {
    /// All hosts, in the order in which messages list them.
    pub fn all() -> impl Iterator<Item = Self> {
        iter::successors(Some(Self::Plain), |host| host.next())
    }

    /// The next of [`Host::all`]: a `match`, so that the compiler asks for a host that is missing.
    fn next(self) -> Option<Self> {
        match self {
            Self::Plain => Some(Self::GithubPages),
            Self::GithubPages => Some(Self::GitlabPages),
            Self::GitlabPages => Some(Self::Netlify),
            Self::Netlify => Some(Self::CloudflarePages),
            Self::CloudflarePages => Some(Self::Vercel),
            Self::Vercel => Some(Self::AzureStaticWebApps),
            Self::AzureStaticWebApps => Some(Self::S3),
            Self::S3 => Some(Self::Apache),
            Self::Apache => Some(Self::Nginx),
            Self::Nginx => None,
        }
    }

    /// Its name in `column.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::GithubPages => "github-pages",
            Self::GitlabPages => "gitlab-pages",
            Self::Netlify => "netlify",
            Self::CloudflarePages => "cloudflare-pages",
            Self::Vercel => "vercel",
            Self::AzureStaticWebApps => "azure-static-web-apps",
            Self::S3 => "s3",
            Self::Apache => "apache",
            Self::Nginx => "nginx",
        }
    }

    /// The number of redirect rules that it reads; 0 if it cannot redirect by itself.
    pub fn max_redirects(self) -> usize {
        match self {
            Self::Plain | Self::GithubPages | Self::S3 => 0,
            Self::GitlabPages => 1_000,
            Self::CloudflarePages => 2_000,
            Self::Vercel => 2_048,
            Self::Netlify | Self::AzureStaticWebApps | Self::Apache | Self::Nginx => usize::MAX,
        }
    }

    /// The number of bytes of redirect rules that it reads.
    pub fn max_rule_bytes(self) -> usize {
        match self {
            Self::GitlabPages => 64_000,
            // Of 20 KB in all: headers and the rest are in the same file.
            Self::AzureStaticWebApps => 17_000,
            Self::Plain
            | Self::GithubPages
            | Self::Netlify
            | Self::CloudflarePages
            | Self::Vercel
            | Self::S3
            | Self::Apache
            | Self::Nginx => usize::MAX,
        }
    }

    /// The bytes of one redirect rule besides its two addresses, in the longest form of those hosts that limit them.
    pub fn rule_overhead(self) -> usize {
        match self {
            Self::AzureStaticWebApps => 60,
            Self::Plain
            | Self::GithubPages
            | Self::GitlabPages
            | Self::Netlify
            | Self::CloudflarePages
            | Self::Vercel
            | Self::S3
            | Self::Apache
            | Self::Nginx => 8,
        }
    }

    /// Returns true if a file takes precedence over the redirect rule for its address.
    pub fn serves_files_before_rules(self) -> bool {
        match self {
            Self::GitlabPages => true,
            // Netlify does not for a rule that ends in `!`, as ours do.
            Self::Plain
            | Self::GithubPages
            | Self::Netlify
            | Self::CloudflarePages
            | Self::Vercel
            | Self::AzureStaticWebApps
            | Self::S3
            | Self::Apache
            | Self::Nginx => false,
        }
    }

    /// Returns true if it can be configured to send headers with a page.
    pub fn sends_headers(self) -> bool {
        match self {
            Self::Plain | Self::GithubPages | Self::GitlabPages | Self::S3 => false,
            Self::Netlify
            | Self::CloudflarePages
            | Self::Vercel
            | Self::AzureStaticWebApps
            | Self::Apache
            | Self::Nginx => true,
        }
    }

    /// Returns true if its rules name paths from the root of the host, also where the column is in a folder below.
    pub fn rules_name_host_paths(self) -> bool {
        match self {
            Self::GithubPages | Self::GitlabPages | Self::Apache | Self::Nginx => true,
            Self::Plain
            | Self::Netlify
            | Self::CloudflarePages
            | Self::Vercel
            | Self::AzureStaticWebApps
            | Self::S3 => false,
        }
    }

    /// The number of files that it accepts, if that is limited.
    pub fn max_files(self) -> Option<usize> {
        match self {
            Self::CloudflarePages => Some(20_000),
            Self::Plain
            | Self::GithubPages
            | Self::GitlabPages
            | Self::Netlify
            | Self::Vercel
            | Self::AzureStaticWebApps
            | Self::S3
            | Self::Apache
            | Self::Nginx => None,
        }
    }

    /// The files that it reads.
    pub fn files(self, config: &Config) -> Vec<HostFile> {
        match self {
            Self::Plain | Self::S3 => vec![],
            Self::GithubPages => {
                let cname = config.own_domain().map(|_| HostFile::Cname);
                cname.into_iter().chain([HostFile::NoJekyll]).collect()
            }
            Self::GitlabPages => vec![HostFile::Redirects],
            Self::Netlify | Self::CloudflarePages => vec![HostFile::Headers, HostFile::Redirects],
            Self::Vercel => vec![HostFile::Vercel],
            Self::AzureStaticWebApps => vec![HostFile::Azure],
            Self::Apache => vec![HostFile::Htaccess],
            Self::Nginx => vec![HostFile::Nginx],
        }
    }
}

impl HostFile {
    /// All files that any host reads.
    pub fn all() -> impl Iterator<Item = Self> {
        iter::successors(Some(Self::NoJekyll), |file| file.next())
    }

    /// The next of [`HostFile::all`]: a `match`, so that the compiler asks for a file that is missing.
    fn next(self) -> Option<Self> {
        match self {
            Self::NoJekyll => Some(Self::Cname),
            Self::Cname => Some(Self::Redirects),
            Self::Redirects => Some(Self::Headers),
            Self::Headers => Some(Self::Vercel),
            Self::Vercel => Some(Self::Azure),
            Self::Azure => Some(Self::Htaccess),
            Self::Htaccess => Some(Self::Nginx),
            Self::Nginx => None,
        }
    }

    /// Its path in the output folder.
    pub fn path(self) -> &'static str {
        match self {
            Self::NoJekyll => ".nojekyll",
            Self::Cname => "CNAME",
            Self::Redirects => "_redirects",
            Self::Headers => "_headers",
            Self::Vercel => "vercel.json",
            Self::Azure => "staticwebapp.config.json",
            Self::Htaccess => ".htaccess",
            Self::Nginx => "nginx.conf",
        }
    }

    /// Returns the file at a path in the output folder.
    pub fn at_path(path: &str) -> Option<Self> {
        Self::all().find(|file| file.path() == path)
    }
}

impl Config {
    /// The path of `base_url`: `/column`; empty at the root of a host.
    pub fn base_path(&self) -> &str {
        let base = self.base_url.as_deref().unwrap_or_default();
        let rest = base.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("", |at| &rest[at..])
    }

    /// The domain of `base_url` if it is the column's own; `None` for one that GitHub lends.
    pub fn own_domain(&self) -> Option<&str> {
        let (_, host) = self.base_url.as_deref()?.split_once("://")?;
        let own = !host.contains(['/', ':']) && !host.ends_with(".github.io") && host != "localhost";
        own.then_some(host)
    }
}

/// Reads `host: netlify`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Host> {
    let found = text(node, findings)?;
    let names: Vec<&str> = Host::all().map(Host::name).collect();
    // Authors shorten the names: `github` is the first half of `github-pages`.
    let wanted = found.text.to_lowercase();
    let is_first_half = |name: &&&str| name.split('-').next() == Some(&wanted);
    if let Some(name) = names.iter().find(|name| is_first_half(name) && **name != wanted) {
        let diagnostic = Diagnostic::error(format!("`{}` is not a host that callslip knows", found.text));
        findings.add(found.span, diagnostic.help(format!("did you mean `{name}`?")));
        return None;
    }
    let name = word(&found, "host that callslip knows", &names, findings)?;
    Host::all().find(|host| host.name() == name)
}
