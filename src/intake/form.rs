//! The table that a form service gives: a row for each letter, a column for each field of the form.

use super::ReadLetters;
use super::charset;
use super::error::IntakeError;
use super::form_columns::{FormColumn, bare, column_of};
use super::incoming::Incoming;
use super::mail_words::MailSubject;
use super::plain_text::{self, TextFlow};
use super::row::{is_too_long, trimmed};

/// The rows of a table that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormRow {
    /// The last one, which is the newest in most services.
    #[default]
    Last,
    /// The one with this number, from 1.
    Number(usize),
    /// All of them.
    All,
}

/// A table with the meaning of each of its columns.
struct FormTable {
    columns: Vec<(FormColumn, String)>,
    rows: Vec<Vec<String>>,
}

impl FormTable {
    fn parse(text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let delimiter =
            [b',', b';', b'\t'].into_iter().max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
        let delimiter = delimiter.filter(|sign| first.as_bytes().contains(sign)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let names: Vec<String> =
            reader.headers().map(|names| names.iter().map(|name| name.trim().to_owned()).collect()).unwrap_or_default();
        let records = reader.records().filter_map(Result::ok);
        let rows = records.map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>());
        let rows = rows.filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        Self { columns: names.into_iter().map(|name| (column_of(&name), name)).collect(), rows }
    }

    /// Returns true if a column is for the words.
    fn has_words(&self) -> bool {
        self.columns.iter().any(|(kind, _)| *kind == FormColumn::Words)
    }

    /// Returns what is wrong with a row without words, and what to do.
    fn without_words(&self, at: usize) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(_, name)| name.as_str()).collect();
        let what = format!("has no letter in row {}", at + 1);
        if self.has_words() {
            return format!("{what}; choose another row, such as `--row {}`, or `--row all`", at.max(1));
        }
        format!("{what}; its columns are {}: call the one with the letter `message`", names.join(", "))
    }

    /// Returns the column of the words in a row; `None` if there is no such column.
    fn words_of(&self, row: &[String]) -> Option<usize> {
        let filled = |at: &usize| row.get(*at).is_some_and(|cell| !cell.trim().is_empty());
        let of_kind = |kind: FormColumn| (0..self.columns.len()).filter(move |at| self.columns[*at].0 == kind);
        // In the form of a reply, a hidden field `letter` has the name of the letter.
        let is_name =
            |at: &usize| bare(&self.columns[*at].1) == "letter" && !row[*at].trim().contains(char::is_whitespace);
        let longest =
            |all: Vec<usize>| all.into_iter().max_by_key(|at| (row.get(*at).map_or(0, String::len), usize::MAX - at));
        let named: Vec<usize> = of_kind(FormColumn::Words).filter(filled).collect();
        let written: Vec<usize> = named.iter().copied().filter(|at| !is_name(at)).collect();
        // A letter of one word is one only if the form asks for nothing else.
        let is_alone = of_kind(FormColumn::Words).count() == 1;
        let named = longest(if written.is_empty() && is_alone { named } else { written });
        named.or_else(|| {
            longest(of_kind(FormColumn::Other).filter(filled).filter(|at| row[*at].trim().contains(' ')).collect())
        })
    }
}

/// Returns true for a text that is a table of this kind: one of its columns is for words, or for an address.
pub(super) fn is_form_table(bytes: &[u8]) -> bool {
    let start = charset::decoded(&bytes[..bytes.len().min(4096)], None);
    let first = start.lines().next().unwrap_or_default();
    let table = FormTable::parse(first);
    let has = |kind| table.columns.iter().any(|(column, name)| *column == kind && !name.contains(' '));
    table.columns.len() > 1 && (has(FormColumn::Words) || has(FormColumn::Email))
}

/// Reads rows of a table. `name` is that of its file.
pub(super) fn read(bytes: &[u8], name: &str, row: FormRow) -> Result<ReadLetters, IntakeError> {
    let text = charset::decoded(bytes, None);
    let table = FormTable::parse(text.trim_start_matches(['\u{feff}', '\n', '\r']));
    let wrong = |what: String| IntakeError::NoRow { name: name.to_owned(), what };
    let count = table.rows.len();
    if count == 0 {
        return Err(wrong("has no row below the names of its columns; export the letters again".to_owned()));
    }
    let wanted = match row {
        FormRow::Last => count - 1..count,
        FormRow::All => 0..count,
        FormRow::Number(number) if (1..=count).contains(&number) => number - 1..number,
        FormRow::Number(number) => {
            let rows = if count == 1 { "one row".to_owned() } else { format!("{count} rows") };
            return Err(wrong(format!("has no row {number}; it has {rows}: `--row {count}` is the last")));
        }
    };
    let mut read = ReadLetters::default();
    for at in wanted {
        match incoming(&table, &table.rows[at]) {
            Some(letter) if is_too_long(&letter.rows) => return Err(IntakeError::TooLong(name.to_owned())),
            Some(letter) => read.letters.push(letter),
            None if row == FormRow::All && table.has_words() => {
                read.without_words.push(wrong(format!("has no letter in row {}", at + 1)).to_string());
            }
            None => return Err(wrong(table.without_words(at))),
        }
    }
    Ok(read)
}

/// Returns the letter in the fields of a form, by their names and values.
pub(super) fn of_fields(fields: Vec<(String, String)>) -> Option<Incoming> {
    let (names, values): (Vec<String>, Vec<String>) = fields.into_iter().unzip();
    let columns = names.into_iter().map(|name| (column_of(&name), name)).collect();
    let table = FormTable { columns, rows: vec![values] };
    incoming(&table, &table.rows[0])
}

/// Returns the letter in a row.
fn incoming(table: &FormTable, row: &[String]) -> Option<Incoming> {
    let words = table.words_of(row)?;
    let mut incoming = Incoming {
        rows: trimmed(plain_text::rows(&row[words], TextFlow::default())),
        is_of_form: true,
        ..Incoming::default()
    };
    let mut identity = vec![row[words].as_str()];
    for (at, (kind, name)) in table.columns.iter().enumerate() {
        let value = row.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let Some(value) = value.filter(|_| at != words) else { continue };
        if matches!(kind, FormColumn::Name | FormColumn::Email | FormColumn::Received | FormColumn::Id) {
            identity.push(value);
        }
        match kind {
            FormColumn::Name if incoming.name.is_none() => incoming.name = Some(value.to_owned()),
            FormColumn::PenName if incoming.pen_name.is_none() => incoming.pen_name = Some(value.to_owned()),
            FormColumn::Email if incoming.email.is_none() => incoming.email = Some(value.to_owned()),
            FormColumn::Subject if incoming.subject.is_empty() => incoming.set_subject(&MailSubject::of(value)),
            FormColumn::Letter if incoming.letter.is_none() => incoming.letter = Some(value.to_owned()),
            FormColumn::Words if incoming.letter.is_none() && bare(name) == "letter" => {
                incoming.letter = Some(value.to_owned());
            }
            FormColumn::To if incoming.to.is_none() => incoming.to = Some(value.to_owned()),
            FormColumn::Received if incoming.received.is_none() && time(value).is_some() => {
                incoming.received = time(value);
            }
            FormColumn::Ignored => {}
            _ => incoming.others.push((field_name(name, &incoming.others), value.to_owned())),
        }
    }
    incoming.id = super::identity::fingerprint(identity.into_iter());
    Some(incoming)
}

/// Reads a time as form services write it. One without an offset is taken for UTC.
fn time(value: &str) -> Option<jiff::Timestamp> {
    if let Ok(time) = value.parse() {
        return Some(time);
    }
    // `GMT+1` has no minutes, and is rarely right: whoever exports the table has another zone than whoever wrote.
    let value = [" UTC", " GMT"].iter().find_map(|zone| Some(value.split_once(zone)?.0)).unwrap_or(value);
    let formats = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S%z"];
    let zoned = formats.iter().find_map(|format| jiff::Timestamp::strptime(format, value).ok());
    let plain = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y/%m/%d %I:%M:%S %p",
        "%Y/%m/%d %H:%M:%S",
        "%m/%d/%Y %H:%M:%S",
        "%d.%m.%Y %H:%M:%S",
        "%b %d, %Y %I:%M %p",
    ];
    let plain = || plain.iter().find_map(|format| jiff::civil::DateTime::strptime(format, value).ok());
    zoned.or_else(|| plain()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|time| time.timestamp()))
}

/// The names under `private:` that are taken.
const TAKEN: [&str; 6] = ["name", "email", "received", "attachments", "message_id", "never_print"];

/// Returns the name of a column as that of a field.
fn field_name(column: &str, others: &[(String, String)]) -> String {
    let words: Vec<String> = column
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let name: String = words.join("_").chars().take(40).collect();
    let name = if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("field_{name}") };
    let name = name.trim_end_matches('_').to_owned();
    let is_free = |name: &String| !TAKEN.contains(&name.as_str()) && !others.iter().any(|(known, _)| known == name);
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.clone()).chain(numbered).find(is_free).unwrap_or(name)
}
