//! The two questions of a new column: its name, and the columnist's.

use std::sync::Arc;

use super::console::{CommandError, Console};
use super::new_column::{self, Answers, NewColumnist};
use crate::config;
use crate::content::{EntryKind, proposed_initials};
use crate::diagnostics::{Diagnostic, Severity};
use crate::pipeline;
use crate::source::{COLUMN_FILE, Fingerprint, SourceFile, Sources};
use crate::text_checks::placeholders;

/// The longest name, in characters.
const LONGEST: usize = 120;

/// Words before a name that are no part of it.
const TITLES: [&str; 11] = ["dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "rev", "sir", "dame"];

/// Initials that are good in every column, for a name that makes none.
const ANY_INITIALS: &str = "ME";

/// Asks the two questions, until each has an answer that can be used, or none.
pub(super) fn ask(console: &Console) -> Result<Answers, CommandError> {
    console.status("The column's name, and yours. Press Enter to skip one; you can change everything later.");
    let mut answers = Answers::default();
    while answers.title.is_none() {
        let Some(title) = answer("What is your column called? ", console)? else { break };
        match mistake(&Answers { title: Some(title.clone()), columnist: None }) {
            None => answers.title = Some(title),
            Some(mistake) => console.status(&mistake),
        }
    }
    answers.columnist = columnist(console)?;
    Ok(answers)
}

fn columnist(console: &Console) -> Result<Option<NewColumnist>, CommandError> {
    let (name, default) = loop {
        let Some(name) = answer("And what is your name? ", console)? else { return Ok(None) };
        if !name.contains(char::is_alphabetic) {
            console.status("A name has at least one letter; press Enter to leave it out for now.");
            continue;
        }
        let default = default_initials(&name);
        match mistake(&with(&name, &default)) {
            None => break (name, default),
            Some(mistake) => console.status(&mistake),
        }
    };
    loop {
        let Some(written) = answer(&format!("Your initials, which start your answers [{default}]: "), console)? else {
            return Ok(with(&name, &default).columnist);
        };
        let answers = with(&name, &as_initials(&written));
        match mistake(&answers) {
            None => return Ok(answers.columnist),
            Some(mistake) => console.status(&mistake),
        }
    }
}

fn with(name: &str, initials: &str) -> Answers {
    let columnist = NewColumnist { name: name.to_owned(), initials: initials.to_owned() };
    Answers { title: None, columnist: Some(columnist) }
}

/// Asks one question. `None` if the answer is empty. If there is no answer at all, the command ends.
fn answer(question: &str, console: &Console) -> Result<Option<String>, CommandError> {
    loop {
        let line = Console::ask(question)?.ok_or("stopped; no column was started")?;
        let answer = cleaned(&line);
        // The terminal sends letters in another encoding.
        if !answer.contains('\u{fffd}') {
            return Ok((!answer.is_empty()).then_some(answer));
        }
        console.status(
            "callslip cannot read some of these letters; leave out accents, or press Enter and write it later.",
        );
    }
}

/// Returns an answer without what a terminal or a paste adds: arrow keys, tabs, and quotes around the whole.
fn cleaned(line: &str) -> String {
    let mut text = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // An arrow key: `ESC [ D`, `ESC O D`.
            let _ = chars.by_ref().skip(1).find(|c| c.is_ascii_alphabetic() || *c == '~');
        } else {
            text.push(if c.is_control() { ' ' } else { c });
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let pairs = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    let inner = inner.filter(|inner| !inner.contains(['"', '\'', '“', '”', '’']));
    inner.unwrap_or(&text).trim().chars().take(LONGEST).collect()
}

/// Returns initials as she meant them: `j. s.` and `JS:` are `JS`.
fn as_initials(written: &str) -> String {
    let plain: String = written.chars().filter(|c| !matches!(c, '.' | ':' | '：') && !c.is_whitespace()).collect();
    if plain.chars().any(char::is_uppercase) { plain } else { plain.to_uppercase() }
}

/// Returns the initials of a name, without a title before it or a degree after it. They are no word that opens
/// something else.
fn default_initials(name: &str) -> String {
    let plain = name.split([',', '(']).next().unwrap_or(name);
    let is_title = |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let words = plain.split_whitespace().skip_while(is_title);
    let words: Vec<&str> = words.filter(|word| word.starts_with(char::is_alphabetic)).collect();
    let proposed = proposed_initials(&words.join(" "));
    let start: String = name.chars().filter(|c| c.is_alphabetic()).take(3).collect();
    let usable = [proposed, start.to_uppercase()].into_iter().find(|initials| mistake(&with(name, initials)).is_none());
    usable.unwrap_or_else(|| ANY_INITIALS.to_owned())
}

/// Returns what would be wrong in a column with these answers, as its check would say it; `None` if it would be sound.
fn mistake(answers: &Answers) -> Option<String> {
    let file = |file: new_column::NewFile| SourceFile {
        path: file.path.into(),
        fingerprint: Fingerprint::of(file.text.as_bytes()),
        text: Arc::from(file.text),
    };
    let files = new_column::files(answers, "2026-01-01", "UTC", "column.invalid,2026").into_iter().map(file);
    let (mut texts, mut found) = (Vec::new(), Vec::new());
    let mut settings = None;
    for file in files {
        match &*file.path {
            COLUMN_FILE => settings = Some(config::parse(&file).into_value(&mut found)),
            path if EntryKind::of(path).is_some() => texts.push(file),
            _ => {}
        }
    }
    let options = pipeline::parse_options(&Sources::from_texts(texts.iter().cloned()), &settings?);
    found.extend(pipeline::parse(&texts, &options).into_iter().flat_map(|parsed| parsed.diagnostics));
    found.iter().find(|found| is_in_the_way(found)).map(in_words)
}

/// Returns true for an error, and for doubts about the letter, whose answer begins with the initials. Other doubts she
/// can see later.
fn is_in_the_way(found: &Diagnostic) -> bool {
    let is_of_letter = found.file.as_deref().is_some_and(|file| EntryKind::of(file) == Some(EntryKind::Letter));
    found.severity == Severity::Error || is_of_letter && found.message != placeholders::MESSAGE
}

fn in_words(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.first().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{}{help}", diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_what_she_meant_to_type() {
        assert_eq!(cleaned("  Ask   Jane \n"), "Ask Jane");
        assert_eq!(cleaned("\"Ask Jane\"\r\n"), "Ask Jane");
        assert_eq!(cleaned("Jane\x1b[D\x1b[3~ Smi\x1bOCth\x07\n"), "Jane Smith");
        assert_eq!(cleaned("\"A\" and \"B\"\n"), "\"A\" and \"B\"");
        assert_eq!(cleaned("\x1b"), "");
        assert_eq!(cleaned("Ask: the “desk” #1 \\ {x}\n"), "Ask: the “desk” #1 \\ {x}");
    }

    #[test]
    fn every_name_has_initials_that_can_be_used() {
        let of = |name: &str| default_initials(name);
        assert_eq!(of("Jane Smith"), "JS");
        assert_eq!(of("Dr. María-José O'Neil"), "MO");
        assert_eq!(of("Jane Smith, MLIS"), "JS");
        assert_eq!(of("Jane Smith (she/her)"), "JS");
        assert_eq!(of("Anna"), "AN");
        assert_eq!(of("Dr."), "DR");
        assert_eq!(of("Q"), "ME");
        assert_eq!(of("王小明"), "王小");
        assert_eq!(of("🙂 Jane 🙂 Smith"), "JS");
        assert_eq!(of("élodie d'Arc"), "ÉD");
        assert_eq!(of("Vincent Willem van Gogh the Second"), "VWVG");
    }

    #[test]
    fn what_she_writes_for_initials_is_read_as_she_means_it() {
        assert_eq!(as_initials("js"), "JS");
        assert_eq!(as_initials("J. S."), "JS");
        assert_eq!(as_initials("JS:"), "JS");
        assert_eq!(as_initials("McD"), "McD");
    }

    #[test]
    fn initials_that_open_something_else_are_refused() {
        for initials in ["Q", "A", "Update", "q:", "abcdefghi", "J/S", "🙂", ""] {
            assert!(mistake(&with("Jane Smith", &as_initials(initials))).is_some(), "{initials}");
        }
        for initials in ["JS", "PS", "X", "J-S", "O'N", "明", "ÉD", "42"] {
            assert_eq!(mistake(&with("Jane Smith", initials)), None, "{initials}");
        }
    }

    #[test]
    fn every_title_makes_a_sound_column() {
        for title in [
            "Ask: Jane",
            "\"",
            "a \"quoted\" one",
            "#1",
            "{x}",
            "- a",
            "'",
            "\\",
            "🙂",
            "null",
            "yes",
            "{id}",
            "a | b",
            "…",
            "%",
        ] {
            assert_eq!(mistake(&Answers { title: Some(title.to_owned()), columnist: None }), None, "{title}");
        }
    }
}
