//! Characters that no page or feed can carry: wherever one is, and however it is written, there is an error, or it is not
//! in the output.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::OnceLock;

use callslip::content::{Keyword, ProgramFact, Unit};
use callslip::diagnostics::has_errors;
use proptest::prelude::*;
use proptest::test_runner::Config;
use quick_xml::Reader;
use quick_xml::events::Event;
use snapbox::str;

use crate::support::column::{Built, tree};
use crate::support::{Column, shows};

/// How YAML writes them between double quotes, and what a message calls them.
const ESCAPES: [(&str, &str); 12] = [
    ("\\0", "U+0000"),
    ("\\b", "U+0008"),
    ("\\v", "U+000B"),
    ("\\r", "U+000D"),
    ("\\e", "U+001B"),
    ("\\x7f", "U+007F"),
    ("\\N", "U+0085"),
    ("\\x96", "U+0096"),
    ("\\uFDD0", "U+FDD0"),
    ("\\uFFFE", "U+FFFE"),
    ("\\uFFFF", "U+FFFF"),
    ("\\U0010FFFE", "U+10FFFE"),
];

/// The same as references in Markdown and HTML.
const REFERENCES: [&str; 12] = [
    "&#0;",
    "&#8;",
    "&#11;",
    "&#x1B;",
    "&#127;",
    "&#150;",
    "&#xFDD0;",
    "&#xFFFE;",
    "&#xffff;",
    "&#xD800;",
    "&#x10FFFF;",
    "&#x110000;",
];

/// Makes a file of lines with fields.
type WithLines = fn(&str) -> String;

/// The kinds of file that hold fields: one with the lines given, after those that it needs.
const KINDS: [(&str, WithLines); 8] = [
    ("column.yaml", |lines| format!("{lines}\n")),
    ("content/questions/a.md", |lines| format!("---\n{lines}\n---\nQ: ?\n\nSM: !\n")),
    ("content/programs/a.md", |lines| format!("---\n{lines}\n---\nText.\n")),
    ("content/people/a.md", |lines| format!("---\n{lines}\n---\nText.\n")),
    ("content/pages/a.md", |lines| format!("---\n{lines}\n---\nText.\n")),
    ("content/tags.yaml", |lines| format!("{lines}\n")),
    ("content/glossary.yaml", |lines| format!("{lines}\n")),
    ("themes/own/theme.yaml", |lines| format!("{lines}\n")),
];

/// The report on a column with this file.
fn report(path: &str, text: &str) -> String {
    let column = Column::new().letter("Q: ?\n\nSM: !\n");
    let column =
        if path.starts_with("themes/") { column.file("column.yaml", "title: A\ntheme: own\n") } else { column };
    column.file(path, text).build().short()
}

/// The names of all fields that some file may have: those that the program asks for, one by one, or as one of the units
/// of a price or of the facts of a profile.
fn asked() -> &'static BTreeSet<String> {
    static ASKED: OnceLock<BTreeSet<String>> = OnceLock::new();
    ASKED.get_or_init(|| {
        let files = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let names = texts.flat_map(|text| {
            let calls = ["optional(\"", "required(\""]
                .map(|call| text.split(call).skip(1).map(str::to_owned).collect::<Vec<_>>());
            calls.concat()
        });
        let names = names.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).filter(|name| !name.is_empty());
        let facts = ProgramFact::ALL.iter().map(|fact| fact.word().to_owned());
        names.chain(Unit::ALL.iter().map(|unit| unit.field().to_owned())).chain(facts).collect()
    })
}

/// The names of all fields that are known in such a file, in the group of fields of this name: those that no message
/// calls unknown.
fn fields(path: &str, group: Option<&str>, file: WithLines) -> BTreeSet<String> {
    let unknown = "zzzzzzzzzzzz";
    let names: Vec<String> = asked().iter().map(|name| format!("{name}: 1")).chain([format!("{unknown}: 1")]).collect();
    let lines = match group {
        Some(group) => format!("{group}: {{ {} }}", names.join(", ")),
        None => names.join("\n"),
    };
    let report = report(path, &file(&lines));
    let is_unknown = |name: &str| {
        report.contains(&format!("no field called `{name}`")) || report.contains(&format!("does not use `{name}`"))
    };
    if !is_unknown(unknown) {
        return BTreeSet::new();
    }
    asked().iter().filter(|name| !is_unknown(name)).cloned().collect()
}

/// Every field of every kind of file refuses every such character, in a text, in a list, in a key.
#[test]
fn every_field_of_every_kind_of_file() {
    let mut walked = String::new();
    for (path, file) in KINDS {
        let mut names = fields(path, None, file);
        for group in names.clone() {
            names.extend(fields(path, Some(&group), file).iter().map(|inner| format!("{group}: {{ {inner}")));
        }
        // The names of subjects and terms are her own.
        names.insert("extra_one".to_owned());
        _ = writeln!(walked, "{path}: {}", names.len());
        for (escape, code) in ESCAPES {
            for value in [format!("\"a{escape}b\""), format!("[c, \"{escape}d\"]"), format!("{{ \"e{escape}\": f }}")] {
                let one = |name: &String| {
                    let close = if name.contains('{') { " }" } else { "" };
                    format!("{name}: {value}{close}")
                };
                let lines: Vec<_> = names.iter().map(one).collect();
                let report = report(path, &file(&lines.join("\n")));
                let found =
                    report.matches(&format!("error: there is a character here that cannot be shown ({code})")).count();
                // The same group may be there several times: each has its own line.
                assert_eq!(found, names.len(), "{path}: {value}\n{report}");
            }
        }
    }
    shows(
        walked,
        str![[r#"
column.yaml: 61
content/questions/a.md: 26
content/programs/a.md: 73
content/people/a.md: 14
content/pages/a.md: 13
content/tags.yaml: 3
content/glossary.yaml: 1
themes/own/theme.yaml: 11
"#]],
    );
}

/// Asserts that each file of the output has only characters that it may have, and that what is XML is well-formed.
#[track_caller]
fn assert_carried(built: &Built, what: &str) {
    for (path, bytes) in tree(&built.column.public()).into_iter().filter(|(path, _)| !path.starts_with("assets/")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let refused = |c: char| {
            (c.is_control() && c != '\n' && c != '\t')
                || u32::from(c) & 0xfffe == 0xfffe
                || ('\u{fdd0}'..='\u{fdef}').contains(&c)
        };
        assert!(!text.contains(refused), "{what}: {path}");
        if path.ends_with(".xml") {
            let mut reader = Reader::from_str(&text);
            reader.config_mut().check_comments = true;
            while !matches!(reader.read_event().unwrap_or_else(|error| panic!("{what}: {path}: {error}")), Event::Eof) {
            }
            assert!(!text.contains("&#"), "{what}: {path}");
        }
    }
}

/// The places in a letter where a reference is decoded.
const PLACES: [&str; 18] = [
    "a {} b",
    "{}",
    "*a{}*",
    "# a {}",
    "> a {}",
    "- a {}",
    "[a {}](#q1)",
    "[a](#q1 \"b {}\")",
    "[a](https://desk.example/{})",
    "[a][b]\n\n[b]: https://desk.example/ \"c {}\"",
    "![a {}](a.svg)",
    "![a](a.svg '{}')",
    "| a |\n|---|\n| {} |",
    "a[^1]\n\n[^1]: {}",
    "<b title=\"{}\">a</b>",
    "<b>a {}</b>",
    "<div>\n{}\n</div>",
    "<span id=a{}>b</span>",
];

fn letter(head: &str, text: &str) -> Column {
    Column::new().file("content/questions/a/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").file(
        "content/questions/a/index.md",
        format!("---\ntitle: A\ndate: 2026-03-02\n{head}---\nQ: ?\n\nSM: b\n\n{text}\n"),
    )
}

#[test]
fn every_place_of_a_letter() {
    for place in PLACES {
        assert!(!has_errors(&letter("", &place.replace("{}", "c")).build().diagnostics), "{place}");
        for reference in REFERENCES {
            let text = place.replace("{}", reference);
            let built = letter("", &text).build();
            // In HTML this is the dash that it is on Windows.
            if reference == "&#150;" && built.written.is_some() {
                assert_carried(&built, &text);
                continue;
            }
            assert!(has_errors(&built.diagnostics), "{text}");
            assert!(built.short().contains("error: there is a character here that "), "{text}\n{}", built.short());
        }
    }
    // In code they are shown as they are.
    for place in ["`{}`", "    {}", "```\n{}\n```", "\\{}"] {
        let built = letter("", &REFERENCES.map(|reference| place.replace("{}", reference)).join("\n\n")).build();
        assert_carried(&built.sound(), place);
    }
}

#[test]
fn one_character_of_each_kind() {
    let text = "a &#8; b &#xD800; c &#150; d &#x202E; e \u{202e} f \u{b} g \u{ffff}\u{fffe} h \u{96}";
    let built = letter("description: \"C:\\books -- &#8;\"\nextra: { \"\\v\": \"\\u202e\" }\n", text);
    let built = built.file("content/questions/b.md", "---\ntitle: \"&#8; a\"\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n");
    shows(
        built.file("strings/en.yaml", "the_question: \"a\\vb\"\nanswer: a\u{b}b\n").build().report(),
        str![[r#"
error: there is a character here that cannot be shown (U+0008)
 --> content/questions/a/index.md:4:14
  |
4 | description: "C:\books -- &#8;"
  |              ^^^^^^^^^^^^^^^^^^
  |
  = help: between double quotes a backslash begins a code, such as `\b`: write it twice, or use single quotes

error: there is a character here that cannot be shown (U+0008)
 --> content/questions/a/index.md:4:14
  |
4 | description: "C:\books -- &#8;"
  |              ^^^^^^^^^^^^^^^^^^
  |
  = help: remove `&#8;`

error: there is a character here that cannot be shown (U+000B)
 --> content/questions/a/index.md:5:10
  |
5 | extra: { "\v": "\u202e" }
  |          ^^^^
  |
  = help: between double quotes a backslash begins a code, such as `\b`: write it twice, or use single quotes

warning: there is an invisible character here that reverses the text after it (U+202E)
 --> content/questions/a/index.md:5:16
  |
5 | extra: { "\v": "\u202e" }
  |                ^^^^^^^^
  |
  = help: remove it: browsers handle Arabic and Hebrew by themselves

error: there is a character here that cannot be shown (U+0008)
  --> content/questions/a/index.md:11:3
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |   ^^^^
   |
   = help: remove `&#8;`

error: there is a character here that cannot be shown (U+D800)
  --> content/questions/a/index.md:11:10
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |          ^^^^^^^^
   |
   = help: remove `&#xD800;`

error: there is a character here that cannot be shown (U+0096)
  --> content/questions/a/index.md:11:21
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |                     ^^^^^^
   |
   = help: replace it with `–`, as it looks on Windows

warning: there is an invisible character here that reverses the text after it (U+202E)
  --> content/questions/a/index.md:11:30
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |                              ^^^^^^^^
   |
   = help: remove it: browsers handle Arabic and Hebrew by themselves

warning: there is an invisible character here that reverses the text after it (U+202E)
  --> content/questions/a/index.md:11:41
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |                                         ^
   |
   = help: remove it: browsers handle Arabic and Hebrew by themselves

error: there is a character here that cannot be shown (U+000B)
  --> content/questions/a/index.md:11:45
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |                                             ^
   |
   = help: remove it: it came along when the text was pasted

error: there is a character here that cannot be shown (U+FFFF)
  --> content/questions/a/index.md:11:49
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |                                                 ^^^
   |
   = help: remove it: it came along when the text was pasted

error: there is a character here that cannot be shown (U+0096)
  --> content/questions/a/index.md:11:58
   |
11 | a &#8; b &#xD800; c &#150; d &#x202E; e � f   g        h   
   |                                                          ^^
   |
   = help: replace it with `–`, as it looks on Windows

error: there is a character here that cannot be shown (U+0008)
 --> content/questions/b.md:2:8
  |
2 | title: "&#8; a"
  |        ^^^^^^^^
  |
  = help: remove `&#8;`

error: there is a character here that cannot be shown (U+000B)
 --> strings/en.yaml:1:15
  |
1 | the_question: "a\vb"
  |               ^^^^^^
  |
  = help: between double quotes a backslash begins a code, such as `\b`: write it twice, or use single quotes

error: there is a character here that cannot be shown (U+000B)
 --> strings/en.yaml:2:10
  |
2 | answer: a b
  |          ^
  |
  = help: remove it: it came along when the text was pasted
"#]],
    );
}

#[test]
fn a_feed_of_strange_letters_is_still_xml() {
    let text = "]]> &amp;amp; &lt;b&gt; & <b title=\"]]>\">a</b> `]]> &#8;` \u{2028}\u{2029}\u{fffd} \u{1f469}\u{200d}\u{1f4bb} a\u{301}";
    let built = letter("description: \"]]> & <b> \\\" '\"\n", text).build().sound();
    assert_carried(&built, text);
    assert!(built.files().contains(&"feed.xml".to_owned()));
}

#[test]
fn what_nobody_sees_in_a_name() {
    let head = "---\ntitle: \u{feff}A\nslug: a\u{ad}b\ntags: [career, \"car\\u200Beer\", ca\u{ad}reer]\nasker: { pen_name: \u{2068}Sol\u{2069} }\n\u{200b}draft: yes\n";
    let column = Column::new()
        .file("content/questions/a.md", format!("{head}---\nQ: ?\n\nSM: !\n"))
        .file("content/questions/lo\u{200b}ud.md", "---\ntitle: B\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")
        .file("content/people/s.md", "---\nname: S\ninitials: S\u{200b}M\n---\n")
        .file("content/tags.yaml", "tags: { career: { use_for: [jo\u{200e}b] }, li\u{feff}fe: {} }\n")
        .file("content/glossary.yaml", "pro\u{200b}venance: Its history.\n")
        .file("content/programs/p.md", "---\ntitle: P\nprovider: R\nalso_known_as: [r\u{2060}bs]\n---\n")
        .file("column.yaml", "title: T\ntimezone: Europe/Ber\u{200b}lin\nmarkers: { question: [Q\u{200b}] }\n");
    let report = column.build().short();
    let escaped =
        |c: char| if c.is_alphanumeric() || c.is_ascii() { c.to_string() } else { c.escape_unicode().to_string() };
    shows(
        report.chars().map(escaped).collect::<String>(),
        str![[r#"
column.yaml:2:11: warning: there is an invisible character in `Europe/Berlin` (U+200B) (delete `Europe/Berlin` and type it again: the character came with pasted text)
column.yaml:3:23: warning: there is an invisible character in `Q` (U+200B) (delete `Q` and type it again: the character came with pasted text)
content/glossary.yaml:1:1: warning: there is an invisible character in `provenance` (U+200B) (delete `provenance` and type it again: the character came with pasted text)
content/people/s.md:3:11: warning: there is an invisible character in `SM` (U+200B) (delete `SM` and type it again: the character came with pasted text)
content/people/sol-marchetti.md:2:7: error: two columnists have the initials `SM` (give one of them other initials, in that file and in that columnist's answers)
content/programs/p.md:4:17: warning: there is an invisible character in `rbs` (U+2060) (delete `rbs` and type it again: the character came with pasted text)
content/questions/a.md:1:1: error: a letter needs the field `date` (add a line such as `date: 2026-03-02`)
content/questions/a.md:2:8: warning: there is an invisible character here (U+FEFF) (delete the word and type it again: the character came with pasted text)
content/questions/a.md:3:7: warning: there is an invisible character in `ab` (U+00AD) (delete `ab` and type it again: the character came with pasted text)
content/questions/a.md:4:16: warning: `career` and `car\u{200b}eer` count as the same tag (remove one of them)
content/questions/a.md:4:16: warning: there is an invisible character in `career` (U+200B) (delete `career` and type it again: the character came with pasted text)
content/questions/a.md:4:32: warning: `career` and `ca\u{ad}reer` count as the same tag (remove one of them)
content/questions/a.md:4:32: warning: there is an invisible character in `career` (U+00AD) (delete `career` and type it again: the character came with pasted text)
content/questions/a.md:5:20: warning: there is an invisible character in `Sol` (U+2068) (delete `Sol` and type it again: the character came with pasted text)
content/questions/a.md:6:1: error: there is no field called `\u{200b}draft` (did you mean `draft`?)
content/questions/a.md:6:1: warning: there is an invisible character in `draft` (U+200B) (delete `draft` and type it again: the character came with pasted text)
content/questions/lo\u{200b}ud.md:1:1: warning: there is an invisible character in this file's name (U+200B) (rename it: delete the whole name, and type `loud.md`)
content/tags.yaml:1:29: warning: there is an invisible character in `job` (U+200E) (delete `job` and type it again: the character came with pasted text)
content/tags.yaml:1:40: warning: there is an invisible character here (U+FEFF) (delete the word and type it again: the character came with pasted text)
"#]],
    );
}

#[test]
fn what_nobody_sees_where_it_is_needed() {
    let head = "title: Donau\u{ad}dampf\u{ad}schiff \u{200b}ไทย \u{2068}מה\u{2069}\ndescription: می\u{200c}خواهم\u{200f}\ntags: [می\u{200c}خواهم, 👩\u{200d}💻 at work, ❤\u{fe0f} a, क्\u{200d}ष]\nextra: { a: \"\\u00AD\" }\n";
    let text = format!("---\ndate: 2026-03-02\n{head}---\nQ: soft\u{ad}hyphen \u{200b}?\n\nSM: !\n");
    Column::new().file("content/questions/می\u{200c}خواهم.md", text).build().sound();
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_random_letter_is_refused_or_carried(
        text in "(a|\\n|\\n\\n|&#[0-9]{1,5};?|&#x[0-9A-Fa-f]{1,6};?|&[a-z]{2,6};|\\\\|`|\\*|<b>|</b>|\\[|\\]\\(#q1\\)|!|\\||\u{b}|\u{202e}|\u{ffff}|\u{fdd0}|<!--|-->|%%){1,30}",
        title in "(a|&#[0-9]{1,5};|\\\\u[0-9A-F]{4}|\\\\[0abevrntN_LP]|`|\\*|<|-){1,8}",
    ) {
        let built = letter(&format!("updated: 2026-03-03\ndescription: \"{title}\"\n"), &text).build();
        if built.written.is_some() {
            assert_carried(&built, &text);
        }
    }
}
