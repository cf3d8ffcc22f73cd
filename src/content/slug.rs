//! Slugs: the last part of an address.

use crate::diagnostics::{Diagnostic, Findings};
use crate::language::{Transliteration, is_punctuation};
use crate::site_path::nfc;
use crate::source::folder_of_index;
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, text};

/// The longest name of a file that is made of a title, in characters: readable, and short enough for any file system.
pub const LONGEST_FILE_NAME: usize = 80;

/// Returns the text in lowercase letters, digits and single hyphens: `Größe & Maß` becomes `grosse-mass`, and in German
/// `groesse-mass`. The letters are ASCII, apart from those that the language keeps. Empty if the text has no letter or
/// digit.
pub fn slugify(text: &str, transliteration: Transliteration) -> String {
    match transliteration {
        // As in the form in which it is stored: addresses of older columns follow from that.
        Transliteration::AnyLanguage => hyphenated(&transliteration.apply(text)),
        _ => hyphenated(&transliteration.apply(&nfc(text))),
    }
}

/// Returns a slug of at most so many characters, for the name of a file.
pub fn short_slug(text: &str, transliteration: Transliteration, most: usize) -> String {
    let mut slug: String = slugify(text, transliteration).chars().take(most).collect();
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Returns a name for comparing: two tags are one if these are equal. Case, the form of accents, spaces and punctuation
/// do not count; of an ASCII name this is the slug.
pub fn comparable(name: &str) -> String {
    if name.is_ascii() {
        return hyphenated(name);
    }
    let lowercase = nfc(name).to_lowercase();
    let mut plain = String::with_capacity(lowercase.len());
    for c in lowercase.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => plain.push('\''),
            // At the end of a word.
            'ς' => plain.push('σ'),
            _ if is_invisible(c) => {}
            _ if is_punctuation(c) => plain.push(' '),
            _ => plain.push(c),
        }
    }
    hyphenated(&plain)
}

/// Returns true for characters without a shape of their own: joiners, marks of direction, selectors of a variant.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x34f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0x2066..=0x2069 | 0xfe00..=0xfe0f | 0xfeff)
}

/// Joins the words of a text with hyphens, in lowercase ASCII. All that is not ASCII is part of a word.
fn hyphenated(text: &str) -> String {
    let is_in_word = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let mut slug = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(word) = rest.bytes().position(|byte| !is_in_word(byte)) {
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
pub fn of_file(path: &str, transliteration: Transliteration) -> String {
    let name = name_of(path);
    let stem = name.rsplit_once('.').filter(|_| folder_of_index(path).is_none()).map_or(name, |(stem, _)| stem);
    slugify(stem, transliteration)
}

/// Returns the name of a file, or of its folder if it is `index.md`.
pub(super) fn name_of(path: &str) -> &str {
    let path = folder_of_index(path).unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}

/// Reads a slug that the author chose: letters and digits of any script, with `-`, `_`, `.` or `~` between them.
pub(super) fn given(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let fits = |c: char| c.is_alphanumeric() || "-_.~".contains(c) || is_mark(c);
    if text.chars().all(fits) && !text.starts_with('.') && !text.ends_with('.') {
        return Some(nfc(&text).into_owned());
    }
    let diagnostic = Diagnostic::error(format!("`{text}` cannot be part of an address"));
    findings.add(span, diagnostic.help(format!("write `slug: {}`", slugify(&text, Transliteration::AnyLanguage))));
    None
}

/// Returns true for combining marks, which many scripts need with their letters.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5c7 | 0x610..=0x65f | 0x670 | 0x900..=0xdff | 0xe31..=0xe4e)
}

#[cfg(test)]
mod tests {
    use super::{comparable, of_file};
    use crate::language::Transliteration;

    fn slugify(text: &str) -> String {
        super::slugify(text, Transliteration::AnyLanguage)
    }

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
    fn in_a_language_letters_have_its_own_reading() {
        let slug = |language, text| super::slugify(text, Transliteration::of_language(language));
        assert_eq!(slug("de", "Größe & Maß"), "groesse-mass");
        assert_eq!(slug("de", "Gro\u{308}ße"), "groesse");
        assert_eq!(slug("ja", "東京、大阪 1"), "東京-大阪-1");
        assert_eq!(slug("uk", "Знам’янка"), "znamianka");
        assert_eq!(slug("en", "Café"), "cafe");
    }

    #[test]
    fn case_accents_forms_spaces_and_punctuation_do_not_count_when_names_are_compared() {
        let same = [
            ("Rare books", "rare-Books"),
            ("Fo\u{308}rdern", "fördern"),
            ("Ménage à trois", "ménage – à “trois”"),
            ("L’été", "l'Été"),
            ("ΟΔΟΣ", "οδος"),
            ("☕\u{fe0f} pause", "☕ Pause"),
            ("Größe, Maß", "größe: maß"),
        ];
        for (one, other) in same {
            assert_eq!(comparable(one), comparable(other), "{one} {other}");
        }
        let different = [
            ("fördern", "fordern"),
            ("历史", "力士"),
            ("Maße", "Masse"),
            ("мать", "мат"),
            ("C", "C++"),
            ("ё", "е"),
            ("कि", "की"),
            ("☕", "☔"),
            ("か\u{3099}", "か"),
        ];
        for (one, other) in different {
            assert_ne!(comparable(one), comparable(other), "{one} {other}");
        }
        assert_eq!(comparable("?!"), "");
        assert_eq!(comparable("“…”"), "");
    }

    #[test]
    fn a_file_is_named_for_itself_or_its_folder() {
        let of_file = |path: &str| of_file(path, Transliteration::AnyLanguage);
        assert_eq!(of_file("content/questions/loud drums.md"), "loud-drums");
        for index in ["index.md", "Index.md", "INDEX.MD", "index.markdown"] {
            assert_eq!(of_file(&format!("content/questions/loud-drums/{index}")), "loud-drums");
        }
        assert_eq!(of_file("content/questions/loud-drums/index.2.md"), "index-2");
    }
}
