//! Searches what a column publishes for its private values.

use ahash::AHashMap;

use super::private_values::ColumnSecrets;
use crate::content::Letter;
use crate::diagnostics::FilePath;
use crate::leaks::{Leak, Needles, is_unsearchable};
use crate::output::{OutputError, each_piece};
use crate::render::{HostNote, Rendered};
use crate::site::{AttachmentId, Destination, EntryRef, FileTarget, PageTarget, Site, Target};
use crate::site_path::listed;
use crate::source::{Fingerprint, folder_of_index};

/// The search in one site.
pub(super) struct LeakCheck<'c> {
    pub(super) site: &'c Site,
    pub(super) needles: &'c Needles,
    /// For each file that is a part of letters with words that must not be printed, the files of those letters.
    owners: AHashMap<&'c str, Vec<FilePath>>,
    fingerprint: Fingerprint,
}

/// The private values in one output.
#[derive(Debug)]
pub(super) struct FileLeaks {
    /// The path in the output folder.
    pub(super) path: String,
    pub(super) target: Target,
    pub(super) leaks: Vec<Leak>,
    /// The place of them.
    pub(super) place: LeakPlace,
}

/// The part of an output that has private values.
#[derive(Debug)]
pub(super) enum LeakPlace {
    /// Its path.
    Path,
    /// Its content: a few words around the first of them, if it is a text.
    Content(Option<String>),
}

impl<'c> LeakCheck<'c> {
    /// Prepares the search. `None` if nothing is private.
    pub(super) fn new(site: &'c Site, secrets: &'c ColumnSecrets) -> Option<Self> {
        let needles = secrets.needles(site);
        if needles.is_empty() {
            return None;
        }
        let owners = owners(site, needles);
        let mut lines: Vec<String> =
            owners.iter().map(|(path, files)| format!("{path}\n{}\n", files.join("\n"))).collect();
        lines.sort_unstable();
        let all = format!("{:016x}\n{}", needles.fingerprint(), lines.concat());
        Some(Self { site, needles, owners, fingerprint: Fingerprint::of(all.as_bytes()) })
    }

    /// Returns the fingerprint of all that is searched for, and where.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Searches an output.
    pub(super) fn search(&self, target: Target, rendered: &Rendered) -> Result<Vec<FileLeaks>, OutputError> {
        let mut found: Vec<FileLeaks> = self.search_path(target, &rendered.path).into_iter().collect();
        each_piece(&rendered.content, |piece| found.extend(self.search_bytes(target, &rendered.path, piece)))?;
        Ok(found)
    }

    /// Searches a page that is there already.
    pub(super) fn search_page(&self, target: Target, path: &str, bytes: &[u8]) -> Vec<FileLeaks> {
        let in_path = self.search_path(target, path).into_iter();
        in_path.chain(self.search_bytes(target, path, bytes)).collect()
    }

    fn search_bytes(&self, target: Target, path: &str, bytes: &[u8]) -> Option<FileLeaks> {
        let leaks = self.needles.search(path, bytes, self.owners(path));
        let first = leaks.first()?;
        let around = first.at.as_ref().map(|at| words_around(bytes, at.start, at.end));
        Some(FileLeaks { path: path.to_owned(), target, leaks, place: LeakPlace::Content(around) })
    }

    fn search_path(&self, target: Target, path: &str) -> Option<FileLeaks> {
        let leaks = self.needles.search_path(path, self.owners(path));
        (!leaks.is_empty()).then(|| FileLeaks { path: path.to_owned(), target, leaks, place: LeakPlace::Path })
    }

    /// Searches what lists, feeds, and the search say of each letter that has words of its own.
    pub(super) fn search_lists(&self) -> Vec<FileLeaks> {
        let letters = self.site.entries.letters.iter();
        let letters = letters.filter(|(_, letter)| self.needles.has_words_of(&letter.common.record.file));
        let leaks = letters.filter_map(|(id, letter)| {
            let text = words_in_lists(letter);
            let owner = [letter.common.record.file.clone()];
            let leaks = self.needles.search("", text.as_bytes(), &owner);
            let entry = EntryRef::Letter(id);
            let path = self.site.entries.path(entry).to_owned();
            let target = Target::Page(PageTarget::Entry(entry));
            (!leaks.is_empty()).then_some(FileLeaks { path, target, leaks, place: LeakPlace::Content(None) })
        });
        leaks.collect()
    }

    /// Returns the files of the letters that an output is a part of.
    fn owners(&self, path: &str) -> &[FilePath] {
        self.owners.get(path).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Returns a note about the published files in which nothing can be searched; `None` if there are none.
pub(super) fn unsearched_note(site: &Site) -> Option<HostNote> {
    let files = site.attachments.values().map(|(_, attachment)| &*attachment.path);
    let files: Vec<String> = files.filter(|path| is_unsearchable(path)).map(ToOwned::to_owned).collect();
    if files.is_empty() {
        return None;
    }
    let text = format!(
        "Not searched for what is private, because callslip cannot read PDFs, office documents, and archives:\n{}",
        listed(&files, 5)
    );
    Some(HostNote { key: Some(Fingerprint::of(text.as_bytes()).to_string()), text })
}

fn words_in_lists(letter: &Letter) -> String {
    let common = &letter.common;
    let tags = common.record.tags.iter().map(|tag| tag.label.as_str());
    let texts = [common.title.plain.as_str(), letter.excerpt()].into_iter();
    let more = [&common.record.id, &letter.pen_name, &letter.standfirst].into_iter().flatten().map(String::as_str);
    // Words do not go on from one field to the next.
    texts.chain(more).chain(tags).collect::<Vec<_>>().join("\n\u{b6}\n")
}

/// Returns the files of letters for each output that is a part of one.
fn owners<'c>(site: &'c Site, needles: &Needles) -> AHashMap<&'c str, Vec<FilePath>> {
    let attachments = attachment_owners(site, needles);
    let mut owners = AHashMap::new();
    for route in site.routes.iter() {
        let of_route = match route.target {
            Target::Page(page) => {
                page.common(&site.entries).map(|common| common.record.file.clone()).into_iter().collect()
            }
            Target::File(file) => match file {
                FileTarget::Redirect { redirect } => vec![site.redirects[redirect].file.clone()],
                FileTarget::Attachment { attachment } | FileTarget::PictureSize { attachment, .. } => {
                    attachments.get(&attachment).cloned().unwrap_or_default()
                }
                FileTarget::Feed { .. }
                | FileTarget::Sitemap { .. }
                | FileTarget::Robots
                | FileTarget::StaticFile { .. }
                | FileTarget::Asset { .. }
                | FileTarget::SearchIndex
                | FileTarget::Directory(_)
                | FileTarget::Host(_) => Vec::new(),
            },
        };
        let of_route: Vec<FilePath> = of_route.into_iter().filter(|file| needles.has_words_of(file)).collect();
        if !of_route.is_empty() {
            owners.insert(route.path.file().as_str(), of_route);
        }
    }
    owners
}

/// Returns the files of the entries that show an attachment, or in whose folder it is.
fn attachment_owners(site: &Site, needles: &Needles) -> AHashMap<AttachmentId, Vec<FilePath>> {
    let mut owners: AHashMap<AttachmentId, Vec<FilePath>> = AHashMap::new();
    for entry in site.entries.refs() {
        let file = &site.entries.common(entry).record.file;
        if !needles.has_words_of(file) {
            continue;
        }
        let links = site.links.of(entry);
        let mut own: Vec<AttachmentId> = links.links.iter().chain(&links.pictures).filter_map(attachment).collect();
        if let Some(folder) = folder_of_index(file) {
            let is_in_folder = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            let files = site.attachments.iter().filter(|(_, (_, attachment))| is_in_folder(&attachment.path));
            own.extend(files.map(|(id, _)| id));
        }
        own.sort_unstable();
        own.dedup();
        for id in own {
            owners.entry(id).or_default().push(file.clone());
        }
    }
    owners
}

fn attachment(destination: &Destination) -> Option<AttachmentId> {
    match destination {
        Destination::Attachment(attachment) => Some(*attachment),
        Destination::Entry(..) | Destination::Path(_) | Destination::Here(_) | Destination::Nowhere => None,
    }
}

/// The bytes on both sides of a private value that a message shows.
const AROUND: usize = 200;

/// The characters of them.
const SHOWN: usize = 40;

/// Returns a few words on both sides of a range, with a sign in place of what is in it.
fn words_around(bytes: &[u8], start: usize, end: usize) -> String {
    let plain = |part: &[u8]| {
        let text = String::from_utf8_lossy(part);
        // It may begin inside of a tag.
        let mut is_in_tag = text.find('>').is_some_and(|end| text.find('<').is_none_or(|start| end < start));
        let text: String = text
            .chars()
            .filter(|c| {
                let is_shown = !is_in_tag && *c != '<' && *c != '>';
                is_in_tag = (is_in_tag || *c == '<') && *c != '>';
                is_shown
            })
            .collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let before = plain(&bytes[start.saturating_sub(AROUND)..start]);
    let after = plain(&bytes[end..bytes.len().min(end + AROUND)]);
    let skipped = before.chars().count().saturating_sub(SHOWN);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = after.chars().take(SHOWN).collect();
    format!("{before} […] {after}").trim().to_owned()
}
