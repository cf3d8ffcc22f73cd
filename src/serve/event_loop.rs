//! The loop that brings changes, time and checks together. One thread has the [`Session`]; all others answer.
//!
//! It is here, in `acceptor` and in `watch` that time passes: it is waited for, and never asked what it is.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::present::Present;
use super::session::{Check, Session, Settings};
use super::watcher::Watch;
use super::{Clock, Notice, ServeError, Tell, Wanted};
use crate::diagnostics::{Diagnostic, has_errors};
use crate::source::Change;

/// A save in two writes is one: so long, nobody is told of a mistake.
const QUIET: Duration = Duration::from_millis(150);
/// After so long without a change everything is looked at, whatever the events said.
const LOOK_AGAIN: Duration = Duration::from_millis(600);
/// How often a column is looked at whose changes nobody tells of.
const POLL: Duration = Duration::from_millis(400);
/// How often it is asked whether the folders are still those that are watched.
const TICK: Duration = Duration::from_secs(2);
/// A check works for so long at a time, and then rests as often as long: other work comes first.
const SHIFT: Duration = Duration::from_millis(3);
const REST: u32 = 2;

/// What wakes the loop.
pub(super) enum Message {
    /// Something may have changed.
    Changed(Change),
    /// All routes have been rendered, and this was found.
    Checked(Check, Vec<Diagnostic>),
}

struct Life<'l> {
    session: Session,
    present: &'l Present,
    clock: Clock<'l>,
    tell: Tell<'l>,
    sender: Sender<Message>,
    watch: Option<Watch>,
    /// When nothing had changed for a moment: then browsers are told, and a check begins.
    quiet_at: Option<Instant>,
    /// When everything is looked at.
    look_at: Option<Instant>,
    /// What ends the check that is running.
    check: Arc<AtomicBool>,
    printed: Vec<Diagnostic>,
}

/// Lives until the program ends.
pub(super) fn live(wanted: &Wanted, present: &Present, clock: Clock<'_>, tell: Tell<'_>) -> Result<(), ServeError> {
    let (sender, receiver) = channel();
    let root = wanted.root.canonicalize()?;
    let settings = Settings { root, as_of: wanted.as_of, published: wanted.published };
    let root = settings.root.clone();
    let mut life = Life {
        session: Session::new(settings),
        present,
        clock,
        tell,
        sender,
        watch: None,
        quiet_at: None,
        look_at: None,
        check: Arc::default(),
        printed: Vec::new(),
    };
    // Watched before it is read: what changes meanwhile is seen.
    if wanted.poll {
        life.poll("as you asked");
    } else {
        life.watch(&root);
    }
    life.look(&Change::Anything);
    loop {
        life.wait(&receiver);
        if life.watch.as_ref().is_some_and(Watch::is_stale) {
            life.watch(&root);
            life.look(&Change::Anything);
        }
    }
}

impl Life<'_> {
    fn watch(&mut self, root: &std::path::Path) {
        // The old one first: it holds what the new one needs.
        self.watch = None;
        match Watch::new(root, self.sender.clone()) {
            Ok(watch) => self.watch = Some(watch),
            Err(reason) => self.poll(&reason),
        }
    }

    fn poll(&mut self, reason: &str) {
        (self.tell)(Notice::Polling(reason));
        self.look_at = Some(Instant::now() + POLL);
    }

    /// Waits for the next thing to do, and does it.
    fn wait(&mut self, receiver: &Receiver<Message>) {
        let now = Instant::now();
        let next = [self.quiet_at, self.look_at].into_iter().flatten().min();
        let tick = if self.session.due().is_some_and(|due| (self.clock)() >= due) { Duration::ZERO } else { TICK };
        let longest = next.map_or(tick, |next| next.saturating_duration_since(now).min(tick));
        match receiver.recv_timeout(longest) {
            Ok(message) => self.take(message, receiver),
            // The loop itself has a sender, so there is always one.
            Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout) => self.moment(),
        }
    }

    fn take(&mut self, first: Message, receiver: &Receiver<Message>) {
        let mut change: Option<Change> = None;
        for message in std::iter::once(first).chain(receiver.try_iter()) {
            match message {
                Message::Changed(next) => change = Some(change.map_or(next.clone(), |change| change.and(next))),
                Message::Checked(check, found) => {
                    if self.session.checked(&check, found) {
                        self.session.tell();
                        self.show();
                        self.print();
                    }
                }
            }
        }
        if let Some(change) = change {
            self.look(&change);
            self.look_at = Some(Instant::now() + if self.watch.is_some() { LOOK_AGAIN } else { POLL });
        }
    }

    /// Time alone has passed.
    fn moment(&mut self) {
        let now = Instant::now();
        if self.quiet_at.is_some_and(|quiet_at| now >= quiet_at) {
            self.quiet_at = None;
            if self.session.tell() {
                self.show();
            }
            self.print();
            self.begin_check();
        }
        let is_due = self.session.due().is_some_and(|due| (self.clock)() >= due);
        if is_due || self.look_at.is_some_and(|look_at| now >= look_at) {
            let begun = Instant::now();
            self.look(&Change::Anything);
            // A large column is not looked at all the time.
            let polled = (self.watch.is_none()).then(|| Instant::now() + POLL.max(begun.elapsed() * 10));
            let hopeful = self.session.is_hopeful().then(|| Instant::now() + TICK);
            self.look_at = polled.or(hopeful);
        }
    }

    fn look(&mut self, change: &Change) {
        if !self.session.look(change, (self.clock)()) {
            return;
        }
        // What that check would find is found by the next.
        self.check.store(true, Ordering::Relaxed);
        self.quiet_at = Some(Instant::now() + QUIET);
        self.look_at = self.look_at.or_else(|| Some(Instant::now() + LOOK_AGAIN));
        self.show();
    }

    fn show(&self) {
        self.present.set(self.session.state().clone());
    }

    /// What is new at the terminal.
    fn print(&mut self) {
        let report = &self.session.state().told;
        if self.printed == report.diagnostics {
            return;
        }
        if report.diagnostics.is_empty() || (has_errors(&self.printed) && !has_errors(&report.diagnostics)) {
            (self.tell)(Notice::Mended);
        }
        if !report.diagnostics.is_empty() {
            (self.tell)(Notice::Report(&report.diagnostics, &report.sources));
        }
        self.printed.clone_from(&report.diagnostics);
    }

    /// Renders all pages, beside all else, until something changes.
    fn begin_check(&mut self) {
        let Some(check) = self.session.check() else { return };
        let cancelled = Arc::new(AtomicBool::new(false));
        self.check = cancelled.clone();
        let sender = self.sender.clone();
        // Without a thread the pages are looked at when they are asked for.
        let _ = std::thread::Builder::new().name("check".to_owned()).spawn(move || {
            let worked = Cell::new(Instant::now());
            let is_cancelled = || {
                let work = worked.get().elapsed();
                if work > SHIFT {
                    std::thread::sleep(work * REST);
                    worked.set(Instant::now());
                }
                cancelled.load(Ordering::Relaxed)
            };
            if let Some(found) = check.run(&is_cancelled) {
                let _ = sender.send(Message::Checked(check, found));
            }
        });
    }
}
