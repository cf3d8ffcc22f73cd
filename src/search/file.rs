//! The files of an index: scripts that pass one text each to the reader's script. So they load from any host and from a
//! disk, under a policy that allows nothing but the site's own scripts.

use ahash::AHashSet;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The characters of a hash: no capitals, because file systems may ignore case.
const HASH_DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The number of characters of a hash.
const HASH_LENGTH: usize = 7;

/// A file of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFile {
    /// The name: `w-09az7kq.js`.
    pub name: String,
    /// The content, in UTF-8.
    pub bytes: Vec<u8>,
}

/// The text of a file, before it has its name.
pub(super) struct FileText {
    function: &'static str,
    content: String,
}

impl FileText {
    /// Returns an empty text of a file that passes it to a function of the reader's script.
    pub(super) fn new(function: &'static str, capacity: usize) -> Self {
        let mut content = String::with_capacity(capacity + 64);
        content.extend(["callslip.", function, "(\"", &"0".repeat(HASH_LENGTH), "\",`"]);
        Self { function, content }
    }

    /// Appends a text that needs no escapes.
    pub(super) fn push(&mut self, text: &str) {
        self.content.push_str(text);
    }

    /// Appends an ASCII character that needs no escape.
    pub(super) fn push_byte(&mut self, byte: u8) {
        self.content.push(char::from(byte));
    }

    /// Appends a text as it is written between backticks in JavaScript.
    pub(super) fn push_escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['`', '\\', '$']) {
            self.content.extend([&rest[..at], "\\", &rest[at..=at]]);
            rest = &rest[at + 1..];
        }
        self.content.push_str(rest);
    }

    /// Returns the file with this text and a hash that no other file has.
    pub(super) fn into_file(self, hash: &str) -> SearchFile {
        let mut bytes = self.content.into_bytes();
        let at = "callslip.(\"".len() + self.function.len();
        bytes[at..at + HASH_LENGTH].copy_from_slice(hash.as_bytes());
        bytes.extend_from_slice(b"`)\n");
        SearchFile { name: format!("{}-{hash}.js", &self.function[..1]), bytes }
    }
}

/// The hashes that the files of an index have so far.
#[derive(Default)]
pub(super) struct FileHashes {
    taken: AHashSet<String>,
}

impl FileHashes {
    /// Returns a hash of a text that no other file has.
    pub(super) fn add(&mut self, text: &FileText) -> String {
        let mut seed = 0;
        loop {
            let hash = short_hash(xxh3_64_with_seed(text.content.as_bytes(), seed));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_text_have_different_names() {
        let text = || FileText::new("words", 0);
        let names = || {
            let mut hashes = FileHashes::default();
            (0..3).map(|_| hashes.add(&text())).collect::<Vec<_>>()
        };
        let [first, second, third] = names().try_into().unwrap();
        assert!(first != second && second != third && first != third);
        assert_eq!(names(), [first.clone(), second, third]);
        assert_eq!(first.len(), HASH_LENGTH);
        assert_eq!(text().into_file(&first).bytes, format!("callslip.words(\"{first}\",``)\n").into_bytes());
    }
}
