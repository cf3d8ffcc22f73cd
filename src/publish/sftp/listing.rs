//! Lists several folders of a server at the same time.

use std::io;

use super::protocol::{FileType, Handle, SftpReply, SftpRequest};
use super::session::SftpSession;
use crate::publish::existing::FolderNames;

/// The most folders that are open at the same time.
const MAX_OPEN_FOLDERS: usize = 32;

/// Returns the names in each of these folders. A folder that does not exist has none.
pub(super) fn list(session: &mut SftpSession, folders: &[String]) -> io::Result<Vec<FolderNames>> {
    let mut lists = Vec::new();
    for some in folders.chunks(MAX_OPEN_FOLDERS) {
        let opened = session.send_all(some.iter().map(|folder| SftpRequest::OpenFolder(folder)))?;
        let handles: Vec<(usize, Handle)> = opened.into_iter().enumerate().filter_map(handle).collect();
        let mut names = vec![FolderNames::new(); some.len()];
        let mut unread: Vec<&(usize, Handle)> = handles.iter().collect();
        while !unread.is_empty() {
            let replies = session.send_all(unread.iter().map(|(_, handle)| SftpRequest::ReadFolder(handle)))?;
            let mut replies = replies.into_iter();
            // A reply holds some of the names of a folder. The reply after the last names is a status.
            unread.retain(|(at, _)| match replies.next() {
                Some(SftpReply::Names(more)) => {
                    names[*at].extend(more.into_iter().flat_map(|(name, kind)| as_listed(&name, kind)));
                    true
                }
                _ => false,
            });
        }
        session.send_all(handles.iter().map(|(_, handle)| SftpRequest::Close(handle)))?;
        lists.extend(names);
    }
    Ok(lists)
}

fn handle((at, reply): (usize, SftpReply)) -> Option<(usize, Handle)> {
    if let SftpReply::Handle(handle) = reply { Some((at, handle)) } else { None }
}

/// Returns the entries for one name. A link may lead to a file or a folder, so it counts as both.
fn as_listed(name: &str, kind: FileType) -> Vec<String> {
    let (file, folder) = (name.to_owned(), format!("{name}/"));
    match kind {
        _ if name == "." || name == ".." => Vec::new(),
        FileType::File => vec![file],
        FileType::Folder => vec![folder],
        FileType::Symlink | FileType::Other => vec![file, folder],
    }
}
