//! Apostrophes and primes that look like quotation marks: `'tis`, `'90s`, `rock 'n' roll`, `6'2"`.

/// Returns a name in which an apostrophe between letters is typographic: `women’s`.
pub fn with_apostrophes(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        let is_within = |next: Option<&char>| next.is_some_and(|next| next.is_alphabetic());
        let ends_letter = written.ends_with(char::is_alphabetic);
        written.push(if c == '\'' && ends_letter && is_within(characters.peek()) { '’' } else { c });
    }
    written
}

/// English words that begin with an apostrophe.
const ENGLISH: [&str; 13] =
    ["bout", "cuz", "em", "nother", "nuff", "round", "til", "tis", "twas", "twasn", "tween", "twere", "twill"];

/// Words that begin a reason: `'cause I said so`.
const PRONOUNS: [&str; 17] = [
    "everyone", "he", "her", "his", "i", "it", "my", "nobody", "our", "she", "that", "the", "their", "there", "they",
    "we", "you",
];

/// Dutch and Afrikaans ones: `'s avonds`, `'t huis`.
const DUTCH: [&str; 6] = ["k", "m", "n", "r", "s", "t"];

/// Words before a letter that is quoted: `the letter 'n' is`. Before another word it is short for "and".
const BEFORE_A_QUOTED_LETTER: [&str; 40] = [
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "called",
    "character",
    "characters",
    "choose",
    "click",
    "enter",
    "for",
    "from",
    "hit",
    "in",
    "is",
    "it",
    "key",
    "keys",
    "letter",
    "letters",
    "like",
    "of",
    "on",
    "or",
    "press",
    "select",
    "single",
    "symbol",
    "than",
    "that",
    "the",
    "to",
    "type",
    "variable",
    "with",
    "without",
];

/// Words before a year without its century: `the class of '05`. Before others, `'12 days'` may be a quotation.
const BEFORE_A_YEAR: &[&str] = &[
    "about", "after", "anni", "années", "around", "autumn", "before", "bis", "by", "class", "dal", "del", "during",
    "en", "fall", "from", "im", "in", "jahr", "nel", "of", "seit", "since", "spring", "summer", "the", "till", "until",
    "von", "winter",
];

/// Returns the words of a language that begin with an apostrophe.
pub(super) fn shortened_words(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &ENGLISH,
        "nl" | "af" => &DUTCH,
        _ => &[],
    }
}

/// Returns true if a word that was shortened is behind the apostrophe: one of these, or a decade (`90s`).
pub(super) fn is_shortened_word(behind: &str, words: &[&str]) -> bool {
    let end = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    let (word, next) = behind.split_at(end);
    // In German a decade ends in `er`.
    let is_decade = word.len() > 2
        && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
        && matches!(&word.as_bytes()[2..], b"s" | b"er" | b"ern" | b"ers");
    is_decade
        || words.contains(&"em") && is_because(word, next)
        || (!next.starts_with('\'') && words.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Returns true for `'cause` with the beginning of a reason behind it, and not `'cause and effect'`.
fn is_because(word: &str, next: &str) -> bool {
    let reason = next.strip_prefix(' ').unwrap_or_default();
    let first = reason.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.eq_ignore_ascii_case("cause") && PRONOUNS.iter().any(|known| known.eq_ignore_ascii_case(first))
}

/// Returns true if a year without its century is behind the apostrophe: `'05`.
pub(super) fn is_year(before: &str, behind: &str) -> bool {
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let next = behind[digits..].chars().next();
    if digits != 2 || next.is_some_and(|c| c == '\'' || c == '"' || c.is_alphanumeric()) {
        return false;
    }
    let is_end = next.is_none_or(|c| !c.is_whitespace());
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    is_end || BEFORE_A_YEAR.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Returns the length of the `n` of `rock 'n' roll`, with the apostrophe that follows if there is one. `None` if a letter
/// is quoted.
pub(super) fn and(before: &str, behind: &str) -> Option<usize> {
    let rest = behind.strip_prefix(['n', 'N'])?;
    let word = before.strip_suffix(' ')?.rsplit(' ').next()?;
    let is_word = word.ends_with(char::is_alphanumeric);
    match rest.strip_prefix(['\'', '’']) {
        Some(next) => {
            let is_and = next.starts_with(' ') && next[1..].starts_with(char::is_alphanumeric);
            let quotes = BEFORE_A_QUOTED_LETTER.iter().any(|known| known.eq_ignore_ascii_case(word));
            (is_word && is_and && !quotes).then_some(behind.len() - next.len())
        }
        None => (is_word && rest.starts_with(' ')).then_some(1),
    }
}

/// What a mark behind a digit is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum AfterDigit {
    /// The mark of feet or minutes: `6'2"`, `6' 2"`.
    Feet,
    /// Two apostrophes for inches or seconds: `10''`.
    Inches,
    /// The mark between thousands, as in Switzerland: `1'200`.
    Thousands,
    /// The end of a quotation, feet, or an apostrophe: it depends on the other marks.
    Unknown,
}

/// Returns what an apostrophe between a digit and this text is.
pub(super) fn after_digit(behind: &str) -> AfterDigit {
    if behind.starts_with('\'') {
        return AfterDigit::Inches;
    }
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let next = behind[digits..].chars().next();
    match digits {
        0 => {
            // `6' 2"`, `5'-6"`, `12' x 10'`
            let near = behind.trim_start_matches([' ', '-', '‑', 'x', '×']);
            let inches = near.trim_start_matches(|c: char| c.is_ascii_digit() || ".½¼¾ /".contains(c));
            let is_feet = inches.len() < near.len() && near.starts_with(|c: char| c.is_ascii_digit());
            if is_feet && (inches.starts_with('"') || behind.starts_with(['x', '×'])) {
                AfterDigit::Feet
            } else {
                AfterDigit::Unknown
            }
        }
        3 if !next.is_some_and(|c| c == '"' || c.is_alphanumeric()) => AfterDigit::Thousands,
        1 | 2 if !next.is_some_and(char::is_alphabetic) => AfterDigit::Feet,
        _ => AfterDigit::Unknown,
    }
}

/// Returns true for digits and fractions, after which a mark may be one of feet or inches.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔' | '⅛' | '⅜' | '⅝' | '⅞')
}

/// The length in bytes of the part of an address that is looked at.
const ADDRESS_LENGTH: usize = 300;

/// Returns true if the mark between these texts is within the address of a page or a mailbox.
pub(super) fn is_in_address(before: &str, behind: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "/_=&?#%~+".contains(c);
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(ADDRESS_LENGTH))..];
    let start = before.bytes().rposition(|byte| byte <= b' ').map_or(0, |space| space + 1);
    let word = before[start..].trim_start_matches(|c: char| c.is_ascii_punctuation());
    let is_address = word.contains("://") || word.starts_with("www.") || word.contains('@');
    is_address && behind.starts_with(is_part) && (word.contains('/') || !is_possessive(behind))
}

/// Returns true for the `s` of `anna@example.org's`.
fn is_possessive(behind: &str) -> bool {
    behind.strip_prefix('s').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
}
