//! A text about money as numbers, currencies, and whatever else is in it.

use std::ops::Range;

use iso_currency::Currency;

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

/// A text as numbers, words, and signs.
pub(super) struct AmountParts<'t> {
    pub(super) numbers: Vec<WrittenNumber>,
    /// Runs of letters and signs of currencies.
    pub(super) words: Vec<&'t str>,
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
    pub(super) fn of(text: &'t str) -> Self {
        let mut parts = Self { numbers: Vec::new(), words: Vec::new(), signs: String::new() };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if let Some(number) = WrittenNumber::at(text, at) {
                at = number.range.end;
                parts.numbers.push(number);
            } else if is_in_word(c) {
                let length = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
                parts.words.push(&rest[..length]);
                at += length;
            } else {
                // `500,-` is how some people write a whole amount.
                let means_nothing = is_separator(c) || matches!(c, '-' | '–' | '—');
                if !means_nothing {
                    parts.signs.push(c);
                }
                at += c.len_utf8();
            }
        }
        parts
    }

    /// Returns the currency that is named; without a name, that of `$`.
    pub(super) fn currency(&self, home: Option<Currency>) -> Option<Currency> {
        let named = self.words.iter().find_map(|word| currency_of(word, self.words.len() == 1));
        named.or(home)
    }

    /// Returns true if there are words, and none of them names a currency: one may be a name that is not known.
    pub(super) fn names_unknown_currency(&self) -> bool {
        let is_only = self.words.len() == 1;
        let is_known =
            |word: &&str| currency_of(word, is_only).is_some() || ANY_DOLLAR.contains(&&*word.to_uppercase());
        !self.words.is_empty() && !self.words.iter().any(is_known)
    }

    /// Returns the words that name no currency.
    fn qualifiers(&self) -> impl Iterator<Item = &'t str> {
        let is_only = self.words.len() == 1;
        let is_dollar = |word: &str| ANY_DOLLAR.contains(&&*word.to_uppercase());
        self.words.iter().copied().filter(move |word| currency_of(word, is_only).is_none() && !is_dollar(word))
    }

    /// Returns true if there is nothing but an amount.
    pub(super) fn is_bare(&self) -> bool {
        self.signs.is_empty() && self.qualifiers().next().is_none()
    }

    /// Returns the field for an amount of each course or credit.
    pub(super) fn unit(&self) -> Option<&'static str> {
        let mut words = self.qualifiers().map(str::to_lowercase);
        words.find_map(|word| match word.trim_end_matches('s') {
            "credit" => Some("per_credit"),
            "course" => Some("per_course"),
            _ => None,
        })
    }

    /// Returns true if two numbers are the lowest and the highest price.
    pub(super) fn is_range(&self, text: &str) -> bool {
        let [low, high] = self.numbers.as_slice() else { return false };
        let between = text[low.range.end..high.range.start].trim();
        let is_to =
            |word: &str| TO.contains(&&*word.to_lowercase()) || currency_of(word, false).is_some() || word == "$";
        !between.is_empty()
            && between.split(|c: char| !is_in_word(c)).filter(|word| !word.is_empty()).all(is_to)
            && self.signs.chars().all(|c| c == '/')
    }

    /// Returns what a text has besides its first amount.
    pub(super) fn rest(&self, text: &'t str) -> String {
        let (before, after) = match self.numbers.first() {
            Some(number) => (&text[..number.range.start], &text[number.range.end..]),
            None => (text, ""),
        };
        let is_only = self.words.len() == 1;
        let is_currency =
            |word: &str| currency_of(word, is_only).is_some() || ANY_DOLLAR.contains(&&*word.to_uppercase());
        let words = before.split_whitespace().chain(after.split_whitespace());
        let words = words.map(|word| word.trim_matches('$')).filter(|word| !word.is_empty() && !is_currency(word));
        words.collect::<Vec<_>>().join(" ")
    }
}

impl WrittenNumber {
    /// Returns the number at a byte of a text: `1,395.50`, `1.395`, `.50`, `5k`.
    fn at(text: &str, start: usize) -> Option<Self> {
        let rest = &text[start..];
        let is_digit = |c: char| c.is_ascii_digit();
        if let Some(part) = rest.strip_prefix(['.', ',']).filter(|part| part.starts_with(is_digit)) {
            let length = part.find(|c| !is_digit(c)).unwrap_or(part.len());
            let range = start..start + 1 + length;
            return (length <= 2).then(|| Self { range, whole: "0".to_owned(), part: part[..length].to_owned() });
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
            match group.len() {
                3 if is_grouped => whole.push_str(group),
                1 | 2 if !separator.is_whitespace() => group.clone_into(&mut part),
                _ => break,
            }
            end += separator.len_utf8() + group.len();
            is_grouped &= part.is_empty();
            if !part.is_empty() {
                break;
            }
        }
        let after = &rest[end..];
        if after.starts_with(['k', 'K']) && !after[1..].starts_with(char::is_alphanumeric) {
            whole = format!("{whole}{part:0<3}");
            part.clear();
            end += 1;
        }
        Some(Self { range: start..start + end, whole, part })
    }
}

/// Returns the currency of a sign, a name, or a code; a code in small letters counts if it is the only word.
fn currency_of(name: &str, is_only: bool) -> Option<Currency> {
    let capitals = name.to_uppercase();
    let known = NAMES.iter().find(|(known, _)| *known == capitals).map(|(_, currency)| *currency);
    known.or_else(|| Currency::from_code(&capitals).filter(|_| is_only || name == capitals))
}
