//! Publishing, from the output folder to a destination. [`PublishPlan::prepare`] reads what the destination holds and
//! makes a [`plan()`]; [`PublishPlan::execute`] carries it out.
//!
//! The files that we uploaded are listed at the destination itself, in `.callslip-published`. The list is written
//! before the first action, so that the files of an interrupted publish are still ours and the next one finishes it;
//! then every few hundred actions; and after the last one. No file that is not in the list is replaced or removed.

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

use crate::disk::DiskError;
use crate::output;
use crate::source::Fingerprint;

pub use batch::Upload;
#[cfg(feature = "publish")]
pub use cloud::Cloud;
pub use command::command;
pub use folder::FolderRemote;
pub use git::Git;
pub use plan::{PublishAction, plan};
pub use remote_manifest::{REMOTE_MANIFEST, RemoteManifest};
pub use sftp::Sftp;

/// The number of actions after which the manifest is written again.
const CHECKPOINT: usize = 500;

/// A publish failed, or the destination cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file could not be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] output::OutputError),
    /// `.callslip-published` is damaged, or not ours.
    #[error(
        "{REMOTE_MANIFEST} at this place cannot be read, so nobody knows what is callslip's there; nothing was \
             changed. If the place holds nothing but the column, remove that file and publish with --replace"
    )]
    Unreadable,
    /// The destination holds files that we did not upload. These are their paths.
    #[error("{}", foreign(.0))]
    Foreign(Vec<String>),
    /// The destination cannot be used. This is the message for the user.
    #[error("{0}")]
    Remote(String),
    /// Another program failed.
    #[error("{program} failed: {message}")]
    Program {
        /// The name of the program, with its subcommand.
        program: String,
        /// The error message of the program.
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

/// A destination that takes files. Paths are relative to it and use `/` as the separator.
pub trait Remote {
    /// Reads a file. Returns `None` if it does not exist.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError>;
    /// Returns which of these paths exist, as files or as folders.
    fn existing(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError>;
    /// Uploads a file, completely or not at all.
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;
    /// Uploads several files, each completely or not at all, in any order. A remote destination takes many at the same
    /// time.
    fn put_all(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        files.iter().try_for_each(|file| self.put(&file.path, &file.bytes))
    }
    /// Removes a file. A file that does not exist is no error.
    fn delete(&mut self, path: &str) -> Result<(), PublishError>;
    /// Removes several files, in any order.
    fn delete_all(&mut self, paths: &[&str]) -> Result<(), PublishError> {
        paths.iter().try_for_each(|path| self.delete(path))
    }
    /// Completes the publish after the last action. A destination that takes all actions at once takes them now.
    fn finish(&mut self) -> Result<(), PublishError> {
        Ok(())
    }
}

/// A publish that is planned, but not begun.
#[derive(Debug)]
pub struct PublishPlan {
    folder: PathBuf,
    local: BTreeMap<String, Fingerprint>,
    before: RemoteManifest,
    /// The actions, in order.
    pub actions: Vec<PublishAction>,
}

/// The changes that a publish made.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct PublishSummary {
    /// The number of files uploaded.
    pub uploaded: usize,
    /// The number of files removed.
    pub removed: usize,
    /// The number of files that were already right.
    pub unchanged: usize,
}

impl PublishPlan {
    /// Compares an output folder with a destination. With `replace`, files at our paths that somebody else put there
    /// become ours.
    pub fn prepare(folder: &Path, remote: &mut dyn Remote, replace: bool) -> Result<Self, PublishError> {
        let local = output::written(folder)?;
        let mut before = match remote.read(REMOTE_MANIFEST)? {
            Some(bytes) => RemoteManifest::parse(&bytes)?,
            None => RemoteManifest::default(),
        };
        let unlisted: Vec<&str> =
            local.keys().filter(|path| !before.files.contains_key(*path)).map(String::as_str).collect();
        let mut foreign = Vec::new();
        for path in remote.existing(&unlisted)? {
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

    /// Returns the number of files to remove and the number of files at the destination if more than a quarter would be
    /// removed.
    pub fn large_removal(&self) -> Option<(usize, usize)> {
        let removed = self.actions.iter().filter(|action| matches!(action, PublishAction::Delete(_))).count();
        let existing = self.before.files.len();
        (removed * 4 > existing).then_some((removed, existing))
    }

    /// Executes the plan batch by batch: the files that a wave depends on are in place before it begins. `progress`
    /// gets the number of actions done so far.
    pub fn execute(
        self,
        remote: &mut dyn Remote,
        mut progress: impl FnMut(usize),
    ) -> Result<PublishSummary, PublishError> {
        let mut summary = PublishSummary { unchanged: self.local.len(), ..PublishSummary::default() };
        if self.actions.is_empty() {
            return Ok(summary);
        }
        let mut manifest = self.before;
        for action in &self.actions {
            if let PublishAction::Put(path) = action {
                manifest.files.insert(path.clone(), None);
            }
        }
        let mut saved = 0;
        remote.put(REMOTE_MANIFEST, manifest.text().as_bytes())?;
        for batch in batch::batches(&self.folder, &self.actions) {
            match batch? {
                Batch::Put(files) => {
                    let uploaded: Vec<_> = files.iter().map(Upload::listed).collect();
                    remote.put_all(files)?;
                    summary.uploaded += uploaded.len();
                    manifest.files.extend(uploaded);
                }
                Batch::Delete(paths) => {
                    remote.delete_all(&paths)?;
                    summary.removed += paths.len();
                    for path in paths {
                        manifest.files.remove(path);
                    }
                }
            }
            let executed = summary.uploaded + summary.removed;
            if executed - saved >= CHECKPOINT {
                remote.put(REMOTE_MANIFEST, manifest.text().as_bytes())?;
                saved = executed;
            }
            progress(executed);
        }
        remote.put(REMOTE_MANIFEST, manifest.text().as_bytes())?;
        remote.finish()?;
        summary.unchanged -= summary.uploaded;
        Ok(summary)
    }
}
