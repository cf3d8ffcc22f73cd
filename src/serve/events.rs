//! Tells open pages that the column has changed: server-sent events (HTML Standard, section 9.2).

use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::state_cell::StateCell;

/// How often a stream without news shows that it is alive.
const PING_INTERVAL: Duration = Duration::from_secs(15);

/// Written by hand, since a stream has no length; browsers reconnect half a second after it breaks.
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
    Connection: close\r\n\r\nretry: 500\n\n";

/// Sends an event for every change, until the browser closes the connection or `has_ended` returns true.
pub(super) fn send(mut stream: &TcpStream, state: &StateCell, has_ended: impl Fn() -> bool) -> io::Result<()> {
    stream.write_all(HEAD)?;
    let mut generation = 0;
    loop {
        let newer = state.newer_than(generation, PING_INTERVAL);
        if has_ended() {
            return Ok(());
        }
        match newer {
            Some(state) => {
                generation = state.generation;
                stream.write_all(format!("event: changed\ndata: {generation}\n\n").as_bytes())?;
            }
            None => stream.write_all(b": ping\n\n")?,
        }
    }
}
