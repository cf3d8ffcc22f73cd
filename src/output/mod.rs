//! Stage 5: outputs to files. Writes the files that differ, removes the files that an earlier build wrote and that are no
//! longer part of the site, and touches nothing else.
//!
//! Outputs are first staged, that is written in full to a separate folder, and moved into place only when all of them are
//! ready. So a mistake found while rendering leaves the last good site as it was, a kill at any moment leaves every file
//! whole, and the memory of a page is freed as soon as it is staged.

mod cache_folder;
mod commit;
mod folder_links;
mod manifest;
mod name_rules;
mod picture_memory;
mod pieces;
mod search_memory;
mod stage;
mod word_memory;

use std::collections::{BTreeMap, HashMap};
use std::fs::{File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};

use folder_links::FolderLinks;
use manifest::ManifestEntry;

use crate::disk::{DiskError, Folder, Metadata};
use crate::site_path::listed;
use crate::source::Fingerprint;

pub use commit::WriteReport;
pub use manifest::{Manifest, ManifestDamage, PageOrigin};
pub use name_rules::NameRules;
pub use picture_memory::PictureMemory;
pub use pieces::each_piece;
pub use search_memory::SearchMemory;
pub use stage::Staged;
pub use word_memory::WordMemory;

/// The file that lists what a build wrote. The names of all our own files begin with its name.
pub const MANIFEST: &str = ".callslip";

/// The lock file. It is locked while a build writes to the folder.
const LOCK: &str = ".callslip.lock";

/// The folder of what is not yet in place. Only builds write to it.
const STAGING: &str = ".callslip.new";

/// The folder of new files, each at its path.
const NEW_FILES: &str = ".callslip.new/new";

/// How long a second build waits for the first.
const LOCK_TIMEOUT: Duration = Duration::from_secs(20);

/// The part of a file in bytes that [`head_of`] returns.
const HEAD: u64 = 8 << 10;

/// Returns the beginning of a text that the last build wrote into a folder. `None` if it cannot be read.
pub fn head_of(folder: &Path, name: &str) -> Option<String> {
    let file = Folder::open(folder).ok()?.open_file(name).ok()??;
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head).into_owned())
}

/// The output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder of the output could not be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// Files that we did not write are in the way.
    #[error("{}", foreign(folder, paths, *damage))]
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// The files, relative to it.
        paths: Vec<String>,
        /// The reason why we may have written them and not know it; `None` if we know what we wrote.
        damage: Option<ManifestDamage>,
    },
    /// Another build is writing to this folder.
    #[error("another build is still writing to {}; try again when it has finished", .0.display())]
    Busy(PathBuf),
    /// Something else has the name of one of our own files.
    #[error("{} is in the way: callslip keeps a file of its own there; move it away, and build again", .0.display())]
    Occupied(PathBuf),
    /// On the disk of the folder, two files of the site are one.
    #[error("this disk cannot tell {0} from {1}; rename one of them")]
    OneFileTwice(String, String),
    /// The list of the files that we wrote cannot be used, or not in full.
    #[error("{} lists what callslip wrote, but {}; build again", folder.join(MANIFEST).display(), damage)]
    Damaged {
        /// The output folder.
        folder: PathBuf,
        /// The reason.
        damage: ManifestDamage,
    },
}

fn foreign(folder: &Path, paths: &[String], damage: Option<ManifestDamage>) -> String {
    let folder = folder.display();
    let doubt = damage.map_or_else(String::new, |damage| {
        format!(
            "\n{folder}/{MANIFEST} lists what callslip wrote, but {damage}; if nothing in {folder} is your own work, \
             delete the folder and build again"
        )
    });
    format!(
        "callslip did not write these files in {folder}, so it does not replace them:\n{}\n\
         move them away, or build into another folder with `--out`{doubt}",
        listed(paths, 10)
    )
}

/// An output folder, locked for one build.
#[derive(Debug)]
pub struct Output {
    folder: Folder,
    before: Manifest,
    damage: Option<ManifestDamage>,
    rules: NameRules,
    /// The path that `before` has, by what identifies a file on this disk. Empty if that is the path itself.
    spellings: HashMap<String, String>,
    links: FolderLinks,
    /// True if the folder holds no file that could be in the way.
    is_empty: bool,
    staged: AtomicUsize,
    /// Locked until this is dropped. The system releases the lock even if the process is killed.
    _lock: File,
}

impl Output {
    /// Opens an output folder, creates it if it is missing, and waits up to 20 seconds for another build to end. The
    /// folder may be a link; in it, no link is followed.
    pub fn open(path: &Path) -> Result<Self, OutputError> {
        let folder = Folder::create(path)?;
        let lock = lock(&folder)?;
        // A killed build may have left files behind.
        folder.remove_all(STAGING)?;
        if folder.metadata(MANIFEST)?.is_some_and(|found| found.is_folder()) {
            return Err(OutputError::Occupied(path.join(MANIFEST)));
        }
        let (before, damage) = Manifest::read(&folder)?;
        let is_empty = folder.list("")?.iter().all(|(name, _)| name == LOCK);
        let rules = NameRules::of(&folder, LOCK, before.paths())?;
        let mut spellings = HashMap::new();
        if !rules.tell_all_apart() {
            spellings.extend(before.paths().map(|path| (rules.identity(path).into_owned(), path.to_owned())));
        }
        let (links, staged) = (FolderLinks::default(), AtomicUsize::new(0));
        Ok(Self { folder, before, damage, rules, spellings, links, is_empty, staged, _lock: lock })
    }

    /// Discards what has been staged and leaves the output as it was.
    pub fn abandon(self) -> Result<(), DiskError> {
        self.folder.remove_all(STAGING)
    }

    /// Returns the fingerprint of the list of files that the last build wrote.
    pub fn manifest_before(&self) -> Fingerprint {
        self.before.fingerprint()
    }

    /// Returns true if the last build wrote these bytes to this path.
    pub fn has_written(&self, path: &str, fingerprint: Fingerprint) -> bool {
        self.before.records(path).iter().any(|(_, record)| record.fingerprint == fingerprint)
    }

    /// Returns the bytes of a file in the folder. Empty if there is none.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, DiskError> {
        Ok(self.folder.read(path)?.unwrap_or_default())
    }

    /// Returns the records of a path, by any name that it has on this disk.
    fn records(&self, path: &str) -> &[(String, ManifestEntry)] {
        let exact = self.before.records(path);
        if !exact.is_empty() || self.spellings.is_empty() {
            return exact;
        }
        self.spellings.get(&*self.rules.identity(path)).map_or(exact, |known| self.before.records(known))
    }

    /// Returns true if we wrote what is at a path, and nobody has changed it.
    fn is_ours(&self, path: &str) -> bool {
        matches!(self.folder.metadata(path), Ok(Some(found)) if self.is_as_recorded(path, &found))
    }

    /// Returns true if a file is one that we wrote at this path.
    fn is_as_recorded(&self, path: &str, found: &Metadata) -> bool {
        let records = self.records(path);
        let has_recorded_content = || {
            let content = self.folder.read(path).ok().flatten();
            let fingerprint = content.map(|bytes| Fingerprint::of(&bytes));
            records.iter().any(|(_, record)| Some(record.fingerprint) == fingerprint)
        };
        records.iter().any(|(_, record)| record.matches(found))
            || (!records.is_empty() && found.is_file() && has_recorded_content())
    }

    /// Returns the path that messages name for a file of this folder.
    fn shown(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }
}

impl Drop for Output {
    /// Leaves no staged file behind, even if the disk is full.
    fn drop(&mut self) {
        let _ = self.folder.remove_all(STAGING);
    }
}

/// Reads which files a build wrote into this folder, and returns their fingerprints by path.
pub fn written(folder: &Path) -> Result<BTreeMap<String, Fingerprint>, OutputError> {
    match Folder::open(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        opened => match Manifest::read(&opened?)? {
            (_, Some(damage)) => Err(OutputError::Damaged { folder: folder.to_owned(), damage }),
            (manifest, None) => Ok(manifest.fingerprints()),
        },
    }
}

fn lock(folder: &Folder) -> Result<File, OutputError> {
    let path = folder.path().join(LOCK);
    if folder.metadata(LOCK)?.is_some_and(|found| !found.is_file()) {
        return Err(OutputError::Occupied(path));
    }
    let file = folder.open_or_create(LOCK)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < LOCK_TIMEOUT => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.path().to_owned())),
            Err(TryLockError::Error(source)) => return Err(DiskError::when("lock", &path)(source).into()),
        }
    }
}
