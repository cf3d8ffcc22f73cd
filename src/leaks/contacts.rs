//! Email addresses and telephone numbers in a plain text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::characters::{digit, is_unseen};
use super::fold::folded_words;
use super::telephone::{names_telephone, telephones};

/// A way to reach a person, in a form that is the same however it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contact {
    /// An email address: the words before the `@`, and those after it.
    Email(String, String),
    /// A telephone number: its digits, without those for the country.
    Telephone(String),
}

/// The words for the sign of an address, in English, German, French, Spanish, Portuguese, and Italian.
pub(super) const AT_WORDS: [&str; 6] = ["at", "a", "arroba", "arobase", "klammeraffe", "chiocciola"];

/// The words for the dots of an address, in the same languages.
pub(super) const DOT_WORDS: [&str; 5] = ["dot", "punkt", "point", "punto", "ponto"];

/// Returns the email addresses and telephone numbers in a text.
pub fn contacts(text: &str) -> Vec<Contact> {
    let (mut found, rest) = emails(&plain_signs(&plain_characters(text)));
    found.extend(telephones(&rest).into_iter().map(Contact::Telephone));
    found
}

/// Returns those that a private text may have. `label` is the text before it: the name of its field, for example.
pub(super) fn private_contacts(label: &str, text: &str) -> Vec<Contact> {
    let mut found = if names_telephone(label) { contacts(&format!("tel {text}")) } else { contacts(text) };
    let mut spelled = replaced(&plain_signs(&plain_characters(text)), "@", "@");
    for (words, sign) in [(&AT_WORDS[..], "@"), (&DOT_WORDS, ".")] {
        for word in words {
            spelled = replaced(&spelled, &format!("({word})"), sign);
            spelled = replaced(&spelled, &format!(" {word} "), sign);
        }
    }
    found.extend(emails(&spelled).0);
    found
}

/// Returns the addresses in a text, and the rest of it.
fn emails(text: &str) -> (Vec<Contact>, String) {
    let mut found = Vec::new();
    let mut rest = String::with_capacity(text.len());
    let mut last = 0;
    for (at, _) in text.match_indices('@') {
        let Some((start, end)) = address_around(text, at).filter(|(start, _)| *start >= last) else { continue };
        add_email(&text[start..at], &text[at + 1..end], &mut found);
        rest.push_str(&text[last..start]);
        // The digits of an address are no telephone number.
        rest.push('@');
        last = end;
    }
    rest.push_str(&text[last..]);
    (found, rest)
}

/// Adds an address; one with a `+` is also that of the mailbox without it.
fn add_email(local: &str, domain: &str, found: &mut Vec<Contact>) {
    let domain = folded_words(domain);
    let plain = local.split_once('+').map(|(plain, _)| plain);
    for local in [Some(local), plain].into_iter().flatten() {
        let local = folded_words(local);
        if !local.is_empty() && !domain.is_empty() {
            found.push(Contact::Email(local, domain.clone()));
        }
    }
}

/// Returns the range of the address around an `@`; `None` if there is none.
fn address_around(text: &str, at: usize) -> Option<(usize, usize)> {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-'&=~".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    let local = text[..at].char_indices().rev().take_while(|(_, c)| is_local(*c)).last().map(|(start, _)| start)?;
    let local = local + text[local..at].len() - text[local..at].trim_start_matches(['.', '\'', '=', '&']).len();
    let domain = &text[at + 1..];
    let end = domain.find(|c| !is_domain(c)).unwrap_or(domain.len());
    let domain = domain[..end].trim_end_matches(['.', '-']);
    let has_name = domain.split('.').all(|part| !part.is_empty())
        && domain.rsplit_once('.').is_some_and(|(_, last)| last.contains(char::is_alphabetic));
    (local < at && has_name).then_some((local, at + 1 + domain.len()))
}

/// Returns a text with the usual form of each letter, digit, and sign, and without those that nobody sees.
fn plain_characters(text: &str) -> Cow<'_, str> {
    let plain = |c: char| match c {
        '。' => '.',
        c if c.is_numeric() => digit(c),
        c => c,
    };
    if text.is_ascii() { text.into() } else { text.nfkc().filter(|c| !is_unseen(*c)).map(plain).collect() }
}

/// Returns a text in which `[at]` and `(dot)` are signs; ` at ` is one if a ` dot ` follows.
fn plain_signs(text: &str) -> String {
    let mut text = text.to_owned();
    for (word, sign) in [("at", "@"), ("dot", ".")] {
        for (open, close) in [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>')] {
            text = replaced(&text, &format!("{open}{word}{close}"), sign);
        }
    }
    let small = text.to_ascii_lowercase();
    let is_spelled = small.find(" at ").is_some_and(|at| small[at..].contains(" dot ")) && !small.contains('@');
    if is_spelled { replaced(&replaced(&text, " at ", "@"), " dot ", ".") } else { text }
}

/// Returns a text with a sign in place of a word, in any case, and of the spaces around it.
fn replaced(text: &str, word: &str, sign: &str) -> String {
    let small = text.to_ascii_lowercase();
    let (mut out, mut last) = (String::with_capacity(text.len()), 0);
    for (at, _) in small.match_indices(word) {
        out.push_str(text[last..at].trim_end_matches(' '));
        out.push_str(sign);
        let after = &text[at + word.len()..];
        last = text.len() - after.trim_start_matches(' ').len();
    }
    out.push_str(text.get(last..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(contacts: Vec<Contact>) -> Vec<String> {
        let show = |contact| match contact {
            Contact::Email(local, domain) => format!("{local}@{domain}"),
            Contact::Telephone(digits) => digits,
        };
        contacts.into_iter().map(show).collect()
    }

    #[test]
    fn addresses_are_found_in_a_text() {
        for (text, expected) in [
            ("jane@example.org", vec!["jane@example org"]),
            (
                "Jane Doe <Jane.Doe@Mail.Example.org>, and bob_1@x.example.",
                vec!["jane doe@mail example org", "bob 1@x example"],
            ),
            ("mailto:jane@example.org?subject=Hello", vec!["jane@example org"]),
            ("jane+news@example.org", vec!["jane news@example org", "jane@example org"]),
            ("jane [at] example [dot] org", vec!["jane@example org"]),
            ("jane(AT)example.org", vec!["jane@example org"]),
            ("jane at example dot org", vec!["jane@example org"]),
            ("jörg@bücher.example", vec!["jorg@bucher example"]),
            ("@handle, jane@localhost, a@.b, @", vec![]),
            ("meet me at the desk", vec![]),
            ("<CAF1234567890@mail.example>", vec!["caf1234567890@mail example"]),
            ("3125550143@sms.example", vec!["3125550143@sms example"]),
            ("ｊａｎｅ＠ｘ．ｅｘａｍｐｌｅ", vec!["jane@x example"]),
            ("٣١٢-٥٥٥-٠١٤٣", vec!["3125550143"]),
            ("３１２-５５５-０１４３", vec!["3125550143"]),
        ] {
            assert_eq!(shown(contacts(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_private_address_may_be_written_in_words() {
        for text in [
            "jane @ x.example",
            "jane at x.example",
            "Jane AT x.example.",
            "jane (a) x.example",
            "jane arroba x.example",
            "jane arobase x point example",
            "jane at x punkt example",
        ] {
            assert_eq!(shown(private_contacts("note", text)), ["jane@x example"], "{text}");
        }
        assert_eq!(shown(private_contacts("note", "312-555-0143 at 5.30")), ["3125550143"]);
        assert_eq!(shown(private_contacts("Phone number", "20101231")), ["20101231"]);
        assert_eq!(shown(private_contacts("received", "20101231")), Vec::<String>::new());
    }
}
