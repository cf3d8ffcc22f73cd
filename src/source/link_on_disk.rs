//! Symbolic links in a folder of the column: which are followed, and where to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk_file::DiskFile;
use super::layout::is_text;
use super::name_verdict::{NameVerdict, verdict};
use crate::diagnostics::{Diagnostic, FilePath};

/// Follows the links of one folder of the column.
pub(super) struct LinkResolver<'a> {
    /// The folder, `content` or `themes`; no link leads out of it.
    folder: &'a str,
    /// The real path of that folder.
    home: PathBuf,
}

impl<'a> LinkResolver<'a> {
    /// Returns `None` if the folder is a link itself, or if `top`, which is in it, leads out of it.
    pub(super) fn new(root: &Path, folder: &'a str, top: &Path) -> io::Result<Option<Self>> {
        let own = root.join(folder);
        if fs::symlink_metadata(&own)?.is_symlink() {
            return Ok(None);
        }
        let home = own.canonicalize()?;
        let stays = top.canonicalize()?.starts_with(&home);
        Ok(stays.then_some(Self { folder, home }))
    }

    /// Returns the file that the link at a path leads to, or what is wrong with it.
    pub(super) fn resolve(&self, path: &FilePath, link: &Path) -> Result<DiskFile, Box<Diagnostic>> {
        let Ok(disk) = link.canonicalize() else {
            let diagnostic = Diagnostic::error("this is a shortcut (link) to a file that is not there");
            return Err(diagnostic.about(path).help("put the file itself here, or remove the shortcut").into());
        };
        let Some(inner) = disk.strip_prefix(&self.home).ok().and_then(Path::to_str) else {
            return Err(leaves(path, self.folder).into());
        };
        let inner = if cfg!(windows) { inner.replace('\\', "/") } else { inner.to_owned() };
        let real = FilePath::from(format!("{}/{inner}", self.folder));
        let metadata = fs::metadata(&disk);
        if metadata.as_ref().is_ok_and(fs::Metadata::is_dir) {
            let diagnostic = Diagnostic::error(format!(
                "this is a shortcut (link) to the folder `{real}`, so callslip does not open it"
            ));
            let help = "put a copy of the files here, or a shortcut to each of them";
            return Err(diagnostic.about(path).help(help).into());
        }
        let is_read = inner.split('/').all(|name| matches!(verdict(self.folder, name), NameVerdict::Read));
        if !is_read || !metadata.is_ok_and(|metadata| metadata.is_file()) {
            let diagnostic =
                Diagnostic::error(format!("this is a shortcut (link) to `{real}`, which is never published"));
            return Err(diagnostic.about(path).help("put a copy of the file here instead of a shortcut").into());
        }
        if is_text(path) || is_text(&real) {
            let diagnostic =
                Diagnostic::error(format!("this is a shortcut (link) to `{real}`, which callslip already reads"));
            let help = "remove it; to send readers there, link to that file in a letter or page";
            return Err(diagnostic.about(path).help(help).into());
        }
        Ok(DiskFile { path: path.clone(), disk, links_to: Some(real) })
    }
}

/// Returns the error for a link that leads out of its folder of the column.
fn leaves(path: &FilePath, folder: &str) -> Diagnostic {
    Diagnostic::error(format!("this shortcut (link) leads out of `{folder}/`, so callslip does not open it"))
        .about(path)
        .help("put a copy of the file here instead of a shortcut")
}

/// Returns true if every folder on the way to a file is a folder and no link.
pub(super) fn has_no_links(root: &Path, path: &str) -> bool {
    path.match_indices('/').all(|(at, _)| fs::symlink_metadata(root.join(&path[..at])).is_ok_and(|way| way.is_dir()))
}
