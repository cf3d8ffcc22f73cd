//! The path of a file within a site or an output folder, checked once, where it enters.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use memchr::memchr3_iter;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};

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
    #[error("`.` and `..` cannot be names")]
    Dots,
    /// A character of Unicode's category Cc: C0, DEL, C1.
    #[error("it contains an invisible character (U+{:04X})", u32::from(*.0))]
    Control(char),
    /// A backslash, which is a slash on Windows.
    #[error("it contains a backslash")]
    Backslash,
    /// A name longer than file systems take.
    #[error("a name in it is too long (more than {MAX_NAME_BYTES} bytes)")]
    LongName,
    /// A path longer than stores take.
    #[error("it is too long (more than {MAX_BYTES} bytes)")]
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
        Self::check(path).map(|()| Self(path.into()))
    }

    /// Checks a path that need not be stored; returns the first rule that it breaks.
    pub fn check(path: &str) -> Result<(), SitePathError> {
        if path.is_empty() {
            return Err(SitePathError::Empty);
        }
        if path.len() > MAX_BYTES {
            return Err(SitePathError::Long);
        }
        // Nearly all paths have none of these bytes. C1 control characters begin with 0xC2.
        let is_suspect = |byte: u8| byte < b' ' || matches!(byte, b'\\' | 0x7f | 0xc2);
        if path.bytes().fold(false, |found, byte| found | is_suspect(byte)) {
            if let Some(control) = path.chars().find(|c| c.is_control()) {
                return Err(SitePathError::Control(control));
            }
            if path.contains('\\') {
                return Err(SitePathError::Backslash);
            }
        }
        path.split('/').try_for_each(check_name)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
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

/// Returns true if a path is that of a folder, or leads into it.
pub fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns the first of many paths, each on an indented line of its own, and on one more line the number of the others.
pub fn listed(paths: &[String], most: usize) -> String {
    let mut lines: Vec<String> = paths.iter().take(most).map(|path| format!("  {path}")).collect();
    if paths.len() > most {
        lines.push(format!("  and {} more", paths.len() - most));
    }
    lines.join("\n")
}

/// A reason why no page, picture or old address of a column may have an address that is fine as a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reserved {
    /// A file that a web server, a host or a service for repositories reads as its settings.
    #[error("web hosts keep their settings there")]
    HostFile,
    /// An address of `callslip serve`.
    #[error("`callslip serve` uses it")]
    Preview,
    /// The folder of the theme. Hosts know no more of a file than its path, and let browsers keep this folder for a
    /// year, because each name in it has the hash of the file's content.
    #[error("is in the theme's folder, whose files browsers keep for a year")]
    Assets,
}

/// Names that web servers read in every folder, and git in a published branch.
const READ_EVERYWHERE: [&str; 8] = [
    ".gitattributes",
    ".gitignore",
    ".gitmodules",
    ".htaccess",
    ".htpasswd",
    ".user.ini",
    "staticwebapp.config.json",
    "web.config",
];

/// Names that hosts read in the root of a site, and services for repositories in that of a published branch.
const READ_IN_ROOT: [&str; 22] = [
    ".circleci",
    ".gitea",
    ".forgejo",
    ".github",
    ".gitlab",
    ".gitlab-ci.yml",
    ".netlify",
    ".nojekyll",
    ".travis.yml",
    ".vercel",
    ".woodpecker.yml",
    "_config.yml",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "netlify.toml",
    "nginx.conf",
    "now.json",
    "vercel.json",
    "wrangler.json",
    "wrangler.toml",
];

/// Returns the reason why no page, picture or old address may be written to this path; `None` if it may.
pub fn reserved(path: &str) -> Option<Reserved> {
    let is_page = path.strip_suffix("index.html").is_some_and(|folder| folder.is_ascii() && !folder.contains('.'));
    if is_page && !path.starts_with(['_', 'a', 'A']) {
        // Nearly all paths are done with here.
        return None;
    }
    let path = folded(path);
    let root = path.split('/').next().unwrap_or_default();
    match root {
        "assets" => Some(Reserved::Assets),
        "_callslip" | "_desk" => Some(Reserved::Preview),
        _ => is_host_file(&path).then_some(Reserved::HostFile),
    }
}

/// Returns true for a path, folded, at which a host expects its settings.
fn is_host_file(path: &str) -> bool {
    let mut names = path.split('/');
    // A folder of this name means nothing, and "CNAME" is a title.
    let is_domain = path == "cname";
    is_domain
        || names.clone().next().is_some_and(|root| READ_IN_ROOT.contains(&root))
        || names.any(|name| READ_EVERYWHERE.contains(&name))
}

/// Returns the text with each accent stored in its letter, where Unicode has such a letter: its form NFC.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Returns a text with each accent stored in its letter, as people type it; macOS writes some names, and programs some
/// texts, with letter and accent apart. All else stays as it is: the form NFC would replace some Han characters by others.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !has_parts(text) {
        return Cow::Borrowed(text);
    }
    let joins = |c: char| canonical_combining_class(c) != 0 || matches!(c, '\u{1160}'..='\u{11ff}');
    let mut composed = String::with_capacity(text.len());
    let mut start = 0;
    let mut length = 0;
    for (at, c) in text.char_indices() {
        if joins(c) {
            length += 1;
            continue;
        }
        push_composed(&text[start..at], length, &mut composed);
        (start, length) = (at, 1);
    }
    push_composed(&text[start..], length, &mut composed);
    Cow::Owned(composed)
}

/// Adds a letter with its accents.
fn push_composed(letter: &str, length: usize, composed: &mut String) {
    if length > 1 { composed.extend(letter.nfc()) } else { composed.push_str(letter) }
}

/// Returns true if a text may have accents apart from their letters (U+0300 to U+036F, those of kana) or parts of a
/// Hangul syllable.
fn has_parts(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_part = |at: usize| match (bytes[at], bytes.get(at + 1)) {
        (0xcc, _) => true,
        (0xcd, Some(next)) => *next < 0xb0,
        (_, Some(next)) => (0x84..=0x87).contains(next),
        (_, None) => false,
    };
    memchr3_iter(0xcc, 0xcd, 0xe1, bytes).any(is_part) || text.contains('\u{3099}') || text.contains('\u{309a}')
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

impl From<SitePath> for String {
    fn from(path: SitePath) -> Self {
        path.0.to_string()
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
            is(path, "`.` and `..` cannot be names");
        }
        is("a\nb", "it contains an invisible character (U+000A)");
        is("\0", "it contains an invisible character (U+0000)");
        is("a\u{7f}", "it contains an invisible character (U+007F)");
        is("a/\u{9b}31m", "it contains an invisible character (U+009B)");
        is("a\\b", "it contains a backslash");
        is(&"a".repeat(256), "a name in it is too long (more than 255 bytes)");
        is(&"ä".repeat(128), "a name in it is too long (more than 255 bytes)");
        is(&"a/".repeat(600), "it is too long (more than 1024 bytes)");
        for path in [".callslip", "a/.Callslip.new/b", ".CALLSLIP-published", ".callslips"] {
            is(path, "names that begin with `.callslip` are callslip's own");
        }
        for path in [".git", "a/.GIT/config"] {
            is(path, "the name `.git` is git's own");
        }
        assert_eq!(rule(".gitignore"), None);
    }

    #[test]
    fn settings_of_hosts_are_reserved_where_they_are_read() {
        let host =
            [".htaccess", "a/.HTACCESS", "a/web.config", "_Redirects", "_worker.js/a", ".github/workflows/a.yml"];
        for path in host.into_iter().chain(["CNAME", "vercel.json", "a/staticwebapp.config.json", "nginx.conf"]) {
            assert_eq!(reserved(path), Some(Reserved::HostFile), "{path}");
        }
        for path in ["cname/index.html", "a/_redirects", "questions/nginx.conf", "redirects", "index.html", "_a/b"] {
            assert_eq!(reserved(path), None, "{path}");
        }
    }

    #[test]
    fn folders_of_the_preview_and_of_the_theme_are_reserved_in_the_root() {
        assert_eq!(reserved("_desk/index.html"), Some(Reserved::Preview));
        assert_eq!(reserved("_Callslip/a"), Some(Reserved::Preview));
        assert_eq!(reserved("assets/a.gif"), Some(Reserved::Assets));
        assert_eq!(reserved("A\u{17f}sets"), Some(Reserved::Assets));
        for path in ["questions/assets/a.gif", "assets.html", "questions/_desk/index.html"] {
            assert_eq!(reserved(path), None, "{path}");
        }
    }

    #[test]
    fn accents_are_stored_in_their_letters_and_all_else_stays() {
        for text in ["Cafe", "Café, 東京 한국 ночь αυτό", "\u{fa19}", "\u{212b}", "\u{301}"] {
            assert!(composed(text) == text, "{text}");
        }
        let cases = [
            ("Cafe\u{301} a\u{323}\u{302}", "Café \u{1ead}"),
            ("и\u{306} か\u{3099}", "й が"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("x\u{301}y\u{301}\u{fa19}", "x\u{301}ý\u{fa19}"),
        ];
        for (apart, whole) in cases {
            assert_eq!(composed(apart), whole);
        }
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
