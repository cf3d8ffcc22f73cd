//! A server with all the behavior that a link may meet. Each host that it is, 127.0.0.0/8, is one of its own for whoever
//! asks it.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) host: String,
    /// The method and the path.
    pub(crate) what: String,
    /// The whole head.
    pub(crate) head: String,
    pub(crate) begun: Instant,
}

/// The server. It ends with the test.
pub(crate) struct LinkServer {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl LinkServer {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                std::thread::spawn(move || answer(stream, &log));
            }
        });
        Self { port, seen }
    }

    /// Returns the address of a path on the host of this number.
    pub(crate) fn address(&self, host: u8, path: &str) -> String {
        format!("http://127.0.1.{host}:{}{path}", self.port)
    }

    /// Returns what it was asked for since the last time.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }
}

/// Fails if a host was asked for two things at once, or twice within this pause.
#[track_caller]
pub(crate) fn was_polite(seen: &[Seen], pause: Duration) {
    let mut hosts: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for one in seen {
        hosts.entry(&one.host).or_default().push(one);
    }
    for of_host in hosts.into_values() {
        for pair in of_host.windows(2) {
            let apart = pair[1].begun.duration_since(pair[0].begun);
            assert!(apart >= pause, "{} came {apart:?} after {}", pair[1].what, pair[0].what);
        }
    }
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<Seen>>) {
    let Ok(SocketAddr::V4(host)) = stream.local_addr() else { return };
    let begun = Instant::now();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        match stream.read(&mut byte) {
            // The greeting of an encrypted connection begins so.
            Ok(1) if head.is_empty() && byte[0] == 0x16 => return,
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let what = head.split(" HTTP/1.1").next().unwrap().to_owned();
    log.lock().unwrap().push(Seen { host: host.ip().to_string(), what: what.clone(), head, begun });
    let (method, path) = what.split_once(' ').unwrap();
    respond(&mut stream, method, path);
}

/// Writes the answer to a path, which says what it is to be.
fn respond(stream: &mut TcpStream, method: &str, path: &str) {
    let is_head = method == "HEAD";
    let mut say = |head: &str| {
        let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\n\r\n").as_bytes());
    };
    match path {
        "/robots.txt" => {
            let rules = "User-agent: *\nDisallow: /kept-out\n";
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{rules}", rules.len());
        }
        path if path.starts_with("/wayback?") => {
            let copy = r#"{"available":true,"url":"http://web.archive.org/web/20240301120000/https://a.net/b","status":"200"}"#;
            let answer = format!(r#"{{"archived_snapshots":{{"closest":{copy}}}}}"#);
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len());
        }
        "/head-405" | "/head-501" | "/head-403" | "/head-404" | "/head-400" | "/kept-out" if is_head => {
            let status = path.strip_prefix("/head-").unwrap_or("405");
            say(&format!("{status} No Head"));
        }
        "/head-closed" if is_head => {}
        "/endless" if is_head => say("405 Method Not Allowed"),
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b'a'; 4096]).is_ok() {}
        }
        "/closed" => {}
        "/garbage" => _ = stream.write_all(b"What do you want?\n"),
        "/slow" => std::thread::sleep(Duration::from_secs(30)),
        "/huge-headers" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nX-Huge: {}\r\n\r\n", "a".repeat(2 << 20));
        }
        "/wrong-gzip" => say("200 OK\r\nContent-Encoding: gzip"),
        "/301" => say("301 Moved Permanently\r\nLocation: /200"),
        "/301-relative/a" => say("301 Moved Permanently\r\nLocation: ../200"),
        "/301-letters" => say("301 Moved Permanently\r\nLocation: /a b/é"),
        "/301-nowhere" => say("301 Moved Permanently"),
        "/301-404" => say("301 Moved Permanently\r\nLocation: /404"),
        "/302" => say("302 Found\r\nLocation: /200"),
        "/303" => say("303 See Other\r\nLocation: /200"),
        "/307" => say("307 Temporary Redirect\r\nLocation: /200"),
        "/308" => say("308 Permanent Redirect\r\nLocation: /200"),
        "/loop" => say("302 Found\r\nLocation: /loop"),
        "/to-root" => say("302 Found\r\nLocation: /"),
        "/to-login" => say("301 Moved Permanently\r\nLocation: /user/login?to=12"),
        "/to-file" => say("302 Found\r\nLocation: file:///etc/passwd"),
        "/to-private" => say("302 Found\r\nLocation: http://10.0.0.1/"),
        "/to-number" => say("302 Found\r\nLocation: http://167772161/"),
        "/to-other" => say("301 Moved Permanently\r\nLocation: http://no-such-host.invalid/"),
        "/429" => say("429 Too Many Requests\r\nRetry-After: 60"),
        "/503-later" => say("503 Service Unavailable\r\nRetry-After: 60"),
        _ => match path.trim_start_matches('/').parse::<u16>() {
            Ok(status) => say(&format!("{status} X")),
            Err(_) => say("200 OK"),
        },
    }
}
