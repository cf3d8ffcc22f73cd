//! The elements of an export or a feed, one after another, so that a file of any size needs little memory.
//!
//! The exports of old databases are often not XML in every place. All that can be read is read: see `clean`, and
//! [`Element::text`] for a text in which `]]>` occurs.

mod clean;
mod decoded;
mod elements;

pub(super) use decoded::decoded;
pub(super) use elements::{Element, Elements};
