//! Says what a build holds back, drafts and what is scheduled, and when the next of it appears.

use super::console::{Console, in_one_line, number_of};
use super::file_list;
use crate::site::{Site, Unpublished, UnpublishedReason};

/// Prints a line on what is held back; with `--verbose`, all of it.
pub(super) fn summarize(site: &Site, console: &Console) {
    let due = site.next_due();
    let next = due.map(|due| {
        let zone = &site.config.timezone;
        let moment = due.to_zoned(zone.clone()).strftime("%Y-%m-%d at %H:%M");
        format!("{moment} ({})", zone.iana_name().unwrap_or("UTC"))
    });
    if console.is_verbose() {
        list(site.unpublished.iter(), console);
        if let Some(next) = next {
            console.status(&format!("The next one appears when you build on {next} or later."));
        }
        return;
    }
    let is_due =
        |one: &&Unpublished| matches!(&one.reason, UnpublishedReason::Scheduled(when) if Some(when.instant) == due);
    let next = site.unpublished.iter().find(is_due).map(|one| in_one_line(&one.file)).zip(next);
    let text = match (&*site.unpublished, next) {
        ([], _) => return,
        ([_], Some((file, moment))) => format!("{file}, which appears when you build on {moment} or later"),
        ([one], None) => format!("{}, a draft", in_one_line(&one.file)),
        (several, None) => format!("{} (--verbose lists them)", number_of(several.len(), "draft")),
        (several, Some((file, moment))) => {
            format!(
                "{} (--verbose lists them); {file} appears next, when you build on {moment} or later",
                counts(several)
            )
        }
    };
    console.status(&format!("Held back: {text}."));
}

/// "1 draft and 2 scheduled"
fn counts(unpublished: &[Unpublished]) -> String {
    let drafts = unpublished.iter().filter(|one| one.reason == UnpublishedReason::Draft).count();
    let scheduled = format!("{} scheduled", unpublished.len() - drafts);
    if drafts == 0 { scheduled } else { format!("{} and {scheduled}", number_of(drafts, "draft")) }
}

/// Lists what is not published yet, and when it appears.
pub(super) fn list<'s>(unpublished: impl Iterator<Item = &'s Unpublished>, console: &Console) {
    let unpublished: Vec<_> = unpublished.map(|one| (&*one.file, one.reason.words())).collect();
    file_list::list("Held back:", unpublished.into_iter(), console);
}
