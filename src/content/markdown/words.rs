//! The words of a text: counted and iterated over, fast for the plain ASCII that most texts are.
//!
//! Where a script has no spaces, each of its characters counts by itself, as in other generators: a word of Chinese can
//! only be told from the next with a dictionary.

use unicode_segmentation::UnicodeSegmentation;

use super::scripts;

/// How much a text has to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// The number of words between spaces.
    pub(super) words: usize,
    /// The number of characters of scripts without spaces.
    pub(super) characters: usize,
}

/// Returns the words between the spaces of a text. A no-break space is part of a word: what it holds together is never
/// cut.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let (ascii, other) = if is_plain(text) { (text, "") } else { ("", text) };
    let others = (!other.is_empty()).then(|| other.split(is_space)).into_iter().flatten();
    ascii.split_ascii_whitespace().chain(others.filter(|word| !word.is_empty()))
}

/// Returns true for whitespace between two words.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Returns true if a text holds only printable ASCII, spaces and DEL, as most texts do. (As signed numbers, the bytes of
/// all other characters are below the space, so one comparison is enough.)
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |is_plain, byte| is_plain & (byte.cast_signed() >= b' '.cast_signed()))
}

/// Counts what a text has to be read. A part of a word at its start or end counts as one.
pub(super) fn count(text: &str) -> Count {
    if text.is_empty() {
        return Count::default();
    }
    if is_plain(text) {
        return Count { words: count_plain(text.as_bytes()), characters: 0 };
    }
    if !scripts::may_have_other_scripts(text) {
        return Count { words: words(text).count(), characters: 0 };
    }
    words(text).flat_map(pieces).fold(Count::default(), |sum, piece| Count {
        words: sum.words + piece.count.words,
        characters: sum.characters + piece.count.characters,
    })
}

fn count_plain(bytes: &[u8]) -> usize {
    // A word begins where a space ends. Without branches, and with sums that fit into a byte, the compiler vectorizes
    // this.
    let starts = |(before, here): (&[u8], &[u8])| -> u8 {
        before.iter().zip(here).map(|(before, here)| u8::from(*before == b' ') & u8::from(*here != b' ')).sum()
    };
    let (before, here) = (&bytes[..bytes.len() - 1], &bytes[1..]);
    let counts = before.chunks(255).zip(here.chunks(255)).map(|pieces| usize::from(starts(pieces)));
    usize::from(bytes[0] != b' ') + counts.sum::<usize>()
}

/// A part of the text between two spaces that may end a line and an excerpt: a word, or a character of a script without
/// spaces with the marks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordPiece<'t> {
    pub(super) text: &'t str,
    pub(super) count: Count,
}

/// Divides the text between two spaces. Most is one piece.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = WordPiece<'_>> {
    let is_divided = scripts::may_have_other_scripts(word) && word.contains(scripts::is_unspaced);
    let (mut whole, mut rest) = if is_divided { (None, word) } else { (Some(word), "") };
    std::iter::from_fn(move || {
        if let Some(text) = whole.take() {
            return Some(WordPiece { text, count: Count { words: 1, characters: 0 } });
        }
        if rest.is_empty() {
            return None;
        }
        let (text, after) = rest.split_at(first_break(rest));
        rest = after;
        Some(WordPiece { text, count: count_piece(text) })
    })
}

/// Returns the end of the first piece of a text, between two grapheme clusters (UAX #29).
fn first_break(text: &str) -> usize {
    let mut clusters = text.grapheme_indices(true).filter_map(|(at, cluster)| Some((at, cluster.chars().next()?)));
    let Some((_, mut before)) = clusters.next() else { return 0 };
    for (at, next) in clusters {
        if is_break(before, next) {
            return at;
        }
        before = next;
    }
    text.len()
}

/// Returns true if a piece may end between these characters.
fn is_break(before: char, next: char) -> bool {
    let [is_between, is_next_unspaced] = [before, next].map(scripts::is_unspaced);
    let opens = scripts::is_opening(before) || scripts::is_before_its_consonant(before);
    let may_begin = scripts::is_opening(next) || next.is_alphanumeric() || is_next_unspaced;
    let has_unspaced = is_between || is_next_unspaced || scripts::is_cjk_mark(before) || scripts::is_cjk_mark(next);
    has_unspaced && !opens && may_begin && !scripts::continues(next)
}

fn count_piece(text: &str) -> Count {
    let clusters = text.graphemes(true).filter_map(|cluster| cluster.chars().next());
    let characters = clusters.filter(|c| scripts::is_unspaced(*c)).count();
    let is_word = |c: char| c.is_alphanumeric() && !scripts::is_unspaced(c);
    Count { words: usize::from(text.contains(is_word)), characters }
}

#[cfg(test)]
mod tests {
    use super::{Count, count, is_space, pieces, words};

    #[test]
    fn words_of_ascii_are_counted_as_of_any_text() {
        let long = "a bc  d ".repeat(100);
        let lines = long.replace("  ", "\n");
        let plain = ["", " ", "a", " a", "a ", "a b", "a\u{7f} b", "-", &long, &long[1..], &long[..255], &long[..256]];
        let other = ["\t\n\r\x0b\x0c", "a\x0bb", "a\x1f b", "a\u{a0}b", "é ü", "a\u{2003}’", &lines, "가 나", "😀 a"];
        for text in plain.into_iter().chain(other) {
            let expected: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
            assert_eq!(count(text), Count { words: expected.len(), characters: 0 }, "{text:?}");
            assert!(words(text).eq(expected), "{text:?}");
        }
    }

    #[test]
    fn where_a_script_has_no_spaces_characters_count() {
        let counted = |text| {
            let Count { words, characters } = count(text);
            (words, characters)
        };
        assert_eq!(counted("我想学 编程。"), (0, 5));
        assert_eq!(counted("我用Python编程，3年了！"), (2, 6));
        assert_eq!(counted("「はい」、コーヒーを２杯。"), (1, 8));
        assert_eq!(counted("ไปเที่ยว กัน"), (0, 8));
        assert_eq!(counted("안녕하세요 여러분"), (2, 0));
        assert_eq!(counted("葛\u{e0100}城"), (0, 2));
    }

    #[test]
    fn no_word_emoji_or_mark_is_divided() {
        let divided = |text| pieces(text).map(|piece| piece.text).collect::<Vec<_>>().join("|");
        assert_eq!(divided("我用Python编程，3年了！"), "我|用|Python|编|程，|3|年|了！");
        assert_eq!(divided("他说：「好（吗）」。"), "他|说：|「好|（吗）」。");
        assert_eq!(divided("コーヒーとちょっと"), "コー|ヒー|と|ちょっ|と");
        assert_eq!(divided("我👨‍👩‍👧我🇩🇪葛\u{e0100}城か\u{3099}"), "我👨‍👩‍👧|我🇩🇪|葛\u{e0100}|城|か\u{3099}");
        assert_eq!(divided("เที่ยว"), "เที่|ย|ว");
        assert_eq!(divided("don’t"), "don’t");
    }
}
