//! The pictures that are made from those of the column. Making one takes a second, so they are kept for the next build.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::cache_folder;
use crate::disk::{DiskError, open_regular};
use crate::media::{PictureJob, PictureProblem};
use crate::source::Fingerprint;

const PICTURES: &str = "pictures";

/// The most pixels of all pictures that are read at the same time. Each takes some ten bytes.
const MOST_PIXELS: u64 = 26_000_000;

/// The pixels that are being read, by all builds and previews of this process.
static IN_WORK: (Mutex<u64>, Condvar) = (Mutex::new(0), Condvar::new());

/// The pictures that could be made, by the fingerprints of their jobs: a preview looks at all of them after each save.
static SOUND: Mutex<BTreeSet<Fingerprint>> = Mutex::new(BTreeSet::new());

/// The length of the fingerprint before the bytes of a picture.
const CHECK: usize = 16;

/// The memory of made pictures; empty for a column without a folder.
#[derive(Debug, Default)]
pub struct PictureMemory {
    root: Option<PathBuf>,
    is_read_only: bool,
    /// A lock for each file: all pictures of one are made by whoever comes first.
    files: Mutex<BTreeMap<Fingerprint, Arc<Mutex<()>>>>,
}

/// A share of the memory for pixels, which is given back when it is dropped.
struct Share(u64);

impl PictureMemory {
    /// Returns the memory of the column in a folder.
    pub fn of(root: &Path) -> Self {
        Self { root: Some(root.to_owned()), ..Self::default() }
    }

    /// Returns the memory of the column in a folder, for those who write nothing.
    pub fn read_only(root: &Path) -> Self {
        Self { is_read_only: true, ..Self::of(root) }
    }

    /// Returns the reason why a picture cannot be made; `None` if it can. Nothing is written.
    pub fn problem(&self, job: &PictureJob) -> Result<Option<PictureProblem>, DiskError> {
        if locked(&SOUND).contains(&job.fingerprint()) || (job.is_remade() && self.remembered(job).is_some()) {
            return Ok(None);
        }
        let share = Share::of(job.pixels);
        let problem = job.make(&read(job)?, &[]).err();
        drop(share);
        if problem.is_none() {
            locked(&SOUND).insert(job.fingerprint());
        }
        Ok(problem)
    }

    /// Returns the bytes of a picture, or the reason why it cannot be made. `others` are made with it if it is not remembered:
    /// most of the time is spent on reading the pixels.
    pub fn bytes(&self, job: &PictureJob, others: &[PictureJob]) -> Result<Result<Vec<u8>, PictureProblem>, DiskError> {
        if !job.is_remade() {
            return Ok(job.make(&read(job)?, &[]).map(|made| made.concat()));
        }
        if let Some(bytes) = self.remembered(job) {
            return Ok(Ok(bytes));
        }
        let file = locked(&self.files).entry(job.source).or_default().clone();
        let _file = locked(&file);
        if let Some(bytes) = self.remembered(job) {
            return Ok(Ok(bytes));
        }
        let others: Vec<PictureJob> = others.iter().filter(|other| *other != job && self.keeps()).cloned().collect();
        let share = Share::of(job.pixels);
        let made = job.make(&read(job)?, &others);
        drop(share);
        Ok(made.map(|made| {
            let mut made = made.into_iter();
            let own = made.next().unwrap_or_default();
            self.remember(job, &own);
            others.iter().zip(made).for_each(|(other, bytes)| self.remember(other, &bytes));
            own
        }))
    }

    /// Forgets all pictures but these.
    pub fn forget_others(&self, jobs: impl Iterator<Item = PictureJob>) {
        let Some(root) = &self.root else { return };
        let kept: BTreeSet<String> = jobs.map(|job| job.fingerprint().to_string()).collect();
        cache_folder::forget(root, PICTURES, |name| !kept.contains(name));
    }

    fn remembered(&self, job: &PictureJob) -> Option<Vec<u8>> {
        let bytes = cache_folder::read(self.root.as_deref()?, &name(job))?;
        let (check, picture) = bytes.split_at_checked(CHECK)?;
        (Fingerprint::of(picture).0 == *check).then(|| picture.to_vec())
    }

    fn keeps(&self) -> bool {
        self.root.is_some() && !self.is_read_only
    }

    fn remember(&self, job: &PictureJob, bytes: &[u8]) {
        let Some(root) = self.root.as_ref().filter(|_| self.keeps()) else { return };
        // Two programs may write it at the same time.
        let check = Fingerprint::of(bytes);
        let _ =
            cache_folder::write(root, &name(job), |file| file.write_all(&check.0).and_then(|()| file.write_all(bytes)));
    }
}

impl Share {
    /// Waits until there is memory for a picture of so many pixels. The largest is read alone.
    fn of(pixels: u64) -> Self {
        let pixels = pixels.min(MOST_PIXELS);
        let (in_work, changed) = &IN_WORK;
        let mut taken = locked(in_work);
        while *taken > 0 && *taken + pixels > MOST_PIXELS {
            taken = changed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += pixels;
        Self(pixels)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let (in_work, changed) = &IN_WORK;
        *locked(in_work) -= self.0;
        changed.notify_all();
    }
}

fn name(job: &PictureJob) -> String {
    format!("{PICTURES}/{}", job.fingerprint())
}

fn read(job: &PictureJob) -> Result<Vec<u8>, DiskError> {
    let mut bytes = Vec::new();
    open_regular(&job.disk)?.read_to_end(&mut bytes).map_err(DiskError::when("read", &job.disk))?;
    Ok(bytes)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
