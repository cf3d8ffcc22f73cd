//! The reasons for which a text is not read as a price.

/// The reason for which a text is not read as a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PriceMistake {
    /// It is written in no form that is known.
    Unreadable,
    /// It names no currency.
    NoCurrency,
    /// It names a currency that does not exist.
    UnknownCurrency(String),
    /// It is 0, which is written `free`.
    Zero,
    /// It is more than any program costs.
    Absurd,
    /// It is one amount with a space in it, or a range without its dash.
    TwoNumbers,
    /// It is a range that begins with the higher price.
    Backwards,
    /// It is a range with equal ends.
    SameEnds,
}
