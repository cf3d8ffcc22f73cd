//! Passwords in commands: what the programs that publish take as arguments, and what is written into them.

use std::ops::Range;

use super::names::names_secret;
use super::placeholder::is_placeholder;

/// Options of programs with a secret after them.
struct SecretOption {
    programs: &'static [&'static str],
    options: &'static [&'static str],
    /// Only if a word of the command ends with this.
    with: &'static str,
    value: OptionValue,
}

/// The value of an option.
enum OptionValue {
    /// A name and a password, with one of these signs between them.
    Login(&'static [char]),
    /// A password, with a space before it or none.
    Password,
    /// A password, with nothing before it.
    Joined,
}

const fn option(
    programs: &'static [&'static str],
    options: &'static [&'static str],
    value: OptionValue,
) -> SecretOption {
    SecretOption { programs, options, with: "", value }
}

/// Programs that send web requests, with options like those of `HTTPie`.
const HTTPIE: &[&str] = &["http", "https", "xh", "xhs"];

const OPTIONS: [SecretOption; 14] = [
    option(
        &["curl"],
        &["-u", "-U", "--user", "--proxy-user", "-E", "--cert", "--proxy-cert"],
        OptionValue::Login(&[':']),
    ),
    option(HTTPIE, &["-a", "--auth"], OptionValue::Login(&[':'])),
    SecretOption { with: "bearer", ..option(HTTPIE, &["-a", "--auth"], OptionValue::Password) },
    option(
        &["cadaver", "ftp", "lftp", "ncftp", "ncftpput", "wput"],
        &["-u", "-U", "--user"],
        OptionValue::Login(&[':', ',']),
    ),
    option(
        &["net", "rpcclient", "smbclient", "smbget", "smbmap"],
        &["-u", "-U", "--user"],
        OptionValue::Login(&['%', ':', ',']),
    ),
    option(
        &["duck", "mongo", "mongodump", "mongosh", "ncftp", "ncftpget", "ncftpls", "ncftpput", "sshpass"],
        &["-p"],
        OptionValue::Password,
    ),
    SecretOption {
        with: "login",
        ..option(&["az", "buildah", "docker", "helm", "oras", "podman"], &["-p"], OptionValue::Password)
    },
    option(
        &["7z", "7za", "7zz", "mariadb", "mariadb-dump", "mysql", "mysqldump", "rar", "unrar"],
        &["-p", "-hp"],
        OptionValue::Joined,
    ),
    option(&["redis-cli"], &["-a"], OptionValue::Password),
    option(&["unzip", "zip"], &["-P"], OptionValue::Password),
    option(&["fly", "flyctl", "vercel"], &["-t"], OptionValue::Password),
    option(&["openssl"], &["-k", "-K"], OptionValue::Password),
    option(&["rclone"], &["obscure"], OptionValue::Password),
    option(&["ftp", "lftp", "ncftp", "nc", "telnet", "tnftp"], &["pass", "PASS"], OptionValue::Password),
];

/// Options with which a program reads a secret from what is written into it.
const FROM_INPUT: [&str; 2] = ["--password-stdin", "--with-token"];

/// A command, word by word.
struct CommandWords<'t> {
    text: &'t str,
    words: Vec<&'t str>,
}

/// Finds the secrets among the arguments of a command, and in what it writes into another.
pub(super) fn arguments(text: &str) -> Vec<Range<usize>> {
    let separates = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let command = CommandWords { text, words: text.split(separates).filter(|word| !word.is_empty()).collect() };
    let mut found = Vec::new();
    for option in &OPTIONS {
        let is_meant = option.with.is_empty() || command.words.iter().any(|word| word.ends_with(option.with));
        if is_meant && command.calls(option.programs) {
            found.extend((0..command.words.len()).filter_map(|at| command.place(command.value(at, option)?)));
        }
    }
    let is_ftp = command.calls(&["ftp", "lftp", "ncftp", "tnftp"]);
    let is_alias = command.calls(&["mc"]);
    let is_input = command.words.iter().any(|word| FROM_INPUT.contains(word));
    for (at, word) in command.words.iter().enumerate() {
        let word = word.trim_start_matches(['-', '{', '(', ';']);
        let secrets = match word {
            // A script for FTP: `user ada password`.
            "user" if is_ftp => at + 2..at + 3,
            // A line of ~/.netrc: `machine web.example login ada password …`.
            "password" if command.follows(at, &["login", "machine"]) => at + 1..at + 2,
            "set" if is_alias => at + 3..at + 5,
            "echo" | "printf" if is_input => command.written(at),
            // `aws configure set aws_secret_access_key …`
            _ if word.ends_with("set") && command.words.get(at + 1).is_some_and(|name| names_secret(name)) => {
                at + 2..at + 3
            }
            _ => continue,
        };
        found.extend(command.words.get(secrets).unwrap_or_default().iter().filter_map(|secret| command.place(secret)));
    }
    found
}

impl<'t> CommandWords<'t> {
    fn calls(&self, programs: &[&str]) -> bool {
        let name = |word: &'t str| word.rsplit(['/', '\\']).next().unwrap_or(word).trim_end_matches(".exe");
        self.words.iter().any(|word| programs.contains(&name(word)))
    }

    /// Returns the secret in the value of this option, if the word at `at` is it.
    fn value(&self, at: usize, option: &SecretOption) -> Option<&'t str> {
        let word = self.words[at];
        let joined = |name: &&&str| word.strip_prefix(**name).filter(|rest| !rest.is_empty());
        let name = option.options.iter().find(|name| joined(name).is_some());
        let joined = name.as_ref().and_then(joined);
        // After a long option, a `=` begins the value.
        let joined = match name {
            Some(name) if name.starts_with("--") => joined.and_then(|rest| rest.strip_prefix('=')),
            Some(name) if name.starts_with('-') => joined,
            _ => None,
        };
        // A quote ends a word: `--user='ada:…'` are two.
        let is_alone = option.options.contains(&word.trim_end_matches('='));
        let next = || self.words.get(at + 1).copied().filter(|_| is_alone);
        match option.value {
            OptionValue::Login(signs) => next().or(joined)?.split_once(signs).map(|(_, password)| password),
            OptionValue::Password => next().or(joined),
            OptionValue::Joined => joined,
        }
    }

    /// Returns true if one of these is among the few words before the one at `at`.
    fn follows(&self, at: usize, words: &[&str]) -> bool {
        self.words[at.saturating_sub(4)..at].iter().any(|word| words.contains(word))
    }

    /// Returns the words that the `echo` at `at` writes into another program.
    fn written(&self, at: usize) -> Range<usize> {
        let options = self.words[at + 1..].iter().take_while(|word| word.starts_with('-')).count();
        let start = at + 1 + options;
        let length = self.words[start..].iter().take(20).position(|word| word.starts_with('|'));
        start..start + length.unwrap_or(0)
    }

    /// Returns where a secret is in the text. `None` for a placeholder.
    fn place(&self, secret: &str) -> Option<Range<usize>> {
        let start = secret.as_ptr().addr().checked_sub(self.text.as_ptr().addr())?;
        (!is_placeholder(secret)).then_some(start..start + secret.len())
    }
}
