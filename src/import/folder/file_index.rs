//! The files of a folder by what texts call them.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::site::WebsiteSettings;
use super::tool::Tool;
use crate::import::web_files::decoded;
use crate::source::is_attachment_kind;

/// The beginning of an address that names a text of the folder, as templates and notes do.
pub(super) const TEXT: &str = "callslip-text:";

/// The beginning of an address that names any file of the folder, as notes do.
pub(super) const NAME: &str = "callslip-name:";

/// What stays in such an address.
const STAYS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b'#');

/// A file that an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FoundFile<'f> {
    /// A text, with the place in it.
    Text(&'f str, String),
    Upload(&'f str),
}

/// The files of a folder.
#[derive(Debug, Default)]
pub(super) struct FileIndex {
    /// The paths, by the path in small letters.
    paths: HashMap<String, String>,
    /// The paths of uploads, by the name of the file in small letters.
    uploads: HashMap<String, Vec<String>>,
    /// The paths of texts without their extensions in small letters, and the paths, by the last part.
    texts: HashMap<String, Vec<(String, String)>>,
    base: String,
    roots: &'static [&'static str],
    address: String,
    base_path: String,
}

/// Returns the address by which a tag names a text.
pub(super) fn address_of_name(prefix: &str, name: &str) -> String {
    format!("{prefix}{}", utf8_percent_encode(name, STAYS))
}

impl FileIndex {
    /// Lists the files of a folder.
    pub(super) fn new<'n>(
        tool: Tool,
        site: &WebsiteSettings,
        base: &str,
        files: impl Iterator<Item = &'n str>,
        texts: impl Iterator<Item = &'n str>,
    ) -> Self {
        let mut index = Self {
            base: base.to_owned(),
            roots: tool.roots(),
            address: without_scheme(&site.address).to_lowercase(),
            base_path: site.base_path.clone(),
            ..Self::default()
        };
        for path in files.filter(|path| is_attachment_kind(path)) {
            let key = path.to_lowercase();
            let name = key.rsplit('/').next().unwrap_or(&key).to_owned();
            index.uploads.entry(name).or_default().push(path.to_owned());
            index.paths.insert(key, path.to_owned());
        }
        for path in texts {
            let key = path.to_lowercase();
            let stem = key.rsplit_once('.').map_or(key.as_str(), |(stem, _)| stem);
            let stem = stem.strip_suffix("/index").unwrap_or(stem).to_owned();
            let name = stem.rsplit('/').next().unwrap_or(&stem).to_owned();
            index.texts.entry(name).or_default().push((stem, path.to_owned()));
            index.paths.insert(key, path.to_owned());
        }
        index
    }

    /// Returns the path of an address of the website from its root on. `None` for one of another site.
    pub(super) fn root_path<'a>(&self, address: &'a str) -> Option<&'a str> {
        let path = if address.starts_with('/') && !address.starts_with("//") {
            address
        } else {
            let rest = without_scheme(address);
            let is_own = rest.len() < address.len()
                && !self.address.is_empty()
                && rest.get(..self.address.len()).is_some_and(|start| start.eq_ignore_ascii_case(&self.address));
            let path =
                rest.get(self.address.len()..).filter(|path| is_own && (path.is_empty() || path.starts_with('/')))?;
            return Some(if path.is_empty() { "/" } else { path });
        };
        let below = path.strip_prefix(self.base_path.as_str()).filter(|below| below.starts_with('/'));
        Some(below.unwrap_or(path))
    }

    /// Returns the file that an address in a text leads to. `None` if it leads to none of the folder.
    pub(super) fn find(&self, from: &str, address: &str) -> Option<FoundFile<'_>> {
        let (address, place) = address.split_once('#').unwrap_or((address, ""));
        let place = decoded(place);
        if let Some(name) = address.strip_prefix(TEXT) {
            return Some(FoundFile::Text(self.find_text(&decoded(name))?, place));
        }
        if let Some(name) = address.strip_prefix(NAME) {
            let name = decoded(name);
            let upload = self.find_upload(&name).map(FoundFile::Upload);
            return upload.or_else(|| Some(FoundFile::Text(self.find_text(&name)?, place)));
        }
        let address = address.split('?').next().unwrap_or(address);
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        if let Some(path) = address.strip_prefix("@/") {
            let path = self.path(&format!("{}content/{}", self.base, decoded(path)))?;
            return Some(found(path, place));
        }
        let named = ["{filename}", "|filename|", "{static}", "|static|", "{attach}", "|attach|"];
        let address = named.iter().find_map(|name| address.strip_prefix(name)).unwrap_or(address);
        if let Some(path) = self.root_path(address) {
            return self.find_below(path, place);
        }
        if address.contains(':') || address.starts_with("//") || address.is_empty() {
            return None;
        }
        let path = decoded(address);
        let beside = joined(folder, &path).and_then(|path| self.path(&path));
        match beside {
            Some(path) => Some(found(path, place)),
            None => self.find_below(address, place),
        }
    }

    /// Finds a file by its path from the root of the website on.
    fn find_below(&self, path: &str, place: String) -> Option<FoundFile<'_>> {
        let path = decoded(path);
        let path = path.trim_start_matches("../").trim_start_matches(['/', '.']);
        let below = self.roots.iter().find_map(|root| self.path(&format!("{}{root}{path}", self.base)));
        if let Some(path) = below {
            return Some(found(path, place));
        }
        let is_text = [".md", ".markdown"].iter().any(|end| path.to_lowercase().ends_with(end));
        if is_text {
            return Some(FoundFile::Text(self.find_text(path)?, place));
        }
        self.find_upload(path).map(FoundFile::Upload)
    }

    fn path(&self, path: &str) -> Option<&str> {
        self.paths.get(&path.to_lowercase()).map(String::as_str)
    }

    /// Finds an upload by its path or the end of it. `None` if several have it.
    fn find_upload(&self, path: &str) -> Option<&str> {
        let path = path.trim_start_matches("./").trim_matches('/').to_lowercase();
        let named = self.uploads.get(path.rsplit('/').next()?)?;
        let ends = |known: &&String| {
            let known = known.to_lowercase();
            known == path || known.strip_suffix(&path).is_some_and(|before| before.ends_with('/'))
        };
        let mut found = named.iter().filter(ends);
        let first = found.next()?;
        found.next().is_none().then_some(first.as_str())
    }

    /// Finds a text by its path or the end of it, with an extension or without. Of several the shortest path counts.
    fn find_text(&self, name: &str) -> Option<&str> {
        let name = name.trim().trim_start_matches("./").trim_matches('/').to_lowercase();
        let name = [".md", ".markdown", ".html"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        let name = name.strip_suffix("/index").or_else(|| name.strip_suffix("/_index")).unwrap_or(name);
        let named = self.texts.get(name.rsplit('/').next()?)?;
        let ends = |(stem, _): &&(String, String)| {
            stem == name || stem.strip_suffix(name).is_some_and(|before| before.ends_with('/'))
        };
        named.iter().filter(ends).min_by_key(|(stem, path)| (stem.len(), path)).map(|(_, path)| path.as_str())
    }
}

fn found(path: &str, place: String) -> FoundFile<'_> {
    if is_attachment_kind(path) { FoundFile::Upload(path) } else { FoundFile::Text(path, place) }
}

fn without_scheme(address: &str) -> &str {
    let rest = ["https://", "http://", "//"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// Returns a path as seen from a folder. `None` if it leads out of everything.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_many_names() {
        let site = WebsiteSettings {
            address: "https://desk.example/blog".to_owned(),
            base_path: "/blog".to_owned(),
            ..WebsiteSettings::default()
        };
        let files = ["in/assets/a b.png", "in/x/c.png", "in/y/c.png", "in/_posts/d.png"];
        let texts = ["in/_posts/2014-05-12-drums.md", "in/letters/bundle/index.md"];
        let index = FileIndex::new(Tool::Jekyll, &site, "in/", files.into_iter(), texts.into_iter());
        let find = |address: &str| match index.find("in/_posts/2014-05-12-drums.md", address) {
            Some(FoundFile::Text(path, place)) => format!("text {path} {place}"),
            Some(FoundFile::Upload(path)) => path.to_owned(),
            None => String::new(),
        };
        for (address, found) in [
            ("/assets/a%20b.png", "in/assets/a b.png"),
            ("/blog/assets/a%20b.png?v=1", "in/assets/a b.png"),
            ("http://www.DESK.example/blog/assets/A%20b.png", "in/assets/a b.png"),
            ("../assets/a b.png", "in/assets/a b.png"),
            ("assets/a b.png", "in/assets/a b.png"),
            ("d.png", "in/_posts/d.png"),
            ("callslip-name:a%20b.png", "in/assets/a b.png"),
            ("/x/c.png", "in/x/c.png"),
            ("c.png", ""),
            ("https://other.example/assets/a%20b.png", ""),
            ("mailto:a@b.example", ""),
            ("callslip-text:2014-05-12-drums#a", "text in/_posts/2014-05-12-drums.md a"),
            ("callslip-text:_posts/2014-05-12-drums.md", "text in/_posts/2014-05-12-drums.md "),
            ("callslip-text:Bundle", "text in/letters/bundle/index.md "),
            ("{filename}/letters/bundle/index.md", "text in/letters/bundle/index.md "),
            ("2014-05-12-drums.md", "text in/_posts/2014-05-12-drums.md "),
            ("../../../../etc/passwd", ""),
            ("", ""),
        ] {
            assert_eq!(find(address), found, "{address}");
        }
        assert_eq!(index.root_path("https://desk.example/blog"), Some("/"));
        assert_eq!(index.root_path("/blog/a/"), Some("/a/"));
        assert_eq!(index.root_path("https://desk.example/other"), None);
    }
}
