//! The way to a page: the column, the list that the page belongs to, and the page itself.

use super::absolute;
use super::vocabulary::{StepNode, TrailNode};
use crate::content::{EntryKind, Title};
use crate::render::context::PageContext;
use crate::site::PageTarget;

/// Returns the way to a page. `None` for the home page, where it begins.
pub(super) fn node<'s>(page: &PageContext<'s>, title: &Title) -> Option<TrailNode<'s>> {
    let list = match page.target {
        PageTarget::Home { .. } => return None,
        PageTarget::Entry(entry) => match entry.kind() {
            EntryKind::Letter => Some("/questions/"),
            EntryKind::Program => Some("/programs/"),
            EntryKind::Person => Some("/people/"),
            EntryKind::Page => None,
        },
        PageTarget::LettersOfYear { .. } | PageTarget::Withdrawn { .. } => Some("/questions/"),
        PageTarget::AnswersOfYear { .. } => Some("/people/"),
        PageTarget::ProgramsOf { .. } | PageTarget::Compare { .. } => Some("/programs/"),
        PageTarget::Tag { .. } => Some("/tags/"),
        PageTarget::Letters
        | PageTarget::Programs { .. }
        | PageTarget::People
        | PageTarget::Tags
        | PageTarget::Glossary
        | PageTarget::Search
        | PageTarget::Subscribe
        | PageTarget::Saved
        | PageTarget::NotFound => None,
    };
    let config = &page.site.config;
    let step = |name, item| StepNode { position: 0, name, item };
    let column = step(config.title.as_str().into(), Some(absolute(page, "/")));
    let list = list.and_then(|path| Some(step(name(page, path)?.into(), Some(absolute(page, path)))));
    let own = step(title.plain.clone().into(), None);
    let mut steps: Vec<StepNode<'s>> = [Some(column), list, Some(own)].into_iter().flatten().collect();
    steps.iter_mut().zip(1..).for_each(|(step, position)| step.position = position);
    Some(TrailNode { item_list_element: steps })
}

/// Returns the name of a list, as readers see it in a navigation. `None` if no navigation has it.
fn name(page: &PageContext<'_>, path: &str) -> Option<String> {
    let config = &page.site.config;
    let entry = config.nav.iter().chain(&config.footer).find(|entry| entry.path == path)?;
    let key = match path {
        "/questions/" => "title_letters",
        "/programs/" => "title_programs",
        "/tags/" => "title_tags",
        _ => "title_people",
    };
    entry.label.clone().or_else(|| page.strings.get(key, None, &[]))
}
