//! The links and pictures of one post, as the column writes them.

use std::cell::RefCell;
use std::collections::HashMap;

use super::addresses::{NewPlace, relative, upload_key};
use super::base_address::resolve;
use super::body_links::is_of_comments;
use super::converted::FileCopy;
use super::file_names::first_free;
use super::html::Addresses;
use super::note_kinds::{
    LINKS_ELSEWHERE, LINKS_LIKE_OWN, LINKS_TO_MISSING_PAGES, LOST_PLACES, MISSING_FILES, NoteKind, PICTURES_ELSEWHERE,
};
use super::plan::Plan;
use super::report::Note;
use crate::content::{Transliteration, slugify};
use crate::source::CONTENT;

/// Resolves the addresses in a post, and remembers the files that it needs.
pub(super) struct PostAddresses<'p> {
    plan: &'p Plan,
    /// The address from which relative ones start.
    base: &'p str,
    /// The path of the post's file under `content/`.
    path: &'p str,
    replies: &'p LetterReplies,
    found: RefCell<FoundFiles>,
}

/// The replies to a letter.
#[derive(Debug, Default)]
pub(super) struct LetterReplies {
    /// The path of the letter under `content/`.
    pub(super) letter: String,
    /// The paths of the replies under `content/`, in the order of the comments.
    pub(super) paths: Vec<String>,
    /// The positions of the replies, by the number of the comment.
    pub(super) positions: HashMap<u64, usize>,
}

impl LetterReplies {
    /// Returns the path of a comment's reply under `content/`.
    pub(super) fn path(&self, comment: u64) -> Option<&String> {
        self.paths.get(*self.positions.get(&comment)?)
    }
}

/// The findings of resolving a post's addresses.
#[derive(Debug, Default)]
pub(super) struct FoundFiles {
    /// The uploaded files to put beside the text.
    pub(super) copies: Vec<FileCopy>,
    pub(super) notes: Vec<Note>,
}

impl<'p> PostAddresses<'p> {
    pub(super) fn new(plan: &'p Plan, base: &'p str, path: &'p str, replies: &'p LetterReplies) -> Self {
        Self { plan, base, path, replies, found: RefCell::default() }
    }

    /// Returns the uploaded files that the text shows, and what is to be said.
    pub(super) fn finish(self) -> FoundFiles {
        self.found.into_inner()
    }

    pub(super) fn note(&self, kind: NoteKind, text: &str) {
        let note = Note::new(kind, format!("{CONTENT}/{}", self.path), text);
        let notes = &mut self.found.borrow_mut().notes;
        if !notes.contains(&note) {
            notes.push(note);
        }
    }

    /// Returns the name of an uploaded file beside the text. `None` if it did not come along, now or earlier.
    pub(super) fn upload(&self, key: &str) -> Option<String> {
        let folder = self.path.strip_suffix("/index.md")?;
        let known = self.plan.earlier.file_beside(folder, key).map(str::to_owned);
        let Some(at) = self.plan.uploads.find(key) else { return known };
        let copies = &mut self.found.borrow_mut().copies;
        let name_of = |copy: &FileCopy| copy.path.rsplit('/').next().map(str::to_owned);
        if let Some(copy) = copies.iter().find(|copy| copy.at == at) {
            return name_of(copy);
        }
        let name = known.unwrap_or_else(|| {
            let is_free = |name: &str| {
                !self.plan.earlier.is_name_in(folder, name)
                    && !copies.iter().any(|copy| name_of(copy).is_some_and(|known| known == name))
            };
            file_name(&self.plan.uploads.name(at), is_free)
        });
        copies.push(FileCopy { path: format!("{folder}/{name}"), at, key: key.to_owned() });
        Some(name)
    }

    /// Returns the full form of an address, which may be relative.
    fn full(&self, address: &str) -> String {
        if address.starts_with("www.") { format!("https://{address}") } else { resolve(self.base, address) }
    }
}

/// Returns the name that a packed file gets beside a text: the first that is free.
fn file_name(packed: &str, is_free: impl Fn(&str) -> bool) -> String {
    let name = packed.rsplit('/').next().unwrap_or(packed);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let slug = slugify(stem, Transliteration::default());
    let slug = if slug.is_empty() { "file" } else { &slug };
    let extension = extension.to_lowercase();
    format!("{}.{extension}", first_free(slug, |stem| is_free(&format!("{stem}.{extension}"))))
}

impl Addresses for PostAddresses<'_> {
    fn link(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let comment = href.rsplit_once("#comment-").and_then(|(_, id)| self.replies.path(id.parse().ok()?));
        if href.is_empty() || href.starts_with('#') {
            return comment.map(|path| relative(self.path, path));
        }
        let full = self.full(href);
        let scheme = full.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
            self.note(LINKS_ELSEWHERE, href);
            return None;
        }
        if let Some(key) = upload_key(&full).filter(|_| self.plan.is_own_upload(&full)) {
            return Some(self.upload(&key).unwrap_or_else(|| {
                self.missing_file(&full);
                full
            }));
        }
        match self.plan.addresses.find(&full) {
            Some(NewPlace::File(path)) => Some(match comment.filter(|_| **path == self.replies.letter) {
                Some(reply) => relative(self.path, reply),
                None => relative(self.path, path) + &self.place(path, href),
            }),
            Some(NewPlace::Page(page)) => Some(page.clone()),
            Some(NewPlace::Upload(key)) => Some(self.upload(key).unwrap_or_else(|| {
                self.missing_file(&full);
                full
            })),
            None => {
                if self.plan.addresses.is_like_own(&full) {
                    self.note(LINKS_LIKE_OWN, &full);
                } else if self.plan.addresses.is_own(&full) {
                    self.note(LINKS_TO_MISSING_PAGES, &full);
                }
                Some(full)
            }
        }
    }

    fn leads_to(&self, id: &str) -> bool {
        self.plan.linked_places.contains(&(self.path.to_owned(), id.to_owned()))
    }

    fn file(&self, src: &str) -> Option<String> {
        let full = self.full(src.trim());
        if let Some(name) = upload_key(&full).and_then(|key| self.upload(&key)) {
            return Some(name);
        }
        if self.plan.is_own_upload(&full) || self.plan.addresses.is_own(&full) {
            self.missing_file(&full);
        } else {
            self.note(PICTURES_ELSEWHERE, &full);
        }
        None
    }
}

impl PostAddresses<'_> {
    /// Returns the place within a text of the column that an old address leads to, with its `#`; empty without one.
    fn place(&self, path: &str, href: &str) -> String {
        match href.split_once('#') {
            Some((_, id)) if self.plan.linked_places.contains(&(path.to_owned(), id.to_owned())) => format!("#{id}"),
            Some((_, id)) if !id.is_empty() && !is_of_comments(id) => {
                self.note(LOST_PLACES, href);
                String::new()
            }
            _ => String::new(),
        }
    }

    fn missing_file(&self, address: &str) {
        self.note(MISSING_FILES, address);
    }
}
