//! Says what the columnist may want to do, with the files: letters and replies that wait, profiles that are due for another
//! look, and letters to ask after.

use super::console::Console;
use super::listing::list;
use crate::content::DueCheck;
use crate::site::{Site, WaitingFor};

/// Lists all of it, the oldest first.
pub(super) fn list_to_do(site: &Site, console: &Console) {
    for (heading, purpose) in [("Letters to answer:", WaitingFor::Answer), ("Replies to read:", WaitingFor::Decision)] {
        let waiting = site.waiting(purpose).into_iter();
        list(heading, waiting.map(|(one, waiting)| (&*one.file, waiting.words())), console);
    }
    let due = site.due_checks();
    let file = |program| &*site.entries.programs[program].common.record.file;
    list("Due for a check:", due.iter().map(|(program, due)| (file(*program), DueCheck::words(due))), console);
    let letters = site.follow_ups();
    list(
        "A year ago; ask how it went:",
        letters.iter().map(|letter| {
            let record = &site.entries.letters[*letter].common.record;
            let day = record.date.as_ref().map(|when| when.day.to_string()).unwrap_or_default();
            (&*record.file, format!("answered on {day}; what you hear goes below a line `Update:`"))
        }),
        console,
    );
}
