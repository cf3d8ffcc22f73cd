//! What is near to what: letters beside letters, programs beside letters, and what links where.

use snapbox::str;

use crate::support::view::{get, line, list, names};
use crate::support::{Built, Column, shows};

/// A letter of these tags, answered so.
fn letter(title: &str, day: u8, tags: &str, answer: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: [{tags}]\n---\nQ: ?\n\nSM: {answer}\n")
}

fn program(title: &str, tags: &str) -> String {
    format!("---\ntitle: {title}\nprovider: P\ntags: [{tags}]\n---\n")
}

/// Letters `a`, `b` … of these tags, the first the oldest.
fn column(tags: &[&str]) -> Column {
    let mut column = Column::new();
    for (at, tags) in (1..).zip(tags) {
        let name = char::from(b'`' + at);
        column = column.file(&format!("content/questions/{name}.md"), letter(&name.to_string(), at, tags, "!"));
    }
    column
}

/// The letters below a letter, the nearest first.
#[track_caller]
fn near(built: &Built, slug: &str) -> String {
    let page = built.view(&format!("/questions/{slug}/"));
    list(get(&page, "letters_related")).iter().map(|one| names(get(one, "letter"))).collect::<Vec<_>>().join(" ")
}

/// What a page shows as related, one a line, and why: programs, then letters.
#[track_caller]
fn reasons(built: &Built, path: &str) -> String {
    let page = built.view(path);
    let lists = ["programs_mentioned", "programs_related", "letters_mentioning", "letters_related"];
    let related = lists.iter().filter_map(|name| page.get_from_path(name)).flat_map(list);
    related.map(|one| line(one) + "\n").collect::<String>().replace("letter: ", "").replace("program: ", "")
}

#[test]
fn the_letter_with_the_rarer_subject_comes_first() {
    // Three more letters are on `common`; none but `b` on `rare`, though `b` is the oldest of them.
    let built = column(&["x", "rare", "common", "common", "common", "rare, common"]).build().sound();
    assert_eq!(near(&built, "f"), "b e d c");
    // Two subjects say more than one of them.
    let built = column(&["one, two", "one", "two", "one", "two", "one, two"]).build().sound();
    assert_eq!(near(&built, "f").split(' ').next(), Some("a"));
}

#[test]
fn among_equals_the_newer_letter_comes_first_then_the_address() {
    let one = |day| letter("T", day, "one", "!");
    let built = Column::new()
        .file("content/questions/z.md", letter("z", 4, "one", "!"))
        .file("content/questions/a.md", letter("a", 2, "one", "!"))
        .file("content/questions/c.md", letter("c", 3, "one", "!"))
        .file("content/questions/b.md", letter("b", 3, "one", "!"))
        .file("content/questions/new.md", one(9))
        .build()
        .sound();
    assert_eq!(near(&built, "new"), "z b c a");
}

#[test]
fn a_letter_without_a_subject_has_none_beside_it_and_is_beside_none() {
    let built = column(&["one", "", "two", "one"]).build().sound();
    assert_eq!(near(&built, "b"), "");
    assert_eq!(near(&built, "c"), "");
    assert_eq!(near(&built, "a"), "d");
}

const VOCABULARY: &str = "tags:
  books: {}
  fiction: { broader: books }
  novels: { broader: fiction }
  poetry: { broader: books }
  paper: {}
  ink: { related: paper }
";

#[test]
fn a_broader_subject_relates_less_than_a_shared_one() {
    let built =
        column(&["poetry", "books", "fiction", "fiction"]).file("content/tags.yaml", VOCABULARY).build().sound();
    // A shared one, the broader one, another one under the same.
    assert_eq!(near(&built, "d"), "c b a");
    shows(
        reasons(&built, "/questions/d/"),
        str![[r#"
c; shared: fiction
b; shared: books
a; shared: books
"#]],
    );
    // From above it is the same.
    assert_eq!(near(&built, "b").split(' ').next_back(), Some("a"));
}

#[test]
fn a_subject_two_steps_up_relates_and_a_neighbour_too() {
    let built = column(&["novels", "books", "ink", "paper", "cookery"]).file("content/tags.yaml", VOCABULARY);
    let built = built.build().sound();
    assert_eq!(near(&built, "a"), "b");
    assert_eq!(near(&built, "b"), "a");
    assert_eq!(near(&built, "c"), "d");
    assert_eq!(near(&built, "d"), "c");
    assert_eq!(near(&built, "e"), "");
}

#[test]
fn what_follows_a_letter_up_is_not_shown_beside_it_again() {
    let follow_up = letter("c", 3, "one", "!").replace("tags:", "update_to: a.md\ntags:");
    let built = column(&["one", "one"]).file("content/questions/c.md", follow_up).build().sound();
    assert_eq!(near(&built, "a"), "b");
    assert_eq!(near(&built, "c"), "b");
    assert_eq!(near(&built, "b"), "c a");
}

#[test]
fn a_letter_is_never_beside_itself() {
    let built = column(&["one, two", "one"]).build().sound();
    assert_eq!(near(&built, "a"), "b");
    assert_eq!(near(&built, "b"), "a");
}

#[test]
fn letters_that_speak_of_one_program_are_near() {
    let built = Column::new()
        .file("content/programs/p.md", program("P", ""))
        .file("content/questions/a.md", letter("a", 1, "", "[It](../programs/p.md)."))
        .file("content/questions/b.md", letter("b", 2, "", "[There](../programs/p.md)."))
        .file("content/questions/c.md", letter("c", 3, "", "See [that](a.md)."))
        .build()
        .sound();
    assert_eq!(near(&built, "b"), "a");
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
P; mentioned_by: Sol Marchetti
c; linked
b; both_mention: P
"#]],
    );
}

#[test]
fn letters_that_link_to_each_other_say_so() {
    let built = Column::new()
        .file("content/questions/a.md", letter("a", 1, "", "See [that](b.md)."))
        .file("content/questions/b.md", letter("b", 2, "", "See [that](a.md)."))
        .file("content/questions/c.md", letter("c", 3, "", "See [that](a.md)."))
        .build()
        .sound();
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
b; linked; linked_both_ways
c; linked
"#]],
    );
}

#[test]
fn a_letter_near_nothing_leads_to_the_next_one() {
    let built = column(&["one", "two", "three"]).build().sound();
    let next = |slug: &str| {
        let main = built.main(&format!("/questions/{slug}/"));
        let (_, next) = main.split_once("<section class=\"next\">").unwrap();
        let links = next.lines().filter(|line| line.contains("<a ") || line.contains("\"why\""));
        links.filter(|line| !line.contains("/tags/")).fold(String::new(), |all, line| all + line + "\n")
    };
    shows(
        [next("a"), next("b"), next("c")].join("\n"),
        str![[r#"
<h3><a href="../../questions/b/">b</a></h3>
<p class="why">The next letter after this one</p>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>

<h3><a href="../../questions/c/">c</a></h3>
<p class="why">The next letter after this one</p>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
<a class="older" rel="next" href="../../questions/a/"><span>Older</span> a</a>

<h3><a href="../../questions/b/">b</a></h3>
<p class="why">The letter before this one</p>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
"#]],
    );
}

#[test]
fn the_reason_names_the_subjects_that_both_share() {
    let built = column(&["one, two, three", "three", "three", "four", "three, two, one"])
        .file("content/programs/p.md", program("P", "two, four"))
        .file("content/programs/q.md", program("Q", "four"))
        .build()
        .sound();
    // The rarer first.
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
P; shared: two
e; shared: one, two, three
c; shared: three
b; shared: three
"#]],
    );
    shows(reasons(&built, "/programs/q/"), str!["d; shared: four"]);
}

#[test]
fn programs_of_which_a_letter_speaks_come_first_and_only_once() {
    let mut column = Column::new().file(
        "content/questions/a.md",
        letter(
            "A",
            1,
            "one, two",
            "[It](../programs/p4.md), or [that](../programs/p1.md), or [it](../programs/p4.md).",
        ),
    );
    for at in 0..7 {
        let tags = if at < 6 { "one, two" } else { "three" };
        column = column.file(&format!("content/programs/p{at}.md"), program(&format!("P{at}"), tags));
    }
    let built = column.build().sound();
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
P4; shared: one, two; mentioned_by: Sol Marchetti
P1; shared: one, two; mentioned_by: Sol Marchetti
P0; shared: one, two
"#]],
    );
}

#[test]
fn a_programs_page_has_the_letters_that_mention_it_first_and_only_once() {
    let built = column(&["one", "one", "two", "one"])
        .file("content/programs/p.md", program("P", "one"))
        .file("content/questions/a.md", letter("a", 1, "one", "[It](../programs/p.md)."))
        .file("content/questions/c.md", letter("c", 3, "two", "[It](../programs/p.md)."))
        .build()
        .sound();
    shows(
        reasons(&built, "/programs/p/"),
        str![[r#"
c; mentioned_by: Sol Marchetti
a; shared: one; mentioned_by: Sol Marchetti
d; shared: one
b; shared: one
"#]],
    );
}

#[test]
fn drafts_and_letters_to_come_are_beside_nothing() {
    let draft = letter("c", 3, "one", "!").replace("tags:", "draft: yes\ntags:");
    let later = letter("d", 4, "one", "!").replace("2026-03", "2027-03");
    let built = column(&["one", "one"])
        .file("content/questions/c.md", draft)
        .file("content/questions/d.md", later)
        .file("content/programs/p.md", program("P", "one").replace("title", "draft: yes\ntitle"))
        .build()
        .sound();
    assert_eq!(reasons(&built, "/questions/a/"), "b; shared: one\n");
}

#[test]
fn at_most_four_letters_are_below_a_letter() {
    let built = column(&["one"; 9]).build().sound();
    assert_eq!(near(&built, "a"), "i h g f");
    assert_eq!(near(&built, "i"), "h g f e");
}

// What links here

#[test]
fn what_follows_a_letter_up_is_not_listed_again_among_what_links_to_it() {
    let follow_up =
        |title: &str, day, text: &str| letter(title, day, "", text).replace("tags:", "update_to: a.md\ntags:");
    let built = column(&["", ""])
        .file("content/questions/a.md", letter("a", 1, "", "See [it](c.md), and [that](b.md)."))
        .file("content/questions/b.md", letter("b", 2, "", "See [it](c.md), and [that](a.md)."))
        .file("content/questions/c.md", follow_up("c", 3, "See [that](a.md)."))
        .build()
        .sound();
    shows(linked_from(&built, "/questions/a/"), str!["- b </questions/b/>"]);
    shows(linked_from(&built, "/questions/c/"), str!["- b </questions/b/>"]);
    assert_eq!(built.page("/questions/a/").matches("questions/c/\"").count(), 2);
}

/// What a page shows as linking to it.
#[track_caller]
fn linked_from(built: &Built, path: &str) -> String {
    built.field(path, "linked_from")
}

#[test]
fn each_page_shows_what_links_to_it() {
    let all = "[a](../questions/a.md#q1), [a](../questions/a.md), [p](../programs/p.md), \
               [sol](../people/sol-marchetti.md), [about](../pages/about.md)";
    let built = Column::new()
        .file("content/questions/a.md", letter("A *b*", 1, "", &format!("Self: [me](a.md), {all}")))
        .file("content/questions/b.md", letter("B", 2, "", all))
        .file("content/questions/c.md", letter("C", 3, "", &format!("!\n\nEditor's note: {all}")))
        .file("content/programs/p.md", program("P", "") + all + "\n")
        .file("content/people/sol-marchetti.md", format!("---\nname: Sol Marchetti\ninitials: SM\n---\n{all}\n"))
        .file("content/pages/about.md", format!("---\ntitle: About & us\n---\n{all}\n"))
        .build()
        .sound();
    shows(
        linked_from(&built, "/questions/a/"),
        str![[r#"
- C </questions/c/>
- B </questions/b/>
- P </programs/p/>
- Sol Marchetti </people/sol-marchetti/>
- About &amp; us </about/>
"#]],
    );
    // Its letters stand above.
    shows(
        linked_from(&built, "/programs/p/"),
        str![[r#"
- Sol Marchetti </people/sol-marchetti/>
- About &amp; us </about/>
"#]],
    );
    shows(
        linked_from(&built, "/people/sol-marchetti/"),
        str![[r#"
- C </questions/c/>
- B </questions/b/>
- A <em>b</em> </questions/a/>
- P </programs/p/>
- About &amp; us </about/>
"#]],
    );
    shows(
        linked_from(&built, "/about/"),
        str![[r#"
- C </questions/c/>
- B </questions/b/>
- A <em>b</em> </questions/a/>
- P </programs/p/>
- Sol Marchetti </people/sol-marchetti/>
"#]],
    );
    assert_eq!(linked_from(&built, "/questions/b/"), "");
}

#[test]
fn a_link_by_name_or_from_a_draft_is_no_backlink() {
    let built = Column::new()
        .file("content/programs/p.md", "---\ntitle: P\nprovider: Q\nalso_known_as: [PPP]\n---\n")
        .file("content/questions/a.md", letter("A", 1, "", "PPP."))
        .file("content/pages/b.md", "---\ntitle: B\ndraft: yes\n---\n[p](../programs/p.md)\n")
        .file("content/pages/c.md", "---\ntitle: C\n---\nPPP.\n")
        .build()
        .sound();
    assert_eq!(linked_from(&built, "/programs/p/"), "");
}
