//! Accepts connections, reads requests and sends answers, all of it within limits.
//!
//! Why not `tiny_http::Server`: its listener starts a thread for every connection with no bound to their number, to the
//! length of a request or to the time it may take; one reader that does not read blocks a worker for good; and when the
//! system has no more files to give, it panics, and nothing is accepted again. None of that can be set from outside. So
//! this module accepts, limits and reads by itself, and leaves headers and responses to `tiny_http`.
//!
//! Each connection has a thread, and there are at most [`MAX_CONNECTIONS`]. When one more comes, the one that has been
//! waiting longest is closed: half-open connections cannot keep an honest one out.

use std::io::{self, Read};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::ServeState;
use super::access::{Access, Admission, Exclusion, Visitor};
use super::answer::{self, Answer, AnswerBody};
use super::bug;
use super::column_file::made_picture;
use super::connection::{Connection, ConnectionState, WRITE_TIMEOUT};
use super::editor_links::Workspace;
use super::events;
use super::request::{self, MAX_HEAD, Refusal, Request};
use super::state_cell::StateCell;

/// The most connections at a time.
const MAX_CONNECTIONS: usize = 256;
/// How long the head of a request may take to arrive.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection may be idle between two requests.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);

/// What all connections share.
pub(super) struct Server {
    pub(super) state: Arc<StateCell>,
    pub(super) access: Access,
    pub(super) clock: fn() -> Timestamp,
    /// Counts the requests with a wrong key.
    pub(super) wrong_keys: Arc<AtomicUsize>,
    pub(super) workspace: Workspace,
    /// Opens a file in the program that the system has for it.
    pub(super) open: fn(&Path) -> io::Result<()>,
    /// [`answer::answer`], but in a test.
    pub(super) answer: fn(&ServeState, &Request, Visitor, &Workspace) -> Answer,
}

type Connections = Mutex<Vec<Arc<Connection>>>;

/// Accepts connections until the program ends.
pub(super) fn accept(listener: &TcpListener, server: &Arc<Server>) {
    let connections: Arc<Connections> = Arc::default();
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => serve(stream, server, &connections),
            // Most likely the system has no more files to give: an idle connection returns one.
            Err(_) => {
                make_room(&connections, 0);
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

/// Starts a thread for a connection.
fn serve(stream: TcpStream, server: &Arc<Server>, connections: &Arc<Connections>) {
    // Each answer is sent in one piece: waiting for more would only cost time.
    if stream.set_nodelay(true).is_err() || stream.set_write_timeout(Some(WRITE_TIMEOUT)).is_err() {
        return;
    }
    make_room(connections, MAX_CONNECTIONS - 1);
    let connection = Arc::new(Connection::new(stream));
    connections.lock().unwrap_or_else(PoisonError::into_inner).push(connection.clone());
    let (server, all) = (server.clone(), connections.clone());
    let remove = move |connection: &Arc<Connection>| {
        all.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| !Arc::ptr_eq(other, connection));
    };
    let (in_thread, remove_in_thread) = (connection.clone(), remove.clone());
    let thread = std::thread::Builder::new().name("connection".to_owned()).spawn(move || {
        // A bug of ours costs one answer, not the whole preview.
        let answer = std::panic::AssertUnwindSafe(|| answer_requests(&in_thread, &server));
        let _ = std::panic::catch_unwind(answer);
        let _ = in_thread.stream.shutdown(Shutdown::Both);
        remove_in_thread(&in_thread);
    });
    if thread.is_err() {
        remove(&connection);
    }
}

/// Closes connections until at most `most` are left; with `most` = 0, closes one.
fn make_room(connections: &Connections, most: usize) {
    let mut connections = connections.lock().unwrap_or_else(PoisonError::into_inner);
    while connections.len() > most {
        let Some(at) = (0..connections.len()).min_by_key(|at| connections[*at].state()) else { return };
        let connection = connections.swap_remove(at);
        let _ = connection.stream.shutdown(Shutdown::Both);
        if most == 0 {
            return;
        }
    }
}

/// Answers request after request.
fn answer_requests(connection: &Connection, server: &Server) -> io::Result<()> {
    let peer = connection.stream.peer_addr()?.ip();
    let mut pending = Vec::new();
    loop {
        connection.set_state(ConnectionState::Waiting);
        let head = match read_head(&connection.stream, &mut pending)? {
            Some(Ok(head)) => head,
            Some(Err(refusal)) => return connection.refuse(&refusal),
            None => return Ok(()),
        };
        connection.set_state(ConnectionState::Answering);
        let request = match request::parse(&head) {
            Ok(request) => request,
            Err(refusal) => return connection.refuse(&refusal),
        };
        let (answer, end) = match server.admit(&request, peer) {
            Ok(Admission::Enter { location, cookie }) => (answer::enter(location, cookie), None),
            Ok(Admission::Visitor(visitor)) => match server.answer(&request, visitor) {
                Ok(answer) => (answer, server.access.end(visitor)),
                Err(refusal) => return connection.refuse(&refusal),
            },
            Err(exclusion) => return connection.refuse(&exclusion.refusal()),
        };
        let answer = match &answer.body {
            AnswerBody::Opens(file) => answer::opened(file, (server.open)(file).is_ok()),
            AnswerBody::Picture(job) => {
                let bytes = made_picture(&server.workspace.root, job);
                answer.with_picture(bytes)
            }
            AnswerBody::Bytes(_) | AnswerBody::File(_) | AnswerBody::Events => answer,
        };
        if matches!(answer.body, AnswerBody::Events) && request.wants_body() {
            connection.set_state(ConnectionState::Listening);
            let has_ended = || end.is_some_and(|end| (server.clock)() >= end);
            return events::send(&connection.stream, &server.state, has_ended);
        }
        connection.set_state(ConnectionState::Writing);
        connection.send(&answer, request.wants_body(), &server.workspace)?;
        if !request.keep_alive {
            return Ok(());
        }
    }
}

impl Server {
    fn admit(&self, request: &Request, peer: IpAddr) -> Result<Admission, Exclusion> {
        let admitted = self.access.admit(request, peer, (self.clock)());
        match &admitted {
            Err(Exclusion::WrongKey) => drop(self.wrong_keys.fetch_add(1, Ordering::Relaxed)),
            Ok(_) | Err(Exclusion::Name(_) | Exclusion::NoKey) => {}
        }
        admitted
    }

    fn answer(&self, request: &Request, visitor: Visitor) -> Result<Answer, Refusal> {
        let Some(state) = self.state.get(WRITE_TIMEOUT) else {
            return Err(Refusal { status: 503, reason: "the column is still being read".into() });
        };
        let answer = bug::catch(|| (self.answer)(&state, request, visitor, &self.workspace));
        Ok(answer.unwrap_or_else(|bug| answer::bug_page(bug, visitor, &self.workspace)))
    }
}

/// Reads the head of the next request; what follows it stays in `pending`. Returns `None` if there is no other request.
fn read_head(stream: &TcpStream, pending: &mut Vec<u8>) -> io::Result<Option<Result<Vec<u8>, Refusal>>> {
    let mut end = Instant::now() + if pending.is_empty() { IDLE_TIMEOUT } else { REQUEST_TIMEOUT };
    let mut seen = 0;
    loop {
        if let Some(at) = pending[seen..].windows(4).position(|four| four == b"\r\n\r\n") {
            let at = seen + at;
            let rest = pending.split_off(at + 4);
            let mut head = std::mem::replace(pending, rest);
            head.truncate(at);
            return Ok(Some(Ok(head)));
        }
        if pending.len() > MAX_HEAD {
            return Ok(Some(Err(Refusal { status: 431, reason: "the request is too long".into() })));
        }
        seen = pending.len().saturating_sub(3);
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        stream.set_read_timeout(Some(left))?;
        let mut buffer = [0; 4096];
        match (&*stream).read(&mut buffer) {
            Ok(0) => return Ok(None),
            Ok(count) => {
                if pending.is_empty() {
                    end = Instant::now() + REQUEST_TIMEOUT;
                }
                pending.extend_from_slice(&buffer[..count]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::PathBuf;

    use super::*;
    use crate::serve::{Editor, Hosts, Session, SessionOptions};

    #[test]
    fn a_request_that_meets_a_bug_gets_a_page_that_says_so_and_the_next_one_its_own() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let workspace = Workspace { root: PathBuf::from("column"), editor: Editor::System, secret: String::new() };
        let options = SessionOptions { root: workspace.root.clone(), as_of: None, published: false };
        let state = Arc::new(StateCell::default());
        state.set(ServeState { generation: 1, ..Session::new(options).state().clone() });
        let answer = |state: &ServeState, request: &Request, visitor: Visitor, workspace: &Workspace| {
            assert!(request.path != "/broken/", "no such letter");
            answer::answer(state, request, visitor, workspace)
        };
        let access = Access::ByName(Hosts::new(address, Vec::new()));
        let clock = || Timestamp::UNIX_EPOCH;
        let server =
            Arc::new(Server { state, access, clock, wrong_keys: Arc::default(), workspace, open: |_| Ok(()), answer });
        std::thread::spawn(move || accept(&listener, &server));
        let mut stream = TcpStream::connect(address).expect("a connection");
        for (path, connection) in [("/broken/", "keep-alive"), ("/_desk/", "close")] {
            let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: {connection}\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("written");
        }
        let mut both = String::new();
        stream.read_to_string(&mut both).expect("an answer");
        let (broken, desk) = both.split_once("</html>").expect("two pages");
        let failed = "this is a mistake in callslip itself, not yours: no such letter";
        assert!(broken.starts_with("HTTP/1.1 500 ") && broken.contains(failed));
        assert!(desk.contains("HTTP/1.1 200 ") && desk.contains("<h1>The desk</h1>"), "{desk}");
    }
}
