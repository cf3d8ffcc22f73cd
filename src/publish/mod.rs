//! From the output folder to a host: [`PublishPlan::prepare`] asks the place what is there and makes a [`plan()`];
//! [`PublishPlan::execute`] does it, step by step.
//!
//! What we uploaded is written down at the place itself, in `.callslip-published`: before the first step (so that a
//! publish that is cut off still owns its files, and the next one finishes it), now and then, and after the last.
//! Nothing that is not written down there is replaced or removed.

mod batch;
#[cfg(feature = "publish")]
mod cloud;
mod command;
mod existing;
mod folder;
mod git;
mod plan;
mod remote_manifest;
mod sftp;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use batch::Batch;

use crate::output::{self, DiskError};
use crate::source::Fingerprint;

pub use batch::Upload;
#[cfg(feature = "publish")]
pub use cloud::Cloud;
pub use command::command;
pub use folder::Folder;
pub use git::Git;
pub use plan::{PublishAction, plan};
pub use remote_manifest::{REMOTE_MANIFEST, RemoteManifest};
pub use sftp::Sftp;

/// After so many steps it is written down what has been done.
const CHECKPOINT: usize = 500;

/// The environment failed, or the place is not as it must be.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file could not be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// `.callslip-published` is damaged or not ours.
    #[error(
        "{REMOTE_MANIFEST} at this place cannot be read, so nobody knows what is callslip's there; nothing was \
             changed. If the place holds nothing but the column, remove that file and publish with --replace"
    )]
    Unreadable,
    /// Files are there that we did not upload.
    #[error("{}", foreign(.0))]
    Foreign(Vec<String>),
    /// The place cannot be used as it is.
    #[error("{0}")]
    Remote(String),
    /// Another program failed.
    #[error("{program} failed: {message}")]
    Program {
        /// Its name, with what it was to do.
        program: String,
        /// What it said.
        message: String,
    },
}

fn foreign(paths: &[String]) -> String {
    let shown: Vec<String> = paths.iter().take(10).map(|path| format!("  {path}")).collect();
    let more = paths.len().saturating_sub(shown.len());
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!(
        "these files are there already, differ, and were not uploaded by callslip:\n{}{more}\n\
         move them away; or, if they are an earlier state of the column, publish with --replace",
        shown.join("\n")
    )
}

/// A place that files can be put to. Paths are relative to it, with `/` between their parts.
pub trait Remote {
    /// The content of a file; none when it is not there.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError>;
    /// Which of these paths are taken.
    fn existing(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError>;
    /// Puts a file there, whole or not at all.
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;
    /// Puts several files there, each whole or not at all, in any order. A place far away takes many at once.
    fn put_all(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        files.iter().try_for_each(|file| self.put(&file.path, &file.bytes))
    }
    /// Removes a file; none is fine, too.
    fn delete(&mut self, path: &str) -> Result<(), PublishError>;
    /// Removes several files, in any order.
    fn delete_all(&mut self, paths: &[&str]) -> Result<(), PublishError> {
        paths.iter().try_for_each(|path| self.delete(path))
    }
    /// After the last step; where a place takes all steps at once, it takes them now.
    fn finish(&mut self) -> Result<(), PublishError> {
        Ok(())
    }
}

/// A publish that has been thought through, and not begun.
#[derive(Debug)]
pub struct PublishPlan {
    folder: PathBuf,
    local: BTreeMap<String, Fingerprint>,
    before: RemoteManifest,
    /// What there is to do.
    pub actions: Vec<PublishAction>,
}

/// What was done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct PublishSummary {
    /// Files uploaded.
    pub uploaded: usize,
    /// Files removed.
    pub removed: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
}

impl PublishPlan {
    /// Compares an output folder with a place. `replace`: files of the column's paths that somebody else put there are
    /// taken over.
    pub fn prepare(folder: &Path, remote: &mut dyn Remote, replace: bool) -> Result<Self, PublishError> {
        let local = output::written(folder)?;
        let mut before = match remote.read(REMOTE_MANIFEST)? {
            Some(bytes) => RemoteManifest::parse(&bytes)?,
            None => RemoteManifest::default(),
        };
        let strange: Vec<&str> =
            local.keys().filter(|path| !before.files.contains_key(*path)).map(String::as_str).collect();
        let mut foreign = Vec::new();
        for path in remote.existing(&strange)? {
            let within = format!("{path}/");
            if before.files.range(within.clone()..).next().is_some_and(|(next, _)| next.starts_with(&within)) {
                continue;
            }
            let found = remote.read(&path)?.map(|bytes| Fingerprint::of(&bytes));
            if found.is_some() && found == local.get(&path).copied() {
                before.files.insert(path, found);
            } else if replace && found.is_some() {
                before.files.insert(path, None);
            } else {
                foreign.push(path);
            }
        }
        if !foreign.is_empty() {
            return Err(PublishError::Foreign(foreign));
        }
        let actions = plan(&local, &before);
        Ok(Self { folder: folder.to_owned(), local, before, actions })
    }

    /// How many files there are at the place, and how many of them would go, if that is more than a quarter.
    pub fn large_removal(&self) -> Option<(usize, usize)> {
        let removed = self.actions.iter().filter(|step| matches!(step, PublishAction::Delete(_))).count();
        let there = self.before.files.len();
        (removed * 4 > there).then_some((removed, there))
    }

    /// Does it, batch by batch: what one class of files needs is there before the next begins. `progress` hears how many
    /// steps are done.
    pub fn execute(
        self,
        remote: &mut dyn Remote,
        mut progress: impl FnMut(usize),
    ) -> Result<PublishSummary, PublishError> {
        let mut done = PublishSummary { unchanged: self.local.len(), ..PublishSummary::default() };
        if self.actions.is_empty() {
            return Ok(done);
        }
        let mut now = self.before;
        for step in &self.actions {
            if let PublishAction::Put(path) = step {
                now.files.insert(path.clone(), None);
            }
        }
        let mut written_down = 0;
        remote.put(REMOTE_MANIFEST, now.text().as_bytes())?;
        for batch in batch::batches(&self.folder, &self.actions) {
            match batch? {
                Batch::Put(files) => {
                    let uploaded: Vec<_> = files.iter().map(Upload::listed).collect();
                    remote.put_all(files)?;
                    done.uploaded += uploaded.len();
                    now.files.extend(uploaded);
                }
                Batch::Delete(paths) => {
                    remote.delete_all(&paths)?;
                    done.removed += paths.len();
                    for path in paths {
                        now.files.remove(path);
                    }
                }
            }
            let steps = done.uploaded + done.removed;
            if steps - written_down >= CHECKPOINT {
                remote.put(REMOTE_MANIFEST, now.text().as_bytes())?;
                written_down = steps;
            }
            progress(steps);
        }
        remote.put(REMOTE_MANIFEST, now.text().as_bytes())?;
        remote.finish()?;
        done.unchanged -= done.uploaded;
        Ok(done)
    }
}
