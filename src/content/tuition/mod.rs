//! The price of a program: `tuition:` of a profile in, [`Tuition`] out. Each figure is exact, and in the currency that the
//! author wrote.

mod amount;
mod amount_parts;
mod braces;
mod charge;
mod digits;
mod meant_price;
mod order;
mod price;
mod price_field;
mod price_mistake;
mod prices;
mod qualifiers;
mod range;
mod read;

mod unit;
mod words;

pub use amount::Amount;
pub(super) use braces::explain_cut_fact;
pub use charge::Charge;
pub use order::PriceOrder;
pub use price::{Price, PriceWord};
pub use range::AmountRange;
pub(super) use read::{explain_other_name, tuition};
pub use unit::Unit;

/// The price of a program, as far as it is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuition {
    /// The price of one unit.
    pub each: Option<Charge>,
    /// The unit that is priced.
    pub unit: Unit,
    /// The number of units.
    pub count: Option<u32>,
    /// The total: computed if price and number are known, else as stated.
    pub total: Option<Charge>,
    /// The students or courses that the price applies to.
    pub applies_to: Option<String>,
    /// Fees, discounts, and whatever else belongs to the price.
    pub note: Option<String>,
}

impl Tuition {
    /// Returns true if students of the state pay another price than all others.
    pub fn is_by_state(&self) -> bool {
        [self.each, self.total].iter().any(|charge| matches!(charge, Some(Charge::ByState { .. })))
    }

    /// Returns all prices that are stated.
    pub fn prices(&self) -> impl Iterator<Item = Price> {
        let charges = [self.each, self.total].into_iter().flatten();
        charges.flat_map(|charge: Charge| [charge.in_state(), charge.out_of_state()]).flatten()
    }

    /// Returns the codes of the currencies of all amounts; one may be there several times.
    pub fn currencies(&self) -> impl Iterator<Item = &'static str> {
        self.prices().filter_map(Price::currency).map(|currency| currency.code())
    }
}
