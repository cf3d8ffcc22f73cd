//! Stamps of files and folders: what tells a file from what it was before, without reading it.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

/// What the system says of a file. If it is the same as before, so is the file, except as
/// [`Snapshot`](super::Snapshot) says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileStamp {
    pub(super) modified: Option<SystemTime>,
    len: u64,
    /// The number of the file and the time at which its entry last changed, in seconds and nanoseconds, if the system
    /// knows: a file that replaces another one may have its time and its length.
    inode: Option<(u64, i64, i64)>,
}

impl FileStamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ino(), metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let inode = None;
        Self { modified: metadata.modified().ok(), len: metadata.len(), inode }
    }
}

/// Returns what tells a folder from another one that has taken its name; `None` if there is no folder.
pub fn identity(folder: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(folder).ok().filter(Metadata::is_dir)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some(metadata.ino())
    }
    #[cfg(not(unix))]
    {
        let created = metadata.created().ok()?;
        created.duration_since(std::time::UNIX_EPOCH).ok().map(|age| age.as_secs())
    }
}
