//! The files of an index: scripts that pass one text each to the reader's script. So they load from any host and from a
//! disk, under a policy that allows nothing but the site's own scripts.

use std::fmt::Write;

use xxhash_rust::xxh3::xxh3_64;

/// The characters of a hash: no capitals, because file systems may ignore case.
const HASH_DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The number of characters of a hash. The rest of a name says which file it is, so the hash only tells the versions of that
/// file apart. That a new version has the hash of an old one happens once in 36⁴, or 1.7 million, times. All that follows is
/// that a browser with the old one in its cache keeps it.
pub(super) const HASH_LENGTH: usize = 4;

/// A file of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFile {
    /// The name: `w-drum-09az.js`.
    pub name: String,
    /// The content, in UTF-8.
    pub bytes: Vec<u8>,
}

/// The text of a file, before it has its name.
pub(super) struct FileText {
    kind: &'static str,
    /// The content, in UTF-8.
    content: Vec<u8>,
}

impl FileText {
    /// Returns an empty text of a file. Its name begins with the first letter of its kind.
    pub(super) fn new(kind: &'static str, capacity: usize) -> Self {
        let mut content = Vec::with_capacity(capacity + 64);
        content.extend_from_slice(b"callslip.receive(`");
        Self { kind, content }
    }

    /// Appends a text that needs no escapes.
    pub(super) fn push(&mut self, text: &str) {
        self.content.extend_from_slice(text.as_bytes());
    }

    /// Appends ASCII characters that need no escape.
    pub(super) fn push_ascii(&mut self, characters: &[u8]) {
        self.content.extend_from_slice(characters);
    }

    /// Appends a text as it is written between backticks in JavaScript.
    pub(super) fn push_escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['`', '\\', '$']) {
            self.push(&rest[..at]);
            self.push("\\");
            self.push(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
        self.push(rest);
    }

    /// Returns the file with this text, which has a hash in its name or not. `which` tells it from others of its kind.
    fn into_file(self, which: &str, hash: Option<&str>) -> SearchFile {
        let ending = hash.map_or_else(String::new, |hash| format!("-{hash}"));
        let mut bytes = self.content;
        bytes.extend_from_slice(b"`)\n");
        SearchFile { name: format!("{}-{which}{ending}.js", &self.kind[..1]), bytes }
    }
}

/// The files of an index. Their names differ: those of one kind by what tells them apart.
#[derive(Default)]
pub(super) struct NamedFiles {
    pub(super) files: Vec<SearchFile>,
}

impl NamedFiles {
    /// Adds files whose first words differ. Returns their hashes, one after another.
    pub(super) fn add_by_start(&mut self, texts: Vec<FileText>, starts: &[String]) -> String {
        self.add_hashed(texts, starts.iter().map(|start| start_in_name(start)))
    }

    /// Adds files that are numbered from `first`. Returns their hashes, one after another.
    pub(super) fn add_by_number(&mut self, texts: Vec<FileText>, first: usize) -> String {
        self.add_hashed(texts, (first..).map(|number| number.to_string()))
    }

    /// Adds files that are numbered from `first` and have no hash, because no browser keeps them.
    pub(super) fn add_without_hash(&mut self, texts: Vec<FileText>, first: usize) {
        self.files.extend((first..).zip(texts).map(|(number, text)| text.into_file(&number.to_string(), None)));
    }

    fn add_hashed(&mut self, texts: Vec<FileText>, names: impl Iterator<Item = String>) -> String {
        let mut hashes = String::with_capacity(texts.len() * HASH_LENGTH);
        for (text, which) in texts.into_iter().zip(names) {
            let hash = short_hash(xxh3_64(&text.content));
            hashes.push_str(&hash);
            self.files.push(text.into_file(&which, Some(&hash)));
        }
        hashes
    }
}

/// Returns the beginning of a word as a part of a file name. Each UTF-16 unit that is no small letter or digit of ASCII
/// becomes hexadecimal digits between two `_`.
pub(super) fn start_in_name(start: &str) -> String {
    let mut name = String::with_capacity(start.len());
    for unit in start.encode_utf16() {
        match u8::try_from(unit).map(char::from) {
            Ok(letter) if letter.is_ascii_lowercase() || letter.is_ascii_digit() => name.push(letter),
            Ok(_) | Err(_) => drop(write!(name, "_{unit:x}_")),
        }
    }
    name
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
    fn a_name_says_which_file_it_is_and_which_version() {
        let mut named = NamedFiles::default();
        let texts = |content: [&str; 2]| {
            let text = |content| {
                let mut text = FileText::new("words", 0);
                text.push_escaped(content);
                text
            };
            content.map(text).into()
        };
        let starts = [String::new(), "dr".to_owned()];
        let first = named.add_by_start(texts(["one `text`", "one `text`"]), &starts);
        assert_eq!((first.len(), &first[..4]), (8, &first[4..]));
        let names = |named: &NamedFiles| named.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&named), [format!("w--{}.js", &first[..4]), format!("w-dr-{}.js", &first[..4])]);
        assert_eq!(named.files[0].bytes, b"callslip.receive(`one \\`text\\``)\n");
        named.files.clear();
        assert_ne!(named.add_by_number(texts(["another", "text"]), 32), first);
        assert!(names(&named)[1].starts_with("w-33-"));
    }

    #[test]
    fn any_start_is_a_part_of_a_name() {
        assert_eq!(start_in_name("a9é新"), "a9_e9__65b0_");
        assert_eq!(start_in_name("𐐨"), "_d801__dc28_");
    }
}
