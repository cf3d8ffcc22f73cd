//! Finds passwords and tokens in a text, so that no message shows them. It looks at the text alone: a secret is hidden
//! in a file that cannot be understood, too. The time that it takes is in proportion to the text.

mod addresses;
mod commands;
mod names;
mod placeholder;
mod tokens;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Diagnostic;

pub use addresses::address_holds_secret;
pub use names::names_secret;

/// The secrets of a text.
#[derive(Debug)]
pub struct Secrets<'t> {
    text: &'t str,
    /// The places of the secrets, in order, none in another.
    places: Vec<Range<usize>>,
    /// Finds the secrets, as they are written, in other texts. `None` if there is none.
    values: Option<AhoCorasick>,
}

impl<'t> Secrets<'t> {
    /// Finds the secrets of a text.
    pub fn of(text: &'t str) -> Self {
        Self::with_known(text, &[], &[])
    }

    /// Finds the secrets of a text, besides these places of it and these values, which its reader knows to be secret.
    pub fn with_known(text: &'t str, places: &[Range<usize>], values: &[String]) -> Self {
        let mut found = secrets(text);
        found.extend_from_slice(places);
        let written = found.iter().filter_map(|range| text.get(range.clone())).chain(values.iter().map(String::as_str));
        let written: BTreeSet<&str> = written.map(str::trim).filter(|secret| secret.len() > 2).collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            // The fastest kind takes too much memory if a secret is as long as a file.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&written);
        let values = automaton.ok().filter(|_| !written.is_empty());
        // Written twice, it is hidden twice.
        let again = values.iter().flat_map(|values| values.find_iter(text)).map(|again| again.range());
        let again: Vec<_> = again.filter(|again| again.len() >= 4).collect();
        found.extend(again);
        Self { text, places: merged(found), values }
    }

    /// Returns the text with an asterisk for each byte of a secret: all places in it stay where they are.
    pub fn masked(&self) -> Cow<'t, str> {
        if self.places.is_empty() {
            return Cow::Borrowed(self.text);
        }
        let mut masked = String::with_capacity(self.text.len());
        let mut at = 0;
        for Range { start, end } in self.places.iter().cloned() {
            masked.push_str(&self.text[at..start]);
            // Lines stay lines.
            let hidden = self.text[start..end].bytes();
            masked.extend(hidden.map(|byte| if matches!(byte, b'\n' | b'\r') { byte.into() } else { '*' }));
            at = end;
        }
        masked.push_str(&self.text[at..]);
        Cow::Owned(masked)
    }

    /// Replaces the secrets in the words of a diagnostic.
    pub fn hide_in(&self, diagnostic: &mut Diagnostic) {
        let Some(values) = &self.values else { return };
        let Diagnostic { message, label, help, related, .. } = diagnostic;
        let labels = related.iter_mut().map(|other| &mut other.label);
        for words in [message].into_iter().chain(label).chain(help).chain(labels) {
            if values.is_match(words.as_str()) {
                let stars = vec!["***"; values.patterns_len()];
                *words = values.replace_all(words, &stars);
            }
        }
    }
}

/// Returns true if there is a password or a token in the text.
pub fn holds_secret(text: &str) -> bool {
    !secrets(text).is_empty()
}

/// Returns the text with an asterisk for each byte of a secret.
pub fn mask_secrets(text: &str) -> Cow<'_, str> {
    Secrets::of(text).masked()
}

/// Returns the places of tokens, and of secrets in URLs: what is secret in a text of any kind.
pub fn secrets_of_any_text(text: &str) -> Vec<Range<usize>> {
    let mut found = tokens::tokens(text);
    found.extend(addresses::of_urls(text));
    merged(found)
}

/// Returns each place with the rest of its line, and with the lines after it that are indented more: in YAML that cannot be
/// read, a secret may reach so far.
pub fn secrets_with_their_lines(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for Range { start, end } in merged(secrets(text)) {
        if found.last().is_some_and(|last| end <= last.end) {
            continue;
        }
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let next = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        found.push(start..next + names::indented_more(&text[next..], names::indent(&text[line..])));
    }
    found
}

/// Returns the places of the secrets of a text, in any order. They may overlap.
fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut found = tokens::tokens(text);
    found.extend(addresses::passwords(text));
    found.extend(names::named(text));
    found.extend(commands::arguments(text));
    found.retain(|range| !range.is_empty());
    found
}

/// Returns the places in order, those that overlap or touch as one.
fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.retain(|range| !range.is_empty());
    places.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for range in places {
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
    fn no_sign_in_an_address_hides_its_password() {
        let texts = [
            ("password: correct horse\n", "password: *************\n"),
            ("https://ada:a=b,c{$d@dav.example/", "https://ada:********@dav.example/"),
            ("'https://ada:a b@dav.example/'", "'https://ada:***@dav.example/'"),
            ("https://ada:$3cret@dav.example/", "https://ada:******@dav.example/"),
            ("https://ada:%24ecret@dav.example/", "https://ada:********@dav.example/"),
            ("https://ada:a/b?c#d@dav.example/", "https://ada:*******@dav.example/"),
            ("https:/ada:hunter2@dav.example/", "https:/ada:*******@dav.example/"),
            ("https:ada:hunter2@dav.example/", "https:***********@dav.example/"),
            ("HTTPS:\\\\ada:hunter2@dav.example/", "HTTPS:\\\\ada:*******@dav.example/"),
            ("//ada:hunter2@nas/share", "//ada:*******@nas/share"),
            ("ada:a=b@web.example", "ada:***@web.example"),
            ("https://abcdefghijklmnopqrst@github.com", "https://********************@github.com"),
            ("https://abcdefghijklmnopqrst:@github.com", "https://********************:@github.com"),
            ("https://abc:x-oauth-basic@github.com", "https://***:*************@github.com"),
            ("https://ghp%5F16C7e42F@github.com", "https://**************@github.com"),
        ];
        for (text, masked) in texts {
            assert_eq!(mask_secrets(text), masked);
        }
    }

    #[test]
    fn what_programs_take_is_found() {
        let texts = [
            ("SSHPASS=hunter2 sshpass -e rsync a b", "SSHPASS=******* sshpass -e rsync a b"),
            ("http -a ada:hunter2 PUT x", "http -a ada:******* PUT x"),
            ("http -A bearer -a hunter2 PUT x", "http -A bearer -a ******* PUT x"),
            ("lftp sftp://ada,hunter2@web.example", "lftp sftp://ada,*******@web.example"),
            ("curl --oauth2-bearer hunter2 x", "curl --oauth2-bearer ******* x"),
            ("aws configure set aws_secret_access_key hunter2", "aws configure set aws_secret_access_key *******"),
            ("npm config set //r.example/:_authToken hunter2", "npm config set //r.example/:_authToken *******"),
            ("smbclient -U ada%hunter2 //nas/share", "smbclient -U ada%******* //nas/share"),
            (
                "echo machine h login a password hunter2 > ~/.netrc",
                "echo machine h login a password ******* > ~/.netrc",
            ),
            ("az x --account-key hunter2", "az x --account-key *******"),
            ("printf \"user ada hunter2\" | ftp -n h", "printf \"user ada *******\" | ftp -n h"),
            ("mysql -phunter2 -e x", "mysql -p******* -e x"),
            ("docker login -u a -p hunter2", "docker login -u a -p *******"),
            ("echo hunter2 | docker login --password-stdin", "echo ******* | docker login --password-stdin"),
            ("rclone obscure hunter2", "rclone obscure *******"),
            ("mc alias set s3 https://s3.example key hunter2", "mc alias set s3 https://s3.example *** *******"),
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
            "docker run -p 8080:80 image",
            "mysql -p letters",
            "curl -u \"%NAME%:%PASSWORD%\" x",
            "curl -u ada:${PASSWORD} x",
            "http -a ada PUT x",
            "echo \"$TOKEN\" | docker login --password-stdin",
            "https://ada.marchetti@bitbucket.org/ada/a.git",
            "https://medium.example/@ada:a@b",
            "https://web.example:8443/@ada",
            "https://my_own_gardening_column@git.example",
            "sftp://u123456-sub1@web.example/www",
            "see https://web.example, or write to ada@web.example",
            "aws configure set region eu-west-1",
            "wget -U 'a: b' x",
        ];
        for text in texts {
            assert_eq!(mask_secrets(text), text);
        }
    }

    #[test]
    fn a_secret_is_searched_for_in_time_that_grows_with_the_text() {
        // Each of them is looked at as a whole from each place in it, if it is searched without care.
        let texts = ["a@", "pw=aaaaaa ", "pw=$(", "pw=`", "user:", "pass: | ", "ghp_.", "a:b//", "a:b@@", "{pw:<"];
        for text in texts.into_iter().chain(["-----BEGIN PRIVATE KEY-----", "pw=aaaaaa\n ", "https://a:b", "user a "]) {
            let _ = mask_secrets(&text.repeat((1 << 20) / text.len()));
        }
    }
}
