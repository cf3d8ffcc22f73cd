//! Each way to write a private value that is found, and beside it what must not be.

use std::collections::HashSet;

use callslip::content::Private;
use callslip::diagnostics::{FilePath, Span};
use callslip::language::Transliteration;
use callslip::leaks::{Contact, Leak, Needles, PrivateValues, contacts};
use callslip::yaml::values::SpannedText;

fn needles(texts: &[&str], never_print: &[&str]) -> Needles {
    let spanned = |texts: &[&str]| -> Vec<SpannedText> {
        texts.iter().map(|text| SpannedText { text: (*text).to_owned(), span: Span::default() }).collect()
    };
    let mut private = Private { texts: spanned(texts), never_print: spanned(never_print), ..Private::default() };
    private.texts.extend(spanned(never_print));
    let file = FilePath::from("content/questions/a.md");
    let values = PrivateValues { file: file.clone(), private, owner: Some(file) };
    Needles::new([values].iter(), &HashSet::new(), Transliteration::AnyLanguage)
}

fn owners() -> [FilePath; 1] {
    [FilePath::from("content/questions/a.md")]
}

/// What is found in a file of this name, as it is written there.
fn found(needles: &Needles, path: &str, text: &str) -> Vec<String> {
    let leaks = needles.search(path, text.as_bytes(), &owners());
    let written = |leak: Leak| leak.at.map(|at| String::from_utf8_lossy(&text.as_bytes()[at]).into_owned());
    leaks.into_iter().filter_map(written).collect()
}

#[track_caller]
fn all_found(needles: &Needles, path: &str, texts: &[&str]) {
    let missed: Vec<_> = texts.iter().filter(|text| found(needles, path, text).is_empty()).collect();
    assert!(missed.is_empty(), "not found: {missed:#?}");
}

#[track_caller]
fn none_found(needles: &Needles, path: &str, texts: &[&str]) {
    let alarms: Vec<_> = texts.iter().map(|text| (text, found(needles, path, text))).collect();
    let alarms: Vec<_> = alarms.into_iter().filter(|(_, found)| !found.is_empty()).collect();
    assert!(alarms.is_empty(), "found: {alarms:#?}");
}

#[test]
fn an_email_address_is_found_however_it_is_written() {
    let needles = needles(&["Jane Doe <jane.doe@x.example>", "bob@mail.example.org"], &[]);
    all_found(
        &needles,
        "a.html",
        &[
            "jane.doe@x.example",
            "Write to JANE.DOE@X.EXAMPLE.",
            "<a href=\"mailto:jane.doe@x.example\">her</a>",
            "<a href=\"mailto:jane.doe%40x.example?subject=Hello\">her</a>",
            "<a href='/x?to=jane%2Edoe%2540x%2Eexample'>her</a>",
            "<p>jane.doe<wbr>@x.example</p>",
            "<b>jane</b>.doe@<i>x</i>.example",
            "<span>jane.doe</span><span>@</span><!-- no -->x.example",
            "jane.doe&#64;x.example",
            "jane.doe&#x40;x&#46;example",
            "jane.doe&commat;x&period;example",
            "jane.doe&amp;#64;x.example",
            "jane.doe&amp;amp;#64;x.example",
            "jane.doe [at] x.example",
            "jane.doe(at)x(dot)example",
            "jane dot doe at x dot example",
            "jane.doe AT x DOT example",
            "jane.doe &lt;at&gt; x.example",
            "jane.doe {ät} x.example",
            "jane.doe @ x . example",
            "ja\u{ad}ne.d\u{200b}oe@x.ex&shy;ample",
            "j\u{e1}ne.d\u{f6}e@x.example",
            "ｊａｎｅ．ｄｏｅ＠ｘ．ｅｘａｍｐｌｅ",
            "\u{1d423}ane.doe@x.example",
            "ja\u{301}ne.doe@x.example",
            "<script type=\"application/ld+json\">{\"text\":\"Hello\\njane.doe\\u0040x.example\"}</script>",
            "<script>\"\\n\"</script>jane.doe@x.example",
            "<meta content=\"jane.doe@x.example\">",
            "<img alt='To jane.doe@x.example' src=a.png>",
            "<!-- jane.doe@x.example -->",
            "a < b, and jane.doe@x.example > c",
            "<p>jane.doe@x.example",
            "(jane.doe@x.example)",
            "jane.doe@x.example.",
            "\"jane.doe@x.example\"",
            "jane\ndoe\n@\nx.example",
            "Jane.Doe@X.example/bob@mail.example.org",
            "<title>bob@mail.example.org</title>",
            "jane.doe@x.example.Thanks for it.",
            "jane.doe@x.example-I answer.",
            "1.jane.doe@x.example",
            "me.jane.doe@x.example",
            "E-mail-jane.doe@x.example",
            "_jane.doe@x.example_",
            "jane.doe+news@x.example",
            "jane.doe%2Bcolumn.letters@x.example",
            "jane.doe (a) x.example",
            "jane.doe arroba x.example",
            "jane punkt doe arobase x punkt example",
            "bob@mail dot example.org",
        ],
    );
    none_found(
        &needles,
        "a.html",
        &[
            "jane.doe@x.examples",
            "jane.doe@y.example",
            "jane.do@x.example",
            "ajane.doe@x.example",
            "jane.doe news@x.example",
            "doe@x.example",
            "Jane Doe, x, example",
            "Jane. Doe. X. Example.",
            "Jane <b>Doe</b> x/example",
            "bob: mail.example.org",
            "bob mail example org",
            "<a href=\"https://mail.example.org/bob\">bob</a>",
            "jane.doe<p>@x.example".trim_end_matches("@x.example"),
        ],
    );
}

#[test]
fn a_longer_address_that_the_column_publishes_is_another_one() {
    let text = SpannedText { text: "doe@x.example".to_owned(), span: Span::default() };
    let private = Private { texts: vec![text], ..Private::default() };
    let values = [PrivateValues { file: FilePath::from("a"), private, owner: None }];
    let published: HashSet<Contact> = contacts("jane.doe@x.example").into_iter().collect();
    let needles = Needles::new(values.iter(), &published, Transliteration::AnyLanguage);
    none_found(&needles, "a.html", &["jane.doe@x.example", "<a href=\"mailto:jane.doe@x.example\">"]);
    all_found(&needles, "a.html", &["doe@x.example", "mary.doe@x.example", "1-doe@x.example"]);
}

#[test]
fn an_email_address_is_found_in_every_kind_of_file() {
    let needles = needles(&["jane@x.example"], &[]);
    all_found(
        &needles,
        "feed.json",
        &["{\"a\":\"Hello\\njane\\u0040x.example\\nBye\"}", "{\"a\":\"\\tjane@x.example\"}"],
    );
    all_found(&needles, "a.js", &["s('Hello\\njane\\x40x.example')", "{\"html\":\"<p>jane<wbr>@x.example</p>\\n\"}"]);
    all_found(&needles, "feed.xml", &["<content type=\"html\">&lt;p&gt;jane&lt;wbr&gt;@x.example&lt;/p&gt;</content>"]);
    all_found(&needles, "programs.csv", &["a,\"jane@x.example\"\r\nb", "a;jane@x.example;b"]);
    all_found(&needles, "_redirects", &["/jane%40x.example /a/ 301"]);
    all_found(
        &needles,
        "a.svg",
        &["<svg><metadata>jane@x.example</metadata></svg>", "<text>jane<tspan>@x.example</tspan></text>"],
    );
    all_found(&needles, "a.css", &["a::after { content: \"jane@x.example\" }"]);
    for text in ["ORGANIZER;CN=Jane:mailto:jane@x.example\r\n", "EMAIL:jane@x.exa\r\n mple\r\n", "N:j\n\tane@x.example"]
    {
        for path in ["a.ics", "a.VCF"] {
            assert_eq!(needles.search(path, text.as_bytes(), &owners()).len(), 1, "{path}: {text}");
        }
    }
    // A backslash that begins no escape is a sign as others are.
    all_found(&needles, "a.txt", &["C:\\jane@x.example", "jane\\@x.example"]);
}

#[test]
fn a_telephone_number_is_found_by_its_digits() {
    let needles = needles(&["+1 (312) 555-0143", "Tel. 030/123456-78"], &[]);
    all_found(
        &needles,
        "a.html",
        &[
            "312-555-0143",
            "(312) 555 0143",
            "312.555.0143",
            "3125550143",
            "+13125550143",
            "1-312-555-0143",
            "001 312 5550143",
            "011 1 312 555 0143",
            "<a href=\"tel:+1-312-555-0143\">call</a>",
            "<a href=\"tel:+1%20312%20555%200143\">call</a>",
            "312<br>555<b>0143</b>",
            "312&nbsp;555&#8209;0143",
            "312\u{a0}555\u{2013}0143",
            "31 25 55 01 43",
            "in 2019, 312 555 0143, or 7",
            "312-555-0143x12",
            "tel3125550143",
            "٣١٢ ٥٥٥ ٠١٤٣",
            "030 12345678",
            "+49 30 12345678",
            "+49 (0)30 123456-78",
            "0049301234 5678",
            "{\"tel\": 3125550143}",
            "8 (312) 555-01-43",
            "83125550143",
        ],
    );
    none_found(
        &needles,
        "a.html",
        &[
            "312-555-0144",
            "3125550143000",
            "93125550143",
            "555-0143",
            "31255501",
            "2026-03-12",
            "$312, 555 or 143",
            "312 555 and 0143",
            "978-0-306-40615-7",
            "99930123456789",
        ],
    );
}

#[test]
fn dates_years_and_prices_under_private_are_no_telephone_numbers() {
    let texts =
        ["2026-03-12", "2026-11-26T12:30:00Z", "20260312", "2019-2023", "$1,234,567", "978-0-306-40615-7", "12345"];
    assert!(needles(&texts, &[]).is_empty());
}

#[test]
fn words_are_found_as_a_whole_across_whatever_is_between_them() {
    let needles =
        needles(&[], &["Jane Doe", "O'Brien", "Mary-Ann", "Springfield", "Zoë", "R&D", "4711", "山田", "St. Mary's"]);
    all_found(
        &needles,
        "a.html",
        &[
            "Jane Doe",
            "jane doe",
            "JANE\n   DOE,",
            "Jane&nbsp;Doe’s",
            "Jane-Doe",
            "Jane <em>Doe</em>",
            "<p>Jane</p>\n<p>Doe</p>",
            "<b>Ja</b>ne Doe",
            "/questions/jane-doe/",
            "jane_doe.jpg",
            "%4Aane%20Doe",
            "Jane+Doe",
            "O’Brien",
            "O&#39;Brien",
            "O&rsquo;Brien’s",
            "O`BRIEN",
            "OBrien",
            "Mary Ann",
            "Mary‑Ann",
            "MaryAnn",
            "Mary&ndash;Ann",
            "Springfield, Ill.",
            "“Springfield”",
            "Spring&shy;field",
            "<img alt=\"in Springfield\">",
            "Zoe",
            "zoe\u{308}",
            "Zo&euml;",
            "ZOË",
            "R&amp;D",
            "R & D",
            "No. 4711.",
            "山田さん",
            "St Mary’s",
            "Springfields",
            "Jane Does",
            "JaneDoe",
            "https://x.example/janedoe",
            "O Brien",
            "Mary-Ann’s",
            "Maryann",
        ],
    );
    none_found(
        &needles,
        "a.html",
        &[
            "Jane",
            "Doe",
            "Janes Doe",
            "Doe, Jane",
            "Jane A. Doe",
            "Brienne",
            "Mary",
            "Springfielder",
            "Zoey",
            "147119",
            "47110",
            "Main Rd",
            "山口",
            "St. Marylebone",
            "Mary Anne",
        ],
    );
}

#[test]
fn words_are_found_in_their_other_forms() {
    for (words, text) in [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Mueller", "Müller"),
        ("Mueller", "M&uuml;ller"),
        ("Samuel Mueller", "Samuel Müller"),
        ("Bär", "Baer"),
        ("Baer", "Bär"),
        ("Åse", "Aase"),
        ("Aase", "Åse"),
        ("Sørensen", "Soerensen"),
        ("Groß", "Gross"),
        ("Петров", "Petrov"),
        ("Annemarie", "Anne-Marie"),
        ("Annemarie", "Anne Marie"),
        ("Anne Marie", "Annemarie"),
        ("Anne-Marie", "Anne Marie"),
        ("OBrien", "O’Brien"),
        ("OBrien", "O Brien"),
        ("OBrien", "O&#39;Brien"),
        ("J.D.", "JD"),
        ("JD", "J.D."),
        ("JD", "J. D."),
        ("Σωκράτης", "ΣΩΚΡΑΤΗΣ"),
        ("Kim", "Kims"),
        ("Jones", "Joneses"),
        ("Fox", "Foxes"),
        ("Ada", "Canada, Ada"),
        ("Ada", "Dad Ada"),
    ] {
        all_found(&needles(&[], &[words]), "a.html", &[text]);
    }
    for (words, text) in [
        ("Doe", "to do"),
        ("Noel", "nol"),
        ("Isa", "This is a test: is-a."),
        ("Ina", "In a library"),
        ("U.S.", "us"),
        ("Al", "als"),
        ("Les", "less"),
        ("Grant", "It is paid by grants."),
        ("Theresa", "there sa"),
        ("Mary Ann", "mary, annual"),
        ("Annemarie", "Anne Mariella"),
    ] {
        none_found(&needles(&[], &[words]), "a.html", &[text]);
    }
}

#[test]
fn words_are_found_in_the_address_that_the_column_makes_of_them() {
    let values = |words: &str| {
        let words = SpannedText { text: words.to_owned(), span: Span::default() };
        let private = Private { never_print: vec![words], ..Private::default() };
        [PrivateValues { file: owners()[0].clone(), private, owner: Some(owners()[0].clone()) }]
    };
    for (words, slugs, path) in [
        ("Müller", Transliteration::German, "questions/brief-von-frau-mueller/index.html"),
        ("Müller", Transliteration::AnyLanguage, "questions/brief-von-frau-muller/index.html"),
        ("Петров", Transliteration::Russian, "questions/pismo-petrov/index.html"),
        ("Щукин", Transliteration::Ukrainian, "questions/shchukyn/index.html"),
        ("Mueller", Transliteration::AnyLanguage, "questions/frau-muller/index.html"),
        ("Kim Park", Transliteration::German, "questions/kim-parks-letter/index.html"),
    ] {
        let needles = Needles::new(values(words).iter(), &HashSet::new(), slugs);
        assert_eq!(needles.search_path(path, &owners()).len(), 1, "{words}: {path}");
    }
}

#[test]
fn words_are_searched_only_in_what_belongs_to_their_letter() {
    let needles = needles(&["jane@x.example"], &["Springfield"]);
    let other = [FilePath::from("content/questions/b.md")];
    assert_eq!(needles.search("b.html", b"Springfield jane@x.example", &other).len(), 1);
    assert_eq!(needles.search("b.html", b"Springfield jane@x.example", &owners()).len(), 2);
}

#[test]
fn a_path_is_searched_too() {
    let needles = needles(&["jane@x.example"], &["Jane Doe"]);
    for path in
        ["jane@x.example.pdf", "files/jane-x-example/index.html", "questions/jane-doe/index.html", "jane_doe.jpg"]
    {
        assert_eq!(needles.search_path(path, &owners()).len(), 1, "{path}");
    }
    assert_eq!(needles.search_path("questions/jane-dough/index.html", &owners()), []);
}

#[test]
fn what_a_picture_says_of_itself_is_searched_and_its_pixels_are_not() {
    let needles = needles(&["jane@x.example"], &["Jane", "Springfield"]);
    let count = |path: &str, bytes: &[u8]| needles.search(path, bytes, &owners()).len();
    let mut jpeg = b"\xff\xd8\xff\xe1\x00\x20Exif\0\0\x01\x02Photo: Jane, at home\0\xff\xda\x00\x02".to_vec();
    assert_eq!(count("a.jpg", &jpeg), 1);
    jpeg = b"\xff\xd8\xff\xe0\x00\x04\0\0\xff\xda\x00\x02 Jane jane@x.example ".to_vec();
    assert_eq!(count("a.jpg", &jpeg), 0);
    let png = |kind: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap_or_default().to_be_bytes();
        [b"\x89PNG\r\n\x1a\n", &length[..], kind, content, b"crc!"].concat()
    };
    assert_eq!(count("a.png", &png(b"tEXt", b"Author\0Jane")), 1);
    assert_eq!(count("a.png", &png(b"IDAT", b"Author\0Jane")), 0);
    let wide: Vec<u8> = "Springfield".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(count("a.png", &png(b"eXIf", &wide)), 1);
    assert_eq!(count("a.webp", b"RIFF\x20\0\0\0WEBPEXIF\x0c\0\0\0by Jane Doe\0"), 1);
    assert_eq!(count("a.webp", b"RIFF\x20\0\0\0WEBPVP8 \x0c\0\0\0by Jane Doe\0"), 0);
    // In other files, short words are there by chance.
    assert_eq!(count("a.mp3", b"ID3\x03\0\0\0\0TPE1 Jane \0TIT2 of Springfield\0 jane@x.example\0"), 2);
    assert_eq!(count("a.pdf", b"%PDF-1.4 jane@x.example"), 0);
    assert_eq!(count("a.bin", b"PK\x03\x04 jane@x.example"), 0);
}

#[test]
fn a_text_in_another_encoding_is_searched() {
    let needles = needles(&["jane@x.example"], &["Zoë"]);
    let utf16 =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { "\u{feff}To jane@x.example".encode_utf16().flat_map(order).collect() };
    for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), b"Zo\xeb in Latin-1".to_vec()] {
        assert_eq!(needles.search("a.txt", &bytes, &owners()).len(), 1, "{bytes:?}");
    }
}

#[test]
fn what_the_column_publishes_is_not_private() {
    let private = |text: &str| {
        let text = SpannedText { text: text.to_owned(), span: Span::default() };
        let private = Private { texts: vec![text], ..Private::default() };
        PrivateValues { file: FilePath::from("a"), private, owner: None }
    };
    let published: HashSet<Contact> = contacts("Write to Sol@desk.example or call 312-555-0143.").into_iter().collect();
    let values = [private("sol@desk.example"), private("+1 312 555 0143")];
    assert!(Needles::new(values.iter(), &published, Transliteration::AnyLanguage).is_empty());
    assert!(!Needles::new([private("sol@other.example")].iter(), &published, Transliteration::AnyLanguage).is_empty());
}
