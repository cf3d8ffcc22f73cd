//! The day from which a diagnostic is an error.

use jiff::civil::Date;

/// The day from which something is an error.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ErrorFrom {
    /// The day.
    pub day: Date,
}
