//! The leak check: what is under `private:` must be in no file that is published.
//!
//! *Input:* the private values of a column, and the bytes of every file. *Output:* the places where a file has one of them.
//! Email addresses and telephone numbers may be nowhere; the words of `never_print` not in what belongs to their own letter.
//!
//! *Invariant:* pure. Values and files are compared in a form in which the way they are written makes no difference (`fold.rs`).

mod characters;
mod contacts;
mod dialing;
mod entities;
mod file_text;
mod fold;
mod needles;
mod other_numbers;
mod published;
mod search;
mod telephone;
mod words;

pub use contacts::{Contact, contacts};
pub use file_text::is_unsearchable;
pub use needles::{Needles, PrivateValue, PrivateValues, SecretKind};
pub use published::{contacts_of_page, contacts_of_settings, names_of_fields};
pub use search::Leak;
