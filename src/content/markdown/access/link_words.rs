//! Words of links that do not say where they lead. Who hears a page often has its links read out one after the other, so
//! each must say where it leads (WCAG 2.4.4).

/// The words, in languages that columns are written in: those that Lighthouse looks for (its audit `link-text`), and their
/// like.
const EMPTY: &[&str] = &[
    "aqui",
    "aquí",
    "article",
    "artikel",
    "cliquez ici",
    "clique aqui",
    "click",
    "click aquí",
    "click here",
    "click this",
    "click this link",
    "clicca qui",
    "continue",
    "continue reading",
    "czytaj więcej",
    "dies",
    "dieser link",
    "en savoir plus",
    "enlace",
    "este enlace",
    "find out more",
    "follow this link",
    "full article",
    "go",
    "go here",
    "haz clic aquí",
    "her",
    "here",
    "hier",
    "hier klicken",
    "här",
    "ici",
    "info",
    "information",
    "klicka här",
    "klicken sie hier",
    "klik her",
    "klik hier",
    "klikk her",
    "kliknij tutaj",
    "leer más",
    "leggi di più",
    "leia mais",
    "lees meer",
    "les mer",
    "link",
    "lire la suite",
    "læs mere",
    "läs mer",
    "lue lisää",
    "læs mer",
    "lien",
    "lire plus",
    "mais informações",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr lesen",
    "meer",
    "meer informatie",
    "meer lezen",
    "more",
    "more details",
    "more here",
    "more info",
    "more information",
    "learn more",
    "más",
    "más información",
    "on this page",
    "over here",
    "pincha aquí",
    "press here",
    "qui",
    "read here",
    "read it here",
    "read more",
    "read more here",
    "read on",
    "read this",
    "right here",
    "saiba mais",
    "see here",
    "see more",
    "start",
    "tap here",
    "that link",
    "this",
    "this article",
    "this here",
    "this link",
    "this one",
    "this page",
    "this site",
    "this web page",
    "this webpage",
    "this website",
    "tutaj",
    "tässä",
    "täällä",
    "ver más",
    "view more",
    "visit",
    "voir ici",
    "weiterlesen",
    "weitere informationen",
    "więcej",
    "zde",
    "zum artikel",
];

/// Returns words as they are compared: in lower case, with single spaces, without the signs around them.
pub(super) fn normalized(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Returns true if normalized words do not say where a link leads.
pub(super) fn say_nothing(normalized: &str) -> bool {
    EMPTY.contains(&normalized)
}

#[cfg(test)]
mod tests {
    use super::{normalized, say_nothing};

    #[test]
    fn signs_case_and_spaces_change_nothing() {
        for words in ["here", "Here.", "  click\n here »", "(HERE)", "Read more …", "→ More", "hier", "Weiterlesen"]
        {
            assert!(say_nothing(&normalized(words)), "{words}");
        }
        for words in ["here at last", "the form", "Hereford", "1", "more jobs", "This Old House"] {
            assert!(!say_nothing(&normalized(words)), "{words}");
        }
    }
}
