//! Pages made of one file: a letter, a profile, a columnist, a page of the column's own.

use std::ops::Range;

use super::listing::of_year;
use super::{Head, Page, text};
use crate::content::{EntryKind, Letter, TurnKind};
use crate::render::html::{self, Base};
use crate::render::view_cache::Made;
use crate::render::views::{
    AidView, Link, PageView, PersonView, PictureView, ProgramView, QuestionView, RelatedLetter, TurnView, WithdrawnView,
};
use crate::site::EntryRef;

/// How many words a minute: what adults read of plain English prose (Brysbaert 2019: 238).
const WORDS_A_MINUTE: usize = 238;

/// How many programs stand beside a letter, if it does not mention more.
const PROGRAMS_BESIDE: usize = 3;

/// How many letters stand below a letter.
const RELATED_LETTERS: usize = 4;

impl<'s> Page<'s> {
    pub(super) fn letter(&self, entry: EntryRef) -> Made {
        let letter = self.site.entries.letters.get(entry.at);
        let common = &letter.common;
        let excerpt = letter.excerpt();
        let head = Head {
            kind: "question",
            title: &common.title,
            description: (!excerpt.is_empty()).then_some(excerpt),
            section: Some("letters"),
        };
        let base = Base { root: self.root, page: "" };
        let writer = html::Writer::new(self.site, entry, &base);
        let mentioned = self.programs_mentioned(entry.at);
        let missing = PROGRAMS_BESIDE.saturating_sub(mentioned.len());
        let related = self.site.related.programs(EntryRef::letter(entry.at), |at| mentioned.contains(&at), missing);
        let words: usize = letter.bodies().map(|body| body.words).sum();
        Made::of(&QuestionView {
            common: self.common(head, true),
            date: common.record.date.as_ref().map(|when| when.iso.as_str()),
            updated: common.updated.as_ref().map(|when| when.iso.as_str()),
            answered_by: self.answerers(letter),
            pen_name: letter.pen_name.as_deref(),
            minutes: words.div_ceil(WORDS_A_MINUTE).max(1),
            questions: questions(letter),
            standfirst: letter.standfirst.as_deref(),
            follows: self.site.links.follows(entry.at).map(|at| self.letter_card(at)),
            followed_by: self.letter_cards(self.site.links.followed_by(entry.at)),
            introduction: letter.introduction.as_ref().map(|body| writer.html(0, body)),
            turns: (0..letter.turns.len()).map(|at| self.turn(letter, at, &writer)).collect(),
            tags: self.tag_links(self.site.taxonomy.of_letter(entry.at)),
            programs_mentioned: self.related_programs(&mentioned, entry.at),
            programs_related: self.related_programs(&related, entry.at),
            letters_related: self.letters_related(entry.at),
            linked_from: self.linked_from(entry, |_| true),
            newer: entry.at.checked_sub(1).map(|at| self.letter_card(at)),
            older: (entry.at + 1 < self.site.entries.letters.len()).then(|| self.letter_card(entry.at + 1)),
        })
    }

    /// One of a letter's turns, by its place.
    pub(super) fn turn(&self, letter: &'s Letter, at: usize, writer: &html::Writer<'_, '_>) -> TurnView<'s> {
        let turn = &letter.turns[at];
        let (kind, person, date) = match &turn.kind {
            TurnKind::Question => ("question", None, None),
            TurnKind::Answer(initials) => ("answer", self.person_link(initials), None),
            TurnKind::Note => ("note", None, None),
            TurnKind::Update(when) => ("update", None, Some(when.iso.as_str())),
        };
        TurnView {
            kind,
            anchor: &turn.anchor,
            html: writer.html(letter.body_of(at), &turn.body),
            words: turn.body.words,
            number: turn.number,
            person,
            date,
        }
    }

    /// Programs of which a letter speaks, in order of first appearance.
    fn programs_mentioned(&self, letter: usize) -> Vec<usize> {
        let mut programs = Vec::new();
        for mention in self.site.mentions.of_letter(letter) {
            if !programs.contains(&mention.program) {
                programs.push(mention.program);
            }
        }
        programs
    }

    /// The letters nearest to a letter; what follows it up, or what it follows, is shown elsewhere.
    fn letters_related(&self, at: usize) -> Vec<RelatedLetter<'s>> {
        let links = &self.site.links;
        let known = |other| other == at || links.follows(at) == Some(other) || links.followed_by(at).contains(&other);
        let near = self.site.related.letters(EntryRef::letter(at), known, RELATED_LETTERS);
        near.into_iter().map(|near| self.related_letter(near, EntryRef::letter(at))).collect()
    }

    /// The entries that link to an entry, of the kinds that are wanted.
    fn linked_from(&self, entry: EntryRef, wanted: impl Fn(EntryKind) -> bool) -> Vec<Link<'s>> {
        let entries = &self.site.entries;
        let from = self.site.mentions.linked_from(entries, entry).iter().filter(|from| wanted(from.kind));
        from.map(|from| Link { title: &entries.common(*from).title.html, path: entries.path(*from) }).collect()
    }

    pub(super) fn program(&self, entry: EntryRef) -> Made {
        let program = self.site.entries.programs.get(entry.at);
        let excerpt = program.common.description.as_deref().unwrap_or(&program.text.body.excerpt);
        let head = Head {
            kind: "program",
            title: &program.common.title,
            description: (!excerpt.is_empty()).then_some(excerpt),
            section: Some("programs"),
        };
        let of = EntryRef::program(entry.at);
        let mentioning = self.site.mentions.of_program(entry.at);
        // Sorted by date, so newest letters have the smallest places.
        let sharing = self.site.related.letters(of, |at| mentioning.binary_search(&at).is_ok(), 10);
        let beside = |letters: &[usize]| letters.iter().map(|at| self.related_letter(*at, of)).collect();
        Made::of(&ProgramView {
            common: self.common(head, true),
            program: self.program_card(entry.at),
            url: program.url.as_deref(),
            also_known_as: program.also_known_as.iter().map(|known| known.text.as_str()).collect(),
            aid: program.aid.as_ref().map(|aid| AidView {
                scholarships: aid.scholarships,
                federal: aid.federal,
                note: aid.note.as_deref(),
            }),
            course_length: program.course_length.as_deref(),
            open_to: program.open_to.as_deref(),
            prerequisites: program.prerequisites.as_deref(),
            started: program.started.as_deref(),
            source: program.source.as_deref(),
            replaced_by: self.site.links.replaced_by(entry.at).map(|at| Link {
                title: &self.site.entries.programs.get(at).common.title.html,
                path: self.site.entries.programs.path(at),
            }),
            html: text(self, entry, &program.text.body),
            letters_mentioning: beside(mentioning),
            letters_related: beside(&sharing),
            linked_from: self.linked_from(entry, |kind| kind != EntryKind::Letter),
        })
    }

    pub(super) fn person(&self, entry: EntryRef) -> Made {
        let person = self.site.entries.people.get(entry.at);
        let years = self.site.answered_years(entry.at);
        let description = person.common.description.as_deref();
        let head = Head { kind: "person", title: &person.common.title, description, section: Some("people") };
        Made::of(&PersonView {
            html: text(self, entry, &person.text.body),
            linked_from: self.linked_from(entry, |_| true),
            ..self.answers(entry.at, head, years.first_page(), 0..years.together)
        })
    }

    /// What a columnist answered in one year; who she is stands on her first page.
    pub(super) fn answers_of(&self, person: usize, place: usize) -> Made {
        let title = &self.site.entries.people.get(person).common.title;
        let year = &self.site.answered_years(person).all[place];
        let title = of_year(title, year.year);
        let head = Head { kind: "person", title: &title, description: None, section: Some("people") };
        Made::of(&self.answers(person, head, year.letters.clone(), place..place + 1))
    }

    fn answers<'v>(
        &'v self,
        person: usize,
        head: Head<'v>,
        letters: Range<usize>,
        shown: Range<usize>,
    ) -> PersonView<'v> {
        let first = self.site.entries.people.path(person);
        PersonView {
            common: self.common(head, shown.start == 0),
            person: self.kept_person(person),
            portrait: self.portrait(person),
            html: None,
            years: self.years(self.site.answered_by(person)[letters].iter().copied()),
            archive: Self::archive(first, self.site.answered_years(person), shown),
            linked_from: Vec::new(),
        }
    }

    /// The picture of a columnist.
    pub(super) fn portrait(&self, person: usize) -> Option<PictureView<'s>> {
        let (path, attachment) = &self.site.attachments[self.site.links.portrait(person)?];
        let alt = self.site.entries.people.get(person).common.title.plain.as_str();
        let (width, height) = attachment.size.unzip();
        Some(PictureView { path, alt, width, height })
    }

    pub(super) fn withdrawn(&self, at: usize) -> Made {
        let letter = self.site.entries.withdrawn.get(at);
        let head = Head { kind: "withdrawn", title: &letter.common.title, description: None, section: Some("letters") };
        let withdrawn = letter.record.withdrawn.as_ref();
        Made::of(&WithdrawnView {
            common: self.common(head, false),
            date: withdrawn.map_or("", |withdrawn| withdrawn.date.iso.as_str()),
            reason: withdrawn.and_then(|withdrawn| withdrawn.reason.as_deref()),
        })
    }

    pub(super) fn own_page(&self, entry: EntryRef) -> Made {
        let page = self.site.entries.pages.get(entry.at);
        let head = Head {
            kind: "page",
            title: &page.common.title,
            description: page.common.description.as_deref(),
            section: None,
        };
        Made::of(&PageView {
            common: self.common(head, true),
            html: text(self, entry, &page.text.body).unwrap_or_default(),
            updated: page.common.updated.as_ref().map(|when| when.iso.as_str()),
            linked_from: self.linked_from(entry, |_| true),
        })
    }
}

fn questions(letter: &Letter) -> usize {
    letter.turns.iter().filter(|turn| turn.kind == TurnKind::Question).count()
}
