//! Folding: the form of a word in the index, where accents, capitals, and apostrophes make no difference. The reader's
//! script folds the words of a query alike.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::characters::{is_apostrophe, is_dropped_mark, is_joiner, is_letter_or_mark, plain_of};

/// Words whose form has more UTF-16 units are in no index.
const LONGEST: usize = 40;

/// Returns the form of a word of an alphabet. `None` if it has no letters or too many.
pub(super) fn fold(word: &str) -> Option<String> {
    let folded = if word.is_ascii() {
        word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    } else {
        fold_unicode(word)
    };
    let units = if folded.len() <= LONGEST { folded.len() } else { folded.encode_utf16().count() };
    (1..=LONGEST).contains(&units).then_some(folded)
}

fn fold_unicode(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_joiner(*c) && !is_apostrophe(*c) && !is_dropped_mark(*c)) {
        c.to_lowercase().for_each(|c| push_replaced(&mut folded, c));
    }
    folded
}

/// Appends what a small letter is in a form.
fn push_replaced(folded: &mut String, c: char) {
    match plain_of(c) {
        Some(plain) => folded.push_str(plain),
        None if is_letter_or_mark(c) => folded.push(c),
        None => {}
    }
}

/// Returns a word without the `'s` at its end.
pub(super) fn without_possessive(word: &str) -> &str {
    let stripped = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    stripped.filter(|word| !word.is_empty()).unwrap_or(word)
}

/// Returns a word as a stemmer reads it: small letters with their accents, `'` for each apostrophe, no joiners.
/// `dotless` is true in languages where the small letter of I is ı.
pub(super) fn plain(word: &str, dotless: bool) -> String {
    if word.is_ascii() && !dotless {
        return word.to_ascii_lowercase();
    }
    let mut small = String::with_capacity(word.len());
    let composed: std::borrow::Cow<'_, str> = match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => word.into(),
        IsNormalized::No | IsNormalized::Maybe => word.nfc().collect::<String>().into(),
    };
    for c in composed.chars() {
        match c {
            c if is_joiner(c) => {}
            c if is_apostrophe(c) => small.push('\''),
            'İ' => small.push('i'),
            'I' if dotless => small.push('ı'),
            c => small.extend(c.to_lowercase()),
        }
    }
    small
}
