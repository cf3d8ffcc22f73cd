//! Pictures of all kinds, under all kinds of names, in a build and in a preview.

use std::fs;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use moxcms::ColorProfile;
use snapbox::str;
use std::io::Write;

use crate::remade::{BLUE, GRAY, GREEN, HOME, RED, are_close, jpeg_of, middles, quarters, read, showing, sizes};
use crate::support::Column;
use crate::support::pictures::{jpeg_segment, png_chunk};
use crate::support::server::Server;
use crate::support::shows;

fn holds(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|part| *part == wanted).count()
}

fn published(column: &Column, name: &str) -> Vec<u8> {
    fs::read(column.public().join("questions/drums").join(name)).unwrap()
}

#[test]
fn what_moves_still_moves_and_what_nobody_decodes_says_nothing() {
    let gif = include_bytes!("../vectors/moving.gif");
    let webp = include_bytes!("../vectors/moving.webp");
    let avif = include_bytes!("../vectors/still.avif");
    let files = [("a.gif", gif.to_vec()), ("b.webp", webp.to_vec()), ("c.avif", avif.to_vec())];
    let built = showing(&files).build().sound();
    for (name, before) in &files {
        let after = published(&built.column, name);
        assert!(holds(before, HOME) > 0 && holds(&after, HOME) == 0, "{name}");
        assert!(holds(&after, b"http://ns.adobe.com") + holds(&after, b"XMP") + holds(&after, b"GPS") == 0, "{name}");
    }
    // Each frame follows its time.
    assert_eq!(holds(&published(&built.column, "a.gif"), b"\x21\xf9\x04"), 2);
    assert_eq!(holds(&published(&built.column, "b.webp"), b"ANMF"), 2);
    let moving = image::load_from_memory(&published(&built.column, "b.webp")).unwrap().into_rgb8();
    are_close(&middles(&moving), &[RED, GREEN, BLUE, GRAY], "the first frame");
    shows(
        built.prose("/questions/drums/"),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>!</p>
<p><img src="../../questions/drums/a.gif" alt="It" width="48" height="32" decoding="async"></p>
<p><img src="../../questions/drums/b.webp" alt="It" width="48" height="32" loading="lazy" decoding="async"></p>
<p><img src="../../questions/drums/c.avif" alt="It" loading="lazy" decoding="async"></p>
"#]],
    );
}

#[test]
fn a_jpeg_in_steps_and_a_png_with_a_palette_are_made_smaller() {
    let image = quarters(2000, 400);
    let mut progressive = Vec::new();
    let mut encoder = Encoder::new(&mut progressive, 95);
    encoder.set_progressive(true);
    encoder.encode(image.as_raw(), 2000, 400, ColorType::Rgb).unwrap();
    // Two bits of each pixel are the number of its color.
    let mut palette = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [2000_u32.to_be_bytes(), 400_u32.to_be_bytes()].concat();
    png_chunk(&mut palette, *b"IHDR", &[&size[..], &[2, 3, 0, 0, 0]].concat());
    png_chunk(&mut palette, *b"PLTE", &[RED, GREEN, BLUE, GRAY].concat());
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
    for row in 0..400 {
        let (left, right) = if row < 200 { (0b0000_0000, 0b0101_0101) } else { (0b1010_1010, 0b1111_1111) };
        rows.write_all(&[&[0][..], &[left; 250], &[right; 250]].concat()).unwrap();
    }
    png_chunk(&mut palette, *b"IDAT", &rows.finish().unwrap());
    png_chunk(&mut palette, *b"IEND", &[]);
    let column = showing(&[("a.jpg", progressive), ("b.png", palette)]).build().sound().column;
    for name in ["a.jpg", "a.jpg.480.webp", "b.png", "b.png.1440.webp"] {
        are_close(&middles(&read(&column, name)), &[RED, GREEN, BLUE, GRAY], name);
    }
    shows(
        sizes(&column),
        str![[r#"
a.jpg: Jpeg, 1440 × 288
a.jpg.1440.webp: WebP, 1440 × 288
a.jpg.480.webp: WebP, 480 × 96
a.jpg.960.webp: WebP, 960 × 192
b.png: Png, 1440 × 288
b.png.1440.webp: WebP, 1440 × 288
b.png.480.webp: WebP, 480 × 96
b.png.960.webp: WebP, 960 × 192
"#]],
    );
}

/// A JPEG with an ICC profile.
fn with_profile(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    jpeg_segment(&mut bytes, 0xe2, &[b"ICC_PROFILE\0\x01\x01", profile].concat());
    [&bytes, &jpeg[2..]].concat()
}

/// A profile (ICC.1:2010) of a printer whose colors lie between those of its sixteen mixtures of full inks.
fn printer() -> Vec<u8> {
    let same: Vec<u8> = (0..=u8::MAX).collect();
    // Cyan, magenta, yellow, and black, in this order, the last the fastest: the paper is white, and ink on ink is darker.
    let lab = |mixture: u8| {
        let has = |bit: u8| f64::from(mixture >> bit & 1);
        let (cyan, magenta, yellow, black) = (has(3), has(2), has(1), has(0));
        let light = 95.0 * (1.0 - 0.42 * cyan) * (1.0 - 0.5 * magenta) * (1.0 - 0.08 * yellow) * (1.0 - 0.85 * black);
        let dull = 1.0 - 0.9 * black;
        let (a, b) = (-36.0 * cyan + 74.0 * magenta - 5.0 * yellow, -50.0 * cyan - 3.0 * magenta + 93.0 * yellow);
        [light * 2.55, a * dull + 128.0, b * dull + 128.0].map(byte)
    };
    let colors: Vec<u8> = (0..16).flat_map(lab).collect();
    let matrix = [1_i32, 0, 0, 0, 1, 0, 0, 0, 1].map(|one| (one << 16).to_be_bytes()).concat();
    let tables = [same.repeat(4), colors, same.repeat(3)].concat();
    let table = [b"mft1\0\0\0\0\x04\x03\x02\0", &matrix[..], &tables].concat();
    let white = [b"XYZ \0\0\0\0", &[0xf6d6_u32, 0x1_0000, 0xd32d].map(u32::to_be_bytes).concat()[..]].concat();
    let (first, second) = (128 + 4 + 24, 128 + 4 + 24 + table.len());
    let entry = |name: &[u8], at: usize, length: usize| {
        [name, &u32::try_from(at).unwrap().to_be_bytes(), &u32::try_from(length).unwrap().to_be_bytes()].concat()
    };
    let list = [entry(b"A2B0", first, table.len()), entry(b"wtpt", second, white.len())].concat();
    let mut head = vec![0; 128];
    head[..4].copy_from_slice(&u32::try_from(second + white.len()).unwrap().to_be_bytes());
    head[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    head[12..24].copy_from_slice(b"prtrCMYKLab ");
    head[36..40].copy_from_slice(b"acsp");
    head[68..80].copy_from_slice(&[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    [head, vec![0, 0, 0, 2], list, table, white].concat()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a color is between 0 and 255")]
fn byte(number: f64) -> u8 {
    number.round().clamp(0.0, 255.0) as u8
}

#[test]
fn the_colors_of_a_profile_are_those_of_the_web() {
    let rgb = RgbImage::from_pixel(120, 120, Rgb([190, 110, 60]));
    let adobe = with_profile(&jpeg_of(&rgb), &ColorProfile::new_adobe_rgb().encode().unwrap());
    let mut gray = Vec::new();
    Encoder::new(&mut gray, 95).encode(&[100; 120 * 120], 120, 120, ColorType::Luma).unwrap();
    let gray = with_profile(&gray, &ColorProfile::new_gray_with_gamma(1.0).encode().unwrap());
    let printed = |ink: [u8; 4], kind| {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 95).encode(&ink.repeat(120 * 120), 120, 120, kind).unwrap();
        with_profile(&bytes, &printer())
    };
    let files = [
        ("adobe.jpg", adobe),
        ("gray.jpg", gray),
        ("cyan.jpg", printed([255, 0, 0, 0], ColorType::Cmyk)),
        ("blue.jpg", printed([255, 255, 0, 0], ColorType::Cmyk)),
        ("ycck.jpg", printed([0, 0, 180, 0], ColorType::CmykAsYcck)),
    ];
    let column = showing(&files).build().sound().column;
    // As LittleCMS has them.
    let table = [
        ("adobe.jpg", [214, 110, 54]),
        ("gray.jpg", [168, 168, 168]),
        ("cyan.jpg", [0, 151, 219]),
        ("blue.jpg", [79, 36, 148]),
        ("ycck.jpg", [247, 225, 91]),
    ];
    for (name, expected) in table {
        for name in [name.to_owned(), format!("{name}.120.webp")] {
            are_close(&[read(&column, &name).get_pixel(20, 20).0], &[expected], &name);
            assert_eq!(holds(&published(&column, &name), b"ICC"), 0, "{name}");
        }
    }
}

#[test]
fn a_preview_makes_each_width_that_a_page_asks_for() {
    let column = showing(&[("a.jpg", jpeg_of(&quarters(1600, 800)))]);
    let server = Server::of(column.root(), &[]);
    let page = server.get("/questions/drums/").text();
    for (name, size) in [
        ("a.jpg", (1440, 720)),
        ("a.jpg.480.webp", (480, 240)),
        ("a.jpg.960.webp", (960, 480)),
        ("a.jpg.1440.webp", (1440, 720)),
    ] {
        assert!(page.contains(&format!("drums/{name}")), "{name}: {page}");
        let reply = server.get(&format!("/questions/drums/{name}"));
        let picture = image::load_from_memory(&reply.body).unwrap().into_rgb8();
        assert_eq!((reply.status, picture.dimensions()), (200, size), "{name}");
        assert!(reply.head.contains(if size.0 == 1440 && name == "a.jpg" { "image/jpeg" } else { "image/webp" }));
        are_close(&middles(&picture), &[RED, GREEN, BLUE, GRAY], name);
    }
    assert_eq!(server.get("/questions/drums/a.jpg.700.webp").status, 404);
    // It writes nothing.
    assert!(!column.root().join(".callslip-cache").exists());
}

#[test]
fn names_are_as_awkward_as_people_make_them() {
    let picture = jpeg_of(&quarters(600, 300));
    let names = ["My photo (1).jpg", "Flöte.JPG", "100% real.jpeg", "a.b.JPEG", "a#b.jpg", "a&b's.jpg"];
    let shown: Vec<String> = names.iter().map(|name| format!("![It](<{}>)", name.replace('%', "%25"))).collect();
    let shown: Vec<String> = shown.iter().map(|one| one.replace('#', "%23")).collect();
    let text = format!("---\ntitle: Drums\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n\n{}\n", shown.join("\n\n"));
    let column = Column::new().file("content/questions/drums/index.md", text);
    let column =
        names.iter().fold(column, |column, name| column.file(&format!("content/questions/drums/{name}"), &picture));
    let built = column.build().sound();
    for name in &names {
        for name in [(*name).to_owned(), format!("{name}.480.webp"), format!("{name}.600.webp")] {
            are_close(&middles(&read(&built.column, &name)), &[RED, GREEN, BLUE, GRAY], &name);
        }
    }
    shows(
        built.prose("/questions/drums/"),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>!</p>
<p><picture><source type="image/webp" srcset="../../questions/drums/My%20photo%20(1).jpg.480.webp 480w, ../../questions/drums/My%20photo%20(1).jpg.600.webp 600w" sizes="(max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/My%20photo%20(1).jpg" alt="It" width="600" height="300" decoding="async"></picture></p>
<p><picture><source type="image/webp" srcset="../../questions/drums/Fl%C3%B6te.JPG.480.webp 480w, ../../questions/drums/Fl%C3%B6te.JPG.600.webp 600w" sizes="auto, (max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/Fl%C3%B6te.JPG" alt="It" width="600" height="300" loading="lazy" decoding="async"></picture></p>
<p><picture><source type="image/webp" srcset="../../questions/drums/100%25%20real.jpeg.480.webp 480w, ../../questions/drums/100%25%20real.jpeg.600.webp 600w" sizes="auto, (max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/100%25%20real.jpeg" alt="It" width="600" height="300" loading="lazy" decoding="async"></picture></p>
<p><picture><source type="image/webp" srcset="../../questions/drums/a.b.JPEG.480.webp 480w, ../../questions/drums/a.b.JPEG.600.webp 600w" sizes="auto, (max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/a.b.JPEG" alt="It" width="600" height="300" loading="lazy" decoding="async"></picture></p>
<p><picture><source type="image/webp" srcset="../../questions/drums/a%23b.jpg.480.webp 480w, ../../questions/drums/a%23b.jpg.600.webp 600w" sizes="auto, (max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/a%23b.jpg" alt="It" width="600" height="300" loading="lazy" decoding="async"></picture></p>
<p><picture><source type="image/webp" srcset="../../questions/drums/a&amp;b&#39;s.jpg.480.webp 480w, ../../questions/drums/a&amp;b&#39;s.jpg.600.webp 600w" sizes="auto, (max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/a&amp;b&#39;s.jpg" alt="It" width="600" height="300" loading="lazy" decoding="async"></picture></p>
"#]],
    );
    let server = Server::of(built.column.root(), &[]);
    let page = server.get("/questions/drums/").text();
    let addresses = page.split("srcset=\"../../").skip(1).filter_map(|rest| rest.split(' ').next());
    let asked: Vec<u16> = addresses
        .map(|address| server.get(&format!("/{}", address.replace("&amp;", "&").replace("&#39;", "'"))).status)
        .collect();
    assert_eq!(asked, vec![200; names.len()]);
}
