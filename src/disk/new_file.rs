//! Files of the author's own, in her column: new ones, for which her `umask` says who may read them, and new versions of
//! those that are there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::DiskError;
use super::entry::{checked, if_found, open_folder};
use super::sync::{if_supported, sync_content};

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
        place_new(&folder, checked(name)?, bytes)
    };
    write().map_err(DiskError::when("write", Path::new(path)))
}

/// Puts a new version in the place of a file, with the same permissions: from the beginning, so that nobody else can read it
/// while it is written.
pub(super) fn place_version(folder: &Dir, name: &str, bytes: &[u8]) -> io::Result<()> {
    let there = folder.symlink_metadata(name)?;
    // An earlier run that was cut off may have left one.
    if_found(folder.remove_file(UNFINISHED))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).follow(FollowSymlinks::No);
    let mut file = folder.open_with(UNFINISHED, &options)?;
    let written = if_supported(file.set_permissions(there.permissions())).and_then(|()| file.write_all(bytes));
    let written = written.and_then(|()| if_supported(sync_content(&file.into_std())));
    let placed = written.and_then(|()| folder.rename(UNFINISHED, folder, name));
    placed.inspect_err(|_| drop(folder.remove_file(UNFINISHED)))
}

/// The name of a new version until it is whole. Programs that read a column pass over hidden files.
const UNFINISHED: &str = ".callslip-unfinished";

/// Writes the file under another name first, so that no moment and no full disk leaves half of it in its place.
fn place_new(folder: &Dir, name: &str, bytes: &[u8]) -> io::Result<()> {
    if folder.symlink_metadata(name).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let unfinished = format!(".callslip-{}", std::process::id());
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).follow(FollowSymlinks::No);
    let written = folder.open_with(&unfinished, &options)?.write_all(bytes);
    // Unlike a rename, a link never replaces a file that came in the meantime. Not every disk has links.
    let placed = written.and_then(|()| match folder.hard_link(&unfinished, folder, name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => folder.rename(&unfinished, folder, name),
        linked => linked,
    });
    let _ = folder.remove_file(&unfinished);
    placed
}
