//! Builds the view of `program.html`: one profile.

use super::heading::headings;
use super::links::{entry_link, linked_from};
use super::related::related_letter;
use super::{common, facet, program_card, program_facts};
use crate::content::EntryKind;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::program::ProgramView;
use crate::site::{EntryRef, LetterId, ProgramId};

/// How many letters that share its subjects a profile shows, besides those that mention it.
const RELATED_LETTERS: usize = 5;

/// Returns the view of a program's page.
pub(super) fn view<R>(page: &PageContext<'_>, program: ProgramId, show: Show<'_, R>) -> R {
    let (site, entry) = (page.site, EntryRef::Program(program));
    let facts = &site.entries.programs[program];
    let excerpt = facts.common.description.as_deref().unwrap_or(&facts.text.body.excerpt);
    // Newest first, which is the order of letters, so it can be searched.
    let mentioning = site.mentions.of_program(program);
    let mentions_it = |letter| mentioning.binary_search(&letter).is_ok();
    let sharing = site.related.letters(entry, mentions_it, RELATED_LETTERS);
    let letters = |letters: &[LetterId]| letters.iter().map(|letter| related_letter(page, *letter, entry)).collect();
    show(&ProgramView {
        common: common::fields(page, &facts.common.title, (!excerpt.is_empty()).then_some(excerpt)),
        program: program_card::card(page, program),
        facets: facet::of_program(page, program),
        facts: program_facts::view(page, program),
        also_known_as: facts.also_known_as.iter().map(|name| site.config.typography.typeset(&name.text)).collect(),
        compare: site.compare_page(Some(program)),
        replaced_by: site.links.replaced_by(program).map(|other| entry_link(page.site, other.into())),
        html: page.html(entry, &facts.text.body),
        headings: headings(&facts.text.body),
        letters_mentioning: letters(mentioning),
        letters_related: letters(&sharing),
        linked_from: linked_from(page, entry, |source| source.kind() != EntryKind::Letter),
    })
}
