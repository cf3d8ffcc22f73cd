//! Pictures of one pixel, as small as a picture can be, and what programs write into larger ones.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// A PNG whose pixel follows from this text, so that no two are the same.
pub(crate) fn png(text: &str) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png_chunk(&mut png, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    let [red, green, blue, _] = hash(text);
    png_chunk(&mut png, *b"IDAT", &deflated(&[0, red, green, blue]));
    png_chunk(&mut png, *b"IEND", &[]);
    png
}

/// A black PNG of so many pixels.
pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    png_chunk(&mut png, *b"IHDR", &[&size[..], &[1, 0, 0, 0, 0]].concat());
    let row = 1 + width.div_ceil(8) as usize;
    png_chunk(&mut png, *b"IDAT", &deflated(&vec![0; row * height as usize]));
    png_chunk(&mut png, *b"IEND", &[]);
    png
}

/// Adds a chunk to a PNG.
pub(crate) fn png_chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let mut checksum = Crc::new();
    checksum.update(&kind);
    checksum.update(data);
    png.extend_from_slice(&u32::try_from(data.len()).expect("a short text").to_be_bytes());
    png.extend_from_slice(&kind);
    png.extend_from_slice(data);
    png.extend_from_slice(&checksum.sum().to_be_bytes());
}

/// A gray JPEG. A part of it that no pixel needs follows from this text, so that no two are the same.
pub(crate) fn jpeg(text: &str) -> Vec<u8> {
    let mut jpeg = b"\xff\xd8".to_vec();
    let mut table = [1; 65];
    table[0] = 0;
    table[61..].copy_from_slice(&hash(text).map(|byte| byte.max(1)));
    jpeg_segment(&mut jpeg, 0xdb, &table);
    jpeg_segment(&mut jpeg, 0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    // One code in each table: a difference of zero, and the end of a block.
    let code = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    jpeg_segment(&mut jpeg, 0xc4, &code(0x00));
    jpeg_segment(&mut jpeg, 0xc4, &code(0x10));
    jpeg_segment(&mut jpeg, 0xda, &[1, 1, 0, 0, 0x3f, 0]);
    jpeg.extend_from_slice(b"\x3f\xff\xd9");
    jpeg
}

/// Adds a segment to a JPEG.
pub(crate) fn jpeg_segment(jpeg: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).expect("a short text");
    jpeg.extend_from_slice(&[0xff, marker]);
    jpeg.extend_from_slice(&length.to_be_bytes());
    jpeg.extend_from_slice(data);
}

/// Exif data, in TIFF's structure, with an orientation and a place.
pub(crate) fn exif(is_big_endian: bool, orientation: u16, with_place: bool) -> Vec<u8> {
    let two = |number: u16| if is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() };
    let four = |number: u32| if is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() };
    let entry = |tag: u16, value: u32| [&two(tag)[..], &two(4), &four(1), &four(value)].concat();
    let short = |tag: u16, value: u16| [&two(tag)[..], &two(3), &four(1), &two(value), &[0, 0]].concat();
    let start: &[u8] = if is_big_endian { b"MM\0*" } else { b"II*\0" };
    let gps = if with_place { entry(2, 90) } else { entry(0, 2) };
    let parts = [start, &four(8), &two(2), &short(0x0112, orientation), &entry(0x8825, 38), &four(0)];
    [&parts.concat()[..], &two(1), &gps, &four(0)].concat()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn hash(text: &str) -> [u8; 4] {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    crc.sum().to_be_bytes()
}
