//! Names that editors, synchronizers and operating systems give to files of their own. None of those files goes out.

use super::has_extension;

/// Extensions of backups, swap files and unfinished downloads.
const BACKUPS: [&str; 14] = [
    "bak",
    "swp",
    "swx",
    "swo",
    "tmp",
    "orig",
    "rej",
    "part",
    "crdownload",
    "save",
    "autosave",
    "kate-swp",
    "asd",
    "wbk",
];

/// Files and folders of operating systems, of network disks and of editors, with names that begin with no dot.
const SYSTEM_FILES: [&str; 13] = [
    "Thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "Desktop.ini",
    // The icon of a folder on macOS.
    "Icon\r",
    "__MACOSX",
    "$RECYCLE.BIN",
    "System Volume Information",
    // Of a Synology disk.
    "@eaDir",
    "lost+found",
    // Vim tries with it if it can write into a folder. The last is a crash of JOE's.
    "4913",
    "DEADJOE",
];

/// The beginnings of hidden files of systems, synchronizers and editors. A hidden file of another name, such as
/// `.well-known`, may be meant to go out.
const HIDDEN_LITTER: [&str; 26] = [
    ".DS_Store",
    ".localized",
    ".AppleDouble",
    ".AppleDB",
    ".Spotlight-V100",
    ".Trash",
    ".TemporaryItems",
    ".DocumentRevisions-V100",
    ".fseventsd",
    ".apdisk",
    ".directory",
    ".nfs",
    ".fuse_hidden",
    ".goutputstream-",
    ".stfolder",
    ".stignore",
    ".stversions",
    ".syncthing.",
    ".dropbox",
    ".owncloudsync",
    ".sync_",
    ".gitignore",
    ".gitkeep",
    ".gitattributes",
    ".gitmodules",
    ".idea",
];

/// Returns true for a file or folder of an editor, a synchronizer or the operating system, other than a hidden one.
fn is_open_litter(name: &str) -> bool {
    // `#letter.md#` is Emacs's, `~$letter.docx` a lock of Word's, `___jb_tmp___` JetBrains'.
    name.starts_with('#')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || has_extension(name, &BACKUPS)
        || SYSTEM_FILES.contains(&name)
}

/// Returns true for every hidden file, and for files of editors, synchronizers and operating systems.
pub(super) fn is_hidden_or_litter(name: &str) -> bool {
    name.starts_with('.') || is_open_litter(name)
}

/// Returns true for files of editors, synchronizers and operating systems, and not for other hidden files.
pub(super) fn is_litter(name: &str) -> bool {
    // `._photo.jpg` is macOS's, `.~lock.plan.odt#` LibreOffice's, `.#letter.md` Emacs's.
    let is_hidden = HIDDEN_LITTER.iter().chain(&["._", ".~lock.", ".#"]).any(|start| name.starts_with(start));
    is_hidden || is_open_litter(name)
}

/// Returns the name of the file in whose place iCloud leaves `.letter.md.icloud` when it takes the file off this computer.
pub(super) fn original_in_icloud(name: &str) -> Option<&str> {
    name.strip_prefix('.')?.strip_suffix(".icloud").filter(|name| !name.is_empty())
}

/// Returns true if a name extends that of a text, as `index.md.save` and `letter.md (old)` do: such a file is most often
/// a copy of it.
pub fn extends_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    [".md", ".markdown"].iter().any(|extension| {
        let mut ends = name.match_indices(extension).map(|(at, found)| &name[at + found.len()..]);
        ends.any(|rest| rest.starts_with(|next: char| !next.is_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_editors_and_systems_are_litter_in_every_folder() {
        for name in [
            "a.md~",
            "#a.md#",
            ".#a.md",
            ".a.md.swp",
            "a.swx",
            "4913",
            "a.md.save",
            "a.autosave",
            "~$notes.docx",
            ".~lock.notes.odt#",
            "notes.asd",
            ".DS_Store",
            "._a.md",
            "Thumbs.db",
            "desktop.ini",
            "Icon\r",
            "@eaDir",
            ".stversions",
            ".dropbox.cache",
            ".a.md.kate-swp",
            ".goutputstream-AB12CD",
            "a.md___jb_tmp___",
            "a.crdownload",
        ] {
            assert!(is_litter(name) && is_hidden_or_litter(name), "{name}");
        }
        for name in [".well-known", ".nojekyll", ".htaccess"] {
            assert!(!is_litter(name) && is_hidden_or_litter(name), "{name}");
        }
        for name in ["a.md", "favicon.ico", "CNAME", "google1a2b.html", "c#.md", "~ada.md"] {
            assert!(!is_litter(name) && !is_hidden_or_litter(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_extends_a_texts_is_a_copy_of_it() {
        for name in
            ["index.md.save", "letter.md.1", "a.MD.old", "letter.md (1)", "a.md_bak", "a.markdown.txt", "a.md.pdf"]
        {
            assert!(extends_text(&format!("content/questions/{name}")), "{name}");
        }
        for name in ["a.md", "a.markdown", "a.mdx", "plan.pdf", "amd.txt", "x.md.d/plan.pdf"] {
            assert!(!extends_text(name), "{name}");
        }
    }
}
