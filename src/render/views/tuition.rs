//! What a program costs.

use serde::Serialize;

/// The cost of a program, ready to print. A qualifier is printed wherever its number is.
///
/// If students from other states pay another price, `in_state` and `out_of_state` have both, and the other fields have
/// them in one text.
#[derive(Hash, Serialize)]
pub struct TuitionView<'a> {
    /// The price of one unit, as in the column's language and country: `USD 1,200`, `$1,200`, `$450–600`; null if only a
    /// total is known.
    pub each: Option<String>,
    /// The unit: `course`, `credit` or `year`; null like `each`.
    pub unit: Option<&'static str>,
    /// Number of units; null if not stated.
    pub count: Option<u32>,
    /// The whole, written in the same way: `USD 6,000`, computed if price and count are known, or the theme's word for
    /// `word`; null if it cannot be known.
    pub total: Option<String>,
    /// The part of the program that the price applies to: `most in-person courses`; null if it applies to all.
    pub applies_to: Option<&'a str>,
    /// `free`, `varies` or `on request`, if that is all that is known; null otherwise.
    pub word: Option<&'static str>,
    /// The price for students from the state; null if there is one price for all, or it is not stated.
    pub in_state: Option<PriceView>,
    /// The price for all others; null likewise.
    pub out_of_state: Option<PriceView>,
    /// Fees and discounts, plain; null if there is no such note.
    pub note: Option<&'a str>,
    /// The codes of the currencies of its amounts: `USD`; empty if it states none.
    pub currencies: Vec<&'static str>,
}

/// The price for some students, ready to print.
#[derive(Default, Hash, Serialize)]
pub struct PriceView {
    /// The price of one unit; null if only a total is known.
    pub each: Option<String>,
    /// The unit: `course`, `credit` or `year`; null like `each`.
    pub unit: Option<&'static str>,
    /// Number of units; null if not stated.
    pub count: Option<u32>,
    /// The whole; null if it cannot be known.
    pub total: Option<String>,
    /// `free`, `varies` or `on request`, if that is all that is known; null otherwise.
    pub word: Option<&'static str>,
}
