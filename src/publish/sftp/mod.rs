//! A folder of a server over SSH: the web space of most libraries and universities.
//!
//! A file is written under another name and then takes its place, so that a reader meets the old page or the new one,
//! never half of one. Everything is asked for many files at once: a server far away takes as long as one nearby.

mod explain;
mod listing;
mod protocol;
mod session;

use std::collections::BTreeSet;
use std::io;
use std::thread::sleep;
use std::time::Duration;

use explain::explain;
use protocol::{FileType, Handle, SftpReply, SftpRequest, StatusCode};
use session::SftpSession;

use super::existing::{FolderNames, find_existing, folder_levels};
use super::{PublishError, Remote, Upload};

/// A file on its way, with a number at the end.
const TEMPORARY_NAME: &str = ".callslip-upload";

/// So much of a file is in one packet: all servers take that.
const CHUNK_SIZE: usize = 32 * 1024;

/// After these seconds we try again when the line has broken.
const RETRY_DELAYS: [u64; 3] = [1, 3, 10];

/// A folder of a server.
#[derive(Debug)]
pub struct Sftp {
    server: String,
    port: Option<u32>,
    /// The folder, from where the server puts those who come in.
    root: String,
    session: SftpSession,
    /// Folders that are there for certain.
    known_folders: BTreeSet<String>,
}

/// Why a piece of work was not done.
enum SftpError {
    /// The line is broken: it can be done on another one.
    Connection(io::Error),
    /// The server will not.
    Refused(PublishError),
}

impl From<io::Error> for SftpError {
    fn from(error: io::Error) -> Self {
        Self::Connection(error)
    }
}

impl Sftp {
    /// Comes in, as `ssh` does, and looks whether the folder is there.
    pub fn open(server: &str, port: Option<u32>, path: &str) -> Result<Self, PublishError> {
        let session =
            SftpSession::open(server, port).map_err(|error| PublishError::Remote(explain(server, port, &error)))?;
        let home = path.strip_prefix("~/").unwrap_or(if path == "~" { "" } else { path });
        let root = if home.is_empty() { "." } else { home.trim_end_matches('/') }.to_owned();
        let mut this = Self { server: server.to_owned(), port, root, session, known_folders: BTreeSet::new() };
        match this.with_retries(|this| Ok(this.session.send(SftpRequest::Stat(&this.remote_path("")))?))? {
            SftpReply::Attributes(FileType::Folder) => Ok(this),
            _ => Err(PublishError::Remote(format!(
                "{server} lets you in, and has no folder `{path}`; `path:` counts from the folder that you come into, \
                 and the folder must be there"
            ))),
        }
    }

    fn remote_path(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// Does a piece of work; when the line breaks, all of it again on a new one.
    fn with_retries<T>(&mut self, attempt: impl Fn(&mut Self) -> Result<T, SftpError>) -> Result<T, PublishError> {
        let mut pauses = RETRY_DELAYS.iter();
        loop {
            let error = match attempt(self) {
                Ok(value) => return Ok(value),
                Err(SftpError::Refused(error)) => return Err(error),
                Err(SftpError::Connection(error)) => self.session.disconnect(error),
            };
            let mut message = explain(&self.server, self.port, &error);
            loop {
                let Some(pause) = pauses.next() else {
                    return Err(PublishError::Remote(format!("{message}; publish again, and the rest is done")));
                };
                sleep(Duration::from_secs(*pause));
                match SftpSession::open(&self.server, self.port) {
                    Ok(session) => break self.session = session,
                    Err(error) => message = explain(&self.server, self.port, &error),
                }
            }
        }
    }

    /// Puts these there: first all of them under other names, then each in its place.
    fn store(&mut self, files: &[(&str, &[u8])]) -> Result<(), SftpError> {
        self.make_folders(files)?;
        let new: Vec<String> =
            (0..files.len()).map(|number| self.remote_path(&format!("{TEMPORARY_NAME}-{number}"))).collect();
        let opened = self.session.send_all(new.iter().map(|new| SftpRequest::Create(new)))?;
        let handles = self.handles(opened, files)?;
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

    fn make_folders(&mut self, files: &[(&str, &[u8])]) -> Result<(), SftpError> {
        let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        for level in folder_levels(&paths, &self.known_folders) {
            let places: Vec<String> = level.iter().map(|folder| self.remote_path(folder)).collect();
            // One that is there already is refused, and that is fine: a file in one that is not there says so itself.
            self.session.send_all(places.iter().map(|place| SftpRequest::MakeFolder(place)))?;
            self.known_folders.extend(level);
        }
        Ok(())
    }

    fn replace(&mut self, new: &[String], files: &[(&str, &[u8])]) -> io::Result<Vec<SftpReply>> {
        let places: Vec<String> = files.iter().map(|(path, _)| self.remote_path(path)).collect();
        let pairs = || new.iter().zip(&places);
        if self.session.has_posix_rename {
            return self.session.send_all(pairs().map(|(new, place)| SftpRequest::Replace(new, place)));
        }
        // An old server: the place must be empty, for as short a moment as possible.
        self.session
            .send_all(pairs().flat_map(|(new, place)| [SftpRequest::Remove(place), SftpRequest::Rename(new, place)]))
            .map(|replies| replies.into_iter().skip(1).step_by(2).collect())
    }

    fn handles(&self, opened: Vec<SftpReply>, files: &[(&str, &[u8])]) -> Result<Vec<Handle>, SftpError> {
        let handles = opened.into_iter().zip(files).map(|(reply, (path, _))| match reply {
            SftpReply::Handle(handle) => Ok(handle),
            reply => Err(self.refused(&reply, path)),
        });
        handles.collect()
    }

    fn check_ok(&self, reply: &SftpReply, path: &str) -> Result<(), SftpError> {
        if matches!(reply, SftpReply::Status(StatusCode::Ok, _)) { Ok(()) } else { Err(self.refused(reply, path)) }
    }

    fn refused(&self, reply: &SftpReply, path: &str) -> SftpError {
        let place = self.remote_path(path);
        let why = match reply {
            SftpReply::Status(StatusCode::PermissionDenied, _) => "you may not write there".to_owned(),
            SftpReply::Status(StatusCode::NoSuchFile, _) => "there is no such folder".to_owned(),
            SftpReply::Status(_, message) => format!("it says \"{message}\"; is the disk full?"),
            _ => "it answers something else".to_owned(),
        };
        SftpError::Refused(PublishError::Remote(format!("{}, {place}: {why}", self.server)))
    }

    fn content(&mut self, path: &str) -> Result<Option<Vec<u8>>, SftpError> {
        let place = self.remote_path(path);
        if self.session.send(SftpRequest::Lstat(&place))? != SftpReply::Attributes(FileType::File) {
            return Ok(None);
        }
        let handle = match self.session.send(SftpRequest::Open(&place))? {
            SftpReply::Handle(handle) => handle,
            reply => return Err(self.refused(&reply, path)),
        };
        let mut bytes = Vec::new();
        loop {
            let part = SftpRequest::Read(&handle, bytes.len() as u64, 32 * 1024);
            match self.session.send(part)? {
                SftpReply::Data(part) if !part.is_empty() => bytes.extend(part),
                SftpReply::Status(StatusCode::Eof, _) => break,
                reply => return Err(self.refused(&reply, path)),
            }
        }
        self.session.send(SftpRequest::Close(&handle))?;
        Ok(Some(bytes))
    }

    fn list(&mut self, folders: &[&str]) -> Result<Vec<FolderNames>, SftpError> {
        let places: Vec<String> = folders.iter().map(|folder| self.remote_path(folder)).collect();
        Ok(listing::list(&mut self.session, &places)?)
    }

    /// Removes these, and the folders that have become empty: a server refuses to remove one that has not.
    fn remove(&mut self, paths: &[&str]) -> Result<(), SftpError> {
        let places: Vec<String> = paths.iter().map(|path| self.remote_path(path)).collect();
        let removed = self.session.send_all(places.iter().map(|place| SftpRequest::Remove(place)))?;
        for (reply, path) in removed.iter().zip(paths) {
            if !matches!(reply, SftpReply::Status(StatusCode::NoSuchFile, _)) {
                self.check_ok(reply, path)?;
            }
        }
        for level in folder_levels(paths, &BTreeSet::new()).into_iter().rev() {
            let places: Vec<String> = level.iter().map(|folder| self.remote_path(folder)).collect();
            let replies = self.session.send_all(places.iter().map(|place| SftpRequest::RemoveFolder(place)))?;
            for (folder, reply) in level.iter().zip(replies) {
                if matches!(reply, SftpReply::Status(StatusCode::Ok, _)) {
                    self.known_folders.remove(folder);
                }
            }
        }
        Ok(())
    }

    /// What publishes that were cut off have left.
    fn remove_leftovers(&mut self) -> Result<(), SftpError> {
        let there = self.list(&[""])?;
        let left: Vec<String> = there
            .iter()
            .flatten()
            .filter(|name| name.starts_with(TEMPORARY_NAME))
            .map(|name| self.remote_path(name))
            .collect();
        self.session.send_all(left.iter().map(|place| SftpRequest::Remove(place)))?;
        Ok(())
    }
}

/// All that is asked to write one file that is open, with its path; in the end it is closed.
fn write_requests<'f>(
    (handle, (path, bytes)): (&'f Handle, &(&'f str, &'f [u8])),
) -> impl Iterator<Item = (&'f str, SftpRequest<'f>)> + use<'f> {
    let path = *path;
    let parts = bytes.chunks(CHUNK_SIZE).zip((0u64..).step_by(CHUNK_SIZE));
    let writes = parts.map(move |(part, at)| SftpRequest::Write(handle, at, part));
    writes.chain([SftpRequest::Close(handle)]).map(move |request| (path, request))
}

impl Remote for Sftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        self.with_retries(|this| this.content(path))
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        find_existing(paths, |folders| self.with_retries(|this| this.list(folders)))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.with_retries(|this| this.store(&[(path, bytes)]))
    }

    fn put_all(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        let files: Vec<(&str, &[u8])> = files.iter().map(|file| (file.path.as_str(), &file.bytes[..])).collect();
        self.with_retries(|this| this.store(&files))
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.with_retries(|this| this.remove(&[path]))
    }

    fn delete_all(&mut self, paths: &[&str]) -> Result<(), PublishError> {
        self.with_retries(|this| this.remove(paths))
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        self.with_retries(Self::remove_leftovers)
    }
}
