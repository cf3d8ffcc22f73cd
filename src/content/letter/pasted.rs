//! Reports what comes along when a post is copied whole from a web page: its title as a question, a question twice, the
//! form for comments below.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::split::Split;
use super::turn::TurnKind;
use crate::content::Title;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// What blogs show below a post, as whole paragraphs in small letters: the form for comments, and what surrounds it.
const BELOW_A_POST: [&str; 21] = [
    "leave a reply",
    "leave a reply cancel reply",
    "cancel reply",
    "leave a comment",
    "leave a comment cancel reply",
    "post a comment",
    "post comment",
    "no comments yet",
    "your email address will not be published",
    "your email address will not be published. required fields are marked *",
    "required fields are marked *",
    "fill in your details below or click an icon to log in:",
    "enter your comment here...",
    "connecting to %s",
    "notify me of new comments via email.",
    "notify me of new posts via email.",
    "email (required) (address never made public)",
    "name (required)",
    "share this:",
    "like this:",
    "like loading...",
];

/// Those that may be prose if none of the others follows or precedes them.
const NEAR_OTHERS: [&str; 2] = ["share this:", "like this:"];

/// How such paragraphs begin that go on differently.
const STARTS: [&str; 4] = [
    "fill in your details below or click an icon",
    "you are commenting using your",
    "save my name, email, and website in this browser",
    "this site uses akismet to reduce spam",
];

/// How paragraphs begin that mail programs add, in any part of a text.
const OF_MAIL: [&str; 13] = [
    "Sent from my Android",
    "Sent from my BlackBerry",
    "Sent from my Galaxy",
    "Sent from my Samsung",
    "Sent from my iPad",
    "Sent from my iPhone",
    "Sent from my mobile",
    "Sent from my phone",
    "Get Outlook for ",
    "-----Original Message-----",
    "---------- Forwarded message ",
    "Begin forwarded message:",
    "Von meinem iPhone gesendet",
];

/// The number of blocks at the end of a text that are searched for them.
const LAST_BLOCKS: usize = 24;

/// The length of the longest of them, in bytes: some more than that of the longest entry.
const MAX_LENGTH: usize = 100;

/// Reports all of this.
pub(super) fn check(split: &Split, markdown: &Markdown<'_>, title: &Title, findings: &mut Findings) {
    questions(split, markdown, title, findings);
    form(markdown, findings);
    mail_and_title(markdown, title, findings);
    signatures(split, markdown, findings);
}

/// Reports the asker's signature after a hyphen, which readers see as a list of one item: `- Puzzled` below a question.
fn signatures(split: &Split, markdown: &Markdown<'_>, findings: &mut Findings) {
    for turn in split.turns.iter().filter(|turn| matches!(turn.kind, TurnKind::Question)) {
        let Some(block) = markdown.blocks[turn.blocks.clone()].last() else { continue };
        let (event, range) = &markdown.events[block.start];
        let (Event::Start(Tag::List(None)), 4..=60) = (event, range.len()) else { continue };
        let Some(name) = signature(&markdown.text()[range.clone()]) else { continue };
        let diagnostic = Diagnostic::warning("readers see this signature as a list with one item")
            .help(format!("write a dash: `—{name}`"))
            .help(format!("or remove it, and sign the letter at the top: `asker: {{ pen_name: {name} }}`"));
        findings.add(markdown.line_span(range.start), diagnostic);
    }
}

/// Returns the name in a list of one item that is up to five words with capitals, such as `- Puzzled in Peoria`.
fn signature(list: &str) -> Option<&str> {
    let name = list.trim_end().strip_prefix("- ")?.trim();
    let words: Vec<&str> = name.split(' ').collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    let is_name = name.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c)) && !name.ends_with("..");
    let is_short = words.len() == 1 || (words.len() <= 5 && 2 * capitals >= words.len());
    (is_name && is_short && is_capital(&words[0])).then_some(name)
}

/// Reports the paragraphs that mail programs add, and a heading that repeats the title.
fn mail_and_title(markdown: &Markdown<'_>, title: &Title, findings: &mut Findings) {
    for block in &markdown.blocks {
        let (event, range) = &markdown.events[block.start];
        if matches!(event, Event::Start(Tag::Paragraph)) {
            let text = &markdown.text()[range.start..];
            // This is the case of nearly every paragraph.
            if !text.starts_with(['-', 'B', 'F', 'G', 'S', 'V']) {
                continue;
            }
            let is_head = || text.starts_with("From: ") && markdown.text()[range.clone()].contains("\nSubject: ");
            if is_head() {
                let diagnostic = Diagnostic::warning("these lines are left over from an email").help("remove them");
                findings.add(markdown.line_span(range.start), diagnostic);
            } else if let Some(start) = OF_MAIL.iter().find(|start| text.starts_with(**start)) {
                let message = format!("`{}` is left over from an email", start.trim());
                findings.add(markdown.line_span(range.start), Diagnostic::warning(message).help("remove it"));
            }
        }
    }
    let Some(first) = markdown.blocks.first() else { return };
    if let (Event::Start(Tag::Heading { .. }), range) = &markdown.events[first.start]
        && range.len() < 2 * title.plain.len() + MAX_LENGTH
        && comparable(&markdown.plain(first.clone())) == comparable(&title.plain)
    {
        let diagnostic = Diagnostic::warning("this heading repeats the title, so readers see it twice");
        findings.add(markdown.span(first.start), diagnostic.help("remove it"));
    }
}

/// Reports the form for comments at the end of a text, at its first line.
fn form(markdown: &Markdown<'_>, findings: &mut Findings) {
    let first = markdown.blocks.len().saturating_sub(LAST_BLOCKS);
    let found = markdown.blocks[first..].iter().filter_map(|block| Some((block, words_of_form(markdown, block)?)));
    let found: Vec<_> = found.collect();
    let Some((block, _)) = found.first() else { return };
    if found.iter().all(|(_, words)| NEAR_OTHERS.contains(&words.as_str())) {
        return;
    }
    let span = markdown.span(block.start);
    let written = markdown.text()[span.range()].lines().next().unwrap_or_default();
    let start = span.range().start;
    let message = format!("`{}` is left over from the web page that this text was copied from", written.trim());
    let diagnostic = match found.len() {
        1 => Diagnostic::warning(message).help("remove it"),
        2 => Diagnostic::warning(message).help("remove it, and another such line below"),
        all => Diagnostic::warning(message).help(format!("remove it, and {} more such lines below", all - 1)),
    };
    findings.add(Span::new(start..start + written.trim_end().len()), diagnostic);
}

/// Returns the words of a block that is part of the form.
fn words_of_form(markdown: &Markdown<'_>, block: &Range<usize>) -> Option<String> {
    let (event, range) = &markdown.events[block.start];
    let is_text = matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. }));
    // A longer one may have more lines.
    if !is_text || range.len() > 4 * MAX_LENGTH {
        return None;
    }
    let line = markdown.events[block.clone()].iter().map(|(event, _)| event);
    let mut words = String::new();
    for event in line.take_while(|event| !matches!(event, Event::SoftBreak | Event::HardBreak)) {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(text);
        }
        if words.len() > MAX_LENGTH {
            break;
        }
    }
    let words = words.trim().to_lowercase().replace('…', "...");
    is_form(&words).then_some(words)
}

/// Returns true for words in small letters that blogs show below a post, such as those of the form for comments.
pub fn is_form(words: &str) -> bool {
    BELOW_A_POST.contains(&words) || STARTS.iter().any(|start| words.starts_with(start))
}

/// Reports a question that repeats the title or the question before it.
fn questions(split: &Split, markdown: &Markdown<'_>, title: &Title, findings: &mut Findings) {
    let title = comparable(&title.plain);
    let mut previous: Option<(String, Span, usize)> = None;
    for (at, turn) in split.turns.iter().enumerate().filter(|(_, turn)| turn.kind == TurnKind::Question) {
        let Some(words) = words(markdown, turn.blocks.clone(), title.len()) else {
            previous = None;
            continue;
        };
        // `Q: Really?` may be said twice.
        let is_short = words.split(' ').count() <= 3;
        let is_repeated =
            previous.as_ref().filter(|(before, _, turn)| *before == words && !(is_short && at > turn + 1));
        if let Some((_, first, _)) = is_repeated {
            let diagnostic = Diagnostic::warning("this question repeats the one before it").related(
                findings.file(),
                *first,
                "the one before it",
            );
            findings.add(turn.span, diagnostic.help("remove one of them"));
        } else if words == title && !title.is_empty() {
            let message = "this question repeats the title, so readers see it twice";
            let is_followed = split.turns.get(at + 1).is_some_and(|next| next.kind == TurnKind::Question);
            let diagnostic = if is_followed { Diagnostic::warning(message) } else { Diagnostic::hint(message) };
            findings.add(turn.span, diagnostic.help("write the asker's own words, or give the letter another title"));
        }
        previous = Some((words, turn.span, at));
    }
}

/// Returns the words of a turn for comparison. `None` if it is more than one paragraph, or too long to be worth it.
fn words(markdown: &Markdown<'_>, blocks: Range<usize>, title: usize) -> Option<String> {
    let mut paragraphs = markdown.blocks[blocks].iter().filter(|block| !is_empty(markdown, block));
    let (Some(only), None) = (paragraphs.next(), paragraphs.next()) else { return None };
    let most = (2 * title).max(2000);
    (markdown.events[only.start].1.len() <= most).then(|| comparable(&markdown.plain(only.clone())))
}

/// Returns true for the paragraph of a marker on a line of its own, which has been removed.
fn is_empty(markdown: &Markdown<'_>, block: &Range<usize>) -> bool {
    markdown.events[block.clone()].iter().all(|(event, _)| match event {
        Event::Text(text) => text.is_empty(),
        Event::Start(tag) => matches!(tag, Tag::Paragraph | Tag::Emphasis | Tag::Strong),
        Event::End(tag) => matches!(tag, TagEnd::Paragraph | TagEnd::Emphasis | TagEnd::Strong),
        _ => false,
    })
}

/// Returns a text in small letters without punctuation.
fn comparable(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
