//! Old addresses with a query, such as `/?p=12`, and the addresses that replace them. No file of a site can be at one:
//! only a host can lead on from it.

use std::cmp::Reverse;

use ahash::AHashMap;

use super::collection::Collections;
use super::query::Query;
use super::redirects::{aliases, already_used, of_alias, own_address};
use super::route_path::RoutePath;
use crate::config::{Config, Host};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span};

/// An old address with a query, and the address that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryRedirect {
    /// The path of the old address. Without the query it may be that of a page.
    pub path: RoutePath,
    /// The parameters that a request must have.
    pub query: Query,
    /// The new address: a path from the root of the column.
    pub to: String,
    /// The file that declares the old address.
    pub file: FilePath,
    /// The place in that file.
    pub span: Span,
}

impl QueryRedirect {
    /// The old address: `/?p=12`.
    pub fn address(&self) -> String {
        format!("{}?{}", self.path, self.query)
    }
}

/// Returns the aliases with a query of all entries. Of two that a request may match, the one with more parameters comes
/// first.
pub(super) fn query_redirects(entries: &Collections, config: &Config) -> Checked<Vec<QueryRedirect>> {
    let (mut redirects, mut diagnostics) = (Vec::new(), Vec::new());
    for (alias, to, file, span) in aliases(entries, config) {
        let Some((path, query)) = alias.split_once('?') else { continue };
        match read(path, query) {
            // Hosts that pass the query on would lead there for ever.
            Ok((path, _)) if *path == *to => diagnostics.push(own_address(alias, &file, span)),
            Ok((path, query)) => {
                redirects.push(QueryRedirect { path, query, to: to.to_owned(), file, span });
            }
            Err(diagnostic) => diagnostics.push(diagnostic.at(&file, span)),
        }
    }
    let parameters = |redirect: &QueryRedirect| Reverse(redirect.query.parameters().len());
    redirects.sort_by(|a, b| {
        (&a.path, parameters(a), &a.query, &a.file, a.span).cmp(&(&b.path, parameters(b), &b.query, &b.file, b.span))
    });
    diagnostics.extend(collisions(&redirects));
    redirects.dedup_by(|b, a| (&a.path, &a.query) == (&b.path, &b.query));
    Checked { value: redirects, diagnostics }
}

/// Reads an old address with a query, or says what is wrong with it.
fn read(path: &str, query: &str) -> Result<(RoutePath, Query), Diagnostic> {
    let query = Query::parse(query).map_err(|error| {
        let shown: String = query.chars().take(60).flat_map(char::escape_debug).collect();
        let diagnostic = Diagnostic::warning(format!("no host can look for `?{shown}`: {error}"));
        diagnostic.help("remove this old address")
    });
    Ok((of_alias(path)?, query?))
}

/// Returns an error for each old address that two texts declare, and for each that readers on their way from another
/// old address would come past: many hosts pass the query on to the new address.
fn collisions(redirects: &[QueryRedirect]) -> Vec<Diagnostic> {
    let same = redirects.windows(2).filter(|pair| pair[0].path == pair[1].path && pair[0].query == pair[1].query);
    let same = same.map(|pair| {
        let [first, second] = [&pair[0], &pair[1]].map(|redirect| (&redirect.file, redirect.span));
        already_used(&pair[1].address(), second, first)
    });
    let mut by_path: AHashMap<&str, Vec<&QueryRedirect>> = AHashMap::new();
    for redirect in redirects {
        by_path.entry(&redirect.path).or_default().push(redirect);
    }
    let passed = redirects.iter().filter_map(|first| {
        let second = by_path.get(first.to.as_str())?.iter().find(|second| second.query.is_part_of(&first.query))?;
        let [address, way, to] = [second.address(), first.address(), first.to.clone()];
        let message =
            format!("`{address}` cannot be an old address of this page: `{way}` leads to `{to}`, and on to here");
        Some(
            Diagnostic::error(message)
                .at(&second.file, second.span)
                .related(&first.file, first.span, "the other old address")
                .help("remove this old address, or the other"),
        )
    });
    same.chain(passed).collect()
}

/// The most parameters that a rule of Vercel may ask for.
const MOST_ON_VERCEL: usize = 16;

/// Returns those that the host can redirect: no more than it reads.
pub(super) fn by_host<'r>(config: &Config, redirects: &'r [QueryRedirect]) -> impl Iterator<Item = &'r QueryRedirect> {
    let host = config.host;
    redirects.iter().filter(move |redirect| can_match(host, &redirect.query)).take(host.max_redirects())
}

/// Returns true if a redirect rule of a host can ask for these parameters.
///
/// - Netlify: a rule in `_redirects` is `from name=value to status`. It asks for at least these parameters, in any order
///   (docs.netlify.com, "Redirect options"). Its own matcher (`netlify-redirector` 0.5.0 on npm) takes the name for a
///   regular expression, compares the value with that of the request, decoded, and ends a value at a space or `=`.
/// - Vercel: `has` with `type: query` (vercel.com/docs/project-configuration, "redirects"; its schema, which limits their
///   number, is in `@vercel/routing-utils` on npm).
/// - Apache: `RewriteCond %{QUERY_STRING}` (`mod_rewrite`). nginx: `$args`.
/// - Not GitLab ("Query parameters: No" in docs.gitlab.com/user/project/pages/redirects), not Cloudflare ("Query
///   Parameters: No" in developers.cloudflare.com/pages/configuration/redirects), not Azure (a `route` is a path:
///   learn.microsoft.com/azure/static-web-apps/configuration), and no host without redirects of its own.
fn can_match(host: Host, query: &Query) -> bool {
    match host {
        Host::Apache | Host::Nginx => true,
        Host::Vercel => query.parameters().len() <= MOST_ON_VERCEL,
        Host::Netlify => query.parameters().iter().all(|(name, value)| {
            let is_in_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            let is_in_value = |byte: u8| byte.is_ascii_graphic() && byte != b'=';
            name.bytes().all(is_in_name) && value.bytes().all(is_in_value) && !value.starts_with(':')
        }),
        Host::Plain
        | Host::GithubPages
        | Host::GitlabPages
        | Host::CloudflarePages
        | Host::AzureStaticWebApps
        | Host::S3 => false,
    }
}
