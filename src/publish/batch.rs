//! Steps to batches: so many as a place takes at once, of one class, and no more than fit into little memory.

use std::fs;
use std::path::Path;

use super::plan::is_same_wave;
use super::{PublishAction, PublishError};
use crate::output::DiskError;
use crate::source::Fingerprint;

/// So many files at most: they are all under way at once.
const MAX_FILES: usize = 64;

/// So many bytes, unless one file alone has more.
const MAX_BYTES: usize = 8 << 20;

/// A file on its way to a place.
#[derive(Debug)]
pub struct Upload {
    /// Its path there.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// What is written down about it when it has arrived.
    pub(super) fn listed(&self) -> (String, Option<Fingerprint>) {
        (self.path.clone(), Some(Fingerprint::of(&self.bytes)))
    }
}

/// Steps that are done at once.
pub(super) enum Batch<'s> {
    Put(Vec<Upload>),
    Delete(Vec<&'s str>),
}

/// All steps in their order. The files of a batch are read from `folder` when it is asked for.
pub(super) fn batches<'s>(
    folder: &Path,
    steps: &'s [PublishAction],
) -> impl Iterator<Item = Result<Batch<'s>, PublishError>> {
    let mut rest = steps;
    std::iter::from_fn(move || {
        let alike = rest.chunk_by(is_same_wave).next()?;
        let batch = next(folder, &alike[..alike.len().min(MAX_FILES)]);
        let count = match &batch {
            Ok(Batch::Put(files)) => files.len(),
            Ok(Batch::Delete(paths)) => paths.len(),
            Err(_) => rest.len(),
        };
        rest = &rest[count..];
        Some(batch)
    })
}

/// The first batch of these, which are all alike.
fn next<'s>(folder: &Path, alike: &'s [PublishAction]) -> Result<Batch<'s>, PublishError> {
    let (mut files, mut paths, mut bytes) = (Vec::new(), Vec::new(), 0);
    for step in alike {
        match step {
            PublishAction::Delete(path) => paths.push(path.as_str()),
            PublishAction::Put(path) => {
                let place = folder.join(path);
                let size = fs::metadata(&place).map_err(DiskError::when("read", &place))?.len();
                bytes += usize::try_from(size).unwrap_or(usize::MAX);
                if bytes > MAX_BYTES && !files.is_empty() {
                    break;
                }
                let content = fs::read(&place).map_err(DiskError::when("read", &place))?;
                files.push(Upload { path: path.clone(), bytes: content });
            }
        }
    }
    Ok(if paths.is_empty() { Batch::Put(files) } else { Batch::Delete(paths) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(steps: &[PublishAction], size: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for step in steps {
            if let PublishAction::Put(path) = step {
                let place = folder.path().join(path);
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(place, vec![0; size]).unwrap();
            }
        }
        let batches = batches(folder.path(), steps).map(|batch| match batch.unwrap() {
            Batch::Put(files) => files.iter().map(|file| format!("+{}", file.path)).collect::<Vec<_>>(),
            Batch::Delete(paths) => paths.iter().map(|path| format!("-{path}")).collect(),
        });
        batches.map(|batch| batch.join(" ")).collect()
    }

    fn put(path: &str) -> PublishAction {
        PublishAction::Put(path.to_owned())
    }

    #[test]
    fn one_class_ends_before_the_next_begins() {
        let steps = [
            put("assets/a.css"),
            put("a.jpg"),
            put("index.html"),
            put("feed.xml"),
            PublishAction::Delete("b".to_owned()),
        ];
        assert_eq!(shown(&steps, 1), ["+assets/a.css +a.jpg", "+index.html", "+feed.xml", "-b"]);
    }

    #[test]
    fn large_files_go_alone_and_many_in_parts() {
        assert_eq!(shown(&[put("a.jpg"), put("b.jpg")], MAX_BYTES), ["+a.jpg", "+b.jpg"]);
        assert_eq!(shown(&[put("a.jpg"), put("b.jpg")], MAX_BYTES + 1), ["+a.jpg", "+b.jpg"]);
        let many: Vec<PublishAction> = (0..=MAX_FILES).map(|number| put(&format!("{number}.jpg"))).collect();
        assert_eq!(shown(&many, 1).iter().map(|batch| batch.split(' ').count()).collect::<Vec<_>>(), [MAX_FILES, 1]);
    }

    #[test]
    fn a_file_that_is_gone_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let steps = [put("a.jpg"), put("b.jpg")];
        assert_eq!(batches(folder.path(), &steps).map(|batch| usize::from(batch.is_err())).collect::<Vec<_>>(), [1]);
    }
}
