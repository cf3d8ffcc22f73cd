//! The links in an output folder. Each folder is listed once, so that a build that changes nothing need not open the folder
//! of every page.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::disk::{EntryType, Folder};

/// The links in each folder that was asked about, sorted; `None` if it cannot be listed. Only for the time before a build moves or removes anything.
#[derive(Debug, Default)]
pub(super) struct FolderLinks {
    by_folder: RwLock<HashMap<String, Option<Arc<[String]>>>>,
}

impl FolderLinks {
    /// Returns true if a folder above a path is a link, or may be one.
    pub(super) fn precede(&self, path: &str, root: &Folder) -> bool {
        path.match_indices('/').any(|(end, _)| {
            let (above, name) = path[..end].rsplit_once('/').unwrap_or(("", &path[..end]));
            self.within(above, root).is_none_or(|links| links.binary_search_by(|link| link.as_str().cmp(name)).is_ok())
        })
    }

    fn within(&self, folder: &str, root: &Folder) -> Option<Arc<[String]>> {
        if let Some(links) = self.by_folder.read().unwrap_or_else(PoisonError::into_inner).get(folder) {
            return links.clone();
        }
        let is_link = |(name, kind)| (kind == EntryType::Link).then_some(name);
        let links = root.list(folder).ok().map(|entries| entries.into_iter().filter_map(is_link).collect());
        self.by_folder.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), links.clone());
        links
    }
}
