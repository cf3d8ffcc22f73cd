//! Errors of the files that an import reads and writes.

use std::io;
use std::path::PathBuf;

use crate::disk::DiskError;
use crate::source::{has_extension, is_picture};

/// A failure of the environment, or a source that is none.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or archive cannot be read.
    #[error("cannot read {}: {}", path.display(), reason(error))]
    Source {
        /// The file or archive.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A source is not there.
    #[error("there is no file {}; {}", path.display(), those_there(others))]
    Missing {
        /// The path that was given.
        path: PathBuf,
        /// The names of exports that may be meant.
        others: Vec<String>,
    },
    /// A source is an address.
    #[error(
        "cannot read {0}: an import reads files, and asks no website for anything; download the export of your blog first (in WordPress: Tools, Export), and name the file that you get"
    )]
    Address(String),
    /// Nothing that was given is an export.
    #[error("there is no export of a blog in {sources}; {advice}")]
    NoExport {
        /// What was given.
        sources: String,
        /// What to do.
        advice: String,
    },
    /// The documents are of different blogs.
    #[error("these are the exports of two blogs ({0}). Import one after the other, each with a command of its own")]
    TwoBlogs(String),
    /// A column came from another blog.
    #[error("the column in {} came from {known}, and this export is of {new}; to bring it into a column of its own, name a new folder: `--into DIR`; to bring both into one, name that column's folder", folder.display())]
    OtherBlog {
        /// The column's folder.
        folder: PathBuf,
        /// The address of the blog that it came from.
        known: String,
        /// The address of the blog in the export.
        new: String,
    },
    /// What was given is a page of a blog, and not its feed.
    #[error(
        "{0} is a web page, not a feed or an export. In your browser, open the address of the feed, which often ends with \
         `/feed` or `/feed.xml`, and save what you see there"
    )]
    WebPage(String),
    /// Nothing can be fetched: the export does not say of which host.
    #[error("the export does not say where the blog is, so nothing can be fetched. Import it without `--fetch`")]
    UnknownHost,
    /// There are feeds, but no posts in them.
    #[error("there is no post in {0}. No column was written")]
    EmptyFeed(String),
    /// The column cannot be written.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Returns why a file cannot be read, and what to do.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => format!("your computer does not let you ({error})"),
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::Other => {
            let detail = error.to_string();
            // What an archive says that ends too early.
            let is_known = error.kind() == io::ErrorKind::UnexpectedEof || detail.contains("EOCD");
            let detail = if is_known { String::new() } else { format!(" ({detail})") };
            format!("it is broken, or was not downloaded whole; download it again{detail}")
        }
        _ => error.to_string(),
    }
}

/// Says which files are where one is missing.
fn those_there(others: &[String]) -> String {
    match others {
        [] => "drag the file from its folder into the terminal, instead of typing its name".to_owned(),
        others => format!("its folder has {}", listed(others)),
    }
}

/// Returns the first few names, between backticks.
fn listed(names: &[String]) -> String {
    /// How many names a reader can look through.
    const MOST: usize = 5;
    let mut shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    if names.len() > MOST {
        shown.push(format!("{} more", names.len() - MOST));
    }
    let last = shown.pop().unwrap_or_default();
    if shown.is_empty() { last } else { format!("{} and {last}", shown.join(", ")) }
}

/// Returns what to do about sources without an export, by the names of the files in them.
pub(super) fn advice(names: &[String]) -> String {
    let first = |extensions: &[&str]| names.iter().find(|name| has_extension(name, extensions));
    if let Some(name) = first(&["zip", "tar", "tgz", "gz", "rar", "7z", "bz2", "xz"]) {
        return format!("`{name}` is an archive: unpack it, and name what comes out");
    }
    if first(&["doc", "docx", "odt", "pages", "rtf", "pdf"]).is_some() {
        return "a document of a word processor is none; in WordPress, choose Tools, Export".to_owned();
    }
    if first(&["html", "htm"]).is_some() {
        return "a web page that was saved is none; in WordPress, choose Tools, Export".to_owned();
    }
    if !names.is_empty() && names.iter().all(|name| is_picture(name)) {
        return "there are only pictures; name the export, too: `callslip import export.zip media.tar`".to_owned();
    }
    "in WordPress, choose Tools, Export, and download all content; or give the whole folder of a blog in Markdown, or a feed".to_owned()
}
