//! Turns an error message of `ssh` into advice for a columnist.

use std::io;

use super::session::SessionError;
use crate::publish::error::printable;

/// Returns one sentence for somebody who did not run `ssh` and need not know it.
pub(super) fn explain(server: &str, port: Option<u32>, error: &SessionError) -> String {
    let stderr = error.stderr.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| stderr.contains(word));
    let port = port.map(|port| format!("-P {port} ")).unwrap_or_default();
    if error.source.kind() == io::ErrorKind::NotFound {
        "`kind: sftp` needs the program `ssh`, which is not installed on this computer".to_owned()
    } else if has(&["could not resolve", "name or service not known", "nodename nor servname"]) {
        format!(
            "there is no server with the name in `{server}`; check its spelling, and check that this computer is online"
        )
    } else if has(&["identification has changed"]) {
        format!(
            "{server} is not the same server as last time: it was set up again, or someone is intercepting your \
             connection; ask the people who run it before you continue"
        )
    } else if has(&["host key verification failed"]) {
        format!(
            "this computer has not connected to {server} before; run `sftp {port}{server}` once, and answer yes if the \
             key is right"
        )
    } else if has(&["permission denied", "too many authentication failures"]) {
        format!(
            "{server} does not let you in: check the name before the @, the password, and your key; once `sftp \
             {port}{server}` works, publishing will, too"
        )
    } else if has(&["subsystem request failed"]) {
        format!("{server} lets you in but does not offer SFTP; ask the people who run it")
    } else if has(&["connection refused", "timed out", "no route", "unreachable"]) {
        format!("{server} does not answer; check the server's name and the port")
    } else if error.source.kind() == io::ErrorKind::InvalidData {
        format!("{server} lets you in but answers with something other than SFTP; ask the people who run it")
    } else {
        let last =
            error.stderr.lines().last().map(|line| format!(" (ssh says \"{}\")", printable(line))).unwrap_or_default();
        format!("the connection to {server} was lost{last}")
    }
}
