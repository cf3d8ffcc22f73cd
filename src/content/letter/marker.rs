//! Markers: the words that open a turn, at the start of a paragraph.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::speakers::Speakers;
use super::turn::TurnKind;
use crate::content::markdown::{Markdown, is_invisible};
use crate::content::{ParseOptions, date};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Returns true if the words are in the list. Their case matters only for a single letter.
pub(super) fn is_one_of(words: &str, list: &[String]) -> bool {
    let is_same = |known: &String| match known.chars().count() {
        1 => known == words,
        _ => known.to_lowercase() == words.to_lowercase(),
    };
    list.iter().any(is_same)
}

/// Returns true for words that open a turn whatever precedes them.
pub(super) fn is_known(words: &str, options: &ParseOptions) -> bool {
    let markers = &options.markers;
    let day = words.find('(').unwrap_or(words.len());
    is_one_of(words, &markers.question)
        || answerer_with(words, options).is_some()
        || is_one_of(words, &markers.note)
        || is_one_of(words[..day].trim(), &markers.update)
}

/// Returns true for a word for an answer, such as `A`.
pub(super) fn is_answer_word(words: &str, options: &ParseOptions) -> bool {
    is_one_of(words, &options.markers.answer)
}

/// Returns the help for words that are no marker on purpose.
pub(super) fn plain_text(words: &str) -> String {
    format!("or, to keep it as plain text, write `{words}\\:`")
}

/// Returns the initials that these words are: a columnist's or a guest's.
fn answerer_with<'o>(words: &str, options: &'o ParseOptions) -> Option<&'o str> {
    let is_meant = |initials: &&String| initials.chars().map(plain).eq(words.chars());
    let drafts = options.columnists.iter().filter(|columnist| columnist.is_draft).map(|draft| &draft.initials);
    options.initials.iter().chain(drafts).find(is_meant).map(String::as_str)
}

/// A possible marker: the words before the first colon of a paragraph or line.
pub(super) struct Marker {
    /// The words, with plain spaces and apostrophes.
    pub(super) words: String,
    /// The span from the first word to the colon.
    pub(super) span: Span,
    /// The events that hold it.
    events: Range<usize>,
    /// The length of its part of the last event, with the colon, in bytes.
    bytes: usize,
}

/// The length of the longest marker, in bytes: some more than that of `Update (2026-09-01)`.
pub(super) const MAX_LENGTH: usize = 40;

/// The number of events in which a colon is looked for: enough for a few words with emphasis, and a bound for a row of a
/// thousand asterisks.
const MAX_EVENTS: usize = 32;

impl Marker {
    /// Returns the possible marker at the start of these events.
    pub(super) fn at_start(markdown: &Markdown<'_>, events: Range<usize>) -> Option<Self> {
        let (last, colon) = colon(markdown, events.clone())?;
        let events = events.start..last + 1;
        let mut words = String::new();
        for at in events.clone() {
            if words.len() > MAX_LENGTH {
                return None;
            }
            if let Event::Text(text) = &markdown.events[at].0 {
                let text = if at == last { &text[..colon] } else { text };
                words.extend(text.chars().filter(|c| !is_invisible(*c)).map(plain));
            }
        }
        let words = words.trim();
        let start = markdown.events[events.end - 1].1.start;
        // `Q\:` is plain text: one event ends before the backslash, and the next begins with the colon.
        let escaped = colon == 0 && markdown.text()[..start].ends_with('\\');
        let span = Span::new(markdown.events[events.start].1.start..start + colon + 1);
        let marker = Self { words: words.to_owned(), span, events, bytes: colon + 1 };
        (!escaped && !words.is_empty()).then_some(marker)
    }

    /// Returns true if a space or the end of the line follows its colon. `Genesis:1` is no marker.
    pub(super) fn is_apart(&self, markdown: &Markdown<'_>) -> bool {
        let after = &markdown.text()[self.span.range().end..];
        after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))
    }

    /// Returns true if nothing follows it but a title in emphasis or a link: `Ada Quill: **The Case for Quiet**`.
    pub(super) fn is_before_title(&self, markdown: &Markdown<'_>) -> bool {
        let after = markdown.text()[self.span.range().end..].trim_start_matches(' ');
        let text = after.split("\n\n").next().unwrap_or_default().trim_end();
        [("*", "*"), ("_", "_"), ("[", ")")].iter().any(|(open, close)| text.starts_with(open) && text.ends_with(close))
    }

    /// Returns true if it is a word for an answer, such as `A`, which opens one only directly after a question.
    pub(super) fn is_answer_word(&self, options: &ParseOptions) -> bool {
        is_answer_word(&self.words, options)
    }

    /// Returns the kind of turn that it opens; `None` if it is not a marker. `previous` is the turn before it.
    pub(super) fn kind(
        &self,
        previous: Option<&TurnKind>,
        speakers: &Speakers<'_>,
        findings: &mut Findings,
    ) -> Option<TurnKind> {
        let options = speakers.options;
        let markers = &options.markers;
        if is_one_of(&self.words, &markers.question) {
            return Some(TurnKind::Question);
        }
        if let Some(initials) = answerer_with(&self.words, options) {
            return Some(TurnKind::Answer(initials.to_owned()));
        }
        if self.is_answer_word(options) && previous == Some(&TurnKind::Question) {
            return Some(TurnKind::Answer(self.answerer(speakers, findings)));
        }
        if is_one_of(&self.words, &markers.note) {
            return Some(TurnKind::Note);
        }
        self.update(options, findings)
    }

    /// Returns the initials that `A:` stands for, directly after a question. Reports a mistake if it may be anyone.
    fn answerer(&self, speakers: &Speakers<'_>, findings: &mut Findings) -> String {
        if let Some(one) = speakers.answerer() {
            return one.to_owned();
        }
        let message = format!("`{}:` does not say which columnist answers", self.words);
        let diagnostic = Diagnostic::error(message);
        let diagnostic = match speakers.options.initials.as_slice() {
            [] => diagnostic.help(
                "there is no columnist in `content/people/` yet: make one with `callslip new person \"Your Name\"`",
            ),
            all if speakers.answered_by.is_empty() => diagnostic
                .help(format!("write `{}:`", all.join(":`, or `")))
                .help(format!("or, for all such letters, add a line `answered_by: {}` to `column.yaml`", all[0])),
            all => diagnostic.help(format!("write `{}:`", all.join(":`, or `"))),
        };
        findings.add(self.span, diagnostic);
        String::new()
    }

    /// Reads `Update:` or `Update (2026-09-01):`.
    fn update(&self, options: &ParseOptions, findings: &mut Findings) -> Option<TurnKind> {
        let (word, day) = self.words.split_once('(').unwrap_or((&self.words, ""));
        if !is_one_of(word.trim(), &options.markers.update) {
            return None;
        }
        let day = day.trim_end_matches(')').trim();
        if day.is_empty() {
            return Some(TurnKind::Update(None));
        }
        match date::parse(day, &options.timezone) {
            Ok(when) => Some(TurnKind::Update(Some(when))),
            Err(diagnostic) => {
                findings.add(self.span, diagnostic);
                Some(TurnKind::Note)
            }
        }
    }

    /// Removes the marker from its events, with emphasis that held nothing else. Returns the anchor that the author chose,
    /// if one follows: `{#my-id}`.
    pub(super) fn remove(&self, markdown: &mut Markdown<'_>) -> Option<(String, Span)> {
        let last = self.events.end - 1;
        for at in self.events.clone() {
            if let Event::Text(text) = &mut markdown.events[at].0 {
                remove_before(text, if at == last { self.bytes } else { text.len() });
            }
        }
        while let Some((open, close)) = empty_emphasis(markdown, self.events.start) {
            markdown.events[open].0 = empty();
            markdown.events[close].0 = empty();
        }
        trim_start(markdown, self.events.start);
        let anchor = take_anchor(markdown, self.events.start);
        if anchor.is_some() {
            trim_start(markdown, self.events.start);
        }
        anchor
    }
}

/// Returns the first colon that may end a marker: the index of its event, and the byte in that event's text.
fn colon(markdown: &Markdown<'_>, events: Range<usize>) -> Option<(usize, usize)> {
    // The first colon of `Update (2026-09-01 10:30):` does not end the marker.
    let mut in_parentheses = false;
    for at in events.take(MAX_EVENTS) {
        match &markdown.events[at].0 {
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            Event::Text(text) => {
                let text: &str = text;
                // Only the start of a long text is searched: a marker is short.
                let near = &text[..text.floor_char_boundary(MAX_LENGTH + 1)];
                let is_long = near.len() < text.len();
                // This is the case of nearly every paragraph.
                if is_long && memchr::memchr(b':', near.as_bytes()).is_none() {
                    return None;
                }
                let colon = near.find(|c| {
                    in_parentheses = (in_parentheses || c == '(') && c != ')';
                    c == ':' && !in_parentheses
                });
                match colon {
                    // `IO::Socket` is the name of a module.
                    Some(colon) if near[colon..].starts_with("::") => return None,
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

/// Returns the plain form of a character: a space for a no-break space, a straight apostrophe for a curly one.
pub(super) fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// An event that writes nothing.
fn empty() -> Event<'static> {
    Event::Text(CowStr::Borrowed(""))
}

/// Returns the events that open and close emphasis in which nothing is left: `**Q:** …` without its marker.
fn empty_emphasis(markdown: &Markdown<'_>, start: usize) -> Option<(usize, usize)> {
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

/// Removes line breaks and space between the marker and the text of the turn.
fn trim_start(markdown: &mut Markdown<'_>, start: usize) {
    for (event, _) in &mut markdown.events[start..] {
        match event {
            Event::Text(text) if !text.trim().is_empty() => {
                remove_before(text, text.len() - text.trim_start().len());
                return;
            }
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => *event = empty(),
            Event::Start(Tag::Emphasis | Tag::Strong) => {}
            _ => return,
        }
    }
}

/// Removes `{#my-id}` from the start of the turn, and returns it.
fn take_anchor(markdown: &mut Markdown<'_>, start: usize) -> Option<(String, Span)> {
    let is_content = |event: &Event<'_>| match event {
        Event::Text(text) => !text.is_empty(),
        event => !matches!(event, Event::Start(Tag::Emphasis | Tag::Strong)),
    };
    let at = (start..markdown.events.len()).find(|at| is_content(&markdown.events[*at].0))?;
    let Event::Text(text) = &markdown.events[at].0 else { return None };
    let (id, rest) = text.strip_prefix("{#")?.split_once('}')?;
    let (id, start) = (id.trim().to_owned(), text.len() - rest.len());
    let span = markdown.span(at);
    if let Event::Text(text) = &mut markdown.events[at].0 {
        remove_before(text, start);
    }
    Some((id, span))
}

/// Removes the bytes of a text before `start`.
fn remove_before(text: &mut CowStr<'_>, start: usize) {
    *text = match &*text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[start..]),
        text => text[start..].to_owned().into(),
    };
}
