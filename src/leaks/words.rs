//! Words that must not be printed: their forms, and where a text has one of them.
//!
//! They are compared without what is between them, so `Anne-Marie`, `Annemarie`, and `Anne Marie` are one. What was found
//! begins and ends with a word. If it is divided in another way, the text must show that it is meant.

use std::cell::OnceCell;
use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization;

use super::fold::{FoldedWords, folded_words};
use crate::content::slugify;
use crate::language::Transliteration;

/// Words that must not be printed.
#[derive(Debug)]
pub(super) struct NeverPrint {
    pub(super) secret: usize,
    pub(super) forms: Vec<WordsForm>,
}

/// One way to write them.
#[derive(Debug)]
pub(super) struct WordsForm {
    /// The folded words.
    words: String,
    /// The same without spaces.
    glued: memmem::Finder<'static>,
    /// True if there are two dots on a letter, or the like, where this form has a plain one: `Müller` for `Mueller`.
    is_accented: bool,
    /// True if the text may have an `s` after it.
    may_have_s: bool,
}

/// The fewest letters of words that may be divided in another way. Shorter ones would be found in other words.
const FEWEST_DIVIDED: usize = 5;

/// The fewest letters of a name that has an `s` after it: `Als` is not the one of `Al`.
const FEWEST_WITH_S: usize = 3;

/// The pairs of letters that are also one letter.
const PAIRS: [(&str, &str); 4] = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")];

/// The most pairs in a name that are tried in each combination.
const MOST_PAIRS: usize = 3;

impl NeverPrint {
    /// Prepares words. `slugs` is how the column writes addresses.
    pub(super) fn new(secret: usize, text: &str, slugs: Transliteration) -> Self {
        let plain = |text: &str| folded_words(text).trim_matches(['@', ' ']).to_owned();
        let spelled = text.nfc().collect::<String>().to_lowercase();
        let spelled = spelled.replace('ä', "ae").replace(['ö', 'ø'], "oe").replace('ü', "ue").replace('å', "aa");
        let slug = |slugs| slugify(text, slugs);
        let mut all = vec![plain(text), plain(&spelled)];
        if !text.is_ascii() {
            all.extend([plain(&slug(slugs)), plain(&slug(Transliteration::AnyLanguage))]);
        }
        all.sort_unstable();
        all.dedup();
        let accented = without_pairs(&plain(text)).into_iter().map(|words| (words, true));
        let all = all.into_iter().map(|words| (words, false)).chain(accented);
        let forms = all.filter(|(words, _)| !words.is_empty()).map(|(words, accented)| WordsForm::new(words, accented));
        Self { secret, forms: forms.collect() }
    }
}

/// Returns words with one letter in place of some of their pairs.
fn without_pairs(words: &str) -> Vec<String> {
    let is_pair = |at: usize| PAIRS.iter().find(|(pair, _)| words.get(at..at + 2) == Some(*pair));
    let pairs: Vec<(usize, &str)> =
        (0..words.len()).filter_map(|at| is_pair(at).map(|(_, letter)| (at, *letter))).take(MOST_PAIRS).collect();
    let mut found = Vec::new();
    for chosen in 1_u32..1 << pairs.len() {
        let mut form = words.to_owned();
        for (number, (at, letter)) in pairs.iter().enumerate().rev() {
            if chosen & 1 << number != 0 {
                // Pairs can overlap.
                form.replace_range(*at..(*at + 2).min(form.len()), letter);
            }
        }
        found.push(form);
    }
    found
}

impl WordsForm {
    fn new(words: String, is_accented: bool) -> Self {
        let glued: Vec<u8> = words.bytes().filter(|byte| *byte != b' ').collect();
        let may_have_s = glued.len() >= FEWEST_WITH_S && glued.last().is_some_and(u8::is_ascii_lowercase);
        let glued = memmem::Finder::new(&glued).into_owned();
        Self { words, glued, is_accented, may_have_s }
    }

    /// Returns true if what was found in a text is written so that these words are meant. `at` is where it is in the folded
    /// text.
    pub(super) fn is_meant(&self, input: &[u8], text: &FoldedWords, at: &Range<usize>, is_path: bool) -> bool {
        let place = |at: usize| text.place(at).min(input.len());
        let written = &input[place(at.start)..place(at.end).max(place(at.start))];
        let is_spelled_out = |byte: &u8| !byte.is_ascii() || b"&%\\".contains(byte);
        if self.is_accented && !is_path && !written.iter().any(is_spelled_out) {
            return false;
        }
        let is_capital = |byte: &u8| byte.is_ascii_uppercase();
        let is_small = |byte: &u8| byte.is_ascii_lowercase();
        let found = &text.bytes[at.clone()];
        let letters = found.iter().filter(|byte| **byte != b' ').count();
        // Grants are no people of the name of Grant. An address has only small letters.
        if letters > self.glued.needle().len() && !is_path && written.first().is_some_and(is_small) {
            return false;
        }
        if found.starts_with(self.words.as_bytes()) {
            return true;
        }
        let has_capitals = written.iter().any(is_capital) && !written.iter().any(is_small);
        if self.glued.needle().len() < FEWEST_DIVIDED && !has_capitals {
            return false;
        }
        let begins_small = written.first().is_some_and(is_small);
        let spaces = (at.start..at.end).filter(|space| text.bytes[*space] == b' ');
        spaces.into_iter().all(|space| {
            let (gap, next) = (&input[place(space)..place(space + 1).max(place(space))], input.get(place(space + 1)));
            let is_wide = gap.len() > 8 || gap.iter().any(|byte| byte.is_ascii_whitespace() || *byte == b'<');
            !is_wide || !begins_small && !next.is_some_and(is_small)
        })
    }
}

/// The bytes of folded words without the spaces.
pub(super) struct Glued<'w> {
    folded: &'w [u8],
    bytes: Vec<u8>,
    /// The place of each byte in the folded words, once it is needed.
    places: OnceCell<Vec<usize>>,
}

impl<'w> Glued<'w> {
    pub(super) fn new(folded: &'w [u8]) -> Self {
        let (mut bytes, mut length) = (vec![0; folded.len()], 0);
        // Without a branch for each byte, this takes half the time.
        for byte in folded {
            bytes[length] = *byte;
            length += usize::from(*byte != b' ');
        }
        bytes.truncate(length);
        Self { folded, bytes, places: OnceCell::new() }
    }

    /// Returns where the folded words have a form, from the start of a word to the end of one.
    pub(super) fn find(&self, form: &WordsForm) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        let length = form.glued.needle().len();
        while let Some(at) = self.bytes.get(from..).and_then(|rest| form.glued.find(rest)).map(|at| from + at) {
            found.extend(self.whole_words(form, at, at + length - 1));
            from = at + 1;
        }
        found
    }

    fn whole_words(&self, form: &WordsForm, first: usize, last: usize) -> Option<Range<usize>> {
        let places = self.places.get_or_init(|| {
            self.folded.iter().enumerate().filter(|(_, byte)| **byte != b' ').map(|(at, _)| at).collect()
        });
        let (start, end) = (*places.get(first)?, *places.get(last)? + 1);
        let rest = self.folded.get(end..)?;
        let with_s = match (self.folded.get(end - 1)?, rest) {
            _ if !form.may_have_s => 0,
            (b's' | b'x' | b'z' | b'h', [b'e', b's', b' ', ..]) => 2,
            (b's', _) => 0,
            (_, [b's', b' ', ..]) => 1,
            _ => 0,
        };
        let is_whole = self.folded.get(start.checked_sub(1)?) == Some(&b' ') && rest.get(with_s) == Some(&b' ');
        is_whole.then_some(start..end + with_s)
    }
}
