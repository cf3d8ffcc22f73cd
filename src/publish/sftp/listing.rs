//! What folders of a server hold, many asked at once.

use std::io;

use super::protocol::{Handle, Kind, Reply, Request};
use super::session::Session;
use crate::publish::existing::Names;

/// So many folders are open at once.
const OPEN_AT_ONCE: usize = 32;

/// The names in each of these folders; in one that is not there, none.
pub(super) fn list(session: &mut Session, folders: &[String]) -> io::Result<Vec<Names>> {
    let mut lists = Vec::new();
    for some in folders.chunks(OPEN_AT_ONCE) {
        let opened = session.ask_all(some.iter().map(|folder| Request::OpenFolder(folder)))?;
        let handles: Vec<(usize, Handle)> = opened.into_iter().enumerate().filter_map(handle).collect();
        let mut names = vec![Names::new(); some.len()];
        let mut unread: Vec<&(usize, Handle)> = handles.iter().collect();
        while !unread.is_empty() {
            let replies = session.ask_all(unread.iter().map(|(_, handle)| Request::ReadFolder(handle)))?;
            let mut replies = replies.into_iter();
            // A folder tells some of its names at a time, and in the end something else.
            unread.retain(|(at, _)| match replies.next() {
                Some(Reply::Names(more)) => {
                    names[*at].extend(more.into_iter().flat_map(|(name, kind)| as_listed(&name, kind)));
                    true
                }
                _ => false,
            });
        }
        session.ask_all(handles.iter().map(|(_, handle)| Request::Close(handle)))?;
        lists.extend(names);
    }
    Ok(lists)
}

fn handle((at, reply): (usize, Reply)) -> Option<(usize, Handle)> {
    if let Reply::Handle(handle) = reply { Some((at, handle)) } else { None }
}

/// A link may lead to a file or to a folder: it counts as both.
fn as_listed(name: &str, kind: Kind) -> Vec<String> {
    let (file, folder) = (name.to_owned(), format!("{name}/"));
    match kind {
        _ if name == "." || name == ".." => Vec::new(),
        Kind::File => vec![file],
        Kind::Folder => vec![folder],
        Kind::Link | Kind::Other => vec![file, folder],
    }
}
