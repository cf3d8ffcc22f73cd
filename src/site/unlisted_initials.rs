//! Initials that open nothing. In one letter they may be a topic; where several letters have them, a columnist's file is gone.

use std::collections::BTreeMap;

use super::collection::Collections;
use super::unpublished::Unpublished;
use crate::content::{Letter, UnlistedInitials};
use crate::diagnostics::Diagnostic;

/// The number of letters whose answers prove that initials are a columnist's.
const PROOF: usize = 3;

/// More initials than this in one letter are a list of topics, which proves nothing.
const MOST_COLUMNISTS: usize = 2;

/// Returns a warning for initials that open nothing, and an error if they are certainly a columnist's. Letters without any
/// cost nothing.
pub(super) fn check(entries: &Collections, unpublished: &[Unpublished]) -> Vec<Diagnostic> {
    let letters = entries.letters.entries().chain(entries.withdrawn.entries());
    let letters = letters.filter(|letter| !letter.record.unlisted_initials.is_empty());
    let letters: Vec<(&Letter, BTreeMap<&str, Evidence>)> =
        letters.map(|letter| (letter, evidence_of(letter))).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    // What is not published yet proves nothing about what is.
    let is_published =
        |letter: &Letter| unpublished.binary_search_by(|entry| entry.file.cmp(&letter.common.record.file)).is_err();
    let mut evidence: BTreeMap<&str, Evidence> = BTreeMap::new();
    for (_, own) in letters.iter().filter(|(letter, _)| is_published(letter)) {
        for (words, found) in own {
            evidence.entry(words).or_default().add(found);
        }
    }
    let mut columnists: Vec<&str> = entries.people.entries().map(|person| person.initials.as_str()).collect();
    columnists.retain(|initials| !initials.is_empty());
    columnists.sort_unstable();
    letters.iter().flat_map(|(letter, own)| check_letter(letter, own, &evidence, &columnists)).collect()
}

/// `own` is the evidence of the letter, `evidence` that of all.
fn check_letter(
    letter: &Letter,
    own: &BTreeMap<&str, Evidence>,
    evidence: &BTreeMap<&str, Evidence>,
    columnists: &[&str],
) -> Vec<Diagnostic> {
    let guests = letter.record.guests.iter().map(|guest| guest.initials.as_str());
    let known: Vec<&str> = columnists.iter().copied().chain(guests).collect();
    let mut found = Vec::new();
    for initials in letter.record.unlisted_initials.iter().filter(|initials| !initials.is_only_answer) {
        let elsewhere = evidence.get(initials.words.as_str()).filter(|evidence| evidence.is_proof());
        let here = own.get(initials.words.as_str()).filter(|evidence| evidence.only_answers > 0);
        let letters = elsewhere.map(|evidence| evidence.letters).or(here.map(|_| 1));
        if initials.is_certain || letters.is_some() {
            let diagnostic = initials.diagnostic(&known, letters);
            found.push(diagnostic.at(&letter.common.record.file, initials.span));
        }
    }
    found
}

/// What letters say about whether initials are a columnist's.
#[derive(Default)]
struct Evidence {
    /// The number of letters that have them.
    letters: usize,
    /// The number of letters in which they can hardly be anything else.
    answers: usize,
    /// The number of letters in which they begin the only answer of a question.
    only_answers: usize,
    /// True if they are no known acronym.
    is_certain: bool,
}

impl Evidence {
    fn add(&mut self, other: &Self) {
        self.letters += other.letters;
        self.answers += other.answers;
        self.only_answers += other.only_answers;
        self.is_certain |= other.is_certain;
    }

    fn is_proof(&self) -> bool {
        self.answers >= PROOF || (self.is_certain && self.only_answers > 0)
    }
}

/// Returns the evidence of one letter, by initials.
fn evidence_of(letter: &Letter) -> BTreeMap<&str, Evidence> {
    let mut found: BTreeMap<&str, Evidence> = BTreeMap::new();
    for UnlistedInitials { words, is_certain, is_only_answer, is_mentioned, .. } in &letter.record.unlisted_initials {
        let one = found.entry(words).or_default();
        one.letters = 1;
        one.is_certain |= is_certain;
        one.only_answers = one.only_answers.max(usize::from(*is_only_answer));
        one.answers = one.answers.max(usize::from(*is_only_answer || (*is_certain && !is_mentioned)));
    }
    if found.len() > MOST_COLUMNISTS {
        for one in found.values_mut() {
            one.answers = one.only_answers;
        }
    }
    found
}
