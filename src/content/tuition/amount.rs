//! Money: whole minor units of an ISO 4217 currency. No fractions, no conversion, no sums across currencies.

use std::fmt;

use iso_currency::Currency;

use super::digits::grouped;
use super::price_mistake::PriceMistake;
use crate::language::Locale;

/// An amount of money: one exact sum, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The amount in the smallest unit of the currency: cents, or yen, which has none smaller.
    pub minor: u64,
    /// The currency.
    pub currency: Currency,
}

impl Amount {
    /// Reads `USD 1,200`, `1200 USD`, or `$1,200` if there is a currency for `$`, which is `home`.
    pub(super) fn parse(text: &str, home: Option<Currency>) -> Result<Self, PriceMistake> {
        let written = WrittenAmount::of(text).ok_or(PriceMistake::Unreadable)?;
        let currency = written.currency(home);
        // What costs nothing does so in every currency.
        if minor_units(written.number, 2) == Some(0) && !matches!(currency, Err(PriceMistake::UnknownCurrency(_))) {
            return Err(PriceMistake::Zero);
        }
        if written.may_be_two_numbers(currency.as_ref().ok()) {
            return Err(PriceMistake::TwoNumbers);
        }
        written.in_currency(currency?)
    }

    /// Multiplies the amount. `None` if the result is too large.
    pub fn times(self, count: u32) -> Option<Self> {
        Some(Self { minor: self.minor.checked_mul(u64::from(count))?, ..self })
    }

    /// Formats the amount as it is written in a language and country: `$1,395`, `1.395 €`.
    pub fn localized(self, locale: &Locale) -> String {
        locale.money(self.minor, decimals(self.currency), self.currency.code())
    }

    /// Returns the number for programs: `1395` or `12.50`, with decimals only if they are not zero.
    pub fn decimal(self) -> String {
        self.figure().replace(',', "")
    }

    /// Returns the number as diagnostics have it: `1,395` or `12.50`, with decimals only if they are not zero.
    pub(super) fn figure(self) -> String {
        let decimals = decimals(self.currency);
        let unit = 10_u64.pow(decimals);
        let whole = grouped(&(self.minor / unit).to_string());
        match self.minor % unit {
            0 => whole,
            rest => format!("{whole}.{rest:0width$}", width = decimals as usize),
        }
    }
}

/// Formats as diagnostics have it: `USD 1,395`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency.code(), self.figure())
    }
}

/// Returns the number of decimals of a currency.
pub(super) fn decimals(currency: Currency) -> u32 {
    u32::from(currency.exponent().unwrap_or(0))
}

/// An amount as it is written: a number, and the name of a currency before or after it.
pub(super) struct WrittenAmount<'t> {
    /// A code or `$`; empty if there is none.
    pub(super) name: &'t str,
    number: &'t str,
}

impl<'t> WrittenAmount<'t> {
    /// Returns the parts of a text that has nothing but an amount.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_digit();
        let (start, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
        let number = &text[start..=last];
        let ((name, "") | ("", name)) = (text[..start].trim_end(), text[last + 1..].trim_start()) else { return None };
        let is_number = number.chars().all(|c| is_digit(c) || matches!(c, ',' | '.') || c.is_whitespace());
        let is_name = name == "$" || name.chars().all(char::is_alphabetic);
        (is_number && is_name).then_some(Self { name, number })
    }

    /// Returns the currency that is named.
    pub(super) fn currency(&self, home: Option<Currency>) -> Result<Currency, PriceMistake> {
        match (self.name, home) {
            ("$", Some(home)) => Ok(home),
            ("" | "$", _) => Err(PriceMistake::NoCurrency),
            (code, _) => currency_of_code(code).ok_or_else(|| PriceMistake::UnknownCurrency(code.to_owned())),
        }
    }

    /// Returns the amount in a currency.
    pub(super) fn in_currency(&self, currency: Currency) -> Result<Amount, PriceMistake> {
        if self.number.len() > MOST_DIGITS {
            return Err(PriceMistake::Absurd);
        }
        let minor = minor_units(self.number, decimals(currency)).ok_or(PriceMistake::Unreadable)?;
        match minor {
            0 => Err(PriceMistake::Zero),
            // A larger amount is a typing error, and could overflow.
            10_000_000_001.. => Err(PriceMistake::Absurd),
            _ => Ok(Amount { minor, currency }),
        }
    }

    /// Returns true for `450 600`, which is a range that has lost its dash, or a price that nobody pays.
    fn may_be_two_numbers(&self, currency: Option<&Currency>) -> bool {
        let groups: Vec<&str> = self.number.split_whitespace().collect();
        matches!(groups.as_slice(), [low, high] if low.len() == 3 && high.len() == 3 && low < high)
            && currency.is_none_or(|currency| decimals(*currency) > 0)
    }
}

/// The number of characters of the longest number that is looked at.
const MOST_DIGITS: usize = 24;

/// Returns the currency of a code in capitals. `None` for metals, funds, and tests, which have codes among the currencies:
/// `XAU`, `XTS`.
pub(super) fn currency_of_code(code: &str) -> Option<Currency> {
    let is_money = !code.starts_with('X') || ["XAF", "XCD", "XOF", "XPF", "XCG"].contains(&code);
    Currency::from_code(code).filter(|_| is_money)
}

/// Parses `1,395.50` with two decimals as 139550. Commas and spaces may only separate thousands.
fn minor_units(number: &str, decimals: u32) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.split(|c: char| c == ',' || c.is_whitespace()).collect();
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let decimals = decimals as usize;
    if whole.is_empty() || !grouped || (part.is_empty() && number.contains('.')) || part.len() > decimals {
        return None;
    }
    format!("{}{part:0<decimals$}", groups.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, PriceMistake> {
        Amount::parse(text, Some(Currency::USD)).map(|amount| amount.to_string())
    }

    #[test]
    fn amounts_are_read_in_the_forms_people_write() {
        for text in ["USD 1,395", "1395 USD", "$1,395", "USD 1395.00"] {
            assert_eq!(read(text).as_deref(), Ok("USD 1,395"), "{text}");
        }
        assert_eq!(read("EUR 12.50").as_deref(), Ok("EUR 12.50"));
        assert_eq!(read("JPY 120000").as_deref(), Ok("JPY 120,000"));
        assert_eq!(read("1\u{a0}395 $").as_deref(), Ok("USD 1,395"));
        assert_eq!(read("JPY 450 600").as_deref(), Ok("JPY 450,600"));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for (text, mistake) in [
            ("1395", PriceMistake::NoCurrency),
            ("USD -5", PriceMistake::Unreadable),
            ("USD 1,39", PriceMistake::Unreadable),
            ("JPY 1.50", PriceMistake::Unreadable),
            ("USD 1,395+", PriceMistake::Unreadable),
            ("USD 5 10", PriceMistake::Unreadable),
            ("DOL 12", PriceMistake::UnknownCurrency("DOL".to_owned())),
            ("USD 0.00", PriceMistake::Zero),
            ("0", PriceMistake::Zero),
            ("USD 450 600", PriceMistake::TwoNumbers),
        ] {
            assert_eq!(read(text), Err(mistake), "{text}");
        }
        assert_eq!(read(&format!("USD {}", "9".repeat(40))), Err(PriceMistake::Absurd));
    }

    #[test]
    fn a_total_is_the_price_times_the_number() {
        let each = Amount::parse("USD 1,395", None).unwrap();
        assert_eq!(each.times(5).unwrap().to_string(), "USD 6,975");
    }
}
