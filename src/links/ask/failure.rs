//! Why a request brought no answer.

use crate::links::answer::LinkAnswer;
use crate::network::{NOT_PUBLIC, NoSuchHost, explained};

/// A request without an answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// The host may not be asked.
    NotPublic,
    /// Nobody has this host.
    NoSuchHost,
    /// No connection came about, or not in time.
    NoConnection(&'static str),
    /// What came over the connection was no answer.
    NoHttp(&'static str),
}

impl Failure {
    pub(super) fn of(error: &reqwest::Error) -> Self {
        let words = explained(error);
        if words == NOT_PUBLIC {
            Self::NotPublic
        } else if NoSuchHost::is_cause_of(error) {
            Self::NoSuchHost
        } else if error.is_timeout() {
            Self::NoConnection("it took too long")
        } else if words.contains("certificate") {
            Self::NoConnection("its certificate is not valid")
        } else if error.is_connect() {
            Self::NoConnection("no connection to its host")
        } else {
            Self::NoHttp("its host gave no answer that means anything")
        }
    }

    /// Returns the answer that it amounts to.
    pub(super) fn answer(self) -> LinkAnswer {
        match self {
            Self::NotPublic => LinkAnswer::Refused("it leads to a host that is not on the public internet".to_owned()),
            Self::NoSuchHost => LinkAnswer::NotFound("no such host".to_owned()),
            Self::NoConnection(words) | Self::NoHttp(words) => LinkAnswer::NoAnswer(words.to_owned()),
        }
    }
}
