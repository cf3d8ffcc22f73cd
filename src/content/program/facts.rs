//! The facts of a profile by name, and where each of them comes from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostics::Span;
use crate::yaml::values::Keyword;

/// A fact of a profile that may have a source and a check of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgramFact {
    /// `provider`
    Provider,
    /// `parent`
    Parent,
    /// `url`
    Url,
    /// `credential`
    Credential,
    /// `delivery`
    Delivery,
    /// `courses`
    Courses,
    /// `course_length`
    CourseLength,
    /// `tuition`
    Tuition,
    /// `financial_aid`
    FinancialAid,
    /// `open_to`
    OpenTo,
    /// `prerequisites`
    Prerequisites,
    /// `pathways`
    Pathways,
    /// `started`
    Started,
    /// `status`
    Status,
}

impl Keyword for ProgramFact {
    const ALL: &'static [Self] = &[
        Self::Provider,
        Self::Parent,
        Self::Url,
        Self::Credential,
        Self::Delivery,
        Self::Courses,
        Self::CourseLength,
        Self::Tuition,
        Self::FinancialAid,
        Self::OpenTo,
        Self::Prerequisites,
        Self::Pathways,
        Self::Started,
        Self::Status,
    ];

    /// Returns the name of its field.
    fn word(self) -> &'static str {
        self.quoted().trim_matches('`')
    }
}

impl ProgramFact {
    /// Returns true for a fact that may have several values.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Delivery | Self::Pathways)
    }

    /// Returns the name of its field as messages have it.
    pub(super) fn quoted(self) -> &'static str {
        match self {
            Self::Provider => "`provider`",
            Self::Parent => "`parent`",
            Self::Url => "`url`",
            Self::Credential => "`credential`",
            Self::Delivery => "`delivery`",
            Self::Courses => "`courses`",
            Self::CourseLength => "`course_length`",
            Self::Tuition => "`tuition`",
            Self::FinancialAid => "`financial_aid`",
            Self::OpenTo => "`open_to`",
            Self::Prerequisites => "`prerequisites`",
            Self::Pathways => "`pathways`",
            Self::Started => "`started`",
            Self::Status => "`status`",
        }
    }
}

/// Where a fact comes from, as far as it is said of this fact alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Its source: a citation or an address.
    pub source: Option<String>,
    /// The day on which someone checked it.
    pub verified: Option<Date>,
    /// The span of that day in the file.
    pub verified_span: Span,
}

/// The provenance of each fact that has its own, in the order of [`ProgramFact`].
pub type Provenances = BTreeMap<ProgramFact, Provenance>;
