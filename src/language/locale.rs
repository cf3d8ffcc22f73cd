//! A language and country: how dates and money are written there.

use std::borrow::Cow;

use super::plural::PluralRules;

/// The table: a row per language, a column per [`Locale`] field.
pub(super) const TABLE: &str = include_str!("cldr.tsv");

/// The value of a field that is the same as in the row of the shorter tag.
const SAME: &str = "^";

/// The row that all others build on.
const ROOT: &str = "und";

/// What a language and country write differently from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// The start and end of a quotation, then those of a quotation within one.
    pub(super) quotes: &'static str,
    pub(super) plurals: &'static str,
    /// The pattern of a date with the month's short name: `{day} {month_short} {year}`.
    pub date_short: &'static str,
    /// The pattern of a date with the month's full name.
    pub date_long: &'static str,
    months_short: [&'static str; 12],
    months: [&'static str; 12],
    zero: char,
    decimal: &'static str,
    group: &'static str,
    grouping: Grouping,
    money: &'static str,
    /// The signs of currencies that differ from those of the root: `USD=$ JPY=¥`.
    signs: &'static str,
    root_signs: &'static str,
}

/// The sizes of the groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grouping {
    /// The number of digits in the last group.
    last: usize,
    /// The number in each other group: 2 in India, 3 elsewhere.
    others: usize,
    /// The number of digits that the first group must have: 2 in Spain, where `1200` is not grouped.
    least: usize,
}

impl Default for Locale {
    fn default() -> Self {
        Self::of_language("en")
    }
}

impl Locale {
    /// Returns the locale of a BCP 47 language tag: that of the longest part of the tag that is in the table, else of
    /// English.
    pub fn of_language(tag: &str) -> Self {
        let rows = rows(tag).or_else(|| rows("en")).unwrap_or_default();
        let field = |at: usize| rows.iter().filter_map(|row| row.get(at)).find(|value| **value != SAME).copied();
        let text = |at: usize| field(at).unwrap_or_default();
        let mut sizes = text(9).split(',').filter_map(|size| size.parse().ok());
        let mut size = |default| sizes.next().unwrap_or(default);
        Self {
            quotes: text(0),
            plurals: text(1),
            date_short: text(2),
            date_long: text(3),
            months_short: twelve(text(4)),
            months: twelve(text(5)),
            zero: text(6).chars().next().unwrap_or('0'),
            decimal: text(7),
            group: text(8),
            grouping: Grouping { last: size(3), others: size(3), least: size(1) },
            money: text(10),
            signs: text(11),
            root_signs: rows.last().and_then(|row| row.get(11)).copied().unwrap_or_default(),
        }
    }

    /// Returns the rules of the language's plural forms.
    pub fn plural_rules(&self) -> PluralRules {
        PluralRules::new(self.plurals)
    }

    /// Returns the short name of a month, from 1 to 12.
    pub fn month_short(&self, month: i8) -> &'static str {
        of_month(&self.months_short, month)
    }

    /// Returns the full name of a month, from 1 to 12, as it is in a date.
    pub fn month(&self, month: i8) -> &'static str {
        of_month(&self.months, month)
    }

    /// Returns a number in the digits of the language, without grouping.
    pub fn digits(&self, number: &impl ToString) -> String {
        let number = number.to_string();
        if self.zero == '0' {
            return number;
        }
        let local = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from(self.zero) + digit));
        number.chars().map(|c| local(c).unwrap_or(c)).collect()
    }

    /// Formats an amount of money: `$1,200`, `1.200 €`. `minor` is the amount in the smallest unit of the currency, which
    /// has that many decimals; they are left out if they are zero. `code` is the currency (ISO 4217).
    pub fn money(&self, minor: u64, decimals: u32, code: &str) -> String {
        self.with_sign(&self.number(minor, decimals), code)
    }

    /// Formats a range of money like [`Locale::money`], with the currency once: `$1,200–1,500`, `1.200–1.500 €`.
    pub fn money_range(&self, low: u64, high: u64, decimals: u32, code: &str) -> String {
        let number = format!("{}–{}", self.number(low, decimals), self.number(high, decimals));
        self.with_sign(&number, code)
    }

    fn number(&self, minor: u64, decimals: u32) -> String {
        let unit = 10_u64.saturating_pow(decimals);
        let mut number = self.grouped(&(minor / unit).to_string());
        if !minor.is_multiple_of(unit) {
            number.push_str(self.decimal);
            number.push_str(&self.digits(&format_args!("{:0width$}", minor % unit, width = decimals as usize)));
        }
        number
    }

    fn with_sign(&self, number: &str, code: &str) -> String {
        let sign = self.sign(code);
        // CLDR separates letters from digits by a no-break space.
        let pattern: Cow<'_, str> = match self.money {
            "¤#" if sign.ends_with(char::is_alphabetic) => "¤\u{a0}#".into(),
            "#¤" if sign.starts_with(char::is_alphabetic) => "#\u{a0}¤".into(),
            pattern => pattern.into(),
        };
        pattern.replace('¤', sign).replace('#', number)
    }

    fn grouped(&self, digits: &str) -> String {
        let Grouping { last, others, least } = self.grouping;
        if digits.len() < last + least {
            return self.digits(&digits);
        }
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            let behind = digits.len() - at;
            if at > 0 && behind >= last && (behind - last).is_multiple_of(others) {
                out.push_str(self.group);
            }
            out.push(digit);
        }
        self.digits(&out)
    }

    fn sign<'c>(&self, code: &'c str) -> &'c str
    where
        'static: 'c,
    {
        let signs = self.signs.split(' ').chain(self.root_signs.split(' '));
        let mut signs = signs.filter_map(|sign| sign.split_once('='));
        signs.find(|(known, _)| *known == code).map_or(code, |(_, sign)| sign)
    }
}

/// Returns the values of the tag's row, then those of the rows that it builds on, the root's last. `None` if the table has
/// no row for the language.
fn rows(tag: &str) -> Option<Vec<Vec<&'static str>>> {
    let ends = tag.match_indices('-').map(|(end, _)| end).chain([tag.len()]);
    let mut rows: Vec<_> = ends.filter_map(|end| row(&tag[..end])).collect();
    if rows.is_empty() {
        return None;
    }
    rows.reverse();
    rows.extend(row(ROOT));
    Some(rows)
}

fn row(tag: &str) -> Option<Vec<&'static str>> {
    let mut lines = TABLE.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, values)| values.split('\t').collect())
}

/// Returns the twelve names in a field of the table.
fn twelve(names: &'static str) -> [&'static str; 12] {
    let mut all = [""; 12];
    all.iter_mut().zip(names.split('|')).for_each(|(month, name)| *month = name);
    all
}

fn of_month(names: &[&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let tag = line.split('\t').next().unwrap();
            assert_eq!(line.split('\t').count(), 13, "{tag}");
            let locale = Locale::of_language(tag);
            assert_eq!(locale.quotes.split(' ').count(), 4, "{tag}");
            for pattern in [locale.date_short, locale.date_long] {
                assert!(pattern.contains("{day}") || pattern.contains("{dd}"), "{tag}: {pattern}");
                assert!(pattern.contains("{year}"), "{tag}: {pattern}");
            }
            for month in 1..=12 {
                assert!(!locale.month(month).is_empty() && !locale.month_short(month).is_empty(), "{tag}");
            }
            assert!(locale.money.contains('¤') && locale.money.contains('#'), "{tag}");
        }
    }

    #[test]
    fn money_is_written_as_in_the_country() {
        let money = |tag: &str, minor, decimals, code: &str| {
            Locale::of_language(tag).money(minor, decimals, code).replace('\u{a0}', "_").replace('\u{202f}', ".")
        };
        assert_eq!(money("en", 139_500, 2, "USD"), "USD 1,395");
        assert_eq!(money("en-US", 120_000, 2, "USD"), "$1,200");
        assert_eq!(money("en-us", 120_050, 2, "USD"), "$1,200.50");
        assert_eq!(money("en-US", 5, 2, "USD"), "$0.05");
        assert_eq!(money("en-US", 120_000, 2, "EUR"), "€1,200");
        assert_eq!(money("en-US", 120_000, 2, "CHF"), "CHF_1,200");
        assert_eq!(money("en-GB", 120_000, 2, "USD"), "US$1,200");
        assert_eq!(money("en-CA", 120_000, 2, "CAD"), "$1,200");
        assert_eq!(money("en-IN", 1_234_567_800, 2, "INR"), "₹1,23,45,678");
        assert_eq!(money("de", 120_000, 2, "EUR"), "1.200_€");
        assert_eq!(money("de", 120_050, 2, "EUR"), "1.200,50_€");
        assert_eq!(money("de", 120_000, 2, "CHF"), "1.200_CHF");
        assert_eq!(money("de-AT", 120_000, 2, "EUR"), "€_1.200");
        assert_eq!(money("de-CH", 120_000, 2, "CHF"), "CHF_1’200");
        assert_eq!(money("de-XX", 120_000, 2, "USD"), "1.200_$");
        assert_eq!(money("fr", 120_000, 2, "EUR"), "1.200_€");
        assert_eq!(money("es", 120_000, 2, "EUR"), "1200_€");
        assert_eq!(money("es", 1_200_000, 2, "EUR"), "12.000_€");
        assert_eq!(money("pl", 120_000, 2, "PLN"), "1200_zł");
        assert_eq!(money("ja", 120_000, 0, "JPY"), "￥120,000");
        assert_eq!(money("sv", 99, 2, "SEK"), "0,99_kr");
        assert_eq!(money("fa", 120_000, 2, "EUR"), "\u{200e}€۱٬۲۰۰");
        assert_eq!(money("tlh", 120_000, 2, "USD"), "USD 1,200");
    }

    #[test]
    fn a_range_of_money_has_its_currency_once() {
        let range = |tag: &str, low, high| {
            Locale::of_language(tag).money_range(low, high, 2, "EUR").replace(['\u{a0}', '\u{202f}'], "_")
        };
        assert_eq!(range("en", 45_000, 60_050), "EUR 450–600.50");
        assert_eq!(range("en-US", 120_000, 150_000), "€1,200–1,500");
        assert_eq!(range("de", 120_000, 150_000), "1.200–1.500_€");
        assert_eq!(range("fr", 1_200_000, 1_500_000), "12_000–15_000_€");
    }
}
