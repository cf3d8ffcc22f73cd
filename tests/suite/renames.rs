//! `callslip rename`: what changes with a name, and what stays as it is, byte for byte.

use std::fs;
use std::process::Command;

use callslip::rename::{self, RenameError, RenameRequest};
use snapbox::str;

use crate::support::column::{CLOCK, tree};
use crate::support::{Column, shows};

/// Renames, as the command does with `--yes`.
fn try_rename(column: &Column, old: &str, new: &str) -> Result<(), RenameError> {
    let request = RenameRequest { old, new, here: "", clock: CLOCK.parse().unwrap(), built: None };
    rename::plan(column.root(), &request)?.carry_out(column.root())
}

#[track_caller]
fn rename(column: &Column, old: &str, new: &str) {
    try_rename(column, old, new).unwrap_or_else(|error| panic!("{error}"));
}

/// Why nothing was renamed. The column is as it was.
#[track_caller]
fn refusal(column: &Column, old: &str, new: &str) -> String {
    let before = tree(column.root());
    let error = try_rename(column, old, new).expect_err("it is refused");
    assert_eq!(tree(column.root()), before);
    let messages = match &error {
        RenameError::Breaks { diagnostics, .. } => {
            diagnostics.iter().map(|found| format!("{}\n", found.message)).collect()
        }
        _ => String::new(),
    };
    format!("{messages}{error}")
}

/// The files of a column that no build has written.
fn own_files(column: &Column) -> impl Iterator<Item = (String, Vec<u8>)> {
    let is_built = |path: &str| path.starts_with("public/") || path.starts_with(".callslip-cache/");
    tree(column.root()).into_iter().filter(move |(path, _)| !is_built(path))
}

/// The files of a column that are not those of every test, each with its text.
fn texts(column: &Column) -> String {
    let files =
        own_files(column).filter(|(path, _)| path != "column.yaml" && path != "content/people/sol-marchetti.md");
    files.map(|(path, bytes)| format!("## {path}\n{}\n", String::from_utf8_lossy(&bytes).trim_end())).collect()
}

fn read(column: &Column, path: &str) -> String {
    fs::read_to_string(column.root().join(path)).unwrap()
}

/// A letter of that title and these tags.
fn letter(title: &str, tags: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\ntags: {tags}\n---\nQ: May I?\n\nSM: Yes. {text}\n")
}

/// A column with loud drums, and a page that links to them.
fn drums(page: &str) -> Column {
    Column::new()
        .letter("Q: May I?\n\nSM: No.\n")
        .file("content/pages/about.md", format!("---\ntitle: About\n---\n{page}\n"))
}

// Letters

#[test]
fn a_new_title_renames_the_file_and_the_address_and_every_link_follows() {
    let column = drums(
        "[a](../questions/loud-drums.md), [b](../questions/loud-drums.md#q1 'On loud-drums.md'), [c][d], [loud-drums.md][d],\n\
         <a class=x href=\"../questions/loud-drums.md#q1-sm\">e</a>, [f](/questions/loud-drums/#q1),\n\
         [g](https://desk.example/questions/loud-drums/), <https://desk.example/questions/loud-drums/>,\n\
         [h](<../questions/./loud-drums.md>), [i](../questions/loud%2Ddrums.md).\n\n\
         `../questions/loud-drums.md` is code, and loud-drums.md is a name.\n\n\
         [d]: ../questions/loud-drums.md \"loud-drums.md\"",
    )
    .file("content/questions/later.md", "---\ntitle: Later\ndate: 2026-04-02\nupdate_to: loud-drums  # the drums\n---\nQ: And now?\n\nSM: See <https://desk.example/questions/loud-drums/>.\n")
    .file("content/replies/loud-drums/jane.md", "---\nname: Jane\ndate: 2026-03-03\n---\nSee [this](../../questions/loud-drums.md).\n");
    column.build().sound();
    rename(&column, "The drums upstairs", "Quiet: drums");
    column.build().sound();
    shows(
        texts(&column),
        str![[r###"
## content/pages/about.md
---
title: About
---
[a](../questions/quiet-drums.md), [b](../questions/quiet-drums.md#q1 'On loud-drums.md'), [c][d], [loud-drums.md][d],
<a class=x href="../questions/quiet-drums.md#q1-sm">e</a>, [f](/questions/quiet-drums/#q1),
[g](https://desk.example/questions/quiet-drums/), <https://desk.example/questions/quiet-drums/>,
[h](<../questions/./quiet-drums.md>), [i](../questions/quiet-drums.md).

`../questions/loud-drums.md` is code, and loud-drums.md is a name.

[d]: ../questions/quiet-drums.md "loud-drums.md"
## content/questions/later.md
---
title: Later
date: 2026-04-02
update_to: quiet-drums  # the drums
---
Q: And now?

SM: See <https://desk.example/questions/quiet-drums/>.
## content/questions/quiet-drums.md
---
title: "Quiet: drums"
date: 2026-03-02
aliases: [/questions/loud-drums/]
id: tag:desk.example,2026:2026-03-02:loud-drums
---
Q: May I?

SM: No.
## content/replies/quiet-drums/jane.md
---
name: Jane
date: 2026-03-03
---
See [this](../../questions/quiet-drums.md).
"###]],
    );
}

#[test]
fn readers_of_feeds_see_nothing_new() {
    let column = drums("[a](../questions/loud-drums.md)");
    let id = |column: &Column| {
        let feed = column.build().text("feed.xml");
        feed.lines().filter(|line| line.contains("<id>")).map(str::to_owned).collect::<Vec<_>>()
    };
    let before = id(&column);
    rename(&column, "loud-drums", "quiet-drums");
    assert_eq!(id(&column), before);
    rename(&column, "quiet-drums", "even-quieter");
    assert_eq!(id(&column), before);
    let built = column.build();
    for old in ["loud-drums", "quiet-drums"] {
        assert!(built.page(&format!("/questions/{old}/")).contains("/even-quieter/"), "{old}");
    }
}

#[test]
fn an_address_changes_alone() {
    let column = drums("[a](../questions/loud-drums.md)");
    rename(&column, "content/questions/loud-drums.md", "quiet-drums");
    shows(
        texts(&column),
        str![[r#"
## content/pages/about.md
---
title: About
---
[a](../questions/quiet-drums.md)
## content/questions/quiet-drums.md
---
title: The drums upstairs
date: 2026-03-02
aliases: [/questions/loud-drums/]
id: tag:desk.example,2026:2026-03-02:loud-drums
---
Q: May I?

SM: No.
"#]],
    );
    rename(&column, "/questions/quiet-drums/", "loud-drums");
    shows(
        read(&column, "content/questions/loud-drums.md"),
        str![[r#"
---
title: The drums upstairs
date: 2026-03-02
aliases: [/questions/quiet-drums/]
id: tag:desk.example,2026:2026-03-02:loud-drums
---
Q: May I?

SM: No.
"#]],
    );
}

#[test]
fn the_date_in_a_files_name_stays() {
    let undated = "---\ntitle: Old\n---\nQ: May I?\n\nSM: Yes.\n";
    for (old, new, expected) in [
        ("2026-03-01.md", "Quiet", "2026-03-01-quiet.md"),
        ("2026-03-01-old.md", "Quiet", "2026-03-01-quiet.md"),
        ("2026-03-01_old.md", "Quiet", "2026-03-01_quiet.md"),
        ("2026-03-01.old.md", "Quiet", "2026-03-01.quiet.md"),
        ("2026-03-01/index.md", "Quiet", "2026-03-01-quiet/index.md"),
        ("2026-03-01.md", "2026-02-28-quiet", "2026-02-28-quiet.md"),
        ("2026-03-01-old.md", "2026-02-28", "2026-02-28.md"),
    ] {
        let old = format!("content/questions/{old}");
        let column = drums("").file(&old, undated);
        rename(&column, &old, new);
        assert!(column.root().join("content/questions").join(expected).is_file(), "{old}: {:?}", texts(&column));
        column.build().sound();
    }
}

#[test]
fn a_letter_in_a_folder_moves_with_its_pictures() {
    let column = Column::new()
        .file("content/questions/trip/index.md", letter("A trip", "[]", "![Map](map.svg) [all](../trip/map.svg) [me](../trip.md)"))
        .file("content/questions/trip/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>")
        .file("content/questions/b.md", letter("B", "[]", "[a](trip.md) ![b](trip/map.svg) [c](trip/index.md#q1) <img src=\"trip/map.svg\" alt=\"\"> [d](/questions/trip/map.svg)"));
    column.build().sound();
    rename(&column, "trip", "The long tour");
    column.build().sound();
    shows(
        texts(&column),
        str![[r###"
## content/questions/b.md
---
title: B
date: 2026-03-02
tags: []
---
Q: May I?

SM: Yes. [a](the-long-tour.md) ![b](the-long-tour/map.svg) [c](the-long-tour/index.md#q1) <img src="the-long-tour/map.svg" alt=""> [d](/questions/the-long-tour/map.svg)
## content/questions/the-long-tour/index.md
---
title: The long tour
date: 2026-03-02
tags: []
aliases: [/questions/trip/]
id: tag:desk.example,2026:2026-03-02:trip
---
Q: May I?

SM: Yes. ![Map](map.svg) [all](../the-long-tour/map.svg) [me](../the-long-tour.md)
## content/questions/the-long-tour/map.svg
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
"###]],
    );
}

#[test]
fn a_draft_leaves_no_old_address() {
    let column = Column::new().file(
        "content/questions/a.md",
        "---\ntitle: \"A\"                # what the reader sees first\ndraft: yes\nslug:                     # the last part\naliases: []               # old addresses\nid:                       # its id\n---\nQ: ?\n\nSM: !\n",
    );
    rename(&column, "a", "A \"new\" name");
    shows(
        texts(&column),
        str![[r###"
## content/questions/a-new-name.md
---
title: "A \"new\" name"                # what the reader sees first
draft: yes
slug:                     # the last part
aliases: []               # old addresses
id:                       # its id
---
Q: ?

SM: !
"###]],
    );
}

#[test]
fn the_fields_of_a_new_letter_are_filled_where_they_are() {
    let column = Column::new().file(
        "content/questions/2026-03-02-a.md",
        "---\ntitle: 'A'                # what the reader sees first\nslug: a                   # the last part\naliases: []               # old addresses\nid:                       # its id\n---\nQ: ?\n\nSM: !\n",
    );
    rename(&column, "A", "It's new");
    column.build().sound();
    shows(
        texts(&column),
        str![[r#"
## content/questions/2026-03-02-its-new.md
---
title: 'It''s new'                # what the reader sees first
slug: its-new                   # the last part
aliases: [/questions/a/]               # old addresses
id: tag:desk.example,2026:2026-03-02:a                       # its id
---
Q: ?

SM: !
"#]],
    );
}

#[test]
fn bytes_that_are_not_part_of_the_name_stay() {
    let page = "\u{feff}---\r\ntitle: Cafe\u{301}\r\n---\r\nCafe\u{301} e\u{301} [a](../questions/loud-drums.md) e\u{301}\r\nb\r\r\n";
    let column = drums("").file("content/pages/about.md", page);
    rename(&column, "loud-drums", "quiet-drums");
    let kept = read(&column, "content/pages/about.md");
    assert_eq!(kept, page.replace("loud-drums", "quiet-drums"));
    rename(&column, "about", "About e\u{301}");
    let kept = read(&column, "content/pages/about-e.md");
    let title = page
        .replace("loud-drums", "quiet-drums")
        .replace("title: Cafe\u{301}\r\n", "title: About e\u{301}\r\naliases: [/about/]\r\n");
    assert_eq!(kept, title);
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let column = drums("[a](../questions/loud-drums.md)");
    let about = column.root().join("content/pages/about.md");
    fs::set_permissions(&about, fs::Permissions::from_mode(0o640)).unwrap();
    rename(&column, "loud-drums", "quiet-drums");
    assert_eq!(fs::metadata(about).unwrap().permissions().mode() & 0o777, 0o640);
}

// People, programs, pages

#[test]
fn a_columnist_a_program_and_a_page_are_renamed_wherever_they_are_named() {
    let column = Column::new()
        .file("column.yaml", "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nnav:\n  - { label: About, path: /about/ }  # us\n  - label: Rules\n    path: '/rules/#a'\nfooter: [{ label: Sol, path: /people/sol-marchetti/ }]\nreplies: { policy: rules }\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n[Sol](../people/sol-marchetti.md), [RBS](../programs/rbs.md)\n")
        .file("content/pages/rules.md", "---\ntitle: Rules\n---\n## A\n")
        .file("content/programs/rbs.md", "---\ntitle: RBS\nprovider: R\nstatus: renamed\nreplaced_by: ./new.md\n---\n")
        .file("content/programs/new.md", "---\ntitle: New\nprovider: R\n---\n")
        .file("content/questions/a.md", letter("A", "[]", ""));
    let before = column.build().report();
    for (old, new) in
        [("Sol Marchetti", "Ada Quill"), ("new", "Newer still"), ("rules", "Rules for replies"), ("/about/", "us")]
    {
        rename(&column, old, new);
    }
    assert_eq!(before, "");
    assert_eq!(column.build().report(), "");
    let all: String = own_files(&column)
        .map(|(path, bytes)| format!("## {path}\n{}\n", String::from_utf8_lossy(&bytes).trim_end()))
        .collect();
    shows(
        all,
        str![[r#"
## column.yaml
title: The Desk
base_url: https://desk.example
id: desk.example,2026
nav:
  - { label: About, path: /us/ }  # us
  - label: Rules
    path: '/rules-for-replies/#a'
footer: [{ label: Sol, path: /people/ada-quill/ }]
replies: { policy: rules-for-replies }
## content/pages/rules-for-replies.md
---
title: Rules for replies
aliases: [/rules/]
---
## A
## content/pages/us.md
---
title: About
aliases: [/about/]
---
[Sol](../people/ada-quill.md), [RBS](../programs/rbs.md)
## content/people/ada-quill.md
---
name: Ada Quill
initials: SM
aliases: [/people/sol-marchetti/]
---
## content/programs/newer-still.md
---
title: Newer still
provider: R
aliases: [/programs/new/]
---
## content/programs/rbs.md
---
title: RBS
provider: R
status: renamed
replaced_by: ./newer-still.md
---
## content/questions/a.md
---
title: A
date: 2026-03-02
tags: []
---
Q: May I?

SM: Yes.
"#]],
    );
}

// Subjects

#[test]
fn a_subject_gets_another_word_in_every_style() {
    let column = Column::new()
        .file("content/questions/a.md", letter("A", "[rare book, \"archives\"]  # two", "[all](/tags/rare-book/)"))
        .file("content/questions/b.md", letter("B", "\n  - archives\n  - \"Rare Book\"  # old\n  - maps", ""))
        .file("content/questions/c.md", letter("C", "rare book", ""))
        .file("content/questions/d.md", letter("D", "['rare book']", ""));
    rename(&column, "rare book", "books, rare");
    let built = column.build().sound();
    assert!(built.page("/tags/rare-book/").contains("/books-rare/"));
    shows(
        texts(&column),
        str![[r###"
## content/questions/a.md
---
title: A
date: 2026-03-02
tags: ["books, rare", "archives"]  # two
---
Q: May I?

SM: Yes. [all](/tags/books-rare/)
## content/questions/b.md
---
title: B
date: 2026-03-02
tags: 
  - archives
  - "books, rare"  # old
  - maps
---
Q: May I?

SM: Yes.
## content/questions/c.md
---
title: C
date: 2026-03-02
tags: "books, rare"
---
Q: May I?

SM: Yes.
## content/questions/d.md
---
title: D
date: 2026-03-02
tags: ['books, rare']
---
Q: May I?

SM: Yes.
## content/tags.yaml
tags:
  "books, rare": { use_for: [rare book] }
"###]],
    );
}

#[test]
fn links_to_comparisons_and_to_lists_of_programs_follow() {
    let program = |title: &str, tags: &str| {
        format!("---\ntitle: {title}\nprovider: P\ncredential: degree\ntags: [{tags}]\n---\n")
    };
    let links = "[a](/programs/a/compare/?with=b) [b](/programs/subject/x/#top) [c](/programs/compare/)";
    let column = Column::new()
        .file("content/programs/a.md", program("A", "x"))
        .file("content/programs/b.md", program("B", "y"))
        .file("content/questions/l.md", letter("L", "[y]", links));
    rename(&column, "content/programs/a.md", "alpha");
    rename(&column, "x", "zed");
    let text = read(&column, "content/questions/l.md");
    let expected = "[a](/programs/alpha/compare/?with=b) [b](/programs/subject/zed/#top) [c](/programs/compare/)";
    assert!(text.contains(expected), "{text}");
    column.build().sound();
}

#[test]
fn a_vocabulary_keeps_its_form() {
    for (vocabulary, expected) in [
        (
            "# Mine\ntags:\n  rare book:   # old\n    scope_note: Old ones.\n  maps: { related: [Rare Book], broader: rare book }\n",
            "# Mine\ntags:\n  prints:   # old\n    use_for: [rare book]\n    scope_note: Old ones.\n  maps: { related: [prints], broader: prints }\n",
        ),
        (
            "tags: { maps: {}, rare book: { use_for: [RB] } }\n",
            "tags: { maps: {}, prints: { use_for: [RB, rare book] } }\n",
        ),
        ("tags:\n  maps:\n  rare book:\n", "tags:\n  maps:\n  prints: { use_for: [rare book] }\n"),
        ("tags:\n  maps: # m\n", "tags:\n  prints: { use_for: [rare book] }\n  maps: # m\n"),
        ("tags: [maps, rare book]  # all\n", "tags: {maps: {}, prints: { use_for: [rare book] }}  # all\n"),
        ("tags:\n- maps\n- rare book # r\n", "tags:\n  maps: {}\n  prints: { use_for: [rare book] } # r\n"),
        ("tags:\n  - maps\n", "tags:\n    prints: { use_for: [rare book] }\n    maps: {}\n"),
        ("closed: no\ntags: {}\n", "closed: no\ntags: { prints: { use_for: [rare book] } }\n"),
        ("tags:\n  prints: {}\n", "tags:\n  prints: { use_for: [rare book] }\n"),
        (
            "tags:\n  rare book: { use_for: [RB] }\n  prints:\n    use_for:\n      - P\n",
            "tags:\n  prints:\n    use_for:\n      - P\n      - rare book\n      - RB\n",
        ),
        ("tags: { rare book: {}, prints: }\n", "tags: { prints: { use_for: [rare book] } }\n"),
        ("tags:\n  rare book: { use_for: prints }\n", "tags:\n  prints: { use_for: rare book }\n"),
    ] {
        let column = Column::new()
            .file("content/tags.yaml", vocabulary)
            .file("content/questions/a.md", letter("A", "[rare book]", ""));
        let before = column.build().report();
        rename(&column, "rare book", "prints");
        assert_eq!(read(&column, "content/tags.yaml"), expected, "{before}");
        assert_eq!(column.build().report(), "", "{expected}");
        assert!(read(&column, "content/questions/a.md").contains("tags: [prints]"));
    }
}

#[test]
fn two_subjects_become_one() {
    let column = Column::new()
        .file("content/questions/a.md", letter("A", "[rare book, Rare Books, maps]", ""))
        .file("content/questions/b.md", letter("B", "\n  - Rare Books\n  - rare book\n", ""))
        .file("content/questions/c.md", letter("C", "\n  - Rare Books\n  - rare book  # mine\n", ""))
        .file("content/questions/d.md", letter("D", "rare book", ""));
    rename(&column, "rare book", "rare books");
    column.build().sound();
    shows(
        texts(&column),
        str![[r#"
## content/questions/a.md
---
title: A
date: 2026-03-02
tags: [Rare Books, maps]
---
Q: May I?

SM: Yes.
## content/questions/b.md
---
title: B
date: 2026-03-02
tags: 
  - Rare Books

---
Q: May I?

SM: Yes.
## content/questions/c.md
---
title: C
date: 2026-03-02
tags: 
  - Rare Books
  - rare book  # mine

---
Q: May I?

SM: Yes.
## content/questions/d.md
---
title: D
date: 2026-03-02
tags: Rare Books
---
Q: May I?

SM: Yes.
## content/tags.yaml
tags:
  Rare Books: { use_for: [rare book] }
"#]],
    );
}

#[test]
fn a_subject_is_renamed_back() {
    let column = Column::new().file("content/questions/a.md", letter("A", "[rare book]", "[b](/tags/rare-book/)"));
    let before = read(&column, "content/questions/a.md");
    rename(&column, "rare book", "rare books");
    assert_ne!(read(&column, "content/questions/a.md"), before);
    rename(&column, "rare books", "rare book");
    assert_eq!(read(&column, "content/questions/a.md"), before);
    assert_eq!(read(&column, "content/tags.yaml"), "tags:\n  rare book: { use_for: [rare books] }\n");
    rename(&column, "rare book", "Rare Book");
    assert_eq!(read(&column, "content/tags.yaml"), "tags:\n  Rare Book: { use_for: [rare books] }\n");
    column.build().sound();
}

#[test]
fn nothing_is_lost_when_two_entries_of_a_vocabulary_become_one() {
    let with = |entry: &str| {
        let column = Column::new()
            .file("content/tags.yaml", format!("tags:\n  prints: {{}}\n  {entry}\n"))
            .file("content/questions/a.md", letter("A", "[rare book, prints]", ""));
        refusal(&column, "rare book", "prints")
    };
    shows(
        with("rare book: { scope_note: Old ones. }"),
        str![
            "the entry `rare book` in content/tags.yaml has `scope_note`, which would be lost; move what you want to keep to the other entry, remove it from this one, and run the command again"
        ],
    );
    shows(
        with("rare book: {}  # old ones"),
        str![
            "the entry `rare book` in content/tags.yaml has a note, which would be lost; move what you want to keep to the other entry, remove it from this one, and run the command again"
        ],
    );
}

#[test]
fn a_synonym_is_no_subject() {
    let column = Column::new()
        .file("content/tags.yaml", "tags:\n  rare books: { use_for: [RB] }\n  maps: {}\n")
        .file("content/questions/a.md", letter("A", "[RB, maps]", ""));
    shows(
        refusal(&column, "RB", "prints"),
        str![[
            r#"`RB` is already a synonym of `rare books`; to rename that subject, write `callslip rename "rare books" "prints"`"#
        ]],
    );
    shows(
        refusal(&column, "maps", "RB"),
        str![[
            r#"`RB` is already a synonym of `rare books`; to merge the two subjects, write `callslip rename "maps" "rare books"`"#
        ]],
    );
    rename(&column, "RB", "rare books");
    assert!(read(&column, "content/questions/a.md").contains("tags: [rare books, maps]"));
}

// What is refused

#[test]
fn what_is_meant_is_asked_for() {
    let column = drums("")
        .file("content/programs/loud-drums.md", "---\ntitle: Drums\nprovider: P\n---\n")
        .file("content/questions/a.md", letter("A", "[Loud drums, archives]", ""));
    shows(
        refusal(&column, "loud-drums", "x"),
        str![[r#"
`loud-drums` may mean more than one thing; write one of these instead:
  content/questions/loud-drums.md (a letter)
  content/programs/loud-drums.md (a program profile)
  /tags/loud-drums/ (a subject)
"#]],
    );
    shows(
        refusal(&column, "lowd-drums", "x"),
        str!["nothing in this column is called `lowd-drums`; did you mean `loud-drums`?"],
    );
    shows(
        refusal(&column, "archive", "x"),
        str!["nothing in this column is called `archive`; did you mean `archives`?"],
    );
    shows(
        refusal(&column, "/questions/", "x"),
        str!["`/questions/` cannot be renamed: only letters, profiles, columnists, pages, and subjects can"],
    );
    shows(refusal(&column, "/nowhere/", "x"), str!["there is no page at `/nowhere/`"]);
    shows(refusal(&column, "https://desk.example/nowhere/", "x"), str!["there is no page at `/nowhere/`"]);
    shows(
        refusal(&column, "https://desk.example?x", "x"),
        str!["`/` cannot be renamed: only letters, profiles, columnists, pages, and subjects can"],
    );
    shows(
        refusal(&column, "https://desk.example.org/nowhere/", "x"),
        str![
            "nothing in this column is called `https://desk.example.org/nowhere/`; use its file name, address, or title, or the subject's name"
        ],
    );
    rename(&column, "programs/loud-drums.md", "x");
    rename(&column, "content/questions/loud-drums", "x");
    rename(&column, "https://desk.example/tags/loud-drums/", "x");
    column.build().sound();
}

#[test]
fn a_name_that_cannot_be_used_is_refused() {
    let column = drums("").file("content/questions/taken.md", letter("Taken", "[]", "")).file(
        "content/questions/old.md",
        "---\ntitle: Old\ndate: 2026-03-03\naliases: [/questions/former/]\n---\nQ: ?\n\nSM: !\n",
    );
    shows(
        refusal(&column, "loud-drums", "Taken"),
        str!["content/questions/taken.md already exists; choose another name, or rename that one first"],
    );
    shows(
        refusal(&column, "loud-drums", "former"),
        str![[r#"
`/questions/former/` cannot be an old address of this page: it is already used
nothing was renamed: the column would have the mistakes above
"#]],
    );
    shows(
        refusal(&column, "about", "tags"),
        str![[r#"
`/tags/` is an address that callslip itself uses
nothing was renamed: the column would have the mistakes above
"#]],
    );
    shows(
        refusal(&column, "about", "assets"),
        str![[r#"
`/assets/` is in the theme's folder, whose files browsers keep for a year
nothing was renamed: the column would have the mistakes above
"#]],
    );
    shows(
        refusal(&column, "loud-drums", "con"),
        str!["Windows does not allow a file called `con`; choose a longer name"],
    );
    shows(refusal(&column, "loud-drums", "!"), str!["the new name needs at least one letter or digit"]);
    shows(
        refusal(&column, "loud-drums", "../pages/loud-drums.md"),
        str!["`callslip rename` changes names, not folders: give only the new name, such as `loud-drums`"],
    );
}

#[test]
fn the_same_name_changes_nothing() {
    let column = drums("");
    let before = tree(column.root());
    rename(&column, "loud-drums", "loud-drums");
    rename(&column, "loud-drums", "The drums upstairs");
    rename(&column, "The drums upstairs", "the-drums-upstairs");
    assert_ne!(tree(column.root()), before);
}

#[test]
fn case_alone_may_change() {
    let column = Column::new()
        .file("content/questions/Loud-Drums.md", letter("Loud Drums", "[]", ""))
        .file("content/questions/b.md", letter("B", "[]", "[a](Loud-Drums.md)"));
    rename(&column, "Loud-Drums.md", "loud-drums");
    column.build().sound();
    assert!(read(&column, "content/questions/b.md").contains("(loud-drums.md)"));
    assert!(!read(&column, "content/questions/loud-drums.md").contains("aliases"));
}

#[test]
fn a_column_with_mistakes_is_renamed_as_far_as_it_can_be_read() {
    let column = drums("[a](../questions/loud-drums.md) [b](nowhere.md)")
        .file("content/questions/broken.md", "---\ntitle: [\n---\n[a](loud-drums.md)\n")
        .file("content/questions/unknown.md", "---\ntitel: U\ndate: 2026-03-02\n---\nQ: [a](loud-drums.md)\n");
    let before = column.build().diagnostics.len();
    rename(&column, "loud-drums", "quiet-drums");
    assert_eq!(column.build().diagnostics.len(), before);
    assert!(read(&column, "content/questions/unknown.md").contains("(quiet-drums.md)"));
}

#[test]
fn a_file_in_another_encoding_is_not_touched() {
    let page: Vec<u8> = "\u{feff}---\ntitle: P\n---\n[a](../questions/loud-drums.md)\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let column = drums("").file("content/pages/p.md", page);
    shows(
        refusal(&column, "loud-drums", "quiet-drums"),
        str![
            "content/pages/p.md must change, and it is saved in an old encoding; open it, save it as UTF-8, and run the command again"
        ],
    );
}

#[cfg(unix)]
#[test]
fn shortcuts_are_not_left_without_their_file() {
    let column = Column::new()
        .file("content/questions/trip/index.md", letter("A trip", "[]", "![Map](map.svg)"))
        .file("content/questions/trip/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    std::os::unix::fs::symlink("questions/trip/map.svg", column.root().join("content/map.svg")).unwrap();
    shows(
        refusal(&column, "trip", "tour"),
        str![
            "content/map.svg is a shortcut (link) to content/questions/trip/map.svg, which would be at another place; put a copy of the file there instead of the shortcut, and run the command again"
        ],
    );
}

// The command

/// Runs the command in a folder of a column. Returns what it printed, and its exit code.
fn run(column: &Column, folder: &str, arguments: &[&str]) -> String {
    let command = Command::new(env!("CARGO_BIN_EXE_callslip"))
        .arg("rename")
        .args(arguments)
        .current_dir(column.root().join(folder))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let [out, err] = [command.stdout, command.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    format!("{out}{err}exit code {}", command.status.code().unwrap())
}

#[test]
fn the_change_is_shown_and_made_with_yes_alone() {
    let column = drums("[a](../questions/loud-drums.md)");
    let before = tree(column.root());
    shows(
        run(&column, "", &["loud-drums", "Quiet drums"]),
        str![[r#"
content/questions/loud-drums.md → content/questions/quiet-drums.md
content/pages/about.md
    4 - [a](../questions/loud-drums.md)
      + [a](../questions/quiet-drums.md)
content/questions/loud-drums.md
    2 - title: The drums upstairs
      + title: Quiet drums
    4 + aliases: [/questions/loud-drums/]
    4 + id: tag:desk.example,2026:2026-03-02:loud-drums
The address becomes /questions/quiet-drums/; /questions/loud-drums/ leads there.
Nothing is changed yet: `--yes` after the command does it.
exit code 0
"#]],
    );
    assert_eq!(tree(column.root()), before);
    shows(
        run(&column, "content/pages", &["../questions/loud-drums.md", "Quiet drums", "--yes"]),
        str![[r#"
content/questions/loud-drums.md → content/questions/quiet-drums.md
content/pages/about.md
    4 - [a](../questions/loud-drums.md)
      + [a](../questions/quiet-drums.md)
content/questions/loud-drums.md
    2 - title: The drums upstairs
      + title: Quiet drums
    4 + aliases: [/questions/loud-drums/]
    4 + id: tag:desk.example,2026:2026-03-02:loud-drums
The address becomes /questions/quiet-drums/; /questions/loud-drums/ leads there.
Done: renamed 1 file and changed 4 lines in 2 files.
exit code 0
"#]],
    );
    shows(
        run(&column, "content/questions", &["quiet-drums.md", "./quiet-drums.md", "--yes"]),
        str![[r#"
Nothing to do: it has that name already.
exit code 0
"#]],
    );
    let absolute = column.root().join("content/questions/quiet-drums.md");
    shows(run(&column, "content", &[absolute.to_str().unwrap(), "calm", "-yq"]), str!["exit code 0"]);
    column.build().sound();
}

#[test]
fn a_rename_that_breaks_something_says_what() {
    let column = drums("")
        .file("content/questions/taken.md", "---\ntitle: T\nslug: quiet\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n");
    shows(
        run(&column, "", &["loud-drums", "quiet", "--yes"]),
        str![[r#"
error: two files have the address `/questions/quiet/`
--> content/questions/taken.md
 = help: give one of them another address: add a line such as `slug: another-name`

error: nothing was renamed: the column would have the mistakes above
exit code 2
"#]],
    );
}

#[test]
fn the_clock_decides_what_has_been_published() {
    // Scheduled for later than the clock of the request: nobody knows the address.
    let column = Column::new().file("content/questions/a.md", "---\ntitle: A\ndate: 2027-03-02\n---\nQ: ?\n\nSM: !\n");
    rename(&column, "a", "b");
    assert_eq!(read(&column, "content/questions/b.md"), "---\ntitle: A\ndate: 2027-03-02\n---\nQ: ?\n\nSM: !\n");
}

#[test]
fn what_no_build_has_had_leaves_no_old_address() {
    let renamed = |settings: &str, before: &dyn Fn(&Column)| {
        let column = drums("").file("column.yaml", format!("title: The Desk\nid: desk.invalid,2026\n{settings}"));
        before(&column);
        let said = run(&column, "", &["loud-drums", "Quiet drums", "--yes"]);
        let text = read(&column, "content/questions/quiet-drums.md");
        let [has_alias, has_id] =
            ["\naliases: [/questions/loud-drums/]\n", "\nid: tag:"].map(|line| text.contains(line));
        assert_eq!(has_alias, has_id, "{text}");
        assert_eq!(said.contains("it is not published yet"), !has_alias, "{said}");
        has_alias
    };
    let address = "base_url: https://desk.example\n";
    let build = |column: &Column| {
        let built =
            Command::new(env!("CARGO_BIN_EXE_callslip")).arg("build").current_dir(column.root()).output().unwrap();
        assert!(built.status.success());
    };
    let build_without_it = |column: &Column| {
        let text = read(column, "content/questions/loud-drums.md");
        let column = column.clone().without("content/questions/loud-drums.md");
        build(&column);
        let _ = column.file("content/questions/loud-drums.md", text);
    };
    let start_repository = |column: &Column| fs::create_dir(column.root().join(".git")).unwrap();
    assert!(!renamed("", &|_| {}));
    assert!(!renamed("", &build_without_it));
    assert!(!renamed(address, &build_without_it));
    assert!(renamed("", &build));
    assert!(renamed(address, &build));
    // It may have been built elsewhere.
    assert!(renamed(address, &|_| {}));
    assert!(renamed("", &start_repository));
    assert!(renamed("", &|column| {
        build_without_it(column);
        start_repository(column);
    }));
    assert!(renamed("", &|column| {
        build_without_it(column);
        fs::write(column.root().join("public/.callslip"), "callslip 9\n").unwrap();
    }));
}
