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

use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::answer::{self, Answer, Body, Place};
use super::guard::{self, Hosts, LONGEST_HEAD, Refusal};
use super::present::Present;

/// The most connections at a time.
const MOST: usize = 256;
/// How long a request may take to come.
const REQUEST: Duration = Duration::from_secs(10);
/// How long a connection may be quiet between two requests.
const QUIET: Duration = Duration::from_secs(60);
/// How long one write may wait for a reader.
const WRITE: Duration = Duration::from_secs(10);
/// The slowest reader: an answer may take [`WRITE`] and a second for each of so many bytes.
const BYTES_A_SECOND: usize = 64 * 1024;
/// How often a stream without news shows that it is alive.
const PING: Duration = Duration::from_secs(15);

/// What an answer stands on.
pub(super) struct Ground {
    pub(super) present: Arc<Present>,
    pub(super) hosts: Hosts,
    pub(super) place: Place,
}

/// What a connection is doing. In this order they have to go when there are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doing {
    Waiting,
    Writing,
    Listening,
    Answering,
}

struct Guest {
    stream: TcpStream,
    doing: Mutex<(Doing, Instant)>,
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
    let guest = Arc::new(Guest { stream, doing: Mutex::new((Doing::Waiting, Instant::now())) });
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
        let doing = |guest: &Guest| *guest.doing.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(at) = (0..guests.len()).min_by_key(|at| doing(&guests[*at])) else { return };
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
        guest.send(answer, request.wants_body, &ground.place)?;
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

impl Guest {
    fn now(&self, doing: Doing) {
        *self.doing.lock().unwrap_or_else(PoisonError::into_inner) = (doing, Instant::now());
    }

    /// Says why there is no answer, and listens a moment longer: a connection closed at once would lose the words.
    fn refuse(&self, refusal: Refusal) -> io::Result<()> {
        let mut head = headed(&answer::refusal(refusal), refusal.reason.len() + 1, refusal.status == 405)?;
        head.extend([refusal.reason.as_bytes(), b"\n"].concat());
        self.write(&head, Instant::now() + WRITE)?;
        self.stream.shutdown(Shutdown::Write)?;
        self.stream.set_read_timeout(Some(Duration::from_millis(100)))?;
        let mut left = [0; 4096];
        let mut stream = &self.stream;
        for _ in 0..64 {
            if stream.read(&mut left)? == 0 {
                break;
            }
        }
        Ok(())
    }

    fn send(&self, answer: Answer, wants_body: bool, place: &Place) -> io::Result<()> {
        match &answer.body {
            Body::Bytes(bytes) => {
                let mut whole = headed(&answer, bytes.len(), false)?;
                if wants_body {
                    whole.extend_from_slice(bytes);
                }
                self.write(&whole, patience(whole.len()))
            }
            Body::File(path) => {
                match crate::source::open(&place.root, path).and_then(|file| Ok((file.metadata()?, file))) {
                    Ok((metadata, file)) => {
                        let len = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
                        self.write(&headed(&answer, len, false)?, patience(len))?;
                        if wants_body { self.copy(file, len) } else { Ok(()) }
                    }
                    Err(_) => self.send(
                        answer::refusal(Refusal { status: 404, reason: "there is no such file" }),
                        wants_body,
                        place,
                    ),
                }
            }
            Body::Events => self.write(&headed(&answer, 0, false)?, patience(0)),
        }
    }

    /// A file, piece by piece. One that has shrunk since ends the connection: the browser must not take it for whole.
    fn copy(&self, mut file: File, len: usize) -> io::Result<()> {
        let end = patience(len);
        let mut piece = vec![0; 64 * 1024];
        let mut left = len;
        while left > 0 {
            let most = left.min(piece.len());
            let count = file.read(&mut piece[..most])?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.write(&piece[..count], end)?;
            left -= count;
        }
        Ok(())
    }

    fn write(&self, mut bytes: &[u8], end: Instant) -> io::Result<()> {
        let mut stream = &self.stream;
        while !bytes.is_empty() {
            let count = stream.write(bytes)?;
            if count == 0 || Instant::now() > end {
                return Err(io::ErrorKind::TimedOut.into());
            }
            bytes = &bytes[count..];
        }
        Ok(())
    }
}

/// When the last byte of an answer must be out.
fn patience(len: usize) -> Instant {
    Instant::now() + WRITE + Duration::from_secs((len / BYTES_A_SECOND) as u64)
}

/// The head of an answer. Nothing in it comes from the request.
fn headed(answer: &Answer, len: usize, allows: bool) -> io::Result<Vec<u8>> {
    let version = answer.version.as_ref().map(|version| format!("\"{version}\""));
    let fields = [
        ("Content-Type", Some(answer.media_type)),
        ("Server", Some("callslip")),
        // A page that works here works under the strictest policy that a host may have.
        ("Content-Security-Policy", Some("default-src 'self'")),
        ("Cross-Origin-Resource-Policy", Some("same-origin")),
        ("X-Content-Type-Options", Some("nosniff")),
        ("Cache-Control", Some("no-cache")),
        ("ETag", version.as_deref()),
        ("Location", answer.location.as_deref()),
        ("Allow", allows.then_some("GET, HEAD")),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let headers = fields.filter(|(_, value)| !value.contains(char::is_control));
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let (empty, len) = (Cursor::new(Vec::new()), Some(len));
    let response = Response::new(StatusCode(answer.status), headers, empty, len, None);
    let mut head = Vec::with_capacity(512);
    response.with_chunked_threshold(usize::MAX).raw_print(&mut head, HTTPVersion(1, 1), &[], true, None)?;
    Ok(head)
}
