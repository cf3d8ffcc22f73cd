//! Pictures of one pixel, as small as a picture can be.

/// A PNG with this text in it, so that no two are the same.
pub(crate) fn png(text: &str) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(&mut png, *b"tEXt", text.as_bytes());
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// A PNG that says it has so many pixels.
pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png("");
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    png.extend_from_slice(&u32::try_from(data.len()).expect("a short text").to_be_bytes());
    png.extend_from_slice(&kind);
    png.extend_from_slice(data);
    // Nobody looks at the checksum.
    png.extend_from_slice(&[0; 4]);
}

/// A JPEG with this text in it.
pub(crate) fn jpeg(text: &str) -> Vec<u8> {
    let mut jpeg = b"\xff\xd8".to_vec();
    segment(&mut jpeg, 0xfe, text.as_bytes());
    segment(&mut jpeg, 0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    segment(&mut jpeg, 0xda, &[1, 1, 0, 0, 0x3f, 0]);
    jpeg.extend_from_slice(b"\xff\xd9");
    jpeg
}

fn segment(jpeg: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).expect("a short text");
    jpeg.extend_from_slice(&[0xff, marker]);
    jpeg.extend_from_slice(&length.to_be_bytes());
    jpeg.extend_from_slice(data);
}
