//! The directory of programs: what each program is in each facet, and which programs have a value in common.

mod facet;
mod file;
mod neighbors;
mod price_band;
mod programs;
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
use crate::source::encoded;

use neighbors::AlikePrograms;
use values::ValueReader;

pub use facet::{CheckAge, Facet, FacetValue};
pub use file::DirectoryFile;
pub use price_band::PriceBand;
pub use programs::{PROGRAMS_PER_PAGE, in_list_order};
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
    /// The address of the page that lists them. `None` if the facet does not tell programs apart.
    pub path: Option<String>,
}

/// The directory of programs.
#[derive(Debug, Default)]
pub struct Directory {
    /// The values of all facets, facet by facet, in the order in which a page offers them.
    pub terms: IdVec<DirectoryTermId, DirectoryTerm>,
    /// The institutions that offer programs, by name.
    pub providers: IdVec<ProviderId, String>,
    /// For each program, its values, facet by facet.
    of_program: IdVec<ProgramId, Vec<DirectoryTermId>>,
    /// The programs that are compared with each other.
    neighbors: AlikePrograms,
}

impl Directory {
    pub(super) fn new(entries: &Collections, taxonomy: &Taxonomy, config: &Config, today: Date) -> Self {
        let transliteration = Transliteration::of_language(&config.language);
        let reader = ValueReader::new(entries, taxonomy, today);
        let mut listed: BTreeMap<(Facet, FacetValue), Vec<ProgramId>> = BTreeMap::new();
        for program in entries.programs.ids() {
            for key in reader.values(program) {
                listed.entry(key).or_default().push(program);
            }
        }
        let providers = reader.into_providers();
        let mut of_program: IdVec<_, _> = vec![Vec::new(); entries.programs.len()].into();
        let mut slugs = Slugs { taken: AHashSet::new(), providers: &providers, taxonomy, transliteration };
        let mut terms = IdVec::default();
        for ((facet, value), programs) in listed {
            let slug = slugs.next(facet, value);
            let id = terms.push(DirectoryTerm { facet, value, slug, programs: Vec::new(), path: None });
            for program in &programs {
                of_program[*program].push(id);
            }
            terms[id].programs = programs;
        }
        let neighbors = AlikePrograms::new(entries, &of_program);
        let mut directory = Self { terms, providers, of_program, neighbors };
        directory.give_addresses();
        directory
    }

    /// The values of a program, facet by facet.
    pub fn of_program(&self, program: ProgramId) -> &[DirectoryTermId] {
        &self.of_program[program]
    }

    /// Returns the facets that tell these programs apart, each with its values among them and how many have it. A facet that
    /// nobody fills, or in which all are the same, is left out, and so is a value that all have.
    pub fn facets(&self, programs: &[ProgramId]) -> Vec<(Facet, Vec<(DirectoryTermId, usize)>)> {
        let mut counts: BTreeMap<DirectoryTermId, usize> = BTreeMap::new();
        for term in programs.iter().flat_map(|program| self.of_program(*program)) {
            *counts.entry(*term).or_default() += 1;
        }
        let values = |facet: Facet| {
            let of_facet = counts.iter().filter(|(term, _)| self.terms[**term].facet == facet);
            let telling = of_facet.filter(|(_, count)| **count < programs.len());
            let values: Vec<_> = telling.map(|(term, count)| (*term, *count)).collect();
            (values.len() > 1).then_some((facet, values))
        };
        Facet::ALL.iter().filter_map(|facet| values(*facet)).collect()
    }

    fn give_addresses(&mut self) {
        let all: Vec<ProgramId> = self.of_program.ids().collect();
        for (term, _) in self.facets(&all).into_iter().flat_map(|(_, values)| values) {
            let DirectoryTerm { facet, slug, .. } = &self.terms[term];
            self.terms[term].path = Some(format!("{PROGRAMS}{}/{}/", facet.word(), encoded(slug)));
        }
    }
}

/// Makes the last part of the address of each value.
struct Slugs<'a> {
    taken: AHashSet<(Facet, String)>,
    providers: &'a IdVec<ProviderId, String>,
    taxonomy: &'a Taxonomy,
    transliteration: Transliteration,
}

impl Slugs<'_> {
    /// Returns the slug of a value. Two institutions may have names that make one slug: the second is numbered.
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
            FacetValue::Provider(provider) => {
                let slug = slugify(&self.providers[provider], self.transliteration);
                if slug.is_empty() { "provider".to_owned() } else { slug }
            }
            FacetValue::Status(status) => of_word(status.word()),
            FacetValue::Checked(age) => of_word(age.word()),
            FacetValue::NotStated => "not-stated".to_owned(),
        }
    }
}
