//! Reports what an author may have meant as a marker although it is none, each with its fix.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::marker::{Marker, is_known, plain_text};
use super::names::is_acronym;
use crate::content::ParseOptions;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span, closest};

/// Reports a misspelled marker: `SN:` for `SM:`, `sm:`, `q:`, `Updated (2026-09-01):`. Returns the marker
/// that was probably meant.
pub(super) fn misspelled(marker: &Marker, options: &ParseOptions, findings: &mut Findings) -> Option<String> {
    let meant = closest_marker(&marker.words, options)?;
    let message = format!("`{}:` is read as plain text", marker.words);
    let columnist = options.columnists.iter().find(|one| one.initials == meant);
    // Of a columnist, readers see the initials as they are in the file.
    let in_capitals = columnist.filter(|one| one.initials.to_uppercase() == marker.words).map(|one| &one.file);
    let in_file = in_capitals.map(|file| format!("write `initials: {}` in `{file}`", marker.words));
    let here =
        if in_file.is_some() { format!("or write `{meant}:` here") } else { format!("did you mean `{meant}:`?") };
    findings.add(marker.span, Diagnostic::warning(message).help_if(in_file).help(here));
    Some(meant)
}

/// Returns the marker that was probably meant.
fn closest_marker(words: &str, options: &ParseOptions) -> Option<String> {
    let markers = &options.markers;
    if is_acronym(words, options) {
        return None;
    }
    // `Q1:`, `Question 2:`: some authors number their questions.
    let unnumbered = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let bare = unnumbered.replace(['.', ' ', '*', '_'], "");
    let same = options.initials.iter().chain(&markers.question).find(|known| known.eq_ignore_ascii_case(&bare));
    let length = words.chars().count();
    let initials = || {
        let near = closest(words, options.initials.iter().map(String::as_str));
        near.filter(|_| (2..=6).contains(&length) && words.chars().all(char::is_uppercase)).map(ToOwned::to_owned)
    };
    same.cloned().or_else(initials).or_else(|| closest_update(words, options)).or_else(|| closest_note(words, options))
}

/// Other words for an editor's note, without spaces.
const NOTES: [&str; 5] = ["ednote", "editornote", "notebytheeditor", "notefromeditor", "notefromtheeditor"];

/// Words before `update` that count it.
const COUNTING: [&str; 6] = ["another", "final", "further", "one more", "second", "third"];

/// Returns the marker of a note of which some signs are missing: `Editors note`, `Editor note`, `Editor's-Note`.
fn closest_note(words: &str, options: &ParseOptions) -> Option<String> {
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    // A word alone is too short to tell.
    let written = words.contains([' ', '-']).then(|| letters(words))?;
    if NOTES.contains(&written.as_str()) {
        return options.markers.note.first().cloned();
    }
    let is_meant = |known: &&String| written == letters(known) || written == letters(&known.replace("'s ", " "));
    options.markers.note.iter().find(is_meant).cloned()
}

/// Returns the marker of an update that was probably meant: `Updated (2026-09-01)`, `Update 2026-09-01`, `Update #2`,
/// `Second update`.
fn closest_update(words: &str, options: &ParseOptions) -> Option<String> {
    let known = || options.markers.update.iter().map(String::as_str);
    if let Some((count, word)) = words.rsplit_once(' ')
        && COUNTING.contains(&count.to_lowercase().as_str())
    {
        return known().find(|known| known.eq_ignore_ascii_case(word)).map(ToOwned::to_owned);
    }
    let day_start = words.find(|c: char| matches!(c, '(' | '#') || c.is_ascii_digit())?;
    let (word, day) = words.split_at(day_start);
    let near = closest(word.trim().trim_end_matches(','), known())?;
    let day = day.trim_matches(['(', ')']);
    // `Update 2` counts the updates.
    let is_day = day.chars().filter(char::is_ascii_digit).count() > 3;
    Some(if is_day { format!("{near} ({day})") } else { near.to_owned() })
}

/// Reports markers inside a block, where they open nothing: on a later line of a paragraph, in a list, a quotation or a
/// heading, or indented so far that they are code. `around` is what holds the block. Returns the first that was reported
/// and would open an answer.
pub(super) fn inside_block(
    markdown: &Markdown<'_>,
    block: Range<usize>,
    around: Container,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<Span> {
    // The open elements at event `seen`. They are followed up to each marker that is found: hardly any text has one.
    let (mut open, mut seen) = (Vec::new(), block.start);
    let mut answer = None;
    for (at, (event, _)) in block.clone().zip(&markdown.events[block.clone()]) {
        let line_starts = match event {
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Item | Tag::Heading { .. }) => true,
            Event::Start(Tag::Paragraph) => at > block.start,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                answer = answer.or(in_code(markdown, at, options, findings));
                false
            }
            _ => false,
        };
        let marker = || Marker::at_start(markdown, at + 1..block.end).filter(|marker| is_known(&marker.words, options));
        if line_starts
            && let Some(marker) = marker()
            && !is_wrapped(&markdown.text()[..marker.span.range().start], &marker.words, event)
        {
            Container::follow(&mut open, markdown, seen..at + 1);
            seen = at + 1;
            let container = open.iter().rev().flatten().next().copied().unwrap_or(around);
            let container = container.at(&markdown.text()[..marker.span.range().start], event);
            // Other people's questions and answers may be quoted.
            if container != Container::Quote || options.initials.contains(&marker.words) {
                findings.add(marker.span, container.warning(&marker.words));
                answer = answer.or_else(|| options.initials.contains(&marker.words).then_some(marker.span));
            }
        }
    }
    answer
}

/// The length of a line in bytes that may be whole although no period ends it.
const SHORT_LINE: usize = 40;

/// Returns true for a word of a sentence that begins a line by chance: `the old` / `question: …`.
fn is_wrapped(before: &str, words: &str, event: &Event<'_>) -> bool {
    let is_word = words.chars().filter(|c| c.is_lowercase()).count() > 1 && !words.contains('(');
    let line = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let is_ended = line.ends_with(|c: char| !c.is_alphanumeric() && c != ',') || line.len() < SHORT_LINE;
    let is_small = words.starts_with(char::is_lowercase);
    matches!(event, Event::SoftBreak) && is_word && (is_small || !is_ended)
}

/// Reports markers in HTML, such as text copied from an old blog has: `<p><strong>Q:</strong> …`.
pub(super) fn in_html(markdown: &Markdown<'_>, block: Range<usize>, options: &ParseOptions, findings: &mut Findings) {
    let is_block = matches!(markdown.events[block.start].0, Event::Start(Tag::HtmlBlock));
    let opens_paragraph = matches!(markdown.events.get(block.start + 1), Some((Event::InlineHtml(_), _)));
    if !is_block && !opens_paragraph {
        return;
    }
    let start = markdown.events[block.start].1.start;
    let (mut at, mut in_comment) = (start, false);
    for line in markdown.text()[start..markdown.span(block.start).range().end].split_inclusive('\n') {
        // What is in a comment is left out on purpose.
        in_comment |= line.contains("<!--");
        let words = if in_comment { String::new() } else { without_tags(line) };
        in_comment &= !line.contains("-->");
        let known = options.initials.iter().chain(&options.markers.question).find(|known| **known == words);
        if let Some(words) = known {
            let message = format!("`{words}:` is in HTML, so it is read as plain text");
            let help = format!("remove the tags around it and around its paragraph: `{words}: …`");
            let span = Span::new(at..at + line.trim_end().len());
            findings.add(span, Diagnostic::warning(message).help(help).help("for bold text write `**…**`"));
        }
        at += line.len();
    }
}

/// Returns the words before the first colon of a line, without tags; an empty text if no colon is near.
fn without_tags(line: &str) -> String {
    let (mut words, mut in_tag) = (String::new(), false);
    for c in line.replace("&nbsp;", " ").chars().take(200) {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            ':' => return words.trim().to_owned(),
            c => words.push(c),
        }
    }
    String::new()
}

/// Reports markers at the start of a line in the code block that opens at event `start`. Returns the first that would open
/// an answer.
fn in_code(markdown: &Markdown<'_>, start: usize, options: &ParseOptions, findings: &mut Findings) -> Option<Span> {
    let mut answer = None;
    for at in start + 1..markdown.block_end(start) {
        let Event::Text(code) = &markdown.events[at].0 else { continue };
        let Some((words, _)) = code.split_once(':') else { continue };
        let words = words.trim();
        if options.initials.iter().chain(&options.markers.question).any(|known| known == words) {
            findings.add(markdown.span(at), Container::Code.warning(words));
            let is_answer = options.initials.iter().any(|known| known == words);
            answer = answer.or_else(|| is_answer.then(|| markdown.span(at)));
        }
    }
    answer
}

/// The element in which a marker opens nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Paragraph,
    List,
    Quote,
    Heading,
    /// A heading by a line of hyphens or equals signs below it.
    Underlined,
    Code,
    Footnote,
}

impl Container {
    /// Updates the list of open elements by what these events open and close.
    fn follow(open: &mut Vec<Option<Self>>, markdown: &Markdown<'_>, events: Range<usize>) {
        for (event, _) in &markdown.events[events] {
            match event {
                Event::Start(tag) => open.push(Self::of(tag)),
                Event::End(_) => {
                    open.pop();
                }
                _ => {}
            }
        }
    }

    fn of(tag: &Tag<'_>) -> Option<Self> {
        match tag {
            Tag::Item => Some(Self::List),
            Tag::BlockQuote(_) => Some(Self::Quote),
            Tag::Heading { .. } => Some(Self::Heading),
            Tag::CodeBlock(CodeBlockKind::Indented) => Some(Self::Code),
            _ => None,
        }
    }

    /// Returns the container as the author sees it at a marker that `event` precedes: a line without a mark of its own
    /// continues the paragraph of a list or quotation, and a heading need not have a `#`.
    fn at(self, before: &str, event: &Event<'_>) -> Self {
        let begins_line = before.ends_with('\n') || before.is_empty();
        match self {
            Self::List | Self::Quote if begins_line && matches!(event, Event::SoftBreak | Event::HardBreak) => {
                Self::Paragraph
            }
            Self::Heading if begins_line => Self::Underlined,
            Self::Paragraph
            | Self::List
            | Self::Quote
            | Self::Heading
            | Self::Underlined
            | Self::Code
            | Self::Footnote => self,
        }
    }

    pub(super) fn warning(self, words: &str) -> Diagnostic {
        let (location, help) = match self {
            Self::Paragraph => ("inside a paragraph", "put an empty line before it"),
            Self::List => ("in a list", "remove the dash or number before it"),
            Self::Quote => ("in a quotation", "remove the `>` before it"),
            Self::Heading => ("in a heading", "remove the `#` before it"),
            Self::Underlined => ("in a heading", "put an empty line above the line of `-` or `=` that follows"),
            Self::Footnote => ("in a footnote", "put an empty line before it, and begin it where the line begins"),
            Self::Code => ("indented", "remove the spaces before it"),
        };
        let read_as = if self == Self::Code { "code" } else { "plain text" };
        let message = format!("`{words}:` is {location}, so it is read as {read_as}");
        Diagnostic::warning(message).help(help).help(plain_text(words))
    }
}
