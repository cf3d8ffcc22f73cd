//! TIFF (6.0): directories of entries, each with a tag, a type, a count, and a value or the place of it. All places count from the
//! start of the file, so the values that are taken out become zeros, and nothing else moves.

use super::part;

/// The tags that the pixels need: their size, how they are stored, and their colors. The first and the last of each range.
const KEPT: [(u16, u16); 13] = [
    (254, 259),
    (262, 268),
    (273, 274),
    (277, 284),
    (290, 293),
    (296, 297),
    (301, 301),
    (317, 325),
    (330, 330),
    (332, 347),
    (512, 532),
    (559, 559),
    (34675, 34675),
];

/// The tags whose values are places of further directories: of a smaller picture; and of Exif data, its GPS part, and another.
const PICTURES: u16 = 330;
const DIRECTORIES: [u16; 3] = [34665, 34853, 40965];

/// The most directories of a file: its pages.
const MOST: usize = 1000;

/// Returns a TIFF without what describes it. `None` if it cannot be read.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let is_little = bytes.starts_with(b"II");
    let mut file = TiffBytes { out: bytes.to_vec(), is_little };
    let mut places = vec![file.number(4, 4)?];
    let mut seen = Vec::new();
    while let Some(at) = places.pop() {
        if at == 0 || seen.contains(&at) {
            continue;
        }
        if seen.len() > MOST {
            return None;
        }
        seen.push(at);
        places.extend(file.strip_directory(at)?);
    }
    Some(file.out)
}

struct TiffBytes {
    out: Vec<u8>,
    is_little: bool,
}

impl TiffBytes {
    /// Takes out of a directory what is no picture. Returns the places of further directories.
    fn strip_directory(&mut self, at: usize) -> Option<Vec<usize>> {
        let count = self.number(at, 2)?;
        let end = at + 2 + count * 12;
        let mut places = vec![self.number(end, 4)?];
        let mut kept = Vec::new();
        for entry in (at + 2..end).step_by(12) {
            let tag = u16::try_from(self.number(entry, 2)?).ok()?;
            if KEPT.iter().any(|(first, last)| (*first..=*last).contains(&tag)) {
                kept.extend_from_slice(part(&self.out, entry, 12)?);
                if tag == PICTURES {
                    let (start, length) = self.value(entry)?;
                    places.extend((start..start + length).step_by(4).filter_map(|at| self.number(at, 4)));
                }
            } else {
                self.clear_value(entry, tag, 0)?;
            }
        }
        let kept_count = kept.len() / 12;
        kept.extend_from_slice(part(&self.out, end, 4)?);
        self.set_number(at, kept_count)?;
        self.out.get_mut(at + 2..end + 4)?.fill(0);
        self.out.get_mut(at + 2..at + 2 + kept.len())?.copy_from_slice(&kept);
        Some(places)
    }

    /// Makes zeros of a value, and of the directory that it is the place of.
    fn clear_value(&mut self, entry: usize, tag: u16, depth: usize) -> Option<()> {
        if DIRECTORIES.contains(&tag) && depth < 3 {
            let at = self.number(entry + 8, 4).filter(|at| *at > 0)?;
            let end = at + 2 + self.number(at, 2)? * 12;
            for entry in (at + 2..end).step_by(12) {
                let tag = u16::try_from(self.number(entry, 2)?).ok()?;
                self.clear_value(entry, tag, depth + 1)?;
            }
            self.out.get_mut(at..end)?.fill(0);
        }
        let (start, length) = self.value(entry)?;
        self.out.get_mut(start..start.checked_add(length)?)?.fill(0);
        Some(())
    }

    /// Returns the place of the value of an entry, and its length.
    fn value(&self, entry: usize) -> Option<(usize, usize)> {
        let width = match self.number(entry + 2, 2)? {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = self.number(entry + 4, 4)?.checked_mul(width)?;
        Some((if length > 4 { self.number(entry + 8, 4)? } else { entry + 8 }, length))
    }

    fn number(&self, at: usize, width: usize) -> Option<usize> {
        let add = |number: usize, byte: &u8| number << 8 | usize::from(*byte);
        let bytes = part(&self.out, at, width)?;
        Some(if self.is_little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    }

    /// Writes a number of two bytes.
    fn set_number(&mut self, at: usize, number: usize) -> Option<()> {
        let number = u16::try_from(number).ok()?;
        let bytes = if self.is_little { number.to_le_bytes() } else { number.to_be_bytes() };
        self.out.get_mut(at..at + 2)?.copy_from_slice(&bytes);
        Some(())
    }
}
