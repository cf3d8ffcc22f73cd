//! Publishing to a folder of a server over SSH, as most libraries and universities offer.
//!
//! A file is uploaded under a temporary name and then renamed, so a reader gets the old page or the new one, never half
//! of one. Requests for many files are sent without waiting for each reply, so a distant server takes about as long as
//! one nearby.

mod explain;
mod listing;
mod protocol;
mod session;
mod upload;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::thread::sleep;
use std::time::Duration;

use explain::explain;
use protocol::{MAX_READ, SftpReply, SftpRequest, StatusCode};
use session::SftpSession;

use super::error::printable;
use super::existing::{self, Below, FolderNames, find_existing};
use super::temporary::{TEMPORARY_NAME, probe_names};
use super::{NameRules, PublishError, PublishedFile, REMOTE_MANIFEST, Remote, RemoteManifest, Upload};
use crate::disk::EntryType;

/// The delays before we reconnect, in seconds.
const RETRY_DELAYS: [u64; 3] = [1, 3, 10];

/// A folder of a server to publish to.
pub struct Sftp {
    server: String,
    port: Option<u32>,
    /// The path of the folder, relative to the folder in which a session starts.
    root: String,
    session: SftpSession,
    /// The delays before we reconnect, in seconds.
    retry_delays: &'static [u64],
    /// Folders that exist and are no links.
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
        let root = if home.is_empty() { "." } else { home.trim_end_matches('/') };
        let mut this = Self::new(server, port, root, session, &RETRY_DELAYS);
        match this.with_retries(|this| Ok(this.session.send(SftpRequest::Stat(&this.remote_path("")))?))? {
            SftpReply::Attributes(found) if found.kind == EntryType::Folder => Ok(this),
            _ => Err(PublishError::Remote(format!(
                "{server} has no folder `{path}`; `path:` starts from the folder that you log in to, and the folder \
                 must already exist"
            ))),
        }
    }

    /// Talks to a server that these two lead to. If the connection breaks, that is the end.
    pub fn over(from: Box<dyn Read + Send>, to: Box<dyn Write + Send>) -> Result<Self, PublishError> {
        let server = "the server";
        let session = SftpSession::over(from, to);
        let session = session.map_err(|error| PublishError::Remote(explain(server, None, &error)))?;
        Ok(Self::new(server, None, ".", session, &[]))
    }

    fn new(server: &str, port: Option<u32>, root: &str, session: SftpSession, retry_delays: &'static [u64]) -> Self {
        let (server, root) = (server.to_owned(), root.to_owned());
        Self { server, port, root, session, retry_delays, known_folders: BTreeSet::new() }
    }

    fn remote_path(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// Runs `attempt`. If the connection breaks, reconnects and runs it again from the beginning.
    fn with_retries<T>(&mut self, attempt: impl Fn(&mut Self) -> Result<T, SftpError>) -> Result<T, PublishError> {
        let mut delays = self.retry_delays.iter();
        loop {
            let error = match attempt(self) {
                Ok(value) => return Ok(value),
                Err(SftpError::Refused(error)) => return Err(error),
                Err(SftpError::Connection(error)) => self.session.disconnect(error),
            };
            let mut message = explain(&self.server, self.port, &error);
            loop {
                let Some(delay) = delays.next() else {
                    return Err(PublishError::Remote(format!("{message}; publish again to upload the rest")));
                };
                sleep(Duration::from_secs(*delay));
                match SftpSession::open(&self.server, self.port) {
                    Ok(session) => break self.session = session,
                    Err(error) => message = explain(&self.server, self.port, &error),
                }
            }
        }
    }

    fn refused(&self, reply: &SftpReply, path: &str) -> SftpError {
        let target = self.remote_path(path);
        let why = match reply {
            SftpReply::Status(StatusCode::PermissionDenied, _) => "you are not allowed to write there".to_owned(),
            SftpReply::Status(StatusCode::NoSuchFile, _) => "there is no such folder".to_owned(),
            SftpReply::Status(_, message) => format!("it says \"{}\"; is the disk full?", printable(message)),
            _ => "it sent an answer that callslip does not understand".to_owned(),
        };
        SftpError::Refused(PublishError::Remote(format!("{}, {target}: {why}", self.server)))
    }

    /// Reads a file, but no more than its first `most` bytes.
    fn content(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, SftpError> {
        if self.reachable(&[path])?.is_empty()
            || !matches!(self.look_at(&[path])?[..], [Some(found)] if found.kind == EntryType::File)
        {
            return Ok(None);
        }
        let target = self.remote_path(path);
        let handle = match self.session.send(SftpRequest::Open(&target))? {
            SftpReply::Handle(handle) => handle,
            reply => return Err(self.refused(&reply, path)),
        };
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < most {
            match self.session.send(SftpRequest::Read(&handle, bytes.len() as u64, MAX_READ))? {
                SftpReply::Data(part) if !part.is_empty() => bytes.extend(part),
                SftpReply::Status(StatusCode::Eof, _) => break,
                reply => return Err(self.refused(&reply, path)),
            }
        }
        self.session.send(SftpRequest::Close(&handle))?;
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(Some(bytes))
    }

    /// Reads the manifest that an interrupted publish was about to rename, and renames it. On an old server there is no
    /// manifest at all for a moment.
    fn interrupted_manifest(&mut self, most: u64) -> Result<Option<Vec<u8>>, SftpError> {
        for leftover in self.leftovers()? {
            let content = self.content(&leftover, most)?;
            if let Some(bytes) = content.filter(|bytes| RemoteManifest::parse(bytes).is_ok()) {
                let (new, target) = (self.remote_path(&leftover), self.remote_path(REMOTE_MANIFEST));
                self.session.send(SftpRequest::Rename(&new, &target))?;
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    fn list(&mut self, folders: &[&str]) -> Result<Vec<FolderNames>, SftpError> {
        let targets: Vec<String> = folders.iter().map(|folder| self.remote_path(folder)).collect();
        Ok(listing::list(&mut self.session, &targets)?)
    }

    fn below(&mut self, folder: &str) -> Result<Below, PublishError> {
        existing::below(folder, |folders| self.with_retries(|this| this.list(folders)))
    }

    /// Returns the temporary files of interrupted publishes.
    fn leftovers(&mut self) -> Result<Vec<String>, SftpError> {
        let names = self.list(&[""])?.into_iter().flatten();
        let leftovers = names.filter(|(name, kind)| *kind == EntryType::File && name.starts_with(TEMPORARY_NAME));
        Ok(leftovers.map(|(name, _)| name).collect())
    }

    /// Compares sizes, and the times of the last change: all files are older than the manifest that lists them.
    fn changed(&mut self, files: &[PublishedFile<'_>]) -> Result<BTreeSet<String>, SftpError> {
        let published = self.look_at(&[REMOTE_MANIFEST])?.into_iter().flatten().find_map(|found| found.modified);
        let paths: Vec<&str> = files.iter().map(|file| file.path).collect();
        let found = self.look_at(&paths)?;
        let changed = files.iter().zip(found).filter(|(file, found)| {
            let is_same = found.is_some_and(|found| {
                let is_later = found.modified.zip(published).is_some_and(|(modified, published)| modified > published);
                found.kind == EntryType::File && found.size.is_none_or(|size| size == file.size) && !is_later
            });
            !is_same
        });
        Ok(changed.map(|(file, _)| file.path.to_owned()).collect())
    }
}

impl Remote for Sftp {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let found = self.with_retries(|this| this.content(path, most))?;
        if found.is_some() || path != REMOTE_MANIFEST || self.session.has_posix_rename {
            return Ok(found);
        }
        self.with_retries(|this| this.interrupted_manifest(most))
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        let found = find_existing(paths, |folders| self.with_retries(|this| this.list(folders)))?;
        let uncertain: Vec<&String> = found.uncertain.iter().collect();
        let answers = self.with_retries(|this| this.look_at(&uncertain))?;
        Ok(found.settle(paths, answers.into_iter().map(|found| found.map(|found| found.kind))))
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        self.below(folder).map(|below| below.files)
    }

    fn drifted(&mut self, files: &[PublishedFile<'_>]) -> Result<BTreeSet<String>, PublishError> {
        self.with_retries(|this| this.changed(files))
    }

    fn name_rules(&mut self) -> Result<NameRules, PublishError> {
        probe_names(self)
    }

    fn remove_leftovers(&mut self) -> Result<(), PublishError> {
        self.with_retries(|this| {
            let targets: Vec<String> = this.leftovers()?.iter().map(|name| this.remote_path(name)).collect();
            Ok(this.session.send_all(targets.iter().map(|target| SftpRequest::Remove(target))).map(drop)?)
        })
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

    fn remove_folder(&mut self, path: &str) -> Result<(), PublishError> {
        let folders = self.below(path)?.folders;
        let innermost_first = folders.iter().rev().map(String::as_str).chain([path]);
        for folder in innermost_first {
            self.with_retries(|this| Ok(this.remove_empty(&[folder.to_owned()])?))?;
        }
        Ok(())
    }
}
