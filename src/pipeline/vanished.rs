//! Pages that the last build wrote and this one did not: readers have their addresses.

use std::collections::{HashMap, HashSet};

use crate::content::Common;
use crate::diagnostics::Diagnostic;
use crate::output::PageOrigin;
use crate::site::{Directory, Facet, PageTarget, Route, Site, Target, UnpublishedReason, percent_encoded};
use crate::source::Fingerprint;

/// Returns the origin of the page of each entry, and of each list of the programs that have a value, by the path of its file
/// in the output folder.
pub(super) fn origins(site: &Site) -> HashMap<&str, PageOrigin> {
    let routes = site.routes.iter().filter_map(|route| {
        let origin = match route.target.page()?.entry() {
            Some(entry) => origin(site.entries.common(entry)),
            None => of_facet(site, route)?,
        };
        Some((route.path.file().as_str(), origin))
    });
    routes.collect()
}

/// Returns the origin of a list of programs. `None` for another page, and for a list that changes as time passes, which nobody
/// can prevent.
fn of_facet(site: &Site, route: &Route) -> Option<PageOrigin> {
    let Target::Page(PageTarget::ProgramsOf { term, page, .. }) = route.target else { return None };
    let lasts = page.is_first() && site.directory.terms[term].facet != Facet::Checked;
    lasts.then(|| PageOrigin { file: number(&route.path), title: number(&route.path) })
}

fn origin(common: &Common) -> PageOrigin {
    let date = common.record.date.as_ref().map(|date| date.iso.as_str()).unwrap_or_default();
    PageOrigin { file: number(&common.record.file), title: number(&format!("{date} {}", common.title.plain)) }
}

/// Returns the first 64 bits of a text's fingerprint.
fn number(text: &str) -> u64 {
    let Fingerprint(bytes) = Fingerprint::of(text.as_bytes());
    bytes.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Returns a warning for each of these pages, unless its address leads to another page, or it is scheduled again.
pub(super) fn vanished(site: &Site, pages: &[(String, PageOrigin)]) -> Vec<Diagnostic> {
    if pages.is_empty() {
        return Vec::new();
    }
    let withdrawn = site.entries.withdrawn.iter().map(|(id, letter)| (&letter.common, site.entries.withdrawn.path(id)));
    let entries = site.entries.refs().map(|entry| (site.entries.common(entry), site.entries.path(entry)));
    let (mut by_file, mut by_title) = (HashMap::new(), HashMap::new());
    for entry in entries.chain(withdrawn) {
        let origin = origin(entry.0);
        by_file.insert(origin.file, entry);
        by_title.insert(origin.title, entry);
    }
    let redirected: HashSet<&str> = site.redirects.as_slice().iter().map(|redirect| redirect.path.as_str()).collect();
    let unpublished: HashMap<_, _> = site.unpublished.iter().map(|entry| (number(&entry.file), entry)).collect();
    let warning = |(path, origin): &(String, PageOrigin)| {
        let address = format!("/{}", percent_encoded(path.strip_suffix("index.html").unwrap_or(path)));
        if redirected.contains(&*address) {
            return None;
        }
        if let Some((common, now)) = by_file.get(&origin.file).or_else(|| by_title.get(&origin.title)) {
            return Some(moved(&address, common, now));
        }
        if Directory::facet_of(&address).is_some() {
            return Some(no_program(&address));
        }
        match unpublished.get(&origin.file).map(|entry| (&entry.file, &entry.reason)) {
            Some((_, UnpublishedReason::Scheduled(_))) => None,
            Some((file, UnpublishedReason::Draft)) => {
                let message = format!("`{address}` was in the last build, but this file is a draft now");
                let help = format!(
                    "if you want to take the letter back, write `withdrawn: {{ date: {} }}` instead of `draft`",
                    site.today
                );
                Some(Diagnostic::warning(message).about(file).help(help))
            }
            None => Some(gone(&address, &site.today)),
        }
    };
    pages.iter().filter_map(warning).collect()
}

fn moved(address: &str, common: &Common, now: &str) -> Diagnostic {
    let message = format!("this page was at `{address}` in the last build, and is now at `{now}`");
    let aliases = common.record.aliases.iter().map(|alias| alias.text.as_str()).chain([address]);
    let aliases = aliases.collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::warning(message).about(&common.record.file);
    diagnostic.help(format!("so that old links still lead to it, write `aliases: [{aliases}]` in this file"))
}

fn no_program(address: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{address}` was in the last build, but no program is in this list now"))
        .help(format!("if another page of yours can take its place, write `aliases: [{address}]` in its file"))
}

fn gone(address: &str, today: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{address}` was in the last build, but its file is gone"))
        .help(format!("if its text is in another file now, write `aliases: [{address}]` there"))
        .help(format!(
            "if it was a letter, put its file back with `withdrawn: {{ date: {today} }}`; readers at its address then \
             learn that it was withdrawn"
        ))
}
