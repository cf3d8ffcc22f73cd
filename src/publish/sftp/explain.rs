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
        "there is no program `ssh` on this computer; `kind: sftp` needs it".to_owned()
    } else if has(&["could not resolve", "name or service not known", "nodename nor servname"]) {
        format!("there is no server of the name in `{server}`; is it written right, and is this computer online?")
    } else if has(&["identification has changed"]) {
        format!(
            "{server} is not the server that it was last time: it has been set up anew, or somebody stands between it \
             and you; ask those who look after it before you go on"
        )
    } else if has(&["host key verification failed"]) {
        format!("this computer does not know {server} yet; run `sftp {port}{server}` once, and answer its question")
    } else if has(&["permission denied", "too many authentication failures"]) {
        format!(
            "{server} does not let you in; when `sftp {port}{server}` does, callslip is let in, too. Wrong name before \
             the @, wrong password, or a key that the server does not know?"
        )
    } else if has(&["subsystem request failed"]) {
        format!("{server} lets you in, and does not offer SFTP; ask those who look after it")
    } else if has(&["connection refused", "timed out", "no route", "unreachable"]) {
        format!("{server} does not answer; is the server's name right, and the port?")
    } else if error.source.kind() == io::ErrorKind::InvalidData {
        format!("{server} lets you in, and then answers with something else than SFTP; ask those who look after it")
    } else {
        let last =
            error.stderr.lines().last().map(|line| format!(" (ssh says \"{}\")", printable(line))).unwrap_or_default();
        format!("the line to {server} broke{last}")
    }
}
