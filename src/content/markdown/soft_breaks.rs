//! The ends of lines within a paragraph: a space to the reader, but nothing between characters of scripts without
//! spaces (CSS Text Level 4, "Segment Break Transformation Rules").

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::scripts::{is_shared_mark, is_wide};

/// Returns true if the line end at this event is nothing to the reader.
pub(super) fn joins_lines(events: &[(Event<'_>, Range<usize>)], at: usize) -> bool {
    let Some(before) = char_before(&events[..at]) else { return false };
    if before.is_ascii() {
        return false;
    }
    let Some(after) = char_after(&events[at + 1..]) else { return false };
    let is_joined = |one, other| is_wide(one) && (is_wide(other) || is_shared_mark(other));
    is_joined(before, after) || is_joined(after, before)
}

/// Returns the last character that is read before the end of these events.
fn char_before(events: &[(Event<'_>, Range<usize>)]) -> Option<char> {
    events.iter().rev().find_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) if text.is_empty() => None,
        Event::Text(text) | Event::Code(text) => Some(text.chars().next_back()),
        Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
        | Event::FootnoteReference(_) => None,
        _ => Some(None),
    })?
}

/// Returns the first character that is read in these events.
fn char_after(events: &[(Event<'_>, Range<usize>)]) -> Option<char> {
    events.iter().find_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) if text.is_empty() => None,
        Event::Text(text) | Event::Code(text) => Some(text.chars().next()),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => None,
        _ => Some(None),
    })?
}
