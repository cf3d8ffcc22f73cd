//! The path of a file within a site or an output folder, checked once, where it enters.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// The path of a file within a site or an output folder: relative, with `/` between its names, not percent-encoded.
///
/// Such a path leads to nothing outside its folder, fits on one line of a text file, and is no file that callslip or
/// git keeps there for itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

/// The rule that a path breaks. The message has no part of the path in it, which may be unfit for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SitePathError {
    /// It has no name in it.
    #[error("it is empty")]
    Empty,
    /// A slash at its start or end, or two in a row.
    #[error("it has a slash at its start or end, or two in a row")]
    EmptyName,
    /// A name `.` or `..`.
    #[error("`.` and `..` are no names")]
    Dots,
    /// A character of Unicode's category Cc: C0, DEL, C1.
    #[error("it holds the control character U+{:04X}", u32::from(*.0))]
    Control(char),
    /// A backslash, which is a slash on Windows.
    #[error("it holds a backslash")]
    Backslash,
    /// A name longer than file systems take.
    #[error("a name in it is longer than {MAX_NAME_BYTES} bytes")]
    LongName,
    /// A path longer than stores take.
    #[error("it is longer than {MAX_BYTES} bytes")]
    Long,
    /// A name that begins with `.callslip`, in any case.
    #[error("names that begin with `.callslip` are callslip's own")]
    Callslip,
    /// The folder of a repository, in any case.
    #[error("the name `.git` is git's own")]
    Git,
}

/// The most bytes of one name: the limit of all common file systems.
pub const MAX_NAME_BYTES: usize = 255;

/// The most bytes of a path: the limit of S3.
pub const MAX_BYTES: usize = 1024;

impl SitePath {
    /// Returns the path, or the first rule that it breaks.
    pub fn parse(path: &str) -> Result<Self, SitePathError> {
        check(path).map(|()| Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks a path without keeping it.
fn check(path: &str) -> Result<(), SitePathError> {
    if path.is_empty() {
        return Err(SitePathError::Empty);
    }
    if path.len() > MAX_BYTES {
        return Err(SitePathError::Long);
    }
    if let Some(control) = path.chars().find(|c| c.is_control()) {
        return Err(SitePathError::Control(control));
    }
    if path.contains('\\') {
        return Err(SitePathError::Backslash);
    }
    path.split('/').try_for_each(check_name)
}

fn check_name(name: &str) -> Result<(), SitePathError> {
    let starts_with = |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    match name {
        "" => Err(SitePathError::EmptyName),
        "." | ".." => Err(SitePathError::Dots),
        _ if name.len() > MAX_NAME_BYTES => Err(SitePathError::LongName),
        _ if starts_with(".callslip") => Err(SitePathError::Callslip),
        _ if name.eq_ignore_ascii_case(".git") => Err(SitePathError::Git),
        _ => Ok(()),
    }
}

/// Returns the path as disks know it that ignore case and the form of accents (macOS, Windows): two paths are one file
/// there if these are equal.
///
/// This is caseless matching of canonical equivalents (Unicode, section 3.13), with upper case and then lower case for
/// case folding, so that `ß` equals `ss`.
pub fn folded(path: &str) -> Cow<'_, str> {
    if path.is_ascii() {
        if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(path.to_ascii_lowercase());
        }
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect())
}

impl Deref for SitePath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<std::path::Path> for SitePath {
    fn as_ref(&self) -> &std::path::Path {
        self.0.as_ref().as_ref()
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(path: &str) -> Option<String> {
        SitePath::parse(path).err().map(|error| error.to_string())
    }

    #[test]
    fn a_path_of_ordinary_names_is_kept_as_it_is() {
        for path in
            ["index.html", "questions/loud drums/index.html", "café/…", ".well-known/security.txt", "a/.htaccess"]
        {
            assert_eq!(SitePath::parse(path).unwrap().as_str(), path);
        }
        assert_eq!(rule(&"ä".repeat(127)), None);
    }

    #[test]
    fn each_rule_has_its_message() {
        let is = |path: &str, message: &str| assert_eq!(rule(path).as_deref(), Some(message), "{path:?}");
        is("", "it is empty");
        for path in ["/a", "a/", "a//b", "/"] {
            is(path, "it has a slash at its start or end, or two in a row");
        }
        for path in [".", "..", "a/../b", "./a"] {
            is(path, "`.` and `..` are no names");
        }
        is("a\nb", "it holds the control character U+000A");
        is("\0", "it holds the control character U+0000");
        is("a\u{7f}", "it holds the control character U+007F");
        is("a/\u{9b}31m", "it holds the control character U+009B");
        is("a\\b", "it holds a backslash");
        is(&"a".repeat(256), "a name in it is longer than 255 bytes");
        is(&"ä".repeat(128), "a name in it is longer than 255 bytes");
        is(&"a/".repeat(600), "it is longer than 1024 bytes");
        for path in [".callslip", "a/.Callslip.new/b", ".CALLSLIP-published", ".callslips"] {
            is(path, "names that begin with `.callslip` are callslip's own");
        }
        for path in [".git", "a/.GIT/config"] {
            is(path, "the name `.git` is git's own");
        }
        assert_eq!(rule(".gitignore"), None);
    }

    #[test]
    fn case_and_the_form_of_accents_do_not_count_in_a_folded_path() {
        assert!(matches!(folded("questions/loud-drums/"), Cow::Borrowed(_)));
        assert_eq!(folded("Photo.JPG"), "photo.jpg");
        assert_eq!(folded("CAFE\u{301}"), folded("caf\u{e9}"));
        assert_eq!(folded("STRASSE"), folded("straße"));
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
        assert_ne!(folded("café"), folded("cafe"));
    }
}
