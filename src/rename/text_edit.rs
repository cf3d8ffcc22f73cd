//! Replacements in a text. All bytes around them stay as they are on disk, with their line ends, their byte order mark, and
//! the form in which accents are stored.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostics::FilePath;
use crate::site_path::composed;

/// A replacement of some bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextEdit {
    /// The bytes, in the text as a [`crate::source::SourceFile`] has it.
    pub(super) range: Range<usize>,
    /// The text that replaces them.
    pub(super) new: String,
}

/// The edits of each file.
pub(super) type FileEdits = BTreeMap<FilePath, Vec<TextEdit>>;

impl TextEdit {
    pub(super) fn replace(range: Range<usize>, new: impl Into<String>) -> Self {
        Self { range, new: new.into() }
    }

    pub(super) fn insert(at: usize, new: impl Into<String>) -> Self {
        Self::replace(at..at, new)
    }
}

/// Sorts edits by place, and drops one that overlaps with another before it.
pub(super) fn in_order(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup();
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.range.start >= end;
        end = end.max(edit.range.end);
        is_free
    });
    edits
}

/// Puts the edits of each file [`in_order`], and drops files without any.
pub(super) fn all_in_order(edits: FileEdits) -> FileEdits {
    let edits = edits.into_iter().map(|(file, edits)| (file, in_order(edits)));
    edits.filter(|(_, edits)| !edits.is_empty()).collect()
}

/// Returns a text with its edits, which are in order.
pub(super) fn applied(text: &str, edits: &[TextEdit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for TextEdit { range, new } in edits {
        edited.push_str(&text[at..range.start]);
        edited.push_str(new);
        at = range.end;
    }
    edited + &text[at..]
}

/// Returns the bytes of a file with the edits of its text, which are in order. `None` if the file is in another encoding
/// than UTF-8.
pub(super) fn applied_to_bytes(bytes: &[u8], text: &str, edits: &[TextEdit]) -> Option<Vec<u8>> {
    let original = std::str::from_utf8(bytes).ok()?;
    let lines = FileLines::of(original, text)?;
    let mut edited = String::with_capacity(original.len());
    let mut at = 0;
    for TextEdit { range, new } in edits {
        let (start, end) = (lines.in_original(range.start)?, lines.in_original(range.end)?);
        edited.push_str(original.get(at..start)?);
        edited.push_str(&new.replace('\n', lines.line_end(range.start)));
        at = end;
    }
    edited.push_str(&original[at..]);
    Some(edited.into_bytes())
}

/// The lines of a file, as it is on disk and as a text.
struct FileLines<'t> {
    original: &'t str,
    text: &'t str,
    /// The range of each line in the file and in the text, without its end.
    ranges: Vec<(Range<usize>, Range<usize>)>,
}

impl<'t> FileLines<'t> {
    fn of(original: &'t str, text: &'t str) -> Option<Self> {
        let mut lines = Vec::new();
        let mut start = original.len() - original.trim_start_matches('\u{feff}').len();
        let mut at = 0;
        loop {
            let length = original[start..].find(['\r', '\n']);
            let own = start..length.map_or(original.len(), |length| start + length);
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            lines.push((own.clone(), at..end));
            if length.is_none() {
                return (end == text.len()).then_some(Self { original, text, ranges: lines });
            }
            if end == text.len() {
                return None;
            }
            start = own.end + if original[own.end..].starts_with("\r\n") { 2 } else { 1 };
            at = end + 1;
        }
    }

    fn index(&self, at: usize) -> usize {
        self.ranges.partition_point(|(_, line)| line.start <= at).saturating_sub(1)
    }

    /// Returns the byte of the file for a byte of the text.
    fn in_original(&self, at: usize) -> Option<usize> {
        let (own, line) = &self.ranges[self.index(at)];
        let (written, read) = (&self.original[own.clone()], &self.text[line.clone()]);
        let column = at - line.start;
        if written == read {
            return Some(own.start + column);
        }
        // Accents are stored apart from their letters.
        let bounds = written.char_indices().map(|(bound, _)| bound).chain([written.len()]);
        let mut bounds = bounds.filter(|bound| composed(&written[..*bound]).len() == column);
        bounds.find(|bound| read.starts_with(&*composed(&written[..*bound]))).map(|bound| own.start + bound)
    }

    /// Returns how lines end at a byte of the text.
    fn line_end(&self, at: usize) -> &'t str {
        let index = self.index(at);
        let ends = [Some(index), index.checked_sub(1)].into_iter().flatten();
        let mut ends = ends.map(|index| &self.original[self.ranges[index].0.end..]).filter(|rest| !rest.is_empty());
        match ends.next() {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::decode;

    #[test]
    fn what_is_not_edited_keeps_its_bytes() {
        let file = FilePath::from("content/pages/a.md");
        for original in [
            "one\ntwo é\nthree",
            "one\r\ntwo é\r\nthree\r\n",
            "\u{feff}one\rtwo e\u{301}\rthree",
            "\u{feff}\u{feff}one\r\ntwo \u{1112}\u{1161}\u{11ab} e\u{301}\n\nthree\r",
        ] {
            let text = decode(&file, original.as_bytes()).value.text;
            let at = text.find("two").unwrap();
            let end = text.find("three").unwrap();
            let edits = [TextEdit::replace(at..at + 3, "2"), TextEdit::insert(end, "new\n")];
            let bytes = applied_to_bytes(original.as_bytes(), &text, &edits).unwrap();
            assert_eq!(&*decode(&file, &bytes).value.text, applied(&text, &edits), "{original:?}");
            let kept = String::from_utf8(bytes).unwrap();
            let line_end = if original.contains("\r\n") && original.ends_with("\r\n") { "\r\n" } else { "" };
            assert!(kept.contains(&format!("new{line_end}")), "{kept:?}");
            for line_end in ["\r\n", "\r", "\n"] {
                let new = format!("new{line_end}");
                if let Some(before) = kept.strip_suffix("").filter(|kept| kept.contains(&new)) {
                    assert_eq!(before.replacen(&new, "", 1).replacen('2', "two", 1), original);
                    break;
                }
            }
        }
    }

    #[test]
    fn a_file_in_another_encoding_is_left_alone() {
        let bytes: Vec<u8> = "\u{feff}one\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(applied_to_bytes(&bytes, "one\n", &[TextEdit::replace(0..3, "1")]), None);
    }
}
