//! Letters that come in: mails, pages, texts, and tables.

use callslip::content::{self, Entry, TurnKind};
use callslip::diagnostics::has_errors;
use callslip::intake::{
    CommonNames, DraftFile, DraftOptions, FormRow, Incoming, known, question_draft, read, reply_draft,
};
use callslip::source::{SourceFile, decode};

use crate::{check_report, parse_options};

/// The names that a file may have, by the first byte of the input.
const NAMES: [&str; 5] = ["a.eml", "a.html", "a.csv", "a.txt", "-"];

/// Checks that what is read makes a draft that is sound once it is answered: one question, one answer, and nothing that the
/// writer of the letter could open by herself. A letter is recognized by its draft. The first byte tells the name of the file.
pub fn check(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let letters = read(bytes, name, FormRow::All);
    let again = read(bytes, name, FormRow::All);
    assert_eq!(format!("{letters:?}"), format!("{again:?}"));
    for incoming in letters.unwrap_or_default().letters.iter().take(4) {
        check_drafts(incoming);
    }
}

fn check_drafts(incoming: &Incoming) {
    let parse = parse_options();
    let common = CommonNames::new(["ALA"], "en");
    let options = DraftOptions { parse: &parse, common: &common, date: "2026-11-22" };
    let question = question_draft(incoming, "", &options);
    let source = sound(&question, incoming);
    check_turns(&source);
    let reply = reply_draft(incoming, "letter", None, jiff::Timestamp::UNIX_EPOCH, &options);
    let source = sound(&reply, incoming);
    let parsed = content::parse_reply(&source, &parse);
    assert!(!has_errors(&parsed.diagnostics), "{:?}\n{}", parsed.diagnostics, source.text);
    assert!(parsed.value.is_some_and(|reply| reply.record.draft), "{}", source.text);
}

/// Returns the file of a draft. Nothing is changed in it when it is read, and the letter is recognized by it.
fn sound(draft: &DraftFile, incoming: &Incoming) -> SourceFile {
    let path = format!("{}.md", draft.stem);
    assert!(path.starts_with("content/") && !path.contains("..") && !path.contains('\\'), "{path}");
    let source = file(&path, &draft.text);
    assert_eq!(known(&incoming.id, [&source]), Some(&*source.path), "{}", source.text);
    source
}

/// Checks that a draft is a question and, once somebody has written it, an answer.
fn check_turns(source: &SourceFile) {
    let (head, body) = source.text.split_once("\n---\n").unwrap();
    let head = head.replacen("draft: yes", "draft: no", 1);
    let answered = file(&source.path, &format!("{head}\n---\n{}Yes.\n", body.trim_end_matches('\n')));
    let parsed = content::parse(&answered, &parse_options());
    check_report(&parsed.diagnostics, [&answered]);
    assert!(!has_errors(&parsed.diagnostics), "{:?}\n{}", parsed.diagnostics, answered.text);
    let Some(Entry::Letter(letter)) = parsed.value else { panic!("no letter:\n{}", answered.text) };
    let kinds: Vec<&TurnKind> = letter.turns.iter().map(|turn| &turn.kind).collect();
    assert_eq!(kinds, [&TurnKind::Question, &TurnKind::Answer("AQ".to_owned())], "{}", answered.text);
    assert!(letter.introduction.is_none(), "{}", answered.text);
}

/// A mail may have lost characters, which is reported in its draft.
fn file(path: &str, text: &str) -> SourceFile {
    decode(&path.into(), text.as_bytes()).value
}
