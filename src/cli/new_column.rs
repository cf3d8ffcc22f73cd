//! The files of a new column, made of the starters and of what the columnist answered.

use crate::content::{LONGEST_FILE_NAME, Transliteration, double_quoted, is_refused_by_windows, short_slug};
use crate::starter;

/// The initials of a columnist whose name is not known yet.
const INITIALS: &str = "YN";

/// The facts that are known of a new column; `None` for each question that was skipped.
#[derive(Debug, Default, Clone)]
pub(super) struct Answers {
    pub(super) title: Option<String>,
    pub(super) columnist: Option<NewColumnist>,
}

/// The columnist of a new column.
#[derive(Debug, Clone)]
pub(super) struct NewColumnist {
    pub(super) name: String,
    pub(super) initials: String,
}

/// A file to write.
#[derive(Debug)]
pub(super) struct NewFile {
    pub(super) path: String,
    pub(super) text: String,
}

/// Returns the files of a new column, in the order in which they are to be written.
pub(super) fn files(answers: &Answers, date: &str, zone: &str, id: &str) -> Vec<NewFile> {
    let title = answers.title.as_deref().map(double_quoted);
    let name = answers.columnist.as_ref().map(|columnist| double_quoted(&columnist.name));
    let file = answers.columnist.as_ref().and_then(|columnist| file_name(&columnist.name));
    let initials = answers.columnist.as_ref().map(|columnist| columnist.initials.as_str());
    // Without initials the first letter has the word that opens any answer, so that nothing in it has to be changed later.
    let mut values = vec![
        ("date", date),
        ("timezone", zone),
        ("id", id),
        ("initials", initials.unwrap_or(INITIALS)),
        ("answer", initials.unwrap_or("A")),
        ("hash", if initials.is_some() { "" } else { "# " }),
    ];
    for (place, value) in [("title", &title), ("name", &name), ("file", &file)] {
        values.extend(value.as_deref().map(|value| (place, value)));
    }
    let new_file = |starter: starter::Starter| NewFile {
        path: starter::filled(starter.path, &values),
        text: starter::filled(starter.text, &values),
    };
    starter::column().map(new_file).collect()
}

/// Returns the name of the columnist's file, which is the last part of the address of her page. `None` if her name does
/// not make one.
fn file_name(name: &str) -> Option<String> {
    let slug = short_slug(name, Transliteration::default(), LONGEST_FILE_NAME);
    (!slug.is_empty() && !is_refused_by_windows(&slug)).then_some(slug)
}
