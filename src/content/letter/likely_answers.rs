//! Finds where an answer probably begins although no marker opens it there: at `Dear Sleepless,`, at `SM:` within a line.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Tag};

use super::marker::{is_answer_word, is_one_of};
use super::salutation::salutation_word;
use super::speakers::Speakers;
use super::variants::Role;
use crate::content::markdown::Markdown;
use crate::diagnostics::Span;

/// A place where an answer probably begins.
pub(super) struct LikelyAnswer {
    pub(super) span: Span,
    pub(super) sign: AnswerSign,
    /// The index of its block in the text.
    pub(super) block: usize,
}

/// The reason to expect an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerSign {
    /// `Dear Sleepless,`, to the asker.
    ToAsker,
    /// `Dear Reader,`, which may be to anyone.
    Salutation,
    /// `SM:` behind a sentence.
    WithinLine,
    /// A wrong marker, which has been reported itself.
    Reported,
}

/// The longest salutation, in bytes.
const MAX_SALUTATION: usize = 60;

/// Returns the salutation at the start of the paragraph at event `paragraph`, if it is not to a columnist.
pub(super) fn salutation(
    markdown: &Markdown<'_>,
    paragraph: usize,
    speakers: &Speakers<'_>,
) -> Option<(Span, AnswerSign)> {
    let range = markdown.events[paragraph].1.clone();
    let text = markdown.text()[range.clone()].trim_start_matches(['*', '_']);
    let start = range.end - text.len();
    let near = &text[..text.floor_char_boundary(MAX_SALUTATION)];
    let (word, rest) = salutation_word(near)?;
    let length = rest.find([',', ':', '!', ';', '\n', '–', '—', '*', '_'])?;
    let name = rest[..length].trim();
    let span = Span::new(start..start + word.len() + 1 + length + usize::from(!rest[length..].starts_with('\n')));
    let is_short = !name.is_empty() && name.split(' ').count() < 6 && !name.contains('.');
    if speakers.is_asker(name) {
        return Some((span, AnswerSign::ToAsker));
    }
    let may_be_asker = is_short && word == "Dear" && speakers.marker_of(name).is_none();
    may_be_asker.then_some((span, AnswerSign::Salutation))
}

/// Returns the markers behind a sentence within a line of a paragraph: `AQ: Bring cookies. SM: And a note.`
pub(super) fn within_lines<'t>(
    markdown: &Markdown<'t>,
    start: usize,
    speakers: &Speakers<'_>,
) -> Vec<(LikelyAnswer, &'t str)> {
    let text = markdown.text();
    let colons = memchr_iter(b':', &text.as_bytes()[start..]).map(|at| start + at);
    colons.filter_map(|colon| within_line(markdown, start..colon, speakers)).collect()
}

fn within_line<'t>(
    markdown: &Markdown<'t>,
    before: Range<usize>,
    speakers: &Speakers<'_>,
) -> Option<(LikelyAnswer, &'t str)> {
    let (text, colon) = (markdown.text(), before.end);
    let after = &text[colon + 1..];
    let sentence = after.trim_start_matches(['*', '_', ' ']);
    let begins_sentence = sentence.len() < after.len() && sentence.starts_with(|c: char| !c.is_lowercase());
    if !begins_sentence || sentence.starts_with('\n') {
        return None;
    }
    let written = text[before].trim_end_matches(['*', '_']);
    let markers = &speakers.options.markers;
    let known = speakers.options.initials.iter().chain(&markers.question).chain(&markers.answer);
    let words = known.filter(|words| written.ends_with(words.as_str())).max_by_key(|words| words.len())?;
    let above = written[..written.len() - words.len()].trim_end_matches(['*', '_']);
    let ended = above.trim_end_matches(' ');
    let is_behind_sentence =
        ended.len() < above.len() && ended.ends_with(['.', '?', '!', '…', '”', '"', '’', ')', '»']);
    let word = colon - (text[..colon].len() - text[..colon].trim_end_matches(['*', '_']).len()) - words.len();
    let start_of = |block: &Range<usize>| markdown.events[block.start].1.start;
    let block = markdown.blocks.partition_point(|block| start_of(block) <= word).checked_sub(1)?;
    let is_paragraph = matches!(markdown.events[markdown.blocks[block].start].0, Event::Start(Tag::Paragraph));
    let span = Span::new(word..colon + 1);
    (is_behind_sentence && is_paragraph && markdown.is_text(word))
        .then(|| (LikelyAnswer { span, sign: AnswerSign::WithinLine, block }, &text[word..word + words.len()]))
}

/// The longest heading that is a marker, in bytes.
const MAX_HEADING: usize = 60;

/// Returns the part that the heading of a block opens in its author's mind: `## Question`, `## Answer 2`, `## SM`.
pub(super) fn heading(markdown: &Markdown<'_>, block: Range<usize>, speakers: &Speakers<'_>) -> Option<Role> {
    if markdown.events[block.start].1.len() > MAX_HEADING {
        return None;
    }
    let plain = markdown.plain(block);
    let words = plain.trim().trim_end_matches(['.', '?']).trim();
    let unnumbered = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#'));
    let is_answer = || is_answer_word(unnumbered, speakers.options) || speakers.initials().contains(&words);
    if is_one_of(unnumbered, &speakers.options.markers.question) {
        Some(Role::Asker)
    } else {
        is_answer().then_some(Role::Answerer)
    }
}
