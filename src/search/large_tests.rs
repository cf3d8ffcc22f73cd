//! What happens to an index of many letters when a letter is added or changed.

use std::collections::BTreeSet;

use super::test_reader::TestReader;
use super::tests::letter;
use super::{SearchIndex, SearchPage, WrittenIndex};

/// The words of made-up letters: some are frequent, most are rare.
struct MadeUp {
    state: u32,
}

impl MadeUp {
    fn number(&mut self, most: u32) -> u32 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.state >> 8) % most
    }

    fn word(&mut self) -> String {
        let frequent = self.number(3) > 0;
        let most = if frequent { 300 } else { 12_000 };
        let mut number = self.number(most);
        let mut word = String::new();
        for _ in 0..2 + number % 2 {
            word.push(char::from(b"bdfgklmnprstvz"[(number % 14) as usize]));
            word.push(char::from(b"aeiou"[(number / 14 % 5) as usize]));
            number /= 70;
        }
        word + ["", "s", "ing", "ed", "y"][self.number(5) as usize]
    }

    fn text(&mut self, words: u32) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// The texts of so many letters, two a letter, with a date each.
fn texts(letters: u32) -> Vec<(String, [String; 2])> {
    let mut made_up = MadeUp { state: 7 };
    (0..letters).map(|at| (format!("2020-{at:06}"), [made_up.text(30), made_up.text(60)])).collect()
}

fn pages(texts: &[(String, [String; 2])]) -> Vec<SearchPage<'_>> {
    texts.iter().map(|(date, [question, answer])| letter(date, "", &[question, answer])).collect()
}

/// The names of the files of words.
fn shards(pages: &[SearchPage<'_>]) -> BTreeSet<String> {
    let files = SearchIndex::new(pages, &[], "en").files();
    files.into_iter().map(|file| file.name).filter(|name| name.starts_with("w-")).collect()
}

#[test]
fn a_new_letter_changes_few_shards_and_an_edit_moves_nothing() {
    let texts = texts(1500);
    let before = shards(&pages(&texts));
    assert!(before.len() > 60, "{}", before.len());
    let mut added = pages(&texts);
    added.push(letter("2021-01-01", "", &["bake kobi the new letter", "foba nuka bake zuta and then some more"]));
    let changed = shards(&added).difference(&before).count();
    assert!((1..=before.len() * 15 / 100).contains(&changed), "{changed} of {}", before.len());

    let mut edited = pages(&texts);
    edited[300].sections.push(letter("", "", &["an update with quixotic words"]).sections.remove(0));
    let changed = shards(&edited).difference(&before).count();
    assert!((1..=before.len() * 15 / 100).contains(&changed), "{changed} of {}", before.len());
    let reader = TestReader::of(&SearchIndex::new(&edited, &[], "en"));
    assert_eq!(reader.units("quixotic"), [300 * 16 + 3]);
}

#[test]
fn no_file_of_several_records_is_large() {
    let texts = texts(1500);
    let files = SearchIndex::new(&pages(&texts), &[], "en").files();
    let of_words = files.iter().filter(|file| file.name.starts_with("w-"));
    let shared = of_words.filter(|file| file.bytes.split(|byte| *byte == b'\n').nth(2).is_some());
    let sizes: Vec<usize> = shared.map(|file| file.bytes.len()).collect();
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((3_000..9_000).contains(&mean), "{mean}");
    assert!(sizes.iter().all(|size| *size < 20_000), "{sizes:?}");
}

#[test]
fn forms_far_from_their_key_are_linked() {
    // The stem of `bakebiy` is `bakebi`; many other stems are between the two. The stem of `bakebases` is `bakebas`, which as
    // a word has the stem `bakeba`.
    let words = |text: &str| ["ti ", "bases ", "bas "].map(|end| text.replace(' ', end)).concat();
    let texts: Vec<String> = texts(1500).into_iter().map(|(_, [a, b])| format!("and {a} {b} {}", words(&a))).collect();
    let pages: Vec<SearchPage<'_>> = texts.iter().map(|text| letter("2020-01-01", "", &[text])).collect();
    let files = SearchIndex::new(&pages, &[], "en").files();
    let reader = TestReader::new(&files);
    let shards = || reader.shards.iter().map(|(_, shard)| shard);
    let links: Vec<&String> = shards().flat_map(|shard| shard.links.keys()).collect();
    assert!(!links.is_empty());
    for form in links {
        assert!(reader.find(form).unwrap().0.contains(form), "{form}");
    }
    for (forms, postings) in shards().flat_map(|shard| shard.records.values()) {
        for form in forms {
            assert_eq!(reader.find(form).map(|(_, found)| found), Some(postings.clone()), "{form}");
        }
    }
    let text_of = |name: &str| {
        let file = files.iter().find(|file| file.name == name)?;
        String::from_utf8(file.bytes.clone()).ok()
    };
    let written = WrittenIndex::open("en", text_of).unwrap();
    let keys_of_others: Vec<&String> =
        shards().flat_map(|shard| shard.links.keys().filter(|form| shard.records.contains_key(*form))).collect();
    assert!(!keys_of_others.is_empty());
    for form in keys_of_others {
        assert_eq!(written.letters(form, usize::MAX).len(), reader.units(form).len(), "{form}");
    }
    let common = reader.field("common");
    assert_eq!(common.split(' ').count(), 1000);
    assert!(common.split(' ').all(|form| reader.units(form).len() > 1));
    let frequent = reader.field("frequent").parse::<usize>().unwrap();
    assert_eq!((frequent, common.split(' ').next()), (1, Some("and")));
}
