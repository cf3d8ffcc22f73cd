//! Texts that are forgotten and read again: of ten thousand letters that are parsed and sound, hardly one is looked at
//! twice, and together they are a quarter of all memory.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::walk::Found;
use super::{Fingerprint, Read, Snapshot, SourceFile, read};
use crate::diagnostics::FilePath;

impl SourceFile {
    /// Whether there is nothing left of its text but the fingerprint.
    pub fn is_forgotten(&self) -> bool {
        self.text.is_empty() && self.fingerprint != Fingerprint::of(b"")
    }
}

impl Snapshot {
    /// The texts, for whoever is done with some of them.
    pub(crate) fn texts(&mut self) -> &mut [SourceFile] {
        &mut self.sources.texts
    }

    /// Lets go of the texts, less those that are wanted still.
    pub fn forget(&mut self, is_wanted: impl Fn(&FilePath) -> bool) {
        let nothing: Arc<str> = Arc::from("");
        for file in self.sources.texts.iter_mut().filter(|file| !file.text.is_empty() && !is_wanted(&file.path)) {
            file.text = nothing.clone();
        }
    }

    /// Reads all forgotten texts again. One that has changed meanwhile is taken as it is now; what there is to say of it
    /// is said after the next look at its stamp, which is not touched here.
    pub fn recall(&mut self, root: &Path) {
        let forgotten = self.sources.texts.par_iter_mut().filter(|file| file.is_forgotten());
        forgotten.for_each(|file| *file = again(root, file).unwrap_or_else(|| file.clone()));
    }

    /// The text of a file as it was last read, if it can be had.
    pub fn text(&self, root: &Path, path: &FilePath) -> Option<Arc<str>> {
        let mut lists = self.sources.vocabulary.iter().chain(&self.sources.glossary);
        if let Some(list) = lists.find(|list| list.path == *path) {
            return Some(list.text.clone());
        }
        let texts = &self.sources.texts;
        let file = &texts[texts.binary_search_by(|file| file.path.cmp(path)).ok()?];
        if !file.is_forgotten() {
            return Some(file.text.clone());
        }
        again(root, file).filter(|now| now.fingerprint == file.fingerprint).map(|now| now.text)
    }
}

fn again(root: &Path, file: &SourceFile) -> Option<SourceFile> {
    let found = Found { path: file.path.clone(), disk: root.join(&*file.path) };
    match read(&found, File::open(&found.disk), &mut Vec::new()) {
        Read::Text(text) => Some(text.value),
        _ => None,
    }
}
