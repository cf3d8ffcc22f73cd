//! The words of a theme: in the column's language, in English where that has none, and from right to left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use snapbox::str;

use crate::support::html::{tags, text};
use crate::support::{Built, Column, shows};

/// A German column that holds one of everything that a theme has words for.
fn german() -> Built {
    let letter = |title: &str, date: &str, more: &str, text: &str| {
        format!("---\ntitle: {title}\ndate: {date}\ntags: [Lärm]\n{more}---\n{text}\n")
    };
    let profile = |name: &str, more: &str| {
        format!("---\ntitle: Trommeln {name}\nprovider: Musikschule Nord\ntags: [Lärm]\n{more}---\n")
    };
    let mut column = Column::empty()
        .file("column.yaml", "title: Die Auskunft\nbase_url: https://auskunft.example\nlanguage: de\nletters_per_page: 3\n")
        .file("content/people/a.md", "---\nname: Änne Quill\ninitials: AQ\n---\n")
        .file("content/tags.yaml", "tags:\n  Lärm: { use_for: [Krach], broader: Klang, related: [Stille], scope_note: Was stört. }\n  Klang: { }\n  Stille: { }\n")
        .file("content/glossary.yaml", "DIN: Deutsches Institut für Normung\n")
        .file("content/people/b.md", "---\nname: Bo Ohm\ninitials: BO\n---\nNeu hier.\n")
        .file("content/pages/hier.md", "---\ntitle: Hier\nupdated: 2026-05-01\n---\nÜber uns.\n")
        .file("content/programs/a.md", profile("a", "delivery: [in person, online, hybrid]\ncourses: 5\ntuition: { per_course: EUR 20, applies_to: alle Kurse }\nfinancial_aid: { scholarships: yes, federal: no, note: Antrag nötig }\nopen_to: alle\nprerequisites: keine\npathways: [Jazz]\nstarted: 2001\nalso_known_as: [TR]\nurl: https://nord.example\nsource: Hörensagen\nverified: 2020-01-01\nreview_every: 1 year\nstatus: renamed\nreplaced_by: b.md\ncourse_length: 6 Wochen\n"))
        .file("content/programs/b.md", profile("b", "verified: 2026-10-01\ntuition: { per_credit: EUR 5 }\nfinancial_aid: { federal: yes }\nstatus: paused\n"))
        .file("content/programs/c.md", profile("c", "status: closed\n"))
        .file("content/questions/a.md", letter("Laut", "2026-03-02", "updated: 2026-04-01\nasker: { pen_name: Leise }\n", "F: Darf ich nach DIN?\n\nAQ: Ja, TR ist gut, siehe [dort](../programs/a.md).\n\nF: Und nun?\n\nBO: Nein.\n\nAnmerkung der Redaktion: So steht es.\n\nNachtrag (2026-09-01): Es ist still."))
        .file("content/questions/b.md", letter("Danach", "2026-04-02", "update_to: a.md\n", "F: Und?\n\nAQ: Gut."))
        .file("content/questions/c.md", letter("Ein Aufsatz", "2025-04-02", "answered_by: [AQ, BO]\n", "Nur Text."))
        .file("content/questions/d.md", letter("Weg", "2025-04-02", "withdrawn: { date: 2026-01-01, reason: Auf Wunsch }\n", "F: Und?\n\nAQ: Gut."));
    let credentials = [
        "professional certificate",
        "graduate certificate",
        "post-master's certificate",
        "certificate",
        "specialization",
        "degree",
        "course",
    ];
    for (at, credential) in credentials.iter().enumerate() {
        let path = format!("content/programs/{}.md", credential.replace([' ', '\''], "-"));
        column = column.file(&path, profile(&at.to_string(), &format!("credential: {credential}\n")));
    }
    for n in 1..=4 {
        column = column.file(
            &format!("content/questions/n{n}.md"),
            letter(&format!("Nr. {n}"), "2024-01-01", "", "F: ?\n\nAQ: !"),
        );
    }
    column.build().sound()
}

/// The values of a file of strings, by key, without what tells one number from another.
fn strings(path: &Path) -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut strings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (key, value) = line.split_once(':').unwrap();
        if key.starts_with(' ') {
            strings.entry(format!("{last}.{}", key.trim())).or_default().push(value.trim().to_owned());
        } else {
            key.trim_matches('"').clone_into(&mut last);
            strings.entry(last.clone()).or_default().push(value.trim().to_owned());
        }
    }
    strings
}

/// The `{names}` in a string.
fn holes(values: &[String]) -> BTreeSet<&str> {
    values.iter().flat_map(|value| value.split('{').skip(1)).filter_map(|rest| rest.split('}').next()).collect()
}

fn reading_room(language: &str) -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/reading-room/strings");
    strings(&folder.join(format!("{language}.yaml")))
}

/// What people read or hear on a page: its text, and the attributes that are read out.
fn said(html: &str) -> Vec<String> {
    let mut said = Vec::new();
    // What is for programs alone is in their language.
    let html: String = html
        .split("<script type=\"application/ld+json\">")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once("</script>").map_or("", |(_, rest)| rest) })
        .collect();
    let html = html.as_str();
    let mut in_tag = false;
    let text: String = html
        .chars()
        .map(|c| {
            in_tag = (in_tag || c == '<') && c != '>';
            if in_tag || c == '>' { ' ' } else { c }
        })
        .collect();
    said.push(text);
    for tag in tags(html) {
        said.extend(
            ["aria-label", "title", "alt", "data-label"].iter().filter_map(|name| tag.get(name)).map(ToOwned::to_owned),
        );
    }
    said
}

/// The words of a text, less those in addresses.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let written = text.split_whitespace().filter(|part| !part.contains("://") && !part.contains("tag:"));
    written.flat_map(|part| part.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2))
}

#[test]
fn every_language_has_the_keys_of_english() {
    let english = reading_room("en");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/reading-room/strings");
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let other = strings(&file.path());
        let (name, keys): (_, Vec<&String>) = (file.file_name(), english.keys().collect());
        assert_eq!(other.keys().collect::<Vec<_>>(), keys, "{name:?}");
        for (key, values) in &english {
            assert_eq!(holes(&other[key]), holes(values), "{key} in {name:?}");
        }
    }
}

#[test]
fn a_german_column_says_nothing_in_english() {
    let german_words = reading_room("de").into_values().flatten().collect::<Vec<_>>().join(" ");
    let known: BTreeSet<&str> = words(&german_words).collect();
    let english = reading_room("en").into_values().flatten().collect::<Vec<_>>().join(" ");
    let english: BTreeSet<&str> = words(&english).filter(|word| !known.contains(word)).collect();
    let built = german();
    let mut met = BTreeSet::new();
    for path in built.files().into_iter().filter(|path| path.ends_with(".html") || path.ends_with(".xml")) {
        for said in said(&built.text(&path)) {
            met.extend(words(&said).filter(|word| english.contains(word)).map(|word| format!("{path}: {word}")));
        }
    }
    assert!(met.is_empty(), "{met:#?}");
}

#[test]
fn dates_and_numbers_are_written_as_the_language_has_them() {
    let main = german().main("/questions/a/");
    let lines: Vec<&str> =
        main.lines().filter(|line| line.contains("time") || line.contains("Min.") || line.contains("<h2")).collect();
    shows(
        text(&lines.join("\n")),
        str![[r#"
Beantwortet am 2. März 2026
Aktualisiert am 1. Apr. 2026
1 Min. Lesezeit
Frage 1
Antwort von Änne Quill
Frage 2
Antwort von Bo Ohm
Anmerkung der Redaktion.
Nachtrag vom 1. September 2026.
Wie es weiterging
Weiterlesen
2. Apr. 2025
1. Jan. 2024
1. Jan. 2024
1. Jan. 2024
Inhalt
Themen
Erwähnte Angebote
Weitere Angebote zu diesen Themen
"#]],
    );
    let page = german().page("/");
    let nav: Vec<&str> =
        page.lines().map(str::trim).filter(|line| line.starts_with("<li><a href=\"./")).take(3).collect();
    shows(
        nav.join("\n"),
        str![[r#"
<li><a href="./questions/" aria-current="true">Briefe</a></li>
<li><a href="./programs/">Angebote</a></li>
<li><a href="./tags/">Themen</a></li>
"#]],
    );
}

#[test]
fn a_regional_language_has_the_words_of_its_language_below_its_own() {
    let column = Column::new()
        .letter("F: Darf ich?\n\nSM: Ja.\n")
        .file("column.yaml", "title: T\nlanguage: de-AT\n")
        .file("strings/de.yaml", "the_question: Eine Frage\n")
        .file("strings/de-AT.yaml", "months_short: [Jän, Feb, Mär, Apr, Mai, Jun, Jul, Aug, Sep, Okt, Nov, Dez]\n")
        .build()
        .sound();
    assert!(column.page("/questions/loud-drums/").contains("<html lang=\"de-AT\" dir=\"ltr\">"));
    let main = column.main("/questions/loud-drums/");
    assert!(main.contains("Beantwortet am </span>2. Mär 2026") && main.contains(">Eine Frage<"), "{main}");
}

/// What a column in this language says of one day and one price.
fn day_and_price(language: &str, price: &str, strings: &[(&str, &str)]) -> String {
    let profile = format!("---\ntitle: P\nprovider: S\ntuition: {{ total: \"{price}\" }}\nverified: 2026-11-20\n---\n");
    let mut column = Column::empty()
        .file("column.yaml", format!("title: T\nlanguage: {language}\n"))
        .file("content/programs/p.md", profile)
        .file("templates/program.html", "{{ page.program.checked.date | date }} / {{ page.program.checked.date | date(format=\"long\") }} / {{ page.program.tuition.total }}\n");
    for (path, text) in strings {
        column = column.file(path, *text);
    }
    column.build().page("/programs/p/").trim().replace('\u{a0}', "_").replace('\u{202f}', ".")
}

#[test]
fn dates_and_money_are_those_of_the_country() {
    let shown = [
        ("en", "20 Nov 2026 / 20 November 2026 / USD 1,200"),
        ("en-US", "Nov 20, 2026 / November 20, 2026 / $1,200"),
        ("en-us", "Nov 20, 2026 / November 20, 2026 / $1,200"),
        ("en-CA", "Nov 20, 2026 / November 20, 2026 / US$1,200"),
        ("en-GB", "20 Nov 2026 / 20 November 2026 / US$1,200"),
        ("de", "20. Nov. 2026 / 20. November 2026 / 1.200_$"),
        ("de-AT", "20. Nov. 2026 / 20. November 2026 / $_1.200"),
        ("fr", "20 nov. 2026 / 20 novembre 2026 / 1.200_$US"),
        ("es", "20 nov 2026 / 20 de noviembre de 2026 / 1200_US$"),
        ("es-MX", "20 nov 2026 / 20 de noviembre de 2026 / USD_1,200"),
        ("it", "20 nov 2026 / 20 novembre 2026 / 1200_USD"),
        ("pl", "20 lis 2026 / 20 listopada 2026 / 1200_USD"),
        ("sv", "20 nov. 2026 / 20 november 2026 / 1_200_US$"),
        ("ru", "20 нояб. 2026.г. / 20 ноября 2026.г. / 1_200_$"),
        ("cs", "20. 11. 2026 / 20. listopadu 2026 / 1_200_US$"),
        ("hu", "2026. nov. 20. / 2026. november 20. / 1200_USD"),
        ("ja", "2026年11月20日 / 2026年11月20日 / $1,200"),
        ("zh-TW", "2026年11月20日 / 2026年11月20日 / US$1,200"),
        ("pt", "20 de nov. de 2026 / 20 de novembro de 2026 / US$_1.200"),
        ("pt-PT", "20/11/2026 / 20 de novembro de 2026 / 1200_US$"),
        ("fa", "۲۰ نوامبر ۲۰۲۶ / ۲۰ نوامبر ۲۰۲۶ / \u{200e}$۱٬۲۰۰"),
        ("tlh", "20 Nov 2026 / 20 November 2026 / USD 1,200"),
    ];
    for (language, expected) in shown {
        assert_eq!(day_and_price(language, "USD 1,200", &[]), expected, "{language}");
    }
    assert!(day_and_price("de", "EUR 1,200.50", &[]).ends_with("/ 1.200,50_€"));
    assert!(day_and_price("en-US", "JPY 120000", &[]).ends_with("/ ¥120,000"));
    assert!(day_and_price("en-US", "CHF 1,200", &[]).ends_with("/ CHF_1,200"));
}

#[test]
fn a_date_of_the_columns_own_wins() {
    let own = "date_short: \"{day}/{month_short}/{year}\"\n";
    let shown = |language: &str, strings: &[(&str, &str)]| {
        let shown = day_and_price(language, "USD 1,200", strings);
        shown.split(" / ").take(2).collect::<Vec<_>>().join(" / ")
    };
    assert_eq!(shown("en", &[("strings/en.yaml", own)]), "20/Nov/2026 / 20 November 2026");
    // Its English words are also those of American English.
    assert_eq!(shown("en-US", &[("strings/en.yaml", own)]), "20/Nov/2026 / November 20, 2026");
    assert_eq!(shown("en-US", &[("strings/en-US.yaml", own)]), "20/Nov/2026 / November 20, 2026");
    assert_eq!(shown("de-AT", &[("strings/de.yaml", own)]), "20/Nov./2026 / 20. November 2026");
    let months = "months: [1m, 2m, 3m, 4m, 5m, 6m, 7m, 8m, 9m, 10m, 11m, 12m]\n";
    assert_eq!(shown("en-US", &[("strings/en.yaml", months)]), "Nov 20, 2026 / 11m 20, 2026");
    // Those of a theme win, too.
    let theme = |file: &'static str| (file, "name: own\nversion: 1.0.0\nextends: reading-room\n");
    let column = [
        theme("themes/own/theme.yaml"),
        ("themes/own/strings/en.yaml", own),
        ("column.yaml", "title: T\nlanguage: en-US\ntheme: own\n"),
    ];
    assert_eq!(shown("en-US", &column), "20/Nov/2026 / November 20, 2026");
}

#[test]
fn a_string_has_the_plural_forms_of_its_language() {
    let counts = |language: &str, letters: &str| {
        let column = Column::empty()
            .file("column.yaml", format!("title: T\nlanguage: {language}\n"))
            .file("content/pages/a.md", "---\ntitle: A\n---\nA.\n")
            .file(&format!("strings/{}.yaml", &language[..2]), format!("letters_count: {letters}\n"))
            .file(
                "templates/page.html",
                "{% for n in [0, 1, 2, 5, 11, 21, 22, 100] %}{{ t(key=\"letters_count\", n=n) }}, {% endfor %}\n",
            );
        column.build().page("/a/").trim().trim_end_matches(',').to_owned()
    };
    assert_eq!(
        counts("pl", "{ one: \"{n} list\", few: \"{n} listy\", many: \"{n} listów\", other: \"{n} listu\" }"),
        "0 listów, 1 list, 2 listy, 5 listów, 11 listów, 21 listów, 22 listy, 100 listów"
    );
    assert_eq!(
        counts("ru", "{ one: \"{n} письмо\", few: \"{n} письма\", many: \"{n} писем\", other: \"{n} письма\" }"),
        "0 писем, 1 письмо, 2 письма, 5 писем, 11 писем, 21 письмо, 22 письма, 100 писем"
    );
    assert_eq!(
        counts("fr-CA", "{ one: \"{n} lettre\", other: \"{n} lettres\" }"),
        "0 lettre, 1 lettre, 2 lettres, 5 lettres, 11 lettres, 21 lettres, 22 lettres, 100 lettres"
    );
    assert_eq!(
        counts("de", "{ one: ein Brief, other: \"{n} Briefe\" }"),
        "0 Briefe, ein Brief, 2 Briefe, 5 Briefe, 11 Briefe, 21 Briefe, 22 Briefe, 100 Briefe"
    );
    assert_eq!(counts("ja", "\"{n}通\""), "0通, 1通, 2通, 5通, 11通, 21通, 22通, 100通");
    // English words are counted as in English, whatever the column's language is.
    let english = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\nlanguage: ru\n");
    let english = english
        .file("templates/home.html", "{{ t(key=\"letters_count\", n=1) }}, {{ t(key=\"letters_count\", n=21) }}");
    let expected = "<bdi lang=\"en\">1 letter</bdi>, <bdi lang=\"en\">21 letters</bdi>";
    assert_eq!(english.build().page("/").trim(), expected);
}

#[test]
fn english_words_on_a_page_in_another_language_say_that_they_are() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("column.yaml", "title: T\nlanguage: ar\n")
        .file("strings/ar.yaml", "older: أقدم\n")
        .file(
            "templates/home.html",
            "<title>{{ \"newer\" | t }}</title><p title=\"{{ \"newer\" | t }}\">{{ \"newer\" | t }}{{ \"comma\" | t }}{{ \"older\" | t }}",
        )
        .file("templates/listing.html", "{{ page.title | safe }} {{ page.title_plain }} {{ \"updated_on\" | t(date=\"2026-03-02\" | date) }}")
        .build();
    let newer = "<bdi lang=\"en\">Newer</bdi>";
    assert_eq!(column.page("/").trim(), format!("<title>Newer</title><p title=\"Newer\">{newer}, أقدم"));
    let letters =
        "<bdi lang=\"en\">Letters</bdi> Letters <bdi lang=\"en\">Updated <bdi lang=\"ar\">2 مارس 2026</bdi></bdi>";
    assert_eq!(column.page("/questions/").trim(), letters);
}

#[test]
fn a_word_of_the_theme_comes_by_filter_or_function() {
    let page = |template: &str| {
        let column = Column::new().letter("Q: ?\n\nSM: !\n").file("templates/home.html", template);
        column.build().page("/").trim().to_owned()
    };
    assert_eq!(page(r#"{{ "older" | t }}, {{ t(key="older") }}"#), "Older, Older");
    assert_eq!(page(r#"{{ "letters_count" | t(n=2) }}, {{ t(key="letters_count", n=2) }}"#), "2 letters, 2 letters");
    // A value as it is in a profile.
    assert_eq!(
        page(r#"{% set what = "post-master's certificate" %}{{ ("credential_" ~ what) | t }}"#),
        "post-master’s certificate"
    );
}

#[test]
fn forms_that_a_language_does_not_have_or_lacks() {
    let column = |strings: &str| {
        Column::new()
            .letter("Q: ?\n\nSM: !\n")
            .file("column.yaml", "title: T\ntheme: own\nlanguage: pl\n")
            .file("themes/own/theme.yaml", "name: own\nversion: 1.0.0\nextends: reading-room\n")
            .file("themes/own/strings/pl.yaml", strings)
    };
    let of_the_file = |strings: &str| {
        let report = column(strings).build().report();
        report.split("\n\n").filter(|one| one.contains("themes/own/strings/pl.yaml")).collect::<Vec<_>>().join("\n\n")
    };
    shows(
        of_the_file("letters_count: { one: \"{n} list\", fwe: \"{n} listy\", other: \"{n} listów\" }\n"),
        str![[r#"
warning: this language has other forms for some numbers: `few` and `many`
 --> themes/own/strings/pl.yaml:1:16
  |
1 | letters_count: { one: "{n} list", fwe: "{n} listy", other: "{n} listów" }
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add a line for `few` and `many`; until then `other` is used

error: `fwe` is not a form for a number
 --> themes/own/strings/pl.yaml:1:35
  |
1 | letters_count: { one: "{n} list", fwe: "{n} listy", other: "{n} listów" }
  |                                   ^^^
  |
  = help: did you mean `few`?
"#]],
    );
    shows(
        of_the_file("letters_count: { one: \"{n} list\", few: [a], x: b }\n"),
        str![[r#"
error: a string that depends on a number needs `other`
 --> themes/own/strings/pl.yaml:1:16
  |
1 | letters_count: { one: "{n} list", few: [a], x: b }
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{ one: "{n} letter", other: "{n} letters" }`

error: this must be text, but it is a list
 --> themes/own/strings/pl.yaml:1:40
  |
1 | letters_count: { one: "{n} list", few: [a], x: b }
  |                                        ^^^

error: `x` is not a form for a number
 --> themes/own/strings/pl.yaml:1:45
  |
1 | letters_count: { one: "{n} list", few: [a], x: b }
  |                                             ^
  |
  = help: the forms are `zero`, `one`, `two`, `few`, `many`, and `other`
"#]],
    );
}

#[test]
fn a_language_that_the_theme_does_not_have() {
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\nlanguage: fr\n");
    shows(
        column.build().report(),
        str![[r#"
warning: the theme `reading-room` has no texts in `fr`, so readers see the English ones
 --> column.yaml:2:11
  |
2 | language: fr
  |           ^^
  |
  = help: write them into `strings/fr.yaml`; `callslip theme copy strings/en.yaml` gives you the English ones
"#]],
    );
    assert!(column.build().page("/").contains("Letters"));
}

#[test]
fn single_words_that_a_language_lacks_are_reported_once_each() {
    // The program itself looks up the last seven.
    let lacking = [
        "older",
        "status_closed",
        "courses",
        "title_tags",
        "pages",
        "update",
        "video",
        "watch_on",
        "video_from",
        "in_state",
        "out_of_state",
        "comma",
    ];
    let french: String = reading_room("en")
        .iter()
        .filter(|(key, _)| !lacking.contains(&key.as_str()))
        .filter(|(key, _)| !key.contains('.'))
        .map(|(key, values)| {
            format!("\"{key}\": {}\n", if values[0].is_empty() { "{ one: a, other: b }" } else { &values[0] })
        })
        .collect();
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("column.yaml", "title: T\nlanguage: fr\n")
        .file("strings/fr.yaml", french);
    let told = column.build().short();
    // Where in reading-room each is, is no matter of this test.
    let told: Vec<&str> = told.lines().map(|line| &line[line.find("warning").unwrap()..]).collect();
    assert!(column.build().short().contains("themes/reading-room/templates/question.html:"));
    shows(
        told.join("\n"),
        str![[r#"
warning: `video_from` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `video_from: "from {time}"`)
warning: `video` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `video: "Video"`)
warning: `watch_on` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `watch_on: "Watch on {site}"`)
warning: `comma` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `comma: ", "`)
warning: `update` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `update: "Update."`)
warning: `pages` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `pages: "Pages"`)
warning: `in_state` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `in_state: "in state"`)
warning: `out_of_state` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `out_of_state: "out of state"`)
warning: `status_closed` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `status_closed: "Closed"`)
warning: `courses` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `courses: "Courses"`)
warning: `older` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `older: "Older"`)
warning: `title_tags` has no text in `fr`, so readers see the English one (add them to `strings/fr.yaml`; in English it is `title_tags: "Subjects"`)
"#]],
    );
}

#[test]
fn a_language_written_from_the_right_says_so() {
    for language in ["he", "ar", "fa"] {
        let column = Column::new()
            .letter("Q: למה?\n\nSM: ככה.\n")
            .file("column.yaml", format!("title: T\nlanguage: {language}\n"))
            .file("strings/he.yaml", "older: ישן\n");
        let page = column.build().page("/");
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"rtl\">")));
    }
    let column = Column::new().letter("Q: ?\n\nSM: !\n").build().sound();
    assert!(column.page("/").contains("<html lang=\"en\" dir=\"ltr\">"));
}
