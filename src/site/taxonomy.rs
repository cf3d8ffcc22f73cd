//! Subjects, each with its letters and programs, and the relations between subjects.

use std::collections::BTreeMap;

use ahash::AHashMap;

use super::collection::Collections;
use super::id_vec::IdVec;
use super::ids::{Id, LetterId, ProgramId, TermId};
use super::tag_addresses::{self, TagClaim};
use super::unknown_tag;
use crate::config::Config;
use crate::content::{Common, Tag, Vocabulary, slugify};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span, Suggester};
use crate::language::with_apostrophes;
use crate::source::encoded;

/// One subject.
#[derive(Debug, Default)]
pub struct Term {
    /// Its name: that of the vocabulary; else the spelling used most often, the first in the alphabet among equals.
    pub label: String,
    /// Its name for comparing: that of each of its tags.
    pub key: String,
    /// The last part of its address.
    pub slug: String,
    /// Its address.
    pub path: String,
    /// Its letters, newest first.
    pub letters: Vec<LetterId>,
    /// Its programs, by title.
    pub programs: Vec<ProgramId>,
    /// The scope that the vocabulary gives it, plain.
    pub scope_note: Option<String>,
    /// Synonyms that lead to it.
    pub use_for: Vec<Tag>,
    /// Broader subjects.
    pub broader: Vec<TermId>,
    /// Narrower subjects.
    pub narrower: Vec<TermId>,
    /// Related subjects.
    pub related: Vec<TermId>,
}

/// All subjects that have a page: those in use, and those that are broader than one in use.
#[derive(Debug, Default)]
pub struct Taxonomy {
    /// By slug.
    pub terms: IdVec<TermId, Term>,
    /// The file of the vocabulary, if there is one.
    pub file: Option<FilePath>,
    /// For each letter, its subjects in the author's order.
    letters: IdVec<LetterId, Vec<TermId>>,
    /// For each program, its subjects in the author's order.
    programs: IdVec<ProgramId, Vec<TermId>>,
}

impl Taxonomy {
    pub(super) fn new(entries: &Collections, vocabulary: &Vocabulary, config: &Config) -> Checked<Self> {
        let mut tags = Tags::new(vocabulary);
        let letters = entries.letters.iter();
        let letters: Vec<_> =
            letters.map(|(id, letter)| tags.of(&letter.common, |draft| draft.letters.push(id))).collect();
        let programs = entries.programs.iter();
        let programs: Vec<_> =
            programs.map(|(id, program)| tags.of(&program.common, |draft| draft.programs.push(id))).collect();
        tags.add_broader();
        let mut diagnostics = tags.diagnostics();
        let slugs = tags.slugs(entries, config).into_value(&mut diagnostics);
        let (terms, by_draft) = tags.terms(slugs);
        let ids = |drafts: Vec<DraftId>| drafts.into_iter().map(|draft| by_draft[draft]).collect();
        let letters = letters.into_iter().map(ids).collect();
        let programs = programs.into_iter().map(ids).collect();
        Checked { value: Self { terms, file: vocabulary.file.clone(), letters, programs }, diagnostics }
    }

    /// The subject that has this name for comparing, if it has a page.
    pub fn by_key(&self, key: &str) -> Option<&Term> {
        self.terms.values().find(|term| term.key == key)
    }

    /// The subjects of a letter.
    pub fn of_letter(&self, letter: LetterId) -> &[TermId] {
        &self.letters[letter]
    }

    /// The subjects of a program.
    pub fn of_program(&self, program: ProgramId) -> &[TermId] {
        &self.programs[program]
    }
}

/// The subjects while they are collected, in the order of their first tags.
struct Tags<'a> {
    vocabulary: &'a Vocabulary,
    drafts: IdVec<DraftId, TermDraft<'a>>,
    by_key: AHashMap<&'a str, DraftId>,
    diagnostics: Vec<Diagnostic>,
    suggester: Suggester,
}

/// An index into [`Tags::drafts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct DraftId(u32);

impl Id for DraftId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A subject while its letters and programs are collected.
#[derive(Default)]
struct TermDraft<'a> {
    /// The name for comparing, which all of its tags share.
    key: &'a str,
    /// The index of its term in the vocabulary.
    preferred: Option<usize>,
    /// Each spelling of it.
    spellings: BTreeMap<&'a str, Spelling<'a>>,
    letters: Vec<LetterId>,
    programs: Vec<ProgramId>,
}

struct Spelling<'a> {
    /// The number of tags that are spelled so.
    count: usize,
    /// The first of them.
    tag: &'a Tag,
    file: &'a FilePath,
}

impl<'a> Tags<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            drafts: IdVec::default(),
            by_key: AHashMap::new(),
            diagnostics: Vec::new(),
            suggester: Suggester::default(),
        }
    }

    /// Returns the subjects of an entry, each once; `add` adds the entry to each.
    fn of(&mut self, common: &'a Common, add: impl Fn(&mut TermDraft<'a>)) -> Vec<DraftId> {
        let mut ids = Vec::with_capacity(common.record.tags.len());
        for tag in &common.record.tags {
            let preferred = self.vocabulary.get(&tag.key);
            if preferred.is_none() {
                let found = unknown_tag::check(tag, &common.record.tags, self.vocabulary, &mut self.suggester);
                self.diagnostics.extend(found.map(|diagnostic| diagnostic.at(&common.record.file, tag.span)));
            }
            let key = preferred.map_or(&tag.key, |at| &self.vocabulary.terms[at].label.key);
            let id = self.id(key, preferred);
            let draft = &mut self.drafts[id];
            if *key == tag.key {
                let first = Spelling { count: 0, tag, file: &common.record.file };
                draft.spellings.entry(&tag.label).or_insert(first).count += 1;
            }
            // Two synonyms of one subject are the subject once.
            if !ids.contains(&id) {
                add(draft);
                ids.push(id);
            }
        }
        ids
    }

    fn id(&mut self, key: &'a str, preferred: Option<usize>) -> DraftId {
        let draft = || self.drafts.push(TermDraft { key, preferred, ..TermDraft::default() });
        *self.by_key.entry(key).or_insert_with(draft)
    }

    /// Adds what is broader than a subject in use: it has a page, too, because the path up to the top leads over it.
    fn add_broader(&mut self) {
        let vocabulary = self.vocabulary;
        let mut index = 0;
        while let Some(draft) = self.drafts.as_slice().get(index) {
            for broader in draft.preferred.map_or(&[][..], |preferred| &vocabulary.terms[preferred].broader) {
                self.id(&vocabulary.terms[*broader].label.key, Some(*broader));
            }
            index += 1;
        }
    }

    /// Returns the mistakes, and hints about subjects that are spelled in several ways.
    fn diagnostics(&mut self) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.diagnostics);
        for draft in self.drafts.values() {
            let label = self.label(draft);
            let others = draft.spellings.iter().filter(|(spelling, _)| **spelling != label);
            found.extend(others.map(|(spelling, first)| {
                Diagnostic::hint(format!("readers see `{label}` instead of `{spelling}`: both are the same tag"))
                    .at(first.file, first.tag.span)
                    .help(format!("write `{label}`, as elsewhere"))
            }));
        }
        found.extend(self.drafts.values().filter_map(|draft| self.plural(draft)));
        found
    }

    /// Returns a hint if there are both `archive` and `archives`, and the vocabulary does not say so.
    fn plural(&self, draft: &TermDraft<'a>) -> Option<Diagnostic> {
        let plurals = [format!("{}s", draft.key), format!("{}es", draft.key)];
        let ies = draft.key.strip_suffix('y').map(|stem| format!("{stem}ies"));
        let other = plurals.iter().chain(&ies).find_map(|plural| self.by_key.get(plural.as_str()))?;
        let other = &self.drafts[*other];
        let (kept, folded) = match (draft.preferred, other.preferred) {
            (Some(_), Some(_)) => return None,
            // A tag that is not in a closed vocabulary is a mistake already.
            _ if self.vocabulary.closed => return None,
            (Some(_), None) => (draft, other),
            _ => (other, draft),
        };
        let first = folded.spellings.values().next()?;
        let (kept, folded) = (self.label(kept), self.label(folded));
        let diagnostic = Diagnostic::hint(format!("`{folded}` and `{kept}` are separate tags"));
        let help = format!(
            "if they are one subject, use one spelling everywhere, or merge them in `content/tags.yaml`: \
             `{kept}: {{ use_for: [{folded}] }}`"
        );
        Some(diagnostic.at(first.file, first.tag.span).help(help))
    }

    fn label(&self, draft: &TermDraft<'a>) -> &'a str {
        // The last of equal counts in reverse order is the first in the alphabet.
        let most_frequent = || draft.spellings.iter().rev().max_by_key(|(_, spelling)| spelling.count);
        let preferred = draft.preferred.map(|term| self.vocabulary.terms[term].label.label.as_str());
        preferred.or_else(|| most_frequent().map(|(label, _)| *label)).unwrap_or(draft.key)
    }

    /// Returns the slug of each subject.
    fn slugs(&self, entries: &Collections, config: &Config) -> Checked<IdVec<DraftId, String>> {
        let listed = |draft: &TermDraft<'a>| draft.preferred.map(|term| &self.vocabulary.terms[term]);
        let wanted = |draft| {
            let chosen = listed(draft).and_then(|term| term.slug.as_ref()).map(|slug| slug.text.clone());
            chosen.unwrap_or_else(|| slugify(self.label(draft), config.slugs))
        };
        let wanted: Vec<String> = self.drafts.values().map(wanted).collect();
        if tag_addresses::are_distinct(&wanted) {
            return Checked { value: wanted.into(), diagnostics: Vec::new() };
        }
        let nowhere = FilePath::from("");
        let claims = self.drafts.values().zip(wanted).map(|(draft, wanted)| {
            let (label, term) = (self.label(draft), listed(draft));
            let (file, span) = match (term, &self.vocabulary.file, draft.spellings.get(label)) {
                (Some(term), Some(file), _) => (file, term.label.span),
                (_, _, Some(first)) => (first.file, first.tag.span),
                (_, _, None) => (&nowhere, Span::default()),
            };
            let since = tag_addresses::since(&draft.letters, &draft.programs, entries);
            TagClaim { label, wanted, since, listed: term, file, span }
        });
        let claims: Vec<TagClaim<'_>> = claims.collect();
        let Checked { value, diagnostics } = tag_addresses::assign(&claims, self.vocabulary, config);
        Checked { value: value.into(), diagnostics }
    }

    /// Returns the subjects by slug, and the id of the subject that each draft has become.
    fn terms(mut self, mut slugs: IdVec<DraftId, String>) -> (IdVec<TermId, Term>, IdVec<DraftId, TermId>) {
        let mut order: Vec<DraftId> = self.drafts.ids().collect();
        order.sort_by(|one, other| slugs[*one].cmp(&slugs[*other]));
        let mut by_draft: IdVec<DraftId, TermId> = vec![TermId::new(0); order.len()].into();
        order.iter().enumerate().for_each(|(index, draft)| by_draft[*draft] = TermId::new(index));
        let labels: Vec<&str> = order.iter().map(|id| self.label(&self.drafts[*id])).collect();
        let mut terms: Vec<Term> = Vec::with_capacity(order.len());
        for (id, label) in order.iter().zip(labels) {
            let draft = std::mem::take(&mut self.drafts[*id]);
            let listed = draft.preferred.map(|term| &self.vocabulary.terms[term]);
            let others = |others: &[usize]| {
                let keys = others.iter().map(|other| self.vocabulary.terms[*other].label.key.as_str());
                keys.filter_map(|key| self.by_key.get(key)).map(|other| by_draft[*other]).collect()
            };
            terms.push(Term {
                label: with_apostrophes(label),
                path: format!("/tags/{}/", encoded(&slugs[*id])),
                key: draft.key.to_owned(),
                slug: std::mem::take(&mut slugs[*id]),
                letters: draft.letters,
                programs: draft.programs,
                scope_note: listed.and_then(|term| term.scope_note.clone()),
                use_for: listed.map_or_else(Vec::new, |term| term.use_for.iter().map(Tag::typeset).collect()),
                broader: listed.map_or_else(Vec::new, |term| others(&term.broader)),
                narrower: Vec::new(),
                related: listed.map_or_else(Vec::new, |term| others(&term.related)),
            });
        }
        let mut terms = IdVec::from(terms);
        for term in terms.ids() {
            for broader in terms[term].broader.clone() {
                terms[broader].narrower.push(term);
            }
        }
        (terms, by_draft)
    }
}
