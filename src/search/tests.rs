//! What an index finds.

use std::borrow::Cow;

use super::test_reader::TestReader;
use super::{PageKind, SearchIndex, SearchPage, SearchSection};

/// A letter of some sections.
pub(super) fn letter<'s>(date: &'s str, title: &'s str, sections: &[&'s str]) -> SearchPage<'s> {
    SearchPage {
        kind: PageKind::Letter,
        address: "/questions/a/",
        title: Cow::Borrowed(title),
        date: Cow::Borrowed(date),
        subjects: Vec::new(),
        also: Vec::new(),
        description: Cow::Borrowed(""),
        sections: sections
            .iter()
            .map(|html| SearchSection { id: Cow::Borrowed("q1"), html: vec![Cow::Borrowed(*html)] })
            .collect(),
    }
}

/// The index of one letter with a section for each text.
fn index_of(language: &str, texts: &[&str]) -> TestReader {
    TestReader::of(&SearchIndex::new(&[letter("2026-01-01", "", texts)], &[], language))
}

/// The sections that a form leads to.
fn sections(language: &str, texts: &[&str], form: &str) -> Vec<u32> {
    index_of(language, texts).units(form)
}

#[test]
fn forms_of_one_stem_find_each_other() {
    let texts = ["<p>A librarian.</p>", "<p>Two Librarians&rsquo; lunch</p>", "<p>the library</p>"];
    assert_eq!(sections("en", &texts, "librarian"), [1, 2]);
    assert_eq!(sections("en", &texts, "librarians"), [1, 2]);
    assert_eq!(sections("en-GB", &texts, "library"), [3]);
    assert_eq!(sections("xx", &texts, "librarian"), [1]);
}

#[test]
fn the_text_of_html_is_what_readers_see() {
    let html = "<p title=\"a>b\">un<em>believ</em>able</p><p>end</p>start<br>line <code>not_this</code> \
                <pre>nor <b>that</b></pre> caf&eacute; R&amp;D &#x41;bc<!-- no --> note<sup id=\"fnref-1\"><a href=\"#fn\">1</a></sup> \
                H<sub>2</sub>O a < b <script>var gone</script>";
    let reader = index_of("xx", &[html]);
    for found in ["unbelievable", "end", "start", "line", "cafe", "r", "d", "abc", "note", "h2o", "a", "b"] {
        assert_eq!(reader.units(found), [1], "{found}");
    }
    for left_out in ["not", "nor", "that", "gone", "var", "no", "note1", "title", "endstart", "startline", "amp"] {
        assert!(reader.find(left_out).is_none(), "{left_out}");
    }
}

#[test]
fn apostrophes_and_hyphens() {
    let reader = index_of("en", &["I don't like the library’s e-mail, nor a state-of-the-art ‘quote’"]);
    for found in ["dont", "library", "email", "e", "mail", "state", "art", "quote"] {
        assert_eq!(reader.units(found), [1], "{found}");
    }
    for unknown in ["librarys", "don", "stateof", "theart", "emailnor"] {
        assert!(reader.find(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn french_accents_and_elision() {
    let reader = index_of("fr", &["L’école d'été, jusqu'à aujourd’hui", "les bibliothécaires"]);
    for found in ["l", "ecole", "ete", "jusqu", "a", "hui"] {
        assert_eq!(reader.units(found), [1], "{found}");
    }
    assert_eq!(reader.units("bibliothecaires"), [2]);
    assert!(reader.find("lecole").is_none());
    assert_eq!(reader.field("elision"), "true");
}

#[test]
fn german_compounds_are_found_by_their_parts() {
    let texts =
        ["<p>Das Hochspannungsnetzgerät</p>", "Ein Netzgerät", "Netz, Geräte, Hochspannung", "Die Vereinbarung"];
    let reader = index_of("de", &texts);
    assert_eq!(reader.units("netzgerat"), [1, 2]);
    assert_eq!(reader.units("netz"), [1, 2, 3]);
    assert_eq!(reader.units("gerate"), [1, 2, 3]);
    assert_eq!(reader.units("hochspannung"), [1, 3]);
    assert_eq!(reader.find("netzgerat").unwrap().1[0], (1, 0), "the lowest weight");
    assert_eq!(sections("en", &texts, "netzgerat"), [2]);
}

#[test]
fn soft_hyphens_and_joiners_are_not_seen() {
    let reader = index_of("xx", &["Netz&shy;gerät", "می‌خواهم"]);
    assert_eq!(reader.units("netzgerat"), [1]);
    assert_eq!(reader.units("gerat"), [1]);
    assert_eq!(reader.units("ميخواهم"), [2]);
    assert_eq!(reader.units("خواهم"), [2]);
}

#[test]
fn marks_of_arabic_and_hebrew_make_no_difference() {
    let reader = index_of("xx", &["كِتَابٌ أحمد مكتبة", "שָׁלוֹם", "हिन्दी दिन दान"]);
    for (form, unit) in [("كتاب", 1), ("احمد", 1), ("مكتبه", 1), ("שלום", 2), ("दिन", 3), ("दान", 3)]
    {
        assert_eq!(reader.units(form), [unit], "{form}");
    }
    assert_eq!(sections("he", &["צ׳ק ג׳ירפה", "ר׳ עקיבא"], "צק"), [1]);
    assert_eq!(sections("he", &["צ׳ק ג׳ירפה", "ר׳ עקיבא"], "ר"), [2]);
}

#[test]
fn scripts_without_spaces_are_found_by_pairs() {
    let texts = ["新幹線の駅", "新しい本", "图书馆员", "도서관에서", "ห้องสมุด", "ABC図書館123", "ﾎﾟｽﾀｰ", "新"];
    let reader = index_of("ja", &texts);
    assert_eq!(reader.units("新幹"), [1]);
    assert_eq!(reader.units("幹線"), [1]);
    assert_eq!(reader.units("新"), [8], "not the first of a pair");
    assert_eq!(reader.units("书馆"), [3]);
    assert_eq!(reader.units("서관"), [4]);
    assert_eq!(reader.units("สม"), [5]);
    assert_eq!(reader.units("図書"), [6]);
    assert_eq!(reader.units("abc"), [6]);
    assert_eq!(reader.units("123"), [6]);
    assert_eq!(reader.units("ポス"), [7]);
    assert!(reader.find("線駅").is_none());
    for (last, unit) in [("駅", 1), ("本", 2), ("员", 3), ("서", 4), ("ด", 5), ("館", 6)] {
        assert_eq!(reader.units(last), [unit], "{last}");
    }
    let reading = "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>";
    assert_eq!(sections("ja", &[reading], "漢字"), [1]);
}

#[test]
fn a_title_weighs_most_and_a_description_least() {
    let mut page = letter("2026-01-01", "Drums", &["<p>drums and a neighbor</p>"]);
    page.subjects = vec!["noise"];
    page.also = vec!["Sleepless in Ohio"];
    page.description = Cow::Borrowed("neighbor tonight drums");
    let reader = TestReader::of(&SearchIndex::new(&[page], &[], "en"));
    assert_eq!(reader.find("drums").unwrap().1, [(0, 3), (1, 2)]);
    assert_eq!(reader.find("noise").unwrap().1, [(0, 2)]);
    assert_eq!(reader.find("ohio").unwrap().1, [(0, 2)]);
    assert_eq!(reader.find("tonight").unwrap().1, [(0, 0)]);
    assert_eq!(reader.find("neighbor").unwrap().1, [(0, 0), (1, 2)]);
}

#[test]
fn lines_of_pages_have_no_breaks() {
    let mut page = letter("2026-01-01", "`A` $5\\\tprice\nlist", &["one", "two"]);
    page.sections[1].id = Cow::Borrowed("");
    page.subjects = vec!["a", "b"];
    let long = "A word ".repeat(30);
    page.description = Cow::Borrowed(&long);
    let reader = TestReader::of(&SearchIndex::new(&[page], &[], "en"));
    let line = &reader.pages[&0];
    let expected = "l\t/questions/a/\t`A` $5\\ price list\t2026-01-01\ta · b\tq1 -";
    assert_eq!(line, expected);
    let description = &reader.descriptions[&0];
    assert!(description.starts_with("A word A word"), "{description}");
    assert!(description.ends_with(" A word A…"), "{description}");
    assert!(description.chars().count() <= 100);
}

#[test]
fn a_description_ends_between_characters() {
    for (start, end) in [("", "’…"), ("a", "’…"), ("ab ", "ab…")] {
        let mut page = letter("2026-01-01", "Title", &["one"]);
        page.description = Cow::Owned(start.to_owned() + &"’".repeat(150));
        let reader = TestReader::of(&SearchIndex::new(&[page], &[], "en"));
        assert!(reader.descriptions[&0].ends_with(end), "{}", reader.descriptions[&0]);
    }
}

#[test]
fn pages_of_many_sections_take_further_slots() {
    let texts: Vec<String> = (0..40).map(|at| format!("<p>word{at}</p>")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let letters = [letter("2026-01-01", "long", &texts), letter("2026-01-02", "next", &["after"])];
    let mut other = letter("", "page", &["other"]);
    other.kind = PageKind::Page;
    let index = SearchIndex::new(&letters, &[other], "en");
    let reader = TestReader::of(&index);
    assert_eq!(reader.units("word0"), [1]);
    assert_eq!(reader.units("word39"), [40]);
    assert_eq!(reader.units("after"), [3 * 16 + 1]);
    assert_eq!(reader.units("other"), [1024 * 16 + 1]);
    assert_eq!(reader.field("continued"), "1,2");
    assert_eq!(reader.pages[&2], "^");
    assert!(reader.pages[&3].starts_with("l\t"));
    assert!(reader.pages[&1024].starts_with("g\t"));
    let hit = &index.rank("word39 long", 5)[0];
    assert_eq!((hit.page, hit.section), (0, 40));
    assert_eq!(index.rank("other", 5)[0].page, 2);
}

#[test]
fn a_column_without_pages_has_an_index() {
    let index = SearchIndex::new(&[], &[], "en");
    let reader = TestReader::of(&index);
    assert_eq!((reader.field("words"), reader.field("common"), reader.shards.len()), (String::new(), String::new(), 1));
    assert!(index.rank("anything", 3).is_empty() && index.similar("anything", 3).is_empty());
}

#[test]
fn every_language_of_the_stemmers_has_its_rules() {
    // A word of each, and another form of it.
    let pairs = [
        ("ca", "carta", "cartes"),
        ("cs", "kniha", "knihy"),
        ("da", "bibliotek", "biblioteket"),
        ("de-AT", "Antwort", "Antworten"),
        ("el", "βιβλία", "βιβλίου"),
        ("EN_us", "drum", "drumming"),
        ("es", "carta", "cartas"),
        ("fi", "kirja", "kirjan"),
        ("fr", "chercheuse", "chercheuses"),
        ("hu", "könyv", "könyvek"),
        ("it", "libro", "libri"),
        ("nb", "bok", "boken"),
        ("nl", "brief", "brieven"),
        ("pt", "carta", "cartas"),
        ("ru", "книга", "книги"),
        ("sv", "brev", "brevet"),
        ("tr", "kitap", "kitaplar"),
        ("uk", "книга", "книги"),
    ];
    let lost = pairs.iter().filter(|(language, form, other)| {
        sections(language, &[form, other], &super::fold::fold(form).unwrap()) != [1, 2]
    });
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&(&str, &str, &str)>::new());
}
