//! Stage 5: outputs to files. Writes what differs, removes what *it* wrote earlier and is gone, touches nothing else.
//!
//! Outputs are first staged (written in full to a folder of their own) and moved into place only when all of them are
//! there: a mistake found while rendering leaves the last good site as it was, a kill at any instant leaves every file
//! whole, and the memory of a page is free again as soon as it is staged.

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

use crate::source::Fingerprint;

pub use commit::WriteReport;
pub use stage::Staged;

/// Locked while a build is at work.
const LOCK: &str = ".callslip.lock";

/// How long a second build waits for the first.
const PATIENCE: Duration = Duration::from_secs(20);

/// The environment failed.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder of the output could not be read or written.
    #[error("cannot {doing} {}: {source}", path.display())]
    Disk {
        /// What we were doing: "write", "remove".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Files stand in the way that we did not write.
    #[error("{}", foreign(folder, paths))]
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// The files, relative to it.
        paths: Vec<String>,
    },
    /// Another build is at work in this folder.
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

fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    move |source| OutputError::Disk { doing, path: path.to_owned(), source }
}

/// An output folder, locked for one build.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    staging: PathBuf,
    before: Manifest,
    /// Whether nothing is there yet that could be in the way.
    is_empty: bool,
    staged: AtomicUsize,
    /// Held until the end; the system lets go of it however we end.
    _lock: File,
}

impl Output {
    /// Opens an output folder, makes it if need be, and waits a while for another build to end.
    pub fn open(folder: &Path) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(disk("make", folder))?;
        let lock = lock(folder)?;
        let staging = folder.join(".callslip.new");
        // What a killed build left behind; only builds write here.
        remove_staging(&staging)?;
        let before = Manifest::read(folder)?;
        let is_empty = is_empty(folder)?;
        Ok(Self { folder: folder.to_owned(), staging, before, is_empty, staged: AtomicUsize::new(0), _lock: lock })
    }

    /// Leaves everything as it was.
    pub fn abandon(self) -> Result<(), OutputError> {
        remove_staging(&self.staging)
    }
}

/// The files that a build wrote into this folder, with their fingerprints, by path.
pub fn written(folder: &Path) -> Result<BTreeMap<String, Fingerprint>, OutputError> {
    Ok(Manifest::read(folder)?.fingerprints())
}

/// Whether a folder holds nothing but our lock.
fn is_empty(folder: &Path) -> Result<bool, OutputError> {
    let entries = fs::read_dir(folder).map_err(disk("read", folder))?;
    Ok(entries.flatten().all(|entry| entry.file_name() == LOCK))
}

fn lock(folder: &Path) -> Result<File, OutputError> {
    let path = folder.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(disk("open", &path))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.to_owned())),
            Err(TryLockError::Error(source)) => return Err(disk("lock", &path)(source)),
        }
    }
}

fn remove_staging(staging: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(staging) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(disk("remove", staging)(source)),
        _ => Ok(()),
    }
}
