//! Stage 3: all entries in, one finished [`Site`] out. Pure, and made anew after every edit: a `Site` never changes
//! after it is made, and holds no lock.

mod collection;
mod held;
mod links;
mod related;
mod routes;
mod taxonomy;

use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::content::{Entry, Letter, Page, Person, Program};
use crate::diagnostics::{Checked, Diagnostic};
use crate::source::Attachment;

pub use collection::{Collection, EntryRef};
pub use held::{Held, Reason};
pub use links::{Destination, Links};
pub use related::{letters_sharing, programs_sharing};
pub use routes::{Route, RouteTable, RouteTarget, file_path};
pub(crate) use routes::{SITEMAP_LIMIT, page_count};
pub use taxonomy::{Taxonomy, Term};

/// What an assembly depends on besides the entries.
#[derive(Debug, Clone)]
pub struct AssembleOptions {
    /// The moment at which the column is looked at: what is dated later is held back.
    pub now: Timestamp,
    /// Addresses that the theme's assets take.
    pub asset_paths: Vec<String>,
}

/// The whole column, cross-linked. Everything in it is final.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The moment at which the column is looked at.
    pub now: Timestamp,
    /// Published letters, newest first.
    pub letters: Collection<Letter>,
    /// Programs, by title.
    pub programs: Collection<Program>,
    /// Columnists, by name.
    pub people: Collection<Person>,
    /// Pages, by address.
    pub pages: Collection<Page>,
    /// Pictures and documents, by address.
    pub attachments: Vec<(String, Attachment)>,
    /// Subjects.
    pub taxonomy: Taxonomy,
    /// Where each link leads.
    pub links: Links,
    /// What is not published, and why.
    pub held: Vec<Held>,
    /// Every address that the column answers to.
    pub routes: RouteTable,
}

/// Puts the site together. Each step is a function of the steps before it; nothing is filled in later.
pub fn assemble(
    entries: Vec<Entry>,
    attachments: Vec<Attachment>,
    config: Arc<Config>,
    options: &AssembleOptions,
) -> Checked<Site> {
    let mut found = Vec::new();
    let (entries, held) = held::hold_back(entries, options.now);
    let (letters, programs, people, pages) = collection::collect(entries);
    found.extend(check_initials(&people));
    let attachments = collection::place_attachments(attachments, &letters, &programs, &people, &pages);
    let taxonomy = Taxonomy::new(&letters, &programs);
    let parts = routes::Parts {
        config: &config,
        letters: &letters,
        programs: &programs,
        people: &people,
        pages: &pages,
        attachments: &attachments,
        taxonomy: &taxonomy,
        asset_paths: &options.asset_paths,
    };
    let routes = RouteTable::new(&parts).into_value(&mut found);
    let links = Links::resolve(&parts, &held, &routes).into_value(&mut found);
    if letters.is_empty() && held.is_empty() {
        found.push(
            Diagnostic::hint("there is no letter in `content/questions/` yet")
                .help("write the first one with `callslip new question \"Its title\"`"),
        );
    }
    let now = options.now;
    let site = Site { config, now, letters, programs, people, pages, attachments, taxonomy, links, held, routes };
    Checked { value: site, diagnostics: found }
}

/// Two columnists with the same initials: nobody could tell whose answer it is.
fn check_initials(people: &Collection<Person>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, person) in people.entries().enumerate() {
        let first = people.entries().take(at).find(|first| first.initials == person.initials);
        if let Some(first) = first.filter(|_| !person.initials.is_empty()) {
            let message = format!("two columnists have the initials `{}`", person.initials);
            found.push(
                Diagnostic::error(message)
                    .at(&person.common.file, person.common.span)
                    .label("this one")
                    .related(&first.common.file, first.common.span, "and this one")
                    .help("give one of them other initials, and write those in her letters"),
            );
        }
    }
    found
}

impl Site {
    /// The columnist with these initials.
    pub fn person(&self, initials: &str) -> Option<(usize, &Person)> {
        self.people.entries().enumerate().find(|(_, person)| person.initials == initials)
    }
}
