//! An open folder, and everything that may be done below it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use rayon::prelude::*;

#[cfg(unix)]
use super::entry::DO_NOT_WAIT;
use super::entry::{
    checked, if_found, list_entries, new_file, new_folder, open_folder, other_kind, regular, remove_tree,
};
use super::new_file::place_version;
use super::sync::{if_supported, sync_content, sync_together, syncs_together};
use super::{DiskError, EntryType, Metadata, umask};
use crate::site_path::is_within;

/// The most folders whose handles are kept for the next file.
const MAX_HANDLES: usize = 64;

/// An open folder. Paths below it are relative, with `/` between their names.
///
/// Each operation goes from handle to handle and follows no link, not even one that stays inside the folder. Where a file
/// or a link is in the place of a folder on the way, the error has the kind [`io::ErrorKind::NotADirectory`].
///
/// New files and folders can be read by everybody, whatever `umask` says: a web server may have another user.
#[derive(Debug)]
pub struct Folder {
    root: Dir,
    path: PathBuf,
    /// The handles of folders that hold folders, and of those at the top: most files lie in few of them.
    handles: RwLock<HashMap<String, Arc<Dir>>>,
}

impl Folder {
    /// Opens a folder. Links on the way to it are followed: its path is the choice of whoever names it.
    pub fn open(path: &Path) -> Result<Self, DiskError> {
        let root = Dir::open_ambient_dir(path, ambient_authority()).map_err(DiskError::when("open", path))?;
        Ok(Self { root, path: path.to_owned(), handles: RwLock::default() })
    }

    /// Opens a folder, and creates it with all folders above it that are missing.
    pub fn create(path: &Path) -> Result<Self, DiskError> {
        let missing: Vec<&Path> = path.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            let created = match fs::create_dir(folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created.and_then(|()| umask::let_all_read_folder(folder)),
            };
            created.map_err(DiskError::when("make", folder))?;
        }
        Self::open(path)
    }

    /// Returns the path with which the folder was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what the system knows of a file, folder or link; `None` if nothing is there.
    pub fn metadata(&self, path: &str) -> Result<Option<Metadata>, DiskError> {
        let found = self.in_parent(path, |parent, name| parent.symlink_metadata(name));
        if_found(found.map(|found| Metadata::below(&found))).map_err(self.when("read", path))
    }

    /// Returns the same in one step, which follows links above the last name; `None` if nothing is there or this cannot be
    /// found out. Only for a path that is known to lead through no link.
    pub fn metadata_in_one_step(&self, path: &str) -> Option<Metadata> {
        fs::symlink_metadata(self.path.join(path)).ok().map(|found| Metadata::from(&found))
    }

    /// Opens a regular file for reading; `None` if nothing is there. A pipe or device is an error, and is not waited for.
    pub fn open_file(&self, path: &str) -> Result<Option<File>, DiskError> {
        let mut options = OpenOptions::new();
        options.read(true);
        if_found(self.open_regular(path, options)).map_err(self.when("read", path))
    }

    /// Reads a regular file; `None` if nothing is there.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        let Some(mut file) = self.open_file(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(self.when("read", path))?;
        Ok(Some(bytes))
    }

    /// Opens a regular file for writing without changing it, and creates it if it is missing.
    pub fn open_or_create(&self, path: &str) -> Result<File, DiskError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true);
        self.open_regular(path, options).map_err(self.when("open", path))
    }

    /// Creates a file, and the folders above it that are missing. It is an error if something is there already.
    pub fn create_file(&self, path: &str) -> Result<File, DiskError> {
        let created = match self.in_parent(path, new_file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                self.make_folders(folder).and_then(|()| self.in_parent(path, new_file))
            }
            created => created,
        };
        created.map_err(self.when("write", path))
    }

    /// Does what [`create_file`](Self::create_file) does, in fewer steps if the file's own folder is missing.
    pub fn create_file_in_new_folder(&self, path: &str) -> Result<File, DiskError> {
        let Some((folder, _)) = path.rsplit_once('/') else { return self.create_file(path) };
        let within = folder.rfind('/').map_or(0, |at| at + 1);
        // In a folder that was created a moment ago is no link. Even if there were one, it could not lead out.
        let created = self.in_parent(folder, |parent, name| {
            new_folder(parent, name).and_then(|()| new_file(parent, &path[within..]))
        });
        created.or_else(|_| self.create_file(path))
    }

    /// Creates a folder, and those above it that are missing. It is no error if it is there.
    pub fn create_folder(&self, path: &str) -> Result<(), DiskError> {
        self.make_folders(path).map_err(self.when("make", path))
    }

    /// Replaces a file by a new version, with the same permissions. At any moment the one or the other is there, whole.
    pub fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.in_parent(path, |parent, name| place_version(parent, name, bytes)).map_err(self.when("write", path))
    }

    /// Renames a file or a folder. A file in the new place is replaced, and so is an empty folder by a folder.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), DiskError> {
        let renamed = self.in_parent(from, |from_parent, from_name| {
            self.in_parent(to, |to_parent, to_name| from_parent.rename(from_name, to_parent, to_name))
        });
        renamed.map_err(self.when("write", to))
    }

    /// Renames a folder.
    pub fn rename_folder(&self, from: &str, to: &str) -> Result<(), DiskError> {
        self.drop_handles(from);
        self.drop_handles(to);
        self.rename(from, to)
    }

    /// Removes a file or a link, then the folders above it that have become empty. It is no error if nothing is there.
    pub fn remove_file(&self, path: &str) -> Result<(), DiskError> {
        let removed = self.in_parent(path, |parent, name| parent.remove_file_or_symlink(name));
        if_found(removed).map_err(self.when("remove", path))?;
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            // The first folder that is not empty, or cannot be removed, ends it.
            if if_found(self.remove_empty(above)).is_err() {
                break;
            }
            folder = above;
        }
        Ok(())
    }

    /// Removes a folder if it is empty.
    pub fn remove_folder(&self, path: &str) -> Result<(), DiskError> {
        self.remove_empty(path).map_err(self.when("remove", path))
    }

    /// Removes a file, a link, or a folder with everything in it. It is no error if nothing is there.
    pub fn remove_all(&self, path: &str) -> Result<(), DiskError> {
        self.drop_handles(path);
        if_found(self.in_parent(path, remove_tree)).map_err(self.when("remove", path)).map(|_| ())
    }

    /// Waits until the content of these files is on the disk itself, so that a power cut cannot take it away.
    pub fn sync(&self, paths: &[String]) -> Result<(), DiskError> {
        let mut options = OpenOptions::new();
        options.read(true).write(cfg!(windows));
        let sync = |path: &String, sync: fn(&File) -> io::Result<()>| {
            let synced = self.open_regular(path, options.clone()).and_then(|file| sync(&file));
            if_supported(synced).map_err(self.when("write", path))
        };
        match paths.first() {
            Some(path) if syncs_together(paths.len()) => sync(path, sync_together),
            _ => paths.par_iter().try_for_each(|path| sync(path, sync_content)),
        }
    }

    /// Returns the names in a folder with their kinds, in the order of the names. The path of this folder is empty.
    pub fn list(&self, path: &str) -> Result<Vec<(String, EntryType)>, DiskError> {
        let list = || match path {
            "" => list_entries(&self.root),
            path => list_entries(&*self.open_at(path, false)?),
        };
        list().map_err(self.when("read", path))
    }

    fn when(&self, operation: &'static str, path: &str) -> impl FnOnce(io::Error) -> DiskError {
        move |source| DiskError::when(operation, &self.path.join(path))(source)
    }

    /// Calls a function with the handle of the folder that holds a path, and the last name of the path.
    fn in_parent<T>(&self, path: &str, act: impl FnOnce(&Dir, &str) -> io::Result<T>) -> io::Result<T> {
        match path.rsplit_once('/') {
            Some((folder, name)) => act(&*self.open_at(folder, false)?, checked(name)?),
            None => act(&self.root, checked(path)?),
        }
    }

    /// Opens a folder, from handle to handle.
    fn open_at(&self, folder: &str, keep: bool) -> io::Result<Arc<Dir>> {
        if let Some(kept) = self.handles.read().unwrap_or_else(PoisonError::into_inner).get(folder) {
            return Ok(Arc::clone(kept));
        }
        let (opened, is_at_top) = match folder.rsplit_once('/') {
            Some((above, name)) => (open_folder(&*self.open_at(above, true)?, name)?, false),
            None => (open_folder(&self.root, folder)?, true),
        };
        let opened = Arc::new(opened);
        if keep || is_at_top {
            let mut handles = self.handles.write().unwrap_or_else(PoisonError::into_inner);
            if handles.len() < MAX_HANDLES {
                handles.insert(folder.to_owned(), Arc::clone(&opened));
            }
        }
        Ok(opened)
    }

    /// Drops the handles of a folder that is about to change its place, and of all below it.
    fn drop_handles(&self, folder: &str) {
        self.handles.write().unwrap_or_else(PoisonError::into_inner).retain(|path, _| !is_within(path, folder));
    }

    fn make_folders(&self, folder: &str) -> io::Result<()> {
        match self.in_parent(folder, new_folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.contains('/') => {
                self.make_folders(folder.rsplit_once('/').map_or("", |(above, _)| above))?;
                self.make_folders(folder)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.open_at(folder, false).map(|_| ()),
            made => made,
        }
    }

    fn remove_empty(&self, folder: &str) -> io::Result<()> {
        self.in_parent(folder, |parent, name| parent.remove_dir(name))?;
        self.drop_handles(folder);
        Ok(())
    }

    fn open_regular(&self, path: &str, mut options: OpenOptions) -> io::Result<File> {
        options.follow(FollowSymlinks::No);
        #[cfg(unix)]
        cap_std::fs::OpenOptionsExt::custom_flags(&mut options, DO_NOT_WAIT);
        let opened = self.in_parent(path, |parent, name| match parent.open_with(name, &options) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
            Err(error) => Err(other_kind(parent, name, EntryType::File).unwrap_or(error)),
            Ok(file) => Ok(file.into_std()),
        })?;
        regular(opened)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_created_renamed_and_removed_with_the_folders_that_they_leave_empty() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::create(&root.path().join("a/b")).unwrap();
        folder.create_file("c/d/e.txt").unwrap().write_all(b"whole").unwrap();
        folder.create_file_in_new_folder("c/f/e.txt").unwrap().write_all(b"other").unwrap();
        folder.create_file_in_new_folder("c/f/g.txt").unwrap();
        assert_eq!(folder.read("c/d/e.txt").unwrap().unwrap(), b"whole");
        assert_eq!(folder.read("c/missing").unwrap(), None);
        assert_eq!(folder.read("missing/at/all").unwrap(), None);
        assert_eq!(folder.create_file("c/d/e.txt").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        folder.rename("c/d/e.txt", "c/f/e.txt").unwrap();
        assert_eq!(folder.read("c/f/e.txt").unwrap().unwrap(), b"whole");
        folder.rename_folder("c/f", "h").unwrap();
        assert_eq!(
            folder.list("").unwrap(),
            [("c".to_owned(), EntryType::Folder), ("h".to_owned(), EntryType::Folder)]
        );
        assert_eq!(folder.metadata("h/e.txt").unwrap().unwrap().size, 5);
        folder.create_file("h/i/j").unwrap();
        folder.remove_file("h/i/j").unwrap();
        assert_eq!(names(&root.path().join("a/b/h")), ["e.txt", "g.txt"]);
        folder.remove_all("h").unwrap();
        folder.remove_all("h").unwrap();
        assert_eq!(names(&root.path().join("a/b")), ["c"]);
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::create(&root.path().join("inner")).unwrap();
        for path in ["", "..", "../a", "a/../../b", "/etc/passwd", ".", "a//b", "a/"] {
            assert!(folder.create_file(path).is_err(), "{path}");
            assert!(folder.metadata(path).is_err() || folder.metadata(path).unwrap().is_none(), "{path}");
        }
        assert_eq!(names(root.path()), ["inner"]);
    }

    /// A folder `in` with links, beside a folder `out` that nothing may change.
    #[cfg(unix)]
    fn linked() -> (tempfile::TempDir, Folder) {
        use std::os::unix::fs::symlink;

        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("out/deep")).unwrap();
        fs::write(root.path().join("out/deep/key"), "secret").unwrap();
        let folder = Folder::create(&root.path().join("in")).unwrap();
        folder.create_file("real/file").unwrap();
        symlink("../out", root.path().join("in/far")).unwrap();
        symlink("real", root.path().join("in/near")).unwrap();
        symlink("../out/deep/key", root.path().join("in/key")).unwrap();
        symlink("../../out", root.path().join("in/real/out")).unwrap();
        (root, folder)
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let (root, folder) = linked();
        for path in ["far/deep/key", "near/file", "real/out/deep/key", "far/new", "near/new", "real/out/new"] {
            let blocked =
                |done: Result<(), DiskError>| assert_eq!(done.unwrap_err().kind(), io::ErrorKind::NotADirectory);
            blocked(folder.metadata(path).map(drop));
            blocked(folder.read(path).map(drop));
            blocked(folder.create_file(path).map(drop));
            blocked(folder.create_file_in_new_folder(path).map(drop));
            blocked(folder.open_or_create(path).map(drop));
            blocked(folder.create_folder(path));
            blocked(folder.rename("real/file", path));
            blocked(folder.rename(path, "mine"));
            blocked(folder.remove_file(path));
            blocked(folder.remove_all(path));
            blocked(folder.list(path).map(drop));
        }
        assert!(folder.create_file("key").is_err() && folder.create_folder("far").is_err());
        assert_eq!(names(&root.path().join("out")), ["deep"]);
        assert_eq!(names(&root.path().join("out/deep")), ["key"]);
        let shown = folder.read("far/deep/key").unwrap_err().to_string();
        let shown = shown.replace(&root.path().display().to_string(), "[ROOT]");
        assert_eq!(
            shown,
            "cannot read [ROOT]/in/far/deep/key: `far` is a shortcut (link), which callslip does not open here"
        );
        let shown = folder.read("key").unwrap_err().to_string();
        let shown = shown.replace(&root.path().display().to_string(), "[ROOT]");
        assert_eq!(shown, "cannot read [ROOT]/in/key: `key` is a shortcut (link), which callslip does not open here");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_itself_is_described_renamed_over_and_removed() {
        let (root, folder) = linked();
        assert_eq!(folder.metadata("far").unwrap().unwrap().kind, EntryType::Link);
        folder.rename("real/file", "key").unwrap();
        folder.remove_file("far").unwrap();
        folder.remove_all("real").unwrap();
        assert_eq!(names(&root.path().join("in")), ["key", "near"]);
        assert_eq!(fs::read_to_string(root.path().join("out/deep/key")).unwrap(), "secret");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.path().join("pipe")).status().unwrap();
        assert!(made.success());
        assert_eq!(folder.metadata("pipe").unwrap().unwrap().kind, EntryType::Other);
        assert!(folder.read("pipe").unwrap_err().to_string().ends_with("pipe: it is a pipe or a device, not a file"));
        assert!(folder.open_or_create("pipe").is_err());
    }
}
