//! Chooses the pictures and documents that are published, and gives them their addresses.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::collection::Collections;
use super::held_back::{HeldBack, HeldBackReason};
use super::id_vec::IdVec;
use super::ids::AttachmentId;
use super::replies::Replies;
use super::unpublished::Unpublished;
use crate::config::Config;
use crate::content::LinkTarget;
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::site_path::nfc;
use crate::source::{
    Attachment, AttachmentIssue, PdfIssue, encoded, extends_text, file_error, folder_of_index, is_attachment_kind,
    is_picture, is_text, within_content, within_static,
};

/// Attachments, divided into published ones and others.
#[derive(Default)]
pub(super) struct PlacedAttachments {
    /// Files of `static/`, and attachments in the folder of a published page or linked by one, each with its address; by
    /// address.
    pub(super) published: IdVec<AttachmentId, (String, Attachment)>,
    /// The others, in path order.
    pub(super) held_back: Vec<HeldBack>,
}

/// Divides attachments into those that are published, with their addresses, and the others.
///
/// A file of `static/` goes out as it is. Any other belongs to the innermost folder with an `index.md`: it gets an address
/// below that page, and what keeps the page back keeps the file back. A file in no such folder gets its path under
/// `content/`, if a page links to it.
pub(super) fn place(
    attachments: Vec<Attachment>,
    entries: &Collections,
    replies: &Replies,
    config: &Config,
    hidden: &[Unpublished],
    unreadable: &[FilePath],
) -> Checked<PlacedAttachments> {
    if attachments.is_empty() {
        return Checked { value: PlacedAttachments::default(), diagnostics: Vec::new() };
    }
    let bundles = bundles(entries, hidden, unreadable);
    let mut linked = linked_files(entries, replies);
    linked.extend(config.social_image.iter().flat_map(|picture| &picture.paths).map(|path| nfc(path)));
    let (mut published, mut held_back) = (Vec::new(), Vec::new());
    for attachment in attachments {
        match address(&attachment, &bundles, &linked) {
            Ok(address) => published.push((address, attachment)),
            Err(reason) => {
                let is_linked = linked.contains(&*nfc(&attachment.path));
                held_back.push(HeldBack { file: attachment.path, reason, is_linked });
            }
        }
    }
    // A link on disk asks for the file that it leads to.
    let shared: HashSet<&str> =
        published.iter().filter_map(|(_, file): &(_, Attachment)| file.links_to.as_deref()).collect();
    for file in &mut held_back {
        file.is_linked |= shared.contains(&*file.file);
    }
    published.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    let issues = |(address, attachment): &(String, Attachment)| {
        let issues = attachment.issues.iter().filter_map(|issue| message(address, attachment, *issue));
        issues.collect::<Vec<_>>()
    };
    let diagnostics = published.iter().flat_map(issues).collect();
    Checked { value: PlacedAttachments { published: published.into(), held_back }, diagnostics }
}

/// The page in whose folder files lie.
enum Bundle<'a> {
    /// A published page, with its address.
    Published(&'a str),
    /// One that is not published, and keeps its files back.
    HeldBack(HeldBackReason),
}

/// Returns the folder of each text that is called `index.md`. Of two in one folder, the one that holds files back counts.
fn bundles<'a>(
    entries: &'a Collections,
    hidden: &'a [Unpublished],
    unreadable: &'a [FilePath],
) -> HashMap<&'a str, Bundle<'a>> {
    let folder = |file: &'a FilePath| folder_of_index(file);
    let mut bundles = HashMap::new();
    for entry in entries.refs() {
        let file = &entries.common(entry).record.file;
        bundles.extend(folder(file).map(|folder| (folder, Bundle::Published(entries.path(entry)))));
    }
    for entry in hidden {
        let reason = || HeldBackReason::Unpublished { reason: entry.reason.clone() };
        bundles.extend(folder(&entry.file).map(|folder| (folder, Bundle::HeldBack(reason()))));
    }
    for letter in entries.withdrawn.entries() {
        let folder = folder(&letter.common.record.file);
        bundles.extend(folder.map(|folder| (folder, Bundle::HeldBack(HeldBackReason::Withdrawn))));
    }
    for file in unreadable {
        bundles.extend(folder(file).map(|folder| (folder, Bundle::HeldBack(HeldBackReason::Unreadable))));
    }
    bundles
}

/// Returns the path of every file that a link, a picture or a portrait leads to, in NFC.
fn linked_files<'s>(entries: &'s Collections, replies: &'s Replies) -> HashSet<Cow<'s, str>> {
    let references = entries.refs().map(|entry| entries.references(entry));
    let references = references.chain(replies.shown().map(|(_, reply, _)| &reply.record.references));
    let targets = references.flat_map(|references| references.links.iter().chain(&references.pictures));
    let portraits = entries.people.entries().filter_map(|person| person.portrait.as_ref()).map(|p| &p.target);
    let files = targets.chain(portraits).filter_map(|target| match target {
        // Most links lead to texts, which are not attachments.
        LinkTarget::File { path, .. } if !is_text(path) => Some(nfc(path)),
        _ => None,
    });
    files.collect()
}

/// Returns the address of an attachment, or the reason why it has none.
fn address(
    attachment: &Attachment,
    bundles: &HashMap<&str, Bundle<'_>>,
    linked: &HashSet<Cow<'_, str>>,
) -> Result<String, HeldBackReason> {
    let path = &*attachment.path;
    if let Some(inner) = within_static(path) {
        // Hosts show the page at its folder's address.
        let page = inner.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        return Ok(format!("/{}", encoded(page.unwrap_or(inner))));
    }
    let real = attachment.links_to.as_deref();
    if attachment.issues.contains(&AttachmentIssue::FrontMatter) {
        return Err(HeldBackReason::FrontMatter);
    }
    if attachment.issues.contains(&AttachmentIssue::Export) {
        return Err(HeldBackReason::Export);
    }
    if extends_text(path) || real.is_some_and(extends_text) {
        return Err(HeldBackReason::ExtendsText);
    }
    let bundle = bundle(path, bundles);
    for bundle in [bundle, real.and_then(|real| self::bundle(real, bundles))].into_iter().flatten() {
        if let (_, Bundle::HeldBack(reason)) = bundle {
            return Err(reason.clone());
        }
    }
    if !is_attachment_kind(path) || !real.is_none_or(is_attachment_kind) {
        return Err(HeldBackReason::OtherKind);
    }
    match bundle {
        Some((inner, Bundle::Published(page))) => Ok(format!("{page}{}", encoded(inner))),
        _ if linked.contains(&*nfc(path)) => Ok(format!("/{}", encoded(within_content(path).unwrap_or(path)))),
        _ => Err(HeldBackReason::NoLink),
    }
}

/// Returns the innermost folder with an `index.md` that a file is in, with the file's path below it.
fn bundle<'p, 'b>(path: &'p str, bundles: &'b HashMap<&str, Bundle<'b>>) -> Option<(&'p str, &'b Bundle<'b>)> {
    let folders = std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'));
    let found = folders.map(|(folder, _)| folder).find_map(|folder| Some((folder, bundles.get(folder)?)));
    found.map(|(folder, bundle)| (&path[folder.len() + 1..], bundle))
}

/// Returns what is wrong with a file that is published.
fn message(address: &str, attachment: &Attachment, issue: AttachmentIssue) -> Option<Diagnostic> {
    let file = &attachment.path;
    let diagnostic = match issue {
        AttachmentIssue::FrontMatter => {
            let message = format!("this file is published as it is, with its `---` lines, at `{address}`");
            Diagnostic::warning(message).help("a letter belongs in `content/questions/`, a page in `content/pages/`")
        }
        AttachmentIssue::LfsPointer | AttachmentIssue::Place => file_error(issue)?,
        AttachmentIssue::NoPdf(issue) => no_pdf(issue),
        AttachmentIssue::Empty if within_static(file).is_none() && !is_picture(file) => {
            Diagnostic::error("this file is empty").help("copy or save it once more, or remove it")
        }
        // They matter where a page shows the picture: see `pictures`.
        AttachmentIssue::Empty
        | AttachmentIssue::NoNamespace
        | AttachmentIssue::Malformed
        | AttachmentIssue::Incomplete
        | AttachmentIssue::OtherFormat(_)
        | AttachmentIssue::NoPicture
        // Is not published: see `address`.
        | AttachmentIssue::Export => return None,
    };
    Some(diagnostic.about(file))
}

fn no_pdf(issue: PdfIssue) -> Diagnostic {
    let (message, help) = match issue {
        PdfIssue::WebPage => (
            "this is no PDF but a page of the web, saved under the name of one",
            "open the page in a browser, and save the PDF itself",
        ),
        PdfIssue::Document => (
            "this is no PDF but a word-processor document, renamed to one",
            "open it in the program that made it, and save or export it as PDF",
        ),
        PdfIssue::Picture => {
            ("this is no PDF but a picture, renamed to one", "give it the ending of its format, or print it to a PDF")
        }
        PdfIssue::Other => ("no program opens this as a PDF: it is something else", "save it as PDF once more"),
        PdfIssue::Incomplete => ("the end of this PDF is missing", "copy or save it once more"),
    };
    Diagnostic::error(message).help(help)
}
