//! Program profiles: facts, each as its source states it.

use snapbox::str;

use crate::support::{Column, shows};

/// A profile with these fields, and one letter so that nothing is missed.
fn profile(fields: &str) -> Column {
    Column::new().letter("Q: ?\n\nSM: !\n").file(
        "content/programs/drumming.md",
        format!("---\ntitle: Certificate of *drumming*\nprovider: The Rhythm School\n{fields}---\n"),
    )
}

/// The facts of a profile in which nothing is wrong: the card, row by row.
#[track_caller]
fn facts(fields: &str) -> String {
    rows(&profile(fields).build().sound().main("/programs/drumming/"))
}

/// Each `<dt>` and `<dd>` of the card in a line, and its foot.
fn rows(main: &str) -> String {
    let flat = main.replace('\n', " ");
    let rows = flat.split("<div><dt>").skip(1).map(|row| {
        let (name, rest) = row.split_once("</dt>").unwrap();
        let value = rest.split_once("<dd>").unwrap().1.split_once("</dd>").unwrap().0;
        format!("{name}: {}", value.trim())
    });
    let foot = flat.split_once("<p class=\"card-foot\">").unwrap().1.split_once("</p>").unwrap().0;
    rows.chain([foot.to_owned()]).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_profile_has_a_page_with_all_its_facts() {
    let column = profile(
        "\
parent: University of Somewhere
also_known_as: [TRS, \"Rhythm & Co\"]
url: https://rhythm.example/certificate
credential: post-master's certificate
delivery: [in person, online]
courses: 5
course_length: five days
tuition: { per_course: \"USD 1,395\", applies_to: most in-person courses }
financial_aid: { scholarships: yes, federal: no, note: \"tuition, not travel\" }
open_to: anyone
prerequisites: none
pathways: [Snare, Bass]
started: 1983
tags: [music]
source: 'Dixon, \"After the MLIS\"'
verified: 2026-11-01
review_every: 6 months
",
    );
    let column = column.build().sound();
    shows(
        column.main("/programs/drumming/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet">
<header class="post-head">
<h1 class="post-title">Certificate of <em>drumming</em></h1>
<p class="provider">The Rhythm School<span class="parent">University of Somewhere</span></p>
</header>
<div class="post-body">
<section class="card facts">
<h2 class="said">Facts</h2>
<dl>
<div><dt>Credential</dt><dd>post-master’s certificate</dd></div>
<div><dt>Delivery</dt><dd>in person, online</dd></div>
<div><dt>Courses</dt><dd>5</dd></div>
<div><dt>Course length</dt><dd>five days</dd></div>
<div><dt>Tuition</dt><dd><span dir="ltr"><span class="money">5 × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span> <span class="qualifier">for most in-person courses</span></dd></div>
<div><dt>Scholarships</dt><dd>yes</dd></div>
<div><dt>Federal aid</dt><dd>not eligible</dd></div>
<div><dt>On aid</dt><dd>tuition, not travel</dd></div>
<div><dt>Open to</dt><dd>anyone</dd></div>
<div><dt>Prerequisites</dt><dd>none</dd></div>
<div><dt>Pathways</dt><dd>
<ul role="list">
<li>Snare</li>
<li>Bass</li>
</ul>
</dd></div>
<div><dt>Started</dt><dd>1983</dd></div>
<div><dt>Also known as</dt><dd>TRS, Rhythm &amp; Co</dd></div>
<div><dt>Its own page</dt><dd><a href="https://rhythm.example/certificate">https://rhythm.example/certificate</a></dd></div>
<div><dt>Source</dt><dd>Dixon, “After the MLIS”</dd></div>
</dl>
<p class="card-foot"><span class="trust">Checked on 1 Nov 2026</span></p>
</section>
</div>
<aside class="margin" aria-label="About this program">
<h2>Subjects</h2>
<ol class="tracings">
<li><a href="../../tags/music/">music</a></li>
</ol>
</aside>
</article>
</main>
"#]],
    );
}

#[test]
fn what_is_left_out_is_not_stated() {
    shows(
        facts(""),
        str![[r#"
Credential: <span class="unstated">not stated</span>
Delivery: <span class="unstated">not stated</span>
Tuition: <span class="unstated">not stated</span>
<span class="trust">As reported; not checked</span>
"#]],
    );
}

#[test]
fn a_total_is_computed_from_price_and_number() {
    shows(
        facts("courses: 5\ntuition: { per_course: \"USD 1,395\" }\n"),
        str![[r#"
Credential: <span class="unstated">not stated</span>
Delivery: <span class="unstated">not stated</span>
Courses: 5
Tuition: <span dir="ltr"><span class="money">5 × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span>
<span class="trust">As reported; not checked</span>
"#]],
    );
    shows(
        facts("tuition: { per_credit: USD 500.50, credits: 12 }\n"),
        str![[r#"
Credential: <span class="unstated">not stated</span>
Delivery: <span class="unstated">not stated</span>
Tuition: <span dir="ltr"><span class="money">12 × USD 500.50</span> <span class="money">= <strong>USD 6,006</strong></span></span>
<span class="trust">As reported; not checked</span>
"#]],
    );
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for written in ["USD 1,200", "1200 USD", "USD 1200.00", "{ total: \"USD 1,200\" }", "{ total: 1200 USD }"] {
        let card = facts(&format!("tuition: {written}\n"));
        assert!(card.contains("Tuition: <strong class=\"money\">USD 1,200</strong>"), "{written}: {card}");
    }
}

#[test]
fn a_dollar_sign_is_read_where_the_column_says_which_dollars() {
    let column = profile("tuition: $1,200\n").file("column.yaml", "title: The Desk\ncurrency: USD\n").build().sound();
    assert!(column.main("/programs/drumming/").contains("USD 1,200"));
    shows(
        profile("tuition: $1,200\n").build().report(),
        str![[r#"
error: `$1,200` does not say in which currency
 --> content/programs/drumming.md:4:10
  |
4 | tuition: $1,200
  |          ^^^^^^
  |
  = help: write the currency's three letters and the sum: `USD 1,200`
"#]],
    );
}

#[test]
fn a_qualifier_stands_wherever_its_number_does() {
    let fields = "courses: 2\ntuition: { per_course: USD 100, applies_to: most courses }\ntags: [music]\n";
    let column = profile(fields).build().sound();
    for path in ["/programs/drumming/", "/programs/", "/", "/tags/music/"] {
        let main = column.main(path);
        let (number, qualifier) = (main.matches("USD 200").count(), main.matches("for most courses").count());
        assert_eq!((number, qualifier), (1, 1), "{path}");
    }
}

#[test]
fn reported_checked_and_not_checked_since_are_three_things() {
    let foot = |fields: &str| facts(fields).lines().last().unwrap().to_owned();
    shows(foot("source: A newspaper\n"), str![[r#"<span class="trust">As reported; not checked</span>"#]]);
    shows(foot("verified: 2026-11-01\n"), str![[r#"<span class="trust">Checked on 1 Nov 2026</span>"#]]);
    shows(
        foot("verified: 2026-11-01\nreview_every: 3 weeks\n"),
        str![[r#"<span class="trust">Checked on 1 Nov 2026</span>"#]],
    );
    shows(
        foot("verified: 2026-10-01\nreview_every: 30 days\n"),
        str![[r#"<span class="trust late">Not checked since 1 Oct 2026</span>"#]],
    );
    shows(
        foot("verified: 2025-11-22\nreview_every: 1 year\n"),
        str![[r#"<span class="trust">Checked on 22 Nov 2025</span>"#]],
    );
}

#[test]
fn no_and_not_stated_are_two_things() {
    shows(
        facts("financial_aid: { scholarships: no }\n"),
        str![[r#"
Credential: <span class="unstated">not stated</span>
Delivery: <span class="unstated">not stated</span>
Tuition: <span class="unstated">not stated</span>
Scholarships: no
Federal aid: <span class="unstated">not stated</span>
<span class="trust">As reported; not checked</span>
"#]],
    );
    shows(
        facts("financial_aid: { federal: true }\n"),
        str![[r#"
Credential: <span class="unstated">not stated</span>
Delivery: <span class="unstated">not stated</span>
Tuition: <span class="unstated">not stated</span>
Scholarships: <span class="unstated">not stated</span>
Federal aid: eligible
<span class="trust">As reported; not checked</span>
"#]],
    );
}

#[test]
fn a_source_may_be_an_address() {
    let card = facts("source: https://example.org/a?b&c\n");
    shows(
        card.lines().find(|line| line.starts_with("Source")).unwrap(),
        str![[r#"Source: <a href="https://example.org/a?b&amp;c">https://example.org/a?b&amp;c</a>"#]],
    );
}

#[test]
fn a_program_that_cannot_be_taken_says_so() {
    let column = profile("status: paused\n").build().sound();
    assert!(column.main("/programs/drumming/").contains("<p class=\"notice\">This program is paused.</p>"));
    assert!(column.main("/programs/").contains("<span class=\"status\">Paused</span>"));
}

#[test]
fn the_text_of_a_profile_stands_below_its_facts() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\n---\n# Loud\n\nQ: is a letter here.\n")
        .build()
        .sound();
    let main = column.main("/programs/a/");
    shows(
        main.split_once("<div class=\"prose\">").unwrap().1.split_once("</div>").unwrap().0,
        str![[r#"
<h2 id="loud">Loud</h2>
<p>Q: is a letter here.</p>
"#]],
    );
}

#[test]
fn all_programs_stand_in_one_drawer_by_title() {
    let program = |title: &str| format!("---\ntitle: {title}\nprovider: B\n---\n");
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/1.md", program("banjo"))
        .file("content/programs/2.md", program("Accordion"))
        .file("content/programs/3.md", program("\"*Cello*\""))
        .build()
        .sound();
    shows(
        column.main("/programs/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Programs</h1>
</header>
<table class="drawer">
<caption>3 programs</caption>
<thead>
<tr>
<th scope="col">Program</th>
<th scope="col">Credential</th>
<th scope="col">Delivery</th>
<th scope="col">Tuition</th>
<th scope="col">Checked</th>
</tr>
</thead>
<tbody>
<tr>
<th scope="row">
<a href="../programs/2/">Accordion</a>
<span class="card-by">B</span>
</th>
<td data-label="Credential"><span><span class="unstated">not stated</span></span></td>
<td data-label="Delivery"><span><span class="unstated">not stated</span></span></td>
<td data-label="Tuition"><span><span class="unstated">not stated</span></span></td>
<td><span class="trust">As reported; not checked</span></td>
</tr>
<tr>
<th scope="row">
<a href="../programs/1/">banjo</a>
<span class="card-by">B</span>
</th>
<td data-label="Credential"><span><span class="unstated">not stated</span></span></td>
<td data-label="Delivery"><span><span class="unstated">not stated</span></span></td>
<td data-label="Tuition"><span><span class="unstated">not stated</span></span></td>
<td><span class="trust">As reported; not checked</span></td>
</tr>
<tr>
<th scope="row">
<a href="../programs/3/"><em>Cello</em></a>
<span class="card-by">B</span>
</th>
<td data-label="Credential"><span><span class="unstated">not stated</span></span></td>
<td data-label="Delivery"><span><span class="unstated">not stated</span></span></td>
<td data-label="Tuition"><span><span class="unstated">not stated</span></span></td>
<td><span class="trust">As reported; not checked</span></td>
</tr>
</tbody>
</table>
</main>
"#]],
    );
}

#[test]
fn letters_and_programs_name_each_other() {
    let program = |title: &str| format!("---\ntitle: {title}\nprovider: B\ntags: [music]\n---\n");
    let letter =
        |text: &str| format!("---\ntitle: A letter\ndate: 2026-03-02\ntags: [music]\n---\nQ: ?\n\nSM: {text}\n");
    let column = Column::new()
        .file("content/programs/linked.md", program("Linked"))
        .file("content/programs/related.md", program("Related"))
        .file("content/questions/a.md", letter("See [this](../programs/linked.md) and [this](../programs/linked.md)."))
        .file("content/questions/b.md", letter("Nothing.").replace("A letter", "Another letter"))
        .build()
        .sound();
    let headings = |path: &str| {
        let main = column.main(path);
        let lines = main.lines().filter(|line| line.contains("<h2") || line.contains("<h3"));
        lines.collect::<Vec<_>>().join("\n")
    };
    shows(
        headings("/questions/a/"),
        str![[r#"
<h2>The question</h2>
<h2><span class="said">Answer from </span>Sol Marchetti</h2>
<h2>Subjects</h2>
<h2>Programs mentioned</h2>
<h3><a href="../../programs/linked/">Linked</a></h3>
<h2>Also on these subjects</h2>
<h3><a href="../../programs/related/">Related</a></h3>
<h2>Letters on the same subjects</h2>
<h3><a href="../../questions/b/">Another letter</a></h3>
"#]],
    );
    shows(
        headings("/programs/linked/"),
        str![[r#"
<h2 class="said">Facts</h2>
<h2>Subjects</h2>
<h2>Letters that mention it</h2>
<h3><a href="../../questions/a/">A letter</a></h3>
<h2>Other letters on its subjects</h2>
<h3><a href="../../questions/b/">Another letter</a></h3>
"#]],
    );
    shows(
        headings("/programs/related/"),
        str![[r#"
<h2 class="said">Facts</h2>
<h2>Subjects</h2>
<h2>Other letters on its subjects</h2>
<h3><a href="../../questions/a/">A letter</a></h3>
<h3><a href="../../questions/b/">Another letter</a></h3>
"#]],
    );
}

#[test]
fn a_check_that_lies_ahead_is_a_warning() {
    let profile = "---\ntitle: A\nprovider: P\nverified: 2027-11-01\n---\n";
    shows(
        Column::new().letter("Q: ?\n\nSM: !\n").file("content/programs/a.md", profile).build().short(),
        str![[r#"
content/programs/a.md:4:11: warning: `verified` says 2027-11-01, but that day lies ahead (write the day on which someone looked at the program's own page)
"#]],
    );
}
