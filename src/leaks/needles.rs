//! The needles of the search: the private values of a column, ready to be found in one pass over a text.

use std::collections::HashSet;

use ahash::AHashMap;
use aho_corasick::AhoCorasick;
use xxhash_rust::xxh3::Xxh3;

use super::contacts::{Contact, contacts};
use super::fold::folded_words;
use crate::content::Private;
use crate::diagnostics::{FilePath, Span};

/// The private values of one file.
#[derive(Debug, Clone)]
pub struct PrivateValues {
    /// The file.
    pub file: FilePath,
    /// The private values in it.
    pub private: Private,
    /// The file whose pages must not have its `never_print`: of a reply, that of the letter. `None` if there is no such
    /// file.
    pub owner: Option<FilePath>,
}

/// A private value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateValue {
    /// Its kind.
    pub kind: SecretKind,
    /// The file that it is in.
    pub file: FilePath,
    /// The span there.
    pub span: Span,
    /// The file of the letter, or of another page, that must not have these words; `None` if they may be nowhere.
    pub owner: Option<FilePath>,
}

/// The kinds of private values that are searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// An email address, which may be nowhere.
    Email,
    /// A telephone number, which may be nowhere.
    Telephone,
    /// Words that the letter must not print.
    Words,
}

/// All private values of a column, ready to be searched for.
#[derive(Debug, Default)]
pub struct Needles {
    secrets: Vec<PrivateValue>,
    pub(super) emails: Emails,
    pub(super) telephones: Telephones,
    /// By the file whose pages must not have them.
    words: AHashMap<FilePath, Vec<NeverPrint>>,
    fingerprint: u64,
}

/// Email addresses.
#[derive(Debug, Default)]
pub(super) struct Emails {
    /// By the words on both sides of the `@`, with a space between them.
    by_middle: AHashMap<String, Vec<EmailWords>>,
    /// Finds the words of addresses, without the `@`. Paths have them so.
    pub(super) in_paths: Option<AhoCorasick>,
    /// The index of the value for each pattern of that.
    pub(super) indices: Vec<usize>,
}

/// The words of an email address.
#[derive(Debug)]
pub(super) struct EmailWords {
    pub(super) index: usize,
    /// The texts that can precede the `@`, and those that can follow it: with a space on the outer side; the second form
    /// has the word `dot`.
    pub(super) names: Vec<String>,
    pub(super) hosts: Vec<String>,
}

/// Telephone numbers by their digits, without those for the country.
#[derive(Debug, Default)]
pub(super) struct Telephones {
    pub(super) by_digits: AHashMap<String, usize>,
    /// True for the last four digits of a number. Most numbers of a text end with none of these.
    pub(super) endings: Vec<bool>,
}

/// Words that must not be printed, in their folded forms with a space on both sides.
#[derive(Debug)]
pub(super) struct NeverPrint {
    pub(super) secret: usize,
    pub(super) forms: Vec<String>,
}

impl Needles {
    /// Prepares the values of all files. What the column itself publishes is not private.
    pub fn new<'v>(values: impl Iterator<Item = &'v PrivateValues>, published: &HashSet<Contact>) -> Self {
        let (mut needles, mut hasher) = (Self::default(), Xxh3::new());
        let mut known = HashSet::new();
        for values in values {
            for text in &values.private.texts {
                for contact in contacts(&text.text) {
                    if published.contains(&contact) || !known.insert(contact.clone()) {
                        continue;
                    }
                    match contact {
                        Contact::Email(local, domain) => {
                            hasher.update(format!("{local}@{domain}\n").as_bytes());
                            let secret = needles.add(SecretKind::Email, values, text.span, None);
                            needles.emails.add(&local, &domain, secret);
                        }
                        Contact::Telephone(digits) => {
                            hasher.update(format!("{digits}\n").as_bytes());
                            let secret = needles.add(SecretKind::Telephone, values, text.span, None);
                            needles.telephones.by_digits.insert(digits, secret);
                        }
                    }
                }
            }
            needles.add_words(values, &mut hasher);
        }
        needles.telephones.set_endings();
        needles.emails.set_paths();
        needles.fingerprint = hasher.digest();
        needles
    }

    fn add_words(&mut self, values: &PrivateValues, hasher: &mut Xxh3) {
        let Some(owner) = &values.owner else { return };
        for words in &values.private.never_print {
            let forms = forms(&words.text);
            hasher.update(format!("{owner}{}\n", forms.concat()).as_bytes());
            let secret = self.add(SecretKind::Words, values, words.span, Some(owner));
            self.words.entry(owner.clone()).or_default().push(NeverPrint { secret, forms });
        }
    }

    fn add(&mut self, kind: SecretKind, values: &PrivateValues, span: Span, owner: Option<&FilePath>) -> usize {
        self.secrets.push(PrivateValue { kind, file: values.file.clone(), span, owner: owner.cloned() });
        self.secrets.len() - 1
    }

    /// Returns true if nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.secrets.is_empty()
    }

    /// Returns a number for all that is searched for.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Returns a private value by its index.
    pub fn secret(&self, index: usize) -> Option<&PrivateValue> {
        self.secrets.get(index)
    }

    /// Returns true if the pages of a file must not have some words.
    pub fn has_words_of(&self, owner: &FilePath) -> bool {
        self.words.contains_key(owner)
    }

    /// Returns the words that the pages of some files must not have.
    pub(super) fn words_of(&self, owners: &[FilePath]) -> impl Iterator<Item = &NeverPrint> {
        owners.iter().filter_map(|owner| self.words.get(owner)).flatten()
    }
}

impl Emails {
    fn add(&mut self, local: &str, domain: &str, index: usize) {
        let forms = |words: &str| {
            let mut forms = vec![words.to_owned(), words.replace(' ', " dot ")];
            forms.dedup();
            forms
        };
        let names = forms(local).into_iter().map(|name| format!(" {name}")).collect();
        let hosts = forms(domain).into_iter().map(|host| format!("{host} ")).collect();
        let (last, first) = (local.rsplit(' ').next(), domain.split(' ').next());
        let middle = format!("{} {}", last.unwrap_or_default(), first.unwrap_or_default());
        self.by_middle.entry(middle).or_default().push(EmailWords { index, names, hosts });
    }

    fn set_paths(&mut self) {
        let mut patterns: Vec<(String, usize)> = Vec::new();
        for words in self.by_middle.values().flatten() {
            let plain = words.names.first().zip(words.hosts.first());
            patterns.extend(plain.map(|(name, host)| (format!("{name} {host}"), words.index)));
        }
        patterns.sort_unstable();
        let (texts, indices): (Vec<String>, Vec<usize>) = patterns.into_iter().unzip();
        self.indices = indices;
        // Only patterns of many gigabytes have no automaton.
        self.in_paths = (!texts.is_empty()).then(|| AhoCorasick::new(&texts).ok()).flatten();
    }

    /// Returns true if there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.by_middle.is_empty()
    }

    /// Returns the addresses with these words on both sides of the `@`.
    pub(super) fn with_middle(&self, middle: &str) -> &[EmailWords] {
        self.by_middle.get(middle).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Telephones {
    fn set_endings(&mut self) {
        if self.by_digits.is_empty() {
            return;
        }
        self.endings = vec![false; 10_000];
        let mut digits: Vec<&String> = self.by_digits.keys().collect();
        digits.sort();
        for digits in digits {
            if let Some(ending) = ending(digits.as_bytes()) {
                self.endings[ending] = true;
            }
        }
    }
}

/// Returns the last four digits as a number; `None` if there are fewer.
pub(super) fn ending(digits: &[u8]) -> Option<usize> {
    let last = digits.last_chunk::<4>()?;
    Some(last.iter().fold(0, |number, digit| number * 10 + usize::from(digit.wrapping_sub(b'0') % 10)))
}

/// Returns the folded forms of words: as they are, and without the hyphens and apostrophes in them.
fn forms(words: &str) -> Vec<String> {
    let joined: String = words.chars().filter(|c| !"-'’‘‐‑ʼ`".contains(*c)).collect();
    let form = |words: &str| format!(" {} ", folded_words(words).trim_matches(['@', ' ']));
    let mut forms = vec![form(words), form(&joined)];
    forms.dedup();
    forms.retain(|form| !form.trim().is_empty());
    forms
}
