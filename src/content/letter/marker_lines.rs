//! Blocks that begin on a marker's line: `SM: - Stay.`, `Q: 1. Should I?`, a quotation, a heading, a fence, a table.
//!
//! Markdown would read the line as a paragraph. So the text is parsed as if the marker had a line of its own: as a copy
//! with breaks, whose offsets are mapped back to the file. Hardly any letter has such a line, and no other is copied.

use std::ops::Range;

use memchr::{memchr, memrchr};
use pulldown_cmark::{Event, Tag};

use super::marker::{MAX_LENGTH, is_answer_word, is_known, plain};
use crate::content::ParseOptions;
use crate::content::markdown::Markdown;
use crate::diagnostics::{FilePath, Findings};

/// The number of breaks that are taken back one by one, before all others that are wrong are taken back at once.
const MAX_ROUNDS: usize = 8;

/// A copy of a file's Markdown, in which each marker with a block on its line has a line of its own.
pub(super) struct Separated {
    text: String,
    pieces: Vec<Piece>,
}

/// A part of the file in the copy.
struct Piece {
    /// Its first byte in the copy.
    start: usize,
    in_file: Range<usize>,
}

/// A break to put between a marker and the block on its line. Its offsets are those of the file.
struct Break {
    /// The first byte of the marker, after the spaces that indent it.
    line: usize,
    /// The byte after the marker.
    marker_end: usize,
    /// The first byte of the block.
    block: usize,
    /// The spaces before the lines that follow, where the author has aligned them with the block.
    indents: Vec<Range<usize>>,
}

impl Separated {
    /// Copies the Markdown that begins at byte `start` of the file. `None` if no block begins on a marker's line.
    pub(super) fn new(text: &str, start: usize, options: &ParseOptions, file: &FilePath) -> Option<Self> {
        let mut breaks = breaks(text, start, options);
        for round in 0..=MAX_ROUNDS + 1 {
            if breaks.is_empty() {
                return None;
            }
            let copy = Self::with_breaks(text, start, &breaks);
            // Within code, for instance, such a line is none of a marker's.
            let markdown = copy.parse(text, start, &mut Findings::new(file));
            let is_wrong = |line: &Break| !opens_turn(&markdown, line);
            match breaks.iter().position(is_wrong) {
                None => {
                    drop(markdown);
                    return Some(copy);
                }
                Some(first) if round < MAX_ROUNDS => drop(breaks.remove(first)),
                Some(_) => breaks.retain(|line| opens_turn(&markdown, line)),
            }
        }
        None
    }

    /// Parses the copy of the Markdown that begins at byte `start` of the file.
    pub(super) fn parse<'t>(&'t self, text: &'t str, start: usize, findings: &mut Findings) -> Markdown<'t> {
        Markdown::parse_copy(text, start, &self.text, |at| self.in_file(at), findings)
    }

    fn with_breaks(text: &str, start: usize, breaks: &[Break]) -> Self {
        let mut copy = Self { text: String::with_capacity(text.len() - start + 2 * breaks.len()), pieces: Vec::new() };
        let mut at = start;
        for Break { marker_end, block, indents, .. } in breaks {
            copy.push(text, at..*marker_end);
            copy.text.push_str("\n\n");
            at = *block;
            for indent in indents {
                copy.push(text, at..indent.start);
                at = indent.end;
            }
        }
        copy.push(text, at..text.len());
        copy
    }

    fn push(&mut self, text: &str, in_file: Range<usize>) {
        self.pieces.push(Piece { start: self.text.len(), in_file: in_file.clone() });
        self.text.push_str(&text[in_file]);
    }

    /// Returns the byte of the file for a byte of the copy.
    fn in_file(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.start <= at);
        let Some(Piece { start, in_file }) = self.pieces.get(next.saturating_sub(1)) else { return at };
        (in_file.start + at.saturating_sub(*start)).min(in_file.end)
    }
}

/// Returns true if the marker before a break is a top-level paragraph of its own.
fn opens_turn(markdown: &Markdown<'_>, line: &Break) -> bool {
    let start_of = |block: &Range<usize>| markdown.events[block.start].1.start;
    let found = markdown.blocks.binary_search_by_key(&line.line, start_of);
    let Ok(at) = found else { return false };
    let (event, range) = &markdown.events[markdown.blocks[at].start];
    matches!(event, Event::Start(Tag::Paragraph)) && range.end <= line.block
}

/// Returns the breaks that the lines of a text may need.
fn breaks(text: &str, start: usize, options: &ParseOptions) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut end = start;
    // From colon to colon: nearly no line of a text has one.
    while let Some(colon) = memchr(b':', &text.as_bytes()[end..]).map(|at| end + at) {
        let at = memrchr(b'\n', &text.as_bytes()[end..colon]).map_or(end, |line_end| end + line_end + 1);
        end = memchr(b'\n', &text.as_bytes()[colon..]).map_or(text.len(), |line_end| colon + line_end + 1);
        let line = &text[at..end];
        if colon - at < 2 * MAX_LENGTH
            && let Some((marker_end, block)) = block_on_line(line, &text[end..], options)
        {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let width = line[..block].chars().count();
            let opening = &line[block..];
            let indents = match fence_of(opening) {
                Some(fence) => indents_of_code(text, end, width, fence),
                None => indents(text, end, width, is_item(opening)),
            };
            breaks.push(Break { line: at + indent, marker_end: at + marker_end, block: at + block, indents });
        }
    }
    breaks
}

/// Returns the end of the marker at the start of a line and the start of the block behind it, in bytes of the line.
/// `after` is the text after the line.
fn block_on_line(line: &str, after: &str, options: &ParseOptions) -> Option<(usize, usize)> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    let colon = marker_colon(rest)?;
    let opening = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let closed = rest[..colon].len() - rest[..colon].trim_end_matches(['*', '_']).len();
    let behind = &rest[colon + 1..];
    let closing = opening.checked_sub(closed)?;
    if !behind.bytes().take(closing).eq(rest.bytes().take(closing)) {
        return None;
    }
    let mut behind = behind[closing..].trim_start();
    let mut marker_end = colon + 1 + closing;
    if let Some((_, text)) = behind.strip_prefix("{#").and_then(|rest| rest.split_once('}')) {
        marker_end = rest.len() - text.len();
        behind = text.trim_start();
    }
    let next = after.lines().next().unwrap_or_default();
    if indent > 3 || !begins_block(behind.trim_end(), next) {
        return None;
    }
    // Before the colon may be asterisks alone.
    let words: String = rest.get(opening..colon - closed)?.chars().map(plain).collect();
    let words = words.trim();
    let opens = is_known(words, options) || is_answer_word(words, options);
    opens.then(|| (indent + marker_end, line.len() - behind.len()))
}

/// Returns the byte of the colon that may end a marker at the start of a line: the first outside parentheses.
fn marker_colon(line: &str) -> Option<usize> {
    let mut in_parentheses = false;
    let near = &line[..line.floor_char_boundary(MAX_LENGTH + 8)];
    near.find(|c| {
        in_parentheses = (in_parentheses || c == '(') && c != ')';
        c == ':' && !in_parentheses
    })
}

/// Returns true if a text begins a block in Markdown, and hardly means anything else. `next` is the next line.
fn begins_block(text: &str, next: &str) -> bool {
    let is_table = text.contains('|') && is_delimiter_row(next);
    let is_other = match text.as_bytes() {
        [mark @ (b'-' | b'*' | b'+'), b' ' | b'\t', ..] => text.bytes().any(|byte| byte != *mark && byte != b' '),
        [b'>', b' ', first, ..] => !first.is_ascii_digit(),
        [b'>', first, ..] => first.is_ascii_alphabetic(),
        [b'`' | b'~', ..] => fence_of(text).is_some(),
        [b'#', ..] => is_heading(text),
        // `1986. A great year` is no list, unless another item follows.
        [b'0' | b'1', b'.' | b')', ..] => is_item(text),
        [b'0'..=b'9', ..] => is_item(text) && is_item(next),
        _ => false,
    };
    is_table || is_other
}

/// Returns true for an item of a numbered list: `1. Should I`, `2) Yes`.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = rest.strip_prefix(['.', ')']);
    (1..=9).contains(&(line.len() - rest.len())) && text.is_some_and(|text| text.starts_with(' ') && text.len() > 1)
}

/// Returns true for `## A heading`. A single `#` before a small letter or a digit may be the sign of a number.
fn is_heading(text: &str) -> bool {
    let heading = text.trim_start_matches('#');
    let title = heading.trim_start_matches(' ');
    let level = text.len() - heading.len();
    heading.len() > title.len() && (2..=6).contains(&level) || (level == 1 && title.starts_with(char::is_uppercase))
}

/// Returns true for the second line of a table: `|---|--:|`.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.bytes().all(|byte| b"|:- \t".contains(&byte))
}

/// Returns the fence at the start of a text: three or more backticks or tildes. Backticks behind it make it code in a line.
fn fence_of(text: &str) -> Option<&str> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let rest = text.trim_start_matches(sign);
    let fence = &text[..text.len() - rest.len()];
    let is_inline = sign == '`' && rest.lines().next().is_some_and(|info| info.contains('`'));
    (fence.len() >= 3 && !is_inline).then_some(fence)
}

/// Returns the indents of the lines from byte `at` on that the author has aligned with a block, which begins in column
/// `width`: until a line has none, or until an empty line. Numbers often are aligned only roughly.
fn indents(text: &str, mut at: usize, width: usize, is_numbered: bool) -> Vec<Range<usize>> {
    let mut indents = Vec::new();
    for line in text[at..].split_inclusive('\n').take_while(|line| !line.trim().is_empty()) {
        let rest = line.trim_start_matches(' ');
        let indent = (line.len() - rest.len()).min(width);
        if indent < width && !(is_numbered && is_item(rest)) {
            break;
        }
        indents.push(at..at + indent);
        at += line.len();
    }
    indents
}

/// Returns the indents of the lines from byte `at` on until the end of a fence, if that is indented by `width` spaces.
fn indents_of_code(text: &str, mut at: usize, width: usize, fence: &str) -> Vec<Range<usize>> {
    let mut indents = Vec::new();
    for line in text[at..].split_inclusive('\n') {
        let is_aligned = line.bytes().take(width).filter(|byte| *byte == b' ').count() == width;
        if is_aligned {
            indents.push(at..at + width);
        } else if !line.trim().is_empty() {
            break;
        }
        if line.trim() == fence {
            return indents;
        }
        at += line.len();
    }
    Vec::new()
}
