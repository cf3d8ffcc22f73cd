//! SFTP servers that lie: lists without an end, names that lead elsewhere, messages for the terminal.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex};

use callslip::publish::{Remote, Sftp};

/// Answers a request, which begins with its type, by a reply, which begins with its type.
type Answer = fn(u8) -> Vec<u8>;

/// Both ends of a line to a server. It answers each request at once.
#[derive(Clone)]
struct Line(Arc<Mutex<Server>>);

struct Server {
    answer: Answer,
    received: Vec<u8>,
    to_send: VecDeque<u8>,
}

fn connect(answer: Answer) -> Sftp {
    // The version of the protocol.
    let to_send = [0, 0, 0, 5, 2, 0, 0, 0, 3].into();
    let line = Line(Arc::new(Mutex::new(Server { answer, received: Vec::new(), to_send })));
    Sftp::over(Box::new(line.clone()), Box::new(line)).unwrap()
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut server = self.0.lock().unwrap();
        server.received.extend(bytes);
        while let Some(length) = server.received.first_chunk().map(|length| u32::from_be_bytes(*length) as usize) {
            if server.received.len() < 4 + length {
                break;
            }
            let request: Vec<u8> = server.received.drain(..4 + length).skip(4).collect();
            if request[0] != 1 {
                let reply = (server.answer)(request[0]);
                let packet = [&reply[..1], &request[1..5], &reply[1..]].concat();
                server.to_send.extend(u32::try_from(packet.len()).unwrap().to_be_bytes());
                server.to_send.extend(packet);
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Line {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap().to_send.read(bytes)
    }
}

fn string(text: &str) -> Vec<u8> {
    [&u32::try_from(text.len()).unwrap().to_be_bytes()[..], text.as_bytes()].concat()
}

fn handle() -> Vec<u8> {
    [vec![102], string("h")].concat()
}

/// Names of a folder, all of this mode.
fn names(names: &[&str], mode: u32) -> Vec<u8> {
    let count = u32::try_from(names.len()).unwrap().to_be_bytes();
    let entries = names.iter().flat_map(|name| [string(name), string(""), vec![0, 0, 0, 4], mode.to_be_bytes().into()]);
    [vec![104], count.into(), entries.flatten().collect()].concat()
}

fn status(code: u8, message: &str) -> Vec<u8> {
    [vec![101, 0, 0, 0, code], string(message), string("")].concat()
}

const OPEN_FOLDER: u8 = 11;
const READ_FOLDER: u8 = 12;
const FOLDER: u32 = 0o040_755;
const FILE: u32 = 0o100_644;

#[test]
fn a_list_without_an_end_is_given_up() {
    let mut endless = connect(|request| match request {
        OPEN_FOLDER => handle(),
        READ_FOLDER => names(&vec!["a"; 5000], FILE),
        _ => status(0, ""),
    });
    let broken = "the server lets you in but answers with something other than SFTP; ask the people who run it; \
                  publish again to upload the rest";
    assert_eq!(endless.existing(&["a"]).unwrap_err().to_string(), broken);
    let mut nested = connect(|request| match request {
        OPEN_FOLDER => handle(),
        READ_FOLDER => names(&[], FOLDER),
        _ => status(0, ""),
    });
    assert_eq!(nested.files_in("old").unwrap(), [""; 0]);
}

#[test]
fn a_file_without_an_end_is_read_to_a_limit() {
    let mut endless = connect(|request| match request {
        7 => [vec![105, 0, 0, 0, 4], FILE.to_be_bytes().into()].concat(),
        3 => handle(),
        5 => [vec![103], string(&"x".repeat(32 * 1024))].concat(),
        _ => status(0, ""),
    });
    assert_eq!(endless.read("index.html", 100_000).unwrap().unwrap().len(), 100_000);
}

#[test]
fn a_name_that_leads_elsewhere_is_no_name() {
    static READ: Mutex<bool> = Mutex::new(false);
    let mut server = connect(|request| match request {
        OPEN_FOLDER => handle(),
        READ_FOLDER if !std::mem::replace(&mut *READ.lock().unwrap(), true) => {
            names(&["..", ".", "../../etc/passwd", "a/b", "", "\0", "honest"], FILE)
        }
        _ => status(1, ""),
    });
    assert_eq!(server.files_in("old").unwrap(), ["old/honest"]);
}

#[test]
fn what_a_server_says_does_nothing_to_the_terminal() {
    let mut server = connect(|request| match request {
        7 => status(2, ""),
        _ => status(4, "full\u{1b}]0;owned\u{7}\r\n\u{202e}"),
    });
    assert_eq!(
        server.put("index.html", b"").unwrap_err().to_string(),
        "the server, ./index.html: it says \"full\u{fffd}]0;owned\u{fffd}\u{fffd}\u{fffd}\u{fffd}\"; is the disk full?"
    );
}
