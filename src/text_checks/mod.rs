//! Checks that every text of a column passes, whichever file it is in: its characters, letters broken by another
//! encoding, and comments that readers would see.

pub mod characters;
pub mod comments;
pub mod encodings;
pub mod invisible;
pub mod placeholders;
