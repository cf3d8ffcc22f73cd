//! Follows one address to the page that it leads to.

use std::sync::PoisonError;

use reqwest::header::{CONNECTION, LOCATION, RANGE, RETRY_AFTER};
use reqwest::{Method, StatusCode, Url};
use tokio::runtime::{Builder, Runtime};

use super::failure::Failure;
use super::hosts::{AskedHost, AskedHosts};
use super::robots::Robots;
use super::{AskRules, Asked, USER_AGENT};
use crate::links::answer::{LinkAnswer, LinkRoute};
use crate::network::{self, Client, MOST_REDIRECTS, Response, may_be_number};

/// The most that is read of a `robots.txt`, in bytes (RFC 9309, section 2.5).
const LARGEST_ROBOTS: usize = 500 << 10;

/// The first bytes of a page: no more is wanted of it.
const FIRST_BYTES: &str = "bytes=0-1023";

const KEPT_OUT: &str = "its robots.txt asks programs to keep out";

/// Asks one address after another.
pub(super) struct Asker<'r> {
    client: Client,
    runtime: Runtime,
    hosts: &'r AskedHosts,
    rules: &'r AskRules,
}

/// The head of an answer.
struct ServerReply {
    status: StatusCode,
    /// The address that it leads to.
    location: Option<Url>,
    has_retry_after: bool,
}

/// Why there is no reply.
enum NoReply {
    Failed(Failure),
    KeptOut,
    Unasked(&'static str),
}

impl<'r> Asker<'r> {
    pub(super) fn new(hosts: &'r AskedHosts, rules: &'r AskRules) -> Result<Self, String> {
        let client = network::client(USER_AGENT, rules.longest, rules.may_ask)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        Ok(Self { client, runtime, hosts, rules })
    }

    /// Asks for an address, and for those that it leads to.
    pub(super) fn ask(&self, address: &str) -> Asked {
        let Ok(mut url) = Url::parse(address) else { return Asked::Unasked("it is no address") };
        let (mut moved_to, mut is_permanent) = (None, true);
        for step in 0..=MOST_REDIRECTS {
            let reply = match self.reply(&url) {
                Ok(reply) => reply,
                Err(NoReply::Unasked(reason)) => return Asked::Unasked(reason),
                Err(NoReply::KeptOut) => return Asked::Heard(LinkAnswer::Refused(KEPT_OUT.to_owned())),
                Err(NoReply::Failed(Failure::NotPublic)) if step == 0 => return Asked::Unasked(network::NOT_PUBLIC),
                Err(NoReply::Failed(failure)) if step == 0 => return Asked::Unheard(failure.answer()),
                Err(NoReply::Failed(failure)) => return Asked::Heard(failure.answer()),
            };
            let Some(next) = reply.location else {
                let moved_to = moved_to.as_ref().map(Url::as_str);
                let route = LinkRoute { from: address, end: url.as_str(), moved_to };
                return Asked::Heard(LinkAnswer::of(reply.status.as_u16(), words_of(reply.status), &route));
            };
            if !matches!(next.scheme(), "http" | "https") || !next.username().is_empty() {
                return Asked::Heard(LinkAnswer::Refused("it leads to an address that is not asked".to_owned()));
            }
            is_permanent &= matches!(reply.status.as_u16(), 301 | 308);
            if is_permanent {
                moved_to = Some(next.clone());
            }
            url = next;
        }
        Asked::Heard(LinkAnswer::Refused("it leads from one address to the next without end".to_owned()))
    }

    /// Returns the head of what is at an address. Many servers refuse `HEAD`, or answer it as they answer nothing else, so only
    /// good news is believed before `GET` has been tried.
    fn reply(&self, url: &Url) -> Result<ServerReply, NoReply> {
        if !may_be_number(url.as_str(), self.rules.may_ask) {
            return Err(NoReply::Failed(Failure::NotPublic));
        }
        let host = self.hosts.of(url.as_str());
        let mut host = host.lock().unwrap_or_else(PoisonError::into_inner);
        let head = self.send(&mut host, &Method::HEAD, url);
        let is_final = match &head {
            Ok(reply) => reply.status.is_success() || reply.location.is_some() || reply.asks_for_peace(),
            Err(NoReply::Failed(Failure::NoHttp(_))) => false,
            Err(_) => true,
        };
        let reply = if is_final {
            head
        } else if self.allows(&mut host, url) {
            self.send(&mut host, &Method::GET, url)
        } else {
            Err(NoReply::KeptOut)
        };
        match &reply {
            Ok(reply) if reply.asks_for_peace() => host.close("its host asked for a pause"),
            Ok(_) | Err(NoReply::KeptOut) => host.note(true),
            Err(NoReply::Failed(_)) => host.note(false),
            Err(NoReply::Unasked(_)) => {}
        }
        reply
    }

    fn send(&self, host: &mut AskedHost, method: &Method, url: &Url) -> Result<ServerReply, NoReply> {
        let mut request = self.client.request(method.clone(), url.clone()).header(CONNECTION, "close");
        if *method == Method::GET {
            request = request.header(RANGE, FIRST_BYTES);
        }
        let sent = self.hosts.request(host, || self.runtime.block_on(async { request.send().await }));
        let response = sent.map_err(NoReply::Unasked)?.map_err(|error| NoReply::Failed(Failure::of(&error)))?;
        Ok(ServerReply::of(&response, url))
    }

    /// Returns true if a server lets programs read an address.
    fn allows(&self, host: &mut AskedHost, url: &Url) -> bool {
        let server = url.origin().ascii_serialization();
        let robots = match host.robots.get(&server) {
            Some(known) => known.clone(),
            None => {
                let robots = self.robots(host, url).unwrap_or(Robots::None);
                host.robots.insert(server, robots.clone());
                robots
            }
        };
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        robots.allow(&format!("{}{query}", url.path()))
    }

    /// Asks for the rules of a server. `None` if they cannot be had. One that answers with anything else has none (RFC 9309,
    /// section 2.3.1), and so has one that says they are elsewhere.
    fn robots(&self, host: &mut AskedHost, url: &Url) -> Option<Robots> {
        let address = url.join("/robots.txt").ok()?;
        let request = self.client.get(address).header(CONNECTION, "close");
        let read = async {
            let response = request.send().await.ok()?;
            let status = response.status();
            if !status.is_success() {
                return (!status.is_server_error()).then(String::new);
            }
            let mut bytes = network::body(response, LARGEST_ROBOTS).await.ok()?;
            bytes.truncate(LARGEST_ROBOTS);
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let text = self.hosts.request(host, || self.runtime.block_on(read)).ok()??;
        Some(Robots::parse(&text))
    }
}

/// Returns the number of a status, and what the norm calls it.
fn words_of(status: StatusCode) -> String {
    let number = status.as_u16();
    status.canonical_reason().map_or_else(|| number.to_string(), |reason| format!("{number} {reason}"))
}

impl ServerReply {
    fn of(response: &Response, url: &Url) -> Self {
        let headers = response.headers();
        let location = headers.get(LOCATION).filter(|_| response.status().is_redirection());
        // Servers write letters of any language there, and spaces.
        let location = location.and_then(|next| url.join(&String::from_utf8_lossy(next.as_bytes())).ok());
        let has_retry_after = headers.contains_key(RETRY_AFTER);
        Self { status: response.status(), location, has_retry_after }
    }

    /// Returns true if the server wants to be left alone for a while.
    fn asks_for_peace(&self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS
            || (self.has_retry_after && self.status == StatusCode::SERVICE_UNAVAILABLE)
    }
}
