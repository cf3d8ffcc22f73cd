//! Files that are not UTF-8: UTF-16 is read, and other encodings are named with the word that shows them.

use std::collections::BTreeMap;

use callslip::serve::{Session, SessionOptions};
use callslip::source::Change;
use snapbox::str;

use crate::support::column::{Built, CLOCK, tree};
use crate::support::{Column, shows};

/// The bytes of a unit of UTF-16.
type Bytes = fn(u16) -> [u8; 2];

/// How an editor saves a text as UTF-16: in which order, and with its byte order mark or without.
const UTF16: [(&[u8], Bytes); 4] = [
    (&[0xff, 0xfe], u16::to_le_bytes),
    (&[0xfe, 0xff], u16::to_be_bytes),
    (&[], u16::to_le_bytes),
    (&[], u16::to_be_bytes),
];

const LETTER: &str = "---\r\ntitle: Is it für mich?\r\ndate: 2026-03-02\r\ntags: [Geschichte]\r\n---\r\nQ: Why “here”?\r\n\r\nSM: So.\r\n";

/// A column with one text of each kind, and their paths.
fn files() -> [(&'static str, &'static str); 8] {
    [
        ("column.yaml", "title: Übersicht\nbase_url: https://desk.example/\ntimezone: UTC\ntheme: own\n"),
        ("content/questions/a.md", LETTER),
        ("content/people/sol.md", "---\nname: Søl Marchetti\ninitials: SM\n---\nReads letters.\n"),
        ("content/programs/p.md", "---\ntitle: Prögram\nprovider: Ünion\n---\nText.\n"),
        ("content/pages/about.md", "---\ntitle: Über\n---\nText.\n"),
        ("content/tags.yaml", "tags: { Geschichte: {} }\n"),
        ("content/glossary.yaml", "Über: What is above.\n"),
        ("themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: broadsheet\n"),
    ]
}

/// Everything that was written but callslip's own notes, which have times.
fn pages(built: &Built) -> BTreeMap<String, Vec<u8>> {
    let mut pages = tree(&built.column.public());
    pages.retain(|path, _| !path.starts_with(".callslip"));
    pages
}

#[test]
fn each_kind_of_file_is_read_from_utf16_with_one_warning() {
    let as_it_is = files().into_iter().fold(Column::empty(), |column, (path, text)| column.file(path, text));
    let plain = as_it_is.build();
    assert_eq!(plain.short(), "");
    let pages = pages(&plain);
    for (mark, bytes) in UTF16 {
        for (path, text) in files() {
            let saved: Vec<u8> = mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect();
            let column = files().into_iter().filter(|(other, _)| *other != path);
            let column = column.fold(Column::empty(), |column, (path, text)| column.file(path, text));
            let built = column.file(path, saved).build();
            assert!(built.written.is_some(), "{}", built.short());
            assert!(self::pages(&built) == pages, "{path}");
            let told = built.short();
            let warning = format!(
                "{path}:1:1: warning: this file is saved in an encoding (UTF-16) that few other programs can read \
                 (in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8)\n"
            );
            assert_eq!(told, warning);
        }
    }
}

#[test]
fn utf16_in_an_open_preview_is_read_with_the_same_warning() {
    let column = Column::new().file("content/questions/a.md", LETTER);
    let (root, file) = (column.root().to_owned(), column.root().join("content/questions/a.md"));
    let mut session = Session::new(SessionOptions { root, as_of: None, published: true });
    let told = |session: &mut Session| {
        session.update(&Change::Anything, CLOCK.parse().unwrap());
        format!("{:?}", session.state().report)
    };
    assert!(!told(&mut session).contains("UTF-16"));
    let saved: Vec<u8> = LETTER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&file, &saved).expect("the letter");
    let report = told(&mut session);
    assert_eq!(report.matches("this file is saved in an encoding (UTF-16)").count(), 1, "{report}");
    assert_eq!(std::fs::read(&file).expect("the letter"), saved);
}

#[test]
fn a_file_in_another_encoding_gets_one_error_with_its_word() {
    let latin = b"---\ntitle: At the caf\xe9\ndate: 2026-03-02\ntags: [d\xe9j\xe0 vu]\n---\nQ: Don\x92t you \x96 know?\n\nSM: So\xdf.\n";
    shows(
        Column::new().file("content/questions/a.md", latin).build().report(),
        str![[r#"
error: some characters in this file cannot be read: it is saved in an old encoding
 --> content/questions/a.md:2:18
  |
2 | title: At the caf�
  |                  ^ probably `café`
  |
  = help: in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8
"#]],
    );
    let mixed = b"---\ntitle: \xc3\x84 \x93b\xfcro\x94\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: So.\n";
    shows(
        Column::new().file("content/questions/a.md", mixed).build().report(),
        str![[r#"
error: some characters in this file cannot be read: it is saved in an old encoding
 --> content/questions/a.md:2:10
  |
2 | title: Ä �b�ro�
  |          ^ probably `“büro”`
  |
  = help: in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8
"#]],
    );
    let column = b"title: F\xfcr alle\nbase_url: https://desk.example\nid: desk.example,2026\n";
    shows(
        Column::new().file("column.yaml", column).build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: some characters in this file cannot be read: it is saved in an old encoding
 --> column.yaml:1:9
  |
1 | title: F�r alle
  |         ^ probably `Für`
  |
  = help: in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8
"#]],
    );
    shows(
        Column::new().file("content/tags.yaml", b"tags: { f\xfcr: {} }\n").build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: some characters in this file cannot be read: it is saved in an old encoding
 --> content/tags.yaml:1:10
  |
1 | tags: { f�r: {} }
  |          ^ probably `für`
  |
  = help: in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8
"#]],
    );
    shows(
        Column::new().file("content/glossary.yaml", b"f\xfcr: F\xfcr alle\n").build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: some characters in this file cannot be read: it is saved in an old encoding
 --> content/glossary.yaml:1:2
  |
1 | f�r: F�r alle
  |  ^ probably `für`
  |
  = help: in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8
"#]],
    );
}

#[test]
fn a_document_under_the_name_of_a_text_gets_one_error() {
    for start in [&b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", b"{\\rtf1\\ansi"]
    {
        shows(
            Column::new().file("content/questions/a.md", start).build().report(),
            str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: this is a word-processor document, not plain text
--> content/questions/a.md
 = help: open it in your word processor, choose Save As, Plain Text, and the encoding “Unicode (UTF-8)”, and give it a name that ends in `.md`
"#]],
        );
    }
}

#[test]
fn another_file_under_the_name_of_a_text_is_called_what_it_is() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: So.\n";
    for (start, what) in [(&b"%PDF-1.7\n%\xe2\xe3"[..], "a PDF"), (b"\x89PNG\r\n\x1a\n\0", "a picture")] {
        let column = Column::new().file("content/questions/a.md", letter).file("content/questions/b.md", start);
        assert_eq!(
            column.build().short(),
            format!(
                "content/questions/b.md: error: the name of this file ends in `.md`, but it is {what} (to publish it, give it \
                 back its own ending, and link to it; if it is a letter, open it, and copy its text into a file of plain text)\n"
            )
        );
    }
}

#[test]
fn damaged_utf16_gets_one_error() {
    let text = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why do you ask, and who wants to know?\n\nSM: So.\n";
    let bytes = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let odd = [&bytes(text)[..], b"x"].concat();
    let half = [&bytes(text)[..], &[0, 0xd8], &bytes("And more.\n")].concat();
    for bytes in [odd, half] {
        let found = Column::new().file("content/questions/a.md", bytes).build().short();
        let expected =
            "content/questions/a.md:1:1: error: part of a character is missing in this file, which is saved as UTF-16 ";
        assert!(found.starts_with(expected), "{found}");
        assert_eq!(found.lines().filter(|line| line.contains("error")).count(), 1, "{found}");
    }
}

#[test]
fn nothing_follows_from_a_columnists_file_that_cannot_be_read() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nAQ: So.\n\nQ: And then?\n\nAQ: Nothing.\n";
    let person: Vec<u8> =
        "---\nname: Ada Quill\ninitials: AQ\n---\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let column = Column::new().file("content/questions/a.md", letter).file("content/people/ada-quill.md", person);
    assert_eq!(
        column.build().short(),
        "content/people/ada-quill.md: error: this file is saved in an encoding (UTF-32) that callslip does not read \
         (in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8)\n"
    );
}

#[test]
fn utf32_gets_one_error() {
    let text = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: So.\n";
    let little = |text: &str| text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>();
    let big = |text: &str| text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{text}");
    for bytes in [little(text), big(text), little(&marked), big(&marked)] {
        let column = Column::new().file("content/questions/b.md", text).file("content/pages/a.md", bytes);
        assert_eq!(
            column.build().short(),
            "content/pages/a.md: error: this file is saved in an encoding (UTF-32) that callslip does not read \
             (in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8)\n"
        );
    }
}

#[test]
fn a_mark_saved_twice_does_no_harm() {
    let text = "\u{feff}\u{feff}---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: So.\n";
    assert_eq!(Column::new().file("content/questions/a.md", text).build().short(), "");
}
