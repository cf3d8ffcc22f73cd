//! The door: connections in, answers out, all of it bounded.
//!
//! Why not `tiny_http::Server`: its listener starts a thread for every connection with no bound to their number, to the
//! length of a request or to the time it may take; one reader that does not read blocks a worker for good; and when the
//! system has no more files to give, it panics, and nothing is accepted again. None of that can be set from outside. So
//! accepting, bounding and reading are done here, in plain sight; what `tiny_http` does well, headers and responses, it
//! does here, too.
//!
//! A thread for each connection, and no more than [`MOST`] of them. When a new one comes, the one that has kept us
//! waiting longest goes: half-open connections cannot keep an honest one out.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::answer::{self, Body, Place};
use super::connection::{Doing, Guest, WRITE};
use super::guard::{self, Hosts, LONGEST_HEAD, Refusal};
use super::present::Present;

/// The most connections at a time.
const MOST: usize = 256;
/// How long a request may take to come.
const REQUEST: Duration = Duration::from_secs(10);
/// How long a connection may be quiet between two requests.
const QUIET: Duration = Duration::from_mins(1);
/// How often a stream without news shows that it is alive.
const PING: Duration = Duration::from_secs(15);

/// What an answer stands on.
pub(super) struct Ground {
    pub(super) present: Arc<Present>,
    pub(super) hosts: Hosts,
    pub(super) place: Place,
}

type Guests = Mutex<Vec<Arc<Guest>>>;

/// Accepts connections until the program ends.
pub(super) fn accept(listener: &TcpListener, ground: &Arc<Ground>) {
    let guests: Arc<Guests> = Arc::default();
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => admit(stream, ground, &guests),
            // No more files, most likely: someone who only waits gives us back one.
            Err(_) => {
                make_room(&guests, 0);
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

fn admit(stream: TcpStream, ground: &Arc<Ground>, guests: &Arc<Guests>) {
    // Answers go out in one piece each: to wait for more would only cost time.
    if stream.set_nodelay(true).is_err() || stream.set_write_timeout(Some(WRITE)).is_err() {
        return;
    }
    make_room(guests, MOST - 1);
    let guest = Arc::new(Guest::new(stream));
    guests.lock().unwrap_or_else(PoisonError::into_inner).push(guest.clone());
    let (ground, all) = (ground.clone(), guests.clone());
    let leave = move |guest: &Arc<Guest>| {
        all.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| !Arc::ptr_eq(other, guest));
    };
    let theirs = guest.clone();
    let left = leave.clone();
    let thread = std::thread::Builder::new().name("guest".to_owned()).spawn(move || {
        // A bug of ours costs one answer, not the preview.
        let talk = std::panic::AssertUnwindSafe(|| converse(&theirs, &ground));
        let _ = std::panic::catch_unwind(talk);
        let _ = theirs.stream.shutdown(Shutdown::Both);
        left(&theirs);
    });
    if thread.is_err() {
        leave(&guest);
    }
}

/// Ends connections until there are no more than `most` of those that can be ended.
fn make_room(guests: &Guests, most: usize) {
    let mut guests = guests.lock().unwrap_or_else(PoisonError::into_inner);
    while guests.len() > most {
        let Some(at) = (0..guests.len()).min_by_key(|at| guests[*at].doing()) else { return };
        let guest = guests.swap_remove(at);
        let _ = guest.stream.shutdown(Shutdown::Both);
        if most == 0 {
            return;
        }
    }
}

/// Request after request.
fn converse(guest: &Guest, ground: &Ground) -> io::Result<()> {
    let mut pending = Vec::new();
    loop {
        guest.now(Doing::Waiting);
        let head = match head(&guest.stream, &mut pending)? {
            Some(Ok(head)) => head,
            Some(Err(refusal)) => return guest.refuse(refusal),
            None => return Ok(()),
        };
        guest.now(Doing::Answering);
        let request = match guard::request(&head, &ground.hosts) {
            Ok(request) => request,
            Err(refusal) => return guest.refuse(refusal),
        };
        let Some(state) = ground.present.get(WRITE) else {
            return guest.refuse(Refusal { status: 503, reason: "the column is still being read" });
        };
        let answer = answer::answer(&state, &request, &ground.place);
        if matches!(answer.body, Body::Events) && request.wants_body {
            guest.now(Doing::Listening);
            return events(&guest.stream, ground);
        }
        guest.now(Doing::Writing);
        guest.send(&answer, request.wants_body, &ground.place)?;
        if !request.stays {
            return Ok(());
        }
    }
}

/// The head of the next request, and what came behind it stays in `pending`; none when there is none.
fn head(stream: &TcpStream, pending: &mut Vec<u8>) -> io::Result<Option<Result<Vec<u8>, Refusal>>> {
    let mut end = Instant::now() + if pending.is_empty() { QUIET } else { REQUEST };
    let mut seen = 0;
    loop {
        if let Some(at) = pending[seen..].windows(4).position(|four| four == b"\r\n\r\n") {
            let at = seen + at;
            let rest = pending.split_off(at + 4);
            let mut head = std::mem::replace(pending, rest);
            head.truncate(at);
            return Ok(Some(Ok(head)));
        }
        if pending.len() > LONGEST_HEAD {
            return Ok(Some(Err(Refusal { status: 431, reason: "the request is too long" })));
        }
        seen = pending.len().saturating_sub(3);
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        stream.set_read_timeout(Some(left))?;
        let mut piece = [0; 4096];
        match (&*stream).read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(count) => {
                if pending.is_empty() {
                    end = Instant::now() + REQUEST;
                }
                pending.extend_from_slice(&piece[..count]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Ok(None),
        }
    }
}

/// Tells of every change until nobody listens any more.
fn events(stream: &TcpStream, ground: &Ground) -> io::Result<()> {
    let mut stream = stream;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nretry: 500\n\n")?;
    let mut generation = 0;
    loop {
        match ground.present.beyond(generation, PING) {
            Some(state) => {
                generation = state.generation;
                stream.write_all(format!("event: changed\ndata: {generation}\n\n").as_bytes())?;
            }
            None => stream.write_all(b": ping\n\n")?,
        }
    }
}
