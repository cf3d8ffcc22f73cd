//! The requests to a server, one function each.

use opendal::{EntryMode, ErrorKind, Operator};

use super::CloudResult;
use crate::disk::EntryType;
use crate::publish::existing::FolderNames;
use crate::render::{cache_control, media_type_of_path};

/// Writes a file to `target`, with the headers of its final `path`.
pub(super) async fn write(operator: &Operator, target: &str, path: &str, bytes: Vec<u8>) -> CloudResult<()> {
    let write = operator.write_with(target, bytes).content_type(media_type_of_path(path));
    write.cache_control(cache_control(path)).await.map(|_| ())
}

/// Reads a file, but no more than its first `most` bytes.
pub(super) async fn read(operator: &Operator, path: &str, most: u64) -> CloudResult<Option<Vec<u8>>> {
    let size = match kind_and_size(operator, path).await? {
        Some((EntryType::File, 0)) => return Ok(Some(Vec::new())),
        Some((EntryType::File, size)) => size,
        _ => return Ok(None),
    };
    match operator.read_with(path).range(0..size.min(most)).await {
        Ok(bytes) => Ok(Some(bytes.to_vec())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the type and the size of what is at a path; `None` if nothing is there.
pub(super) async fn kind_and_size(operator: &Operator, path: &str) -> CloudResult<Option<(EntryType, u64)>> {
    match operator.stat(path).await {
        Ok(found) => Ok(Some((file_type(found.mode()), found.content_length()))),
        Err(error)
            if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn file_type(mode: EntryMode) -> EntryType {
    match mode {
        EntryMode::FILE => EntryType::File,
        EntryMode::DIR => EntryType::Folder,
        EntryMode::Unknown => EntryType::Other,
    }
}

/// Lists the names in a folder. A folder that does not exist has none.
pub(super) async fn names(operator: &Operator, folder: &str) -> CloudResult<FolderNames> {
    let entries = operator.list(if folder.is_empty() { "/" } else { folder }).await?;
    // The list includes the folder itself. Nothing but a name may be put behind the path of a folder.
    let names = entries.iter().filter_map(|entry| {
        let name = entry.path().strip_prefix(folder)?.trim_end_matches('/');
        let is_name = !matches!(name, "" | "." | "..") && !name.contains('/');
        is_name.then(|| (name.to_owned(), file_type(entry.metadata().mode())))
    });
    Ok(names.collect())
}
