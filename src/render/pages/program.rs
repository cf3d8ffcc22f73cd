//! Builds the view of `program.html`: one profile.

use super::common::{self, Head};
use super::links::{entry_link, linked_from};
use super::program_card;
use super::related::related_letter;
use crate::content::EntryKind;
use crate::render::context::PageContext;
use crate::render::view_cache::ViewValue;
use crate::render::views::program::ProgramView;
use crate::render::views::program_card::AidView;
use crate::site::EntryRef;

/// How many letters that share its subjects a profile shows, besides those that mention it.
const RELATED_LETTERS: usize = 10;

/// Returns the view of a program's page.
pub(super) fn view(page: &PageContext<'_>, entry: EntryRef) -> ViewValue {
    let site = page.site;
    let program = site.entries.programs.get(entry.at);
    let excerpt = program.common.description.as_deref().unwrap_or(&program.text.body.excerpt);
    let head = Head {
        kind: "program",
        title: &program.common.title,
        description: (!excerpt.is_empty()).then_some(excerpt),
        section: Some("programs"),
        index: true,
    };
    // Newest first, which is the order of letters, so it can be searched.
    let mentioning = site.mentions.of_program(entry.at);
    let mentions_it = |letter| mentioning.binary_search(&letter).is_ok();
    let sharing = site.related.letters(entry, mentions_it, RELATED_LETTERS);
    let letters = |letters: &[usize]| letters.iter().map(|letter| related_letter(page, *letter, entry)).collect();
    ViewValue::new(&ProgramView {
        common: common::fields(page, head),
        program: program_card::card(page, entry.at),
        url: program.url.as_deref(),
        also_known_as: program.also_known_as.iter().map(|name| name.text.as_str()).collect(),
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
        replaced_by: site.links.replaced_by(entry.at).map(|other| entry_link(page, EntryRef::program(other))),
        html: page.html(entry, &program.text.body),
        letters_mentioning: letters(mentioning),
        letters_related: letters(&sharing),
        linked_from: linked_from(page, entry, |kind| kind != EntryKind::Letter),
    })
}
