//! Says which profiles are due for another look, the longest overdue first.

use super::console::{Console, in_one_line};
use crate::content::DueCheck;
use crate::site::Site;

/// The number of profiles that are listed.
const MOST: usize = 20;

/// Lists the profiles of which facts are due for a check, with those facts.
pub(super) fn list(site: &Site, console: &Console) {
    let due = site.due_checks();
    if due.is_empty() {
        return;
    }
    console.status("Due for a check:");
    let most = if console.lists_all() { usize::MAX } else { MOST };
    for (program, checks) in due.iter().take(most) {
        let file = &site.entries.programs[*program].common.record.file;
        console.status(&format!("  {}: {}", in_one_line(file), DueCheck::words(checks)));
    }
    if due.len() > most {
        console.status(&format!("  and {} more; --all lists them", due.len() - most));
    }
}
