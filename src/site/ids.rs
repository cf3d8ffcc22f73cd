//! Ids: typed indexes into the lists of a site. The id of a letter indexes letters, and nothing else.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;

use crate::content::EntryKind;

/// An index into lists of one kind.
pub trait Id: Copy + Ord + Send + Sync + fmt::Debug {
    /// The id of the item at an index.
    fn new(index: usize) -> Self;

    /// The index of the item.
    fn index(self) -> usize;

    /// Returns the range of this id alone.
    fn only(self) -> Range<Self> {
        self..Self::new(self.index() + 1)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn new(index: usize) -> Self {
                // No column has four billion of anything.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A published letter; the newest is the first.
    LetterId
    /// A withdrawn letter, in the order of addresses.
    WithdrawnId
    /// A program, in the order of titles.
    ProgramId
    /// A columnist, in the order of names.
    PersonId
    /// A page of the column's own, in the order of addresses.
    PageId
    /// A reply, published or not, in path order.
    ReplyId
    /// A subject, in the order of slugs.
    TermId
    /// A term of the glossary.
    GlossaryTermId
    /// A picture or document, in the order of addresses.
    AttachmentId
    /// An old address.
    RedirectId
    /// A file of the theme.
    AssetId
    /// A value of a facet of the directory, facet by facet.
    DirectoryTermId
    /// An institution that offers programs, in the order of names.
    ProviderId
    /// A year of a list of letters; the newest is the first.
    YearId
}

/// An entry of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryRef {
    /// A letter.
    Letter(LetterId),
    /// A program.
    Program(ProgramId),
    /// A columnist.
    Person(PersonId),
    /// A page of the column's own.
    Page(PageId),
}

impl EntryRef {
    /// The kind of the entry.
    pub fn kind(self) -> EntryKind {
        match self {
            Self::Letter(_) => EntryKind::Letter,
            Self::Program(_) => EntryKind::Program,
            Self::Person(_) => EntryKind::Person,
            Self::Page(_) => EntryKind::Page,
        }
    }
}

impl From<LetterId> for EntryRef {
    fn from(letter: LetterId) -> Self {
        Self::Letter(letter)
    }
}

impl From<ProgramId> for EntryRef {
    fn from(program: ProgramId) -> Self {
        Self::Program(program)
    }
}

impl From<PersonId> for EntryRef {
    fn from(person: PersonId) -> Self {
        Self::Person(person)
    }
}

impl From<PageId> for EntryRef {
    fn from(page: PageId) -> Self {
        Self::Page(page)
    }
}

/// The number of one of several pages of a listing, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageNumber(NonZeroU32);

impl PageNumber {
    /// The number of the first page.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// Returns the numbers of so many pages.
    pub fn up_to(count: usize) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(Self::FIRST), |number| Some(number.next())).take(count)
    }

    /// The number.
    pub fn get(self) -> usize {
        self.0.get() as usize
    }

    /// Returns true for the first page.
    pub fn is_first(self) -> bool {
        self == Self::FIRST
    }

    /// The index of the page, from 0.
    pub fn index(self) -> usize {
        self.get() - 1
    }

    /// The number of the page after this one.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The number of the page before this one; `None` for the first.
    pub fn previous(self) -> Option<Self> {
        NonZeroU32::new(self.0.get() - 1).map(Self)
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
