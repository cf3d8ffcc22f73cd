//! What is at another place after a rename: files, and addresses of pages.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::content::{LinkTarget, without_escapes};
use crate::site_path::{is_within, nfc};
use crate::source::encoded_again;

/// A file or a folder with a new name. Only the last part of its path is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedPath {
    /// The path in the column, as it was.
    pub old: String,
    /// The new path.
    pub new: String,
    /// True for the folder of an `index.md`, which links may name like a file: `loud-drums.md` for `loud-drums/index.md`.
    pub is_index: bool,
}

/// All that is at another place.
#[derive(Debug, Clone, Default)]
pub(super) struct Moved {
    pub(super) paths: Vec<MovedPath>,
    /// The addresses of pages and files, percent-encoded, as they were and as they are.
    pub(super) routes: BTreeMap<String, String>,
    /// The address of the site.
    pub(super) base_url: Option<String>,
}

impl MovedPath {
    /// Returns the last part of a path.
    fn name(path: &str) -> &str {
        path.rsplit('/').next().unwrap_or(path)
    }

    /// Returns the new name of what a link to `path` leads through; `None` if that stays where it is.
    fn new_name(&self, path: &str) -> Option<String> {
        let (path, old) = (nfc(path), nfc(&self.old));
        if is_within(&path, &old) {
            return Some(Self::name(&self.new).to_owned());
        }
        let end = path.strip_prefix(&*old).filter(|end| self.is_index && matches!(*end, ".md" | ".markdown"))?;
        Some(format!("{}{end}", Self::name(&self.new)))
    }
}

impl Moved {
    /// Returns the new path of a file; its old one if that has not changed.
    pub(super) fn path(&self, path: &str) -> String {
        let new = self.paths.iter().find_map(|moved| {
            let rest = path.strip_prefix(&moved.old).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
            Some(format!("{}{rest}", moved.new))
        });
        new.unwrap_or_else(|| path.to_owned())
    }

    /// Returns an address in a file of this folder, as it must be written from now on; `None` if it may stay as it is.
    /// `written` may have backslashes and character references, and stays as it is but for the new name.
    pub(super) fn address(&self, written: &str, folder: &str) -> Option<String> {
        let new = match LinkTarget::of(&without_escapes(written), folder) {
            LinkTarget::File { path, .. } => self.file(written, folder, &path),
            LinkTarget::Route { .. } => self.route(written),
            LinkTarget::Elsewhere(_) => {
                let base = self.base_url.as_deref()?;
                let path = written.strip_prefix(base).filter(|path| path.starts_with('/'))?;
                Some(format!("{base}{}", self.route(path)?))
            }
            LinkTarget::Here(_) | LinkTarget::Refused(_) | LinkTarget::Empty | LinkTarget::Outside(_) => None,
        };
        new.filter(|new| new != written)
    }

    fn file(&self, written: &str, folder: &str, path: &str) -> Option<String> {
        let (moved, name) = self.paths.iter().find_map(|moved| Some((moved, moved.new_name(path)?)))?;
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let parts: Vec<&str> = written[..end].split('/').collect();
        // The part that each folder on the way comes from; `None` for those of the file itself.
        let mut way: Vec<Option<usize>> = folder.split('/').filter(|part| !part.is_empty()).map(|_| None).collect();
        for (at, part) in parts.iter().enumerate() {
            match &*decoded(part) {
                "" | "." => {}
                ".." => drop(way.pop()),
                _ => way.push(Some(at)),
            }
        }
        let at = way.get(moved.old.matches('/').count()).copied().flatten()?;
        let mut parts: Vec<&str> = parts;
        parts[at] = &name;
        Some(format!("{}{}", parts.join("/"), &written[end..]))
    }

    /// Returns the new form of an address from the root of the site.
    fn route(&self, written: &str) -> Option<String> {
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        let get = |path: &str| self.routes.get(&encoded_again(&without_escapes(path)));
        if let Some(new) = get(path) {
            return Some(format!("{new}{rest}"));
        }
        if let Some(folder) = path.strip_suffix("index.html") {
            return get(folder).map(|new| format!("{new}index.html{rest}"));
        }
        get(&format!("{path}/")).map(|new| format!("{}{rest}", new.trim_end_matches('/')))
    }
}

/// Returns a text without percent-encoding, backslashes before punctuation, and `&amp;`.
fn decoded(written: &str) -> String {
    percent_decode_str(&without_escapes(written)).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved() -> Moved {
        let path = |old: &str, new: &str, is_index| MovedPath { old: old.to_owned(), new: new.to_owned(), is_index };
        Moved {
            paths: vec![
                path("content/questions/loud drums.md", "content/questions/quiet.md", false),
                path("content/questions/trip", "content/questions/tour", true),
                path("content/replies/trip", "content/replies/tour", false),
            ],
            routes: [("/questions/trip/", "/questions/tour/"), ("/tags/caf%C3%A9/", "/tags/tea/")]
                .map(|(old, new)| (old.to_owned(), new.to_owned()))
                .into(),
            base_url: Some("https://desk.example".to_owned()),
        }
    }

    #[test]
    fn an_address_changes_only_where_the_name_is() {
        let in_folder = |folder: &str, written: &str| moved().address(written, folder).unwrap_or_default();
        for (written, expected) in [
            ("loud%20drums.md#q1", "quiet.md#q1"),
            ("./loud drums.md", "./quiet.md"),
            ("../questions/loud%20drums.md?a=b#c", "../questions/quiet.md?a=b#c"),
            ("../people/../questions/loud drums.md", "../people/../questions/quiet.md"),
            ("loud.md", ""),
            ("trip/index.md", "tour/index.md"),
            ("trip.md", "tour.md"),
            ("trip/", "tour/"),
            ("trip/map.png", "tour/map.png"),
            ("trip.png", ""),
            ("../replies/trip/jane.md", "../replies/tour/jane.md"),
            ("/questions/trip/#q1", "/questions/tour/#q1"),
            ("/questions/trip", "/questions/tour"),
            ("/tags/café/", "/tags/tea/"),
            ("https://desk.example/tags/caf%c3%a9/", "https://desk.example/tags/tea/"),
            ("https://desk.example.org/tags/café/", ""),
            ("https://other.example/questions/trip/", ""),
            ("#trip", ""),
        ] {
            assert_eq!(in_folder("content/questions", written), expected, "{written}");
        }
        assert_eq!(in_folder("content/questions/trip", "map.png"), "");
        assert_eq!(in_folder("content/questions/trip", "../trip/map.png"), "../tour/map.png");
        assert_eq!(in_folder("content/replies/trip", "../../questions/trip.md"), "../../questions/tour.md");
    }
}
