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
        format!("there is no server for {destination}; check its name, and check that this computer is online")
    } else if has(&["certificate"]) {
        format!(
            "the connection to {destination} cannot be trusted: its certificate has expired, belongs to another name, \
             or was issued by someone whom this computer does not know; ask the people who run the server"
        )
    } else if has(&["invalidcontenttype", "corrupt message", "handshake"]) {
        format!("{destination} does not answer over https; check the address and the port")
    } else if service == CloudService::S3 && has(&["credential"]) {
        format!(
            "no key for {destination} is known: set the environment variables AWS_ACCESS_KEY_ID and \
             AWS_SECRET_ACCESS_KEY, or save them with `aws configure`"
        )
    } else if error.is_temporary() || error.is_persistent() {
        format!(
            "{destination} does not answer; check its address; if it is right, publish again later to upload the rest"
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
            format!("{destination} does not exist; create it first, or correct `bucket:`")
        }
        CloudService::S3 if has(&["permanentredirect", "authorizationheadermalformed", "status: 301"]) => {
            format!("{destination} is in another region; write that as `region:`")
        }
        CloudService::S3 if has(&unknown) => {
            format!("{destination} does not know this key; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        }
        CloudService::Webdav if has(&unknown) => {
            format!("{destination} does not let you in; check `user:` and the environment variable {PASSWORD}")
        }
        _ if error.kind() == ErrorKind::PermissionDenied => {
            format!(
                "you are not allowed to do that at {destination}; ask the people who run it to let you list, read, \
                 and write files there"
            )
        }
        _ if has(&["status: 507", "status: 413"]) => {
            format!("{destination} has no room for this; ask the people who run it for more")
        }
        CloudService::Webdav if has(&["status: 404", "status: 405", "status: 409", "status: 501"]) => {
            format!(
                "{destination} is not a folder that accepts files by WebDAV; the folder must exist before you publish"
            )
        }
        _ => format!("{destination} sent an unexpected answer: {}", short(error)),
    }
}

/// Returns the beginning of the error message, without any HTML.
fn short(error: &opendal::Error) -> String {
    let line = error.message().lines().next().unwrap_or_default();
    if line.is_empty() || line.starts_with('<') { error.kind().to_string() } else { printable(line) }
}
