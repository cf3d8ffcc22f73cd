//! The addresses, heading ids and feed ids of ten columns of `tests/old_addresses/`, as an earlier version made them. They
//! are promises to readers, so no later version may change them by itself: never overwrite `addresses.txt` to make this
//! test pass.

use std::fmt::Write;
use std::path::Path;

use snapbox::{Data, assert_data_eq};

use crate::support::Column;

#[test]
fn addresses_and_feed_ids_of_older_columns_stay_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old_addresses");
    let mut columns: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    columns.retain(|path| path.extension().is_some_and(|extension| extension == "column"));
    columns.sort();
    assert_eq!(columns.len(), 10);
    let mut found = String::new();
    for path in columns {
        let name = path.file_stem().unwrap().to_string_lossy();
        let _ = write!(found, "== {name} ==\n{}", addresses(&std::fs::read_to_string(&path).unwrap()));
    }
    let expected = std::fs::read_to_string(folder.join("addresses.txt")).unwrap();
    assert_data_eq!(found, Data::text(expected).raw());
}

/// The files of a column, each with the ids in it.
fn addresses(written: &str) -> String {
    let files = written.split("\n-- ").map(|file| file.trim_start_matches("-- ").split_once(" --\n").unwrap());
    let column = files.fold(Column::empty(), |column, (path, text)| column.file(path, format!("{text}\n")));
    let built = column.on_day("2026-11-26").build();
    let mut all = String::new();
    // Names of assets may change; the search, the page on feeds, and the programs as files came later.
    let later = ["assets/", ".callslip", "search/", "subscribe/", "programs/programs."];
    let is_left_out = |file: &String| later.iter().any(|start| file.starts_with(start));
    for file in built.files().into_iter().filter(|file| !is_left_out(file)) {
        let _ = write!(all, "/{file}");
        if file.ends_with("feed.xml") {
            for id in between(&built.text(&file), "<id>", "</id>") {
                let _ = write!(all, "\n  {id}");
            }
        }
        if file.ends_with("index.html") && file.starts_with(['q', '2']) {
            let text = built.text(&file);
            let headings = (2..=6).flat_map(|level| between(&text, &format!("<h{level} id=\""), "\""));
            // The heading of the contents came later, too.
            headings.filter(|id| id != "_contents").for_each(|id| _ = write!(all, " #{id}"));
        }
        all.push('\n');
    }
    all
}

fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap_or_default().to_owned()).collect()
}
