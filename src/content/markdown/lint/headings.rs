//! Headings that were not meant, and what was meant as one.

use pulldown_cmark::Event;

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// The longest heading without a doubt, in bytes.
pub(super) const MAX_HEADING: usize = 100;

/// Returns what is wrong with the heading at event `at` if a line of hyphens or equals signs below a paragraph made it.
pub(super) fn underlined(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let range = markdown.span(at).range();
    let written = &markdown.text[range.clone()];
    if written.starts_with('#') {
        return None;
    }
    let (above, line) = written.trim_end().rsplit_once('\n')?;
    let underline = line.trim_matches([' ', '>', '\t']);
    let words = above.split_whitespace().count();
    let is_sentence = words > 5 && above.trim_end().ends_with(['.', ',', ';', ':']);
    let is_doubtful = underline.len() < 3 || above.contains('\n') || above.len() > MAX_HEADING || is_sentence;
    if !is_doubtful || !underline.bytes().all(|byte| matches!(byte, b'-' | b'=')) {
        return None;
    }
    let start = range.start + written.len() - line.len() + line.find(underline).unwrap_or(0);
    let message = format!("this `{}` turns the text above it into a heading", short(underline));
    let diagnostic = Diagnostic::warning(message).help("put an empty line before it");
    let diagnostic = diagnostic.help("or, if you want a heading, write it on one line: `## …`");
    Some((Span::new(start..start + underline.len()), diagnostic))
}

fn short(underline: &str) -> &str {
    &underline[..underline.len().min(3)]
}

/// Returns what is wrong with the heading at event `at` if it has no words, or its `#` means "number": `# of people`.
pub(super) fn without_words(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let line = markdown.line_span(markdown.events[at].1.start);
    let written = &markdown.text[line.range()];
    if matches!(markdown.events.get(at + 1), Some((Event::End(_), _))) && written.starts_with('#') {
        let diagnostic = Diagnostic::warning("this heading has no words");
        return Some((line, diagnostic.help("write them after the `#`, or remove the line")));
    }
    let is_number = written.starts_with("# of ");
    is_number.then(|| {
        let diagnostic = Diagnostic::warning("`#` makes a heading of this line");
        let sign = Span::new(line.range().start..line.range().start + 1);
        (sign, diagnostic.help("if it is no heading, put a backslash before it: `\\# of …`"))
    })
}

/// Returns what is wrong with a line that begins with hashes and is no heading, with the length of its hashes.
pub(super) fn without_space(line: &str, is_whole_paragraph: bool) -> Option<(usize, Diagnostic)> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = &line[hashes..];
    let is_heading = match hashes {
        0 => false,
        1 => is_whole_paragraph && is_title(text),
        2..=6 => text.starts_with(char::is_alphabetic),
        _ => text.starts_with(' '),
    };
    if !is_heading {
        return None;
    }
    let sign = &line[..hashes.min(6)];
    let message = match hashes {
        7.. => "this is not a heading: a heading has at most six `#`".to_owned(),
        _ => format!("this is not a heading: a space is missing after `{sign}`"),
    };
    let title: String = text.trim().chars().take(40).collect();
    Some((hashes, Diagnostic::warning(message).help(format!("write `{sign} {title}`"))))
}

/// Returns true for some words without a hashtag among them: `Heading about money`, not `MeToo changed me`.
fn is_title(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_word = first.starts_with(char::is_uppercase) && first.chars().skip(1).all(char::is_lowercase);
    is_word && text.contains(' ') && text.len() < 60 && !text.contains('#') && !text.ends_with(['.', '?', '!', ','])
}

/// Returns what is wrong with a line of hashtags: `tags: #careers #jobs`.
pub(super) fn hashtags(line: &str) -> Option<Diagnostic> {
    let (label, words) = line.split_once(": ").filter(|_| !line.starts_with('#')).unwrap_or(("", line));
    let is_label = label.is_empty() || ["tags", "tag", "keywords", "labels"].contains(&label.to_lowercase().as_str());
    let is_tag = |word: &str| word.len() > 1 && word.starts_with('#') && !word[1..].contains('#');
    let tags: Vec<&str> = words.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let is_meant = is_label && tags.len() > usize::from(label.is_empty()) && tags.iter().all(|word| is_tag(word));
    is_meant.then(|| {
        let list: Vec<&str> = tags.iter().map(|tag| &tag[1..]).collect();
        let diagnostic = Diagnostic::warning("hashtags in the text do not become tags of the letter");
        diagnostic.help(format!("write them between the two `---` lines of the file: `tags: [{}]`", list.join(", ")))
    })
}
