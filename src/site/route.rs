//! An address, and the output that is found there, one file because each question about a page names all of them.
//!
//! Every decision on a [`Target`] is a `match` that names all variants, so that the compiler lists where a new page or
//! file must be thought of. `if let`, `matches!` and `_` arms on a target would hide those places.

use super::collection::Collections;
use super::directory::DirectoryFile;
use super::ids::{
    AssetId, AttachmentId, DirectoryTermId, EntryRef, PageNumber, PersonId, ProgramId, RedirectId, TermId, WithdrawnId,
    YearId,
};
use super::route_path::RoutePath;
use crate::config::{FeedFormat, HostFile};
use crate::content::Common;

/// An address, and what is found there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The path from the root of the column.
    pub path: RoutePath,
    /// The output at this address.
    pub target: Target,
}

/// One output of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An HTML page that a template of the theme shows.
    Page(PageTarget),
    /// A file that is written without a template, or copied.
    File(FileTarget),
}

/// A page that a template shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageTarget {
    /// The newest letters, on several pages.
    Home {
        /// The number of the page.
        page: PageNumber,
    },
    /// All letters, by year.
    Letters,
    /// The letters of one year.
    LettersOfYear {
        /// The year, in `Site::years`.
        year: YearId,
    },
    /// The letters that a columnist answered in one year.
    AnswersOfYear {
        /// The columnist.
        person: PersonId,
        /// The year, in those of her answers.
        year: YearId,
    },
    /// A letter, a profile, a columnist or a page of the column's own.
    Entry(EntryRef),
    /// The note that replaces a withdrawn letter.
    Withdrawn {
        /// The letter.
        letter: WithdrawnId,
    },
    /// All programs, on several pages if there are many.
    Programs {
        /// The number of the page.
        page: PageNumber,
    },
    /// The programs that have one value of a facet, on several pages if there are many.
    ProgramsOf {
        /// The value.
        term: DirectoryTermId,
        /// The number of the page.
        page: PageNumber,
        /// True if there are two or more. Search engines need not know a list of one.
        is_listed: bool,
    },
    /// Programs side by side.
    Compare {
        /// The program that is compared with those nearest to it; `None` for those that a reader chooses.
        with: Option<ProgramId>,
    },
    /// All columnists.
    People,
    /// All subjects.
    Tags,
    /// The letters on one subject, on several pages.
    Tag {
        /// The subject.
        term: TermId,
        /// The number of the page.
        page: PageNumber,
    },
    /// The glossary.
    Glossary,
    /// The search for letters and other pages.
    Search,
    /// What a feed is, and the feeds that there are.
    Subscribe,
    /// The letters that a reader has saved.
    Saved,
    /// The page that a host shows for an address that leads nowhere.
    NotFound,
}

/// A file that is written without a template, or copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileTarget {
    /// A feed of the newest letters.
    Feed {
        /// The letters that it holds.
        scope: FeedScope,
        /// How it is written.
        format: FeedFormat,
    },
    /// A sitemap (sitemaps.org).
    Sitemap {
        /// The number of the part, from 1; `None` for `/sitemap.xml`, which is the whole sitemap or the index of its
        /// parts.
        part: Option<usize>,
    },
    /// The rules for crawlers (RFC 9309).
    Robots,
    /// A page that sends the reader on from an old address.
    Redirect {
        /// The old address.
        redirect: RedirectId,
    },
    /// A picture or document of `content/`.
    Attachment {
        /// The attachment.
        attachment: AttachmentId,
    },
    /// A picture of `content/` as a WebP of another size.
    PictureSize {
        /// The picture.
        attachment: AttachmentId,
        /// The width.
        width: u32,
        /// The height.
        height: u32,
    },
    /// A file of `static/`.
    StaticFile {
        /// The file.
        file: AttachmentId,
    },
    /// A file of the theme.
    Asset {
        /// The asset.
        asset: AssetId,
    },
    /// The index of the search. It names further files in `/assets/search/`, which belong to it.
    SearchIndex,
    /// A file that belongs to the list of programs.
    Directory(DirectoryFile),
    /// A file that configures the host.
    Host(HostFile),
}

/// The letters that a feed chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedScope {
    /// All letters of the column.
    Column,
    /// The letters on one subject.
    Tag {
        /// The subject.
        term: TermId,
    },
    /// The letters that one columnist answered.
    Person {
        /// The columnist.
        person: PersonId,
    },
}

impl Target {
    /// The page, or `None` if this is a file.
    pub fn page(self) -> Option<PageTarget> {
        match self {
            Self::Page(page) => Some(page),
            Self::File(_) => None,
        }
    }

    /// The entry whose page this is; `None` for listings, for the note of a withdrawn letter, and for files.
    pub fn entry(self) -> Option<EntryRef> {
        self.page().and_then(PageTarget::entry)
    }

    /// Returns true if search engines should know it: the sitemap lists pages of their own only, no files.
    pub fn is_listed(self) -> bool {
        match self {
            Self::Page(page) => page.is_listed(),
            Self::File(_) => false,
        }
    }
}

impl PageTarget {
    /// The entry whose page this is; `None` for listings, and for the note of a withdrawn letter.
    pub fn entry(self) -> Option<EntryRef> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Home { .. }
            | Self::Letters
            | Self::LettersOfYear { .. }
            | Self::AnswersOfYear { .. }
            | Self::Withdrawn { .. }
            | Self::Programs { .. }
            | Self::ProgramsOf { .. }
            | Self::Compare { .. }
            | Self::People
            | Self::Tags
            | Self::Tag { .. }
            | Self::Glossary
            | Self::Search
            | Self::Subscribe
            | Self::Saved
            | Self::NotFound => None,
        }
    }

    /// The front matter from which the page is made; `None` for pages that are made of many entries.
    pub fn common(self, entries: &Collections) -> Option<&Common> {
        match self {
            Self::Entry(entry) => Some(entries.common(entry)),
            Self::Withdrawn { letter } => Some(&entries.withdrawn[letter].common),
            Self::Home { .. }
            | Self::Letters
            | Self::LettersOfYear { .. }
            | Self::AnswersOfYear { .. }
            | Self::Programs { .. }
            | Self::ProgramsOf { .. }
            | Self::Compare { .. }
            | Self::People
            | Self::Tags
            | Self::Tag { .. }
            | Self::Glossary
            | Self::Search
            | Self::Subscribe
            | Self::Saved
            | Self::NotFound => None,
        }
    }

    /// The feed that holds the letters of this page, if that is not the feed of the whole column.
    pub fn own_feed(self) -> Option<FeedScope> {
        match self {
            Self::Tag { term, page: _ } => Some(FeedScope::Tag { term }),
            Self::Entry(entry) => match entry {
                EntryRef::Person(person) => Some(FeedScope::Person { person }),
                EntryRef::Letter(_) | EntryRef::Program(_) | EntryRef::Page(_) => None,
            },
            Self::Home { .. }
            | Self::Letters
            | Self::LettersOfYear { .. }
            | Self::AnswersOfYear { .. }
            | Self::Withdrawn { .. }
            | Self::Programs { .. }
            | Self::ProgramsOf { .. }
            | Self::Compare { .. }
            | Self::People
            | Self::Tags
            | Self::Glossary
            | Self::Search
            | Self::Subscribe
            | Self::Saved
            | Self::NotFound => None,
        }
    }

    /// Returns false for the one page that a host shows at any address: its links cannot be relative, and it has no
    /// canonical address.
    pub fn has_own_address(self) -> bool {
        match self {
            Self::NotFound => false,
            Self::Home { .. }
            | Self::Letters
            | Self::LettersOfYear { .. }
            | Self::AnswersOfYear { .. }
            | Self::Entry(_)
            | Self::Withdrawn { .. }
            | Self::Programs { .. }
            | Self::ProgramsOf { .. }
            | Self::Compare { .. }
            | Self::People
            | Self::Tags
            | Self::Tag { .. }
            | Self::Glossary
            | Self::Search
            | Self::Subscribe
            | Self::Saved => true,
        }
    }

    /// Returns true if the sitemap lists it. Later pages of a listing, pages of one year, comparisons, the search, and saved letters are
    /// left out: they hold nothing that other pages do not.
    fn is_listed(self) -> bool {
        match self {
            Self::Home { page } | Self::Programs { page } | Self::Tag { term: _, page } => page.is_first(),
            Self::ProgramsOf { term: _, page, is_listed } => is_listed && page.is_first(),
            Self::Letters | Self::Entry(_) | Self::People | Self::Tags | Self::Glossary | Self::Subscribe => true,
            Self::LettersOfYear { .. }
            | Self::AnswersOfYear { .. }
            | Self::Withdrawn { .. }
            | Self::Compare { .. }
            | Self::Search
            | Self::Saved
            | Self::NotFound => false,
        }
    }
}
