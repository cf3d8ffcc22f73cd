//! One connection: what is sent on it, and how long a slow reader may take.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::answer::{self, Answer, AnswerBody};
use super::editor_links::Workspace;
use super::range::Part;
use super::request::Refusal;

/// How long one write may wait for the reader.
pub(super) const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
/// The slowest reader that is waited for: an answer may take [`WRITE_TIMEOUT`], and a second more for so many bytes.
const MIN_BYTES_PER_SECOND: u64 = 64 * 1024;

/// What a connection is busy with. When there are too many connections, they are closed in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ConnectionState {
    /// Waits for a request.
    Waiting,
    /// Sends an answer.
    Writing,
    /// Gets events.
    Listening,
    /// Works on an answer.
    Answering,
}

/// A connection to a browser.
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    state: Mutex<(ConnectionState, Instant)>,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, state: Mutex::new((ConnectionState::Waiting, Instant::now())) }
    }

    /// Returns the state, and since when it has been that.
    pub(super) fn state(&self) -> (ConnectionState, Instant) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_state(&self, state: ConnectionState) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = (state, Instant::now());
    }

    /// Sends the reason for a refusal, and reads on for a moment: if the connection were closed at once, the browser
    /// might never get it.
    pub(super) fn refuse(&self, refusal: &Refusal) -> io::Result<()> {
        let part = Part::whole(refusal.reason.len() as u64 + 1);
        let mut head = response_head(&answer::refusal(refusal), &part, refusal.status == 405)?;
        head.extend([refusal.reason.as_bytes(), b"\n"].concat());
        self.write(&head, Instant::now() + WRITE_TIMEOUT)?;
        self.stream.shutdown(Shutdown::Write)?;
        self.stream.set_read_timeout(Some(Duration::from_millis(100)))?;
        let mut buffer = [0; 4096];
        let mut stream = &self.stream;
        for _ in 0..64 {
            if stream.read(&mut buffer)? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Sends an answer, for a HEAD request without its body.
    pub(super) fn send(&self, answer: &Answer, wants_body: bool, workspace: &Workspace) -> io::Result<()> {
        match &answer.body {
            AnswerBody::Bytes(bytes) => {
                let part = answer.part(bytes.len() as u64);
                let mut response = response_head(answer, &part, false)?;
                if wants_body {
                    let bytes = bytes.get(index(part.bytes.start)..index(part.bytes.end));
                    response.extend_from_slice(bytes.unwrap_or_default());
                }
                self.write(&response, deadline(response.len() as u64))
            }
            AnswerBody::File(path) => {
                match crate::source::open(&workspace.root, path).and_then(|file| Ok((file.metadata()?, file))) {
                    Ok((metadata, mut file)) => {
                        let part = answer.part(metadata.len());
                        self.write(&response_head(answer, &part, false)?, deadline(0))?;
                        if !wants_body {
                            return Ok(());
                        }
                        file.seek(SeekFrom::Start(part.bytes.start))?;
                        self.copy(file, part.len())
                    }
                    Err(_) => {
                        let refusal = Refusal { status: 404, reason: "there is no such file".into() };
                        self.send(&answer::refusal(&refusal), wants_body, workspace)
                    }
                }
            }
            AnswerBody::Events | AnswerBody::Opens(_) | AnswerBody::Picture(_) => {
                self.write(&response_head(answer, &Part::whole(0), false)?, deadline(0))
            }
        }
    }

    /// Sends a file in pieces. If it has become shorter meanwhile, the connection ends with an error, so that the browser
    /// does not take it for complete.
    fn copy(&self, mut file: impl Read, len: u64) -> io::Result<()> {
        let end = deadline(len);
        let mut buffer = vec![0; 64 * 1024];
        let mut left = len;
        while left > 0 {
            let most = index(left).min(buffer.len());
            let count = file.read(&mut buffer[..most])?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.write(&buffer[..count], end)?;
            left -= count as u64;
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

/// Returns the time at which the last byte of an answer of this length must have been sent.
fn deadline(len: u64) -> Instant {
    Instant::now() + WRITE_TIMEOUT + Duration::from_secs(len / MIN_BYTES_PER_SECOND)
}

/// Returns a number of bytes as an index into memory.
fn index(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// Returns the head of a response. Nothing in it comes from the request.
fn response_head(answer: &Answer, part: &Part, allows: bool) -> io::Result<Vec<u8>> {
    let etag = answer.etag.as_ref().map(|etag| format!("\"{etag}\""));
    let policy = answer.policy.content_security_policy(answer.form_action.as_deref());
    let fields = [
        ("Content-Type", Some(answer.media_type)),
        ("Server", Some("callslip")),
        ("Content-Security-Policy", Some(&*policy)),
        ("X-Frame-Options", answer.policy.frame_options()),
        ("Cross-Origin-Resource-Policy", Some("same-origin")),
        ("X-Content-Type-Options", Some("nosniff")),
        ("Cache-Control", Some(if answer.is_confidential { "private, no-cache" } else { "no-cache" })),
        ("Referrer-Policy", answer.is_confidential.then_some("no-referrer")),
        ("Accept-Ranges", answer.has_parts().then_some("bytes")),
        ("Content-Range", part.content_range.as_deref()),
        ("ETag", etag.as_deref()),
        ("Location", answer.location.as_deref()),
        ("Set-Cookie", answer.cookie.as_deref()),
        ("Allow", allows.then_some("GET, HEAD")),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let headers = fields.filter(|(_, value)| !value.contains(char::is_control));
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let status = StatusCode(part.status.unwrap_or(answer.status));
    let response = Response::new(status, headers, Cursor::new(Vec::new()), Some(index(part.len())), None);
    let mut head = Vec::with_capacity(512);
    response.with_chunked_threshold(usize::MAX).raw_print(&mut head, HTTPVersion(1, 1), &[], true, None)?;
    Ok(head)
}
