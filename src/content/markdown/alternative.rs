//! The alternative text of a picture, which is read to those who cannot see it.

use crate::diagnostics::Diagnostic;
use crate::source::is_picture;

/// Words that editors put in the place of a text.
const PLACEHOLDERS: [&str; 7] = ["alt", "alt text", "alt_text", "alttext", "image", "img", "picture"];

/// Returns what is wrong with an alternative text: it is missing, the name of a file, or has the width of Obsidian's pictures.
pub(super) fn check(alt: &str, address: &str) -> Option<Diagnostic> {
    let alt = alt.trim();
    let help = "describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`";
    if alt.is_empty() {
        return Some(Diagnostic::warning("this picture has no description for readers who cannot see it").help(help));
    }
    let size = alt.rsplit_once('|').map(|(words, size)| (words.trim(), size.trim()));
    let is_size = |size: &str| !size.is_empty() && size.chars().all(|c| c.is_ascii_digit() || c == 'x');
    if let Some((words, size)) = size.filter(|(_, size)| is_size(size)) {
        let diagnostic =
            Diagnostic::warning(format!("`|{size}` is read as words of this picture, and gives it no width"));
        return Some(
            diagnostic.help(format!("write `![{words}]({address})`: pictures are as wide as the text at most")),
        );
    }
    if is_picture(alt) || PLACEHOLDERS.contains(&alt.to_lowercase().as_str()) {
        let message = format!("`{alt}` does not describe this picture to readers who cannot see it");
        return Some(Diagnostic::warning(message).help(help));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_of_files_and_placeholders_say_nothing() {
        for alt in ["", " ", "IMG_2034.jpg", "image", "Alt text", "Screen shot 3.PNG", "shelf|300", "shelf | 300x200"] {
            assert!(check(alt, "a.jpg").is_some(), "{alt}");
        }
        for alt in ["A shelf", "Image of a shelf", "Shelf", "A | B", "The file shelf.jpg on screen", "1986", "A|B"] {
            assert!(check(alt, "a.jpg").is_none(), "{alt}");
        }
    }
}
