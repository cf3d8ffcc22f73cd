//! Bands of prices, for readers who look for what they can pay.
//!
//! The bounds are 1, 2, and 5 times a power of ten, in whole units of the currency. They do not depend on the programs that
//! there are, so a new program never moves the address of a band.

use iso_currency::Currency;

use crate::content::Amount;

/// The amounts of one currency from a bound to just under the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceBand {
    currency: Currency,
    /// The index of the lower bound in the series 1, 2, 5, 10, 20, 50 …; `None` for amounts under 1.
    step: Option<u32>,
}

impl PriceBand {
    /// Returns the bands of the amounts from `low` to `high`, in minor units: of one amount, one.
    pub(super) fn of(currency: Currency, low: u64, high: u64) -> impl Iterator<Item = Self> {
        let step = move |minor: u64| (0..MOST_STEPS).take_while(|step| bound(*step, currency) <= minor).last();
        let (first, last) = (step(low), step(high));
        let below = first.is_none().then_some(None);
        let steps = (first.unwrap_or(0)..=last.unwrap_or(0)).filter(move |_| last.is_some()).map(Some);
        below.into_iter().chain(steps).map(move |step| Self { currency, step })
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The lowest amount in the band; `None` for the band that begins at nothing.
    pub fn from(self) -> Option<Amount> {
        self.step.map(|step| Amount { minor: bound(step, self.currency), currency: self.currency })
    }

    /// The amount that the band stays under.
    pub fn under(self) -> Amount {
        let next = self.step.map_or(0, |step| step + 1);
        Amount { minor: bound(next, self.currency), currency: self.currency }
    }

    fn key(self) -> (&'static str, Option<u32>) {
        (self.currency.code(), self.step)
    }
}

impl Ord for PriceBand {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for PriceBand {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// No amount that a profile may state, times the most units, is larger than the bound of this step.
const MOST_STEPS: u32 = 45;

/// Returns a bound of the series, in minor units.
fn bound(step: u32, currency: Currency) -> u64 {
    let minor_units = 10_u64.pow(u32::from(currency.exponent().unwrap_or(0)));
    [1, 2, 5][step as usize % 3] * 10_u64.saturating_pow(step / 3).saturating_mul(minor_units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(currency: Currency, low: u64, high: u64) -> Vec<String> {
        let text = |band: PriceBand| match band.from() {
            Some(from) => format!("{from} to {}", band.under()),
            None => format!("under {}", band.under()),
        };
        PriceBand::of(currency, low, high).map(text).collect()
    }

    #[test]
    fn an_amount_has_one_band_and_a_range_all_that_it_touches() {
        assert_eq!(bands(Currency::USD, 139_500, 139_500), ["USD 1,000 to USD 2,000"]);
        assert_eq!(bands(Currency::USD, 100_000, 100_000), ["USD 1,000 to USD 2,000"]);
        assert_eq!(bands(Currency::USD, 99_999, 99_999), ["USD 500 to USD 1,000"]);
        assert_eq!(bands(Currency::USD, 45_000, 60_000), ["USD 200 to USD 500", "USD 500 to USD 1,000"]);
        assert_eq!(bands(Currency::JPY, 120_000, 120_000), ["JPY 100,000 to JPY 200,000"]);
        assert_eq!(bands(Currency::EUR, 50, 150), ["under EUR 1", "EUR 1 to EUR 2"]);
        assert_eq!(bands(Currency::EUR, 1, 1), ["under EUR 1"]);
    }
}
