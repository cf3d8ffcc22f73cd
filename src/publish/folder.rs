//! A folder of this machine, a drive, a share.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{PublishError, Remote};
use crate::output::{DiskError, remove_file};

/// A file on its way; renamed when it is whole.
const TEMPORARY_NAME: &str = ".callslip-upload";

/// A folder to publish to.
#[derive(Debug)]
pub struct Folder {
    folder: PathBuf,
}

impl Folder {
    /// Opens it. The folder itself may be missing, the one around it may not: a drive that is not there must not be
    /// taken for an empty one.
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

impl Remote for Folder {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let place = self.folder.join(path);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_file() => Ok(Some(fs::read(&place).map_err(DiskError::when("read", &place))?)),
            _ => Ok(None),
        }
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        let there = paths.iter().filter(|path| fs::symlink_metadata(self.folder.join(path)).is_ok());
        Ok(there.map(|path| (*path).to_owned()).collect())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let place = self.folder.join(path);
        let folder = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(DiskError::when("make", folder))?;
        let new = self.folder.join(TEMPORARY_NAME);
        fs::write(&new, bytes).map_err(DiskError::when("write", &new))?;
        Ok(fs::rename(&new, &place).map_err(DiskError::when("write", &place))?)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        Ok(remove_file(&self.folder, path)?)
    }
}
