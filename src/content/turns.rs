//! A letter's text in turns: `Q:` opens a question, a columnist's initials open an answer.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::markdown::{Body, Markdown};
use super::{ParseOptions, When, date};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// One question, answer, note or update.
#[derive(Debug, Clone)]
pub struct Turn {
    /// What it is, and whose.
    pub kind: TurnKind,
    /// Its anchor on the page.
    pub anchor: String,
    /// The number of the question it is, or follows; from 1.
    pub number: usize,
    /// Its text.
    pub body: Body,
}

/// What a turn is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TurnKind {
    /// The asker's words.
    Question,
    /// A columnist's words, by initials.
    Answer(String),
    /// The editor's words.
    Note,
    /// What became of it.
    Update(When),
}

/// A turn that has been found but not yet written: its marker and its blocks.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) kind: TurnKind,
    /// Where the marker stands.
    pub(super) span: Span,
    pub(super) blocks: Vec<Range<usize>>,
}

/// The blocks before the first marker, and the turns.
pub(super) struct Split {
    pub(super) introduction: Vec<Range<usize>>,
    pub(super) turns: Vec<Opened>,
}

/// Splits a text at its markers, and cuts the markers out of its events.
///
/// A marker stands at the start of a top-level paragraph; emphasis may wrap it. Everything up to the next one belongs
/// to its turn.
pub(super) fn split(
    markdown: &mut Markdown<'_>,
    answered_by: &[String],
    options: &ParseOptions,
    findings: &mut Findings,
) -> Split {
    let mut split = Split { introduction: Vec::new(), turns: Vec::new() };
    for block in markdown.blocks() {
        if let Some(mark) = mark(markdown, block.clone()) {
            let previous = split.turns.last().map(|turn| &turn.kind);
            if let Some(kind) = kind(&mark, previous, answered_by, options, findings) {
                let span = mark.span;
                cut(markdown, &mark);
                split.turns.push(Opened { kind, span, blocks: Vec::new() });
            }
        }
        match split.turns.last_mut() {
            Some(turn) => turn.blocks.push(block),
            None => split.introduction.push(block),
        }
    }
    check_answered(&split.turns, findings);
    split
}

/// What might be a marker: the words before the first colon of a paragraph.
struct Mark {
    /// The words, with plain spaces and apostrophes.
    words: String,
    /// From the first word to the colon.
    span: Span,
    /// The events that hold it, and in the last of them the bytes up to and with the colon.
    events: Range<usize>,
    bytes: usize,
}

/// No marker is longer than `Update (2026-09-01)` by much.
const LONGEST_MARK: usize = 40;

fn mark(markdown: &Markdown<'_>, block: Range<usize>) -> Option<Mark> {
    if !matches!(markdown.events[block.start].0, Event::Start(Tag::Paragraph)) {
        return None;
    }
    let mut words = String::new();
    for at in block.start + 1..block.end {
        match &markdown.events[at].0 {
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(_) => {}
            Event::Text(text) => {
                let colon = text.find(':');
                let part = &text[..colon.unwrap_or(text.len())];
                words.extend(part.chars().map(plain));
                let start = markdown.events[at].1.start;
                if let Some(colon) = colon {
                    // `Q\:` is plain text: the backslash ends one text, and the colon opens the next.
                    let escaped = colon == 0 && markdown.text()[..start].ends_with('\\');
                    let words = words.trim().to_owned();
                    let first = markdown.events[block.start + 1].1.start;
                    let span = Span::new(first..start + colon + 1);
                    let mark = Mark { words, span, events: block.start + 1..at + 1, bytes: colon + 1 };
                    return (!escaped && !mark.words.is_empty()).then_some(mark);
                }
            }
            _ => return None,
        }
        if words.len() > LONGEST_MARK {
            return None;
        }
    }
    None
}

/// A no-break space or a curly apostrophe makes no difference.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn kind(
    mark: &Mark,
    previous: Option<&TurnKind>,
    answered_by: &[String],
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<TurnKind> {
    let words = mark.words.as_str();
    if words == "Q" || words.eq_ignore_ascii_case("question") {
        return Some(TurnKind::Question);
    }
    if options.initials.iter().any(|initials| initials == words) {
        return Some(TurnKind::Answer(words.to_owned()));
    }
    if words == "A" || words.eq_ignore_ascii_case("answer") {
        return answerer(previous, answered_by, options).map(TurnKind::Answer);
    }
    if words.eq_ignore_ascii_case("editor's note") || words.eq_ignore_ascii_case("editors' note") {
        return Some(TurnKind::Note);
    }
    update(mark, options, findings)
}

/// `A:` is enough directly after a question where there is no doubt who answers.
fn answerer(previous: Option<&TurnKind>, answered_by: &[String], options: &ParseOptions) -> Option<String> {
    let only = |names: &[String]| if let [one] = names { Some(one.clone()) } else { None };
    match previous {
        Some(TurnKind::Question) => only(answered_by).or_else(|| only(&options.initials)),
        _ => None,
    }
}

/// `Update (2026-09-01)`
fn update(mark: &Mark, options: &ParseOptions, findings: &mut Findings) -> Option<TurnKind> {
    let rest = mark.words.strip_prefix("Update").or_else(|| mark.words.strip_prefix("UPDATE"))?.trim();
    let day = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest).trim();
    if day.is_empty() {
        let diagnostic = Diagnostic::error("this update does not say when it was written");
        findings.add(mark.span, diagnostic.help("write the day: `Update (2026-09-01):`"));
        return Some(TurnKind::Note);
    }
    if !day.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with('(') {
        return None;
    }
    match date::parse(day, &options.timezone) {
        Ok(when) => Some(TurnKind::Update(when)),
        Err(diagnostic) => {
            findings.add(mark.span, diagnostic);
            Some(TurnKind::Note)
        }
    }
}

/// Takes the marker out of its events; emphasis that held nothing else goes with it.
fn cut(markdown: &mut Markdown<'_>, mark: &Mark) {
    let nothing = || Event::Text(CowStr::Borrowed(""));
    let last = mark.events.end - 1;
    for at in mark.events.clone() {
        if let Event::Text(text) = &markdown.events[at].0 {
            let rest = if at == last { text[mark.bytes..].trim_start().to_owned() } else { String::new() };
            markdown.events[at].0 = Event::Text(rest.into());
        }
    }
    let is_empty = |event: &Event<'_>| matches!(event, Event::Text(text) if text.is_empty());
    // `**Q:** …`: opened before the words and closed right after them.
    loop {
        let region = mark.events.start..(last + 3).min(markdown.events.len());
        let mut open = None;
        let mut pair = None;
        for at in region {
            match &markdown.events[at].0 {
                Event::Start(Tag::Emphasis | Tag::Strong) => open = Some(at),
                Event::End(pulldown_cmark::TagEnd::Emphasis | pulldown_cmark::TagEnd::Strong) => {
                    pair = open.map(|open| (open, at));
                    break;
                }
                event if is_empty(event) => {}
                _ => break,
            }
        }
        let Some((open, close)) = pair else { break };
        markdown.events[open].0 = nothing();
        markdown.events[close].0 = nothing();
    }
    trim_after(markdown, mark.events.start);
}

/// What follows the marker on the next line begins the turn: no line break, no space before it.
fn trim_after(markdown: &mut Markdown<'_>, start: usize) {
    for at in start..markdown.events.len() {
        match &markdown.events[at].0 {
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Text(text) => {
                let trimmed = text.trim_start().to_owned();
                markdown.events[at].0 = Event::Text(trimmed.into());
                return;
            }
            Event::SoftBreak | Event::HardBreak => {}
            _ => return,
        }
        markdown.events[at].0 = Event::Text(CowStr::Borrowed(""));
    }
}

/// Every question is answered, or answered together with the next.
fn check_answered(turns: &[Opened], findings: &mut Findings) {
    let after_last_answer =
        turns.iter().rposition(|turn| matches!(turn.kind, TurnKind::Answer(_))).map_or(0, |at| at + 1);
    for turn in turns[after_last_answer..].iter().filter(|turn| turn.kind == TurnKind::Question) {
        let diagnostic = Diagnostic::error("this question has no answer")
            .help("begin the answer, in a new paragraph, with your initials and a colon")
            .help("or add `draft: yes` above until it is written");
        findings.add(turn.span, diagnostic);
    }
}
