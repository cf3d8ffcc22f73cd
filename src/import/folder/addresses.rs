//! The links and pictures of a text of a folder, as the column writes them.

use std::cell::RefCell;

use super::file_index::{FileIndex, FoundFile, NAME, TEXT};
use super::note_kinds::LOST_TEXTS;
use crate::content::{Transliteration, slugify};
use crate::import::addresses::{NewPlace, relative};
use crate::import::html::Addresses;
use crate::import::note_kinds::LOST_PLACES;
use crate::import::plan::Plan;
use crate::import::post_addresses::PostAddresses;
use crate::import::web_files::decoded;

/// Resolves the addresses in a text by the files of its folder, and then by those of the old website.
pub(super) struct FolderAddresses<'f> {
    pub(super) index: &'f FileIndex,
    pub(super) plan: &'f Plan,
    pub(super) post: &'f PostAddresses<'f>,
    /// The path of the text in the export.
    pub(super) from: &'f str,
    /// The path of the text under `content/`.
    pub(super) path: &'f str,
    /// The address of the old website, without a slash at the end; empty if it is not known.
    pub(super) home: &'f str,
}

impl FolderAddresses<'_> {
    /// Returns the place in a text of the column that links to it may name; empty without one.
    fn place(&self, path: &str, written: &str) -> String {
        let places = self.plan.headings.get(path).map_or(&[][..], Vec::as_slice);
        let slug = slugify(written, Transliteration::default());
        let known = places.iter().find(|place| **place == written || **place == slug);
        known.map_or_else(String::new, |place| format!("#{place}"))
    }

    /// Returns what a page of the old website has become, by its path from the root of the website on.
    fn page(&self, path: &str) -> Option<String> {
        let (path, place) = path.split_once('#').unwrap_or((path, ""));
        let stem = path.trim_end_matches('/');
        let stem = [".html", "/index.html", "/index"].iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem);
        let variants = [path.to_owned(), stem.to_owned(), format!("{stem}.html")];
        if matches!(stem, "/feed.xml" | "/atom.xml" | "/index.xml" | "/rss.xml" | "/feeds/all.atom.xml") {
            return Some("/feed.xml".to_owned());
        }
        let found = variants.iter().find_map(|path| self.plan.addresses.find(&format!("{}{path}", self.home)))?;
        Some(match found {
            NewPlace::File(path) => relative(self.path, path) + &self.place(path, &decoded(place)),
            NewPlace::Page(page) => page.clone(),
            NewPlace::Upload(key) => self.post.upload(key)?,
        })
    }
}

impl Addresses for FolderAddresses<'_> {
    fn link(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if let Some(place) = href.strip_prefix('#') {
            let found = self.place(self.path, &decoded(place));
            if found.is_empty() {
                self.post.note(LOST_PLACES, href);
            }
            return Some(found).filter(|found| !found.is_empty());
        }
        match self.index.find(self.from, href) {
            Some(FoundFile::Text(path, place)) => {
                if let Some(path) = self.plan.texts.get(path) {
                    return Some(relative(self.path, path) + &self.place(path, &place));
                }
            }
            Some(FoundFile::Upload(path)) => {
                if let Some(name) = self.post.upload(path) {
                    return Some(name);
                }
            }
            None => {}
        }
        if href.starts_with(TEXT) || href.starts_with(NAME) {
            self.post.note(LOST_TEXTS, &decoded(href.split_once(':').map_or(href, |(_, name)| name)));
            return None;
        }
        let root = self.index.root_path(href);
        if let Some(page) = root.and_then(|path| self.page(path)) {
            return Some(page);
        }
        match root {
            Some(path) if !self.home.is_empty() => self.post.link(&format!("{}{path}", self.home)),
            _ => self.post.link(href),
        }
    }

    fn leads_to(&self, _: &str) -> bool {
        false
    }

    fn file(&self, src: &str) -> Option<String> {
        if let Some(FoundFile::Upload(path)) = self.index.find(self.from, src.trim())
            && let Some(name) = self.post.upload(path)
        {
            return Some(name);
        }
        self.post.file(src)
    }
}

/// Notes the files that a text shows or offers, before anything has a place in the column.
pub(super) struct ShownFiles<'f> {
    pub(super) index: &'f FileIndex,
    pub(super) from: &'f str,
    pub(super) files: RefCell<Vec<String>>,
}

impl ShownFiles<'_> {
    fn note(&self, address: &str) {
        if let Some(FoundFile::Upload(path)) = self.index.find(self.from, address.trim()) {
            let mut files = self.files.borrow_mut();
            if !files.iter().any(|known| known == path) {
                files.push(path.to_owned());
            }
        }
    }
}

impl Addresses for ShownFiles<'_> {
    fn link(&self, href: &str) -> Option<String> {
        self.note(href);
        Some(href.to_owned())
    }

    fn leads_to(&self, _: &str) -> bool {
        false
    }

    fn file(&self, src: &str) -> Option<String> {
        self.note(src);
        Some(src.to_owned())
    }
}
