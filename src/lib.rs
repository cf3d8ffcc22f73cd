//! Callslip turns a folder of answered letters into a website.
//!
//! # The flow
//!
//! A build is a pipeline of functions, each between two types. The modules below come in the same order.
//!
//! ```text
//! disk ─▶ source ─▶ content ─▶ site ─▶ render ─▶ output ─▶ disk
//!         Sources    Entry      Site    Rendered   Staged
//! ```
//!
//! 1. [`source`] walks the column and reads its files. Nothing else reads them.
//! 2. [`content`] parses each file into one [`content::Entry`]. The target of a link depends on other files, so it
//!    stays open as a slot in the [`content::Body`].
//! 3. [`site`] assembles all entries into one immutable [`site::Site`]: collections, subjects, links, and every address
//!    of the column.
//! 4. [`render`] renders one route, from a view and a template of the [`theme`].
//! 5. [`output`] writes the files that differ.
//! 6. [`publish`] uploads the written files to a host.
//!
//! [`pipeline`] has the whole flow on one screen, and [`cli`] calls it. [`config`] parses `column.yaml`, and
//! [`site_path`] checks the paths of a site's files, and [`disk`] is the way to a folder that others may have filled.
//! [`media`] makes what is published of a picture. [`search`] makes an index of the site's words, and [`leaks`] finds what is private in them.
//! [`accessibility`] finds what in a theme keeps people from reading its pages.
//! [`intake`] makes drafts of the letters that come in. [`link_memory`] is what `callslip links` knows of addresses
//! elsewhere, and [`network`] how they are asked. [`starter`] has the texts of a new column, and the list of their placeholders.
//!
//! # What holds everywhere
//!
//! - **Only the ends do I/O.** `source` reads the column, `output` writes the site, `publish` uploads it; commands that
//!   create files of a column (`init`, `new`) do so in `cli`, which also reads the clock and passes it in. All else is
//!   pure: equal inputs give equal bytes.
//! - **An author's mistake is a value.** Every stage returns its result together with the [`diagnostics`] that it found
//!   ([`diagnostics::Checked`]), so no mistake hides another. Failures of the environment (disk, permissions) are small
//!   error types of their module. Our own bugs may panic.
//! - **Nothing is filled in later.** A value is final once it is created. Later results are new types.
//!
//! # Where to start reading
//!
//! Start with [`pipeline::load`], then `content/letter/mod.rs` for the format of a letter, then `site/mod.rs`. The test
//! `tests/suite/tour.rs` follows one letter from its file to its page.

pub mod source;

pub mod content;

pub mod site;

pub mod theme;

pub mod media;

pub mod search;

pub mod leaks;

pub mod render;

pub mod accessibility;

pub mod disk;

pub mod output;

pub mod publish;

pub mod import;

pub mod intake;

pub mod pipeline;

pub mod network;

pub mod link_memory;

#[cfg(feature = "links")]
pub mod links;

pub mod rename;

pub mod serve;

pub mod config;

pub mod diagnostics;

pub mod site_path;

pub mod starter;

pub mod text_checks;

pub mod language;

pub mod yaml;

pub mod cli;
