//! The uploaded files that came with an export.

use std::collections::HashMap;

use super::addresses::original;
use super::packages::Packed;
use crate::source::is_attachment_kind;

/// The files, by what the posts call them.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    pub(super) files: Vec<Packed>,
    by_path: HashMap<String, usize>,
    /// The same, by the path in small letters: blogs and computers do not agree on capitals.
    by_small_path: HashMap<String, usize>,
    /// `None` for a name that several folders have. In small letters.
    by_name: HashMap<String, Option<usize>>,
}

impl Uploads {
    /// Takes the files that can go out beside a text.
    pub(super) fn new(files: Vec<Packed>) -> Self {
        let mut uploads = Self { files, ..Self::default() };
        let mut exact: HashMap<String, bool> = HashMap::new();
        for (at, file) in uploads.files.iter().enumerate() {
            if !is_attachment_kind(&file.name) {
                continue;
            }
            let path = below_uploads(&file.name);
            let key = original(path);
            // The picture itself comes before its smaller copies.
            let is_original = path == key;
            let is_better = exact.get(&key).is_none_or(|known| is_original && !known);
            if is_better {
                let name = key.rsplit('/').next().unwrap_or(&key).to_lowercase();
                let is_new = uploads.by_path.insert(key.clone(), at).is_none();
                uploads.by_small_path.entry(key.to_lowercase()).or_insert(at);
                uploads.by_name.entry(name).and_modify(|known| *known = (!is_new).then_some(at)).or_insert(Some(at));
                exact.insert(key, is_original);
            }
        }
        uploads
    }

    /// Returns the keys of the files.
    pub(super) fn keys(&self) -> impl Iterator<Item = &String> {
        self.by_path.keys()
    }

    /// Returns the position of the file with this key: by its path, or by its name if that is the only one.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let small = key.to_lowercase();
        let name = small.rsplit('/').next().unwrap_or(&small);
        let of_path = self.by_path.get(key).or_else(|| self.by_small_path.get(&small)).copied();
        of_path.or_else(|| self.by_name.get(name).copied().flatten())
    }
}

/// Returns the path of a file below the folder of uploads, however much of the way to it an archive has.
fn below_uploads(path: &str) -> &str {
    if let Some((_, below)) = path.rsplit_once("uploads/") {
        return below;
    }
    // `2014/05/desk.jpg`, in a folder of whatever name.
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let is_year = |start: &usize| {
        let mut parts = path[*start..].split('/');
        let is_number = |part: Option<&str>, length: usize| {
            part.is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        is_number(parts.next(), 4) && is_number(parts.next(), 2)
    };
    starts.into_iter().find(is_year).map_or(path, |start| &path[start..])
}
