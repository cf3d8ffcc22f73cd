//! The words by which a paragraph says who speaks: `Q:`, `A.`, `SM —`, `The question`.

use super::paragraphs::{first_words, style};
use super::speakers::{BlogSpeakers, is_one_of};
use crate::import::html::{Element, HtmlNode, is_heading, text_of};
use crate::import::letter_habits::LetterStyle;

/// The beginning of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) speaker: Speaker,
    pub(super) sign: OpeningSign,
    /// How many characters of the block say so.
    pub(super) length: usize,
}

/// Who opens a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    Question,
    /// The initials; empty if nobody knows whose answer it is.
    Answer(String),
}

/// How sure it is that the words open a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpeningSign {
    /// `Q:`, `SM:`, `Sol:`
    Marker,
    /// `Q.`, `Q —`, `Q)`, `SM –`: with this sign.
    Other(char),
    /// Words for a part that may be a topic as well: `Q2:`, `Reader:`, `My answer:`.
    Loose,
    /// The same, alone in a heading or in bold.
    Heading,
}

/// The longest words that open a turn, in characters.
const LONGEST: usize = 40;

/// Words before the word for a question or an answer: `My answer`. They are in small letters, as are all below.
const BEFORE: [&str; 42] = [
    "the", "my", "our", "your", "this", "a", "reader", "reader's", "readers'", "her", "his", "die", "der", "das",
    "meine", "mein", "unsere", "unser", "eure", "ihre", "la", "le", "ma", "mon", "notre", "votre", "ta", "el", "mi",
    "nuestra", "tu", "su", "il", "mia", "nostra", "de", "het", "mijn", "ons", "minha", "nossa", "moja",
];

/// Words for the letter of a reader.
const LETTERS: [&str; 21] = [
    "letter",
    "letter writer",
    "lw",
    "reader",
    "reader letter",
    "reader question",
    "dilemma",
    "problem",
    "brief",
    "leserbrief",
    "leserfrage",
    "leserin",
    "lettre",
    "courrier",
    "lectrice",
    "lecteur",
    "carta",
    "lectora",
    "lector",
    "lettera",
    "carta da leitora",
];

/// Words for an answer.
const ANSWERS: [&str; 12] = [
    "reply",
    "response",
    "advice",
    "rat",
    "unser rat",
    "réponse",
    "conseil",
    "consejo",
    "consiglio",
    "advies",
    "conselho",
    "columnist",
];

/// Words after the name of a columnist.
const VERBS: [&str; 14] = [
    " says",
    " replies",
    " responds",
    " answers",
    " writes",
    "'s answer",
    "'s reply",
    "'s response",
    "'s advice",
    " antwortet",
    " répond",
    " responde",
    " risponde",
    " antwoordt",
];

/// Returns the words that open a block.
pub(super) fn opening(element: &Element, speakers: &BlogSpeakers<'_>) -> Option<Opening> {
    let text = first_words(element, LONGEST).replace(['’', '‘'], "'");
    before_colon(&text, speakers).or_else(|| before_sign(&text, speakers)).or_else(|| alone(element, speakers))
}

fn before_colon(text: &str, speakers: &BlogSpeakers<'_>) -> Option<Opening> {
    let (words, _) = text.split_once([':', '：'])?;
    let length = words.chars().count() + 1;
    let words = words.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let (speaker, sign) = match marker(words, speakers) {
        Some(speaker) => (speaker, OpeningSign::Marker),
        None => (loose(words, speakers)?, OpeningSign::Loose),
    };
    Some(Opening { speaker, sign, length })
}

/// Returns who speaks if the words are a marker, or would be one in a letter.
fn marker(words: &str, speakers: &BlogSpeakers<'_>) -> Option<Speaker> {
    if is_one_of(words, speakers.question) {
        return Some(Speaker::Question);
    }
    let name = VERBS.iter().find_map(|verb| words.strip_suffix(verb)).unwrap_or(words);
    let columnist = speakers.columnist(name).map(str::to_owned);
    let of_author = || is_one_of(words, speakers.answer).then(|| speakers.author.to_owned());
    columnist.or_else(of_author).map(Speaker::Answer)
}

/// Returns who speaks if the words name a part: `Q2`, `The question`, `Reader`, `My answer`.
fn loose(words: &str, speakers: &BlogSpeakers<'_>) -> Option<Speaker> {
    let unnumbered = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#'));
    let mut part = unnumbered.to_lowercase();
    if is_one_of(unnumbered, speakers.question) || LETTERS.contains(&part.as_str()) {
        return Some(Speaker::Question);
    }
    let answer = || Some(Speaker::Answer(speakers.author.to_owned()));
    if is_one_of(unnumbered, speakers.answer) || ANSWERS.contains(&part.as_str()) {
        return answer();
    }
    while let Some((_, rest)) = part.split_once(' ').filter(|(word, _)| BEFORE.contains(word)) {
        part = rest.to_owned();
    }
    let is_word = |list: &[String], more: &[&str]| {
        part.chars().count() > 1 && (is_one_of(&part, list) || more.contains(&part.as_str()))
    };
    if is_word(speakers.question, &LETTERS) {
        Some(Speaker::Question)
    } else if is_word(speakers.answer, &ANSWERS) {
        answer()
    } else {
        None
    }
}

/// Returns a marker with another sign than a colon: `Q. May I?`, `SM — Yes.`
fn before_sign(text: &str, speakers: &BlogSpeakers<'_>) -> Option<Opening> {
    let inner = text.trim_start_matches(['[', '(']);
    let words = &inner[..inner.find(|c: char| !c.is_alphanumeric()).unwrap_or(inner.len())];
    let rest = inner[words.len()..].trim_start_matches([']']);
    let sign = rest.trim_start().chars().next().filter(|sign| ".)]—–-".contains(*sign))?;
    let after = rest.trim_start().strip_prefix(sign)?;
    let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
    if !is_apart && !matches!(sign, '—' | '–') {
        return None;
    }
    let (speaker, sign) = match marker(words, speakers) {
        Some(speaker) => (speaker, OpeningSign::Other(sign)),
        None => (loose(words, speakers).filter(|_| words.ends_with(|c: char| c.is_ascii_digit()))?, OpeningSign::Loose),
    };
    let after_dashes = after.trim_start_matches(['-', '—', '–']);
    let length = text.chars().count() - after_dashes.chars().count();
    Some(Opening { speaker, sign, length })
}

/// Returns a word for a part that is the whole block: a heading, or a line in bold.
fn alone(element: &Element, speakers: &BlogSpeakers<'_>) -> Option<Opening> {
    let is_bold = || style(&HtmlNode::Element(element.clone())) == Some(LetterStyle::Bold);
    let whole = text_of(&element.children);
    let words = whole.trim();
    let length = words.chars().count();
    if length > LONGEST || !(is_heading(&element.name) || is_bold()) {
        return None;
    }
    let words = words.replace(['’', '‘'], "'");
    let words = words.trim_end_matches(['.', '?', '…']);
    let speaker = marker(words, speakers).or_else(|| loose(words, speakers))?;
    Some(Opening { speaker, sign: OpeningSign::Heading, length })
}
