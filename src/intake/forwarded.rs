//! The head of a mail that was quoted or forwarded, as programs write it into the text.

use std::ops::Range;

use super::mail_words::{HeadField, MailSubject, head_field, is_above_forwarded, is_above_original};
use super::row::TextRow;

/// The head of a mail in the text of another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ForwardedHead {
    /// The sender.
    pub(super) from: String,
    /// Its subject.
    pub(super) subject: MailSubject,
    /// Its date, as the program wrote it.
    pub(super) date: String,
    /// True if the words above say that it was forwarded.
    pub(super) is_forward: bool,
}

/// The most lines of a head: a field may go on in the next line.
const MOST_LINES: usize = 14;

/// Returns the first head in a text, and its lines with the line above it.
pub(super) fn find_head(rows: &[TextRow]) -> Option<(Range<usize>, ForwardedHead)> {
    (0..rows.len()).find_map(|at| {
        let row = &rows[at];
        let is_forward = is_above_forwarded(&row.text);
        let is_rule = row.text.len() > 10 && row.text.chars().all(|c| matches!(c, '_' | '-'));
        let is_above = is_forward || is_above_original(&row.text) || is_rule;
        if !is_above {
            // A letter may quote a mail with its head; only one that is not quoted is a program's.
            return (row.depth == 0).then(|| head(rows, at)).flatten().map(|(end, head)| (at..end, head));
        }
        let first = (at + 1..rows.len()).find(|next| !rows[*next].is_empty())?;
        let (end, mut head) = head(rows, first)?;
        head.is_forward = is_forward;
        (row.depth == 0).then_some((at..end, head))
    })
}

/// Reads the head whose first line this is. Returns the line after it.
fn head(rows: &[TextRow], start: usize) -> Option<(usize, ForwardedHead)> {
    field(&rows[start].text)?;
    let mut head = ForwardedHead::default();
    let (mut end, mut known, mut has_from, mut has_when) = (start, 0, false, false);
    for (at, row) in rows.iter().enumerate().skip(start).take(MOST_LINES) {
        // In HTML there may be a paragraph for each field.
        let goes_on = row.is_empty() && rows.get(at + 1).is_some_and(|next| field(&next.text).is_some());
        if row.is_empty() && !goes_on || row.depth != rows[start].depth {
            break;
        }
        let Some((name, value)) = field(&row.text) else { continue };
        known += 1;
        end = at + 1;
        match name {
            HeadField::From => {
                value.clone_into(&mut head.from);
                has_from = true;
            }
            HeadField::Date => {
                value.clone_into(&mut head.date);
                has_when = true;
            }
            HeadField::Subject => {
                head.subject = MailSubject::of(value);
                has_when = true;
            }
            HeadField::To | HeadField::Other => {}
        }
    }
    (known >= 3 && has_from && has_when).then_some((end, head))
}

/// Returns the field and the value of a line such as `From: Jane`.
fn field(line: &str) -> Option<(HeadField, &str)> {
    let (name, value) = line.split_once([':', '：'])?;
    let field = head_field(name.trim_matches(['*', '_', ' ', '\u{a0}']))?;
    Some((field, value.trim_matches(['*', ' ', '\u{a0}'])))
}

/// Returns the name and the address in `Jane Doe <jane@example.org>` and the like.
pub(super) fn name_and_address(from: &str) -> (Option<String>, Option<String>) {
    let is_end = |c: char| c.is_whitespace() || "<>[]()\",;".contains(c);
    let parts = || from.split(is_end).map(|part| part.trim_start_matches("mailto:"));
    let address =
        parts().find(|part| part.contains('@') && part.len() > 2).map(|part| part.trim_matches('\'').to_owned());
    let name = match &address {
        Some(address) => from.split(['<', '[', '(']).next().unwrap_or_default().replace(address.as_str(), ""),
        None => from.to_owned(),
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || "\"',;*".contains(c)).to_owned();
    (Some(name).filter(|name| !name.is_empty()), address)
}

#[cfg(test)]
mod tests {
    use super::name_and_address;

    #[test]
    fn senders_are_read() {
        let shown = |from: &str| {
            let (name, address) = name_and_address(from);
            format!("{}|{}", name.unwrap_or_default(), address.unwrap_or_default())
        };
        assert_eq!(shown("Jane Doe <jane@example.org>"), "Jane Doe|jane@example.org");
        assert_eq!(shown("\"Doe, Jane\" [mailto:jane@example.org]"), "Doe, Jane|jane@example.org");
        assert_eq!(shown("jane@example.org"), "|jane@example.org");
        assert_eq!(shown("Jane Doe"), "Jane Doe|");
        assert_eq!(shown(""), "|");
    }
}
