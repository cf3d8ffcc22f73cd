//! Builds links to entries, columnists and subjects.

use crate::content::{Guest, Letter, Person};
use crate::render::context::PageContext;
use crate::render::view_cache::{Cached, ViewCache};
use crate::render::views::links::{LinkView, PersonLink, PictureView, TagLink};
use crate::site::{EntryRef, PersonId, Site, Term, TermId};

/// Returns a link to an entry.
pub(super) fn entry_link(site: &Site, entry: EntryRef) -> LinkView<'_> {
    let entries = &site.entries;
    LinkView { title: &entries.common(entry).title.html, path: entries.path(entry) }
}

/// Returns links to the wanted ones of the entries whose text links to an entry.
pub(super) fn linked_from<'s>(
    page: &PageContext<'s>,
    entry: EntryRef,
    wanted: impl Fn(EntryRef) -> bool,
) -> Vec<LinkView<'s>> {
    let sources = page.site.mentions.linked_from(entry).iter();
    sources.filter(|source| wanted(**source)).map(|source| entry_link(page.site, *source)).collect()
}

/// Returns links to those who answer a letter, in order of first appearance.
pub(super) fn answerers<'s>(cache: &ViewCache<'s>, letter: &'s Letter) -> Vec<Cached<PersonLink<'s>>> {
    letter.record.answerers.iter().filter_map(|initials| answerer(cache, letter, initials)).collect()
}

/// Returns a link to the guest of a letter or the columnist with these initials. `None` if there is neither.
pub(super) fn answerer<'s>(
    cache: &ViewCache<'s>,
    letter: &'s Letter,
    initials: &str,
) -> Option<Cached<PersonLink<'s>>> {
    if let Some(Guest { initials, name }) = letter.guest(initials) {
        return Some(Cached::new(&PersonLink { name, initials, path: None, seal: 0, portrait: None, bio: None }));
    }
    cache.site.person(initials).map(|(person, _)| person_link(cache, person))
}

/// Returns a link to a columnist.
pub(super) fn person_link<'s>(cache: &ViewCache<'s>, person: PersonId) -> Cached<PersonLink<'s>> {
    cache.person_links.get(person, || build_person_link(cache.site, person))
}

/// The same as [`person_link`], but not cached.
pub(super) fn build_person_link(site: &Site, person: PersonId) -> PersonLink<'_> {
    let columnist = &site.entries.people[person];
    PersonLink {
        name: &columnist.common.title.plain,
        initials: &columnist.initials,
        path: Some(site.entries.people.path(person)),
        seal: u8::try_from(site.seniority(person) % 4 + 1).unwrap_or(1),
        portrait: portrait(site, person),
        bio: Some(bio(columnist)).filter(|bio| !bio.is_empty()),
    }
}

/// Returns a sentence or two about a columnist, plain; empty if there is nothing to say.
pub(super) fn bio(columnist: &Person) -> &str {
    columnist.common.description.as_deref().unwrap_or(&columnist.text.body.excerpt)
}

/// Returns the portrait of a columnist. `None` if there is none.
pub(super) fn portrait(site: &Site, person: PersonId) -> Option<PictureView<'_>> {
    let alt = site.entries.people[person].common.title.plain.as_str();
    Some(PictureView::of(&site.attachments[site.links.portrait(person)?], alt))
}

/// Returns links to subjects, in the given order.
pub(super) fn tag_links<'s>(cache: &ViewCache<'s>, terms: &[TermId]) -> Vec<Cached<TagLink<'s>>> {
    let all = &cache.site.taxonomy.terms;
    terms.iter().map(|term| cache.tag_links.get(*term, || build_tag_link(&all[*term]))).collect()
}

/// Returns links to subjects, by name.
pub(super) fn tag_links_by_name<'s>(cache: &ViewCache<'s>, terms: &[TermId]) -> Vec<Cached<TagLink<'s>>> {
    let mut terms = terms.to_vec();
    terms.sort_by_cached_key(|term| (cache.site.taxonomy.terms[*term].label.to_lowercase(), *term));
    tag_links(cache, &terms)
}

/// Returns a link to a subject, not cached.
pub(super) fn build_tag_link(term: &Term) -> TagLink<'_> {
    TagLink { label: &term.label, path: &term.path, letters: term.letters.len(), programs: term.programs.len() }
}
