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
use protocol::{Handle, Kind, Reply, Request, Status};
use session::Session;

use super::existing::{Names, folders, taken};
use super::{PublishError, Remote, Upload};

/// A file on its way, with a number at the end.
const ON_ITS_WAY: &str = ".callslip-upload";

/// So much of a file is in one packet: all servers take that.
const PART: usize = 32 * 1024;

/// After these seconds we try again when the line has broken.
const PAUSES: [u64; 3] = [1, 3, 10];

/// A folder of a server.
#[derive(Debug)]
pub struct Sftp {
    server: String,
    port: Option<u32>,
    /// The folder, from where the server puts those who come in.
    root: String,
    session: Session,
    /// Folders that are there for certain.
    known: BTreeSet<String>,
}

/// Why a piece of work was not done.
enum Failed {
    /// The line is broken: it can be done on another one.
    Line(io::Error),
    /// The server will not.
    Refused(PublishError),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Line(error)
    }
}

impl Sftp {
    /// Comes in, as `ssh` does, and looks whether the folder is there.
    pub fn open(server: &str, port: Option<u32>, path: &str) -> Result<Self, PublishError> {
        let session =
            Session::open(server, port).map_err(|broken| PublishError::Remote(explain(server, port, &broken)))?;
        let home = path.strip_prefix("~/").unwrap_or(if path == "~" { "" } else { path });
        let root = if home.is_empty() { "." } else { home.trim_end_matches('/') }.to_owned();
        let mut this = Self { server: server.to_owned(), port, root, session, known: BTreeSet::new() };
        match this.work(|this| Ok(this.session.ask(Request::Stat(&this.at("")))?))? {
            Reply::Attributes(Kind::Folder) => Ok(this),
            _ => Err(PublishError::Remote(format!(
                "{server} lets you in, and has no folder `{path}`; `path:` counts from the folder that you come into, \
                 and the folder must be there"
            ))),
        }
    }

    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// Does a piece of work; when the line breaks, all of it again on a new one.
    fn work<T>(&mut self, work: impl Fn(&mut Self) -> Result<T, Failed>) -> Result<T, PublishError> {
        let mut pauses = PAUSES.iter();
        loop {
            let broken = match work(self) {
                Ok(done) => return Ok(done),
                Err(Failed::Refused(error)) => return Err(error),
                Err(Failed::Line(error)) => self.session.broken(error),
            };
            let mut told = explain(&self.server, self.port, &broken);
            loop {
                let Some(pause) = pauses.next() else {
                    return Err(PublishError::Remote(format!("{told}; publish again, and the rest is done")));
                };
                sleep(Duration::from_secs(*pause));
                match Session::open(&self.server, self.port) {
                    Ok(session) => break self.session = session,
                    Err(broken) => told = explain(&self.server, self.port, &broken),
                }
            }
        }
    }

    /// Puts these there: first all of them under other names, then each in its place.
    fn store(&mut self, files: &[(&str, &[u8])]) -> Result<(), Failed> {
        self.make_folders(files)?;
        let new: Vec<String> = (0..files.len()).map(|number| self.at(&format!("{ON_ITS_WAY}-{number}"))).collect();
        let opened = self.session.ask_all(new.iter().map(|new| Request::Create(new)))?;
        let handles = self.handles(opened, files)?;
        let parts: Vec<(&str, Request<'_>)> = handles.iter().zip(files).flat_map(in_parts).collect();
        let written = self.session.ask_all(parts.iter().map(|(_, request)| *request))?;
        for (reply, (path, _)) in written.iter().zip(&parts) {
            self.fine(reply, path)?;
        }
        for (reply, (path, _)) in self.replace(&new, files)?.iter().zip(files) {
            self.fine(reply, path)?;
        }
        Ok(())
    }

    fn make_folders(&mut self, files: &[(&str, &[u8])]) -> Result<(), Failed> {
        let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        for level in folders(&paths, &self.known) {
            let places: Vec<String> = level.iter().map(|folder| self.at(folder)).collect();
            // One that is there already is refused, and that is fine: a file in one that is not there says so itself.
            self.session.ask_all(places.iter().map(|place| Request::MakeFolder(place)))?;
            self.known.extend(level);
        }
        Ok(())
    }

    fn replace(&mut self, new: &[String], files: &[(&str, &[u8])]) -> io::Result<Vec<Reply>> {
        let places: Vec<String> = files.iter().map(|(path, _)| self.at(path)).collect();
        let pairs = || new.iter().zip(&places);
        if self.session.replaces {
            return self.session.ask_all(pairs().map(|(new, place)| Request::Replace(new, place)));
        }
        // An old server: the place must be empty, for as short a moment as possible.
        self.session
            .ask_all(pairs().flat_map(|(new, place)| [Request::Remove(place), Request::Rename(new, place)]))
            .map(|replies| replies.into_iter().skip(1).step_by(2).collect())
    }

    fn handles(&self, opened: Vec<Reply>, files: &[(&str, &[u8])]) -> Result<Vec<Handle>, Failed> {
        let handles = opened.into_iter().zip(files).map(|(reply, (path, _))| match reply {
            Reply::Handle(handle) => Ok(handle),
            reply => Err(self.refused(&reply, path)),
        });
        handles.collect()
    }

    fn fine(&self, reply: &Reply, path: &str) -> Result<(), Failed> {
        if matches!(reply, Reply::Status(Status::Fine, _)) { Ok(()) } else { Err(self.refused(reply, path)) }
    }

    fn refused(&self, reply: &Reply, path: &str) -> Failed {
        let place = self.at(path);
        let why = match reply {
            Reply::Status(Status::Forbidden, _) => "you may not write there".to_owned(),
            Reply::Status(Status::Nothing, _) => "there is no such folder".to_owned(),
            Reply::Status(_, said) => format!("it says \"{said}\"; is the disk full?"),
            _ => "it answers something else".to_owned(),
        };
        Failed::Refused(PublishError::Remote(format!("{}, {place}: {why}", self.server)))
    }

    fn content(&mut self, path: &str) -> Result<Option<Vec<u8>>, Failed> {
        let place = self.at(path);
        if self.session.ask(Request::Lstat(&place))? != Reply::Attributes(Kind::File) {
            return Ok(None);
        }
        let handle = match self.session.ask(Request::Open(&place))? {
            Reply::Handle(handle) => handle,
            reply => return Err(self.refused(&reply, path)),
        };
        let mut bytes = Vec::new();
        loop {
            let part = Request::Read(&handle, bytes.len() as u64, 32 * 1024);
            match self.session.ask(part)? {
                Reply::Data(part) if !part.is_empty() => bytes.extend(part),
                Reply::Status(Status::End, _) => break,
                reply => return Err(self.refused(&reply, path)),
            }
        }
        self.session.ask(Request::Close(&handle))?;
        Ok(Some(bytes))
    }

    fn list(&mut self, folders: &[&str]) -> Result<Vec<Names>, Failed> {
        let places: Vec<String> = folders.iter().map(|folder| self.at(folder)).collect();
        Ok(listing::list(&mut self.session, &places)?)
    }

    /// Removes these, and the folders that have become empty: a server refuses to remove one that has not.
    fn remove(&mut self, paths: &[&str]) -> Result<(), Failed> {
        let places: Vec<String> = paths.iter().map(|path| self.at(path)).collect();
        let removed = self.session.ask_all(places.iter().map(|place| Request::Remove(place)))?;
        for (reply, path) in removed.iter().zip(paths) {
            if !matches!(reply, Reply::Status(Status::Nothing, _)) {
                self.fine(reply, path)?;
            }
        }
        for level in folders(paths, &BTreeSet::new()).into_iter().rev() {
            let places: Vec<String> = level.iter().map(|folder| self.at(folder)).collect();
            let replies = self.session.ask_all(places.iter().map(|place| Request::RemoveFolder(place)))?;
            for (folder, reply) in level.iter().zip(replies) {
                if matches!(reply, Reply::Status(Status::Fine, _)) {
                    self.known.remove(folder);
                }
            }
        }
        Ok(())
    }

    /// What publishes that were cut off have left.
    fn tidy(&mut self) -> Result<(), Failed> {
        let there = self.list(&[""])?;
        let left: Vec<String> =
            there.iter().flatten().filter(|name| name.starts_with(ON_ITS_WAY)).map(|name| self.at(name)).collect();
        self.session.ask_all(left.iter().map(|place| Request::Remove(place)))?;
        Ok(())
    }
}

/// All that is asked to write one file that is open, with its path; in the end it is closed.
fn in_parts<'f>(
    (handle, (path, bytes)): (&'f Handle, &(&'f str, &'f [u8])),
) -> impl Iterator<Item = (&'f str, Request<'f>)> + use<'f> {
    let path = *path;
    let parts = bytes.chunks(PART).zip((0u64..).step_by(PART));
    let writes = parts.map(move |(part, at)| Request::Write(handle, at, part));
    writes.chain([Request::Close(handle)]).map(move |request| (path, request))
}

impl Remote for Sftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        self.work(|this| this.content(path))
    }

    fn taken(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        taken(paths, |folders| self.work(|this| this.list(folders)))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.work(|this| this.store(&[(path, bytes)]))
    }

    fn put_all(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        let files: Vec<(&str, &[u8])> = files.iter().map(|file| (file.path.as_str(), &file.bytes[..])).collect();
        self.work(|this| this.store(&files))
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.work(|this| this.remove(&[path]))
    }

    fn delete_all(&mut self, paths: &[&str]) -> Result<(), PublishError> {
        self.work(|this| this.remove(paths))
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        self.work(Self::tidy)
    }
}
