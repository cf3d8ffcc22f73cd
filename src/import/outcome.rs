//! Writes what posts have become, counts it, and reports it.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::path::Path;

use super::blog::{Post, PostKind, PostState};
use super::converted::Converted;
use super::general_notes::general_notes;
use super::packages::{self, Packed};
use super::plan::Plan;
use super::report::{Counts, Note, list, report};
use super::settings;
use super::survey::BlogSurvey;
use super::titles::plain;
use super::written_files::{Kept, WrittenFiles};
use super::{ImportError, ImportOptions};
use crate::source::{COLUMN_FILE, CONTENT, VOCABULARY_FILE};

/// The report for the columnist.
const REPORT: &str = "import-report.md";

/// The same as a table.
const REPORT_LIST: &str = "import-report.csv";

/// The largest file that is copied, in bytes.
const LARGEST_FILE: u64 = 500 << 20;

/// The outcome of an import.
#[derive(Debug, Default)]
pub struct Outcome {
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
}

/// Writes a column, post by post.
pub(super) struct Writer<'p> {
    files: WrittenFiles,
    survey: &'p BlogSurvey,
    plan: &'p Plan,
    outcome: Outcome,
    /// The paths to which each uploaded file is copied, by its position among those that came along.
    copies: BTreeMap<usize, Vec<String>>,
    /// The programs that posts list, by the path of their file.
    programs: BTreeMap<String, String>,
    tally: Tally,
}

/// How much there was of each kind, and how much is in the column.
#[derive(Default)]
struct Tally {
    letters: usize,
    articles: usize,
    pages: usize,
    held: usize,
    comments: usize,
    replies: usize,
    aliases: usize,
}

impl<'p> Writer<'p> {
    /// Opens the column, and writes what belongs to no single post.
    pub(super) fn open(
        root: &Path,
        survey: &'p BlogSurvey,
        plan: &'p Plan,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let files = WrittenFiles::open(root)?;
        let mut writer = Self {
            files,
            survey,
            plan,
            outcome: Outcome::default(),
            copies: BTreeMap::new(),
            programs: BTreeMap::new(),
            tally: Tally::default(),
        };
        if !writer.files.has(COLUMN_FILE)? {
            let column = settings::column(&survey.blog, survey, &options.id);
            writer.write(COLUMN_FILE, column.as_bytes())?;
        }
        for columnist in &plan.columnists {
            let path = format!("{CONTENT}/{}", Plan::person_path(columnist));
            if writer.files.has(&path)? || !options.initials.contains(&columnist.initials) {
                writer.write(&path, settings::person(columnist).as_bytes())?;
            }
            if columnist.login.is_empty() {
                writer.note(
                    "Initials of nobody that the export names",
                    "They begin answers. Write who it is: `name:` in the file.",
                    &path,
                    &columnist.initials,
                );
            }
        }
        let subjects = settings::subjects(survey, plan, &mut writer.outcome.notes);
        if !subjects.is_empty() {
            writer.write(VOCABULARY_FILE, subjects.as_bytes())?;
        }
        Ok(writer)
    }

    fn note(&mut self, kind: &'static str, advice: &'static str, place: &str, text: &str) {
        self.outcome.notes.push(Note::new(kind, advice, place, text));
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), ImportError> {
        match self.files.write(path, bytes)? {
            Kept::Written => self.outcome.written += 1,
            Kept::Unchanged => self.outcome.unchanged += 1,
            Kept::Edited => {
                self.outcome.edited += 1;
                self.note("Files that you have edited", "They were kept as they are.", path, "");
            }
            Kept::Removed => self.note(
                "Files that you have removed",
                "They were not written again. To have one again, remove its line from `.callslip-import`.",
                path,
                "",
            ),
        }
        Ok(())
    }

    /// Says which files of the export end too early.
    pub(super) fn cut_off(&mut self, names: &[String]) {
        for name in names {
            self.note(
                "Files that end too early",
                "Download the export again: what was missing is not in your column. A second import adds it.",
                name,
                "",
            );
        }
    }

    /// Writes what a post has become.
    pub(super) fn add(&mut self, post: &Post, converted: Converted) -> Result<(), ImportError> {
        match (post.kind, converted.is_letter) {
            (PostKind::Page, _) => self.tally.pages += 1,
            (PostKind::Letter, true) => self.tally.letters += 1,
            (PostKind::Letter, false) => self.tally.articles += 1,
        }
        self.tally.held += usize::from(post.state != PostState::Published);
        self.tally.comments += post.comments.len();
        self.tally.replies += converted.texts.len().saturating_sub(1);
        let file = self.plan.files.get(&post.id);
        self.tally.aliases += usize::from(file.is_some_and(|file| file.alias.is_some()));
        for (path, text) in &converted.texts {
            self.write(&format!("{CONTENT}/{path}"), text.as_bytes())?;
        }
        for (path, at) in converted.copies {
            self.copies.entry(at).or_default().push(format!("{CONTENT}/{path}"));
        }
        self.outcome.notes.extend(converted.notes);
        for program in &converted.programs {
            if let Some((path, text)) = settings::program(program, &post.address) {
                self.programs.entry(path).or_insert(text);
            }
        }
        let place = file.map(|file| format!("{CONTENT}/{}", file.path)).unwrap_or_default();
        if post.state == PostState::Published {
            self.note(
                "Old addresses with a `?`",
                "A host of plain files sees no difference between them and the home page. Few readers have them: they are the \
                 short links of WordPress.",
                &place,
                &match post.kind {
                    PostKind::Letter => format!("/?p={}", post.id),
                    PostKind::Page => format!("/?page_id={}", post.id),
                },
            );
        }
        if !matches!(post.type_name.as_str(), "post" | "page" | "") {
            self.note("Posts of a type that a plug-in added", "They became letters.", &place, &post.type_name);
        }
        if post.is_sticky {
            self.note(
                "Posts that stayed at the top",
                "A column shows its newest letters first. Link to such a post in `nav` or `footer` of column.yaml.",
                &place,
                &plain(&post.title),
            );
        }
        Ok(())
    }

    /// Copies the uploaded files, and writes the report.
    pub(super) fn finish(mut self) -> Result<Outcome, ImportError> {
        self.copy_files()?;
        for (path, text) in std::mem::take(&mut self.programs) {
            let path = format!("{CONTENT}/{path}");
            self.note(
                "Programs that a post lists",
                "Each is a draft of a profile with nothing but its name and address. Fill it in and remove `draft: yes`, \
                 or remove the file.",
                &path,
                "",
            );
            self.write(&path, text.as_bytes())?;
        }
        self.outcome.notes.extend(general_notes(self.survey, self.plan));
        self.count();
        self.outcome.notes.sort();
        let title = plain(&self.survey.blog.title);
        let title = if title.is_empty() { "the old blog".to_owned() } else { title };
        self.files.replace(REPORT, report(&title, &self.outcome.counts, &self.outcome.notes).as_bytes())?;
        self.files.replace(REPORT_LIST, list(&self.outcome.notes).as_bytes())?;
        self.files.save()?;
        Ok(self.outcome)
    }

    fn copy_files(&mut self) -> Result<(), ImportError> {
        let copies: Vec<(usize, Vec<String>)> = std::mem::take(&mut self.copies).into_iter().collect();
        let files = &self.plan.uploads.files;
        let packed: Vec<&Packed> = copies.iter().map(|(at, _)| &files[*at]).collect();
        packages::read_each(&packed, |at, reader| {
            let mut bytes = Vec::new();
            if let Err(error) = reader.take(LARGEST_FILE).read_to_end(&mut bytes) {
                self.note(
                    "Pictures and files that cannot be read",
                    "Save each from the old site in the folder of its text.",
                    &packed[at].name,
                    &error.to_string(),
                );
                return Ok(());
            }
            for path in &copies[at].1 {
                self.write(path, &bytes)?;
            }
            Ok(())
        })
    }

    fn count(&mut self) {
        let heads = &self.survey.heads;
        let of = |kind| heads.iter().filter(|head| head.kind == kind).count();
        let tally = &self.tally;
        let subjects: HashSet<&str> = heads.iter().flat_map(|head| head.subjects.iter().map(String::as_str)).collect();
        let held = heads.iter().filter(|head| head.state != PostState::Published).count();
        self.outcome.counts.rows = vec![
            ("posts (letters and articles)", of(PostKind::Letter), tally.letters + tally.articles),
            ("letters with a question and an answer", tally.letters, tally.letters),
            ("pages", of(PostKind::Page), tally.pages),
            ("drafts, private posts, and those with a password", held, tally.held),
            ("comments that readers saw", tally.comments, tally.replies),
            (
                "authors",
                self.survey.blog.authors.len(),
                self.plan.columnists.iter().filter(|one| !one.login.is_empty()).count(),
            ),
            ("categories and tags of posts", subjects.len(), subjects.len()),
            ("old addresses that lead to the new ones", tally.aliases, tally.aliases),
        ];
    }
}
