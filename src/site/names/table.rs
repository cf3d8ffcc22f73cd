//! Which names are looked for, and whose they are.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::super::collection::Collections;
use super::super::unpublished::Unpublished;
use crate::content::escape::escaped_text;
use crate::content::{GlossaryTerm, NoLink, Program, is_same_name};
use crate::diagnostics::{Diagnostic, Span, closest};

/// All names that are looked for, by one automaton for all of them (Aho and Corasick 1975).
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By what stands in HTML.
    pub(super) names: Vec<Name>,
    pub(super) automaton: Option<AhoCorasick>,
}

/// A piece of text, and what it may be the name of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written.
    pub(super) written: String,
    /// As it stands in HTML.
    pub(super) html: String,
    /// What it means wherever it stands.
    pub(super) meaning: Meaning,
    /// Programs of this title, each with the names, as they stand in HTML, of which one must stand beside it.
    pub(super) titled: Vec<(usize, Vec<String>)>,
    /// Whether it is the name of who offers a program.
    pub(super) is_provider: bool,
    /// The term of the glossary, and its expansion in small letters.
    pub(super) term: Option<(usize, String)>,
}

/// What a name means wherever it stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing by itself: a title, a provider, a term.
    #[default]
    Nothing,
    /// A program, by its place.
    Program(usize),
    /// A program's name that stays plain: it is refused, or several claim it. Nor is a shorter name looked for in it.
    Plain,
}

impl PartialEq for Names {
    /// The automaton follows from the names.
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Names {
    /// The names of all programs and terms. A name that two programs claim is told, and is nobody's.
    pub(super) fn new(entries: &Collections, glossary: &[GlossaryTerm], wrong: &mut Vec<Diagnostic>) -> Self {
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        for (at, program) in entries.programs.entries().enumerate() {
            for known in &program.also_known_as {
                let name = name(&mut names, &known.text);
                name.meaning = Meaning::Plain;
                if !program.no_link.refuses(&known.text) {
                    claims.entry(name.html.clone()).or_default().push(Claim { program: at, span: known.span });
                }
            }
            let title = program.common.title.plain.as_str();
            if !title.is_empty() && !program.no_link.refuses(title) {
                let beside = providers(program).map(in_html).collect();
                name(&mut names, title).titled.push((at, beside));
            }
            providers(program).for_each(|provider| name(&mut names, provider).is_provider = true);
        }
        for (html, mut claims) in claims {
            let Some(name) = names.get_mut(&html) else { continue };
            let first = claims[0].program;
            let titled = name.titled.iter().map(|(program, _)| *program).filter(|program| *program != first);
            claims.extend(titled.map(|program| Claim { program, span: entries.programs.get(program).common.span }));
            claims.dedup_by_key(|claim| claim.program);
            match claims.as_slice() {
                [one] => name.meaning = Meaning::Program(one.program),
                several => wrong.extend(ambiguous(&name.written, several, entries)),
            }
        }
        wrong.extend(names.values().flat_map(|name| alike(name, entries)));
        for (at, term) in glossary.iter().enumerate() {
            name(&mut names, &term.term).term = Some((at, in_html(&term.expansion).to_lowercase()));
        }
        Self { names: names.into_values().collect(), automaton: None }
    }

    /// The same, ready to search.
    pub(super) fn ready(self) -> Self {
        let patterns = self.names.iter().map(|name| &name.html);
        // It fails on more names than any column has: then none is found.
        let automaton = AhoCorasick::new(patterns).ok().filter(|_| !self.names.is_empty());
        Self { automaton, ..self }
    }

    /// Names that `no_link` refuses, and that are nobody's.
    pub(super) fn unknown(entries: &Collections, held: &[Unpublished]) -> Vec<Diagnostic> {
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
        let held = held.iter().flat_map(|held| held.names.iter().map(String::as_str).chain([held.title.as_str()]));
        let own: Vec<&str> = published.chain(held).collect();
        let unknown = refused.flatten().filter(|(name, _)| !own.iter().any(|own| is_same_name(own, &name.text)));
        unknown
            .map(|(name, file)| {
                let near = closest(&name.text, own.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                let help =
                    near.unwrap_or_else(|| "write a program's title, or a name from its `also_known_as`".to_owned());
                Diagnostic::warning(format!("no program is called `{}`", name.text)).at(file, name.span).help(help)
            })
            .collect()
    }
}

/// A program that goes by a name, and where it says so.
struct Claim {
    program: usize,
    span: Span,
}

fn name<'n>(names: &'n mut BTreeMap<String, Name>, written: &str) -> &'n mut Name {
    let html = in_html(written);
    names.entry(html.clone()).or_insert_with(|| Name { written: written.to_owned(), html, ..Name::default() })
}

/// Whose name must stand beside a program's title: that of its provider, or of what the provider belongs to.
fn providers(program: &Program) -> impl Iterator<Item = &str> {
    let names = [Some(program.provider.as_str()), program.parent.as_deref()];
    names.into_iter().flatten().filter(|name| !name.is_empty())
}

/// As the Markdown writer writes it: escaped, with a curly apostrophe.
fn in_html(text: &str) -> String {
    escaped_text(&text.replace('\'', "’"))
}

/// A name that several programs claim.
fn ambiguous(name: &str, claims: &[Claim], entries: &Collections) -> Option<Diagnostic> {
    let file = |claim: &Claim| &entries.programs.get(claim.program).common.record.file;
    let (last, others) = claims.split_last()?;
    let many = if others.len() == 1 { "two".to_owned() } else { claims.len().to_string() };
    let diagnostic = Diagnostic::warning(format!("`{name}` is a name of {many} programs, so it never becomes a link"));
    let diagnostic = diagnostic.at(file(last), last.span).label("here");
    let diagnostic = others.iter().fold(diagnostic, |told, other| told.related(file(other), other.span, "and here"));
    Some(diagnostic.help("keep it in the `also_known_as` of one of them"))
}

/// Programs with one title and one provider.
fn alike(name: &Name, entries: &Collections) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, (program, beside)) in name.titled.iter().enumerate() {
        let same = name.titled[..at].iter().find(|(_, other)| other.first() == beside.first() && !other.is_empty());
        if let Some((first, _)) = same {
            let (program, first) = (&entries.programs.get(*program).common, &entries.programs.get(*first).common);
            let message = format!("two programs of one provider have the title `{}`", name.written);
            let diagnostic = Diagnostic::warning(message).at(&program.record.file, program.span).label("this one");
            let diagnostic = diagnostic.related(&first.record.file, first.span, "and this one");
            found.push(diagnostic.help("give one of them a title that tells them apart"));
        }
    }
    found
}
