//! The alternative text of a picture, which is read to those who cannot see it.

use crate::diagnostics::Diagnostic;
use crate::source::is_picture;

/// Words that editors put in the place of a text, or authors for want of one.
const PLACEHOLDERS: [&str; 22] = [
    "alt",
    "alt text",
    "alt_text",
    "alttext",
    "bild",
    "foto",
    "graphic",
    "icon",
    "image",
    "image description",
    "imagen",
    "img",
    "kein alt-text",
    "no alt text",
    "no description",
    "photo",
    "photograph",
    "pic",
    "picture",
    "screen shot",
    "screenshot",
    "untitled",
];

/// The starts of the names that cameras and telephones give their pictures: `IMG_2034`, `DSC01234`.
const CAMERAS: [&str; 12] =
    ["bild", "dsc", "dscf", "dscn", "foto", "image", "imag", "img", "p", "photo", "picture", "pxl"];

/// Returns true if a text is the name of a file, or a word for a picture, with or without a number.
fn says_nothing(alt: &str) -> bool {
    let words = alt.to_lowercase();
    let start = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | ' ' | '(' | ')'));
    let digits = words[start.len()..].bytes().filter(u8::is_ascii_digit).count();
    let is_camera = digits > 3 && CAMERAS.contains(&start);
    is_picture(alt) || is_camera || PLACEHOLDERS.contains(&start) || PLACEHOLDERS.contains(&words.as_str())
}

/// Returns what is wrong with the words of a picture in HTML, where no words say that it is only decoration.
pub(super) fn check_html(alt: &str) -> Option<Diagnostic> {
    let help = "describe it: `alt=\"A shelf of ledgers\"`; if it is only decoration, write `alt=\"\"`";
    (!alt.is_empty() && says_nothing(alt)).then(|| no_description(alt).help(help))
}

fn no_description(alt: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{alt}` does not describe this picture to readers who cannot see it"))
}

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
    says_nothing(alt).then(|| no_description(alt).help(help))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_of_files_and_placeholders_say_nothing() {
        for alt in [
            "",
            " ",
            "IMG_2034.jpg",
            "image",
            "Alt text",
            "Screen shot 3.PNG",
            "IMG_2034",
            "DSC01234",
            "Image 1",
            "PXL_20240102_1234",
            "photo",
            "shelf|300",
            "shelf | 300x200",
        ] {
            assert!(check(alt, "a.jpg").is_some(), "{alt}");
        }
        for alt in [
            "A shelf",
            "Image of a shelf",
            "Shelf",
            "A | B",
            "The file shelf.jpg on screen",
            "1986",
            "A|B",
            "P 12",
            "Figure 3",
            "Image of 1986",
            "Photo 51, by Gosling",
        ] {
            assert!(check(alt, "a.jpg").is_none(), "{alt}");
        }
    }
}
