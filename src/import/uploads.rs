//! The uploaded files that came with an export.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::ImportError;
use super::addresses::original;
use super::packages::{self, Packed};
use crate::source::{PictureFormat, has_extension, is_attachment_kind};

/// The files, by what the posts call them.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    pub(super) files: Vec<Packed>,
    by_path: HashMap<String, usize>,
    /// The same, by the path in small letters: blogs and computers do not agree on capitals.
    by_small_path: HashMap<String, usize>,
    by_name_in_export: HashMap<String, usize>,
    /// `None` for a name that several folders have. In small letters.
    by_name: HashMap<String, Option<usize>>,
    /// The extensions of pictures whose names have that of another format, by the position.
    extensions: HashMap<usize, &'static str>,
    /// The names of files that are called pictures and are none.
    pub(super) no_pictures: Vec<String>,
}

impl Uploads {
    /// Takes the files that can go out beside a text, and looks whether pictures are what their names say.
    pub(super) fn read(files: Vec<Packed>) -> Result<Self, ImportError> {
        let mut uploads = Self { files, ..Self::default() };
        let no_pictures = uploads.find_misnamed()?;
        let mut exact: HashMap<String, bool> = HashMap::new();
        for (at, file) in uploads.files.iter().enumerate() {
            if !is_attachment_kind(&file.name) || no_pictures.contains(&at) {
                continue;
            }
            uploads.by_name_in_export.insert(file.name.clone(), at);
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
        Ok(uploads)
    }

    /// Finds pictures of another format than their names say. Returns the positions of those that are none.
    fn find_misnamed(&mut self) -> Result<HashSet<usize>, ImportError> {
        let is_picture = |at: &usize| PictureFormat::of_name(&self.files[*at].name).is_some();
        let pictures: Vec<usize> = (0..self.files.len()).filter(is_picture).collect();
        let starts = packages::starts(&pictures.iter().map(|at| &self.files[*at]).collect::<Vec<_>>())?;
        let mut none = HashSet::new();
        for (at, start) in pictures.into_iter().zip(starts).filter_map(|(at, start)| Some((at, start?))) {
            let name = &self.files[at].name;
            match PictureFormat::of_start(&start) {
                Some(format) if format.is_shown_by_browsers() && !has_extension(name, format.extensions()) => {
                    self.extensions.extend(format.extensions().first().map(|extension| (at, *extension)));
                }
                // A page that says that there is no picture. An SVG may begin with long comments.
                None if !has_extension(name, &["svg"])
                    && start.trim_ascii_start().first().is_none_or(|byte| *byte == b'<') =>
                {
                    self.no_pictures.push(name.clone());
                    none.insert(at);
                }
                _ => {}
            }
        }
        Ok(none)
    }

    /// Returns the name of a file with the extension of its format.
    pub(super) fn name(&self, at: usize) -> Cow<'_, str> {
        let name = &self.files[at].name;
        match (self.extensions.get(&at), name.rsplit_once('.')) {
            (Some(extension), Some((stem, _))) => Cow::Owned(format!("{stem}.{extension}")),
            _ => Cow::Borrowed(name),
        }
    }

    /// Adds a file that was fetched.
    pub(super) fn add(&mut self, key: String, file: Packed) {
        self.by_path.insert(key, self.files.len());
        self.files.push(file);
    }

    /// Returns the keys of the files.
    pub(super) fn keys(&self) -> impl Iterator<Item = &String> {
        self.by_path.keys()
    }

    /// Returns the position of the file with this key: by its path, or by its name if that is the only one.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let small = key.to_lowercase();
        let name = small.rsplit('/').next().unwrap_or(&small);
        let of_path = self.by_path.get(key).or_else(|| self.by_small_path.get(&small));
        let of_path = of_path.or_else(|| self.by_name_in_export.get(key)).copied();
        // Files of other sites may have the name of one that came along.
        let of_name = || if key.starts_with("//") { None } else { self.by_name.get(name).copied().flatten() };
        of_path.or_else(of_name)
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
