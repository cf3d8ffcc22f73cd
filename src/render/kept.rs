//! Parts that stand in many views (a letter's card, a columnist's name), each made once.
//!
//! A value of tera's is shared when it is put into another one, so a card costs its making on the first page that shows
//! it, and a counter on all others.

use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::site::Site;

/// A part of views, made.
pub struct Kept<T> {
    value: Value,
    of: PhantomData<T>,
}

impl<T> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: Serialize> Kept<T> {
    /// A part that no other page shows.
    pub(super) fn of(part: &T) -> Self {
        Self { value: Value::from_serializable(part), of: PhantomData }
    }
}

/// Parts of one kind, by place; each is made when it is first asked for.
pub(super) struct Parts(Vec<OnceLock<Value>>);

impl Parts {
    fn new(count: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(count).collect())
    }

    pub(super) fn get<T: Serialize>(&self, at: usize, make: impl FnOnce() -> T) -> Kept<T> {
        let value = self.0[at].get_or_init(|| Value::from_serializable(&make())).clone();
        Kept { value, of: PhantomData }
    }
}

/// The parts of a site's views.
pub(super) struct AllParts {
    pub(super) letters: Parts,
    /// Titles and addresses of letters.
    pub(super) letter_links: Parts,
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
            letter_links: Parts::new(site.entries.letters.len()),
            programs: Parts::new(site.entries.programs.len()),
            people: Parts::new(site.entries.people.len()),
            tags: Parts::new(site.taxonomy.terms.len()),
            feeds: Parts::new(2),
        }
    }
}
