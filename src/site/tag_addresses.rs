//! The addresses of subjects. A subject is known by its name; two names may still want the same address.

use std::borrow::Cow;

use ahash::{AHashMap, AHashSet};
use jiff::Timestamp;

use super::collection::Collections;
use super::ids::{LetterId, ProgramId};
use crate::config::Config;
use crate::content::{Vocabulary, VocabularyTerm, double_quoted, slugify};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span};
use crate::language::Transliteration;
use crate::site_path::folded;

/// A subject that needs an address.
pub(super) struct TagClaim<'a> {
    /// Its name as it is printed.
    pub(super) label: &'a str,
    /// The slug that follows from its name, or that its author chose.
    pub(super) wanted: String,
    /// The date of its first letter or program; `None` if none of them has a date.
    pub(super) since: Option<Timestamp>,
    /// Its term in the vocabulary.
    pub(super) listed: Option<&'a VocabularyTerm>,
    /// The place where it is named.
    pub(super) file: &'a FilePath,
    /// The span of the name there.
    pub(super) span: Span,
}

/// Returns true if no two subjects want the same address, which is what nearly all columns need.
pub(super) fn are_distinct(slugs: &[String]) -> bool {
    let mut seen = AHashSet::with_capacity(slugs.len());
    slugs.iter().all(|slug| seen.insert(folded(slug)))
}

/// Returns the date of the first of these letters and programs. `None` if none of them has a date.
pub(super) fn since(letters: &[LetterId], programs: &[ProgramId], entries: &Collections) -> Option<Timestamp> {
    let letters = letters.iter().map(|letter| &entries.letters[*letter].common);
    let programs = programs.iter().map(|program| &entries.programs[*program].common);
    letters.chain(programs).filter_map(|common| Some(common.record.date.as_ref()?.instant)).min()
}

/// Assigns each subject its slug. A slug that the author chose is kept; of the others, each keeps its own unless an older
/// subject has it, and is numbered then. So a new subject never moves an older one.
pub(super) fn assign(claims: &[TagClaim<'_>], vocabulary: &Vocabulary, config: &Config) -> Checked<Vec<String>> {
    let chosen = |claim: &TagClaim<'_>| claim.listed.and_then(|term| term.slug.as_ref()).map(|slug| slug.span);
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_cached_key(|at| {
        let claim = &claims[*at];
        (chosen(claim).is_none(), chosen(claim), claim.since.is_none(), claim.since, claim.wanted.clone(), claim.label)
    });
    let wanted: AHashSet<Cow<'_, str>> = claims.iter().map(|claim| folded(&claim.wanted)).collect();
    let mut slugs: Vec<String> = claims.iter().map(|claim| claim.wanted.clone()).collect();
    let mut taken: AHashMap<String, usize> = AHashMap::with_capacity(claims.len());
    let mut conflicts = Vec::new();
    for at in order {
        if let Some(holder) = taken.get(&*folded(&slugs[at])) {
            conflicts.push((at, *holder));
            slugs[at] = numbered(&claims[at].wanted, &taken);
        }
        taken.insert(folded(&slugs[at]).into_owned(), at);
    }
    let report = |(at, holder): (usize, usize)| {
        let in_language = slugify(claims[at].label, Transliteration::of_language(&config.language));
        let is_free = !in_language.is_empty() && !wanted.contains(&*in_language) && !taken.contains_key(&in_language);
        let offered = if is_free { &in_language } else { &slugs[at] };
        explain([&claims[at], &claims[holder]], &slugs[at], offered, vocabulary.file.as_ref())
    };
    // A tag that is not in a closed vocabulary is a mistake already.
    let may_stay = |at: usize| claims[at].listed.is_some() || !vocabulary.closed;
    let conflicts = conflicts.into_iter().filter(|(at, _)| may_stay(*at));
    let diagnostics = conflicts.map(report).collect();
    Checked { value: slugs, diagnostics }
}

/// Returns the first of `wanted-2`, `wanted-3` … that is free.
fn numbered(wanted: &str, taken: &AHashMap<String, usize>) -> String {
    let numbered = (2_u32..).map(|number| format!("{wanted}-{number}"));
    let mut free = numbered.filter(|slug| !taken.contains_key(&*folded(slug)));
    free.next().unwrap_or_default()
}

/// Reports that a subject cannot have the address of another. In a column with a vocabulary, its author chooses another.
fn explain(
    [claim, holder]: [&TagClaim<'_>; 2],
    slug: &str,
    offered: &str,
    vocabulary: Option<&FilePath>,
) -> Diagnostic {
    let (label, other, wanted) = (claim.label, holder.label, &claim.wanted);
    let line = format!("{}: {{ slug: {offered} }}", as_key(label));
    let has_fields = |term: &VocabularyTerm| {
        let others = term.use_for.len() + term.broader.len() + term.related.len();
        term.slug.is_some() || term.scope_note.is_some() || others > 0
    };
    let (diagnostic, help) = match vocabulary {
        Some(file) => {
            let message = format!("`{label}` and `{other}` cannot both have the address `/tags/{wanted}/`");
            let help = match claim.listed {
                Some(term) if has_fields(term) => {
                    format!("give this one an address of its own, with `slug: {offered}` among its fields")
                }
                Some(_) => format!("give this one an address of its own: `{line}`"),
                None => format!("give this one an address of its own, with a line under `tags:` in `{file}`: `{line}`"),
            };
            (Diagnostic::error(message), help)
        }
        None => {
            let message =
                format!("the address of `{label}` is `/tags/{slug}/`, because `{other}` has `/tags/{wanted}/`");
            let help = format!("to choose it yourself, create `content/tags.yaml` with the line `tags: {{ {line} }}`");
            (Diagnostic::hint(message), help)
        }
    };
    let diagnostic = diagnostic.at(claim.file, claim.span).related(holder.file, holder.span, "the other one");
    diagnostic.help(help).help("if both are one subject, write one of them everywhere")
}

/// Returns a name as it is written before a colon in YAML.
fn as_key(label: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || !c.is_ascii() || " -'.".contains(c);
    if label.starts_with(char::is_alphabetic) && label.chars().all(is_plain) {
        return Cow::Borrowed(label);
    }
    Cow::Owned(double_quoted(label))
}
