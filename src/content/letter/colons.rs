//! Reports markers without a colon: `**SM**` alone or before a sentence, `Q. …`, `(SM) …`, `[SM] …`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::names::is_acronym;
use super::turn::TurnKind;
use crate::content::ParseOptions;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports a first line that is a marker without its colon: `**SM**`, with the answer below. Initials after an answer are
/// a signature, and no mistake. Returns the span of what it reports.
pub(super) fn check(
    markdown: &Markdown<'_>,
    block: Range<usize>,
    previous: Option<&TurnKind>,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<Span> {
    let (span, diagnostic) = wrong_sign(markdown, block.start, previous, options)
        .or_else(|| alone(markdown, block, previous == Some(&TurnKind::Question), options))?;
    findings.add(span, diagnostic);
    Some(span)
}

/// Returns what is wrong with a paragraph whose first line is a marker without its colon.
fn alone(
    markdown: &Markdown<'_>,
    block: Range<usize>,
    after_question: bool,
    options: &ParseOptions,
) -> Option<(Span, Diagnostic)> {
    let line = markdown.events[block.start + 1..block.end].iter().map(|(event, _)| event);
    let mut words = String::new();
    for event in line.take_while(|event| !matches!(event, Event::SoftBreak | Event::HardBreak)) {
        match event {
            Event::Text(text) => {
                let text = text.trim();
                if words.len() + text.len() > 40 {
                    return None;
                }
                words.push_str(text);
            }
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(_) => {}
            _ => return None,
        }
    }
    let is_answer = || options.initials.contains(&words) || options.markers.answer.contains(&words);
    let opens_answer = after_question && is_answer() && !has_choices(markdown);
    (opens_answer || options.markers.question.contains(&words)).then(|| {
        let diagnostic = Diagnostic::warning(format!("`{words}` is read as plain text: the colon is missing"));
        let diagnostic = diagnostic.help(format!("write `{words}:` and then the text"));
        (markdown.line_span(markdown.events[block.start + 1].1.start), diagnostic)
    })
}

/// Returns what is wrong with a paragraph that begins with a marker and another sign than a colon, or none: `Q. …`,
/// `SM – …`, `Q：…`, `(SM) …`, `[SM] …`, `**SM** …`, `Editor's note – …`, and after a question `A. …`.
fn wrong_sign(
    markdown: &Markdown<'_>,
    paragraph: usize,
    previous: Option<&TurnKind>,
    options: &ParseOptions,
) -> Option<(Span, Diagnostic)> {
    let (event, range) = &markdown.events[paragraph + 1];
    let is_text = matches!(event, Event::Text(_) | Event::Start(Tag::Emphasis | Tag::Strong));
    let text = markdown.text().get(range.start..markdown.events[paragraph].1.end).filter(|_| is_text)?;
    let inside = text.trim_start_matches(['*', '_']);
    let start = ParagraphStart { emphasis: &text[..text.len() - inside.len()], inside, previous, markdown, options };
    let (length, word, reason) = start.in_brackets().or_else(|| start.without_colon())?;
    // `\(SM) …` is plain text on purpose.
    let is_escaped = markdown.text()[..range.start].ends_with('\\');
    let span = Span::new(range.start..range.start + length);
    let message = format!("`{}` is read as plain text: {reason}", &text[..length]);
    (!is_escaped).then(|| (span, Diagnostic::warning(message).help(format!("write `{word}:`"))))
}

/// A wrong marker: its length in bytes, the right word, and the reason that it opens nothing.
type WrongMarker<'o> = (usize, &'o str, &'static str);

/// The beginning of a paragraph.
struct ParagraphStart<'a> {
    /// The asterisks or underscores before its first word.
    emphasis: &'a str,
    /// The text behind them.
    inside: &'a str,
    /// The turn before it.
    previous: Option<&'a TurnKind>,
    markdown: &'a Markdown<'a>,
    options: &'a ParseOptions,
}

impl<'a> ParagraphStart<'a> {
    /// Returns the words that open a question or an answer here.
    fn known(&self) -> impl Iterator<Item = &'a String> {
        let may_be_answer = self.is_after_question() && !has_choices(self.markdown);
        let answers = if may_be_answer { self.options.markers.answer.as_slice() } else { &[] };
        self.options.markers.question.iter().chain(&self.options.initials).chain(answers)
    }

    fn is_after_question(&self) -> bool {
        self.previous == Some(&TurnKind::Question)
    }

    /// Returns a marker in brackets: `(SM) …`, `[SM] …`, `**[SM]** …`, `(Editor's note: …)`.
    fn in_brackets(&self) -> Option<WrongMarker<'a>> {
        let (close, reason) = match self.inside.chars().next()? {
            '(' => (')', "it has parentheses around it"),
            '[' => (']', "it has brackets around it"),
            '{' => ('}', "it has braces around it"),
            _ => return None,
        };
        let words = self.inside[1..].trim_start_matches(['*', '_']);
        let length = |rest: &str| self.emphasis.len() + self.inside.len() - rest.len();
        let whole = self.known().find_map(|word| {
            let rest = words.strip_prefix(word.as_str())?.trim_start_matches(['*', '_']).strip_prefix(close)?;
            let rest = rest.strip_prefix(self.emphasis).unwrap_or(rest);
            let is_apart = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
            is_apart.then(|| (length(rest), word.as_str(), reason))
        });
        whole.or_else(|| {
            let is_note = |word: &&String| {
                let start = words.get(..word.len()).filter(|start| is_same(start, word));
                start.is_some_and(|start| words[start.len()..].starts_with(':'))
            };
            let word = self.options.markers.note.iter().find(is_note)?;
            Some((length(&words[word.len() + 1..]), word, reason))
        })
    }

    /// Returns a marker with another sign than a colon, or with none behind it.
    fn without_colon(&self) -> Option<WrongMarker<'a>> {
        self.known().chain(&self.options.markers.note).find_map(|word| {
            let start = self.inside.get(..word.len());
            let start = start.filter(|start| *start == word || word.len() > 4 && is_same(start, word))?;
            let rest = &self.inside[start.len()..];
            let is_closed = !self.emphasis.is_empty() && rest.starts_with(self.emphasis);
            let rest = if is_closed { &rest[self.emphasis.len()..] } else { rest };
            let sign = rest.trim_start().chars().next()?;
            let after = if ".);：–—-".contains(sign) {
                self.behind_sign(word, rest, sign, is_closed)?
            } else {
                let is_meant = is_closed && self.is_bold_marker(word, rest) || self.is_bare_initials(word, rest);
                is_meant.then_some(rest)?
            };
            let length = self.emphasis.len() + self.inside.len() - after.len();
            Some((length, word.as_str(), "it needs a colon (`:`)"))
        })
    }

    /// Returns what follows a sign after a word if the word is a marker.
    fn behind_sign<'t>(&self, word: &String, rest: &'t str, sign: char, is_closed: bool) -> Option<&'t str> {
        let after = rest.trim_start().strip_prefix(sign)?;
        let after = if is_closed { after } else { after.strip_prefix(self.emphasis).unwrap_or(after) };
        let is_apart = sign == '：' || after.starts_with(char::is_whitespace);
        // `Q. E. D.`
        let is_abbreviation = sign == '.' && after.trim_start().chars().nth(1) == Some('.');
        // `SM -like` and `Q.E.D.` are words.
        let is_sign = is_apart && !is_abbreviation && (rest.starts_with(sign) || after.starts_with(' '));
        // `SM.` alone is a signature.
        let is_signature = after.trim().is_empty() && self.options.initials.contains(word);
        (is_sign && (!is_signature || self.is_after_question())).then_some(after)
    }

    /// Returns true for a marker in emphasis with a sentence behind it: `**SM** Bring …`.
    fn is_bold_marker(&self, word: &String, rest: &str) -> bool {
        let text = rest.trim_start();
        let is_initials = self.options.initials.contains(word);
        let is_sentence = rest.len() > text.len() && text.starts_with(|c: char| !c.is_lowercase());
        is_sentence && !self.options.markers.note.contains(word) && (!is_initials || self.previous.is_some())
    }

    /// Returns true for initials before the first sentence of an answer: `SM Bring …`. Nothing but a capital tells it,
    /// so they must be nothing else, and open nothing elsewhere.
    fn is_bare_initials(&self, word: &String, rest: &str) -> bool {
        let mut letters = rest.chars();
        let is_sentence = letters.next() == Some(' ')
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase);
        is_sentence
            && self.emphasis.is_empty()
            && self.is_after_question()
            && word.len() > 1
            && self.options.initials.contains(word)
            && !is_acronym(word, self.options)
            && !self.markdown.text().contains(&format!("\n{word}:"))
    }
}

/// Returns true if two markers are the same but for their case.
fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// Returns true if a paragraph begins with `B.`, `B)`, `(B)`, `[B]` or `**B`, so that `A.` is the first of several choices.
fn has_choices(markdown: &Markdown<'_>) -> bool {
    let starts = markdown.blocks.iter().map(|block| &markdown.text()[markdown.events[block.start].1.start..]);
    starts.into_iter().any(|text| ["B.", "B)", "(B)", "[B]", "**B"].iter().any(|choice| text.starts_with(choice)))
}
