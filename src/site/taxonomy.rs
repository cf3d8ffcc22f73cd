//! Subjects, each with its letters and programs, and how they stand to each other.

use std::collections::BTreeMap;

use ahash::AHashMap;

use super::collection::Collections;
use crate::content::{Common, Tag, Vocabulary};
use crate::diagnostics::{Checked, Diagnostic, FilePath, closest};

/// One subject.
#[derive(Debug, Default)]
pub struct Term {
    /// Its name: the vocabulary's; else the spelling used most often, the first in the alphabet among equals.
    pub label: String,
    /// The last part of its address.
    pub slug: String,
    /// Its address.
    pub path: String,
    /// Places of its letters, newest first.
    pub letters: Vec<usize>,
    /// Places of its programs, by title.
    pub programs: Vec<usize>,
    /// What it covers, plain.
    pub scope_note: Option<String>,
    /// Synonyms that lead to it.
    pub use_for: Vec<Tag>,
    /// Wider subjects, by their places.
    pub broader: Vec<usize>,
    /// Narrower subjects, by their places.
    pub narrower: Vec<usize>,
    /// Neighbouring subjects, by their places.
    pub related: Vec<usize>,
}

/// All subjects that have a page: those in use, and those that are broader than one in use.
#[derive(Debug, Default)]
pub struct Taxonomy {
    /// By slug.
    pub terms: Vec<Term>,
    /// The file of the vocabulary, if there is one.
    pub file: Option<FilePath>,
    /// For each letter, its subjects in the author's order.
    letters: Vec<Vec<usize>>,
    /// For each program, its subjects in the author's order.
    programs: Vec<Vec<usize>>,
}

impl Taxonomy {
    pub(super) fn new(entries: &Collections, vocabulary: &Vocabulary) -> Checked<Self> {
        let mut tags = Tags::new(vocabulary);
        let letters = entries.letters.entries().enumerate();
        let mut letters: Vec<_> =
            letters.map(|(at, letter)| tags.of(&letter.common, |found| found.letters.push(at))).collect();
        let programs = entries.programs.entries().enumerate();
        let mut programs: Vec<_> =
            programs.map(|(at, program)| tags.of(&program.common, |found| found.programs.push(at))).collect();
        tags.add_broader();
        let diagnostics = tags.diagnostics();
        let (terms, places) = tags.terms();
        letters.iter_mut().chain(&mut programs).flatten().for_each(|at| *at = places[*at]);
        Checked { value: Self { terms, file: vocabulary.file.clone(), letters, programs }, diagnostics }
    }

    /// The subjects of a letter, by their places.
    pub fn of_letter(&self, at: usize) -> &[usize] {
        &self.letters[at]
    }

    /// The subjects of a program, by their places.
    pub fn of_program(&self, at: usize) -> &[usize] {
        &self.programs[at]
    }
}

/// The subjects while they are collected, in the order in which they are met.
struct Tags<'a> {
    vocabulary: &'a Vocabulary,
    met: Vec<Met<'a>>,
    /// By slug.
    places: AHashMap<&'a str, usize>,
    wrong: Vec<Diagnostic>,
}

/// A subject, and where it was met.
#[derive(Default)]
struct Met<'a> {
    slug: &'a str,
    /// Its place in the vocabulary.
    preferred: Option<usize>,
    /// How it is written: how often, and where first.
    spellings: BTreeMap<&'a str, Spelling<'a>>,
    letters: Vec<usize>,
    programs: Vec<usize>,
}

struct Spelling<'a> {
    count: usize,
    tag: &'a Tag,
    file: &'a FilePath,
}

impl<'a> Tags<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, met: Vec::new(), places: AHashMap::new(), wrong: Vec::new() }
    }

    /// The subjects of an entry, each once; `add` puts the entry to each.
    fn of(&mut self, common: &'a Common, add: impl Fn(&mut Met<'a>)) -> Vec<usize> {
        let mut places = Vec::with_capacity(common.record.tags.len());
        for tag in &common.record.tags {
            let preferred = self.vocabulary.get(&tag.slug);
            if preferred.is_none() && self.vocabulary.closed {
                self.wrong.push(self.unknown(tag).at(&common.record.file, tag.span));
            }
            let slug = preferred.map_or(&tag.slug, |at| &self.vocabulary.terms[at].label.slug);
            let place = self.place(slug, preferred);
            let met = &mut self.met[place];
            if *slug == tag.slug {
                let first = Spelling { count: 0, tag, file: &common.record.file };
                met.spellings.entry(&tag.label).or_insert(first).count += 1;
            }
            // Two synonyms of one subject are the subject once.
            if !places.contains(&place) {
                add(met);
                places.push(place);
            }
        }
        places
    }

    fn place(&mut self, slug: &'a str, preferred: Option<usize>) -> usize {
        *self.places.entry(slug).or_insert_with(|| {
            self.met.push(Met { slug, preferred, ..Met::default() });
            self.met.len() - 1
        })
    }

    /// What is broader than a subject in use has a page, too: the way up to it leads over it.
    fn add_broader(&mut self) {
        let mut at = 0;
        while let Some(met) = self.met.get(at) {
            if let Some(preferred) = met.preferred {
                for broader in &self.vocabulary.terms[preferred].broader {
                    self.place(&self.vocabulary.terms[*broader].label.slug, Some(*broader));
                }
            }
            at += 1;
        }
    }

    fn unknown(&self, tag: &Tag) -> Diagnostic {
        let near = closest(&tag.label, self.vocabulary.names()).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| format!("add it under `tags:` in that file: `{}: {{}}`", tag.label));
        let file = self.vocabulary.file.as_deref().unwrap_or_default();
        Diagnostic::error(format!("there is no tag `{}` in `{file}`, which is closed", tag.label)).help(help)
    }

    /// What is wrong, and what is not wrong but untidy.
    fn diagnostics(&mut self) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.wrong);
        for met in &self.met {
            let label = self.label(met);
            let others = met.spellings.iter().filter(|(spelling, _)| **spelling != label);
            found.extend(others.map(|(spelling, first)| {
                Diagnostic::hint(format!("`{spelling}` is printed as `{label}`: they are one tag"))
                    .at(first.file, first.tag.span)
                    .help(format!("write `{label}`, as elsewhere"))
            }));
        }
        found.extend(self.met.iter().filter_map(|met| self.plural(met)));
        found
    }

    /// `archive` beside `archives`, if the vocabulary does not want it so.
    fn plural(&self, met: &Met<'a>) -> Option<Diagnostic> {
        let plurals = [format!("{}s", met.slug), format!("{}es", met.slug)];
        let ies = met.slug.strip_suffix('y').map(|stem| format!("{stem}ies"));
        let other = plurals.iter().chain(&ies).find_map(|plural| self.places.get(plural.as_str()))?;
        let other = &self.met[*other];
        let (kept, folded) = match (met.preferred, other.preferred) {
            (Some(_), Some(_)) => return None,
            // What is not in a closed vocabulary has been refused.
            _ if self.vocabulary.closed => return None,
            (Some(_), None) => (met, other),
            _ => (other, met),
        };
        let first = folded.spellings.values().next()?;
        let (kept, folded) = (self.label(kept), self.label(folded));
        let diagnostic = Diagnostic::hint(format!("`{folded}` and `{kept}` are two tags"));
        let help = format!(
            "if they are one subject, write one of them everywhere, or fold them in `content/tags.yaml`: \
             `{kept}: {{ use_for: [{folded}] }}`"
        );
        Some(diagnostic.at(first.file, first.tag.span).help(help))
    }

    fn label(&self, met: &Met<'a>) -> &'a str {
        // The last of equal counts in reverse order is the first in the alphabet.
        let commonest = || met.spellings.iter().rev().max_by_key(|(_, spelling)| spelling.count);
        let preferred = met.preferred.map(|at| self.vocabulary.terms[at].label.label.as_str());
        preferred.or_else(|| commonest().map(|(label, _)| *label)).unwrap_or(met.slug)
    }

    /// The subjects by slug, and for each one met its place among them.
    fn terms(mut self) -> (Vec<Term>, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.met.len()).collect();
        order.sort_by_key(|at| self.met[*at].slug);
        let mut places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, at)| places[*at] = place);
        let labels: Vec<&str> = order.iter().map(|at| self.label(&self.met[*at])).collect();
        let mut terms: Vec<Term> = Vec::with_capacity(order.len());
        for (at, label) in order.iter().zip(labels) {
            let met = std::mem::take(&mut self.met[*at]);
            let listed = met.preferred.map(|at| &self.vocabulary.terms[at]);
            let others = |others: &[usize]| {
                let slugs = others.iter().map(|other| self.vocabulary.terms[*other].label.slug.as_str());
                slugs.filter_map(|slug| self.places.get(slug)).map(|met| places[*met]).collect()
            };
            terms.push(Term {
                label: label.to_owned(),
                slug: met.slug.to_owned(),
                path: format!("/tags/{}/", met.slug),
                letters: met.letters,
                programs: met.programs,
                scope_note: listed.and_then(|term| term.scope_note.clone()),
                use_for: listed.map_or_else(Vec::new, |term| term.use_for.clone()),
                broader: listed.map_or_else(Vec::new, |term| others(&term.broader)),
                narrower: Vec::new(),
                related: listed.map_or_else(Vec::new, |term| others(&term.related)),
            });
        }
        for at in 0..terms.len() {
            for broader in terms[at].broader.clone() {
                terms[broader].narrower.push(at);
            }
        }
        (terms, places)
    }
}
