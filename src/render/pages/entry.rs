//! Pages made of one file: a letter, a profile, a columnist, a page of the column's own.

use tera::Value;

use super::{Head, Page, person_link, text};
use crate::content::{Kind, Letter, Turn, TurnKind};
use crate::render::html::{self, Base};
use crate::render::views::{
    AidView, Link, PageView, PersonView, PictureView, ProgramView, QuestionView, TurnView, WithdrawnView,
};
use crate::site::{Destination, EntryRef, letters_sharing, programs_sharing};

/// How many words a minute: what adults read of plain English prose (Brysbaert 2019: 238).
const WORDS_A_MINUTE: usize = 238;

/// How many programs stand beside a letter besides those that it mentions.
const RELATED_PROGRAMS: usize = 3;

impl<'s> Page<'s> {
    pub(super) fn letter(&self, entry: EntryRef) -> Value {
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
        let mentioned = self.programs_mentioned(entry);
        let related = programs_sharing(self.site, &common.tags, mentioned.len() + RELATED_PROGRAMS);
        let related: Vec<usize> =
            related.into_iter().filter(|at| !mentioned.contains(at)).take(RELATED_PROGRAMS).collect();
        let words: usize = letter.bodies().map(|body| body.words).sum();
        Value::from_serializable(&QuestionView {
            common: self.common(head, true),
            date: common.date.as_ref().map(|when| when.iso.as_str()),
            updated: common.updated.as_ref().map(|when| when.iso.as_str()),
            answered_by: self.answerers(letter),
            pen_name: letter.pen_name.as_deref(),
            minutes: words.div_ceil(WORDS_A_MINUTE).max(1),
            questions: questions(letter),
            standfirst: letter.standfirst.as_deref(),
            follows: self.site.links.follows(entry.at).map(|at| self.letter_link(at)),
            followed_by: self.site.links.followed_by(entry.at).iter().map(|at| self.letter_link(*at)).collect(),
            introduction: letter.introduction.as_ref().map(|body| writer.html(body)),
            turns: letter.turns.iter().map(|turn| self.turn(turn, &writer)).collect(),
            tags: self.tag_links(&common.tags),
            programs_mentioned: self.program_cards(&mentioned, &common.tags),
            programs_related: self.program_cards(&related, &common.tags),
            newer: entry.at.checked_sub(1).map(|at| self.letter_link(at)),
            older: (entry.at + 1 < self.site.entries.letters.len()).then(|| self.letter_link(entry.at + 1)),
        })
    }

    fn letter_link(&self, at: usize) -> Link<'s> {
        Link { title: &self.site.entries.letters.get(at).common.title.html, path: self.site.entries.letters.path(at) }
    }

    pub(super) fn turn(&self, turn: &'s Turn, writer: &html::Writer<'_, '_>) -> TurnView<'s> {
        let (kind, person, date) = match &turn.kind {
            TurnKind::Question => ("question", None, None),
            TurnKind::Answer(initials) => ("answer", self.person_link(initials), None),
            TurnKind::Note => ("note", None, None),
            TurnKind::Update(when) => ("update", None, Some(when.iso.as_str())),
        };
        TurnView {
            kind,
            anchor: &turn.anchor,
            html: writer.html(&turn.body),
            words: turn.body.words,
            number: turn.number,
            person,
            date,
        }
    }

    /// Programs that a letter links to, in order of first appearance.
    fn programs_mentioned(&self, entry: EntryRef) -> Vec<usize> {
        let mut programs = Vec::new();
        for link in &self.site.links.of(entry).links {
            if let Destination::Entry(EntryRef { kind: Kind::Program, at }, _) = link
                && !programs.contains(at)
            {
                programs.push(*at);
            }
        }
        programs
    }

    pub(super) fn program(&self, entry: EntryRef) -> Value {
        let program = self.site.entries.programs.get(entry.at);
        let excerpt = program.common.description.as_deref().unwrap_or(&program.text.body.excerpt);
        let head = Head {
            kind: "program",
            title: &program.common.title,
            description: (!excerpt.is_empty()).then_some(excerpt),
            section: Some("programs"),
        };
        let mentioning = self.site.links.letters_to_program(entry.at);
        let sharing = letters_sharing(self.site, &program.common.tags, mentioning, 10);
        Value::from_serializable(&ProgramView {
            common: self.common(head, true),
            program: self.program_card(entry.at, &[]),
            url: program.url.as_deref(),
            also_known_as: &program.also_known_as,
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
            letters_mentioning: self.letter_cards(mentioning),
            letters_related: self.letter_cards(&sharing),
        })
    }

    pub(super) fn person(&self, entry: EntryRef) -> Value {
        let person = self.site.entries.people.get(entry.at);
        let head = Head {
            kind: "person",
            title: &person.common.title,
            description: person.common.description.as_deref(),
            section: Some("people"),
        };
        Value::from_serializable(&PersonView {
            common: self.common(head, true),
            person: person_link(self.site, entry.at),
            portrait: self.portrait(entry.at),
            html: text(self, entry, &person.text.body),
            years: self.years(self.site.answered_by(entry.at).iter().copied()),
        })
    }

    /// The picture of a columnist.
    pub(super) fn portrait(&self, person: usize) -> Option<PictureView<'s>> {
        let (path, attachment) = &self.site.attachments[self.site.links.portrait(person)?];
        let alt = self.site.entries.people.get(person).portrait.as_ref().map_or("", |picture| picture.alt.as_str());
        let (width, height) = attachment.size.unzip();
        Some(PictureView { path, alt, width, height })
    }

    pub(super) fn withdrawn(&self, at: usize) -> Value {
        let letter = self.site.entries.withdrawn.get(at);
        let head = Head { kind: "withdrawn", title: &letter.common.title, description: None, section: Some("letters") };
        let withdrawn = letter.withdrawn.as_ref();
        Value::from_serializable(&WithdrawnView {
            common: self.common(head, false),
            date: withdrawn.map_or("", |withdrawn| withdrawn.date.iso.as_str()),
            reason: withdrawn.and_then(|withdrawn| withdrawn.reason.as_deref()),
        })
    }

    pub(super) fn own_page(&self, entry: EntryRef) -> Value {
        let page = self.site.entries.pages.get(entry.at);
        let head = Head {
            kind: "page",
            title: &page.common.title,
            description: page.common.description.as_deref(),
            section: None,
        };
        Value::from_serializable(&PageView {
            common: self.common(head, true),
            html: text(self, entry, &page.text.body).unwrap_or_default(),
            updated: page.common.updated.as_ref().map(|when| when.iso.as_str()),
        })
    }
}

fn questions(letter: &Letter) -> usize {
    letter.turns.iter().filter(|turn| turn.kind == TurnKind::Question).count()
}
