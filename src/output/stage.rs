//! One output, written in full beside its place, or found to be there already. Called from many threads.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::manifest::Record;
use super::{Error, Output, disk};
use crate::render::{Content, Rendered};
use crate::source::Fingerprint;

/// An output that is ready.
#[derive(Debug)]
pub struct Staged {
    /// Where it belongs, relative to the output folder.
    pub(super) path: String,
    pub(super) state: State,
}

#[derive(Debug)]
pub(super) enum State {
    /// It is in place already, as we would write it.
    InPlace(Record),
    /// It is written, and waits to be moved.
    Ready(Record, PathBuf),
    /// A file stands in its place that we did not write.
    Foreign,
}

impl Output {
    /// Makes one output ready.
    pub fn stage(&self, rendered: Rendered) -> Result<Staged, Error> {
        let Rendered { path, content } = rendered;
        let fingerprint = content.fingerprint();
        let place = self.folder.join(&path);
        let state = match fs::symlink_metadata(&place) {
            Ok(found) => {
                let ours = self.before.records(&path);
                let known = ours.iter().find(|record| record.fingerprint == fingerprint && record.matches(&found));
                let equal = known.is_some() || (found.is_file() && holds(&place, found.len(), &content, fingerprint)?);
                if equal {
                    State::InPlace(Record::new(fingerprint, &found))
                } else if ours.is_empty() {
                    State::Foreign
                } else {
                    self.write(&content, fingerprint)?
                }
            }
            Err(_) => self.write(&content, fingerprint)?,
        };
        Ok(Staged { path, state })
    }

    fn write(&self, content: &Content, fingerprint: Fingerprint) -> Result<State, Error> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        if number == 0 {
            fs::create_dir_all(&self.staging).map_err(disk("make", &self.staging))?;
        }
        let path = self.staging.join(number.to_string());
        let mut file = self.create(&path).map_err(disk("write", &path))?;
        match content {
            Content::Made(bytes) => file.write_all(bytes).map_err(disk("write", &path))?,
            Content::Shared(bytes) => file.write_all(bytes).map_err(disk("write", &path))?,
            Content::File(from, _) => copy(from, &mut file)?,
        }
        let metadata = file.metadata().map_err(disk("write", &path))?;
        Ok(State::Ready(Record::new(fingerprint, &metadata), path))
    }

    /// The first thread to need the staging folder makes it; another may be here before it is done.
    fn create(&self, path: &Path) -> io::Result<File> {
        match File::create(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(&self.staging)?;
                File::create(path)
            }
            result => result,
        }
    }
}

fn copy(from: &Path, to: &mut File) -> Result<(), Error> {
    let mut file = File::open(from).map_err(disk("read", from))?;
    io::copy(&mut file, to).map_err(disk("copy", from))?;
    Ok(())
}

/// Whether a file holds exactly this.
fn holds(place: &Path, size: u64, content: &Content, fingerprint: Fingerprint) -> Result<bool, Error> {
    let expected = match content {
        Content::Made(bytes) => bytes.len() as u64,
        Content::Shared(bytes) => bytes.len() as u64,
        Content::File(from, _) => fs::metadata(from).map_err(disk("read", from))?.len(),
    };
    if size != expected {
        return Ok(false);
    }
    let bytes = fs::read(place).map_err(disk("read", place))?;
    Ok(Fingerprint::of(&bytes) == fingerprint)
}
