//! Whatever the texts are: each form leads to its record, and the record names the sections that have one of its forms.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::fold::{fold, without_possessive};
use super::html_text::push_text;
use super::test_reader::TestReader;
use super::tests::letter;
use super::words::{ScriptPart, Words, each_bigram, script_parts};
use super::{Remembered, SearchIndex, SearchPage, WordsToRemember};

/// What words are made of.
const SYLLABLES: [&str; 24] = [
    "ba",
    "Ko",
    "ri",
    "st",
    "é",
    "O\u{308}",
    "ß",
    "ﬁ",
    "ø",
    "ки",
    "Я",
    "ς",
    "كت",
    "كِ",
    "ש\u{5b8}",
    "दि",
    "新幹",
    "線",
    "ｶﾞ",
    "한",
    "สม",
    "﨑",
    "𠮷",
    "𐐏",
];

/// How words end, for stems to differ from forms.
const ENDINGS: [&str; 8] = ["", "s", "ing", "ed", "ation", "'s", "’t", "nessless"];

/// What is between words.
const GAPS: [&str; 8] = [" ", ", ", "</p><p>", " <b>", "</b>", "&amp;", "<code>x</code>", ". "];

/// What may also be between them, which in the index adds words.
const JOINS: [&str; 4] = ["-", "\u{ad}", "\u{200c}", "\u{2011}"];

/// The HTML of a section.
fn html(joins: bool) -> impl Strategy<Value = String> {
    let gaps = [GAPS.as_slice(), if joins { &JOINS } else { &[] }].concat();
    let word = (prop::collection::vec(0..SYLLABLES.len(), 1..4), 0..ENDINGS.len(), 0..gaps.len());
    prop::collection::vec(word, 0..60).prop_map(move |words| {
        words.iter().fold("<p>".to_owned(), |mut html, (syllables, ending, gap)| {
            html.extend(syllables.iter().map(|at| SYLLABLES[*at]));
            html + ENDINGS[*ending] + gaps[*gap]
        })
    })
}

/// The words of HTML in the order of the text, as a query would have them; and the last character of each run of
/// characters.
fn forms(html: &str) -> Vec<String> {
    let (mut text, mut forms) = (String::new(), Vec::new());
    push_text(html, &mut text);
    for word in Words::new(&text, false) {
        for part in script_parts(word.text) {
            match part {
                ScriptPart::Bigrams(run) => {
                    let last = each_bigram(run, |pair| forms.push(pair.to_owned()));
                    forms.extend(last.map(String::from));
                }
                ScriptPart::Alphabet(word) => forms.extend(fold(without_possessive(word))),
            }
        }
    }
    forms
}

/// The number of words of HTML; in a word of a script without spaces, every second pair is one.
fn length(html: &str) -> u32 {
    let (mut text, mut words, mut pairs) = (String::new(), 0, 0);
    push_text(html, &mut text);
    for word in Words::new(&text, false) {
        let all = script_parts(word.text).map(|part| match part {
            ScriptPart::Bigrams(run) => {
                let mut pairs = 0;
                each_bigram(run, |_| pairs += 1);
                pairs
            }
            ScriptPart::Alphabet(_) => 1,
        });
        *(if word.has_bigrams { &mut pairs } else { &mut words }) += all.sum::<u32>();
    }
    words + pairs / 2
}

/// The letters of some sections each.
fn letters(sections: &[String]) -> Vec<SearchPage<'_>> {
    let letters = sections.chunks(3).map(|sections| {
        let sections: Vec<&str> = sections.iter().map(String::as_str).collect();
        letter("2026-01-01", "", &sections)
    });
    letters.collect()
}

/// The units of the sections, by form.
fn units_of_forms(sections: &[String]) -> BTreeMap<String, BTreeSet<u32>> {
    let mut units: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (at, html) in (0..).zip(sections) {
        for form in forms(html) {
            units.entry(form).or_default().insert(at / 3 * 16 + at % 3 + 1);
        }
    }
    units
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_form_leads_to_its_sections(sections in prop::collection::vec(html(true), 1..40)) {
        for language in ["en", "de", "ru", "ar", "xx"] {
            let reader = TestReader::of(&SearchIndex::new(&letters(&sections), &[], language));
            for (form, units) in units_of_forms(&sections) {
                let found = reader.units(&form);
                prop_assert!(units.iter().all(|unit| found.contains(unit)), "{form} is in {units:?}, not in {found:?}");
            }
        }
    }

    #[test]
    fn a_record_has_no_other_sections(sections in prop::collection::vec(html(false), 1..40)) {
        let reader = TestReader::of(&SearchIndex::new(&letters(&sections), &[], "en"));
        let units = units_of_forms(&sections);
        let mut seen = 0;
        for (forms, postings) in reader.shards.iter().flat_map(|(_, shard)| shard.records.values()) {
            let expected: BTreeSet<u32> = forms.iter().flat_map(|form| &units[form]).copied().collect();
            let found: Vec<u32> = postings.iter().map(|(unit, _)| *unit).collect();
            prop_assert_eq!(expected.into_iter().collect::<Vec<_>>(), found, "{:?}", forms);
            seen += forms.len();
        }
        prop_assert_eq!(seen, units.len());
    }

    #[test]
    fn a_weight_follows_from_its_section_alone(sections in prop::collection::vec(html(false), 1..6)) {
        let reader = TestReader::of(&SearchIndex::new(&letters(&sections), &[], "xx"));
        for (at, html) in (0..).zip(&sections) {
            let forms = forms(html);
            let length = f64::from(length(html));
            for form in &forms {
                let count = forms.iter().filter(|other| *other == form).fold(0.0, |count, _| count + 1.0);
                let exact = 4.0 * count / (count + 1.2 * (0.25 + 0.75 * length / 150.0)) - 1.0;
                let unit = at / 3 * 16 + at % 3 + 1;
                let weight = reader.find(form).unwrap().1.iter().find(|(other, _)| *other == unit).unwrap().1;
                prop_assert!((exact.max(0.0) - f64::from(weight)).abs() <= 0.500_001, "{form}: {exact}, {weight}");
            }
        }
    }

    #[test]
    fn remembered_words_make_no_difference(
        before in prop::collection::vec(html(true), 1..40),
        after in prop::collection::vec((any::<bool>(), html(true)), 1..40),
    ) {
        // Some pages are as before, some are not, and some are in another place.
        let kept = after.iter().zip(before.iter().rev());
        let after: Vec<String> =
            kept.map(|((is_kept, html), before)| if *is_kept { before } else { html }).cloned().collect();
        for language in ["en", "de", "ru", "xx"] {
            let remembering = |sections: &[String], words: &[u8]| {
                let next = RefCell::new(None);
                let renew = |words: WordsToRemember<'_>| {
                    let mut written = Vec::new();
                    words.write(&mut written).unwrap();
                    next.replace(Some(written));
                };
                let remembered = Remembered { program: "1", words: words.to_vec(), renew: Some(&renew) };
                let index = SearchIndex::remembering(&letters(sections), &[], language, remembered);
                (index, next.into_inner())
            };
            let (first, words) = remembering(&before, &[]);
            let words = words.unwrap();
            prop_assert!(remembering(&before, &words).1.is_none());
            prop_assert!(remembering(&before, &words).0.files() == first.files());
            let (index, next) = remembering(&after, &words);
            prop_assert!(index.files() == SearchIndex::new(&letters(&after), &[], language).files());
            if let Some(next) = next {
                prop_assert!(remembering(&after, &next).1.is_none());
                prop_assert!(remembering(&after, &next).0.files() == index.files());
            }
        }
    }

    #[test]
    fn the_threads_make_no_difference(sections in prop::collection::vec(html(true), 200..400)) {
        let files = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| SearchIndex::new(&letters(&sections), &[], "de").files())
        };
        prop_assert!(files(1) == files(8));
    }

    #[test]
    fn texts_are_in_the_order_of_javascript(a in "[a-zéß\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}]{0,4}", b in "[a-zéß\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}]{0,4}") {
        prop_assert_eq!(super::dictionary::utf16_order(&a, &b), a.encode_utf16().cmp(b.encode_utf16()));
    }

    #[test]
    fn no_html_and_no_query_breaks_it(html in "(<|>|&|#|;|!|-|/|\"|'|=|code|p|x41| |a|é|新|\u{ad}|\u{300}){0,40}", any in ".{0,40}") {
        for language in ["en", "fr", "tr", "de"] {
            let mut page = letter("2026-01-01", &any, &[&html, &any]);
            page.description = Cow::Owned(any.repeat(30));
            let index = SearchIndex::new(&[page], &[], language);
            TestReader::of(&index);
            index.rank(&any, 3);
            index.similar(&html, 3);
        }
    }
}
