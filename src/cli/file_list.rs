//! Lists of files below a report.

use super::console::{Console, in_one_line};

/// The number of files that are listed.
const MOST: usize = 20;

/// Prints a heading, and a line for each file with what is said of it; nothing if there is none.
pub(super) fn list<'f>(heading: &str, files: impl ExactSizeIterator<Item = (&'f str, String)>, console: &Console) {
    let total = files.len();
    if total == 0 {
        return;
    }
    console.status(heading);
    let most = if console.lists_all() { usize::MAX } else { MOST };
    for (file, words) in files.take(most) {
        console.status(&format!("  {}: {words}", in_one_line(file)));
    }
    if total > most {
        console.status(&format!("  and {} more; --all lists them", total - most));
    }
}
