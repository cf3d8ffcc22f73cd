//! Stage 3: assembles all entries to one [`Site`]. Pure: every edit gives a new site, which never changes and holds no lock.

mod assembly;
mod attachments;
mod checks;
mod claims;
mod collection;
mod collisions;
mod directory;
mod duplicate_letters;
mod form_checks;
mod held_back;
mod id_vec;
mod ids;
mod links;
mod lookups;
mod mentions;
mod names;
mod owner;
mod pictures;
mod query;
mod query_redirects;
mod redirects;
mod related;
mod replies;
mod reuse;
mod route;
mod route_inputs;
mod route_path;
mod route_table;
mod tag_addresses;
mod taxonomy;
mod to_do;
mod unknown_tag;
mod unlisted_initials;
mod unpublished;
mod upcoming;
mod waiting;
mod years;

use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::content::{Entry, GlossaryTerm, Reply, Vocabulary};
use crate::diagnostics::FilePath;
use crate::link_memory::LinkMemory;
use crate::source::Attachment;

use names::NamesCache;

pub(crate) use crate::source::encoded as percent_encoded;
pub use assembly::assemble;
pub use collection::{Collection, Collections};
pub use directory::{
    CheckAge, Directory, DirectoryFile, DirectoryTerm, Facet, FacetValue, PROGRAMS, PROGRAMS_PER_PAGE, PriceBand,
    Provider, Selection, in_list_order,
};
pub use id_vec::{ByKind, IdVec};
pub use ids::{
    AssetId, AttachmentId, DirectoryTermId, EntryRef, GlossaryTermId, Id, LetterId, PageId, PageNumber, PersonId,
    ProgramId, ProviderId, RedirectId, ReplyId, TermId, WithdrawnId, YearId,
};
pub use links::{Destination, EntryLinks, Links};
pub use mentions::{Mention, Mentions};
pub(crate) use mentions::{linked_programs, mention_ranges};
pub use names::{NameMatch, NameMatches, NameTarget};
pub use query::Query;
pub use query_redirects::QueryRedirect;
pub use redirects::Redirect;
pub use related::{Related, Shared};
pub use replies::{Answered, Replies, Thread, ThreadedReply};
pub use route::{FeedScope, FileTarget, PageTarget, Route, Target};
pub use route_path::{RoutePath, RoutePathError};
pub use route_table::{RouteTable, SEARCH, SEARCH_INDEX};
pub(crate) use route_table::{SITEMAP_LIMIT, divided, page_count};
pub use taxonomy::{Taxonomy, Term};
pub use unpublished::{Unpublished, UnpublishedReason, has_unpublished};
pub use upcoming::{assemble_links, lower_severity, upcoming};
pub use waiting::{Waiting, WaitingFor};
pub use years::{Year, Years};

/// The input of an assembly, apart from the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssembleOptions {
    /// The time of the build: entries with a later date are unpublished.
    pub now: Timestamp,
    /// The addresses of the theme's assets.
    pub asset_paths: IdVec<AssetId, String>,
    /// The pages for which the theme has a template.
    pub theme_pages: ThemePages,
    /// True for a preview, which shows unpublished entries, and marks them.
    pub unpublished: bool,
}

/// The pages that a column has only if its theme has a template for them.
#[allow(clippy::struct_excessive_bools, reason = "each is a template of its own")]
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct ThemePages {
    /// The search.
    pub search: bool,
    /// The page on feeds.
    pub subscribe: bool,
    /// Programs side by side.
    pub compare: bool,
    /// The letters that a reader has saved.
    pub saved: bool,
}

impl ThemePages {
    /// Returns the pages of a theme that has these templates.
    pub fn of(has_template: impl Fn(&str) -> bool) -> Self {
        Self {
            search: has_template("search.html"),
            subscribe: has_template("subscribe.html"),
            compare: has_template("compare.html"),
            saved: has_template("saved.html"),
        }
    }
}

/// The whole column, cross-linked. It never changes, and the next site shares whatever an edit left as it was.
#[derive(Debug, Clone)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The time of the build.
    pub now: Timestamp,
    /// The day of `now`, where the columnist is: `2026-03-02`. A draft without a date is shown with it.
    pub today: String,
    /// All published entries; in a preview, unpublished ones, too.
    pub entries: Arc<Collections>,
    /// Pictures and documents, and the files of `static/`, by address.
    pub attachments: Arc<IdVec<AttachmentId, (String, Attachment)>>,
    /// The replies, each in the thread of its letter.
    pub replies: Arc<Replies>,
    /// Subjects.
    pub taxonomy: Arc<Taxonomy>,
    /// The directory of programs.
    pub directory: Arc<Directory>,
    /// The glossary, in alphabetical order.
    pub glossary: Arc<IdVec<GlossaryTermId, GlossaryTerm>>,
    /// The nearness of entries.
    pub related: Arc<Related>,
    /// The names in all texts.
    pub names: Arc<NameMatches>,
    /// The mentions in all letters.
    pub mentions: Arc<Mentions>,
    /// Old addresses.
    pub redirects: Arc<IdVec<RedirectId, Redirect>>,
    /// Old addresses with a query.
    pub query_redirects: Arc<[QueryRedirect]>,
    /// All letters by year.
    pub years: Arc<Years>,
    /// For each columnist, the letters that she answers, newest first.
    answered: Arc<IdVec<PersonId, Vec<LetterId>>>,
    /// For each columnist, the years of her letters.
    answered_years: Arc<IdVec<PersonId, Years>>,
    /// The destination of each link.
    pub links: Arc<Links>,
    /// The entries and replies that are not published, in path order.
    pub unpublished: Arc<[Unpublished]>,
    /// What is known of addresses elsewhere.
    pub link_memory: Arc<LinkMemory>,
    /// All addresses of the column.
    pub routes: Arc<RouteTable>,
}

/// All files of a column, parsed one by one.
#[derive(Debug, Default, Clone)]
pub struct Parsed {
    /// Letters, profiles, columnists and pages, in path order.
    pub entries: Vec<Entry>,
    /// Replies, in path order.
    pub replies: Vec<Arc<Reply>>,
    /// Texts in the folders of entries of which no entry could be made, in path order.
    pub unread: Vec<FilePath>,
    /// Pictures and documents, and the files of `static/`, in path order.
    pub attachments: Vec<Attachment>,
    /// Files that could not be read.
    pub unreadable: Vec<FilePath>,
    /// What is known of addresses elsewhere.
    pub link_memory: Arc<LinkMemory>,
    /// The controlled vocabulary; empty if there is none.
    pub vocabulary: Vocabulary,
    /// The glossary; empty if there is none.
    pub glossary: Vec<GlossaryTerm>,
}

/// The results of one assembly that the next may reuse.
#[derive(Debug, Default)]
pub struct SiteCache {
    names: NamesCache,
    last: Option<reuse::Assembly>,
}
