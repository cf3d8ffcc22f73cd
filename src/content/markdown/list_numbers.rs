//! The numbers of lists: the author's own, unless she leaves the counting to Markdown.

use pulldown_cmark::{Event, Tag};

use super::Markdown;
use super::event_writer::EntryWriter;
use super::html_builder::BodyBuilder;

impl EntryWriter<'_, '_> {
    /// Opens a list.
    pub(super) fn list(&self, at: usize, first: Option<u64>, out: &mut BodyBuilder) {
        let counts = |first: &u64| is_automatic(self.markdown, at, *first) && !are_days(self.markdown, at);
        let next = first.filter(|first| !counts(first));
        out.open_lists.push(next);
        match &self.markdown.events[at].0 {
            Event::Start(Tag::List(None)) if self.is_task_list(at) => out.task_list(),
            Event::Start(tag) => out.open(tag),
            _ => {}
        }
    }

    /// Opens an item, with its number if that is another than the next of its list.
    pub(super) fn item(&self, at: usize, out: &mut BodyBuilder) {
        let next = out.open_lists.last_mut().and_then(Option::as_mut);
        let unexpected = next.zip(item_number(self.markdown, at)).and_then(|(next, number)| {
            let is_next = *next == number;
            *next = number + 1;
            (!is_next).then_some(number)
        });
        out.item(unexpected);
    }
}

/// Returns the number of the item at this event, as written.
pub(super) fn item_number(markdown: &Markdown<'_>, at: usize) -> Option<u64> {
    let written = markdown.text()[markdown.events[at].1.clone()].trim_start();
    let length = written.bytes().take_while(u8::is_ascii_digit).count();
    written[..length].parse().ok()
}

/// Returns the events that open the items of the list at event `list`.
pub(super) fn items(markdown: &Markdown<'_>, list: usize) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    let events = markdown.events[list..].iter().enumerate();
    let events = events.map_while(move |(index, (event, _))| {
        let is_item = depth == 1 && matches!(event, Event::Start(Tag::Item));
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        (depth > 0).then_some(is_item.then_some(list + index))
    });
    events.flatten()
}

/// Returns true if the numbers of a list are days of a month: `1. Mai`, `1. Juni`.
fn are_days(markdown: &Markdown<'_>, list: usize) -> bool {
    let name = |item: usize| {
        let written = markdown.text()[markdown.events[item].1.clone()].trim_start();
        let text = written.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('.').unwrap_or_default();
        text.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
    };
    markdown.typography.are_ordinal_months(items(markdown, list).map(name))
}

/// Returns true if all items of a list have the number 0 or 1: it counts them itself.
pub(super) fn is_automatic(markdown: &Markdown<'_>, list: usize, first: u64) -> bool {
    first < 2 && items(markdown, list).skip(1).all(|item| item_number(markdown, item) == Some(first))
}
