//! The mails in which form services send what somebody wrote: the name of each field, and below it what is in it.

use super::form_columns::{FormColumn, column_of};
use super::row::TextRow;

/// Returns the fields of such a mail with their values; `None` if it names fewer than two fields, or none with a letter.
pub(super) fn fields(rows: &[TextRow]) -> Option<Vec<(String, String)>> {
    let mut fields: Vec<(String, Vec<&str>)> = Vec::new();
    for row in rows.iter().filter(|row| row.depth == 0) {
        let is_new = |name: &str| fields.iter().all(|(known, _)| known != name);
        // A service writes all values on the line of the name, or all below it. A letter may have lines of the other kind.
        let is_like = |value: &str| fields.first().is_none_or(|(_, lines)| lines[0].is_empty() == value.is_empty());
        let label = label(&row.text).filter(|(name, value)| is_new(name) && is_like(value));
        if let Some((name, value)) = label {
            fields.push((name.to_owned(), vec![value]));
        } else if let Some((_, lines)) = fields.last_mut() {
            lines.push(&row.text);
        }
    }
    let has_letter = fields.iter().any(|(name, _)| column_of(name) == FormColumn::Words);
    if fields.len() < 2 || !has_letter {
        return None;
    }
    if let Some((name, lines)) = fields.last_mut() {
        // Below the last field, the service writes about itself.
        let is_end = |line: &&str| BELOW.iter().any(|words| line.starts_with(words));
        let end = lines.iter().position(is_end).unwrap_or(lines.len());
        lines.truncate(end);
        if column_of(name) != FormColumn::Words {
            let first = lines.iter().position(|line| !line.is_empty()).map_or(0, |at| at + 1);
            lines.truncate(first);
        }
    }
    Some(fields.into_iter().map(|(name, lines)| (name, lines.join("\n").trim().to_owned())).collect())
}

/// The beginnings of what services write below the last field.
const BELOW: [&str; 8] = [
    "Submitted ",
    "Submission ",
    "You are receiving this",
    "This email was sent",
    "This message was sent",
    "Sent via ",
    "Powered by ",
    "Mark as spam",
];

/// Returns the name of a field and what follows it in `email: jane@example.org`.
fn label(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_matches(['*', ' ']);
    let is_field = |kind| !matches!(kind, FormColumn::Other | FormColumn::Id | FormColumn::Received);
    (name.len() <= 20 && is_field(column_of(name))).then(|| (name, value.trim_matches(['*', ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        fields(&text.lines().map(|line| TextRow::plain(line, 0)).collect::<Vec<_>>())
    }

    #[test]
    fn the_fields_are_those_of_the_form() {
        let mail = "Hey there,\n\nSomeone just submitted your form on https://desk.example/ask/.\n\nletter:\n\nDear Sol,\n\nSubject: late?\n\n\
                    pen_name:\n\nTired\n\nemail:\n\njane@example.org\n\nSubmitted 07:03 PM UTC\n\nYou are receiving this\n";
        let expected =
            [("letter", "Dear Sol,\n\nSubject: late?"), ("pen_name", "Tired"), ("email", "jane@example.org")];
        assert_eq!(read(mail), Some(expected.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()));
    }

    #[test]
    fn a_letter_of_a_person_has_none() {
        assert_eq!(read("Dear Sol,\n\nMy question: is it late?\nName: none.\n"), None);
        assert_eq!(read("email: jane@example.org\nname: Jane\n"), None);
    }
}
