//! Slugs: the last part of an address.

use std::borrow::Cow;

use crate::diagnostics::{Diagnostic, Findings};
use crate::site_path::nfc;
use crate::source::folder_of_index;
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, text};

/// Returns the text in lowercase ASCII letters, digits and single hyphens: `Größe & Maß` becomes `grosse-mass`. Empty
/// if the text has no letter or digit.
pub fn slugify(text: &str) -> String {
    let ascii = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(deunicode::deunicode(text)) };
    let mut slug = String::with_capacity(ascii.len());
    let mut rest = &*ascii;
    while let Some(word) = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()) {
        slug.push_str(&rest[..word]);
        let mut signs = rest[word..].chars();
        let sign = signs.next().unwrap_or_default();
        rest = signs.as_str();
        let in_word = !slug.is_empty() && !slug.ends_with('-');
        if in_word && sign != '\'' {
            slug.push('-');
        }
        match sign {
            '+' => slug.push_str("plus-"),
            // This is part of the name of a language or key; before a number `#` only means "number".
            '#' if in_word => slug.push_str("sharp-"),
            _ => {}
        }
    }
    slug.push_str(rest);
    slug.make_ascii_lowercase();
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Returns true for names that Windows reserves for devices. It cannot store a file or folder of such a name.
pub(super) fn is_device(slug: &str) -> bool {
    let name = slug.split('.').next().unwrap_or(slug);
    let (device, number) = name.split_at_checked(3).unwrap_or((name, ""));
    let devices: &[&str] = match number.as_bytes() {
        [] => &["con", "prn", "aux", "nul"],
        [b'1'..=b'9'] => &["com", "lpt"],
        _ => &[],
    };
    devices.iter().any(|name| device.eq_ignore_ascii_case(name))
}

/// Returns true if Windows allows no file or folder of that name.
pub fn is_refused_by_windows(name: &str) -> bool {
    is_device(name) || name.contains(['<', '>', ':', '"', '|', '?', '*', '\\']) || name.ends_with(['.', ' '])
}

/// Returns the slug of a file: its name, or the name of its folder if it is `index.md`.
pub(super) fn of_file(path: &str) -> String {
    if let Some(folder) = folder_of_index(path) {
        return slugify(folder.rsplit('/').next().unwrap_or(folder));
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Reads a slug that the author chose: letters and digits of any script, with `-`, `_`, `.` or `~` between them.
pub(super) fn given(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let fits = |c: char| c.is_alphanumeric() || "-_.~".contains(c) || is_mark(c);
    if text.chars().all(fits) && !text.starts_with('.') && !text.ends_with('.') {
        return Some(nfc(&text).into_owned());
    }
    let diagnostic = Diagnostic::error(format!("`{text}` cannot be part of an address"));
    findings.add(span, diagnostic.help(format!("write `slug: {}`", slugify(&text))));
    None
}

/// Returns true for combining marks, which many scripts need with their letters.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5c7 | 0x610..=0x65f | 0x670 | 0x900..=0xdff | 0xe31..=0xe4e)
}

#[cfg(test)]
mod tests {
    use super::{of_file, slugify};

    #[test]
    fn any_text_becomes_plain_letters_and_hyphens() {
        assert_eq!(slugify("Records management"), "records-management");
        assert_eq!(slugify("Größe & Maß"), "grosse-mass");
        assert_eq!(slugify("What's  it -- worth?"), "whats-it-worth");
        assert_eq!(slugify("東京"), "dong-jing");
        assert_eq!(slugify("C#, C++"), "c-sharp-c-plus-plus");
        assert_eq!(slugify("Bach's# 'n' #1 +"), "bachs-sharp-n-1-plus");
        assert_eq!(slugify("#1"), "1");
        assert_eq!(slugify("?!"), "");
    }

    #[test]
    fn a_file_is_named_for_itself_or_its_folder() {
        assert_eq!(of_file("content/questions/loud drums.md"), "loud-drums");
        for index in ["index.md", "Index.md", "INDEX.MD", "index.markdown"] {
            assert_eq!(of_file(&format!("content/questions/loud-drums/{index}")), "loud-drums");
        }
        assert_eq!(of_file("content/questions/loud-drums/index.2.md"), "index-2");
    }
}
