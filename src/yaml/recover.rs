//! Reads on after a syntax error, so that the author hears of her other mistakes, too, and of each once.
//!
//! A YAML parser stops at the first error, and often blames a line below it. So the text is split into its fields, by
//! indentation alone, and each is read by itself. What is broken is reported and overwritten with comments (byte for byte, so
//! that all spans stay valid), and the rest is read as a whole.

use std::ops::Range;

use super::explain;
use super::lines::{self, LineEntry, entries};
use super::mistake::Mistake;
use super::raw::{SyntaxError, decode};
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The number of broken fields that are reported of one document. The others can wait until these are fixed.
const MAX_BROKEN_FIELDS: usize = 20;

/// A field of the outermost map, with all that belongs to it.
struct Field {
    /// Its lines, and the comments below them.
    range: Range<usize>,
    entries: Vec<LineEntry>,
    /// True if it has spaces before it that the other fields do not have.
    is_indented: bool,
}

/// What is left of a text while its mistakes are reported.
struct Recovery<'f> {
    /// The text, with spaces in place of what is broken.
    text: String,
    offset: usize,
    broken: usize,
    unreadable: Vec<Pair>,
    findings: &'f mut Findings,
}

pub(super) fn parse(text: &str, offset: usize, findings: &mut Findings) -> Node {
    let error = match decode(text, offset) {
        Ok(node) => return node,
        Err(error) => error,
    };
    let all = Span::new(offset..offset + text.len());
    if error.message.contains("budget breached") && !error.message.contains("Depth") {
        let diagnostic = Diagnostic::error("there are too many fields here");
        findings.add(Span::new(0..1).shifted(offset), diagnostic.help("move what is not a field into the text"));
        return Node { span: all, value: Value::Unreadable };
    }
    let mut recovery = Recovery { text: text.to_owned(), offset, broken: 0, unreadable: Vec::new(), findings };
    let fields = fields(text);
    for field in &fields {
        recovery.examine(text, field);
    }
    recovery.read(&fields)
}

impl Recovery<'_> {
    /// Reports what is wrong with a field by itself.
    fn examine(&mut self, text: &str, field: &Field) {
        if self.broken >= MAX_BROKEN_FIELDS {
            return self.give_up(field);
        }
        let inner = &text[field.range.clone()];
        let error = match decode(inner, 0) {
            _ if field.is_indented => None,
            Ok(Node { value: Value::Map(_) | Value::Null, .. }) => return,
            Ok(_) => None,
            // What it repeats is in another field.
            Err(error) if error.message.contains("unknown anchor") && text.contains('&') => return,
            Err(error) => Some(error),
        };
        let mut mistakes = explain::mistakes(inner, &field.entries, field.is_indented);
        if mistakes.is_empty() {
            let at = error.as_ref().map_or(0, |error| offset_of(error, inner));
            mistakes.push(explain::unknown(inner, at, error.map_or(String::new(), |error| error.message).as_str()));
        }
        self.report(&mistakes, field.range.start);
        let inner_ones = |mistake: &Mistake| mistake.is_stray;
        if mistakes.iter().all(inner_ones) {
            for entry in field.entries.iter().filter(|entry| entry.name.is_none() && entry.dash.is_none()) {
                self.add_unreadable(shifted(&self.likely_name(field, entry), field.range.start));
            }
            for mistake in &mistakes {
                blank(&mut self.text, shifted(&mistake.range, field.range.start));
            }
            if decode(&self.text[field.range.clone()], 0).is_ok() {
                return;
            }
        }
        self.give_up(field);
    }

    fn report(&mut self, mistakes: &[Mistake], start: usize) {
        for mistake in mistakes.iter().take(MAX_BROKEN_FIELDS - self.broken.min(MAX_BROKEN_FIELDS)) {
            let span = Span::new(mistake.range.clone()).shifted(start + self.offset);
            self.findings.add(span, mistake.diagnostic.clone());
            self.broken += 1;
        }
    }

    /// Overwrites a field. Its name is known, its value is not.
    fn give_up(&mut self, field: &Field) {
        let base = field.entries.first().map_or(0, |entry| entry.indent);
        for entry in field.entries.iter().filter(|entry| entry.indent == base) {
            let name = entry.name.clone().unwrap_or_else(|| self.likely_name(field, entry));
            self.add_unreadable(shifted(&name, field.range.start));
        }
        blank(&mut self.text, field.range.clone());
    }

    /// Returns the word that a line begins with, which may be meant as a field.
    fn likely_name(&self, field: &Field, entry: &LineEntry) -> Range<usize> {
        let line = &self.text[shifted(&entry.range, field.range.start)];
        let start = line.len() - line.trim_start_matches(|c: char| !c.is_alphabetic()).len();
        let length = line[start..].find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(line.len() - start);
        entry.range.start + start..entry.range.start + start + length
    }

    fn add_unreadable(&mut self, name: Range<usize>) {
        let key = self.text[name.clone()].trim_matches(['"', '\'']).to_owned();
        if key.is_empty() || self.unreadable.iter().any(|pair| pair.key == key) {
            return;
        }
        let span = Span::new(name).shifted(self.offset);
        self.unreadable.push(Pair { key, key_span: span, node: Node { span, value: Value::Unreadable } });
    }

    /// Reads what is left. Fields that are sound by themselves may still contradict each other.
    fn read(mut self, fields: &[Field]) -> Node {
        let all = Span::new(self.offset..self.offset + self.text.len());
        for _ in 0..=MAX_BROKEN_FIELDS {
            let error = match decode(&self.text, self.offset) {
                Ok(node) => return with_unreadable(node, self.unreadable),
                Err(error) => error,
            };
            let at = offset_of(&error, &self.text);
            let is_here = |field: &&Field| !is_blank(&self.text[field.range.clone()]) && field.range.start <= at;
            let Some(field) = fields.iter().rfind(is_here).or(fields.first()) else { break };
            let mistake = explain::unknown(&self.text, at, &error.message);
            self.report(&[mistake], 0);
            if is_blank(&self.text[field.range.clone()]) {
                break;
            }
            self.give_up(field);
        }
        with_unreadable(Node { span: all, value: Value::Null }, self.unreadable)
    }
}

/// Splits a text into the fields of its outermost map. Lines above the first one are one of them.
fn fields(text: &str) -> Vec<Field> {
    let entries = entries(text);
    let line_start = |entry: &LineEntry| text[..entry.range.start].rfind('\n').map_or(0, |at| at + 1);
    let place = |entry: &LineEntry| lines::indent(&text[line_start(entry)..]);
    let base = entries.iter().map(place).min().unwrap_or(0);
    let mut fields: Vec<Field> = Vec::new();
    for mut entry in entries {
        let start = line_start(&entry);
        let is_named = entry.name.is_some() && entry.dash.is_none() && !text[start..entry.range.start].contains('\t');
        // The text below a `|` may have a colon, too.
        let is_text = fields.last().is_some_and(|field| is_empty_block(text, field))
            && !lines::is_usual(&text[entry.range.clone()]);
        let is_outer = is_named && entry.indent == base && !is_text;
        let is_indented = is_named && entry.indent > base && fields.last().is_none_or(|field| has_value(text, field));
        if is_outer || is_indented || fields.is_empty() {
            fields.push(Field { range: start..start, entries: Vec::new(), is_indented });
        }
        let Some(field) = fields.last_mut() else { continue };
        entry.shift_back(field.range.start);
        field.range.end = field.range.start + entry.range.end;
        field.entries.push(entry);
    }
    let ends: Vec<usize> = fields.iter().skip(1).map(|field| field.range.start).chain([text.len()]).collect();
    for (field, end) in fields.iter_mut().zip(ends) {
        field.range.end = end;
    }
    fields
}

/// Returns true for a field with its value on its own line: nothing can belong to it in the lines below.
fn has_value(text: &str, field: &Field) -> bool {
    let inner = &text[field.range.start..];
    matches!(&field.entries[..], [entry] if !field.is_indented && entry.name.is_some() && !entry.is_open(inner))
}

/// Returns true for a field whose text should follow its `|` or `>`, but is not indented.
fn is_empty_block(text: &str, field: &Field) -> bool {
    let inner = &text[field.range.start..];
    field.entries.first().is_some_and(|entry| entry.is_block && !inner[entry.value.clone()].contains('\n'))
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

fn with_unreadable(node: Node, unreadable: Vec<Pair>) -> Node {
    match node.value {
        Value::Map(mut pairs) => {
            // There may be a field of that name already.
            let is_new = |pair: &Pair| !pairs.iter().any(|known| known.key == pair.key);
            let unreadable: Vec<Pair> = unreadable.into_iter().filter(is_new).collect();
            pairs.extend(unreadable);
            Node { span: node.span, value: Value::Map(pairs) }
        }
        _ if !unreadable.is_empty() => Node { span: node.span, value: Value::Map(unreadable) },
        Value::Null => Node { span: node.span, value: Value::Unreadable },
        _ => node,
    }
}

/// Returns the byte at which the library stopped.
fn offset_of(error: &SyntaxError, text: &str) -> usize {
    let Some((line, column)) = error.position else { return 0 };
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    (start + within).min(text.len())
}

/// Overwrites a range with empty comments: spaces could become part of a text above.
fn blank(text: &mut String, range: Range<usize>) {
    let mut comments = String::with_capacity(range.len());
    for line in text[range.clone()].split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        comments.push_str(if content.is_empty() { "" } else { "#" });
        comments.extend(std::iter::repeat_n(' ', content.len().saturating_sub(1)));
        comments.push_str(&line[content.len()..]);
    }
    text.replace_range(range, &comments);
}

/// Returns true for lines that are empty or comments.
fn is_blank(text: &str) -> bool {
    text.lines().all(lines::is_empty)
}
