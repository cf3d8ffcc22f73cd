//! What is searched for: the private values of a column, ready to be found in one pass over a text.

use std::collections::HashSet;

use ahash::AHashMap;
use aho_corasick::{AhoCorasick, MatchKind};
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
    /// What is private in it.
    pub private: Private,
    /// The file whose pages must not have its `never_print`: of a reply, that of the letter. `None` if there is no such file.
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
    pub(super) emails: Option<EmailPatterns>,
    pub(super) telephones: Telephones,
    /// By the file whose pages must not have them.
    words: AHashMap<FilePath, Vec<NeverPrint>>,
    fingerprint: u64,
}

/// The words of email addresses, as they follow each other in a folded text.
#[derive(Debug)]
pub(super) struct EmailPatterns {
    pub(super) automaton: AhoCorasick,
    /// For each pattern, its secret, and how its signs are written.
    pub(super) patterns: Vec<EmailPattern>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct EmailPattern {
    pub(super) secret: usize,
    /// True if the word `at` is between the name and the host.
    pub(super) has_at: bool,
    /// True if the word `dot` is in the host.
    pub(super) has_dot: bool,
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
        let mut emails = Vec::new();
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
                            emails.extend(email_patterns(&local, &domain, secret));
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
        needles.emails = EmailPatterns::new(emails);
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

impl EmailPatterns {
    fn new(patterns: Vec<(String, EmailPattern)>) -> Option<Self> {
        if patterns.is_empty() {
            return None;
        }
        let (texts, patterns): (Vec<String>, Vec<EmailPattern>) = patterns.into_iter().unzip();
        // Only texts of many gigabytes have no automaton.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&texts).ok()?;
        Some(Self { automaton, patterns })
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

/// Returns the words of an address as they follow each other when its signs are signs, and when they are words.
fn email_patterns(local: &str, domain: &str, secret: usize) -> Vec<(String, EmailPattern)> {
    let dotted = |words: &str| words.replace(' ', " dot ");
    let mut patterns = Vec::new();
    for (has_at, at) in [(false, " "), (true, " at ")] {
        let mut add = |local: &str, domain: &str, has_dot| {
            patterns.push((format!(" {local}{at}{domain} "), EmailPattern { secret, has_at, has_dot }));
        };
        add(local, domain, false);
        add(local, &dotted(domain), true);
        if local.contains(' ') {
            add(&dotted(local), &dotted(domain), true);
        }
    }
    patterns
}

/// Returns the folded forms of words: as they are, and without the hyphens and apostrophes in them.
fn forms(words: &str) -> Vec<String> {
    let joined: String = words.chars().filter(|c| !"-'’‘‐‑ʼ`".contains(*c)).collect();
    let mut forms = vec![format!(" {} ", folded_words(words)), format!(" {} ", folded_words(&joined))];
    forms.dedup();
    forms.retain(|form| !form.trim().is_empty());
    forms
}
