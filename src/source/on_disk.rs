//! Addresses of files on the author's own computer: no reader has them.

use super::svg_address::start;

/// What is said of such an address.
pub const ON_DISK: &str = "this address is on your own computer, so no reader can open it";

/// What to do about it.
pub const FROM_DISK: &str = "put the file in the same folder as this one, and write only its name";

/// Returns true if an address leads to a file on the computer of whoever wrote it, as it was copied there. A column may have
/// a `/home/`, too, but hardly a page below it with the name of a file.
pub fn is_on_disk(address: &str) -> bool {
    let start = start(address);
    ["file:", "/home/", "/users/", "/volumes/", "~/"].iter().any(|folder| start.starts_with(folder))
        || start.get(1..3).is_some_and(|colon| matches!(colon, ":\\" | ":/"))
}
