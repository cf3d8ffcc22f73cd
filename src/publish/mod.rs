//! Publishing, from the output folder to a destination. [`PublishPlan::prepare`] reads what the destination holds and
//! makes a [`plan()`]; [`PublishPlan::execute`] carries it out.
//!
//! The files that we uploaded are listed at the destination itself, in `.callslip-published`. The list is written
//! before the first action, so that the files of an interrupted publish are still ours and the next one finishes it;
//! then every few hundred actions; and after the last one. No file that is not in the list is replaced or removed.
//!
//! The destination is not trusted: its list, its listings and its replies may come from somebody who wants to make us
//! write or remove a file elsewhere, fill the memory, or send commands to the terminal.

mod batch;
#[cfg(feature = "publish")]
mod cloud;
mod command;
mod error;
mod existing;
mod folder;
mod git;
mod plan;
mod prepare;
mod remote;
mod remote_manifest;
mod same_name;
mod sftp;
mod temporary;

use std::collections::BTreeMap;

use batch::Batch;

use crate::disk::Folder;
use crate::source::Fingerprint;

pub use crate::output::NameRules;
#[cfg(feature = "publish")]
pub use cloud::Cloud;
pub use command::command;
pub use error::PublishError;
pub use folder::FolderRemote;
pub use git::Git;
pub use plan::{PublishAction, plan};
pub use remote::{PublishedFile, Remote, Upload};
pub use remote_manifest::{NoteError, REMOTE_MANIFEST, RemoteManifest};
pub use sftp::Sftp;

/// The number of actions after which the manifest is written again.
const CHECKPOINT: usize = 500;

/// A publish that is planned, but not begun.
#[derive(Debug)]
pub struct PublishPlan {
    /// The output folder.
    folder: Folder,
    local: BTreeMap<String, Fingerprint>,
    before: RemoteManifest,
    /// The actions, in order.
    pub actions: Vec<PublishAction>,
    /// The files that somebody has changed or removed at the destination since we uploaded them. They are uploaded
    /// again.
    pub drifted: Vec<String>,
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
        remote.remove_leftovers()?;
        let mut summary = PublishSummary { unchanged: self.local.len(), ..PublishSummary::default() };
        if self.actions.is_empty() {
            return Ok(summary);
        }
        let mut manifest = self.before;
        // Until the end, nobody knows which of these files are there, and as what.
        for action in &self.actions {
            match action {
                PublishAction::Put(path) | PublishAction::Delete(path) => {
                    manifest.files.insert(path.clone(), None);
                }
                PublishAction::RemoveFolder(_) => {}
            }
        }
        let (mut executed, mut saved) = (0, 0);
        remote.put(REMOTE_MANIFEST, manifest.text().as_bytes())?;
        for batch in batch::batches(&self.folder, &self.actions) {
            executed += execute(batch?, remote, &mut manifest, &mut summary)?;
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

/// Executes one batch and returns the number of its actions.
fn execute(
    batch: Batch<'_>,
    remote: &mut dyn Remote,
    manifest: &mut RemoteManifest,
    summary: &mut PublishSummary,
) -> Result<usize, PublishError> {
    match batch {
        Batch::Put(files) => {
            let uploaded: Vec<_> = files.iter().map(Upload::listed).collect();
            let count = uploaded.len();
            remote.put_all(files)?;
            summary.uploaded += count;
            manifest.files.extend(uploaded);
            Ok(count)
        }
        Batch::Delete(paths) => {
            remote.delete_all(&paths)?;
            summary.removed += paths.len();
            for path in &paths {
                manifest.files.remove(*path);
            }
            Ok(paths.len())
        }
        Batch::RemoveFolder(path) => remote.remove_folder(path).map(|()| 1),
    }
}
