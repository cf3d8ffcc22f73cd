//! Stage 1, the only one that reads: a folder on disk becomes [`Sources`]. After that nothing reads a file.
//!
//! What cannot be read as the author meant it (not UTF-8, a link that leaves the column, a file too large) is a
//! diagnostic, and the rest is read all the same. What makes the column as a whole unreadable is a [`SourceError`].

mod attachment;
mod attachment_kinds;
mod change;
mod conflict_copy;
mod disk_file;
mod encoded_path;
mod encoding;
mod file;
mod fingerprint;
mod gps;
mod ignored_names;
mod layout;
mod link_on_disk;
mod name_verdict;
mod on_disk;
mod outside_content;
mod pdf;
mod picture;
mod picture_structure;
mod picture_words;
mod snapshot;
mod stamp;
mod svg;
mod svg_address;
mod svg_risk;
mod svg_size;
mod svg_text;
mod theme;
mod tiff;
mod unusual_characters;
mod walk;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Checked, FilePath};
use crate::disk::lies_in;

pub use attachment::{Attachment, AttachmentIssue, FileFacts};
pub use attachment_kinds::{ATTACHMENT_KINDS, is_attachment_kind, is_picture};
pub use change::Change;
pub use encoded_path::{encoded, encoded_again};
pub use file::{SnapshotText, SourceFile, decode, read_text};
pub use fingerprint::Fingerprint;
pub use ignored_names::extends_text;
pub use layout::{
    COLUMN_FILE, CONTENT, GLOSSARY_FILE, LINKS_FILE, PAGES, PEOPLE, PROGRAMS, PUBLIC, QUESTIONS, REPLIES,
    SOURCE_FOLDERS, STATIC, THEME_FILE, THEMES, VOCABULARY_FILE, folder_of_index, holds_sources, is_text, join,
    lies_in_repository, within_content, within_replies, within_static,
};
pub use on_disk::{FROM_DISK, ON_DISK, is_on_disk};
pub use pdf::PdfIssue;
pub use picture::PictureFormat;
pub use picture_structure::{PictureFacts, gif_color_table};
pub use picture_words::{
    file_error, picture_error, picture_huge, picture_too_large, picture_too_small, svg_risk_words,
};
pub use snapshot::Snapshot;
pub use stamp::identity;
pub use svg_risk::{SvgRisk, SvgRiskKind, svg_risks};
pub use svg_size::svg_size;
pub use svg_text::{SvgAttribute, SvgEntities, svg_attributes, svg_text};
pub use theme::{
    Layer, ThemeFile, ThemeName, built_in_names, built_in_theme, is_built_in, own_layer, theme, theme_names,
};
pub use tiff::exif_orientation;

/// The environment failed: nothing that the author wrote is at fault.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The folder is no column.
    #[error("there is no {COLUMN_FILE} in {}", .0.display())]
    NoColumn(PathBuf),
    /// `column.yaml` is a link to a file outside the column.
    #[error("{} is a shortcut (link) that leads out of the column; put the file itself there", .0.display())]
    LinkOut(PathBuf),
    /// A file or folder that the column needs cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
}

/// All files of a column's `content/` and `static/`.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Markdown files, in path order.
    pub texts: Vec<SourceFile>,
    /// `tags.yaml`.
    pub vocabulary: Option<SourceFile>,
    /// `glossary.yaml`.
    pub glossary: Option<SourceFile>,
    /// All other files: pictures, documents, and those of `static/`. In path order.
    pub attachments: Vec<Attachment>,
    /// Files that could not be read.
    pub unreadable: Vec<FilePath>,
}

impl Sources {
    /// The sources of a column that is in memory, from its texts in any order: `content/tags.yaml` and
    /// `content/glossary.yaml` are recognized by their paths. Of two texts with the same path the first one counts.
    pub fn from_texts(texts: impl IntoIterator<Item = SourceFile>) -> Self {
        let mut sources = Self::default();
        for text in texts {
            match &*text.path {
                VOCABULARY_FILE => sources.vocabulary = sources.vocabulary.or(Some(text)),
                GLOSSARY_FILE => sources.glossary = sources.glossary.or(Some(text)),
                _ => sources.texts.push(text),
            }
        }
        sources.texts.sort_by(|a, b| a.path.cmp(&b.path));
        sources.texts.dedup_by(|later, first| later.path == first.path);
        sources
    }
}

/// Reads `column.yaml`.
pub fn read_column_file(root: &Path) -> Result<Checked<SourceFile>, SourceError> {
    let path = root.join(COLUMN_FILE);
    if !path.is_file() {
        return Err(SourceError::NoColumn(root.to_owned()));
    }
    // Messages would show lines of a file that is not the column's.
    if !lies_in(&path, root).unwrap_or(false) {
        return Err(SourceError::LinkOut(path));
    }
    let path_in_column = FilePath::from(COLUMN_FILE);
    match file::bytes(&path, file::LARGEST_TEXT)? {
        Ok(bytes) => Ok(file::decode(&path_in_column, &bytes)),
        Err(size) => {
            let diagnostics = vec![file::too_large(&path_in_column, size)];
            Ok(Checked { value: SourceFile::new(&path_in_column, ""), diagnostics })
        }
    }
}

/// Reads `links.yaml`. `None` if there is none.
pub fn read_links_file(root: &Path) -> Result<Option<Checked<SourceFile>>, SourceError> {
    let path = root.join(LINKS_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    if !lies_in(&path, root).unwrap_or(false) {
        return Err(SourceError::LinkOut(path));
    }
    let path_in_column = FilePath::from(LINKS_FILE);
    Ok(Some(match file::bytes(&path, file::LARGEST_LIST)? {
        Ok(bytes) => file::decode(&path_in_column, &bytes),
        Err(size) => {
            let diagnostics = vec![file::too_large(&path_in_column, size)];
            Checked { value: SourceFile::new(&path_in_column, ""), diagnostics }
        }
    }))
}

/// Reads all files of `content/` and `static/`, in parallel.
pub fn read_content(root: &Path) -> Result<Checked<Sources>, SourceError> {
    let mut snapshot = Snapshot::default();
    snapshot.refresh(root, &Change::Anything)?;
    Ok(snapshot.into_sources())
}

/// Opens a file of `content/` or `static/` to show it to a browser. It is an error if a link leads out of them by now, or
/// if it is no file any more.
pub fn open(root: &Path, disk: &Path) -> io::Result<File> {
    let (home, real) = (root.canonicalize()?, disk.canonicalize()?);
    if ![CONTENT, STATIC].iter().any(|folder| real.starts_with(home.join(folder))) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    file::open(&real).map(|(file, _)| file)
}

/// Returns true if this file of the column is on disk: that of a theme may be inside the binary.
pub fn is_file(root: &Path, path: &FilePath) -> bool {
    root.join(&**path).is_file()
}

/// Returns true if this file of the column is on disk, and no link leads out of the column to it.
pub fn is_own_file(root: &Path, path: &str) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    let (home, file) = (real(root), real(&root.join(path)));
    home.zip(file).is_some_and(|(home, file)| file.starts_with(home) && file.is_file())
}

/// Returns true if a path ends with one of these extensions, in any case.
pub fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, end)| extensions.iter().any(|e| e.eq_ignore_ascii_case(end)))
}
