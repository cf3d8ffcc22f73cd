//! The needles of the search: the private values of a column, ready to be found in one pass over a text.

use std::collections::HashSet;

use ahash::AHashMap;
use aho_corasick::AhoCorasick;
use xxhash_rust::xxh3::Xxh3;

use super::contacts::{Contact, DOT_WORDS, private_contacts};
use super::words::NeverPrint;
use crate::content::Private;
use crate::diagnostics::{FilePath, Span};
use crate::language::Transliteration;

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
    /// How to reach people, as the column itself publishes it.
    pub(super) published: HashSet<Contact>,
    fingerprint: u64,
}

/// Email addresses.
#[derive(Debug, Default)]
pub(super) struct Emails {
    /// By the first word after the `@`, and then by the last one before it.
    by_host: AHashMap<Vec<u8>, AHashMap<Vec<u8>, Vec<EmailWords>>>,
    /// Finds the words of addresses, without the `@`. Paths have them so.
    pub(super) in_paths: Option<AhoCorasick>,
    /// The index of the value for each pattern of that.
    pub(super) indices: Vec<usize>,
}

/// The words of an email address.
#[derive(Debug)]
pub(super) struct EmailWords {
    pub(super) index: usize,
    /// The folded words before the `@`, and those after it.
    name: String,
    host: String,
}

/// Telephone numbers by their digits, without those for the country.
#[derive(Debug, Default)]
pub(super) struct Telephones {
    pub(super) by_digits: AHashMap<String, usize>,
    /// True for the last four digits of a number. Most numbers of a text end with none of these.
    pub(super) endings: Vec<bool>,
}

/// A number that is raised when the same values are found in more files than before: those are searched again.
const VERSION: u8 = 2;

impl Needles {
    /// Prepares the values of all files. What the column itself publishes is not private. `slugs` is how it writes addresses.
    pub fn new<'v>(
        values: impl Iterator<Item = &'v PrivateValues>,
        published: &HashSet<Contact>,
        slugs: Transliteration,
    ) -> Self {
        let (mut needles, mut hasher) = (Self { published: published.clone(), ..Self::default() }, Xxh3::new());
        hasher.update(&[VERSION]);
        let mut known = HashSet::new();
        for values in values {
            let mut label = "";
            for text in &values.private.texts {
                let contacts = private_contacts(label, &text.text);
                label = &text.text;
                for contact in contacts {
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
            needles.add_words(values, slugs, &mut hasher);
        }
        needles.telephones.set_endings();
        needles.emails.set_paths();
        needles.fingerprint = hasher.digest();
        needles
    }

    fn add_words(&mut self, values: &PrivateValues, slugs: Transliteration, hasher: &mut Xxh3) {
        let Some(owner) = &values.owner else { return };
        for words in &values.private.never_print {
            hasher.update(format!("{owner}\n{slugs:?}\n{}\n", words.text).as_bytes());
            let secret = self.add(SecretKind::Words, values, words.span, Some(owner));
            self.words.entry(owner.clone()).or_default().push(NeverPrint::new(secret, &words.text, slugs));
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
        let (last, first) = (local.rsplit(' ').next(), domain.split(' ').next());
        let by_name = self.by_host.entry(first.unwrap_or_default().into()).or_default();
        let words = EmailWords { index, name: local.to_owned(), host: domain.to_owned() };
        by_name.entry(last.unwrap_or_default().into()).or_default().push(words);
    }

    fn set_paths(&mut self) {
        let all = self.by_host.values().flat_map(|by_name| by_name.values()).flatten();
        let mut patterns: Vec<_> = all.map(|words| (format!(" {} {} ", words.name, words.host), words.index)).collect();
        patterns.sort_unstable();
        let (texts, indices): (Vec<String>, Vec<usize>) = patterns.into_iter().unzip();
        self.indices = indices;
        // Only patterns of many gigabytes have no automaton.
        self.in_paths = (!texts.is_empty()).then(|| AhoCorasick::new(&texts).ok()).flatten();
    }

    /// Returns true if there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.by_host.is_empty()
    }

    /// Returns the addresses whose host begins with this word, by the last word of their names.
    pub(super) fn with_host(&self, first: &[u8]) -> Option<&AHashMap<Vec<u8>, Vec<EmailWords>>> {
        self.by_host.get(first)
    }
}

impl EmailWords {
    /// Returns the length of the name at the end of folded words, and that of the host at the start of those after the sign.
    /// `None` if one of them is not there. The dots may be words, too.
    pub(super) fn lengths(&self, before: &[u8], after: &[u8]) -> Option<(usize, usize)> {
        let is_word = |byte: &u8| *byte == b' ';
        let name = length_of_words(self.name.rsplit(' '), before.rsplit(is_word))?;
        Some((name, length_of_words(self.host.split(' '), after.split(is_word))?))
    }
}

/// Returns the length of the words if they are the first ones of a text.
fn length_of_words<'w>(
    words: impl Iterator<Item = &'w str>,
    mut text: impl Iterator<Item = &'w [u8]>,
) -> Option<usize> {
    let mut length = 0;
    for (number, word) in words.enumerate() {
        let mut next = text.next()?;
        length += usize::from(number > 0) + next.len();
        if number > 0 && next != word.as_bytes() && DOT_WORDS.iter().any(|dot| dot.as_bytes() == next) {
            next = text.next()?;
            length += 1 + next.len();
        }
        if next != word.as_bytes() {
            return None;
        }
    }
    Some(length)
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
