//! Tags of HTML in a text, as far as they must be known to leave them alone.

/// Returns the name of the tag at the start of a text in small letters, and true if it is an end tag. `None` if there is no
/// tag.
pub(super) fn tag_name(text: &str) -> Option<(String, bool)> {
    let rest = text.strip_prefix('<')?;
    let (rest, is_end) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':' | '_')).unwrap_or(rest.len());
    let name = &rest[..length];
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| (name.to_ascii_lowercase(), is_end))
}

/// Returns the length of the tag at the start of a text, quoted attributes with `>` in them included. A tag that does not
/// end is as long as its `<`.
pub(super) fn tag_length(text: &str) -> usize {
    /// No tag is longer; the attributes of embedded pictures come close.
    const LONGEST: usize = 20_000;
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    let mut quote = None;
    let mut first_end = None;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'>', Some(_)) if first_end.is_none() => first_end = Some(at + 1),
            (b'"' | b'\'', None) if bytes[at - 1] == b'=' => quote = Some(*byte),
            (byte, Some(open)) if *byte == open => quote = None,
            (b'<', None) => break,
            _ => {}
        }
    }
    // A quotation mark that is never closed does not keep the tag open.
    first_end.unwrap_or(1)
}

/// Returns the length of the comment at the start of a text. `None` if there is none, or it does not end.
pub(super) fn comment_length(text: &str) -> Option<usize> {
    text.strip_prefix("<!--")?;
    memchr::memmem::find(text.as_bytes(), b"-->").map(|end| end + 3)
}

/// Returns a text for an attribute between quotation marks. References in it stay as they are.
pub(super) fn attribute(text: &str) -> String {
    text.replace('"', "&quot;").replace('<', "&lt;").replace('\n', " ")
}

/// Returns where an element ends that was opened before this byte, from the ends of all elements of its name.
pub(super) struct EndTags {
    /// The bytes after each end tag, by name.
    ends: Vec<(&'static str, Vec<usize>)>,
}

impl EndTags {
    /// Finds the end tags of these elements in a text.
    pub(super) fn new(text: &str, names: &[&'static str]) -> Self {
        let mut ends: Vec<(&'static str, Vec<usize>)> = names.iter().map(|name| (*name, Vec::new())).collect();
        for at in memchr::memmem::find_iter(text.as_bytes(), b"</") {
            let Some((name, true)) = tag_name(&text[at..]) else { continue };
            if let Some((_, found)) = ends.iter_mut().find(|(known, _)| *known == name) {
                found.push(at + tag_length(&text[at..]));
            }
        }
        Self { ends }
    }

    /// Returns the byte after the first end tag of this name that ends after a byte. `None` if the name is not one of
    /// those, or there is no end tag.
    pub(super) fn after(&self, name: &str, at: usize) -> Option<usize> {
        let (_, ends) = self.ends.iter().find(|(known, _)| *known == name)?;
        ends.get(ends.partition_point(|end| *end <= at)).copied()
    }
}
