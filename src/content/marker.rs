//! Markers: the few words that open a turn, at the start of a paragraph.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::markdown::Markdown;
use super::turns::TurnKind;
use super::{ParseOptions, date};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// A single letter counts as it is written; a word in any case.
fn is_one_of(words: &str, list: &[String]) -> bool {
    list.iter().any(|known| if known.chars().count() == 1 { known == words } else { same_word(known, words) })
}

fn same_word(known: &str, words: &str) -> bool {
    known.to_lowercase() == words.to_lowercase()
}

/// What might be a marker: the words before the first colon of a line.
pub(super) struct Mark {
    /// The words, with plain spaces and apostrophes.
    pub(super) words: String,
    /// From the first word to the colon.
    pub(super) span: Span,
    /// The events that hold it, and in the last of them the bytes up to and with the colon.
    events: Range<usize>,
    bytes: usize,
}

/// No marker is longer than `Update (2026-09-01)` by much.
const LONGEST_MARK: usize = 40;

/// A few words, each between its emphasis; a row of a thousand asterisks is not looked through.
const MOST_EVENTS: usize = 32;

impl Mark {
    /// The mark at the start of a paragraph's events, if there is one.
    pub(super) fn at(markdown: &Markdown<'_>, events: Range<usize>) -> Option<Self> {
        let (last, colon) = colon(markdown, events.clone())?;
        let events = events.start..last + 1;
        let mut words = String::new();
        for at in events.clone() {
            if words.len() > LONGEST_MARK {
                return None;
            }
            if let Event::Text(text) = &markdown.events[at].0 {
                let text = if at == last { &text[..colon] } else { text };
                words.extend(text.chars().filter(|c| !is_unseen(*c)).map(plain));
            }
        }
        let words = words.trim();
        let start = markdown.events[events.end - 1].1.start;
        // `Q\:` is plain text: the backslash ends one text, and the colon opens the next.
        let escaped = colon == 0 && markdown.text()[..start].ends_with('\\');
        let span = Span::new(markdown.events[events.start].1.start..start + colon + 1);
        let mark = Self { words: words.to_owned(), span, events, bytes: colon + 1 };
        (!escaped && !words.is_empty()).then_some(mark)
    }

    /// Whether it is a marker wherever it stands: a question's, a columnist's, an editor's.
    pub(super) fn is_known(&self, options: &ParseOptions) -> bool {
        let markers = &options.markers;
        let day = self.words.find('(').unwrap_or(self.words.len());
        is_one_of(&self.words, &markers.question)
            || options.initials.contains(&self.words)
            || is_one_of(&self.words, &markers.note)
            || is_one_of(self.words[..day].trim(), &markers.update)
    }

    /// What it opens; none when it is no marker. `previous` is the turn before it.
    pub(super) fn opens(
        &self,
        previous: Option<&TurnKind>,
        answered_by: &[String],
        options: &ParseOptions,
        findings: &mut Findings,
    ) -> Option<TurnKind> {
        let markers = &options.markers;
        if is_one_of(&self.words, &markers.question) {
            return Some(TurnKind::Question);
        }
        let written = |initials: &&String| initials.chars().map(plain).eq(self.words.chars());
        if let Some(initials) = options.initials.iter().find(written) {
            return Some(TurnKind::Answer(initials.clone()));
        }
        if is_one_of(&self.words, &markers.answer) && previous == Some(&TurnKind::Question) {
            return Some(TurnKind::Answer(self.answerer(answered_by, options, findings)));
        }
        if is_one_of(&self.words, &markers.note) {
            return Some(TurnKind::Note);
        }
        self.update(options, findings)
    }

    /// `A:` is enough directly after a question, where there is no doubt who answers.
    fn answerer(&self, answered_by: &[String], options: &ParseOptions, findings: &mut Findings) -> String {
        match (answered_by, options.initials.as_slice()) {
            ([one], _) | ([], [one]) => one.clone(),
            (_, all) => {
                let message = format!("`{}:` does not say which of the columnists answers", self.words);
                let help = match all {
                    [] => "there is no file in `content/people/` yet: make one with `callslip new person`".to_owned(),
                    all => format!("write `{}:`", all.join(":`, or `")),
                };
                findings.add(self.span, Diagnostic::error(message).help(help));
                String::new()
            }
        }
    }

    /// `Update (2026-09-01)`
    fn update(&self, options: &ParseOptions, findings: &mut Findings) -> Option<TurnKind> {
        let (word, day) = self.words.split_once('(').unwrap_or((&self.words, ""));
        if !is_one_of(word.trim(), &options.markers.update) {
            return None;
        }
        let day = day.trim_end_matches(')').trim();
        if day.is_empty() {
            let diagnostic = Diagnostic::error("this update does not say when it was written");
            findings.add(self.span, diagnostic.help(format!("write the day: `{} (2026-09-01):`", word.trim())));
            return Some(TurnKind::Note);
        }
        match date::parse(day, &options.timezone) {
            Ok(when) => Some(TurnKind::Update(when)),
            Err(diagnostic) => {
                findings.add(self.span, diagnostic);
                Some(TurnKind::Note)
            }
        }
    }

    /// Takes the marker out of its events; emphasis that held nothing else goes with it. What follows may fix the
    /// turn's anchor: `{#my-id}`.
    pub(super) fn cut(&self, markdown: &mut Markdown<'_>) -> Option<(String, Span)> {
        let last = self.events.end - 1;
        for at in self.events.clone() {
            if let Event::Text(text) = &mut markdown.events[at].0 {
                cut_to(text, if at == last { self.bytes } else { text.len() });
            }
        }
        while let Some((open, close)) = emptied(markdown, self.events.start) {
            markdown.events[open].0 = nothing();
            markdown.events[close].0 = nothing();
        }
        trim(markdown, self.events.start);
        let anchor = anchor(markdown, self.events.start);
        if anchor.is_some() {
            trim(markdown, self.events.start);
        }
        anchor
    }
}

/// The first colon that may end a marker: the event that holds it, and the byte in that.
fn colon(markdown: &Markdown<'_>, events: Range<usize>) -> Option<(usize, usize)> {
    // `Update (2026-09-01 10:30):` has a colon that is not the marker's.
    let mut bracketed = false;
    for at in events.take(MOST_EVENTS) {
        match &markdown.events[at].0 {
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            Event::Text(text) => {
                let text: &str = text;
                // A long text is not looked through: a marker is short.
                let near = &text[..text.floor_char_boundary(LONGEST_MARK + 1)];
                let is_long = near.len() < text.len();
                // Nearly every paragraph.
                if is_long && !near.contains(':') {
                    return None;
                }
                let colon = near.find(|c| {
                    bracketed = (bracketed || c == '(') && c != ')';
                    c == ':' && !bracketed
                });
                match colon {
                    Some(colon) => return Some((at, colon)),
                    None if is_long => return None,
                    None => {}
                }
            }
            _ => return None,
        }
    }
    None
}

/// Characters without width, which come along when text is copied from a page.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A no-break space or a curly apostrophe makes no difference.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn nothing() -> Event<'static> {
    Event::Text(CowStr::Borrowed(""))
}

/// Emphasis that was opened before the marker and is closed right after it, with nothing left in it: `**Q:** …`.
fn emptied(markdown: &Markdown<'_>, start: usize) -> Option<(usize, usize)> {
    let mut open = None;
    for (at, (event, _)) in markdown.events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) => open = Some(at),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => return open.map(|open| (open, at)),
            Event::Text(text) if text.is_empty() => {}
            _ => return None,
        }
    }
    None
}

/// What follows the marker begins the turn: no line break, no space before it.
fn trim(markdown: &mut Markdown<'_>, start: usize) {
    for (event, _) in &mut markdown.events[start..] {
        match event {
            Event::Text(text) if !text.trim().is_empty() => {
                cut_to(text, text.len() - text.trim_start().len());
                return;
            }
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => *event = nothing(),
            Event::Start(Tag::Emphasis | Tag::Strong) => {}
            _ => return,
        }
    }
}

/// `{#my-id}` at the start of the turn, taken out.
fn anchor(markdown: &mut Markdown<'_>, start: usize) -> Option<(String, Span)> {
    let filled = |event: &Event<'_>| match event {
        Event::Text(text) => !text.is_empty(),
        event => !matches!(event, Event::Start(Tag::Emphasis | Tag::Strong)),
    };
    let at = (start..markdown.events.len()).find(|at| filled(&markdown.events[*at].0))?;
    let Event::Text(text) = &markdown.events[at].0 else { return None };
    let (id, rest) = text.strip_prefix("{#")?.split_once('}')?;
    let (id, start) = (id.trim().to_owned(), text.len() - rest.len());
    let span = markdown.span(at);
    if let Event::Text(text) = &mut markdown.events[at].0 {
        cut_to(text, start);
    }
    Some((id, span))
}

/// Takes away what stands before byte `start`.
fn cut_to(text: &mut CowStr<'_>, start: usize) {
    *text = match &*text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[start..]),
        text => text[start..].to_owned().into(),
    };
}
