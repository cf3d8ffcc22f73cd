//! Columnists: who answers, and what they have answered.

use snapbox::str;

use crate::support::{Column, shows};

fn letter(title: &str, day: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: {day}\n---\n{text}\n")
}

fn column() -> Column {
    Column::new()
        .file(
            "content/people/thea-aldous.md",
            "---\nname: Thea Aldous\ninitials: TA\ndescription: Answers at night.\n---\nShe *hums*.\n\n# Since when\n\nAlways.\n",
        )
        .file("content/questions/one.md", letter("One", "2025-03-02", "Q: ?\n\nTA: !\n\nSM: !\n\nTA: !"))
        .file("content/questions/two.md", letter("Two", "2026-03-02", "Q: ?\n\nTA: !"))
}

#[test]
fn a_columnists_page_lists_the_answers_by_year() {
    shows(
        column().build().sound().main("/people/thea-aldous/"),
        str![[r##"
<main id="_text" tabindex="-1">
<div class="page-head person-head">
<span class="seal seal-2" aria-hidden="true">TA</span>
<h1 class="post-title">Thea Aldous</h1>
<div class="prose"><p>She <em>hums</em>.</p>
<h2 id="since-when">Since when</h2>
<p>Always.</p>
</div>
</div>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="#_2026">2026</a> <span class="count">1 letter</span></li>
<li><a href="#_2025">2025</a> <span class="count">1 letter</span></li>
</ul>
</nav>
<section class="shelf">
<h2 id="_2026">2026</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/two/">Two</a></h3>
</div>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
</ol>
</section>
<section class="shelf">
<h2 id="_2025">2025</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2025-03-02">2 Mar 2025</time>
<div class="entry-text">
<h3><a href="../../questions/one/">One</a></h3>
</div>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a> and <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"##]],
    );
}

#[test]
fn all_columnists_stand_on_one_page_by_name() {
    shows(
        column().build().sound().main("/people/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Columnists</h1>
</header>
<ul class="people" role="list">
<li>
<span class="seal seal-1" aria-hidden="true">SM</span>
<h2><a href="../people/sol-marchetti/">Sol Marchetti</a></h2>
<p class="count">1 letter</p>
</li>
<li>
<span class="seal seal-2" aria-hidden="true">TA</span>
<h2><a href="../people/thea-aldous/">Thea Aldous</a></h2>
<p>Answers at night.</p>
<p class="count">2 letters</p>
</li>
</ul>
</main>
"#]],
    );
}

#[test]
fn an_article_counts_for_whoever_wrote_it() {
    let article = "---\ntitle: On drums\ndate: 2026-04-01\nanswered_by: [SM]\n---\nThey are loud.\n";
    let column = column().file("content/questions/three.md", article).build().sound();
    assert!(column.main("/people/sol-marchetti/").contains("On drums"));
}

#[test]
fn a_columnist_keeps_the_seal_when_a_name_changes() {
    let seal = |column: &Column| {
        let main = column.build().sound().main("/people/thea-aldous/");
        main.split_once("seal-").unwrap().1.split_once('"').unwrap().0.to_owned()
    };
    let before = seal(&column());
    let renamed = column().file("content/people/sol-marchetti.md", "---\nname: Zoltan Marchetti\ninitials: SM\n---\n");
    assert_eq!(before, "2");
    assert_eq!(seal(&renamed), before);
}

#[test]
fn a_columnist_without_an_answer_has_a_page_all_the_same() {
    let column = Column::new().build();
    shows(
        column.main("/people/sol-marchetti/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="page-head person-head">
<span class="seal seal-1" aria-hidden="true">SM</span>
<h1 class="post-title">Sol Marchetti</h1>
</div>
<p class="empty">No letters here yet.</p>
</main>
"#]],
    );
}

#[test]
fn initials_may_be_of_any_script_and_hold_points() {
    let person = |initials: &str| format!("---\nname: Юлия\ninitials: {initials}\n---\n");
    for initials in ["Ю", "J.D.", "O’N", "R2"] {
        let column = Column::new()
            .file("content/people/other.md", person(initials))
            .letter(&format!("Q: ?\n\n{initials}: Yes.\n"))
            .build()
            .sound();
        assert!(column.turns().contains("<p>Yes.</p>"), "{initials}: {}", column.turns());
    }
}

/// Letters of three years, more than a page holds.
fn many() -> Column {
    let mut column = Column::new().file("column.yaml", "title: The Desk\nbase_url: https://desk.example\n");
    for (year, letters) in [(2026, 300), (2025, 201), (2024, 1)] {
        for number in 0..letters {
            let day = format!("{year}-01-{:02}", number % 28 + 1);
            column = column.file(
                &format!("content/questions/l{year}-{number}.md"),
                letter(&format!("Letter {number}"), &day, "Q: ?\n\nSM: !"),
            );
        }
    }
    column
}

#[test]
fn where_all_letters_are_too_many_for_one_page_older_years_have_pages_of_their_own() {
    let built = many().build().sound();
    let letters = |path: &str| built.page(path).matches("<time class=\"entry-date\"").count();
    assert_eq!([letters("/questions/"), letters("/questions/2025/"), letters("/questions/2024/")], [300, 201, 1]);
    let of_her = ["/people/sol-marchetti/", "/people/sol-marchetti/2025/", "/people/sol-marchetti/2024/"];
    assert_eq!(of_her.map(letters), [300, 201, 1]);
    shows(
        built.main("/questions/2024/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Letters: 2024</h1>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="../../questions/#_2026">2026</a> <span class="count">300 letters</span></li>
<li><a href="../../questions/2025/">2025</a> <span class="count">201 letters</span></li>
<li><a href="../../questions/2024/" aria-current="true">2024</a> <span class="count">1 letter</span></li>
</ul>
</nav>
</header>
<section class="shelf">
<h2 id="_2024">2024</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2024-01-01">1 Jan 2024</time>
<div class="entry-text">
<h3><a href="../../questions/l2024-0/">Letter 0</a></h3>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
    shows(
        built.main("/people/sol-marchetti/2024/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="page-head person-head">
<span class="seal seal-1" aria-hidden="true">SM</span>
<h1 class="post-title">Sol Marchetti: 2024</h1>
</div>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="../../../people/sol-marchetti/#_2026">2026</a> <span class="count">300 letters</span></li>
<li><a href="../../../people/sol-marchetti/2025/">2025</a> <span class="count">201 letters</span></li>
<li><a href="../../../people/sol-marchetti/2024/" aria-current="true">2024</a> <span class="count">1 letter</span></li>
</ul>
</nav>
<section class="shelf">
<h2 id="_2024">2024</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2024-01-01">1 Jan 2024</time>
<div class="entry-text">
<h3><a href="../../../questions/l2024-0/">Letter 0</a></h3>
</div>
<p class="entry-by">by <a href="../../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
    assert!(built.page("/questions/").contains("<a href=\"../questions/#_2026\" aria-current=\"true\">2026</a>"));
    assert!(built.page("/questions/").contains("<a href=\"../questions/2025/\">2025</a>"));
    assert!(built.page("/questions/2025/").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!built.text("sitemap.xml").contains("/2025/"));
}

#[test]
fn a_letter_cannot_take_the_address_of_a_year() {
    let built = many().file("content/questions/2025.md", letter("A year", "2026-01-01", "Q: ?\n\nSM: !")).build();
    shows(
        built.short(),
        str![
            "content/questions/2025.md:2:8: error: `/questions/2025/` is an address that callslip itself uses (add a line such as `slug: another-name`)"
        ],
    );
}
