//! `callslip serve` within the program of the tests, whose clock and desktop the test is.

use std::net::{IpAddr, SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use callslip::serve::{self, Audience, Editor, Invitation, Notice, ServeOptions};
use jiff::{SignedDuration, Timestamp};

use super::server::{Reply, connect, raw, reply, until};

/// A preview. It ends with the tests.
pub(crate) struct Preview {
    pub(crate) address: SocketAddr,
    invitation: Option<Invitation>,
    /// The lines on the terminal about keys.
    pub(crate) said: Arc<Mutex<Vec<String>>>,
}

/// The options of a preview at every address of this computer, with a key that is valid for an hour, or for everybody.
pub(crate) fn options(root: &Path, with_key: bool) -> ServeOptions {
    ServeOptions {
        root: root.to_owned(),
        host: IpAddr::from([0, 0, 0, 0]),
        allowed_hosts: Vec::new(),
        lan: with_key.then(|| SignedDuration::from_hours(1)),
        port: 0,
        published: false,
        as_of: None,
        poll: false,
        editor: Editor::System,
        open: |_| panic!("nothing is to be opened"),
    }
}

/// A time that no test changes.
pub(crate) fn noon() -> Timestamp {
    Timestamp::from_second(1_795_000_000).unwrap()
}

impl Preview {
    pub(crate) fn of(options: ServeOptions, clock: fn() -> Timestamp) -> Self {
        let said: Arc<Mutex<Vec<String>>> = Arc::default();
        let (sender, receiver) = std::sync::mpsc::channel();
        let heard = said.clone();
        std::thread::spawn(move || {
            let notify = |notice: Notice<'_>| match notice {
                Notice::Serving { address, audience, .. } => {
                    let invitation = match audience {
                        Audience::KeyHolders(invitation) => Some(invitation.clone()),
                        Audience::Nobody | Audience::Network => None,
                    };
                    sender.send((address.to_owned(), invitation)).unwrap();
                }
                Notice::KeyEnded | Notice::WrongKeys(_) => heard.lock().unwrap().push(format!("{notice:?}")),
                Notice::Invitation(_) | Notice::Polling(_) | Notice::Report { .. } | Notice::Fixed => {}
            };
            serve::run(&options, clock, &notify).unwrap();
        });
        let (address, invitation) = receiver.recv().unwrap();
        let address = address.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        let preview = Self { address, invitation, said };
        let cookie = preview.own_cookie();
        until(|| preview.get("localhost", "/", &cookie).status == 200);
        preview
    }

    pub(crate) fn invitation(&self) -> &Invitation {
        self.invitation.as_ref().expect("a key")
    }

    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        raw(self.address, bytes)
    }

    pub(crate) fn ask(&self, method: &str, host: &str, path: &str, headers: &str) -> Reply {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
        reply(&self.raw(head.as_bytes()))
    }

    pub(crate) fn get(&self, host: &str, path: &str, headers: &str) -> Reply {
        self.ask("GET", host, path, headers)
    }

    /// Goes in by the key that is given out, and returns the header with the cookie.
    pub(crate) fn enter(&self, host: &str) -> String {
        self.enter_by(host, &self.invitation().query)
    }

    /// Returns the header of the columnist's own browser; empty if it needs none.
    pub(crate) fn own_cookie(&self) -> String {
        self.invitation.as_ref().map_or_else(String::new, |keys| self.enter_by("localhost", &keys.own_query))
    }

    fn enter_by(&self, host: &str, query: &str) -> String {
        let entered = self.get(host, &format!("/{query}"), "");
        assert_eq!(entered.status, 303, "{}", entered.head);
        let cookie = entered.head.lines().find_map(|line| line.strip_prefix("Set-Cookie: ")).unwrap();
        format!("Cookie: {}\r\n", cookie.split(';').next().unwrap())
    }
}
