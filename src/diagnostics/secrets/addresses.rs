//! Passwords in addresses: `https://ada:password@host`, `ada:password@host`, and a token in place of the name.
//!
//! The authority of a URL is found as browsers find it (WHATWG URL, "authority state"): it ends at the first `/`, `\`, `?`
//! or `#`, and the last `@` in it ends the name and the password.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::is_word;
use super::placeholder::is_placeholder;
use super::tokens::tokens;

/// Words before a `:` that are no name of a user, in `mailto:ada@desk.example`.
const SCHEMES: [&str; 7] = ["mailto", "acct", "xmpp", "sip", "npm", "jsr", "docker"];

/// Schemes after which a browser needs no `//`.
const WEB_SCHEMES: [&str; 5] = ["http", "https", "ws", "wss", "ftp"];

/// Schemes after which lftp takes `ada,password`.
const FTP_SCHEMES: [&str; 4] = ["ftp", "ftps", "sftp", "fish"];

/// The passwords of services that take a token as the name.
const NO_PASSWORDS: [&str; 3] = ["", "x-oauth-basic", "X"];

/// The greatest length of a password with a `/` in it, in bytes.
const LONGEST_BROKEN: usize = 200;

/// A URL in a text.
struct Url {
    /// Its scheme.
    scheme: Range<usize>,
    /// Its authority, or more if a password breaks it.
    authority: Range<usize>,
}

/// Finds the secrets in the addresses of a text.
pub(super) fn passwords(text: &str) -> Vec<Range<usize>> {
    let mut found = of_urls(text);
    found.extend(words(text).filter_map(|word| login(text, word, is_placeholder)));
    found
}

/// Finds the secrets in the URLs of a text.
pub(super) fn of_urls(text: &str) -> Vec<Range<usize>> {
    urls(text).into_iter().flat_map(|url| in_url(text, &url, is_placeholder)).collect()
}

/// Returns true if a text that is one address as a whole holds a password or a token. Nothing in it is a placeholder.
pub fn address_holds_secret(address: &str) -> bool {
    let address = address.trim();
    let slashes = address.find("//").or_else(|| address.find("\\\\")).or_else(|| address.find(":/").map(|at| at + 1));
    let Some(slashes) = slashes.filter(|at| is_scheme(address[..*at].trim_end_matches(':'))) else {
        return login(address, 0..address.len(), str::is_empty).is_some();
    };
    let rest = &address[slashes..];
    let start = address.len() - rest.trim_start_matches(['/', '\\']).len();
    let scheme = 0..address[..slashes].trim_end_matches(':').len();
    let url = Url { scheme, authority: authority(address, start, |_| false) };
    !in_url(address, &url, str::is_empty).is_empty()
}

fn is_scheme(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Finds the URLs of a text. None is within the authority of another.
fn urls(text: &str) -> Vec<Url> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(slashes) = text[at..].find(['/', '\\']).map(|found| at + found) {
        let rest = &text[slashes..];
        let start = text.len() - rest.trim_start_matches(['/', '\\']).len();
        let before = &text[at..slashes];
        let name = before.strip_suffix(':').unwrap_or(before);
        let scheme = name.len() - name.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c)).len();
        let scheme = at + name.len() - scheme..at + name.len();
        let is_web = || WEB_SCHEMES.iter().any(|web| text[scheme.clone()].eq_ignore_ascii_case(web));
        let is_url = start - slashes > 1 || name.len() < before.len() && is_web();
        at = start;
        if !is_url {
            continue;
        }
        // In quotes, it ends with them.
        let quote = text[..scheme.start].chars().next_back().filter(|before| matches!(before, '"' | '\'' | '`'));
        let ends = |c: char| match quote {
            Some(quote) => c == quote || c == '\n',
            None => c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'),
        };
        let authority = authority(text, start, ends);
        at = authority.end;
        found.push(Url { scheme, authority });
    }
    found
}

/// Returns the authority that begins at `start`. It reaches further if a password with a `/` breaks it.
fn authority(text: &str, start: usize, ends: impl Fn(char) -> bool) -> Range<usize> {
    let rest = &text[start..];
    let rest = &rest[..rest.find(|c: char| matches!(c, '/' | '\\' | '?' | '#') || ends(c)).unwrap_or(rest.len())];
    let whole = start..start + rest.len();
    let port = rest.split_once(':').map(|(_, port)| port).unwrap_or_default();
    if rest.contains('@') || rest.starts_with('[') || port.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole;
    }
    let after = &text[whole.end..];
    let after = &after[..after.floor_char_boundary(LONGEST_BROKEN)];
    let after = &after[..after.find(ends).unwrap_or(after.len())];
    after.rfind('@').map_or(whole.clone(), |at| whole.start..whole.end + at + 1)
}

/// Returns the password of a URL, and its name if that is a token.
fn in_url(text: &str, url: &Url, is_placeholder: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let scheme = text[url.scheme.clone()].to_ascii_lowercase();
    let Some(user_info) = text[url.authority.clone()].rsplit_once('@').map(|(user_info, _)| user_info) else {
        return Vec::new();
    };
    let is_ftp = FTP_SCHEMES.contains(&scheme.as_str());
    let (name, password) = match user_info.split_once(|c| c == ':' || c == ',' && is_ftp) {
        Some((name, password)) => (name, Some(password)),
        None => (user_info, None),
    };
    let start = url.authority.start;
    let mut found = Vec::new();
    if password.is_some_and(|password| !is_placeholder(password)) {
        found.push(start + name.len() + 1..start + user_info.len());
    }
    let is_login = password.is_some_and(|password| !NO_PASSWORDS.contains(&password));
    let is_key = password == Some("x-oauth-basic") && !is_placeholder(name);
    if is_key || !is_login && (scheme.is_empty() || scheme.starts_with("http")) && is_token(name) {
        found.push(start..start + name.len());
    }
    found
}

/// Returns true if the name of a user is so long, or so mixed, that it is a token.
fn is_token(name: &str) -> bool {
    let name = percent_decode_str(name).decode_utf8_lossy();
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let is_long = name.len() >= 20 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_long && (digits >= 4 || !name.contains('_')) || !tokens(&name).is_empty()
}

/// Returns the words of a text that have an `@` in them and are no URL.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ',' | '{' | '}' | '[' | ']' | '<' | '>');
    let parts = text.split(ends).filter(|word| word.contains('@') && !word.contains("//"));
    parts.map(|word| {
        // `--user=ada:…`: but a password may have a `=`, too.
        let name = word.split(':').next().unwrap_or_default();
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        start + name.rfind('=').map_or(0, |at| at + 1)..start + word.len()
    })
}

/// Returns the password of `ada:password@host`.
fn login(text: &str, word: Range<usize>, is_placeholder: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let is_host =
        |host: &str| host.starts_with(|c: char| c.is_alphanumeric() || c == '[') && !host.starts_with("sha256:");
    let written = &text[word.clone()];
    let (at, _) = written.rmatch_indices('@').find(|(at, _)| is_host(&written[at + 1..]))?;
    let (name, password) = written[..at].split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| is_word(c) || c == '.') && !SCHEMES.contains(&name);
    // `host:folder/a@b` is a path on a server.
    let is_password = !password.starts_with('\\') && !password.contains('/') && !is_placeholder(password);
    (is_name && is_password).then(|| word.start + name.len() + 1..word.start + at)
}
