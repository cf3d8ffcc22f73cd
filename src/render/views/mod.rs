//! The value that a template gets as `page`: one struct per template, borrowed from the site.
//!
//! These structs are the theme contract. Every documented field is always present (null if there is
//! nothing), fields are only ever added within a major version, and no other way leads from a template into
//! the model.
//!
//! **Addresses** are paths from the root of the column (`/tags/rare-books/`); a template turns one into a
//! link that works at any address by the filter `url`: `<a href="{{ card.path | url }}">`.
//! **Dates** are ISO 8601; the filter `date` writes them in the column's language.
//! **HTML** fields say so; they are already escaped and want `| safe`. All others are plain text.
//!
//! `src/render/view_builders/` builds them, in files of the same names. `docs/themes.md` lists the fields in the order of the
//! modules below.

// Parts that several views share.

pub mod common;

pub mod head;

pub mod links;

pub mod letter_card;

pub mod heading;

pub mod turn;

pub mod reply;

pub mod form;

pub mod pager;

pub mod program_card;

pub mod program_facts;

pub mod facet;

pub mod related;

pub mod years;

// One view per template.

pub mod home;

pub mod question;

pub mod program;

pub mod programs;

pub mod compare;

pub mod listing;

pub mod tag;

pub mod tags;
pub mod tuition;

pub mod glossary;

pub mod person;

pub mod withdrawn;

pub mod people;

pub mod page;

pub mod search;

pub mod subscribe;

pub mod saved;

pub mod not_found;

pub mod site;
