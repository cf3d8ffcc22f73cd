//! The documents of an export, by the tool that has written them.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use super::ImportError;
use super::blog::{Blog, ExportItem};
use super::feed::{self, BloggerComments, FeedForm};
use super::folder::MarkdownFolder;
use super::packages::{self, Packed};
use super::wordpress;
use crate::source::{has_extension, is_attachment_kind};

/// How many bytes at the beginning of a file say what it is.
const START: u64 = 1 << 14;

/// An export, and the files that came along.
#[derive(Debug, Default)]
pub(super) struct Export {
    documents: Vec<Packed>,
    /// The kind of each document.
    kinds: Vec<DocumentKind>,
    /// The comments in the documents, where they are apart from their posts.
    comments: BloggerComments,
    /// A folder of Markdown, if there are no documents.
    pub(super) folder: Option<MarkdownFolder>,
    /// Pictures and other files that its texts may show.
    pub(super) uploads: Vec<Packed>,
}

/// The kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DocumentKind {
    WordPress,
    Feed(FeedForm),
}

impl DocumentKind {
    /// Returns the kind of a file that begins so.
    fn of(text: &str, start: &[u8]) -> Option<Self> {
        if wordpress::is_export(text) { Some(Self::WordPress) } else { feed::form(start).map(Self::Feed) }
    }
}

impl Export {
    /// Tells the documents of an export from the files that came along. `None` if there are no documents.
    pub(super) fn of(files: Vec<Packed>) -> Result<Option<Self>, ImportError> {
        let is_candidate =
            |file: &Packed| has_extension(&file.name, &["json", "xml"]) || !is_attachment_kind(&file.name);
        let (candidates, mut uploads): (Vec<Packed>, Vec<Packed>) = files.into_iter().partition(is_candidate);
        let mut found = vec![None; candidates.len()];
        let mut web_page = None;
        packages::read_each(&candidates.iter().collect::<Vec<_>>(), |at, reader| {
            let mut start = Vec::new();
            // A file that cannot be read is no document.
            let _ = reader.take(START).read_to_end(&mut start);
            let text = String::from_utf8_lossy(&start);
            if feed::is_web_page(&text) {
                web_page.get_or_insert_with(|| candidates[at].name.clone());
            }
            found[at] = DocumentKind::of(&text, &start);
            Ok(())
        })?;
        // The feed of a blog says less than its export.
        let is_wanted =
            |kind: &DocumentKind| *kind == DocumentKind::WordPress || !found.contains(&Some(DocumentKind::WordPress));
        let mut export = Self::default();
        if !found.contains(&Some(DocumentKind::WordPress)) {
            let files: Vec<Packed> = candidates.iter().chain(&uploads).cloned().collect();
            export.folder = folder_of(&files, found.iter().any(Option::is_some))?;
            if export.folder.is_some() {
                return Ok(Some(Self { uploads: files, ..export }));
            }
        }
        for (candidate, kind) in candidates.into_iter().zip(&found) {
            match kind.filter(is_wanted) {
                Some(kind) => {
                    export.documents.push(candidate);
                    export.kinds.push(kind);
                }
                None => uploads.push(candidate),
            }
        }
        match web_page {
            Some(name) if export.documents.is_empty() => return Err(ImportError::WebPage(name)),
            _ if export.documents.is_empty() => return Ok(None),
            _ => {}
        }
        export.uploads = uploads;
        export.read_comments()?;
        Ok(Some(export))
    }

    /// Reads the comments that are apart from their posts.
    fn read_comments(&mut self) -> Result<(), ImportError> {
        let blogger =
            self.documents.iter().zip(&self.kinds).filter(|(_, kind)| **kind == DocumentKind::Feed(FeedForm::Blogger));
        let documents: Vec<&Packed> = blogger.map(|(document, _)| document).collect();
        packages::read_each(&documents, |_, reader| {
            feed::read_comments(reader, &mut self.comments);
            Ok(())
        })
    }

    /// Returns how many comments are on other posts than these.
    pub(super) fn lost_comments(&self, posts: &HashSet<u64>) -> usize {
        self.comments.others(posts)
    }

    /// Returns true if a document is an export of Blogger.
    #[cfg(feature = "publish")]
    pub(super) fn is_blogger(&self) -> bool {
        self.kinds.contains(&DocumentKind::Feed(FeedForm::Blogger))
    }

    /// Returns true if the documents are feeds.
    pub(super) fn is_feed(&self) -> bool {
        self.kinds.iter().all(|kind| matches!(kind, DocumentKind::Feed(_)))
    }

    /// Returns true if one of the documents is a source, or is in it.
    pub(super) fn has_document_of(&self, source: &Path) -> bool {
        let texts = self.folder.iter().flat_map(|folder| &folder.texts);
        self.documents.iter().chain(texts).any(|document| document.is_of(source))
    }

    /// Reads the documents: the blog's facts into `blog`, and the items one by one. Returns the names of those that end too
    /// early.
    pub(super) fn read(
        &self,
        blog: &mut Blog,
        add: &mut dyn FnMut(ExportItem) -> Result<(), ImportError>,
    ) -> Result<Vec<String>, ImportError> {
        if let Some(folder) = &self.folder {
            folder.read(blog, add)?;
        }
        let mut cut_off = Vec::new();
        let mut first: Option<(&str, String)> = None;
        packages::read_each(&self.documents.iter().collect::<Vec<_>>(), |at, reader| {
            let mut facts = Blog::default();
            let name = self.documents[at].name.as_str();
            let is_cut_off = match self.kinds[at] {
                DocumentKind::WordPress => wordpress::read(reader, &mut facts, add)?,
                DocumentKind::Feed(form) => feed::read(form, reader, &mut facts, &self.comments, add)?,
            };
            if is_cut_off {
                cut_off.push(name.to_owned());
            }
            match &first {
                Some((other, address)) if is_another_site(address, &facts.address) => {
                    return Err(ImportError::TwoBlogs(format!("{other}: {address}, {name}: {}", facts.address)));
                }
                None if !facts.address.is_empty() => first = Some((name, facts.address.clone())),
                _ => {}
            }
            blog.merge(facts);
            Ok(())
        })?;
        Ok(cut_off)
    }
}

/// Returns the folder of Markdown that these files are. The folder of a website may have a feed, too, which says less.
fn folder_of(files: &[Packed], has_feed: bool) -> Result<Option<MarkdownFolder>, ImportError> {
    Ok(MarkdownFolder::of(files)?.filter(|folder| folder.is_of_known_tool() || !has_feed))
}

/// Returns true if two addresses of home pages are those of different blogs.
pub(super) fn is_another_site(one: &str, other: &str) -> bool {
    let site = |address: &str| {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/').to_lowercase();
        address.strip_prefix("www.").map(str::to_owned).unwrap_or(address)
    };
    !other.is_empty() && site(one) != site(other)
}
