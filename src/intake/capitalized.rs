//! Words with a capital that no rule of spelling asks for: names of people, places, and employers.

use crate::content::ENGLISH_MONTHS;

/// The small words within a name: `University of Springfield`.
const WITHIN: [&str; 14] = ["of", "the", "and", "&", "de", "la", "du", "des", "der", "von", "van", "for", "at", "del"];

/// Words with a capital that identify nobody, besides the months, in small letters.
const ORDINARY: [&str; 55] = [
    "i",
    "i'm",
    "i've",
    "i'd",
    "i'll",
    "a",
    "ok",
    "okay",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "mondays",
    "fridays",
    "saturdays",
    "sundays",
    "english",
    "internet",
    "christmas",
    "easter",
    "pdf",
    "mail",
    "email",
    "dear",
    "hello",
    "hi",
    "thanks",
    "best",
    "regards",
    "tel",
    "phone",
    "fax",
    "am",
    "pm",
    "dr",
    "mr",
    "mrs",
    "ms",
    "re",
    "q",
];

/// Words that begin a sentence and no name, in small letters.
const OPENERS: [&str; 46] = [
    "the", "my", "our", "your", "his", "her", "their", "its", "this", "that", "these", "those", "in", "on", "at",
    "for", "from", "with", "as", "if", "when", "while", "since", "after", "before", "but", "and", "or", "so", "is",
    "are", "was", "do", "does", "did", "can", "could", "should", "would", "will", "how", "what", "why", "who", "where",
    "dear",
];

/// Returns the runs of words with capitals in a line. A word that begins a sentence has one anyway, unless `is_list`: in a
/// signature there are no sentences.
pub(super) fn capitalized(line: &str, is_list: bool) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let (mut is_start, mut begins) = (true, false);
    for word in line.split_whitespace() {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let opens = word.starts_with(|c: char| !c.is_alphanumeric());
        if opens && !run.is_empty() {
            end(&mut run, &mut runs, begins && !is_list);
        }
        if has_capital(core) {
            if run.is_empty() {
                begins = is_start;
            }
            run.push(core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core));
        } else if !run.is_empty() && WITHIN.contains(&core.to_lowercase().as_str()) {
            run.push(core);
        } else {
            end(&mut run, &mut runs, begins && !is_list);
        }
        let closes = word.ends_with(|c: char| !c.is_alphanumeric());
        if closes && !core.ends_with('\'') {
            end(&mut run, &mut runs, begins && !is_list);
        }
        // `St. Louis` and `J. Doe` go on.
        let is_short = core.chars().count() < 3 && has_capital(core) && word.ends_with('.');
        is_start = word.ends_with(['.', '!', '?', ':', '…', '"', '”']) && !is_short || is_start && core.is_empty();
    }
    end(&mut run, &mut runs, begins && !is_list);
    runs
}

fn has_capital(word: &str) -> bool {
    let is_pronoun = word == "I" || word.starts_with("I'") || word.starts_with("I’");
    word.starts_with(char::is_uppercase) && !is_pronoun && !word.contains('@') && !word.contains("://")
}

/// Ends a run of words.
fn end(run: &mut Vec<&str>, runs: &mut Vec<String>, begins_sentence: bool) {
    let mut words = std::mem::take(run);
    let is_ordinary = |word: &&str| {
        let word = word.to_lowercase().replace('’', "'");
        ORDINARY.contains(&&*word) || ENGLISH_MONTHS.contains(&&*word)
    };
    while words.last().is_some_and(|last| WITHIN.contains(&last.to_lowercase().as_str()) && !has_capital(last)) {
        words.pop();
    }
    // The first word of a sentence belongs to a name only if more of the name follows.
    let is_opener =
        words.first().is_some_and(|first| OPENERS.contains(&first.to_lowercase().as_str()) || is_ordinary(first));
    if begins_sentence && (words.len() < 2 || is_opener) {
        words = words.into_iter().skip(1).skip_while(|word| !has_capital(word)).collect();
    }
    if words.iter().all(|word| is_ordinary(word) || !has_capital(word) || word.chars().count() < 2) {
        return;
    }
    runs.push(words.join(" "));
}

#[cfg(test)]
mod tests {
    use super::capitalized;

    #[test]
    fn names_in_sentences_are_found() {
        let found = |line| capitalized(line, false).join("|");
        assert_eq!(
            found("I work at Springfield Public Library in Ohio, with Jane."),
            "Springfield Public Library|Ohio|Jane"
        );
        assert_eq!(
            found("The University of Springfield I left is large. Springfield too."),
            "University of Springfield"
        );
        assert_eq!(found("On Monday I asked Dr. Jane Doe's boss."), "Jane Doe");
        assert_eq!(found("Springfield Library has closed. It is sad."), "Springfield Library");
        assert_eq!(found("Is this right? I am not sure. Q: Is it?"), "");
        assert_eq!(found("We met at UCLA (Los Angeles)."), "UCLA|Los Angeles");
        assert_eq!(capitalized("Head of Cataloging, Springfield", true).join("|"), "Head of Cataloging|Springfield");
    }
}
