//! The private values of a column, and what it publishes of the same kind.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::cache::{ParsedFile, ParsedText};
use super::clean_files::CleanFiles;
use crate::content::letter_name;
use crate::diagnostics::FilePath;
use crate::leaks::{Contact, Needles, PrivateValues, contacts_of_settings};
use crate::site::Site;
use crate::source::SourceFile;

/// The private values of all files, published or not.
#[derive(Debug, Default)]
pub(super) struct ColumnSecrets {
    values: Vec<PrivateValues>,
    /// How to reach people, as the column itself publishes it.
    published: HashSet<Contact>,
    /// Prepared when they are first searched for.
    needles: OnceLock<Needles>,
    clean: Arc<CleanFiles>,
}

impl ColumnSecrets {
    /// Collects the private values of all files. `lists` are the vocabulary and the glossary.
    pub(super) fn new<'f>(
        files: &[ParsedFile],
        site: &Site,
        column_file: &SourceFile,
        lists: impl Iterator<Item = &'f SourceFile>,
        clean: Arc<CleanFiles>,
    ) -> Self {
        let values = values(files);
        if values.is_empty() {
            return Self::default();
        }
        let is_published = |file: &&ParsedFile| !site.is_file_unpublished(&file.path);
        let of_files = files.iter().filter(is_published).flat_map(|file| file.contacts.iter().cloned());
        let of_lists = lists.flat_map(|list| contacts_of_settings(&list.text));
        let published = contacts_of_settings(&column_file.text).into_iter().chain(of_files).chain(of_lists).collect();
        Self { values, published, needles: OnceLock::new(), clean }
    }

    /// Returns the number of files that have any.
    pub(super) fn files(&self) -> usize {
        self.values.len()
    }

    /// Returns the pictures and documents that need not be searched again.
    pub(super) fn clean(&self) -> &CleanFiles {
        &self.clean
    }

    /// Returns what to search for in a site.
    pub(super) fn needles(&self, site: &Site) -> &Needles {
        self.needles.get_or_init(|| Needles::new(self.values.iter(), &self.published, site.config.slugs))
    }
}

/// Returns the private values of each file that has any.
fn values(files: &[ParsedFile]) -> Vec<PrivateValues> {
    let private = files.iter().filter_map(|file| {
        let private = match &file.content.value {
            ParsedText::Entry(entry) => &entry.common().private,
            ParsedText::Reply(reply) => &reply.private,
            ParsedText::None => return None,
        };
        (!private.is_empty()).then_some((file, private))
    });
    let private: Vec<_> = private.collect();
    let is_of_reply = |(file, _): &(&ParsedFile, _)| matches!(file.content.value, ParsedText::Reply(_));
    let letters: BTreeMap<&str, &FilePath> = if private.iter().any(is_of_reply) {
        files.iter().filter_map(|file| Some((letter_name(&file.path)?, &file.path))).collect()
    } else {
        BTreeMap::new()
    };
    let values = private.into_iter().map(|(file, private)| {
        let owner = match &file.content.value {
            ParsedText::Reply(reply) => letters.get(&*reply.record.letter).map(|letter| (*letter).clone()),
            ParsedText::Entry(_) | ParsedText::None => Some(file.path.clone()),
        };
        PrivateValues { file: file.path.clone(), private: private.clone(), owner }
    });
    values.collect()
}
