//! The report of an import: how much came in, how much went out, and each thing that could not come as it was.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Something that could not come as it was, or that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The kind of event, as a heading over all of its kind.
    pub kind: &'static str,
    /// The advice, as sentences.
    pub advice: &'static str,
    /// The file of the column, or the title of what has none.
    pub place: String,
    /// The line in the file, from 1; 0 if it is about the whole file.
    pub line: usize,
    /// The words that it is about.
    pub text: String,
}

impl Note {
    /// Returns a note about a whole file of the column, or about what has none.
    pub(super) fn new(
        kind: &'static str,
        advice: &'static str,
        place: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self { kind, advice, place: place.into(), line: 0, text: text.into() }
    }
}

/// How much was in the export, and how much of it is in the column.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The kind, with how many there were, and how many of them are in the column now.
    pub rows: Vec<(&'static str, usize, usize)>,
}

/// How many places are shown of one kind.
const MOST_PLACES: usize = 12;

/// The longest words that are shown of one place, in characters.
const MOST_WORDS: usize = 100;

/// Returns `import-report.md`.
pub(super) fn report(title: &str, counts: &Counts, notes: &[Note]) -> String {
    let mut report = format!("# What came from {title}\n\n| | in the export | in your column |\n|---|--:|--:|\n");
    for (kind, there, here) in &counts.rows {
        let _ = writeln!(report, "| {kind} | {there} | {here} |");
    }
    let mut kinds: BTreeMap<(&str, &str), Vec<&Note>> = BTreeMap::new();
    for note in notes {
        kinds.entry((note.kind, note.advice)).or_default().push(note);
    }
    if kinds.is_empty() {
        report.push_str("\nNothing was left out.\n");
        return report;
    }
    report.push_str("\nEach single place is in `import-report.csv`, which a spreadsheet opens.\n");
    for ((kind, advice), notes) in kinds {
        let _ = write!(report, "\n## {kind}: {}\n\n{advice}\n\n", notes.len());
        for note in notes.iter().take(MOST_PLACES) {
            let _ = writeln!(report, "- {}", place(note));
        }
        if notes.len() > MOST_PLACES {
            let _ = writeln!(report, "- and {} more", notes.len() - MOST_PLACES);
        }
    }
    report
}

fn place(note: &Note) -> String {
    let words: String = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(MOST_WORDS).collect();
    let short = if short.len() < words.len() { format!("{short}…") } else { short };
    let line = if note.line == 0 { String::new() } else { format!(", line {}", note.line) };
    match (note.place.as_str(), short.as_str()) {
        (place, "") => format!("{place}{line}"),
        ("", words) => code(words),
        (place, words) => format!("{place}{line}: {}", code(words)),
    }
}

/// Returns words as code of Markdown, whatever backticks they have.
fn code(words: &str) -> String {
    if words.contains('`') { format!("`` {words} ``") } else { format!("`{words}`") }
}

/// Returns `import-report.csv` (RFC 4180): each note with its kind, place, line, words, and what to do.
pub(super) fn list(notes: &[Note]) -> String {
    let mut list = "what,file,line,words,what to do\r\n".to_owned();
    for note in notes {
        let line = if note.line == 0 { String::new() } else { note.line.to_string() };
        let cells = [note.kind, &note.place, &line, &note.text, note.advice].map(cell);
        let _ = write!(list, "{}\r\n", cells.join(","));
    }
    list
}

/// Returns a cell of a table. A spreadsheet would calculate what begins with `=`, `+`, `-` or `@`.
fn cell(text: &str) -> String {
    let text = text.replace('\0', " ");
    let formula = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let quoted = format!("{formula}{}", text.replace('"', "\"\""));
    if quoted.contains([',', '"', '\n', '\r']) { format!("\"{quoted}\"") } else { quoted }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(place: &str, line: usize, text: &str) -> Note {
        Note { kind: "Forms", advice: "Put them into a page.", place: place.into(), line, text: text.into() }
    }

    #[test]
    fn notes_of_a_kind_are_together() {
        let counts = Counts { rows: vec![("letters", 3, 2)] };
        let notes = [note("content/questions/a.md", 3, "[contact\n form]"), note("content/questions/b.md", 0, "")];
        assert_eq!(
            report("The Desk", &counts, &notes),
            "# What came from The Desk\n\n| | in the export | in your column |\n|---|--:|--:|\n| letters | 3 | 2 |\n\n\
             Each single place is in `import-report.csv`, which a spreadsheet opens.\n\n## Forms: 2\n\n\
             Put them into a page.\n\n- content/questions/a.md, line 3: `[contact form]`\n- content/questions/b.md\n"
        );
        assert_eq!(report("The Desk", &counts, &[]).lines().last(), Some("Nothing was left out."));
    }

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        assert_eq!(
            list(&[note("a.md", 3, "=1+1"), note("b.md", 0, "a \"b\", c")]),
            "what,file,line,words,what to do\r\nForms,a.md,3,'=1+1,Put them into a page.\r\n\
             Forms,b.md,,\"a \"\"b\"\", c\",Put them into a page.\r\n"
        );
    }
}
