//! The report of an import: how much came in, how much went out, and each thing that could not come as it was.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::note_kinds::{BEGINNINGS, CUT_OFF, NoteKind};

/// Something that could not come as it was, or that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The kind of event.
    pub kind: NoteKind,
    /// The file of the column, or the title of what has none.
    pub place: String,
    /// The line in the file, from 1; 0 if it is about the whole file.
    pub line: usize,
    /// The words that it is about.
    pub text: String,
    /// How many things it is about.
    pub count: usize,
}

impl Note {
    /// Returns a note about a whole file of the column, or about what has none.
    pub(super) fn new(kind: NoteKind, place: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind, place: place.into(), line: 0, text: text.into(), count: 1 }
    }

    /// Returns a note about several things that have no words of their own.
    pub(super) fn counted(kind: NoteKind, place: impl Into<String>, count: usize) -> Self {
        Self { count, ..Self::new(kind, place, count.to_string()) }
    }
}

/// How much was in the export, and how much of it is in the column.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The kinds, in the order in which they are shown.
    pub rows: Vec<CountRow>,
}

/// How much there was of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// The kind, in the plural.
    pub kind: &'static str,
    /// How many were in the export; `None` if only the import has made them.
    pub exported: Option<usize>,
    /// How many of them are in the column.
    pub imported: usize,
}

/// The longest words that are shown of one place, in characters.
const MOST_WORDS: usize = 100;

/// The beginning of every report.
pub(super) const REPORT_BEGINNING: &str = "# What came from ";

/// The beginning of every list of notes: the names of its columns.
pub(super) const LIST_BEGINNING: &str = "what,file,line,words,what to do\r\n";

/// Returns `import-report.md`. `list` is the name of the list of notes.
pub(super) fn report(title: &str, list: &str, counts: &Counts, notes: &[Note]) -> String {
    let mut report = format!("{REPORT_BEGINNING}{title}\n\n");
    let (cut_off, notes): (Vec<&Note>, Vec<&Note>) = notes.iter().partition(|note| note.kind == CUT_OFF);
    for note in &cut_off {
        let _ = writeln!(report, "**{} ends too early.** {}\n", note.place, CUT_OFF.advice);
    }
    let beginnings = notes.iter().filter(|note| note.kind == BEGINNINGS).count();
    if beginnings > 0 {
        let _ = writeln!(
            report,
            "**The feed has only the beginning of {}.** The rest is on the old site alone.\n",
            if beginnings == 1 { "one post".to_owned() } else { format!("{beginnings} posts") }
        );
    }
    report.push_str("| | in the export | in your column |\n|---|--:|--:|\n");
    for CountRow { kind, exported, imported } in &counts.rows {
        let exported = exported.map(|number| number.to_string()).unwrap_or_default();
        let _ = writeln!(report, "| {kind} | {exported} | {imported} |");
    }
    if notes.is_empty() && cut_off.is_empty() {
        report.push_str("\nEverything came as it was.\n");
        return report;
    }
    let _ = write!(report, "\nEach single place is in `{list}`, which a spreadsheet opens.\n");
    let mut kinds: BTreeMap<NoteKind, Vec<&Note>> = BTreeMap::new();
    for note in notes {
        kinds.entry(note.kind).or_default().push(note);
    }
    let kinds: Vec<(NoteKind, Vec<&Note>)> = kinds.into_iter().collect();
    for group in kinds.chunk_by(|(kind, _), (other, _)| kind.weight == other.weight) {
        let weight = group[0].0.weight;
        let _ = write!(report, "\n## {}\n\n", weight.heading());
        for (kind, notes) in group {
            add_kind(&mut report, *kind, notes);
        }
    }
    report
}

/// Adds the notes of a kind: a line, and below it the first of the places, as many as a report of two pages has room for.
fn add_kind(report: &mut String, kind: NoteKind, notes: &[&Note]) {
    let count: usize = notes.iter().map(|note| note.count).sum();
    let _ = writeln!(report, "- **{}: {count}.** {}", kind.heading, kind.advice);
    let most = kind.weight.most_places();
    for (at, note) in notes.iter().take(most).enumerate() {
        let others = notes.len().saturating_sub(most);
        let others = if at + 1 == most && others > 0 { format!(", and {others} more") } else { String::new() };
        let _ = writeln!(report, "  - {}{others}", place(note));
    }
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
    let mut list = LIST_BEGINNING.to_owned();
    for note in notes {
        let line = if note.line == 0 { String::new() } else { note.line.to_string() };
        let cells = [note.kind.heading, &note.place, &line, &note.text, note.kind.advice].map(cell);
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
    use super::super::note_kinds::{MISSING_FILES, OLDER_POSTS, STICKY_POSTS, TRASH};
    use super::*;

    #[test]
    fn what_is_to_be_done_comes_first_and_what_needs_nothing_last() {
        let counts = Counts {
            rows: vec![
                CountRow { kind: "posts", exported: Some(3), imported: 2 },
                CountRow { kind: "profiles", exported: None, imported: 1 },
            ],
        };
        let line = Note { line: 3, ..Note::new(MISSING_FILES, "content/questions/a.md", "/a\n b.jpg") };
        let mut notes = [
            Note::counted(TRASH, "", 7),
            Note::new(CUT_OFF, "export.xml", ""),
            Note::new(OLDER_POSTS, "content/questions/b.md", ""),
            line,
            Note::new(STICKY_POSTS, "content/questions/c.md", "`A`"),
        ];
        notes.sort();
        assert_eq!(
            report("The Desk", "import-report.csv", &counts, &notes),
            "# What came from The Desk\n\n\
             **export.xml ends too early.** Posts, comments, or pictures after that place are not in your column. Download \
             the export again, and import it into the same folder: what was missing is added.\n\n\
             | | in the export | in your column |\n|---|--:|--:|\n| posts | 3 | 2 |\n| profiles |  | 1 |\n\n\
             Each single place is in `import-report.csv`, which a spreadsheet opens.\n\n\
             ## To do\n\n- **Pictures and files that were not in the export: 1.** \
             Links lead to where they were. Give the import the archive of your pictures, too: `callslip import export.zip \
             media.tar`. Or save each picture in the folder of its text, and write `![what it shows](name.jpg)`.\n  \
             - content/questions/a.md, line 3: `/a b.jpg`\n\n\
             ## To look at\n\n- **Posts that stayed at the top: 1.** \
             A column shows its newest letters first. Link to such a post in `nav` or `footer` of column.yaml.\n  \
             - content/questions/c.md: `` `A` ``\n\n\
             ## Good to know\n\n- **Posts that are newer in your column: 1.** The export is older than what you have imported before. The newer version was kept.\n  \
             - content/questions/b.md\n\n\
             ## Nothing to do\n\n- **Posts in the trash: 7.** You had thrown them away.\n"
        );
        assert_eq!(
            report("The Desk", "import-report.csv", &counts, &[]).lines().last(),
            Some("Everything came as it was.")
        );
    }

    #[test]
    fn a_long_list_is_cut_off_but_counted_whole() {
        let notes: Vec<Note> = (10..40).map(|at| Note::new(OLDER_POSTS, format!("{at}.md"), "")).collect();
        let report = report("The Desk", "import-report.csv", &Counts::default(), &notes);
        assert!(report.ends_with("- **Posts that are newer in your column: 30.** The export is older than what you have imported before. The newer version was kept.\n  - 10.md, and 29 more\n"), "{report}");
    }

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        let line = Note { line: 3, ..Note::new(OLDER_POSTS, "a.md", "=1+1") };
        assert_eq!(
            list(&[line, Note::new(OLDER_POSTS, "b.md", "a \"b\", c")]),
            "what,file,line,words,what to do\r\nPosts that are newer in your column,a.md,3,'=1+1,The export is older than what you have imported before. The newer version was kept.\r\n\
             Posts that are newer in your column,b.md,,\"a \"\"b\"\", c\",The export is older than what you have imported before. The newer version was kept.\r\n"
        );
    }
}
