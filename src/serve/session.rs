//! The state machine: what has changed goes in, a new [`State`] comes out. No socket, no thread, no clock.
//!
//! *Invariant:* while the column is sound, every route is what a fresh build makes of it; while it is not, the last
//! sound one stays, and the report is that of `check`.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::report::Report;
use crate::diagnostics::{Diagnostic, has_errors};
use crate::pipeline::{self, Cache, Column, Options};
use crate::source::{Change, Snapshot};

/// What the column is looked at with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The column's folder.
    pub root: PathBuf,
    /// The day to look at it, instead of the clock's.
    pub as_of: Option<Date>,
    /// Whether what is held back stays so.
    pub published: bool,
}

/// What is answered from. A request keeps the one that it began with.
#[derive(Debug, Clone)]
pub struct State {
    /// Grows with every change of anything below.
    pub generation: u64,
    /// The column to show: the last one without a known mistake.
    pub column: Option<Arc<Column>>,
    /// The last of which every page has been rendered: a page that the newer one cannot make is shown from here.
    pub checked: Option<Arc<Column>>,
    /// What is to be said of the column as it is on disk.
    pub report: Arc<Report>,
    /// What browsers are told of it: the same, after a moment of quiet.
    pub told: Arc<Report>,
    /// Files with the moments when they were written, the latest first.
    pub latest: Vec<(crate::diagnostics::FilePath, Timestamp)>,
}

/// Every page of a column that is still to be tried.
#[derive(Debug, Clone)]
pub struct Check {
    column: Arc<Column>,
    number: u64,
}

/// One preview, from its start to its end.
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    snapshot: Snapshot,
    cache: Cache,
    /// As it is on disk; none when it could not be read.
    present: Option<Arc<Column>>,
    /// Counts the looks that found a difference: a check of an earlier one has nothing to say.
    number: u64,
    /// When time alone makes a difference.
    due: Option<Timestamp>,
    state: State,
}

/// How many files the desk shows as lately changed.
const LATEST: usize = 12;

impl Session {
    /// Nothing has been looked at yet.
    pub fn new(settings: Settings) -> Self {
        let report = Arc::new(Report::default());
        let (told, latest) = (report.clone(), Vec::new());
        let state = State { generation: 0, column: None, checked: None, report, told, latest };
        Self {
            settings,
            snapshot: Snapshot::default(),
            cache: Cache::default(),
            present: None,
            number: 0,
            due: None,
            state,
        }
    }

    /// Looks at what has changed; whether it makes a difference.
    pub fn look(&mut self, change: &Change, clock: Timestamp) -> bool {
        let is_due = self.due.is_some_and(|due| clock >= due);
        let failed = self.number == 0 || self.present.is_none();
        // What the read that failed has not seen is in no later change.
        let change = if failed { &Change::Anything } else { change };
        let report = match pipeline::read(&self.settings.root, change, &mut self.snapshot, &self.cache) {
            Ok(files) if !files.has_changed && !is_due && !failed => return false,
            Ok(files) => {
                let cache = std::mem::take(&mut self.cache);
                let (column, cache) = pipeline::understand(files, &self.options(clock), cache);
                self.cache = cache;
                let column = Arc::new(column.with_sources(&self.settings.root, &self.snapshot));
                self.due = self.next_due(&column);
                let report = Report::new(column.diagnostics.clone(), column.sources.clone(), false);
                if !column.has_errors() {
                    self.state.column = Some(column.clone());
                }
                self.present = Some(column);
                report
            }
            Err(error) => {
                self.present = None;
                let help = "put it back; the last page that was sound is shown until then";
                let diagnostic = Diagnostic::error(error.to_string()).help(help);
                Report::new(vec![diagnostic], crate::diagnostics::SourceMap::new(), true)
            }
        };
        if self.present.is_none() && self.number > 0 && *self.state.report == report {
            return false;
        }
        self.number += 1;
        self.news(report);
        true
    }

    /// All routes of the column as it is now, to be rendered by whoever has the time.
    pub fn check(&self) -> Option<Check> {
        let column = self.present.clone().filter(|_| !self.state.report.is_complete)?;
        Some(Check { column, number: self.number })
    }

    /// What a check has found; whether it was worth knowing.
    pub fn checked(&mut self, check: &Check, found: Vec<Diagnostic>) -> bool {
        if check.number != self.number {
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
        // Any text of the theme may be pointed into by now.
        sources.extend(column.theme.texts.iter().map(|file| (file.path.clone(), file.text.clone())));
        diagnostics.extend(found);
        let report = Report::new(diagnostics, sources, true);
        self.news(report);
        true
    }

    /// Browsers are told what there is to be said; whether that is something new.
    pub fn tell(&mut self) -> bool {
        if Arc::ptr_eq(&self.state.told, &self.state.report) {
            return false;
        }
        self.state.told = self.state.report.clone();
        self.state.generation += 1;
        true
    }

    /// The state as it is now.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// When time alone will have made a difference.
    pub fn due(&self) -> Option<Timestamp> {
        self.due
    }

    /// Whether something on disk that could not be read may be readable soon.
    pub fn is_hopeful(&self) -> bool {
        self.present.is_none() || self.snapshot.has_unreadable()
    }

    fn news(&mut self, report: Report) {
        let mended = !has_errors(&report.diagnostics);
        self.state.report = Arc::new(report);
        // Good news need not wait.
        if mended {
            self.state.told = self.state.report.clone();
        }
        let latest = self.snapshot.latest(LATEST).into_iter();
        let latest = latest.filter_map(|(path, modified)| Some((path, Timestamp::try_from(modified).ok()?)));
        self.state.latest = latest.collect();
        self.state.generation += 1;
    }

    fn options(&self, clock: Timestamp) -> Options {
        Options { clock, as_of: self.settings.as_of, base_url: None, unpublished: !self.settings.published }
    }

    /// The next letter that appears, or midnight, when what was checked long ago is late by one day more.
    fn next_due(&self, column: &Column) -> Option<Timestamp> {
        if self.settings.as_of.is_some() {
            return None;
        }
        let today = column.site.now.to_zoned(column.site.config.timezone.clone());
        let midnight = today.checked_add(1.day()).and_then(|tomorrow| tomorrow.start_of_day());
        let midnight = midnight.ok().map(|midnight| midnight.timestamp());
        column.site.next_due().into_iter().chain(midnight).min()
    }
}

impl Check {
    /// Renders every route and throws the pages away; none when it was cancelled.
    pub fn run(&self, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        self.column.check_in_background(is_cancelled)
    }
}
