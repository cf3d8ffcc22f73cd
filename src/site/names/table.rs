//! The table of names: those of programs, their providers, and the terms of the glossary.

use std::collections::BTreeMap;

use ahash::AHashSet;
use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::content::escape::escaped_text;
use crate::content::{GlossaryTerm, NoLink, Program, comparable_name};
use crate::diagnostics::{Diagnostic, Span, Suggester};
use crate::language::Typography;
use crate::site::collection::Collections;
use crate::site::id_vec::IdVec;
use crate::site::ids::{GlossaryTermId, ProgramId};
use crate::site::unpublished::Unpublished;

/// The total length of names, in bytes, up to which the search may take the fastest kind of automaton.
const LONGEST_FOR_DFA: usize = 16 << 10;

/// All names, and one automaton that finds them (Aho and Corasick 1975).
#[derive(Debug, Default)]
pub(super) struct NameTable {
    /// In the order of their HTML.
    pub(super) names: Vec<Name>,
    pub(super) automaton: Option<AhoCorasick>,
}

/// A name, and what it may be the name of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written.
    pub(super) written: String,
    /// The name in HTML.
    pub(super) html: String,
    /// Its meaning in any text.
    pub(super) meaning: Meaning,
    /// The programs of this title, each with the names of its providers in HTML. The title means the program only next to
    /// one of them.
    pub(super) titled: Vec<(ProgramId, Vec<String>)>,
    /// True if a provider of a program has this name.
    pub(super) is_provider: bool,
    /// The term of the glossary, and its expansion in lower case.
    pub(super) term: Option<(GlossaryTermId, String)>,
}

/// The meaning of a name in any text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing by itself: a title, a provider, a term.
    #[default]
    Nothing,
    /// A program.
    Program(ProgramId),
    /// A name of a program that stays plain, because `no_link` refuses it or several programs claim it. No shorter name is
    /// searched for within it.
    Plain,
}

impl PartialEq for NameTable {
    /// The automaton follows from the names.
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl NameTable {
    /// Collects the names of all programs and terms. A name that two programs claim is reported, and stays plain.
    pub(super) fn new(
        entries: &Collections,
        glossary: &IdVec<GlossaryTermId, GlossaryTerm>,
        typography: &Typography,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let in_html = |text: &str| in_html(text, typography);
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        for (id, program) in entries.programs.iter() {
            for known in &program.also_known_as {
                let name = name(&mut names, &known.text, typography);
                name.meaning = Meaning::Plain;
                if !program.no_link.refuses(&known.text) {
                    claims.entry(name.html.clone()).or_default().push(Claim { program: id, span: known.span });
                }
            }
            let title = program.common.title.plain.as_str();
            if !title.is_empty() && !program.no_link.refuses(title) {
                let providers = providers(program).map(in_html).collect();
                name(&mut names, title, typography).titled.push((id, providers));
            }
            providers(program).for_each(|provider| name(&mut names, provider, typography).is_provider = true);
        }
        for (html, mut claims) in claims {
            let Some(name) = names.get_mut(&html) else { continue };
            let first = claims[0].program;
            let titled = name.titled.iter().map(|(program, _)| *program).filter(|program| *program != first);
            claims.extend(titled.map(|program| Claim { program, span: entries.programs[program].common.span }));
            claims.dedup_by_key(|claim| claim.program);
            match claims.as_slice() {
                [one] => name.meaning = Meaning::Program(one.program),
                several => diagnostics.extend(ambiguous(&name.written, several, entries)),
            }
        }
        for (id, term) in glossary.iter() {
            name(&mut names, &term.term, typography).term = Some((id, in_html(&term.expansion).to_lowercase()));
        }
        Self { names: names.into_values().collect(), automaton: None }
    }

    /// Builds the automaton.
    pub(super) fn ready(self) -> Self {
        let patterns = self.names.iter().map(|name| &name.html);
        // The fastest kind takes a kilobyte for each byte of a name.
        let is_large = patterns.clone().map(String::len).sum::<usize>() > LONGEST_FOR_DFA;
        let kind = is_large.then_some(AhoCorasickKind::ContiguousNFA);
        // It fails only on more names than any column has; then no name is found.
        let automaton = AhoCorasick::builder().kind(kind).build(patterns).ok().filter(|_| !self.names.is_empty());
        Self { automaton, ..self }
    }

    /// Reports the names that `no_link` refuses although no program has them.
    pub(super) fn unknown(entries: &Collections, unpublished: &[Unpublished]) -> Vec<Diagnostic> {
        let letters = entries.letters.entries().map(|letter| (&letter.record.no_link, &letter.common.record.file));
        let programs = entries.programs.entries().map(|program| (&program.no_link, &program.common.record.file));
        let refused = letters.chain(programs).filter_map(|(no_link, file)| match no_link {
            NoLink::Names(names) => Some(names.iter().map(move |name| (name, file))),
            _ => None,
        });
        let published = entries.programs.entries().flat_map(|program| {
            let known = program.also_known_as.iter().map(|known| known.text.as_str());
            known.chain([program.common.title.plain.as_str()])
        });
        let unpublished =
            unpublished.iter().flat_map(|entry| entry.names.iter().chain([&entry.title]).map(String::as_str));
        let own: Vec<&str> = published.chain(unpublished).collect();
        let known: AHashSet<_> = own.iter().map(|name| comparable_name(name)).collect();
        let unknown = refused.flatten().filter(|(name, _)| !known.contains(&comparable_name(&name.text)));
        let mut suggester = Suggester::default();
        unknown
            .map(|(name, file)| {
                let near =
                    suggester.closest(&name.text, own.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                let help =
                    near.unwrap_or_else(|| "write a program's title, or a name from its `also_known_as`".to_owned());
                Diagnostic::warning(format!("no program is called `{}`", name.text)).at(file, name.span).help(help)
            })
            .collect()
    }
}

/// A program that claims a name.
struct Claim {
    program: ProgramId,
    /// The span of the name in the program's file.
    span: Span,
}

fn name<'n>(names: &'n mut BTreeMap<String, Name>, written: &str, typography: &Typography) -> &'n mut Name {
    let html = in_html(written, typography);
    names.entry(html.clone()).or_insert_with(|| Name { written: written.to_owned(), html, ..Name::default() })
}

/// Returns the names of which one must be next to a program's title: its provider's, and that of the provider's parent.
fn providers(program: &Program) -> impl Iterator<Item = &str> {
    let names = [Some(program.provider.as_str()), program.parent.as_deref()];
    names.into_iter().flatten().filter(|name| !name.is_empty())
}

/// Returns a text as the Markdown writer writes it: escaped, with the marks of the language.
fn in_html(text: &str, typography: &Typography) -> String {
    escaped_text(&typography.typeset(text))
}

/// Reports a name that several programs claim.
fn ambiguous(name: &str, claims: &[Claim], entries: &Collections) -> Option<Diagnostic> {
    let file = |claim: &Claim| &entries.programs[claim.program].common.record.file;
    let (last, others) = claims.split_last()?;
    let many = if others.len() == 1 { "two".to_owned() } else { claims.len().to_string() };
    let diagnostic = Diagnostic::warning(format!("{many} programs are called `{name}`, so it never becomes a link"));
    let diagnostic = diagnostic.at(file(last), last.span).label("here");
    let diagnostic =
        others.iter().fold(diagnostic, |diagnostic, other| diagnostic.related(file(other), other.span, "and here"));
    Some(diagnostic.help("keep it in the `also_known_as` of only one of them"))
}
