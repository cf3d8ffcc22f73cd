//! A text about money as numbers, currencies, and whatever else is in it.

use std::ops::Range;

use iso_currency::Currency;

use super::amount::{currency_of_code, decimals};
use super::digits::DASHES;

/// Signs and words of one currency each. `$` is the column's own.
const NAMES: [(&str, Currency); 14] = [
    ("£", Currency::GBP),
    ("€", Currency::EUR),
    ("¥", Currency::JPY),
    ("₹", Currency::INR),
    ("US$", Currency::USD),
    ("C$", Currency::CAD),
    ("CA$", Currency::CAD),
    ("A$", Currency::AUD),
    ("AU$", Currency::AUD),
    ("NZ$", Currency::NZD),
    ("EURO", Currency::EUR),
    ("EUROS", Currency::EUR),
    ("RS", Currency::INR),
    ("YEN", Currency::JPY),
];

/// Words for what several countries have.
const ANY_DOLLAR: [&str; 3] = ["$", "DOLLAR", "DOLLARS"];

/// Words between the lowest and the highest price.
const TO: [&str; 7] = ["to", "up", "or", "and", "until", "bis", "through"];

/// The decimals of most currencies.
const USUAL_DECIMALS: u32 = 2;

/// A text as numbers, words, and signs.
pub(super) struct AmountParts<'t> {
    text: &'t str,
    numbers: Vec<WrittenNumber>,
    /// Runs of letters and signs of currencies.
    words: Vec<&'t str>,
    /// The signs that say more than the amount.
    signs: String,
}

/// A number as digits before and after the decimal sign.
pub(super) struct WrittenNumber {
    range: Range<usize>,
    pub(super) whole: String,
    pub(super) part: String,
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace()
}

fn is_in_word(c: char) -> bool {
    c.is_alphabetic() || "$£€¥₹".contains(c)
}

impl<'t> AmountParts<'t> {
    /// Returns the parts of a text. `home` is the currency of `$`.
    pub(super) fn of(text: &'t str, home: Option<Currency>) -> Self {
        let parts = Self::with_decimals(text, USUAL_DECIMALS);
        match parts.currency(home).map(decimals) {
            Some(decimals) if decimals > USUAL_DECIMALS => Self::with_decimals(text, decimals),
            Some(_) | None => parts,
        }
    }

    fn with_decimals(text: &'t str, decimals: u32) -> Self {
        let mut parts = Self { text, numbers: Vec::new(), words: Vec::new(), signs: String::new() };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if let Some(number) = WrittenNumber::at(text, at, decimals) {
                at = number.range.end;
                parts.numbers.push(number);
            } else if is_in_word(c) {
                let length = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
                parts.words.push(&rest[..length]);
                at += length;
            } else {
                // `500,-` is how some people write a whole amount.
                if !is_separator(c) && !DASHES.contains(&c) {
                    parts.signs.push(c);
                }
                at += c.len_utf8();
            }
        }
        parts
    }

    /// Returns all numbers, whether they are money or not.
    pub(super) fn numbers(&self) -> &[WrittenNumber] {
        &self.numbers
    }

    /// Returns the currency that is named; without a name, that of `$`.
    pub(super) fn currency(&self, home: Option<Currency>) -> Option<Currency> {
        self.named().next().or(home)
    }

    fn named(&self) -> impl Iterator<Item = Currency> {
        self.words.iter().filter_map(|word| currency_of(word, self.words.len() == 1))
    }

    /// Returns true if several currencies are named.
    pub(super) fn has_several_currencies(&self, home: Option<Currency>) -> bool {
        let Some(first) = self.currency(home) else { return false };
        // `CAD $500` is one amount.
        let other_dollars = self.words.contains(&"$") && !first.code().ends_with('D');
        other_dollars || self.named().any(|currency| currency != first)
    }

    /// Returns true if there are words, and none of them names a currency: one may be a name that is not known.
    pub(super) fn names_unknown_currency(&self) -> bool {
        !self.words.is_empty() && !self.words.iter().any(|word| self.is_currency(word))
    }

    /// Returns true for the name or the sign of a currency.
    pub(super) fn is_currency(&self, word: &str) -> bool {
        currency_of(word, self.words.len() == 1).is_some() || ANY_DOLLAR.contains(&&*word.to_uppercase())
    }

    /// Returns true if there is nothing but an amount.
    pub(super) fn is_bare(&self) -> bool {
        self.signs.is_empty() && self.words.iter().all(|word| self.is_currency(word))
    }

    /// Returns true for a sign that makes the amount the lowest or the highest of several: `USD 5,000+`.
    pub(super) fn has_bound_sign(&self) -> bool {
        self.text.trim_end().ends_with('+') || self.signs.contains(['<', '>', '≤', '≥'])
    }

    /// Returns the numbers that are money: those beside the name of a currency, and the other end of a range. All numbers
    /// if there is no such name.
    pub(super) fn figures(&self) -> Vec<&WrittenNumber> {
        let named = |number: &&WrittenNumber| {
            let before = self.text[..number.range.start].trim_end();
            let before = &before[before.trim_end_matches(is_in_word).len()..];
            let after = self.text[number.range.end..].trim_start();
            let after = &after[..after.find(|c| !is_in_word(c)).unwrap_or(after.len())];
            [before, after].iter().any(|word| !word.is_empty() && self.is_currency(word))
        };
        let first = self.numbers.iter().find(named);
        let is_end = |number: &&WrittenNumber| {
            let mut others = self.numbers.iter().filter(named);
            others.any(|other| self.is_range(other, number) || self.is_range(number, other))
        };
        self.numbers.iter().filter(|number| first.is_none() || named(number) || is_end(number)).collect()
    }

    /// Returns true if two numbers are the lowest and the highest price.
    pub(super) fn is_range(&self, low: &WrittenNumber, high: &WrittenNumber) -> bool {
        let Some(between) = self.text.get(low.range.end..high.range.start).map(str::trim) else { return false };
        let is_to = |word: &str| TO.contains(&&*word.to_lowercase()) || self.is_currency(word);
        let is_known = |c: char| is_in_word(c) || c.is_whitespace() || c == '/' || DASHES.contains(&c);
        !between.is_empty()
            && between.chars().all(is_known)
            && between.split(|c: char| !is_in_word(c)).filter(|word| !word.is_empty()).all(is_to)
    }

    /// Returns what the text has besides the amounts from one number to another.
    pub(super) fn rest(&self, first: &WrittenNumber, last: &WrittenNumber) -> String {
        let (before, after) = (&self.text[..first.range.start], &self.text[last.range.end..]);
        let words = before.split_whitespace().chain(after.split_whitespace());
        let words = words.filter(|word| !self.is_currency(word)).map(|word| word.trim_matches('$'));
        let words = words.filter(|word| !word.is_empty() && !self.is_currency(word));
        let rest = words.collect::<Vec<_>>().join(" ");
        rest.trim_start_matches([',', ';', ' ']).to_owned()
    }

    /// Returns the text after a number and the name of its currency.
    pub(super) fn after(&self, number: &WrittenNumber) -> &'t str {
        let rest = self.text[number.range.end..].trim_start();
        let word = &rest[..rest.find(|c| !is_in_word(c)).unwrap_or(rest.len())];
        let rest = if self.is_currency(word) { &rest[word.len()..] } else { rest };
        rest.trim_start_matches([',', ';', ' '])
    }
}

impl WrittenNumber {
    /// Returns the number at a byte of a text: `1,395.50`, `1.395`, `.50`, `5k`; with three decimals, also `1.395` as one and
    /// a part.
    fn at(text: &str, start: usize, decimals: u32) -> Option<Self> {
        let rest = &text[start..];
        let is_digit = |c: char| c.is_ascii_digit();
        if let Some(part) = rest.strip_prefix(['.', ',']).filter(|part| part.starts_with(is_digit)) {
            let length = part.find(|c| !is_digit(c)).unwrap_or(part.len());
            let range = start..start + 1 + length;
            return Some(Self { range, whole: "0".to_owned(), part: part[..length].to_owned() });
        }
        if !rest.starts_with(is_digit) {
            return None;
        }
        let length = |text: &str| text.find(|c| !is_digit(c)).unwrap_or(text.len());
        let mut end = length(rest);
        let (mut whole, mut part) = (rest[..end].to_owned(), String::new());
        let mut is_grouped = end <= 3;
        while let Some(separator) = rest[end..].chars().next().filter(|c| is_separator(*c)) {
            let group = &rest[end + separator.len_utf8()..];
            let group = &group[..length(group)];
            // `450 600` is two numbers.
            let is_other = separator.is_whitespace() && whole.len() == 3 && group.len() == 3 && *group > *whole;
            let is_part = match group.len() {
                0 => false,
                1 | 2 => true,
                // `0.500`
                _ if whole.bytes().all(|digit| digit == b'0') => true,
                _ => group.len() == decimals as usize && is_last(&rest[..end], separator, &rest[end..]),
            };
            match group.len() {
                _ if is_part && !separator.is_whitespace() => group.clone_into(&mut part),
                3 if is_grouped && !is_other => whole.push_str(group),
                _ => break,
            }
            end += separator.len_utf8() + group.len();
            is_grouped &= part.is_empty();
            if !part.is_empty() {
                break;
            }
        }
        let after = &rest[end..];
        if part.len() <= 3 && after.starts_with(['k', 'K']) && !after[1..].starts_with(char::is_alphanumeric) {
            whole = format!("{whole}{part:0<3}");
            part.clear();
            end += 1;
        }
        Some(Self { range: start..start + end, whole, part })
    }

    /// Returns the number whose digits are those of this one and then those of another.
    pub(super) fn with(&self, other: &Self) -> Self {
        let range = self.range.start..other.range.end;
        Self { range, whole: format!("{}{}", self.whole, other.whole), part: other.part.clone() }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.size() == (0, 0)
    }

    /// Returns what two numbers are compared by.
    pub(super) fn size(&self) -> (u64, u64) {
        let number = |digits: &str| digits.parse().unwrap_or(u64::MAX);
        (number(&self.whole), number(&format!("{:0<4}", self.part)))
    }
}

/// Returns true if a separator of three digits is the decimal sign: the last one, `.` or another than before.
fn is_last(before: &str, separator: char, rest: &str) -> bool {
    let mut after = rest[separator.len_utf8()..].trim_start_matches(|c: char| c.is_ascii_digit()).chars();
    let goes_on = after.next().is_some_and(is_separator) && after.next().is_some_and(|c| c.is_ascii_digit());
    !goes_on && !before.contains(separator) && (separator == '.' || before.contains(is_separator))
}

/// Returns the currency of a sign, a name, or a code; a code in small letters counts if it is the only word.
fn currency_of(name: &str, is_only: bool) -> Option<Currency> {
    let capitals = name.to_uppercase();
    let known = NAMES.iter().find(|(known, _)| *known == capitals).map(|(_, currency)| *currency);
    known.or_else(|| currency_of_code(&capitals).filter(|_| is_only || name == capitals))
}
