//! `tags.yaml`: subjects as librarians keep them, with synonyms, broader, narrower and related ones.

use callslip::diagnostics::Severity;
use callslip::site::{Id, ProgramId};
use snapbox::str;

use crate::support::view::{get, names};
use crate::support::{Built, Column, shows};
use crate::tags::index;

/// A column with this vocabulary, and letters `l1`, `l2` … of these tags.
fn column(vocabulary: &str, tags: &[&str]) -> Column {
    let mut column = Column::new().file("content/tags.yaml", vocabulary);
    for (at, tags) in tags.iter().enumerate() {
        let day = at + 1;
        let front = format!("title: L{day}\ndate: 2026-03-{day:02}\ntags: {tags}");
        column = column.file(&format!("content/questions/l{day}.md"), format!("---\n{front}\n---\nQ: ?\n\nSM: !\n"));
    }
    column
}

/// What is said of a vocabulary that nobody uses.
#[track_caller]
fn report(vocabulary: &str) -> String {
    column(vocabulary, &["[]"]).build().report()
}

/// All subjects: their addresses, labels, letters.
fn terms(built: &Built) -> String {
    let terms = built.site.taxonomy.terms.values();
    terms.map(|term| format!("{} {} {}\n", term.path, term.label, term.letters.len())).collect()
}

/// What the page of a subject says of it and of its neighbours, without its letters.
#[track_caller]
fn head(built: &Built, path: &str) -> String {
    built.outline_of(path, &["tag", "scope_note", "broader", "narrower", "related", "use_for"])
}

// Synonyms

#[test]
fn letters_under_a_tag_and_its_synonym_are_on_one_page() {
    let built = column(
        "tags:\n  records management:\n    use_for: [RIM, records and information management]\n",
        &["[RIM]", "[records management]", "[records and information management, rim]"],
    )
    .build()
    .sound();
    shows(terms(&built), str!["/tags/records-management/ records management 3"]);
    shows(
        built.outline("/tags/records-management/"),
        str![[r#"
title: Records management
tag: records management </tags/records-management/> letters: 3
use_for: RIM, records and information management
letters:
- L3 </questions/l3/> date: 2026-03-03; excerpt: ?; minutes: 1; answered_by: Sol Marchetti; tags: records management
- L2 </questions/l2/> date: 2026-03-02; excerpt: ?; minutes: 1; answered_by: Sol Marchetti; tags: records management
- L1 </questions/l1/> date: 2026-03-01; excerpt: ?; minutes: 1; answered_by: Sol Marchetti; tags: records management
pager: number: 1; total: 1
"#]],
    );
    shows(
        index(&built),
        str![[r#"
records and information management: records management </tags/records-management/> letters: 3
records management: records management </tags/records-management/> letters: 3
RIM: records management </tags/records-management/> letters: 3
"#]],
    );
}

#[test]
fn a_program_under_a_synonym_stands_on_the_subjects_page() {
    let built = column("tags:\n  rare books: { use_for: old books }\n", &["rare books"])
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\ntags: [old books]\n---\n")
        .build()
        .sound();
    assert_eq!(built.site.taxonomy.terms.as_slice()[0].programs, [ProgramId::new(0)]);
    assert_eq!(names(get(&built.view("/programs/a/"), "program.tags")), "rare books");
}

#[test]
fn a_letter_prints_the_preferred_label_and_so_do_the_feeds() {
    let built = column("tags:\n  records management: { use_for: RIM }\n", &["[RIM]"]).build().sound();
    shows(built.field("/questions/l1/", "tags"), str!["- records management </tags/records-management/> letters: 1"]);
    let feed = built.text("feed.xml");
    let categories: Vec<&str> = feed.lines().filter(|line| line.contains("<category")).map(str::trim).collect();
    shows(categories.join("\n"), str![[r#"<category term="records management"/>"#]]);
    let json = built.text("feed.json");
    assert!(json.contains("records management") && !json.contains("RIM"), "{json}");
}

#[test]
fn the_address_of_a_synonym_leads_to_the_subject() {
    let built = column("tags:\n  records management: { use_for: [RIM, Große Ablage] }\n", &["[RIM]"]).build().sound();
    let tags = built.listing();
    shows(
        tags.lines().filter(|path| path.starts_with("tags")).collect::<Vec<_>>().join("\n"),
        str![[r#"
tags/grosse-ablage/index.html
tags/index.html
tags/records-management/feed.xml
tags/records-management/index.html
tags/rim/index.html
"#]],
    );
    shows(
        built.page("/tags/rim/"),
        str![[r#"
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>This page has moved to records management</title>
  <meta name="robots" content="noindex">
  <meta http-equiv="refresh" content="0; url=../../tags/records-management/">
  <link rel="canonical" href="https://desk.example/tags/records-management/">
</head>
<body>
  <p>This page has moved to <a href="../../tags/records-management/">records management</a></p>
</body>
</html>
"#]],
    );
}

#[test]
fn the_preferred_label_wins_over_the_spelling_used_most() {
    let built = column("tags: [Rare Books]\n", &["rare books", "rare books", "Rare-Books"]).build();
    shows(terms(&built), str!["/tags/rare-books/ Rare Books 3"]);
    shows(
        built.short(),
        str![[r#"
content/questions/l2.md:4:7: hint: readers see `Rare Books` instead of `rare books`: both are the same tag (write `Rare Books`, as elsewhere)
content/questions/l3.md:4:7: hint: readers see `Rare Books` instead of `Rare-Books`: both are the same tag (write `Rare Books`, as elsewhere)
"#]],
    );
}

#[test]
fn a_synonym_in_any_spelling_is_folded_without_a_word() {
    let built = column("tags:\n  records management: { use_for: RIM }\n", &["rim", "Rim", "RIM"]).build().sound();
    shows(terms(&built), str!["/tags/records-management/ records management 3"]);
}

#[test]
fn a_synonym_named_twice_by_one_subject_is_reported_or_shown_once() {
    let built = column("tags:\n  records management: { use_for: [RIM, rim] }\n", &["RIM"]).build();
    assert!(!built.report().contains("old address"), "{}", built.report());
    assert_eq!(built.site.taxonomy.terms.as_slice()[0].use_for.len(), 1);
}

#[test]
fn a_synonym_of_a_synonym_is_reported_with_both_ways_out() {
    // `RIM` is used for `records`, and `records` for `records management`: only one of them can be the label.
    shows(
        report("tags:\n  records management: { use_for: records }\n  records: { use_for: RIM }\n"),
        str![[r#"
error: `records` is a tag of its own, so it cannot be used for `records management`
 --> content/tags.yaml:2:34
  |
2 |   records management: { use_for: records }
  |                                  ^^^^^^^
  |
  = help: to merge it into `records management`, remove its own entry, and move its `use_for` here
  = help: to keep it, remove it from this `use_for`
"#]],
    );
}

#[test]
fn a_synonym_that_two_subjects_claim_is_reported() {
    let told = report("tags:\n  records management: { use_for: RIM }\n  information: { use_for: [rim] }\n");
    assert!(told.contains("error: `rim` is listed under two tags\n --> content/tags.yaml:3:28\n"), "{told}");
    // And with the first claim, or who would find it among three hundred?
    assert!(told.contains("use_for: RIM }"), "{told}");
}

#[test]
fn a_label_that_is_its_own_synonym_is_reported() {
    shows(
        report("tags:\n  rare books: { use_for: [Rare-Books] }\n"),
        str![[r#"
error: `Rare-Books` is the tag itself
 --> content/tags.yaml:2:27
  |
2 |   rare books: { use_for: [Rare-Books] }
  |                           ^^^^^^^^^^
  |
  = help: remove it from `use_for`
"#]],
    );
}

#[test]
fn two_labels_with_one_slug_are_reported() {
    shows(
        report("tags:\n  rare books: {}\n  archives: {}\n  Rare Books: {}\n"),
        str![[r#"
error: `rare books` and `Rare Books` count as the same tag
 --> content/tags.yaml:4:3
  |
2 |   rare books: {}
  |   ---------- the first one
3 |   archives: {}
4 |   Rare Books: {}
  |   ^^^^^^^^^^
  |
  = help: keep one of them
"#]],
    );
    shows(
        report("tags: [rare books, Rare-books]\n"),
        str![[r#"
error: `rare books` and `Rare-books` count as the same tag
 --> content/tags.yaml:1:20
  |
1 | tags: [rare books, Rare-books]
  |        ----------  ^^^^^^^^^^
  |        |
  |        the first one
  |
  = help: keep one of them
"#]],
    );
}

// Relations

const RELATIONS: &str = "tags:
  special collections: { scope_note: What is kept <apart> & locked. }
  rare books:
    use_for: [old books, incunables]
    broader: special collections
    related: [bookbinding, archives]
    scope_note: \"Printed books, *old* ones; \\\"rare\\\" is what nobody sells.\"
  bookbinding: {}
  archives: { broader: special collections }
  bindings of the fifteenth century: { broader: [rare books, bookbinding] }
  maps: { broader: special collections }
";

#[test]
fn a_subject_shows_its_broader_narrower_and_related_ones() {
    let built = column(RELATIONS, &["[rare books]", "[archives, bookbinding]", "bindings of the fifteenth century"]);
    let built = built.build().sound();
    shows(
        head(&built, "/tags/rare-books/"),
        str![[r#"
tag: rare books </tags/rare-books/> letters: 1
scope_note: Printed books, old ones; “rare” is what nobody sells.
broader:
- special collections </tags/special-collections/>
narrower:
- bindings of the fifteenth century </tags/bindings-of-the-fifteenth-century/> letters: 1
related:
- archives </tags/archives/> letters: 1
- bookbinding </tags/bookbinding/> letters: 1
use_for: old books, incunables
"#]],
    );
    // The other ways.
    shows(
        head(&built, "/tags/special-collections/"),
        str![[r#"
tag: special collections </tags/special-collections/>
scope_note: What is kept <apart> & locked.
narrower:
- archives </tags/archives/> letters: 1
- rare books </tags/rare-books/> letters: 1
"#]],
    );
    shows(
        head(&built, "/tags/bookbinding/"),
        str![[r#"
tag: bookbinding </tags/bookbinding/> letters: 1
narrower:
- bindings of the fifteenth century </tags/bindings-of-the-fifteenth-century/> letters: 1
related:
- rare books </tags/rare-books/> letters: 1
"#]],
    );
    shows(
        head(&built, "/tags/bindings-of-the-fifteenth-century/"),
        str![[r#"
tag: bindings of the fifteenth century </tags/bindings-of-the-fifteenth-century/> letters: 1
broader:
- bookbinding </tags/bookbinding/> letters: 1
- rare books </tags/rare-books/> letters: 1
"#]],
    );
}

#[test]
fn a_scope_note_is_plain_and_the_description_of_its_page() {
    let built = column(RELATIONS, &["rare books"]).build().sound();
    for field in ["scope_note", "description"] {
        assert_eq!(built.field("/tags/special-collections/", field), "What is kept <apart> & locked.");
        assert_eq!(built.field("/tags/rare-books/", field), "Printed books, old ones; “rare” is what nobody sells.");
    }
}

#[test]
fn a_broader_subject_without_letters_has_a_page_and_one_that_nobody_uses_has_none() {
    // `maps` is nobody's; nor is `bookbinding`, to which `rare books` is only related.
    let built = column(RELATIONS, &["rare books"]).build().sound();
    shows(
        terms(&built),
        str![[r#"
/tags/rare-books/ rare books 1
/tags/special-collections/ special collections 0
"#]],
    );
    shows(
        head(&built, "/tags/rare-books/"),
        str![[r#"
tag: rare books </tags/rare-books/> letters: 1
scope_note: Printed books, old ones; “rare” is what nobody sells.
broader:
- special collections </tags/special-collections/>
use_for: old books, incunables
"#]],
    );
    assert!(!built.listing().contains("maps") && !built.listing().contains("bookbinding"));
}

#[test]
fn all_steps_up_have_pages() {
    let built = column("tags:\n  a: { broader: b }\n  b: { broader: c }\n  c: { broader: d }\n  d: {}\n", &["a"]);
    shows(
        terms(&built.build().sound()),
        str![[r#"
/tags/a/ a 1
/tags/b/ b 0
/tags/c/ c 0
/tags/d/ d 0
"#]],
    );
}

#[test]
fn a_broader_subject_named_twice_is_shown_once() {
    let built = column("tags:\n  a: { broader: [b, B, bees] }\n  b: { use_for: bees }\n", &["a"]).build();
    assert_eq!(built.field("/tags/a/", "broader"), "- b </tags/b/>", "{}", built.report());
    assert_eq!(built.field("/tags/b/", "narrower"), "- a </tags/a/> letters: 1");
}

#[test]
fn a_relation_may_name_a_synonym_or_another_spelling() {
    let built = column(
        "tags:\n  a: { broader: Bees, related: [see] }\n  b: { use_for: bees }\n  c: { use_for: see }\n",
        &["[a, c]"],
    );
    let built = built.build().sound();
    shows(
        head(&built, "/tags/a/"),
        str![[r#"
tag: a </tags/a/> letters: 1
broader:
- b </tags/b/>
related:
- c </tags/c/> letters: 1
"#]],
    );
}

#[test]
fn related_said_by_both_is_shown_once() {
    let built = column("tags:\n  a: { related: b }\n  b: { related: [a, A] }\n", &["[a, b]"]).build();
    assert_eq!(built.field("/tags/a/", "related"), "- b </tags/b/> letters: 1");
    assert_eq!(built.field("/tags/b/", "related"), "- a </tags/a/> letters: 1");
}

#[test]
fn a_subject_has_no_relation_to_itself() {
    shows(
        report("tags:\n  rare books: { broader: Rare Books, related: [old books], use_for: old books }\n"),
        str![[r#"
error: `Rare Books` cannot be related to itself
 --> content/tags.yaml:2:26
  |
2 |   rare books: { broader: Rare Books, related: [old books], use_for: old books }
  |                          ^^^^^^^^^^
  |
  = help: remove it here

error: `old books` cannot be related to itself
 --> content/tags.yaml:2:48
  |
2 |   rare books: { broader: Rare Books, related: [old books], use_for: old books }
  |                                                ^^^^^^^^^
  |
  = help: remove it here
"#]],
    );
}

#[test]
fn two_subjects_are_not_broader_than_each_other() {
    shows(
        report("tags:\n  manuscripts: { broader: rare books }\n  rare books: { broader: manuscripts }\n"),
        str![[r#"
error: these tags go around in a circle, each broader than the one before: manuscripts › rare books › manuscripts
 --> content/tags.yaml:2:27
  |
2 |   manuscripts: { broader: rare books }
  |                           ^^^^^^^^^^ here the circle closes
  |
  = help: remove the `broader` that is wrong, such as `rare books` here
"#]],
    );
}

#[test]
fn three_subjects_in_a_circle_are_reported_once() {
    shows(
        report("tags:\n  a: { broader: b }\n  b: { broader: c }\n  c: { broader: a }\n  d: { broader: a }\n"),
        str![[r#"
error: these tags go around in a circle, each broader than the one before: a › b › c › a
 --> content/tags.yaml:2:17
  |
2 |   a: { broader: b }
  |                 ^ here the circle closes
  |
  = help: remove the `broader` that is wrong, such as `b` here
"#]],
    );
}

#[test]
fn each_of_two_circles_is_reported() {
    // Through one subject.
    shows(
        column("tags:\n  a: { broader: [b, c] }\n  b: { broader: a }\n  c: { broader: a }\n", &["a"]).build().short(),
        str![[r#"
content/tags.yaml:2:18: error: these tags go around in a circle, each broader than the one before: a › b › a (remove the `broader` that is wrong, such as `b` here)
content/tags.yaml:2:21: error: these tags go around in a circle, each broader than the one before: a › c › a (remove the `broader` that is wrong, such as `c` here)
"#]],
    );
    // Apart from each other.
    shows(
        column("tags:\n  a: { broader: b }\n  b: { broader: a }\n  c: { broader: d }\n  d: { broader: c }\n", &["a"])
            .build()
            .short(),
        str![[r#"
content/tags.yaml:2:17: error: these tags go around in a circle, each broader than the one before: a › b › a (remove the `broader` that is wrong, such as `b` here)
content/tags.yaml:4:17: error: these tags go around in a circle, each broader than the one before: c › d › c (remove the `broader` that is wrong, such as `d` here)
"#]],
    );
}

#[test]
fn two_ways_up_to_one_subject_are_no_circle() {
    column("tags:\n  a: { broader: [b, c] }\n  b: { broader: d }\n  c: { broader: d }\n  d: {}\n", &["a"])
        .build()
        .sound();
}

#[test]
fn a_relation_to_nothing_is_reported_with_what_was_meant() {
    shows(
        report(
            "tags:\n  rare books: { broader: special colections, related: [archivs, cookery, RIMM] }\n  special \
             collections: {}\n  archives: {}\n  records management: { use_for: RIMs }\n",
        ),
        str![[r#"
error: there is no tag `special colections` in this file
 --> content/tags.yaml:2:26
  |
2 |   rare books: { broader: special colections, related: [archivs, cookery, RIMM] }
  |                          ^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `special collections`?

error: there is no tag `archivs` in this file
 --> content/tags.yaml:2:56
  |
2 |   rare books: { broader: special colections, related: [archivs, cookery, RIMM] }
  |                                                        ^^^^^^^
  |
  = help: did you mean `archives`?

error: there is no tag `cookery` in this file
 --> content/tags.yaml:2:65
  |
2 |   rare books: { broader: special colections, related: [archivs, cookery, RIMM] }
  |                                                                 ^^^^^^^
  |
  = help: add a line `cookery: {}` under `tags:`

error: there is no tag `RIMM` in this file
 --> content/tags.yaml:2:74
  |
2 |   rare books: { broader: special colections, related: [archivs, cookery, RIMM] }
  |                                                                          ^^^^
  |
  = help: did you mean `RIMs`?
"#]],
    );
}

// Closed and open

#[test]
fn a_closed_vocabulary_refuses_a_typo_and_says_what_was_meant() {
    let vocabulary = "closed: yes\ntags:\n  rare books: {}\n  records management: { use_for: RIMs }\n";
    shows(
        column(vocabulary, &["[rare boks, Rare-Books]", "rimms", "cookery"]).build().report(),
        str![[r#"
error: there is no tag `rare boks` in `content/tags.yaml`, and `closed: yes` there allows no others
 --> content/questions/l1.md:4:8
  |
4 | tags: [rare boks, Rare-Books]
  |        ^^^^^^^^^
  |
  = help: did you mean `rare books`?

hint: readers see `rare books` instead of `Rare-Books`: both are the same tag
 --> content/questions/l1.md:4:19
  |
4 | tags: [rare boks, Rare-Books]
  |                   ^^^^^^^^^^
  |
  = help: write `rare books`, as elsewhere

error: there is no tag `rimms` in `content/tags.yaml`, and `closed: yes` there allows no others
 --> content/questions/l2.md:4:7
  |
4 | tags: rimms
  |       ^^^^^
  |
  = help: did you mean `RIMs`?

error: there is no tag `cookery` in `content/tags.yaml`, and `closed: yes` there allows no others
 --> content/questions/l3.md:4:7
  |
4 | tags: cookery
  |       ^^^^^^^
  |
  = help: add it under `tags:` in that file: `cookery: {}`
"#]],
    );
    column(vocabulary, &["[rare books]", "rims"]).build().sound();
}

#[test]
fn a_closed_vocabulary_holds_for_profiles_too_and_not_for_drafts() {
    let profile = "---\ntitle: A\nprovider: B\ntags: [cookery]\n---\n";
    let column = column("closed: yes\ntags: [rare books]\n", &["rare books"]).file("content/programs/a.md", profile);
    shows(
        column.build().short(),
        str![
            "content/programs/a.md:4:8: error: there is no tag `cookery` in `content/tags.yaml`, and `closed: yes` there allows no others (add it under `tags:` in that file: `cookery: {}`)"
        ],
    );
    let draft = profile.replace("title", "draft: yes\ntitle");
    shows(
        column.file("content/programs/a.md", draft).build().short(),
        str![
            "content/programs/a.md:5:8: hint: in a draft: there is no tag `cookery` in `content/tags.yaml`, and `closed: yes` there allows no others (add it under `tags:` in that file: `cookery: {}`)"
        ],
    );
}

#[test]
fn an_open_vocabulary_lets_other_tags_pass() {
    for closed in ["", "closed: no\n"] {
        let built = column(&format!("{closed}tags: [rare books]\n"), &["[rare boks, cookery]"]).build().sound();
        shows(
            terms(&built),
            str![[r#"
/tags/cookery/ cookery 1
/tags/rare-boks/ rare boks 1
"#]],
        );
    }
}

#[test]
fn a_likely_plural_is_a_hint() {
    let told = |vocabulary: &str, tags: &[&str]| column(vocabulary, tags).build().report();
    shows(
        told("tags: []\n", &["library", "libraries"]),
        str![[r#"
hint: `library` and `libraries` are separate tags
 --> content/questions/l1.md:4:7
  |
4 | tags: library
  |       ^^^^^^^
  |
  = help: if they are one subject, use one spelling everywhere, or merge them in `content/tags.yaml`: `libraries: { use_for: [library] }`
"#]],
    );
    shows(
        told("tags: [archives]\n", &["archive", "archives"]),
        str![[r#"
hint: `archive` and `archives` are separate tags
 --> content/questions/l1.md:4:7
  |
4 | tags: archive
  |       ^^^^^^^
  |
  = help: if they are one subject, use one spelling everywhere, or merge them in `content/tags.yaml`: `archives: { use_for: [archive] }`
"#]],
    );
}

#[test]
fn a_plural_of_the_vocabularys_singular_is_folded_into_it() {
    // Folding it the other way round would be a mistake in the vocabulary.
    let told = column("tags: [archive]\n", &["archive", "archives"]).build().report();
    assert!(told.contains("`archive: { use_for: [archives] }`"), "{told}");
}

#[test]
fn singular_and_plural_that_the_vocabulary_holds_are_two_subjects() {
    let built = column("tags: [archive, archives]\n", &["archive", "archives"]).build().sound();
    shows(
        terms(&built),
        str![[r#"
/tags/archive/ archive 1
/tags/archives/ archives 1
"#]],
    );
    // As is one folded into the other.
    column("tags:\n  archives: { use_for: archive }\n", &["archive", "archives"]).build().sound();
}

#[test]
fn a_plural_that_a_closed_vocabulary_refuses_is_reported_once() {
    // Fixing the error fixes it all.
    let built = column("closed: yes\ntags: [archive]\n", &["archive", "archives"]).build();
    assert_eq!(built.diagnostics.len(), 1, "{}", built.report());
    assert!(built.report().contains("did you mean `archive`?"));
}

// The file itself

#[test]
fn what_is_written_in_the_wrong_way_is_reported() {
    shows(
        report(
            "close: yes\ntags:\n  rare books: { used_for: old books, broder: a, note: b }\n  archives: old papers\n  \
             maps: [a, b]\n  charts: { use_for: { a: b }, scope_note: [a] }\n",
        ),
        str![[r#"
error: there is no field called `close`
 --> content/tags.yaml:1:1
  |
1 | close: yes
  | ^^^^^ `tags.yaml` has no such field
  |
  = help: did you mean `closed`?

error: there is no field called `used_for`
 --> content/tags.yaml:3:17
  |
3 |   rare books: { used_for: old books, broder: a, note: b }
  |                 ^^^^^^^^ a tag of the vocabulary has no such field
  |
  = help: did you mean `use_for`?

error: there is no field called `broder`
 --> content/tags.yaml:3:38
  |
3 |   rare books: { used_for: old books, broder: a, note: b }
  |                                      ^^^^^^ a tag of the vocabulary has no such field
  |
  = help: did you mean `broader`?

error: there is no field called `note`
 --> content/tags.yaml:3:49
  |
3 |   rare books: { used_for: old books, broder: a, note: b }
  |                                                 ^^^^ a tag of the vocabulary has no such field
  |
  = help: the fields of a tag of the vocabulary are `slug`, `broader`, `related`, `scope_note`, `use_for`

error: after the tag `archives`, there must be nothing, or fields in braces
 --> content/tags.yaml:4:13
  |
4 |   archives: old papers
  |             ^^^^^^^^^^
  |
  = help: if this explains the tag, write `archives: { scope_note: "old papers" }`

error: a list cannot follow the tag `maps`
 --> content/tags.yaml:5:9
  |
5 |   maps: [a, b]
  |         ^^^^^^
  |
  = help: if they are synonyms of `maps`, write `maps: { use_for: [a, b] }`
  = help: if they are tags of their own, write a line for each:
      a:
      b:

error: this must be a list, but it is a group of fields
 --> content/tags.yaml:6:22
  |
6 |   charts: { use_for: { a: b }, scope_note: [a] }
  |                      ^^^^^^^^

error: this must be plain text, but it is a list
 --> content/tags.yaml:6:44
  |
6 |   charts: { use_for: { a: b }, scope_note: [a] }
  |                                            ^^^
  |
  = help: remove the brackets: `a`
"#]],
    );
    shows(
        report("tags: rare books\n"),
        str![[r#"
error: this must be tags, one a line, such as `rare books: {}`, but it is text
 --> content/tags.yaml:1:7
  |
1 | tags: rare books
  |       ^^^^^^^^^^
"#]],
    );
    shows(
        report("closed: maybe\ntags: [rare books]\n"),
        str![[r#"
error: `maybe` is neither yes nor no
 --> content/tags.yaml:1:9
  |
1 | closed: maybe
  |         ^^^^^
  |
  = help: write `yes` or `no`
"#]],
    );
    shows(
        report("rare books: {}\narchives: {}\n"),
        str![[r#"
error: the tags must be below a line `tags:`
 --> content/tags.yaml:1:1
  |
1 | rare books: {}
  | ^^^^^^^^^^
  |
  = help: write `tags:` above them, and two more spaces before each of their lines:
    tags:
      rare books:
      archives:
"#]],
    );
    let told = report("Just words\n");
    assert!(told.starts_with("error: this is text, but each line here needs "), "{told}");
    // Nothing in this file has a title.
    assert!(!told.contains("title"), "{told}");
    shows(
        report("tags:\n  \"!!!\": {}\n  archives: { use_for: [\"?\"] }\n"),
        str![[r#"
error: `!!!` cannot be a tag
 --> content/tags.yaml:2:3
  |
2 |   "!!!": {}
  |   ^^^^^
  |
  = help: write a tag with at least one letter or digit

error: `?` cannot be a tag
 --> content/tags.yaml:3:25
  |
3 |   archives: { use_for: ["?"] }
  |                         ^^^
  |
  = help: write a tag with at least one letter or digit
"#]],
    );
}

#[test]
fn a_vocabulary_without_a_tag_is_reported_or_empty() {
    shows(
        report(""),
        str![[r#"
error: `tags.yaml` needs the field `tags`
 --> content/tags.yaml:1:1
  |
1 |
  | ^
  |
  = help: add a line such as `tags: { rare books: {}, archives: {} }`
"#]],
    );
    shows(
        report("# nothing yet\n"),
        str![[r#"
error: `tags.yaml` needs the field `tags`
 --> content/tags.yaml:1:1
  |
1 | # nothing yet
  | ^
  |
  = help: add a line such as `tags: { rare books: {}, archives: {} }`
"#]],
    );
    shows(
        report("tags:\n"),
        str![[r#"
error: `tags` is empty
 --> content/tags.yaml:1:1
  |
1 | tags:
  | ^^^^
  |
  = help: write `tags: { rare books: {}, archives: {} }`
"#]],
    );
    shows(report("tags: {}\n"), str![[r#""#]]);
    shows(report("tags: []\n"), str![[r#""#]]);
}

#[test]
fn a_subject_may_have_nothing_behind_its_colon() {
    let built = column("tags:\n  rare books:\n  archives:\n", &["[rare books, archives]"]).build().sound();
    shows(
        terms(&built),
        str![[r#"
/tags/archives/ archives 1
/tags/rare-books/ rare books 1
"#]],
    );
}

#[test]
fn a_bare_list_of_tags_will_do() {
    let built = column("closed: yes\ntags:\n  - Rare books\n  - archives\n", &["[rare books]", "[Rare books]"]).build();
    shows(terms(&built), str!["/tags/rare-books/ Rare books 2"]);
    shows(
        built.short(),
        str![
            "content/questions/l1.md:4:8: hint: readers see `Rare books` instead of `rare books`: both are the same tag (write `Rare books`, as elsewhere)"
        ],
    );
}

#[test]
fn broken_yaml_is_reported_where_it_breaks() {
    let told = report("tags:\n  rare books: { use_for: [a, b }\n  archives: {}\n");
    assert!(told.contains("never closed\n --> content/tags.yaml:2:26\n"), "{told}");
    let told = report("tags:\n  rare books: {}\n archives: {}\n");
    assert!(told.contains(" --> content/tags.yaml:3:2\n") && !told.contains("front matter"), "{told}");
    shows(
        report("tags:\n  rare books: {}\n  rare books: {}\n"),
        str![[r#"
error: `rare books` and `rare books` count as the same tag
 --> content/tags.yaml:3:3
  |
2 |   rare books: {}
  |   ---------- the first one
3 |   rare books: {}
  |   ^^^^^^^^^^
  |
  = help: keep one of them
"#]],
    );
}

#[test]
fn a_vocabulary_that_cannot_be_read_is_one_mistake_not_one_in_each_letter() {
    for vocabulary in [
        "closed: yes\ntags:\n  rare books: { use_for: [a\n  archives: {}\n",
        "closed: yes\ntags: rare books\n",
        "closed: yes\n",
        "closed: yes\ntags:\n",
    ] {
        let built = column(vocabulary, &["rare books", "archives"]).build();
        assert_eq!(built.diagnostics.len(), 1, "{}", built.report());
    }
}

#[test]
fn a_file_of_almost_the_right_name_is_not_read_and_that_is_reported() {
    for name in ["tags.yml", "tag.yaml", "glossary.yml", "glosary.yaml", "Tags.yaml"] {
        let built = column("tags: [a]\n", &["a"]).without("content/tags.yaml");
        let built = built.file(&format!("content/{name}"), "closed: yes\ntags: [b]\n").build();
        assert_eq!(built.diagnostics.len(), 1, "{name}");
        assert_eq!(built.diagnostics[0].severity, Severity::Warning, "{}", built.report());
    }
    let built = column("tags: [a]\n", &["a"]).file("content/tag.yaml", "").file("content/glossary.yml", "").build();
    shows(
        built.report(),
        str![[r#"
warning: callslip does not read this file
--> content/glossary.yml
 = help: give it the name `content/glossary.yaml`

warning: callslip does not read this file
--> content/tag.yaml
 = help: give it the name `content/tags.yaml`
"#]],
    );
    // In a folder it is something else.
    let built = column("tags: [a]\n", &["a"]).file("content/pages/tags.yaml", "").build();
    shows(
        built.report(),
        str![[r#"
hint: this file is not published: callslip does not publish files of this kind
--> content/pages/tags.yaml
 = help: to publish it, move it to `static/`
"#]],
    );
}

#[test]
fn all_mistakes_are_reported_at_once_and_each_fix_takes_one_away() {
    let mends = [
        ("closed: maybe", "closed: yes"),
        ("used_for: RIM", "use_for: RIM"),
        ("broader: archivs", "broader: archives"),
        ("related: maps", "related: rare books"),
        ("use_for: ARCHIVES", "use_for: papers"),
        ("broader: coding", "scope_note: c"),
        ("  Rare-Books: {}\n", ""),
    ];
    let mut vocabulary = "closed: maybe\ntags:\n  records management: { used_for: RIM }\n  rare books: { broader: \
                          archivs }\n  archives: { use_for: ARCHIVES }\n  metadata: { related: maps }\n  coding: { \
                          broader: coding }\n  Rare-Books: {}\n"
        .to_owned();
    for (at, (wrong, right)) in mends.iter().enumerate() {
        let built = column(&vocabulary, &["rare books"]).build();
        assert_eq!(built.diagnostics.len(), mends.len() - at, "{}", built.report());
        assert!(vocabulary.contains(wrong));
        vocabulary = vocabulary.replace(wrong, right);
    }
    column(&vocabulary, &["rare books"]).build().sound();
}
