//! Why a place on the web does not take a file: in goes what opendal says, out comes what a columnist can do about it.

use opendal::ErrorKind;

use super::{Kind, PASSWORD};

/// One sentence. What opendal says in full is only looked at: it is long, and for those who know it.
pub(super) fn explain(kind: Kind, place: &str, error: &opendal::Error) -> String {
    let all = format!("{error:?}").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| all.contains(word));
    if has(&["dns error", "failed to lookup"]) {
        format!("there is no server for {place}; is its name right, and is this computer online?")
    } else if has(&["certificate", "tls", "handshake", "invalidcontenttype"]) {
        format!(
            "the connection to {place} cannot be trusted: its certificate has expired, is for another name, or is from \
             somebody whom this computer does not know; ask those who look after the server"
        )
    } else if has(&["nosuchbucket"]) {
        format!("there is no {place}; make it first, or write its right name as `bucket:`")
    } else if has(&["permanentredirect", "authorizationheadermalformed", "illegallocationconstraint"]) {
        format!("{place} lies in another region; write that as `region:`")
    } else if let Some(refused) = refused(kind, place, error, &all) {
        refused
    } else if has(&["connection refused", "timeout", "timed out", "unreachable", "connection reset", "error sending"]) {
        format!("{place} does not answer; is its address right? If it is, publish again later, and the rest is done")
    } else if has(&["status: 507", "status: 413", "quota"]) {
        format!("{place} has no room for this; ask those who look after it for more")
    } else if error.kind() == ErrorKind::NotFound || has(&["status: 404", "status: 405", "status: 409", "status: 301"])
    {
        format!("there is no such folder as {place}, or it takes no files by WebDAV; it must be there before")
    } else {
        format!("{place} answers something unexpected: {}", short(error))
    }
}

/// It knows us not, or not well enough.
fn refused(kind: Kind, place: &str, error: &opendal::Error, all: &str) -> Option<String> {
    let unknown = ["status: 401", "invalidaccesskeyid", "signaturedoesnotmatch", "invalidtoken", "expiredtoken"];
    let no_key = all.contains("credential") && !all.contains("response:");
    Some(match kind {
        Kind::S3 if no_key => format!(
            "no key for {place} is known: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or let \
             `aws configure` write them down"
        ),
        Kind::S3 if unknown.iter().any(|word| all.contains(word)) => {
            format!("{place} does not know this key: are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY right?")
        }
        Kind::Webdav if unknown.iter().any(|word| all.contains(word)) => {
            format!("{place} does not let you in: are `user:` and {PASSWORD} in the environment right?")
        }
        _ if error.kind() == ErrorKind::PermissionDenied => {
            format!("you may not do that at {place}; ask those who look after it to let you read, list and write there")
        }
        _ => return None,
    })
}

/// The beginning of what was said, without pages of HTML.
fn short(error: &opendal::Error) -> String {
    let line = error.message().lines().next().unwrap_or_default();
    if line.is_empty() || line.starts_with('<') { error.kind().to_string() } else { line.chars().take(160).collect() }
}
