//! Values after the name of a secret: `TOKEN=…`, `--password …`, `pwd: …`.

use std::ops::Range;

use super::is_word;
use super::placeholder::is_placeholder;

/// Words that make a name that of a secret, wherever they are in it.
const WORDS: [&str; 18] = [
    "password",
    "passwort",
    "passwd",
    "passphrase",
    "passcode",
    "kennwort",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "accountkey",
    "authkey",
    "sharedkey",
    "storagekey",
    "privatekey",
    "connectionstring",
    "credential",
    "sshpass",
];

/// Words that do so only between `-`, `_` and `.`.
const SHORT_WORDS: [&str; 10] =
    ["pass", "pwd", "pw", "psk", "sig", "signature", "passin", "passout", "bearer", "authorization"];

/// Names that do so alone.
const NAMES: [&str; 3] = ["auth", "pgpass", "ftppass"];

/// Ends of names whose value says where the secret is, and is none.
const ELSEWHERE: [&str; 6] = ["file", "path", "command", "cmd", "env", "stdin"];

/// Returns true if a field, an option or a variable of this name holds a secret.
pub fn names_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    let joined = name.replace(['-', '_', '.', ' '], "");
    // `--password-file` says where the password is.
    if ELSEWHERE.iter().any(|end| joined.ends_with(end)) {
        return false;
    }
    WORDS.iter().any(|word| joined.contains(word))
        || name.split(['-', '_', '.', ' ']).any(|part| SHORT_WORDS.contains(&part))
        || NAMES.contains(&joined.as_str())
}

/// Finds the values after the names of secrets. No part of the text is looked at more than a few times.
pub(super) fn named(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|found| at + found) {
        let name = &text[start..];
        let name = &name[..name.find(|c: char| !is_word(c) && c != '.').unwrap_or(name.len())];
        at = start + name.len();
        let rest = &text[at..];
        let quoted = usize::from(rest.starts_with(['"', '\'']));
        let sign = rest[quoted..].chars().next();
        let is_named = match sign {
            Some('=') => names_secret(name),
            Some(':') => names_secret(name) || ["key", "login"].contains(&&*name.to_lowercase()),
            Some(' ') => name.starts_with('-') && names_secret(name),
            _ => false,
        };
        // `user: ada:password`, as `curl -u` takes it.
        let is_login = sign == Some(':') && name.eq_ignore_ascii_case("user");
        if !is_named && !is_login {
            continue;
        }
        let value = value(text, at + quoted + 1, sign == Some(':'));
        let written = &text[value.clone()];
        if is_named && sign == Some(' ') && written.starts_with('-') {
            continue;
        }
        let start = if is_named { Some(0) } else { written.find(':').map(|colon| colon + 1) };
        let secret = start.map(|start| value.start + start..value.end);
        found.extend(secret.filter(|secret| !is_placeholder(&text[secret.clone()])));
        at = at.max(value.end);
    }
    found
}

/// Returns where a value is that begins here or after spaces. After a colon, it may have several words.
fn value(text: &str, from: usize, may_have_spaces: bool) -> Range<usize> {
    let skipped = |at: usize| at + text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
    let mut start = skipped(from);
    for scheme in ["Bearer ", "Basic ", "token "] {
        if text[start..].get(..scheme.len()).is_some_and(|word| word.eq_ignore_ascii_case(scheme)) {
            start = skipped(start + scheme.len());
        }
    }
    let rest = &text[start..];
    let ends = |c: char| {
        let is_space = c.is_whitespace() && !(may_have_spaces && matches!(c, ' ' | '\t'));
        is_space || matches!(c, '"' | '\'' | ',' | '}' | '&' | ';' | ')')
    };
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            start += 1;
            rest[1..].find([quote, '\n']).unwrap_or(rest.len() - 1)
        }
        Some('|' | '>') => block(text, start),
        _ => rest[..rest.find(ends).unwrap_or(rest.len())].trim_end().len(),
    };
    start..start + length
}

/// Returns the length of a YAML block: the rest of the line, and all lines after it that are indented more.
fn block(text: &str, start: usize) -> usize {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    first + indented_more(&text[start + first..], indent(&text[line..]))
}

/// Returns the length of the lines at the start of a text that are empty, or indented more than `outer`.
pub(super) fn indented_more(text: &str, outer: usize) -> usize {
    let lines = text.split_inclusive('\n');
    lines.take_while(|line| line.trim().is_empty() || indent(line) > outer).map(str::len).sum()
}

/// Returns the number of spaces before a line.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
