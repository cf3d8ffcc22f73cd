//! The pages of a site, as the search knows them.

use std::borrow::Cow;

use crate::content::escape::escaped_text;
use crate::content::{Body, Common, Prose};
use crate::language::capitalized;
use crate::search::{PageKind, SearchPage, SearchSection};
use crate::site::{EntryRef, LetterId, PageTarget, ProgramId, Route, Site, Target, Term, TermId};
use crate::theme::Strings;

/// Returns the published letters, oldest first, so that a new one comes last; and all other pages, kind by kind. A
/// withdrawn letter is no page of the search.
pub(super) fn pages<'s>(site: &'s Site, strings: &Strings) -> (Vec<SearchPage<'s>>, Vec<SearchPage<'s>>) {
    let entries = &site.entries;
    let letters = entries.letters.ids().rev().map(|id| letter(site, id));
    let programs = entries.programs.ids().map(|id| program(site, id));
    let people = entries.people.iter().map(|(id, found)| {
        let page = of_entry(PageKind::Columnist, site, EntryRef::Person(id), &found.common);
        SearchPage { also: vec![&found.initials], sections: of_prose(&found.text), ..page }
    });
    let own = entries.pages.iter().map(|(id, found)| {
        let page = of_entry(PageKind::Page, site, EntryRef::Page(id), &found.common);
        SearchPage { sections: of_prose(&found.text), ..page }
    });
    let subjects = site.taxonomy.terms.values().map(|term| subject(term, &site.config.language));
    let others = programs.chain(people).chain(own).chain(glossary(site, strings)).chain(subjects);
    (letters.collect(), others.collect())
}

fn of_entry<'s>(kind: PageKind, site: &'s Site, entry: EntryRef, common: &'s Common) -> SearchPage<'s> {
    SearchPage {
        kind,
        address: site.entries.path(entry),
        title: Cow::Borrowed(&common.title.plain),
        date: Cow::Borrowed(""),
        subjects: Vec::new(),
        also: Vec::new(),
        description: Cow::Borrowed(common.description.as_deref().unwrap_or_default()),
        sections: Vec::new(),
    }
}

fn letter(site: &Site, id: LetterId) -> SearchPage<'_> {
    let (letter, terms) = (&site.entries.letters[id], site.taxonomy.of_letter(id));
    let introduction = letter.introduction.iter().map(|body| section("", body));
    let turns = letter.turns.iter().map(|turn| section(&turn.anchor, &turn.body));
    SearchPage {
        date: letter.common.record.date.as_ref().map_or(Cow::Borrowed(""), |date| Cow::Owned(date.day.to_string())),
        subjects: subjects(site, terms),
        also: letter
            .pen_name
            .as_deref()
            .into_iter()
            .chain(letter.standfirst.as_deref())
            .chain(synonyms(site, terms))
            .collect(),
        description: Cow::Borrowed(letter.excerpt()),
        sections: introduction.chain(turns).collect(),
        ..of_entry(PageKind::Letter, site, EntryRef::Letter(id), &letter.common)
    }
}

fn program(site: &Site, id: ProgramId) -> SearchPage<'_> {
    let (program, terms) = (&site.entries.programs[id], site.taxonomy.of_program(id));
    let names = [Some(&program.provider), program.parent.as_ref()].into_iter().flatten();
    let names = names.chain(program.also_known_as.iter().map(|name| &name.text)).chain(&program.pathways);
    SearchPage {
        subjects: subjects(site, terms),
        also: names.map(String::as_str).chain(synonyms(site, terms)).collect(),
        sections: of_prose(&program.text),
        ..of_entry(PageKind::Program, site, EntryRef::Program(id), &program.common)
    }
}

fn subject<'s>(term: &'s Term, language: &str) -> SearchPage<'s> {
    SearchPage {
        kind: PageKind::Subject,
        address: &term.path,
        title: capitalized(&term.label, language),
        date: Cow::Borrowed(""),
        subjects: Vec::new(),
        also: term.use_for.iter().map(|synonym| &*synonym.label).collect(),
        description: Cow::Borrowed(term.scope_note.as_deref().unwrap_or_default()),
        sections: Vec::new(),
    }
}

/// Returns the page of the glossary, with a section for each term. `None` if there is no such page.
fn glossary<'s>(site: &'s Site, strings: &Strings) -> Option<SearchPage<'s>> {
    let is_glossary = |route: &&Route| route.target == Target::Page(PageTarget::Glossary);
    let address = &site.routes.as_slice().iter().find(is_glossary)?.path;
    let sections = site.glossary.values().map(|term| {
        let texts = [Some(&term.term), Some(&term.expansion), term.note.as_ref()].into_iter().flatten();
        let html = texts.map(|text| Cow::Owned(escaped_text(text))).collect();
        SearchSection { id: Cow::Borrowed(&*term.anchor), html }
    });
    Some(SearchPage {
        kind: PageKind::Page,
        address,
        title: Cow::Owned(strings.or_english("title_glossary", "Glossary")),
        date: Cow::Borrowed(""),
        subjects: Vec::new(),
        also: Vec::new(),
        description: Cow::Borrowed(""),
        sections: sections.collect(),
    })
}

/// Returns the names of these subjects.
fn subjects<'s>(site: &'s Site, terms: &[TermId]) -> Vec<&'s str> {
    terms.iter().map(|term| &*site.taxonomy.terms[*term].label).collect()
}

/// Returns the other names of these subjects.
fn synonyms<'s>(site: &'s Site, terms: &[TermId]) -> impl Iterator<Item = &'s str> {
    terms.iter().flat_map(|term| &site.taxonomy.terms[*term].use_for).map(|synonym| &*synonym.label)
}

fn of_prose(text: &Prose) -> Vec<SearchSection<'_>> {
    vec![section("", &text.body)]
}

fn section<'s>(id: &'s str, body: &'s Body) -> SearchSection<'s> {
    SearchSection { id: Cow::Borrowed(id), html: vec![Cow::Borrowed(&body.html)] }
}
