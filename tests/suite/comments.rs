//! Comments: notes of an author to herself are left out, or reported, since readers would see them.

use snapbox::str;

use crate::support::column::tree;
use crate::support::{Column, png, shows};

/// A letter with this answer.
fn answer(text: &str) -> Column {
    Column::new().letter(&format!("Q: ?\n\nSM: {text}\n"))
}

#[test]
fn a_comment_over_an_empty_line_is_not_published() {
    let built = answer("Thanks. <!-- the asker is Jane Doe of\n\nSpringfield library --> Ask her.").build();
    assert!(built.written.is_none());
    shows(
        built.report(),
        str![[r#"
error: this note does not end in its paragraph, so readers would see it
 --> content/questions/loud-drums.md:7:13
  |
7 | SM: Thanks. <!-- the asker is Jane Doe of
  |             ^^^^
  |
  = help: end it with `-->` before the next empty line; below that, start another note with `<!--`
  = help: to show it to readers, put it between backticks: `…`
"#]],
    );
}

#[test]
fn comments_of_other_tools_and_mistyped_ones() {
    let text = "a <!- - one --> b\n\n<!— two —> c\n\n%%three%% d\n\nText\n[//]: # (four)\n\nText\n[comment]: <> (five)\n\n\
                e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->\n\n\
                <div>\n<! eleven>\n</div>";
    shows(
        answer(text).build().report(),
        str![[r#"
error: `<!-` does not start a note here: readers would see the text
 --> content/questions/loud-drums.md:7:7
  |
7 | SM: a <!- - one --> b
  |       ^^^
  |
  = help: write `<!--` before your note and `-->` after it
  = help: to show it to readers, put it between backticks: `…`

error: `<!—` does not start a note here: readers would see the text
 --> content/questions/loud-drums.md:9:1
  |
9 | <!— two —> c
  | ^^^
  |
  = help: write `<!--` before your note and `-->` after it
  = help: to show it to readers, put it between backticks: `…`

error: `%%` does not start a note here: readers would see the text
  --> content/questions/loud-drums.md:11:1
   |
11 | %%three%% d
   | ^^
   |
   = help: write `<!--` before your note and `-->` after it
   = help: to show it to readers, write `\%%`

error: `[//]:` does not start a note here: readers would see the text
  --> content/questions/loud-drums.md:14:1
   |
14 | [//]: # (four)
   | ^^^^^
   |
   = help: write `<!--` before your note and `-->` after it

error: `[comment]:` does not start a note here: readers would see the text
  --> content/questions/loud-drums.md:17:1
   |
17 | [comment]: <> (five)
   | ^^^^^^^^^^
   |
   = help: write `<!--` before your note and `-->` after it

error: `<?` begins a program, which is not run here
  --> content/questions/loud-drums.md:19:3
   |
19 | e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->
   |   ^^^^^^^
   |
   = help: remove it; to show it, write it as code: `` `<?php … ?>` ``

error: `<![CDATA[` is part of XML
  --> content/questions/loud-drums.md:19:13
   |
19 | e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->
   |             ^^^^^^^^^^^^^^^^^
   |
   = help: write its text without it

error: browsers hide what begins with `<!`
  --> content/questions/loud-drums.md:19:33
   |
19 | e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->
   |                                 ^^^^^^^^
   |
   = help: write a note as `<!-- … -->`; to show the sign, write `&lt;`

error: this note ends where it begins, so readers see what follows
  --> content/questions/loud-drums.md:19:44
   |
19 | e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->
   |                                            ^^^^^
   |
   = help: write your note between `<!--` and `-->`

error: this note ends where it begins, so readers see what follows
  --> content/questions/loud-drums.md:19:55
   |
19 | e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->
   |                                                       ^^^^^^
   |
   = help: write your note between `<!--` and `-->`

error: this note ends with `--!>`, so readers see what follows it
  --> content/questions/loud-drums.md:19:64
   |
19 | e <?six?> f <![CDATA[seven]]> g <!EIGHT> h <!--> nine <!---> i <!-- ten --!> j -->
   |                                                                ^^^^^^^^^^^^^^^^^^^
   |
   = help: end it with `-->`

error: browsers hide what begins with `<!`
  --> content/questions/loud-drums.md:22:1
   |
22 | <! eleven>
   | ^^^^^^^^^^
   |
   = help: write a note as `<!-- … -->`; to show the sign, write `&lt;`
"#]],
    );
}

#[test]
fn a_comment_where_there_is_no_html() {
    let built = Column::new()
        .file(
            "column.yaml",
            "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\ntagline: \"Ask <!-- me -->\"\n",
        )
        .file("content/tags.yaml", "tags:\n  <!-- see: {}\n  noise: { scope_note: \"All <!-- of it -->\" }\n")
        .file("content/glossary.yaml", "RBS: Rare Book School <!-- check -->\n")
        .file("content/pages/about.md", "---\ntitle: About <!-- us -->\nextra: { a: [\"<!-- b -->\"] }\n---\nText.\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B <!-- or C -->\n---\n![d](e.png \"<!-- f -->\")\n")
        .file("content/programs/e.png", png(""))
        .letter("Q: | a |\n|---|\n| b <!-- c | d --> |\n\nSM: <b title=\"<!-- g -->\">h</b>\n\n# I <!-- j\n\n[k](l <!-- m -->)\n")
        .build();
    shows(
        built.short(),
        str![[r#"
column.yaml:4:10: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
content/glossary.yaml:1:6: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
content/pages/about.md:2:8: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
content/pages/about.md:3:14: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
content/programs/a.md:3:11: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
content/programs/a.md:5:1: error: a note cannot be inside the address or the title of a link (write it before or after the link)
content/questions/loud-drums.md:7:1: warning: `d -->` is not shown: this row has more cells than the first row of the table (give the first two rows as many cells as this one; if the `|` is part of the text, write `\|`)
content/questions/loud-drums.md:7:5: error: this note does not end in its paragraph, so readers would see it (end it with `-->` before the next empty line; below that, start another note with `<!--`; to show it to readers, put it between backticks: `…`)
content/questions/loud-drums.md:9:5: error: a note cannot be inside `title=` (write it before or after the tag)
content/questions/loud-drums.md:11:5: error: this note does not end in its paragraph, so readers would see it (end it with `-->` before the next empty line; below that, start another note with `<!--`; to show it to readers, put it between backticks: `…`)
content/tags.yaml:2:3: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
content/tags.yaml:3:24: error: `<!--` does not start a note here: readers would see the text (between fields, a note starts with ` # ` and ends where the line ends: write it there, outside the quotes)
"#]],
    );
}

/// Whatever syntax surrounds it: if a page is made at all, the note is nowhere in it.
#[test]
fn a_note_is_in_no_file_or_there_is_an_error() {
    let notes = [
        "<!-- secretword -->",
        "<!--\nsecretword\n-->",
        "<!-- a\n\nsecretword -->",
        "<!-- secretword",
        "<!--> secretword <!-->",
        "<!-- a --!> secretword -->",
        "<!- - secretword -->",
        "<!— secretword —>",
        "< !-- secretword -->",
        "<? secretword ?>",
        "<![CDATA[ secretword ]]>",
        "<!DOCTYPE secretword>",
        "%% secretword %%",
        "%%\nsecretword\n\nsecretword\n%%",
        "[//]: # (secretword)",
        "[//]: # (a)\n[//]: # (secretword)",
        "[comment]: <> (secretword)",
    ];
    let places = [
        "{}",
        "a {} b",
        "a\n{}",
        "a\n{}\nb",
        "> {}",
        "- a {}",
        "- a\n\n  {}",
        "# a {}",
        "**a {}** b",
        "[a {} b](#q1)",
        "![a {} b](../a.png)",
        "| a |\n|---|\n| {} |",
        "a[^1]\n\n[^1]: {}",
        "<div>\n{}\n</div>",
        "<div>\n\n{}\n\n</div>",
        "a <b>{}</b>",
        "SM: {}",
        "Q: {}",
        "<b title=\"{}\">a</b>",
        "[a](#q1 \"{}\")",
        "<details><summary>{}</summary>a</details>",
    ];
    for note in notes {
        for place in places {
            // Within quotes nobody expects anything but the comment of HTML to be one.
            if place.contains("\"{}") && !note.contains("!-") {
                continue;
            }
            // And only at the start of a line that `[//]:` is one.
            if note.starts_with('[') && !place.starts_with("{}") && !place.contains("\n{}") {
                continue;
            }
            let text = place.replace("{}", note);
            let built = answer(&format!("b\n\n{text}\n")).file("content/a.png", png("")).build();
            if built.written.is_some() {
                for (path, bytes) in tree(&built.column.public()) {
                    assert!(!String::from_utf8_lossy(&bytes).contains("secretword"), "{text}\n{path}");
                }
            }
        }
    }
}

#[test]
fn what_is_shown_on_purpose() {
    let text = "`<!-- a -->` and \\<!-- b --> and &lt;!-- c --> and 100%% and \\%% d and `%% e %%`\n\n    <!-- f -->\n\n\
                ```\n<!-- g\n\n-->\n[//]: # (h)\n%% i %%\n```\n\n[j]: # (k)\n\nA [rule][j].";
    let built = answer(text).build().sound();
    for shown in
        ["&lt;!-- a", "&lt;!– b", "&lt;!– c", "100%%", " %% d", "%% e", "&lt;!-- f", "&lt;!-- g", "# (h)", "%% i"]
    {
        assert!(built.turns().contains(shown), "{shown}\n{}", built.turns());
    }
}

/// A letter with this line of front matter.
fn field(line: &str) -> Column {
    let head = format!("---\ntitle: A\ndate: 2026-03-02\n{line}\n---\nQ: ?\n\nSM: !\n");
    Column::new().file("content/questions/loud-drums.md", head)
}

#[test]
fn a_comment_in_a_field_is_an_error() {
    let fields = [
        "description: 'A note <!-- JANE -->'",
        "description: 'The sign ` is a backtick <!-- JANE -->'",
        "standfirst: '``a` <!-- JANE -->'",
        "standfirst: '<b title=\"`\"> <!-- JANE --> `'",
        "standfirst: 'a \\` <!-- JANE --> `'",
        "asker: { pen_name: 'Five o` Clock <!-- JANE -->' }",
        "tags: ['a` <!-- JANE -->']",
        "description: Text %%JANE%%",
        "standfirst: |\n  Text\n\n  %% JANE",
    ];
    for line in fields {
        let built = field(line).build();
        assert!(
            built.written.is_none() && built.short().contains("does not start a note here"),
            "{line} {}",
            built.report()
        );
    }
    for line in
        ["private: 'a <!-- b %% c # d'", "description: 'A `<!--` and 100%%'", "standfirst: 'Write `` `%%` `` <3'"]
    {
        field(line).build().sound();
    }
}

#[test]
fn a_number_sign_that_begins_no_comment() {
    shows(
        field("description: 'Who pays? # JANE'\nstandfirst: |\n  What nobody tells you.\n  # JANE").build().report(),
        str![[r#"
warning: ` # ` does not start a comment between quotes: readers will see it
 --> content/questions/loud-drums.md:4:14
  |
4 | description: 'Who pays? # JANE'
  |              ^^^^^^^^^^^^^^^^^^
  |
  = help: write your comment after them
  = help: to show the sign to readers, put it between backticks: `` `#` ``

warning: ` # ` does not start a comment in text of several lines: readers will see it
 --> content/questions/loud-drums.md:6:3
  |
6 | /   What nobody tells you.
7 | |   # JANE
8 | | ---
  | |_^
  |
  = help: write your comment on a line before the field, not indented
  = help: to show the sign to readers, put it between backticks: `` `#` ``
"#]],
    );
    for line in [
        "standfirst: >\n  What nobody tells you. # JANE",
        "standfirst: >\n  # JANE\n  What nobody tells you.",
        "tags: ['a # JANE']",
    ] {
        assert!(field(line).build().short().contains("does not start a comment"), "{line}");
    }
    let sound =
        ["Am I \\# 1 in line?", "'Letter # 5'", "C# and F# are notes", "'#careers #jobs'", "'Press `#` to go on'"];
    for value in sound.iter().chain(&["'# 1 reason'", "Who pays? # JANE", "|\n  Text # 3\n  `a # b`", "'`a` #b'"]) {
        field(&format!("description: {value}")).build().sound();
    }
}
