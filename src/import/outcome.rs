//! Writes what posts have become, counts it, and reports it.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::path::Path;

use super::blog::{Moment, Post, author_origin};
use super::columnists;
use super::converted::{Converted, ConvertedText};
use super::earlier::{FileOrigin, upload_origin};
use super::general_notes::general_notes;
use super::note_kinds::{
    BLOG_SETTINGS, COMMENT_FEED, CUT_OFF, EDITED_FILES, FUTURE_COMMENTS, INITIALS_OF_NOBODY, NoteKind, OLDER_POSTS,
    OWN_FILES, PLUGIN_TYPES, PROGRAMS, REMOVED_FILES, SCHEDULED_POSTS, STICKY_POSTS, UNREADABLE_FILES, UNUSED_SOURCES,
    Weight,
};
use super::packages::{self, Packed};
use super::plan::Plan;
use super::report::{Counts, LIST_BEGINNING, Note, REPORT_BEGINNING, list, report};
use super::settings;
use super::survey::BlogSurvey;
use super::tally::Tally;
use super::titles::plain;
use super::vocabulary_file::vocabulary;
use super::written_files::{Kept, WrittenFiles};
use super::{ImportError, ImportOptions};
use crate::source::{COLUMN_FILE, CONTENT, VOCABULARY_FILE};
use crate::starter::IGNORED;

/// The report for the columnist.
const REPORT: &str = "import-report.md";

/// The same as a table.
const REPORT_LIST: &str = "import-report.csv";

/// The largest file that is copied, in bytes.
const LARGEST_FILE: u64 = 500 << 20;

/// The outcome of an import.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The name of the report in the folder of the column.
    pub report: String,
    /// How much was in the export, and how much of it is in the column.
    pub counts: Counts,
    /// Everything that could not come as it was.
    pub notes: Vec<Note>,
    /// How many files were written.
    pub written: usize,
    /// How many files were as they would have been written.
    pub unchanged: usize,
    /// How many files were edited since an earlier import, and kept.
    pub edited: usize,
    /// The files of the export that end too early.
    pub cut_off: Vec<String>,
    /// The sources of which nothing was used.
    pub unused: Vec<String>,
    /// How many posts have only the beginning of their text in the export.
    pub beginnings: usize,
}

impl Outcome {
    /// Returns how many things of a weight the report names.
    pub fn number_of(&self, weight: Weight) -> usize {
        self.notes.iter().filter(|note| note.kind.weight == weight).map(|note| note.count).sum()
    }
}

/// Writes a column, post by post.
pub(super) struct Writer<'p> {
    files: WrittenFiles,
    survey: &'p BlogSurvey,
    plan: &'p Plan,
    outcome: Outcome,
    /// The paths to which each uploaded file is copied with its origin, by its position among those that came along.
    copies: BTreeMap<usize, Vec<(String, String)>>,
    /// The programs that posts list, by the path of their file.
    programs: BTreeMap<String, String>,
    tally: Tally,
    /// The origins of the uploaded files that were copied.
    copied: HashSet<String>,
    now: jiff::Timestamp,
}

impl<'p> Writer<'p> {
    /// Opens the column, and writes what belongs to no single post.
    pub(super) fn open(
        files: WrittenFiles,
        survey: &'p BlogSurvey,
        plan: &'p Plan,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let mut writer = Self {
            files,
            survey,
            plan,
            outcome: Outcome::default(),
            copies: BTreeMap::new(),
            programs: BTreeMap::new(),
            tally: Tally::default(),
            copied: HashSet::new(),
            now: options.now,
        };
        writer.write_settings(&options.id)?;
        for columnist in &plan.columnists {
            let path = format!("{CONTENT}/{}", Plan::person_path(columnist));
            // The initials that the column has are hers to change.
            if columnist.file.is_some() {
                continue;
            }
            let origin = FileOrigin::of(author_origin(&survey.blog, &columnist.login));
            writer.write(&path, settings::person(columnist).as_bytes(), origin)?;
            if columnist.login.is_empty() {
                writer.note(INITIALS_OF_NOBODY, &path, &columnist.initials);
            }
        }
        writer
            .outcome
            .notes
            .extend(columnists::notes(&plan.columnists, |one| format!("{CONTENT}/{}", Plan::person_path(one))));
        if let Some(subjects) = vocabulary(survey, plan, &mut writer.outcome.notes) {
            writer.write(VOCABULARY_FILE, subjects.as_bytes(), FileOrigin::default())?;
        }
        Ok(writer)
    }

    /// Writes the settings of a new column, or says which of the blog's a column does not have.
    fn write_settings(&mut self, id: &str) -> Result<(), ImportError> {
        let Some(own) = self.files.own_text(COLUMN_FILE)? else {
            if !self.files.has(COLUMN_FILE)? {
                let column = settings::column(&self.survey.blog, self.survey, id);
                self.write(COLUMN_FILE, column.as_bytes(), FileOrigin::default())?;
                if !self.files.has(IGNORED.path)? {
                    self.write(IGNORED.path, IGNORED.text.as_bytes(), FileOrigin::default())?;
                }
            }
            return Ok(());
        };
        for line in settings::missing_lines(&self.survey.blog, self.survey, &own) {
            self.note(BLOG_SETTINGS, COLUMN_FILE, &line);
        }
        Ok(())
    }

    fn note(&mut self, kind: NoteKind, place: &str, text: &str) {
        self.outcome.notes.push(Note::new(kind, place, text));
    }

    /// Writes a file. Returns true if the column has it, edited or not.
    fn write(&mut self, path: &str, bytes: &[u8], origin: FileOrigin) -> Result<bool, ImportError> {
        let kept = self.files.write(path, bytes, origin)?;
        match kept {
            Kept::Written => self.outcome.written += 1,
            Kept::Unchanged => self.outcome.unchanged += 1,
            Kept::Edited => self.outcome.edited += 1,
            Kept::Differs => {
                self.outcome.edited += 1;
                self.note(EDITED_FILES, path, "");
            }
            Kept::Own => self.note(OWN_FILES, path, ""),
            Kept::Newer => self.note(OLDER_POSTS, path, ""),
            Kept::Removed => self.note(REMOVED_FILES, path, ""),
        }
        Ok(!matches!(kept, Kept::Removed | Kept::Own))
    }

    /// Says which files of the export end too early.
    pub(super) fn cut_off(&mut self, names: &[String]) {
        for name in names {
            self.note(CUT_OFF, name, "");
        }
        self.outcome.cut_off = names.to_vec();
    }

    /// Says that a source was not used, unless posts show files of it.
    pub(super) fn unused_unless_shown(&mut self, source: &Path) {
        let files = &self.plan.uploads.files;
        if !self.copies.keys().any(|at| files[*at].is_of(source)) {
            let name = source.display().to_string();
            self.note(UNUSED_SOURCES, &name, "");
            self.outcome.unused.push(name);
        }
    }

    /// Writes what a post has become.
    pub(super) fn add(&mut self, post: &Post, converted: Converted) -> Result<(), ImportError> {
        self.tally.comments += post.comments.len();
        let file = self.plan.files.get(&post.origin());
        let dates = std::iter::once(post.date).chain(post.comments.iter().map(|comment| comment.date));
        let dates: Vec<Option<Moment>> = dates.collect();
        for (at, ConvertedText { path, text, origin }) in converted.texts.into_iter().enumerate() {
            if dates.get(at).copied().flatten().is_some_and(|date| date.is_after(self.now)) {
                let kind = if at == 0 { SCHEDULED_POSTS } else { FUTURE_COMMENTS };
                self.note(kind, &format!("{CONTENT}/{path}"), "");
            }
            let is_there = self.write(&format!("{CONTENT}/{path}"), text.as_bytes(), origin)?;
            match at {
                _ if !is_there => {}
                0 => self.tally.add(post, converted.is_letter),
                _ => self.tally.replies += 1,
            }
        }
        if let Some(older) = file.and_then(|file| file.replaces.as_ref()) {
            self.files.remove(&format!("{CONTENT}/{older}"))?;
        }
        for copy in converted.copies {
            let path = format!("{CONTENT}/{}", copy.path);
            self.copies.entry(copy.at).or_default().push((path, upload_origin(&copy.key)));
        }
        self.outcome.notes.extend(converted.notes);
        for program in &converted.programs {
            if let Some((path, text)) = settings::program(program, &post.address) {
                self.programs.entry(path).or_insert(text);
            }
        }
        let place = file.map(|file| format!("{CONTENT}/{}", file.path)).unwrap_or_default();
        if !matches!(post.type_name.as_str(), "post" | "page" | "") {
            self.note(PLUGIN_TYPES, &place, &post.type_name);
        }
        self.outcome.beginnings += usize::from(post.is_beginning);
        if post.is_sticky {
            self.note(STICKY_POSTS, &place, &plain(&post.title));
        }
        Ok(())
    }

    /// Copies the uploaded files, and writes the report.
    pub(super) fn finish(mut self) -> Result<Outcome, ImportError> {
        self.copy_files()?;
        for (path, text) in std::mem::take(&mut self.programs) {
            let path = format!("{CONTENT}/{path}");
            self.note(PROGRAMS, &path, "");
            self.tally.programs += usize::from(self.write(&path, text.as_bytes(), FileOrigin::default())?);
        }
        if self.tally.comments > 0 && !self.survey.blog.feed_addresses.is_empty() {
            self.outcome.notes.push(Note::counted(COMMENT_FEED, "", 1));
        }
        self.outcome.notes.extend(general_notes(self.survey, self.plan));
        self.outcome.counts.rows = self.tally.rows(self.survey, self.plan, &self.copied);
        self.outcome.notes.sort();
        let title = plain(&self.survey.blog.title);
        let title = if title.is_empty() { "the old blog".to_owned() } else { title };
        self.outcome.report = self.files.own_name(REPORT, REPORT_BEGINNING)?;
        let list_name = self.files.own_name(REPORT_LIST, LIST_BEGINNING)?;
        let report = report(&title, &list_name, &self.outcome.counts, &self.outcome.notes);
        self.files.replace(&self.outcome.report, report.as_bytes())?;
        self.files.replace(&list_name, list(&self.outcome.notes).as_bytes())?;
        self.files.save()?;
        Ok(self.outcome)
    }

    fn copy_files(&mut self) -> Result<(), ImportError> {
        let copies: Vec<(usize, Vec<(String, String)>)> = std::mem::take(&mut self.copies).into_iter().collect();
        let files = &self.plan.uploads.files;
        let packed: Vec<&Packed> = copies.iter().map(|(at, _)| &files[*at]).collect();
        packages::read_each(&packed, |at, reader| {
            let mut bytes = Vec::new();
            if let Err(error) = reader.take(LARGEST_FILE).read_to_end(&mut bytes) {
                self.note(UNREADABLE_FILES, &packed[at].name, &error.to_string());
                return Ok(());
            }
            for (path, origin) in &copies[at].1 {
                if self.write(path, &bytes, FileOrigin::of(origin))? {
                    self.copied.insert(origin.clone());
                }
            }
            Ok(())
        })
    }
}
