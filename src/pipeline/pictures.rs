//! Finds the pictures that cannot be made.

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, in_order};
use crate::media::PictureJob;
use crate::output::PictureMemory;
use crate::site::{Site, lower_severity};
use crate::source::Attachment;

/// Returns what is wrong with the pictures of a site. Less is at stake with those that are not yet `published`.
pub(super) fn picture_mistakes(site: &Site, published: &Site, memory: &PictureMemory) -> Vec<Diagnostic> {
    let files = site.attachments.as_slice().par_iter();
    in_order_of_weight(files.filter_map(|(_, file)| mistake(file, memory)).collect(), published)
}

/// Does what [`picture_mistakes`] does, but on one core, and asks before every picture whether to go on. Returns `None` if it
/// was cancelled.
pub(super) fn each_picture(
    site: &Site,
    published: &Site,
    memory: &PictureMemory,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    let mut found = Vec::new();
    for (_, file) in site.attachments.values() {
        if is_cancelled() {
            return None;
        }
        found.extend(mistake(file, memory));
    }
    Some(in_order_of_weight(found, published))
}

fn in_order_of_weight(mut found: Vec<Diagnostic>, published: &Site) -> Vec<Diagnostic> {
    lower_severity(&mut found, published);
    in_order(found)
}

/// Returns what is wrong with a picture. A build says what cannot be read at all.
fn mistake(file: &Attachment, memory: &PictureMemory) -> Option<Diagnostic> {
    let job = PictureJob::of(file).filter(PictureJob::may_fail)?;
    memory.problem(&job).ok()?.map(|problem| job.words(problem))
}
