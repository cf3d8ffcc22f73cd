//! Hears of changes in the column's folder. What it reports is a hint: what has really changed is found by reading, and
//! now and then every file is looked at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{ErrorKind, EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};

use crate::source::{COLUMN_FILE, Change, SOURCE_FOLDERS, identity};

/// The longest pause between two events of one save.
const DEBOUNCE: Duration = Duration::from_millis(3);

/// Watches a column's folder until it is dropped. It watches the folders that the author writes in and no others: the
/// output and the history of versions may be large.
pub(super) struct Watcher {
    root: PathBuf,
    /// The identities of the folders that are watched: one that is removed and created again is another one.
    watched: Vec<Option<u64>>,
    _debouncer: Box<dyn Send>,
}

impl Watcher {
    /// Starts to watch; returns the reason if that is impossible. `on_change` is called from another thread.
    pub(super) fn new(root: &Path, on_change: impl Fn(Change) + Send + 'static) -> Result<Self, String> {
        let column = root.to_owned();
        let handler = move |result: DebounceEventResult| {
            if let Some(change) = change(&column, result) {
                on_change(change);
            }
        };
        let watched = identities(root);
        let mut debouncer = new_debouncer(DEBOUNCE, None, handler).map_err(|error| reason(&error))?;
        debouncer.watch(root, RecursiveMode::NonRecursive).map_err(|error| reason(&error))?;
        for folder in SOURCE_FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
            debouncer.watch(&folder, RecursiveMode::Recursive).map_err(|error| reason(&error))?;
        }
        Ok(Self { root: root.to_owned(), watched, _debouncer: Box::new(debouncer) })
    }

    /// Returns true if a watched folder is gone or a new one has come: this watcher would not see what happens there.
    pub(super) fn is_stale(&self) -> bool {
        identities(&self.root) != self.watched
    }
}

fn identities(root: &Path) -> Vec<Option<u64>> {
    let folders = std::iter::once(root.to_owned()).chain(SOURCE_FOLDERS.iter().map(|folder| root.join(folder)));
    folders.map(|folder| identity(&folder)).collect()
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more files for this user".to_owned(),
        kind => format!("{kind:?}").chars().take(120).collect(),
    }
}

/// Returns the files that have changed, as far as the events tell; `None` if none of them is the author's.
fn change(root: &Path, result: DebounceEventResult) -> Option<Change> {
    let Ok(events) = result else { return Some(Change::Anything) };
    let mut files = BTreeSet::new();
    // Reading a file is an event, too.
    for event in events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_))) {
        if event.need_rescan() || event.paths.is_empty() {
            return Some(Change::Anything);
        }
        for path in &event.paths {
            let Ok(inner) = path.strip_prefix(root) else { return Some(Change::Anything) };
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            let is_source = match parts.as_slice() {
                [] => true,
                [name] => *name == COLUMN_FILE || SOURCE_FOLDERS.contains(&&**name),
                [folder, ..] => SOURCE_FOLDERS.contains(&&**folder),
            };
            if is_source {
                files.insert(Arc::from(parts.join("/")));
            }
        }
    }
    (!files.is_empty()).then_some(Change::Files(files))
}
