//! Finds the straight quotes, hyphens and periods of a text that have typographic forms.
//!
//! A text is passed in pieces, because emphasis, links and code divide it. A quotation may begin in one piece and end in
//! another, so the marks of a block are replaced when all of it is known.

use std::borrow::Cow;

use memchr::{memchr3, memmem};

use super::apostrophes::{self, AfterDigit};
use super::mark::{Mark, MarkKind, is_hebrew};
use super::quotations;
use super::typography::{Style, Typography};

/// Finds the marks of one block after another.
pub struct MarkFinder {
    style: Style,
    /// The marks of the open block, in order.
    marks: Vec<Mark>,
    /// The last character; `None` at the start of a block.
    before: Option<char>,
    /// True if the last mark ends its text, so that the next character is not known yet.
    is_waiting: bool,
}

impl MarkFinder {
    /// Returns a finder of marks; `None` if the typography changes nothing.
    pub fn new(typography: &Typography) -> Option<Self> {
        let style = typography.style?;
        Some(Self { style, marks: Vec::new(), before: None, is_waiting: false })
    }

    /// Finds the marks of the block's next text, which has this number. `is_escaped` is true if its first character means
    /// itself.
    pub fn text(&mut self, number: usize, text: &str, is_escaped: bool) {
        let Some(first) = text.chars().next() else { return };
        self.see(first);
        let earlier = self.marks.len();
        let bytes = text.as_bytes();
        let mut periods = memmem::find(bytes, b"...");
        let mut from = usize::from(is_escaped && first.is_ascii());
        while let Some(rest) = bytes.get(from..) {
            if periods.is_some_and(|at| at < from) {
                periods = memmem::find(rest, b"...").map(|found| from + found);
            }
            let mark = memchr3(b'"', b'\'', b'-', rest);
            let Some(at) = mark.map(|found| from + found).into_iter().chain(periods).min() else { break };
            from = at + self.mark(number, text, at);
        }
        if let Some(narrow) = self.style.narrow_space {
            self.french_spaces(number, text, narrow);
            self.marks[earlier..].sort_by_key(|mark| (mark.at, mark.length));
        }
        self.before = text.chars().next_back();
    }

    /// Records a character that is not part of a text: the space of a line break, or a letter for code and pictures.
    pub fn character(&mut self, c: char) {
        self.see(c);
        self.before = Some(c);
    }

    /// Ends the block: calls `replace` with the number and the marks of each text that changes.
    pub fn end_block(&mut self, mut replace: impl FnMut(usize, &[Mark])) {
        (self.before, self.is_waiting) = (None, false);
        if self.marks.is_empty() {
            return;
        }
        quotations::decide(&mut self.marks, &self.style);
        for marks in self.marks.chunk_by(|one, next| one.text == next.text) {
            if marks.iter().any(|mark| mark.kind != MarkKind::Unchanged) {
                replace(marks[0].text, marks);
            }
        }
        self.marks.clear();
    }

    fn see(&mut self, c: char) {
        if std::mem::take(&mut self.is_waiting)
            && let Some(mark) = self.marks.last_mut()
        {
            mark.after = Some(c);
        }
    }

    /// Reads what is at byte `at`, and returns its length.
    fn mark(&mut self, number: usize, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        match rest.as_bytes()[0] {
            b'-' => {
                let run = rest.len() - rest.trim_start_matches('-').len();
                // A row of them is an ornament, or part of a table.
                let is_dash = run == 2 || run == 3;
                if is_dash && !apostrophes::is_in_address(&text[..at], &rest[run..]) {
                    self.dash(number, text, at, run);
                }
                run
            }
            b'.' => {
                if !apostrophes::is_in_address(&text[..at], &rest[3..]) {
                    self.push(number, text, at..at + 3, MarkKind::Replaced("…"));
                }
                3
            }
            quote => self.quote(number, text, at, quote == b'"'),
        }
    }

    /// Records hyphens as a dash: three are an em dash, two an en dash.
    fn dash(&mut self, number: usize, text: &str, at: usize, run: usize) {
        let dash = if run == 3 { "—" } else { "–" };
        self.push(number, text, at..at + run, MarkKind::Replaced(dash));
    }

    /// Records a quote, and returns the length of what was read.
    fn quote(&mut self, number: usize, text: &str, at: usize, is_double: bool) -> usize {
        let (head, behind) = (&text[..at], &text[at + 1..]);
        let before = head.chars().next_back().or(self.before);
        let after = behind.chars().next();
        if before.is_some_and(is_hebrew) && after.is_some_and(is_hebrew) {
            self.push(number, text, at..at + 1, MarkKind::Replaced(if is_double { "״" } else { "׳" }));
            return 1;
        }
        if apostrophes::is_in_address(head, behind) {
            return 1;
        }
        if is_double {
            self.push(number, text, at..at + 1, MarkKind::Double);
            return 1;
        }
        let (length, kind) = self.single(head, behind, before);
        self.push(number, text, at..at + length, kind);
        if length == 1
            && kind == MarkKind::Replaced("’")
            && let Some(and) = apostrophes::and(head, behind).filter(|and| *and > 1)
        {
            self.push(number, text, at + 2..at + 1 + and, MarkKind::Replaced("’"));
            return 1 + and;
        }
        length
    }

    /// Returns the length and the kind of the mark that begins with a single quote.
    fn single(&self, head: &str, behind: &str, before: Option<char>) -> (usize, MarkKind) {
        if before.is_some_and(apostrophes::is_digit) {
            return match apostrophes::after_digit(behind) {
                AfterDigit::Feet => (1, MarkKind::Replaced("′")),
                AfterDigit::Inches => (2, MarkKind::Replaced("″")),
                AfterDigit::Thousands => (1, MarkKind::Replaced("’")),
                AfterDigit::Unknown => (1, MarkKind::Single),
            };
        }
        let begins_word = !before.is_some_and(char::is_alphanumeric);
        let is_apostrophe = begins_word
            && (apostrophes::is_shortened_word(behind, self.style.shortened)
                || apostrophes::is_year(head, behind)
                || apostrophes::and(head, behind).is_some());
        (1, if is_apostrophe { MarkKind::Replaced("’") } else { MarkKind::Single })
    }

    fn push(&mut self, text: usize, whole: &str, range: std::ops::Range<usize>, kind: MarkKind) {
        let before = whole[..range.start].chars().next_back().or(self.before);
        let after = whole[range.end..].chars().next();
        self.is_waiting = after.is_none();
        let is_at_edge = range.start == 0 || after.is_none();
        let (at, length) = (range.start, range.len());
        self.marks.push(Mark { text, at, length, kind, before, after, is_at_edge, is_followed_by_end: false });
    }

    /// Records the spaces that French has before high punctuation and within guillemets: those that are written become
    /// no-break spaces, and within guillemets those that are missing are added.
    fn french_spaces(&mut self, number: usize, text: &str, narrow: &'static str) {
        // Guillemets begin with the byte C2.
        let is_near = |byte: &u8| matches!(byte, b'?' | b'!' | b';' | b':' | 0xc2);
        let mut last = None;
        for at in text.bytes().enumerate().filter(|(_, byte)| is_near(byte)).map(|(at, _)| at) {
            let Some(c) = text[at..].chars().next() else { continue };
            let end = at + c.len_utf8();
            let (before, after) = (text[..at].chars().next_back().or(self.before), text[end..].chars().next());
            // `;)` is a face.
            let is_face = after == Some(')') && matches!(c, ';' | ':');
            let ends_word = !after.is_some_and(char::is_alphanumeric) && !matches!(after, Some('/' | '-')) && !is_face;
            let (is_spaced, space) = (before == Some(' '), at.saturating_sub(1)..at);
            let (range, written) = match c {
                '?' | '!' | ';' if is_spaced && ends_word && at > 0 => (space, narrow),
                ':' if is_spaced && ends_word && at > 0 => (space, "\u{a0}"),
                '»' if is_spaced && at > 0 => (space, "\u{a0}"),
                '»' if before.is_some_and(|before| !before.is_whitespace()) => (at..at, "\u{a0}"),
                '«' if after == Some(' ') => (end..end + 1, "\u{a0}"),
                '«' if after.is_some_and(|after| !after.is_whitespace()) => (end..end, "\u{a0}"),
                _ => continue,
            };
            // In `« ! »` the guillemet and the exclamation point share a space.
            if last.replace(range.start) != Some(range.start) {
                self.push(number, text, range, MarkKind::Replaced(written));
            }
        }
    }
}

impl Typography {
    /// Returns a text that is a whole, such as a tagline, with the marks of the language.
    pub fn typeset<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(mut finder) = MarkFinder::new(self).filter(|_| self.may_change(text)) else { return text.into() };
        finder.text(0, text, false);
        let mut written = Cow::Borrowed(text);
        finder.end_block(|_, marks| written = Mark::replace(marks, text).into());
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the block made of these texts, with a bar between them.
    fn typeset(tag: &str, texts: &[&str]) -> String {
        let mut texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        let mut finder = MarkFinder::new(&Typography::of_language(tag)).unwrap();
        for (number, text) in texts.clone().iter().enumerate() {
            finder.text(number, text, false);
        }
        finder.end_block(|number, marks| texts[number] = Mark::replace(marks, &texts[number]));
        texts.join("|")
    }

    fn english(text: &str) -> String {
        typeset("en", &[text])
    }

    #[test]
    fn two_marks_may_share_a_space() {
        assert_eq!(typeset("fr", &["Il a dit « ! »."]), "Il a dit «\u{a0}!\u{a0}».");
        assert_eq!(typeset("fr", &["« »", "«»"]), "«\u{a0}»|«\u{a0}»");
    }

    #[test]
    fn every_row_of_four_marks_is_typeset() {
        let signs = ["«", "»", "!", "\"", "'", "-", " ", "a", "1"];
        for language in ["en", "de", "fr", "fr-CH"] {
            for row in 0..signs.len().pow(4) {
                let text: String = (0..4).map(|place| signs[row / signs.len().pow(place) % signs.len()]).collect();
                let written = Typography::of_language(language).typeset(&text);
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                assert_eq!(letters(&written), letters(&text), "{language}: {text}");
            }
        }
    }

    #[test]
    fn a_quotation_goes_on_from_text_to_text() {
        assert_eq!(typeset("en", &["She said \"", "never", "\" and left."]), "She said “|never|” and left.");
        assert_eq!(typeset("en", &["\"", "Yes,", "\" he said, '", "no", "'."]), "“|Yes,|” he said, ‘|no|’.");
        assert_eq!(typeset("en", &["the ", "Titanic", "'s dogs' bowls"]), "the |Titanic|’s dogs’ bowls");
        assert_eq!(typeset("en", &["", "\"", ""]), "|“|");
    }

    #[test]
    fn feet_and_inches_are_primes() {
        assert_eq!(english("I am 6'2\" tall"), "I am 6′2″ tall");
        assert_eq!(english("12\""), "12″");
        assert_eq!(english("a 5\" disk and a 3.5\" one"), "a 5″ disk and a 3.5″ one");
        assert_eq!(english("\"The 12\" shelf,\" he said"), "“The 12″ shelf,” he said");
        assert_eq!(english("\"Born in 1986\" and \"dead\""), "“Born in 1986” and “dead”");
        assert_eq!(english("6' tall, 5½\" wide, 8.5\"x11\""), "6′ tall, 5½″ wide, 8.5″x11″");
        assert_eq!(english("6'10'' and 5' 3\" and 5'-6\""), "6′10″ and 5′ 3″ and 5′-6″");
        assert_eq!(english("I'm 6'2, she's 5'11."), "I’m 6′2, she’s 5′11.");
        assert_eq!(english("the 1990's, in '05, 747's"), "the 1990’s, in ’05, 747’s");
        assert_eq!(english("The class of '05, the kids' room"), "The class of ’05, the kids’ room");
        assert_eq!(english("in '94 my parents' house, '05-'07"), "in ’94 my parents’ house, ’05-’07");
        assert_eq!(english("'12 days' they said, the number '12'"), "‘12 days’ they said, the number ‘12’");
        assert_eq!(typeset("it", &["anni '90, l'\"amico\" di 'ieri'"]), "anni ’90, l’«amico» di “ieri”");
        assert_eq!(english("'Born in 1986' they said"), "‘Born in 1986’ they said");
        assert_eq!(english("CHF 1'200 and 1'000'000"), "CHF 1’200 and 1’000’000");
    }

    #[test]
    fn words_that_begin_with_an_apostrophe() {
        assert_eq!(english("Rock 'n' roll, 'quoted'"), "Rock ’n’ roll, ‘quoted’");
        assert_eq!(english("fish 'n chips, the kids' room"), "fish ’n chips, the kids’ room");
        assert_eq!(english("the letter 'n' is"), "the letter ‘n’ is");
        assert_eq!(english("the '90s kids' toys"), "the ’90s kids’ toys");
        assert_eq!(english("'Tis the dogs' day, let 'em"), "’Tis the dogs’ day, let ’em");
        assert_eq!(english("the tag 'em' is"), "the tag ‘em’ is");
        assert_eq!(typeset("de", &["die '90er und 'so'"]), "die ’90er und ‚so‘");
        assert_eq!(typeset("nl", &["'s avonds in 't huis 'ja'"]), "’s avonds in ’t huis ‘ja’");
    }

    #[test]
    fn each_language_has_its_own_marks() {
        let text = "\"eins 'zwei' drei\"";
        let marks = [
            ("en", "“eins ‘zwei’ drei”"),
            ("en-GB", "“eins ‘zwei’ drei”"),
            ("de", "„eins ‚zwei‘ drei“"),
            ("de-CH", "„eins ‚zwei‘ drei“"),
            ("fr", "«\u{a0}eins «\u{a0}zwei\u{a0}» drei\u{a0}»"),
            ("fr-CH", "«\u{202f}eins ‹\u{202f}zwei\u{202f}› drei\u{202f}»"),
            ("es", "“eins ‘zwei’ drei”"),
            ("it", "«eins “zwei” drei»"),
            ("pl", "„eins «zwei» drei”"),
            ("sv", "”eins ’zwei’ drei”"),
            ("ru", "«eins „zwei“ drei»"),
            ("he", "”eins ’zwei’ drei”"),
            ("hu", "„eins »zwei« drei”"),
            ("tlh", "“eins ‘zwei’ drei”"),
        ];
        for (tag, expected) in marks {
            assert_eq!(typeset(tag, &[text]), expected, "{tag}");
        }
        for tag in ["ja", "zh", "zh-Hant-TW", "ko", "yue"] {
            assert!(MarkFinder::new(&Typography::of_language(tag)).is_none(), "{tag}");
        }
    }

    #[test]
    fn hebrew_acronyms_have_gershayim() {
        assert_eq!(typeset("he", &["צה\"ל אמר \"שלום\""]), "צה״ל אמר ”שלום”");
        assert_eq!(typeset("he", &["ג'ירפה ורח' הרצל"]), "ג׳ירפה ורח׳ הרצל");
        assert_eq!(english("\"צה\"ל\" is an army"), "“צה״ל” is an army");
    }

    #[test]
    fn marks_within_chinese_stay() {
        assert_eq!(english("他说\"你好\"。"), "他说\"你好\"。");
        assert_eq!(english("\"你好\" means hello"), "“你好” means hello");
    }

    #[test]
    fn french_has_spaces_that_do_not_break() {
        let french = |text: &str| typeset("fr", &[text]).replace('\u{a0}', "_").replace('\u{202f}', ".");
        assert_eq!(french("Pourquoi ? Oui ! Donc : « non » ; «si»"), "Pourquoi.? Oui.! Donc_: «_non_».; «_si_»");
        assert_eq!(french("l'heure 10 :30 et :) non"), "l’heure 10 :30 et :) non");
        assert_eq!(french("\"Quoi ?\" qu'il dit"), "«_Quoi.?_» qu’il dit");
    }

    #[test]
    fn addresses_stay() {
        for text in ["https://x.org/a--b/it's", "www.x.org/a...b", "see https://x.org/?q=\"a\"b"] {
            assert_eq!(english(text), text);
        }
        assert_eq!(english("\"https://x.org\" and anna@x.org's"), "“https://x.org” and anna@x.org’s");
        assert_eq!(english("https://x.org/..."), "https://x.org/…");
    }
}
