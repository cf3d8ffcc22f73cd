//! The classes of characters that a word is made of. The reader's script gets them with the index, so the two agree.

use unicode_normalization::char::is_combining_mark;

/// Returns true for a character of words: letters, digits, and marks, except for apostrophes.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_letter_or_mark(c) && !is_apostrophe(c) }
}

/// Returns true for letters, digits, and marks.
pub(super) fn is_letter_or_mark(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The apostrophes. In Hebrew, typography makes a geresh of one.
const APOSTROPHES: &[(char, char)] =
    &[('\'', '\''), ('\u{2bb}', '\u{2bc}'), ('\u{5f3}', '\u{5f3}'), ('\u{2018}', '\u{2019}')];

/// Returns true for an apostrophe: a part of a word if it is between two of its letters.
pub(super) fn is_apostrophe(c: char) -> bool {
    is_in(APOSTROPHES, c)
}

/// The unseen characters within words: the soft hyphen, the joiner, and their like.
const JOINERS: &[(char, char)] = &[('\u{ad}', '\u{ad}'), ('\u{200c}', '\u{200d}'), ('\u{2060}', '\u{2060}')];

/// Returns true for an unseen character within words.
pub(super) fn is_joiner(c: char) -> bool {
    is_in(JOINERS, c)
}

/// The hyphens within words.
const HYPHENS: &[(char, char)] = &[('-', '-'), ('\u{2010}', '\u{2011}')];

/// Returns true for a hyphen within words.
pub(super) fn is_hyphen(c: char) -> bool {
    is_in(HYPHENS, c)
}

/// The separators of thousands in one language or another: comma, period, and two no-break spaces.
const GROUP_SEPARATORS: &[(char, char)] = &[(',', ','), ('.', '.'), ('\u{a0}', '\u{a0}'), ('\u{202f}', '\u{202f}')];

/// Returns true for a separator of thousands.
pub(super) fn is_group_separator(c: char) -> bool {
    is_in(GROUP_SEPARATORS, c)
}

/// What a small letter is in the form of a word, if not itself, in the order of the letters.
const PLAIN: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ı', "i"),
    ('ł', "l"),
    ('œ', "oe"),
    ('ς', "σ"),
    ('ة', "ه"),
    ('ـ', ""),
    ('ى', "ي"),
    ('ک', "ك"),
    ('ی', "ي"),
];

/// Returns what a small letter is in the form of a word. `None` if it is itself.
pub(super) fn plain_of(c: char) -> Option<&'static str> {
    PLAIN.binary_search_by_key(&c, |(letter, _)| *letter).ok().map(|at| PLAIN[at].1)
}

/// Where the marks are that folding drops. The vowels of Indic scripts are marks, too, and stay.
const DROPPED_MARKS: &[(char, char)] = &[
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
const BIGRAM_SCRIPTS: &[(char, char)] = &[
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

/// Returns the classes as members of an object of JSON. Each is the inside of a class of a regular expression of JavaScript.
pub(super) fn classes_in_json() -> String {
    let classes = [
        ("dense", BIGRAM_SCRIPTS),
        ("accents", DROPPED_MARKS),
        ("apostrophes", APOSTROPHES),
        ("joiners", JOINERS),
        ("hyphens", HYPHENS),
        ("groups", GROUP_SEPARATORS),
    ];
    let class = |(name, ranges): (&str, &[(char, char)])| format!("\"{name}\":\"{}\",", class_in_json(ranges));
    let plain: Vec<String> = PLAIN.iter().map(|(letter, plain)| format!("\"{letter}\":\"{plain}\"")).collect();
    format!("{}\"plain\":{{{}}}", classes.map(class).concat(), plain.join(","))
}

fn class_in_json(ranges: &[(char, char)]) -> String {
    let character = |c: char| format!("\\\\u{{{:x}}}", u32::from(c));
    let range = |(first, last): &(char, char)| {
        let end = if first == last { String::new() } else { format!("-{}", character(*last)) };
        character(*first) + &end
    };
    ranges.iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_written_for_the_script_of_readers() {
        assert_eq!(class_in_json(&DROPPED_MARKS[..2]), r"\\u{300}-\\u{8ff}\\u{1ab0}-\\u{1aff}");
        assert_eq!(class_in_json(HYPHENS), r"\\u{2d}\\u{2010}-\\u{2011}");
        let json = format!("{{{}}}", classes_in_json());
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&read["joiners"], &read["plain"]["ß"]), (&r"\u{ad}\u{200c}-\u{200d}\u{2060}".into(), &"ss".into()));
    }

    #[test]
    fn plain_letters_are_in_order() {
        assert!(PLAIN.is_sorted_by_key(|(letter, _)| *letter));
        assert_eq!((plain_of('œ'), plain_of('ـ'), plain_of('o')), (Some("oe"), Some(""), None));
    }
}
