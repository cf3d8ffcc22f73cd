//! Notes on an export that are about no single post.

use std::collections::HashSet;

use super::addresses::upload_key;
use super::blog::PostKind;
use super::note_kinds::{
    COMMENTS_ELSEWHERE, FRONT_PAGES, IDLE_AUTHORS, LOST_ADDRESSES, MERGED_SUBJECTS, NO_PICTURES, NO_TEXTS, NoteKind,
    REPEATED_POSTS, SHORT_LINKS, TRASH, TRASHED_SINCE, UNFETCHED_FILES, UNUSED_FILES, UNUSED_SUBJECTS,
};
use super::old_paths::OldPaths;
use super::plan::{Plan, new_address};
use super::report::Note;
use super::survey::BlogSurvey;
use crate::source::{CONTENT, VOCABULARY_FILE};

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
    fn note(&mut self, kind: NoteKind, place: &str, text: &str) {
        self.notes.push(Note::new(kind, place, text));
    }

    /// Says what is no text, and who wrote none.
    fn add_all(&mut self) {
        self.notes.extend(self.survey.blog.notes.iter().cloned());
        for (kind, count) in &self.survey.others {
            self.notes.push(Note { count: *count, ..Note::new(NO_TEXTS, "", format!("{count} {kind}")) });
        }
        if !self.survey.trash.is_empty() {
            self.notes.push(Note::counted(TRASH, "", self.survey.trash.len()));
        }
        for path in self.survey.trash.iter().filter_map(|origin| self.plan.earlier.path_of(origin)) {
            self.notes.push(Note::new(TRASHED_SINCE, format!("{CONTENT}/{path}"), ""));
        }
        if self.survey.blog.lost_comments > 0 {
            self.notes.push(Note::counted(COMMENTS_ELSEWHERE, "", self.survey.blog.lost_comments));
        }
        for origin in self.survey.repeated.keys() {
            let path = self.plan.files.get(origin).map_or("", |file| &file.path);
            self.notes.push(Note::new(REPEATED_POSTS, format!("{CONTENT}/{path}"), ""));
        }
        for author in &self.survey.blog.authors {
            if self.plan.columnist(&author.login).is_none() {
                self.note(IDLE_AUTHORS, "", &author.name);
            }
        }
        let aliases = self.plan.files.values().flat_map(|file| &file.aliases);
        let short = aliases.filter(|alias| alias.contains('?')).count();
        if short > 0 {
            self.notes.push(Note::counted(SHORT_LINKS, "", short));
        }
        for (address, file) in OldPaths::of(self.survey, self.plan).lost {
            self.note(LOST_ADDRESSES, &format!("{CONTENT}/{}", file.path), &address);
        }
        for head in self.survey.heads.iter().filter(|head| head.kind == PostKind::Page) {
            let is_front = !head.address.is_empty() && self.plan.addresses.is_home(&head.address);
            if let Some(file) = self.plan.files.get(&head.origin).filter(|_| is_front) {
                self.note(FRONT_PAGES, &format!("{CONTENT}/{}", file.path), &new_address(&file.path));
            }
        }
        for name in &self.plan.uploads.no_pictures {
            self.note(NO_PICTURES, name, "");
        }
        self.add_notes_of_subjects();
        self.add_notes_of_uploads();
    }

    fn add_notes_of_subjects(&mut self) {
        let heads = self.survey.heads.iter();
        let used: HashSet<&str> = heads.flat_map(|head| head.subjects.iter().map(String::as_str)).collect();
        for subject in self.survey.blog.subjects.iter().filter(|subject| !used.contains(subject.name.as_str())) {
            self.note(UNUSED_SUBJECTS, "", &subject.name);
        }
        for (name, other) in &self.plan.subjects {
            self.note(MERGED_SUBJECTS, VOCABULARY_FILE, &format!("{name} is {other}"));
        }
    }

    fn add_notes_of_uploads(&mut self) {
        for (address, reason) in &self.survey.unfetched {
            self.note(UNFETCHED_FILES, "", &format!("{address}: {reason}"));
        }
        let heads = &self.survey.heads;
        let shown: HashSet<&str> = heads.iter().flat_map(|head| head.uploads.iter().map(String::as_str)).collect();
        let numbers: HashSet<u64> = heads.iter().flat_map(|head| head.attachments.iter().copied()).collect();
        for attachment in &self.survey.blog.attachments {
            let key = upload_key(&attachment.address);
            if key.is_none_or(|key| !shown.contains(key.as_str())) && !numbers.contains(&attachment.id) {
                self.note(UNUSED_FILES, "", &attachment.address);
            }
        }
    }
}
