//! The home page and its pages of older letters.

use snapbox::str;

use crate::support::{Column, shows};

fn letters(count: u8) -> Column {
    let mut column = Column::new().file("column.yaml", "title: The Desk\ntagline: Ask & listen\nletters_per_page: 2\n");
    for day in 1..=count {
        let text =
            format!("---\ntitle: Letter {day}\ndate: 2026-03-{day:02}\n---\nQ: Question {day}?\n\nSM: Answer {day}.\n");
        column = column.file(&format!("content/questions/letter-{day}.md"), text);
    }
    column
}

#[test]
fn the_newest_letter_leads_and_the_others_follow() {
    shows(
        letters(2).build().sound().main("/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet lead">
<header class="post-head">
<h2 class="post-title"><a href="./questions/letter-2/">Letter 2</a></h2>
<p class="byline">
<time class="stamp" datetime="2026-03-02">Answered 2 Mar 2026</time>
<span>by <a href="./people/sol-marchetti/">Sol Marchetti</a></span>
</p>
</header>
<div class="post-body">
<section class="slip">
<header class="slip-head">
<h3>The question</h3>
</header>
<div class="prose"><p>Question 2?</p>
</div>
</section>
<div class="answer">
<header class="voice">
<span class="seal seal-1" aria-hidden="true">SM</span>
<h3><span class="said">Answer from </span>Sol Marchetti</h3>
</header>
<p class="prose">Answer 2.</p>
<p class="read-on"><a href="./questions/letter-2/">Read the whole letter<span class="said">: Letter 2</span></a></p>
</div>
</div>
</article>
<section class="shelf">
<h2>Earlier letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="./questions/letter-1/">Letter 1</a></h3>
</div>
<p class="entry-by">by <a href="./people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
}

#[test]
fn older_letters_go_on_pages_of_their_own() {
    let column = letters(5).build().sound();
    shows(
        column.listing().lines().filter(|path| path.starts_with("page")).collect::<Vec<_>>().join("\n"),
        str![[r#"
page/2/index.html
page/3/index.html
"#]],
    );
    shows(
        column.main("/page/3/"),
        str![[r#"
<main id="_text" tabindex="-1">
<h1 class="post-title">Letters, page 3</h1>
<section class="shelf">
<h2 class="said">Letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/letter-1/">Letter 1</a></h3>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<nav class="pager" aria-label="Pages">
<p class="pager-here">Page 3 of 3</p>
<a class="pager-newer" rel="prev" href="../../page/2/">Newer letters</a>
</nav>
</main>
"#]],
    );
    let pager = |path: &str| {
        let main = column.main(path);
        main.split_once("<nav class=\"pager\"").unwrap().1.split_once("</nav>").unwrap().0.to_owned()
    };
    shows(
        pager("/"),
        str![[r#"
 aria-label="Pages">
<p class="pager-here">Page 1 of 3</p>
<a class="pager-older" rel="next" href="./page/2/">Older letters</a>
"#]],
    );
    shows(
        pager("/page/2/"),
        str![[r#"
 aria-label="Pages">
<p class="pager-here">Page 2 of 3</p>
<a class="pager-newer" rel="prev" href="../../">Newer letters</a>
<a class="pager-older" rel="next" href="../../page/3/">Older letters</a>
"#]],
    );
    assert!(column.page("/page/2/").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!column.page("/").contains("noindex"));
}

#[test]
fn letters_that_fill_a_page_exactly_make_no_empty_one() {
    let files = |count| letters(count).build().sound().listing();
    assert!(!files(2).contains("page/2"));
    assert!(files(3).contains("page/2"));
    assert!(!files(4).contains("page/3"));
}

#[test]
fn an_empty_column_has_a_home_page_too() {
    let column = Column::new().build();
    shows(
        column.main("/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="slip empty">
<h2>No letters yet</h2>
<p>The first one will be laid out here as soon as it is answered.</p>
</div>
</main>
"#]],
    );
    shows(
        column.report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`
"#]],
    );
}

#[test]
fn a_long_question_is_shortened_at_home() {
    let words: Vec<String> = (1..=200).map(|n| format!("w{n}")).collect();
    let column = Column::new().letter(&format!("Q: {}\n\nSM: Yes.\n", words.join(" "))).build().sound();
    let main = column.main("/");
    assert!(main.contains("w40…</p>"), "{main}");
    assert!(!main.contains("w41"));
}

#[test]
fn an_article_leads_without_a_question() {
    let article = "---\ntitle: On drums\ndate: 2026-03-02\nanswered_by: SM\n---\nThey are loud.\n";
    let column = Column::new().file("content/questions/a.md", article).build().sound();
    shows(
        column.main("/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet lead">
<header class="post-head">
<h2 class="post-title"><a href="./questions/a/">On drums</a></h2>
<p class="byline">
<time class="stamp" datetime="2026-03-02">Published 2 Mar 2026</time>
<span>by <a href="./people/sol-marchetti/">Sol Marchetti</a></span>
</p>
</header>
<div class="post-body">
<div class="answer">
<p class="prose">They are loud.</p>
<p class="read-on"><a href="./questions/a/">Read the whole letter<span class="said">: On drums</span></a></p>
</div>
</div>
</article>
</main>
"#]],
    );
}

#[test]
fn programs_checked_last_stand_first() {
    let program = |title: &str, more: &str| format!("---\ntitle: {title}\nprovider: B\n{more}---\n");
    let column = letters(1)
        .file("content/programs/a.md", program("Never", ""))
        .file("content/programs/b.md", program("Early", "verified: 2026-01-01\n"))
        .file("content/programs/c.md", program("Late", "verified: 2026-09-01\n"))
        .file("content/programs/d.md", program("Also never", ""))
        .file("content/programs/e.md", program("Never, third", ""))
        .build()
        .sound();
    let main = column.main("/");
    let titles = main.split("<h3><a href=\"./programs/").skip(1).map(|rest| rest.split_once('>').unwrap().1);
    let titles: Vec<&str> = titles.map(|rest| rest.split_once('<').unwrap().0).collect();
    assert_eq!(titles, ["Late", "Early", "Also never"]);
}

#[test]
fn all_letters_stand_on_one_page_by_year() {
    let column = letters(2)
        .file("content/questions/old.md", "---\ntitle: Old\ndate: 2024-12-31\n---\nQ: ?\n\nSM: !\n")
        .build()
        .sound();
    shows(
        column.main("/questions/"),
        str![[r##"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Letters</h1>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="#_2026">2026</a> <span class="count">2 letters</span></li>
<li><a href="#_2024">2024</a> <span class="count">1 letter</span></li>
</ul>
</nav>
</header>
<section class="shelf">
<h2 id="_2026">2026</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../questions/letter-2/">Letter 2</a></h3>
</div>
<p class="entry-by">by <a href="../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../questions/letter-1/">Letter 1</a></h3>
</div>
<p class="entry-by">by <a href="../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<section class="shelf">
<h2 id="_2024">2024</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2024-12-31">31 Dec 2024</time>
<div class="entry-text">
<h3><a href="../questions/old/">Old</a></h3>
</div>
<p class="entry-by">by <a href="../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"##]],
    );
}

#[test]
fn letters_of_one_day_are_in_the_order_of_their_addresses() {
    let letter = |title: &str| format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n");
    let column = Column::new()
        .file("content/questions/b.md", letter("First by name"))
        .file("content/questions/a.md", letter("Last by name").replace("---\ntitle", "---\nslug: z\ntitle"))
        .build()
        .sound();
    let paths: Vec<&str> = (0..2).map(|at| column.site.entries.letters.path(at)).collect();
    assert_eq!(paths, ["/questions/b/", "/questions/z/"]);
}
