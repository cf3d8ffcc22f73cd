//! The order of programs by what they cost.

use super::{Price, PriceWord, Tuition};

/// The key that programs are sorted by: free ones first, then each currency by itself, then those whose price is not
/// known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PriceOrder {
    /// It costs nothing.
    Free,
    /// It costs so much; for a range, the lower end counts first.
    Known {
        /// The code of the currency.
        currency: &'static str,
        /// The amount, or the lower end, in the smallest unit of the currency.
        low: u64,
        /// The amount, or the higher end.
        high: u64,
    },
    /// The total is not known.
    Unknown,
}

impl PriceOrder {
    /// Returns the place of a price. Students from elsewhere count: whoever reads the list may be one.
    pub fn of(tuition: Option<&Tuition>) -> Self {
        let amounts = match tuition.and_then(|tuition| tuition.total?.out_of_state()) {
            Some(Price::Exact(amount)) => (amount, amount),
            Some(Price::Range(range)) => (range.low(), range.high()),
            Some(Price::Word(PriceWord::Free)) => return Self::Free,
            Some(Price::Word(PriceWord::Varies | PriceWord::OnRequest)) | None => return Self::Unknown,
        };
        Self::Known { currency: amounts.0.currency.code(), low: amounts.0.minor, high: amounts.1.minor }
    }

    /// Returns a text that sorts in the same way.
    pub fn key(self) -> String {
        match self {
            Self::Free => "0".to_owned(),
            Self::Known { currency, low, high } => format!("1 {currency} {low:020} {high:020}"),
            Self::Unknown => "2".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use iso_currency::Currency;
    use proptest::prelude::*;

    use super::*;
    use crate::content::tuition::{Charge, Unit};

    /// A program's price by its text; `None` if it is not stated.
    fn order(price: &str) -> PriceOrder {
        let total = |price: &str| Price::parse(price, Some(Currency::USD)).ok();
        let total = match price.split_once(" / ") {
            Some((in_state, out_of_state)) => Charge::by_state(total(in_state), total(out_of_state)),
            None => total(price).map(Charge::ForAll),
        };
        let (each, count, applies_to, note) = (None, None, None, None);
        PriceOrder::of(total.map(|_| Tuition { each, unit: Unit::Course, count, total, applies_to, note }).as_ref())
    }

    #[test]
    fn what_is_free_comes_first_and_what_is_not_known_last() {
        let sorted = [
            "free",
            "USD 900 / free",
            "EUR 5,000",
            "USD 99",
            "USD 450",
            "USD 450–600",
            "USD 450–700",
            "free / USD 500",
            "USD 600",
        ];
        assert!(sorted.is_sorted_by_key(|price| order(price)), "{:?}", sorted.map(order));
        for unknown in ["varies", "on request", "USD 5 / varies", ""] {
            assert_eq!(order(unknown), PriceOrder::Unknown, "{unknown}");
            assert!(order("USD 90,000,000") < order(unknown));
        }
    }

    fn prices() -> impl Strategy<Value = String> {
        let amount = (prop::sample::select(vec!["USD", "EUR", "JPY"]), 1..400_u32, 1..400_u32);
        let amount = amount.prop_map(|(code, low, more)| match more % 3 {
            0 => format!("{code} {low}"),
            _ => format!("{code} {low}–{}", low + more),
        });
        let word = prop::sample::select(vec!["free", "varies", "on request", ""]).prop_map(ToOwned::to_owned);
        prop_oneof![4 => amount, 1 => word]
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in prices(), b in prices(), c in prices()) {
            let [a, b, c] = [&a, &b, &c].map(|price| order(price));
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
            prop_assert!(!(a <= b && b <= c) || a <= c);
            prop_assert_eq!(a.key().cmp(&b.key()), a.cmp(&b));
        }
    }
}
