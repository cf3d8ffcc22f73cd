//! The classes of characters that a word is made of. The reader's script gets the ranges with the index.

use unicode_normalization::char::is_combining_mark;

/// Returns true for a character of words: letters, digits, and marks, except for apostrophes.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_letter_or_mark(c) && !is_apostrophe(c) }
}

/// Returns true for letters, digits, and marks.
pub(super) fn is_letter_or_mark(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Returns true for an apostrophe: a part of a word if it is between two of its letters. In Hebrew, typography makes a
/// geresh of it.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '\u{5f3}')
}

/// Returns true for an unseen character within words: the soft hyphen, the joiner, and their like.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Returns true for a hyphen within words.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Where the marks are that folding drops. The vowels of Indic scripts are marks, too, and stay.
pub(super) const DROPPED_MARKS: &[(char, char)] = &[
    ('\u{300}', '\u{8ff}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{20ff}'),
    ('\u{fe00}', '\u{fe2f}'),
    ('\u{e0100}', '\u{e01ef}'),
];

/// Returns true for a mark that folding drops.
pub(super) fn is_dropped_mark(c: char) -> bool {
    is_in(DROPPED_MARKS, c) && is_combining_mark(c)
}

/// Returns true for a character that chooses between two shapes of the one before it.
pub(super) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The scripts that put no space between words, and Korean, which joins particles to them. Their words are pairs of
/// characters. These are ranges, because a property could differ between here and a browser.
pub(super) const BIGRAM_SCRIPTS: &[(char, char)] = &[
    // Thai and Lao, Burmese, Hangul, Khmer.
    ('\u{e00}', '\u{eff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1100}', '\u{11ff}'),
    ('\u{1780}', '\u{17ff}'),
    // Marks and numbers of Han, Kana, Bopomofo, and Hangul; Han.
    ('\u{3005}', '\u{31ff}'),
    ('\u{3400}', '\u{9fff}'),
    // More Hangul, Javanese, and more Burmese; Hangul.
    ('\u{a960}', '\u{aa7f}'),
    ('\u{ac00}', '\u{d7ff}'),
    // More Han, narrow Kana and Hangul, more Kana, more Han.
    ('\u{f900}', '\u{faff}'),
    ('\u{ff66}', '\u{ffdc}'),
    ('\u{1aff0}', '\u{1b16f}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// Returns true for a character of a bigram script.
pub(super) fn is_of_bigram_script(c: char) -> bool {
    is_in(BIGRAM_SCRIPTS, c)
}

fn is_in(ranges: &[(char, char)], c: char) -> bool {
    c >= ranges[0].0 && ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Returns ranges as the inside of a class of a regular expression of JavaScript, as a text of JSON has it.
pub(super) fn class_in_json(ranges: &[(char, char)]) -> String {
    let range = |(first, last): &(char, char)| {
        let [first, last] = [first, last].map(|c| format!("\\\\u{{{:x}}}", u32::from(*c)));
        format!("{first}-{last}")
    };
    ranges.iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_written_for_the_script_of_readers() {
        assert_eq!(class_in_json(&DROPPED_MARKS[..2]), r"\\u{300}-\\u{8ff}\\u{1ab0}-\\u{1aff}");
    }
}
