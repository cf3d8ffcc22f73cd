//! The facets of a directory, and what a program can be in each of them.

use super::price_band::PriceBand;
use crate::content::{Credential, Delivery, Keyword, Status};
use crate::site::ids::{ProviderId, TermId};

/// A facet: a question to which every program has an answer, if only that it is not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The credential that it ends with.
    Credential,
    /// The ways in which it is taught.
    Delivery,
    /// The price.
    Tuition,
    /// Its subjects.
    Subject,
    /// The institution that offers it.
    Provider,
    /// Whether it takes students.
    Status,
    /// How long ago somebody checked its facts.
    Checked,
}

/// The word of a facet in addresses, and in the attributes and fields of a page.
impl Keyword for Facet {
    const ALL: &'static [Self] =
        &[Self::Credential, Self::Delivery, Self::Tuition, Self::Subject, Self::Provider, Self::Status, Self::Checked];

    fn word(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::Delivery => "delivery",
            Self::Tuition => "tuition",
            Self::Subject => "subject",
            Self::Provider => "provider",
            Self::Status => "status",
            Self::Checked => "checked",
        }
    }
}

/// What a program is in a facet. The order is that in which a page offers the values of one facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetValue {
    /// It ends with this credential.
    Credential(Credential),
    /// It is taught in this way.
    Delivery(Delivery),
    /// A figure of its price is stated, or it is free.
    PriceStated,
    /// It costs nothing.
    Free,
    /// Its total is in this band; a range of prices may be in several.
    Band(PriceBand),
    /// Its total is in another currency than most have, of this code.
    OtherCurrency(&'static str),
    /// Its price varies, or is given on request.
    NoFigure,
    /// It is about this subject.
    Subject(TermId),
    /// This institution offers it.
    Provider(ProviderId),
    /// It takes students, or not.
    Status(Status),
    /// Its facts were checked so long ago.
    Checked(CheckAge),
    /// The profile does not say.
    NotStated,
}

/// How long ago somebody checked the facts of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckAge {
    /// A year at most.
    WithinYear,
    /// Longer.
    Earlier,
    /// Nobody has: they are as a source reports them.
    AsReported,
}

impl Keyword for CheckAge {
    const ALL: &'static [Self] = &[Self::WithinYear, Self::Earlier, Self::AsReported];

    fn word(self) -> &'static str {
        match self {
            Self::WithinYear => "within a year",
            Self::Earlier => "earlier",
            Self::AsReported => "as reported",
        }
    }
}
