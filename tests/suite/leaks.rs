//! What is private stays private: the fields under `private:`, and what a build refuses to publish.

use snapbox::str;

use crate::support::{Column, shows};

/// A letter with this under `private:`.
fn with_private(private: &str) -> Column {
    Column::new().file(
        "content/questions/a.md",
        format!("---\ntitle: A\ndate: 2026-03-02\nprivate: {private}\n---\nQ: ?\n\nSM: !\n"),
    )
}

#[test]
fn private_may_be_anything() {
    for private in [
        "",
        "by mail",
        "[a, b]",
        "{ name: Jane, email: jane@example.org, attachments: [cv.pdf], never_print: [Jane Doe, 4711] }",
        "{ never_print: }",
        "{ never_print: [] }",
        "{ never_print: Jane Doe }",
        "{ never_print: \"Doe, Jane\" }",
        "\n  notes:\n    - by: phone\n      on: 2026-03-01\n  never_print:\n    - Jane Doe\n    - \"O'Brien\"",
    ] {
        with_private(private).build().sound();
    }
}

#[test]
fn a_never_print_that_would_hide_nothing_is_an_error() {
    let short = |private: &str| with_private(private).build().short();
    shows(
        [
            "{ never_print: { name: Jane } }",
            "{ never_print: Jane, Springfield }",
            "{ never_print: [Jane, \"...\"] }",
            "{ never-print: [Jane] }",
            "{ Never Print: [Jane] }",
            "{ neverPrint: [Jane] }",
            "{ never_pirnt: [Jane] }",
            "{ asker: { never_print: [Jane] } }",
            "{ name: Jane }\nnever_print: [Jane, Springfield]",
        ]
        .map(short)
        .concat(),
        str![[r#"
content/questions/a.md:4:25: error: this must be a list, but it is a group of fields
content/questions/a.md:4:25: error: a list needs brackets around it (write `never_print: [Jane, Springfield]`)
content/questions/a.md:4:32: error: there is no letter or digit in this, so it cannot be searched for (write the words themselves, or remove it)
content/questions/a.md:4:12: error: `never-print` hides nothing (write `never_print`)
content/questions/a.md:4:12: error: `Never Print` hides nothing (write `never_print`)
content/questions/a.md:4:12: error: `neverPrint` hides nothing (write `never_print`)
content/questions/a.md:4:12: error: `never_pirnt` hides nothing (write `never_print`)
content/questions/a.md:4:21: error: `never_print` hides nothing here (move it directly below `private:`, out of the field that it is in)
content/questions/a.md:5:1: error: there is no field called `never_print` (put it under `private:`: `private: { never_print: [Jane, Springfield] }`)
"#]],
    );
    let reply =
        "---\nname: Jane\ndate: 2026-03-03\nnever_print: Jane Doe\nprivate: { never_print: { a: b } }\n---\nYes.\n";
    let built = with_private("").file("content/replies/a/jane.md", reply).build();
    shows(
        built.short(),
        str![[r#"
content/replies/a/jane.md:4:1: error: there is no field called `never_print` (put it under `private:`: `private: { never_print: [Jane Doe] }`)
content/replies/a/jane.md:5:25: error: this must be a list, but it is a group of fields
"#]],
    );
}

const LETTER: &str = "content/questions/a.md";

/// A letter, at `/questions/a/`, with these lines in its front matter, and this answer.
fn letter(fields: &str, answer: &str) -> Column {
    let text = format!("---\ntitle: The drums\ndate: 2026-03-02\n{fields}---\nQ: May I?\n\nSM: {answer}\n");
    Column::new().file(LETTER, text)
}

/// Another letter that keeps Jane's address and number.
fn keep(column: Column) -> Column {
    let private = "private: { email: jane@x.example, tel: +1 (312) 555-0143, received: 2026-03-01 }";
    column.file("content/questions/b.md", format!("---\ntitle: B\ndate: 2026-03-03\n{private}\n---\nQ: ?\n\nSM: !\n"))
}

/// The messages of a build that was refused; nothing is written.
#[track_caller]
fn refused(column: &Column) -> String {
    let built = column.build();
    assert!(built.written.is_none(), "it was built");
    assert!(!column.public().join("index.html").exists(), "something was written");
    built.short()
}

#[test]
fn a_private_address_in_a_text_is_an_error_at_its_place() {
    let column = keep(letter("", "Write to Jane [at] x.example, or call 312.555.0143. Again: jane@x.example."));
    let built = column.build();
    assert!(built.written.is_none());
    shows(
        built.report(),
        str![[r#"
error: this email address is private, and would be published
 --> content/questions/a.md:7:14
  |
7 | SM: Write to Jane [at] x.example, or call 312.555.0143. Again: jane@x.example.
  |              ^^^^^^^^^^^^^^^^^^^ the first of 2 in this file
  |
 ::: content/questions/b.md:4:19
  |
4 | private: { email: jane@x.example, tel: +1 (312) 555-0143, received: 2026-03-01 }
  |                   -------------- it is private here
  |
  = help: leave it out here, or write something else
  = help: if readers may have it, remove it from `private:`

error: this telephone number is private, and would be published
 --> content/questions/a.md:7:43
  |
7 | SM: Write to Jane [at] x.example, or call 312.555.0143. Again: jane@x.example.
  |                                           ^^^^^^^^^^^^
  |
 ::: content/questions/b.md:4:40
  |
4 | private: { email: jane@x.example, tel: +1 (312) 555-0143, received: 2026-03-01 }
  |                                        ----------------- it is private here
  |
  = help: leave it out here, or write something else
  = help: if readers may have it, remove it from `private:`
"#]],
    );
}

#[test]
fn words_that_must_never_be_printed_are_an_error_in_their_own_letter_alone() {
    let fields = "private: { never_print: [Jane Doe, Springfield, O'Brien] }\n";
    let other = "---\ntitle: Springfield\ndate: 2026-03-01\n---\nQ: Jane Doe?\n\nSM: O'Brien.\n";
    let column = letter(fields, "Ask *Jane*\nDoe’s boss, O’Brien.").file("content/questions/c.md", other);
    let built = column.build();
    assert!(built.written.is_none());
    shows(
        built.report(),
        str![[r#"
error: this must never be printed, and would be published
 --> content/questions/a.md:8:10
  |
4 |   private: { never_print: [Jane Doe, Springfield, O'Brien] }
  |                            -------- it is listed here
...
8 |   SM: Ask *Jane*
  |  __________^
9 | | Doe’s boss, O’Brien.
  | |___^
  |
  = help: leave it out here, or write something else
  = help: if readers may read it, remove it from `never_print:`

error: this must never be printed, and would be published
 --> content/questions/a.md:9:13
  |
4 | private: { never_print: [Jane Doe, Springfield, O'Brien] }
  |                                                 ------- it is listed here
...
9 | Doe’s boss, O’Brien.
  |             ^^^^^^^
  |
  = help: leave it out here, or write something else
  = help: if readers may read it, remove it from `never_print:`
"#]],
    );
    // The title of the other letter is on the page of this one.
    letter(fields, "Ask her.").file("content/questions/c.md", other).build().sound();
}

#[test]
fn a_name_in_the_address_that_its_language_makes_of_it_is_an_error() {
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nslugs: language\n";
    let letter =
        "---\ntitle: Ein Brief\ndate: 2026-03-02\nprivate: { never_print: [Müller, Петров] }\n---\nQ: ?\n\nSM: !\n";
    let found = |language: &str, path: &str| {
        let column = Column::new().file("column.yaml", format!("{settings}language: {language}\n"));
        refused(&column.file(path, letter))
    };
    shows(
        found("de", "content/questions/brief-von-frau-mueller.md")
            + &found("ru", "content/questions/Письмо Петров.md")
            + &found("ru", "content/questions/pismo-petrov.md"),
        str![[r#"
content/questions/brief-von-frau-mueller.md: error: the address of this page has words that must never be printed (give this file another name, or add a line such as `slug: another-name`; if readers may read it, remove it from `never_print:`)
column.yaml:5:11: warning: the theme `reading-room` has no texts in `ru`, so readers see the English ones (write them into `strings/ru.yaml`; `callslip theme copy strings/en.yaml` gives you the English ones)
content/questions/Письмо Петров.md: error: the address of this page has words that must never be printed (give this file another name, or add a line such as `slug: another-name`; if readers may read it, remove it from `never_print:`)
column.yaml:5:11: warning: the theme `reading-room` has no texts in `ru`, so readers see the English ones (write them into `strings/ru.yaml`; `callslip theme copy strings/en.yaml` gives you the English ones)
content/questions/pismo-petrov.md: error: the address of this page has words that must never be printed (give this file another name, or add a line such as `slug: another-name`; if readers may read it, remove it from `never_print:`)
"#]],
    );
}

#[test]
fn a_text_of_words_is_split_at_commas_and_line_ends() {
    for private in [
        "{ never_print: \"Shelbyville, Springfield\" }",
        "{ never_print: 'Shelbyville; Springfield' }",
        "\n  never_print: |\n    Shelbyville\n    Springfield",
        "\n  never_print: |\n    Shelbyville, Springfield,\n    Ogdenville",
    ] {
        let column = letter(&format!("private: {private}\n"), "In Springfield.");
        assert_eq!(refused(&column).lines().count(), 1, "{private}");
    }
    // In a list, each item is one.
    letter("private: { never_print: [\"Doe, Jane\", Springfield Library] }\n", "Jane in Springfield.").build().sound();
}

#[test]
fn words_of_the_theme_and_of_html_are_not_those_of_the_letter() {
    let words = "[Name, Author, Content, Light, Dark, Main, Will, Next, Answer, Person, Date, Title, Asker]";
    let fields = format!("tags: [noise]\nasker: {{ pen_name: Tired }}\nprivate: {{ never_print: {words} }}\n");
    letter(&fields, "Yes, *do*.").build().sound();
    // They are if the letter has them.
    shows(
        refused(&letter(&fields, "Dear Light, and Will.")),
        str![[r#"
content/questions/a.md:10:10: error: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
content/questions/a.md:10:21: error: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
"#]],
    );
}

#[test]
fn replies_are_a_part_of_the_letter() {
    let reply = |name: &str, fields: &str, text: &str| {
        (format!("content/replies/a/{name}.md"), format!("---\nname: {name}\ndate: 2026-03-04\n{fields}---\n{text}\n"))
    };
    let files = [
        reply("bob", "private: { email: bob@x.example, never_print: [Bobby Tables] }\n", "I know Jane Doe."),
        reply("eve", "draft: yes\nprivate: { email: eve@x.example, never_print: [Eve Adams] }\n", "Jane Doe is well."),
        reply("jim", "", "Bobby Tables, bob@x.example, eve@x.example, or Eve Adams."),
    ];
    let column = letter("private: { never_print: [Jane Doe] }\n", "Yes.");
    let column = files.iter().fold(column, |column, (path, text)| column.file(path, text));
    shows(
        refused(&column),
        str![[r#"
content/replies/a/bob.md:6:8: error: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
content/replies/a/jim.md:5:1: error: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
content/replies/a/jim.md:5:15: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
content/replies/a/jim.md:5:30: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
content/replies/a/jim.md:5:48: error: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
"#]],
    );
}

#[test]
fn every_file_that_is_published_is_searched() {
    // A sound picture, and after its last byte but twelve, what it says of itself.
    let picture = |text: &str| {
        let length = u32::try_from(text.len()).unwrap().to_be_bytes();
        let header = b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0crc!";
        let parts = [&b"\x89PNG\r\n\x1a\n"[..], header, &length, b"tEXt", text.as_bytes(), b"crc!"];
        [parts.concat().as_slice(), b"\0\0\0\0IEND\xaeB`\x82"].concat()
    };
    let secret = "jane@x.example";
    let places: Vec<(&str, Column)> = vec![
        (
            "title",
            Column::new().file(LETTER, format!("---\ntitle: For {secret}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")),
        ),
        ("description", letter(&format!("description: For {secret}\n"), "!")),
        ("pen name", letter(&format!("asker: {{ pen_name: \"{secret}\" }}\n"), "!")),
        ("tag", letter(&format!("tags: [\"{secret}\"]\n"), "!")),
        ("alias", letter("aliases: [/jane@x.example/]\n", "!")),
        ("slug", letter("slug: jane-x-example\n", "!")),
        (
            "alternative text",
            letter("", &format!("![{secret}](/a.png)")).file("static/a.png", picture("Comment\0by the columnist")),
        ),
        ("link", letter("", "[Mail](mailto:jane%40x.example)")),
        ("static text", letter("", "!").file("static/a.txt", secret)),
        ("static name", letter("", "!").file("static/jane@x.example.txt", "")),
        ("attachment", letter("", "[It](a.txt)").file("content/questions/a.txt", secret)),
        (
            "svg",
            letter("", "![It](a.svg)").file(
                "content/questions/a.svg",
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{secret}</title></svg>"),
            ),
        ),
        (
            "template",
            letter("", "!")
                .file(
                    "templates/page.html",
                    "{% extends \"parent:page.html\" %}{% block main %}jane@x.example{% endblock %}",
                )
                .file("content/pages/p.md", "---\ntitle: P\n---\nText.\n"),
        ),
        ("asset", letter("", "!").file("assets/own.css", format!("/* {secret} */"))),
        ("withdrawn", letter(&format!("withdrawn: {{ date: 2026-04-01, reason: Asked by {secret} }}\n"), "!")),
    ];
    let report: String = places
        .into_iter()
        .map(|(name, column)| {
            let built = keep(column).build();
            format!("{name}: {}{}", if built.written.is_some() { "PUBLISHED " } else { "" }, built.short())
        })
        .collect();
    shows(
        report,
        str![[r#"
title: content/questions/a.md:2:12: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
description: content/questions/a.md:4:18: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
pen name: content/questions/a.md:4:21: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
tag: content/questions/a.md:4:9: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
alias: content/questions/a.md:4:11: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
slug: content/questions/a.md: error: the address of this page has an email address that is private (give this file another name, or add a line such as `slug: another-name`; if readers may have it, remove it from `private:`)
alternative text: content/questions/a.md:7:7: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
link: content/questions/a.md:7:19: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
static text: static/a.txt: error: this file has an email address that is private (take it out of the file, or of its details, such as its author or its description; if readers may have it, remove it from `private:`)
static name: static/jane@x.example.txt: error: the name of this file has an email address that is private (give the file another name; if readers may have it, remove it from `private:`)
attachment: content/questions/a.txt: error: this file has an email address that is private (take it out of the file, or of its details, such as its author or its description; if readers may have it, remove it from `private:`)
svg: content/questions/a.svg: error: this file has an email address that is private (take it out of the file, or of its details, such as its author or its description; if readers may have it, remove it from `private:`)
template: content/questions/b.md:4:19: error: this email address is private, and would be published in `p/index.html` (take it out of that file, where these words are: “Letters Programs Subjects […] The Desk Feed”; if readers may have it, remove it from `private:`)
asset: content/questions/b.md:4:19: error: this email address is private, and would be published in `assets/own.81f7f25cc3.css` (take it out of that file, where these words are: “/* […] */”; if readers may have it, remove it from `private:`)
withdrawn: content/questions/a.md:4:49: error: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
"#]],
    );
}

#[test]
fn what_the_column_itself_publishes_is_not_private() {
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nfooter: [{ label: jane@x.example, path: / }]\n";
    let text = "jane@x.example, 312 555 0143.";
    let person = "---\nname: Sol Marchetti\ninitials: SM\ndescription: Call (312) 555-0143.\n---\n";
    let sol = "content/people/sol-marchetti.md";
    keep(letter("", text)).file("column.yaml", settings).file(sol, person).build().sound();
    let link = "---\ntitle: P\n---\n[Write](mailto:jane@x.example), or call 312 555 0143.\n";
    keep(letter("", text)).file("content/pages/p.md", link).build().sound();
    // A comment makes nothing public.
    for (path, comment) in [
        ("content/pages/p.md", "---\ntitle: P # jane@x.example\n---\n[//]: # (jane@x.example)\n\n<p>Text.</p>\n"),
        ("content/tags.yaml", "noise: {} # jane@x.example\n"),
        ("content/glossary.yaml", "MLS: a degree # jane@x.example\n"),
    ] {
        let report = refused(&keep(letter("", "jane@x.example")).file(path, comment));
        assert!(report.contains("a.md:7:5: error: this email address is private"), "{path}: {report}");
    }
    let comment = "---\ntitle: P\n---\n<!-- ask jane@x.example -->\n\nText.\n";
    let report = refused(&keep(letter("", "jane@x.example")).file("content/pages/p.md", comment));
    assert!(report.contains("a.md:7:5: error: this email address is private"), "{report}");
    // A letter, a draft, and what is private make nothing public.
    let page = "---\ntitle: P\ndraft: yes\n---\njane@x.example, 312 555 0143\n";
    let private = "---\nname: Sol Marchetti\ninitials: SM\nprivate: { also: jane@x.example, tel: 312-555-0143 }\n---\n";
    let column = keep(letter("", text)).file("content/pages/p.md", page).file(sol, private);
    assert_eq!(refused(&column).lines().count(), 2, "{}", refused(&column));
}

#[test]
fn a_page_that_is_taken_over_is_searched_for_what_is_new() {
    let column = letter("", "In Springfield.").without_search();
    column.build().sound();
    let page = || std::fs::metadata(column.public().join("questions/a/index.html")).unwrap().modified().unwrap();
    let before = page();
    let text = std::fs::read_to_string(column.root().join(LETTER)).unwrap();
    let with = |private: &str| {
        let column = column.clone().file(LETTER, text.replace("date:", &format!("private: {private}\ndate:")));
        let built = column.build();
        (built.written.as_ref().map(|report| report.written), built.short())
    };
    assert_eq!(with("{ never_print: [Shelbyville] }"), (Some(0), String::new()));
    let (written, report) = with("{ never_print: [Shelbyville, Springfield] }");
    assert_eq!(written, None);
    shows(
        report,
        str![
            "content/questions/a.md:8:8: error: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)"
        ],
    );
    // The last good site stays, and the same again is the same error.
    assert_eq!(with("{ never_print: [Shelbyville, Springfield] }").0, None);
    assert_eq!(with("{ never_print: [Shelbyville] }"), (Some(0), String::new()));
    assert_eq!(page(), before);
}

#[test]
fn a_check_says_what_a_build_says() {
    let column = keep(letter("private: { never_print: [Springfield] }\n", "In Springfield, jane@x.example."));
    let options = callslip::pipeline::Options {
        clock: crate::support::column::CLOCK.parse().unwrap(),
        as_of: None,
        base_url: None,
        unpublished: true,
    };
    let check = callslip::pipeline::check(column.root(), &options).unwrap();
    assert_eq!(check.diagnostics, column.build().diagnostics);
    assert_eq!(check.diagnostics.len(), 2);
    assert_eq!(check.check_in_background(&|| false), Some(check.check()));
}

#[test]
fn a_check_says_what_will_be_wrong_when_a_text_appears() {
    let options = callslip::pipeline::Options {
        clock: crate::support::column::CLOCK.parse().unwrap(),
        as_of: None,
        base_url: None,
        unpublished: true,
    };
    let found = |fields: &str| {
        let text = format!(
            "---\ntitle: C\n{fields}private: {{ never_print: [Springfield] }}\n---\nQ: ?\n\nSM: In Springfield, jane@x.example.\n"
        );
        let column = keep(letter("", "!")).file("content/questions/c.md", text);
        assert!(column.build().written.is_some());
        let check = callslip::pipeline::check(column.root(), &options).unwrap();
        assert_eq!(check.check_in_background(&|| false), Some(check.check()));
        let short = callslip::diagnostics::report::Format::Short;
        callslip::diagnostics::report::render(&check.diagnostics, &check.sources, short)
    };
    shows(
        found("date: 2026-12-24\n") + &found("date: 2026-03-02\ndraft: yes\n"),
        str![[r#"
content/questions/c.md:8:8: warning: becomes an error on 2026-12-24: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
content/questions/c.md:8:21: warning: becomes an error on 2026-12-24: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
content/questions/c.md:9:8: hint: in a draft: this must never be printed, and would be published (leave it out here, or write something else; if readers may read it, remove it from `never_print:`)
content/questions/c.md:9:21: hint: in a draft: this email address is private, and would be published (leave it out here, or write something else; if readers may have it, remove it from `private:`)
"#]],
    );
}

#[test]
fn files_that_cannot_be_searched_are_named_once_and_only_if_something_is_private() {
    let notes = |column: &Column| {
        let options = callslip::pipeline::Options {
            clock: crate::support::column::CLOCK.parse().unwrap(),
            as_of: None,
            base_url: None,
            unpublished: false,
        };
        let column = callslip::pipeline::load(column.root(), &options).unwrap();
        column.notes().into_iter().map(|note| note.text).collect::<Vec<_>>().join("\n")
    };
    let column = letter("", "!").file("static/cv.pdf", "%PDF-1.4").file("static/a.docx", "PK\u{3}\u{4}");
    assert_eq!(notes(&column), "");
    shows(
        notes(&keep(column)),
        str![[r#"
Not searched for what is private, because callslip cannot read PDFs, office documents, and archives:
  static/a.docx
  static/cv.pdf
"#]],
    );
}

/// The ways to write an address, a number, and a name in a text.
fn spellings(number: usize, [email, telephone, name]: &[String; 3]) -> Vec<String> {
    let (local, host) = email.split_once('@').unwrap();
    let digits: Vec<&str> = telephone.split(['(', ')', ' ', '-']).filter(|part| !part.is_empty()).collect();
    let (first, last) = name.split_once(' ').unwrap();
    let all = [
        format!("Write to {email}."),
        format!("Write to {}!", email.to_uppercase()),
        format!("{local} [at] {}", host.replace('.', " [dot] ")),
        format!("[Mail](mailto:{local}%40{host})"),
        format!("**{local}**@{host}"),
        format!("{local}&#64;{host}"),
        format!("Call {}.", digits[1..].join(".")),
        format!("Call {}!", digits[1..].concat()),
        format!("00{} *{}*", digits[0].trim_start_matches('+'), digits[1..].join(" ")),
        format!("{first}\n{last}’s"),
        format!("*{first}* {}", last.to_uppercase()),
        format!("{first}-{last}"),
    ];
    all.into_iter().skip(number % 2).step_by(2).collect()
}

#[test]
fn of_a_hundred_planted_secrets_all_are_found_and_nothing_else() {
    let count = 40;
    let secrets = |number: usize| {
        [
            format!("person{number}@mail{number}.example"),
            format!("+1 (312) 555-{}", 1000 + number),
            format!("Zaida Quimb{}", char::from(b'a' + u8::try_from(number % 26).unwrap())),
        ]
    };
    let private = |number: usize| {
        let [email, telephone, name] = secrets(number);
        format!("private: {{ email: {email}, tel: {telephone}, received: 2026-03-01, never_print: [{name}] }}\n")
    };
    let path = |number: usize| format!("content/questions/letter-{number}.md");
    let text = |number: usize, answer: &str| {
        format!("---\ntitle: Letter {number}\ndate: 2026-03-02\n{}---\nQ: In 2019?\n\nSM: {answer}\n", private(number))
    };
    let sound = (0..count).fold(Column::new().without_search(), |column, number| {
        let answer = format!("Call 555-{}, or ask person@mail{number}.example, Zaida, or Quimby.", 1000 + number);
        column.file(&path(number), text(number, &answer))
    });
    sound.build().sound();
    let mut planted = 0;
    let column = (0..count).fold(sound, |column, number| {
        let texts = spellings(number, &secrets(number));
        planted += 3;
        column.file(&path(number), text(number, &texts.join("\n\n")))
    });
    let built = column.build();
    assert!(built.written.is_none());
    assert_eq!(built.diagnostics.len(), planted, "{}", built.short());
    for number in 0..count {
        let own = built.diagnostics.iter().filter(|found| found.file.as_deref() == Some(&*path(number)));
        assert_eq!(own.count(), 3, "{number}");
    }
    // Each spelling by itself.
    for number in [0, 1] {
        for spelling in spellings(number, &secrets(number)) {
            let column = Column::new().without_search().file(&path(number), text(number, &spelling));
            assert_eq!(column.build().diagnostics.len(), 1, "{spelling}");
        }
    }
}

#[test]
fn the_example_gives_no_false_alarm() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let column = Column::empty();
    for folder in ["content", "themes"] {
        for (path, bytes) in crate::support::column::tree(&root.join(folder)) {
            let is_letter = folder == "content" && path.starts_with("questions/") && path.ends_with(".md");
            let bytes = match String::from_utf8(bytes) {
                Ok(text) if is_letter => text
                    .replacen(
                        "---\n",
                        "---\nprivate:\n  email: reader@mail.example\n  tel: 312-555-0143\n  received: 2026-03-02T10:00:00Z\n  \
                         message_id: <CAF12345678@mail.example>\n  never_print: [Quimby, Zaida Quimby, Shelbyville, 60601]\n",
                        1,
                    )
                    .into_bytes(),
                Ok(text) => text.into_bytes(),
                Err(error) => error.into_bytes(),
            };
            let _ = column.clone().file(&format!("{folder}/{path}"), bytes);
        }
    }
    column.file("column.yaml", std::fs::read(root.join("column.yaml")).unwrap()).build().sound();
}

#[test]
fn a_check_warns_of_what_a_public_repository_shows() {
    let check = |column: &Column| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_callslip"));
        let output = command.args(["check", "--format", "short", "--root"]).arg(column.root()).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nhost: github-pages\n";
    let at = |url: &str| format!("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {url}\n\tfetch = +refs\n");
    let draft = "---\ntitle: D\ndate: 2026-03-04\ndraft: yes\n---\nQ: ?\n";
    let column = keep(letter("", "!")).file("content/questions/d.md", draft).file("column.yaml", settings);
    let column = column.file(".git/config", at("git@github.com:sol/desk.git"));
    let report = check(&column);
    let warning = "column.yaml: warning: a repository with free GitHub Pages is public, so anyone can read it: 1 text held \
                   back, and what is private in 1 file (to keep the repository private, use a host that publishes from one, \
                   such as `host: gitlab-pages`)";
    assert_eq!(report.lines().find(|line| line.contains("is public")), Some(warning), "{report}");
    for url in
        ["https://github.com/sol/desk", "https://sol@codeberg.org/sol/desk.git", "ssh://git@github.com:22/sol/desk"]
    {
        assert!(check(&column.clone().file(".git/config", at(url))).contains("is public"), "{url}");
    }
    for url in ["git@git.example:sol/desk.git", "/srv/github.com/desk.git", "https://notgithub.com/a"] {
        assert!(!check(&column.clone().file(".git/config", at(url))).contains("is public"), "{url}");
    }
    let column = column.file(".git/config", at("https://github.com/sol/desk"));
    assert!(!check(&column.clone().file("column.yaml", settings.replace("github-", "gitlab-"))).contains("is public"));
    let nothing =
        column.file("column.yaml", settings).without("content/questions/b.md").without("content/questions/d.md");
    assert!(!check(&nothing).contains("is public"));
}
