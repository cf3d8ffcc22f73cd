//! Reports what comes along when a post is copied whole from a web page: its title as a question, a question twice, the
//! form for comments below.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::salutation::salutation_word;
use super::split::Split;
use super::turn::TurnKind;
use crate::content::Title;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// What blogs show below a post, as whole paragraphs in small letters: the form for comments, and what surrounds it.
const BELOW_A_POST: [&str; 23] = [
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
    "your email address will not be published. required fields are marked",
    "required fields are marked *",
    "required fields are marked",
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

/// The number of blocks at the start of a text that may repeat the title: blogs show it as an excerpt, too.
const MOST_REPEATED: usize = 3;

/// The number of blocks at the end of a text that are searched for them.
const LAST_BLOCKS: usize = 24;

/// The number of bytes by which a heading's Markdown may be longer than twice the title that it repeats.
const MAX_LENGTH: usize = 100;

/// Reports all of this.
pub(super) fn check(split: &Split, markdown: &Markdown<'_>, title: &Title, findings: &mut Findings) {
    questions(split, markdown, title, findings);
    form(markdown, findings);
    mail(markdown, findings);
    repeated_title(split, markdown, title, findings);
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

/// Reports the paragraphs that mail programs add.
fn mail(markdown: &Markdown<'_>, findings: &mut Findings) {
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
}

/// Reports the first blocks of a text that say once more what the title says, as a heading or in more than two words.
fn repeated_title(split: &Split, markdown: &Markdown<'_>, title: &Title, findings: &mut Findings) {
    if split.introduction.is_empty() {
        return;
    }
    let (repeated, blocks) = (comparable(&title.plain), &markdown.blocks);
    for (number, block) in blocks[split.introduction.clone()].iter().enumerate().take(MOST_REPEATED) {
        let (event, range) = &markdown.events[block.start];
        let noun = match event {
            Event::Start(Tag::Heading { .. }) if number == 0 => "heading",
            Event::Start(Tag::Paragraph) if number + 1 < blocks.len() => "paragraph",
            _ => return,
        };
        if range.len() > 2 * title.plain.len() + MAX_LENGTH || comparable(&markdown.plain(block.clone())) != repeated {
            return;
        }
        // `Dear readers,` under that title is a salutation, and `Help!` may be said twice.
        let is_prose = salutation_word(&markdown.text()[range.clone()]).is_some() || repeated.split(' ').count() <= 2;
        if noun == "heading" || !is_prose {
            let message = format!("this {noun} repeats the title, so readers see it twice");
            findings.add(markdown.span(block.start), Diagnostic::warning(message).help("remove it"));
        }
    }
}

/// Reports the form for comments at the end of a text, at each of its lines.
fn form(markdown: &Markdown<'_>, findings: &mut Findings) {
    let lines = last_lines(markdown);
    let Some(first) = lines.iter().position(|(_, line)| is_form(line)) else { return };
    let from_first = &lines[first..];
    let is_near_others = |line: &str| NEAR_OTHERS.iter().any(|other| line.eq_ignore_ascii_case(other));
    if from_first.iter().all(|(_, line)| !is_form(line) || is_near_others(line)) {
        return;
    }
    // Between its lines are short ones, such as `Tweet` and `Cancel`.
    let is_all = from_first.iter().all(|(_, line)| is_form(line) || line.split(' ').count() <= 3);
    let mut left_over = from_first.iter().filter(|(_, line)| is_all || is_form(line));
    let Some((span, _)) = left_over.next() else { return };
    let written = &markdown.text()[span.range()];
    let message = format!("`{written}` is left over from the web page that this text was copied from");
    let mut diagnostic = Diagnostic::warning(message);
    let others: Vec<Span> = left_over.map(|(span, _)| *span).collect();
    for other in &others {
        diagnostic = diagnostic.related(findings.file(), *other, "this, too");
    }
    let help = match (others.len(), is_all) {
        (0, _) => "remove it",
        (_, true) => "remove everything from this line on",
        (_, false) => "remove it, and the other lines that are marked",
    };
    findings.add(*span, diagnostic.help(help));
}

/// Returns the lines of the paragraphs, headings, and lists at the end of a text: their places, and their words without
/// signs around them.
fn last_lines<'t>(markdown: &Markdown<'t>) -> Vec<(Span, &'t str)> {
    let first = markdown.blocks.len().saturating_sub(LAST_BLOCKS);
    let mut lines = Vec::new();
    for block in &markdown.blocks[first..] {
        let (event, range) = &markdown.events[block.start];
        if !matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(_))) {
            continue;
        }
        let mut start = range.start;
        for line in markdown.text()[range.clone()].split('\n') {
            let written = line.trim();
            let is_sign = |c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | '`' | '>' | '-' | '\\');
            let words = written.trim_matches(is_sign);
            if !words.is_empty() {
                let at = start + line.len() - line.trim_start().len();
                lines.push((Span::new(at..at + written.len()), words));
            }
            start += line.len() + 1;
        }
    }
    lines
}

/// Returns true for words that blogs show below a post, such as those of the form for comments.
pub fn is_form(words: &str) -> bool {
    let is_same = |known: &&str| match words.strip_suffix('…') {
        Some(words) => known.strip_suffix("...").is_some_and(|known| known.eq_ignore_ascii_case(words)),
        None => known.eq_ignore_ascii_case(words),
    };
    let starts = |start: &&str| words.get(..start.len()).is_some_and(|near| near.eq_ignore_ascii_case(start));
    BELOW_A_POST.iter().any(is_same) || STARTS.iter().any(starts)
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
