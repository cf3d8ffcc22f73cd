//! The addresses of the directory.

use ahash::AHashSet;

use super::PROGRAMS;
use super::file::DirectoryFile;
use super::programs::PROGRAMS_PER_PAGE;
use crate::site::claims::AddressClaim;
use crate::site::ids::PageNumber;
use crate::site::route::{FileTarget, PageTarget, Target};
use crate::site::route_inputs::RouteInputs;
use crate::site::route_table::divided;
use crate::site_path::folded;

/// Adds the addresses of the directory, apart from that of its first page, which every column has. Where a page or file of the
/// columnist has one of these addresses, hers is what readers find there.
pub(in crate::site) fn claim(parts: &RouteInputs<'_>, claims: &mut Vec<AddressClaim>) {
    let programs = parts.entries.programs.len();
    if programs == 0 {
        return;
    }
    let mut own = Vec::new();
    let mut add = |path: String, target| own.push(AddressClaim { path, target });
    for page in later_pages(programs) {
        add(format!("{PROGRAMS}page/{page}/"), Target::Page(PageTarget::Programs { page }));
    }
    // Of one program alone, no list says more than its profile.
    let terms = parts.directory.terms.iter().filter(|_| programs > 1);
    for (id, term) in terms {
        let path = &term.path;
        // A list of one, or of all, says no more than the profile, or the list of programs.
        let is_listed = term.is_offered && term.programs.len() > 1;
        let target = |page| Target::Page(PageTarget::ProgramsOf { term: id, page, is_listed });
        add(path.clone(), target(PageNumber::FIRST));
        for page in later_pages(term.programs.len()) {
            add(format!("{path}page/{page}/"), target(page));
        }
    }
    if parts.theme_pages.compare {
        compare(parts, &mut add);
    }
    let has_filters = parts.directory.terms.values().any(|term| term.is_offered);
    for file in DirectoryFile::ALL.into_iter().filter(|file| has_filters || *file != DirectoryFile::Filters) {
        add(format!("{PROGRAMS}{}", file.name()), Target::File(FileTarget::Directory(file)));
    }
    let taken: AHashSet<String> = claims.iter().map(|claim| folded(place(&claim.path)).into_owned()).collect();
    claims.extend(own.into_iter().filter(|claim| !taken.contains(&*folded(place(&claim.path)))));
}

/// Adds the pages that compare programs: each with those nearest to it, and those that a reader chooses.
fn compare(parts: &RouteInputs<'_>, add: &mut impl FnMut(String, Target)) {
    let programs = parts.entries.programs.ids();
    let mut programs = programs.filter(|id| parts.directory.has_neighbors(*id, parts.entries)).peekable();
    if programs.peek().is_some() {
        add(compare_path(PROGRAMS), Target::Page(PageTarget::Compare { with: None }));
    }
    for id in programs {
        let path = compare_path(parts.entries.programs.path(id));
        add(path, Target::Page(PageTarget::Compare { with: Some(id) }));
    }
}

/// Returns the address of the comparison that belongs to a profile, or to the list of programs.
pub(in crate::site) fn compare_path(page: &str) -> String {
    format!("{page}compare/")
}

fn later_pages(programs: usize) -> impl Iterator<Item = PageNumber> {
    PageNumber::up_to(divided(programs, PROGRAMS_PER_PAGE)).skip(1)
}

/// The part of an address that no other may have.
fn place(path: &str) -> &str {
    path.trim_end_matches("index.html").trim_end_matches('/')
}
