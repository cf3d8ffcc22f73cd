//! A name is the author's own word: no other word takes its place because both have the same slug, and it is the same
//! word however its accents are stored.

#![expect(clippy::unicode_not_nfc, reason = "paths are shown as they are stored")]

use snapbox::str;

use crate::support::{Built, Column, png, shows};

fn letter(title: &str, day: u8, tags: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: {tags}\n---\nQ: About {title}?\n\nSM: Yes.\n")
}

/// A column in this language; `more` are settings.
fn column(language: &str, more: &str) -> Column {
    Column::new().file(
        "column.yaml",
        format!("title: The Desk\nid: desk.example,2026\nbase_url: https://desk.example\nlanguage: {language}\n{more}"),
    )
}

/// Each subject with its address and its letters, and the report.
fn subjects(built: &Built) -> String {
    let site = &built.site;
    let title = |letter| site.entries.letters.path(letter);
    let terms = site.taxonomy.terms.values().map(|term| {
        let letters: Vec<_> = term.letters.iter().map(|letter| title(*letter)).collect();
        format!("{}: {} {}\n", term.label, term.path, letters.join(" "))
    });
    format!("{}\n{}", terms.collect::<String>(), built.report())
}

/// Two letters with the words "support" and "demand".
fn two_words(more: &str) -> Column {
    column("de", more)
        .file("content/questions/a.md", letter("A", 1, "[fördern]"))
        .file("content/questions/b.md", letter("B", 2, "[Fordern]"))
}

#[test]
fn two_words_with_one_slug_are_two_subjects() {
    shows(
        subjects(&two_words("").build()),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
Fordern: /tags/fordern-2/ /questions/b/

hint: the address of `Fordern` is `/tags/fordern-2/`, because `fördern` has `/tags/fordern/`
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [fördern]
  |        ------- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { Fordern: { slug: fordern-2 } }`
  = help: if both are one subject, write one of them everywhere
"#]],
    );
}

#[test]
fn in_the_spelling_of_the_language_each_word_has_its_own_slug() {
    shows(
        subjects(&two_words("slugs: language\n").build()),
        str![[r#"
fördern: /tags/foerdern/ /questions/a/
Fordern: /tags/fordern/ /questions/b/
"#]],
    );
}

#[test]
fn an_older_subject_keeps_its_address() {
    // A program without a date is not older than any letter, and a number may be taken by a name.
    let built = two_words("")
        .file("content/questions/c.md", letter("C", 3, "[fordern 2]"))
        .file("content/questions/d.md", letter("D", 4, "[Förderñ]"))
        .file("content/programs/p.md", "---\ntitle: P\nprovider: R\ntags: [fordérn]\n---\n")
        .build();
    shows(
        subjects(&built),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
Fordern: /tags/fordern-2/ /questions/b/
fordern 2: /tags/fordern-2-2/ /questions/c/
Förderñ: /tags/fordern-3/ /questions/d/
fordérn: /tags/fordern-4/ 

hint: the address of `fordérn` is `/tags/fordern-4/`, because `fördern` has `/tags/fordern/`
 --> content/programs/p.md:4:8
  |
4 | tags: [fordérn]
  |        ^^^^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [fördern]
  |        ------- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { fordérn: { slug: fordern-4 } }`
  = help: if both are one subject, write one of them everywhere

hint: the address of `Fordern` is `/tags/fordern-2/`, because `fördern` has `/tags/fordern/`
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [fördern]
  |        ------- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { Fordern: { slug: fordern-2 } }`
  = help: if both are one subject, write one of them everywhere

hint: the address of `fordern 2` is `/tags/fordern-2-2/`, because `Fordern` has `/tags/fordern-2/`
 --> content/questions/c.md:4:8
  |
4 | tags: [fordern 2]
  |        ^^^^^^^^^
  |
 ::: content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ------- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { fordern 2: { slug: fordern-2-2 } }`
  = help: if both are one subject, write one of them everywhere

hint: the address of `Förderñ` is `/tags/fordern-3/`, because `fördern` has `/tags/fordern/`
 --> content/questions/d.md:4:8
  |
4 | tags: [Förderñ]
  |        ^^^^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [fördern]
  |        ------- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { Förderñ: { slug: foerdern } }`
  = help: if both are one subject, write one of them everywhere
"#]],
    );
}

#[test]
fn characters_with_one_reading_are_two_subjects() {
    let built = column("en", "")
        .file("content/questions/a.md", letter("A", 1, "[历史]"))
        .file("content/questions/b.md", letter("B", 2, "[力士]"))
        .file("content/questions/c.md", letter("C", 3, "[力士]"))
        .build();
    shows(
        subjects(&built),
        str![[r#"
历史: /tags/li-shi/ /questions/a/
力士: /tags/li-shi-2/ /questions/c/ /questions/b/

hint: the address of `力士` is `/tags/li-shi-2/`, because `历史` has `/tags/li-shi/`
 --> content/questions/c.md:4:8
  |
4 | tags: [力士]
  |        ^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [历史]
  |        ---- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { 力士: { slug: li-shi-2 } }`
  = help: if both are one subject, write one of them everywhere
"#]],
    );
}

#[test]
fn in_a_vocabulary_two_words_with_one_slug_are_a_mistake() {
    let with = |vocabulary: &str| subjects(&two_words("").file("content/tags.yaml", vocabulary).build());
    shows(
        with("tags:\n  Archiv: {}\n"),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
Fordern: /tags/fordern-2/ /questions/b/

error: `Fordern` and `fördern` cannot both have the address `/tags/fordern/`
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [fördern]
  |        ------- the other one
  |
  = help: give this one an address of its own, with a line under `tags:` in `content/tags.yaml`: `Fordern: { slug: fordern-2 }`
  = help: if both are one subject, write one of them everywhere
"#]],
    );
    shows(
        with("tags:\n  fordern: {}\n"),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
fordern: /tags/fordern-2/ /questions/b/

hint: readers see `fordern` instead of `Fordern`: both are the same tag
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
  = help: write `fordern`, as elsewhere

error: `fordern` and `fördern` cannot both have the address `/tags/fordern/`
 --> content/tags.yaml:2:3
  |
2 |   fordern: {}
  |   ^^^^^^^
  |
 ::: content/questions/a.md:4:8
  |
4 | tags: [fördern]
  |        ------- the other one
  |
  = help: give this one an address of its own: `fordern: { slug: fordern-2 }`
  = help: if both are one subject, write one of them everywhere
"#]],
    );
    shows(
        with("tags:\n  fördern: { scope_note: Help. }\n  fordern: { use_for: [verlangen] }\n"),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
fordern: /tags/fordern-2/ /questions/b/

hint: readers see `fordern` instead of `Fordern`: both are the same tag
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
  = help: write `fordern`, as elsewhere

error: `fordern` and `fördern` cannot both have the address `/tags/fordern/`
 --> content/tags.yaml:3:3
  |
2 |   fördern: { scope_note: Help. }
  |   ------- the other one
3 |   fordern: { use_for: [verlangen] }
  |   ^^^^^^^
  |
  = help: give this one an address of its own, with `slug: fordern-2` among its fields
  = help: if both are one subject, write one of them everywhere
"#]],
    );
    shows(
        with("closed: yes\ntags: [fördern]\n"),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
Fordern: /tags/fordern-2/ /questions/b/

error: there is no tag `Fordern` in `content/tags.yaml`, and `closed: yes` there allows no others
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
  = help: did you mean `fördern`?
"#]],
    );
}

#[test]
fn a_vocabulary_gives_a_subject_its_address() {
    let with = |vocabulary: &str| subjects(&two_words("").file("content/tags.yaml", vocabulary).build());
    shows(
        with("tags:\n  fördern: { slug: foerdern }\n"),
        str![[r#"
fördern: /tags/foerdern/ /questions/a/
Fordern: /tags/fordern/ /questions/b/
"#]],
    );
    shows(
        with("tags:\n  fördern: { slug: fördern }\n"),
        str![[r#"
Fordern: /tags/fordern/ /questions/b/
fördern: /tags/f%C3%B6rdern/ /questions/a/
"#]],
    );
    shows(
        with("tags:\n  fördern: { slug: x }\n  fordern: { slug: X }\n"),
        str![[r#"
fordern: /tags/X-2/ /questions/b/
fördern: /tags/x/ /questions/a/

hint: readers see `fordern` instead of `Fordern`: both are the same tag
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
  = help: write `fordern`, as elsewhere

error: `fordern` and `fördern` cannot both have the address `/tags/X/`
 --> content/tags.yaml:3:3
  |
2 |   fördern: { slug: x }
  |   ------- the other one
3 |   fordern: { slug: X }
  |   ^^^^^^^
  |
  = help: give this one an address of its own, with `slug: fordern` among its fields
  = help: if both are one subject, write one of them everywhere
"#]],
    );
    shows(
        with("tags:\n  fördern: { slug: con }\n  fordern: { slug: a/b }\n"),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
fordern: /tags/fordern-2/ /questions/b/

hint: readers see `fordern` instead of `Fordern`: both are the same tag
 --> content/questions/b.md:4:8
  |
4 | tags: [Fordern]
  |        ^^^^^^^
  |
  = help: write `fordern`, as elsewhere

error: Windows does not allow a folder called `con`
 --> content/tags.yaml:2:20
  |
2 |   fördern: { slug: con }
  |                    ^^^
  |
  = help: choose another name for the address

error: `fordern` and `fördern` cannot both have the address `/tags/fordern/`
 --> content/tags.yaml:3:3
  |
2 |   fördern: { slug: con }
  |   ------- the other one
3 |   fordern: { slug: a/b }
  |   ^^^^^^^
  |
  = help: give this one an address of its own: `fordern: { slug: fordern-2 }`
  = help: if both are one subject, write one of them everywhere

error: `a/b` cannot be part of an address
 --> content/tags.yaml:3:20
  |
3 |   fordern: { slug: a/b }
  |                    ^^^
  |
  = help: write `slug: a-b`
"#]],
    );
}

#[test]
fn a_synonym_with_the_address_of_another_subject_leads_nowhere() {
    let vocabulary =
        "tags:\n  fördern: {}\n  verlangen: { use_for: [Fordern, Verlangén, Würde] }\n  hilfe: { use_for: [wurde] }\n";
    let built = two_words("")
        .file("content/tags.yaml", vocabulary)
        .file("content/questions/c.md", letter("C", 3, "[hilfe]"))
        .build();
    shows(
        subjects(&built),
        str![[r#"
fördern: /tags/fordern/ /questions/a/
hilfe: /tags/hilfe/ /questions/c/
verlangen: /tags/verlangen/ /questions/b/

hint: `/tags/fordern/` cannot lead readers from `Fordern` to `verlangen`: it is the address of `fördern`
 --> content/tags.yaml:3:26
  |
3 |   verlangen: { use_for: [Fordern, Verlangén, Würde] }
  |                          ^^^^^^^
  |
  = help: if it should lead there, give `fördern` a `slug:` of its own

hint: `/tags/wurde/` cannot lead readers from `Würde` to `verlangen`: it leads to `hilfe`
 --> content/tags.yaml:3:46
  |
3 |   verlangen: { use_for: [Fordern, Verlangén, Würde] }
  |                                              ^^^^^
  |
  = help: if it should lead there, remove the other from its `use_for`
"#]],
    );
    assert!(built.page("/tags/wurde/").contains("/tags/hilfe/"));
}

#[test]
fn addresses_are_in_the_spelling_of_the_language() {
    let built = column("de", "slugs: language\n")
        .file("content/people/sol-marchetti.md", "---\nname: Sören Müßig\ninitials: SM\n---\n")
        .file("content/people/jörg.md", "---\nname: Jörg Öl\ninitials: JÖ\n---\n")
        .file("content/pages/über.md", "---\ntitle: Über\n---\n## Größe\n\n## Große\n\nText.\n")
        .file("content/questions/fo\u{308}rdern.md", letter("A", 1, "[Übermaß]").replace("SM:", "JÖ:"))
        .file(
            "content/questions/fordern.md",
            letter("B", 2, "[Übermass]").replace("Yes.", "[So](../pages/über.md#groesse)."),
        )
        .build();
    shows(
        built.report(),
        str![[r#"
hint: the address of `Übermass` is `/tags/uebermass-2/`, because `Übermaß` has `/tags/uebermass/`
 --> content/questions/fordern.md:4:8
  |
4 | tags: [Übermass]
  |        ^^^^^^^^
  |
 ::: content/questions/fördern.md:4:8
  |
4 | tags: [Übermaß]
  |        ------- the other one
  |
  = help: to choose it yourself, create `content/tags.yaml` with the line `tags: { Übermass: { slug: uebermass-2 } }`
  = help: if both are one subject, write one of them everywhere
"#]],
    );
    let files = built.listing();
    let ours = |line: &&str| line.contains("rd") || line.contains("ber") || line.contains("rg");
    shows(
        files.lines().filter(ours).collect::<Vec<_>>().join("\n"),
        str![[r#"
people/joerg/feed.xml
people/joerg/index.html
questions/foerdern/index.html
questions/fordern/index.html
tags/uebermass-2/feed.xml
tags/uebermass-2/index.html
tags/uebermass/feed.xml
tags/uebermass/index.html
ueber/index.html
"#]],
    );
    let page = built.page("/ueber/");
    assert!(page.contains("id=\"groesse\"") && page.contains("id=\"grosse\""), "{page}");
    assert!(built.text("questions/foerdern/index.html").contains("q1-joe"));
}

#[test]
fn slugs_are_those_of_the_language_or_as_they_were() {
    shows(
        column("de", "slugs: german\n").build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `slugs` cannot be `german`
 --> column.yaml:5:8
  |
5 | slugs: german
  |        ^^^^^^
  |
  = help: write `slugs: language` for addresses in the spelling of your language, or remove the line
"#]],
    );
}

#[test]
fn japanese_and_korean_get_no_chinese_readings() {
    let tags = |language, slugs, tag| {
        let built = column(language, slugs).file("content/questions/a.md", letter("A", 1, tag)).build();
        built.site.taxonomy.terms.values().map(|term| format!("{} ", term.path)).collect::<String>()
    };
    let language = "slugs: language\n";
    shows(
        tags("ja", language, "[東京, コーヒー, 2年 café]"),
        str!["/tags/2%E5%B9%B4-cafe/ /tags/%E3%82%B3%E3%83%BC%E3%83%92%E3%83%BC/ /tags/%E6%9D%B1%E4%BA%AC/ "],
    );
    shows(tags("ko", language, "[歷史, 한국]"), str!["/tags/hangug/ /tags/%E6%AD%B7%E5%8F%B2/ "]);
    shows(tags("zh", language, "[历史]"), str!["/tags/li-shi/ "]);
    shows(tags("ja", "", "[東京]"), str!["/tags/dong-jing/ "]);
}

#[test]
fn two_files_with_one_slug_are_told_how_to_differ() {
    let built = column("de", "")
        .file("content/questions/fördern.md", letter("A", 1, "[a]"))
        .file("content/questions/fordern.md", letter("B", 2, "[a]"))
        .file("content/people/jürg.md", "---\nname: Jürg\ninitials: JÜ\n---\n")
        .file("content/people/jurg.md", "---\nname: Jurg\ninitials: JU\n---\n")
        .file("content/programs/历史.md", "---\ntitle: One\nprovider: R\n---\n")
        .file("content/programs/力士.md", "---\ntitle: Two\nprovider: R\n---\n")
        .build();
    shows(
        built.report(),
        str![[r#"
error: two files have the address `/people/jurg/`
 --> content/people/jürg.md:2:7
  |
2 | name: Jürg
  |       ^^^^ this one
  |
 ::: content/people/jurg.md:2:7
  |
2 | name: Jurg
  |       ---- and this one
  |
  = help: give one of them another address: add a line such as `slug: juerg`

error: two files have the address `/programs/li-shi/`
 --> content/programs/历史.md:2:8
  |
2 | title: One
  |        ^^^ this one
  |
 ::: content/programs/力士.md:2:8
  |
2 | title: Two
  |        --- and this one
  |
  = help: give one of them another address: add a line such as `slug: another-name`

error: two files have the address `/questions/fordern/`
 --> content/questions/fördern.md:2:8
  |
2 | title: A
  |        ^ this one
  |
 ::: content/questions/fordern.md:2:8
  |
2 | title: B
  |        - and this one
  |
  = help: give one of them another address: add a line such as `slug: foerdern`
"#]],
    );
}

#[test]
fn headings_with_one_slug_are_numbered_and_links_find_each() {
    let letter = "---\ntitle: A\ndate: 2026-03-01\n---\nQ: Why?\n\nSM: So.\n\n## Fördern\n\n## fordern\n\n\
                  [one](#fordern), [two](#fordern-2), [three](#fördern).\n";
    let built = column("de", "").file("content/questions/a.md", letter).build();
    shows(
        built.report(),
        str![[r#"
error: there is no `#fördern` in `content/questions/a.md`
  --> content/questions/a.md:13:45
   |
13 | [one](#fordern), [two](#fordern-2), [three](#fördern).
   |                                             ^^^^^^^^
   |
   = help: did you mean `#fordern`?
"#]],
    );
    let built = column("de", "slugs: language\n").file("content/questions/a.md", letter).build();
    shows(
        built.report(),
        str![[r#"
error: there is no `#fordern-2` in `content/questions/a.md`
  --> content/questions/a.md:13:24
   |
13 | [one](#fordern), [two](#fordern-2), [three](#fördern).
   |                        ^^^^^^^^^^
   |
   = help: did you mean `#fordern`?

error: there is no `#fördern` in `content/questions/a.md`
  --> content/questions/a.md:13:45
   |
13 | [one](#fordern), [two](#fordern-2), [three](#fördern).
   |                                             ^^^^^^^^
   |
   = help: did you mean `#fordern`?
"#]],
    );
}

/// Every name once as macOS stores it and once as it is typed.
#[test]
fn it_does_not_matter_how_accents_are_stored() {
    let apart = "e\u{301}";
    let text = format!(
        "---\ntitle: A\ndate: 2026-03-02\ntags: [caf{apart}, Café]\nno_link: [Dipl{apart}me]\nanswered_by: É\n---\nQ: Why?\n\n\
         E\u{301}: The Diplémé of Colle\u{301}ge, [one](café.md), [two](caf{apart}.md), [three](/caf{apart}/), \
         [four](caf%C3%A9.md), [five](été/index.md), [six](été.md), [seven](brouillon-é.md), [eight](#{apart}).\n\n\
         ![A photo](photo-é.png) ![Another](image-{apart}.png)\n\n### It {{#é}}\n"
    );
    let built = column("en", "")
        .file("content/people/e.md", "---\nname: Éa\ninitials: É\nportrait: moi-é.png\n---\n")
        .file(&format!("content/people/moi-{apart}.png"), png("a"))
        .file(&format!("content/questions/photo-{apart}.png"), png("a"))
        .file("content/pages/x.md", "---\ntitle: X\nslug: café\n---\n")
        .file("content/questions/image-é.png", png("b"))
        .file(
            "content/programs/p.md",
            format!("---\ntitle: A program\nprovider: Coll{apart}ge\nalso_known_as: [Dipl{apart}mé]\n---\n"),
        )
        .file("content/questions/letter.md", text)
        .file(&format!("content/questions/caf{apart}.md"), letter("B", 1, "[a]"))
        .file(&format!("content/questions/{apart}t{apart}/index.md"), letter("C", 1, "[a]"))
        .file(&format!("content/questions/brouillon-{apart}.md"), letter("D", 1, "[a]\ndraft: yes"))
        .build();
    shows(
        built.report(),
        str![[r#"
warning: `café` and `Café` count as the same tag
 --> content/questions/letter.md:4:14
  |
4 | tags: [café, Café]
  |              ^^^^
  |
  = help: remove one of them

warning: no program is called `Dipléme`
 --> content/questions/letter.md:5:11
  |
5 | no_link: [Dipléme]
  |           ^^^^^^^
  |
  = help: did you mean `Diplémé`?

warning: `content/questions/brouillon-é.md` is not published: it is a draft
  --> content/questions/letter.md:10:144
   |
10 | ...%C3%A9.md), [five](été/index.md), [six](été.md), [seven](brouillon-é.md), [eight](#é).
   |                                                             ^^^^^^^^^^^^^^
   |
   = help: until then, readers see these words without the link
"#]],
    );
    shows(
        built.prose("/questions/letter/"),
        str![[r##"
question 1 #q1
<p>Why?</p>

answer by Éa #q1-e
<p>The <a href="../../programs/p/">Diplémé</a> of Collége, <a href="../../questions/cafe/">one</a>, <a href="../../questions/cafe/">two</a>, <a href="../../caf%C3%A9/">three</a>, <a href="../../questions/cafe/">four</a>, <a href="../../questions/ete/">five</a>, <a href="../../questions/ete/">six</a>, seven, <a href="#é">eight</a>.</p>
<p><img src="../../questions/photo-%C3%A9.png" alt="A photo" width="1" height="1" decoding="async"> <img src="../../questions/image-%C3%A9.png" alt="Another" width="1" height="1" loading="lazy" decoding="async"></p>
<h3 id="é">It</h3>
"##]],
    );
    shows(
        built.files().into_iter().filter(|file| !file.is_ascii()).collect::<Vec<_>>().join("\n"),
        str![[r#"
café/index.html
people/moi-é.png
questions/image-é.png
questions/photo-é.png
"#]],
    );
}
