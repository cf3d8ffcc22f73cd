//! The words in capitals by which paragraphs of a blog begin: initials of whoever answers.

use std::collections::{BTreeMap, HashMap};

use crate::content::salutation_word;

/// The words of two to four capitals that begin paragraphs before a colon.
#[derive(Debug, Default)]
pub(super) struct Openings {
    /// In how many posts, by the login of their author.
    by_author: BTreeMap<String, HashMap<String, usize>>,
    /// In how many posts that have a question, too.
    with_question: HashMap<String, usize>,
    posts: usize,
}

/// The number of posts that must begin an answer with initials before they are somebody's.
const ENOUGH_POSTS: usize = 2;

/// The share of all posts, as a divisor, that tells initials from acronyms where no post has a word for its question.
const ENOUGH_OF_ALL: usize = 5;

impl Openings {
    /// Counts the words of a post, each once. `question` are the words that open a question.
    pub(super) fn add_post(&mut self, body: &str, author: &str, question: impl FnOnce() -> Vec<String>) {
        self.posts += 1;
        let mut found = Vec::new();
        openings(body, |words| found.push(words.to_owned()));
        let has_question = !found.is_empty() && has_question(body, &question());
        for words in found {
            if has_question {
                *self.with_question.entry(words.clone()).or_default() += 1;
            }
            *self.by_author.entry(words).or_default().entry(author.to_owned()).or_default() += 1;
        }
    }

    /// Returns true for words that begin answers, and are no acronym.
    pub(super) fn is_speaker(&self, words: &str) -> bool {
        let posts = self.posts(words);
        let with_question = self.with_question.get(words).copied().unwrap_or_default();
        with_question >= ENOUGH_POSTS || posts > ENOUGH_POSTS && posts * ENOUGH_OF_ALL >= self.posts
    }

    /// Returns all words, in alphabetical order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.by_author.keys().map(String::as_str)
    }

    /// Returns the number of posts in which they begin a paragraph.
    pub(super) fn posts(&self, words: &str) -> usize {
        self.by_author.get(words).map_or(0, |authors| authors.values().sum())
    }

    /// Returns the number of posts of an author in which they do.
    pub(super) fn posts_by(&self, words: &str, author: &str) -> usize {
        self.by_author.get(words).and_then(|authors| authors.get(author)).copied().unwrap_or_default()
    }
}

/// Returns true if a line begins like a question: with a word for it, or a salutation.
fn has_question(body: &str, question: &[String]) -> bool {
    lines(body).any(|line| {
        let is_word = |word: &String| {
            line.strip_prefix(word.as_str()).is_some_and(|rest| without_tags(rest).starts_with([':', '.', ')']))
        };
        question.iter().any(is_word) || salutation_word(line).is_some()
    })
}

/// Returns the lines and paragraphs of a text, without the tags at their beginning.
pub(super) fn lines(body: &str) -> impl Iterator<Item = &str> {
    let lines = body.split('\n').flat_map(|line| line.split("<br"));
    lines.map(|line| {
        let is_break = |(before, _): &(&str, &str)| before.trim_matches([' ', '/']).is_empty();
        without_tags(line.split_once('>').filter(is_break).map_or(line, |(_, after)| after))
    })
}

/// Finds the words of two to four capitals that begin a line or paragraph and have a colon after them, each once.
fn openings(body: &str, mut add: impl FnMut(&str)) {
    let mut found: Vec<&str> = Vec::new();
    for start in lines(body) {
        let words: &str = &start[..start.find(|c: char| !c.is_uppercase()).unwrap_or(start.len())];
        if (2..=4).contains(&words.chars().count())
            && without_tags(&start[words.len()..]).starts_with(':')
            && !found.contains(&words)
        {
            found.push(words);
            add(words);
        }
    }
}

/// Returns a text without the tags and spaces at its beginning.
fn without_tags(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((_, after)) = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
        rest = after.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_that_begin_a_paragraph() {
        let body = "<p>SM: Yes.</p>\n<p class=\"a\"><strong>TA</strong>: No.</p>\nGG: a<br />HH: b<br>\nThe FAQ: c";
        let question = || vec!["Q".to_owned()];
        let mut found = Openings::default();
        found.add_post(body, "sol", question);
        found.add_post("<b>Q</b>: a<br>SM: a\n\nSM: b", "thea", question);
        assert_eq!(found.words().collect::<Vec<_>>(), ["GG", "HH", "SM", "TA"]);
        assert_eq!([found.posts("SM"), found.posts_by("SM", "thea"), found.posts_by("GG", "thea")], [2, 1, 0]);
    }

    #[test]
    fn acronyms_are_nobodys_initials() {
        let is_speaker = |body: &str, times: usize, others: usize| {
            let mut openings = Openings::default();
            (0..times).for_each(|_| openings.add_post(body, "sol", || vec!["Q".to_owned()]));
            (0..others).for_each(|_| openings.add_post("An essay.", "sol", Vec::new));
            openings.is_speaker("GH")
        };
        assert!(is_speaker("<b>Q:</b> a\nGH: b", 2, 99) && is_speaker("Dear Sol, a\nGH: b", 2, 99));
        assert!(!is_speaker("GH: b", 4, 99) && !is_speaker("Q: a\nGH: b", 1, 9));
        assert!(is_speaker("GH: b", 4, 8));
    }
}
