//! Addresses in parentheses behind brackets that are no link: with a space before or within them, or never closed.

use super::brackets::{Brackets, is_address, is_url};
use crate::diagnostics::Diagnostic;
use crate::source::has_extension;

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

/// `[this] (https://example.org)`
pub(super) fn apart(brackets: &Brackets<'_>, rest: &str) -> Option<(usize, Diagnostic)> {
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
pub(super) fn not_an_address(brackets: &Brackets<'_>, rest: &str) -> Option<(usize, Diagnostic)> {
    let (words, sign) = (brackets.words, brackets.sign());
    let Some(inside) = in_parentheses(rest) else { return unclosed(brackets, rest) };
    let address = inside.trim();
    if address.contains("{{") || address.contains("{%") {
        // That is reported as a leftover of another tool.
        return None;
    }
    if let Some(diagnostic) = with_title(brackets, address) {
        return Some((inside.len() + 2, diagnostic));
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

/// `[Wayne State](https://example.org`, `[the letter](letter.md.`
fn unclosed(brackets: &Brackets<'_>, rest: &str) -> Option<(usize, Diagnostic)> {
    let (words, sign) = (brackets.words, brackets.sign());
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let first = line.split(char::is_whitespace).next().unwrap_or_default();
    let first = first.trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '}', '>', '*', '_', '"', '”', '’', '»']);
    let first = first.trim_start_matches('<');
    let address = if is_address(first) { first } else { line };
    let message = format!("a `)` is missing at the end of the address, so this is not {}", brackets.noun());
    let help = if address.contains(' ') {
        format!("write `{sign}[{words}](<{address}>)`")
    } else {
        format!("write `{sign}[{words}]({address})`")
    };
    is_address(address).then(|| (address.len() + 1, Diagnostic::warning(message).help(help)))
}

/// `[the letter](letter.md "May I)`, `[the letter](letter.md May I?)`, `[the letter](<letter.md)`
fn with_title(brackets: &Brackets<'_>, inside: &str) -> Option<Diagnostic> {
    let (words, sign) = (brackets.words, brackets.sign());
    let write = |address: &str, title: &str| format!("write `{sign}[{words}]({address} {title})`");
    let noun = brackets.noun();
    if let Some(address) = inside.strip_prefix('<').filter(|address| !address.contains('>') && is_address(address)) {
        let diagnostic = Diagnostic::warning(format!("a `>` is missing after the address, so this is not {noun}"));
        let angle = if address.contains(' ') { format!("<{address}>") } else { address.to_owned() };
        return Some(diagnostic.help(format!("write `{sign}[{words}]({angle})`")));
    }
    let (address, title) = inside.split_once(char::is_whitespace).filter(|(address, _)| is_address(address))?;
    let title = title.trim();
    let quote = title.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        // `my file.md` has a space, and `letter.md May I?` has a title.
        let is_file = has_extension(address, &["md"]) && title.starts_with(char::is_uppercase) && !is_address(title);
        let message = format!("the title needs quotation marks, so this is not {noun}");
        return is_file.then(|| Diagnostic::warning(message).help(write(address, &format!("\"{title}\""))));
    };
    let text = &title[1..];
    let Some(text) = text.strip_suffix(quote) else {
        let diagnostic =
            Diagnostic::warning(format!("the quotation mark of the title is never closed, so this is not {noun}"));
        return Some(diagnostic.help(write(address, &format!("{quote}{}{quote}", text.trim_end()))));
    };
    text.contains(quote).then(|| {
        let diagnostic =
            Diagnostic::warning(format!("the quotation marks within the title keep this from being {noun}"));
        let other = if quote == '"' { '\'' } else { '"' };
        let title = if text.contains(other) {
            format!("{quote}{}{quote}", text.replace(quote, &format!("\\{quote}")))
        } else {
            format!("{other}{text}{other}")
        };
        diagnostic.help(write(address, &title))
    })
}
