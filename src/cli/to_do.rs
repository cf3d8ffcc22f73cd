//! Says what the columnist may want to do, with the files: letters and replies that wait, profiles that are due for another
//! look, and letters to ask after.

use jiff::civil::Date;

use super::console::Console;
use super::file_list::list;
use crate::content::DueCheck;
use crate::site::{LetterId, Site, WaitingFor};

/// Lists all of it, the oldest first.
pub(super) fn list_to_do(site: &Site, console: &Console) {
    for (heading, purpose) in [("Letters to answer:", WaitingFor::Answer), ("Replies to read:", WaitingFor::Decision)] {
        let waiting = site.waiting(purpose).into_iter();
        list(heading, waiting.map(|(one, waiting)| (&*one.file, waiting.words())), console);
    }
    let due = site.due_checks();
    let file = |program| &*site.entries.programs[program].common.record.file;
    list("Due for a check:", due.iter().map(|(program, due)| (file(*program), DueCheck::words(due))), console);
    let gone = site.gone_pages();
    let line = |(program, since): &(_, Date)| (file(*program), format!("not reachable since {since}"));
    list("Official pages that are gone:", gone.iter().map(line), console);
    let letters = site.follow_ups();
    let line = |(letter, day): &(LetterId, Date)| {
        let file = &*site.entries.letters[*letter].common.record.file;
        (file, format!("answered on {day}; what you hear goes below a line `Update:`"))
    };
    list("A year ago; ask how it went:", letters.iter().map(line), console);
}
