//! The last lines of a letter: `Sincerely,` and a name, which may be a pen name.

use super::footer_words::is_postscript;
use super::pen_name::{LINKS, is_pen_name};
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
    /// The index of the first line after its name.
    below: usize,
    /// The index of the first line after it: a postscript, perhaps.
    end: usize,
    /// The name; empty if there is none.
    pub(super) name: String,
    /// True if a valediction or a dash says that it is a name.
    is_announced: bool,
}

/// Takes a sign-off out of a letter. Returns its lines below the name: where somebody is from.
pub(super) fn take(rows: &mut Vec<TextRow>, found: &SignOff) -> Vec<TextRow> {
    let mut taken: Vec<TextRow> = rows.drain(found.start..found.end).collect();
    taken.split_off(found.below - found.start)
}

/// The most lines below a valediction: a name, and where somebody is from.
const MOST_LINES: usize = 4;

/// The most words of a name below a letter.
const MOST_WORDS: usize = 7;

/// Finds the name at the end of a reply, whose words would be lost if they were taken for a name. One that nothing announces is
/// that of the sender.
pub(super) fn find_in_reply(rows: &[TextRow], sender: &[Option<&str>]) -> Option<SignOff> {
    let parts = |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let known: Vec<String> = sender.iter().flatten().flat_map(|text| -> Vec<String> { parts(text) }).collect();
    let is_of_sender = |name: &str| {
        let name: Vec<String> = parts(name);
        name.iter().any(|part| !part.is_empty() && known.contains(part))
    };
    let is_sure = |found: &SignOff| found.is_announced || is_of_sender(&found.name) || is_pen_name(&found.name, None);
    find(rows).filter(|found| !found.name.is_empty() && is_sure(found))
}

/// Finds the name at the end of a text, or above its postscript: below a valediction, after a dash, or alone in a short last
/// paragraph.
pub(super) fn find(rows: &[TextRow]) -> Option<SignOff> {
    let postscript = rows.iter().position(|row| row.depth == 0 && is_postscript(&row.text));
    postscript.and_then(|at| find_last(&rows[..at])).or_else(|| find_last(rows))
}

fn find_last(rows: &[TextRow]) -> Option<SignOff> {
    let last = rows.iter().rposition(|row| !row.is_empty())?;
    let row = &rows[last];
    if row.depth > 0 || row.is_block || row.word_count() > MOST_WORDS {
        return None;
    }
    // `Sincerely,` / `Jane Doe` / `Springfield`
    let near = last.saturating_sub(MOST_LINES)..last;
    if let Some(found) = near.rev().find_map(|at| below_valediction(rows, at, last)) {
        return Some(found);
    }
    let at_last = |name: String| SignOff { start: last, below: last + 1, end: last + 1, name, is_announced: true };
    // `Sincerely, Jane`
    if let Some((valediction, name)) = row.text.split_once(',')
        && is_valediction(valediction)
        && is_full_name(name)
    {
        return Some(at_last(plain(name)));
    }
    if is_valediction(&row.text) {
        return Some(at_last(String::new()));
    }
    let above = rows[..last].iter().rev().find(|row| !row.is_empty())?;
    if !rows[last - 1].is_empty() {
        return None;
    }
    let dash = row.text.chars().next().filter(|c| "-–—~".contains(*c));
    match dash {
        // Below `Three things:`, and below another one, it is an item of a list.
        Some(dash) => {
            let is_item = above.text.ends_with(':') || above.text.starts_with(dash) || above.is_block;
            (!is_item && !row.continues && is_full_name(&row.text)).then(|| at_last(plain(&row.text)))
        }
        None => is_name(&row.text).then(|| SignOff { is_announced: false, ..at_last(plain(&row.text)) }),
    }
}

/// Returns the sign-off that begins with this line, if it is a valediction with a name below it.
fn below_valediction(rows: &[TextRow], at: usize, last: usize) -> Option<SignOff> {
    if rows[at].depth > 0 || !is_valediction(&rows[at].text) {
        return None;
    }
    let name = (at + 1..=last).find(|next| !rows[*next].is_empty())?;
    let is_directly_below = name == at + 1 && rows[at].text.ends_with(',');
    let text = &rows[name].text;
    let is_name =
        is_full_name(text) || is_short_name(text) || is_directly_below && !is_words(text) && !is_common(&plain(text));
    if name > at + 2 || rows[name].is_block || !is_name {
        return None;
    }
    let is_detail = |row: &TextRow| row.word_count() <= MOST_WORDS && !row.text.ends_with(['.', '?', '!', ':']);
    let end = if rows[name + 1..=last].iter().all(is_detail) { last + 1 } else { name + 1 };
    Some(SignOff { start: at, below: name + 1, end, name: plain(text), is_announced: true })
}

fn is_valediction(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    VALEDICTIONS.contains(&line.as_str())
}

/// Returns true for a name, a phrase that is a pen name, or a name with a degree: `Jane Doe, MLIS`.
fn is_full_name(text: &str) -> bool {
    let name = plain(text);
    let first = name.split(',').next().unwrap_or_default();
    !is_common(&name) && (is_name(first) && name.split(' ').count() <= MOST_WORDS || is_pen_name(&name, None))
}

/// Returns true for a few words that may be a name, in any letters.
fn is_short_name(text: &str) -> bool {
    let name = plain(text);
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || " '’-&".contains(c));
    !name.is_empty() && is_plain && name.split(' ').count() <= MOST_SHORT && !is_words(text) && !is_common(&name)
}

/// The most words of a name without capitals.
const MOST_SHORT: usize = 3;

/// Returns true for a sentence, or a part of one.
fn is_words(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_item = matches!(first, "-" | "–" | "*" | "•") && !is_full_name(text);
    let is_part = ["and", "but", "or", "for", "so", "to", "in", "if", "it", "we", "this", "that", "I", "It", "We"]
        .contains(&first);
    is_item || is_part || text.ends_with(['.', '?', '!', ':', ';']) || text.split(' ').count() > MOST_WORDS
}

/// Returns true for words that are nobody's name.
fn is_common(name: &str) -> bool {
    let name = name.to_lowercase();
    let known =
        ["all", "again", "always", "everyone", "everybody", "everything", "you", "friend", "friends", "folks", "hello"];
    known.contains(&&*name) || VALEDICTIONS.contains(&&*name)
}

/// Returns true for words that can be nothing but a name: each has a capital, apart from small ones between them.
fn is_name(line: &str) -> bool {
    let line = line.trim();
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
    fn a_postscript_is_part_of_the_letter() {
        let taken = |text: &str| {
            let mut rows = crate::intake::plain_text::rows(text, crate::intake::plain_text::TextFlow::default());
            let found = find(&rows).expect("a sign-off");
            let below = take(&mut rows, &found);
            let shown = |rows: &[TextRow]| {
                rows.iter().map(|row| row.text.as_str()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
            };
            format!("{} | {} | {}", found.name, shown(&rows), shown(&below))
        };
        assert_eq!(
            taken("Is it?\n\nSincerely,\nStuck in Place\n\nPS: Nobody else knows."),
            "Stuck in Place | Is it? / PS: Nobody else knows. | "
        );
        assert_eq!(
            taken("Is it?\n\nBest,\nKim\nOhio\nP.S. I hope so, for it is the third of its kind here."),
            "Kim | Is it? / P.S. I hope so, for it is the third of its kind here. | Ohio"
        );
        assert_eq!(taken("Is it?\n\nBest,\nKim\n\nUse earplugs."), "Kim | Is it? / Use earplugs. | ");
    }

    #[test]
    fn the_last_words_of_a_reply_are_no_name() {
        let sender = [Some("Kim Park"), Some("mouse@mail.example")];
        let name = |text: &str| {
            let rows = crate::intake::plain_text::rows(text, crate::intake::plain_text::TextFlow::default());
            find_in_reply(&rows, &sender).map(|found| found.name).unwrap_or_default()
        };
        for (text, expected) in [
            ("Thanks, and good luck with it", ""),
            ("Best, as always: earplugs help", ""),
            ("Three things:\n\n- Earplugs for the whole staff", ""),
            ("Three things:\n\n- Earplugs", ""),
            ("- One\n\n- Earplugs", ""),
            ("– and it never stopped", ""),
            ("Earplugs", ""),
            ("Try Earplugs", ""),
            ("Love", ""),
            ("Yours", ""),
            ("Yours\n\nor mine, she asked", ""),
            ("Love\n\nnot silence.", ""),
            ("Thanks,\nall", ""),
            ("Kim", "Kim"),
            ("Mouse", "Mouse"),
            ("Worn Out in Ohio", "Worn Out in Ohio"),
            ("- Jane", "Jane"),
            ("Thanks, Jane", "Jane"),
            ("Best,\nearplug fan", "earplug fan"),
            ("Best,\nStill hopeful but very tired", "Still hopeful but very tired"),
            ("Best,\n\nJane Doe, MLIS", "Jane Doe, MLIS"),
        ] {
            assert_eq!(name(&format!("I had that.\n\n{text}")), expected, "{text}");
        }
    }
}
