//! The properties of a file or folder that are known without reading it.

use std::time::{SystemTime, UNIX_EPOCH};

/// The kind of a thing in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryType {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, to anything or nothing.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// A file or folder, as the system describes it. A link is described, not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// The kind.
    pub kind: EntryType,
    /// The size in bytes.
    pub size: u64,
    /// The time of the last change, in nanoseconds since 1970.
    pub modified: u64,
    /// Device and number of the file, which no other file has at the same time. Both are 0 where the system has none.
    pub id: (u64, u64),
}

impl Metadata {
    /// Returns true if it is a regular file.
    pub fn is_file(&self) -> bool {
        self.kind == EntryType::File
    }

    /// Returns true if it is a folder.
    pub fn is_folder(&self) -> bool {
        self.kind == EntryType::Folder
    }

    pub(super) fn below(found: &cap_std::fs::Metadata) -> Self {
        #[cfg(unix)]
        let id = (cap_std::fs::MetadataExt::dev(found), cap_std::fs::MetadataExt::ino(found));
        #[cfg(not(unix))]
        let id = (0, 0);
        let modified = found.modified().ok().map_or(0, |time| nanoseconds(time.into_std()));
        Self { kind: kind_below(found.file_type()), size: found.len(), modified, id }
    }
}

impl From<&std::fs::Metadata> for Metadata {
    fn from(found: &std::fs::Metadata) -> Self {
        #[cfg(unix)]
        let id = (std::os::unix::fs::MetadataExt::dev(found), std::os::unix::fs::MetadataExt::ino(found));
        #[cfg(not(unix))]
        let id = (0, 0);
        let kind = kind(found.is_file(), found.is_dir(), found.is_symlink());
        Self { kind, size: found.len(), modified: found.modified().map_or(0, nanoseconds), id }
    }
}

pub(super) fn kind_below(of: cap_std::fs::FileType) -> EntryType {
    kind(of.is_file(), of.is_dir(), of.is_symlink())
}

fn kind(is_file: bool, is_folder: bool, is_link: bool) -> EntryType {
    match (is_link, is_file, is_folder) {
        (true, ..) => EntryType::Link,
        (_, true, _) => EntryType::File,
        (_, _, true) => EntryType::Folder,
        _ => EntryType::Other,
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).ok().and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}
