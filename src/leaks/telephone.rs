//! Telephone numbers: what is one in a text, and when two are the same.
//!
//! Seven digits are the fewest: so many a local number has in North America. Shorter numbers in a text are years, prices,
//! house numbers and postal codes.

/// The fewest digits of a number, without those for the country.
pub(super) const FEWEST: usize = 7;

/// The most digits of a number, with those for the country (E.164).
pub(super) const MOST: usize = 15;

/// The country codes with two digits (E.164). Those that begin with 1 or 7 have one digit, all others three.
const TWO_DIGITS: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
];

/// A run of digits, and what is between the digits.
struct Written<'t> {
    text: &'t str,
    groups: Vec<&'t str>,
}

/// Returns the telephone numbers in a text, each by its digits without those for the country.
pub(super) fn telephones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let end = start + length_of_run(&text[start..]);
        at = end;
        let written = Written { text: &text[start..end], groups: groups(&text[start..end]) };
        if is_number_of_its_own(text, start, end) && !written.is_other_number(&text[..start]) {
            found.extend(written.national(text[..start].ends_with('+')));
        }
    }
    found
}

/// Returns the length of the digits at the start of a text, with the signs between them.
fn length_of_run(text: &str) -> usize {
    let mut end = 0;
    let mut between = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            (end, between) = (at + 1, 0);
        } else if between < 3 && " .-/()\u{a0}\u{2009}\u{2010}\u{2011}\u{2012}\u{2013}\u{202f}".contains(c) {
            between += 1;
        } else {
            break;
        }
    }
    end
}

fn groups(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect()
}

/// Returns false for digits in a word, an address of a page, or a sum of money.
fn is_number_of_its_own(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches('+').chars().next_back();
    let after = text[end..].trim_start_matches(['x', 'X']);
    let ends =
        after.len() < text[end..].len() || !after.starts_with(|c: char| c.is_alphanumeric() || "@%_=".contains(c));
    ends && before.is_none_or(|c| !c.is_alphanumeric() && !"/=_#@&?$€£¥,".contains(c))
}

impl Written<'_> {
    /// Returns true for dates, years, numbers of books, and addresses of computers.
    fn is_other_number(&self, before: &str) -> bool {
        let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        let is_small = |group: &&str| group.len() <= 2;
        let is_date = match self.groups.as_slice() {
            [year, month, day, ..] if is_year(year) && is_small(month) && is_small(day) => true,
            [day, month, year, ..] if is_year(year) && is_small(month) && is_small(day) => true,
            [compact] if matches!(compact.len(), 8 | 12 | 14) => is_compact_date(compact),
            all => all.iter().all(is_year),
        };
        let is_ip = self.groups.len() == 4
            && self.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && self.groups.iter().all(|group| group.parse::<u32>().is_ok_and(|part| part <= 255));
        let words = before.trim_end().trim_end_matches(':').to_ascii_lowercase();
        let is_named = ["isbn", "issn", "isbn-13", "isbn-10", "doi"].iter().any(|name| words.ends_with(name));
        is_date || is_ip || is_named || is_isbn(&self.groups.concat())
    }

    /// Returns the digits without those for the country. `None` if they are too few or too many.
    fn national(&self, has_plus: bool) -> Option<String> {
        let digits = self.groups.concat();
        let international = if has_plus { Some(&*digits) } else { digits.strip_prefix("00") };
        let national = match international {
            Some(digits) => after_country(digits)?,
            None if digits.len() == 11 && digits.starts_with('1') => &digits[1..],
            None => &digits,
        };
        let national = national.strip_prefix('0').unwrap_or(national);
        (digits.len() <= MOST && national.len() >= FEWEST).then(|| national.to_owned())
    }
}

fn is_compact_date(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    year.is_some_and(|year| (1900..2100).contains(&year))
        && month.is_some_and(|month| (1..=12).contains(&month))
        && day.is_some_and(|day| (1..=31).contains(&day))
}

/// Returns true for the number of a book, by its check digit.
fn is_isbn(digits: &str) -> bool {
    let weighted = |(at, digit): (usize, u8)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 };
    digits.len() == 13
        && (digits.starts_with("978") || digits.starts_with("979"))
        && digits.bytes().enumerate().map(weighted).sum::<u32>() % 10 == 0
}

/// Returns the digits after the country code; `None` if there are no more.
fn after_country(digits: &str) -> Option<&str> {
    let length = match digits.get(..2)? {
        two if two.starts_with(['1', '7']) => 1,
        two if TWO_DIGITS.contains(&two) => 2,
        _ => 3,
    };
    digits.get(length..)
}

/// Returns each reading of digits as a number without those for the country: all of them, those after a zero, and those after
/// a country code.
pub(super) fn readings(digits: &str) -> impl Iterator<Item = &str> {
    let without_zero = |digits: &str| digits.strip_prefix('0').map(str::len);
    let abroad = digits.strip_prefix("00").or_else(|| digits.strip_prefix("011")).unwrap_or(digits);
    let national = after_country(abroad);
    let lengths = [Some(digits.len()), without_zero(digits), national.map(str::len), national.and_then(without_zero)];
    lengths.into_iter().flatten().filter(|length| *length >= FEWEST).map(|length| &digits[digits.len() - length..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_digits_without_the_country() {
        for (text, expected) in [
            ("+1 (312) 555-0143", "3125550143"),
            ("312.555.0143", "3125550143"),
            ("1-312-555-0143", "3125550143"),
            ("Tel.: 001 312 5550143, evenings", "3125550143"),
            ("312-555-0143x12", "3125550143"),
            ("+49 (0)30 123456-7", "301234567"),
            ("030/1234567", "301234567"),
            ("0049 30 1234567", "301234567"),
            ("+44 20 7946 0958", "2079460958"),
            ("+420 601 123 456", "601123456"),
            ("555-0143", "5550143"),
        ] {
            assert_eq!(telephones(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_telephone_numbers() {
        for text in [
            "2026-03-12",
            "12.03.2026",
            "3/12/2026",
            "2026-11-26 12:30",
            "20260312",
            "20260312143000",
            "2019-2023",
            "2019 2020 2021",
            "978-0-306-40615-7",
            "ISBN 0-306-40615-2",
            "ISSN: 2049-3630 1",
            "$1 234 567",
            "€ 12",
            "1,234,567",
            "203.0.113.7",
            "12345",
            "555-014",
            "1234 5678 9012 3456",
            "A1234567",
            "1234567kg",
            "https://x.example/1234567",
            "?p=1234567",
            "3125550143@x",
        ] {
            assert_eq!(telephones(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_number_with_and_without_its_country_is_read_alike() {
        for digits in ["301234567", "0301234567", "49301234567", "0049301234567", "490301234567", "01149301234567"] {
            assert!(readings(digits).any(|reading| reading == "301234567"), "{digits}");
        }
        assert!(!readings("123456789301234567").any(|reading| reading == "301234567"));
    }
}
