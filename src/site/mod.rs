//! Stage 3: all entries in, one finished [`Site`] out. Pure, and made anew after every edit: a `Site` never changes
//! after it is made, and holds no lock.

mod attachments;
mod collection;
mod collisions;
mod held;
mod links;
mod redirects;
mod related;
mod routes;
mod taxonomy;

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::content::{Common, Entry, Letter, Person, Program};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::source::Attachment;

pub(crate) use collection::encoded as canonical;
pub use collection::{Collection, Collections, EntryRef};
pub use held::{Held, Reason, holds_back};
pub use links::{Destination, Links};
pub use redirects::Redirect;
pub use related::{letters_sharing, programs_sharing};
pub use routes::{FeedFormat, FeedOf, Route, RouteTable, RouteTarget, file_path};
pub(crate) use routes::{SITEMAP_LIMIT, page_count};
pub use taxonomy::{Taxonomy, Term};

/// What an assembly depends on besides the entries.
#[derive(Debug, Clone)]
pub struct AssembleOptions {
    /// The moment at which the column is looked at: what is dated later is held back.
    pub now: Timestamp,
    /// Addresses that the theme's assets take.
    pub asset_paths: Vec<String>,
    /// Whether what is held back is shown all the same, and marked: a preview.
    pub unpublished: bool,
}

/// The whole column, cross-linked. Everything in it is final.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The moment at which the column is looked at.
    pub now: Timestamp,
    /// Its day, as dates are written: `2026-03-02`. A draft without a date is shown with it.
    pub today: String,
    /// All that is published, kind by kind; in a preview, what is held back too.
    pub entries: Collections,
    /// Pictures and documents, by address.
    pub attachments: Vec<(String, Attachment)>,
    /// Subjects.
    pub taxonomy: Taxonomy,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// For each columnist, the letters that she answers, newest first.
    answered: Vec<Vec<usize>>,
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
    let (entries, held) = held::hold_back(entries, options);
    let entries = collection::collect(entries, &config.permalinks);
    found.extend(check_initials(&entries.people));
    found.extend(check_ids(&entries.letters));
    // None of these needs another.
    let (taxonomy, (placed, redirects, answered)) = rayon::join(
        || Taxonomy::new(&entries.letters, &entries.programs),
        || (attachments::place(attachments, &entries), redirects::redirects(&entries), answered(&entries)),
    );
    let attachments::Placed { published: attachments, unused } = placed;
    let parts = routes::Parts {
        config: &config,
        entries: &entries,
        attachments: &attachments,
        taxonomy: &taxonomy,
        redirects: &redirects,
        asset_paths: &options.asset_paths,
    };
    let routes = RouteTable::new(&parts).into_value(&mut found);
    // In a preview it is there like all else.
    let hidden = if options.unpublished { &[] } else { &*held };
    let links = Links::resolve(&parts, hidden, &unused, &routes).into_value(&mut found);
    found.extend(entries.programs.entries().filter_map(|program| checked_ahead(program, &config, options.now)));
    found.extend(housekeeping(&entries, &held, &unused));
    let now = options.now;
    let today = now.to_zoned(config.timezone.clone()).date().to_string();
    let site = Site { config, now, today, entries, attachments, taxonomy, redirects, answered, links, held, routes };
    Checked { value: site, diagnostics: found }
}

/// Nobody has looked at a page tomorrow.
fn checked_ahead(program: &Program, config: &Config, now: Timestamp) -> Option<Diagnostic> {
    let today = now.to_zoned(config.timezone.clone()).date();
    let verified = program.verified.filter(|day| *day > today)?;
    let diagnostic = Diagnostic::warning(format!("`verified` says {verified}, but that day lies ahead"));
    let diagnostic = diagnostic.at(&program.common.file, program.verified_span);
    Some(diagnostic.help("write the day on which someone looked at the program's own page"))
}

/// What is not wrong, but wants attention.
fn housekeeping(entries: &Collections, held: &[Held], unused: &[FilePath]) -> Vec<Diagnostic> {
    let withdrawn = entries.withdrawn.entries().map(|letter| &letter.common.file);
    let kept: HashSet<&str> =
        held.iter().map(|held| &held.file).chain(withdrawn).filter_map(|file| file.strip_suffix("/index.md")).collect();
    let mut found: Vec<_> = unused.iter().filter(|file| !lies_in(file, &kept)).map(unpublished).collect();
    if entries.letters.is_empty() && held.is_empty() {
        found.push(
            Diagnostic::hint("there is no letter in `content/questions/` yet")
                .help("write the first one with `callslip new question \"Its title\"`"),
        );
    }
    found
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

/// Two letters with one feed id: a feed reader would show one of them only.
fn check_ids(letters: &Collection<Letter>) -> Vec<Diagnostic> {
    let mut firsts: HashMap<&str, &Letter> = HashMap::new();
    let mut found = Vec::new();
    for letter in letters.entries() {
        let Some(id) = &letter.common.id else { continue };
        let first = *firsts.entry(id).or_insert(letter);
        if first.common.file != letter.common.file {
            let diagnostic = Diagnostic::error(format!("two letters have the feed id `{id}`"));
            let diagnostic = diagnostic.at(&letter.common.file, letter.common.span).label("this one");
            let diagnostic = diagnostic.related(&first.common.file, first.common.span, "and this one");
            found.push(diagnostic.help("keep `id:` in one of them only"));
        }
    }
    found
}

/// A file that no page has asked for: it may be private, so it stays so.
fn unpublished(file: &FilePath) -> Diagnostic {
    Diagnostic::hint("this file is not published: no page links to it")
        .about(file)
        .help("link to it, or put it into the folder of its page beside `index.md`")
}

/// Whether a file lies in one of these folders, however deep.
fn lies_in(file: &str, folders: &HashSet<&str>) -> bool {
    std::iter::successors(Some(file), |path| path.rsplit_once('/').map(|(folder, _)| folder))
        .any(|path| folders.contains(path))
}

/// Which letters each columnist answers.
fn answered(entries: &Collections) -> Vec<Vec<usize>> {
    let mut answered = vec![Vec::new(); entries.people.len()];
    for (at, letter) in entries.letters.entries().enumerate() {
        for initials in letter.answerers() {
            if let Some(person) = entries.people.entries().position(|person| person.initials == initials) {
                answered[person].push(at);
            }
        }
    }
    answered
}

impl Site {
    /// Whether an entry is shown although it is held back: only in a preview.
    pub fn is_unpublished(&self, entry: &Common) -> bool {
        self.held.binary_search_by(|held| held.file.cmp(&entry.file)).is_ok()
    }

    /// The moment at which another entry appears, if one is scheduled.
    pub fn next_due(&self) -> Option<Timestamp> {
        let scheduled = self.held.iter().filter_map(|held| match &held.reason {
            Reason::Scheduled(when) => Some(when.instant),
            Reason::Draft => None,
        });
        scheduled.min()
    }

    /// The letters that a columnist answers, newest first.
    pub fn answered_by(&self, person: usize) -> &[usize] {
        &self.answered[person]
    }

    /// The columnist with these initials.
    pub fn person(&self, initials: &str) -> Option<(usize, &Person)> {
        self.entries.people.entries().enumerate().find(|(_, person)| person.initials == initials)
    }
}
