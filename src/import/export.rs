//! The documents of an export, by the tool that has written them.

use std::io::Read;
use std::path::Path;

use super::ImportError;
use super::blog::{Blog, ExportItem};
use super::packages::{self, Packed};
use super::wordpress;
use crate::source::{has_extension, is_attachment_kind};

/// How many bytes at the beginning of a file say what it is.
const START: u64 = 1 << 14;

/// An export, and the files that came along.
#[derive(Debug)]
pub(super) struct Export {
    documents: Vec<Packed>,
    /// Pictures and other files that its texts may show.
    pub(super) uploads: Vec<Packed>,
}

impl Export {
    /// Tells the documents of an export from the files that came along. `None` if there are no documents.
    pub(super) fn of(files: Vec<Packed>) -> Result<Option<Self>, ImportError> {
        let (candidates, mut uploads): (Vec<Packed>, Vec<Packed>) =
            files.into_iter().partition(|file| has_extension(&file.name, &["xml"]) || !is_attachment_kind(&file.name));
        let mut is_document = vec![false; candidates.len()];
        packages::read_each(&candidates.iter().collect::<Vec<_>>(), |at, reader| {
            let mut start = Vec::new();
            // A file that cannot be read is no document.
            let _ = reader.take(START).read_to_end(&mut start);
            is_document[at] = wordpress::is_export(&String::from_utf8_lossy(&start));
            Ok(())
        })?;
        let mut is_document = is_document.into_iter();
        let (documents, others): (Vec<Packed>, Vec<Packed>) =
            candidates.into_iter().partition(|_| is_document.next().unwrap_or(false));
        uploads.extend(others);
        Ok((!documents.is_empty()).then_some(Self { documents, uploads }))
    }

    /// Returns true if one of the documents is a source, or is in it.
    pub(super) fn has_document_of(&self, source: &Path) -> bool {
        self.documents.iter().any(|document| document.is_of(source))
    }

    /// Reads the documents: the blog's facts into `blog`, and the items one by one. Returns the names of those that end too
    /// early.
    pub(super) fn read(
        &self,
        blog: &mut Blog,
        add: &mut dyn FnMut(ExportItem) -> Result<(), ImportError>,
    ) -> Result<Vec<String>, ImportError> {
        let mut cut_off = Vec::new();
        let mut first: Option<(&str, String)> = None;
        packages::read_each(&self.documents.iter().collect::<Vec<_>>(), |at, reader| {
            let mut facts = Blog::default();
            let name = self.documents[at].name.as_str();
            if wordpress::read(reader, &mut facts, add)? {
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

/// Returns true if two addresses of home pages are those of different blogs.
pub(super) fn is_another_site(one: &str, other: &str) -> bool {
    let site = |address: &str| {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/').to_lowercase();
        address.strip_prefix("www.").map(str::to_owned).unwrap_or(address)
    };
    !other.is_empty() && site(one) != site(other)
}
