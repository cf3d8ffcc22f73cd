//! Finds passwords and tokens in a text, so that no message shows them. It looks at the text alone: a secret is hidden
//! in a file that cannot be understood, too.

use std::borrow::Cow;
use std::ops::Range;

/// Beginnings of tokens that services hand out, with the number of characters that must follow.
const TOKENS: [(&str, usize); 21] = [
    ("ghp_", 4),
    ("gho_", 4),
    ("ghu_", 4),
    ("ghs_", 4),
    ("ghr_", 4),
    ("github_pat_", 4),
    ("glpat-", 4),
    ("gldt-", 8),
    ("glcbt-", 8),
    ("glptt-", 8),
    ("xoxb-", 8),
    ("xoxp-", 8),
    ("npm_", 20),
    ("pypi-", 20),
    ("dop_v1_", 20),
    ("hf_", 20),
    ("nfp_", 20),
    ("sk_live_", 8),
    ("AKIA", 16),
    ("ASIA", 16),
    ("eyJhbGci", 20),
];

/// Words that make a name that of a secret, wherever they are in it.
const WORDS: [&str; 12] = [
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
    "privatekey",
    "credential",
];

/// Words that do so only between `-`, `_` and `.`.
const SHORT_WORDS: [&str; 5] = ["pass", "pwd", "pw", "psk", "sig"];

/// Names that do so alone.
const NAMES: [&str; 4] = ["auth", "authorization", "bearer", "signature"];

/// Ends of names whose value says where the secret is, and is none.
const ELSEWHERE: [&str; 6] = ["file", "path", "command", "cmd", "env", "stdin"];

/// Programs that take a name and a password after `-u`.
const LOGIN_PROGRAMS: [&str; 12] =
    ["cadaver", "curl", "ftp", "http", "https", "lftp", "ncftp", "ncftpput", "wget", "wput", "xh", "smbclient"];

/// Programs that take a password after `-p`.
const PASSWORD_PROGRAMS: [&str; 3] = ["sshpass", "ncftp", "ncftpput"];

/// Words before a `:` that are no name of a user, in `mailto:ada@desk.example`.
const SCHEMES: [&str; 7] = ["mailto", "acct", "xmpp", "sip", "npm", "jsr", "docker"];

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

/// Returns true if there is a password or a token in the text.
pub fn holds_secret(text: &str) -> bool {
    !secrets(text).is_empty()
}

/// Returns the text with an asterisk for each byte of a secret: all places in it stay where they are.
pub fn mask_secrets(text: &str) -> Cow<'_, str> {
    let found = secrets(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for range in found {
        masked.push_str(&text[at..range.start]);
        // Lines stay lines.
        let hidden =
            text[range.clone()].bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { byte.into() } else { '*' });
        masked.extend(hidden);
        at = range.end;
    }
    masked.push_str(&text[at..]);
    Cow::Owned(masked)
}

/// Returns where the secrets of a text are, in order, none in another.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut found = tokens(text);
    found.extend(passwords_of_addresses(text));
    found.extend(named(text));
    found.extend(arguments(text));
    // Written twice, it is hidden twice.
    let again = found.iter().map(|range| &text[range.clone()]).filter(|secret| secret.trim().len() >= 4);
    let again: Vec<_> = again.flat_map(|secret| text.match_indices(secret)).collect();
    found.extend(again.into_iter().map(|(start, secret)| start..start + secret.len()));
    found.retain(|range| !range.is_empty());
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (prefix, least) in TOKENS {
        for (start, _) in text.match_indices(prefix) {
            let rest = &text[start + prefix.len()..];
            let length = rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
            if length >= least && !text[..start].ends_with(is_word) {
                found.push(start..start + prefix.len() + length);
            }
        }
    }
    for (start, begin) in text.match_indices("-----BEGIN ") {
        let rest = &text[start + begin.len()..];
        if rest.split("-----").next().is_some_and(|kind| kind.ends_with("PRIVATE KEY")) {
            let end = rest.find("-----END ").map_or(text.len(), |at| start + begin.len() + at);
            found.push(start..end);
        }
    }
    found
}

/// Finds the password in `https://ada:password@host` and `ada:password@host`, and a token in place of the name.
fn passwords_of_addresses(text: &str) -> Vec<Range<usize>> {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ',' | '{' | '}' | '[' | ']' | '<' | '>' | '=');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start =
            text[..at].rfind(ends).map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let host = &text[at + 1..];
        if !host.starts_with(|c: char| c.is_alphanumeric() || c == '[') || host.starts_with("sha256:") {
            continue;
        }
        let word = &text[start..at];
        let (scheme, user) = word.rsplit_once("://").map_or(("", word), |(scheme, rest)| (scheme, rest));
        let begin = at - user.len();
        match user.split_once(':') {
            Some((name, password)) if !is_reference(password) && (!scheme.is_empty() || is_login(name, password)) => {
                found.push(begin + name.len() + 1..at);
            }
            None if scheme.starts_with("http") && is_random(user) => found.push(begin..at),
            _ => {}
        }
    }
    found
}

fn is_login(name: &str, password: &str) -> bool {
    let well_formed = !name.is_empty() && name.chars().all(|c| is_word(c) || c == '.');
    well_formed && !SCHEMES.contains(&name) && !password.starts_with(['/', '\\']) && !password.contains('/')
}

/// Returns true if a user's name is so long and so mixed that it is a token.
fn is_random(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    name.len() >= 20 && digits >= 4 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Returns true for a placeholder of a secret: `$NAME`, `%NAME%`, `<password>`, a command in backquotes.
fn is_reference(value: &str) -> bool {
    value.is_empty() || value.starts_with(['$', '%', '`', '<', '*']) || value.starts_with("{{")
}

/// Finds the value after the name of a secret: `TOKEN=…`, `--password …`, `pwd: …`.
fn named(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|found| at + found) {
        let name = &text[start..];
        let name = &name[..name.find(|c: char| !is_word(c) && c != '.').unwrap_or(name.len())];
        at = start + name.len();
        let rest = &text[at..];
        let quoted = usize::from(rest.starts_with(['"', '\'']));
        let separated = match rest[quoted..].chars().next() {
            Some('=') => names_secret(name),
            Some(':') => names_secret(name) || ["key", "login"].contains(&&*name.to_lowercase()),
            Some(' ') => name.starts_with('-') && names_secret(name),
            _ => false,
        };
        // `user: ada:password`, as `curl -u` takes it.
        if name.eq_ignore_ascii_case("user") && rest[quoted..].starts_with(':') {
            let login = value(text, at + quoted + 1);
            found.extend(
                login.and_then(|range| text[range.clone()].find(':').map(|colon| range.start + colon + 1..range.end)),
            );
        }
        if separated {
            let is_option = rest.starts_with(' ');
            found.extend(
                value(text, at + quoted + 1).filter(|range| !is_option || !text[range.clone()].starts_with('-')),
            );
        }
    }
    found
}

/// Returns where a value is that begins here or after spaces. `None` if it is a placeholder.
fn value(text: &str, from: usize) -> Option<Range<usize>> {
    let skipped = |at: usize| at + text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
    let mut start = skipped(from);
    for scheme in ["Bearer ", "Basic ", "token "] {
        if text[start..].get(..scheme.len()).is_some_and(|word| word.eq_ignore_ascii_case(scheme)) {
            start = skipped(start + scheme.len());
        }
    }
    let rest = &text[start..];
    let length = match rest.chars().next()? {
        quote @ ('"' | '\'') => {
            start += 1;
            let length = rest[1..].find([quote, '\n']);
            length.unwrap_or(rest.len() - 1)
        }
        '|' | '>' => block(text, start),
        _ => rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}' | '&' | ';' | ')'))
            .unwrap_or(rest.len()),
    };
    let range = start..start + length;
    (!is_reference(&text[range.clone()])).then_some(range)
}

/// Returns the length of a YAML block: the rest of the line, and all lines after it that are indented more.
fn block(text: &str, start: usize) -> usize {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let outer = indent(&text[line..]);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    first + lines.take_while(|line| line.trim().is_empty() || indent(line) > outer).map(str::len).sum::<usize>()
}

/// Finds the password in `curl -u ada:password`, `lftp -u ada,password` and `sshpass -p password`.
fn arguments(text: &str) -> Vec<Range<usize>> {
    let separates = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let words: Vec<&str> = text.split(separates).filter(|word| !word.is_empty()).collect();
    let calls = |programs: &[&str]| {
        words.iter().any(|word| programs.contains(&word.rsplit('/').next().unwrap_or(word).trim_end_matches(".exe")))
    };
    let (logs_in, takes_password) = (calls(&LOGIN_PROGRAMS), calls(&PASSWORD_PROGRAMS));
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied();
        let after = |options: &[&str]| {
            let joined = |option: &&str| word.strip_prefix(*option).filter(|rest| !rest.is_empty());
            let rest = options.iter().find_map(joined);
            // After a long option, a `=` begins the value.
            let rest = if word.starts_with("--") { rest.and_then(|rest| rest.strip_prefix('=')) } else { rest };
            // A quote ends a word: `--user='ada:…'` are two.
            if options.contains(&word.trim_end_matches('=')) { next } else { rest }
        };
        if logs_in
            && let Some((_, password)) =
                after(&["--user", "--proxy-user", "-u", "-U"]).and_then(|login| login.split_once([':', ',']))
        {
            found.extend(place(text, password));
        }
        if takes_password && let Some(password) = after(&["-p"]) {
            found.extend(place(text, password));
        }
    }
    found
}

/// Returns where a part of a text is in it. `None` for a placeholder.
fn place(text: &str, part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    (!is_reference(part)).then_some(start..start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_however_it_is_written() {
        let texts = [
            ("https://ghp_16C7e42F@github.com/ada/a", "https://************@github.com/ada/a"),
            ("https://ada:hunter2@dav.example/", "https://ada:*******@dav.example/"),
            ("https://a19ddaff2be5282e36a77512f28e@github.com/a", "https://****************************@github.com/a"),
            ("ada:hunter2@web.example", "ada:*******@web.example"),
            ("curl -T a -u ada:hunter2 ftp://web.example/", "curl -T a -u ada:******* ftp://web.example/"),
            ("curl -uada:hunter2 x", "curl -uada:******* x"),
            ("curl --user='ada:hunter2' x", "curl --user='ada:*******' x"),
            ("lftp -u ada,hunter2 web.example", "lftp -u ada,******* web.example"),
            ("sshpass -phunter2 rsync a b", "sshpass -p******* rsync a b"),
            ("sshpass -p hunter2 rsync a b", "sshpass -p ******* rsync a b"),
            ("netlify deploy --auth hunter2", "netlify deploy --auth *******"),
            ("surge --token=hunter2 public", "surge --token=******* public"),
            ("NETLIFY_AUTH_TOKEN='hunter 2' netlify", "NETLIFY_AUTH_TOKEN='********' netlify"),
            ("curl -H 'Authorization: Bearer hunter2' x", "curl -H 'Authorization: Bearer *******' x"),
            ("rclone --webdav-pass hunter2 a", "rclone --webdav-pass ******* a"),
            ("https://x.example/up?a=b&token=hunter2&c=d", "https://x.example/up?a=b&token=*******&c=d"),
            ("{ kind: webdav, password: hunter2 }", "{ kind: webdav, password: ******* }"),
            ("pwd: \"hunter2\"", "pwd: \"*******\""),
            ("  pass: |\n    hunter2\n  user: a", "  pass: *\n***********\n  user: a"),
            ("key: hunter2", "key: *******"),
            ("{ user: 'ada:hunter2' }", "{ user: 'ada:*******' }"),
            ("password: hunter2\nuser: hunter2", "password: *******\nuser: *******"),
        ];
        for (text, masked) in texts {
            assert_eq!(mask_secrets(text), masked);
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        let texts = [
            "rsync -rt --exclude=.callslip* public/ marchetti@www.example.edu:public_html/",
            "ssh://git@github.com:22/ada/a.git",
            "git@github.com:ada/a.git",
            "https://ada@bitbucket.org/ada/a.git",
            "curl -u ada:$PASSWORD -T a ftp://web.example/",
            "curl -u ada: x",
            "TOKEN=$TOKEN surge --token \"$TOKEN\" public",
            "netlify deploy --auth $NETLIFY_AUTH_TOKEN",
            "https://ada:$PASSWORD@dav.example/",
            "docker run -u 1000:1000 image:1.0@sha256:abcdef up",
            "mailto:ada@desk.example",
            "sshpass -e rsync public/ ada@web.example:www/",
            "C:\\Users\\ada@home",
            "rsync -u public/ web:www/",
            "rclone copy public/ s3:my-column --password-command 'pass show web'",
        ];
        for text in texts {
            assert_eq!(mask_secrets(text), text);
        }
    }
}
