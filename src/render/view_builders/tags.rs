//! Builds the view of `tags.html`: all subjects.

use super::common;
use super::links::build_tag_link;
use crate::language::Alphabet;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::tags::{TagEntry, TagsView};

/// Returns the view of the index of subjects and their synonyms.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_tags");
    let alphabet = Alphabet::of_language(&page.site.config.language);
    let entries = page.site.taxonomy.terms.values().flat_map(|term| {
        let entry = |name, is_synonym| {
            let initial = alphabet.initial(name).unwrap_or('0').to_string();
            TagEntry { name, initial, tag: build_tag_link(term), is_synonym }
        };
        let synonyms = term.use_for.iter().map(move |synonym| entry(&synonym.label, true));
        std::iter::once(entry(&term.label, false)).chain(synonyms)
    });
    let mut tags: Vec<TagEntry<'_>> = entries.collect();
    tags.sort_by_cached_key(|entry| (alphabet.key(entry.name), entry.tag.path));
    let mut initials: Vec<String> = tags.iter().map(|entry| entry.initial.clone()).collect();
    initials.dedup();
    show(&TagsView { common: common::fields(page, &title, None), tags, initials })
}
