//! Old addresses, and the addresses that replace them.

use ahash::AHashMap;
use percent_encoding::percent_decode_str;

use super::collection::Collections;
use super::id_vec::IdVec;
use super::ids::RedirectId;
use super::route_path::{RoutePath, RoutePathError};
use super::taxonomy::{Taxonomy, Term};
use crate::config::Config;
use crate::content::{Tag, slugify};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span};
use crate::site_path::Reserved;
use crate::source::{COLUMN_FILE, encoded};

/// An old address, and the one that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub path: RoutePath,
    /// The new address: a path from the root of the column.
    pub to: String,
    /// The file that declares the old address.
    pub file: FilePath,
    /// The place in that file.
    pub span: Span,
}

/// The address of the column's feed.
const FEED: &str = "/feed.xml";

impl Redirect {
    /// Returns true if this is an old address of the feed. Programs follow no page that forwards a reader.
    pub fn is_of_feed(&self) -> bool {
        self.to == FEED
    }
}

/// Returns the aliases of all entries and of the feed, and the synonyms of all subjects, sorted by address.
pub(super) fn redirects(
    entries: &Collections,
    taxonomy: &Taxonomy,
    config: &Config,
) -> Checked<IdVec<RedirectId, Redirect>> {
    let (mut redirects, mut diagnostics) = (Vec::new(), Vec::new());
    let mut add = |old: Result<RoutePath, Diagnostic>, to: &str, file: &FilePath, span| match old {
        Ok(path) => redirects.push(Redirect { path, to: to.to_owned(), file: file.clone(), span }),
        Err(diagnostic) => diagnostics.push(diagnostic.at(file, span)),
    };
    for (alias, to, file, span) in aliases(entries, config).filter(|(alias, ..)| !alias.contains('?')) {
        add(of_alias(alias), to, &file, span);
    }
    let mut hints = Vec::new();
    for (synonym, path, term) in synonyms(taxonomy, config, &mut hints) {
        let Some(file) = &taxonomy.file else { break };
        add(checked(&path), &term.path, file, synonym.span);
    }
    diagnostics.extend(hints);
    redirects.sort_by(|a, b| (&a.path, &a.file, a.span).cmp(&(&b.path, &b.file, b.span)));
    Checked { value: redirects.into(), diagnostics }
}

/// Returns the aliases of all entries and of the feed, if there is one, each with the address that it leads to, and its
/// place.
pub(super) fn aliases<'a>(
    entries: &'a Collections,
    config: &'a Config,
) -> impl Iterator<Item = (&'a str, &'a str, FilePath, Span)> {
    let of_feed = config.feed_aliases.iter().filter(|_| config.base_url.is_some());
    let of_feed = of_feed.map(|alias| (alias.text.as_str(), FEED, FilePath::from(COLUMN_FILE), alias.span));
    let withdrawn = entries.withdrawn.iter().map(|(id, letter)| (&letter.common, entries.withdrawn.path(id)));
    let all = entries.refs().map(|entry| (entries.common(entry), entries.path(entry))).chain(withdrawn);
    let of_entries = all.flat_map(|(common, to)| {
        let aliases = common.record.aliases.iter();
        aliases.map(move |alias| (alias.text.as_str(), to, common.record.file.clone(), alias.span))
    });
    of_entries.chain(of_feed)
}

/// Returns the synonyms of all subjects, each with its address and its subject. One whose address is that of another
/// subject or synonym is reported: nothing leads from it. One that has the address of its own subject needs none.
fn synonyms<'t>(
    taxonomy: &'t Taxonomy,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Vec<(&'t Tag, String, &'t Term)> {
    let with_synonyms = taxonomy.terms.values().filter(|term| !term.use_for.is_empty());
    let mut synonyms =
        with_synonyms.flat_map(|term| term.use_for.iter().map(move |synonym| (synonym, term))).peekable();
    let (Some(_), Some(file)) = (synonyms.peek(), &taxonomy.file) else { return Vec::new() };
    let mut taken: AHashMap<String, &Term> = AHashMap::new();
    taken.extend(taxonomy.terms.values().map(|term| (term.path.clone(), term)));
    let mut free = Vec::new();
    for (synonym, term) in synonyms {
        let path = format!("/tags/{}/", encoded(&slugify(&synonym.label, config.slugs)));
        match taken.get(&path).map(|other| (other, other.path == path)) {
            Some((other, _)) if other.key == term.key => {}
            Some((other, is_its_address)) => {
                let (label, name, other) = (&synonym.label, &term.label, &other.label);
                let (why, help) = if is_its_address {
                    ("it is the address of", format!("if it should lead there, give `{other}` a `slug:` of its own"))
                } else {
                    ("it leads to", "if it should lead there, remove the other from its `use_for`".to_owned())
                };
                let message = format!("`{path}` cannot lead readers from `{label}` to `{name}`: {why} `{other}`");
                found.push(Diagnostic::hint(message).at(file, synonym.span).help(help));
            }
            None => {
                taken.insert(path.clone(), term);
                free.push((synonym, path, term));
            }
        }
    }
    free
}

/// Returns the address of an alias: `/2019/old` is a folder with a page in it, as on most hosts; `/old.html` is a file.
pub(super) fn of_alias(alias: &str) -> Result<RoutePath, Diagnostic> {
    // An alias may be percent-encoded or not.
    let Ok(plain) = percent_decode_str(alias).decode_utf8() else {
        let shown = alias.escape_debug();
        let diagnostic =
            Diagnostic::error(format!("`{shown}` cannot be an old address: it has characters that cannot be read"));
        return Err(diagnostic.help("remove it here, and set up a redirect in the settings of your web host"));
    };
    let last = plain.rsplit('/').next().unwrap_or_default();
    let slash = if last.is_empty() || last.contains('.') { "" } else { "/" };
    checked(&format!("{}{slash}", encoded(&plain)))
}

fn checked(path: &str) -> Result<RoutePath, Diagnostic> {
    RoutePath::unreserved(path.to_owned()).map_err(|error| {
        RoutePath::refusal(path, "an old address", error).help(match error {
            RoutePathError::Reserved(Reserved::Assets | Reserved::HostFile) => {
                "remove it here, and set up a redirect in the settings of your web host"
            }
            RoutePathError::Reserved(Reserved::Preview) | RoutePathError::SitePath(_) | RoutePathError::Encoding => {
                "remove it, or write the address as the old site had it"
            }
        })
    })
}

/// Returns the warning for an old address that is the address of the page that declares it.
pub(super) fn own_address(address: &str, file: &FilePath, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::warning(format!("`{address}` is the address of this page itself"));
    diagnostic.at(file, span).help("remove this old address")
}

/// Returns the error for an old address that something else has.
pub(super) fn already_used(address: &str, (file, span): (&FilePath, Span), by: (&FilePath, Span)) -> Diagnostic {
    let of = if &**file == COLUMN_FILE { "the feed" } else { "this page" };
    Diagnostic::error(format!("`{address}` cannot be an old address of {of}: it is already used"))
        .at(file, span)
        .related(by.0, by.1, "by this one")
        .help("remove this old address, or the other")
}

/// The number of old addresses, from the first, that the host redirects by itself: no more than it reads, less the
/// `others` that it needs rules for.
pub(super) fn by_host(config: &Config, redirects: &[Redirect], others: usize) -> usize {
    let host = config.host;
    let sizes = redirects.iter().scan(0, |sum, redirect| {
        *sum += redirect.path.len() + redirect.to.len() + 2 * config.base_path().len() + host.rule_overhead();
        Some(*sum)
    });
    sizes.take(host.max_redirects().saturating_sub(others)).take_while(|sum| *sum <= host.max_rule_bytes()).count()
}
