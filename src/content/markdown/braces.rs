//! `## GNU/{Linux,Hurd}`: braces at the end of a heading that are words, although the library reads them as attributes.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// Returns true for a heading with braces that hold neither an id, nor a class, nor `name=value`, or with a backslash before
/// them. `written` is the heading.
pub(super) fn is_text(tag: &Tag<'_>, written: &str) -> bool {
    let Tag::Heading { id, classes, attrs, .. } = tag else { return false };
    let has_attributes = id.is_some() || !classes.is_empty() || !attrs.is_empty();
    has_attributes && is_escaped(written)
        || id.is_none() && classes.is_empty() && !attrs.is_empty() && attrs.iter().all(|(_, value)| value.is_none())
}

/// Returns true for `## A heading \{#an-id}`.
fn is_escaped(written: &str) -> bool {
    let before = written.rfind('{').map_or("", |open| &written[..open]);
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Turns such braces back into text.
pub(super) fn show<'t>(events: &mut Vec<(Event<'t>, Range<usize>)>, text: &'t str) {
    let mut at = 0;
    while let Some((event, range)) = events.get_mut(at) {
        at += 1;
        let heading = range.clone();
        let Event::Start(tag) = event else { continue };
        if !is_text(tag, &text[heading.clone()]) {
            continue;
        }
        let was_escaped = is_escaped(&text[heading.clone()]);
        if let Tag::Heading { id, classes, attrs, .. } = tag {
            *id = None;
            classes.clear();
            attrs.clear();
        }
        let is_end = |(event, _): &(Event<'_>, Range<usize>)| matches!(event, Event::End(TagEnd::Heading(_)));
        let Some(end) = events[at..].iter().position(is_end).map(|found| at + found) else { return };
        let start = if end == at { heading.start } else { events[end - 1].1.end };
        let written = &text[start..heading.end];
        let (Some(open), Some(close)) = (written.rfind('{'), written.rfind('}')) else { continue };
        let begin = if end == at || written[..open].ends_with('\\') { open } else { 0 };
        if was_escaped && let Some((Event::Text(before), _)) = events.get_mut(end - 1) {
            *before = before.strip_suffix('\\').unwrap_or(before).to_owned().into();
        }
        if let Some(words) = written.get(begin..=close) {
            let range = start + begin..start + close + 1;
            events.insert(end, (Event::Text(CowStr::Borrowed(words)), range));
        }
    }
}
