//! Reports pictures that a page shows and that browsers cannot show, or only slowly.

use std::collections::BTreeSet;

use super::ids::{AttachmentId, Id};
use super::links::{Destination, Links};
use super::route_inputs::RouteInputs;
use crate::diagnostics::Diagnostic;
use crate::media::PictureSizes;
use crate::source::{Attachment, picture_error, picture_huge, picture_too_large};

/// Returns what is wrong with the pictures that pages show, in the order of their addresses.
pub(super) fn check(parts: &RouteInputs<'_>, links: &Links) -> Vec<Diagnostic> {
    if parts.attachments.is_empty() {
        return Vec::new();
    }
    let mut shown: BTreeSet<AttachmentId> = BTreeSet::new();
    for entry in parts.entries.refs() {
        shown.extend(links.of(entry).pictures.iter().filter_map(|picture| match picture {
            Destination::Attachment(id) => Some(*id),
            Destination::Path(path) => at_address(parts, path),
            Destination::Entry(..) | Destination::Here(_) | Destination::Nowhere => None,
        }));
    }
    shown.extend(parts.entries.people.ids().filter_map(|person| links.portrait(person)));
    let pictures = shown.into_iter().map(|id| &parts.attachments[id].1);
    let words = |picture: &Attachment| {
        let errors = picture.issues.iter().filter_map(|issue| picture_error(&picture.path, *issue));
        let is_remade = PictureSizes::of(picture).is_some();
        let words = errors.chain(picture_too_large(picture.length, picture.size).filter(|_| !is_remade));
        words.map(|diagnostic| diagnostic.about(&picture.path)).collect::<Vec<_>>()
    };
    let huge = parts.attachments.values().filter(|(_, picture)| PictureSizes::of(picture).is_some());
    let huge = huge.filter_map(|(_, picture)| Some(picture_huge(picture.size?)?.about(&picture.path)));
    pictures.flat_map(words).chain(huge).collect()
}

/// Returns the attachment at an address: a file of `static/`, for example.
fn at_address(parts: &RouteInputs<'_>, address: &str) -> Option<AttachmentId> {
    let found = parts.attachments.as_slice().binary_search_by(|(other, _)| other.as_str().cmp(address));
    found.ok().map(AttachmentId::new)
}
