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
use super::lan::KeyWatch;
use super::session::{PendingCheck, Session, SessionOptions};
use super::state_cell::StateCell;
use super::watcher::{Hint, Watcher};
use super::{Clock, Notice, Notify, ServeError, ServeOptions};
use crate::diagnostics::{Diagnostic, has_errors};
use crate::source::Change;

/// Mistakes are shown after so long without a change: a save in two writes is one.
const ANNOUNCE_DELAY: Duration = Duration::from_millis(150);
/// After so long without a change every file is looked at, whatever the watcher reported.
const RESCAN_DELAY: Duration = Duration::from_millis(600);
/// How often every file is looked at if not all changes are heard of.
const POLL_INTERVAL: Duration = Duration::from_millis(400);
/// How often every file is looked at if nothing is heard: some disks tell of no change (networks, containers, WSL).
const IDLE_INTERVAL: Duration = Duration::from_secs(5);
/// Looking at every file takes at most one part in so many of the time: when not all is heard, and when nothing is.
const POLL_SHARE: u32 = 10;
const IDLE_SHARE: u32 = 50;
/// A change of which nothing has been heard after so long will not be heard of.
const HEARING_DELAY: Duration = Duration::from_millis(500);
/// How often the loop asks whether the folders are still those that are watched.
const TICK: Duration = Duration::from_secs(2);
/// A check renders for so long at a time, and then pauses for [`CHECK_PAUSE`] times as long: all else comes first.
const CHECK_SLICE: Duration = Duration::from_millis(3);
const CHECK_PAUSE: u32 = 2;

/// What wakes the loop.
enum Message {
    /// The watcher says something.
    Hint(Hint),
    /// A check has rendered all routes, with this result.
    Checked(PendingCheck, Vec<Diagnostic>),
}

struct EventLoop<'l> {
    session: Session,
    state: &'l StateCell,
    clock: Clock<'l>,
    notify: Notify<'l>,
    sender: Sender<Message>,
    /// `None` if nothing can be watched, or is to be.
    watcher: Option<Watcher>,
    /// The reason why not all changes are heard of; `None` if they are.
    poll_reason: Option<String>,
    /// When it is certain that a change was not heard of, unless it is heard of before.
    unheard_at: Option<Instant>,
    /// When the report is announced and a check begins, unless something changes before.
    announce_at: Option<Instant>,
    /// When every file is looked at.
    rescan_at: Option<Instant>,
    /// True if nothing has been heard since every file was looked at.
    is_idle: bool,
    /// Cancels the check that is running.
    cancel_check: Arc<AtomicBool>,
    /// The diagnostics that the terminal shows.
    printed: Vec<Diagnostic>,
}

/// Runs until the program ends.
pub(super) fn run(
    options: &ServeOptions,
    state: &StateCell,
    mut watch: KeyWatch<'_>,
    clock: Clock<'_>,
    notify: Notify<'_>,
) -> Result<(), ServeError> {
    let (sender, receiver) = channel();
    let root = options.root.canonicalize()?;
    let session = SessionOptions { root: root.clone(), as_of: options.as_of, published: options.published };
    let mut event_loop = EventLoop::new(Session::new(session), state, clock, notify, sender);
    // The watcher comes first: it sees what changes while the column is read.
    if options.poll {
        event_loop.poll("as you asked");
    } else {
        event_loop.watch(&root);
    }
    event_loop.update(&Change::Anything);
    loop {
        event_loop.turn(&receiver);
        watch.report(clock(), [event_loop.announce_at.is_none(), event_loop.session.pending_check().is_none()], notify);
        if event_loop.watcher.as_ref().is_some_and(Watcher::is_stale) {
            event_loop.watch(&root);
            event_loop.update(&Change::Anything);
        }
    }
}

impl<'l> EventLoop<'l> {
    /// Returns a loop that has read nothing yet, and watches nothing.
    fn new(
        session: Session,
        state: &'l StateCell,
        clock: Clock<'l>,
        notify: Notify<'l>,
        sender: Sender<Message>,
    ) -> Self {
        Self {
            session,
            state,
            clock,
            notify,
            sender,
            watcher: None,
            poll_reason: None,
            unheard_at: None,
            announce_at: None,
            rescan_at: None,
            is_idle: false,
            cancel_check: Arc::default(),
            printed: Vec::new(),
        }
    }

    fn watch(&mut self, root: &Path) {
        // The old one is dropped first: it holds system resources that the new one needs.
        self.watcher = None;
        let sender = self.sender.clone();
        let tell = move |hint| {
            // If nobody receives it, the program is ending.
            let _ = sender.send(Message::Hint(hint));
        };
        match Watcher::new(root, tell) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(reason) => self.poll(&reason),
        }
    }

    /// Looks at every file now and then from here on, and says so once.
    fn poll(&mut self, reason: &str) {
        if self.poll_reason.is_none() {
            (self.notify)(Notice::Polling(reason));
            self.poll_reason = Some(reason.to_owned());
        }
        self.rescan_at = Some(Instant::now() + POLL_INTERVAL);
    }

    /// Waits and handles what comes. A panic in it costs a moment: all of it is found again by looking at every file.
    fn turn(&mut self, receiver: &Receiver<Message>) {
        if bug::catch(|| self.wait(receiver)).is_err() {
            (self.announce_at, self.rescan_at) = (None, Some(Instant::now() + TICK));
        }
    }

    fn is_due(&self) -> bool {
        self.session.due().is_some_and(|due| (self.clock)() >= due)
    }

    /// Waits for the next message or timeout, and handles it.
    fn wait(&mut self, receiver: &Receiver<Message>) {
        let now = Instant::now();
        let next = [self.announce_at, self.rescan_at, self.unheard_at].into_iter().flatten().min();
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
                Message::Hint(Hint::Changed(next)) => {
                    change = Some(change.map_or(next.clone(), |change| change.and(next)));
                }
                Message::Hint(Hint::Incomplete(reason)) => {
                    self.poll(&reason);
                    change = Some(Change::Anything);
                }
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
            (self.unheard_at, self.is_idle) = (None, false);
            self.update(&change);
            let delay = if self.poll_reason.is_none() { RESCAN_DELAY } else { POLL_INTERVAL };
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
        if self.unheard_at.is_some_and(|unheard_at| now >= unheard_at) {
            self.unheard_at = None;
            self.poll("this disk does not report every change");
        }
        let is_due = self.is_due();
        if is_due || self.rescan_at.is_some_and(|rescan_at| now >= rescan_at) {
            let was_idle = self.is_idle && !is_due && !self.session.may_recover();
            let has_changed = self.update(&Change::Anything);
            self.is_idle = true;
            if was_idle && has_changed && self.poll_reason.is_none() {
                self.unheard_at = Some(Instant::now() + HEARING_DELAY);
            }
            self.rescan_at = Some(Instant::now() + self.pause(now.elapsed()));
        }
    }

    /// Returns the time until every file is looked at again, after that has taken so long.
    fn pause(&self, elapsed: Duration) -> Duration {
        if self.poll_reason.is_some() {
            POLL_INTERVAL.max(elapsed * POLL_SHARE)
        } else if self.session.may_recover() {
            TICK.max(elapsed * POLL_SHARE)
        } else {
            IDLE_INTERVAL.max(elapsed * IDLE_SHARE)
        }
    }

    /// Reads what has changed. Returns true if that makes a difference.
    fn update(&mut self, change: &Change) -> bool {
        if !self.session.update(change, (self.clock)()) {
            return false;
        }
        // The next check will find what this one would have found.
        self.cancel_check.store(true, Ordering::Relaxed);
        self.announce_at = Some(Instant::now() + ANNOUNCE_DELAY);
        self.rescan_at = self.rescan_at.or_else(|| Some(Instant::now() + RESCAN_DELAY));
        self.set_state();
        true
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
            (self.notify)(Notice::Report {
                diagnostics: &report.diagnostics,
                sources: &report.sources,
                is_shown: self.session.state().column.is_some(),
            });
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

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::fs;

    use jiff::Timestamp;

    use super::*;

    thread_local! {
        /// True if the clock of this test's loop panics.
        static BROKEN_CLOCK: Cell<bool> = const { Cell::new(false) };
    }

    /// Runs a loop without a watcher over a column of its own, and returns what it said.
    fn said(test: impl FnOnce(&mut EventLoop<'_>, &Receiver<Message>, &Path)) -> Vec<String> {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("column.yaml"), "title: First\n").expect("a file");
        let (sender, receiver) = channel();
        let said = RefCell::new(Vec::new());
        let clock = || {
            assert!(!BROKEN_CLOCK.get(), "the clock is broken");
            Timestamp::from_second(1_795_000_000).expect("a time")
        };
        let notify = |notice: Notice<'_>| {
            if let Notice::Polling(reason) = notice {
                said.borrow_mut().push(reason.to_owned());
            }
        };
        let session = SessionOptions { root: root.path().to_owned(), as_of: None, published: false };
        let state = StateCell::default();
        let mut event_loop = EventLoop::new(Session::new(session), &state, &clock, &notify, sender);
        event_loop.update(&Change::Anything);
        test(&mut event_loop, &receiver, root.path());
        drop(event_loop);
        said.into_inner()
    }

    fn save(root: &Path, title: &str) {
        fs::write(root.join("column.yaml"), format!("title: {title}\n")).expect("a file");
    }

    fn title(event_loop: &EventLoop<'_>) -> String {
        event_loop.session.state().column.as_ref().map(|column| column.site.config.title.clone()).unwrap_or_default()
    }

    /// Lets the loop look at every file now.
    fn look(event_loop: &mut EventLoop<'_>) {
        event_loop.rescan_at = Some(Instant::now());
        event_loop.on_timeout();
    }

    #[test]
    fn a_limit_that_is_reached_later_makes_it_look_for_changes_and_is_said_once() {
        let expected = "the system cannot watch any more folders";
        let said = said(|event_loop, receiver, root| {
            for _ in 0..3 {
                let hint = Hint::Incomplete(expected.to_owned());
                event_loop.sender.send(Message::Hint(hint)).expect("a receiver");
                event_loop.wait(receiver);
            }
            save(root, "Second");
            let end = Instant::now() + Duration::from_mins(1);
            while title(event_loop) != "Second" && Instant::now() < end {
                event_loop.wait(receiver);
            }
            assert_eq!(title(event_loop), "Second");
            assert!(event_loop.pause(Duration::ZERO) == POLL_INTERVAL);
        });
        assert_eq!(said, [expected]);
    }

    #[test]
    fn a_change_that_is_never_heard_of_is_found_and_from_then_on_looked_for() {
        let said = said(|event_loop, _, root| {
            look(event_loop);
            assert!(event_loop.pause(Duration::ZERO) == IDLE_INTERVAL);
            save(root, "Second");
            look(event_loop);
            assert_eq!(title(event_loop), "Second");
            event_loop.unheard_at = Some(Instant::now());
            event_loop.on_timeout();
            assert!(event_loop.pause(Duration::ZERO) == POLL_INTERVAL);
        });
        assert_eq!(said, ["this disk does not report every change"]);
    }

    #[test]
    fn a_change_that_is_found_before_it_is_heard_of_is_no_reason_to_look() {
        let said = said(|event_loop, receiver, root| {
            look(event_loop);
            save(root, "Second");
            look(event_loop);
            assert!(event_loop.unheard_at.is_some());
            event_loop.sender.send(Message::Hint(Hint::Changed(Change::Anything))).expect("a receiver");
            event_loop.wait(receiver);
            assert!(event_loop.unheard_at.is_none());
            assert!(event_loop.pause(Duration::ZERO) == IDLE_INTERVAL);
        });
        assert_eq!(said, Vec::<String>::new());
    }

    #[test]
    fn a_panic_in_the_loop_costs_a_moment_and_nothing_is_missed() {
        said(|event_loop, receiver, root| {
            save(root, "Second");
            BROKEN_CLOCK.set(true);
            event_loop.sender.send(Message::Hint(Hint::Changed(Change::Anything))).expect("a receiver");
            event_loop.turn(receiver);
            assert_eq!(title(event_loop), "First");
            BROKEN_CLOCK.set(false);
            assert!(event_loop.rescan_at.is_some());
            look(event_loop);
            assert_eq!(title(event_loop), "Second");
        });
    }

    #[test]
    fn looking_at_a_large_column_takes_a_small_part_of_the_time() {
        said(|event_loop, _, _| {
            assert_eq!(event_loop.pause(Duration::from_secs(1)), Duration::from_secs(50));
            event_loop.poll("a reason");
            assert_eq!(event_loop.pause(Duration::from_secs(1)), Duration::from_secs(10));
        });
    }
}
