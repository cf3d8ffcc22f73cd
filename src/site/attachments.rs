//! Chooses the pictures and documents that are published, and gives them their addresses.

use std::collections::{HashMap, HashSet};

use super::collection::{Collections, encoded};
use super::id_vec::IdVec;
use super::ids::AttachmentId;
use crate::content::LinkTarget;
use crate::diagnostics::FilePath;
use crate::source::{Attachment, has_extension};

/// Divides attachments into those that are published, with their addresses, and the others.
///
/// An attachment in the folder of a page gets an address below that page, any other its path under `content/`. What is in
/// the folder of a draft stays private with it.
pub(super) fn place(attachments: Vec<Attachment>, entries: &Collections) -> PlacedAttachments {
    if attachments.is_empty() {
        return PlacedAttachments::default();
    }
    // The folders of the entries that are called `index.md`, with the addresses of those entries.
    let folder = |entry| Some((entries.common(entry).record.file.strip_suffix("/index.md")?, entries.path(entry)));
    let bundles: HashMap<&str, &str> = entries.refs().filter_map(folder).collect();
    let linked = linked_files(entries);
    let (mut published, mut unused) = (Vec::new(), Vec::new());
    for attachment in attachments {
        match address_in_bundle(&attachment.path, &bundles) {
            Some(address) => published.push((address, attachment)),
            None if linked.contains(&*attachment.path) => {
                let address = encoded(attachment.path.strip_prefix("content").unwrap_or(&attachment.path));
                published.push((address, attachment));
            }
            None => unused.push(attachment.path),
        }
    }
    published.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    PlacedAttachments { published: published.into(), unused }
}

/// Attachments, divided into published and unused ones.
#[derive(Default)]
pub(super) struct PlacedAttachments {
    /// Attachments in the folder of a published page, or linked by one, each with its address; by address.
    pub(super) published: IdVec<AttachmentId, (String, Attachment)>,
    /// The others: nobody asked to publish them.
    pub(super) unused: Vec<FilePath>,
}

/// Returns the path of every file that a link, a picture or a portrait leads to.
fn linked_files(entries: &Collections) -> HashSet<&str> {
    let references = entries.refs().map(|entry| entries.references(entry));
    let targets = references.flat_map(|references| references.links.iter().chain(&references.pictures));
    let portraits = entries.people.entries().filter_map(|person| person.portrait.as_ref()).map(|p| &p.target);
    let files = targets.chain(portraits).filter_map(|target| match target {
        // Most links lead to texts, which are not attachments.
        LinkTarget::File { path, .. } if !has_extension(path, &["md"]) => Some(path.as_str()),
        _ => None,
    });
    files.collect()
}

/// Returns the address of a file in the folder of a page, or in a folder below it; `None` if it is in no such folder.
fn address_in_bundle(path: &str, bundles: &HashMap<&str, &str>) -> Option<String> {
    let mut folder = path;
    while let Some((outer, _)) = folder.rsplit_once('/') {
        if let Some(page) = bundles.get(outer) {
            return Some(format!("{page}{}", encoded(&path[outer.len() + 1..])));
        }
        folder = outer;
    }
    None
}
