//! The files of a column that a link may lead to, by path.

use std::borrow::Cow;

use ahash::AHashMap;

use crate::site::ids::{AttachmentId, EntryRef, LetterId};
use crate::site::route_inputs::RouteInputs;
use crate::site::unpublished::Unpublished;
use crate::site_path::nfc;
use crate::source::folder_of_index;

/// A file of the column, as part of the site.
pub(super) enum ColumnFile<'a> {
    Entry(EntryRef),
    Unpublished(&'a Unpublished),
    /// A withdrawn letter, with its address.
    Withdrawn(&'a str),
    Attachment(AttachmentId),
    /// A shown reply: its letter, and its id on the letter's page.
    Reply(LetterId, &'a str),
}

/// All files of a column that a link may lead to.
pub(super) struct ColumnFiles<'a> {
    by_path: AHashMap<&'a str, ColumnFile<'a>>,
    /// The paths that are not in NFC, as macOS writes them, each by itself in NFC, as people write it.
    by_nfc: AHashMap<String, &'a str>,
    /// The texts that are called `index.md`, by folder, in NFC.
    indexes: AHashMap<Cow<'a, str>, &'a str>,
}

impl<'a> ColumnFiles<'a> {
    pub(super) fn new(parts: &'a RouteInputs<'_>, unpublished: &'a [Unpublished]) -> Self {
        let mut files = AHashMap::with_capacity(parts.entries.count() + unpublished.len() + parts.attachments.len());
        for entry in parts.entries.refs() {
            files.insert(&*parts.entries.common(entry).record.file, ColumnFile::Entry(entry));
        }
        for (id, letter) in parts.entries.withdrawn.iter() {
            files.insert(&*letter.common.record.file, ColumnFile::Withdrawn(parts.entries.withdrawn.path(id)));
        }
        files.extend(unpublished.iter().map(|entry| (&*entry.file, ColumnFile::Unpublished(entry))));
        let attachments = parts.attachments.iter();
        files.extend(attachments.map(|(id, (_, attachment))| (&*attachment.path, ColumnFile::Attachment(id))));
        let replies = parts.replies.places();
        files.extend(replies.map(|(file, (letter, anchor))| (&**file, ColumnFile::Reply(*letter, anchor))));
        let mut decomposed: Vec<(String, &str)> = files
            .keys()
            .filter_map(|path| match nfc(path) {
                Cow::Borrowed(_) => None,
                Cow::Owned(composed) => Some((composed, *path)),
            })
            .collect();
        decomposed.sort_unstable();
        let mut indexes = AHashMap::new();
        for (folder, path) in files.keys().filter_map(|path| Some((folder_of_index(path)?, *path))) {
            // Of two in one folder, whichever is found first by name.
            indexes.entry(nfc(folder)).and_modify(|first: &mut &str| *first = path.min(*first)).or_insert(path);
        }
        Self { by_path: files, by_nfc: decomposed.into_iter().collect(), indexes }
    }

    /// Returns the file at a path, in whatever form its accents are stored.
    pub(super) fn get(&self, path: &str) -> Option<&ColumnFile<'a>> {
        let in_other_form = || {
            let composed = nfc(path);
            let path = self.by_nfc.get(&*composed).copied();
            self.by_path.get(path.unwrap_or(&composed))
        };
        self.by_path.get(path).or_else(|| if path.is_ascii() { None } else { in_other_form() })
    }

    /// Returns the text that is called `index.md` in a folder.
    pub(super) fn index_of(&self, folder: &str) -> Option<&ColumnFile<'a>> {
        self.by_path.get(*self.indexes.get(&*nfc(folder))?)
    }

    /// Returns the path of the file at a path, as the file itself has it.
    pub(super) fn known(&self, path: &str) -> Option<&'a str> {
        self.by_path.get_key_value(path).map(|(path, _)| *path)
    }

    /// All paths, in no order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'a str> {
        self.by_path.keys().copied()
    }
}
