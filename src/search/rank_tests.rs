//! Which page comes first.

use std::borrow::Cow;

use super::tests::letter;
use super::{PageKind, SearchIndex, SearchPage, text_of};

/// The pages and sections that are found, the best first.
fn found(pages: &[SearchPage<'_>], query: &str) -> Vec<(usize, usize)> {
    let index = SearchIndex::new(pages, &[], "en");
    index.rank(query, 10).into_iter().map(|hit| (hit.page, hit.section)).collect()
}

#[test]
fn a_title_comes_before_a_text_and_all_words_before_one() {
    let letters = [
        letter("2024-01-01", "On cataloging", &["<p>How do I start?</p>", "<p>With a cup of tea.</p>"]),
        letter(
            "2025-01-01",
            "On tea",
            &["<p>Is cataloging a trade?</p>", "<p>Yes, and cataloging maps is another.</p>"],
        ),
        letter("2026-01-01", "On coffee", &["<p>Maps, maps, maps, and maps.</p>"]),
    ];
    assert_eq!(found(&letters, "cataloging"), [(0, 0), (1, 1)]);
    assert_eq!(found(&letters, "catalogers’ maps"), [(1, 2), (0, 0), (2, 1)]);
    assert_eq!(found(&letters, "unheard"), []);
    assert_eq!(found(&letters, "…"), []);
}

#[test]
fn a_head_helps_its_sections() {
    let letters = [
        letter("2024-01-01", "Noise", &["<p>a drum</p>", "<p>the neighbor</p>"]),
        letter("2025-01-01", "Quiet", &["<p>a drum</p>", "<p>the neighbor</p>"]),
    ];
    assert_eq!(found(&letters, "noise neighbor"), [(0, 2), (1, 2)]);
}

#[test]
fn of_equals_the_newest_comes_first() {
    let letters = [
        letter("2026-01-01", "", &["<p>a drum</p>"]),
        letter("2024-01-01", "", &["<p>a drum</p>"]),
        letter("2025-01-01", "", &["<p>a drum</p>"]),
    ];
    assert_eq!(found(&letters, "drums"), [(0, 1), (2, 1), (1, 1)]);
}

#[test]
fn other_pages_follow_the_letters_in_number() {
    let mut subject = letter("", "Noise", &[]);
    subject.kind = PageKind::Subject;
    subject.also = vec!["racket"];
    let index = SearchIndex::new(&[letter("2026-01-01", "A racket", &["<p>racket</p>"])], &[subject], "en");
    let pages: Vec<usize> = index.rank("racket", 9).iter().map(|hit| hit.page).collect();
    assert_eq!(pages, [0, 1]);
    assert_eq!(index.rank("racket", 1).len(), 1);
}

#[test]
fn what_is_on_most_pages_is_left_out_beside_other_words() {
    let dates: Vec<String> = (0..3000).map(|at| format!("2020-{at:05}")).collect();
    let texts = ["<p>the library</p>", "<p>nothing else</p>", "<p>the violin</p>"];
    let letters: Vec<SearchPage<'_>> = dates
        .iter()
        .enumerate()
        .map(|(at, date)| letter(date, "", &[texts[if at == 7 { 2 } else { at % 2 }]]))
        .collect();
    assert_eq!(found(&letters, "the violin"), [(7, 1)]);
    assert_eq!(found(&letters, "the").len(), 10);
}

#[test]
fn a_text_is_most_like_what_it_was_made_from() {
    let questions = [
        "<p>My neighbor plays drums at night. I cannot sleep, and my landlord does not answer.</p>",
        "<p>I work in the archives of a small college, and my grant ends in June. Should I go back to school?</p>",
        "<p>Is a certificate in music librarianship worth the money, if I never want to catalog again?</p>",
    ];
    let mut letters: Vec<SearchPage<'_>> =
        questions.iter().map(|question| letter("2026-01-01", "", &[question])).collect();
    letters[1].title = Cow::Borrowed("Back to school?");
    let index = SearchIndex::new(&letters, &[], "en");
    let hits = index.similar("The grant of our college archive ends next summer; is going back to school any use?", 3);
    assert_eq!((hits[0].page, hits[0].section), (1, 1));
    assert_eq!(hits[0].words[..5], ["archives", "back", "college", "ends", "go"]);
    for (at, question) in questions.iter().enumerate() {
        let hit = index.similar(&text_of(question), 1).remove(0);
        assert_eq!(hit.page, at);
        assert!((0.9..2.0).contains(&hit.score), "{}", hit.score);
    }
    let other = "My neighbor wrote a limerick about zebras, my landlord painted an octopus, and I juggle oranges.";
    let score = index.similar(other, 1)[0].score;
    assert!(score < 0.35, "words that no page has count, too: {score}");
}
