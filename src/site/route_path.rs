//! The path of an address, checked once, where it enters.

use std::fmt;
use std::ops::Deref;

use percent_encoding::percent_decode_str;

use crate::diagnostics::Diagnostic;
use crate::site_path::{Reserved, SitePath, SitePathError, reserved};

/// The path of an address from the root of the column, percent-encoded: `/questions/loud-drums/`.
///
/// Decoded, it is the path of a file of the site. So it cannot break a line of a host's settings or of a list of files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoutePath {
    encoded: String,
    file: SitePath,
}

/// The rule that the path of an address breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoutePathError {
    /// It is no path of a file.
    #[error(transparent)]
    SitePath(#[from] SitePathError),
    /// Something else owns it.
    #[error(transparent)]
    Reserved(#[from] Reserved),
    /// Its percent-encoded bytes are no text.
    #[error("it has characters that cannot be read")]
    Encoding,
}

impl RoutePath {
    /// Returns the path of an address, or the rule that it breaks; `encoded` begins with a slash.
    pub fn new(encoded: String) -> Result<Self, RoutePathError> {
        let relative = encoded.strip_prefix('/').unwrap_or(&encoded);
        let decoded = percent_decode_str(relative).decode_utf8().map_err(|_| RoutePathError::Encoding)?;
        let is_folder = decoded.is_empty() || decoded.ends_with('/');
        let file = if is_folder { SitePath::parse(&format!("{decoded}index.html")) } else { SitePath::parse(&decoded) };
        Ok(Self { file: file?, encoded })
    }

    /// Returns the path of an address that is not reserved, or the rule that it breaks.
    pub fn unreserved(encoded: String) -> Result<Self, RoutePathError> {
        let path = Self::new(encoded)?;
        reserved(&path.file).map_or(Ok(path), |reserved| Err(reserved.into()))
    }

    /// Returns the message for a path, percent-encoded, that breaks a rule. Its start is enough of a long one.
    pub(super) fn refusal(encoded: &str, cannot_be: &str, error: RoutePathError) -> Diagnostic {
        let shown = match encoded.char_indices().nth(60) {
            Some((end, _)) => format!("{}…", &encoded[..end]),
            None => encoded.to_owned(),
        };
        Diagnostic::error(match error {
            RoutePathError::Reserved(Reserved::Assets) => format!("`{shown}` {error}"),
            RoutePathError::Reserved(_) | RoutePathError::SitePath(_) | RoutePathError::Encoding => {
                format!("`{shown}` cannot be {cannot_be}: {error}")
            }
        })
    }

    /// The path, percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.encoded
    }

    /// The file that the output is written to: `/a/` becomes `a/index.html`.
    pub fn file(&self) -> &SitePath {
        &self.file
    }
}

impl Deref for RoutePath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.encoded
    }
}

impl fmt::Display for RoutePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.encoded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_of_the_site() {
        let file = |path: &str| RoutePath::new(path.to_owned()).unwrap().file().to_string();
        assert_eq!(file("/"), "index.html");
        assert_eq!(file("/questions/loud%20drums/"), "questions/loud drums/index.html");
        assert_eq!(file("/caf%C3%A9.pdf"), "café.pdf");
    }

    #[test]
    fn an_address_that_is_no_file_of_the_site_is_refused() {
        let rule = |path: &str| RoutePath::unreserved(path.to_owned()).unwrap_err().to_string();
        assert_eq!(rule("/a%0Ab/"), "it contains an invisible character (U+000A)");
        assert_eq!(rule("/%2E%2e/a/"), "`.` and `..` cannot be names");
        assert_eq!(rule("/a%5Cb/"), "it contains a backslash");
        assert_eq!(rule("/a//b/"), "it has a slash at its start or end, or two in a row");
        assert_eq!(rule("//"), "it has a slash at its start or end, or two in a row");
        assert_eq!(rule("/%FF/"), "it has characters that cannot be read");
        assert_eq!(rule("/.htaccess"), "web hosts keep their settings there");
        assert_eq!(rule("/%5Fdesk/"), "`callslip serve` uses it");
        assert!(RoutePath::new("/.htaccess".to_owned()).is_ok());
    }
}
