//! The last lines of a letter: `Sincerely,` and a name, which may be a pen name.

use super::row::TextRow;
use crate::content::salutation_word;

/// The words above a name, in small letters and without the comma.
const VALEDICTIONS: [&str; 60] = [
    "sincerely",
    "yours sincerely",
    "sincerely yours",
    "yours",
    "yours truly",
    "yours faithfully",
    "best",
    "best regards",
    "all best",
    "all the best",
    "best wishes",
    "with best wishes",
    "regards",
    "kind regards",
    "warm regards",
    "warmly",
    "warmest regards",
    "thanks",
    "many thanks",
    "thanks so much",
    "thank you",
    "thank you so much",
    "thanks in advance",
    "thank you in advance",
    "thanks for your help",
    "cheers",
    "love",
    "with love",
    "gratefully",
    "with gratitude",
    "respectfully",
    "cordially",
    "hopefully",
    "take care",
    "signed",
    "in solidarity",
    "mit freundlichen grüßen",
    "mit freundlichen grüssen",
    "viele grüße",
    "liebe grüße",
    "herzliche grüße",
    "freundliche grüße",
    "beste grüße",
    "mfg",
    "lg",
    "cordialement",
    "bien cordialement",
    "bien à vous",
    "amicalement",
    "merci",
    "merci d'avance",
    "saludos",
    "un saludo",
    "saludos cordiales",
    "atentamente",
    "gracias",
    "met vriendelijke groet",
    "groeten",
    "cordiali saluti",
    "obrigada",
];

/// The end of a letter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SignOff {
    /// The index of the first of its lines.
    pub(super) start: usize,
    /// The name; empty if there is none.
    pub(super) name: String,
}

/// The most lines below a valediction: a name, and where somebody is from.
const MOST_LINES: usize = 4;

/// The most words of a name below a letter.
const MOST_WORDS: usize = 7;

/// Finds the name at the end of a text: below a valediction, after a dash, or alone in a short last paragraph.
pub(super) fn find(rows: &[TextRow]) -> Option<SignOff> {
    let last = rows.iter().rposition(|row| !row.is_empty())?;
    let row = &rows[last];
    if row.depth > 0 || row.is_block || row.word_count() > MOST_WORDS {
        return None;
    }
    let above = rows[..last].iter().rposition(|row| !row.is_empty());
    // `Sincerely,` / `Jane Doe` / `Springfield`
    let near = last.saturating_sub(MOST_LINES)..last;
    if let Some(start) = near.rev().find(|at| rows[*at].depth == 0 && is_valediction(&rows[*at].text)) {
        let name = rows[start + 1..].iter().find(|row| !row.is_empty()).map(|row| plain(&row.text));
        return Some(SignOff { start, name: name.unwrap_or_default() });
    }
    // `Sincerely, Jane`
    if let Some((valediction, name)) = row.text.split_once(',')
        && is_valediction(valediction)
        && !name.trim().is_empty()
    {
        return Some(SignOff { start: last, name: plain(name) });
    }
    if is_valediction(&row.text) {
        return Some(SignOff { start: last, name: String::new() });
    }
    let is_alone = above.is_some() && rows[last - 1].is_empty();
    let is_dashed = row.text.starts_with(['-', '–', '—', '~']) && !row.continues;
    (is_alone && (is_dashed || is_name(&row.text))).then(|| SignOff { start: last, name: plain(&row.text) })
}

fn is_valediction(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    VALEDICTIONS.contains(&line.as_str())
}

/// Returns true for words that can be nothing but a name: each has a capital, apart from small ones between them.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let has_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_link = |word: &&str| LINKS.contains(word) || word.len() < 4 && word.chars().all(char::is_lowercase);
    line.chars().all(|c| c.is_alphabetic() || " '’-.&".contains(c))
        && words.first().is_some_and(has_capital)
        && words.last().is_some_and(has_capital)
        && words.iter().all(|word| has_capital(word) || is_link(word))
        && words.len() <= MOST_NAME
        && !(words.len() == 1 && salutation_word(&format!("{line} ")).is_some())
        && !(line.ends_with('.') && words.last().is_some_and(|last| last.len() > 3))
}

/// The most words of a name that nothing announces.
const MOST_NAME: usize = 5;

/// Returns a name without the signs around it.
fn plain(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || "-–—~*_,.\"“”()[]<>".contains(c)).to_owned()
}

/// The small words in a pen name that is a phrase: `Stuck in Place`.
const LINKS: [&str; 26] = [
    "in", "and", "but", "at", "on", "over", "with", "without", "by", "about", "for", "no", "not", "the", "a", "an",
    "to", "from", "out", "of", "under", "between", "or", "yet", "still", "&",
];

/// Words of a state that do not end as most of them do.
const STATES: [&str; 46] = [
    "worn",
    "burnt",
    "stuck",
    "lost",
    "sick",
    "sad",
    "mad",
    "torn",
    "broke",
    "blue",
    "shy",
    "new",
    "late",
    "cold",
    "done",
    "fed",
    "anxious",
    "desperate",
    "alone",
    "lonely",
    "angry",
    "happy",
    "unhappy",
    "guilty",
    "sorry",
    "weary",
    "wary",
    "uneasy",
    "between",
    "caught",
    "undecided",
    "wondering",
    "drowning",
    "struggling",
    "freezing",
    "burning",
    "waiting",
    "dreading",
    "grieving",
    "sinking",
    "seething",
    "suffering",
    "floundering",
    "hoping",
    "almost",
    "perfectly",
];

/// Returns true for a name that is a phrase of the kind that readers of such columns sign with: `Sleepless in Seattle`. A name
/// that might be somebody's own is none.
pub(super) fn is_pen_name(name: &str, sender: Option<&str>) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let Some((first, rest)) = words.split_first() else { return false };
    let is_state = STATES.contains(&first.as_str()) || first.len() > 4 && has_ending_of_state(first);
    let has_link = rest.len() > 1 && rest[..rest.len() - 1].iter().any(|word| LINKS.contains(&word.as_str()));
    let of_sender =
        |word: &str| sender.is_some_and(|sender| sender.to_lowercase().split_whitespace().any(|part| part == word));
    let is_plain = name.chars().all(|c| c.is_alphabetic() || " '’&,-".contains(c));
    is_state && has_link && is_plain && words.len() <= MOST_WORDS && !words.iter().any(|word| of_sender(word))
}

fn has_ending_of_state(word: &str) -> bool {
    // Alfred, Mildred, and the like.
    let is_name =
        word.ends_with("fred") || word.ends_with("dred") || word.ends_with("ahmed") || word.ends_with("hamed");
    !is_name && ["ed", "less", "ful", "ous"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let rows = crate::intake::plain_text::rows(text, crate::intake::plain_text::TextFlow::default());
        find(&rows).map(|found| format!("{} {}", found.start, found.name)).unwrap_or_default()
    }

    #[test]
    fn the_name_below_a_letter_is_found() {
        assert_eq!(found("Is it?\n\nSincerely,\nStuck in Place"), "2 Stuck in Place");
        assert_eq!(found("Is it?\n\n— Stuck in Place"), "2 Stuck in Place");
        assert_eq!(found("Is it?\n\nThanks, Jane"), "2 Jane");
        assert_eq!(found("Is it?\n\nJane Doe"), "2 Jane Doe");
        assert_eq!(found("Is it?\n\nThanks!"), "2 ");
        assert_eq!(found("Is it?\n\nBest,\nJane\nOhio"), "2 Jane");
        assert_eq!(found("Is it?"), "");
        assert_eq!(found("First.\n\nI do not know what else to say about all of this."), "");
        assert_eq!(found("First.\n\nOr is it?"), "");
    }

    #[test]
    fn only_a_phrase_is_a_pen_name() {
        for name in
            ["Stuck in Place", "Sleepless in Seattle", "CONFUSED AND TIRED", "Fed Up with Metadata", "Lost at Sea"]
        {
            assert!(is_pen_name(name, Some("Jane Doe")), "{name}");
        }
        for name in [
            "Jane Doe",
            "Alfred and Jane",
            "Dean of Students",
            "Stuck",
            "Librarian in Boston",
            "Jane",
            "",
            "Lost in Jane",
        ] {
            assert!(!is_pen_name(name, Some("Jane Doe")), "{name}");
        }
    }
}
