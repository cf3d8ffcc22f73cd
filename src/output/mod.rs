//! Stage 5: outputs to files. Writes the files that differ, removes the files that an earlier build wrote and that are no
//! longer part of the site, and touches nothing else.
//!
//! Outputs are first staged, that is written in full to a separate folder, and moved into place only when all of them are
//! ready. So a mistake found while rendering leaves the last good site as it was, a kill at any moment leaves every file
//! whole, and the memory of a page is freed as soon as it is staged.

mod commit;
mod manifest;
mod stage;

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};

use manifest::Manifest;

use crate::disk::{DiskError, remove_file};
use crate::source::Fingerprint;

pub use commit::WriteReport;
pub use stage::Staged;

/// The lock file. It is locked while a build writes to the folder.
const LOCK: &str = ".callslip.lock";

/// How long a second build waits for the first.
const LOCK_TIMEOUT: Duration = Duration::from_secs(20);

/// The output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder of the output could not be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// Files that we did not write are in the way.
    #[error("{}", foreign(folder, paths))]
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// The files, relative to it.
        paths: Vec<String>,
    },
    /// Another build is writing to this folder.
    #[error("another build is writing to {}; try again when it has ended", .0.display())]
    Busy(PathBuf),
}

fn foreign(folder: &Path, paths: &[String]) -> String {
    let shown: Vec<String> = paths.iter().take(10).map(|path| format!("  {path}")).collect();
    let more = paths.len().saturating_sub(shown.len());
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!(
        "these files in {} were not written by callslip, so it does not overwrite them:\n{}{more}\n\
         move them away, or build into another folder with `--out`",
        folder.display(),
        shown.join("\n")
    )
}

/// An output folder, locked for one build.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    staging: PathBuf,
    before: Manifest,
    /// True if the folder holds no file that could be in the way.
    is_empty: bool,
    staged: AtomicUsize,
    /// Locked until this is dropped. The system releases the lock even if the process is killed.
    _lock: File,
}

impl Output {
    /// Opens an output folder, creates it if it is missing, and waits up to 20 seconds for another build to end.
    pub fn open(folder: &Path) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(DiskError::when("make", folder))?;
        let lock = lock(folder)?;
        let staging = folder.join(".callslip.new");
        // A killed build may have left files behind. Only builds write to this folder.
        remove_staging(&staging)?;
        let before = Manifest::read(folder)?;
        let is_empty = is_empty(folder)?;
        Ok(Self { folder: folder.to_owned(), staging, before, is_empty, staged: AtomicUsize::new(0), _lock: lock })
    }

    /// Discards what has been staged and leaves the output as it was.
    pub fn abandon(self) -> Result<(), DiskError> {
        remove_staging(&self.staging)
    }
}

/// Reads which files a build wrote into this folder, and returns their fingerprints by path.
pub fn written(folder: &Path) -> Result<BTreeMap<String, Fingerprint>, DiskError> {
    Ok(Manifest::read(folder)?.fingerprints())
}

/// Returns true if a folder holds nothing but our lock file.
fn is_empty(folder: &Path) -> Result<bool, DiskError> {
    let entries = fs::read_dir(folder).map_err(DiskError::when("read", folder))?;
    Ok(entries.flatten().all(|entry| entry.file_name() == LOCK))
}

fn lock(folder: &Path) -> Result<File, OutputError> {
    let path = folder.join(LOCK);
    let file =
        File::options().create(true).truncate(false).write(true).open(&path).map_err(DiskError::when("open", &path))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < LOCK_TIMEOUT => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.to_owned())),
            Err(TryLockError::Error(source)) => return Err(DiskError::when("lock", &path)(source).into()),
        }
    }
}

fn remove_staging(staging: &Path) -> Result<(), DiskError> {
    match fs::remove_dir_all(staging) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(DiskError::when("remove", staging)(source)),
        _ => Ok(()),
    }
}
