//! Groups the actions of a plan into batches: as many as a destination takes at once, all of one wave, and small enough
//! to be held in memory.

use std::io::{self, Read};

use super::plan::is_same_wave;
use super::{PublishAction, PublishError, Upload};
use crate::disk::{DiskError, Folder};

/// The most files in one batch. A destination may transfer all of them at the same time.
const MAX_FILES: usize = 64;

/// The most bytes in one batch, unless a single file is larger.
const MAX_BYTES: usize = 8 << 20;

/// Actions that are executed together.
pub(super) enum Batch<'s> {
    Put(Vec<Upload>),
    Delete(Vec<&'s str>),
    RemoveFolder(&'s str),
}

/// Returns the batches of all actions, in order. The files of a batch are read from `folder` when the iterator gets to
/// it.
pub(super) fn batches<'s>(
    folder: &Folder,
    steps: &'s [PublishAction],
) -> impl Iterator<Item = Result<Batch<'s>, PublishError>> {
    let mut rest = steps;
    std::iter::from_fn(move || {
        let alike = rest.chunk_by(is_same_wave).next()?;
        let batch = next(folder, &alike[..alike.len().min(MAX_FILES)]);
        let count = match &batch {
            Ok(Batch::Put(files)) => files.len(),
            Ok(Batch::Delete(paths)) => paths.len(),
            Ok(Batch::RemoveFolder(_)) => 1,
            Err(_) => rest.len(),
        };
        rest = &rest[count..];
        Some(batch)
    })
}

/// Returns the first batch of these actions, which are all of one wave.
fn next<'s>(folder: &Folder, alike: &'s [PublishAction]) -> Result<Batch<'s>, PublishError> {
    let (mut files, mut paths, mut bytes) = (Vec::new(), Vec::new(), 0);
    for step in alike {
        match step {
            PublishAction::RemoveFolder(path) => return Ok(Batch::RemoveFolder(path)),
            PublishAction::Delete(path) => paths.push(path.as_str()),
            PublishAction::Put(path) => {
                let shown = folder.path().join(path);
                let mut file = folder
                    .open_file(path)?
                    .ok_or_else(|| DiskError::when("read", &shown)(io::ErrorKind::NotFound.into()))?;
                let size = file.metadata().map_err(DiskError::when("read", &shown))?.len();
                bytes += usize::try_from(size).unwrap_or(usize::MAX);
                if bytes > MAX_BYTES && !files.is_empty() {
                    break;
                }
                let mut content = Vec::new();
                file.read_to_end(&mut content).map_err(DiskError::when("read", &shown))?;
                files.push(Upload { path: path.clone(), bytes: content });
            }
        }
    }
    Ok(if paths.is_empty() { Batch::Put(files) } else { Batch::Delete(paths) })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn shown(steps: &[PublishAction], size: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for step in steps {
            if let PublishAction::Put(path) = step {
                let target = folder.path().join(path);
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::write(target, vec![0; size]).unwrap();
            }
        }
        let folder = Folder::open(folder.path()).unwrap();
        let batches = batches(&folder, steps).map(|batch| match batch.unwrap() {
            Batch::Put(files) => files.iter().map(|file| format!("+{}", file.path)).collect::<Vec<_>>(),
            Batch::Delete(paths) => paths.iter().map(|path| format!("-{path}")).collect(),
            Batch::RemoveFolder(path) => vec![format!("-{path}/")],
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
        let folder = Folder::open(folder.path()).unwrap();
        assert_eq!(batches(&folder, &steps).map(|batch| usize::from(batch.is_err())).collect::<Vec<_>>(), [1]);
    }
}
