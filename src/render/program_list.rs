//! The data that the pages of one list of programs share: the order, the facets, and how far the programs can be trusted. A
//! list may be divided into many pages, so this is worked out once.

use std::sync::OnceLock;

use super::views::facet::TrustView;
use crate::content::Trust;
use crate::site::{DirectoryTermId, Facet, IdVec, ProgramId, Site, in_list_order};

/// A list of programs.
pub(super) struct ProgramList {
    /// The programs, in order.
    pub(super) programs: Vec<ProgramId>,
    /// The facets that tell them apart, each with its values and how many programs have them.
    pub(super) facets: Vec<(Facet, Vec<(DirectoryTermId, usize)>)>,
    /// How far they can be trusted.
    pub(super) trust: TrustView,
}

/// All lists of programs. Each is made when it is first asked for.
pub(super) struct ProgramLists {
    all: OnceLock<ProgramList>,
    of_term: IdVec<DirectoryTermId, OnceLock<ProgramList>>,
}

impl ProgramLists {
    pub(super) fn new(site: &Site) -> Self {
        let of_term = site.directory.terms.ids().map(|_| OnceLock::new()).collect();
        Self { all: OnceLock::new(), of_term }
    }

    /// Returns the list of the programs that have a value; without one, of all programs.
    pub(super) fn get(&self, site: &Site, term: Option<DirectoryTermId>) -> &ProgramList {
        match term {
            Some(term) => self.of_term[term].get_or_init(|| list(site, site.directory.terms[term].programs.clone())),
            None => self.all.get_or_init(|| list(site, site.entries.programs.ids().collect())),
        }
    }
}

fn list(site: &Site, programs: Vec<ProgramId>) -> ProgramList {
    let programs = in_list_order(programs, &site.entries);
    let (facets, trust) = (site.directory.facets(&programs), trust(site, &programs));
    ProgramList { programs, facets, trust }
}

fn trust(site: &Site, programs: &[ProgramId]) -> TrustView {
    let (mut trust, today) = (TrustView { checked: 0, late: 0, reported: 0 }, site.day());
    for program in programs {
        match site.entries.programs[*program].least_trust(today) {
            Trust::Checked(_) => trust.checked += 1,
            Trust::Late(_) => trust.late += 1,
            Trust::Reported => trust.reported += 1,
        }
    }
    trust
}
