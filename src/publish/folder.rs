//! Publishing to a folder of this computer, a drive or a share.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{PublishError, Remote};
use crate::disk::{DiskError, remove_file};

/// The name of a file while it is written. It is renamed when it is complete.
const TEMPORARY_NAME: &str = ".callslip-upload";

/// A folder to publish to.
#[derive(Debug)]
pub struct FolderRemote {
    folder: PathBuf,
}

impl FolderRemote {
    /// Opens a folder. It may be missing, but its parent may not: a drive that is not connected must not look like an
    /// empty folder.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        if !folder.is_dir() && !folder.parent().is_some_and(Path::is_dir) {
            let shown = folder.display();
            return Err(PublishError::Remote(format!(
                "there is no folder {shown}, nor the one around it; is the drive connected?"
            )));
        }
        Ok(Self { folder: folder.to_owned() })
    }
}

impl Remote for FolderRemote {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let target = self.folder.join(path);
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_file() => Ok(Some(fs::read(&target).map_err(DiskError::when("read", &target))?)),
            _ => Ok(None),
        }
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        let there = paths.iter().filter(|path| fs::symlink_metadata(self.folder.join(path)).is_ok());
        Ok(there.map(|path| (*path).to_owned()).collect())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let target = self.folder.join(path);
        let folder = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(DiskError::when("make", folder))?;
        let new = self.folder.join(TEMPORARY_NAME);
        fs::write(&new, bytes).map_err(DiskError::when("write", &new))?;
        Ok(fs::rename(&new, &target).map_err(DiskError::when("write", &target))?)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        Ok(remove_file(&self.folder, path)?)
    }
}
