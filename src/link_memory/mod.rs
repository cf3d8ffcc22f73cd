//! `links.yaml`: when each address that the column links to was last seen, as `callslip links` found it.
//!
//! *Input:* the text of the file. *Output:* a [`LinkMemory`], and its text. *Invariant:* what is written is read as it was,
//! and the same memory gives the same bytes.

mod address;
mod read;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use address::{address_key, host_and_path};
pub use read::read;

/// All that is known of the addresses elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkMemory {
    /// The addresses that were asked, by their key.
    pub records: BTreeMap<String, LinkRecord>,
    /// The addresses that the columnist has taken out.
    pub skipped: BTreeSet<String>,
}

/// What is known of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRecord {
    /// The verdict.
    pub verdict: LinkVerdict,
    /// Why, in the words of the server or of the network; `None` if it works.
    pub answer: Option<String>,
    /// The day of the last request.
    pub asked: Date,
    /// The day since when it has been so; `None` as long as it works.
    pub since: Option<Date>,
    /// The first day on which it worked.
    pub first_worked: Option<Date>,
    /// The last day on which it worked.
    pub last_worked: Option<Date>,
    /// The address to which it has moved.
    pub moved_to: Option<String>,
    /// A copy in an archive.
    pub archived: Option<String>,
}

/// How it is with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkVerdict {
    /// The page is there.
    Works,
    /// The page is there, at another address.
    Moved,
    /// A server answers, but does not show programs the page.
    Refused,
    /// No server answers, or one that is out of order.
    NoAnswer,
    /// The page was not found, once.
    NotFound,
    /// The page was not found, twice, with days between.
    Gone,
}

impl LinkVerdict {
    const ALL: [Self; 6] = [Self::Works, Self::Moved, Self::Refused, Self::NoAnswer, Self::NotFound, Self::Gone];

    /// Returns the word for it in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Moved => "moved",
            Self::Refused => "refused",
            Self::NoAnswer => "no answer",
            Self::NotFound => "not found",
            Self::Gone => "gone",
        }
    }

    /// Returns true if the page is there.
    pub fn is_fine(self) -> bool {
        matches!(self, Self::Works | Self::Moved)
    }
}

impl LinkMemory {
    /// Returns what is known of an address, as an author wrote it. `None` if nothing is.
    pub fn record(&self, address: &str) -> Option<&LinkRecord> {
        // Most columns have no such file.
        if self.records.is_empty() {
            return None;
        }
        self.records.get(&address_key(address)?)
    }

    /// Returns the day since when a page has been gone; `None` if it is not.
    pub fn gone_since(&self, address: &str) -> Option<Date> {
        self.record(address).filter(|record| record.verdict == LinkVerdict::Gone)?.since
    }
}
