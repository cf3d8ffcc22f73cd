//! A client for HTTP that looks at each place before it asks.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect;

pub use reqwest::{Client, Response};

use super::host_of;

/// How many times an address may lead to another.
pub const MOST_REDIRECTS: usize = 5;

/// How long a server may say nothing.
const SILENCE: Duration = Duration::from_secs(20);

/// Why a place is not asked.
pub const NOT_PUBLIC: &str = "its host is not on the public internet";

/// Returns a client that asks only the places that may be asked. It follows no redirect: each place that an address leads
/// to is looked at before it is asked.
///
/// # Errors
///
/// The reason for which there can be none.
pub fn client(user_agent: &str, longest: Duration, may_ask: fn(IpAddr) -> bool) -> Result<Client, String> {
    // The second time it is there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(user_agent)
        .redirect(redirect::Policy::none())
        // A proxy would ask in our place, and look at nothing.
        .no_proxy()
        .referer(false)
        .connect_timeout(SILENCE.min(longest))
        .read_timeout(SILENCE.min(longest))
        .timeout(longest)
        .dns_resolver(Arc::new(GuardedResolver { may_ask }))
        .build()
        .map_err(|error| explained(&error))
}

/// Reads what a server sends, and stops once that is more than `most` bytes.
///
/// # Errors
///
/// The reason for which it cannot be read.
pub async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| explained(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > most {
            break;
        }
    }
    Ok(bytes)
}

/// Returns false for an address whose host is a number that may not be asked. Such a host is looked up by nobody.
pub fn may_be_number(address: &str, may_ask: fn(IpAddr) -> bool) -> bool {
    let host = host_of(address).unwrap_or_default();
    host.trim_matches(['[', ']']).parse::<IpAddr>().map_or(true, may_ask)
}

/// Looks up hosts, and returns only those of their addresses that may be asked.
struct GuardedResolver {
    may_ask: fn(IpAddr) -> bool,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let may_ask = self.may_ask;
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = tokio::net::lookup_host((host, 0)).await.map_err(NoSuchHost::or_other)?;
            let found: Vec<SocketAddr> = found.filter(|address| may_ask(address.ip())).collect();
            if found.is_empty() {
                return Err(io::Error::other(NOT_PUBLIC).into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Nobody has a host of this name, as far as this computer's name server knows.
#[derive(Debug, thiserror::Error)]
#[error("no such host")]
pub struct NoSuchHost;

impl NoSuchHost {
    /// The words with which systems say so: Linux, macOS, Alpine, Windows. A name server that cannot be reached is another
    /// error. They come in English, as the program sets no language.
    const WORDS: [&str; 4] = ["not known", "nodename nor servname", "does not resolve", "No such host"];

    fn or_other(error: io::Error) -> Box<dyn std::error::Error + Send + Sync> {
        let words = error.to_string();
        if Self::WORDS.iter().any(|known| words.contains(known)) { Self.into() } else { error.into() }
    }

    /// Returns true if an error comes from a host that nobody has.
    pub fn is_cause_of(error: &reqwest::Error) -> bool {
        innermost(error).is::<Self>()
    }
}

/// Returns the innermost reason of an error: the others only say that there was one.
pub fn explained(error: &reqwest::Error) -> String {
    if error.is_timeout() { "it took too long".to_owned() } else { innermost(error).to_string() }
}

fn innermost<'e>(error: &'e reqwest::Error) -> &'e (dyn std::error::Error + 'static) {
    let mut reason: &'e (dyn std::error::Error + 'static) = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    reason
}
