//! Characters that nobody sees, in names: two that look equal would differ by them.

use crate::diagnostics::Diagnostic;

/// The byte order mark, which means nothing within a text.
const MARK: char = '\u{feff}';

/// A sign of mathematics, as long as a mark, which is put in the place of one that was reported.
const STAND_IN: char = '\u{2064}';

/// The joiner, which makes one emoji of two, and shapes letters of Indic scripts.
const JOINER: char = '\u{200d}';

/// The non-joiner, which Persian and Indic words need.
const NON_JOINER: char = '\u{200c}';

/// Returns true if a text has a character that may be wrong in a name.
pub fn may_be_in(text: &str) -> bool {
    !text.is_ascii() && text.contains(is_unseen)
}

/// Returns the diagnostic for the first character of a name that nobody sees.
pub fn check_name(name: &str) -> Option<Diagnostic> {
    let (_, found) = (!name.is_ascii()).then(|| unseen(name).find(|(_, c)| *c != STAND_IN)).flatten()?;
    let shown = without_unseen(name);
    let message = format!("there is an invisible character in `{shown}` (U+{:04X})", u32::from(found));
    Some(
        Diagnostic::warning(message)
            .help(format!("delete `{shown}` and type it again: the character came with pasted text")),
    )
}

/// Returns the diagnostic for the name of a file or folder with a character that nobody sees.
pub fn check_file(name: &str) -> Option<Diagnostic> {
    let (_, found) = (!name.is_ascii()).then(|| unseen(name).next()).flatten()?;
    let shown = without_unseen(name);
    let message = format!("there is an invisible character in this file's name (U+{:04X})", u32::from(found));
    Some(Diagnostic::warning(message).help(format!("rename it: delete the whole name, and type `{shown}`")))
}

/// Returns the places of the byte order marks within a text, and the text with as long a character instead of each, of
/// which names are free as of marks. `None` if there is none.
pub fn without_marks(text: &str) -> Option<(Vec<usize>, String)> {
    let marks: Vec<usize> = text.match_indices(MARK).map(|(at, _)| at).collect();
    (!marks.is_empty()).then(|| (marks, text.replace(MARK, STAND_IN.encode_utf8(&mut [0; 4]))))
}

/// Returns the diagnostic for a byte order mark within a text.
pub fn mark() -> Diagnostic {
    let message = format!("there is an invisible character here (U+{:04X})", u32::from(MARK));
    Diagnostic::warning(message).help("delete the word and type it again: the character came with pasted text")
}

/// Returns a name as it is seen.
pub fn without_unseen(name: &str) -> String {
    let unseen: Vec<usize> = unseen(name).map(|(at, _)| at).collect();
    name.char_indices().filter(|(at, _)| !unseen.contains(at)).map(|(_, c)| c).collect()
}

/// The characters of a name that nobody sees, with their places. Joiners between letters that they shape, and in emoji,
/// are none.
fn unseen(name: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    name.char_indices().filter(|(at, c)| {
        let shapes = || match *c {
            JOINER => name[..*at].ends_with(is_shaped),
            NON_JOINER => name[..*at].ends_with(is_shaped) && name[at + c.len_utf8()..].starts_with(is_shaped),
            _ => false,
        };
        is_unseen(*c) && !shapes()
    })
}

/// Returns true for characters without width (Unicode 23.2), but those that reverse a text, which are reported
/// everywhere, and those that choose among the forms of the character before them.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}' | '\u{3164}' | MARK | '\u{ffa0}'
    )
}

/// Returns true for letters of scripts in which joiners matter, from Hebrew on, and for emoji.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1cff}' | '\u{2190}'..='\u{2bff}' | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fe0f}' | '\u{fe70}'..='\u{fefe}' | '\u{10a00}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_belong_to_words_that_need_them() {
        for name in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "അവന്\u{200d}",
            "👩\u{200d}💻",
            "❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e007f}",
        ] {
            assert_eq!(without_unseen(name), name);
            assert!(check_name(name).is_none(), "{name}");
        }
        for name in [
            "car\u{200d}eer",
            "car\u{200c}eer",
            "می\u{200c}",
            "\u{200d}a",
            "car\u{200b}eer",
            "ca\u{ad}reer",
            "a\u{feff}",
        ] {
            let shown: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(without_unseen(name), shown);
            assert!(may_be_in(name) && check_name(name).is_some(), "{name}");
        }
    }
}
