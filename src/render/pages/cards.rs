//! Letters, programs, columnists and subjects as they stand in lists.

use super::{Page, person_link};
use crate::content::{Letter, Program, Tag, Tuition};
use crate::render::views::{CheckedView, LetterCard, PersonLink, ProgramCard, TagLink, TuitionView, YearView};
use crate::site::Term;

impl<'s> Page<'s> {
    pub(super) fn letter_card(&self, at: usize) -> LetterCard<'s> {
        let letter = self.site.entries.letters.get(at);
        LetterCard {
            title: &letter.common.title.html,
            path: self.site.entries.letters.path(at),
            date: self.day(letter),
            excerpt: letter.excerpt(),
            answered_by: self.answerers(letter),
            tags: self.tag_links(&letter.common.tags),
            unpublished: self.site.is_unpublished(&letter.common),
        }
    }

    /// The date of a letter. One without a date is never published; a preview shows it as if it appeared today.
    fn day(&self, letter: &'s Letter) -> &'s str {
        letter.common.date.as_ref().map_or(&self.site.today, |when| &when.iso)
    }

    pub(super) fn letter_cards(&self, places: &[usize]) -> Vec<LetterCard<'s>> {
        places.iter().map(|at| self.letter_card(*at)).collect()
    }

    /// Letters by year, newest first; they come newest first.
    pub(super) fn years(&self, places: impl IntoIterator<Item = usize>) -> Vec<YearView<'s>> {
        let mut years: Vec<YearView<'s>> = Vec::new();
        for at in places {
            let card = self.letter_card(at);
            let year = card.date.split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default();
            match years.last_mut() {
                Some(last) if last.year == year => last.letters.push(card),
                _ => years.push(YearView { year, letters: vec![card] }),
            }
        }
        years
    }

    pub(super) fn answerers(&self, letter: &Letter) -> Vec<PersonLink<'s>> {
        letter.answerers().into_iter().filter_map(|initials| self.person_link(initials)).collect()
    }

    pub(super) fn person_link(&self, initials: &str) -> Option<PersonLink<'s>> {
        self.site.person(initials).map(|(at, _)| person_link(self.site, at))
    }

    pub(super) fn tag_links(&self, tags: &[Tag]) -> Vec<TagLink<'s>> {
        tags.iter().filter_map(|tag| self.site.taxonomy.get(&tag.slug)).map(tag_link).collect()
    }

    /// A program; `beside` are the tags of the letter on whose page it stands.
    pub(super) fn program_card(&self, at: usize, beside: &[Tag]) -> ProgramCard<'s> {
        let program = self.site.entries.programs.get(at);
        let shared = program.common.tags.iter().filter(|tag| beside.iter().any(|other| other.slug == tag.slug));
        let shared = shared.filter_map(|tag| self.site.taxonomy.get(&tag.slug)).map(|term| term.label.as_str());
        ProgramCard {
            title: &program.common.title.html,
            path: self.site.entries.programs.path(at),
            provider: &program.provider,
            parent: program.parent.as_deref(),
            credential: program.credential,
            delivery: &program.delivery,
            courses: program.courses,
            tuition: program.tuition.as_ref().map(tuition),
            pathways: &program.pathways,
            checked: self.checked(program),
            status: program.status.name(),
            tags: self.tag_links(&program.common.tags),
            shared: shared.collect(),
            unpublished: self.site.is_unpublished(&program.common),
        }
    }

    pub(super) fn program_cards(&self, places: &[usize], beside: &[Tag]) -> Vec<ProgramCard<'s>> {
        places.iter().map(|at| self.program_card(*at, beside)).collect()
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
        unit: tuition.each.map(|_| tuition.unit),
        count: tuition.count,
        total: tuition.total.map(|amount| amount.to_string()),
        applies_to: tuition.applies_to.as_deref(),
    }
}
