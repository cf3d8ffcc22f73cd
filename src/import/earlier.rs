//! The column as an import finds it: what earlier imports have written there, and what is the author's own.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::DateTime;

use super::front_matter::FrontMatter;
use super::survey::Head;
use super::titles::title_markdown;
use crate::source::CONTENT;

/// The origin of a file that earlier imports have written.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct FileOrigin {
    /// The post, comment, uploaded file, or author that it came from; empty if it came from the whole blog.
    pub(super) name: String,
    /// When that was changed last.
    pub(super) modified: Option<DateTime>,
    /// The old addresses that the file has.
    pub(super) aliases: Vec<String>,
}

impl FileOrigin {
    /// Returns the origin of a file that has nothing but a name.
    pub(super) fn of(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// Returns the name of an uploaded file's origin.
pub(super) fn upload_origin(key: &str) -> String {
    format!("upload {key}")
}

/// A column before an import.
#[derive(Debug, Default)]
pub(super) struct EarlierColumn {
    /// The files that imports have written, by their path under `content/`.
    written: BTreeMap<String, FileOrigin>,
    /// The written files that nobody has edited, by their path under `content/`.
    untouched: HashSet<String>,
    /// The paths of what each post and comment has become, by the origin.
    by_origin: HashMap<String, String>,
    /// The author's own texts, by their path under `content/`, with the beginning of each.
    own: BTreeMap<String, String>,
    /// The names of all texts in small letters, as `questions/name`.
    taken: HashSet<String>,
    /// The text of `tags.yaml`.
    pub(super) vocabulary: Option<String>,
}

impl EarlierColumn {
    /// Takes the written files, those of them that nobody has edited, the author's own texts with the beginning of each, and
    /// `tags.yaml`. All paths begin in the folder of the column.
    pub(super) fn new(
        written: impl Iterator<Item = (String, FileOrigin)>,
        untouched: impl Iterator<Item = String>,
        own: impl Iterator<Item = (String, String)>,
        vocabulary: Option<String>,
    ) -> Self {
        let below = |path: &str| path.strip_prefix(CONTENT).and_then(|path| path.strip_prefix('/')).map(str::to_owned);
        let mut earlier = Self {
            written: written.filter_map(|(path, origin)| Some((below(&path)?, origin))).collect(),
            untouched: untouched.filter_map(|path| below(&path)).collect(),
            own: own.filter_map(|(path, start)| Some((below(&path)?, start))).collect(),
            vocabulary,
            ..Self::default()
        };
        for (path, origin) in earlier.written.iter().filter(|(_, origin)| !origin.name.is_empty()) {
            earlier.by_origin.insert(origin.name.clone(), path.clone());
            earlier.taken.insert(text_name(path).to_lowercase());
        }
        earlier.taken.extend(earlier.own.keys().map(|path| text_name(path).to_lowercase()));
        earlier
    }

    /// Returns the path under `content/` of what a post or comment has become, also if somebody has removed it since.
    pub(super) fn path_of(&self, origin: &str) -> Option<&str> {
        self.by_origin.get(origin).map(String::as_str)
    }

    /// Returns what is known of a file, by its path under `content/`.
    pub(super) fn origin_of(&self, path: &str) -> Option<&FileOrigin> {
        self.written.get(path)
    }

    /// Returns true if a file is as an import has written it.
    pub(super) fn is_untouched(&self, path: &str) -> bool {
        self.untouched.contains(path.strip_prefix(CONTENT).and_then(|path| path.strip_prefix('/')).unwrap_or(path))
    }

    /// Returns true if a text has the name, such as `questions/may-i-leave`.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(&name.to_lowercase())
    }

    /// Returns the path of a post that is in the column without having been imported as far as the list knows: it may be
    /// lost. Such a text has the post's id, or is a page of the same title.
    pub(super) fn unlisted(&self, name: &str, head: &Head) -> Option<&str> {
        let path =
            [format!("{name}.md"), format!("{name}/index.md")].into_iter().find(|path| self.own.contains_key(path))?;
        let (path, start) = self.own.get_key_value(&path)?;
        let line = |name, value: &str| {
            let mut fields = FrontMatter::default();
            fields.text(name, value);
            fields.into_lines()
        };
        let id = line("id", &head.feed_id);
        let title = line("title", &title_markdown(&head.title));
        let is_same =
            if start.contains("\nid: ") { !id.is_empty() && start.contains(&id) } else { start.contains(&title) };
        is_same.then_some(path.as_str())
    }

    /// Returns the name of an uploaded file in the folder of a text, where an earlier import has put it.
    pub(super) fn file_beside(&self, folder: &str, key: &str) -> Option<&str> {
        let origin = upload_origin(key);
        // The names that begin with the folder and a slash: `0` follows the slash.
        let mut files = self.written.range(format!("{folder}/")..format!("{folder}0"));
        files.find(|(_, known)| known.name == origin)?.0.rsplit('/').next()
    }

    /// Returns true if a name in a folder is that of a file that an import has written, and it is known for what.
    pub(super) fn is_name_in(&self, folder: &str, name: &str) -> bool {
        self.written.get(&format!("{folder}/{name}")).is_some_and(|origin| !origin.name.is_empty())
    }
}

/// Returns the path of a text without what the name of its file ends with: `questions/name`.
pub(super) fn text_name(path: &str) -> &str {
    path.strip_suffix("/index.md").or_else(|| path.strip_suffix(".md")).unwrap_or(path)
}
