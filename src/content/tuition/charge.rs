//! A price for all students, or one for each of two groups.

use std::fmt;

use super::price::Price;

/// A price for all students, or one for those of the state and one for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// The same for all.
    ForAll(Price),
    /// Not the same; `None` is *not stated*.
    ByState {
        /// The price for students who live in the state.
        in_state: Option<Price>,
        /// The price for all others.
        out_of_state: Option<Price>,
    },
}

impl Charge {
    /// Returns two prices as one charge. `None` if neither is stated.
    pub(super) fn by_state(in_state: Option<Price>, out_of_state: Option<Price>) -> Option<Self> {
        (in_state.is_some() || out_of_state.is_some()).then_some(Self::ByState { in_state, out_of_state })
    }

    /// Returns the price for students who live in the state.
    pub fn in_state(self) -> Option<Price> {
        match self {
            Self::ForAll(price) => Some(price),
            Self::ByState { in_state, .. } => in_state,
        }
    }

    /// Returns the price for students from elsewhere.
    pub fn out_of_state(self) -> Option<Price> {
        match self {
            Self::ForAll(price) => Some(price),
            Self::ByState { out_of_state, .. } => out_of_state,
        }
    }

    /// Returns the charge for so many units, price by price.
    pub fn times(self, count: Option<u32>) -> Option<Self> {
        let times = |price: Option<Price>| price.and_then(|price| price.times(count));
        match self {
            Self::ForAll(price) => price.times(count).map(Self::ForAll),
            Self::ByState { in_state, out_of_state } => Self::by_state(times(in_state), times(out_of_state)),
        }
    }

    /// Returns this charge, and for a price that it lacks, that of another.
    pub(super) fn or(self, other: Option<Self>) -> Self {
        match self {
            Self::ForAll(_) => self,
            Self::ByState { in_state, out_of_state } => Self::ByState {
                in_state: in_state.or(other.and_then(Self::in_state)),
                out_of_state: out_of_state.or(other.and_then(Self::out_of_state)),
            },
        }
    }

    /// Returns true if a price for some students is known from both, and is not the same.
    pub(super) fn contradicts(self, other: Self) -> bool {
        let differ = |one: Option<Price>, other: Option<Price>| one.zip(other).is_some_and(|(one, other)| one != other);
        differ(self.in_state(), other.in_state()) || differ(self.out_of_state(), other.out_of_state())
    }
}

/// Formats as diagnostics have it: `USD 450`, `USD 450 in state and USD 600 out of state`.
impl fmt::Display for Charge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForAll(price) => price.fmt(f),
            Self::ByState { in_state, out_of_state } => {
                let in_state = in_state.map(|price| format!("{price} in state"));
                let out_of_state = out_of_state.map(|price| format!("{price} out of state"));
                f.write_str(&in_state.into_iter().chain(out_of_state).collect::<Vec<_>>().join(" and "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use iso_currency::Currency;
    use proptest::prelude::*;

    use super::*;
    use crate::content::tuition::PriceWord::{Free, OnRequest, Varies};
    use crate::content::tuition::{Amount, PriceWord};

    /// A price as the text that an author writes, with its ends; a word has none.
    fn written() -> impl Strategy<Value = (String, Result<(u64, u64), PriceWord>)> {
        let amount = 1..1_000_000_u64;
        let exact = amount.clone().prop_map(|low| (format!("USD {low}"), Ok((low, low))));
        let range = (amount.clone(), amount).prop_filter("two ends", |(low, high)| low < high);
        let range = range.prop_map(|(low, high)| (format!("USD {low}–{high}"), Ok((low, high))));
        let word = prop::sample::select(vec![("free", Free), ("varies", Varies), ("on request", OnRequest)]);
        prop_oneof![exact, range, word.prop_map(|(text, word)| (text.to_owned(), Err(word)))]
    }

    fn price(text: &str) -> Price {
        Price::parse(text, None).expect("a price")
    }

    /// Returns the cost of so many of a price, by plain arithmetic.
    fn expected(ends: Result<(u64, u64), PriceWord>, count: u32) -> Option<String> {
        let dollars = |sum: u64| Amount { minor: sum * u64::from(count) * 100, currency: Currency::USD };
        match ends {
            Ok((low, high)) if low == high => Some(dollars(low).to_string()),
            Ok((low, high)) => Some(format!("{}–{}", dollars(low), dollars(high).to_string().replace("USD ", ""))),
            Err(Free) => Some("free".to_owned()),
            Err(Varies | OnRequest) => None,
        }
    }

    proptest! {
        #[test]
        fn totals_are_computed_price_by_price(a in written(), b in written(), count in 1..1000_u32) {
            let shown = |price: Option<Price>| price.map(|price| price.to_string());
            let (in_state, out_of_state) = (price(&a.0), price(&b.0));
            let all = Charge::ForAll(in_state).times(Some(count));
            prop_assert_eq!(all.map(|all| all.to_string()), expected(a.1, count));
            let both = Charge::by_state(Some(in_state), Some(out_of_state)).expect("two").times(Some(count));
            prop_assert_eq!(shown(both.and_then(Charge::in_state)), expected(a.1, count));
            prop_assert_eq!(shown(both.and_then(Charge::out_of_state)), expected(b.1, count));
        }

        #[test]
        fn a_price_is_read_as_it_is_shown(a in written()) {
            let price = price(&a.0);
            prop_assert_eq!(Price::parse(&price.to_string(), None), Ok(price));
        }

        #[test]
        fn charges_contradict_each_other_both_ways_or_not_at_all(a in written(), b in written()) {
            let (one, other) = (Charge::ForAll(price(&a.0)), Charge::by_state(Some(price(&b.0)), None).expect("one"));
            prop_assert!(!one.contradicts(one) && !other.contradicts(other));
            prop_assert_eq!(one.contradicts(other), other.contradicts(one));
            prop_assert_eq!(one.contradicts(other), price(&a.0) != price(&b.0));
        }
    }
}
