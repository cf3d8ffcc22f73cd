//! Subjects: what letters and programs share.

use snapbox::str;

use crate::support::view::{get, line, list, string};
use crate::support::{Built, Column, shows};

fn letter(title: &str, day: u8, tags: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: {tags}\n---\nQ: About {title}?\n\nSM: Yes.\n")
}

fn column() -> Column {
    Column::new()
        .file("content/questions/one.md", letter("One", 1, "[rare books, funding]"))
        .file("content/questions/two.md", letter("Two", 2, "[rare books]"))
        .file("content/questions/three.md", letter("Three", 3, "rare books"))
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\ntags: [rare books]\n---\n")
}

#[test]
fn a_subject_has_its_letters_newest_first_and_its_programs() {
    shows(
        column().build().sound().outline("/tags/rare-books/"),
        str![[r#"
title: Rare books
tag: rare books </tags/rare-books/> letters: 3; programs: 1
letters:
- Three </questions/three/> date: 2026-03-03; excerpt: About Three?; minutes: 1; answered_by: Sol Marchetti; tags: rare books
- Two </questions/two/> date: 2026-03-02; excerpt: About Two?; minutes: 1; answered_by: Sol Marchetti; tags: rare books
- One </questions/one/> date: 2026-03-01; excerpt: About One?; minutes: 1; answered_by: Sol Marchetti; tags: rare books, funding
programs:
- A </programs/a/> provider: B; checked: (state: reported); status: open; tags: rare books
pager: number: 1; total: 1
"#]],
    );
}

/// The index of subjects: each name, and the subject that it names.
#[track_caller]
pub(crate) fn index(built: &Built) -> String {
    let page = built.view("/tags/");
    let entry = |entry| format!("{}: {}\n", string(get(entry, "name")), line(get(entry, "tag")));
    list(get(&page, "tags")).iter().map(entry).collect()
}

#[test]
fn all_subjects_are_on_one_page_with_their_counts() {
    shows(
        index(&column().build().sound()),
        str![[r#"
funding: funding </tags/funding/> letters: 1
rare books: rare books </tags/rare-books/> letters: 3; programs: 1
"#]],
    );
}

#[test]
fn spellings_that_differ_in_case_or_punctuation_are_one_subject() {
    let terms = |column: &Column| {
        let site = column.build().site;
        site.taxonomy.terms.values().map(|term| format!("{} {}", term.path, term.label)).collect::<Vec<_>>().join("\n")
    };
    // The spelling used most often is shown; of spellings used equally often, the first in the alphabet.
    let mixed = column()
        .file("content/questions/one.md", letter("One", 1, "[Rare books, funding]"))
        .file("content/questions/three.md", letter("Three", 3, "rare-books"));
    shows(
        terms(&mixed),
        str![[r#"
/tags/funding/ funding
/tags/rare-books/ rare books
"#]],
    );
    shows(
        mixed.build().report(),
        str![[r#"
hint: readers see `rare books` instead of `Rare books`: both are the same tag
 --> content/questions/one.md:4:8
  |
4 | tags: [Rare books, funding]
  |        ^^^^^^^^^^
  |
  = help: write `rare books`, as elsewhere

hint: readers see `rare books` instead of `rare-books`: both are the same tag
 --> content/questions/three.md:4:7
  |
4 | tags: rare-books
  |       ^^^^^^^^^^
  |
  = help: write `rare books`, as elsewhere
"#]],
    );
    let equal = Column::new()
        .file("content/questions/one.md", letter("One", 1, "[b c]"))
        .file("content/questions/two.md", letter("Two", 2, "[B-C]"));
    shows(terms(&equal), str!["/tags/b-c/ B-C"]);
}

#[test]
fn a_subject_may_be_of_any_script() {
    let column =
        Column::new().file("content/questions/one.md", letter("One", 1, "[Größe & Maß, 東京]")).build().sound();
    shows(
        column.listing().lines().filter(|path| path.starts_with("tags")).collect::<Vec<_>>().join("\n"),
        str![[r#"
tags/dong-jing/feed.xml
tags/dong-jing/index.html
tags/grosse-mass/feed.xml
tags/grosse-mass/index.html
tags/index.html
"#]],
    );
}

#[test]
fn many_letters_of_a_subject_go_on_pages() {
    let mut column = Column::new().file("column.yaml", "title: The Desk\nletters_per_page: 2\n");
    for day in 1..=6 {
        column = column.file(&format!("content/questions/l{day}.md"), letter(&format!("L{day}"), day, "[drums]"));
    }
    let column =
        column.file("content/programs/a.md", "---\ntitle: A\nprovider: B\ntags: [drums]\n---\n").build().sound();
    shows(
        column.listing().lines().filter(|path| path.starts_with("tags")).collect::<Vec<_>>().join("\n"),
        str![[r#"
tags/drums/index.html
tags/drums/page/2/index.html
tags/drums/page/3/index.html
tags/index.html
"#]],
    );
    shows(
        column.outline("/tags/drums/page/3/"),
        str![[r#"
title: Drums
tag: drums </tags/drums/> letters: 6; programs: 1
letters:
- L2 </questions/l2/> date: 2026-03-02; excerpt: About L2?; minutes: 1; answered_by: Sol Marchetti; tags: drums
- L1 </questions/l1/> date: 2026-03-01; excerpt: About L1?; minutes: 1; answered_by: Sol Marchetti; tags: drums
pager: number: 3; total: 3; newer: /tags/drums/page/2/; numbers: (</tags/drums/> number: 1), (</tags/drums/page/2/> number: 2), (</tags/drums/page/3/> number: 3; here)
"#]],
    );
}

#[test]
fn the_drafts_subjects_are_not_shown() {
    let draft = letter("Draft", 4, "[secret]").replace("---\ntitle", "---\ndraft: yes\ntitle");
    let column = column().file("content/questions/draft.md", draft).build().sound();
    assert!(column.site.taxonomy.terms.values().all(|term| term.slug != "secret"));
}

#[test]
fn several_tags_in_one_are_offered_as_a_list() {
    let told = |tags: &str| {
        let letter = format!("---\ntitle: A\ndate: 2026-03-02\n{tags}\n---\nQ: Why?\n\nSM: So.\n");
        let column =
            Column::new().file("content/tags.yaml", "closed: yes\ntags:\n  noise:\n  Neighbors:\n  first job:\n");
        column.file("content/questions/a.md", letter).build().short()
    };
    for (tags, help) in [
        ("tags: [noise neighbors]", "write `tags: [noise, Neighbors]`"),
        ("tags: noise; neighbors", "write `tags: [noise, Neighbors]`"),
        ("tags: [\"noise, first job\"]", "write `tags: [noise, first job]`"),
        ("tags: [home/noise]", "write `tags: [noise]`"),
        ("tags: [noise barrier]", "add it under `tags:` in that file: `noise barrier: {}`"),
    ] {
        let told = told(tags);
        assert!(
            told.lines().any(|line| line.ends_with(&format!("and `closed: yes` there allows no others ({help})"))),
            "{tags}: {told}"
        );
    }
}
