//! The words in capitals by which paragraphs of a blog begin: initials of whoever answers.

use std::collections::{BTreeMap, HashMap};

/// The words of two to four capitals that begin paragraphs before a colon: in how many posts, by the login of their author.
#[derive(Debug, Default)]
pub(super) struct Openings(BTreeMap<String, HashMap<String, usize>>);

impl Openings {
    /// Counts the words of a post, each once.
    pub(super) fn add_post(&mut self, body: &str, author: &str) {
        openings(body, |words| {
            *self.0.entry(words.to_owned()).or_default().entry(author.to_owned()).or_default() += 1;
        });
    }

    /// Returns all words, in alphabetical order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Returns the number of posts in which they begin a paragraph.
    pub(super) fn posts(&self, words: &str) -> usize {
        self.0.get(words).map_or(0, |authors| authors.values().sum())
    }

    /// Returns the number of posts of an author in which they do.
    pub(super) fn posts_by(&self, words: &str, author: &str) -> usize {
        self.0.get(words).and_then(|authors| authors.get(author)).copied().unwrap_or_default()
    }
}

/// Finds the words of two to four capitals that begin a line or paragraph and have a colon after them, each once.
fn openings(body: &str, mut add: impl FnMut(&str)) {
    let mut found: Vec<&str> = Vec::new();
    for line in body.split('\n').flat_map(|line| line.split("<br")) {
        let start = without_tags(
            line.split_once("/>").filter(|(before, _)| before.trim().is_empty()).map_or(line, |(_, after)| after),
        );
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
pub(super) fn without_tags(text: &str) -> &str {
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
        let mut found = Openings::default();
        found.add_post(body, "sol");
        found.add_post("SM: a\n\nSM: b", "thea");
        assert_eq!(found.words().collect::<Vec<_>>(), ["GG", "HH", "SM", "TA"]);
        assert_eq!([found.posts("SM"), found.posts_by("SM", "thea"), found.posts_by("GG", "thea")], [2, 1, 0]);
    }
}
