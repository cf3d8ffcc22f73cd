//! Pages made of many files: home, all letters, all programs, all columnists, subjects.

use std::cmp::Reverse;
use std::ops::Range;

use super::cards::tag_link;
use super::{Head, Page, person_link};
use crate::content::{Title, TurnKind};
use crate::render::html::{self, Base};
use crate::render::view_cache::Made;
use crate::render::views::{
    GlossaryView, HomeView, LeadView, ListingView, Pager, PeopleView, PersonCard, ProgramsView, TagEntry, TagView,
    TagsView, TermView,
};
use crate::site::EntryRef;

/// How many programs stand on the home page.
const PROGRAMS_AT_HOME: usize = 3;

impl<'s> Page<'s> {
    pub(super) fn home(&self, number: usize) -> Made {
        let config = &self.site.config;
        let title = Title { html: escaped(&config.title), plain: config.title.clone() };
        let description = config.tagline.as_deref();
        let head = Head { kind: "home", title: &title, description, section: Some("letters") };
        let total = self.site.entries.letters.len();
        let mut range = self.page_of(total, number);
        let lead = (number == 1 && total > 0).then(|| self.lead(0));
        range.start += usize::from(lead.is_some());
        Made::of(&HomeView {
            common: self.common(head, number == 1),
            lead,
            letters: range.map(|at| self.letter_card(at)).collect(),
            pager: self.pager("/", total, number),
            programs: if number == 1 { self.program_cards(&self.latest_programs()) } else { Vec::new() },
        })
    }

    fn lead(&self, at: usize) -> LeadView<'s> {
        let letter = self.site.entries.letters.get(at);
        let page = self.site.entries.letters.path(at).trim_start_matches('/');
        let page = format!("{}{page}", self.root);
        let base = Base { root: self.root, page: &page };
        let writer = html::Writer::new(self.site, EntryRef::letter(at), &base);
        let first = |wanted: fn(&TurnKind) -> bool| letter.turns.iter().position(|turn| wanted(&turn.kind));
        let question = first(|kind| *kind == TurnKind::Question);
        let answer = first(|kind| matches!(kind, TurnKind::Answer(_))).map(|at| &letter.turns[at].body);
        let answer = answer.or(letter.introduction.as_ref().filter(|_| question.is_none()));
        LeadView {
            card: self.own_letter_card(at),
            question: question.map(|at| self.turn(letter, at, &writer)),
            pen_name: letter.pen_name.as_deref(),
            answer_excerpt: answer.map(|body| body.excerpt.as_str()),
        }
    }

    /// The programs checked last; among those that nobody checked, by title.
    fn latest_programs(&self) -> Vec<usize> {
        let mut latest: Vec<usize> = (0..self.site.entries.programs.len()).collect();
        latest.sort_by_key(|at| Reverse(self.site.entries.programs.get(*at).verified));
        latest.truncate(PROGRAMS_AT_HOME);
        latest
    }

    pub(super) fn letters(&self) -> Made {
        let years = &self.site.years;
        self.listing(&self.own_title("title_letters"), years.first_page(), 0..years.together)
    }

    /// The letters of one year.
    pub(super) fn letters_of(&self, place: usize) -> Made {
        let year = &self.site.years.all[place];
        self.listing(&of_year(&self.own_title("title_letters"), year.year), year.letters.clone(), place..place + 1)
    }

    fn listing(&self, title: &Title, letters: Range<usize>, shown: Range<usize>) -> Made {
        let head = Head { kind: "listing", title, description: None, section: Some("letters") };
        Made::of(&ListingView {
            common: self.common(head, shown.start == 0),
            years: self.years(letters),
            archive: Self::archive("/questions/", &self.site.years, shown),
        })
    }

    pub(super) fn programs(&self) -> Made {
        let title = self.own_title("title_programs");
        let head = Head { kind: "programs", title: &title, description: None, section: Some("programs") };
        let programs = (0..self.site.entries.programs.len()).map(|at| self.program_card(at)).collect();
        Made::of(&ProgramsView { common: self.common(head, true), programs })
    }

    pub(super) fn people(&self) -> Made {
        let title = self.own_title("title_people");
        let head = Head { kind: "people", title: &title, description: None, section: Some("people") };
        let people = self.site.entries.people.entries().enumerate().map(|(at, person)| PersonCard {
            person: person_link(self.site, at),
            excerpt: person.common.description.as_deref().unwrap_or(&person.text.body.excerpt),
            portrait: self.portrait(at),
            letters: self.site.answered_by(at).len(),
        });
        Made::of(&PeopleView { common: self.common(head, true), people: people.collect() })
    }

    pub(super) fn tags(&self) -> Made {
        let title = self.own_title("title_tags");
        let head = Head { kind: "tags", title: &title, description: None, section: Some("tags") };
        let entries = self.site.taxonomy.terms.iter().flat_map(|term| {
            let own = TagEntry { name: &term.label, tag: tag_link(term), is_synonym: false };
            let synonyms = term.use_for.iter().map(|synonym| TagEntry {
                name: &synonym.label,
                tag: tag_link(term),
                is_synonym: true,
            });
            std::iter::once(own).chain(synonyms)
        });
        let mut tags: Vec<TagEntry<'_>> = entries.collect();
        tags.sort_by_cached_key(|entry| (entry.name.to_lowercase(), entry.tag.path));
        Made::of(&TagsView { common: self.common(head, true), tags })
    }

    pub(super) fn glossary(&self) -> Made {
        let title = self.own_title("title_glossary");
        let head = Head { kind: "glossary", title: &title, description: None, section: None };
        let terms = self.site.glossary.iter().map(|term| TermView {
            term: &term.term,
            expansion: &term.expansion,
            note: term.note.as_deref(),
            anchor: &term.anchor,
        });
        Made::of(&GlossaryView { common: self.common(head, true), terms: terms.collect() })
    }

    pub(super) fn tag(&self, at: usize, number: usize) -> Made {
        let term = &self.site.taxonomy.terms[at];
        let title = Title { html: escaped(&term.label), plain: term.label.clone() };
        let description = term.scope_note.as_deref();
        let head = Head { kind: "tag", title: &title, description, section: Some("tags") };
        let letters = &term.letters[self.page_of(term.letters.len(), number)];
        Made::of(&TagView {
            common: self.common(head, number == 1),
            tag: tag_link(term),
            scope_note: term.scope_note.as_deref(),
            use_for: term.use_for.iter().map(|synonym| synonym.label.as_str()).collect(),
            broader: self.tag_links_by_name(&term.broader),
            narrower: self.tag_links_by_name(&term.narrower),
            related: self.tag_links_by_name(&term.related),
            letters: self.letter_cards(letters),
            programs: if number == 1 { self.program_cards(&term.programs) } else { Vec::new() },
            pager: self.pager(&term.path, term.letters.len(), number),
        })
    }

    /// The places of a page of a listing.
    fn page_of(&self, total: usize, number: usize) -> Range<usize> {
        let size = self.site.config.letters_per_page;
        let start = ((number - 1) * size).min(total);
        start..(start + size).min(total)
    }

    fn pager(&self, first: &str, letters: usize, number: usize) -> Pager {
        let total = crate::site::page_count(letters, &self.site.config);
        let path = |number: usize| if number == 1 { first.to_owned() } else { format!("{first}page/{number}/") };
        Pager {
            number,
            total,
            newer: (number > 1).then(|| path(number - 1)),
            older: (number < total).then(|| path(number + 1)),
        }
    }
}

/// The title of a list, for one of its years.
pub(super) fn of_year(title: &Title, year: i16) -> Title {
    Title { html: format!("{}: {year}", title.html), plain: format!("{}: {year}", title.plain) }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing into a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    html
}
