//! Replies of readers, shown below their letter.

use std::fmt::Write;

use callslip::pipeline::{self, Cache, Options};
use callslip::render::Renderer;
use callslip::site::Site;
use callslip::source::{Change, Snapshot};
use callslip::theme::Theme;
use snapbox::str;

use crate::support::column::{CLOCK, pages, tree};
use crate::support::html::ids;
use crate::support::{Built, Column, shows};

/// A column with a letter at `/questions/loud-drums/`: a question, and an answer of Sol Marchetti.
fn column() -> Column {
    Column::new().file(
        "content/questions/loud-drums.md",
        "---\ntitle: The drums upstairs\ndate: 2026-03-02\nasker: { pen_name: Stuck in Place }\n---\nQ: Why?\n\nSM: So.\n",
    )
}

/// With a reply to that letter: the name of its file without `.md`, its fields, and its text.
fn with(column: Column, name: &str, fields: &str, text: &str) -> Column {
    column.file(&format!("content/replies/loud-drums/{name}.md"), format!("---\n{fields}\n---\n{text}\n"))
}

/// A reader's reply of 12 March.
fn reader(column: Column, name: &str, text: &str) -> Column {
    with(column, name, &format!("name: {name}\ndate: 2026-03-12"), text)
}

/// The replies on the page of the letter.
#[track_caller]
fn replies(built: &Built) -> String {
    let main = built.main("/questions/loud-drums/");
    let Some(start) = main.find("<section class=\"replies\"") else { return String::new() };
    let end = main[start..].find("</section>").expect("the section ends") + "</section>".len();
    main[start..start + end].to_owned()
}

/// The threads of the letter, without the theme: one line for each reply, a step in for each level.
fn outline(built: &Built) -> String {
    let page = built.page("/questions/loud-drums/");
    let mut out = String::new();
    let mut depth = 0_usize;
    for line in page.lines().map(str::trim) {
        depth += usize::from(line.starts_with("<ol class=\"thread\""));
        depth -= usize::from(depth > 0 && line == "</ol>");
        if line.contains("class=\"reply ") {
            let id = line.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            let _ = writeln!(out, "{}{id}", "  ".repeat(depth.saturating_sub(1)));
        } else if line.starts_with("<p class=\"reply-to\">") {
            let inner = line.trim_start_matches("<p class=\"reply-to\">").trim_end_matches("</p>");
            let _ = writeln!(out, "{}| {inner}", "  ".repeat(depth.saturating_sub(1)));
        }
    }
    out
}

#[test]
fn a_reply_is_shown_below_its_letter_with_name_and_day() {
    let built = reader(column(), "Jane", "I *had* that, too.\n\n> So.\n").build().sound();
    shows(
        replies(&built),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">1 reply</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-jane" aria-labelledby="_reply-jane">
<header class="reply-head">
<h3 id="_reply-jane">Jane</h3>
<p><a href="#reply-jane"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p>I <em>had</em> that, too.</p>
<blockquote>
<p>So.</p>
</blockquote>
</div>
</article>
</li>
</ol>
</section>
"##]],
    );
    assert!(!built.files().iter().any(|path| path.contains("eplies/") || path.contains("jane")), "{:?}", built.files());
}

#[test]
fn the_asker_and_the_columnist_are_marked_and_have_the_names_of_the_column() {
    let column = reader(column(), "Jane", "Oh!");
    let column = with(column, "sol", "by: SM\ndate: 2026-03-13\nto: Jane", "Thank you.");
    let column = with(column, "asker", "by: asker\ndate: 2026-03-14 10:30\nto: sol", "And I.");
    shows(
        replies(&column.build().sound()),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">3 replies</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-jane" aria-labelledby="_reply-jane">
<header class="reply-head">
<h3 id="_reply-jane">Jane</h3>
<p><a href="#reply-jane"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p>Oh!</p>
</div>
</article>
<ol class="thread" role="list">
<li>
<article class="reply by-columnist" id="reply-sol" aria-labelledby="_reply-sol">
<header class="reply-head">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h4 id="_reply-sol"><a href="../../people/sol-marchetti/">Sol Marchetti</a></h4>
<p class="reply-role">Columnist</p>
<p><a href="#reply-sol"><time datetime="2026-03-13">13 Mar 2026</time></a></p>
</header>
<div class="prose"><p>Thank you.</p>
</div>
</article>
<ol class="thread" role="list">
<li>
<article class="reply by-asker" id="reply-asker" aria-labelledby="_reply-asker">
<header class="reply-head">
<h5 id="_reply-asker">Stuck in Place</h5>
<p class="reply-role">The letter writer</p>
<p><a href="#reply-asker"><time datetime="2026-03-14T10:30:00+00:00">14 Mar 2026</time></a></p>
</header>
<div class="prose"><p>And I.</p>
</div>
</article>
</li>
</ol>
</li>
</ol>
</li>
</ol>
</section>
"##]],
    );
}

#[test]
fn an_asker_without_a_pen_name_a_guest_and_a_reader_without_a_name_have_words_for_names() {
    let column = column().file(
        "content/questions/loud-drums.md",
        "---\ntitle: A\ndate: 2026-03-02\nguest: { initials: GG, name: Gus Guest }\n---\nQ: Why?\n\nGG: So.\n",
    );
    let column = with(column, "a", "by: Asker\ndate: 2026-03-12", "One.");
    let column = with(column, "b", "by: GG\ndate: 2026-03-13", "Two.");
    let column = with(column, "c", "name: anonymous\ndate: 2026-03-14", "Three.");
    let column = with(column, "2026-03-15-d", "to: q1-gg", "Four.");
    shows(
        replies(&column.build().sound()),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">4 replies</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-asker" id="reply-a" aria-labelledby="_reply-a">
<header class="reply-head">
<h3 id="_reply-a">The letter writer</h3>
<p><a href="#reply-a"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p>One.</p>
</div>
</article>
</li>
<li>
<article class="reply by-columnist" id="reply-b" aria-labelledby="_reply-b">
<header class="reply-head">
<span class="seal seal-0" data-initials="GG" aria-hidden="true"></span>
<h3 id="_reply-b">Gus Guest</h3>
<p><a href="#reply-b"><time datetime="2026-03-13">13 Mar 2026</time></a></p>
</header>
<div class="prose"><p>Two.</p>
</div>
</article>
</li>
<li>
<article class="reply by-reader" id="reply-c" aria-labelledby="_reply-c">
<header class="reply-head">
<h3 id="_reply-c">Anonymous</h3>
<p><a href="#reply-c"><time datetime="2026-03-14">14 Mar 2026</time></a></p>
</header>
<div class="prose"><p>Three.</p>
</div>
</article>
</li>
<li>
<article class="reply by-reader" id="reply-2026-03-15-d" aria-labelledby="_reply-2026-03-15-d">
<header class="reply-head">
<h3 id="_reply-2026-03-15-d">Anonymous</h3>
<p><a href="#reply-2026-03-15-d"><time datetime="2026-03-15">15 Mar 2026</time></a></p>
<p class="reply-to"><a href="#q1-gg">In reply to the answer from Gus Guest</a></p>
</header>
<div class="prose"><p>Four.</p>
</div>
</article>
</li>
</ol>
</section>
"##]],
    );
}

#[test]
fn threads_are_nested_three_deep_and_what_is_deeper_follows_by_date_and_says_what_it_answers() {
    let day = |day: usize, to: &str| format!("name: N{day}\ndate: 2026-03-{day:02}\n{to}");
    let column = with(column(), "one", &day(10, ""), "1");
    let column = with(column, "two", &day(11, "to: one"), "2");
    let column = with(column, "three", &day(12, "to: two.md"), "3");
    let column = with(column, "four-late", &day(20, "to: three"), "4");
    let column = with(column, "four", &day(13, "to: three"), "4");
    let column = with(column, "five", &day(14, "to: four"), "5");
    let column = with(column, "six", &day(21, "to: five"), "6");
    let column = with(column, "other-three", &day(15, "to: two"), "3");
    let column = with(column, "first", &day(9, "to: q1"), "1");
    let column = with(column, "last", &day(22, "to: q1-sm"), "1");
    shows(
        outline(&column.build().sound()),
        str![[r##"
reply-first
| <a href="#q1">In reply to the question</a>
reply-one
  reply-two
    reply-three
    reply-four
    | <a href="#reply-three">In reply to N12</a>
    reply-five
    | <a href="#reply-four">In reply to N13</a>
    reply-four-late
    | <a href="#reply-three">In reply to N12</a>
    reply-six
    | <a href="#reply-five">In reply to N14</a>
    reply-other-three
reply-last
| <a href="#q1-sm">In reply to the answer from Sol Marchetti</a>
"##]],
    );
}

#[test]
fn a_thread_of_a_thousand_answers_to_answers_is_shown() {
    let mut column = column();
    for number in 1..=1000 {
        let to = if number == 1 { String::new() } else { format!("to: r{}", number - 1) };
        column = with(column, &format!("r{number}"), &format!("date: 2026-03-12\n{to}"), "x");
    }
    let page = column.build().sound().page("/questions/loud-drums/");
    assert_eq!(page.matches("<article class=\"reply ").count(), 1000);
    assert_eq!(page.matches("<ol class=\"thread\"").count(), 3);
}

#[test]
fn a_withdrawn_reply_leaves_a_line_if_there_are_answers_and_no_name() {
    let gone = "name: Xanthippe\ndate: 2026-03-12\nwithdrawn: { date: 2026-03-13, reason: xanthippe asked }";
    let built = with(column(), "xanthippe", gone, "Secretword").build().sound();
    assert_eq!(replies(&built), "");
    let built = with(built.column, "b", "name: B\ndate: 2026-03-14\nto: xanthippe", "Well.").build().sound();
    shows(
        replies(&built),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">1 reply</h2>
<ol class="thread" role="list">
<li>
<p class="reply removed" id="reply-removed">This reply was removed.</p>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-b" aria-labelledby="_reply-b">
<header class="reply-head">
<h4 id="_reply-b">B</h4>
<p><a href="#reply-b"><time datetime="2026-03-14">14 Mar 2026</time></a></p>
</header>
<div class="prose"><p>Well.</p>
</div>
</article>
</li>
</ol>
</li>
</ol>
</section>
"##]],
    );
    for (path, bytes) in tree(&built.column.public()) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("xanthippe") && !text.contains("secretword"), "{path}");
    }
    let gone = "name: B\ndate: 2026-03-14\nto: xanthippe\nwithdrawn: { date: 2026-03-15 }";
    assert_eq!(replies(&with(built.column, "b", gone, "Well.").build().sound()), "");
}

#[test]
fn what_is_held_and_what_is_dated_later_is_not_shown_and_answers_move_up() {
    let column = reader(column(), "Jane", "One.");
    let column = with(column, "held", "name: Secretword\ndate: 2026-03-13\ndraft: yes\nto: Jane", "Secretword");
    let column = with(column, "later", "name: Secretword\ndate: 2026-12-24", "Secretword");
    let column = with(column, "answer", "name: Ann\ndate: 2026-03-14\nto: held", "Two.");
    let built = column.build().sound();
    shows(
        outline(&built),
        str![[r#"
reply-jane
  reply-answer
"#]],
    );
    for (path, bytes) in tree(&built.column.public()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Secretword"), "{path}");
    }
    shows(
        outline(&built.column.on_day("2026-12-24").build().sound()),
        str![[r#"
reply-jane
  reply-answer
reply-later
"#]],
    );
}

#[test]
fn nothing_private_of_a_reply_is_published() {
    let fields = "name: Jane\ndate: 2026-03-12\nprivate: { email: secretword@example.org, ip: 203.0.113.7 }";
    let built = with(column(), "Jane", fields, "Hello.").build().sound();
    for (path, bytes) in tree(&built.column.public()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("secretword") && !text.contains("203.0.113.7"), "{path}");
    }
}

#[test]
fn a_reply_has_no_html_pictures_headings_or_footnotes_and_its_links_vouch_for_nothing() {
    let text = "# Well {#x .y}\n\nI <b onclick=\"a()\">do</b> \"know\".[^1]\n\n<div>\n*x*\n</div>\n\n- [ ] a\n- [x] b\n\n\
                ![A cat](https://x.example/cat.png \"Her\") ![](https://x.example/dog.png) [![in](a.png)](https://y.example)\n\n\
                [us](../../people/sol-marchetti.md) <jane@example.org> https://x.example/a?b&c www.x.example \
                [mail](mailto:a@b.example) [note](#q1)\n\n[^1]: Not really.\n";
    shows(
        replies(&reader(column(), "Jane", text).build().sound()),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">1 reply</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-jane" aria-labelledby="_reply-jane">
<header class="reply-head">
<h3 id="_reply-jane">Jane</h3>
<p><a href="#reply-jane"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p><strong>Well {#x .y}</strong></p>
<p>I &lt;b onclick="a()"&gt;do&lt;/b&gt; “know”.[^1]</p>
<p>&lt;div&gt;
*x*
&lt;/div&gt;
</p>
<ul>
<li>[ ] a</li>
<li>[x] b</li>
</ul>
<p><a href="https://x.example/cat.png" title="Her" rel="ugc nofollow noopener">A cat</a> <a href="https://x.example/dog.png" rel="ugc nofollow noopener">https://x.example/dog.png</a> <a href="https://y.example" rel="ugc nofollow noopener">in</a></p>
<p><a href="../../people/sol-marchetti/">us</a> <a href="mailto:jane@example.org">jane@example.org</a> <a href="https://x.example/a?b&amp;c" rel="ugc nofollow noopener">https://x.example/a?b&amp;c</a> <a href="http://www.x.example" rel="ugc nofollow noopener">www.x.example</a> <a href="mailto:a@b.example">mail</a> <a href="#q1">note</a></p>
<p>[^1]: Not really.</p>
</div>
</article>
</li>
</ol>
</section>
"##]],
    );
}

#[test]
fn an_address_that_no_reply_may_link_to_is_left_out_and_reported() {
    let text = "[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) [d](tel:1) [e](java&#10;script:x) \
                <vbscript:x> ![f](JAVASCRIPT:x)\n";
    let built = reader(column(), "Jane", text).build();
    shows(
        replies(&built),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">1 reply</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-jane" aria-labelledby="_reply-jane">
<header class="reply-head">
<h3 id="_reply-jane">Jane</h3>
<p><a href="#reply-jane"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p>a b c d e vbscript:x f</p>
</div>
</article>
</li>
</ol>
</section>
"##]],
    );
    shows(
        built.short(),
        str![[r#"
content/replies/loud-drums/Jane.md:5:1: warning: this link is shown without its address, which is `javascript:alert(1)` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
content/replies/loud-drums/Jane.md:5:26: warning: this link is shown without its address, which is `data:text/html,x` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
content/replies/loud-drums/Jane.md:5:48: warning: this link is shown without its address, which is `//evil.example` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
content/replies/loud-drums/Jane.md:5:68: warning: this link is shown without its address, which is `tel:1` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
content/replies/loud-drums/Jane.md:5:79: warning: this link is shown without its address, which is `java script:x` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
content/replies/loud-drums/Jane.md:5:102: warning: this link is shown without its address, which is `vbscript:x` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
content/replies/loud-drums/Jane.md:5:115: warning: this link is shown without its address, which is `JAVASCRIPT:x` (replies link to web pages (`https://…`), to email addresses (`mailto:…`), and to files of the column)
"#]],
    );
}

#[test]
fn broken_links_of_replies_are_reported_and_those_to_replies_lead_to_them() {
    let column = reader(column(), "Jane", "[a](../../people/sol-marcheti.md) [b](#reply-ann)");
    let column = reader(column, "Ann", "[c](Jane.md) [d](../../questions/loud-drums.md#reply-jane)");
    let column = column.file(
        "content/questions/b.md",
        "---\ntitle: B\ndate: 2026-03-03\n---\nQ: Why?\n\nSM: [e](loud-drums.md#reply-ann) [f](loud-drums.md#reply-an)\n",
    );
    let built = column.build();
    shows(
        built.report(),
        str![[r#"
error: there is no `#reply-an` in `content/questions/loud-drums.md`
 --> content/questions/b.md:7:38
  |
7 | SM: [e](loud-drums.md#reply-ann) [f](loud-drums.md#reply-an)
  |                                      ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: you can link to `#q1`, `#q1-sm`

error: there is no file `content/people/sol-marcheti.md`
 --> content/replies/loud-drums/Jane.md:5:5
  |
5 | [a](../../people/sol-marcheti.md) [b](#reply-ann)
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this link leads nowhere
  |
  = help: did you mean `../../people/sol-marchetti.md`?
"#]],
    );
    let column = reader(built.column, "Jane", "[b](#reply-ann)");
    let answer = "---\ntitle: B\ndate: 2026-03-03\n---\nQ: Why?\n\nSM: [e](loud-drums.md#reply-ann)\n";
    let built = column.file("content/questions/b.md", answer).build().sound();
    assert!(built.page("/questions/b/").contains("href=\"../../questions/loud-drums/#reply-ann\""));
    shows(
        replies(&built),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">2 replies</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-ann" aria-labelledby="_reply-ann">
<header class="reply-head">
<h3 id="_reply-ann">Ann</h3>
<p><a href="#reply-ann"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p><a href="../../questions/loud-drums/#reply-jane">c</a> <a href="../../questions/loud-drums/#reply-jane">d</a></p>
</div>
</article>
</li>
<li>
<article class="reply by-reader" id="reply-jane" aria-labelledby="_reply-jane">
<header class="reply-head">
<h3 id="_reply-jane">Jane</h3>
<p><a href="#reply-jane"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p><a href="#reply-ann">b</a></p>
</div>
</article>
</li>
</ol>
</section>
"##]],
    );
}

#[test]
fn ids_of_replies_never_collide_with_those_of_the_letter() {
    let column = column().letter("Q: Why?\n\n### Reply Jane\n\nSM: {#reply-ann} So.\n");
    let column = reader(column, "Jane", "x");
    let column = reader(column, "jane!", "x");
    let column = reader(column, "?!", "x");
    let page = column.build().sound().page("/questions/loud-drums/");
    let mut all = ids(&page);
    shows(
        all.iter().filter(|id| id.starts_with("reply")).cloned().collect::<Vec<_>>().join(" "),
        str!["reply-jane reply-ann reply reply-jane-2 reply-jane-3"],
    );
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn lists_say_how_many_replies_a_letter_has() {
    let column = column().file("content/questions/b.md", "---\ntitle: B\ndate: 2026-03-03\n---\nQ: Why?\n\nSM: So.\n");
    let column = reader(reader(column, "Jane", "x"), "Ann", "y");
    let built = column.build().sound();
    let counts =
        |path: &str| built.page(path).lines().filter(|line| line.contains("repl")).map(str::trim).collect::<String>();
    assert_eq!(counts("/"), "<p class=\"count\">2 replies</p>");
    assert_eq!(counts("/questions/"), "<p class=\"count\">2 replies</p>");
    let built = reader(Column::new().letter("Q: ?\n\nSM: !\n"), "Jane", "x").build().sound();
    assert!(built.page("/").contains("<p class=\"count\">1 reply</p>"));
}

#[test]
fn a_closed_letter_says_so_and_a_column_may_be_closed_but_for_one_letter() {
    let settings =
        |line: &str| format!("title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\n{line}\n");
    let policy = "---\ntitle: Reply *policy*\n---\nBe kind.\n";
    let base = column().file("content/pages/rules.md", policy).file("column.yaml", settings("replies: closed"));
    shows(
        replies(&base.clone().build().sound()),
        str![[r#"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">Replies</h2>
<p class="replies-closed">Replies are closed.</p>
</section>
"#]],
    );
    let open = "---\ntitle: A\ndate: 2026-03-02\nreplies: open\n---\nQ: Why?\n\nSM: So.\n";
    let built = base.clone().file("content/questions/loud-drums.md", open).build().sound();
    assert_eq!(replies(&built), "");
    let both = base
        .file("content/questions/loud-drums.md", open.replace("replies: open\n", ""))
        .file("column.yaml", settings("replies: { policy: rules, closed: yes }"));
    shows(
        replies(&reader(both, "Jane", "x").build().sound()),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">1 reply</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-reader" id="reply-jane" aria-labelledby="_reply-jane">
<header class="reply-head">
<h3 id="_reply-jane">Jane</h3>
<p><a href="#reply-jane"><time datetime="2026-03-12">12 Mar 2026</time></a></p>
</header>
<div class="prose"><p>x</p>
</div>
</article>
</li>
</ol>
<p class="replies-closed">Replies are closed.</p>
<p class="reply-policy"><a href="../../rules/">Reply <em>policy</em></a></p>
</section>
"##]],
    );
    let closed = open.replace("open", "closed");
    let built = column().file("content/questions/loud-drums.md", closed).build().sound();
    shows(
        replies(&built),
        str![[r#"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">Replies</h2>
<p class="replies-closed">Replies are closed.</p>
</section>
"#]],
    );
}

#[test]
fn a_page_without_replies_has_the_same_bytes_whatever_the_settings_and_other_letters() {
    let letter = "---\ntitle: B\ndate: 2026-03-03\n---\nQ: Why?\n\nSM: So.\n";
    let base = column().file("content/questions/b.md", letter);
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\n";
    let without = pages(&base.build().sound().column.public());
    let policy = base.file("column.yaml", format!("{settings}replies: {{ policy: content/pages/rules.md }}\n"));
    let policy = policy.file("content/pages/rules.md", "---\ntitle: Rules\n---\nBe kind.\n");
    let with = pages(&reader(policy, "Jane", "x").build().sound().column.public());
    let changed: Vec<&String> =
        without.iter().filter(|(path, bytes)| with.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    // The letter, the lists that count its replies, and the list of all pages, which has that of the rules.
    shows(
        changed.iter().map(|path| path.as_str()).collect::<Vec<_>>().join("\n"),
        str![[r#"
404.html
index.html
people/sol-marchetti/index.html
questions/b/index.html
questions/index.html
questions/loud-drums/index.html
search/index.js
sitemap.xml
"#]],
    );
}

#[test]
fn feeds_are_the_same_with_and_without_replies() {
    let feeds = |column: &Column| {
        let files = tree(&column.public());
        ["feed.xml", "feed.json"].map(|name| files[name].clone())
    };
    let built = column().build().sound();
    let before = feeds(&built.column);
    assert_eq!(before, feeds(&reader(built.column, "Jane", "Secretword").build().sound().column));
}

#[test]
fn replies_in_german_have_german_words() {
    let column = column().file("column.yaml", "title: Die Spalte\nlanguage: de\nreplies: closed\n");
    let column = with(column, "a", "by: asker\ndate: 2026-03-12", "Eins.");
    let column = with(column, "b", "by: SM\ndate: 2026-03-13\nto: q1", "Zwei.");
    let column = with(column, "c", "date: 2026-03-14\nto: q1-sm", "Drei.");
    shows(
        replies(&column.build().sound()),
        str![[r##"
<section class="replies" aria-labelledby="_replies">
<h2 id="_replies">3 Kommentare</h2>
<ol class="thread" role="list">
<li>
<article class="reply by-asker" id="reply-a" aria-labelledby="_reply-a">
<header class="reply-head">
<h3 id="_reply-a">Stuck in Place</h3>
<p class="reply-role">Die ratsuchende Person</p>
<p><a href="#reply-a"><time datetime="2026-03-12">12. März 2026</time></a></p>
</header>
<div class="prose"><p>Eins.</p>
</div>
</article>
</li>
<li>
<article class="reply by-columnist" id="reply-b" aria-labelledby="_reply-b">
<header class="reply-head">
<span class="seal seal-1" data-initials="SM" aria-hidden="true"></span>
<h3 id="_reply-b"><a href="../../people/sol-marchetti/">Sol Marchetti</a></h3>
<p class="reply-role">Antwortet in dieser Kolumne</p>
<p><a href="#reply-b"><time datetime="2026-03-13">13. März 2026</time></a></p>
<p class="reply-to"><a href="#q1">Zur Frage</a></p>
</header>
<div class="prose"><p>Zwei.</p>
</div>
</article>
</li>
<li>
<article class="reply by-reader" id="reply-c" aria-labelledby="_reply-c">
<header class="reply-head">
<h3 id="_reply-c">Anonym</h3>
<p><a href="#reply-c"><time datetime="2026-03-14">14. März 2026</time></a></p>
<p class="reply-to"><a href="#q1-sm">Zur Antwort von Sol Marchetti</a></p>
</header>
<div class="prose"><p>Drei.</p>
</div>
</article>
</li>
</ol>
<p class="replies-closed">Neue Kommentare werden nicht mehr angenommen.</p>
</section>
"##]],
    );
}

#[test]
fn a_folder_of_replies_without_its_letter_is_an_error_with_the_nearest_name() {
    let reply = "---\nname: A\ndate: 2026-03-12\n---\nx\n";
    let built = column()
        .file("content/replies/loud-drum/a.md", reply)
        .file("content/replies/loud-drum/b.md", reply)
        .file("content/replies/Loud-Drums/a.md", reply)
        .file("content/replies/nothing-like-it/a.md", reply)
        .file("content/replies/loud-drums/more/a.md", reply)
        .build();
    shows(
        built.report(),
        str![[r#"
error: there is no letter `Loud-Drums.md`, so its reply is not shown
--> content/replies/Loud-Drums
 = help: rename the folder to `loud-drums`

error: there is no letter `loud-drum.md`, so its replies are not shown
--> content/replies/loud-drum
 = help: rename the folder to `loud-drums`

error: there is no letter `loud-drums/more.md`, so its reply is not shown
--> content/replies/loud-drums/more
 = help: move the files in it to `content/replies/loud-drums/`

error: there is no letter `nothing-like-it.md`, so its reply is not shown
--> content/replies/nothing-like-it
 = help: give the folder the name of the letter's file, without `.md`, or remove it
"#]],
    );
}

#[test]
fn replies_to_letters_that_are_not_shown_wait_without_a_word() {
    let reply = "---\nname: A\ndate: 2026-03-12\n---\nSecretword\n";
    let letter = |fields: &str| format!("---\ntitle: A\n{fields}\n---\nQ: Why?\n\nSM: So.\n");
    let mut column = column();
    for (name, fields) in [
        ("draft", "draft: yes"),
        ("later", "date: 2026-12-24"),
        ("gone", "date: 2026-03-02\nwithdrawn: { date: 2026-03-03 }"),
        ("2025/nested", "date: 2026-02-02"),
    ] {
        let text = letter(fields).replace("title: A", &format!("title: The {name}"));
        let file = name.rsplit('/').next().unwrap();
        column = column
            .file(&format!("content/questions/{name}.md"), text)
            .file(&format!("content/replies/{file}/2026-12-26-a.md"), reply.replace("date: 2026-03-12\n", ""))
            .file(&format!("content/replies/{file}/a.md"), reply);
    }
    let column = column.without("content/replies/later/a.md");
    let built = column
        .file("content/questions/own/index.md", letter("date: 2026-02-03"))
        .file("content/replies/own/a.md", reply);
    let built = built.build().sound();
    let shown: Vec<String> = tree(&built.column.public())
        .into_iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Secretword"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(shown, ["questions/nested/index.html", "questions/own/index.html"]);
}

#[test]
fn what_a_reply_answers_must_be_there_and_go_round_in_no_circle() {
    let column = reader(column(), "Jane", "x");
    let column = with(column, "a", "date: 2026-03-12\nto: jnae", "x");
    let column = with(column, "b", "date: 2026-03-12\nto: reply-Jane", "x");
    let column = with(column, "c", "date: 2026-03-12\nto: q1-sn", "x");
    let column = with(column, "d", "date: 2026-03-12\nto: something else", "x");
    let column = with(column, "e", "date: 2026-03-12\nto: e", "x");
    let column = with(column, "f", "date: 2026-03-12\nto: h", "x");
    let column = with(column, "g", "date: 2026-03-12\nto: f", "x");
    let column = with(column, "h", "date: 2026-03-12\nto: g", "x");
    let column = with(column, "i", "date: 2026-03-12\nto: h", "x");
    shows(
        column.build().report(),
        str![[r#"
error: `jnae` is neither a reply to this letter nor a part of it
 --> content/replies/loud-drums/a.md:3:5
  |
3 | to: jnae
  |     ^^^^
  |
  = help: did you mean `Jane`?

error: `reply-Jane` is neither a reply to this letter nor a part of it
 --> content/replies/loud-drums/b.md:3:5
  |
3 | to: reply-Jane
  |     ^^^^^^^^^^
  |
  = help: did you mean `Jane`?

error: `q1-sn` is neither a reply to this letter nor a part of it
 --> content/replies/loud-drums/c.md:3:5
  |
3 | to: q1-sn
  |     ^^^^^
  |
  = help: did you mean `q1-sm`?

error: `something else` is neither a reply to this letter nor a part of it
 --> content/replies/loud-drums/d.md:3:5
  |
3 | to: something else
  |     ^^^^^^^^^^^^^^
  |
  = help: write the name of a reply's file without `.md`, or that of a place in the letter: `Jane`, `a`, `b`, `c`, `e`, `f`, `g`, `h`, and 3 more

error: this reply answers itself
 --> content/replies/loud-drums/e.md:3:5
  |
3 | to: e
  |     ^
  |
  = help: write the name of the reply that it answers, or remove this line

error: these replies answer one another in a circle: `f`, `g`, `h`
 --> content/replies/loud-drums/f.md:3:5
  |
3 | to: h
  |     ^ here
  |
 ::: content/replies/loud-drums/g.md:3:5
  |
3 | to: f
  |     - and here
  |
 ::: content/replies/loud-drums/h.md:3:5
  |
3 | to: g
  |     - and here
  |
  = help: remove `to:` from the one that was written first
"#]],
    );
}

#[test]
fn fields_of_replies_are_checked() {
    let column = with(column(), "a", "date: 2026-03-01", "Before the letter.");
    let column = with(column, "b", "date: 2026-03-12\nby: SN", "x");
    let column = with(column, "c", "date: 2026-03-12\nby: Jane Smith", "x");
    let column = with(column, "d", "date: 2026-03-12\nby: asker\nname: Real Name", "x");
    let column = with(column, "e", "date: 2026-03-12\nby: SM\nname: Sol", "x");
    let column = with(column, "f", "name: F", "x");
    let column = with(column, "g", "name: G\ndate: 2026-03-12", "");
    let column = with(column, "h", "name: H\ndate: 2026-03-12\nwithdrawn: yes", "x");
    shows(
        column.build().report(),
        str![[r#"
warning: this reply (2026-03-01) is earlier than its letter (2026-03-02)
 --> content/replies/loud-drums/a.md:2:7
  |
2 | date: 2026-03-01
  |       ^^^^^^^^^^
  |
  = help: correct whichever is wrong

error: no columnist has the initials `SN`
 --> content/replies/loud-drums/b.md:3:5
  |
3 | by: SN
  |     ^^
  |
  = help: write `by: SM`
  = help: if that is a reader, write `name: SN` instead

error: no columnist has the initials `Jane Smith`
 --> content/replies/loud-drums/c.md:3:5
  |
3 | by: Jane Smith
  |     ^^^^^^^^^^
  |
  = help: the only columnist is Sol Marchetti: write `by: SM`
  = help: if somebody else answers, make a file for that columnist: `callslip new person "Jane Smith"`
  = help: if that is a reader, write `name: Jane Smith` instead

warning: this name is not shown: the letter writer is shown by the pen name of the letter
 --> content/replies/loud-drums/d.md:4:7
  |
4 | name: Real Name
  |       ^^^^^^^^^
  |
  = help: remove this line
  = help: or, if a reader wrote this, remove `by: asker`

warning: this name is not shown: columnists are shown by their own names
 --> content/replies/loud-drums/e.md:4:7
  |
4 | name: Sol
  |       ^^^
  |
  = help: remove this line
  = help: or, if a reader wrote this, remove `by: SM`

error: a reply needs the field `date`
 --> content/replies/loud-drums/f.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `date: 2026-03-12`

warning: this reply has no text below the second `---`
 --> content/replies/loud-drums/g.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: write the reader's words there, or remove the file

error: this must be `{ date: 2026-09-01, reason: … }`, but it is text
 --> content/replies/loud-drums/h.md:4:12
  |
4 | withdrawn: yes
  |            ^^^
"#]],
    );
}

#[test]
fn fields_of_letters_and_of_other_tools_are_explained() {
    let fields = "date: 2026-03-12\ntitle: Re\ntags: [a]\nasker: { pen_name: A }\nanswered_by: SM\nauthor: Jane O'Hara\n\
                  email: a@b.example\nip: 203.0.113.7\nparent: ann\nstatus: held\nnmae: Jane\nmood: good";
    shows(
        with(column(), "a", fields, "x").build().short(),
        str![[r#"
content/replies/loud-drums/a.md:3:1: error: there is no field called `title` (remove this line: letters have it, and replies do not)
content/replies/loud-drums/a.md:4:1: error: there is no field called `tags` (remove this line: letters have it, and replies do not)
content/replies/loud-drums/a.md:5:1: error: there is no field called `asker` (if the asker wrote this, write `by: asker`; if not, remove this line)
content/replies/loud-drums/a.md:6:1: error: there is no field called `answered_by` (if a columnist wrote this, write `by: SM`; if not, remove this line)
content/replies/loud-drums/a.md:7:1: error: there is no field called `author` (write `name: "Jane O'Hara"`)
content/replies/loud-drums/a.md:8:1: error: there is no field called `email` (remove this line, or keep it for yourself: `private: { email: a@b.example }`)
content/replies/loud-drums/a.md:9:1: error: there is no field called `ip` (remove this line, or keep it for yourself: `private: { ip: 203.0.113.7 }`)
content/replies/loud-drums/a.md:10:1: error: there is no field called `parent` (write `to: ann`, where that is the name of the other reply's file without `.md`)
content/replies/loud-drums/a.md:11:1: error: there is no field called `status` (write `draft: yes`)
content/replies/loud-drums/a.md:12:1: error: there is no field called `nmae` (did you mean `name`?)
content/replies/loud-drums/a.md:13:1: error: there is no field called `mood` (the fields of a reply are `name`, `date`, `draft`, `by`, `private`, `to`, `withdrawn`)
"#]],
    );
    let status = |value: &str| with(column(), "a", &format!("date: 2026-03-12\nstatus: {value}"), "x").build().short();
    shows(
        [status("approved"), status("spam")].concat(),
        str![[r#"
content/replies/loud-drums/a.md:3:1: error: there is no field called `status` (remove this line: whatever is not a draft is shown)
content/replies/loud-drums/a.md:3:1: error: there is no field called `status` (write `withdrawn: { date: 2026-09-01 }` with the day of its removal, or remove the file)
"#]],
    );
}

#[test]
fn a_page_that_is_a_draft_has_no_reply_by_her() {
    let column = column().file("content/people/ida.md", "---\nname: Ida Quill\ninitials: IQ\ndraft: yes\n---\n");
    shows(
        with(column, "a", "date: 2026-03-12\nby: IQ", "x").build().report(),
        str![[r#"
error: this reply is by Ida Quill, whose page is still a draft
 --> content/replies/loud-drums/a.md:3:5
  |
3 | by: IQ
  |     ^^
  |
  = help: remove `draft: yes` from `content/people/ida.md`
  = help: or add a line `draft: yes` to this reply, too
"#]],
    );
}

#[test]
fn files_in_the_wrong_place_or_with_the_wrong_name_are_reported() {
    let reply = "---\nname: A\ndate: 2026-03-12\n---\nx\n";
    let column = reader(column(), "Jane", "x")
        .file("content/replies/stray.md", reply)
        .file("content/replies/loud-drums/jane.md", reply)
        .file("content/replies/loud-drums/Jane.markdown", reply)
        .file("content/replies/loud-drums/index.md", reply)
        .file("content/replies/loud-drums/ann.txt", reply)
        .file("content/replies/loud-drums/bob.md.txt", reply)
        .file("content/replies/loud-drums/cleo.eml", "From: cleo@example.org\n\nx\n")
        .file("content/replies/loud-drums/dan", reply)
        .file("content/replies/loud-drums/eve.docx", "PK");
    shows(
        column.build().report(),
        str![[r#"
error: this reply and `content/replies/loud-drums/Jane.markdown` have the same name, apart from case and ending
--> content/replies/loud-drums/Jane.md
 = help: give one of the two files another name

warning: the names of replies end in `.md`, so this file is not shown
--> content/replies/loud-drums/ann.txt
 = help: if it is a reply, give it the name `ann.md`
 = help: if it is not, move it out of the folder of replies

warning: the names of replies end in `.md`, so this file is not shown
--> content/replies/loud-drums/bob.md.txt
 = help: if it is a reply, give it the name `bob.md`
 = help: if it is not, move it out of the folder of replies

warning: the names of replies end in `.md`, so this file is not shown
--> content/replies/loud-drums/cleo.eml
 = help: if it is a reply, copy its text into a file `cleo.md`
 = help: if it is not, move it out of the folder of replies

warning: the names of replies end in `.md`, so this file is not shown
--> content/replies/loud-drums/dan
 = help: if it is a reply, give it the name `dan.md`
 = help: if it is not, move it out of the folder of replies

warning: the names of replies end in `.md`, so this file is not shown
--> content/replies/loud-drums/eve.docx
 = help: if it is a reply, copy its text into a file `eve.md`
 = help: if it is not, move it out of the folder of replies

error: a reply cannot be called `index.md`
 --> content/replies/loud-drums/index.md:1:1
  |
1 | ---
  | ^
  |
  = help: give it another name, such as the name of the reader

error: this reply and `content/replies/loud-drums/Jane.markdown` have the same name, apart from case and ending
--> content/replies/loud-drums/jane.md
 = help: give one of the two files another name

error: this reply is not in the folder of a letter
 --> content/replies/stray.md:1:1
  |
1 | ---
  | ^
  |
  = help: move it to `content/replies/a-letter/stray.md`, where `a-letter` is the name of the letter's file without `.md`
"#]],
    );
}

#[test]
fn a_folder_with_another_name_for_replies_is_reported_once() {
    let reply = "---\nname: A\ndate: 2026-03-12\n---\nx\n";
    let column = column().file("content/comments/loud-drums/a.md", reply).file("content/replys/loud-drums/a.md", reply);
    shows(
        column.build().report(),
        str![[r#"
error: no folder of `content/` is called `comments`, so it is not read
--> content/comments
 = help: rename the folder to `replies`

error: no folder of `content/` is called `replys`, so it is not read
--> content/replys
 = help: move its file to `content/replies/`
"#]],
    );
}

#[test]
fn many_mistakes_of_one_kind_are_one_entry_of_the_report() {
    let mut column = column();
    for number in 0..300 {
        let fields = format!("date: 2026-03-12\nto: nobody-{number}\nemail: a{number}@b.example");
        column = with(column, &format!("r{number:03}"), &fields, "x");
        column =
            column.file(&format!("content/replies/lost-{number}/a.md"), "---\nname: A\ndate: 2026-03-12\n---\nx\n");
    }
    shows(
        column.build().grouped(),
        str![[r#"
error: there is no letter `lost-0.md`, so its reply is not shown
--> content/replies/lost-0
 = help: give the folder the name of the letter's file, without `.md`, or remove it
 = also: content/replies/lost-1: there is no letter `lost-1.md`, so its reply is not shown
 = also: content/replies/lost-10: there is no letter `lost-10.md`, so its reply is not shown
 = also: 297 more of this kind

error: `nobody-0` is neither a reply to this letter nor a part of it
 --> content/replies/loud-drums/r000.md:3:5
  |
3 | to: nobody-0
  |     ^^^^^^^^
  |
  = help: write the name of a reply's file without `.md`, or that of a place in the letter: `r001`, `r002`, `r003`, `r004`, `r005`, `r006`, `r007`, `r008`, and 293 more
  = also: content/replies/loud-drums/r001.md:3:5: `nobody-1` is neither a reply to this letter nor a part of it
  = also: content/replies/loud-drums/r002.md:3:5: `nobody-2` is neither a reply to this letter nor a part of it
  = also: 297 more of this kind

error: there is no field called `email`
 --> content/replies/loud-drums/r000.md:4:1
  |
4 | email: a0@b.example
  | ^^^^^ a reply has no such field
  |
  = help: remove this line, or keep it for yourself: `private: { email: a0@b.example }`
  = also: content/replies/loud-drums/r001.md:4:1, content/replies/loud-drums/r002.md:4:1 and 297 more

To see every mistake in full, add --all: `callslip check --all`
"#]],
    );
}

#[test]
fn the_settings_of_replies_are_checked() {
    let report = |line: &str| {
        let column = column().file("content/pages/reply-policy.md", "---\ntitle: Rules\n---\nBe kind.\n");
        column.file("column.yaml", format!("title: The Desk\n{line}\n")).build().short()
    };
    let lines = [
        "replies: colsed",
        "replies: no",
        "replies: [closed]",
        "replies: { policy: reply-polcy }",
        "replies: { policy: /reply-policy/ }",
        "replies: { policy: content/people/sol-marchetti.md }",
        "replies: { poilcy: reply-policy }",
    ];
    shows(
        lines.map(report).concat(),
        str![[r#"
column.yaml:2:10: error: `colsed` is not a status of replies (did you mean `closed`?)
column.yaml:2:10: error: `no` is not a status of replies (write one of these: `open`, `closed`)
column.yaml:2:10: error: this must be `closed`, or fields such as `{ policy: reply-policy }`, but it is a list
column.yaml:2:20: error: there is no file `content/pages/reply-polcy.md` (did you mean `content/pages/reply-policy.md`?)
column.yaml:2:20: error: this is not the file name of a page (write `content/pages/reply-policy.md`)
column.yaml:2:20: error: this is not the file name of a page (write the name of its file, such as `a-name.md`)
column.yaml:2:12: error: there is no field called `poilcy` (did you mean `policy`?)
"#]],
    );
    assert_eq!(report("replies: { policy: reply-policy.md }"), "");
    let letter = "---\ntitle: A\ndate: 2026-03-02\nreplies: shut\n---\nQ: Why?\n\nSM: So.\n";
    shows(
        column().file("content/questions/loud-drums.md", letter).build().short(),
        str![
            "content/questions/loud-drums.md:4:10: error: `shut` is not a status of replies (write one of these: `open`, `closed`)"
        ],
    );
}

#[test]
fn after_each_edit_of_replies_a_preview_shows_what_a_start_from_nothing_shows() {
    let column = reader(reader(column(), "Jane", "One."), "Ann", "Two.");
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: true };
    let (mut snapshot, mut cache) = (Snapshot::default(), Cache::default());
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: See [Ann](#reply-ann).\n";
    let edits: [(&str, &str); 10] = [
        ("replies/loud-drums/Jane.md", "---\nname: Jane\ndate: 2026-03-12\n---\nOther *words*.\n"),
        ("replies/loud-drums/Jane.md", "---\nname: Jane\ndate: 2026-03-12\nto: Ann\n---\nOther words.\n"),
        ("replies/loud-drums/Jane.md", "---\nname: Jane\ndate: 2026-03-12\nto: An\n---\nOther words.\n"),
        ("replies/loud-drums/Jane.md", "---\nname: Jane\ndate: 2026-03-12\nto: An\n---\n\n\nMoved words.\n"),
        ("questions/loud-drums.md", letter),
        ("replies/loud-drums/Ann.md", "---\nname: Ann\ndate: 2026-03-12\ndraft: yes\n---\nTwo.\n"),
        ("replies/loud-drums/Ann.md", "---\nname: Ann\ndate: 2026-03-12\nwithdrawn: { date: 2026-03-13 }\n---\nTwo.\n"),
        ("replies/loud-drums/new.md", "---\nby: SM\ndate: 2026-03-12\n---\n[Sol](../../people/sol-marchetti.md)\n"),
        ("replies/loud-drums/new.md", "---\nby: SM\ndate: 2026-03-12\n---\nNo, [Sol](../../people/sol-marchetti.md)\n"),
        ("questions/loud-drums.md", "---\ntitle: A\ndate: 2026-03-02\nreplies: closed\n---\nQ: Why?\n\nSM: So.\n"),
    ];
    for (file, text) in [("pages/a.md", "---\ntitle: A\n---\nText.\n")].into_iter().chain(edits) {
        let _ = column.clone().file(&format!("content/{file}"), text);
        let files = pipeline::read(column.root(), &Change::Anything, &mut snapshot, &cache).unwrap();
        let (kept, next) = pipeline::understand(files, &options, std::mem::take(&mut cache));
        cache = next;
        let new = pipeline::load(column.root(), &options).unwrap();
        assert_eq!(kept.diagnostics, new.diagnostics, "{file} {text}");
        for (kept_site, new_site) in [(&*kept.site, &*new.site), (kept.shown(), new.shown())] {
            let page = |site: &Site, theme: &Theme| {
                let renderer = Renderer::new(site, theme);
                let pages = site.routes.iter().filter_map(|route| renderer.inspect(route));
                pages.map(|page| serde_json::to_string(&page).unwrap()).collect::<Vec<_>>()
            };
            let (kept_pages, new_pages) = (page(kept_site, &kept.theme), page(new_site, &new.theme));
            assert_eq!(kept_pages, new_pages, "{file} {text}");
        }
    }
}

#[test]
fn a_preview_shows_what_is_held_and_marks_it() {
    let column = with(column(), "Jane", "name: Jane\ndate: 2026-03-12\ndraft: yes", "One.");
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: true };
    let loaded = pipeline::load(column.root(), &options).unwrap();
    let renderer = Renderer::new(loaded.shown(), &loaded.theme);
    let route = loaded.shown().routes.get("/questions/loud-drums/").unwrap();
    let page = renderer.inspect(route).unwrap().page;
    let replies = serde_json::to_value(page).unwrap()["replies"].clone();
    assert_eq!(replies["threads"][0]["unpublished"], serde_json::Value::Bool(true));
    assert_eq!(replies["threads"][0]["name"], "Jane");
    assert_eq!(loaded.site.reply_address("content/replies/loud-drums/Jane.md"), None);
}
