//! Letters, programs, columnists and subjects as they stand in lists.

use std::ops::Range;

use super::{Page, person_link};
use crate::content::{EntryKind, Keyword, Letter, Program, Tuition, TurnKind};
use crate::render::view_cache::Kept;
use crate::render::views::{
    CheckedView, LetterCard, PersonLink, ProgramCard, RelatedLetter, RelatedProgram, TagLink, TuitionView, YearLink,
    YearView,
};
use crate::site::{EntryRef, Term, Year, Years};

impl<'s> Page<'s> {
    pub(super) fn letter_card(&self, at: usize) -> Kept<LetterCard<'s>> {
        self.parts.letters.get(at, || self.own_letter_card(at))
    }

    /// The same, not kept.
    pub(super) fn own_letter_card(&self, at: usize) -> LetterCard<'s> {
        let letter = self.site.entries.letters.get(at);
        LetterCard {
            title: &letter.common.title.html,
            path: self.site.entries.letters.path(at),
            date: self.day(letter),
            excerpt: letter.excerpt(),
            answered_by: self.answerers(letter),
            tags: self.tag_links(self.site.taxonomy.of_letter(at)),
            unpublished: self.site.is_unpublished(&letter.common),
        }
    }

    /// The date of a letter. One without a date is never published; a preview shows it as if it appeared today.
    fn day(&self, letter: &'s Letter) -> &'s str {
        letter.common.record.date.as_ref().map_or(&self.site.today, |when| &when.iso)
    }

    pub(super) fn letter_cards(&self, places: &[usize]) -> Vec<Kept<LetterCard<'s>>> {
        places.iter().map(|at| self.letter_card(*at)).collect()
    }

    /// Letters by year, newest first; they come newest first.
    pub(super) fn years(&self, places: impl IntoIterator<Item = usize>) -> Vec<YearView<'s>> {
        let mut years: Vec<YearView<'s>> = Vec::new();
        for at in places {
            let day = self.day(self.site.entries.letters.get(at));
            let year = day.split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default();
            let card = self.letter_card(at);
            match years.last_mut() {
                Some(last) if last.year == year => last.letters.push(card),
                _ => years.push(YearView { year, letters: vec![card] }),
            }
        }
        years
    }

    /// Where each year stands, if they are on several pages; `shown` are those of this page.
    pub(super) fn archive(first: &str, years: &Years, shown: Range<usize>) -> Vec<YearLink> {
        let path = |at: usize, year: i16| {
            if at < years.together { format!("{first}#_{year}") } else { format!("{first}{year}/") }
        };
        let link = |(at, year): (usize, &Year)| YearLink {
            year: year.year,
            path: path(at, year.year),
            letters: year.letters.len(),
            here: shown.contains(&at),
        };
        if years.together == years.all.len() { Vec::new() } else { years.all.iter().enumerate().map(link).collect() }
    }

    pub(super) fn answerers(&self, letter: &Letter) -> Vec<Kept<PersonLink<'s>>> {
        letter.record.answerers.iter().filter_map(|initials| self.person_link(initials)).collect()
    }

    pub(super) fn person_link(&self, initials: &str) -> Option<Kept<PersonLink<'s>>> {
        self.site.person(initials).map(|(at, _)| self.kept_person(at))
    }

    pub(super) fn kept_person(&self, at: usize) -> Kept<PersonLink<'s>> {
        self.parts.people.get(at, || person_link(self.site, at))
    }

    /// A letter, and why it stands beside `of`.
    pub(super) fn related_letter(&self, at: usize, of: EntryRef) -> RelatedLetter<'s> {
        let mentioned_by = match of.kind {
            EntryKind::Program => self.mentioned_by(at, of.at),
            _ => Vec::new(),
        };
        let shared = self.site.related.shared(of, EntryRef::letter(at));
        let titles = shared.entries.iter().map(|entry| self.site.entries.common(*entry).title.plain.as_str());
        RelatedLetter {
            letter: self.letter_card(at),
            shared: self.labels(&shared.terms),
            linked: shared.linked && mentioned_by.is_empty(),
            both_mention: titles.collect(),
            mentioned_by,
        }
    }

    fn labels(&self, terms: &[usize]) -> Vec<&'s str> {
        terms.iter().map(|at| self.site.taxonomy.terms[*at].label.as_str()).collect()
    }

    /// The columnists who speak of a program in a letter.
    fn mentioned_by(&self, letter: usize, program: usize) -> Vec<Kept<PersonLink<'s>>> {
        let text = self.site.entries.letters.get(letter);
        let mentions = self.site.mentions.of_letter(letter).iter().filter(|mention| mention.program == program);
        let mut initials: Vec<&str> = Vec::new();
        for mention in mentions {
            match text.turn_of(mention.body).map(|turn| &turn.kind) {
                Some(TurnKind::Answer(answerer)) => initials.push(answerer),
                None if text.turns.is_empty() => initials.extend(text.record.answerers.iter().map(String::as_str)),
                _ => {}
            }
        }
        let firsts = initials.iter().enumerate().filter(|(at, one)| !initials[..*at].contains(*one));
        firsts.filter_map(|(_, initials)| self.person_link(initials)).collect()
    }

    pub(super) fn tag_links(&self, terms: &[usize]) -> Vec<Kept<TagLink<'s>>> {
        terms.iter().map(|at| self.parts.tags.get(*at, || tag_link(&self.site.taxonomy.terms[*at]))).collect()
    }

    /// Subjects, by name.
    pub(super) fn tag_links_by_name(&self, terms: &[usize]) -> Vec<Kept<TagLink<'s>>> {
        let mut terms = terms.to_vec();
        terms.sort_by_cached_key(|at| (self.site.taxonomy.terms[*at].label.to_lowercase(), *at));
        self.tag_links(&terms)
    }

    pub(super) fn program_card(&self, at: usize) -> Kept<ProgramCard<'s>> {
        self.parts.programs.get(at, || self.own_program_card(at))
    }

    /// The same, not kept.
    fn own_program_card(&self, at: usize) -> ProgramCard<'s> {
        let program = self.site.entries.programs.get(at);
        ProgramCard {
            title: &program.common.title.html,
            path: self.site.entries.programs.path(at),
            provider: &program.provider,
            parent: program.parent.as_deref(),
            credential: program.credential.map(Keyword::word),
            delivery: program.delivery.iter().map(|delivery| delivery.word()).collect(),
            courses: program.courses,
            tuition: program.tuition.as_ref().map(tuition),
            pathways: &program.pathways,
            checked: self.checked(program),
            status: program.status.word(),
            tags: self.tag_links(self.site.taxonomy.of_program(at)),
            unpublished: self.site.is_unpublished(&program.common),
        }
    }

    pub(super) fn program_cards(&self, places: &[usize]) -> Vec<Kept<ProgramCard<'s>>> {
        places.iter().map(|at| self.program_card(*at)).collect()
    }

    /// Programs, and why they stand beside a letter.
    pub(super) fn related_programs(&self, places: &[usize], letter: usize) -> Vec<RelatedProgram<'s>> {
        let related = places.iter().map(|at| RelatedProgram {
            program: self.program_card(*at),
            shared: self.labels(&self.site.related.shared(EntryRef::letter(letter), EntryRef::program(*at)).terms),
            mentioned_by: self.mentioned_by(letter, *at),
        });
        related.collect()
    }

    fn checked(&self, program: &'s Program) -> CheckedView {
        let today = self.site.now.to_zoned(self.site.config.timezone.clone()).date();
        let late = program.review_due.is_some_and(|due| today > due);
        let state = match program.verified {
            None => "reported",
            Some(_) if late => "late",
            Some(_) => "checked",
        };
        CheckedView { state, date: program.verified.map(|day| day.to_string()) }
    }
}

pub(super) fn tag_link(term: &Term) -> TagLink<'_> {
    TagLink { label: &term.label, path: &term.path, letters: term.letters.len(), programs: term.programs.len() }
}

fn tuition(tuition: &Tuition) -> TuitionView<'_> {
    TuitionView {
        each: tuition.each.map(|amount| amount.to_string()),
        unit: tuition.each.map(|_| tuition.unit.word()),
        count: tuition.count,
        total: tuition.total.map(|amount| amount.to_string()),
        applies_to: tuition.applies_to.as_deref(),
    }
}
