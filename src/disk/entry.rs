//! Operations on one name in an open folder.

use std::fs::File;
use std::io;
use std::path::Path;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{Dir, OpenOptions};

use super::metadata::kind_below;
use super::{DiskError, EntryType, Metadata, umask};

pub(super) fn if_found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The flag for opening without waiting: a pipe would wait for its other end.
#[cfg(unix)]
pub(super) const DO_NOT_WAIT: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

/// Returns the file, or an error if it is not a regular one.
pub(super) fn regular(file: File) -> io::Result<File> {
    match Metadata::from(&file.metadata()?).kind {
        EntryType::File => Ok(file),
        kind => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {}", in_words(kind)))),
    }
}

/// Opens a regular file for reading. Links are followed. A pipe or device is an error, and is not waited for.
pub fn open_regular(path: &Path) -> Result<File, DiskError> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, DO_NOT_WAIT);
    options.open(path).and_then(regular).map_err(DiskError::when("read", path))
}

/// Returns a name that leads to nothing but an entry of its folder.
pub(super) fn checked(name: &str) -> io::Result<&str> {
    let leads_elsewhere = matches!(name, "" | "." | "..") || (cfg!(windows) && name.contains(['\\', ':']));
    if leads_elsewhere {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{name}` is not the name of a file")));
    }
    Ok(name)
}

pub(super) fn open_folder(parent: &Dir, name: &str) -> io::Result<Dir> {
    parent.open_dir_nofollow(checked(name)?).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => error,
        _ => other_kind(parent, name, EntryType::Folder).unwrap_or(error),
    })
}

/// Returns the error that something is not of the kind that is needed; `None` if it is.
pub(super) fn other_kind(parent: &Dir, name: &str, needed: EntryType) -> Option<io::Error> {
    let kind = kind_below(parent.symlink_metadata(name).ok()?.file_type());
    let error = match needed {
        EntryType::Folder => io::ErrorKind::NotADirectory,
        _ => io::ErrorKind::InvalidInput,
    };
    (kind != needed).then(|| io::Error::new(error, format!("`{name}` is {}", in_words(kind))))
}

pub(super) fn in_words(kind: EntryType) -> &'static str {
    match kind {
        EntryType::File => "a file, not a folder",
        EntryType::Folder => "a folder, not a file",
        EntryType::Link => "a shortcut (link), which callslip does not open here",
        EntryType::Other => "a pipe or a device, not a file",
    }
}

pub(super) fn new_file(parent: &Dir, name: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).follow(FollowSymlinks::No);
    let created = parent.open_with(name, &options)?.into_std();
    umask::let_all_read(&created, false)?;
    Ok(created)
}

pub(super) fn new_folder(parent: &Dir, name: &str) -> io::Result<()> {
    parent.create_dir(name)?;
    if umask::takes_away_from(umask::FOLDER) {
        // The handle of a folder may be one that only leads to what is in it (`O_PATH`).
        umask::let_all_read(&open_folder(parent, name)?.open(".")?.into_std(), true)?;
    }
    Ok(())
}

pub(super) fn list_entries(folder: &Dir) -> io::Result<Vec<(String, EntryType)>> {
    let entry = |entry: io::Result<cap_std::fs::DirEntry>| {
        let entry = entry?;
        let kind = match kind_below(entry.file_type()?) {
            // Not every disk says in the list what is a folder.
            EntryType::Other => kind_below(folder.symlink_metadata(entry.file_name())?.file_type()),
            kind => kind,
        };
        Ok((entry.file_name().to_string_lossy().into_owned(), kind))
    };
    let mut entries = folder.entries()?.map(entry).collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

/// Removes a file, a link, or a folder with everything in it.
pub(super) fn remove_tree(parent: &Dir, name: &str) -> io::Result<()> {
    if kind_below(parent.symlink_metadata(name)?.file_type()) != EntryType::Folder {
        return parent.remove_file_or_symlink(name);
    }
    let folder = open_folder(parent, name)?;
    for (name, _) in list_entries(&folder)? {
        remove_tree(&folder, &name)?;
    }
    drop(folder);
    parent.remove_dir(name)
}
