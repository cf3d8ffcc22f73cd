//! The destination of each link: `../programs/rare-book-school.md` becomes the page that is made of that file.

mod column_files;
mod front_matter_links;
mod full_addresses;
mod replacements;
mod resolver;
mod social_image;
mod suggestions;

use ahash::AHashMap;
use rayon::prelude::*;

use super::collection::{Collection, Collections};
use super::held_back::HeldBack;
use super::id_vec::{ByKind, IdVec};
use super::ids::{AttachmentId, EntryRef, Id, LetterId, PageId, PersonId, ProgramId, ReplyId};
use super::route_inputs::RouteInputs;
use super::route_table::RouteTable;
use super::unpublished::Unpublished;
use crate::diagnostics::{Checked, Diagnostic};
use column_files::ColumnFiles;
use front_matter_links::NamedFile;
use resolver::{BrokenLink, Resolver};

/// The destination of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An entry, and an id on its page if the link names one.
    Entry(EntryRef, Option<String>),
    /// An address of the column.
    Path(String),
    /// A picture or document.
    Attachment(AttachmentId),
    /// An id on the same page.
    Here(String),
    /// None, because the link is broken or leads to an unpublished entry: its text becomes plain text.
    Nowhere,
}

/// The destinations of one entry's links and pictures, in the order of its `References`.
#[derive(Debug, Default, Clone)]
pub struct EntryLinks {
    /// The destinations of its links.
    pub links: Vec<Destination>,
    /// The destinations of its pictures.
    pub pictures: Vec<Destination>,
}

/// The destinations of all links.
#[derive(Debug, Default)]
pub struct Links {
    by_entry: ByKind<EntryLinks>,
    /// For each letter, the one that it follows up.
    follows: IdVec<LetterId, Option<LetterId>>,
    /// For each letter, those that follow it up, oldest first.
    followed_by: IdVec<LetterId, Vec<LetterId>>,
    /// For each program, the one that has replaced it.
    replaced_by: IdVec<ProgramId, Option<ProgramId>>,
    /// For each columnist, the picture of her.
    portraits: IdVec<PersonId, Option<AttachmentId>>,
    /// The links of the shown replies that have any.
    by_reply: AHashMap<ReplyId, EntryLinks>,
    /// The pages that settings of the column name, with those names.
    named_pages: Vec<(String, PageId)>,
    /// The picture beside a link to the column on other sites.
    social_image: Option<AttachmentId>,
}

/// Broken links beyond this many are reported without a search for the nearest name, which compares with every name.
const MOST_SUGGESTIONS: usize = 100;

impl Links {
    pub(super) fn resolve(
        parts: &RouteInputs<'_>,
        unpublished: &[Unpublished],
        held_back: &[HeldBack],
        routes: &RouteTable,
    ) -> Checked<Self> {
        let resolver = Resolver { parts, routes, held_back, files: ColumnFiles::new(parts, unpublished) };
        let mut broken: Vec<BrokenLink> = resolver.navigation();
        let entries = parts.entries;
        let by_entry = ByKind {
            letters: resolve_all(&resolver, &entries.letters, &mut broken),
            programs: resolve_all(&resolver, &entries.programs, &mut broken),
            people: resolve_all(&resolver, &entries.people, &mut broken),
            pages: resolve_all(&resolver, &entries.pages, &mut broken),
        };
        let follows =
            entries.letters.entries().map(|letter| resolver.named(&NamedFile::followed_up(letter)?, &mut broken));
        let (follows, too_old) = check_order(entries, &follows.collect());
        let replaced_by = entries
            .programs
            .entries()
            .map(|program| resolver.named(&NamedFile::replacement(program)?, &mut broken))
            .collect();
        let (replaced_by, circles) = replacements::without_circles(replaced_by, entries);
        let portraits =
            entries.people.entries().map(|person| resolver.named(&NamedFile::portrait(person)?, &mut broken)).collect();
        let followed_by = followed_by(&follows);
        let by_reply = resolver.replies(&mut broken);
        let named_pages = resolver.named_pages(&mut broken);
        let social_image = resolver.social_image(&mut broken);
        let broken = broken.into_iter().enumerate();
        let broken = broken.map(|(index, link)| resolver.suggest(link, index < MOST_SUGGESTIONS));
        let diagnostics = broken.chain(too_old).chain(circles).collect();
        let value =
            Self { by_entry, follows, followed_by, replaced_by, portraits, by_reply, named_pages, social_image };
        Checked { value, diagnostics }
    }

    /// The links of an entry.
    pub fn of(&self, entry: EntryRef) -> &EntryLinks {
        &self.by_entry[entry]
    }

    /// The links of a reply; `None` if it has none into the column.
    pub fn of_reply(&self, reply: ReplyId) -> Option<&EntryLinks> {
        self.by_reply.get(&reply)
    }

    /// The page that a setting of the column names.
    pub fn named_page(&self, name: &str) -> Option<PageId> {
        self.named_pages.iter().find(|(known, _)| known == name).map(|(_, page)| *page)
    }

    /// The picture beside a link to the column on other sites.
    pub fn social_image(&self) -> Option<AttachmentId> {
        self.social_image
    }

    /// The letter that a letter follows up.
    pub fn follows(&self, letter: LetterId) -> Option<LetterId> {
        self.follows[letter]
    }

    /// The letters that follow a letter up, oldest first.
    pub fn followed_by(&self, letter: LetterId) -> &[LetterId] {
        &self.followed_by[letter]
    }

    /// The program that has replaced a program.
    pub fn replaced_by(&self, program: ProgramId) -> Option<ProgramId> {
        self.replaced_by[program]
    }

    /// The picture of a columnist.
    pub fn portrait(&self, person: PersonId) -> Option<AttachmentId> {
        self.portraits[person]
    }
}

/// Resolves the links of all entries of one kind.
fn resolve_all<I: Id + Into<EntryRef>, T: Sync + Send>(
    resolver: &Resolver<'_>,
    entries: &Collection<I, T>,
    broken: &mut Vec<BrokenLink>,
) -> IdVec<I, EntryLinks> {
    let all = (0..entries.len()).into_par_iter();
    let resolved: Vec<_> = all.map(|index| resolver.entry(I::new(index).into())).collect();
    let (links, found): (Vec<_>, Vec<_>) = resolved.into_iter().unzip();
    broken.extend(found.into_iter().flatten());
    links.into()
}

/// Checks that each follow-up is newer than what it follows up, so that no letter follows itself, and there is no cycle.
/// Newer letters come first.
fn check_order(
    entries: &Collections,
    follows: &IdVec<LetterId, Option<LetterId>>,
) -> (IdVec<LetterId, Option<LetterId>>, Vec<Diagnostic>) {
    let mut too_old = Vec::new();
    let mut check = |later: LetterId, earlier: Option<LetterId>| {
        let letter = &entries.letters[later];
        if earlier? > later {
            return earlier;
        }
        let span = letter.record.update_to.as_ref().map_or(letter.common.span, |link| link.span);
        too_old.push(
            Diagnostic::error("a letter can only follow up on an older one")
                .at(&letter.common.record.file, span)
                .help("write `update_to` in the newer of the two letters, or correct its `date`"),
        );
        None
    };
    let checked = follows.iter().map(|(later, earlier)| check(later, *earlier)).collect();
    (checked, too_old)
}

/// Inverts the relation. Letters are newest first; the lists are oldest first.
fn followed_by(follows: &IdVec<LetterId, Option<LetterId>>) -> IdVec<LetterId, Vec<LetterId>> {
    let mut followed_by: IdVec<_, _> = vec![Vec::new(); follows.len()].into();
    for (later, earlier) in follows.iter().rev() {
        if let Some(earlier) = earlier {
            followed_by[*earlier].push(later);
        }
    }
    followed_by
}
