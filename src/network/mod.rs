//! Asking other computers: which of them may be asked, and how. Shared by the few commands that open a connection.
//!
//! *Invariant:* a client asks no place but those that its rules allow, whatever a host's name leads to.

#[cfg(any(feature = "links", feature = "publish"))]
mod client;
mod host;
mod public;

#[cfg(any(feature = "links", feature = "publish"))]
pub use client::{Client, MOST_REDIRECTS, NOT_PUBLIC, NoSuchHost, Response, body, client, explained, may_be_number};
pub use host::host_of;
pub use public::is_public;
