//! The first words of a text, plain: for cards, descriptions and feeds.

use super::scripts;
use super::words::{is_space, pieces, words};

/// The length of an excerpt: forty words, or eighty characters of a script without spaces. Both take about ten seconds
/// to read.
const LENGTH: usize = 80;

/// The length of a word.
const WORD: usize = 2;

/// The most abbreviations in a row that are looked for at the end: `i. d. R.`, `Prof. Dr. J.`
const MOST_ABBREVIATIONS: usize = 4;

/// An excerpt that is being written.
#[derive(Default, Clone)]
pub(super) struct Excerpt {
    text: String,
    /// The length so far.
    length: usize,
    is_full: bool,
    /// True if a text has just been left out.
    has_skipped: bool,
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
                    self.cut(begins);
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

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn ends_unspaced(&self) -> bool {
        self.text.ends_with(scripts::is_unspaced)
    }

    /// Ends the excerpt before its text does. `is_at_space` is true if a word ends here.
    fn cut(&mut self, is_at_space: bool) {
        self.is_full = true;
        if is_at_space {
            self.remove_abbreviations();
        } else {
            self.remove_clause();
        }
        let text = self.text.trim_end_matches(['，', '、', '；', '：']).len();
        self.text.truncate(text);
        if !self.text.ends_with('…') {
            self.text.push('…');
        }
    }

    /// Removes abbreviations at the end: `Dr.…` would be half a name.
    fn remove_abbreviations(&mut self) {
        for _ in 0..MOST_ABBREVIATIONS {
            let Some((before, last)) = self.text.rsplit_once(is_space) else { return };
            let letters = last.chars().filter(|c| c.is_alphanumeric()).count();
            if !last.ends_with('.') || letters > 4 {
                return;
            }
            self.text.truncate(before.len());
        }
    }

    /// Removes the start of a clause at the end, as nobody can tell words apart in it. A long one is cut between two
    /// characters.
    fn remove_clause(&mut self) {
        let is_end = |c: char| scripts::is_cjk_mark(c) && !scripts::is_opening(c) && c != '・' || is_space(c);
        let end = self.text.char_indices().rev().find(|(_, c)| is_end(*c));
        let end = end.map_or(0, |(at, c)| at + c.len_utf8());
        if end * 2 >= self.text.len() {
            self.text.truncate(self.text[..end].trim_end().len());
        }
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
        assert_eq!(end("it was finished."), "it was finished.…");
        assert_eq!(end("👨‍👩‍👧👨‍👩‍👧"), "👨‍👩‍👧👨‍👩‍👧…");
        // What a no-break space holds together is one word.
        assert_eq!(end("for 10\u{a0}000\u{a0}€"), "for 10\u{a0}000\u{a0}€…");
        assert_eq!(excerpt(&"Dr. ".repeat(41)), format!("{}Dr.…", "Dr. ".repeat(35)));
    }

    #[test]
    fn without_spaces_it_ends_with_a_clause() {
        let sentence = "我在图书馆工作了六年，不知道要不要学编程。";
        assert_eq!(excerpt(&sentence.repeat(9)), format!("{}…", sentence.repeat(4)));
        // A clause longer than half of it is cut between two characters.
        assert_eq!(excerpt(&"我".repeat(99)), format!("{}…", "我".repeat(80)));
        let family = "家👨‍👩‍👧";
        assert_eq!(excerpt(&family.repeat(99)), format!("{}…", family.repeat(80)));
        let thai = "ฉันทำงานในห้องสมุดมาหกปีแล้ว ไม่รู้ว่าควรเรียนเขียนโปรแกรมไหม ";
        assert_eq!(excerpt(&thai.repeat(9)), format!("{thai}ฉันทำงานในห้องสมุดมาหกปีแล้ว…"));
    }
}
