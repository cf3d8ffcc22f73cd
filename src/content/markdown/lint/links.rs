//! What was meant as a link or a picture and is none.

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::Markdown;
use super::addresses::{apart, not_an_address};
use super::brackets::{Brackets, MAX_LENGTH, is_address, is_url};
use crate::diagnostics::{Diagnostic, Span, closest};
use crate::source::{FROM_DISK, ON_DISK};

/// Returns what is wrong with brackets whose last is event `at`.
pub(super) fn after_bracket(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let following = &markdown.text[markdown.events[at].1.end..];
    let following = &following[..following.floor_char_boundary(MAX_LENGTH)];
    let rest = following.trim_start_matches([' ', '\n', '\u{a0}']);
    let gap = following.len() - rest.len();
    let sign = rest.bytes().next().filter(|byte| matches!(byte, b'(' | b'[' | b':'))?;
    if gap > 2 || sign != b'(' && gap > 0 {
        return None;
    }
    let brackets = Brackets::ending_at(markdown, at)?;
    let rest = &rest[1..];
    let (length, diagnostic) = match sign {
        b'(' if gap > 0 => apart(&brackets, rest)?,
        b'(' => not_an_address(&brackets, rest)?,
        b':' => (1, definition(markdown, &brackets, rest)?),
        _ => undefined(markdown, &brackets, rest)?,
    };
    Some((Span::new(brackets.start..brackets.end + gap + length), diagnostic))
}

/// `[guide]: https://example.org` below a line of text.
fn definition(markdown: &Markdown<'_>, brackets: &Brackets<'_>, rest: &str) -> Option<Diagnostic> {
    let line = rest.lines().next()?.trim();
    let (address, title) = line.split_once(' ').unwrap_or((line, ""));
    let is_meant = is_url(address) || is_address(address) && (title.is_empty() || title.starts_with(['"', '\'', '(']));
    let begins_line = markdown.text[..brackets.start].ends_with('\n') && !brackets.words.starts_with('^');
    let is_below_text = !markdown.text[..brackets.start].trim_end_matches([' ', '\t', '>']).ends_with("\n\n");
    if begins_line && is_url(address) && !is_below_text {
        let message =
            format!("`[{}]:` does not set the address of a link, because there is text after it", brackets.words);
        return Some(Diagnostic::warning(message).help(format!("end the line after `{address}`")));
    }
    (begins_line && is_meant).then(|| {
        let message =
            format!("`[{}]:` does not set the address of a link, because there is text right above it", brackets.words);
        Diagnostic::warning(message).help("put an empty line above it")
    })
}

/// `[the guide][guide]`
fn undefined(markdown: &Markdown<'_>, brackets: &Brackets<'_>, rest: &str) -> Option<(usize, Diagnostic)> {
    let name = rest.split(['[', ']', '\n']).next().filter(|name| rest[name.len()..].starts_with(']'))?;
    let before = markdown.text[..brackets.start].chars().next_back();
    // `grid[row][column]` is code.
    let is_apart = before.is_none_or(|c| !c.is_alphanumeric() && c != ']' && c != '\\');
    let (words, sign) = (brackets.words, brackets.sign());
    let is_name = |text: &str| text.contains(char::is_alphabetic) && !text.starts_with('^');
    if !is_apart || !is_name(words) || !(name.is_empty() || is_name(name)) {
        return None;
    }
    let length = name.len() + 2;
    if is_url(name) {
        let message = format!("this is not {}: its address belongs in parentheses", brackets.noun());
        return Some((length, Diagnostic::warning(message).help(format!("write `{sign}[{words}]({name})`"))));
    }
    let name = if name.is_empty() { words } else { name };
    let diagnostic = Diagnostic::warning(format!("there is no address called `[{name}]`, so this is not a link"));
    let diagnostic = diagnostic.help(format!("write `{sign}[{words}](…)` with its address"));
    Some((length, diagnostic.help(format!("or put the address in a paragraph of its own: `[{name}]: https://…`"))))
}

/// Returns what is wrong with an address in brackets that begin at event `at`: `(that)[https://example.org]`.
pub(super) fn turned_round(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let open = markdown.events[at].1.start;
    let before = markdown.text[..open].strip_suffix(')')?;
    let near = before.ceil_char_boundary(before.len().saturating_sub(MAX_LENGTH));
    let words = before[near..].rsplit(['(', ')', '\n']).next()?;
    let start = before.strip_suffix(words)?.strip_suffix('(')?.len();
    let following = &markdown.text[open + 1..];
    let following = &following[..following.floor_char_boundary(MAX_LENGTH)];
    let address = following.split([']', '\n', ' ']).next()?;
    if !is_address(address) || !following[address.len()..].starts_with(']') {
        return None;
    }
    let message = "the brackets and parentheses of this link are in the wrong order";
    let sign = if markdown.text[..start].ends_with('!') { "!" } else { "" };
    let diagnostic = Diagnostic::warning(message).help(format!("write `{sign}[{words}]({address})`"));
    Some((Span::new(start - sign.len()..open + address.len() + 2), diagnostic))
}

/// Returns what is wrong with an address that no browser opens: `hhtps://…`, `http://https://…`, `https:/…`, `file:///…`.
fn unreachable(address: &str) -> Option<Diagnostic> {
    const OTHERS: [&str; 12] =
        ["ftp", "ftps", "ipp", "irc", "news", "nntp", "rtsp", "sftp", "smtp", "ssh", "tftp", "xmpp"];
    let (scheme, rest) = address.split_once(':')?;
    let path = rest.trim_start_matches('/');
    let slashes = rest.len() - path.len();
    let meant = match scheme {
        "http" | "https" if slashes > 1 => {
            let again =
                ["http://", "https://", "http//", "https//"].iter().find_map(|again| path.strip_prefix(again))?;
            format!("https://{again}")
        }
        "http" | "https" => format!("{scheme}://{path}"),
        "file" => return Some(Diagnostic::warning(ON_DISK).help(FROM_DISK)),
        _ if slashes > 1 && scheme.bytes().all(|byte| byte.is_ascii_lowercase()) && !OTHERS.contains(&scheme) => {
            closest(scheme, ["http", "https"])?;
            format!("https://{path}")
        }
        _ => return None,
    };
    Some(Diagnostic::warning(format!("no browser can open `{address}`")).help(format!("write `{meant}`")))
}

/// Returns what is wrong with the link at event `at`.
pub(super) fn check(
    markdown: &Markdown<'_>,
    at: usize,
    link_type: LinkType,
    address: &str,
) -> Option<(Span, Diagnostic)> {
    let is_written = !matches!(link_type, LinkType::Autolink | LinkType::Email);
    let empty = is_written.then(|| empty(markdown, at, address)).flatten();
    let found = empty.or_else(|| unreachable(address)).map(|diagnostic| (markdown.span(at), diagnostic));
    found.or_else(|| picture_apart(markdown, at, address))
}

/// Returns what is wrong with the link at event `at` if it was meant as a picture: `! [A shelf](shelf.jpg)`.
fn picture_apart(markdown: &Markdown<'_>, at: usize, address: &str) -> Option<(Span, Diagnostic)> {
    const PICTURES: [&str; 7] = [".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];
    let range = markdown.span(at).range();
    let before = markdown.text[..range.start].trim_end_matches([' ', '\u{a0}']);
    let sign = before.strip_suffix('!').filter(|_| before.len() < range.start)?;
    // `Look! [A shelf](shelf.jpg)` is a sentence and a link.
    let is_alone = sign.is_empty() || sign.ends_with(char::is_whitespace);
    let address = address.to_lowercase();
    (is_alone && PICTURES.iter().any(|extension| address.ends_with(extension))).then(|| {
        let diagnostic = Diagnostic::warning("the space after `!` makes a link of this picture");
        let help = format!("write `!{}`", &markdown.text[range.clone()]);
        (Span::new(sign.len()..range.end), diagnostic.help(help))
    })
}

/// Returns what is wrong with the link at event `at` if it has no words.
fn empty(markdown: &Markdown<'_>, at: usize, address: &str) -> Option<Diagnostic> {
    let is_blank = |event: &Event<'_>| matches!(event, Event::Text(text) if text.trim().is_empty());
    let mut inside = markdown.events[at + 1..].iter().map(|(event, _)| event).skip_while(|event| is_blank(event));
    matches!(inside.next(), Some(Event::End(TagEnd::Link))).then(|| {
        let diagnostic = Diagnostic::warning("this link has no words, so no reader can see it");
        diagnostic.help(format!("write them between the brackets: `[…]({address})`"))
    })
}
