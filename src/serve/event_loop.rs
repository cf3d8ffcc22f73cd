//! The loop that connects changes, time and checks. One thread owns the [`Session`]; all others answer requests.
//!
//! Only here, in `listener` and in `watcher` does time pass: timeouts run, but the time of day comes from the caller's
//! clock.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::bug;
use super::session::{PendingCheck, Session, SessionOptions};
use super::state_cell::StateCell;
use super::watcher::Watcher;
use super::{Clock, Notice, Notify, ServeError, ServeOptions};
use crate::diagnostics::{Diagnostic, has_errors};
use crate::source::Change;

/// Mistakes are shown after so long without a change: a save in two writes is one.
const ANNOUNCE_DELAY: Duration = Duration::from_millis(150);
/// After so long without a change every file is looked at, whatever the watcher reported.
const RESCAN_DELAY: Duration = Duration::from_millis(600);
/// How often every file is looked at if the folder is not watched.
const POLL_INTERVAL: Duration = Duration::from_millis(400);
/// How often the loop asks whether the folders are still those that are watched.
const TICK: Duration = Duration::from_secs(2);
/// A check renders for so long at a time, and then pauses for [`CHECK_PAUSE`] times as long: all else comes first.
const CHECK_SLICE: Duration = Duration::from_millis(3);
const CHECK_PAUSE: u32 = 2;

/// What wakes the loop.
enum Message {
    /// Something may have changed.
    Changed(Change),
    /// A check has rendered all routes, with this result.
    Checked(PendingCheck, Vec<Diagnostic>),
}

struct EventLoop<'l> {
    session: Session,
    state: &'l StateCell,
    clock: Clock<'l>,
    notify: Notify<'l>,
    sender: Sender<Message>,
    /// `None` if every file is looked at now and then instead.
    watcher: Option<Watcher>,
    /// When the report is announced and a check begins, unless something changes before.
    announce_at: Option<Instant>,
    /// When every file is looked at.
    rescan_at: Option<Instant>,
    /// Cancels the check that is running.
    cancel_check: Arc<AtomicBool>,
    /// The diagnostics that the terminal shows.
    printed: Vec<Diagnostic>,
}

/// Runs until the program ends.
pub(super) fn run(
    options: &ServeOptions,
    state: &StateCell,
    clock: Clock<'_>,
    notify: Notify<'_>,
) -> Result<(), ServeError> {
    let (sender, receiver) = channel();
    let root = options.root.canonicalize()?;
    let session = SessionOptions { root: root.clone(), as_of: options.as_of, published: options.published };
    let mut event_loop = EventLoop {
        session: Session::new(session),
        state,
        clock,
        notify,
        sender,
        watcher: None,
        announce_at: None,
        rescan_at: None,
        cancel_check: Arc::default(),
        printed: Vec::new(),
    };
    // The watcher comes first: it sees what changes while the column is read.
    if options.poll {
        event_loop.poll("as you asked");
    } else {
        event_loop.watch(&root);
    }
    event_loop.update(&Change::Anything);
    loop {
        // What it was about to do is found again by looking at everything.
        if bug::catch(|| event_loop.wait(&receiver)).is_err() {
            (event_loop.announce_at, event_loop.rescan_at) = (None, Some(Instant::now() + TICK));
        }
        if event_loop.watcher.as_ref().is_some_and(Watcher::is_stale) {
            event_loop.watch(&root);
            event_loop.update(&Change::Anything);
        }
    }
}

impl EventLoop<'_> {
    fn watch(&mut self, root: &Path) {
        // The old one is dropped first: it holds system resources that the new one needs.
        self.watcher = None;
        let sender = self.sender.clone();
        let on_change = move |change| {
            // If nobody receives it, the program is ending.
            let _ = sender.send(Message::Changed(change));
        };
        match Watcher::new(root, on_change) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(reason) => self.poll(&reason),
        }
    }

    fn poll(&mut self, reason: &str) {
        (self.notify)(Notice::Polling(reason));
        self.rescan_at = Some(Instant::now() + POLL_INTERVAL);
    }

    fn is_due(&self) -> bool {
        self.session.due().is_some_and(|due| (self.clock)() >= due)
    }

    /// Waits for the next message or timeout, and handles it.
    fn wait(&mut self, receiver: &Receiver<Message>) {
        let now = Instant::now();
        let next = [self.announce_at, self.rescan_at].into_iter().flatten().min();
        let tick = if self.is_due() { Duration::ZERO } else { TICK };
        let timeout = next.map_or(tick, |next| next.saturating_duration_since(now).min(tick));
        match receiver.recv_timeout(timeout) {
            Ok(message) => self.on_messages(message, receiver),
            // The loop itself has a sender, so there is always one.
            Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout) => self.on_timeout(),
        }
    }

    fn on_messages(&mut self, first: Message, receiver: &Receiver<Message>) {
        let mut change: Option<Change> = None;
        for message in std::iter::once(first).chain(receiver.try_iter()) {
            match message {
                Message::Changed(next) => change = Some(change.map_or(next.clone(), |change| change.and(next))),
                Message::Checked(check, found) => {
                    if self.session.finish_check(&check, found) {
                        self.session.announce();
                        self.set_state();
                        self.print_report();
                    }
                }
            }
        }
        if let Some(change) = change {
            self.update(&change);
            let delay = if self.watcher.is_some() { RESCAN_DELAY } else { POLL_INTERVAL };
            self.rescan_at = Some(Instant::now() + delay);
        }
    }

    fn on_timeout(&mut self) {
        let now = Instant::now();
        if self.announce_at.is_some_and(|announce_at| now >= announce_at) {
            self.announce_at = None;
            if self.session.announce() {
                self.set_state();
            }
            self.print_report();
            self.start_check();
        }
        if self.is_due() || self.rescan_at.is_some_and(|rescan_at| now >= rescan_at) {
            let begun = Instant::now();
            self.update(&Change::Anything);
            // At most a tenth of the time goes into looking at a large column.
            let poll = self.watcher.is_none().then(|| Instant::now() + POLL_INTERVAL.max(begun.elapsed() * 10));
            let retry = self.session.may_recover().then(|| Instant::now() + TICK);
            self.rescan_at = poll.or(retry);
        }
    }

    fn update(&mut self, change: &Change) {
        if !self.session.update(change, (self.clock)()) {
            return;
        }
        // The next check will find what this one would have found.
        self.cancel_check.store(true, Ordering::Relaxed);
        self.announce_at = Some(Instant::now() + ANNOUNCE_DELAY);
        self.rescan_at = self.rescan_at.or_else(|| Some(Instant::now() + RESCAN_DELAY));
        self.set_state();
    }

    fn set_state(&self) {
        self.state.set(self.session.state().clone());
    }

    /// Prints the report if it differs from the last one.
    fn print_report(&mut self) {
        let report = &self.session.state().announced;
        if self.printed == report.diagnostics {
            return;
        }
        if report.diagnostics.is_empty() || (has_errors(&self.printed) && !has_errors(&report.diagnostics)) {
            (self.notify)(Notice::Fixed);
        }
        if !report.diagnostics.is_empty() {
            (self.notify)(Notice::Report(&report.diagnostics, &report.sources));
        }
        self.printed.clone_from(&report.diagnostics);
    }

    /// Renders all pages in the background until something changes.
    fn start_check(&mut self) {
        let Some(check) = self.session.pending_check() else { return };
        let cancelled = Arc::new(AtomicBool::new(false));
        self.cancel_check = cancelled.clone();
        let sender = self.sender.clone();
        // If no thread can be started, mistakes show when their pages are asked for.
        let _ = std::thread::Builder::new().name("check".to_owned()).spawn(move || {
            let slice_start = Cell::new(Instant::now());
            let is_cancelled = || {
                let elapsed = slice_start.get().elapsed();
                if elapsed > CHECK_SLICE {
                    std::thread::sleep(elapsed * CHECK_PAUSE);
                    slice_start.set(Instant::now());
                }
                cancelled.load(Ordering::Relaxed)
            };
            let found = bug::catch(|| check.run(&is_cancelled)).unwrap_or_else(|bug| Some(vec![bug]));
            if let Some(found) = found {
                let _ = sender.send(Message::Checked(check, found));
            }
        });
    }
}
