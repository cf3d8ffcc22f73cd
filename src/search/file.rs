//! The files of an index: scripts that pass one text each to the reader's script. So they load from any host and from a
//! disk, under a policy that allows nothing but the site's own scripts.

use ahash::AHashSet;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The characters of a hash: file systems may ignore case.
const HASH_DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The number of characters of a hash.
const HASH_LENGTH: usize = 6;

/// A file below `/search/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFile {
    /// The name: `w-09az7k.js`.
    pub name: String,
    /// The content, in UTF-8.
    pub bytes: Vec<u8>,
}

impl SearchFile {
    /// Returns a file that calls a function of the reader's script with its hash and its text.
    pub(super) fn of_text(initial: char, function: &str, hash: &str, text: &str) -> Self {
        let name = format!("{initial}-{hash}.js");
        let mut content = String::with_capacity(text.len() + text.len() / 64 + 64);
        content.extend(["callslip.", function, "(\"", hash, "\",`"]);
        push_escaped(text, &mut content);
        content.push_str("`)\n");
        Self { name, bytes: content.into_bytes() }
    }
}

/// Appends a text as it is written between backticks in JavaScript.
fn push_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['`', '\\', '$']) {
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push_str(&rest[at..=at]);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The hashes that the files of an index have so far.
#[derive(Default)]
pub(super) struct FileHashes {
    taken: AHashSet<String>,
}

impl FileHashes {
    /// Returns a hash of a text that no other file has.
    pub(super) fn add(&mut self, text: &str) -> String {
        let mut seed = 0;
        loop {
            let hash = short_hash(xxh3_64_with_seed(text.as_bytes(), seed));
            if self.taken.insert(hash.clone()) {
                return hash;
            }
            seed += 1;
        }
    }
}

fn short_hash(mut hash: u64) -> String {
    let mut digits = String::with_capacity(HASH_LENGTH);
    for _ in 0..HASH_LENGTH {
        digits.push(char::from(HASH_DIGITS[(hash % 36) as usize]));
        hash /= 36;
    }
    digits
}
