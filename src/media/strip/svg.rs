//! SVG: without comments, `<metadata>`, and what drawing programs note for themselves: names of layers and of authors, paths of
//! files, the whole drawing once more. Pictures within it lose their metadata, too.

use std::ops::Range;

use base64::Engine;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};

use super::without_metadata;
use crate::source::{PictureFormat, SvgAttribute, SvgEntities, svg_attributes, svg_text};

/// Returns an SVG without its metadata. What cannot be read comes back as it is: that is an error wherever it is published.
pub(super) fn stripped(bytes: &[u8]) -> Vec<u8> {
    let Some(text) = svg_text(bytes) else { return bytes.to_vec() };
    let Some(changes) = changes(&text) else { return bytes.to_vec() };
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in changes {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    if std::str::from_utf8(bytes).is_ok() {
        return out.into_bytes();
    }
    // Each letter was a byte.
    out.chars().filter_map(|letter| u8::try_from(letter).ok()).collect()
}

/// Returns what is replaced, from the start on. `None` if the text cannot be read.
fn changes(text: &str) -> Option<Vec<(Range<usize>, String)>> {
    let mut reader = NsReader::from_str(text);
    let (mut entities, mut changes) = (SvgEntities::default(), Vec::new());
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        let (namespace, event) = reader.read_resolved_event().ok()?;
        let is_note = entities.is_note(&namespace);
        let is_taken_out = match &event {
            Event::Eof => return Some(changes),
            Event::DocType(doctype) => {
                entities = SvgEntities::of_doctype(doctype)?;
                false
            }
            Event::Start(tag) | Event::Empty(tag) if !is_note && tag.local_name().as_ref() != "metadata" => {
                changes_of_tag(&reader, &entities, tag, text.get(start..)?, start, &mut changes)?;
                false
            }
            Event::Start(tag) => {
                reader.read_to_end(tag.name()).ok()?;
                true
            }
            Event::Empty(_) | Event::Comment(_) => true,
            _ => false,
        };
        if is_taken_out {
            changes.push((start..usize::try_from(reader.buffer_position()).ok()?, String::new()));
        }
    }
}

/// Adds what is replaced in a tag. `None` if its attributes cannot be read.
fn changes_of_tag(
    reader: &NsReader<&[u8]>,
    entities: &SvgEntities,
    tag: &BytesStart<'_>,
    text: &str,
    start: usize,
    changes: &mut Vec<(Range<usize>, String)>,
) -> Option<()> {
    let is_picture = matches!(tag.local_name().as_ref(), "image" | "feImage" | "img");
    for SvgAttribute { key, value, at, value_range } in svg_attributes(text)? {
        let (namespace, name) = reader.resolver().resolve_attribute(quick_xml::name::QName(key));
        // draw.io writes the whole drawing into an attribute, with all that is hidden in it.
        let is_drawing = key == "content" && value.contains("mxfile");
        if entities.is_note(&namespace) || is_drawing {
            changes.push((start + at..start + value_range.end + 1, String::new()));
        } else if is_picture
            && matches!(name.as_ref(), "href" | "src")
            && let Some(new) = stripped_address(&entities.expanded(value)?)
        {
            changes.push((start + value_range.start..start + value_range.end, new));
        }
    }
    Some(())
}

/// Reads Base64 (RFC 4648, section 4) as browsers do: with or without the signs at its end.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Returns the bytes that a text means, whatever space is in it. `None` if it has other signs.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut signs: Vec<u8> = text.bytes().filter(|sign| !sign.is_ascii_whitespace() && *sign != b'=').collect();
    // One sign alone means nothing, but must be one of them.
    let is_sign = |sign: &u8| sign.is_ascii_alphanumeric() || matches!(sign, b'+' | b'/');
    if signs.len() % 4 == 1 && signs.last().is_some_and(is_sign) {
        signs.pop();
    }
    LENIENT.decode(signs).ok()
}

/// Returns an address that holds a picture, with that picture without its metadata. `None` if it holds none.
fn stripped_address(address: &str) -> Option<String> {
    let (head, data) = address.trim_start().split_once(',')?;
    if !head.get(..11)?.eq_ignore_ascii_case("data:image/") || !head.to_ascii_lowercase().ends_with(";base64") {
        return None;
    }
    let bytes = decoded(data)?;
    let picture = without_metadata(PictureFormat::of_start(&bytes)?, &bytes)?;
    Some(format!("{head},{}", STANDARD.encode(picture)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_text() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob\u{ff}", "Zm9vYsO/")] {
            assert_eq!(STANDARD.encode(bytes), text);
            assert_eq!(decoded(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(decoded(" Zm9\n v ").unwrap(), b"foo");
        assert_eq!(decoded("Zm9vY").unwrap(), b"foo");
        assert_eq!(decoded("Zm9v-"), None);
    }
}
