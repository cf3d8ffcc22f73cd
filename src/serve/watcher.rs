//! Hears of changes in the column's folder. What it reports is a hint: what has really changed is found by reading, and
//! now and then every file is looked at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, RecommendedCache, new_debouncer_opt};

use crate::source::{COLUMN_FILE, Change, LINKS_FILE, SOURCE_FOLDERS, identity};

/// The longest pause between two events of one save.
const DEBOUNCE: Duration = Duration::from_millis(3);

/// A message of the watcher.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Something may have changed.
    Changed(Change),
    /// Some changes will not be heard of any more, for this reason.
    Incomplete(String),
}

/// Watches a column's folder until it is dropped. It watches the folders that the author writes in and no others: the
/// output and the history of versions may be large. No link leads out of these folders; only `column.yaml` may be one.
pub(super) struct Watcher {
    scope: Scope,
    /// The identities of the folders that are watched: one that is removed and created again is another one.
    watched: Vec<Option<u64>>,
    /// True if a folder has been lost: its successor may have its identity.
    has_lost_folder: Arc<AtomicBool>,
    _debouncer: Box<dyn Send>,
}

/// The folders that are watched.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Scope {
    root: PathBuf,
    /// The real `column.yaml`, if that of the column is a link.
    column_file: Option<PathBuf>,
}

impl Watcher {
    /// Starts to watch; returns the reason if that is impossible. `tell` is called from another thread, and at once if
    /// only a part can be watched.
    pub(super) fn new(root: &Path, tell: impl Fn(Hint) + Clone + Send + 'static) -> Result<Self, String> {
        let scope = Scope::of(root);
        let has_lost_folder = Arc::new(AtomicBool::new(false));
        let (events, lost, tell_later) = (scope.clone(), has_lost_folder.clone(), tell.clone());
        let handler = move |result: DebounceEventResult| {
            if let Ok(all) = &result
                && all.iter().any(|event| events.loses_folder(event))
            {
                lost.store(true, Ordering::Relaxed);
            }
            if let Some(hint) = events.hint(result) {
                tell_later(hint);
            }
        };
        let mut watched = scope.identities();
        // Where links may lead is for the walk to say. Followed here, two links can make a thousand folders.
        let config = Config::default().with_follow_symlinks(false);
        let debouncer =
            new_debouncer_opt::<_, RecommendedWatcher, _>(DEBOUNCE, None, handler, RecommendedCache::new(), config);
        let mut debouncer = debouncer.map_err(|error| reason(&error))?;
        for ((path, mode), identity) in scope.paths().into_iter().zip(&mut watched) {
            if identity.is_none() {
                continue;
            }
            match debouncer.watch(&path, mode) {
                Ok(()) => {}
                // It has just gone: when it comes back, this watcher is stale.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => *identity = None,
                Err(error) => tell(Hint::Incomplete(reason(&error))),
            }
        }
        Ok(Self { scope, watched, has_lost_folder, _debouncer: Box::new(debouncer) })
    }

    /// Returns true if a watched folder is gone or a new one has come: this watcher would not see what happens there.
    pub(super) fn is_stale(&self) -> bool {
        self.has_lost_folder.load(Ordering::Relaxed)
            || self.scope.identities() != self.watched
            || Scope::of(&self.scope.root) != self.scope
    }
}

impl Scope {
    fn of(root: &Path) -> Self {
        let own = root.join(COLUMN_FILE);
        let column_file = own.canonicalize().ok().filter(|real| *real != own);
        Self { root: root.to_owned(), column_file }
    }

    /// Returns the folders to watch.
    fn paths(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let folders = SOURCE_FOLDERS.iter().map(|folder| (self.root.join(folder), RecursiveMode::Recursive));
        let column_file = self.column_file.as_deref().and_then(Path::parent);
        let flat = [Some(self.root.as_path()), column_file].into_iter().flatten();
        flat.map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive)).chain(folders).collect()
    }

    fn identities(&self) -> Vec<Option<u64>> {
        self.paths().iter().map(|(folder, _)| identity(folder)).collect()
    }

    /// Returns true if a watched folder goes away, or if events were lost, such as that of a new folder.
    fn loses_folder(&self, event: &DebouncedEvent) -> bool {
        let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        event.need_rescan() || (goes && self.paths().iter().any(|(folder, _)| event.paths.contains(folder)))
    }

    /// Returns what events tell of; `None` if no file of the author's is concerned.
    fn hint(&self, result: DebounceEventResult) -> Option<Hint> {
        match result {
            Ok(events) => self.change(&events).map(Hint::Changed),
            Err(errors) => {
                let limit = errors.iter().find(|error| matches!(error.kind, ErrorKind::MaxFilesWatch));
                Some(limit.map_or(Hint::Changed(Change::Anything), |error| Hint::Incomplete(reason(error))))
            }
        }
    }

    /// Returns the files that have changed, as far as the events tell; `None` if none of them is the author's.
    fn change(&self, events: &[DebouncedEvent]) -> Option<Change> {
        let mut files = BTreeSet::new();
        // Reading a file is an event, too.
        for event in events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_))) {
            if event.need_rescan() || event.paths.is_empty() {
                return Some(Change::Anything);
            }
            for path in &event.paths {
                if self.column_file.as_ref() == Some(path) {
                    return Some(Change::Anything);
                }
                let Ok(inner) = path.strip_prefix(&self.root) else { continue };
                let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
                let is_source = match parts.as_slice() {
                    [] => true,
                    [name] => *name == COLUMN_FILE || *name == LINKS_FILE || SOURCE_FOLDERS.contains(&&**name),
                    [folder, ..] => SOURCE_FOLDERS.contains(&&**folder),
                };
                if is_source {
                    files.insert(Arc::from(parts.join("/")));
                }
            }
        }
        (!files.is_empty()).then_some(Change::Files(files))
    }
}

/// Returns why something cannot be watched, in words for the columnist.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system cannot watch any more folders".to_owned(),
        ErrorKind::Io(error) => error.to_string(),
        kind => format!("{kind:?}").chars().take(120).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use notify::Event;
    use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    fn scope() -> Scope {
        Scope { root: PathBuf::from("/column"), column_file: Some(PathBuf::from("/dotfiles/column.yaml")) }
    }

    fn event(kind: EventKind, path: &str) -> DebouncedEvent {
        DebouncedEvent::new(Event::new(kind).add_path(PathBuf::from(path)), Instant::now())
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Any);

    fn file(path: &str) -> Hint {
        Hint::Changed(Change::Files([Arc::from(path)].into()))
    }

    #[test]
    fn only_what_the_author_writes_is_a_change() {
        for (path, expected) in [
            ("/column/content/questions/a.md", Some(file("content/questions/a.md"))),
            ("/column/column.yaml", Some(file("column.yaml"))),
            ("/column/templates", Some(file("templates"))),
            ("/column", Some(file(""))),
            ("/column/public/index.html", None),
            ("/column/notes.txt", None),
            ("/dotfiles/column.yaml", Some(Hint::Changed(Change::Anything))),
            ("/dotfiles/.bashrc", None),
        ] {
            assert_eq!(scope().hint(Ok(vec![event(WRITTEN, path)])), expected, "{path}");
        }
        let read = event(EventKind::Access(AccessKind::Any), "/column/column.yaml");
        assert_eq!(scope().hint(Ok(vec![read])), None);
    }

    #[test]
    fn a_limit_that_is_reached_later_is_told() {
        let limit = notify::Error::new(ErrorKind::MaxFilesWatch).add_path(PathBuf::from("/column/content/new"));
        let expected = Hint::Incomplete("the system cannot watch any more folders".to_owned());
        assert_eq!(scope().hint(Err(vec![notify::Error::generic("?"), limit])), Some(expected));
        assert_eq!(scope().hint(Err(vec![notify::Error::generic("?")])), Some(Hint::Changed(Change::Anything)));
    }

    #[test]
    fn lost_events_and_lost_folders_make_the_watcher_stale() {
        let overflow = DebouncedEvent::new(Event::new(EventKind::Other).set_flag(Flag::Rescan), Instant::now());
        let removed = EventKind::Remove(RemoveKind::Folder);
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for (event, is_lost) in [
            (overflow, true),
            (event(removed, "/column/content"), true),
            (event(renamed, "/column"), true),
            (event(removed, "/column/content/questions"), false),
            (event(EventKind::Create(CreateKind::Folder), "/column/content"), false),
            (event(WRITTEN, "/column/content"), false),
        ] {
            assert_eq!(scope().loses_folder(&event), is_lost, "{event:?}");
        }
        let overflow = DebouncedEvent::new(Event::new(EventKind::Other).set_flag(Flag::Rescan), Instant::now());
        assert_eq!(scope().hint(Ok(vec![overflow])), Some(Hint::Changed(Change::Anything)));
    }
}
