//! What is below a letter in its mail, and is no part of it: signatures, `Sent from my iPhone`, the notices of companies; and the
//! warnings that they put above.

use super::footer_words::{is_banner, is_below_mail, is_notice, is_postscript, legal_words};
use super::row::TextRow;
use crate::content::salutation_word;

/// The line above a signature, without its space.
pub(super) const SIGNATURE: &str = "--";

/// The most lines of a signature.
const MOST_LINES: usize = 15;

/// The most lines below `Sent from my iPhone`.
const MOST_BELOW: usize = 8;

/// The most words in sentences that a signature or a notice has: more of them are a letter.
const MOST_PROSE: usize = 40;

/// Removes signatures, and what companies put above and below every mail. Returns their lines.
pub(super) fn cut_signature(rows: &mut Vec<TextRow>) -> Vec<TextRow> {
    let mut cut = cut_banners(rows);
    cut.extend(cut_marked(rows));
    let mut at = 0;
    while at < rows.len() {
        match signature_length(rows, at) {
            0 => at += 1,
            length => {
                cut.push(TextRow::default());
                cut.extend(rows.drain(at..at + length));
            }
        }
    }
    cut
}

/// Removes the warnings above a letter.
fn cut_banners(rows: &mut Vec<TextRow>) -> Vec<TextRow> {
    let mut cut = Vec::new();
    while let Some(at) = rows.iter().position(|row| !row.is_empty()).filter(|at| is_banner(&rows[*at].text)) {
        let more = rows[at + 1..].iter().take_while(|row| row.continues && !row.is_empty()).count();
        cut.extend(rows.drain(..=at + more));
    }
    // Where nothing else is in the mail, it is no warning.
    if rows.iter().all(TextRow::is_empty) {
        rows.append(&mut cut);
    }
    cut
}

/// Removes what the sender's program calls the signature. Some people write their letter into it.
fn cut_marked(rows: &mut Vec<TextRow>) -> Vec<TextRow> {
    let is_other = |row: &TextRow| {
        !row.is_signature && row.depth == 0 && !row.is_empty() && row.text != SIGNATURE && !is_below_mail(&row.text)
    };
    let has_other = rows.iter().any(is_other);
    let marked: Vec<TextRow> = rows.iter().filter(|row| row.is_signature).cloned().collect();
    let prose = prose_words(&marked);
    let is_letter = || prose > 0 || marked.iter().any(|row| salutation_word(&row.text).is_some());
    if prose > MOST_PROSE || !has_other && is_letter() {
        return Vec::new();
    }
    rows.retain(|row| !row.is_signature || row.depth > 0);
    marked.into_iter().filter(|row| row.depth == 0).collect()
}

/// Returns the number of lines here that are a signature or the like.
fn signature_length(rows: &[TextRow], at: usize) -> usize {
    let row = &rows[at];
    let is_after_gap = at == 0 || rows[at - 1].is_empty();
    if row.depth > 0 || row.is_empty() {
        return 0;
    }
    // A postscript is part of the letter wherever it is.
    let end = (at + 1..rows.len()).find(|next| is_postscript(&rows[*next].text)).unwrap_or(rows.len());
    let rest = &rows[at + 1..end];
    let lines = rest.iter().filter(|row| !row.is_empty()).count();
    if row.text == SIGNATURE {
        let is_signature = lines <= MOST_LINES && prose_words(rest) <= MOST_PROSE;
        return if is_signature { end - at } else { 0 };
    }
    let is_within = row.continues || rows.get(at + 1).is_some_and(|next| next.continues);
    if is_below_mail(&row.text) && !is_within {
        return if lines <= MOST_BELOW && prose_words(rest) == 0 { end - at } else { 1 };
    }
    let paragraph = rows[at..end].iter().position(TextRow::is_empty).unwrap_or(end - at);
    let text: Vec<&str> = rows[at..at + paragraph].iter().map(|row| row.text.as_str()).collect();
    if at > 0 && is_after_gap && is_notice(&text.join(" ")) {
        return if prose_words(&rows[at + paragraph..end]) <= MOST_PROSE { end - at } else { paragraph };
    }
    0
}

/// The fewest words of a sentence without a period.
const FEWEST_WORDS: usize = 8;

/// Returns the number of words in sentences, without those of notices.
fn prose_words(rows: &[TextRow]) -> usize {
    let is_prose = |row: &&TextRow| {
        let words = row.word_count();
        let small = row.text.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
        let is_sentence = words >= FEWEST_WORDS || words >= FEWEST_WORDS / 2 && row.text.ends_with(['.', '?', '!']);
        is_sentence && small * 2 >= words
    };
    let of_paragraph = |paragraph: &[TextRow]| {
        let text: Vec<&str> = paragraph.iter().map(|row| row.text.as_str()).collect();
        let text = text.join(" ");
        let is_legal = is_notice(&text) || legal_words(&text) >= 2;
        if is_legal { 0 } else { paragraph.iter().filter(is_prose).map(TextRow::word_count).sum() }
    };
    rows.split(TextRow::is_empty).map(of_paragraph).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::plain_text::{self, TextFlow};

    /// The letter, and what was cut.
    fn split(text: &str) -> (String, String) {
        let mut rows = plain_text::rows(text, TextFlow::default());
        let cut = cut_signature(&mut rows);
        let shown = |rows: &[TextRow]| {
            rows.iter().map(|row| row.text.as_str()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
        };
        (shown(&rows), shown(&cut))
    }

    #[track_caller]
    fn check(text: &str, letter: &str, cut: &str) {
        assert_eq!(split(text), (letter.to_owned(), cut.to_owned()), "{text}");
    }

    #[test]
    fn a_signature_is_short() {
        check("Is it?\n\n--\nJane Doe\n742 Evergreen Terrace", "Is it?", "-- / Jane Doe / 742 Evergreen Terrace");
        check("Is it?\n\n--\nJane\n\nPS: I hope so.", "Is it? / PS: I hope so.", "-- / Jane");
        let more = "I would like to know whether this is so in each of them, and what to do about it now. ".repeat(3);
        check(&format!("One.\n\n--\n{more}"), &format!("One. / -- / {}", more.trim()), "");
    }

    #[test]
    fn a_line_of_a_program_takes_no_sentence_with_it() {
        check(
            "Is it?\n\nSent from my iPhone\nJane Doe\n(555) 123-4567",
            "Is it?",
            "Sent from my iPhone / Jane Doe / (555) 123-4567",
        );
        check(
            "Is it?\n\nSent from my iPhone\n\nP.S. The drums are at night.",
            "Is it? / P.S. The drums are at night.",
            "Sent from my iPhone",
        );
        check("Is it?\n\nSent from my iPhone\n\nOr is it not?", "Is it? / Or is it not?", "Sent from my iPhone");
        let wrapped =
            "Last year I moved to a new post. Before I left, a box of gifts was\nsent from my phone, and nobody saw.";
        check(wrapped, &wrapped.replace('\n', " / "), "");
    }

    #[test]
    fn notices_are_cut_and_letters_are_not() {
        let notice = "This email and any attachments are confidential.";
        check(
            &format!("Is it?\n\n{notice}\n\nRegistered in Ohio"),
            "Is it?",
            &format!("{notice} / Registered in Ohio"),
        );
        let more = "I would like to know whether this is so in each of them, and what to do about it now. ".repeat(3);
        check(&format!("One.\n\n{notice}\n\n{more}"), &format!("One. / {}", more.trim()), notice);
        let own = "Disclaimer: I have never studied cataloging.";
        check(&format!("One.\n\n{own}\n\nTwo."), &format!("One. / {own} / Two."), "");
    }

    #[test]
    fn a_warning_above_is_one_paragraph() {
        check(
            "\n[EXTERNAL]\n\nCAUTION: External email. Do not click.\n\nDear Sol,\n\nIs it?",
            "Dear Sol, / Is it?",
            "[EXTERNAL] / CAUTION: External email. Do not click.",
        );
        check("[EXTERNAL]", "[EXTERNAL]", "");
    }

    #[test]
    fn a_letter_in_a_signature_stays() {
        let rows = |lines: &[(&str, bool)]| -> Vec<TextRow> {
            lines
                .iter()
                .map(|(line, is_signature)| TextRow { is_signature: *is_signature, ..TextRow::plain(line, 0) })
                .collect()
        };
        let left = |lines: &[(&str, bool)]| {
            let mut rows = rows(lines);
            cut_signature(&mut rows);
            rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>().join(" / ")
        };
        assert_eq!(left(&[("Is it?", false), ("Jane Doe", true)]), "Is it?");
        assert_eq!(left(&[("Dear Sol, is it?", true), ("Sent from my iPhone", true)]), "Dear Sol, is it?");
        assert_eq!(left(&[("Jane Doe", true)]), "");
        let long =
            "I have been eight years in interlibrary loan and I like it, and nobody asks me why I do. ".repeat(3);
        assert_eq!(left(&[("Dear Sol,", false), (&long, true)]), format!("Dear Sol, / {}", long.trim()));
    }
}
