//! Finds what will be wrong with entries that are not published yet, by comparing two sites: the one of today, and one
//! that shows everything.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::assembly::assemble_full;
use super::links::Destination;
use super::unpublished::{Unpublished, UnpublishedReason};
use super::{AssembleOptions, Parsed, Site};
use crate::config::Config;
use crate::content::LinkTarget;
use crate::diagnostics::{Checked, Diagnostic, ErrorFrom, FilePath, Severity, Span};
use crate::source::folder_of_index;

/// When a file is published. The order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Publication {
    /// It is.
    Published,
    /// At that moment.
    Scheduled(Timestamp, Date),
    /// Nobody knows.
    Draft,
}

impl From<&Unpublished> for Publication {
    fn from(entry: &Unpublished) -> Self {
        match &entry.reason {
            UnpublishedReason::Draft => Self::Draft,
            UnpublishedReason::Scheduled(when) => Self::Scheduled(when.instant, when.day),
        }
    }
}

/// Assembles a site to find its mistakes. It has all that addresses and links follow from, but no names in texts, no
/// mentions, and nothing related.
pub fn assemble_links(parsed: Parsed, config: Arc<Config>, options: &AssembleOptions) -> Checked<Arc<Site>> {
    let Checked { value, diagnostics } = assemble_full(parsed, config, options, None);
    Checked { value: Arc::new(value), diagnostics }
}

/// Lowers the severity of what was found in unpublished entries: an error of a scheduled one is a warning until its day,
/// and in a draft there are only hints.
pub fn lower_severity(found: &mut [Diagnostic], site: &Site) {
    if site.unpublished.is_empty() {
        return;
    }
    for diagnostic in found {
        if let Some(file) = &diagnostic.file {
            site.publication(file).lower(diagnostic);
        }
    }
}

/// Returns what was found in a site that shows everything, and not in that of today. Links to what appears later than the
/// page that they are on are added.
pub fn upcoming(today: &Site, found_today: &[Diagnostic], all: &Checked<impl AsRef<Site>>) -> Vec<Diagnostic> {
    let known: HashSet<_> = found_today.iter().map(place).collect();
    let site = all.value.as_ref();
    let new = all.diagnostics.iter().filter(|found| !known.contains(&place(found))).cloned();
    let new = new.map(|mut diagnostic| {
        cause(today, site, &diagnostic).lower(&mut diagnostic);
        diagnostic
    });
    new.chain(links_to_later(today, site)).collect()
}

/// A message may count entries, so it is not compared.
fn place(diagnostic: &Diagnostic) -> (Option<&FilePath>, Option<Span>, Severity) {
    (diagnostic.file.as_ref(), diagnostic.span, diagnostic.severity)
}

/// Returns when something becomes wrong: when the last of the files that it is about is published.
fn cause(today: &Site, all: &Site, diagnostic: &Diagnostic) -> Publication {
    let named = diagnostic.files().map(|file| today.publication(file)).max();
    let linked = || linked_files(all, diagnostic).map(|file| today.publication(file)).max();
    let is_later = |publication: &Publication| *publication > Publication::Published;
    let last = || today.unpublished.iter().map(Publication::from).filter(|one| *one < Publication::Draft).max();
    named.filter(is_later).or_else(|| linked().filter(is_later)).or_else(last).unwrap_or(Publication::Draft)
}

/// Returns the files that the link at the place of a diagnostic leads to.
fn linked_files<'s>(all: &'s Site, diagnostic: &Diagnostic) -> impl Iterator<Item = &'s str> {
    let entry =
        all.entries.refs().find(|entry| Some(&all.entries.common(*entry).record.file) == diagnostic.file.as_ref());
    let links = entry.into_iter().flat_map(|entry| {
        let details = &all.entries.reference_details(entry).links;
        all.entries.references(entry).links.iter().zip(details.iter().map(|details| details.span))
    });
    let span = diagnostic.span;
    links.filter(move |(_, at)| Some(*at) == span).filter_map(|(link, _)| match link {
        LinkTarget::File { path, .. } => Some(path.as_str()),
        _ => None,
    })
}

/// Returns a warning for each link from a scheduled entry to one that is published later, or to a draft.
fn links_to_later(today: &Site, all: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in all.entries.refs() {
        let file = &all.entries.common(entry).record.file;
        let own = today.publication(file);
        let Publication::Scheduled(_, day) = own else { continue };
        let details = &all.entries.reference_details(entry).links;
        for (destination, details) in all.links.of(entry).links.iter().zip(details) {
            let Some(other) = destination_file(all, destination) else { continue };
            let message = match today.publication(other) {
                Publication::Draft => format!("`{other}` is a draft, but this page appears on {day}"),
                later @ Publication::Scheduled(_, other_day) if later > own => {
                    format!("`{other}` appears on {other_day}, but this page on {day}")
                }
                Publication::Scheduled(..) | Publication::Published => continue,
            };
            let diagnostic = Diagnostic::warning(message).at(file, details.span);
            found.push(diagnostic.help("until then the words have no link; nothing else is wrong"));
        }
    }
    found
}

fn destination_file<'s>(site: &'s Site, destination: &Destination) -> Option<&'s FilePath> {
    match destination {
        Destination::Entry(entry, _) => Some(&site.entries.common(*entry).record.file),
        Destination::Attachment(id) => Some(&site.attachments[*id].1.path),
        Destination::Path(_) | Destination::Here(_) | Destination::Nowhere => None,
    }
}

impl Site {
    /// Returns when a file is published. What lies in the folder of an entry is published with it.
    fn publication(&self, file: &str) -> Publication {
        let exact = self.unpublished.binary_search_by(|entry| (*entry.file).cmp(file)).ok();
        let is_within = |entry: &&Unpublished| {
            let folder = folder_of_index(&entry.file);
            folder.and_then(|folder| file.strip_prefix(folder)).is_some_and(|rest| rest.starts_with('/'))
        };
        let entry = exact.map(|at| &self.unpublished[at]);
        entry.or_else(|| self.unpublished.iter().find(is_within)).map_or(Publication::Published, Publication::from)
    }
}

impl Publication {
    fn lower(self, diagnostic: &mut Diagnostic) {
        match (self, diagnostic.severity) {
            (Self::Scheduled(_, day), Severity::Error) => {
                diagnostic.severity = Severity::Warning;
                diagnostic.error_from = Some(ErrorFrom { day });
            }
            (Self::Draft, Severity::Error | Severity::Warning) => {
                diagnostic.severity = Severity::Hint;
                diagnostic.message = format!("in a draft: {}", diagnostic.message);
            }
            (Self::Published, _)
            | (Self::Scheduled(..), Severity::Warning | Severity::Hint)
            | (Self::Draft, Severity::Hint) => {}
        }
    }
}
