//! Words by their ends, for slips in the first half of a word: then the shard of what was typed has other words, but those
//! that end like it are together here.

use super::characters::is_of_bigram_script;
use super::dictionary::{Dictionary, SeenForm, utf16_order};
use super::file::FileText;
use super::postings::Postings;
use super::shards::{fnv_1a, start_after};

/// The number of words of a file, on average. A hash decides, so that a new letter changes few files.
const WORDS_OF_FILE: u32 = 512;

/// The fewest letters of a word, and the fewest units that it is in: a word that is there once may be a slip itself.
const FEWEST_LETTERS: usize = 4;
const FEWEST_UNITS: u32 = 2;

/// A word from its end to its beginning.
struct TurnedWord {
    text: String,
    /// How much there is of it: twice the binary logarithm of the length of its postings.
    size: u32,
}

/// Returns the texts of the files, and for each what a turned word is compared with to find its file.
///
/// A line is a word, from its end: a digit in base 36 that says how much of the line before it begins with, another for how
/// much there is of it, and the rest of it.
pub(super) fn endings(dictionary: &Dictionary, postings: &Postings) -> (Vec<String>, Vec<FileText>) {
    let mut words: Vec<TurnedWord> =
        dictionary.forms.iter().filter(|form| is_listed(form)).map(|form| turned(form, postings)).collect();
    words.sort_unstable_by(|a, b| utf16_order(&a.text, &b.text));
    let files = words.chunk_by(|_, next| !fnv_1a(&next.text).is_multiple_of(WORDS_OF_FILE));
    let mut before = "";
    let named = files.map(|words| {
        let first = start_after(before, &words[0].text);
        before = words.last().map_or("", |word| &word.text);
        (first, file_text(words))
    });
    let mut files: (Vec<String>, Vec<FileText>) = named.unzip();
    // What comes before all words is looked up in the first file, too.
    if let Some(first) = files.0.first_mut() {
        first.clear();
    }
    files
}

fn is_listed(form: &SeenForm) -> bool {
    let is_word = |c: char| !c.is_numeric() && !is_of_bigram_script(c);
    form.frequency >= FEWEST_UNITS && form.text.chars().count() >= FEWEST_LETTERS && form.text.chars().all(is_word)
}

fn turned(form: &SeenForm, postings: &Postings) -> TurnedWord {
    let length = postings.length_of(form.record);
    TurnedWord { text: form.text.chars().rev().collect(), size: length.max(1).pow(2).ilog2().min(35) }
}

fn file_text(words: &[TurnedWord]) -> FileText {
    let mut text = FileText::new("endings", words.len() * 12);
    let mut before = "";
    for (place, word) in words.iter().enumerate() {
        let common = before.chars().zip(word.text.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c);
        let (mut same, mut units) = (0, 0);
        for c in common.take(17) {
            same += c.len_utf8();
            units += c.len_utf16();
        }
        if place > 0 {
            text.push("\n");
        }
        let digits = [u32::try_from(units).unwrap_or(0), word.size].map(|digit| char::from_digit(digit, 36));
        digits.into_iter().flatten().for_each(|digit| text.push(digit.encode_utf8(&mut [0; 4])));
        text.push(&word.text[same..]);
        before = &word.text;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use crate::search::file::start_in_name;
    use crate::search::{PageKind, SearchIndex, SearchPage, SearchSection};

    /// The words of each file, with what a turned word is compared with to find the file.
    fn files_of(index: &SearchIndex) -> Vec<(Vec<u16>, Vec<String>)> {
        let files: BTreeMap<String, String> =
            index.files().into_iter().map(|file| (file.name, String::from_utf8(file.bytes).unwrap())).collect();
        let list = |name: &str| {
            let (_, rest) = files["index.js"].split_once(&format!("\"{name}\":\"")).unwrap();
            rest.split('"').next().unwrap()
        };
        let words = |name: String| {
            let text = files[&name].split('`').nth(1).unwrap();
            let mut before = Vec::new();
            let lines = text.lines().map(|line| {
                let same = usize::from_str_radix(&line[..1], 36).unwrap();
                before.truncate(same);
                before.extend(line[2..].encode_utf16());
                String::from_utf16(&before).unwrap().chars().rev().collect()
            });
            lines.collect()
        };
        let starts = list("endings").split(' ').enumerate();
        let of_start = |(at, start): (usize, &str)| {
            let hash = &list("endingHashes")[at * 4..at * 4 + 4];
            (start.encode_utf16().collect(), words(format!("e-{}-{hash}.js", start_in_name(start))))
        };
        starts.map(of_start).collect()
    }

    #[test]
    fn each_word_of_two_letters_is_found_by_its_end() {
        let words: Vec<String> = (0..4000_u32).map(|at| format!("{}ém{}", name(at * 7919 % 4000), name(at))).collect();
        let html = format!("<p>{} once 1234 tie</p>", words.join(" "));
        let letters: Vec<SearchPage<'_>> = ["/a/", "/b/"].into_iter().map(|address| letter(address, &html)).collect();
        let files = files_of(&SearchIndex::new(&letters, &[], "en"));
        assert!(files.len() > 3, "{}", files.len());
        for word in words {
            let form = word.replace('é', "e");
            let turned: Vec<u16> = form.chars().rev().collect::<String>().encode_utf16().collect();
            let (_, there) = files.iter().rfind(|(first, _)| *first <= turned).unwrap();
            assert!(there.contains(&form), "{form}");
        }
        let all: Vec<&String> = files.iter().flat_map(|(_, words)| words).collect();
        assert!(["1234", "tie"].iter().all(|word| !all.iter().any(|other| other == word)));
    }

    #[test]
    fn a_word_of_one_letter_is_in_no_file() {
        let letters = [letter("/a/", "<p>solitary</p>")];
        let index = SearchIndex::new(&letters, &[], "en");
        assert!(index.files().iter().all(|file| !file.name.starts_with("e-")));
    }

    fn letter<'s>(address: &'s str, html: &'s str) -> SearchPage<'s> {
        SearchPage {
            kind: PageKind::Letter,
            address,
            title: Cow::Borrowed(""),
            date: Cow::Borrowed("2026-01-02"),
            subjects: Vec::new(),
            also: Vec::new(),
            description: Cow::Borrowed(""),
            sections: vec![SearchSection { id: Cow::Borrowed("q1"), html: vec![Cow::Borrowed(html)] }],
        }
    }

    /// A number in letters.
    fn name(number: u32) -> String {
        number.to_string().bytes().map(|digit| char::from(b"bdfgklmprt"[usize::from(digit - b'0')])).collect()
    }
}
