//! Subjects: what letters and programs share.

use snapbox::str;

use crate::support::{Column, shows};

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
        column().build().sound().main("/tags/rare-books/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">rare books</h1>
<p class="byline">
<span>3 letters</span>
<span>1 program</span>
</p>
</header>
<section class="shelf">
<h2>Letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/three/">Three</a></h3>
<p class="entry-excerpt">About Three?</p>
<ol class="tracings">
<li><a href="../../tags/rare-books/">rare books</a></li>
</ol>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/two/">Two</a></h3>
<p class="entry-excerpt">About Two?</p>
<ol class="tracings">
<li><a href="../../tags/rare-books/">rare books</a></li>
</ol>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/one/">One</a></h3>
<p class="entry-excerpt">About One?</p>
<ol class="tracings">
<li><a href="../../tags/rare-books/">rare books</a></li>
<li><a href="../../tags/funding/">funding</a></li>
</ol>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<section class="shelf">
<h2>Programs</h2>
<ul class="cards" role="list">
<li class="card">
<h3><a href="../../programs/a/">A</a></h3>
<p class="card-by">B</p>
<dl>
<div><dt>Credential</dt><dd><span class="unstated">not stated</span></dd></div>
<div><dt>Delivery</dt><dd><span class="unstated">not stated</span></dd></div>
<div><dt>Tuition</dt><dd><span class="unstated">not stated</span></dd></div>
</dl>
<p class="card-foot"><span class="trust">As reported; not checked</span></p>
</li>
</ul>
</section>
</main>
"#]],
    );
}

#[test]
fn all_subjects_stand_on_one_page_with_their_counts() {
    shows(
        column().build().sound().main("/tags/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Subjects</h1>
</header>
<ul class="subjects" role="list">
<li><a href="../tags/funding/">funding</a>
<span class="count">1 letter</span></li>
<li><a href="../tags/rare-books/">rare books</a>
<span class="count">3 letters, 1 program</span></li>
</ul>
</main>
"#]],
    );
}

#[test]
fn spellings_that_differ_in_case_or_punctuation_are_one_subject() {
    let terms = |column: &Column| {
        let site = column.build().site;
        site.taxonomy.terms.iter().map(|term| format!("{} {}", term.path, term.label)).collect::<Vec<_>>().join("\n")
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
hint: `Rare books` is printed as `rare books`: they are one tag
 --> content/questions/one.md:4:8
  |
4 | tags: [Rare books, funding]
  |        ^^^^^^^^^^
  |
  = help: write `rare books`, as elsewhere

hint: `rare-books` is printed as `rare books`: they are one tag
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
    for day in 1..=5 {
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
        column.main("/tags/drums/page/3/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">drums</h1>
<p class="byline">
<span>5 letters</span>
<span>1 program</span>
<span>Page 3 of 3</span>
</p>
</header>
<section class="shelf">
<h2>Letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../../../questions/l1/">L1</a></h3>
<p class="entry-excerpt">About L1?</p>
<ol class="tracings">
<li><a href="../../../../tags/drums/">drums</a></li>
</ol>
</div>
<p class="entry-by">by <a href="../../../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<nav class="pager" aria-label="Pages">
<p class="pager-here">Page 3 of 3</p>
<a class="pager-newer" rel="prev" href="../../../../tags/drums/page/2/">Newer letters</a>
</nav>
</main>
"#]],
    );
}

#[test]
fn the_drafts_subjects_are_not_shown() {
    let draft = letter("Draft", 4, "[secret]").replace("---\ntitle", "---\ndraft: yes\ntitle");
    let column = column().file("content/questions/draft.md", draft).build().sound();
    assert!(column.site.taxonomy.terms.iter().all(|term| term.slug != "secret"));
}
