//! `callslip serve`: the column in a browser, from memory, as it stands on disk at this moment.
//!
//! In come saves, requests and the passing of time; out go answers. Nothing is written to disk.
//!
//! ```text
//! watch ─▶ session ─▶ Present ─▶ answer ◀─ guard ◀─ acceptor
//!  Change    State      Arc       Answer   Request   bytes
//! ```
//!
//! - `watch` tells that something under the column's folder has changed. It is a hint and no more.
//! - [`session`] owns what is remembered. It reads what has changed, understands the whole anew, and holds on to the
//!   last sound column while the present one is not. It knows no socket and no clock, so tests drive it as they like.
//! - `present` holds the state that is answered from; a request keeps the one that it began with.
//! - `acceptor` bounds connections, [`guard`] lets through what is a request, and [`answer`] is a pure function of the
//!   state and the request.
//! - `life` is the loop that brings them together.
//!
//! Pages are rendered as `build` renders them. The only change is a line that loads `/_callslip/client.js`, which asks
//! after each save whether its own page has changed.

pub mod answer;
mod connection;
mod desk;
mod event_loop;
pub mod guard;
mod listener;
mod page;
mod present;
mod report;
pub mod session;
mod watcher;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, SourceMap};

pub use report::Editor;
pub use session::{Check, Session, Settings, State};

/// How many ports are tried after the one that is wanted.
const PORTS: u16 = 50;

/// What a preview is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The column's folder.
    pub root: PathBuf,
    /// The address to listen at.
    pub host: IpAddr,
    /// The port; the next free one if it is taken.
    pub port: u16,
    /// Whether what is held back stays so.
    pub published: bool,
    /// The day to look at the column, instead of the clock's.
    pub as_of: Option<Date>,
    /// Whether to look for changes now and then instead of being told of them.
    pub poll: bool,
    /// How a file is opened at a line.
    pub editor: Editor,
}

/// What the person at the terminal is told.
#[derive(Debug)]
pub enum Notice<'a> {
    /// The column can be seen here.
    Serving {
        /// Where.
        address: &'a str,
        /// Whether another program has the port that was wanted.
        moved: bool,
        /// Whether others on the network can see it, too.
        open: bool,
    },
    /// Nobody tells of changes, so they are looked for; and why.
    Polling(&'a str),
    /// The mistakes of the column as it is now: others than those told before.
    Report(&'a [Diagnostic], &'a SourceMap),
    /// There are none any more.
    Mended,
}

/// Tells a notice.
pub type Tell<'t> = &'t dyn Fn(Notice<'_>);

/// What the clock says.
pub type Clock<'c> = &'c dyn Fn() -> Timestamp;

/// The environment failed: there is nothing to listen at.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No port is free, or the address is not one of this machine.
    #[error("cannot listen at {address}: {source}")]
    Listen {
        /// What was tried last.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A thread could not be started.
    #[error("cannot start: {0}")]
    Start(#[from] io::Error),
}

/// Serves until the program is ended.
pub fn run(wanted: &Wanted, clock: Clock<'_>, tell: Tell<'_>) -> Result<(), ServeError> {
    let listener = listen(wanted.host, wanted.port)?;
    let address = listener.local_addr()?;
    let present = Arc::new(present::Present::default());
    let ground = Arc::new(listener::Ground {
        present: present.clone(),
        hosts: guard::Hosts::new(address),
        place: answer::Place { root: wanted.root.clone(), editor: wanted.editor.clone() },
    });
    let moved = wanted.port != 0 && address.port() != wanted.port;
    let shown =
        if address.ip().is_unspecified() { format!("127.0.0.1:{}", address.port()) } else { address.to_string() };
    let shown = format!("http://{shown}/");
    tell(Notice::Serving { address: &shown, moved, open: !address.ip().is_loopback() });
    std::thread::Builder::new().name("acceptor".to_owned()).spawn(move || listener::accept(&listener, &ground))?;
    event_loop::live(wanted, &present, clock, tell)
}

/// The port that is wanted, or the next one that is free.
fn listen(host: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { PORTS }) {
        let address = SocketAddr::new(host, port);
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(source) => {
                let taken = matches!(source.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied);
                last = Some(ServeError::Listen { address, source });
                if !taken {
                    break;
                }
            }
        }
    }
    Err(last.unwrap_or_else(|| ServeError::Start(io::ErrorKind::AddrInUse.into())))
}
