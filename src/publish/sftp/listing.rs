//! Lists several folders of a server at the same time.

use std::io;

use super::protocol::{Handle, SftpReply, SftpRequest};
use super::session::SftpSession;
use crate::publish::existing::FolderNames;

/// The most folders that are open at the same time.
const MAX_OPEN_FOLDERS: usize = 32;

/// The most names in all folders of a listing. A server with more does not mean to end.
const MAX_NAMES: usize = 200_000;

/// Returns the names in each of these folders. A folder that does not exist has none.
pub(super) fn list(session: &mut SftpSession, folders: &[String]) -> io::Result<Vec<FolderNames>> {
    let mut lists = Vec::new();
    let mut left = MAX_NAMES;
    for some in folders.chunks(MAX_OPEN_FOLDERS) {
        let opened = session.send_all(some.iter().map(|folder| SftpRequest::OpenFolder(folder)))?;
        let handles: Vec<(usize, Handle)> = opened.into_iter().enumerate().filter_map(handle).collect();
        let mut names = vec![FolderNames::new(); some.len()];
        let mut unread: Vec<&(usize, Handle)> = handles.iter().collect();
        while !unread.is_empty() {
            let replies = session.send_all(unread.iter().map(|(_, handle)| SftpRequest::ReadFolder(handle)))?;
            let mut still_unread = Vec::new();
            for (folder, reply) in unread.into_iter().zip(replies) {
                // A reply holds some of the names of a folder. The reply after the last names is a status.
                let SftpReply::Names(more) = reply else { continue };
                if more.is_empty() {
                    continue;
                }
                left = left.checked_sub(more.len()).ok_or(io::ErrorKind::InvalidData)?;
                names[folder.0].extend(more.into_iter().filter(|(name, _)| is_name(name)));
                still_unread.push(folder);
            }
            unread = still_unread;
        }
        session.send_all(handles.iter().map(|(_, handle)| SftpRequest::Close(handle)))?;
        lists.extend(names);
    }
    Ok(lists)
}

fn handle((at, reply): (usize, SftpReply)) -> Option<(usize, Handle)> {
    if let SftpReply::Handle(handle) = reply { Some((at, handle)) } else { None }
}

/// Returns true for the name of something in a folder: nothing else may be put behind the path of the folder.
fn is_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\0'])
}
