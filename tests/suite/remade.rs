//! Pictures made anew: turned, in the colors of the web, in the widths that pages ask for, and never the original.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use callslip::source::Fingerprint;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use moxcms::ColorProfile;
use snapbox::str;

use crate::support::column::{pages, tree};
use crate::support::pictures::{exif, jpeg_segment, png_chunk, png_of};
use crate::support::{Column, shows};

pub(crate) const RED: [u8; 3] = [200, 30, 30];
pub(crate) const GREEN: [u8; 3] = [30, 160, 40];
pub(crate) const BLUE: [u8; 3] = [40, 40, 200];
pub(crate) const GRAY: [u8; 3] = [128, 128, 128];

/// What nobody but the columnist may know.
pub(crate) const HOME: &[u8] = b"7 Elm Street";

/// A letter whose answer shows these files of its folder.
pub(crate) fn showing(files: &[(&str, Vec<u8>)]) -> Column {
    let shown: Vec<String> = files.iter().map(|(name, _)| format!("![It]({name})")).collect();
    let text = format!("---\ntitle: Drums\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n\n{}\n", shown.join("\n\n"));
    let column = Column::new().file("content/questions/drums/index.md", text);
    files.iter().fold(column, |column, (name, bytes)| column.file(&format!("content/questions/drums/{name}"), bytes))
}

/// A picture of four quarters.
pub(crate) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => GRAY,
        })
    })
}

pub(crate) fn jpeg_of(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (u16::try_from(image.width()).unwrap(), u16::try_from(image.height()).unwrap());
    Encoder::new(&mut bytes, 95).encode(image.as_raw(), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// A JPEG as a telephone gives it.
fn photograph(image: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = jpeg_of(image);
    let mut bytes = plain[..2].to_vec();
    jpeg_segment(&mut bytes, 0xe1, &[b"Exif\0\0", &exif(true, orientation, true)[..], HOME].concat());
    jpeg_segment(&mut bytes, 0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", HOME].concat());
    jpeg_segment(&mut bytes, 0xed, &[b"Photoshop 3.0\08BIM", HOME].concat());
    [&bytes, &plain[2..], HOME].concat()
}

pub(crate) fn png_bytes(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub(crate) fn read(column: &Column, name: &str) -> RgbImage {
    let bytes = fs::read(column.public().join("questions/drums").join(name)).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

/// The pixels in the middle of the four quarters.
pub(crate) fn middles(image: &RgbImage) -> [[u8; 3]; 4] {
    let (width, height) = image.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| image.get_pixel(width * x / 4, height * y / 4).0)
}

#[track_caller]
pub(crate) fn are_close(found: &[[u8; 3]], expected: &[[u8; 3]], what: &str) {
    let far = found.iter().flatten().zip(expected.iter().flatten()).any(|(a, b)| a.abs_diff(*b) > 10);
    assert!(!far, "{what}: {found:?}, not {expected:?}");
}

pub(crate) fn sizes(column: &Column) -> String {
    let files = tree(&column.public().join("questions/drums"));
    let pictures = files.iter().filter(|(name, _)| !name.ends_with(".html"));
    let lines = pictures.map(|(name, bytes)| {
        let Ok(picture) = image::load_from_memory(bytes) else { return format!("{name}\n") };
        let format = image::guess_format(bytes).unwrap();
        format!("{name}: {format:?}, {} × {}\n", picture.width(), picture.height())
    });
    lines.collect()
}

#[test]
fn a_photograph_is_published_in_three_widths_and_its_page_asks_for_one() {
    let large = photograph(&quarters(2000, 1000), 1);
    let files = [("a.jpg", large.clone()), ("b.png", png_bytes(&quarters(600, 90).into()))];
    let built = showing(&files).build().sound();
    let column = &built.column;
    shows(
        built.prose("/questions/drums/"),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>!</p>
<p><picture><source type="image/webp" srcset="../../questions/drums/a.jpg.480.webp 480w, ../../questions/drums/a.jpg.960.webp 960w, ../../questions/drums/a.jpg.1440.webp 1440w" sizes="(max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/a.jpg" alt="It" width="1440" height="720" decoding="async"></picture></p>
<p><picture><source type="image/webp" srcset="../../questions/drums/b.png.480.webp 480w, ../../questions/drums/b.png.600.webp 600w" sizes="auto, (max-width: 46rem) 100vw, 42rem"><img src="../../questions/drums/b.png" alt="It" width="600" height="90" loading="lazy" decoding="async"></picture></p>
"#]],
    );
    shows(
        sizes(column),
        str![[r#"
a.jpg: Jpeg, 1440 × 720
a.jpg.1440.webp: WebP, 1440 × 720
a.jpg.480.webp: WebP, 480 × 240
a.jpg.960.webp: WebP, 960 × 480
b.png: Png, 600 × 90
b.png.480.webp: WebP, 480 × 72
b.png.600.webp: WebP, 600 × 90
"#]],
    );
    for (path, bytes) in tree(&column.public()) {
        assert!(bytes != large && !bytes.windows(HOME.len()).any(|part| part == HOME), "{path}");
    }
    // A reader of feeds gets the simplest HTML.
    let feed = built.text("feed.xml");
    assert!(feed.contains("questions/drums/a.jpg&quot;") || feed.contains("questions/drums/a.jpg\""), "{feed}");
    assert!(!feed.contains("srcset"));
}

#[test]
fn a_picture_is_turned_as_its_camera_was_held() {
    let quarters = quarters(160, 80);
    let names: Vec<String> = (1..=8).map(|orientation| format!("{orientation}.jpg")).collect();
    let files: Vec<(&str, Vec<u8>)> =
        names.iter().zip(1..).map(|(name, orientation)| (name.as_str(), photograph(&quarters, orientation))).collect();
    let built = showing(&files).build().sound();
    let column = &built.column;
    let expected = [
        [RED, GREEN, BLUE, GRAY],
        [GREEN, RED, GRAY, BLUE],
        [GRAY, BLUE, GREEN, RED],
        [BLUE, GRAY, RED, GREEN],
        [RED, BLUE, GREEN, GRAY],
        [BLUE, RED, GRAY, GREEN],
        [GRAY, GREEN, BLUE, RED],
        [GREEN, GRAY, RED, BLUE],
    ];
    for (name, (orientation, expected)) in names.iter().zip((1..).zip(expected)) {
        let size = if orientation < 5 { (160, 80) } else { (80, 160) };
        let webp = format!("{name}.{}.webp", size.0);
        for name in [name, &webp] {
            let found = read(column, name);
            assert_eq!(found.dimensions(), size, "{name}");
            are_close(&middles(&found), &expected, name);
        }
        let page = built.main("/questions/drums/");
        assert!(
            page.contains(&format!("drums/{name}\" alt=\"It\" width=\"{}\" height=\"{}\"", size.0, size.1)),
            "{page}"
        );
    }
}

#[test]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a color is between 0 and 255")]
fn colors_are_those_of_the_web() {
    // Display P3, as an iPhone has it: the same numbers are other colors.
    let linear = |value: u8| (f64::from(value) / 255.0 + 0.055).max(0.0) / 1.055;
    let rows = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
    let wide = [190_u8, 110, 60];
    let expected = rows.map(|row| {
        let light: f64 = row.iter().zip(wide).map(|(factor, value)| factor * linear(value).powf(2.4)).sum();
        (((light.powf(1.0 / 2.4) * 1.055) - 0.055) * 255.0).round() as u8
    });
    let pixels = RgbImage::from_pixel(120, 120, Rgb(wide));
    let mut png = Cursor::new(Vec::new());
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_icc_profile(ColorProfile::new_display_p3().encode().unwrap()).unwrap();
    encoder.write_image(&pixels, 120, 120, ExtendedColorType::Rgb8).unwrap();
    // No cyan, all magenta and yellow, no black.
    let mut printed = Vec::new();
    let ink: Vec<u8> = [0, 255, 255, 0].repeat(120 * 120);
    Encoder::new(&mut printed, 95).encode(&ink, 120, 120, ColorType::Cmyk).unwrap();
    let deep = image::ImageBuffer::from_pixel(120, 120, Rgb([0x8000_u16, 0x4000, 0xffff]));
    let files = [
        ("deep.png", png_bytes(&DynamicImage::ImageRgb16(deep))),
        ("p3.png", png.into_inner()),
        ("print.jpg", printed),
    ];
    let column = showing(&files).build().sound().column;
    for (name, expected) in [("p3.png", expected), ("print.jpg", [255, 0, 0]), ("deep.png", [128, 64, 255])] {
        for name in [name.to_owned(), format!("{name}.120.webp")] {
            are_close(&[read(&column, &name).get_pixel(20, 20).0], &[expected], &name);
        }
        let bytes = fs::read(column.public().join("questions/drums").join(name)).unwrap();
        assert!(!bytes.windows(4).any(|part| part == b"iCCP"), "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_an_error_and_nothing_is_published() {
    let whole = jpeg_of(&quarters(64, 32));
    let mut noise = png_bytes(&quarters(40, 40).into());
    let at = noise.windows(4).position(|part| part == b"IDAT").unwrap();
    noise[at + 6..at + 20].fill(0xaa);
    let mut bomb = b"\x89PNG\r\n\x1a\n".to_vec();
    png_chunk(&mut bomb, *b"IHDR", &[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 6, 0, 0, 0]);
    png_chunk(&mut bomb, *b"IDAT", b"x\x9c\x03\0\0\0\0\x01");
    png_chunk(&mut bomb, *b"IEND", &[]);
    let column = showing(&[("noise.png", noise), ("ok.jpg", whole.clone())]);
    shows(
        column.build().report(),
        str![[r#"
error: this picture is damaged: callslip cannot read it
--> content/questions/drums/noise.png
 = help: open it in another program, and save it as JPEG or PNG; if that cannot open it either, copy it again
"#]],
    );
    assert!(!column.public().join("questions").exists());
    let column = showing(&[
        ("bomb.png", bomb),
        ("cut.jpg", whole[..whole.len() / 2].to_vec()),
        ("other.png", whole),
        ("wide.png", png_of(12_400, 2)),
    ]);
    shows(
        column.build().report(),
        str![[r#"
error: this picture is too large: 30000 × 30000 pixels, and callslip reads 100 million
--> content/questions/drums/bomb.png
 = help: save it with at most 2,000 pixels on its longer side

error: the end of this picture is missing
--> content/questions/drums/cut.jpg
 = help: copy or save it again: it was not saved to the end

error: this is a JPEG picture, although its name ends in `.png`
--> content/questions/drums/other.png
 = help: end its name in `.jpg`, here and in the text

hint: this picture is very large: 12400 × 2 pixels
--> content/questions/drums/wide.png
 = help: readers get a small one, but making that takes long: 2,000 pixels on the longer side are enough
"#]],
    );
    assert!(!column.public().join("questions").exists());
}

#[test]
fn small_ones_moving_ones_and_those_of_static_keep_their_pixels() {
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec();
    let mut moving = png_of(2, 2);
    let frame = moving.split_off(33);
    png_chunk(&mut moving, *b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    moving.extend(frame);
    let pixel = png_bytes(&RgbImage::from_pixel(1, 1, Rgb(RED)).into());
    let static_png = png_bytes(&quarters(2000, 40).into());
    let files = [("a.gif", gif.clone()), ("b.png", moving.clone()), ("c.png", pixel)];
    let column = showing(&files).file("static/d.png", &static_png);
    let column = column.build().sound().column;
    let published = |name: &str| fs::read(column.public().join(name)).unwrap();
    assert_eq!(published("questions/drums/a.gif"), gif);
    assert_eq!(published("questions/drums/b.png"), moving);
    assert_eq!(published("d.png"), static_png);
    are_close(&[read(&column, "c.png").get_pixel(0, 0).0], &[RED], "one pixel");
    shows(
        sizes(&column),
        str![[r#"
a.gif
b.png: Png, 2 × 2
c.png: Png, 1 × 1
"#]],
    );
}

/// The files of the cache with their bytes.
fn remembered(column: &Column) -> BTreeMap<String, Vec<u8>> {
    tree(&column.root().join(".callslip-cache/pictures"))
}

#[test]
fn a_picture_is_made_once_and_forgotten_with_its_file() {
    let column = showing(&[("a.jpg", photograph(&quarters(700, 40), 1))]).build().sound().column;
    let (made, before) = (remembered(&column), pages(&column.public()));
    assert_eq!(made.len(), 3);
    // What a build takes from there is what is there, if it is whole.
    let folder = column.root().join(".callslip-cache/pictures");
    let mark = |bytes: &[u8]| [&Fingerprint::of(bytes).0[..], bytes].concat();
    for name in made.keys() {
        fs::write(folder.join(name), mark(b"REMEMBERED")).unwrap();
    }
    fs::remove_dir_all(column.public()).unwrap();
    let column = column.build().sound().column;
    assert_eq!(fs::read(column.public().join("questions/drums/a.jpg.480.webp")).unwrap(), b"REMEMBERED");
    for name in made.keys() {
        fs::write(folder.join(name), [&mark(b"REMEMBERED")[..], b"MORE"].concat()).unwrap();
    }
    fs::remove_dir_all(column.public()).unwrap();
    let column = column.build().sound().column;
    assert!(pages(&column.public()) == before);
    // A build that changes nothing asks nobody.
    fs::remove_dir_all(&folder).unwrap();
    let column = column.build().sound().column;
    assert!(!folder.exists());
    let column = column.file("content/questions/drums/a.jpg", photograph(&quarters(40, 40), 1)).build().sound().column;
    assert_eq!(remembered(&column).len(), 1);
    assert!(!column.public().join("questions/drums/a.jpg.480.webp").exists());
}
