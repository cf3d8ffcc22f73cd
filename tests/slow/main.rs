//! The tests that take seconds each: builds and publishes that are killed, random texts and edits, thousands of files,
//! servers and their clients.
//!
//! `cargo test` runs them with all others. A test that needs none of these belongs in `tests/suite`, with which this
//! binary shares its driver (`tests/suite/support`). No test here waits for a time: it waits for a condition, and fails
//! after a minute where it would otherwise hang.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets something unexpected has failed"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "expected texts are written by snapbox")]
#![allow(clippy::too_many_lines, reason = "the whole expected text stands in the test")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "we look at names that we gave")]
#![allow(clippy::format_collect, reason = "a text made by the hundred lines is short to write so")]
#![allow(clippy::naive_bytecount, reason = "a list of heading levels is not large")]

mod determinism;
mod dice;
mod edits;
#[cfg(target_os = "linux")]
mod git_kills;
#[cfg(unix)]
mod kill_campaign;
mod killed_builds;
#[cfg(unix)]
mod kills;
// Hosts of one computer as they are on Linux.
#[cfg(all(target_os = "linux", feature = "links"))]
mod link_server;
#[cfg(all(target_os = "linux", feature = "links"))]
mod links;
mod moving_in;
mod oracle;
mod own_html;
mod payloads;
mod properties;
mod publish;
// Servers as they are on Linux.
#[cfg(target_os = "linux")]
mod publish_kills;
mod random;
mod related;
mod renames;
// Servers as they are on Linux.
#[cfg(target_os = "linux")]
mod remotes;
mod server;
mod serving;
#[allow(dead_code, reason = "some of it is for tests/suite")]
#[path = "../suite/support/mod.rs"]
mod support;
