//! The addresses of links and pictures.

/// Returns the addresses that a text of a column has for those of a text elsewhere.
pub(crate) trait Addresses {
    /// Returns the address of a link as it is to be written. `None` to keep its words only.
    fn link(&self, href: &str) -> Option<String>;

    /// Returns the name of a picture or another file in the folder of the text. `None` if it is missing: then a link to its
    /// old address is written.
    fn file(&self, src: &str) -> Option<String>;

    /// Returns true if another text links to the place of this id.
    fn leads_to(&self, _id: &str) -> bool {
        false
    }
}

/// Returns the scheme of an address in small letters: `https` of `https://…`.
pub(super) fn scheme(address: &str) -> Option<String> {
    let address: String = address.trim().chars().take_while(|c| *c != '/').filter(|c| !c.is_control()).collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) && !scheme.is_empty();
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Returns true for an address that runs a program or holds a whole file.
pub(super) fn is_harmful(address: &str) -> bool {
    matches!(scheme(address).as_deref(), Some("javascript" | "data" | "vbscript" | "blob" | "about"))
}

/// Returns the last part of an address, to call a file by.
pub(super) fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::{file_name, is_harmful};

    #[test]
    fn addresses_that_run_programs_are_known() {
        for address in ["javascript:a()", " JavaScript:a", "java\nscript:a", "data:text/html,a", "\u{1}vbscript:a"] {
            assert!(is_harmful(address), "{address}");
        }
        for address in ["https://a", "/a:b", "a/b:c", "mailto:a@b", "#a", ""] {
            assert!(!is_harmful(address), "{address}");
        }
        assert_eq!(file_name("https://a.org/b/c.jpg?w=300#x"), "c.jpg");
        assert_eq!(file_name("https://a.org/"), "a.org");
    }
}
