//! The directory of programs: what each program is in each facet, and which programs have a value in common.

mod facet;
mod file;
mod neighbors;
mod price_band;
mod programs;
mod providers;
mod routes;
mod selection;
mod values;

use std::collections::BTreeMap;

use ahash::AHashSet;
use jiff::civil::Date;

use super::collection::Collections;
use super::id_vec::IdVec;
use super::ids::{DirectoryTermId, ProgramId, ProviderId};
use super::taxonomy::Taxonomy;
use crate::config::Config;
use crate::content::{Amount, Keyword, Transliteration, slugify};
use crate::diagnostics::Checked;
use crate::source::encoded;

use neighbors::AlikePrograms;
use providers::Providers;
use values::ValueReader;

pub use facet::{CheckAge, Facet, FacetValue};
pub use file::DirectoryFile;
pub use price_band::PriceBand;
pub use programs::{PROGRAMS_PER_PAGE, in_list_order};
pub use providers::Provider;
pub(super) use routes::{claim, compare_path};
pub use selection::Selection;

/// The address of the list of programs.
pub const PROGRAMS: &str = "/programs/";

/// A value of a facet, and the programs that have it.
#[derive(Debug, Clone)]
pub struct DirectoryTerm {
    /// The facet.
    pub facet: Facet,
    /// The value.
    pub value: FacetValue,
    /// The last part of its address, which is also its key in pages.
    pub slug: String,
    /// The programs that have it, by title.
    pub programs: Vec<ProgramId>,
    /// The address of the page that lists them, unless the columnist has put something else there. It lives as long as a
    /// program has the value, because readers and letters may link to it.
    pub path: String,
    /// True if readers can choose it: some programs do not have it.
    pub is_offered: bool,
}

/// The directory of programs.
#[derive(Debug, Default)]
pub struct Directory {
    /// The values of all facets, facet by facet, in the order in which a page offers them.
    pub terms: IdVec<DirectoryTermId, DirectoryTerm>,
    /// The institutions that offer programs, by name.
    pub providers: IdVec<ProviderId, Provider>,
    /// The facets that tell programs apart.
    offered: Vec<Facet>,
    /// For each program, its values, facet by facet.
    of_program: IdVec<ProgramId, Vec<DirectoryTermId>>,
    /// The programs that are compared with each other.
    neighbors: AlikePrograms,
}

impl Directory {
    pub(super) fn new(entries: &Collections, taxonomy: &Taxonomy, config: &Config, today: Date) -> Checked<Self> {
        let Checked { value: providers, diagnostics } = Providers::new(entries, config);
        let reader = ValueReader::new(entries, taxonomy, &providers, config, today);
        let mut listed: BTreeMap<(Facet, FacetValue), Vec<ProgramId>> = BTreeMap::new();
        for program in entries.programs.ids() {
            for key in reader.values(program) {
                listed.entry(key).or_default().push(program);
            }
        }
        let mut of_program: IdVec<_, _> = vec![Vec::new(); entries.programs.len()].into();
        let mut slugs = Slugs { taken: AHashSet::new(), providers: &providers.all, taxonomy };
        let mut terms = IdVec::default();
        for ((facet, value), programs) in listed {
            let slug = slugs.next(facet, value);
            let path = format!("{PROGRAMS}{}/{}/", facet.word(), encoded(&slug));
            let is_offered = programs.len() < entries.programs.len();
            let id = terms.push(DirectoryTerm { facet, value, slug, programs: Vec::new(), path, is_offered });
            for program in &programs {
                of_program[*program].push(id);
            }
            terms[id].programs = programs;
        }
        let neighbors = AlikePrograms::new(entries, &of_program);
        let offered = terms.values().filter(|term: &&DirectoryTerm| term.is_offered).map(|term| term.facet).collect();
        Checked { value: Self { terms, providers: providers.all, offered, of_program, neighbors }, diagnostics }
    }

    /// The values of a program, facet by facet.
    pub fn of_program(&self, program: ProgramId) -> &[DirectoryTermId] {
        &self.of_program[program]
    }

    /// Returns the facet that the address of a list of programs is for, as far as one can tell by its form.
    pub fn facet_of(path: &str) -> Option<Facet> {
        let (facet, slug) = path.strip_prefix(PROGRAMS)?.split_once('/')?;
        let is_first_page = !slug.trim_end_matches('/').contains('/') && !slug.is_empty();
        Facet::ALL.iter().copied().find(|known| known.word() == facet && is_first_page)
    }

    /// Returns true for a facet that tells programs apart.
    pub fn is_offered(&self, facet: Facet) -> bool {
        self.offered.contains(&facet)
    }

    /// Returns the facets that tell these programs apart, each with its values among them and how many have it. A value that
    /// all have is left out, and so is a facet without any other.
    pub fn facets(&self, programs: &[ProgramId]) -> Vec<(Facet, Vec<(DirectoryTermId, usize)>)> {
        let mut counts: BTreeMap<DirectoryTermId, usize> = BTreeMap::new();
        for term in programs.iter().flat_map(|program| self.of_program(*program)) {
            *counts.entry(*term).or_default() += 1;
        }
        let telling: Vec<_> = counts.into_iter().filter(|(_, count)| *count < programs.len()).collect();
        // Terms are in the order of facets.
        let by_facet = telling.chunk_by(|(one, _), (next, _)| self.terms[*one].facet == self.terms[*next].facet);
        by_facet.filter_map(|values| Some((self.terms[values.first()?.0].facet, values.to_vec()))).collect()
    }
}

/// Makes the last part of the address of each value.
struct Slugs<'a> {
    taken: AHashSet<(Facet, String)>,
    providers: &'a IdVec<ProviderId, Provider>,
    taxonomy: &'a Taxonomy,
}

impl Slugs<'_> {
    /// Returns the slug of a value. A subject may be called `not stated`: then the value of that name is numbered.
    fn next(&mut self, facet: Facet, value: FacetValue) -> String {
        let own = self.wanted(value);
        let numbered = (2_u32..).map(|number| format!("{own}-{number}"));
        let mut free = std::iter::once(own.clone()).chain(numbered);
        free.find(|slug| self.taken.insert((facet, slug.clone()))).unwrap_or(own)
    }

    fn wanted(&self, value: FacetValue) -> String {
        let of_word = |word: &str| slugify(word, Transliteration::AnyLanguage);
        match value {
            FacetValue::Credential(credential) => of_word(credential.word()),
            FacetValue::Delivery(delivery) => of_word(delivery.word()),
            FacetValue::PriceStated => "stated".to_owned(),
            FacetValue::Free => "free".to_owned(),
            FacetValue::Band(band) => {
                let from = band.from().map_or_else(|| "0".to_owned(), Amount::decimal);
                let code = band.currency().code().to_ascii_lowercase();
                format!("{code}-{from}-to-{}", band.under().decimal())
            }
            FacetValue::OtherCurrency(code) => code.to_ascii_lowercase(),
            FacetValue::NoFigure => "no-figure".to_owned(),
            FacetValue::Subject(term) => self.taxonomy.terms[term].slug.clone(),
            FacetValue::Provider(provider) => self.providers[provider].slug.clone(),
            FacetValue::Status(status) => of_word(status.word()),
            FacetValue::Checked(age) => of_word(age.word()),
            FacetValue::NotStated => "not-stated".to_owned(),
        }
    }
}
