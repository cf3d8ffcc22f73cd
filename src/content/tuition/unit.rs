//! The units in which programs are priced.

use crate::yaml::values::Keyword;

/// The unit in which a program is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A course.
    Course,
    /// A credit.
    Credit,
    /// A year.
    Year,
}

impl Keyword for Unit {
    /// In the order in which one of several prices is taken.
    const ALL: &'static [Self] = &[Self::Credit, Self::Course, Self::Year];

    fn word(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Credit => "credit",
            Self::Year => "year",
        }
    }
}

impl Unit {
    /// Returns the field of `tuition` with the price of a unit.
    pub fn field(self) -> &'static str {
        match self {
            Self::Course => "per_course",
            Self::Credit => "per_credit",
            Self::Year => "per_year",
        }
    }
}
