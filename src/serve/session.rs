//! The state machine: a change goes in, a new [`ServeState`] comes out. It knows no socket, no thread and no clock.
//!
//! *Invariant:* while the column is sound, every route is what a fresh build makes of it; while it has errors, the last
//! sound column is shown, and the report is that of `check`.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::bug;
use super::diagnostics_view::Report;
use crate::diagnostics::{Diagnostic, FilePath, SourceMap, has_errors};
use crate::pipeline::{self, Cache, Column, Files, Options};
use crate::source::{CONTENT, Change, Snapshot, SourceError};

/// The options of a session.
#[derive(Debug, Clone)]
pub struct SessionOptions {
    /// The column's folder.
    pub root: PathBuf,
    /// The day to show the column on, in place of the clock's.
    pub as_of: Option<Date>,
    /// True if unpublished entries are not shown.
    pub published: bool,
}

/// What requests are answered from. Each request keeps the state that it began with.
#[derive(Debug, Clone)]
pub struct ServeState {
    /// Grows with every change of anything below.
    pub generation: u64,
    /// The column to show: the last one without a known error.
    pub column: Option<Arc<Column>>,
    /// The last column of which every page has been rendered. A page that fails in the newer one is shown from here.
    pub checked: Option<Arc<Column>>,
    /// The report of the column as it is on disk.
    pub report: Arc<Report>,
    /// The report that browsers show: the same one after a moment without changes.
    pub announced: Arc<Report>,
    /// The files that were written last, with the time of the write, the latest first.
    pub latest: Vec<(FilePath, Timestamp)>,
}

/// A check of all pages that is still to be run.
#[derive(Debug, Clone)]
pub struct PendingCheck {
    column: Arc<Column>,
    revision: u64,
}

/// One preview, from its start to its end.
#[derive(Debug)]
pub struct Session {
    options: SessionOptions,
    snapshot: Snapshot,
    cache: Cache,
    /// The column as it is on disk; `None` if it could not be read.
    current: Option<Arc<Column>>,
    /// Counts the updates that made a difference. The check of an earlier revision is of no use.
    revision: u64,
    /// When time alone makes a difference.
    due: Option<Timestamp>,
    /// After a bug, when the column is tried again although nobody knows of a change.
    retry_at: Option<Timestamp>,
    /// [`pipeline::understand`], but in a test.
    understand: Understand,
    state: ServeState,
}

type Understand = fn(Files, &Options, Cache) -> (Column, Cache);

/// A column that met a bug is tried again after so long.
const RETRY_BUG: SignedDuration = SignedDuration::from_secs(10);

/// How many files the desk lists as written last.
const LATEST: usize = 12;

impl Session {
    /// Creates a session that has not read anything.
    pub fn new(options: SessionOptions) -> Self {
        let report = Arc::new(Report::default());
        let (announced, latest) = (report.clone(), Vec::new());
        let state = ServeState { generation: 0, column: None, checked: None, report, announced, latest };
        let (snapshot, cache) = (Snapshot::default(), Cache::default());
        let understand = pipeline::understand;
        Self { options, snapshot, cache, current: None, revision: 0, due: None, retry_at: None, understand, state }
    }

    /// Reads what has changed and understands the column again. Returns true if that makes a difference.
    pub fn update(&mut self, change: &Change, clock: Timestamp) -> bool {
        if self.retry_at.is_some_and(|at| clock < at) && *change == Change::Anything {
            return false;
        }
        self.retry_at = None;
        let report = match bug::catch(|| self.read(change, clock)) {
            Ok(Ok(report)) => report,
            Ok(Err(error)) => {
                self.current = None;
                let help = match self.state.column {
                    Some(_) => "put it back; until then, you see the earlier pages",
                    None => "put it back to see the pages",
                };
                Some(Report::new(vec![Diagnostic::error(error.to_string()).help(help)], SourceMap::new(), true))
            }
            Err(bug) => {
                // Nothing that was left half done is used again.
                (self.snapshot, self.cache, self.current) = (Snapshot::default(), Cache::default(), None);
                self.retry_at = clock.checked_add(RETRY_BUG).ok();
                Some(Report::new(vec![bug], SourceMap::new(), true))
            }
        };
        let Some(report) = report else { return false };
        if self.current.is_none() && self.revision > 0 && *self.state.report == report {
            return false;
        }
        self.revision += 1;
        self.set_report(report);
        true
    }

    /// Returns the report of the column as it is on disk; `None` if nothing has changed.
    fn read(&mut self, change: &Change, clock: Timestamp) -> Result<Option<Report>, SourceError> {
        let is_due = self.due.is_some_and(|due| clock >= due);
        let has_failed = self.revision == 0 || self.current.is_none();
        // A read that failed may have missed something that no later change names.
        let change = if has_failed { &Change::Anything } else { change };
        self.require_content()?;
        let files = pipeline::read(&self.options.root, change, &mut self.snapshot, &self.cache)?;
        if !files.has_changed && !is_due && !has_failed {
            return Ok(None);
        }
        let cache = std::mem::take(&mut self.cache);
        let (column, cache) = (self.understand)(files, &self.pipeline_options(clock), cache);
        self.cache = cache;
        let column =
            Arc::new(column.in_folder(&self.options.root).with_sources(&self.options.root, &mut self.snapshot));
        self.due = self.next_due(&column);
        let report = Report::new(column.diagnostics.clone(), column.sources.clone(), false);
        if !column.has_errors() {
            self.state.column = Some(column.clone());
        }
        self.current = Some(column);
        Ok(Some(report))
    }

    /// Fails if the folder of all texts was there and cannot be read: a disk is away, or another branch is being checked
    /// out. Nobody deletes it to see a column without letters.
    fn require_content(&self) -> Result<(), SourceError> {
        if self.snapshot.texts.is_empty() {
            return Ok(());
        }
        let path = self.options.root.join(CONTENT);
        path.read_dir().map(drop).map_err(|source| SourceError::Read { path, source })
    }

    /// Returns the check of the column as it is now; `None` if it is complete, or if there is no column.
    pub fn pending_check(&self) -> Option<PendingCheck> {
        let column = self.current.clone().filter(|_| !self.state.report.is_complete)?;
        Some(PendingCheck { column, revision: self.revision })
    }

    /// Takes the result of a check. Returns false if it is of no use any more.
    pub fn finish_check(&mut self, check: &PendingCheck, found: Vec<Diagnostic>) -> bool {
        if check.revision != self.revision {
            return false;
        }
        let column = &check.column;
        match (column.has_errors(), has_errors(&found)) {
            (false, false) => self.state.checked = Some(column.clone()),
            (false, true) => self.state.column.clone_from(&self.state.checked),
            (true, _) => {}
        }
        let mut diagnostics = column.diagnostics.clone();
        let mut sources = column.sources.clone();
        // The new diagnostics may point into any text of the theme.
        sources.extend(column.theme.texts.iter().map(|file| (file.path.clone(), file.text.clone())));
        pipeline::add_sources(&mut sources, &found, &self.options.root, &mut self.snapshot);
        diagnostics.extend(found);
        let report = Report::new(diagnostics, sources, true);
        self.set_report(report);
        true
    }

    /// Shows the report to browsers. Returns true if they had another one.
    pub fn announce(&mut self) -> bool {
        if Arc::ptr_eq(&self.state.announced, &self.state.report) {
            return false;
        }
        self.state.announced = self.state.report.clone();
        self.state.generation += 1;
        true
    }

    /// Returns the state as it is now.
    pub fn state(&self) -> &ServeState {
        &self.state
    }

    /// Returns the time from which the column must be understood again even if nothing changes on disk.
    pub fn due(&self) -> Option<Timestamp> {
        self.due
    }

    /// Returns true if something on disk that could not be read may be readable soon.
    pub fn may_recover(&self) -> bool {
        self.current.is_none() || self.snapshot.has_unreadable()
    }

    fn set_report(&mut self, report: Report) {
        let is_sound = !has_errors(&report.diagnostics);
        self.state.report = Arc::new(report);
        // Good news need not wait.
        if is_sound {
            self.state.announced = self.state.report.clone();
        }
        let latest = self.snapshot.latest(LATEST).into_iter();
        let latest = latest.filter_map(|(path, modified)| Some((path, Timestamp::try_from(modified).ok()?)));
        self.state.latest = latest.collect();
        self.state.generation += 1;
    }

    fn pipeline_options(&self, clock: Timestamp) -> Options {
        Options { clock, as_of: self.options.as_of, base_url: None, unpublished: !self.options.published }
    }

    /// Returns the time at which the next letter appears, or midnight, when profiles become overdue, if that is earlier.
    fn next_due(&self, column: &Column) -> Option<Timestamp> {
        if self.options.as_of.is_some() {
            return None;
        }
        let today = column.site.now.to_zoned(column.site.config.timezone.clone());
        let midnight = today.checked_add(1.day()).and_then(|tomorrow| tomorrow.start_of_day());
        let midnight = midnight.ok().map(|midnight| midnight.timestamp());
        column.site.next_due().into_iter().chain(midnight).min()
    }
}

impl PendingCheck {
    /// Renders every route and returns the mistakes; `None` if it was cancelled.
    pub fn run(&self, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        self.column.check_in_background(is_cancelled)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::serve::access::Visitor;
    use crate::serve::answer::{AnswerBody, answer};
    use crate::serve::request::Request;
    use crate::serve::{Editor, Workspace};

    const LETTER: &str = "content/questions/a.md";

    fn letter(text: &str) -> String {
        format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: {text}\n")
    }

    fn session() -> (tempfile::TempDir, Session) {
        let root = tempfile::tempdir().expect("a folder");
        for folder in ["content/questions", "content/people"] {
            fs::create_dir_all(root.path().join(folder)).expect("a folder");
        }
        let person = "---\nname: Sol Marchetti\ninitials: SM\n---\n".to_owned();
        let column = "title: The Desk\n".to_owned();
        for (path, text) in [("column.yaml", column), ("content/people/sol.md", person), (LETTER, letter("First."))] {
            fs::write(root.path().join(path), text).expect("a file");
        }
        let options = SessionOptions { root: root.path().to_owned(), as_of: None, published: false };
        (root, Session::new(options))
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + seconds).expect("a time")
    }

    fn page(session: &Session) -> String {
        let workspace = Workspace {
            root: session.options.root.clone(),
            editor: Editor::new("vscode").expect("an editor"),
            secret: String::new(),
        };
        let request = Request { path: "/questions/a/".to_owned(), ..Request::default() };
        let AnswerBody::Bytes(bytes) = answer(session.state(), &request, Visitor::Local, &workspace).body else {
            return String::new();
        };
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn a_bug_is_reported_and_the_last_sound_page_stays_until_a_save_avoids_it() {
        let (root, mut session) = session();
        assert!(session.update(&Change::Anything, at(0)));
        let change = |text: &str| {
            fs::write(root.path().join(LETTER), letter(text)).expect("a file");
            Change::Files([Arc::from(LETTER)].into())
        };
        session.understand = |_, _, _| panic!("an index of {} is out of bounds", 7);
        assert!(session.update(&change("Second."), at(1)));
        let expected = "error: this is a mistake in callslip itself, not yours: an index of 7 is out of bounds\n |\n = \
                        help: undo your last change, or write it another way; and please send this line to the people \
                        who make callslip\n";
        assert_eq!(session.state().report.text().trim_end(), expected.trim_end());
        assert!(page(&session).contains("First."));
        // Nothing is new, and it is not tried again all the time.
        assert!(!session.update(&Change::Anything, at(2)));
        assert!(!session.update(&change("Third."), at(3)));
        session.understand = pipeline::understand;
        assert!(!session.update(&Change::Anything, at(4)));
        assert!(session.update(&Change::Anything, at(14)));
        assert!(page(&session).contains("Third.") && session.state().report.errors() == 0);
    }

    #[test]
    fn a_folder_that_goes_away_and_comes_back_leaves_the_last_sound_page() {
        let (root, mut session) = session();
        assert!(session.update(&Change::Anything, at(0)));
        let away = root.path().join("away");
        for name in ["content", "column.yaml"] {
            let path = root.path().join(name);
            fs::rename(&path, &away).expect("renamed");
            assert!(session.update(&Change::Anything, at(1)), "{name}");
            let text = session.state().report.text();
            assert!(text.contains(name) && text.contains("put it back"), "{text}");
            assert!(page(&session).contains("First."), "{name}");
            assert!(session.may_recover());
            fs::rename(&away, &path).expect("renamed");
            assert!(session.update(&Change::Anything, at(2)), "{name}");
            assert_eq!(session.state().report.text(), "");
        }
    }
}
