//! Letters as people write and paste them: each case of `tests/field/`, with its messages and its text.
//!
//! A case is two files. `NAME.md` is a letter, which becomes `content/questions/letter.md`. More files of the column may
//! follow it, each after a line with its path, `-- content/pages/about.md --`, as in Go's txtar. A path may replace
//! `column.yaml` and the columnist, Sol Marchetti (`SM`); and `-- content/questions/photo.jpg.hex --` holds the bytes of
//! `photo.jpg` in hexadecimal. `NAME.expected` has the messages, then what the page of each letter shows.
//! `SNAPSHOTS=overwrite cargo test --test suite field` writes it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::Column;

/// The fields of a letter's page that a case shows, above its turns.
const FIELDS: [&str; 6] = ["title", "description", "date", "pen_name", "minutes", "tags"];

#[test]
fn each_case_has_its_messages_and_its_text() {
    let mut failed = String::new();
    for case in files("md") {
        let written = std::fs::read_to_string(&case).expect("a case is UTF-8");
        let expected = case.with_extension("expected");
        let name = case.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let expected = Data::read_from(&expected, Some(DataFormat::Text)).raw();
        let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
        if let Err(error) = assert.try_eq(Some(&name), outcome(&written).into(), expected) {
            let _ = writeln!(failed, "{name}.md:\n{error}");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn each_expectation_has_its_case() {
    for expected in files("expected") {
        assert!(expected.with_extension("md").exists(), "{}", expected.display());
    }
}

/// The files of the folder with this extension, sorted.
fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field");
    let paths = std::fs::read_dir(folder).expect("the folder of the cases").flatten().map(|entry| entry.path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    paths.sort();
    paths
}

/// Each case with its name.
pub(crate) fn cases() -> Vec<(String, String)> {
    let named = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("a case is UTF-8"))
    };
    files("md").into_iter().map(named).collect()
}

/// What the author reads, and what a reader does.
fn outcome(case: &str) -> String {
    let built = column(case).build();
    let mut outcome = built.report();
    if built.written.is_none() {
        outcome.truncate(outcome.trim_end().len());
        return outcome + "\n";
    }
    for id in built.site.entries.letters.ids() {
        let path = built.site.entries.letters.path(id);
        let _ = writeln!(outcome, "-- {path} --");
        outcome += &built.outline_of(path, &FIELDS);
        outcome += &built.prose(path);
        outcome += "\n";
    }
    outcome.truncate(outcome.trim_end().len());
    outcome + "\n"
}

/// The column of a case.
pub(crate) fn column(case: &str) -> Column {
    let mut files = vec![("content/questions/letter.md", String::new())];
    for line in case.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            Some(path) => files.push((path, String::new())),
            None => files.last_mut().expect("the letter").1.push_str(line),
        }
    }
    files.retain(|(_, text)| !text.is_empty());
    files.into_iter().fold(Column::new(), |column, (path, text)| match path.strip_suffix(".hex") {
        Some(path) => column.file(path, bytes(&text)),
        None => column.file(path, text),
    })
}

/// The bytes of a text in hexadecimal, with spaces and line ends anywhere.
fn bytes(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("two digits");
    digits.chunks(2).map(byte).collect()
}
