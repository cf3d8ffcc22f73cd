//! Turns an error of opendal into advice for a columnist.

use opendal::ErrorKind;

use super::{CloudService, PASSWORD};
use crate::publish::error::printable;

/// Returns a one-sentence explanation. The full error of opendal is only searched: it is long and meant for developers.
pub(super) fn explain(service: CloudService, destination: &str, error: &opendal::Error) -> String {
    let all = format!("{error:?}").to_lowercase();
    if all.contains("response: parts") {
        explain_response(service, destination, error, &all)
    } else {
        explain_unreachable(service, destination, error, &all)
    }
}

/// Explains why the server could not be reached.
fn explain_unreachable(service: CloudService, destination: &str, error: &opendal::Error, all: &str) -> String {
    let has = |words: &[&str]| words.iter().any(|word| all.contains(word));
    if has(&["dns error", "failed to lookup"]) {
        format!("there is no server for {destination}; is its name right, and is this computer online?")
    } else if has(&["certificate"]) {
        format!(
            "the connection to {destination} cannot be trusted: its certificate has expired, is for another name, or is from \
             somebody whom this computer does not know; ask those who look after the server"
        )
    } else if has(&["invalidcontenttype", "corrupt message", "handshake"]) {
        format!("{destination} does not speak https there; is the address right, and the port?")
    } else if service == CloudService::S3 && has(&["credential"]) {
        format!(
            "no key for {destination} is known: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or let \
             `aws configure` write them down"
        )
    } else if error.is_temporary() || error.is_persistent() {
        format!(
            "{destination} does not answer; is its address right? If it is, publish again later, and the rest is done"
        )
    } else {
        format!("{destination} cannot be used: {}", short(error))
    }
}

/// Explains the error response of a server.
fn explain_response(service: CloudService, destination: &str, error: &opendal::Error, all: &str) -> String {
    let has = |words: &[&str]| words.iter().any(|word| all.contains(word));
    let unknown = ["status: 401", "invalidaccesskeyid", "signaturedoesnotmatch", "invalidtoken", "expiredtoken"];
    match service {
        CloudService::S3 if has(&["nosuchbucket"]) => {
            format!("there is no {destination}; make it first, or write its right name as `bucket:`")
        }
        CloudService::S3 if has(&["permanentredirect", "authorizationheadermalformed", "status: 301"]) => {
            format!("{destination} is in another region; write that as `region:`")
        }
        CloudService::S3 if has(&unknown) => {
            format!("{destination} does not know this key: are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY right?")
        }
        CloudService::Webdav if has(&unknown) => {
            format!("{destination} does not let you in: are `user:` and {PASSWORD} in the environment right?")
        }
        _ if error.kind() == ErrorKind::PermissionDenied => {
            format!(
                "you may not do that at {destination}; ask those who look after it to let you read, list and write there"
            )
        }
        _ if has(&["status: 507", "status: 413"]) => {
            format!("{destination} has no room for this; ask those who look after it for more")
        }
        CloudService::Webdav if has(&["status: 404", "status: 405", "status: 409", "status: 501"]) => {
            format!("there is no such folder as {destination}, or it takes no files by WebDAV; it must be there before")
        }
        _ => format!("{destination} answers something unexpected: {}", short(error)),
    }
}

/// Returns the beginning of the error message, without any HTML.
fn short(error: &opendal::Error) -> String {
    let line = error.message().lines().next().unwrap_or_default();
    if line.is_empty() || line.starts_with('<') { error.kind().to_string() } else { printable(line) }
}
