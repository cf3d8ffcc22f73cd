//! Asks for files over HTTP, two at a time.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use tokio::runtime::Builder;

use super::{BlogHosts, FetchRules, FetchedFile, WantedFile, file_type};
use crate::import::base_address::resolve;
use crate::network::{self, Client, MOST_REDIRECTS, NOT_PUBLIC, Response, explained, host_of, may_be_number};

/// How many files are asked for at once.
const WORKERS: usize = 2;

/// How long to wait before asking a busy server once more.
const PAUSE: Duration = Duration::from_secs(2);

const USER_AGENT: &str =
    concat!("callslip/", env!("CARGO_PKG_VERSION"), " (import of the blog's own files by its author)");

/// Fetches files, and gives each to `take` as it comes, by its position. Ends when all have come, or `take` returns false.
pub(super) fn fetch_each(
    wanted: &[&WantedFile],
    hosts: &BlogHosts,
    rules: &FetchRules,
    take: &mut dyn FnMut(usize, Result<FetchedFile, String>) -> bool,
) {
    let next = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    let (send, receive) = mpsc::sync_channel(WORKERS);
    std::thread::scope(|scope| {
        for _ in 0..WORKERS.min(wanted.len()) {
            let send = send.clone();
            let (next, is_over) = (&next, &is_over);
            scope.spawn(move || {
                let fetcher = Fetcher::new(hosts, rules);
                while !is_over.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = wanted.get(at) else { break };
                    let result = fetcher.as_ref().map_err(Clone::clone).and_then(|fetcher| fetcher.fetch(file));
                    if send.send((at, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (at, result) in receive {
            if !take(at, result) {
                is_over.store(true, Ordering::Relaxed);
            }
        }
    });
}

/// Asks for one file after another.
struct Fetcher<'r> {
    client: Client,
    runtime: tokio::runtime::Runtime,
    hosts: &'r BlogHosts,
    rules: &'r FetchRules,
}

impl<'r> Fetcher<'r> {
    fn new(hosts: &'r BlogHosts, rules: &'r FetchRules) -> Result<Self, String> {
        let client = network::client(USER_AGENT, rules.longest, rules.may_ask)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        Ok(Self { client, runtime, hosts, rules })
    }

    /// Fetches a file from the first of its addresses that has it.
    fn fetch(&self, file: &WantedFile) -> Result<FetchedFile, String> {
        let mut reason = "the address is on no host of the blog".to_owned();
        for address in &file.addresses {
            match self.runtime.block_on(self.get(address, &file.key)) {
                Ok(found) => return Ok(found),
                Err(error) => reason = error,
            }
        }
        Err(reason)
    }

    async fn get(&self, address: &str, name: &str) -> Result<FetchedFile, String> {
        let mut address = address.to_owned();
        for _ in 0..=MOST_REDIRECTS {
            self.check(&address)?;
            let response = self.ask(&address).await?;
            if !response.status().is_redirection() {
                return self.read(response, name).await;
            }
            let next = response.headers().get(LOCATION).and_then(|next| next.to_str().ok()).unwrap_or_default();
            address = resolve(&address, next);
        }
        Err("it leads from one address to the next without end".to_owned())
    }

    /// Returns why an address may not be asked.
    fn check(&self, address: &str) -> Result<(), String> {
        let host = host_of(address).unwrap_or_default();
        if !self.hosts.has(address) {
            return Err(format!("it leads to another site, {}", if host.is_empty() { address } else { &host }));
        }
        if may_be_number(address, self.rules.may_ask) { Ok(()) } else { Err(NOT_PUBLIC.to_owned()) }
    }

    async fn ask(&self, address: &str) -> Result<Response, String> {
        let response = self.client.get(address).send().await.map_err(|error| explained(&error))?;
        let is_busy = matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if !is_busy {
            return Ok(response);
        }
        tokio::time::sleep(PAUSE).await;
        self.client.get(address).send().await.map_err(|error| explained(&error))
    }

    async fn read(&self, response: Response, name: &str) -> Result<FetchedFile, String> {
        let status = response.status();
        if !status.is_success() {
            return Err(format!("the server says {status}"));
        }
        let too_large = || format!("it is larger than {} MB", self.rules.largest >> 20);
        if response.content_length().is_some_and(|length| length > self.rules.largest) {
            return Err(too_large());
        }
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = media_type.to_ascii_lowercase();
        let most = usize::try_from(self.rules.largest).unwrap_or(usize::MAX);
        let bytes = network::body(response, most).await?;
        if bytes.len() > most {
            return Err(too_large());
        }
        let extension = file_type::extension(name, &media_type, &bytes)?;
        Ok(FetchedFile { extension, bytes })
    }
}
