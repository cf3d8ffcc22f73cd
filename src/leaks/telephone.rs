//! Telephone numbers in a text: which digits may be one, and which are a date, a price, or the number of a book.

use super::dialing::{FEWEST, MOST, national};
use super::other_numbers::{dates, is_isbn, is_time};

/// The words before a number that say what it is.
const NAMES: [&str; 16] = [
    "tel", "fon", "phone", "cell", "mobile", "mobil", "fax", "sms", "call", "handy", "whatsapp", "wa.me", "portable",
    "móvil", "movil", "тел",
];

/// The fewest digits of a part of a longer run that may be a number: those of a local number are fewer.
const FEWEST_OF_PART: usize = 9;

/// The most digits of such a part.
const MOST_OF_PART: usize = 13;

/// The fewest digits of a number that letters or signs touch, unless they say that it is one.
const FEWEST_TOUCHED: usize = 10;

/// Groups of digits with only a few signs between them: a number, several, or one next to other digits.
struct DigitRun<'t> {
    groups: Vec<&'t str>,
    /// The signs after each group but the last.
    gaps: Vec<&'t str>,
    /// True for the groups that are part of something else, such as the number of a book.
    taken: Vec<bool>,
    /// True for those that are part of a date.
    dates: Vec<bool>,
    has_plus: bool,
    /// True if the word before it says that it is a telephone number.
    is_named: bool,
    /// True if it touches a word, or is in the address of a page.
    is_touched: bool,
}

/// Returns the telephone numbers that a text may have, each by its digits without those for the country. Where it is not
/// clear which digits belong together, each way to read them is one.
pub(super) fn telephones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        at = start + length_of_run(&text[start..]);
        if let Some(run) = DigitRun::of(text, start, at) {
            run.numbers(&mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns true if the number that follows these words is one to call.
pub(super) fn names_telephone(words: &str) -> bool {
    let small = words.to_lowercase();
    words.len() <= 40 && NAMES.iter().any(|name| small.contains(name))
}

/// Returns the length of the digits at the start of a text, with the signs between them.
fn length_of_run(text: &str) -> usize {
    let mut end = 0;
    let mut between = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            (end, between) = (at + 1, 0);
        } else if between < 5 && " .-/()_·•\u{a0}\u{2009}\u{2010}\u{2011}\u{2012}\u{2013}\u{202f}".contains(c) {
            between += 1;
        } else {
            break;
        }
    }
    end
}

impl<'t> DigitRun<'t> {
    /// `None` for a sum of money, and what else is no number to call.
    fn of(text: &'t str, start: usize, end: usize) -> Option<Self> {
        let (written, before, after) = (&text[start..end], &text[..start], &text[end..]);
        let groups: Vec<&str> =
            written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let gaps = written.split(|c: char| c.is_ascii_digit()).filter(|gap| !gap.is_empty()).collect();
        let words = before.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let last = before.trim_end_matches('+').chars().next_back();
        let extension = after.trim_start_matches(['x', 'X']);
        let is_extended = extension.len() < after.len();
        let touches_after = !is_extended && after.starts_with(|c: char| c.is_alphanumeric() || "@%_=".contains(c));
        let mut run = Self {
            taken: vec![false; groups.len()],
            dates: dates(&groups),
            groups,
            gaps,
            has_plus: before.ends_with('+'),
            is_named: NAMES.iter().any(|name| words.ends_with(name)),
            is_touched: touches_after || last.is_some_and(|c| c.is_alphanumeric() || "/=_#@&?".contains(c)),
        };
        run.take_books(&words);
        let is_doi = words.ends_with("doi") && run.groups.first() == Some(&"10");
        let is_money = before.trim_end_matches(' ').ends_with(['$', '€', '£', '¥']);
        (!is_doi && !is_money && !run.is_computer()).then_some(run)
    }

    /// Takes the numbers of books and journals.
    fn take_books(&mut self, words_before: &str) {
        let ends_with = |names: &[&str]| names.iter().any(|name| words_before.ends_with(name));
        let most = match self.groups.first() {
            _ if ends_with(&["issn"]) => 8,
            Some(first) if ends_with(&["isbn", "isbn-10", "isbn-13"]) => {
                if first.starts_with("97") {
                    13
                } else {
                    10
                }
            }
            _ => 0,
        };
        let mut digits = 0;
        for (taken, group) in self.taken.iter_mut().zip(&self.groups) {
            digits += group.len();
            *taken = digits <= most;
        }
        for start in 0..self.groups.len() {
            let end = (start..=self.groups.len()).find(|end| self.digits(start, *end) >= 13);
            if let Some(end) = end.filter(|end| is_isbn(&self.groups[start..*end].concat())) {
                self.taken[start..end].fill(true);
            }
        }
    }

    /// Returns true for the address of a computer.
    fn is_computer(&self) -> bool {
        let is_part = |group: &&str| group.parse::<u32>().is_ok_and(|part| part <= 255);
        let is_dotted = self.gaps.iter().all(|gap| *gap == ".");
        !self.is_named && !self.has_plus && self.groups.len() == 4 && is_dotted && self.groups.iter().all(is_part)
    }

    fn digits(&self, start: usize, end: usize) -> usize {
        self.groups[start..end].iter().map(|group| group.len()).sum()
    }

    fn numbers(&self, found: &mut Vec<String>) {
        let count = self.groups.len();
        let mut parts = vec![(0, count)];
        let fewest = if self.digits(0, count) > MOST { FEWEST_OF_PART - 1 } else { FEWEST_OF_PART };
        for start in 0..count {
            let ends = (start + 1..=count).take_while(|end| self.digits(start, *end) <= MOST_OF_PART);
            parts.extend(ends.filter(|end| self.digits(start, *end) >= fewest).map(|end| (start, end)));
        }
        parts.extend(self.pieces(|gap| gap.trim_matches(['(', ')']).chars().count() > 1));
        parts.extend(self.pieces(|gap| gap.contains(' ')));
        parts.sort_unstable();
        parts.dedup();
        for (start, end) in parts {
            self.number(start, end, found);
        }
    }

    /// Returns what is between wide gaps, if there is more than a number and the digits for its country or area.
    fn pieces(&self, is_wide: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
        let mut pieces = vec![0];
        pieces.extend(self.gaps.iter().enumerate().filter(|(_, gap)| is_wide(gap)).map(|(at, _)| at + 1));
        let ends = pieces.clone().into_iter().skip(1).chain([self.groups.len()]);
        let pieces: Vec<_> =
            pieces.into_iter().zip(ends).filter(|(start, end)| self.digits(*start, *end) >= 5).collect();
        if pieces.len() < 2 { Vec::new() } else { pieces }
    }

    fn number(&self, start: usize, end: usize, found: &mut Vec<String>) {
        let has_plus = start == 0 && self.has_plus;
        let is_certain = start == 0 && self.is_named || has_plus;
        let (groups, digits) = (&self.groups[start..end], self.groups[start..end].concat());
        let is_touched = self.is_touched && !is_certain;
        let is_version = || self.gaps[start..end - 1].contains(&".");
        if digits.len() > MOST
            || self.taken[start..end].contains(&true)
            || !is_certain && is_time(groups)
            || !has_plus && self.dates[start..end].contains(&true)
            || is_touched && (digits.len() < FEWEST_TOUCHED || is_version())
        {
            return;
        }
        let all = national(&digits, has_plus);
        found.extend(all.into_iter().filter(|national| national.len() >= FEWEST).map(str::to_owned));
    }
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
            ("20 10 12 31", "20101231"),
            ("tel: 20101231", "20101231"),
            ("+45 20101231", "20101231"),
            ("8 912 345 01 54", "9123450154"),
            ("06 1 234 0157", "12340157"),
            ("+52 1 55 1234 0158", "5512340158"),
            ("011 44 20 7946 0162", "2079460162"),
        ] {
            assert!(telephones(text).iter().any(|found| found == expected), "{text}: {:?}", telephones(text));
        }
    }

    #[test]
    fn a_number_is_found_next_to_other_digits() {
        for text in [
            "312-555-0143 / 312-555-0172",
            "312-555-0172 / 312-555-0143",
            "312-555-0172 312-555-0143",
            "312-555-0172/312-555-0143",
            "312 555 0172 312 555 0143",
            "312-555-0143 +1 312 555 0172",
            "IL 62701 312-555-0143",
            "IL 62701 312 555 0143",
            "2026-11-26 312-555-0143",
            "2026-11-26T12:30:00Z, 312-555-0143",
            "26.11.2026 312-555-0143",
            "9-5 312-555-0143",
            "ISBN 0-306-40615-2 312-555-0143",
            "978-0-306-40615-7 (312) 555-0143",
            "(312)  - 555 - 0143",
            "312_555_0143",
            "312·555·0143",
            "Jane Doe,312-555-0143",
            "Tel312-555-0143",
            "M3125550143",
            "#312-555-0143",
            "phone=312-555-0143",
            "312-555-0143ext12",
            "https://wa.me/13125550143",
            "https://x.example/?tel=3125550143",
        ] {
            assert!(telephones(text).iter().any(|found| found == "3125550143"), "{text}: {:?}", telephones(text));
        }
        for text in ["555-0143 555-0144", "62701 555-0143", "9-5, 555-0143", "phone 555-0143pm"] {
            assert!(telephones(text).iter().any(|found| found == "5550143"), "{text}: {:?}", telephones(text));
        }
        assert!(telephones("26.11.2026 06 12 34 51 39").contains(&"612345139".to_owned()));
        // The local number alone is another one.
        for text in ["+1 (312) 555-0143", "+1 312-555-0143 / +1 312-555-0172", "312-555-0143 / 312-555-0172"] {
            assert!(!telephones(text).iter().any(|found| found == "5550143"), "{text}: {:?}", telephones(text));
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
            "2026-03-12 12:30",
            "call 2026-03-12",
            "2026-03-12 2026-03-13",
            "978-0-306-40615-7 978-0-306-40615-7",
            "doi 10.1000/1234567",
            "Chrome/119.0.6045.199",
            "A1234567",
            "1234567kg",
            "https://x.example/1234567",
            "?p=1234567",
        ] {
            assert_eq!(telephones(text), Vec::<String>::new(), "{text}");
        }
    }
}
