//! The target of a link, as far as one file determines it.

use percent_encoding::percent_decode_str;

use crate::diagnostics::Diagnostic;
use crate::source::{FROM_DISK, ON_DISK, is_on_disk};

/// The target of a link or picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file of the column, `content/programs/rare-book-school.md`, with a fragment.
    File {
        /// The file's path in the column.
        path: String,
        /// The fragment, without `#`.
        fragment: Option<String>,
    },
    /// A path of the published column: `/tags/`.
    Route {
        /// The path, without query or fragment.
        path: String,
        /// The query and fragment, with their `?` and `#`.
        rest: String,
    },
    /// An id on the same page.
    Here(String),
    /// A full URL elsewhere, as written.
    Elsewhere(String),
    /// A URL that a browser would execute (`javascript:`); holds the scheme.
    Refused(String),
    /// An empty address.
    Empty,
    /// A path that leads out of the column.
    Outside(String),
}

impl LinkTarget {
    /// Returns the target of an address in a file of this folder.
    pub fn of(address: &str, folder: &str) -> Self {
        let address = address.trim();
        if address.is_empty() {
            return Self::Empty;
        }
        if let Some(id) = address.strip_prefix('#') {
            return Self::Here(decoded(id));
        }
        if let Some(scheme) = scheme(address) {
            let harmful = matches!(scheme.to_ascii_lowercase().as_str(), "javascript" | "data" | "vbscript");
            return if harmful { Self::Refused(scheme.to_owned()) } else { Self::Elsewhere(address.to_owned()) };
        }
        if address.starts_with("//") {
            return Self::Elsewhere(address.to_owned());
        }
        if address.starts_with('/') {
            let end = address.find(['#', '?']).unwrap_or(address.len());
            return Self::Route { path: address[..end].to_owned(), rest: address[end..].to_owned() };
        }
        let (file, fragment) = address.split_once('#').map_or((address, None), |(file, id)| (file, Some(decoded(id))));
        let file = decoded(file.split('?').next().unwrap_or(file));
        match crate::source::join(folder, &file) {
            Some(path) => Self::File { path, fragment },
            None => Self::Outside(address.to_owned()),
        }
    }

    /// Returns what is wrong with it as a picture, whatever the other files are.
    pub(super) fn refusal_as_picture(&self) -> Option<Diagnostic> {
        match self {
            Self::Elsewhere(address) if is_on_disk(address) => Some(Diagnostic::error(ON_DISK).help(FROM_DISK)),
            Self::Elsewhere(_) => Some(
                Diagnostic::error("this picture is on another site, which could then track your readers")
                    .help("save the file in the same folder as this one, and write its name here"),
            ),
            other => other.refusal(),
        }
    }

    /// Returns what is wrong with it, whatever the other files are.
    pub(super) fn refusal(&self) -> Option<Diagnostic> {
        match self {
            Self::Empty => {
                Some(Diagnostic::error("this link leads nowhere").help("write an address between the brackets"))
            }
            Self::Refused(scheme) if scheme.eq_ignore_ascii_case("data") => {
                let diagnostic =
                    Diagnostic::error("this address is a whole file, such as a picture, written out as text");
                Some(diagnostic.help("save it as a file in the same folder as this one, and write its name here"))
            }
            Self::Refused(scheme) => {
                let message = format!("an address that begins with `{scheme}:` runs a program in the reader's browser");
                Some(Diagnostic::error(message).help("link to a page instead"))
            }
            Self::Outside(_) => {
                let diagnostic = Diagnostic::error("this link leads outside the column's folder");
                Some(diagnostic.help("link to a file under `content/`"))
            }
            _ => None,
        }
    }
}

fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Returns `https` of `https://…`. `None` for a relative address, even if its last part has a colon.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let well_formed = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    well_formed.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::LinkTarget;

    fn file(address: &str) -> String {
        match LinkTarget::of(address, "content/questions") {
            LinkTarget::File { path, fragment } => format!("{path}#{}", fragment.unwrap_or_default()),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn relative_links_lead_to_files_of_the_column() {
        assert_eq!(file("../programs/rare%20books.md#facts"), "content/programs/rare books.md#facts");
        assert_eq!(file("./other.md"), "content/questions/other.md#");
        assert_eq!(file("../../../etc/passwd"), "Outside(\"../../../etc/passwd\")");
    }

    #[test]
    fn what_a_browser_would_run_is_refused() {
        assert_eq!(LinkTarget::of("JavaScript:alert(1)", ""), LinkTarget::Refused("JavaScript".to_owned()));
        assert_eq!(
            LinkTarget::of("mailto:a@example.org", ""),
            LinkTarget::Elsewhere("mailto:a@example.org".to_owned())
        );
        assert_eq!(LinkTarget::of("#q1", ""), LinkTarget::Here("q1".to_owned()));
    }
}
