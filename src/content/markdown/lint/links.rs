//! What was meant as a link or a picture and is none.

use pulldown_cmark::{Event, TagEnd};

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span, closest};

/// The longest address and the longest words of a link that are looked at, in bytes.
const MAX_LENGTH: usize = 300;

/// A text between brackets that Markdown did not read as a link.
struct Brackets<'t> {
    /// The byte of its first bracket, or of the exclamation mark.
    start: usize,
    /// The byte after its last bracket.
    end: usize,
    words: &'t str,
    is_picture: bool,
}

impl<'t> Brackets<'t> {
    /// Returns the brackets whose last is event `at`.
    fn ending_at(markdown: &Markdown<'t>, at: usize) -> Option<Self> {
        let end = markdown.events[at].1.end;
        let near = markdown.text.ceil_char_boundary(end.saturating_sub(MAX_LENGTH));
        let before = &markdown.text[near..end - 1];
        let mut depth = 0_usize;
        let open = before.char_indices().rev().find(|(_, c)| {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return true,
                '[' => depth -= 1,
                _ => {}
            }
            false
        });
        let open = near + open?.0;
        let is_escaped = markdown.text[..open].ends_with('\\') || markdown.text[..end - 1].ends_with('\\');
        let is_picture = markdown.text[..open].ends_with('!');
        let words = &markdown.text[open + 1..end - 1];
        (!is_escaped).then_some(Self { start: open - usize::from(is_picture), end, words, is_picture })
    }

    fn noun(&self) -> &'static str {
        if self.is_picture { "a picture" } else { "a link" }
    }

    fn sign(&self) -> &'static str {
        if self.is_picture { "!" } else { "" }
    }
}

/// Returns true for what is plainly a web address.
fn is_url(text: &str) -> bool {
    ["https://", "http://", "www.", "mailto:"].iter().any(|start| text.starts_with(start))
}

/// Returns true for a web address, a path or the name of a file.
pub(in crate::content::markdown) fn is_address(text: &str) -> bool {
    let is_file = |(name, extension): (&str, &str)| {
        !name.is_empty() && (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let path = text.split(['#', '?']).next().unwrap_or_default();
    is_url(text) || text.starts_with("../") || text.starts_with("./") || path.rsplit_once('.').is_some_and(is_file)
}

/// Returns the text up to the parenthesis that closes the one before it; `None` if its line has none.
fn in_parentheses(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let end = text.find(|c| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        c == '\n'
    })?;
    text[end..].starts_with(')').then_some(&text[..end])
}

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

/// `[this] (https://example.org)`
fn apart(brackets: &Brackets<'_>, rest: &str) -> Option<(usize, Diagnostic)> {
    let address = in_parentheses(rest)?;
    let is_meant = is_url(address) || is_address(address) && !address.contains(' ');
    // `[1] (https://example.org)` is a source.
    if !is_meant || !brackets.words.contains(char::is_alphabetic) || brackets.words == "sic" {
        return None;
    }
    let message = format!("the space before `(` keeps this from being {}", brackets.noun());
    let help = format!("write `{}[{}]({address})`", brackets.sign(), brackets.words);
    Some((address.len() + 2, Diagnostic::warning(message).help(help)))
}

/// `[Wayne State](https://example.org`, `![A photo](IMG_2034 (1).png)`
fn not_an_address(brackets: &Brackets<'_>, rest: &str) -> Option<(usize, Diagnostic)> {
    let (words, sign) = (brackets.words, brackets.sign());
    let Some(inside) = in_parentheses(rest) else {
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let first = line.split(char::is_whitespace).next().unwrap_or_default();
        let address = if is_address(first) { first } else { line };
        let message = format!("a `)` is missing at the end of the address, so this is not {}", brackets.noun());
        let help = if address.contains(' ') {
            format!("write `{sign}[{words}](<{address}>)`")
        } else {
            format!("write `{sign}[{words}]({address})`")
        };
        return is_address(address).then(|| (address.len() + 1, Diagnostic::warning(message).help(help)));
    };
    let address = inside.trim();
    if address.contains("{{") || address.contains("{%") {
        // That is reported as a leftover of another tool.
        return None;
    }
    if address.contains(' ') && !address.contains('"') && (address.contains('/') || address.contains('.')) {
        if let Some((address, title)) = address.split_once(' ').filter(|(_, title)| title.starts_with(['“', '”', '„']))
        {
            let message = format!("curly quotes keep this from being {}", brackets.noun());
            let title = title.trim_matches(['“', '”', '„']);
            let help = format!("write straight ones: `{sign}[{words}]({address} \"{title}\")`");
            return Some((inside.len() + 2, Diagnostic::warning(message).help(help)));
        }
        if let Some((address, size)) = address.split_once(" =") {
            let message = format!("the size ` ={size}` keeps this from being {}", brackets.noun());
            let help = format!("remove it: `{sign}[{words}]({address})`");
            return Some((inside.len() + 2, Diagnostic::warning(message).help(help)));
        }
        let message = format!("a space in its address keeps this from being {}", brackets.noun());
        let help = format!("put the address between `<` and `>`: `{sign}[{words}](<{address}>)`");
        let diagnostic = Diagnostic::warning(message).help(help).help("or write `%20` for each space");
        return Some((inside.len() + 2, diagnostic));
    }
    None
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
pub(super) fn unreachable(address: &str) -> Option<Diagnostic> {
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
        "file" => {
            let diagnostic = Diagnostic::warning("this address is on your own computer, so no reader can open it");
            return Some(diagnostic.help("put it in the same folder as this file, and write its name"));
        }
        _ if slashes > 1 && scheme.bytes().all(|byte| byte.is_ascii_lowercase()) && !OTHERS.contains(&scheme) => {
            closest(scheme, ["http", "https"])?;
            format!("https://{path}")
        }
        _ => return None,
    };
    Some(Diagnostic::warning(format!("no browser can open `{address}`")).help(format!("write `{meant}`")))
}

/// Returns what is wrong with the link at event `at` if it has no words.
pub(super) fn empty(markdown: &Markdown<'_>, at: usize, address: &str) -> Option<Diagnostic> {
    let is_blank = |event: &Event<'_>| matches!(event, Event::Text(text) if text.trim().is_empty());
    let mut inside = markdown.events[at + 1..].iter().map(|(event, _)| event).skip_while(|event| is_blank(event));
    matches!(inside.next(), Some(Event::End(TagEnd::Link))).then(|| {
        let diagnostic = Diagnostic::warning("this link has no words, so no reader can see it");
        diagnostic.help(format!("write them between the brackets: `[…]({address})`"))
    })
}
