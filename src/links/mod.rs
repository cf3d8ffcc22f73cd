//! `callslip links`: asks the addresses elsewhere that a column links to, and says which pages are gone.
//!
//! *Input:* the texts of a column, what is remembered of earlier runs, the day. *Output:* the new memory, and diagnostics
//! at the author's lines. What is asked, what an answer means, and what is said of it is pure; only `ask/` and `archive` open
//! connections.
//!
//! *Invariant:* a page is called gone only after two clear answers with days between. A site that keeps programs out, is
//! out of order, or cannot be reached says nothing about its pages.

mod answer;
mod archive;
mod ask;
mod due;
mod gather;
mod learned;
mod moved;
mod refresh;
mod report;

pub use archive::find_copies;
pub use ask::AskRules;
pub use due::due;
pub use gather::{LinkPlaces, WrittenLink, gather};
pub use refresh::{Refreshed, refresh};
pub use report::{LinkTally, report, tally};
