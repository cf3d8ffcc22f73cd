//! Reports what other tools would have replaced, and readers would see: `{{ … }}`, `{% … %}`, `[caption]`, `{: .class}`,
//! `> [!NOTE]`, `::: warning`. Their comments are errors: they were meant for nobody.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Markdown;
use crate::content::slug::slugify;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Transliteration;
use crate::text_checks::comments;

/// The shortcodes of `WordPress` itself.
const SHORTCODES: [&str; 8] =
    ["audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption", "contact-form"];

/// The elements of HTML that show code.
const CODE: [&str; 4] = ["code", "pre", "kbd", "samp"];

/// The marks of templates and of Markdown extensions: how each begins and ends.
const MARKS: [(&str, &str); 5] = [("{{", "}}"), ("{%", "%}"), ("{:", "}"), ("{/*", "*/}"), ("{# ", "#}")];

/// How comments begin: those of MDX, Jinja, Kramdown, Hugo, Handlebars and Liquid.
const COMMENTS: [&str; 8] =
    ["{/*", "{# ", "{::comment}", "{{/*", "{{!--", "{{< comment", "{% comment %}", "{%- comment -%}"];

/// How attributes begin behind a link or a word: those of Pandoc and Kramdown without a colon.
const ATTRIBUTES: [&str; 6] = ["{target=", "{width=", "{height=", "{rel=", "{.", "{style="];

/// The words of callouts, in small letters: those of GitHub, Obsidian, Docusaurus, Pandoc and `MkDocs`.
const CALLOUTS: [&str; 16] = [
    "abstract",
    "admonition",
    "bug",
    "caution",
    "danger",
    "details",
    "example",
    "important",
    "info",
    "note",
    "question",
    "quote",
    "success",
    "tip",
    "todo",
    "warning",
];

/// The tags of forums.
const BRACKETS: [&str; 8] = ["[/b]", "[/i]", "[/u]", "[/url]", "[/quote]", "[/img]", "[/code]", "[/size]"];

/// Reports the leftovers of a text once, at the first. `start` is the byte at which the text begins, and `lines` are
/// those that were found at the start of a line.
pub(super) fn check(
    markdown: &Markdown<'_>,
    start: usize,
    has_shortcode: bool,
    lines: Vec<Range<usize>>,
    findings: &mut Findings,
) {
    let text = markdown.text();
    let has = |mark: &str| memchr::memmem::find(&text.as_bytes()[start..], mark.as_bytes()).is_some();
    let has_highlight = has("==");
    if !has_shortcode && lines.is_empty() && !has_highlight && !has("{") {
        return;
    }
    let mut found = lines;
    for range in prose(markdown) {
        leftovers(text, range, has_highlight, &mut found);
    }
    found.retain(|range| {
        let comment = COMMENTS.iter().find(|comment| text[range.clone()].starts_with(**comment));
        if let Some(comment) = comment {
            let span = Span::new(range.start..range.start + comment.trim_end().len());
            findings.add(
                span,
                comments::no_comment(comment.trim_end()).help("to show it to readers, put it between backticks"),
            );
        }
        comment.is_none()
    });
    found.sort_by_key(|range| range.start);
    let Some(first) = found.first() else { return };
    let written = &text[first.clone()];
    let message = format!("`{written}` is left over from another program, and readers see it as it is");
    let diagnostic = Diagnostic::warning(message).first_of(found.len());
    let for_readers = "to show it to readers, put it between backticks";
    let help = if let Some(help) = in_markdown(written) {
        format!("{help}; {for_readers}")
    } else if let Some(address) = address_after(text, first) {
        format!("remove it, so that the address is `{address}`; {for_readers}")
    } else {
        format!("write it in Markdown, or remove it; {for_readers}")
    };
    findings.add(Span::new(first.clone()), diagnostic.help(help));
}

/// Returns the help for what Markdown writes otherwise: `==words==`, and links to another letter, `[[letter]]` and
/// `{% post_url letter %}`. `None` for anything else.
fn in_markdown(written: &str) -> Option<String> {
    if let Some(words) = written.strip_prefix("==").and_then(|rest| rest.strip_suffix("==")) {
        return Some(format!("for bold text, write `**{words}**`"));
    }
    if let Some(inside) = written.strip_prefix("[[") {
        let (target, words) =
            inside.trim_end_matches(']').split_once('|').unwrap_or((inside.trim_end_matches(']'), ""));
        let name = target.split('#').next().unwrap_or(target).trim();
        let words = if words.is_empty() { name } else { words };
        return Some(format!("write `[{words}]({}.md)`", slug_of_target(name)?));
    }
    let inside = written.strip_prefix('{')?.trim_start_matches(['{', '%', '<', ' ']);
    let (command, rest) = inside.split_once(' ')?;
    let target = rest.trim_start().split([' ', '%', '>', '}']).next()?.trim_matches(['"', '\'']);
    let is_link = matches!(command, "post_url" | "link" | "ref" | "relref");
    let slug = is_link.then(|| slug_of_target(target))??;
    // Whoever moved the letters here may have left out the dates.
    let is_date = |date: &str| date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let undated = slug.split_at_checked(11).filter(|(date, rest)| is_date(date) && !rest.is_empty());
    let or = undated.map(|(_, rest)| format!(" or `{rest}.md`")).unwrap_or_default();
    Some(format!("write the name of the letter's file, such as `{slug}.md`{or}"))
}

/// Returns the name of a file that another tool links to, as addresses are spelled, without folders and extension.
fn slug_of_target(target: &str) -> Option<String> {
    let name = target.rsplit('/').next()?;
    let name = name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name);
    Some(slugify(name, Transliteration::default())).filter(|slug| !slug.is_empty())
}

/// Returns the address that is left without the leftover before it, which other tools replace with the address of the site:
/// `{{ site.baseurl }}/about/`.
fn address_after<'t>(text: &'t str, leftover: &Range<usize>) -> Option<&'t str> {
    let name = text[leftover.clone()].trim_matches(['{', '}', ' ', '.']).to_lowercase();
    let rest = &text[leftover.end..];
    let end = rest.find(|c: char| c.is_whitespace() || ")\"'>{".contains(c))?;
    let is_meant = ["site.baseurl", "site.url"].contains(&&*name) && rest.starts_with('/');
    is_meant.then_some(&rest[..end])
}

/// Returns true if the text at this event is an opening bracket and the next begins with the name of a shortcode.
pub(super) fn is_shortcode(markdown: &Markdown<'_>, at: usize) -> bool {
    let next = markdown.events.get(at + 1).map(|(event, _)| event);
    let (Event::Text(bracket), Some(Event::Text(text))) = (&markdown.events[at].0, next) else { return false };
    let is_tag = || BRACKETS.iter().any(|tag| tag[1..tag.len() - 1] == **text);
    let is_wiki = || &**text == "[" && wiki_link(&markdown.text()[markdown.events[at].1.start..]).is_some();
    let is_other = || text.starts_with("url=") || callout(text).is_some() || text.eq_ignore_ascii_case("toc");
    &**bracket == "[" && (begins_shortcode(text) || is_tag() || is_wiki() || is_other())
}

/// Returns the word of a callout at the start of a text, behind its bracket: `!NOTE`.
fn callout(text: &str) -> Option<&str> {
    let word = text.strip_prefix('!')?.split([']', '-', '+', '|']).next()?;
    CALLOUTS.iter().any(|known| known.eq_ignore_ascii_case(word)).then_some(word)
}

/// Returns the length of what another tool would have replaced at the start of a paragraph: `::: warning`, `!!! note`,
/// `== Heading ==`.
pub(super) fn of_line(line: &str) -> Option<usize> {
    let sign = line.bytes().next().filter(|sign| matches!(sign, b':' | b'!' | b'?' | b'='))?;
    let signs = line.bytes().take_while(|byte| *byte == sign).count();
    let words = line[signs..].trim();
    let word = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let closing = words.len() - words.trim_end_matches('=').len();
    let is_callout = || CALLOUTS.iter().any(|known| known.eq_ignore_ascii_case(word));
    let is_meant = match sign {
        b':' => signs > 2 && (words.is_empty() || words.starts_with('{') || is_callout()),
        b'=' => (2..=6).contains(&signs) && words.starts_with(char::is_alphanumeric) && closing == signs,
        _ => signs == 3 && line[signs..].starts_with(' ') && word.starts_with(char::is_lowercase) && is_callout(),
    };
    is_meant.then_some(line.len())
}

/// Returns the length of `[[Another letter]]` at the start of a text.
fn wiki_link(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("[[")?;
    // A line may hold thousands of brackets.
    let inside = inside[..inside.floor_char_boundary(MAX_LENGTH)].lines().next()?;
    let (name, after) = inside.split_once("]]")?;
    let is_meant = name.starts_with(char::is_alphabetic) && name.len() < 100 && !name.contains(['[', ']']);
    (is_meant && !after.starts_with(['(', '['])).then_some(name.len() + 4)
}

fn begins_shortcode(text: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', ']', '/']);
    SHORTCODES.iter().any(|name| text.strip_prefix(name).is_some_and(ends))
}

/// Returns the ranges of a text that are no code, as large as possible.
fn prose(markdown: &Markdown<'_>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut in_block, mut in_html) = (false, 0_usize);
    for (event, range) in &markdown.events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::InlineHtml(tag) => {
                let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '\n']).next().unwrap_or_default();
                if CODE.contains(&name) {
                    in_html = if tag.starts_with("</") { in_html.saturating_sub(1) } else { in_html + 1 };
                }
            }
            Event::Text(_) | Event::Html(_) | Event::SoftBreak if !in_block && in_html == 0 => {
                match ranges.last_mut() {
                    Some(last) if last.end == range.start => last.end = range.end,
                    _ => ranges.push(range.clone()),
                }
            }
            _ => {}
        }
    }
    ranges
}

/// The length in bytes within which a leftover must end.
const MAX_LENGTH: usize = 300;

/// Finds the leftovers in a range of a text.
fn leftovers(text: &str, range: Range<usize>, has_highlight: bool, found: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    let mut in_code = false;
    while let Some(next) = text[at..range.end].find(|c| matches!(c, '{' | '[' | '<') || has_highlight && c == '=') {
        let start = at + next;
        let rest = &text[start..range.end];
        at = start + 1;
        if let Some(tag) = rest.strip_prefix('<') {
            let (name, is_end) = tag.strip_prefix('/').map_or((tag, false), |name| (name, true));
            if CODE.iter().any(|code| name.starts_with(code)) {
                in_code = !is_end;
            }
        } else if !in_code && let Some(length) = leftover(&text[..start], &rest[..rest.floor_char_boundary(MAX_LENGTH)])
        {
            found.push(start..start + length);
            at = start + length;
        }
    }
}

/// Returns the length of the leftover at the start of a text that follows another.
fn leftover(before: &str, text: &str) -> Option<usize> {
    let line = text.lines().next().unwrap_or_default();
    if line.starts_with('=') {
        return highlight(before, line);
    }
    if let Some(rest) = line.strip_prefix('[') {
        if let Some(tag) = BRACKETS.iter().find(|tag| line.starts_with(**tag)) {
            return Some(tag.len());
        }
        if let Some(length) = wiki_link(line) {
            return Some(length);
        }
        let end = line.find(']')? + 1;
        if callout(rest).is_some()
            || rest.starts_with("url=") && text.contains("[/url]")
            || line.eq_ignore_ascii_case("[toc]")
        {
            return Some(end);
        }
        // `[video]` alone may be a word of the author's.
        let is_meant =
            line[..end].contains('=') || ["caption", "gallery", "wp_"].iter().any(|name| rest.starts_with(name));
        return (begins_shortcode(rest) && is_meant).then_some(end);
    }
    if ATTRIBUTES.iter().any(|open| line.starts_with(open))
        && !line.starts_with("{..")
        && before.ends_with([')', ']', '*', '_', '`'])
    {
        return Some(line.find('}')? + 1);
    }
    let (open, close) = MARKS.iter().find(|(open, _)| line.starts_with(open))?;
    let inside = &line[open.len()..];
    let end = inside.find(close)?;
    // `{:` is a face, too.
    let is_meant = *open != "{:" || inside.trim_start().starts_with([':', '.', '#']) || inside[..end].contains('=');
    is_meant.then_some(open.len() + end + close.len())
}

/// Returns the length of `==words==` at the start of a line that follows another text. `a == b` and `x==1` are code.
fn highlight(before: &str, line: &str) -> Option<usize> {
    let (words, after) = line.strip_prefix("==")?.split_once("==")?;
    let is_apart = before.chars().next_back().is_none_or(|c| c.is_whitespace() || "([\"'“‘«—–".contains(c));
    let is_text = words.starts_with(char::is_alphanumeric) && !words.ends_with([' ', '=']);
    let is_end = !after.starts_with(|c: char| c.is_alphanumeric() || c == '=');
    (is_apart && is_text && is_end).then_some(words.len() + 4)
}
