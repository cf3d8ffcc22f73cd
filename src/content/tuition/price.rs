//! A price as a profile may state it: an amount, a range, or a word.

use std::fmt;

use iso_currency::Currency;

use super::amount::Amount;
use super::price_mistake::PriceMistake;
use super::range::AmountRange;
use crate::yaml::values::Keyword;

/// A price, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Price {
    /// An exact amount.
    Exact(Amount),
    /// An amount between two others.
    Range(AmountRange),
    /// A word in place of an amount.
    Word(PriceWord),
}

/// A word in place of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceWord {
    /// `free`
    Free,
    /// `varies`
    Varies,
    /// `on request`
    OnRequest,
}

impl Keyword for PriceWord {
    const ALL: &'static [Self] = &[Self::Free, Self::Varies, Self::OnRequest];

    fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Varies => "varies",
            Self::OnRequest => "on request",
        }
    }
}

impl Price {
    /// Returns the currency of its amounts. `None` for a word.
    pub fn currency(self) -> Option<Currency> {
        match self {
            Self::Exact(amount) => Some(amount.currency),
            Self::Range(range) => Some(range.low().currency),
            Self::Word(_) => None,
        }
    }

    /// The price of what is free.
    pub(super) const FREE: Self = Self::Word(PriceWord::Free);

    /// Reads `free`, `varies`, `on request`, `USD 1,200`, `USD 450–600`. `home` is the currency of `$`.
    pub(super) fn parse(text: &str, home: Option<Currency>) -> Result<Self, PriceMistake> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(word) = PriceWord::ALL.iter().find(|word| word.word().eq_ignore_ascii_case(&words)) {
            return Ok(Self::Word(*word));
        }
        match AmountRange::parse(text, home) {
            Some(range) => range.map(Self::Range),
            None => Amount::parse(text, home).map(Self::Exact),
        }
    }

    /// Returns the price of so many units. What is free is so in any number. `None` if the price or the number is not
    /// known.
    pub fn times(self, count: Option<u32>) -> Option<Self> {
        match self {
            Self::Word(PriceWord::Free) => Some(self),
            Self::Word(PriceWord::Varies | PriceWord::OnRequest) => None,
            Self::Exact(amount) => amount.times(count?).map(Self::Exact),
            Self::Range(range) => range.times(count?).map(Self::Range),
        }
    }
}

/// Formats as diagnostics have it: `USD 1,395`, `USD 450–600`, `free`.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(amount) => amount.fmt(f),
            Self::Range(range) => range.fmt(f),
            Self::Word(word) => f.write_str(word.word()),
        }
    }
}
