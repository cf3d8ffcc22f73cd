//! `callslip serve`, as a program of its own, and a browser that is plainer than any.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a test waits for a condition before it fails: much longer than it takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Waits until this is true.
#[track_caller]
pub(crate) fn until(condition: impl FnMut() -> bool) {
    assert!(within_patience(condition), "it is not so after a minute");
}

/// Returns true as soon as this is true, and false if it is not in time.
fn within_patience(mut condition: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    loop {
        if condition() {
            return true;
        }
        if begun.elapsed() > PATIENCE {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A server, ended when it is dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
}

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Connects to a server. Nobody waits for ever on the connection.
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream.set_nodelay(true).expect("no delay");
    stream
}

/// Sends these bytes to a server, and reads all that comes back until the connection ends.
pub(crate) fn raw(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(address);
    // It may have been refused before it was whole.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

impl Server {
    /// Serves this column at a free port.
    pub(crate) fn of(root: &Path, more: &[&str]) -> Self {
        Self::of_and_heard(root, more).0
    }

    /// Serves this column at a free port, and returns the server with the lines that it prints from its address on.
    pub(crate) fn of_and_heard(root: &Path, more: &[&str]) -> (Self, Arc<Mutex<Vec<String>>>) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        command.arg("serve").arg("--root").arg(root).args(["--port", "0"]).args(more);
        Self::heard(command)
    }

    /// What this command serves.
    pub(crate) fn started(command: Command) -> Self {
        Self::heard(command).0
    }

    /// Starts this command, and returns the server with the lines that it prints from its address on.
    pub(crate) fn heard(mut command: Command) -> (Self, Arc<Mutex<Vec<String>>>) {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("callslip runs");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (address, line) = loop {
            let line = lines.next().expect("it says where it is").expect("text");
            if let Some((_, rest)) = line.split_once("http://") {
                break (rest.split('/').next().expect("an address").parse().expect("an address"), line);
            }
        };
        // What it says later must not fill the pipe.
        let heard = Arc::new(Mutex::new(vec![line]));
        let later = heard.clone();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| later.lock().unwrap().push(line)));
        (Self { child, address }, heard)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        raw(self.address, bytes)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.address);
        reply(&self.raw(head.as_bytes()))
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    /// Waits until a page holds a text; it must come soon.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str, wanted: &str) {
        self.waits(path, |page| page.contains(wanted), wanted);
    }

    /// Waits until there is something at an address.
    #[track_caller]
    pub(crate) fn waits_for(&self, path: &str) {
        until(|| self.get(path).status == 200);
    }

    #[track_caller]
    fn waits(&self, path: &str, there: impl Fn(&str) -> bool, words: &str) {
        let mut page = String::new();
        let seen = within_patience(|| {
            page = self.get(path).text();
            there(&page)
        });
        assert!(seen, "{path}: {words}\n{page}");
    }
}

/// An answer's status, its head and its body.
pub(crate) fn reply(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Reply { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
