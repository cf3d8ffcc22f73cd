//! The replies of an SFTP server.
//!
//! The input is a list of packets: the number of their bytes, and their bytes. If the first byte of the input is even,
//! each gets the id of the request that it answers; otherwise they are sent as they are.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex};

use callslip::publish::{PublishedFile, Remote, Sftp, Upload};
use callslip::source::Fingerprint;

const PATHS: [&str; 3] = ["index.html", "questions/a/index.html", "old"];

/// Checks that a server can make a publish fail, and nothing else.
pub fn check(data: &[u8]) {
    let Some((kind, packets)) = data.split_first() else { return };
    let server = Arc::new(Mutex::new(Server::new(kind % 2 == 0, packets)));
    let (from, to) = (Box::new(Line(Arc::clone(&server))), Box::new(Line(Arc::clone(&server))));
    let Ok(mut sftp) = Sftp::over(from, to) else { return };
    if let Err(error) = publish(&mut sftp) {
        let message = error.to_string();
        assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message:?}");
        assert!(message.len() < 8000, "{message:?}");
    }
    drop(sftp);
    for path in &server.lock().expect("one thread").paths {
        let rest = path.strip_prefix("./").unwrap_or_else(|| panic!("{path:?} is elsewhere"));
        assert!(!rest.split('/').any(|name| name == ".." || name.contains('\0')), "{path:?}");
    }
}

/// Everything that a publish asks.
fn publish(sftp: &mut Sftp) -> Result<(), callslip::publish::PublishError> {
    sftp.read(".callslip-published", 1000)?;
    for path in sftp.existing(&PATHS)?.keys() {
        let asked = |asked: &&str| asked == path || asked.starts_with(&format!("{path}/"));
        assert!(PATHS.iter().any(asked), "{path:?} was not asked for");
    }
    for path in sftp.files_in("old")? {
        assert!(path.starts_with("old/"), "{path:?}");
    }
    let local = std::path::Path::new("index.html");
    let file = PublishedFile { path: PATHS[0], fingerprint: Fingerprint::of(b""), size: 0, local };
    sftp.drifted(&[file])?;
    sftp.name_rules()?;
    sftp.remove_leftovers()?;
    sftp.put_all(PATHS.map(|path| Upload { path: path.to_owned(), bytes: vec![0; 40_000] }).into())?;
    sftp.delete_all(&PATHS)?;
    sftp.remove_folder("old")
}

/// The other end of the line.
struct Server {
    answers_ids: bool,
    packets: VecDeque<Vec<u8>>,
    /// The beginning of a request whose end has not come yet.
    received: Vec<u8>,
    /// The ids of the requests that have no reply yet.
    ids: VecDeque<[u8; 4]>,
    to_send: VecDeque<u8>,
    /// All paths that requests have named.
    paths: Vec<String>,
}

impl Server {
    fn new(answers_ids: bool, mut data: &[u8]) -> Self {
        let mut packets = VecDeque::new();
        while let Some((length, rest)) = data.split_first() {
            let (packet, rest) = rest.split_at(rest.len().min(usize::from(*length)));
            packets.push_back(packet.to_vec());
            data = rest;
        }
        // The version, so that every input gets further.
        let to_send = [0, 0, 0, 5, 2, 0, 0, 0, 3].into();
        Self { answers_ids, packets, received: Vec::new(), ids: VecDeque::new(), to_send, paths: Vec::new() }
    }

    fn receive(&mut self, bytes: &[u8]) {
        self.received.extend(bytes);
        while let Some(length) = self.received.first_chunk::<4>().map(|length| u32::from_be_bytes(*length) as usize) {
            if self.received.len() < 4 + length {
                break;
            }
            let request: Vec<u8> = self.received.drain(..4 + length).skip(4).collect();
            self.request(&request);
        }
    }

    fn request(&mut self, request: &[u8]) {
        const INIT: u8 = 1;
        // Those that begin with a path: open, lstat, setstat, opendir, remove, mkdir, rmdir, stat, rename.
        const WITH_PATH: [u8; 9] = [3, 7, 9, 11, 13, 14, 15, 17, 18];
        if request[0] == INIT {
            return;
        }
        self.ids.push_back([request[1], request[2], request[3], request[4]]);
        if WITH_PATH.contains(&request[0]) {
            let length = u32::from_be_bytes([request[5], request[6], request[7], request[8]]) as usize;
            self.paths.push(String::from_utf8_lossy(&request[9..9 + length]).into_owned());
        }
    }

    fn reply(&mut self) {
        let Some(mut packet) = self.packets.pop_front() else { return };
        if self.answers_ids {
            let Some(id) = self.ids.pop_front() else { return };
            packet.splice(1.min(packet.len())..1.min(packet.len()), id);
        }
        self.to_send.extend(u32::try_from(packet.len()).expect("a byte").to_be_bytes());
        self.to_send.extend(packet);
    }
}

struct Line(Arc<Mutex<Server>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("one thread").receive(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Line {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut server = self.0.lock().expect("one thread");
        if server.to_send.is_empty() {
            server.reply();
        }
        server.to_send.read(bytes)
    }
}
