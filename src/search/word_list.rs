//! A list of words as one text: there are many, and most are short.

/// Words by number. A word has no line break.
#[derive(Debug, Default)]
pub(super) struct WordList {
    /// Each word in a line of its own.
    text: String,
    /// The positions after the line breaks.
    ends: Vec<usize>,
}

impl WordList {
    /// Returns the words of a text, a word in each line.
    pub(super) fn of_lines(text: String) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { text, ends }
    }

    /// Returns the text of [`WordList::of_lines`].
    pub(super) fn lines(&self) -> &str {
        &self.text
    }

    /// Returns the number of words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the word with a number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end - 1])
    }

    /// Returns the words, in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..end - 1])
    }

    pub(super) fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.text.push('\n');
        self.ends.push(self.text.len());
    }
}

impl<'w> FromIterator<&'w str> for WordList {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut list = Self::default();
        words.into_iter().for_each(|word| list.push(word));
        list
    }
}
