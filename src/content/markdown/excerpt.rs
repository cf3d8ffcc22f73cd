//! The first words of a text, plain: for cards, descriptions and feeds.

use super::excerpt_end::end_well;
use super::scripts;
use super::words::{pieces, words};

/// The length of an excerpt: forty words, or eighty characters of a script without spaces. Both take about ten seconds
/// to read.
const LENGTH: usize = 80;

/// The length of a word.
const WORD: usize = 2;

/// An excerpt that is being written.
#[derive(Default, Clone)]
pub(super) struct Excerpt {
    text: String,
    /// The length so far.
    length: usize,
    is_full: bool,
    /// True if a text has just been left out.
    has_skipped: bool,
    /// Where a link begins that goes on.
    link: Option<usize>,
}

impl Excerpt {
    /// An excerpt of a text of about this many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes.min(LENGTH / WORD * 8)), ..Self::default() }
    }

    /// Appends the words of a text, up to the limit. `goes_on` is true if the first of them continues the last word of
    /// the text before.
    pub(super) fn add(&mut self, text: &str, goes_on: bool) {
        if self.is_full {
            return;
        }
        let follows_mark =
            std::mem::take(&mut self.has_skipped) && text.starts_with([',', '.', ';', ':', '!', '?', ')']);
        let mut goes_on = goes_on || follows_mark;
        for word in words(text) {
            let mut begins = !goes_on;
            for piece in pieces(word) {
                // The rest of a word is already counted.
                let is_rest = std::mem::take(&mut goes_on) && piece.count.characters == 0 && !self.ends_unspaced();
                let length = if is_rest { 0 } else { piece.count.words * WORD + piece.count.characters };
                if self.length + length > LENGTH {
                    end_well(&mut self.text, piece.text, begins, self.link);
                    self.is_full = true;
                    return;
                }
                if std::mem::take(&mut begins) && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.length += length;
                self.text.push_str(piece.text);
            }
        }
    }

    /// Leaves a text out that is struck through.
    pub(super) fn skip(&mut self) {
        self.has_skipped = true;
    }

    /// Records whether the next text is part of a link.
    pub(super) fn set_in_link(&mut self, is_in_link: bool) {
        self.link = is_in_link.then(|| self.link.unwrap_or(self.text.len()));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn ends_unspaced(&self) -> bool {
        self.text.ends_with(scripts::is_unspaced)
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    fn excerpt(text: &str) -> String {
        let mut excerpt = Excerpt::default();
        excerpt.add(text, false);
        excerpt.into_text()
    }

    /// The end of the excerpt of a text that goes on after its fortieth word.
    fn end(last: &str) -> String {
        let before = 40 - last.split(' ').count();
        let excerpt = excerpt(&format!("{}{last} And so on.", "word ".repeat(before)));
        excerpt.split_once("word ").map_or(excerpt.clone(), |_| excerpt.replace("word ", "").replace("word", "_"))
    }

    #[test]
    fn it_ends_with_a_whole_word() {
        assert_eq!(end("I saw it"), "I saw it…");
        assert_eq!(end("I saw Dr."), "I saw…");
        assert_eq!(end("so z. B."), "so…");
        assert_eq!(end("bei Prof. Dr."), "bei…");
        assert_eq!(end("on the 3."), "on the…");
        assert_eq!(end("I wonder…"), "I wonder…");
        assert_eq!(end("it was finished."), "it was finished.");
        assert_eq!(end("👨‍👩‍👧👨‍👩‍👧"), "👨‍👩‍👧👨‍👩‍👧…");
        // What a no-break space holds together is one word.
        assert_eq!(end("for 10\u{a0}000\u{a0}€"), "for 10\u{a0}000\u{a0}€…");
        assert_eq!(excerpt(&"Dr. ".repeat(41)), format!("{}Dr.…", "Dr. ".repeat(35)));
    }

    #[test]
    fn without_spaces_it_ends_with_a_clause() {
        let sentence = "我在图书馆工作了六年，不知道要不要学编程。";
        assert_eq!(excerpt(&sentence.repeat(9)), sentence.repeat(4));
        // A clause longer than half of it is cut between two characters.
        assert_eq!(excerpt(&"我".repeat(99)), format!("{}…", "我".repeat(80)));
        let family = "家👨‍👩‍👧";
        assert_eq!(excerpt(&family.repeat(99)), format!("{}…", family.repeat(80)));
        let thai = "ฉันทำงานในห้องสมุดมาหกปีแล้ว ไม่รู้ว่าควรเรียนเขียนโปรแกรมไหม ";
        assert_eq!(excerpt(&thai.repeat(9)), format!("{thai}ฉันทำงานในห้องสมุดมาหกปีแล้ว…"));
    }
}
