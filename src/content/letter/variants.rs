//! Reports the marker of a known speaker that is written otherwise: `SM (Sol):`, `SM and AQ:`, `Sol replies:`, `Reader:`.

use super::marker::{MAX_LENGTH, Marker, is_answer_word, is_known, plain_text};
use super::speakers::Speakers;
use crate::content::ParseOptions;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Words after a name or initials that say no more than a marker does.
const VERBS: [&str; 11] =
    ["adds", "again", "answer", "answers", "replies", "reply", "responds", "response", "says", "writes", "wrote"];

/// Words for the one who asks, in small letters.
const ASKERS: [&str; 6] = ["asker", "letter writer", "letter-writer", "questioner", "reader", "user"];

/// Words for the one who answers, in small letters.
const ANSWERERS: [&str; 7] = ["assistant", "chatgpt", "columnist", "my answer", "our answer", "reply", "response"];

/// Capitals of Greek and Cyrillic, each before the Latin one that looks the same.
const LOOK_ALIKES: [&str; 26] = [
    "АA", "ВB", "ЕE", "КK", "МM", "НH", "ОO", "РP", "СC", "ТT", "ХX", "ЅS", "ІI", "ЈJ", "ΑA", "ΒB", "ΕE", "ΖZ", "ΗH",
    "ΙI", "ΚK", "ΜM", "ΝN", "ΟO", "ΡP", "ΤT",
];

/// Words for another question, in small letters.
const FOLLOW_UPS: [&str; 17] = [
    "another question",
    "final question",
    "follow up",
    "follow up question",
    "follow-up",
    "follow-up question",
    "followup",
    "followup question",
    "last question",
    "nachfrage",
    "next question",
    "one more question",
    "question from a reader",
    "reader question",
    "reader's question",
    "second question",
    "zusatzfrage",
];

/// A word for a part that someone has in every letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Asker,
    /// The asker, who asks again. A columnist may write the same words.
    AskerAgain,
    Answerer,
}

impl Role {
    /// Returns the part that these words before a colon name.
    pub(super) fn of(words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        let is_in = |list: &[&str]| list.contains(&words.as_str());
        if is_in(&ASKERS) {
            Some(Self::Asker)
        } else if is_in(&FOLLOW_UPS) {
            Some(Self::AskerAgain)
        } else {
            is_in(&ANSWERERS).then_some(Self::Answerer)
        }
    }
}

/// Reports a marker of a known speaker with something added, or in letters that only look like its own. Returns true if
/// it is one.
pub(super) fn check(marker: &Marker, speakers: &Speakers<'_>, findings: &mut Findings) -> bool {
    let words = marker.words.as_str();
    let options = speakers.options;
    let diagnostic = Diagnostic::warning(format!("`{words}:` is read as plain text"));
    let diagnostic = if let Some(meant) = in_latin(words, options) {
        diagnostic.help(format!(
            "this only looks like `{meant}:` (a letter is of another alphabet): delete it, and type `{meant}:` again"
        ))
    } else if let Some((meant, addition)) = with_addition(words, speakers) {
        let diagnostic = diagnostic.help(format!("write `{meant}:`"));
        let also = options.initials.iter().find(|other| addition.split(' ').any(|word| word == *other));
        match also {
            Some(also) => diagnostic
                .help(format!("if `{also}` agrees, say so in the text; or start a second answer below with `{also}:`")),
            None => diagnostic,
        }
    } else {
        return false;
    };
    findings.add(marker.span, diagnostic.help(plain_text(words)));
    true
}

/// Returns the marker that these words look like, if some of their letters are Greek or Cyrillic.
fn in_latin(words: &str, options: &ParseOptions) -> Option<String> {
    if words.is_ascii() || is_known(words, options) || is_answer_word(words, options) {
        return None;
    }
    let latin = |c: char| LOOK_ALIKES.iter().find_map(|pair| pair.strip_prefix(c)).and_then(|pair| pair.chars().next());
    let meant: String = words.chars().map(|c| latin(c).unwrap_or(c)).collect();
    (meant != words && (is_known(&meant, options) || is_answer_word(&meant, options))).then_some(meant)
}

/// Reports a marker in brackets, whose words begin with the first: `[Q:] …`. Returns true if it is one.
pub(super) fn in_brackets(marker: &Marker, options: &ParseOptions, findings: &mut Findings) -> bool {
    let Some(inside) = marker.words.strip_prefix('[').map(|inside| inside.trim_end_matches(']')) else { return false };
    if !is_known(inside, options) && !is_answer_word(inside, options) {
        return false;
    }
    let diagnostic = Diagnostic::warning(format!("`{}:` is read as plain text: remove the brackets", marker.words));
    findings.add(marker.span, diagnostic.help(format!("write `{inside}:`")));
    true
}

/// Reports a second marker right after the first: `AQ: SM: Yes.`
pub(super) fn behind_marker(text: &str, marker: Span, options: &ParseOptions, findings: &mut Findings) {
    let end = marker.range().end;
    let near = &text[end..text.floor_char_boundary(text.len().min(end + MAX_LENGTH))];
    let words = near.trim_start_matches(['*', '_', ' ']);
    let start = end + near.len() - words.len();
    let Some((words, _)) = words.split_once(':') else { return };
    if options.initials.iter().chain(&options.markers.question).any(|known| known == words) {
        let message = format!("`{words}:` follows another marker, so it is read as plain text");
        let diagnostic = Diagnostic::warning(message).help("remove one of the two, or begin a paragraph with this one");
        findings.add(Span::new(start..start + words.len() + 1), diagnostic.help(plain_text(words)));
    }
}

/// Returns the marker of someone whom these words name, and what they add, with its words apart: `SM (Sol)`,
/// `SM/AQ`, `Sol's answer`.
fn with_addition<'s>(words: &str, speakers: &'s Speakers<'_>) -> Option<(&'s str, String)> {
    let mut initials = speakers.options.initials.iter().map(String::as_str);
    let after = |known: &str| words.strip_prefix(known).filter(|rest| !rest.is_empty());
    if let Some((known, rest)) = initials.find_map(|known| Some((known, after(known)?))) {
        let joins = ["(", "/", "&", "+", ",", " (", " /", " &", " +", " and ", " und ", " et ", " y "];
        let is_addition = joins.iter().any(|join| rest.starts_with(join)) || is_verb(rest);
        return is_addition.then(|| (known, rest.replace(|c: char| !c.is_alphanumeric(), " ")));
    }
    if let Some(known) = speakers.options.initials.iter().find(|known| is_answer_of(words, known, speakers.options)) {
        return Some((known, String::new()));
    }
    let (name, verb) = words.rsplit_once(' ').unwrap_or((words, ""));
    let name = if is_verb(&format!(" {verb}")) { name.trim_end_matches("'s") } else { words };
    let is_whole = name.len() == words.len();
    // A name alone is reported with others; only its capitals may be missing here.
    let marker = if is_whole { speakers.marker_of_small_letters(name) } else { speakers.marker_of(name) };
    marker.map(|marker| (marker, String::new()))
}

/// Returns true for a word for an answer with these initials: `A (SM)`, `Answer by SM`, `A/SM`.
fn is_answer_of(words: &str, initials: &str, options: &ParseOptions) -> bool {
    let word = words.trim_end_matches(')').strip_suffix(initials).unwrap_or_default();
    let word = word.strip_suffix(" by ").unwrap_or(word);
    let is_apart = word.ends_with(['(', '/', ' ', '-']) || words.contains(" by ");
    is_apart && is_answer_word(word.trim_end_matches(['(', '/', ' ', '-']), options)
}

/// Returns true for a verb, as it follows a name: ` replies`, `'s answer`.
fn is_verb(rest: &str) -> bool {
    let word = rest.strip_prefix("'s").unwrap_or(rest).strip_prefix(' ');
    word.is_some_and(|word| VERBS.contains(&word.trim()))
}
