//! A range of prices: two amounts of one currency.

use std::cmp::Ordering;
use std::fmt;

use iso_currency::Currency;

use super::amount::{Amount, WrittenAmount, decimals};
use super::digits::DASHES;
use super::price_mistake::PriceMistake;
use crate::language::Locale;

/// Two amounts of one currency, the first lower than the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountRange {
    low: Amount,
    high: Amount,
}

impl AmountRange {
    /// Reads `USD 450–600`, `450 to 600 USD`, `$450 - $600`. `None` if the text is not two amounts with a dash or `to`
    /// between them.
    pub(super) fn parse(text: &str, home: Option<Currency>) -> Option<Result<Self, PriceMistake>> {
        let (low, high) = split(text)?;
        let (low, high) = (WrittenAmount::of(low)?, WrittenAmount::of(high)?);
        Some(Self::of_ends(&low, &high, home))
    }

    fn of_ends(
        low: &WrittenAmount<'_>,
        high: &WrittenAmount<'_>,
        home: Option<Currency>,
    ) -> Result<Self, PriceMistake> {
        let currency = match (low.name, high.name) {
            ("", _) => high.currency(home)?,
            (_, "") => low.currency(home)?,
            _ if low.currency(home)? == high.currency(home)? => low.currency(home)?,
            _ => return Err(PriceMistake::Unreadable),
        };
        let end = |written: &WrittenAmount<'_>| match written.in_currency(currency) {
            // A range from nothing is no range of amounts.
            Err(PriceMistake::Zero) => Err(PriceMistake::Unreadable),
            end => end,
        };
        let (low, high) = (end(low)?, end(high)?);
        match low.minor.cmp(&high.minor) {
            Ordering::Less => Ok(Self { low, high }),
            Ordering::Equal => Err(PriceMistake::SameEnds),
            Ordering::Greater => Err(PriceMistake::Backwards),
        }
    }

    /// Returns the range between two amounts. `None` if the first is not lower, or they are of two currencies.
    pub fn between(low: Amount, high: Amount) -> Option<Self> {
        (low.currency == high.currency && low.minor < high.minor).then_some(Self { low, high })
    }

    /// Returns the lower end.
    pub fn low(self) -> Amount {
        self.low
    }

    /// Returns the higher end.
    pub fn high(self) -> Amount {
        self.high
    }

    /// Multiplies both ends. `None` if the result is too large.
    pub fn times(self, count: u32) -> Option<Self> {
        Some(Self { low: self.low.times(count)?, high: self.high.times(count)? })
    }

    /// Formats the range as it is written in a language and country: `$450–600`, `450–600 €`.
    pub fn localized(self, locale: &Locale) -> String {
        let currency = self.low.currency;
        locale.money_range(self.low.minor, self.high.minor, decimals(currency), currency.code())
    }
}

/// Formats as diagnostics have it: `USD 450–600`.
impl fmt::Display for AmountRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.low, self.high.figure())
    }
}

/// Splits a text at the one dash or `to` that has a number on both sides.
fn split(text: &str) -> Option<(&str, &str)> {
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let dashes = text.char_indices().filter(|(_, c)| DASHES.contains(c)).map(|(at, c)| (at, c.len_utf8()));
    let words = text.to_ascii_lowercase();
    let words = words.match_indices(" to ").map(|(at, word)| (at, word.len())).collect::<Vec<_>>();
    let parts = dashes.chain(words).map(|(at, length)| (text[..at].trim(), text[at + length..].trim()));
    let mut parts = parts.filter(|(low, high)| has_digit(low) && has_digit(high));
    let first = parts.next()?;
    parts.next().is_none().then_some(first)
}
