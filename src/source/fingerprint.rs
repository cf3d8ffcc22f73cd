//! Fingerprints of bytes: they tell versions of a file apart.

use std::fmt;
use std::io::{self, Read, Write};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A 128-bit XXH3 hash: equal content, equal fingerprint. It tells versions of one file apart and proves nothing about who
/// wrote them. A cryptographic hash would take a twentieth of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 16]);

impl Fingerprint {
    /// Returns the fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes).to_be_bytes())
    }

    /// Returns the fingerprint of what a hasher was given.
    pub(super) fn of_hasher(hasher: &Xxh3) -> Self {
        Self(hasher.digest128().to_be_bytes())
    }

    /// Copies everything, and returns the fingerprint of what was copied.
    pub fn of_copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<Self> {
        let (mut hasher, mut buffer) = (Xxh3::new(), vec![0; 1 << 17]);
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(Self::of_hasher(&hasher)),
                Ok(count) => {
                    hasher.update(&buffer[..count]);
                    to.write_all(&buffer[..count])?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Parses the 32 hexadecimal digits that [`Fingerprint`]'s `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Returns the first ten hexadecimal digits: enough to tell versions of one file apart in its name.
    pub fn short(self) -> String {
        self.to_string()[..10].to_owned()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}
