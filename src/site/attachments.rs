//! Which pictures and documents are published, and where.

use std::collections::{HashMap, HashSet};

use super::collection::{Collections, encoded};
use super::id_vec::IdVec;
use super::ids::AttachmentId;
use crate::content::LinkTarget;
use crate::diagnostics::FilePath;
use crate::source::{Attachment, has_extension};

/// Gives each attachment its address: beside the page whose folder it lies in, else where it lies under `content/`. What
/// lies in the folder of a draft stays private with it.
pub(super) fn place(attachments: Vec<Attachment>, entries: &Collections) -> Placed {
    if attachments.is_empty() {
        return Placed::default();
    }
    // The folders of entries that are written as `index.md`, with the entries' addresses.
    let folder = |entry| Some((entries.common(entry).record.file.strip_suffix("/index.md")?, entries.path(entry)));
    let bundles: HashMap<&str, &str> = entries.refs().filter_map(folder).collect();
    let linked = linked_files(entries);
    let (mut published, mut unused) = (Vec::new(), Vec::new());
    for attachment in attachments {
        match bundle(&attachment.path, &bundles) {
            Some(address) => published.push((address, attachment)),
            None if linked.contains(&*attachment.path) => {
                let address = encoded(attachment.path.strip_prefix("content").unwrap_or(&attachment.path));
                published.push((address, attachment));
            }
            None => unused.push(attachment.path),
        }
    }
    published.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    Placed { published: published.into(), unused }
}

/// Attachments, divided.
#[derive(Default)]
pub(super) struct Placed {
    /// Those that lie in the folder of a published page, or that one links to, with their addresses.
    pub(super) published: IdVec<AttachmentId, (String, Attachment)>,
    /// The others: nobody asked for them to be published.
    pub(super) unused: Vec<FilePath>,
}

/// Every file that a link, a picture or a portrait leads to.
fn linked_files(entries: &Collections) -> HashSet<&str> {
    let references = entries.refs().map(|entry| entries.references(entry));
    let targets = references.flat_map(|references| references.links.iter().chain(&references.pictures));
    let portraits = entries.people.entries().filter_map(|person| person.portrait.as_ref()).map(|p| &p.target);
    let files = targets.chain(portraits).filter_map(|target| match target {
        // Texts are no attachments, and most links lead to one.
        LinkTarget::File { path, .. } if !has_extension(path, &["md"]) => Some(path.as_str()),
        _ => None,
    });
    files.collect()
}

/// The address of a file in the folder of a page, or in one below it.
fn bundle(path: &str, bundles: &HashMap<&str, &str>) -> Option<String> {
    let mut folder = path;
    while let Some((outer, _)) = folder.rsplit_once('/') {
        if let Some(page) = bundles.get(outer) {
            return Some(format!("{page}{}", encoded(&path[outer.len() + 1..])));
        }
        folder = outer;
    }
    None
}
