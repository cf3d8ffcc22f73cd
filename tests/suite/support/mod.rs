//! What the tests share.

pub(crate) mod column;
pub(crate) mod destination;
pub(crate) mod html;
pub(crate) mod manual_page;
pub(crate) mod moving_in;
pub(crate) mod pictures;
#[cfg(target_os = "linux")]
pub(crate) mod places;
pub(crate) mod preview;
pub(crate) mod publishing;
pub(crate) mod server;
#[cfg(target_os = "linux")]
pub(crate) mod terminal;
pub(crate) mod transcript;
pub(crate) mod view;

pub(crate) use column::{Built, Column};
pub(crate) use pictures::{jpeg, png};

use std::io::Write;

use snapbox::data::Inline;
use snapbox::{Assert, IntoData};

/// Compares a text with the expected one beside the test, to the letter: nothing in it is a wildcard, no slash is
/// turned, and only the version of callslip is hidden. `SNAPSHOTS=overwrite cargo test` writes the new text into the test; look at it before you keep it.
#[track_caller]
pub(crate) fn shows(actual: impl AsRef<str>, expected: Inline) {
    let version = env!("CARGO_PKG_VERSION");
    let actual = actual.as_ref().trim_end_matches('\n').replace(&format!("callslip {version}"), "callslip VERSION");
    let actual = actual.replace(&format!("version=\"{version}\""), "version=\"VERSION\"");
    // The name of the stylesheet of feeds follows from the fonts.
    let named =
        actual.split_once("assets/feed.").and_then(|(before, rest)| Some((before, rest.split_once(".css\"")?.1)));
    let actual = named.map_or(actual.clone(), |(before, after)| format!("{before}assets/feed.HASH.css\"{after}"));
    Assert::new().action_env("SNAPSHOTS").normalize_paths(false).eq(actual, expected.raw());
}

/// Says that a test was left out, and why: past the test runner, which keeps what a test prints to itself.
pub(crate) fn left_out(why: &str) {
    let _ = writeln!(std::io::stderr(), "left out: {why}");
}
