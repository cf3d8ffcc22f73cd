//! The size that an SVG says it has.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Returns the width and height that an SVG says it has, or those of its view box. `None` if it says neither.
pub fn svg_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let tag = loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) | Event::Empty(tag) => break tag,
            _ => {}
        }
    };
    let value = |name: &str| Some(tag.try_get_attribute(name).ok()??.value.trim().to_owned());
    let length = |name: &str| value(name)?.trim_end_matches("px").parse::<f64>().ok();
    let view_box = || {
        let box_of = value("viewBox")?;
        let numbers = box_of.split([' ', ',']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.filter_map(|part| part.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = length("width").zip(length("height")).or_else(view_box)?;
    // A drawing in small units keeps its proportions in whole pixels.
    let scale = (100.0 / width.min(height)).max(1.0);
    Some((pixels(width * scale)?, pixels(height * scale)?))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the range before")]
fn pixels(length: f64) -> Option<usize> {
    (1.0..=1e7).contains(&length).then(|| length.round() as usize)
}
