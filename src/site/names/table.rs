//! Which names are looked for, and whose they are.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use pulldown_cmark_escape::escape_html_body_text;

use super::super::collection::Collections;
use crate::content::{GlossaryTerm, NoLink, Program};
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
    /// The program that it means wherever it stands.
    pub(super) program: Option<usize>,
    /// Programs of this title, each with the names, as they stand in HTML, of which one must stand beside it.
    pub(super) titled: Vec<(usize, Vec<String>)>,
    /// The term of the glossary, and its expansion in small letters.
    pub(super) term: Option<(usize, String)>,
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
        let mut claims: BTreeMap<&str, Vec<(usize, Span)>> = BTreeMap::new();
        for (at, program) in entries.programs.entries().enumerate() {
            let known = program.also_known_as.iter().filter(|known| !program.no_link.refuses(&known.text));
            known.for_each(|known| claims.entry(&known.text).or_default().push((at, known.span)));
            let title = program.common.title.plain.as_str();
            if !title.is_empty() && !program.no_link.refuses(title) {
                let beside = providers(program).map(in_html).collect();
                name(&mut names, title).titled.push((at, beside));
            }
        }
        for (text, claimants) in claims {
            match claimants.as_slice() {
                [(at, _), rest @ ..] if rest.iter().all(|(other, _)| other == at) => {
                    name(&mut names, text).program = Some(*at);
                }
                _ => wrong.extend(ambiguous(text, &claimants, entries)),
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
    pub(super) fn unknown(entries: &Collections) -> Vec<Diagnostic> {
        let letters = entries.letters.entries().map(|letter| (&letter.no_link, &letter.common.file));
        let programs = entries.programs.entries().map(|program| (&program.no_link, &program.common.file));
        let refused = letters.chain(programs).filter_map(|(no_link, file)| match no_link {
            NoLink::Names(names) => Some(names.iter().map(move |name| (name, file))),
            _ => None,
        });
        let own: Vec<&str> = entries
            .programs
            .entries()
            .flat_map(|program| {
                let known = program.also_known_as.iter().map(|known| known.text.as_str());
                known.chain([program.common.title.plain.as_str()])
            })
            .collect();
        let unknown = refused.flatten().filter(|(name, _)| !own.contains(&name.text.as_str()));
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
    let mut html = String::with_capacity(text.len());
    // Writing into a String cannot fail.
    let _ = escape_html_body_text(&mut html, &text.replace('\'', "’"));
    html
}

/// A name that several programs claim.
fn ambiguous(text: &str, claimants: &[(usize, Span)], entries: &Collections) -> Option<Diagnostic> {
    let place = |(at, span): &(usize, Span)| (&entries.programs.get(*at).common.file, *span);
    let ((first, span), (last, last_span)) = (place(claimants.first()?), place(claimants.last()?));
    let diagnostic = Diagnostic::warning(format!("`{text}` is a name of two programs, so it never becomes a link"));
    let diagnostic = diagnostic.at(last, last_span).label("here").related(first, span, "and here");
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
            let diagnostic = Diagnostic::warning(message).at(&program.file, program.span).label("this one");
            let diagnostic = diagnostic.related(&first.file, first.span, "and this one");
            found.push(diagnostic.help("give one of them a title that tells them apart"));
        }
    }
    found
}
