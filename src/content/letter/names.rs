//! Tells names and initials from the other words that precede a colon.

use crate::content::ParseOptions;

/// Capitals of up to four letters that often precede a colon and are nobody's initials.
const ACRONYMS: &str = include_str!("acronyms.txt");

/// Given names, one a line, sorted by their bytes: those of the US census of 1990 and the usual ones of a dozen other
/// languages, without those that are also words, months or places.
const GIVEN_NAMES: &str = include_str!("given_names.txt");

/// Titles that precede a name.
const HONORIFICS: [&str; 12] = ["Dr", "Mr", "Mrs", "Ms", "Mx", "Prof", "Rev", "Frau", "Herr", "Mme", "Sra", "Sr"];

/// Words within a name that begin with a small letter.
const PARTICLES: [&str; 12] = ["van", "von", "de", "der", "den", "da", "di", "del", "la", "le", "bin", "al"];

/// Words at the end of what is named after a person.
const NO_PERSONS: [&str; 14] = [
    "Award",
    "Center",
    "Centre",
    "College",
    "Foundation",
    "Hospital",
    "Institute",
    "Library",
    "Press",
    "Prize",
    "School",
    "Springs",
    "Street",
    "University",
];

/// Translators' and editors' notes in the languages of southern Europe, which look like initials: `N.d.T.`
const NOTES: [&str; 8] = ["N.T.", "N. T.", "N.D.T.", "N.d.T.", "N.D.R.", "N.d.R.", "N.D.L.R.", "N.E."];

/// The maximum number of words in a name.
const MAX_WORDS: usize = 4;

/// Returns true if words before a colon may be a name or initials: `AQ`, `A.Q.`, `Ada Quill`. Some labels look the same:
/// `Further Reading`.
pub(super) fn may_be_speaker(words: &str, options: &ParseOptions) -> bool {
    let two_words = words.split(' ').count() == 2 && words.split(' ').all(is_capitalized);
    is_speaker(words, options) || two_words || (is_capitals(words, 4) && !is_acronym(words, options))
}

/// Returns true if words before a colon are a name or initials if an answer is missing: an acronym, or one word that is no
/// usual label.
pub(super) fn is_possible(words: &str) -> bool {
    const LABELS: [&str; 34] = [
        "Abstract",
        "Addendum",
        "Advice",
        "Attention",
        "Background",
        "Bonus",
        "Caveat",
        "Caution",
        "Context",
        "Correction",
        "Details",
        "Disclaimer",
        "Edit",
        "Example",
        "Facts",
        "Goal",
        "Hint",
        "However",
        "Important",
        "Info",
        "Note",
        "Notes",
        "Option",
        "Postscript",
        "Problem",
        "Question",
        "Reason",
        "Result",
        "Source",
        "Summary",
        "Thanks",
        "Tip",
        "Update",
        "Warning",
    ];
    const POSTSCRIPTS: [&str; 16] =
        ["PS", "PPS", "PPPS", "NB", "TLDR", "FYI", "EDIT", "NOTE", "OP", "RE", "ETA", "BTW", "FAQ", "TIL", "TW", "CW"];
    let is_word = is_capitalized(words) && words.chars().count() > 2 && words.chars().skip(1).any(char::is_lowercase);
    is_word && !LABELS.contains(&words)
        || is_capitals(words, 4) && !POSTSCRIPTS.contains(&words.replace('.', "").as_str())
}

/// Returns true if words before a colon are a name or initials, as far as lists of both can tell.
pub(super) fn is_speaker(words: &str, options: &ParseOptions) -> bool {
    is_initials(words, options) || is_name(words)
}

/// Returns true if words look like initials: `AQ`, `A.Q.`, `A. Q.`
fn is_initials(words: &str, options: &ParseOptions) -> bool {
    !words.starts_with('.') && is_capitals(words, 3) && !is_acronym(words, options)
}

/// Returns true for two letters or more up to this number, all of them capitals.
fn is_capitals(words: &str, most: usize) -> bool {
    let is_dotted = words.contains('.');
    let fits = |c: char| c.is_uppercase() || c == '.' || (is_dotted && c == ' ');
    let letters = || words.chars().filter(|c| c.is_uppercase()).count();
    words.chars().all(fits) && (2..=most).contains(&letters())
}

/// Returns true if the words are known as something else than initials.
pub(super) fn is_acronym(words: &str, options: &ParseOptions) -> bool {
    let letters = words.replace(['.', ' '], "");
    let is_usual = letters.len() <= 4 && ACRONYMS.split_ascii_whitespace().any(|known| known == letters);
    is_usual || NOTES.contains(&words) || options.acronyms.iter().any(|known| known == words)
}

/// Returns true for a given name, alone or with a family name, and for a name with its title: `Peg`, `Gus Guest`,
/// `Gus van Guest`, `Dr. Guest`, `Gus Guest (guest)`.
fn is_name(words: &str) -> bool {
    let name = words.split_once(" (").map_or(words, |(name, _)| name);
    let mut parts = name.split(' ');
    let first = parts.next().unwrap_or_default();
    if name.rsplit_once(' ').is_some_and(|(_, last)| NO_PERSONS.contains(&last)) {
        return false;
    }
    let has_title = HONORIFICS.contains(&first.trim_end_matches('.'));
    let fits = |part: &str| is_capitalized(part) || PARTICLES.contains(&part);
    let is_short = name.split(' ').count() <= MAX_WORDS;
    is_short && (has_title && name.len() > first.len() || is_given_name(first)) && parts.all(fits)
}

/// Returns true for a word with a capital at its start, such as a name has: `Quill`, `O'Neill`, `McKay`, `Q.`
fn is_capitalized(word: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '-' | '.');
    word.starts_with(char::is_uppercase) && word.chars().all(is_letter)
}

/// Returns true for a given name in the list: `Peg`, `Mary-Ann`.
fn is_given_name(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or(word);
    first.starts_with(char::is_uppercase) && has_line(GIVEN_NAMES, first)
}

/// Returns true if a text of sorted lines has this one. A binary search: the text is not split into lines.
fn has_line(mut sorted: &str, wanted: &str) -> bool {
    while !sorted.is_empty() {
        let middle = sorted.floor_char_boundary(sorted.len() / 2);
        let start = sorted[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = sorted[start..].find('\n').map_or(sorted.len(), |at| start + at);
        match sorted[start..end].cmp(wanted) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => sorted = sorted.get(end + 1..).unwrap_or_default(),
            std::cmp::Ordering::Greater => sorted = &sorted[..start],
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{ACRONYMS, GIVEN_NAMES, has_line, is_name};

    #[test]
    fn each_given_name_is_found_and_no_other_word() {
        assert!(GIVEN_NAMES.lines().is_sorted());
        for name in GIVEN_NAMES.lines() {
            assert!(has_line(GIVEN_NAMES, name), "{name}");
        }
        for word in ["", "Note", "Aa", "Zz", "Books", "ida", "Id"] {
            assert!(!has_line(GIVEN_NAMES, word), "{word}");
        }
    }

    #[test]
    fn acronyms_are_short_capitals() {
        for word in ACRONYMS.split_ascii_whitespace() {
            assert!((2..=4).contains(&word.chars().count()), "{word}");
        }
    }

    #[test]
    fn names_are_told_from_labels() {
        let names =
            ["Peg", "Gus Guest", "Gus van Guest", "Gus O'Guest", "Gus G.", "Dr. Guest", "Mrs Quorn", "Mary-Ann"];
        for name in names.into_iter().chain(["Gus Guest (guest)", "Gus A. McGuest", "Ms. Peg", "Jürgen Groß"]) {
            assert!(is_name(name), "{name}");
        }
        let labels = ["Note", "Pro Tip", "Further Reading", "Dr", "Monday", "Paris", "April", "Mark 4", "New York"];
        for label in labels.into_iter().chain(["Mary had", "Example", "Gut zu wissen", "Dear Gus", "Ida and I", ""]) {
            assert!(!is_name(label), "{label}");
        }
    }
}
