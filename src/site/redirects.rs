//! Old addresses, and the addresses that replace them.

use super::collection::{Collections, encoded};
use super::id_vec::IdVec;
use super::ids::RedirectId;
use super::taxonomy::Taxonomy;
use crate::config::Config;
use crate::content::Common;
use crate::diagnostics::{FilePath, Span};

/// An old address, and the one that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address: a path from the root of the column.
    pub path: String,
    /// The new address: a path from the root of the column.
    pub to: String,
    /// The file that declares the old address.
    pub file: FilePath,
    /// The place in that file.
    pub span: Span,
}

/// Returns the aliases of all entries, and the synonyms of all subjects, sorted by address.
pub(super) fn redirects(entries: &Collections, taxonomy: &Taxonomy) -> IdVec<RedirectId, Redirect> {
    let mut redirects = Vec::new();
    let mut add = |common: &Common, to: &str| {
        redirects.extend(common.record.aliases.iter().map(|alias| Redirect {
            path: address(&alias.text),
            to: to.to_owned(),
            file: common.record.file.clone(),
            span: alias.span,
        }));
    };
    for entry in entries.refs() {
        add(entries.common(entry), entries.path(entry));
    }
    for (id, letter) in entries.withdrawn.iter() {
        add(&letter.common, entries.withdrawn.path(id));
    }
    for term in taxonomy.terms.values() {
        let Some(file) = &taxonomy.file else { break };
        redirects.extend(term.use_for.iter().map(|synonym| Redirect {
            path: format!("/tags/{}/", synonym.slug),
            to: term.path.clone(),
            file: file.clone(),
            span: synonym.span,
        }));
    }
    redirects.sort_by(|a, b| (&a.path, &a.file, a.span).cmp(&(&b.path, &b.file, b.span)));
    redirects.into()
}

/// Returns the address of an alias, percent-encoded: `/2019/old` is a folder with a page in it, as on most hosts;
/// `/old.html` is a file.
fn address(alias: &str) -> String {
    let last = alias.rsplit('/').next().unwrap_or_default();
    let slash = if last.is_empty() || last.contains('.') { "" } else { "/" };
    // An alias may be percent-encoded or not.
    let plain = percent_encoding::percent_decode_str(alias).decode_utf8_lossy();
    format!("{}{slash}", encoded(&plain))
}

/// The number of old addresses, from the first, that the host redirects by itself: no more than it reads.
pub(super) fn by_host(config: &Config, redirects: &[Redirect]) -> usize {
    let host = config.host;
    let sizes = redirects.iter().scan(0, |sum, redirect| {
        *sum += redirect.path.len() + redirect.to.len() + 2 * config.base_path().len() + host.rule_overhead();
        Some(*sum)
    });
    sizes.take(host.max_redirects()).take_while(|sum| *sum <= host.max_rule_bytes()).count()
}
