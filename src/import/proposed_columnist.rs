//! A columnist whom an import proposes.

/// A columnist, as the import proposes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ProposedColumnist {
    pub(super) name: String,
    pub(super) initials: String,
    /// The login in the blog; empty for initials of nobody.
    pub(super) login: String,
    /// The number by which comments name them.
    pub(super) id: u64,
    /// The path under `content/` of the file that the column has for them.
    pub(super) file: Option<String>,
    /// Other initials by which answers in their own posts begin, the most used first.
    pub(super) own_signs: Vec<String>,
    /// True if their name in the blog was an email address.
    pub(super) is_named_by_address: bool,
}
