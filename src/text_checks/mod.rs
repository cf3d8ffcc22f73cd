//! Checks that every text of a column passes, whichever file it is in: its characters, and comments that readers would
//! see.

pub mod characters;
pub mod comments;
pub mod invisible;
