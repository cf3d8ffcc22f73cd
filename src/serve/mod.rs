//! `callslip serve`: the column in a browser, from memory, as it is on disk at this moment.
//!
//! Takes saves, requests and the passing of time, and returns answers. Nothing is written to disk.
//!
//! ```text
//! a save:    watcher ─▶ event_loop ─▶ session ─▶ state_cell ─▶ events ─▶ assets/client.js, in each open page
//! a request: listener ─▶ connection ─▶ request ─▶ access ─▶ answer ─▶ live_reload ─▶ connection
//! ```
//!
//! - `watcher` reports that something in the column's folder has changed. It is a hint and no more.
//! - `event_loop` merges the changes of one save and drives the session. It also starts the check of all pages.
//! - [`session`] owns the snapshot and the cache. It reads what has changed and understands the column again, and keeps
//!   the last sound column while the one on disk has errors. It knows no socket and no clock, so that tests can drive it.
//! - `bug` turns a panic of any of these into a mistake that is reported: the preview goes on.
//! - `state_cell` holds the state that is served; a request keeps the one that it began with.
//! - `events` tells every open page that there is a new state. The page asks whether its own content has changed.
//! - `listener` limits connections, [`request`] parses what they send, [`access`] decides whether they get an answer, and
//!   [`answer`] is a pure function of the state, the request, and who asks. `live_reload` adds the script, and computes the fingerprint by which a page knows that it has changed.
//!
//! Pages are rendered as `build` renders them. The only change is a line that loads `/_callslip/client.js`, which asks
//! after each save whether its own page has changed.

pub mod access;
pub mod answer;
mod bug;
mod column_file;
mod connection;
mod desk;
mod diagnostics_view;
mod editor_links;
mod event_loop;
mod events;
mod hosts;
mod lan;
mod lan_addresses;
mod lan_key;
mod listener;
mod live_reload;
mod lookup;
mod open_file;
mod policy;
mod range;
pub mod request;
pub mod session;
mod state_cell;
mod watcher;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use access::Access;
use lan::KeyWatch;
use listener::Server;
use state_cell::StateCell;

use crate::diagnostics::{Diagnostic, SourceMap};

pub use editor_links::{Editor, Workspace};
pub use hosts::{AllowedHost, Hosts};
pub use lan::Invitation;
pub use lan_key::{LanKey, LanKeys};
pub use policy::Policy;
pub use session::{PendingCheck, ServeState, Session, SessionOptions};

/// How many ports are tried after the one that was asked for.
const PORTS: u16 = 50;

/// The options of a preview.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The column's folder.
    pub root: PathBuf,
    /// The address to listen at.
    pub host: IpAddr,
    /// The names that the server answers to, besides `localhost` and numbers.
    pub allowed_hosts: Vec<AllowedHost>,
    /// How long others see the column with a key, by any name; `None` if there is no key.
    pub lan: Option<SignedDuration>,
    /// The port, or the first of those to try.
    pub port: u16,
    /// True if unpublished entries are not shown.
    pub published: bool,
    /// The day to show the column on, in place of the clock's.
    pub as_of: Option<Date>,
    /// True to look for changes now and then instead of watching the folder.
    pub poll: bool,
    /// How a file is opened.
    pub editor: Editor,
    /// Opens a file in the program that the system has for it.
    pub open: fn(&Path) -> io::Result<()>,
}

/// A message for the person at the terminal.
#[derive(Debug)]
pub enum Notice<'a> {
    /// The column can be seen at this address.
    Serving {
        /// The address, without a key.
        address: &'a str,
        /// True if another program has the port that was asked for.
        moved: bool,
        /// Who else can see it.
        audience: Audience<'a>,
    },
    /// Others can see the column with a key. Said once, after the first mistakes are.
    Invitation(&'a Invitation),
    /// The key of `--lan` has ended.
    KeyEnded,
    /// The number of requests with a wrong key has reached this.
    WrongKeys(usize),
    /// Not all changes of the folder are heard of, or are to be, so they are looked for; and the reason. Said once.
    Polling(&'a str),
    /// The mistakes of the column, which differ from those reported before.
    Report {
        /// The mistakes.
        diagnostics: &'a [Diagnostic],
        /// The texts that they point into.
        sources: &'a SourceMap,
        /// True if there is a column to show, from before the mistakes.
        is_shown: bool,
    },
    /// There are no mistakes any more.
    Fixed,
}

/// The people who can see the column, besides the columnist.
#[derive(Debug)]
pub enum Audience<'a> {
    /// Nobody.
    Nobody,
    /// Everybody in the network.
    Network,
    /// Those who have the key, which the columnist needs, too.
    KeyHolders(&'a Invitation),
}

impl Audience<'_> {
    /// Returns the end of the columnist's own address; empty if no key is needed.
    pub fn own_query(&self) -> &str {
        match self {
            Self::KeyHolders(invitation) => &invitation.own_query,
            Self::Nobody | Self::Network => "",
        }
    }
}

/// Shows a notice.
pub type Notify<'n> = &'n dyn Fn(Notice<'_>);

/// Returns the current time.
pub type Clock<'c> = &'c dyn Fn() -> Timestamp;

/// The environment failed: the server cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No port is free, or the address is not one of this machine.
    #[error("cannot show the column at {address}: {source}; leave out --host, or choose another --port")]
    Listen {
        /// The last address that was tried.
        address: SocketAddr,
        /// The error of the system.
        source: io::Error,
    },
    /// The system has no random numbers.
    #[error("cannot make a key: {0}")]
    Key(#[from] getrandom::Error),
    /// A thread cannot be started, or the column's folder cannot be found.
    #[error("cannot start: {0}")]
    Start(#[from] io::Error),
}

/// Serves until the program is ended.
pub fn run(options: &ServeOptions, clock: fn() -> Timestamp, notify: Notify<'_>) -> Result<(), ServeError> {
    bug::print_once();
    let listener = listen(options.host, options.port)?;
    let address = listener.local_addr()?;
    let state = Arc::new(StateCell::default());
    let keys = options.lan.map(|duration| lan::make_keys(clock(), duration, address.port())).transpose()?;
    let secret = format!("{:032x}", lan::random()?);
    let invitation = keys.as_ref().map(|keys| Invitation::new(keys, address));
    let watch = KeyWatch::new(invitation.as_ref());
    let server = Arc::new(Server {
        state: state.clone(),
        access: keys.map_or_else(|| Access::ByName(Hosts::new(address, options.allowed_hosts.clone())), Access::ByKey),
        clock,
        wrong_keys: watch.wrong_keys.clone(),
        workspace: Workspace { root: options.root.clone(), editor: options.editor.clone(), secret },
        open: options.open,
        answer: answer::answer,
    });
    let moved = options.port != 0 && address.port() != options.port;
    let shown =
        if address.ip().is_unspecified() { format!("127.0.0.1:{}", address.port()) } else { address.to_string() };
    let shown = format!("http://{shown}/");
    let audience = match &invitation {
        Some(invitation) => Audience::KeyHolders(invitation),
        None if address.ip().is_loopback() => Audience::Nobody,
        None => Audience::Network,
    };
    notify(Notice::Serving { address: &shown, moved, audience });
    std::thread::Builder::new().name("listener".to_owned()).spawn(move || listener::accept(&listener, &server))?;
    event_loop::run(options, &state, watch, &clock, notify)
}

/// Listens at the port that was asked for, or at the next one that is free.
fn listen(host: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { PORTS }) {
        let address = SocketAddr::new(host, port);
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(source) => {
                let is_taken = matches!(source.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied);
                last = Some(ServeError::Listen { address, source });
                if !is_taken {
                    break;
                }
            }
        }
    }
    Err(last.unwrap_or_else(|| ServeError::Start(io::ErrorKind::AddrInUse.into())))
}
