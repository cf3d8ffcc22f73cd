//! Where an excerpt ends, if its text goes on: with a sentence, or else with a word and an ellipsis.

use super::scripts;
use super::words::is_space;

/// The most abbreviations in a row that are looked for at the end: `i. d. R.`, `Prof. Dr. J.`
const MOST_ABBREVIATIONS: usize = 4;

/// Abbreviations that look like a word at the end of a sentence: short, with a vowel, and without capitals.
const LIKE_WORDS: &[&str] = &[
    "al", "app", "art", "ca", "ed", "eds", "env", "etc", "evtl", "ex", "inc", "inkl", "max", "min", "mio", "no", "op",
    "resp", "sog", "usw", "vol",
];

/// Quotation marks and brackets that open something, each with those that may close it.
const PARTNERS: &[(char, &str)] = &[
    ('(', ")"),
    ('[', "]"),
    ('"', "\""),
    ('“', "”"),
    ('„', "“”"),
    ('‚', "‘’"),
    ('«', "»"),
    ('»', "«"),
    ('「', "」"),
    ('『', "』"),
    ('（', "）"),
    ('《', "》"),
    ('【', "】"),
];

/// Shortens the beginning of a text so that it ends well. `next` is what came next, `is_at_space` is true if a word ended
/// before that, and `link` is where a link begins that goes on.
pub(super) fn end_well(text: &mut String, next: &str, is_at_space: bool, link: Option<usize>) {
    // The rest may be lost for a better end.
    let kept = text.len() * 2 / 3;
    if let Some(end) = last_sentence(text, next).filter(|end| *end > kept) {
        return text.truncate(end);
    }
    if is_at_space {
        remove_abbreviations(text);
    } else {
        remove_clause(text);
    }
    let starts = opened(text).into_iter().chain(link);
    if let Some(start) = starts.filter(|start| *start > kept).min() {
        text.truncate(start);
    }
    text.truncate(text.trim_end_matches(announces_more).len());
    // A hyphen may belong to its word: `Haupt- und`.
    if let Some(before) = text.strip_suffix(" -") {
        text.truncate(before.trim_end_matches(announces_more).len());
    }
    if !text.ends_with('…') {
        text.push('…');
    }
}

/// Returns true for what makes no sense before an ellipsis.
fn announces_more(c: char) -> bool {
    c.is_whitespace() || ",;:–—―،؛，、；：・·/¿¡".contains(c)
}

/// Returns where the last sentence ends that ends outside of quotations and brackets.
fn last_sentence(text: &str, next: &str) -> Option<usize> {
    text.char_indices().rev().filter(|(_, c)| is_end_mark(*c)).find_map(|(at, mark)| {
        let rest = &text[at + mark.len_utf8()..];
        let after = rest.trim_start_matches(|c| matches!(c, '\u{a0}' | '\u{202f}') || closes(c));
        let end = text.len() - after.len();
        let is_at_space = scripts::is_cjk_mark(mark) || after.is_empty() || after.starts_with(is_space);
        let follows = after.trim_start_matches(is_space).chars().next().or_else(|| next.chars().next());
        let is_followed = !follows.is_some_and(|c| c.is_lowercase() || c.is_numeric() || is_end_mark(c));
        let is_end = is_at_space && is_followed && (mark != '.' || is_full_stop(&text[..at]));
        (is_end && opened(&text[..end]).is_empty()).then_some(end)
    })
}

/// Returns true for a mark that may end a sentence.
fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '‽' | '。' | '！' | '？' | '｡' | '．' | '؟' | '۔' | '।' | '॥')
}

/// Returns true for what may come after such a mark, and belongs to the sentence.
fn closes(c: char) -> bool {
    "'’‘".contains(c) || PARTNERS.iter().any(|(_, partners)| partners.contains(c))
}

/// Returns true if a period after this text ends a sentence: it is not that of an abbreviation, a number, or an ellipsis.
fn is_full_stop(before: &str) -> bool {
    let word = before.rsplit(is_space).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if !word.ends_with(char::is_alphanumeric) || word.contains('.') || letters < 2 {
        return word.ends_with(closes);
    }
    let has_case = word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let is_like_word = word.chars().all(char::is_lowercase) && word.contains(is_vowel);
    letters > 4 || !has_case || is_like_word && !LIKE_WORDS.contains(&word)
}

/// Returns true for a vowel. Few abbreviations of small letters have one: `bzw.`, `vgl.`, `pp.`
fn is_vowel(c: char) -> bool {
    "aeiouyäöüàáâãåæèéêëìíîïòóôõøœùúûýαεηιουωаеёиоуыэюяіїє".contains(c)
}

/// Returns where the quotations and brackets begin that are open at the end of a text.
fn opened(text: &str) -> Vec<usize> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric() && *c != ' ') {
        if let Some(last) = open.iter().rposition(|(_, partners)| partners.contains(c)) {
            open.truncate(last);
        } else if let Some((_, partners)) = PARTNERS.iter().find(|(opening, _)| *opening == c) {
            open.push((at, partners));
        }
    }
    open.into_iter().map(|(at, _)| at).collect()
}

/// Removes abbreviations at the end: `Dr.…` would be half a name.
fn remove_abbreviations(text: &mut String) {
    for _ in 0..MOST_ABBREVIATIONS {
        let Some((before, last)) = text.rsplit_once(is_space) else { return };
        let letters = last.chars().filter(|c| c.is_alphanumeric()).count();
        if !last.ends_with('.') || letters > 4 {
            return;
        }
        text.truncate(before.len());
    }
}

/// Removes the start of a clause at the end, as nobody can tell words apart in it. A long one is cut between two
/// characters.
fn remove_clause(text: &mut String) {
    let is_end = |c: char| scripts::is_cjk_mark(c) && !scripts::is_opening(c) && c != '・' || is_space(c);
    let end = text.char_indices().rev().find(|(_, c)| is_end(*c));
    let end = end.map_or(0, |(at, c)| at + c.len_utf8());
    if end * 2 >= text.len() {
        text.truncate(text[..end].trim_end().len());
    }
}

#[cfg(test)]
mod tests {
    use super::end_well;

    /// How a text ends that goes on with `next`; `|` is where a link begins that does.
    fn ended(text: &str, next: &str) -> String {
        let mut all = text.replace('|', "");
        end_well(&mut all, next, true, text.find('|'));
        all
    }

    #[test]
    fn it_ends_with_a_sentence_if_one_ends_near() {
        let long = "I have worked at the desk for six years and like it.";
        for (text, expected) in [
            (format!("{long} In the spring"), long.to_owned()),
            (format!("{long} “Why do you ask?” Open the"), format!("{long} “Why do you ask?”")),
            (format!("{long} The (very) last"), long.to_owned()),
            // Too much would be lost.
            ("It is. And then I went to the library in town".to_owned(), String::new()),
            // The names and numbers of these languages have periods, too.
            ("I went to the library of my school, and there was Dr. Smith".to_owned(), String::new()),
            ("Ich arbeite seit dem Herbst in der Bibliothek, und zwar bzw. Immer am 3. Mai".to_owned(), String::new()),
            (
                "Ich arbeite seit dem Herbst in der Bibliothek. Da".to_owned(),
                "Ich arbeite seit dem Herbst in der Bibliothek.".to_owned(),
            ),
            (
                "Er sagte mir gestern: „Das geht doch gar nicht.“ Und".to_owned(),
                "Er sagte mir gestern: „Das geht doch gar nicht.“".to_owned(),
            ),
            (
                "Elle m’a dit hier : «\u{a0}Ce n’est pas possible\u{a0}!\u{a0}» Et puis".to_owned(),
                "Elle m’a dit hier : «\u{a0}Ce n’est pas possible\u{a0}!\u{a0}»".to_owned(),
            ),
            (
                "أعمل في المكتبة منذ ست سنوات. هل أتعلم البرمجة؟ أم".to_owned(),
                "أعمل في المكتبة منذ ست سنوات. هل أتعلم البرمجة؟".to_owned(),
            ),
            (
                "أعمل في المكتبة منذ ست سنوات وأحب عملي. ثم".to_owned(),
                "أعمل في المكتبة منذ ست سنوات وأحب عملي.".to_owned(),
            ),
            (
                "図書館で六年働いています。勉強しようか、と思います。でも".to_owned(),
                "図書館で六年働いています。勉強しようか、と思います。".to_owned(),
            ),
        ] {
            let expected = if expected.is_empty() { format!("{text}…") } else { expected };
            assert_eq!(ended(&text, "goes"), expected);
        }
        assert_eq!(ended(long, "And"), long);
        // The next word goes on.
        assert_eq!(ended("I read it on the site of example.", "org"), "I read it on the site of example.…");
    }

    #[test]
    fn nothing_before_the_ellipsis_announces_more() {
        for (text, expected) in [
            ("I began with databases in September,", "I began with databases in September…"),
            ("Three things:", "Three things…"),
            ("Trois choses\u{a0}:", "Trois choses…"),
            ("We went –", "We went…"),
            ("We went -", "We went…"),
            ("Es gibt Haupt-", "Es gibt Haupt-…"),
            ("عندي ثلاثة أسئلة،", "عندي ثلاثة أسئلة…"),
            ("質問は三つ：", "質問は三つ…"),
        ] {
            assert_eq!(ended(text, "and"), expected);
        }
    }

    #[test]
    fn it_never_ends_within_a_quotation_a_bracket_or_a_link_that_has_just_begun() {
        for (text, expected) in [
            ("It counts the programs that the ALA (American", "It counts the programs that the ALA…"),
            ("She looked up from her screen and said, “You", "She looked up from her screen and said…"),
            ("Sie sah von ihrem Bildschirm auf und sagte: „Du", "Sie sah von ihrem Bildschirm auf und sagte…"),
            ("彼女は画面から顔を上げてこう言いました。そして「あ", "彼女は画面から顔を上げてこう言いました。"),
            ("You will find all of the prices in |the catalog", "You will find all of the prices in…"),
            // It began long ago.
            ("He said, “You will find all of the prices there", "He said, “You will find all of the prices there…"),
        ] {
            assert_eq!(ended(text, "of"), expected);
        }
    }
}
