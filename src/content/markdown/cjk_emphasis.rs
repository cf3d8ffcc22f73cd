//! Emphasis beside Chinese, Japanese and Korean: `**「重要」**吗`, as the CJK-friendly amendments to `CommonMark` have it.
//!
//! `CommonMark` asks for a space or a mark between `」**` and the next word, and these scripts have no spaces. The library
//! knows no amendment. So it gets a text in which a character beside such asterisks is another one of the same length,
//! letter instead of mark or mark instead of letter; in its events, the author's own text takes its place.

use std::ops::Range;

use memchr::memchr2_iter;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::scripts::{is_cjk_mark, is_hangul, is_shared_mark, is_wide};

/// A letter and marks that no letter has: Bamum and Aegean. A text with one of them is left alone.
const LETTER: char = '\u{a6a0}';
const MARK: char = '\u{a6f7}';
const LONG_MARK: char = '\u{10100}';

/// Returns the events of a text with such emphasis, each with its range; `None` if it has none, and the library's own are
/// right.
pub(in crate::content) fn events(text: &str, options: Options) -> Option<Vec<(Event<'_>, Range<usize>)>> {
    let masked = masked(text)?;
    let events = Parser::new_ext(&masked, options).into_offset_iter();
    events.map(|(event, range)| Some((unmasked(event, &masked, text)?, range))).collect()
}

/// Returns the text as the library has to see it; `None` if that is the text itself.
fn masked(text: &str) -> Option<String> {
    let mut masks: Vec<(usize, char, char)> = Vec::new();
    let mut run_end = 0;
    for at in memchr2_iter(b'*', b'~', text.as_bytes()) {
        if at < run_end {
            continue;
        }
        let delimiter = text.as_bytes()[at];
        run_end = at + text.as_bytes()[at..].iter().take_while(|byte| **byte == delimiter).count();
        let is_ascii = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii);
        if !(is_ascii(at.wrapping_sub(1)) && is_ascii(run_end)) {
            masks.extend(masks_beside(text, at..run_end));
        }
    }
    if masks.is_empty() || text.contains([LETTER, MARK, LONG_MARK]) {
        return None;
    }
    // One character may lie between two runs.
    masks.dedup();
    let (mut masked, mut end) = (String::with_capacity(text.len()), 0);
    for (at, c, mask) in masks {
        // If they ask for different things, the first is as good as the other.
        if at >= end {
            masked.push_str(&text[end..at]);
            masked.push(mask);
            end = at + c.len_utf8();
        }
    }
    masked.push_str(&text[end..]);
    Some(masked)
}

/// Returns the characters beside a run of delimiters that the library must see as others: offset, character, mask.
fn masks_beside(text: &str, run: Range<usize>) -> impl Iterator<Item = (usize, char, char)> {
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    let beyond = [text[..run.start].chars().nth_back(1), text[run.end..].chars().nth(1)];
    let starts = [before.map_or(0, |c| run.start - c.len_utf8()), run.end];
    let mask = |this: Option<char>, other: Option<char>, beyond: Option<char>| {
        let this = this.filter(|c| is_cjk(*c))?;
        // Quotes and underscores look at their neighbors, too.
        if matches!(beyond, Some('"' | '\'' | '_')) {
            return None;
        }
        let mask = match (is_cjk_mark(this), other.is_some_and(is_other_mark)) {
            (true, false) => LETTER,
            (false, true) if this.len_utf8() == 3 => MARK,
            (false, true) => LONG_MARK,
            (true, true) | (false, false) => return None,
        };
        (mask.len_utf8() == this.len_utf8()).then_some((this, mask))
    };
    let masks = [mask(before, after, beyond[0]), mask(after, before, beyond[1])];
    masks.into_iter().zip(starts).filter_map(|(mask, at)| mask.map(|(c, mask)| (at, c, mask)))
}

fn is_cjk(c: char) -> bool {
    is_wide(c) || is_hangul(c)
}

/// Returns true for a mark that is not one of Chinese and Japanese alone.
fn is_other_mark(c: char) -> bool {
    c.is_ascii_punctuation() || is_shared_mark(c) || matches!(c, '¡' | '§' | '«' | '¶' | '»' | '¿')
}

/// Returns an event of the masked text with the author's own text; `None` if that cannot be told.
fn unmasked<'t>(event: Event<'_>, masked: &str, text: &'t str) -> Option<Event<'t>> {
    let own = |part: CowStr<'_>| own_text(part, masked, text);
    Some(match event {
        Event::Start(tag) => Event::Start(unmasked_tag(tag, &own)?),
        Event::End(tag) => Event::End(tag),
        Event::Text(part) => Event::Text(own(part)?),
        Event::Code(part) => Event::Code(own(part)?),
        Event::InlineMath(part) => Event::InlineMath(own(part)?),
        Event::DisplayMath(part) => Event::DisplayMath(own(part)?),
        Event::Html(part) => Event::Html(own(part)?),
        Event::InlineHtml(part) => Event::InlineHtml(own(part)?),
        Event::FootnoteReference(part) => Event::FootnoteReference(own(part)?),
        Event::SoftBreak => Event::SoftBreak,
        Event::HardBreak => Event::HardBreak,
        Event::Rule => Event::Rule,
        Event::TaskListMarker(is_done) => Event::TaskListMarker(is_done),
    })
}

fn unmasked_tag<'t>(tag: Tag<'_>, own: &impl Fn(CowStr<'_>) -> Option<CowStr<'t>>) -> Option<Tag<'t>> {
    Some(match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: own(dest_url)?, title: own(title)?, id: own(id)? }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: own(dest_url)?, title: own(title)?, id: own(id)? }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(own(info)?)),
        Tag::FootnoteDefinition(name) => Tag::FootnoteDefinition(own(name)?),
        Tag::Heading { level, id, classes, attrs } => Tag::Heading {
            level,
            id: id.map_or(Some(None), |id| own(id).map(Some))?,
            classes: classes.into_iter().map(own).collect::<Option<_>>()?,
            attrs: attrs
                .into_iter()
                .map(|(name, value)| Some((own(name)?, value.map_or(Some(None), |value| own(value).map(Some))?)))
                .collect::<Option<_>>()?,
        },
        // The others have no text of their own.
        other => {
            let other = other.into_static();
            (!format!("{other:?}").contains([LETTER, MARK, LONG_MARK])).then_some(other)?
        }
    })
}

/// Returns the author's text of a part of the masked text.
fn own_text<'t>(part: CowStr<'_>, masked: &str, text: &'t str) -> Option<CowStr<'t>> {
    if let CowStr::Borrowed(part) = part
        && let Some(start) = (part.as_ptr() as usize).checked_sub(masked.as_ptr() as usize)
        && masked.get(start..start + part.len()) == Some(part)
    {
        return text.get(start..start + part.len()).map(CowStr::Borrowed);
    }
    (!part.contains([LETTER, MARK, LONG_MARK])).then(|| part.into_static())
}

#[cfg(test)]
mod tests {
    use super::{LETTER, LONG_MARK, MARK, masked};

    fn shown(text: &str) -> String {
        let masked = masked(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(masked.len(), text.len());
        masked.replace(LETTER, "L").replace([MARK, LONG_MARK], "M")
    }

    #[test]
    fn only_what_lies_beside_emphasis_is_masked() {
        assert_eq!(shown("**「重要」**吗？"), "**L重要L**吗？");
        assert_eq!(shown("真**(注)**吗"), "M**(注)**M");
        assert_eq!(shown("**(괄호)**이"), "**(괄호)**M");
        assert_eq!(shown("**(注)**。"), "**(注)**。");
        assert_eq!(shown("~~真。~~她"), "~~真L~~她");
        assert_eq!(shown("**b)**𠮷"), "**b)**M");
        assert_eq!(shown("**，**"), "**L**");
        for text in ["", "*", "**a** b", "“**a**”", "**重要**", "**「\"a\"」**", "é * é", "a\u{a6a0}**「」**"]
        {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
