//! Tells that something has changed. What it says is a hint: what really has changed is found by looking, and everything
//! is looked at now and then.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{ErrorKind, EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};

use super::event_loop::Message;
use crate::source::{COLUMN_FILE, Change, SOURCE_FOLDERS, identity};

/// How long the events of one save may lie apart.
const DEBOUNCE: Duration = Duration::from_millis(3);

/// A watch over a column's folder, as long as it is held.
pub(super) struct Watch {
    root: PathBuf,
    /// Which folder was watched under which name: one that is made again is another.
    watched: Vec<Option<u64>>,
    /// Dropped, it ends.
    _watcher: Box<dyn Send>,
}

impl Watch {
    /// Watches; or says why that cannot be.
    pub(super) fn new(root: &Path, tell: Sender<Message>) -> Result<Self, String> {
        let here = root.to_owned();
        let handler = move |result: DebounceEventResult| {
            if let Some(change) = change(&here, result) {
                // When nobody listens any more, the program ends.
                let _ = tell.send(Message::Changed(change));
            }
        };
        let watched = identities(root);
        let mut debouncer = new_debouncer(DEBOUNCE, None, handler).map_err(|error| explained(&error))?;
        debouncer.watch(root, RecursiveMode::NonRecursive).map_err(|error| explained(&error))?;
        for folder in SOURCE_FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
            debouncer.watch(&folder, RecursiveMode::Recursive).map_err(|error| explained(&error))?;
        }
        Ok(Self { root: root.to_owned(), watched, _watcher: Box::new(debouncer) })
    }

    /// Whether a folder that is watched is there no more, or a new one has come: then this watch sees nothing of it.
    pub(super) fn is_stale(&self) -> bool {
        identities(&self.root) != self.watched
    }
}

fn identities(root: &Path) -> Vec<Option<u64>> {
    let all = std::iter::once(root.to_owned()).chain(SOURCE_FOLDERS.iter().map(|folder| root.join(folder)));
    all.map(|folder| identity(&folder)).collect()
}

fn explained(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more files for this user".to_owned(),
        kind => format!("{kind:?}").chars().take(120).collect(),
    }
}

/// What has changed, as far as the events tell; none when it is nothing of ours.
fn change(root: &Path, result: DebounceEventResult) -> Option<Change> {
    let Ok(events) = result else { return Some(Change::Anything) };
    let mut files = BTreeSet::new();
    // To read a file is an event, too.
    for event in events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_))) {
        if event.need_rescan() || event.paths.is_empty() {
            return Some(Change::Anything);
        }
        for path in &event.paths {
            let Ok(inner) = path.strip_prefix(root) else { return Some(Change::Anything) };
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            let is_ours = match parts.as_slice() {
                [] => true,
                [name] => *name == COLUMN_FILE || SOURCE_FOLDERS.contains(&&**name),
                [folder, ..] => SOURCE_FOLDERS.contains(&&**folder),
            };
            if is_ours {
                files.insert(Arc::from(parts.join("/")));
            }
        }
    }
    (!files.is_empty()).then_some(Change::Files(files))
}
