//! Files of boxes (ISO 14496-12), each with a length and a type: AVIF and HEIC (ISO 23008-12), JPEG XL (ISO 18181-2).
//!
//! In AVIF and HEIC, a list says at which offsets of the file the parts of each item are. So what is taken out becomes zeros,
//! and nothing else moves.

use std::ops::Range;

use super::{number, part};

/// A box: its type, where it is, and where its content is.
struct FileBox<'b> {
    kind: &'b [u8],
    whole: Range<usize>,
    content: Range<usize>,
}

/// The boxes at the top of a file that a picture needs.
const KEPT: [&[u8; 4]; 5] = [b"ftyp", b"meta", b"mdat", b"moov", b"idat"];

/// The boxes of JPEG XL that the picture itself needs.
const KEPT_IN_JPEG_XL: [&[u8; 4]; 6] = [b"JXL ", b"ftyp", b"jxll", b"jxlc", b"jxlp", b"jxli"];

/// The items that are no picture: Exif data, XMP, addresses, and statements about its origin.
const TAKEN_OUT: [&[u8; 4]; 4] = [b"Exif", b"mime", b"uri ", b"jumb"];

/// Returns an AVIF or HEIC with zeros in place of what is no picture.
pub(super) fn without_items(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.to_vec();
    for one in boxes(bytes, 0..bytes.len())? {
        if one.kind == b"meta" {
            clear_items(bytes, &one, &mut out)?;
        } else if one.kind == b"moov" {
            clear_user_data(bytes, one.content.clone(), &mut out)?;
        } else if !KEPT.iter().any(|kept| *kept == one.kind) {
            clear(&mut out, &one);
        }
    }
    Some(out)
}

/// Returns a JPEG XL with only the boxes of the picture. Without a container, it has nothing else.
pub(super) fn without_boxes(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xff, 0x0a]) {
        return Some(bytes.to_vec());
    }
    let boxes = boxes(bytes, 0..bytes.len())?;
    let kept = boxes.into_iter().filter(|one| KEPT_IN_JPEG_XL.iter().any(|kept| *kept == one.kind));
    Some(kept.flat_map(|one| bytes[one.whole].iter().copied()).collect())
}

/// Returns the boxes in a part of a file. `None` if one is longer than the part.
fn boxes(bytes: &[u8], range: Range<usize>) -> Option<Vec<FileBox<'_>>> {
    let (mut boxes, mut at) = (Vec::new(), range.start);
    while at < range.end {
        let kind = part(bytes, at + 4, 4)?;
        let (head, length) = match number(bytes, at)? {
            0 => (8, range.end - at),
            1 => (16, usize::try_from(u64::from_be_bytes(part(bytes, at + 8, 8)?.try_into().ok()?)).ok()?),
            length => (8, length),
        };
        let end = at.checked_add(length).filter(|end| length >= head && *end <= range.end)?;
        boxes.push(FileBox { kind, whole: at..end, content: at + head..end });
        at = end;
    }
    Some(boxes)
}

/// Makes a box one of free space.
fn clear(out: &mut [u8], one: &FileBox<'_>) {
    out[one.content.clone()].fill(0);
    out[one.whole.start + 4..one.whole.start + 8].copy_from_slice(b"free");
}

/// Clears what a film says of itself, in each of the boxes that hold others.
fn clear_user_data(bytes: &[u8], range: Range<usize>, out: &mut [u8]) -> Option<()> {
    for one in boxes(bytes, range)? {
        match one.kind {
            b"udta" | b"meta" | b"uuid" => clear(out, &one),
            b"trak" | b"mdia" | b"minf" => clear_user_data(bytes, one.content, out)?,
            _ => {}
        }
    }
    Some(())
}

/// Clears the items that are no picture, and gives them a type that no program reads.
fn clear_items(bytes: &[u8], meta: &FileBox<'_>, out: &mut [u8]) -> Option<()> {
    // A version and flags come first.
    let inner = boxes(bytes, meta.content.start + 4..meta.content.end)?;
    let find = |kind: &[u8]| inner.iter().find(|one| one.kind == kind);
    let Some(list) = find(b"iinf") else { return Some(()) };
    let items = items_to_clear(bytes, list)?;
    if items.is_empty() {
        return Some(());
    }
    let numbers: Vec<u64> = items.iter().map(|(number, _)| *number).collect();
    let data = find(b"idat").map(|one| one.content.start);
    for range in locations(bytes.get(find(b"iloc")?.content.clone())?, &numbers, data)? {
        out.get_mut(range)?.fill(0);
    }
    for (_, entry) in items {
        out.get_mut(entry)?.copy_from_slice(b"none");
    }
    Some(())
}

/// Returns the numbers of the items that are taken out, and where the list has their types.
fn items_to_clear(bytes: &[u8], list: &FileBox<'_>) -> Option<Vec<(u64, Range<usize>)>> {
    let content = list.content.start;
    let count = if *bytes.get(content)? == 0 { 2 } else { 4 };
    let mut found = Vec::new();
    for entry in boxes(bytes, content + 4 + count..list.content.end)? {
        let at = entry.content.start;
        let width = if *bytes.get(at)? < 3 { 2 } else { 4 };
        // The number, a protection, and the type.
        let kind = at + 4 + width + 2;
        if TAKEN_OUT.iter().any(|out| part(bytes, kind, 4) == Some(*out)) {
            found.push((Numbers { bytes, at: at + 4 }.next(width)?, kind..kind + 4));
        }
    }
    Some(found)
}

/// Returns where the parts of items are, from the content of the list of locations. `data` is the start of those that are not
/// counted from the start of the file.
fn locations(iloc: &[u8], wanted: &[u64], data: Option<usize>) -> Option<Vec<Range<usize>>> {
    let mut numbers = Numbers { bytes: iloc, at: 0 };
    let version = numbers.next(4)? >> 24;
    let sizes = numbers.next(2)?;
    let size = |shift: u64| usize::try_from(sizes >> shift & 15).ok();
    let (offset_size, length_size, base_size) = (size(12)?, size(8)?, size(4)?);
    let index_size = if version == 0 { 0 } else { size(0)? };
    let width = if version < 2 { 2 } else { 4 };
    let mut found = Vec::new();
    for _ in 0..numbers.next(width)? {
        let item = numbers.next(width)?;
        let method = if version == 0 { 0 } else { numbers.next(2)? & 15 };
        // Where the data is, if not here.
        numbers.next(2)?;
        let base = numbers.next(base_size)?;
        for _ in 0..numbers.next(2)? {
            numbers.next(index_size)?;
            let (offset, length) = (numbers.next(offset_size)?, numbers.next(length_size)?);
            if wanted.contains(&item) {
                let start = usize::try_from(base.checked_add(offset)?).ok()?;
                let start = start.checked_add(if method == 1 { data? } else { 0 })?;
                found.push(start..start.checked_add(usize::try_from(length).ok()?)?);
            }
        }
    }
    Some(found)
}

/// Big-endian numbers, one after another.
struct Numbers<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Numbers<'_> {
    fn next(&mut self, width: usize) -> Option<u64> {
        let bytes = part(self.bytes, self.at, width)?;
        self.at += width;
        Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}
