//! Mails as programs write them: each of `tests/mails/`, with the draft that it becomes.
//!
//! A case is two files. `NAME.eml` is a mail, and `NAME.expected` has the draft, or the message. `SNAPSHOTS=overwrite cargo
//! test --test suite mails` writes it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use callslip::content::ParseOptions;
use callslip::diagnostics::Checked;
use callslip::intake::{self, CommonNames, DraftOptions, FormRow, Incoming};
use callslip::{config, pipeline, source};
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::Column;

/// What a draft is made with, in the column of a test.
pub(crate) struct Desk {
    options: ParseOptions,
    common: CommonNames,
}

impl Desk {
    pub(crate) fn new(column: &Column) -> Self {
        let Checked { value: settings, .. } = source::read_column_file(column.root()).expect("the settings");
        let Checked { value: texts, .. } = source::read_content(column.root()).expect("the texts");
        let options = pipeline::parse_options(&texts, &config::parse(&settings).value);
        let options = ParseOptions { timezone: jiff::tz::TimeZone::UTC, ..options };
        Self { options, common: CommonNames::new(["The Desk", "Sol Marchetti", "SM", "MLIS"], "en") }
    }

    pub(crate) fn reply(&self, incoming: &Incoming) -> intake::DraftFile {
        let options = DraftOptions { parse: &self.options, common: &self.common, date: "2026-11-22" };
        let now = crate::support::column::CLOCK.parse().expect("the test's clock");
        intake::reply_draft(incoming, "loud-drums", None, now, &options)
    }

    pub(crate) fn question(&self, incoming: &Incoming) -> intake::DraftFile {
        let options = DraftOptions { parse: &self.options, common: &self.common, date: "2026-11-22" };
        intake::question_draft(incoming, "", &options)
    }
}

/// A draft after the columnist has answered it: without what says that it is one, and with all words allowed.
pub(crate) fn answered(draft: &str) -> String {
    let (head, text) = draft.split_once("\n---\n").expect("front matter");
    let head = allowed(
        &head.lines().filter(|line| !line.starts_with("draft:")).map(|line| format!("{line}\n")).collect::<String>(),
    );
    let head = head.replace("Write a title for this letter here", "\"Her title\"");
    format!("{head}---\n{}Because.\n", text.trim_end_matches('\n'))
}

/// A draft without what it proposes never to print.
pub(crate) fn allowed(draft: &str) -> String {
    let is_kept = |line: &&str| !line.starts_with("  never_print:") && !line.starts_with("    - \"");
    draft.lines().filter(is_kept).map(|line| format!("{line}\n")).collect()
}

/// The mails, by name.
pub(crate) fn mails() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mails");
    let paths = std::fs::read_dir(folder).expect("the folder of the mails").flatten().map(|entry| entry.path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|found| found == "eml")).collect();
    paths.sort();
    paths
}

fn letter(path: &Path) -> Result<Incoming, String> {
    let bytes = std::fs::read(path).expect("a mail");
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = intake::read(&bytes, &name, FormRow::Last).map_err(|error| error.to_string());
    read.map(|mut all| all.letters.pop().expect("a mail gives a letter"))
}

#[test]
fn each_mail_becomes_its_draft() {
    let desk = Desk::new(&Column::new());
    let mut failed = String::new();
    for path in mails() {
        let outcome = match letter(&path) {
            Ok(incoming) => {
                let draft = desk.question(&incoming);
                let said = if incoming.has_quotation { "A mail that it quotes is left out.\n" } else { "" };
                format!("{}.md\n{said}{}", draft.stem, draft.text)
            }
            Err(message) => format!("error: {message}\n"),
        };
        let expected = Data::read_from(&path.with_extension("expected"), Some(DataFormat::Text)).raw();
        let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Err(error) = assert.try_eq(Some(&name), outcome.into(), expected) {
            let _ = writeln!(failed, "{name}.eml:\n{error}");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn each_draft_builds_once_it_is_answered() {
    let mut column = Column::new();
    let desk = Desk::new(&column);
    for (number, path) in mails().iter().enumerate() {
        let Ok(incoming) = letter(path) else { continue };
        let text = answered(&desk.question(&incoming).text);
        // Two letters with one title would be the same letter.
        let text = text.replacen("\"  # what readers", &format!(" ({number})\"  # what readers"), 1);
        column = column.file(&format!("content/questions/letter-{number}.md"), text);
    }
    column.build().sound();
}

#[test]
fn each_reply_builds_once_it_is_shown() {
    let mut column = Column::new().letter("Q: Why?\n\nSM: So.\n");
    let desk = Desk::new(&column);
    for (number, path) in mails().iter().enumerate() {
        let Ok(incoming) = letter(path) else { continue };
        let text = allowed(&desk.reply(&incoming).text).replacen("draft: yes", "draft: no", 1);
        column = column.file(&format!("content/replies/loud-drums/r{number}.md"), text);
    }
    column.build().sound();
}
