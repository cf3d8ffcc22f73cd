//! The markup of the themes inside the program: every template once, with every part that it may show.
//!
//! No other test knows an element or a class of a theme. What a page says is tested on views (`support/view.rs`); what
//! the layers of a theme do is tested in `theme_files`, `theme_chain` and `theme_options`.

use std::fmt::Write;

use snapbox::str;

use crate::support::{Built, Column, shows};

/// A column in which every template has something to show in each of its parts.
pub(crate) fn column() -> Column {
    let letter = |title: &str, day: u8, more: &str, text: &str| {
        format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\n{more}---\n{text}\n")
    };
    Column::new()
        .file("content/people/thea-aldous.md", "---\nname: Thea Aldous\ninitials: TA\ndescription: Answers at night.\n---\nShe *hums* about [it](../questions/drums.md).\n")
        .file("content/glossary.yaml", "ILS: integrated library system\nR&D:\n  expansion: research & development\n  note: Some say \"D&R\".\n")
        .file(
            "content/tags.yaml",
            "tags:\n  music: { scope_note: What is <loud> & what is not. }\n  drums: { broader: music, related: sleep, use_for: [snares, toms] }\n  sleep: {}\n  bass drums: { broader: drums }\n",
        )
        .file(
            "content/programs/drumming.md",
            "---\ntitle: Certificate of *drumming*\nprovider: The Rhythm School\nparent: University of Somewhere\n\
             also_known_as: [TRS, \"Rhythm & Co\"]\nurl: https://rhythm.example/certificate\n\
             credential: post-master's certificate\ndelivery: [in person, online]\ncourses: 5\n\
             course_length: five days\ntuition: { per_course: \"USD 1,395\", applies_to: most in-person courses }\n\
             financial_aid: { scholarships: yes, federal: no, note: \"tuition, not travel\" }\nopen_to: anyone\n\
             prerequisites: none\npathways: [Snare, Bass]\nstarted: 1983\ntags: [drums]\n\
             source: https://example.org/a?b&c\nverified: 2026-11-01\nreview_every: 6 months\n---\nIt is loud.\n",
        )
        .file("content/programs/paused.md", "---\ntitle: Paused\nprovider: B\nstatus: paused\ntags: [drums]\nverified: 2026-01-01\nreview_every: 30 days\n---\nLike [that](drumming.md).\n")
        .file("content/pages/about.md", "---\ntitle: About *us*\nupdated: 2026-05-01\n---\nHello. See [it](../questions/drums.md).\n\n# Us\n")
        .file("content/questions/before.md", letter("Before", 1, "tags: [drums]\n", "Q: What was before?\n\nSM: Yes."))
        .file("content/questions/other.md", letter("Other <drums>", 3, "tags: [drums, \"<b> & c\"]\n", "Q: ?\n\nTA: [It](drums.md), or [there](../programs/drumming.md)."))
        .file("content/questions/after.md", letter("After", 4, "tags: [drums]\nupdate_to: drums.md\n", "Q: ?\n\nSM: !"))
        .file("content/questions/gone.md", "---\ntitle: Gone\ndate: 2026-03-05\nwithdrawn: { date: 2026-04-01, reason: The asker <asked>. }\n---\n")
        .file(
            "content/questions/drums.md",
            letter(
                "The *drums* upstairs & \"me\"",
                2,
                "updated: 2026-04-01\ndescription: On <drums>.\nupdate_to: before.md\ntags: [bass drums, drums, \"<b> & c\"]\nasker: { pen_name: No <Sleep> }\n",
                "An introduction.\n\nQ: May I complain?\n\nSM: You [may](../programs/drumming.md).\n\nTA: Or move.\n\n\
                 Q: Where?\n\nSM: Away.\n\nEditor's note: She did.\n\nUpdate (2026-09-01): She moved.",
            ),
        )
}

#[track_caller]
fn page(path: &str) -> String {
    built().main(path)
}

#[track_caller]
fn built() -> Built {
    column().build().sound()
}

// Letters

#[test]
fn question() {
    shows(
        page("/questions/drums/"),
        str![[r##"
<main id="_text" tabindex="-1">
<div class="sheet">
<article class="letter">
<header class="post-head">
<h1 class="post-title">The <em>drums</em> upstairs &amp; “me”</h1>
<p class="follows">Follow-up to: <a href="../../questions/before/">Before</a></p>
<p class="post-facts">
<time class="stamp" datetime="2026-03-02"><span>Answered </span>2 Mar 2026</time>
<span>by <a href="../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../people/thea-aldous/">Thea Aldous</a></span>
<time datetime="2026-04-01">Updated 1 Apr 2026</time>
<span class="minutes">1 min read</span>
</p>
</header>
<div class="post-body" id="_body">
<div class="introduction prose"><p>An introduction.</p>
</div>
<section class="slip" id="q1">
<header class="slip-head">
<h2>Question 1</h2>
<p><span>Asked by</span> No &lt;Sleep&gt;</p>
</header>
<div class="prose"><p>May I complain?</p>
</div>
</section>
<section class="answer" id="q1-sm">
<header class="voice">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h2><span class="said">Answer from </span>Sol Marchetti</h2>
<a class="to-answer" href="#q1-sm" aria-label="Link to this answer"></a>
</header>
<div class="prose"><p>You <a href="../../programs/drumming/">may</a>.</p>
</div>
</section>
<section class="answer" id="q1-ta">
<header class="voice">
<span class="seal seal-2" data-initials="TA" aria-hidden="true"></span>
<h2><span class="said">Answer from </span>Thea Aldous</h2>
<a class="to-answer" href="#q1-ta" aria-label="Link to this answer"></a>
</header>
<div class="prose"><p>Or move.</p>
</div>
</section>
<section class="slip" id="q2">
<header class="slip-head">
<h2>Question 2</h2>
</header>
<div class="prose"><p>Where?</p>
</div>
</section>
<section class="answer" id="q2-sm">
<header class="voice">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h2><span class="said">Answer from </span>Sol Marchetti</h2>
<a class="to-answer" href="#q2-sm" aria-label="Link to this answer"></a>
</header>
<div class="prose"><p>Away.</p>
</div>
</section>
<section class="note" id="note-1">
<h2>Editor’s note.</h2>
<div class="prose"><p>She did.</p>
</div>
</section>
<section class="note update" id="update-1">
<h2>Update, 1 September 2026.</h2>
<div class="prose"><p>She moved.</p>
</div>
</section>
<div class="followed">
<h2>What happened next</h2>
<ul role="list">
<li><a href="../../questions/after/">After</a></li>
</ul>
</div>
</div>
</article>
<div class="beyond"><footer class="beyond">
<section class="next">
<h2>Read next</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<p class="why">
<span>Linked letters</span>
<span>Both mention Certificate of drumming</span>
<span>Also about &lt;b&gt; &amp; c and drums</span></p>
</div>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
</ol>
</section>
<aside class="margin" aria-label="About this letter">
<nav class="contents" aria-labelledby="_contents">
<h2 id="_contents">Contents</h2>
<ol role="list">
<li><a href="#q1">Question 1</a></li>
<li class="in"><a href="#q1-sm">Sol Marchetti</a></li>
<li class="in"><a href="#q1-ta">Thea Aldous</a></li>
<li><a href="#q2">Question 2</a></li>
<li class="in"><a href="#q2-sm">Sol Marchetti</a></li>
</ol>
</nav>
<section>
<h2>Subjects</h2>
<ol class="tracings">
<li><a href="../../tags/bass-drums/">bass drums</a></li>
<li><a href="../../tags/drums/">drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ol>
</section>
<section>
<h2>Programs mentioned</h2>
<ul class="cards" role="list">
<li class="card brief">
<h3><a href="../../programs/drumming/">Certificate of <em>drumming</em></a></h3>
<p class="card-by">The Rhythm School</p>
<p class="stated">
<span>post-master’s certificate</span>
<span>in person, online</span>
<span><span dir="ltr"><span class="money"><bdi>5 courses</bdi> × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span> <span class="qualifier">for most in-person courses</span></span>
<span class="trust">Checked on 1 Nov 2026</span>
</p>
<p class="why">
<span>Mentioned by Sol Marchetti</span>
<span>Also about drums</span></p>
</li>
</ul>
</section>
<section>
<h2>More programs on these subjects</h2>
<ul class="cards" role="list">
<li class="card brief">
<h3><a href="../../programs/paused/">Paused</a> <span class="status">Paused</span></h3>
<p class="card-by">B</p>
<p class="why">
<span>Also about drums</span></p>
</li>
</ul>
</section>
</aside>
<div class="post-foot">
<div class="about">
<p>Answered 2 Mar 2026, changed 1 Sep 2026</p>
<details>
<summary>Cite this letter</summary>
<p>Sol Marchetti and Thea Aldous: The drums upstairs &amp; “me”. The Desk, 2 March 2026, changed 1 September 2026, https://desk.example/questions/drums/</p>
</details>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
</div>
<section class="linked-from">
<h2>What links here</h2>
<ul role="list">
<li><a href="../../people/thea-aldous/">Thea Aldous</a></li>
<li><a href="../../about/">About <em>us</em></a></li>
</ul>
</section>
<nav class="siblings" aria-label="Other letters">
<a class="newer" rel="prev" href="../../questions/other/"><span>Newer</span> Other &lt;drums&gt;</a>
<a class="older" rel="next" href="../../questions/before/"><span>Older</span> Before</a>
</nav>
</div>
</footer></div>
</div>
</main>
"##]],
    );
}

#[test]
fn article() {
    let article = "---\ntitle: On drums\ndate: 2026-03-02\nanswered_by: SM\nstandfirst: Of *noise*.\n---\nThey are loud.\n\n## Why\n\nPhysics.\n";
    let built = Column::new().file("content/questions/on-drums.md", article).build().sound();
    shows(
        built.main("/questions/on-drums/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="sheet">
<article class="letter">
<header class="post-head">
<h1 class="post-title">On drums</h1>
<p class="standfirst">Of noise.</p>
<p class="post-facts">
<time class="stamp" datetime="2026-03-02"><span>Published </span>2 Mar 2026</time>
<span>by <a href="../../people/sol-marchetti/">Sol Marchetti</a></span>
<span class="minutes">1 min read</span>
</p>
</header>
<div class="post-body" id="_body">
<div class="introduction prose"><p>They are loud.</p>
<h2 id="why">Why</h2>
<p>Physics.</p>
</div>
</div>
</article>
<div class="beyond"><footer class="beyond">
<div class="post-foot">
<div class="about">
<details>
<summary>Cite this article</summary>
<p>Sol Marchetti: On drums. The Desk, 2 March 2026, https://desk.example/questions/on-drums/</p>
</details>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
</div>
</div>
</footer></div>
</div>
</main>
"#]],
    );
    shows(
        built.main("/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet lead">
<header class="post-head">
<h2 class="post-title"><a href="./questions/on-drums/">On drums</a></h2>
<p class="post-facts">
<time class="stamp" datetime="2026-03-02"><span>Published </span>2 Mar 2026</time>
<span>by <a href="./people/sol-marchetti/">Sol Marchetti</a></span>
<span class="minutes">1 min read</span>
</p>
</header>
<div class="post-body">
<div class="answer">
<p class="prose">They are loud. Physics.</p>
<p class="read-on"><a href="./questions/on-drums/">Read the full letter<span class="said">: On drums</span></a></p>
</div>
</div>
</article>
</main>
"#]],
    );
}

#[test]
fn the_second_link_of_a_letter_skips_to_the_answer() {
    let skips = |path: &str| {
        let page = built().page(path);
        page.lines().filter(|line| line.contains("class=\"skip\"")).map(str::trim).collect::<Vec<_>>().join("\n")
    };
    shows(
        skips("/questions/drums/"),
        str![[r##"
<a class="skip" href="#_text">Skip to content</a>
<a class="skip" href="#q1-sm">Skip to the answer</a>
"##]],
    );
    shows(skips("/about/"), str![[r##"<a class="skip" href="#_text">Skip to content</a>"##]]);
}

/// The lines below a letter that say when it changed, and how to cite it.
#[track_caller]
fn about(column: &Column, slug: &str) -> String {
    let main = column.build().sound().main(&format!("/questions/{slug}/"));
    let (_, about) = main.split_once("<div class=\"about\">\n").unwrap();
    about.split_once("</div>").unwrap().0.to_owned()
}

#[test]
fn a_letter_can_be_cited_by_all_who_answer_and_never_by_the_asker() {
    let letter = "---\ntitle: \"<Loud> & *clear*\"\ndate: 2026-03-02\nupdated: 2026-03-09\nasker: { pen_name: Sleepless }\nguest: { initials: GU, name: Guest & Co }\n---\n\
         Q: May I?\n\nGU: No.\n\nSM: Yes.\n\nTA: Yes.\n\nUpdate (2026-09-01): Done.\n";
    let column = column().file("content/questions/loud.md", letter);
    shows(
        about(&column, "loud"),
        str![[r#"
<p>Answered 2 Mar 2026, changed 1 Sep 2026</p>
<details>
<summary>Cite this letter</summary>
<p>Guest &amp; Co, Sol Marchetti and Thea Aldous: &lt;Loud&gt; &amp; clear. The Desk, 2 March 2026, changed 1 September 2026, https://desk.example/questions/loud/</p>
</details>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
"#]],
    );
    let settings = "title: The Desk\nid: desk.example,2026\nlanguage: de\n";
    let plain = "---\ntitle: Laut\ndate: 2026-03-02\n---\nFrage: Darf ich?\n\nSM: Ja.\n";
    shows(
        about(&Column::new().file("column.yaml", settings).file("content/questions/laut.md", plain), "laut"),
        str![[r#"
<details>
<summary>Diesen Brief zitieren</summary>
<p>Sol Marchetti: Laut. The Desk, 2. März 2026</p>
</details>
"#]],
    );
    let article = "---\ntitle: On drums\ndate: 2026-03-02\n---\nThey are loud.\n";
    shows(
        about(&Column::new().file("content/questions/on-drums.md", article), "on-drums"),
        str![[r#"
<details>
<summary>Cite this article</summary>
<p>On drums. The Desk, 2 March 2026, https://desk.example/questions/on-drums/</p>
</details>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
"#]],
    );
}

#[test]
fn question_of_one_letter() {
    shows(
        Column::new().letter("Q: ?\n\nSM: !\n").build().sound().main("/questions/loud-drums/"),
        str![[r##"
<main id="_text" tabindex="-1">
<div class="sheet">
<article class="letter">
<header class="post-head">
<h1 class="post-title">The drums upstairs</h1>
<p class="post-facts">
<time class="stamp" datetime="2026-03-02"><span>Answered </span>2 Mar 2026</time>
<span>by <a href="../../people/sol-marchetti/">Sol Marchetti</a></span>
<span class="minutes">1 min read</span>
</p>
</header>
<div class="post-body" id="_body">
<section class="slip" id="q1">
<header class="slip-head">
<h2>The question</h2>
</header>
<div class="prose"><p>?</p>
</div>
</section>
<section class="answer" id="q1-sm">
<header class="voice">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h2><span class="said">Answer from </span>Sol Marchetti</h2>
<a class="to-answer" href="#q1-sm" aria-label="Link to this answer"></a>
</header>
<div class="prose"><p>!</p>
</div>
</section>
</div>
</article>
<div class="beyond"><footer class="beyond">
<div class="post-foot">
<div class="about">
<details>
<summary>Cite this letter</summary>
<p>Sol Marchetti: The drums upstairs. The Desk, 2 March 2026, https://desk.example/questions/loud-drums/</p>
</details>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
</div>
</div>
</footer></div>
</div>
</main>
"##]],
    );
}

#[test]
fn withdrawn() {
    shows(
        page("/questions/gone/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="slip empty">
<h1 class="post-title">Gone</h1>
<p>This letter was withdrawn on 1 April 2026.</p>
<p>The asker &lt;asked&gt;.</p>
</div>
<section class="shelf">
<h2>Newest letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-04">4 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/after/">After</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="../../tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="../../tags/drums/">drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="../../tags/bass-drums/">bass drums</a></li>
<li><a href="../../tags/drums/">drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
<ul class="tracings" role="list">
<li><a href="../../tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
}

#[test]
fn listing() {
    shows(
        page("/questions/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Letters</h1>
<form class="search wide" role="search" aria-label="Search this column" action="../search/">
<label><span>Search this column</span>
<input type="search" name="q" maxlength="500" autocomplete="off" enterkeyhint="search"></label>
<button><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 5 5"/></svg><span class="said">Search</span></button>
</form>
</header>
<section class="shelf">
<h2 id="_2026">2026</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-04">4 Mar 2026</time>
<div class="entry-text">
<h3><a href="../questions/after/">After</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="../tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="../tags/drums/">drums</a></li>
<li><a href="../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="../tags/bass-drums/">bass drums</a></li>
<li><a href="../tags/drums/">drums</a></li>
<li><a href="../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../people/sol-marchetti/">Sol Marchetti</a> and <a href="../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
<ul class="tracings" role="list">
<li><a href="../tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
}

#[test]
fn listing_and_person_of_many_years() {
    let mut column = Column::new();
    for (year, letters) in [(2026, 300), (2025, 201), (2024, 1)] {
        for number in 0..letters {
            let front = format!("title: Letter {number}\ndate: {year}-01-{:02}", number % 28 + 1);
            column = column
                .file(&format!("content/questions/l{year}-{number}.md"), format!("---\n{front}\n---\nQ: ?\n\nSM: !\n"));
        }
    }
    let built = column.build().sound();
    shows(
        built.main("/questions/2024/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Letters from 2024</h1>
<form class="search wide" role="search" aria-label="Search this column" action="../../search/">
<label><span>Search this column</span>
<input type="search" name="q" maxlength="500" autocomplete="off" enterkeyhint="search"></label>
<button><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 5 5"/></svg><span class="said">Search</span></button>
</form>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="../../questions/#_2026">2026<span class="count"> 300 letters</span></a></li>
<li><a href="../../questions/2025/">2025<span class="count"> 201 letters</span></a></li>
<li><a href="../../questions/2024/" aria-current="true">2024<span class="count"> 1 letter</span></a></li>
</ul>
</nav>
</header>
<section class="shelf">
<h2 class="said" id="_2024">2024</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2024-01-01">1 Jan 2024</time>
<div class="entry-text">
<h3><a href="../../questions/l2024-0/">Letter 0</a></h3>
<p class="entry-excerpt">?</p>
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
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h1 class="post-title">Sol Marchetti: 2024</h1>
</div>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="../../../people/sol-marchetti/#_2026">2026<span class="count"> 300 letters</span></a></li>
<li><a href="../../../people/sol-marchetti/2025/">2025<span class="count"> 201 letters</span></a></li>
<li><a href="../../../people/sol-marchetti/2024/" aria-current="true">2024<span class="count"> 1 letter</span></a></li>
</ul>
</nav>
<section class="shelf">
<h2 id="_2024">2024</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2024-01-01">1 Jan 2024</time>
<div class="entry-text">
<h3><a href="../../../questions/l2024-0/">Letter 0</a></h3>
<p class="entry-excerpt">?</p>
</div>
</li>
</ol>
</section>
</main>
"#]],
    );
}

/// Seven letters of two years, each with five subjects.
fn many_letters() -> Built {
    let letter = |column: Column, number: usize| {
        let year = if number < 3 { 2026 } else { 2025 };
        let text = format!(
            "---\ntitle: L{number}\ndate: {year}-01-0{}\ntags: [a, b, c, d, e]\n---\nQ: Words of {number}.\n\nSM: !\n",
            9 - number
        );
        column.file(&format!("content/questions/l{number}.md"), text)
    };
    (0..7).fold(Column::new(), letter).build().sound()
}

#[test]
fn lists_say_more_of_their_first_five_letters() {
    let built = many_letters();
    let excerpts = |path: &str| built.page(path).matches("entry-excerpt").count();
    assert_eq!([excerpts("/questions/"), excerpts("/people/sol-marchetti/"), excerpts("/tags/c/")], [5, 5, 5]);
    assert!(built.page("/questions/").contains("Words of 4.") && !built.page("/questions/").contains("Words of 5."));
    assert_eq!(excerpts("/"), 6, "every letter but the one that is open");
}

#[test]
fn lists_name_three_subjects_and_never_that_of_the_page() {
    let built = many_letters();
    let subjects = |path: &str| {
        let page = built.page(path);
        let list = page.split_once("<ul class=\"tracings\"").unwrap().1.split_once("</ul>").unwrap().0;
        list.split("/\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect::<String>()
    };
    assert_eq!(
        [subjects("/questions/"), subjects("/"), subjects("/tags/b/"), subjects("/tags/e/")],
        ["abc", "abc", "acd", "abc"]
    );
}

// Home

#[test]
fn home() {
    shows(
        page("/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet lead">
<header class="post-head">
<h2 class="post-title"><a href="./questions/after/">After</a></h2>
<p class="post-facts">
<time class="stamp" datetime="2026-03-04"><span>Answered </span>4 Mar 2026</time>
<span>by <a href="./people/sol-marchetti/">Sol Marchetti</a></span>
<span class="minutes">1 min read</span>
</p>
</header>
<div class="post-body">
<section class="slip">
<header class="slip-head">
<h3>The question</h3>
</header>
<div class="prose"><p>?</p>
</div>
</section>
<div class="answer">
<header class="voice">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h3><span class="said">Answer from </span>Sol Marchetti</h3>
</header>
<p class="prose">!</p>
<p class="read-on"><a href="./questions/after/">Read the full letter<span class="said">: After</span></a></p>
</div>
</div>
<div class="margin">
<h3>Subjects</h3>
<ol class="tracings">
<li><a href="./tags/drums/">drums</a></li>
</ol>
</div>
</article>
<section class="shelf">
<h2>Earlier letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="./questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="./tags/drums/">drums</a></li>
<li><a href="./tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="./people/thea-aldous/">Thea Aldous</a> <span>1 min read</span></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="./questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="./tags/bass-drums/">bass drums</a></li>
<li><a href="./tags/drums/">drums</a></li>
<li><a href="./tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="./people/sol-marchetti/">Sol Marchetti</a> and <a href="./people/thea-aldous/">Thea Aldous</a> <span>1 min read</span></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="./questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
<ul class="tracings" role="list">
<li><a href="./tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="./people/sol-marchetti/">Sol Marchetti</a> <span>1 min read</span></p>
</li>
</ol>
</section>
<section class="shelf">
<h2>Programs</h2>
<ul class="cards" role="list">
<li class="card">
<h3><a href="./programs/drumming/">Certificate of <em>drumming</em></a></h3>
<p class="card-by">The Rhythm School</p>
<dl>
<div><dt>Credential</dt><dd>post-master’s certificate</dd></div>
<div><dt>Format</dt><dd>in person, online</dd></div>
<div><dt>Courses</dt><dd>5</dd></div>
<div><dt>Tuition</dt><dd><span dir="ltr"><span class="money"><bdi>5 courses</bdi> × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span> <span class="qualifier">for most in-person courses</span></dd></div>
</dl>
<p class="card-foot"><span class="trust">Checked on 1 Nov 2026</span></p>
</li>
<li class="card">
<h3><a href="./programs/paused/">Paused</a> <span class="status">Paused</span></h3>
<p class="card-by">B</p>
<p class="card-foot"><span class="trust late">Not checked since 1 Jan 2026</span></p>
</li>
</ul>
</section>
</main>
"#]],
    );
}

#[test]
fn home_of_several_pages() {
    let built = column().file("column.yaml", "title: The Desk\nletters_per_page: 2\n").build().sound();
    let pager = |path: &str| {
        let main = built.main(path);
        main.split_once("<nav class=\"pager\"").unwrap().1.split_once("</nav>").unwrap().0.to_owned()
    };
    shows(
        pager("/"),
        str![[r#"
 aria-label="Pages">
<p class="pager-here">Page 1 of 2</p>
<a class="pager-older" rel="next" href="./page/2/">Older letters</a>
"#]],
    );
    shows(
        built.main("/page/2/"),
        str![[r#"
<main id="_text" tabindex="-1">
<h1 class="post-title">Letters, page 2</h1>
<section class="shelf">
<h2 class="said">Letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="../../tags/bass-drums/">bass drums</a></li>
<li><a href="../../tags/drums/">drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../people/thea-aldous/">Thea Aldous</a> <span>1 min read</span></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
<ul class="tracings" role="list">
<li><a href="../../tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a> <span>1 min read</span></p>
</li>
</ol>
</section>
<nav class="pager" aria-label="Pages">
<p class="pager-here">Page 2 of 2</p>
<a class="pager-newer" rel="prev" href="../../">Newer letters</a>
</nav>
</main>
"#]],
    );
}

#[test]
fn home_shortens_a_long_question() {
    let words: Vec<String> = (1..=200).map(|n| format!("w{n}")).collect();
    let column = Column::new().letter(&format!("Q: {}\n\nSM: Yes.\n", words.join(" "))).build().sound();
    let main = column.main("/");
    assert!(main.contains("w40…</p>"), "{main}");
    assert!(!main.contains("w41"));
}

#[test]
fn home_of_an_empty_column() {
    shows(
        Column::new().build().main("/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="slip empty">
<h2>No letters yet</h2>
<p class="empty">The first one will appear here once it is answered. <a href="./people/">Meet the columnists</a></p>
</div>
</main>
"#]],
    );
}

// Programs

#[test]
fn program() {
    shows(
        page("/programs/drumming/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet" data-profile="">
<header class="post-head">
<h1 class="post-title">Certificate of <em>drumming</em></h1>
<p class="provider" data-fact="provider">The Rhythm School<span class="parent">University of Somewhere</span></p>
</header>
<div class="post-body">
<section class="card facts">
<h2 class="said">Facts</h2>
<dl>
<div data-fact="credential"><dt>Credential</dt><dd>post-master’s certificate</dd></div>
<div data-fact="delivery"><dt>Format</dt><dd>in person, online</dd></div>
<div data-fact="courses"><dt>Courses</dt><dd>5</dd></div>
<div data-fact="course_length"><dt>Course length</dt><dd>five days</dd></div>
<div data-fact="tuition" data-currencies="USD"><dt>Tuition</dt><dd><span dir="ltr"><span class="money"><bdi>5 courses</bdi> × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span> <span class="qualifier">for most in-person courses</span></dd></div>
<div data-fact="scholarships"><dt>Scholarships</dt><dd>yes</dd></div>
<div data-fact="federal_aid"><dt>Federal aid</dt><dd>not eligible</dd></div>
<div data-fact="aid_note"><dt>About aid</dt><dd>tuition, not travel</dd></div>
<div data-fact="open_to"><dt>Open to</dt><dd>anyone</dd></div>
<div data-fact="prerequisites"><dt>Prerequisites</dt><dd>none</dd></div>
<div data-fact="pathways"><dt>Pathways</dt><dd><ul role="list">
<li>Snare</li>
<li>Bass</li>
</ul></dd></div>
<div data-fact="started"><dt>Started</dt><dd>1983</dd></div>
<div data-fact="also_known_as"><dt>Also known as</dt><dd>TRS, Rhythm &amp; Co</dd></div>
<div data-fact="url"><dt>Website</dt><dd><a href="https://rhythm.example/certificate">https://rhythm.example/certificate</a></dd></div>
<div data-fact="source"><dt>Source</dt><dd><a href="https://example.org/a?b&amp;c">https://example.org/a?b&amp;c</a></dd></div>
</dl>
<p class="card-foot" data-fact="checked"><span class="trust">Checked on 1 Nov 2026</span></p>
</section>
<div class="prose"><p>It is loud.</p>
</div>
</div>
<aside class="margin" aria-label="About this program">
<h2>Subjects</h2>
<ol class="tracings">
<li><a href="../../tags/drums/">drums</a></li>
</ol>
</aside>
</article>
<section class="shelf">
<h2>Letters that mention this program</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/other/">Other &lt;drums&gt;</a></h3>
<blockquote class="line"><p>It, or there.</p><footer>Thea Aldous</footer></blockquote>
<p class="why">
<span>Also about drums</span></p>
</div>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<blockquote class="line"><p>You may.</p><footer>Sol Marchetti</footer></blockquote>
<p class="why">
<span>Also about drums</span></p>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
</ol>
</section>
<section class="shelf">
<h2>Related letters</h2>
<ol class="entries titles" role="list">
<li class="entry">
<div class="entry-text">
<h3><a href="../../questions/after/">After</a></h3>
<p class="why">
<span>Also about drums</span></p>
</div>
<time class="entry-date" datetime="2026-03-04">4 Mar 2026</time>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<div class="entry-text">
<h3><a href="../../questions/before/">Before</a></h3>
<p class="why">
<span>Also about drums</span></p>
</div>
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<section class="linked-from">
<h2>What links here</h2>
<ul role="list">
<li><a href="../../programs/paused/">Paused</a></li>
</ul>
</section>
</main>
"#]],
    );
}

#[test]
fn program_that_is_paused() {
    shows(
        page("/programs/paused/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="sheet" data-profile="Paused">
<header class="post-head">
<h1 class="post-title">Paused</h1>
<p class="provider" data-fact="provider">B</p>
<p class="notice">This program is paused.</p>
</header>
<div class="post-body">
<section class="card facts">
<h2 class="said">Facts</h2>
<dl>
<div data-fact="credential"><dt>Credential</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="delivery"><dt>Format</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="tuition"><dt>Tuition</dt><dd><span class="unstated">not stated</span></dd></div>
</dl>
<p class="card-foot" data-fact="checked"><span class="trust late">Not checked since 1 Jan 2026</span></p>
</section>
<div class="prose"><p>Like <a href="../../programs/drumming/">that</a>.</p>
</div>
</div>
<aside class="margin" aria-label="About this program">
<h2>Subjects</h2>
<ol class="tracings">
<li><a href="../../tags/drums/">drums</a></li>
</ol>
</aside>
</article>
<section class="shelf">
<h2>Related letters</h2>
<ol class="entries titles" role="list">
<li class="entry">
<div class="entry-text">
<h3><a href="../../questions/after/">After</a></h3>
<p class="why">
<span>Also about drums</span></p>
</div>
<time class="entry-date" datetime="2026-03-04">4 Mar 2026</time>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<div class="entry-text">
<h3><a href="../../questions/other/">Other &lt;drums&gt;</a></h3>
<p class="why">
<span>Also about drums</span></p>
</div>
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<div class="entry-text">
<h3><a href="../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="why">
<span>Also about drums</span></p>
</div>
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<div class="entry-text">
<h3><a href="../../questions/before/">Before</a></h3>
<p class="why">
<span>Also about drums</span></p>
</div>
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
}

#[test]
fn programs() {
    shows(
        page("/programs/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Programs</h1>
</header>
<p class="directory-trust">2 programs: 1 checked by us, 1 due for another check. Ask the school before you decide.</p>
<div class="directory" data-directory>
<form class="filters" aria-label="Filter programs" data-filters
data-count="0 of {total} programs|1 of {total} programs|2 of {total} programs|3 of {total} programs|6 of {total} programs|7 of {total} programs|11 of {total} programs|100 of {total} programs" data-none="No program has all of these. Clear the filters, or uncheck one.">
<details class="filters-fold"><summary>Filter programs</summary></details>
<fieldset>
<legend>Credential</legend>
<ul role="list">
<li><label><input type="checkbox" name="credential" value="post-masters-certificate"> <span>post-master’s certificate</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="credential" value="not-stated"> <span>not stated</span> <small>1</small></label></li>
</ul>
</fieldset>
<fieldset>
<legend>Format</legend>
<ul role="list">
<li><label><input type="checkbox" name="delivery" value="in-person"> <span>in person</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="delivery" value="online"> <span>online</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="delivery" value="not-stated"> <span>not stated</span> <small>1</small></label></li>
</ul>
</fieldset>
<fieldset>
<legend>Tuition</legend>
<ul role="list">
<li><label><input type="checkbox" name="tuition" value="stated"> <span>stated</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="tuition" value="usd-5000-to-10000"> <span>USD 5,000–10,000</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="tuition" value="not-stated"> <span>not stated</span> <small>1</small></label></li>
</ul>
</fieldset>
<fieldset>
<legend>Offered by</legend>
<ul role="list">
<li><label><input type="checkbox" name="provider" value="b"> <span>B</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="provider" value="the-rhythm-school"> <span>The Rhythm School</span> <small>1</small></label></li>
</ul>
</fieldset>
<fieldset>
<legend>Status</legend>
<ul role="list">
<li><label><input type="checkbox" name="status" value="open"> <span>open</span> <small>1</small></label></li>
<li><label><input type="checkbox" name="status" value="paused"> <span>paused</span> <small>1</small></label></li>
</ul>
</fieldset>
<button type="reset">Clear</button>
</form>
<div class="directory-list" id="_programs" tabindex="-1">
<p class="directory-status" role="status" data-directory-status></p>
<table class="drawer">
<caption class="said">Programs</caption>
<thead>
<tr data-sort-by="Sort by">
<th scope="col" data-sort="title">Program</th>
<th scope="col" data-sort="credential">Credential</th>
<th scope="col" data-sort="delivery">Format</th>
<th scope="col" data-sort="tuition">Tuition</th>
<th scope="col" data-sort="checked">Last checked</th>
</tr>
</thead>
<tbody>
<tr data-program data-credential="post-masters-certificate" data-delivery="in-person online" data-tuition="stated usd-5000-to-10000" data-provider="the-rhythm-school" data-status="open">
<th scope="row">
<a href="../programs/drumming/">Certificate of <em>drumming</em></a>
<span class="card-by">The Rhythm School</span>
</th>
<td data-label="Credential"><span>post-master’s certificate</span></td>
<td data-label="Format"><span>in person, online</span></td>
<td data-label="Tuition" data-key="1 USD 00000000000000697500 00000000000000697500"><span><span dir="ltr"><span class="money"><bdi>5 courses</bdi> × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span> <span class="qualifier">for most in-person courses</span></span></td>
<td data-key="2026-11-01"><span class="trust">Checked on 1 Nov 2026</span></td>
</tr>
<tr data-program data-credential="not-stated" data-delivery="not-stated" data-tuition="not-stated" data-provider="b" data-status="paused">
<th scope="row">
<a href="../programs/paused/">Paused</a> <span class="status">Paused</span>
<span class="card-by">B</span>
</th>
<td data-label="Credential"><span><span class="unstated">not stated</span></span></td>
<td data-label="Format"><span><span class="unstated">not stated</span></span></td>
<td data-label="Tuition" data-key=""><span><span class="unstated">not stated</span></span></td>
<td data-key="2026-01-01"><span class="trust late">Not checked since 1 Jan 2026</span></td>
</tr>
</tbody>
</table>
<p class="directory-shown">Shown:</p>
<p class="take-away">Download this list: <a href="../programs/programs.csv" download>spreadsheet (CSV)</a>, <a href="../programs/programs.json" download>data (JSON)</a></p>
</div>
</div>
</main>
"#]],
    );
}

#[test]
fn facts_that_are_not_stated() {
    let aid = |title: &str, aid: &str| format!("---\ntitle: {title}\nprovider: P\n{aid}---\n");
    let built = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/a.md", aid("A", ""))
        .file(
            "content/programs/b.md",
            aid("B", "financial_aid: { scholarships: no }\ntuition: { total: \"USD 1,200\" }\n"),
        )
        .file(
            "content/programs/c.md",
            aid("C", "financial_aid: { federal: yes }\ntuition: { per_credit: USD 500.50, credits: 12 }\n"),
        )
        .build()
        .sound();
    let facts = ["a", "b", "c"].map(|slug| {
        let main = built.main(&format!("/programs/{slug}/"));
        main.split_once("<dl>\n").unwrap().1.split_once("</dl>").unwrap().0.to_owned()
    });
    shows(
        facts.join("\n"),
        str![[r#"
<div data-fact="credential"><dt>Credential</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="delivery"><dt>Format</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="tuition"><dt>Tuition</dt><dd><span class="unstated">not stated</span></dd></div>

<div data-fact="credential"><dt>Credential</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="delivery"><dt>Format</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="tuition" data-currencies="USD"><dt>Tuition</dt><dd><strong class="money">USD 1,200</strong></dd></div>
<div data-fact="scholarships"><dt>Scholarships</dt><dd>no</dd></div>
<div data-fact="federal_aid"><dt>Federal aid</dt><dd><span class="unstated">not stated</span></dd></div>

<div data-fact="credential"><dt>Credential</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="delivery"><dt>Format</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="tuition" data-currencies="USD"><dt>Tuition</dt><dd><span dir="ltr"><span class="money"><bdi>12 credits</bdi> × USD 500.50</span> <span class="money">= <strong>USD 6,006</strong></span></span></dd></div>
<div data-fact="scholarships"><dt>Scholarships</dt><dd><span class="unstated">not stated</span></dd></div>
<div data-fact="federal_aid"><dt>Federal aid</dt><dd>eligible</dd></div>
"#]],
    );
}

#[test]
fn a_qualifier_is_wherever_its_number_does() {
    let built = built();
    for path in ["/programs/drumming/", "/programs/", "/", "/tags/drums/"] {
        let main = built.main(path);
        let (number, qualifier) =
            (main.matches("USD 6,975").count(), main.matches("for most in-person courses").count());
        assert_eq!((number, qualifier), (1, 1), "{path}");
    }
}

// Subjects

#[test]
fn tag() {
    shows(
        page("/tags/drums/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Drums</h1>
<p class="post-facts">
<span>4 letters</span>
<span>2 programs</span>
</p>
</header>
<nav class="thesaurus" aria-label="See also">
<ul class="tree" role="list">
<li><span class="said">Broader:</span> <a href="../../tags/music/">music</a>
<ul role="list">
<li><strong>drums</strong>
<span class="said">Narrower:</span>
<ul role="list">
<li><a href="../../tags/bass-drums/">bass drums</a></li>
</ul></li>
</ul></li>
</ul>
<p>Also called: snares, toms</p>
</nav>
<section class="shelf">
<h2>Letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-04">4 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/after/">After</a></h3>
<p class="entry-excerpt">?</p>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="../../tags/bass-drums/">bass drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
</div>
<p class="entry-by">by <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<section class="shelf">
<h2>Programs</h2>
<ul class="cards" role="list">
<li class="card">
<h3><a href="../../programs/drumming/">Certificate of <em>drumming</em></a></h3>
<p class="card-by">The Rhythm School</p>
<dl>
<div><dt>Credential</dt><dd>post-master’s certificate</dd></div>
<div><dt>Format</dt><dd>in person, online</dd></div>
<div><dt>Courses</dt><dd>5</dd></div>
<div><dt>Tuition</dt><dd><span dir="ltr"><span class="money"><bdi>5 courses</bdi> × USD 1,395</span> <span class="money">= <strong>USD 6,975</strong></span></span> <span class="qualifier">for most in-person courses</span></dd></div>
</dl>
<p class="card-foot"><span class="trust">Checked on 1 Nov 2026</span></p>
</li>
<li class="card">
<h3><a href="../../programs/paused/">Paused</a> <span class="status">Paused</span></h3>
<p class="card-by">B</p>
<p class="card-foot"><span class="trust late">Not checked since 1 Jan 2026</span></p>
</li>
</ul>
</section>
</main>
"#]],
    );
}

#[test]
fn tag_of_a_wider_subject() {
    shows(
        page("/tags/music/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Music</h1>
<p class="standfirst">What is &lt;loud&gt; &amp; what is not.</p>
</header>
<nav class="thesaurus" aria-label="See also">
<ul class="tree" role="list">
<li><strong>music</strong>
<span class="said">Narrower:</span>
<ul role="list">
<li><a href="../../tags/drums/">drums</a></li>
</ul></li>
</ul>
</nav>
<p class="empty">No letters here yet. <a href="../../questions/">All letters</a></p>
</main>
"#]],
    );
}

#[test]
fn tag_of_several_pages() {
    let built = column().file("column.yaml", "title: The Desk\nletters_per_page: 2\n").build().sound();
    shows(
        built.main("/tags/drums/page/2/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Drums</h1>
<p class="post-facts">
<span>4 letters</span>
<span>2 programs</span>
<span>Page 2 of 2</span>
</p>
</header>
<nav class="thesaurus" aria-label="See also">
<ul class="tree" role="list">
<li><span class="said">Broader:</span> <a href="../../../../tags/music/">music</a>
<ul role="list">
<li><strong>drums</strong>
<span class="said">Narrower:</span>
<ul role="list">
<li><a href="../../../../tags/bass-drums/">bass drums</a></li>
</ul></li>
</ul></li>
</ul>
<p>Also called: snares, toms</p>
</nav>
<section class="shelf">
<h2>Letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="../../../../tags/bass-drums/">bass drums</a></li>
<li><a href="../../../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="../../../../people/sol-marchetti/">Sol Marchetti</a> and <a href="../../../../people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../../../questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
</div>
<p class="entry-by">by <a href="../../../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
<nav class="pager" aria-label="Pages">
<p class="pager-here">Page 2 of 2</p>
<a class="pager-newer" rel="prev" href="../../../../tags/drums/">Newer letters</a>
</nav>
</main>
"#]],
    );
}

#[test]
fn tags() {
    shows(
        page("/tags/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Subjects</h1>
</header>
<ul class="subjects" role="list">
<li><a href="../tags/b-c/">&lt;b&gt; &amp; c</a>
<span class="count">2 letters</span></li>
<li><a href="../tags/bass-drums/">bass drums</a>
<span class="count">1 letter</span></li>
<li><a href="../tags/drums/">drums</a>
<span class="count">4 letters, 2 programs</span></li>
<li><a href="../tags/music/">music</a>
</li>
<li><span>snares: see <a href="../tags/drums/">drums</a></span></li>
<li><span>toms: see <a href="../tags/drums/">drums</a></span></li>
</ul>
</main>
"#]],
    );
}

#[test]
fn tags_of_many_letters() {
    let tags = (0..18).map(|n| format!("{}{n}", ["b", "c"][n / 9])).collect::<Vec<_>>().join(", ");
    let column = |language: &str, more: &str| {
        Column::new()
            .file("column.yaml", format!("title: T\nlanguage: {language}\n"))
            .file(
                "content/questions/a.md",
                format!("---\ntitle: A\ndate: 2026-01-01\ntags: [{tags}, {more}]\n---\nQ: ?\n\nSM: !\n"),
            )
            .build()
    };
    let letters = |built: &Built, begin: &str| {
        let page = built.main("/tags/");
        let of = |line: &str| line.strip_prefix(begin).map(|rest| rest.split(['"', '<']).next().unwrap().to_owned());
        page.lines().filter_map(of).collect::<Vec<_>>().join(" ")
    };
    let english = column("en", "3D, éclair, Ärzte, apa");
    assert_eq!(letters(&english, "<li><a href=\"#_"), "0 A B C E");
    assert_eq!(letters(&english, "<h2 id=\"_"), "0 A B C E");
    assert!(english.main("/tags/").contains("<li><a href=\"#_0\">Numbers and signs</a></li>"));
    assert_eq!(letters(&column("sv", "éclair, Ärzte, apa"), "<h2 id=\"_"), "A B C E Ä");
    assert_eq!(letters(&column("en", "a"), "<h2 id=\"_"), "", "few need no letters");
}

// Columnists, and what else there is

#[test]
fn person() {
    shows(
        page("/people/thea-aldous/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="page-head person-head">
<span class="seal seal-2" data-initials="TA" aria-hidden="true"></span>
<h1 class="post-title">Thea Aldous</h1>
<div class="prose"><p>She <em>hums</em> about <a href="../../questions/drums/">it</a>.</p>
</div>
</div>
<section class="shelf">
<h2 id="_2026">2026</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="../../tags/drums/">drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="../../questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="../../tags/bass-drums/">bass drums</a></li>
<li><a href="../../tags/drums/">drums</a></li>
<li><a href="../../tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">with <a href="../../people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
}

#[test]
fn person_without_an_answer() {
    shows(
        Column::new().build().main("/people/sol-marchetti/"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="page-head person-head">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h1 class="post-title">Sol Marchetti</h1>
</div>
<p class="empty">No letters here yet. <a href="../../questions/">All letters</a></p>
</main>
"#]],
    );
}

#[test]
fn people() {
    shows(
        page("/people/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Columnists</h1>
</header>
<ul class="people" role="list">
<li>
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h2><a href="../people/sol-marchetti/">Sol Marchetti</a></h2>
<p class="count">3 letters</p>
</li>
<li>
<span class="seal seal-2" data-initials="TA" aria-hidden="true"></span>
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
fn glossary() {
    shows(
        page("/glossary/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Glossary</h1>
</header>
<dl class="glossary">
<div id="ils">
<dt>ILS</dt>
<dd>integrated library system</dd>
</div>
<div id="r-d">
<dt>R&amp;D</dt>
<dd>research &amp; development
<p>Some say “D&amp;R”.</p></dd>
</div>
</dl>
</main>
"#]],
    );
}

#[test]
fn a_page_of_the_columns_own() {
    shows(
        page("/about/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="page">
<header class="page-head">
<h1 class="post-title">About <em>us</em></h1>
<p class="post-facts"><time datetime="2026-05-01">Updated 1 May 2026</time></p>
</header>
<div class="prose"><p>Hello. See <a href="../questions/drums/">it</a>.</p>
<h2 id="us">Us</h2>
</div>
</article>
</main>
"#]],
    );
}

#[test]
fn search() {
    shows(
        page("/search/"),
        str![[r#"
<main id="_text" tabindex="-1">
<header class="page-head">
<h1 class="post-title">Search</h1>
</header>
<form class="search wide" role="search" aria-label="Search" action="../search/" data-search
data-wait="Searching …" data-failed="The search could not be loaded. Are you online?"
data-count="0 results for “{query}”|1 result for “{query}”|2 results for “{query}”|3 results for “{query}”|6 results for “{query}”|7 results for “{query}”|11 results for “{query}”|100 results for “{query}”"
data-nothing="No results for “{query}”. One of these subjects may help." data-unknown="No results for “{words}”."
data-dates="25 Jan 2001|25 Feb 2001|25 Mar 2001|25 Apr 2001|25 May 2001|25 Jun 2001|25 Jul 2001|25 Aug 2001|25 Sep 2001|25 Oct 2001|25 Nov 2001|25 Dec 2001" data-kind-p="Program" data-kind-c="Columnist" data-kind-g="Page" data-kind-s="Subject">
<label><span>Search this column</span>
<input type="search" name="q" maxlength="500" autocomplete="off" enterkeyhint="search"></label>
<button><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 5 5"/></svg><span class="said">Search</span></button>
</form>
<noscript><p class="search-note">The search needs JavaScript. Without it, these links lead to every letter.</p></noscript>
<p class="search-status" role="status" data-search-status></p>
<ol class="found" role="list" data-search-results></ol>
<template data-search-result>
<li>
<h2 class="found-title"><a data-search-title></a></h2>
<p class="found-facts"><span data-search-kind></span> <span data-search-date></span> <span data-search-subjects></span></p>
<p class="found-text"><span class="found-voice" data-search-voice></span> <span data-search-excerpt></span></p>
</li>
</template>
<button class="search-more" type="button" hidden data-search-more>Show more</button>
<div data-search-browse>
<section class="shelf">
<h2>Subjects</h2>
<ul class="subjects" role="list">
<li><a href="../tags/b-c/">&lt;b&gt; &amp; c</a> <span class="count">2 letters</span></li>
<li><a href="../tags/bass-drums/">bass drums</a> <span class="count">1 letter</span></li>
<li><a href="../tags/drums/">drums</a> <span class="count">4 letters, 2 programs</span></li>
<li><a href="../tags/music/">music</a> </li>
</ul>
</section>
<nav class="years" aria-label="Years">
<ul role="list">
<li><a href="../questions/#_2026">2026<span class="count"> 4 letters</span></a></li>
</ul>
</nav>
<p class="all-letters"><a href="../questions/">All letters</a></p>
</div>
<p class="search-note search-key" hidden><label><input type="checkbox" data-search-key> The / key leads to the search field</label></p>
</main>
"#]],
    );
}

#[test]
fn a_page_with_a_form_for_letters() {
    let form = "---\ntitle: Ask\n---\n<form action=\"https://forms.example/1\"><textarea name=\"letter\" aria-label=\"Letter\"></textarea></form>\n";
    let built = column().file("content/pages/ask.md", form).build().sound();
    shows(
        built.main("/ask/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="page">
<header class="page-head">
<h1 class="post-title">Ask</h1>
</header>
<div class="prose"><form action="https://forms.example/1"><textarea aria-label="Letter" name="letter"></textarea></form>
</div>
<section class="similar" data-search-similar hidden aria-label="Answered before?" data-dates="25 Jan 2001|25 Feb 2001|25 Mar 2001|25 Apr 2001|25 May 2001|25 Jun 2001|25 Jul 2001|25 Aug 2001|25 Sep 2001|25 Oct 2001|25 Nov 2001|25 Dec 2001"
data-count="Answered before? 0 letters are much like yours.|Answered before? 1 letter is much like yours.|Answered before? 2 letters are much like yours.|Answered before? 3 letters are much like yours.">
<p role="status" data-search-status></p>
<ol role="list" data-search-results></ol>
<p class="similar-note">Each opens in a new tab. Your text stays here, and nothing has been sent.</p>
<template data-search-result>
<li>
<p class="found-title"><a target="_blank" data-search-title></a></p>
<p class="found-facts"><span data-search-date></span> <span data-search-subjects></span></p>
</li>
</template>
</section>
</article>
</main>
"#]],
    );
    let scripts = |path: &str| built.page(path).matches("<script defer src=").count();
    assert_eq!(["/ask/", "/search/", "/", "/about/", "/questions/drums/"].map(scripts), [2, 2, 1, 0, 0]);
}

#[test]
fn not_found() {
    shows(
        page("/404.html"),
        str![[r#"
<main id="_text" tabindex="-1">
<div class="slip empty">
<h1 class="post-title">Page not found</h1>
<p>There is no page at this address. It may be mistyped, or the page may have moved.</p>
<form class="search wide" role="search" aria-label="Search this column" action="/search/">
<label><span>Search this column</span>
<input type="search" name="q" maxlength="500" autocomplete="off" enterkeyhint="search"></label>
<button><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 5 5"/></svg><span class="said">Search</span></button>
</form>
</div>
<section class="shelf">
<h2>Newest letters</h2>
<ol class="entries" role="list">
<li class="entry">
<time class="entry-date" datetime="2026-03-04">4 Mar 2026</time>
<div class="entry-text">
<h3><a href="/questions/after/">After</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="/tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="/people/sol-marchetti/">Sol Marchetti</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-03">3 Mar 2026</time>
<div class="entry-text">
<h3><a href="/questions/other/">Other &lt;drums&gt;</a></h3>
<p class="entry-excerpt">?</p>
<ul class="tracings" role="list">
<li><a href="/tags/drums/">drums</a></li>
<li><a href="/tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="/people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-02">2 Mar 2026</time>
<div class="entry-text">
<h3><a href="/questions/drums/">The <em>drums</em> upstairs &amp; “me”</a></h3>
<p class="entry-excerpt">On &lt;drums&gt;.</p>
<ul class="tracings" role="list">
<li><a href="/tags/bass-drums/">bass drums</a></li>
<li><a href="/tags/drums/">drums</a></li>
<li><a href="/tags/b-c/">&lt;b&gt; &amp; c</a></li>
</ul>
</div>
<p class="entry-by">by <a href="/people/sol-marchetti/">Sol Marchetti</a> and <a href="/people/thea-aldous/">Thea Aldous</a></p>
</li>
<li class="entry">
<time class="entry-date" datetime="2026-03-01">1 Mar 2026</time>
<div class="entry-text">
<h3><a href="/questions/before/">Before</a></h3>
<p class="entry-excerpt">What was before?</p>
<ul class="tracings" role="list">
<li><a href="/tags/drums/">drums</a></li>
</ul>
</div>
<p class="entry-by">by <a href="/people/sol-marchetti/">Sol Marchetti</a></p>
</li>
</ol>
</section>
</main>
"#]],
    );
}

// What all pages have

#[test]
fn the_head_of_a_page_says_what_it_is() {
    let built = column()
        .file("content/questions/drums.md", "---\ntitle: '*\"Loud\"* < 5 & `why` -- it''s drums'\ndate: 2026-03-02\n---\nQ: May I \"complain\"?\n\nSM: !\n")
        .build();
    let mut told = String::new();
    for path in ["/questions/drums/", "/tags/music/", "/404.html"] {
        let page = built.page(path);
        let lines = page.split_once("<body").unwrap().0.lines().filter(|line| !line.contains("/assets/"));
        let _ = writeln!(told, "{}\n", lines.collect::<Vec<_>>().join("\n"));
    }
    shows(
        told,
        str![[r##"
<!doctype html>
<html lang="en" dir="ltr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f3ea">
  <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171512">
  <title>“Loud” &lt; 5 &amp; why – it’s drums · The Desk</title>
  <meta name="description" content="May I “complain”?">
  <meta name="author" content="Sol Marchetti">
  <meta name="DC.type" content="blogPost">
  <meta name="DC.creator" content="Sol Marchetti">
  <meta name="DC.date" content="2026-03-02">
  <meta property="article:published_time" content="2026-03-02T00:00:00+00:00">
  <link rel="canonical" href="https://desk.example/questions/drums/">
  <link rel="alternate" type="application/atom+xml" href="../../feed.xml" title="The Desk">
  <link rel="alternate" type="application/feed+json" href="../../feed.json" title="The Desk">
  <meta property="og:title" content="“Loud” &lt; 5 &amp; why – it’s drums">
  <meta property="og:site_name" content="The Desk">
  <meta property="og:type" content="article">
  <meta property="og:description" content="May I “complain”?">
  <meta property="og:url" content="https://desk.example/questions/drums/">
  <meta name="generator" content="callslip VERSION">
  <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"BlogPosting","headline":"“Loud” \u003c 5 & why – it’s drums","mainEntityOfPage":"https://desk.example/questions/drums/","author":[{"@type":"Person","name":"Sol Marchetti","url":"https://desk.example/people/sol-marchetti/"}],"datePublished":"2026-03-02T00:00:00+00:00","inLanguage":"en","isPartOf":{"@type":"Blog","name":"The Desk","url":"https://desk.example/"},"mainEntity":{"@type":"Question","name":"“Loud” \u003c 5 & why – it’s drums","text":"May I “complain”?","answerCount":1,"acceptedAnswer":{"@type":"Answer","text":"!","author":{"@type":"Person","name":"Sol Marchetti","url":"https://desk.example/people/sol-marchetti/"}}}},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"The Desk","item":"https://desk.example/"},{"@type":"ListItem","position":2,"name":"Letters","item":"https://desk.example/questions/"},{"@type":"ListItem","position":3,"name":"“Loud” \u003c 5 & why – it’s drums"}]}]}</script>
</head>

<!doctype html>
<html lang="en" dir="ltr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f3ea">
  <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171512">
  <title>Music · The Desk</title>
  <meta name="description" content="What is &lt;loud&gt; &amp; what is not.">
  <link rel="canonical" href="https://desk.example/tags/music/">
  <link rel="alternate" type="application/atom+xml" href="../../tags/music/feed.xml" title="The Desk: music">
  <link rel="alternate" type="application/atom+xml" href="../../feed.xml" title="The Desk">
  <link rel="alternate" type="application/feed+json" href="../../feed.json" title="The Desk">
  <meta property="og:title" content="Music">
  <meta property="og:site_name" content="The Desk">
  <meta property="og:type" content="website">
  <meta property="og:description" content="What is &lt;loud&gt; &amp; what is not.">
  <meta property="og:url" content="https://desk.example/tags/music/">
  <meta name="generator" content="callslip VERSION">
  <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"The Desk","item":"https://desk.example/"},{"@type":"ListItem","position":2,"name":"Subjects","item":"https://desk.example/tags/"},{"@type":"ListItem","position":3,"name":"Music"}]}]}</script>
</head>

<!doctype html>
<html lang="en" dir="ltr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f3ea">
  <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171512">
  <title>Page not found · The Desk</title>
  <meta name="description" content="There is no page at this address. It may be mistyped, or the page may have moved.">
  <meta name="robots" content="noindex">
  <link rel="alternate" type="application/atom+xml" href="/feed.xml" title="The Desk">
  <link rel="alternate" type="application/feed+json" href="/feed.json" title="The Desk">
  <meta property="og:title" content="Page not found">
  <meta property="og:site_name" content="The Desk">
  <meta property="og:type" content="website">
  <meta property="og:description" content="There is no page at this address. It may be mistyped, or the page may have moved.">
  <meta name="generator" content="callslip VERSION">
</head>
"##]],
    );
}

#[test]
fn the_frame_of_a_page() {
    let page = built().page("/tags/");
    let (head, foot) = (page.split_once("<body").unwrap().1, page.split_once("</main>").unwrap().1);
    shows(
        format!("<body{}<main>{foot}", head.split_once("<main").unwrap().0),
        str![[r##"
<body>
  <a class="skip" href="#_text">Skip to content</a>
  <header class="masthead low">
    <div>
      <p class="masthead-title"><a href="../">The Desk</a></p>
    </div>
    <form class="search compact" role="search" aria-label="Search" action="../search/">
      <label><span class="said">Search</span>
        <input type="search" name="q" maxlength="500" autocomplete="off" enterkeyhint="search" placeholder="Search"></label>
      <button><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 5 5"/></svg><span class="said">Search</span></button>
    </form>
    <nav aria-label="Main">
      <details class="fold"><summary><span class="said">Menu</span></summary></details>
      <ul role="list">
        <li><a href="../questions/">Letters</a></li>
        <li><a href="../programs/">Programs</a></li>
        <li><a href="../tags/" aria-current="page">Subjects</a></li>
      </ul>
    </nav>
  </header>
  <main>
  <footer class="colophon">
    <p class="colophon-title"><a href="../">The Desk</a></p>
    <nav aria-label="Footer">
      <ul role="list">
        <li><a href="../feed.xml">Feed</a></li>
      </ul>
    </nav>
    <p class="address">https://desk.example/tags/</p>
  </footer>
</body>
</html>
"##]],
    );
}

// Broadsheet

#[test]
fn broadsheet_puts_a_subject_above_the_title() {
    let tagged = "---\ntitle: A\ndate: 2026-03-02\ntags: [rare books, funding]\n---\nQ: May I?\n\nSM: Yes.\n";
    let built = Column::new()
        .file("column.yaml", "title: T\ntheme: broadsheet\n")
        .file("content/questions/a.md", tagged)
        .letter("Q: ?\n\nSM: !\n")
        .build()
        .sound();
    let kicker = built.main("/questions/a/").lines().find(|line| line.contains("kicker")).map(ToOwned::to_owned);
    shows(kicker.unwrap(), str![[r#"<p class="kicker"><a href="../../tags/rare-books/">rare books</a></p>"#]]);
    assert!(!built.main("/questions/loud-drums/").contains("kicker"));
}
