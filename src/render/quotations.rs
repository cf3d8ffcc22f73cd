//! Finds what is within quotation marks in a text, whatever its language.

use std::ops::Range;

/// Marks that open a quotation, each with those that may close it.
const PARTNERS: [(char, &str); 12] = [
    ('"', "\""),
    ('“', "”"),
    ('”', "”"),
    ('„', "“”"),
    ('‚', "‘’"),
    ('‘', "’"),
    ('«', "»"),
    ('»', "«»"),
    ('‹', "›"),
    ('›', "‹›"),
    ('「', "」"),
    ('『', "』"),
];

/// Returns the quotations of a text with their marks. One that is never closed reaches beyond the end, and one that was opened
/// in an earlier paragraph begins with the text.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        // Most characters are ASCII, which has only this mark.
        if c.is_ascii() && c != '"' {
            before = Some(c);
            continue;
        }
        let end = at + c.len_utf8();
        let is_in_word = c == '’' && text[end..].starts_with(char::is_alphanumeric);
        let closed = open.iter().rposition(|(_, partners)| partners.contains(c)).filter(|_| !is_in_word);
        if let Some(closed) = closed {
            found.push(open[closed].0..end);
            open.truncate(closed);
        } else if let Some((_, partners)) = PARTNERS.iter().find(|(mark, _)| *mark == c && may_open(c, before)) {
            open.push((at, partners));
        } else if "”»«›‹」』".contains(c) {
            found.push(0..end);
        }
        before = Some(c);
    }
    found.extend(open.into_iter().map(|(start, _)| start..text.len() + 1));
    found
}

/// Returns true for a mark that opens a quotation after this character. Some marks close others.
fn may_open(mark: char, before: Option<char>) -> bool {
    let is_plain = "“„‚「『".contains(mark);
    is_plain
        || before
            .is_none_or(|c| c.is_whitespace() || "([{–—-/¿¡".contains(c) || PARTNERS.iter().any(|(mark, _)| *mark == c))
}
