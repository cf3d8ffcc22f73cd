//! Notes of the author to herself that readers would see, because their syntax is no comment in Markdown; and characters
//! that no page can carry, written as references.

use memchr::memchr3_iter;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, RefDefs, Tag};

use super::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::text_checks::{characters, comments};

/// The greatest length of what comes before a definition on its line, and of its label, in bytes.
const NEAR: usize = 64;

/// The signs of hidden notes and characters in a text. Most texts have none, and their events are hardly looked at.
#[derive(Clone, Copy, Default)]
pub(super) struct Hidden {
    /// `&#`: a reference to a character.
    pub(super) references: bool,
    /// `%%`.
    percent_signs: bool,
    /// `<!` or `< `.
    comments: bool,
}

impl Hidden {
    /// Returns what a text may hide.
    pub(super) fn possible_in(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut possible = Self::default();
        for at in memchr3_iter(b'&', b'%', b'<', bytes) {
            match bytes[at..] {
                [b'&', b'#', ..] => possible.references = true,
                [b'%', b'%', ..] => possible.percent_signs = true,
                [b'<', b'!' | b' ', ..] => possible.comments = true,
                _ => {}
            }
        }
        possible
    }

    /// Returns true if the text may hide anything.
    pub(super) fn is_possible(self) -> bool {
        self.references | self.percent_signs | self.comments
    }

    /// Checks one event, in a block of code or not.
    pub(super) fn check(self, markdown: &Markdown<'_>, at: usize, in_code_block: bool, findings: &mut Findings) {
        if self.references
            && let Some(diagnostic) = unusual_character(markdown, at)
        {
            findings.add(markdown.span(at), diagnostic);
        }
        if in_code_block {
            return;
        }
        if self.percent_signs
            && let Some((span, diagnostic)) = shown_percent_signs(markdown, at)
        {
            findings.add(span, diagnostic);
        }
        if self.comments
            && let Some((span, diagnostic)) = shown_comment(markdown, at)
        {
            findings.add(span, diagnostic);
        }
    }
}

/// Returns the diagnostic for an event that shows a comment to readers, with its span.
fn shown_comment(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let (event, range) = &markdown.events[at];
    let (source, start) = (markdown.text, range.start);
    match event {
        Event::Text(text) => match text.as_bytes().first()? {
            b'<' if !is_escaped(source, start) => {
                let length = comments::comment_start(&source[start..])?;
                Some((Span::new(start..start + length), not_a_comment(&source[start..start + length])))
            }
            _ => None,
        },
        Event::Start(Tag::Link { title, dest_url, .. } | Tag::Image { title, dest_url, .. }) => {
            if comments::shown_comment(title).is_some() || dest_url.contains("<!--") {
                let diagnostic = Diagnostic::error("a note cannot be inside the address or the title of a link");
                return Some((markdown.span(at), diagnostic.help("write it before or after the link")));
            }
            None
        }
        _ => None,
    }
}

/// The same for `%%`.
fn shown_percent_signs(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let (Event::Text(text), range) = &markdown.events[at] else { return None };
    let found = comments::percent_signs(text, markdown.text[..range.start].chars().next_back())?;
    let diagnostic = comments::no_comment("%%").help("to show it to readers, write `\\%%`");
    let start = range.start + found;
    Some((Span::new(start..start + 2), diagnostic))
}

fn not_a_comment(start: &str) -> Diagnostic {
    let diagnostic = if start.starts_with("<!--") {
        Diagnostic::error("this note does not end in its paragraph, so readers would see it")
            .help("end it with `-->` before the next empty line; below that, start another note with `<!--`")
    } else {
        comments::no_comment(start)
    };
    diagnostic.help("to show it to readers, put it between backticks: `…`")
}

/// Returns true if an odd number of backslashes precedes a byte.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Reports `[//]: # (a note)` at a bracket, which defines a link that nobody uses, where Markdown reads no
/// definition: below a line of text.
pub(super) fn check_definition(markdown: &Markdown<'_>, at: usize, findings: &mut Findings) {
    if let Some((span, diagnostic)) = shown_definition(markdown.text, at) {
        findings.add(span, diagnostic);
    }
}

fn shown_definition(text: &str, at: usize) -> Option<(Span, Diagnostic)> {
    // Only a few characters are looked at: a line may hold thousands of brackets.
    let before = &text.as_bytes()[at.saturating_sub(NEAR)..at];
    let indent = before.rsplit(|byte| *byte == b'\n').next().filter(|indent| indent.len() < NEAR)?;
    let near = &text[at..text.floor_char_boundary(at + NEAR)];
    let (label, rest) = near.strip_prefix('[')?.split_once("]:")?;
    let rest = rest.trim_start_matches(' ');
    let is_note = label == "//" || rest.starts_with('#') || rest.starts_with("<>");
    let is_first = indent.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'>'));
    (is_first && is_note && !label.starts_with('^') && !label.contains('\n')).then(|| {
        let diagnostic = comments::no_comment(&format!("[{label}]:"));
        (Span::new(at..at + label.len() + 3), diagnostic)
    })
}

/// Returns the diagnostic for an event with a character that no page can carry: it was written as a reference.
fn unusual_character(markdown: &Markdown<'_>, at: usize) -> Option<Diagnostic> {
    let (event, range) = &markdown.events[at];
    let written = &markdown.text[range.clone()];
    match event {
        Event::Text(text) => characters::check_decoded(written, text),
        Event::Start(Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. }) => {
            (*link_type == LinkType::Inline).then(|| in_link(written, dest_url, title)).flatten()
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => characters::check_decoded(written, info),
        _ => None,
    }
}

/// Reports the same in the definitions of links.
pub(super) fn check_definitions(
    definitions: &RefDefs<'_>,
    text: &str,
    in_file: impl Fn(usize) -> usize,
    findings: &mut Findings,
) {
    for (_, definition) in definitions.iter() {
        let span = Span::new(in_file(definition.span.start)..in_file(definition.span.end));
        let title = definition.title.as_deref().unwrap_or_default();
        if let Some(diagnostic) = in_link(&text[span.range()], &definition.dest, title) {
            findings.add(span, diagnostic);
        }
    }
}

fn in_link(written: &str, address: &str, title: &str) -> Option<Diagnostic> {
    characters::check_decoded(written, title).or_else(|| characters::check_decoded(written, address))
}
