//! The place of a text in its folder, and what that says of it.

use super::dates;
use super::site::WebsiteSettings;
use super::tool::Tool;
use crate::import::blog::Moment;

/// The place of a text.
pub(super) struct FilePlace<'p> {
    /// The path in the export.
    pub(super) path: &'p str,
    /// The path below the folder of the settings.
    pub(super) below: &'p str,
    /// The name without the day and the extension; of a bundle, that of its folder.
    pub(super) name: &'p str,
    /// The day in the name.
    pub(super) day: Option<Moment>,
    /// The language in the name, if it is not that of the website.
    pub(super) language: Option<&'p str>,
}

impl<'p> FilePlace<'p> {
    pub(super) fn of(tool: Tool, site: &WebsiteSettings, base: &str, path: &'p str) -> Self {
        let below = path.strip_prefix(base).unwrap_or(path);
        let (folder, file) = below.rsplit_once('/').unwrap_or(("", below));
        let mut stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let mut language = None;
        if matches!(tool, Tool::Hugo | Tool::Zola)
            && let Some((name, suffix)) = stem.rsplit_once('.')
            && (2..=3).contains(&suffix.len())
            && suffix.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            let own = site.language.split(['-', '_']).next().unwrap_or_default();
            let own = if own.is_empty() { "en" } else { own };
            language = Some(suffix).filter(|suffix| *suffix != own);
            stem = name;
        }
        if stem == "index" && !folder.is_empty() {
            stem = folder.rsplit('/').next().unwrap_or(folder);
        }
        let found = dates::of_name(stem);
        let name = found.map(|(_, length)| &stem[length..]).filter(|name| !name.is_empty()).unwrap_or(stem);
        let name = if tool == Tool::Hugo { stem } else { name };
        Self { path, below, name, day: found.map(|(day, _)| day), language }
    }

    /// Returns true if one of the folders has this name.
    pub(super) fn is_below(&self, folder: &str) -> bool {
        let mut folders = self.below.split('/');
        folders.next_back();
        folders.any(|one| one == folder)
    }

    /// Returns true for a file that stands for a list, a home page, or an address that is not there.
    pub(super) fn is_list(&self, tool: Tool) -> bool {
        let file = self.below.rsplit('/').next().unwrap_or(self.below);
        let stem = file.split('.').next().unwrap_or(file);
        stem == "_index" || stem == "404" && tool != Tool::Obsidian
    }
}

/// Returns true for a folder whose texts are letters, by its name.
pub(super) fn is_letter_folder(path: &str) -> bool {
    const NAMES: [&str; 14] = [
        "post",
        "posts",
        "_posts",
        "blog",
        "blogs",
        "letters",
        "articles",
        "article",
        "news",
        "entries",
        "journal",
        "writing",
        "questions",
        "columns",
    ];
    let mut folders = path.split('/');
    folders.next_back();
    folders.any(|folder| NAMES.contains(&folder.to_lowercase().as_str()))
}
