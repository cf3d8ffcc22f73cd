//! Uploads files and removes them, in folders that are no links.
//!
//! SFTP cannot open a file relative to an open folder, so each folder on the way to a file is looked at once in a session,
//! before the first file in it is touched. A link is never followed.

use std::collections::BTreeSet;
use std::io;

use super::protocol::{FileAttributes, Handle, SftpReply, SftpRequest, StatusCode};
use super::{Sftp, SftpError};
use crate::disk::EntryType;
use crate::publish::existing::folder_levels;
use crate::publish::temporary::temporary_name;
use crate::publish::{PublishError, Remote};

/// The bytes of a file in one packet. All servers accept this size.
const CHUNK_SIZE: usize = 32 * 1024;

/// The permissions that a web server needs, and the owner, for a file and for a folder.
const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

impl Sftp {
    /// Uploads these files: first all of them under temporary names, then each is renamed.
    pub(super) fn store(&mut self, files: &[(&str, &[u8])]) -> Result<(), SftpError> {
        self.make_folders(files)?;
        let new: Vec<String> =
            (0..files.len()).map(|number| self.remote_path(&temporary_name(&format!("-{number}")))).collect();
        let opened = self.session.send_all(new.iter().map(|new| SftpRequest::Create(new)))?;
        let handles = self.handles(opened, files)?;
        self.let_all_read(&handles)?;
        let parts: Vec<(&str, SftpRequest<'_>)> = handles.iter().zip(files).flat_map(write_requests).collect();
        let written = self.session.send_all(parts.iter().map(|(_, request)| *request))?;
        for (reply, (path, _)) in written.iter().zip(&parts) {
            self.check_ok(reply, path)?;
        }
        for (reply, (path, _)) in self.replace(&new, files)?.iter().zip(files) {
            self.check_ok(reply, path)?;
        }
        Ok(())
    }

    /// Makes the folders of these files, as far as they are missing.
    fn make_folders(&mut self, files: &[(&str, &[u8])]) -> Result<(), SftpError> {
        let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        for level in folder_levels(&paths, &self.known_folders) {
            let mut missing = Vec::new();
            for (folder, found) in level.iter().zip(self.look_at(&level)?) {
                match found.map(|found| found.kind) {
                    Some(EntryType::Folder) => {}
                    None => missing.push(folder.as_str()),
                    Some(EntryType::Link) => {
                        return Err(SftpError::Refused(PublishError::Linked(vec![folder.clone()])));
                    }
                    Some(EntryType::File | EntryType::Other) => {
                        let (place, paths) = (self.place(), vec![folder.clone()]);
                        return Err(SftpError::Refused(PublishError::Foreign { place, paths }));
                    }
                }
            }
            let targets: Vec<String> = missing.iter().map(|folder| self.remote_path(folder)).collect();
            let made = self.session.send_all(targets.iter().map(|target| SftpRequest::MakeFolder(target)))?;
            for (reply, folder) in made.iter().zip(&missing) {
                self.check_ok(reply, folder)?;
            }
            let modes = self
                .look_at(&missing)?
                .into_iter()
                .zip(&targets)
                .filter_map(|(found, target)| Some((target, lacking(found?, FOLDER_MODE)?)));
            let modes: Vec<_> = modes.collect();
            // A server that lets nobody set the mode has its reasons.
            self.session.send_all(modes.iter().map(|(target, mode)| SftpRequest::SetMode(target, *mode)))?;
            self.known_folders.extend(level);
        }
        Ok(())
    }

    /// Lets the web server read new files, whatever the `umask` of the SFTP server is.
    fn let_all_read(&mut self, handles: &[Handle]) -> io::Result<()> {
        let found = self.session.send_all(handles.iter().map(SftpRequest::HandleStat))?;
        let modes = found.into_iter().zip(handles).filter_map(|(reply, handle)| match reply {
            SftpReply::Attributes(found) => {
                lacking(found, FILE_MODE).map(|mode| SftpRequest::SetHandleMode(handle, mode))
            }
            _ => None,
        });
        self.session.send_all(modes).map(drop)
    }

    fn replace(&mut self, new: &[String], files: &[(&str, &[u8])]) -> io::Result<Vec<SftpReply>> {
        let targets: Vec<String> = files.iter().map(|(path, _)| self.remote_path(path)).collect();
        let pairs = || new.iter().zip(&targets);
        if self.session.has_posix_rename {
            return self.session.send_all(pairs().map(|(new, target)| SftpRequest::Replace(new, target)));
        }
        // An old server only renames to a path that does not exist, so the old file is removed just before.
        self.session
            .send_all(pairs().flat_map(|(new, target)| [SftpRequest::Remove(target), SftpRequest::Rename(new, target)]))
            .map(|replies| replies.into_iter().skip(1).step_by(2).collect())
    }

    fn handles(&self, opened: Vec<SftpReply>, files: &[(&str, &[u8])]) -> Result<Vec<Handle>, SftpError> {
        let handles = opened.into_iter().zip(files).map(|(reply, (path, _))| match reply {
            SftpReply::Handle(handle) => Ok(handle),
            reply => Err(self.refused(&reply, path)),
        });
        handles.collect()
    }

    /// Removes these files, and the folders that have become empty. A server refuses to remove a folder that is not
    /// empty.
    pub(super) fn remove(&mut self, paths: &[&str]) -> Result<(), SftpError> {
        let paths = self.reachable(paths)?;
        let targets: Vec<String> = paths.iter().map(|path| self.remote_path(path)).collect();
        let removed = self.session.send_all(targets.iter().map(|target| SftpRequest::Remove(target)))?;
        let failed = removed.into_iter().zip(&paths).filter(|(reply, _)| !is_ok(reply));
        let failed: Vec<(SftpReply, &str)> = failed.map(|(reply, path)| (reply, *path)).collect();
        let left = self.look_at(&failed.iter().map(|(_, path)| *path).collect::<Vec<_>>())?;
        for ((reply, path), found) in failed.iter().zip(left) {
            // A file that is not there need not be removed. A folder in its place is not ours to remove here.
            if found.is_some_and(|found| found.kind != EntryType::Folder) {
                return Err(self.refused(reply, path));
            }
        }
        for level in folder_levels(&paths, &BTreeSet::new()).into_iter().rev() {
            self.remove_empty(&level)?;
        }
        Ok(())
    }

    /// Removes these folders, as far as they are empty. None of them is in another.
    pub(super) fn remove_empty(&mut self, folders: &[String]) -> io::Result<()> {
        let targets: Vec<String> = folders.iter().map(|folder| self.remote_path(folder)).collect();
        let replies = self.session.send_all(targets.iter().map(|target| SftpRequest::RemoveFolder(target)))?;
        for (folder, reply) in folders.iter().zip(replies) {
            if is_ok(&reply) {
                self.known_folders.remove(folder);
            }
        }
        Ok(())
    }

    /// Returns those of these paths that no link and no file is on the way to.
    pub(super) fn reachable<'p>(&mut self, paths: &[&'p str]) -> Result<Vec<&'p str>, SftpError> {
        let mut barred = BTreeSet::new();
        for mut level in folder_levels(paths, &self.known_folders) {
            level.retain(|folder| !is_below(folder, &barred));
            for (folder, found) in level.iter().zip(self.look_at(&level)?) {
                if found.is_some_and(|found| found.kind == EntryType::Folder) {
                    self.known_folders.insert(folder.clone());
                } else {
                    barred.insert(folder.clone());
                }
            }
        }
        Ok(paths.iter().copied().filter(|path| !is_below(path, &barred)).collect())
    }

    /// Returns the attributes of these paths; `None` for those that do not exist.
    pub(super) fn look_at(&mut self, paths: &[impl AsRef<str>]) -> Result<Vec<Option<FileAttributes>>, SftpError> {
        let targets: Vec<String> = paths.iter().map(|path| self.remote_path(path.as_ref())).collect();
        let replies = self.session.send_all(targets.iter().map(|target| SftpRequest::Lstat(target)))?;
        let found = replies.into_iter().zip(paths).map(|(reply, path)| match reply {
            SftpReply::Attributes(found) => Ok(Some(found)),
            SftpReply::Status(..) => Ok(None),
            reply => Err(self.refused(&reply, path.as_ref())),
        });
        found.collect()
    }

    fn check_ok(&self, reply: &SftpReply, path: &str) -> Result<(), SftpError> {
        if is_ok(reply) { Ok(()) } else { Err(self.refused(reply, path)) }
    }
}

fn is_ok(reply: &SftpReply) -> bool {
    matches!(reply, SftpReply::Status(StatusCode::Ok, _))
}

/// Returns the mode that has these permissions, too; `None` if it has them, or is not known.
fn lacking(found: FileAttributes, permissions: u32) -> Option<u32> {
    let mode = found.mode? & 0o7777;
    (mode & permissions != permissions).then_some(mode | permissions)
}

/// Returns true if one of the folders on the way to a path is in this set.
fn is_below(path: &str, folders: &BTreeSet<String>) -> bool {
    !folders.is_empty() && path.match_indices('/').any(|(at, _)| folders.contains(&path[..at]))
}

/// Returns the requests that write an open file and close it, each with the path of the file.
fn write_requests<'f>(
    (handle, (path, bytes)): (&'f Handle, &(&'f str, &'f [u8])),
) -> impl Iterator<Item = (&'f str, SftpRequest<'f>)> + use<'f> {
    let path = *path;
    let parts = bytes.chunks(CHUNK_SIZE).zip((0u64..).step_by(CHUNK_SIZE));
    let writes = parts.map(move |(part, at)| SftpRequest::Write(handle, at, part));
    writes.chain([SftpRequest::Close(handle)]).map(move |request| (path, request))
}
