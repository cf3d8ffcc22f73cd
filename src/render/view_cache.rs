//! Views made into values, and parts that stand in many of them (a letter's card, a columnist's name), each made once.
//!
//! A value of tera's is shared when it is put into another one, so a card costs its making on the first page that shows
//! it, and a counter on all others.

use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::site::Site;

/// A view, made into what a template gets.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) value: Value,
    /// The same for equal views, today and tomorrow.
    pub(super) print: u64,
}

impl Made {
    pub(super) fn of<T: Serialize + Hash>(view: &T) -> Self {
        Self { value: Value::from_serializable(view), print: print_of(view) }
    }
}

/// A number that tells values apart. Of one program on one machine it is always the same: the seeds are fixed.
pub(super) fn print_of(value: &impl Hash) -> u64 {
    ahash::RandomState::with_seeds(1, 2, 3, 4).hash_one(value)
}

/// A part of views, made.
pub struct Kept<T> {
    made: Made,
    of: PhantomData<T>,
}

impl<T: Serialize + Hash> Kept<T> {
    /// A part that no other page shows.
    pub(super) fn of(part: &T) -> Self {
        Self { made: Made::of(part), of: PhantomData }
    }
}

impl<T> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.made.value.serialize(serializer)
    }
}

impl<T> Hash for Kept<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.made.print);
    }
}

/// Parts of one kind, by place; each is made when it is first asked for.
pub(super) struct Parts(Vec<OnceLock<Made>>);

impl Parts {
    fn new(count: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(count).collect())
    }

    pub(super) fn get<T: Serialize + Hash>(&self, at: usize, make: impl FnOnce() -> T) -> Kept<T> {
        Kept { made: self.0[at].get_or_init(|| Made::of(&make())).clone(), of: PhantomData }
    }
}

/// The parts of a site's views.
pub(super) struct AllParts {
    pub(super) letters: Parts,
    pub(super) programs: Parts,
    pub(super) people: Parts,
    pub(super) tags: Parts,
    /// The column's own: Atom, then JSON.
    pub(super) feeds: Parts,
}

impl AllParts {
    pub(super) fn new(site: &Site) -> Self {
        Self {
            letters: Parts::new(site.entries.letters.len()),
            programs: Parts::new(site.entries.programs.len()),
            people: Parts::new(site.entries.people.len()),
            tags: Parts::new(site.taxonomy.terms.len()),
            feeds: Parts::new(2),
        }
    }
}
