//! One connection: what is sent on it, and how long a reader may take.

use std::io::{self, Cursor, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::answer::{self, Answer, Body, Place};
use super::guard::Refusal;

/// How long one write may wait for a reader.
pub(super) const WRITE: Duration = Duration::from_secs(10);
/// The slowest reader: an answer may take [`WRITE`] and a second for each of so many bytes.
const BYTES_A_SECOND: usize = 64 * 1024;

/// What a connection is doing. In this order they have to go when there are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doing {
    Waiting,
    Writing,
    Listening,
    Answering,
}

/// Someone who is connected.
pub(super) struct Guest {
    pub(super) stream: TcpStream,
    doing: Mutex<(Doing, Instant)>,
}

impl Guest {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, doing: Mutex::new((Doing::Waiting, Instant::now())) }
    }

    /// What it is doing, and since when.
    pub(super) fn doing(&self) -> (Doing, Instant) {
        *self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self, doing: Doing) {
        *self.doing.lock().unwrap_or_else(PoisonError::into_inner) = (doing, Instant::now());
    }

    /// Says why there is no answer, and listens a moment longer: a connection closed at once would lose the words.
    pub(super) fn refuse(&self, refusal: Refusal) -> io::Result<()> {
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

    pub(super) fn send(&self, answer: &Answer, wants_body: bool, place: &Place) -> io::Result<()> {
        match &answer.body {
            Body::Bytes(bytes) => {
                let mut whole = headed(answer, bytes.len(), false)?;
                if wants_body {
                    whole.extend_from_slice(bytes);
                }
                self.write(&whole, patience(whole.len()))
            }
            Body::File(path) => {
                match crate::source::open(&place.root, path).and_then(|file| Ok((file.metadata()?, file))) {
                    Ok((metadata, file)) => {
                        let len = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
                        self.write(&headed(answer, len, false)?, patience(len))?;
                        if wants_body { self.copy(file, len) } else { Ok(()) }
                    }
                    Err(_) => self.send(
                        &answer::refusal(Refusal { status: 404, reason: "there is no such file" }),
                        wants_body,
                        place,
                    ),
                }
            }
            Body::Events => self.write(&headed(answer, 0, false)?, patience(0)),
        }
    }

    /// A file, piece by piece. One that has shrunk since ends the connection: the browser must not take it for whole.
    fn copy(&self, mut file: impl Read, len: usize) -> io::Result<()> {
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
