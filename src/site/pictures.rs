//! Reports pictures that a page shows and that browsers cannot show, or only slowly.

use std::collections::BTreeSet;

use super::ids::{AttachmentId, Id};
use super::links::{Destination, Links};
use super::route_inputs::RouteInputs;
use crate::diagnostics::Diagnostic;
use crate::source::{Attachment, AttachmentIssue, PictureFormat};

/// The most bytes and the largest side of a picture that readers do not wait for.
const MOST_BYTES: u64 = 1_000_000;
const LARGEST_SIDE: usize = 2000;

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
    pictures
        .flat_map(|picture| picture.issues.iter().filter_map(|issue| error(picture, *issue)).chain(too_large(picture)))
        .collect()
}

/// Returns the attachment at an address: a file of `static/`, for example.
fn at_address(parts: &RouteInputs<'_>, address: &str) -> Option<AttachmentId> {
    let found = parts.attachments.as_slice().binary_search_by(|(other, _)| other.as_str().cmp(address));
    found.ok().map(AttachmentId::new)
}

/// Returns what keeps browsers from showing a picture.
fn error(picture: &Attachment, issue: AttachmentIssue) -> Option<Diagnostic> {
    let extension = picture.path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let diagnostic = match issue {
        AttachmentIssue::Empty => {
            Diagnostic::error("this picture is empty").help("copy or save it again: the file has nothing in it")
        }
        AttachmentIssue::Incomplete => Diagnostic::error("the end of this picture is missing")
            .help("copy or save it again: it was not saved to the end"),
        AttachmentIssue::OtherFormat(format) => {
            let name = format.name();
            let diagnostic =
                Diagnostic::error(format!("this is a {name} picture, although its name ends in `.{extension}`"));
            diagnostic.help(other_format(format))
        }
        AttachmentIssue::NoPicture => {
            let promised = PictureFormat::of_name(&picture.path).map_or("SVG", PictureFormat::name);
            let diagnostic = Diagnostic::error(format!("this is not a picture, although its name ends in `.{extension}`"));
            diagnostic.help(format!("open it: if you see a picture, save it as {promised}; otherwise, remove it"))
        }
        AttachmentIssue::NoNamespace => Diagnostic::error("browsers do not show this SVG: its namespace is missing or wrong")
            .help("write `<svg xmlns=\"http://www.w3.org/2000/svg\"` where it begins, or save it again with a drawing program"),
        AttachmentIssue::Malformed => Diagnostic::error("browsers do not show this SVG: there is a mistake in its XML")
            .help("save it again with a drawing program; if you write it yourself, open it in a browser, which says where"),
        // They are reported whether a page shows the file or not.
        AttachmentIssue::FrontMatter
        | AttachmentIssue::LfsPointer
        | AttachmentIssue::Place
        | AttachmentIssue::Export
        | AttachmentIssue::NoPdf(_) => return None,
    };
    Some(diagnostic.about(&picture.path))
}

fn other_format(format: PictureFormat) -> String {
    if format.is_shown_by_browsers() {
        let extension = format.extensions().first().copied().unwrap_or_default();
        return format!("end its name in `.{extension}`, here and in the text");
    }
    "most browsers cannot show that: open it and save it as JPEG".to_owned()
}

/// Returns a hint if readers have to wait for a picture.
fn too_large(picture: &Attachment) -> Option<Diagnostic> {
    let size = picture.size.filter(|(width, height)| *width.max(height) > LARGEST_SIDE);
    if size.is_none() && picture.length <= MOST_BYTES {
        return None;
    }
    let megabytes = picture.length.div_ceil(100_000);
    let megabytes = format!("{}.{} MB", megabytes / 10, megabytes % 10);
    let message = match picture.size {
        Some((width, height)) => format!("this picture is large: {width} × {height} pixels, {megabytes}"),
        None => format!("this picture is large: {megabytes}"),
    };
    let diagnostic = Diagnostic::hint(message);
    let help = "readers have to wait for it: 2,000 pixels on the longer side and 1 MB are enough for any screen";
    Some(diagnostic.help(help).about(&picture.path))
}
