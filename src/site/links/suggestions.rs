//! What was probably meant by a link that leads nowhere.

use super::resolver::{BrokenLink, PICTURES, Resolver};
use crate::diagnostics::{Diagnostic, FilePath, closest, full_address};
use crate::site::directory::{Directory, Facet, PROGRAMS};
use crate::source::{FROM_DISK, has_extension, is_on_disk};

impl Resolver<'_> {
    /// Adds to a broken link what to write instead. `compares` is false if there are so many broken links that to compare
    /// each with all names would take too long.
    pub(super) fn suggest(&self, broken: BrokenLink, compares: bool) -> Diagnostic {
        let BrokenLink { diagnostic, missing: Some(path) } = broken else { return broken.diagnostic };
        let from = diagnostic.file.clone().unwrap_or_else(|| FilePath::from(""));
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let written = path.strip_prefix(folder).map_or(&*path, |rest| rest.trim_start_matches('/'));
        if let Some(full) = full_address(written.trim_start_matches('/')) {
            return without_beginning(diagnostic, written, &full);
        }
        if written.contains('\\') || !written.starts_with('/') && is_on_disk(written) {
            return diagnostic.help(FROM_DISK);
        }
        if let Some(address) = self.near_route(&path) {
            return diagnostic.help(format!("write `{address}`"));
        }
        if let Some(facet) = Directory::facet_of(&path) {
            return self.no_program(diagnostic, &path, facet);
        }
        if let Some(known) = self.same_file(written, folder) {
            let diagnostic = diagnostic.help(format!("write `{}`", relative(&from, known)));
            let is_from_root = ["content/", "static/", "/content/"].iter().any(|root| written.starts_with(root));
            return if is_from_root { diagnostic.help("paths start from the folder of this file") } else { diagnostic };
        }
        let near = if compares { self.near_file(&path, &from) } else { None };
        match near {
            Some(near) => diagnostic.help(format!("did you mean `{}`?", relative(&from, near))),
            None if is_on_disk(&path) && name(&path).contains('.') => diagnostic.help(FROM_DISK),
            None if has_extension(&path, &PICTURES) => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let folder = if path.starts_with('/') { format!("static{folder}") } else { folder.to_owned() };
                diagnostic.help(format!("put the picture into `{folder}`, or correct its name"))
            }
            None if path.starts_with('/') => {
                diagnostic.help("link to the file that the page is made from, such as `../questions/loud-drums.md`")
            }
            None => diagnostic,
        }
    }

    /// Returns the diagnostic for the address of a list of programs that no program is in: not now, or not by this name.
    fn no_program(&self, diagnostic: Diagnostic, path: &str, facet: Facet) -> Diagnostic {
        let terms = self.parts.directory.terms.values().filter(|term| term.facet == facet);
        let known = terms.map(|term| term.path.as_str()).filter(|path| self.routes.find(path).is_some());
        let near = closest(path, known).map(|near| format!("did you mean `{near}`?"));
        let message = format!("{}, because no program is in this list", diagnostic.message);
        Diagnostic { message, ..diagnostic }.help_if(near).help(format!("for all programs, write `{PROGRAMS}`"))
    }

    /// Returns the address of the page that was meant by one that is nearly the same: with another slash at the end, in
    /// another case, or as the name of the folder that its file is in.
    fn near_route(&self, path: &str) -> Option<String> {
        let path = path.strip_prefix('/')?;
        let path = path.strip_prefix("static/").unwrap_or(path);
        let path = path.trim_end_matches("index.html").trim_end_matches('/');
        let forms = [format!("/{path}/"), format!("/{path}"), format!("/{}/", path.to_lowercase())];
        forms.into_iter().find(|address| address != "//" && self.routes.find(address).is_some())
    }

    /// Returns the file that was meant: written without `.md`, with `.html`, or from another folder.
    fn same_file(&self, written: &str, folder: &str) -> Option<&str> {
        let written = written.trim_start_matches('/');
        let stem = written.trim_end_matches('/').trim_end_matches(".html");
        let inner = written.strip_prefix("static/").unwrap_or(written);
        let wanted = [
            format!("{folder}/{stem}.md"),
            written.to_owned(),
            format!("{stem}.md"),
            format!("content/{written}"),
            format!("content/{stem}.md"),
            format!("static/{inner}"),
        ];
        wanted.iter().find_map(|path| self.files.known(path).or_else(|| self.known_held_back(path)))
    }

    fn known_held_back(&self, path: &str) -> Option<&str> {
        let at = self.held_back.binary_search_by(|held_back| (*held_back.file).cmp(path)).ok()?;
        Some(&*self.held_back[at].file).filter(|_| self.held_back[at].may_be_meant())
    }

    /// Returns the file with the most similar name in any folder, but not the file that the link is in.
    fn near_file(&self, path: &str, from: &str) -> Option<&str> {
        let mut known: Vec<&str> = self.files.paths().filter(|known| *known != from).collect();
        known.extend(self.held_back.iter().filter(|file| file.may_be_meant()).map(|held_back| &*held_back.file));
        known.sort_unstable();
        let wanted = closest(name(path), known.iter().map(|known| name(known)));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let in_folder = |known: &&str| known.rsplit_once('/').is_some_and(|(other, _)| other == folder);
        let same: Vec<&str> = known.into_iter().filter(|known| Some(name(known)) == wanted).collect();
        same.iter().copied().find(in_folder).or(same.first().copied())
    }
}

/// Returns the diagnostic for an address on the web that was taken for a file.
fn without_beginning(diagnostic: Diagnostic, written: &str, full: &str) -> Diagnostic {
    let (what, beginning) =
        if full.starts_with("mailto:") { ("an email address", "mailto:") } else { ("an address", "https://") };
    let written = written.trim_start_matches('/');
    let message = format!("`{written}` looks like {what}, but without `{beginning}` it counts as a file");
    Diagnostic { message, ..diagnostic }.help(format!("write `{full}`"))
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns the path from one file to another, as it is written in a link; from the root for a file in `static/`.
pub(super) fn relative(from: &str, to: &str) -> String {
    if let Some(inner) = to.strip_prefix("static/") {
        return format!("/{inner}");
    }
    let from: Vec<&str> = from.split('/').collect();
    let to_parts: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - 1 - shared);
    format!("{up}{}", to_parts[shared..].join("/"))
}
