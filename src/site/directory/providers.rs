//! The institutions that offer programs, each once, however profiles spell it.

use std::collections::BTreeMap;

use ahash::{AHashMap, AHashSet};
use jiff::Timestamp;

use crate::config::Config;
use crate::content::{LONGEST_FILE_NAME, Transliteration, comparable_tag, short_slug, slugify};
use crate::diagnostics::{Checked, Diagnostic};
use crate::site::collection::Collections;
use crate::site::id_vec::IdVec;
use crate::site::ids::{Id, ProgramId, ProviderId};
use crate::site::tag_addresses::since;
use crate::site_path::folded;

/// An institution that offers programs.
#[derive(Debug, Clone)]
pub struct Provider {
    /// Its name: the spelling used most often, the first in the alphabet among equals.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
}

/// The institutions, by name, and which of them offers which program.
#[derive(Debug, Default)]
pub(super) struct Providers {
    pub(super) all: IdVec<ProviderId, Provider>,
    /// `None` for a draft that does not say.
    pub(super) of_program: IdVec<ProgramId, Option<ProviderId>>,
}

impl Providers {
    /// Returns the institutions, and hints about those that are spelled in several ways.
    pub(super) fn new(entries: &Collections, config: &Config) -> Checked<Self> {
        let mut by_key: BTreeMap<String, Vec<ProgramId>> = BTreeMap::new();
        for (id, program) in entries.programs.iter().filter(|(_, program)| !program.provider.is_empty()) {
            by_key.entry(key(&program.provider)).or_default().push(id);
        }
        let mut drafts: Vec<(&str, Vec<ProgramId>)> =
            by_key.into_values().map(|programs| (most_frequent(&programs, entries), programs)).collect();
        drafts.sort_by_cached_key(|(name, _)| (name.to_lowercase(), *name));
        let mut diagnostics = Vec::new();
        let mut of_program: IdVec<ProgramId, _> = vec![None; entries.programs.len()].into();
        for (index, (name, programs)) in drafts.iter().enumerate() {
            for program in programs {
                of_program[*program] = Some(ProviderId::new(index));
                diagnostics.extend(other_spelling(*program, name, entries));
            }
        }
        diagnostics.extend(twins(&drafts, entries));
        diagnostics.extend(doubles(&of_program, entries));
        let slugs = slugs(&drafts, entries, config);
        let all = drafts.into_iter().zip(slugs).map(|((name, _), slug)| Provider { name: name.to_owned(), slug });
        Checked { value: Self { all: all.collect(), of_program }, diagnostics }
    }
}

/// Returns a name for comparing: case, spaces, and punctuation do not count, as in tags.
fn key(name: &str) -> String {
    let key = comparable_tag(name);
    if key.is_empty() { name.to_owned() } else { key }
}

/// Returns the spelling that most of these profiles use, the first in the alphabet among equals.
fn most_frequent<'a>(programs: &[ProgramId], entries: &'a Collections) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for program in programs {
        *counts.entry(&entries.programs[*program].provider).or_default() += 1;
    }
    // The last of equal counts in reverse order is the first in the alphabet.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or("", |(name, _)| name)
}

fn other_spelling(program: ProgramId, name: &str, entries: &Collections) -> Option<Diagnostic> {
    let program = &entries.programs[program];
    let spelling = &program.provider;
    if spelling == name {
        return None;
    }
    let message = format!("`{spelling}` and `{name}` are the same provider, spelled in two ways");
    let diagnostic = Diagnostic::hint(message).at(&program.common.record.file, program.provider_span);
    Some(diagnostic.help(format!("write `{name}`, as elsewhere")))
}

/// Returns hints about providers whose names are nearly the same: they differ by accents, or by `The`.
fn twins(drafts: &[(&str, Vec<ProgramId>)], entries: &Collections) -> Vec<Diagnostic> {
    let mut first: AHashMap<String, usize> = AHashMap::with_capacity(drafts.len());
    let mut found = Vec::new();
    for (index, (name, programs)) in drafts.iter().enumerate() {
        let slug = slugify(name, Transliteration::AnyLanguage);
        let slug = slug.strip_prefix("the-").unwrap_or(&slug);
        if slug.is_empty() {
            continue;
        }
        let (other, others) = &drafts[*first.entry(slug.to_owned()).or_insert(index)];
        if other == name {
            continue;
        }
        let profile = |programs: &[ProgramId]| programs.first().map(|program| &entries.programs[*program]);
        let (Some(one), Some(other_one)) = (profile(programs), profile(others)) else { continue };
        let diagnostic = Diagnostic::hint(format!("`{name}` and `{other}` are separate providers"))
            .at(&one.common.record.file, one.provider_span)
            .related(&other_one.common.record.file, other_one.provider_span, "the other one");
        found.push(diagnostic.help("if they are one, write one of the names in all profiles"));
    }
    found
}

/// Returns warnings about programs of one provider that have the same title, however it is spelled.
fn doubles(of_program: &IdVec<ProgramId, Option<ProviderId>>, entries: &Collections) -> Vec<Diagnostic> {
    let mut first: AHashMap<(ProviderId, String), ProgramId> = AHashMap::with_capacity(of_program.len());
    let mut found = Vec::new();
    for (id, provider) in of_program.iter() {
        let program = &entries.programs[id];
        let title = program.common.title.plain.as_str();
        let Some(provider) = provider.filter(|_| !title.is_empty() && !program.no_link.refuses(title)) else {
            continue;
        };
        let other = *first.entry((provider, key(title))).or_insert(id);
        if other == id {
            continue;
        }
        let (program, other) = (&program.common, &entries.programs[other].common);
        let message = format!("two programs of the same provider have the title `{title}`");
        let diagnostic = Diagnostic::warning(message).at(&program.record.file, program.span).label("this one");
        let diagnostic = diagnostic.related(&other.record.file, other.span, "and this one");
        let diagnostic = diagnostic.help("give one of them a title that tells them apart");
        found.push(diagnostic.help("if one is a copy of the other, remove its file"));
    }
    found
}

/// Returns the slug of each provider. Of several that want the same, the oldest keeps it, and the others are numbered.
fn slugs(drafts: &[(&str, Vec<ProgramId>)], entries: &Collections, config: &Config) -> Vec<String> {
    let mut order: Vec<(bool, Option<Timestamp>, usize)> = (0..)
        .zip(drafts)
        .map(|(index, (_, programs))| {
            let since = since(&[], programs, entries);
            (since.is_none(), since, index)
        })
        .collect();
    order.sort_unstable();
    let mut slugs = vec![String::new(); drafts.len()];
    let mut taken: AHashSet<String> = AHashSet::with_capacity(drafts.len());
    for (_, _, index) in order {
        let slug = short_slug(drafts[index].0, config.slugs, LONGEST_FILE_NAME);
        let own = if slug.is_empty() { "provider".to_owned() } else { slug };
        let numbered = (2_u32..).map(|number| format!("{own}-{number}"));
        let mut free = std::iter::once(own.clone()).chain(numbered);
        slugs[index] = free.find(|slug| taken.insert(folded(slug).into_owned())).unwrap_or(own);
    }
    slugs
}
