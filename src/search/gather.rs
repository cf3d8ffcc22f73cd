//! One pass over the texts of some pages: which words are in which unit, and how often. Words have numbers of these pages
//! alone, so that pages are read on all cores.

use super::characters::{is_group_separator, is_hyphen, is_letter};
use super::entry::{MOST_WORDS, entry};
use super::html_text::push_text;
use super::known_words::{KnownWords, fingerprint};
use super::lexicon::Lexicon;
use super::page::{PlacedPage, SearchPage, UNITS};
use super::stems::LanguageRules;
use super::word_list::WordList;
use super::words::{Words, WrittenWord};

/// The weights of words in a head: those of the title, of the subjects and names, and of the description.
const HEAD_WEIGHTS: [u8; 3] = [3, 2, 0];

/// The fewest bytes of HTML that usually make an entry. Memory that is reserved and not used costs nothing; to move the
/// entries, because there are more, would take twice as much.
const BYTES_OF_ENTRY: usize = 4;

/// The words of some pages, unit by unit.
pub(super) struct Gathered {
    /// The words as a stemmer reads them that were not known. Their numbers follow those of the known ones.
    pub(super) words: WordList,
    pub(super) pages: Vec<GatheredPage>,
    /// The number of pages that were known.
    pub(super) known_pages: usize,
    pub(super) units: Vec<GatheredUnit>,
    /// The words in the units, one unit after the other, each word once in a unit: its number, and how often it is there; in
    /// a head, its weight.
    pub(super) entries: Vec<u32>,
}

/// A page that was read.
pub(super) struct GatheredPage {
    pub(super) fingerprint: u128,
    /// The number of its units.
    pub(super) units: usize,
}

/// Where the words of a unit are.
pub(super) struct GatheredUnit {
    pub(super) unit: u32,
    /// The position after the last of its words.
    pub(super) end: usize,
    /// The number of its words, each as often as it is there. `None` for a head.
    pub(super) length: Option<u32>,
}

/// Reads the words of pages, as far as they are not known.
pub(super) fn gather(pages: &[PlacedPage<'_, '_>], rules: LanguageRules, known: &KnownWords) -> Gathered {
    let mut gatherer = Gatherer {
        elision: rules.elision,
        lexicon: Lexicon::new(rules),
        known_words: u32::try_from(known.list.words.len()).unwrap_or(u32::MAX),
        count_of: Vec::new(),
        touched: Vec::new(),
        joined: String::new(),
        units: Vec::new(),
        entries: Vec::with_capacity(bytes(pages) / BYTES_OF_ENTRY),
    };
    let (mut text, mut buffer, mut known_pages) = (String::new(), Vec::new(), 0);
    let mut gathered = Vec::with_capacity(pages.len());
    for placed in pages {
        let fingerprint = fingerprint(placed.page, &mut buffer);
        gathered.push(GatheredPage { fingerprint, units: placed.page.sections.len() + 1 });
        if let Some(units) = known.page(fingerprint) {
            for ((length, entries), unit) in units.zip(placed.slot * UNITS..) {
                gatherer.entries.extend(entries);
                gatherer.units.push(GatheredUnit { unit, end: gatherer.entries.len(), length });
            }
            known_pages += 1;
            continue;
        }
        gatherer.add_head(placed.page, placed.slot * UNITS);
        for (section, unit) in placed.page.sections.iter().zip(placed.slot * UNITS + 1..) {
            text.clear();
            for html in &section.html {
                push_text(html, &mut text);
                text.push('\n');
            }
            gatherer.add_section(&text, unit);
        }
    }
    gatherer.entries.shrink_to_fit();
    Gathered {
        words: gatherer.lexicon.into_words(),
        pages: gathered,
        known_pages,
        units: gatherer.units,
        entries: gatherer.entries,
    }
}

fn bytes(pages: &[PlacedPage<'_, '_>]) -> usize {
    pages.iter().flat_map(|placed| &placed.page.sections).flat_map(|section| &section.html).map(|html| html.len()).sum()
}

struct Gatherer {
    elision: bool,
    lexicon: Lexicon,
    known_words: u32,
    /// By word: one more than its count in this unit, or zero.
    count_of: Vec<u32>,
    /// The words that have a count.
    touched: Vec<u32>,
    /// A word without its hyphen.
    joined: String,
    units: Vec<GatheredUnit>,
    entries: Vec<u32>,
}

impl Gatherer {
    fn add_head(&mut self, page: &SearchPage<'_>, unit: u32) {
        let [title, names, description] = HEAD_WEIGHTS.map(u32::from);
        self.add_text(&page.title, |count| count.max(title + 1));
        for name in page.subjects.iter().chain(&page.also) {
            self.add_text(name, |count| count.max(names + 1));
        }
        self.add_text(&page.description, |count| count.max(description + 1));
        self.end_unit(unit, None);
    }

    fn add_section(&mut self, text: &str, unit: u32) {
        let length = self.add_text(text, |count| count.max(1) + 1);
        self.end_unit(unit, Some(length));
    }

    /// Counts the words of a text. Returns how many there are; two pairs of characters are as one word.
    fn add_text(&mut self, text: &str, next_count: impl Fn(u32) -> u32) -> u32 {
        let (mut words, mut pairs) = (0, 0);
        let mut before = Neighbors::default();
        for word in Words::new(text, self.elision) {
            let (lexicon, count_of, touched) = (&mut self.lexicon, &mut self.count_of, &mut self.touched);
            let mut count = |number: u32| {
                let at = number as usize;
                if at >= count_of.len() {
                    count_of.resize(at + 1024, 0);
                }
                if count_of[at] == 0 {
                    touched.push(number);
                }
                count_of[at] = next_count(count_of[at]);
            };
            let counted = if word.has_bigrams { &mut pairs } else { &mut words };
            lexicon.each_number(word, |number, has_length| {
                *counted += u32::from(has_length);
                count(number);
            });
            if let Some(first) = before.hyphenated(word, text) {
                self.joined.clear();
                self.joined.extend([first.text, word.text]);
                count(lexicon.number(&self.joined));
            }
            if let Some(number) = grouped_number(word, text) {
                count(lexicon.number(&number));
            }
        }
        words + pairs / 2
    }

    fn end_unit(&mut self, unit: u32, length: Option<u32>) {
        for number in self.touched.drain(..) {
            let count = std::mem::take(&mut self.count_of[number as usize]) - 1;
            let number = self.known_words + number;
            if number < MOST_WORDS {
                self.entries.push(entry(number, count));
            }
        }
        self.units.push(GatheredUnit { unit, end: self.entries.len(), length });
    }
}

/// The word before, and whether a hyphen is between it and the one before that.
#[derive(Default)]
struct Neighbors<'t> {
    last: Option<WrittenWord<'t>>,
    last_is_second: bool,
}

impl<'t> Neighbors<'t> {
    /// Goes on to the next word. Returns the word before it if the two are exactly what a hyphen joins.
    fn hyphenated(&mut self, word: WrittenWord<'t>, text: &str) -> Option<WrittenWord<'t>> {
        let last = self.last.replace(word);
        let first = last.filter(|last| is_one_hyphen(&text[last.start + last.text.len()..word.start]));
        let follows_a_second = std::mem::replace(&mut self.last_is_second, first.is_some());
        let mut after = text[word.start + word.text.len()..].chars();
        let goes_on = after.next().is_some_and(is_hyphen) && after.next().is_some_and(is_letter);
        first.filter(|first| !follows_a_second && !goes_on && !first.has_bigrams && !word.has_bigrams)
    }
}

fn is_one_hyphen(between: &str) -> bool {
    let mut characters = between.chars();
    characters.next().is_some_and(is_hyphen) && characters.next().is_none()
}

/// Returns the number that begins with a word, without the separators of its thousands: `1200` for `1,200`. `None` if the
/// word begins none.
fn grouped_number(word: WrittenWord<'_>, text: &str) -> Option<String> {
    let is_first = (1..=3).contains(&word.text.len()) && word.text.bytes().all(|byte| byte.is_ascii_digit());
    let (before, number) = text.split_at(word.start);
    if !is_first || word.text.starts_with('0') || before.strip_suffix(is_group_separator).is_some_and(ends_in_digit) {
        return None;
    }
    let separator = number[word.text.len()..].chars().next().filter(|c| is_group_separator(*c))?;
    let mut digits = word.text.to_owned();
    for group in number.split(separator).skip(1) {
        let end = group.find(|c: char| !c.is_ascii_digit()).unwrap_or(group.len());
        match end {
            0 => break,
            3 if !group[end..].starts_with(is_letter) => digits.push_str(&group[..end]),
            _ => return None,
        }
        if end < group.len() {
            break;
        }
    }
    (digits.len() > word.text.len()).then_some(digits)
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_separators_is_also_one_without() {
        let numbers = |text: &str| -> Vec<String> {
            Words::new(text, false).filter_map(|word| grouped_number(word, text)).collect()
        };
        assert_eq!(
            numbers("USD 1,200 or 1.200.000 or 12\u{202f}000, 1,234.56 and 999,"),
            ["1200", "1200000", "12000", "1234"]
        );
        let none = "1, 200; 0.125; 12,34; 1,2000; 1,200th; 1,200x; 555.123.4567; 2026.111; 192.168.1.100";
        assert_eq!(numbers(none), Vec::<String>::new());
    }
}
