//! New files of the author's own, in her column. Her `umask` says who may read them.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::DiskError;
use super::entry::{checked, open_folder};

/// Writes a new file below a folder, and creates the folders that are missing. The folder itself is the user's choice;
/// below it no link is followed, not even one that leads nowhere yet. It is an error if something is there already.
pub fn write_new(root: &Path, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
    let write = || {
        fs::create_dir_all(root)?;
        let mut folder = Dir::open_ambient_dir(root, ambient_authority())?;
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for inner in folders.split('/').filter(|inner| !inner.is_empty()) {
            match folder.create_dir(checked(inner)?) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                created => created?,
            }
            folder = open_folder(&folder, inner)?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        folder.open_with(checked(name)?, &options)?.write_all(bytes)
    };
    write().map_err(DiskError::when("write", Path::new(path)))
}
