//! Publishing to a folder of a server over SSH, as most libraries and universities offer.
//!
//! A file is uploaded under a temporary name and then renamed, so a reader gets the old page or the new one, never half
//! of one. Requests for many files are sent without waiting for each reply, so a distant server takes about as long as
//! one nearby.

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

/// The name of a file while it is uploaded, followed by a number.
const TEMPORARY_NAME: &str = ".callslip-upload";

/// The bytes of a file in one packet. All servers accept this size.
const CHUNK_SIZE: usize = 32 * 1024;

/// The delays before we reconnect, in seconds.
const RETRY_DELAYS: [u64; 3] = [1, 3, 10];

/// A folder of a server to publish to.
#[derive(Debug)]
pub struct Sftp {
    server: String,
    port: Option<u32>,
    /// The path of the folder, relative to the folder in which a session starts.
    root: String,
    session: SftpSession,
    /// Folders that are known to exist.
    known_folders: BTreeSet<String>,
}

/// The reason why an attempt failed.
enum SftpError {
    /// The connection broke. The attempt can be repeated on a new one.
    Connection(io::Error),
    /// The server refused a request.
    Refused(PublishError),
}

impl From<io::Error> for SftpError {
    fn from(error: io::Error) -> Self {
        Self::Connection(error)
    }
}

impl Sftp {
    /// Connects with `ssh`, and checks that the folder exists.
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

    /// Runs `attempt`. If the connection breaks, reconnects and runs it again from the beginning.
    fn with_retries<T>(&mut self, attempt: impl Fn(&mut Self) -> Result<T, SftpError>) -> Result<T, PublishError> {
        let mut delays = RETRY_DELAYS.iter();
        loop {
            let error = match attempt(self) {
                Ok(value) => return Ok(value),
                Err(SftpError::Refused(error)) => return Err(error),
                Err(SftpError::Connection(error)) => self.session.disconnect(error),
            };
            let mut message = explain(&self.server, self.port, &error);
            loop {
                let Some(delay) = delays.next() else {
                    return Err(PublishError::Remote(format!("{message}; publish again, and the rest is done")));
                };
                sleep(Duration::from_secs(*delay));
                match SftpSession::open(&self.server, self.port) {
                    Ok(session) => break self.session = session,
                    Err(error) => message = explain(&self.server, self.port, &error),
                }
            }
        }
    }

    /// Uploads these files: first all of them under temporary names, then each is renamed.
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
            let targets: Vec<String> = level.iter().map(|folder| self.remote_path(folder)).collect();
            // The server refuses to make a folder that exists, which is fine. If one is missing, creating its file
            // fails.
            self.session.send_all(targets.iter().map(|target| SftpRequest::MakeFolder(target)))?;
            self.known_folders.extend(level);
        }
        Ok(())
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

    fn check_ok(&self, reply: &SftpReply, path: &str) -> Result<(), SftpError> {
        if matches!(reply, SftpReply::Status(StatusCode::Ok, _)) { Ok(()) } else { Err(self.refused(reply, path)) }
    }

    fn refused(&self, reply: &SftpReply, path: &str) -> SftpError {
        let target = self.remote_path(path);
        let why = match reply {
            SftpReply::Status(StatusCode::PermissionDenied, _) => "you may not write there".to_owned(),
            SftpReply::Status(StatusCode::NoSuchFile, _) => "there is no such folder".to_owned(),
            SftpReply::Status(_, message) => format!("it says \"{message}\"; is the disk full?"),
            _ => "it answers something else".to_owned(),
        };
        SftpError::Refused(PublishError::Remote(format!("{}, {target}: {why}", self.server)))
    }

    fn content(&mut self, path: &str) -> Result<Option<Vec<u8>>, SftpError> {
        let target = self.remote_path(path);
        if self.session.send(SftpRequest::Lstat(&target))? != SftpReply::Attributes(FileType::File) {
            return Ok(None);
        }
        let handle = match self.session.send(SftpRequest::Open(&target))? {
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
        let targets: Vec<String> = folders.iter().map(|folder| self.remote_path(folder)).collect();
        Ok(listing::list(&mut self.session, &targets)?)
    }

    /// Removes these files, and the folders that have become empty. A server refuses to remove a folder that is not
    /// empty.
    fn remove(&mut self, paths: &[&str]) -> Result<(), SftpError> {
        let targets: Vec<String> = paths.iter().map(|path| self.remote_path(path)).collect();
        let removed = self.session.send_all(targets.iter().map(|target| SftpRequest::Remove(target)))?;
        for (reply, path) in removed.iter().zip(paths) {
            if !matches!(reply, SftpReply::Status(StatusCode::NoSuchFile, _)) {
                self.check_ok(reply, path)?;
            }
        }
        for level in folder_levels(paths, &BTreeSet::new()).into_iter().rev() {
            let targets: Vec<String> = level.iter().map(|folder| self.remote_path(folder)).collect();
            let replies = self.session.send_all(targets.iter().map(|target| SftpRequest::RemoveFolder(target)))?;
            for (folder, reply) in level.iter().zip(replies) {
                if matches!(reply, SftpReply::Status(StatusCode::Ok, _)) {
                    self.known_folders.remove(folder);
                }
            }
        }
        Ok(())
    }

    /// Removes the temporary files of interrupted publishes.
    fn remove_leftovers(&mut self) -> Result<(), SftpError> {
        let names = self.list(&[""])?;
        let leftovers: Vec<String> = names
            .iter()
            .flatten()
            .filter(|name| name.starts_with(TEMPORARY_NAME))
            .map(|name| self.remote_path(name))
            .collect();
        self.session.send_all(leftovers.iter().map(|target| SftpRequest::Remove(target)))?;
        Ok(())
    }
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
