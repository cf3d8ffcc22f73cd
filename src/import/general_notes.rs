//! Notes on an export that are about no single post.

use std::collections::HashSet;

use super::addresses::upload_key;
use super::plan::Plan;
use super::report::Note;
use super::survey::BlogSurvey;
use crate::source::VOCABULARY_FILE;

/// Returns what is to be said of the whole export.
pub(super) fn general_notes(survey: &BlogSurvey, plan: &Plan) -> Vec<Note> {
    let mut general = GeneralNotes { survey, plan, notes: Vec::new() };
    general.add_all();
    general.notes
}

struct GeneralNotes<'s> {
    survey: &'s BlogSurvey,
    plan: &'s Plan,
    notes: Vec<Note>,
}

impl GeneralNotes<'_> {
    fn note(&mut self, kind: &'static str, advice: &'static str, place: &str, text: &str) {
        self.notes.push(Note::new(kind, advice, place, text));
    }

    /// Says what is no text, and who wrote none.
    fn add_all(&mut self) {
        for (kind, count) in &self.survey.others {
            self.note(
                "Things of WordPress that are no texts",
                "Menus become `nav` and `footer` in column.yaml, which you write yourself. The rest has no use here.",
                "",
                &format!("{count} {kind}"),
            );
        }
        if self.survey.trash > 0 {
            let text = self.survey.trash.to_string();
            self.note("Posts in the trash", "Nothing: you had thrown them away.", "", &text);
        }
        if self.survey.repeated > 0 {
            let text = self.survey.repeated.to_string();
            self.note("Posts that came twice", "Nothing: the first of the two was taken.", "", &text);
        }
        for author in &self.survey.blog.authors {
            if self.plan.columnist(&author.login).is_none() {
                self.note(
                    "Authors who have written nothing",
                    "Nothing: a columnist is somebody who answers.",
                    "",
                    &author.name,
                );
            }
        }
        self.add_notes_of_subjects();
        self.add_notes_of_uploads();
    }

    fn add_notes_of_subjects(&mut self) {
        let heads = self.survey.heads.iter();
        let used: HashSet<&str> = heads.flat_map(|head| head.subjects.iter().map(String::as_str)).collect();
        for subject in self.survey.blog.subjects.iter().filter(|subject| !used.contains(subject.name.as_str())) {
            self.note(
                "Categories and tags that no letter has now",
                "Nothing: a tag begins with the first letter that has it.",
                "",
                &subject.name,
            );
        }
        for (name, other) in &self.plan.subjects {
            self.note(
                "Categories and tags that are one now",
                "Their names differ in capitals, spaces, or punctuation only. The one that most letters had was taken.",
                VOCABULARY_FILE,
                &format!("{name} is {other}"),
            );
        }
    }

    fn add_notes_of_uploads(&mut self) {
        let heads = &self.survey.heads;
        let shown: HashSet<&str> = heads.iter().flat_map(|head| head.uploads.iter().map(String::as_str)).collect();
        let numbers: HashSet<u64> = heads.iter().flat_map(|head| head.attachments.iter().copied()).collect();
        for attachment in &self.survey.blog.attachments {
            let key = upload_key(&attachment.address);
            if key.is_none_or(|key| !shown.contains(key.as_str())) && !numbers.contains(&attachment.id) {
                self.note(
                    "Pictures and files that no post shows",
                    "Nothing, if they are not missed. They stay in the archive of your pictures.",
                    "",
                    &attachment.address,
                );
            }
        }
    }
}
