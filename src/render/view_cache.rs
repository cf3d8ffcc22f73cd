//! Views as template values, and the cache of the parts that many pages share (a letter's card, a columnist's name).
//!
//! A value of tera's is reference counted, so the first page that shows a card pays for building it, and every other page
//! for a counter.

use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};
use tera::Value;

use super::program_list::ProgramLists;
use crate::config::FeedFormat;
use crate::site::{Id, IdVec, LetterId, PersonId, ProgramId, Site, TermId};

/// A view of which either is asked for.
pub(super) trait View {
    /// Returns its fingerprint, see [`fingerprint`].
    fn fingerprint(&self) -> u64;

    /// Returns the value that a template gets. That takes as long as building the view and its fingerprint.
    fn value(&self) -> Value;
}

impl<T: Serialize + Hash> View for T {
    fn fingerprint(&self) -> u64 {
        fingerprint(self)
    }

    fn value(&self) -> Value {
        Value::from_serializable(self)
    }
}

/// What is done with the view of a page, which is borrowed and so does not outlive its builder.
pub(super) type Show<'f, R> = &'f dyn Fn(&dyn View) -> R;

/// Returns a number that tells values apart. The seeds are fixed, so one program on one machine always returns the same.
pub(super) fn fingerprint(value: &impl Hash) -> u64 {
    ahash::RandomState::with_seeds(1, 2, 3, 4).hash_one(value)
}

/// A part of a view as the value that a template gets.
#[derive(Clone)]
struct PartValue {
    value: Value,
    fingerprint: u64,
}

impl PartValue {
    fn new(part: &impl View) -> Self {
        Self { value: part.value(), fingerprint: part.fingerprint() }
    }
}

/// A part of a view that is a template value already. `T` is the struct that it was built from.
pub struct Cached<T> {
    view: PartValue,
    part: PhantomData<T>,
}

impl<T: Serialize + Hash> Cached<T> {
    /// Converts a part that no other page shows, so that it is not cached.
    pub(super) fn new(part: &T) -> Self {
        Self { view: PartValue::new(part), part: PhantomData }
    }
}

impl<T> Serialize for Cached<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view.value.serialize(serializer)
    }
}

impl<T> Hash for Cached<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.view.fingerprint);
    }
}

/// One part. It is built when it is first asked for.
#[derive(Default)]
pub(super) struct CachedPart(OnceLock<PartValue>);

impl CachedPart {
    pub(super) fn get<T: Serialize + Hash>(&self, build: impl FnOnce() -> T) -> Cached<T> {
        let view = self.0.get_or_init(|| PartValue::new(&build())).clone();
        Cached { view, part: PhantomData }
    }
}

/// The parts of one kind.
pub(super) struct CachedParts<I>(IdVec<I, CachedPart>);

impl<I: Id> CachedParts<I> {
    fn new(count: usize) -> Self {
        Self(std::iter::repeat_with(CachedPart::default).take(count).collect())
    }

    pub(super) fn get<T: Serialize + Hash>(&self, id: I, build: impl FnOnce() -> T) -> Cached<T> {
        self.0[id].get(build)
    }
}

/// The parts that the pages of a site share.
pub(super) struct ViewCache<'s> {
    pub(super) site: &'s Site,
    pub(super) letter_cards: CachedParts<LetterId>,
    pub(super) program_cards: CachedParts<ProgramId>,
    pub(super) program_lists: ProgramLists,
    pub(super) person_links: CachedParts<PersonId>,
    pub(super) tag_links: CachedParts<TermId>,
    /// The feeds of the whole column, in the order of [`FeedFormat::ALL`].
    pub(super) column_feeds: [CachedPart; FeedFormat::ALL.len()],
}

impl<'s> ViewCache<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        Self {
            site,
            letter_cards: CachedParts::new(site.entries.letters.len()),
            program_cards: CachedParts::new(site.entries.programs.len()),
            program_lists: ProgramLists::new(site),
            person_links: CachedParts::new(site.entries.people.len()),
            tag_links: CachedParts::new(site.taxonomy.terms.len()),
            column_feeds: Default::default(),
        }
    }
}
