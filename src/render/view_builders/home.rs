//! Builds the view of `home.html`.

use std::cmp::Reverse;

use super::common;
use super::{letter_card, pager, program_card, turn};
use crate::content::{Program, Title, TurnKind};
use crate::render::body_html::BodyWriter;
use crate::render::context::PageContext;
use crate::render::slots::LinkBase;
use crate::render::theme_words::ThemeWords;
use crate::render::view_cache::Show;
use crate::render::views::home::{HomeView, LeadView};
use crate::site::{Id, LetterId, PageNumber, ProgramId};

/// How many programs the home page shows.
const PROGRAMS: usize = 3;

/// Returns the view of the home page of this number.
pub(super) fn view<R>(page: &PageContext<'_>, number: PageNumber, show: Show<'_, R>) -> R {
    let config = &page.site.config;
    let title = Title::from_plain(&config.title);
    let is_first = number.is_first();
    let description = config.tagline.as_deref();
    let total = page.site.entries.letters.len();
    let mut letters = pager::letters_on_page(page, total, number);
    let newest = page.site.entries.letters.ids().next().filter(|_| is_first);
    let lead = newest.map(|letter| lead(page, letter));
    letters.start += usize::from(lead.is_some());
    show(&HomeView {
        common: common::fields(page, &title, description),
        lead,
        letters: letter_card::cards(page.cache, letters.map(LetterId::new)),
        pager: pager::pager(page, "/", total, number),
        programs: if is_first { program_card::cards(page, fullest_programs(page)) } else { Vec::new() },
    })
}

fn lead<'s>(page: &PageContext<'s>, letter: LetterId) -> LeadView<'s> {
    let text = &page.site.entries.letters[letter];
    let own_page = format!("{}{}", page.root, page.site.entries.letters.path(letter).trim_start_matches('/'));
    let base = LinkBase { root: page.root, page: &own_page };
    let writer = BodyWriter::new(page.site, letter.into(), &base, ThemeWords::for_pages(page.strings));
    let first = |wanted: fn(&TurnKind) -> bool| text.turns.iter().position(|turn| wanted(&turn.kind));
    let question = first(|kind| *kind == TurnKind::Question);
    let answer = first(|kind| matches!(kind, TurnKind::Answer(_))).map(|at| &text.turns[at].body);
    let answer = answer.or(text.introduction.as_ref().filter(|_| question.is_none()));
    LeadView {
        card: letter_card::build(page.cache, letter),
        question: question.map(|at| turn::turn(page, text, at, &writer)),
        answer_excerpt: answer.map(|body| body.excerpt.as_str()),
    }
}

/// Returns the programs of which most is stated; of those, the ones that were checked last, and then by title.
fn fullest_programs(page: &PageContext<'_>) -> Vec<ProgramId> {
    let programs = &page.site.entries.programs;
    let stated = |program: &Program| {
        [
            program.credential.is_some(),
            !program.delivery.is_empty(),
            program.courses.is_some(),
            program.tuition.is_some(),
        ]
        .into_iter()
        .filter(|is_stated| *is_stated)
        .count()
    };
    let mut fullest: Vec<ProgramId> = programs.ids().collect();
    fullest
        .sort_by_key(|program| Reverse((stated(&programs[*program]), programs[*program].last_check(page.site.day()))));
    fullest.truncate(PROGRAMS);
    fullest
}
