//! The months of the languages that write a day with a period, as German does: `1. Mai`.

use std::sync::LazyLock;

use super::locale::TABLE;

/// The beginning of the pattern of such a date.
pub(super) const DAY: &str = "{day}. {month}";

/// The English names, in small letters.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The names, in small letters, sorted.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rows = TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let rows = rows.filter(|row| row.get(4).is_some_and(|date| date.contains(DAY)) || row[0].starts_with("de-"));
    let names = rows.flat_map(|row| row.into_iter().skip(5).take(2)).flat_map(|names| names.split('|'));
    let mut names: Vec<String> = names.map(|name| name.trim_end_matches('.').to_lowercase()).collect();
    // `^` in the table means the names of the parent.
    names.retain(|name| name != "^");
    names.sort_unstable();
    names.dedup();
    names
});

/// Returns true for the name of a month in one of these languages, or its short form without the period.
pub(super) fn contains(word: &str) -> bool {
    NAMES.binary_search(&word.to_lowercase()).is_ok()
}

/// Returns true for the name of a month that is also an English one.
pub(super) fn is_english(word: &str) -> bool {
    ENGLISH_MONTHS.iter().any(|name| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn names_are_those_of_languages_with_ordinal_days() {
        for name in ["Mai", "März", "Jänner", "Dez", "maj", "prosince", "toukokuuta", "maí", "мај"] {
            assert!(contains(name), "{name}");
        }
        for word in ["", "May", "March", "mai-juin", "mayo", "One", "^"] {
            assert!(!contains(word), "{word}");
        }
    }
}
