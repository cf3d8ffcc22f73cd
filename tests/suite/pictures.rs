//! Pictures: what cameras and programs write into them is not published.

use std::fmt::Write as _;
use std::fs;

use snapbox::str;

use crate::support::pictures::{exif, jpeg_segment, png_chunk};
use crate::support::{Column, jpeg, png, shows};

/// A column with one letter.
fn drums() -> Column {
    Column::new().letter("Q: ?\n\nSM: !\n")
}

/// What nobody but the columnist may know.
const HOME: &[u8] = b"7 Elm Street";

/// Exif data of a camera that was held upright, at home.
fn exif_at_home(is_big_endian: bool) -> Vec<u8> {
    [&exif(is_big_endian, 6, true)[..], HOME].concat()
}

/// A JPEG with all that a telephone writes into it.
fn telling_jpeg() -> Vec<u8> {
    let (start, picture) = (b"\xff\xd8", &jpeg("a")[2..]);
    let mut bytes = start.to_vec();
    jpeg_segment(&mut bytes, 0xe0, &[b"JFIF\0\x01\x02\0\0\x48\0\x48\x02\x02", HOME].concat());
    jpeg_segment(&mut bytes, 0xe1, &[b"Exif\0\0", &exif_at_home(true)[..]].concat());
    jpeg_segment(&mut bytes, 0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", HOME].concat());
    jpeg_segment(&mut bytes, 0xe2, b"ICC_PROFILE\0\x01\x01colors");
    jpeg_segment(&mut bytes, 0xe2, &[b"MPF\0", HOME].concat());
    jpeg_segment(&mut bytes, 0xed, &[b"Photoshop 3.0\08BIM", HOME].concat());
    jpeg_segment(&mut bytes, 0xee, &[b"Adobe\0d\0\0\0\0\0", HOME].concat());
    jpeg_segment(&mut bytes, 0xfe, HOME);
    [&bytes, picture, b"MotionPhoto", HOME, start, HOME].concat()
}

fn telling_png() -> Vec<u8> {
    let plain = png("a");
    let (start, rest) = plain.split_at(33);
    let mut bytes = start.to_vec();
    png_chunk(&mut bytes, *b"iCCP", b"colors\0\0x");
    png_chunk(&mut bytes, *b"tEXt", &[b"Comment\0", HOME].concat());
    png_chunk(&mut bytes, *b"zTXt", &[b"Comment\0\0", HOME].concat());
    png_chunk(&mut bytes, *b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", HOME].concat());
    png_chunk(&mut bytes, *b"tIME", &[0; 7]);
    png_chunk(&mut bytes, *b"prVt", HOME);
    png_chunk(&mut bytes, *b"eXIf", &exif_at_home(false));
    [&bytes, rest, HOME].concat()
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let chunk = |(kind, data): &(&[u8; 4], &[u8])| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [&kind[..], &length, data, &[0][..data.len() % 2]].concat()
    };
    let all: Vec<u8> = chunks.iter().flat_map(chunk).collect();
    let length = u32::try_from(all.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &all].concat()
}

fn telling_webp() -> Vec<u8> {
    let frame = [&[0; 16][..], b"VP8L\x02\0\0\0ab", b"HOME\x0c\0\0\0", HOME].concat();
    let exif = exif_at_home(true);
    riff(&[
        (b"VP8X", &[0x2e, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (b"ICCP", b"colors"),
        (b"ANIM", b"123456"),
        (b"ANMF", &frame),
        (b"EXIF", &exif),
        (b"XMP ", HOME),
        (b"home", HOME),
    ])
}

fn telling_gif() -> Vec<u8> {
    let comment = [&[b'!', 0xfe, 12][..], HOME, &[0]].concat();
    let xmp = [&[b'!', 0xff, 11][..], b"XMP DataXMP", &[12], HOME, &[0]].concat();
    let frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
    let times = b"!\xf9\x04\0\x0a\0\0\0";
    let repeats = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let start = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    [&start[..], &comment, repeats, &xmp, times, frame, times, frame, b";", HOME].concat()
}

/// A box with its type and content.
fn in_box(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], &kind, content].concat()
}

/// An AVIF with Exif data and XMP, each at an offset that a list has.
fn telling_avif() -> Vec<u8> {
    let start = in_box(*b"ftyp", b"avif\0\0\0\0mif1");
    let item =
        |number: u8, kind: &[u8; 4]| in_box(*b"infe", &[&[2, 0, 0, 0, 0, number, 0, 0], &kind[..], b"\0"].concat());
    let items = [b"\0\0\0\0\0\x03", &item(1, b"av01")[..], &item(2, b"Exif"), &item(3, b"mime")].concat();
    let exif = [b"\0\0\0\0", &exif_at_home(true)[..]].concat();
    let data = [b"PICTURE", &exif[..], HOME].concat();
    let meta = |at: u8| {
        let place = |number: u8, at: u8, length: usize| {
            [0, number, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, u8::try_from(length).unwrap()]
        };
        let second = at + 7;
        let third = second + u8::try_from(exif.len()).unwrap();
        let places = [place(1, at, 7), place(2, second, exif.len()), place(3, third, HOME.len())].concat();
        let list = [b"\0\0\0\0\x44\0\0\x03", &places[..]].concat();
        in_box(*b"meta", &[b"\0\0\0\0", &in_box(*b"iinf", &items)[..], &in_box(*b"iloc", &list)].concat())
    };
    let before = u8::try_from(start.len() + meta(0).len() + 8).unwrap();
    [start, meta(before), in_box(*b"mdat", &data), in_box(*b"uuid", HOME)].concat()
}

fn telling_jxl() -> Vec<u8> {
    let brand = in_box(*b"JXL ", b"\r\n\x87\n");
    [brand, in_box(*b"ftyp", b"jxl "), in_box(*b"Exif", HOME), in_box(*b"xml ", HOME), in_box(*b"jxlc", b"PICTURE")]
        .concat()
}

/// A TIFF with an artist, and a place in a directory of its own.
fn telling_tiff() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let entries = [entry(256, 3, 1, 7), entry(315, 2, 12, 50), entry(0x8825, 4, 1, 62)].concat();
    let place = [b"\x01\0", &entry(1, 2, 12, 80)[..], b"\0\0\0\0"].concat();
    [b"II*\0\x08\0\0\0\x03\0", &entries[..], b"\0\0\0\0", HOME, &place, HOME].concat()
}

/// Returns the parts of a picture as a reader of its format finds them.
fn parts(name: &str, bytes: &[u8]) -> String {
    let number =
        |at: usize, length: usize| bytes[at..at + length].iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
    let mut out = String::new();
    let (mut at, extension) = (0, name.rsplit_once('.').unwrap().1);
    while at < bytes.len() {
        let (label, length) = match extension {
            "jpg" if at == 0 || bytes[at + 1] == 0xd9 => ("", 2),
            "jpg" if bytes[at + 1] == 0xda => ("", bytes.len() - at - 2),
            "jpg" => (std::str::from_utf8(&bytes[at + 4..at + 8]).unwrap_or(""), 2 + number(at + 2, 2)),
            "png" if at == 0 => ("", 8),
            "png" => (std::str::from_utf8(&bytes[at + 4..at + 8]).unwrap(), 12 + number(at, 4)),
            "webp" if at == 0 => ("", 12),
            "webp" => {
                let length = usize::from(bytes[at + 4]) + usize::from(bytes[at + 5]) * 256;
                (std::str::from_utf8(&bytes[at..at + 4]).unwrap(), 8 + length + length % 2)
            }
            "avif" | "jxl" => (std::str::from_utf8(&bytes[at + 4..at + 8]).unwrap(), number(at, 4)),
            _ => ("", bytes.len()),
        };
        let _ = write!(out, " {label}{length}");
        at += length;
    }
    out.replace('\0', "")
}

#[test]
fn a_picture_says_nothing_but_how_it_is_turned() {
    let files = [
        ("a.jpg", telling_jpeg()),
        ("b.png", telling_png()),
        ("c.webp", telling_webp()),
        ("d.gif", telling_gif()),
        ("e.avif", telling_avif()),
        ("f.jxl", telling_jxl()),
        ("g.tif", telling_tiff()),
    ];
    let mut column = drums();
    for (name, bytes) in &files {
        column = column.file(&format!("static/{name}"), bytes);
    }
    let column = column.build().sound().column;
    let mut all = String::new();
    for (name, before) in &files {
        let bytes = fs::read(column.public().join(name)).unwrap();
        let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|part| part == wanted);
        for wanted in [HOME, b"ns.adobe.com", b"8BIM", b"XMP", b"MPF", b"GPS", b"\x88\x25", b"\x25\x88"] {
            assert!(!holds(wanted), "{name} holds {}", String::from_utf8_lossy(wanted));
        }
        let _ = writeln!(all, "{name}: {} → {}:{}", before.len(), bytes.len(), parts(name, &bytes));
    }
    // One entry is left, and no further directory.
    let tiff = fs::read(column.public().join("g.tif")).unwrap();
    assert_eq!(tiff[..26], *b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x07\0\0\0\0\0\0\0");
    assert!(tiff[26..].iter().all(|byte| *byte == 0));
    shows(
        all,
        str![[r#"
a.jpg: 453 → 235: 2 Exif36 JFIF18 ICC_24 Adob16 69 13 22 22 11 2
b.png: 336 → 128: 8 IHDR25 eXIf38 iCCP21 IDAT24 IEND12
c.webp: 228 → 126: 12 VP8X18 ICCP14 ANIM14 ANMF34 EXIF34
d.gif: 141 → 85: 85
e.avif: 286 → 286: ftyp20 meta147 mdat99 free20
f.jxl: 79 → 39: JXL 12 ftyp12 jxlc15
g.tif: 92 → 92: 92
"#]],
    );
}

#[test]
fn a_picture_of_which_nobody_knows_what_is_in_it_is_not_published() {
    let mut broken = telling_avif();
    // The list of places ends too early.
    let at = broken.windows(4).position(|part| part == b"iloc").unwrap();
    broken[at..at + 4].copy_from_slice(b"free");
    let column = drums().file("static/a.avif", &broken);
    let built = column.build();
    shows(
        built.report(),
        str![[r#"
error: callslip cannot read this picture, so it cannot take out what it says besides: where it was taken, for example
--> static/a.avif
 = help: open it, and save it as JPEG or PNG
"#]],
    );
    assert!(!column.public().join("a.avif").exists());
}

#[test]
fn a_picture_is_the_same_file_in_the_next_build_and_a_changed_one_is_another() {
    let column = drums().file("static/a.jpg", telling_jpeg()).build().sound().column;
    let first = fs::metadata(column.public().join("a.jpg")).unwrap().modified().unwrap();
    let built = column.build();
    assert_eq!(fs::metadata(column.public().join("a.jpg")).unwrap().modified().unwrap(), first);
    drop(built);
    let column = column.file("static/a.jpg", jpeg("b")).build().sound().column;
    assert_eq!(fs::read(column.public().join("a.jpg")).unwrap(), jpeg("b"));
}

#[test]
fn a_picture_that_is_cut_off_holds_only_what_is_known_to_be_the_picture() {
    let whole = telling_jpeg();
    let at = whole.windows(4).position(|part| part == b"8BIM").unwrap();
    let column = drums().file("static/a.jpg", &whole[..at + 4]).build().sound().column;
    let bytes = fs::read(column.public().join("a.jpg")).unwrap();
    shows(parts("a.jpg", &bytes), str![" 2 Exif36 JFIF18 ICC_24 2"]);
}
