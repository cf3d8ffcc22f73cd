//! Reports pictures that a page shows and that browsers cannot show, or only slowly.

use std::collections::BTreeSet;

use super::ids::{AttachmentId, Id};
use super::links::{Destination, Links};
use super::route_inputs::RouteInputs;
use crate::diagnostics::Diagnostic;
use crate::media::PictureSizes;
use crate::source::{Attachment, SvgRiskKind, picture_error, picture_huge, picture_too_large, svg_risk_words};

/// Returns what is wrong with the pictures that pages show, in the order of their addresses; and what SVG do besides, whether a
/// page shows them or not: each can be opened by itself.
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
    let svg = parts.attachments.ids().flat_map(|id| svg_risks(&parts.attachments[id].1, shown.contains(&id)));
    let mut found: Vec<Diagnostic> = svg.collect();
    let pictures = shown.into_iter().map(|id| &parts.attachments[id].1);
    let words = |picture: &Attachment| {
        let errors = picture.issues.iter().filter_map(|issue| picture_error(&picture.path, *issue));
        let is_remade = PictureSizes::of(picture).is_some();
        let words = errors.chain(picture_too_large(picture.length, picture.size).filter(|_| !is_remade));
        words.map(|diagnostic| diagnostic.about(&picture.path)).collect::<Vec<_>>()
    };
    let huge = parts.attachments.values().filter(|(_, picture)| PictureSizes::of(picture).is_some());
    let huge = huge.filter_map(|(_, picture)| Some(picture_huge(picture.size?)?.about(&picture.path)));
    found.extend(pictures.flat_map(words).chain(huge));
    found
}

/// Returns what an SVG does besides showing a picture. What keeps it from being shown is reported where it is shown.
fn svg_risks(picture: &Attachment, is_shown: bool) -> Vec<Diagnostic> {
    let is_reported = is_shown && picture.issues.iter().any(|issue| picture_error(&picture.path, *issue).is_some());
    let risks = picture.svg_risks.iter().filter(|risk| match risk.kind {
        SvgRiskKind::Compressed | SvgRiskKind::Encoding | SvgRiskKind::Malformed => !is_reported,
        SvgRiskKind::Active | SvgRiskKind::OtherSite | SvgRiskKind::OnDisk => true,
    });
    risks.map(|risk| svg_risk_words(risk).about(&picture.path)).collect()
}

/// Returns the attachment at an address: a file of `static/`, for example.
fn at_address(parts: &RouteInputs<'_>, address: &str) -> Option<AttachmentId> {
    let found = parts.attachments.as_slice().binary_search_by(|(other, _)| other.as_str().cmp(address));
    found.ok().map(AttachmentId::new)
}
