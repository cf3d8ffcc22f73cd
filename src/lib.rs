//! Callslip turns a folder of answered letters into a website.
//!
//! # The flow
//!
//! A build is a pipeline of functions, each between two types; the modules below stand in its order.
//!
//! ```text
//! disk ─▶ source ─▶ content ─▶ site ─▶ render ─▶ output ─▶ disk
//!         Sources    Entry      Site    Rendered   Staged
//! ```
//!
//! 1. [`source`] walks the column and reads its files: the only door in.
//! 2. [`content`] makes one [`content::Entry`] of one file. Where a link leads depends on other files, so it stays
//!    open as a slot in the [`content::Body`].
//! 3. [`site`] assembles all entries into one immutable [`site::Site`]: collections, subjects, links, and every
//!    address that the column answers to.
//! 4. [`render`] makes the bytes of one route, from a view and a template of the [`theme`].
//! 5. [`output`] writes what differs.
//! 6. [`publish`] brings what was written to a host.
//!
//! [`pipeline`] is the whole flow on one screen; [`cli`] calls it. [`config`] is what `column.yaml` says.
//!
//! # What holds everywhere
//!
//! - **Only the ends touch the world.** Files are read in `source`, written in `output`; the clock is read in `cli`
//!   and passed in. All else is pure: equal inputs give equal bytes.
//! - **The author's mistake is a value.** Every stage returns what it could make together with the
//!   [`diagnostics`] it found ([`diagnostics::Checked`]), so that no mistake hides another. Failures of the
//!   environment (disk, permissions) are small error types of their module. Our own bugs may panic.
//! - **Nothing is filled in later.** A value is final when it is made; what is learnt later is a new type.
//!
//! # Where to begin reading
//!
//! [`pipeline::load`], then `content/letter.rs` for the format that all is about, then `site/mod.rs`. A test that
//! follows one letter from its file to its page is `tests/suite/tour.rs`.

pub mod source;

pub mod content;

pub mod site;

pub mod theme;

pub mod render;

pub mod output;

pub mod publish;

pub mod pipeline;

pub mod serve;

pub mod config;

pub mod diagnostics;

pub mod yaml;

pub mod cli;
