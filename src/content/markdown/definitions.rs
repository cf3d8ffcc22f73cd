//! Reports addresses of links that readers lose without a word: `[guide]: https://…` that nothing uses, the second of two
//! with the same name, and prose that has the same form: `[Tip]: below`.

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, LinkType, RefDefs, Tag};

use super::{Markdown, lint};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The longest part of a line that a message quotes, in characters.
const MAX_QUOTED: usize = 60;

/// The definitions of a text that has any.
pub(super) struct Definitions<'p>(&'p RefDefs<'p>);

/// A definition in the file.
struct Definition<'t> {
    label: &'t str,
    /// What follows the colon: the address, and a title if there is one.
    address: &'t str,
    span: Span,
}

impl<'p> Definitions<'p> {
    /// Returns the definitions of a text; `None` if it has none, as most texts.
    pub(super) fn of(definitions: &'p RefDefs<'p>) -> Option<Self> {
        definitions.iter().next().map(|_| Self(definitions))
    }

    /// Reports what readers lose of a text that begins at byte `start` of the file. `in_file` returns the byte of the file
    /// for a byte of what was parsed.
    pub(super) fn check(
        &self,
        markdown: &Markdown<'_>,
        start: usize,
        in_file: impl Fn(usize) -> usize,
        findings: &mut Findings,
    ) {
        let used: HashSet<usize> = used_labels(markdown)
            .filter_map(|label| self.0.get(label).map(|definition| in_file(definition.span.start)))
            .collect();
        let ranges = self.0.iter().map(|(_, definition)| in_file(definition.span.start)..in_file(definition.span.end));
        let mut first: Vec<Range<usize>> = ranges.collect();
        first.sort_by_key(|range| range.start);
        for range in &first {
            if !used.contains(&range.start)
                && let Some(definition) = Definition::at(markdown.text(), range.start)
            {
                findings.add(definition.span, definition.unused());
            }
        }
        for definition in repeated(markdown, start, &first) {
            let Some(other) = self.0.get(definition.label).map(|other| in_file(other.span.start)) else { continue };
            let Some(other) = Definition::at(markdown.text(), other) else { continue };
            if other.address != definition.address {
                let diagnostic = definition.repeated(&other, findings);
                findings.add(definition.span, diagnostic);
            }
        }
    }
}

/// Returns the names by which links and pictures refer to their addresses.
fn used_labels<'m>(markdown: &'m Markdown<'_>) -> impl Iterator<Item = &'m str> {
    markdown.events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => match link_type {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => Some(&**id),
            _ => None,
        },
        _ => None,
    })
}

/// Returns the definitions that Markdown ignores: those that are neither shown nor among the first of their name.
fn repeated<'t>(markdown: &Markdown<'t>, start: usize, first: &[Range<usize>]) -> Vec<Definition<'t>> {
    let text = markdown.text();
    let mut read: Vec<Range<usize>> = first.to_vec();
    read.extend(markdown.events.iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => Some(range.clone()),
        Event::Start(_) | Event::End(_) => None,
        _ => Some(range.clone()),
    }));
    read.sort_by_key(|range| range.start);
    let mut found = Vec::new();
    let (mut next, mut end) = (0, start);
    for at in memmem::find_iter(&text.as_bytes()[start..], b"]:").map(|at| start + at) {
        while let Some(range) = read.get(next).filter(|range| range.start <= at) {
            end = end.max(range.end);
            next += 1;
        }
        let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
        if end <= at
            && let Some(bracket) = text[line..at].find('[')
        {
            found.extend(Definition::at(text, line + bracket));
        }
    }
    found
}

impl<'t> Definition<'t> {
    /// Returns the definition at a byte of the file, to the end of its line; `None` for a footnote, and for one of those
    /// that authors write as notes to themselves: `[//]: # (a note)`.
    fn at(text: &'t str, start: usize) -> Option<Self> {
        let line = text[start..].lines().next()?;
        let (label, address) = line.strip_prefix('[')?.split_once("]:")?;
        let address = address.trim();
        let is_note = label == "//"
            || label.starts_with('_') && label.contains("_:")
            || label.eq_ignore_ascii_case("comment")
            || matches!(address.split(' ').next(), Some("#" | "<>" | "-" | "//"));
        let span = Span::new(start..start + line.trim_end().len());
        (!is_note && !label.starts_with('^')).then_some(Self { label, address, span })
    }

    /// Returns true for an address of a page or a file, and not a word of prose.
    fn is_address(&self) -> bool {
        let address = self.address.trim_start_matches('<');
        address.is_empty() || address.starts_with(['/', '#']) || lint::is_address(address.trim_end_matches('>'))
    }

    fn unused(&self) -> Diagnostic {
        let label = self.label;
        if !self.is_address() {
            return self.prose();
        }
        Diagnostic::warning(format!("no link uses the address `[{label}]`, so readers never see this line"))
            .help(format!("write `[{label}]` where the link belongs, or remove this line"))
    }

    fn repeated(&self, first: &Self, findings: &Findings) -> Diagnostic {
        if !self.is_address() {
            return self.prose();
        }
        Diagnostic::warning(format!("the address `[{}]` is defined twice, and only the first is used", self.label))
            .related(findings.file(), first.span, "the first")
            .help("rename or remove one of them")
    }

    fn prose(&self) -> Diagnostic {
        let Self { label, address, .. } = self;
        let message = format!("readers do not see this line: it counts as the address of a link called `[{label}]`");
        let mut line: String = format!("\\[{label}]: {address}").chars().take(MAX_QUOTED).collect();
        if label.len() + address.len() + 5 > line.len() {
            line.push('…');
        }
        let diagnostic = Diagnostic::warning(message);
        let is_marker = label.len() < 5 && label.bytes().all(|byte| byte.is_ascii_uppercase());
        let marker = is_marker.then(|| format!("to begin a turn, write `{label}: {address}`"));
        let diagnostic = diagnostic.help_if(marker);
        diagnostic.help(format!("if it is text, put a backslash before it: `{line}`"))
    }
}
