//! Letters: how a text becomes questions and answers, and what is in them.

use snapbox::str;

use crate::support::{Column, jpeg, shows};

/// Thea Aldous beside Sol Marchetti.
fn two_columnists() -> Column {
    Column::new().file("content/people/thea-aldous.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
}

/// The turns of a letter in which nothing is wrong.
#[track_caller]
fn turns(text: &str) -> String {
    two_columnists().letter(text).build().sound().turns()
}

// Markers

#[test]
fn a_question_and_initials_open_turns() {
    shows(
        turns("Q: May I complain?\n\nSM: You may.\n\nBut you need not.\n"),
        str![[r#"
question #q1
<p>May I complain?</p>

answer from SM #q1-sm
<p>You may.</p>
<p>But you need not.</p>
"#]],
    );
}

#[test]
fn the_word_question_opens_one_too() {
    shows(
        turns("Question: May I?\n\nSM: Yes.\n\nQUESTION: Again?\n\nSM: No.\n"),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>

question #q2
<p>Again?</p>

answer from SM #q2-sm
<p>No.</p>
"#]],
    );
}

#[test]
fn several_questions_and_columnists_take_turns() {
    shows(
        turns("Q: One?\n\nSM: Sol’s one.\n\nTA: Thea’s one.\n\nQ: Two?\n\nTA: Thea’s two.\n\nSM: Sol’s two.\n"),
        str![[r#"
question #q1
<p>One?</p>

answer from SM #q1-sm
<p>Sol’s one.</p>

answer from TA #q1-ta
<p>Thea’s one.</p>

question #q2
<p>Two?</p>

answer from TA #q2-ta
<p>Thea’s two.</p>

answer from SM #q2-sm
<p>Sol’s two.</p>
"#]],
    );
}

#[test]
fn two_questions_may_be_answered_together() {
    shows(
        turns("Q: When?\n\nQ: Where?\n\nSM: Now, and here.\n"),
        str![[r#"
question #q1
<p>When?</p>

question #q2
<p>Where?</p>

answer from SM #q2-sm
<p>Now, and here.</p>
"#]],
    );
}

#[test]
fn a_columnist_who_answers_twice_has_two_anchors() {
    shows(
        turns("Q: May I?\n\nSM: Yes.\n\nTA: No.\n\nSM: I said yes.\n"),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>

answer from TA #q1-ta
<p>No.</p>

answer from SM #q1-sm-2
<p>I said yes.</p>
"#]],
    );
}

#[test]
fn text_before_the_first_marker_is_an_introduction() {
    shows(
        turns("A letter from upstairs.\n\nQ: May I?\n\nSM: Yes.\n"),
        str![[r#"
introduction
<p>A letter from upstairs.</p>

question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>
"#]],
    );
}

#[test]
fn a_text_without_markers_is_an_article() {
    let column = Column::new().file(
        "content/questions/on-drums.md",
        "---\ntitle: On drums\ndate: 2026-03-02\nanswered_by: SM\n---\nThey are loud.\n\n## Why\n\nPhysics.\n",
    );
    let article = column.build().sound();
    shows(
        article.turns(),
        str![[r#"
introduction
<p>They are loud.</p>
<h2 id="why">Why</h2>
<p>Physics.</p>
"#]],
    );
    shows(
        article.outline("/questions/on-drums/"),
        str![[r#"
title: On drums
date: 2026-03-02
answered_by:
- Sol Marchetti </people/sol-marchetti/> initials: SM; seal: 1
minutes: 1
introduction:
<p>They are loud.</p>
<h2 id="why">Why</h2>
<p>Physics.</p>
headings:
- Why level: 2; id: why; plain: Why
"#]],
    );
}

#[test]
fn emphasis_may_wrap_the_mark_the_colon_or_the_paragraph() {
    shows(
        turns("**Q:** May I?\n\n**SM**: Yes.\n\n*Q*: Really?\n\n***SM:*** Really.\n"),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>

question #q2
<p>Really?</p>

answer from SM #q2-sm
<p>Really.</p>
"#]],
    );
    shows(
        turns("**Q: May I?**\n\n*SM: Yes, and* gladly.\n"),
        str![[r#"
question #q1
<p><strong>May I?</strong></p>

answer from SM #q1-sm
<p><em>Yes, and</em> gladly.</p>
"#]],
    );
    shows(
        turns("__Q__: May I?\n\n**SM:** Yes, with **force**.\n"),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes, with <strong>force</strong>.</p>
"#]],
    );
}

#[test]
fn a_no_break_space_or_a_curly_apostrophe_makes_no_difference() {
    shows(
        turns("Q\u{a0}: May I?\n\nSM\u{202f}:\u{a0}Yes.\n\nEditor’s\u{a0}note: So it was.\n\nEditor's note: Twice.\n"),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>

note #note-1
<p>So it was.</p>

note #note-2
<p>Twice.</p>
"#]],
    );
}

#[test]
fn the_text_may_begin_on_the_line_below_the_marker() {
    shows(
        turns("Q:\nMay I?\n\nSM:  \nYes.\n"),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>
"#]],
    );
}

#[test]
fn a_turn_may_begin_with_emphasis_a_link_or_code() {
    shows(
        turns("Q: *May* I?\n\nSM: `yes`, [says](https://example.org) who.\n"),
        str![[r#"
question #q1
<p><em>May</em> I?</p>

answer from SM #q1-sm
<p><code>yes</code>, <a href="https://example.org">says</a> who.</p>
"#]],
    );
}

#[test]
fn a_marker_may_stand_alone_before_a_list() {
    shows(
        turns("Q: Which?\n\nSM:\n\n- This\n- That\n"),
        str![[r#"
question #q1
<p>Which?</p>

answer from SM #q1-sm
<ul>
<li>This</li>
<li>That</li>
</ul>
"#]],
    );
}

#[test]
fn an_escaped_colon_is_plain_text() {
    shows(
        turns("Q: What is Q?\n\nSM: It opens a question:\n\nQ\\: is how it is written.\n"),
        str![[r#"
question #q1
<p>What is Q?</p>

answer from SM #q1-sm
<p>It opens a question:</p>
<p>Q: is how it is written.</p>
"#]],
    );
}

#[test]
fn a_marker_inside_a_list_or_a_quotation_is_plain_text() {
    let column = Column::new().letter("Q: What did she say?\n\nSM: This:\n\n> Q: May I?\n\n- SM: Yes.\n");
    shows(
        column.build().turns(),
        str![[r#"
question #q1
<p>What did she say?</p>

answer from SM #q1-sm
<p>This:</p>
<blockquote>
<p>Q: May I?</p>
</blockquote>
<ul>
<li>SM: Yes.</li>
</ul>
"#]],
    );
}

#[test]
fn other_words_with_a_colon_open_nothing() {
    shows(
        turns("Q: What now?\n\nSM: Three things.\n\nFirst: wait.\n\nPS: And breathe.\n\nNB: Slowly.\n"),
        str![[r#"
question #q1
<p>What now?</p>

answer from SM #q1-sm
<p>Three things.</p>
<p>First: wait.</p>
<p>PS: And breathe.</p>
<p>NB: Slowly.</p>
"#]],
    );
}

#[test]
fn an_a_is_enough_where_one_columnist_is_named() {
    let column = Column::new().letter("Q: May I?\n\nA: Yes.\n\nQ: Again?\n\nAnswer: No.\n");
    shows(
        column.build().sound().turns(),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>

question #q2
<p>Again?</p>

answer from SM #q2-sm
<p>No.</p>
"#]],
    );
    let column = two_columnists().file(
        "content/questions/a.md",
        "---\ntitle: A\ndate: 2026-03-02\nanswered_by: [TA]\n---\nQ: May I?\n\nA: Yes.\n",
    );
    shows(
        column.build().sound().turns(),
        str![[r#"
question #q1
<p>May I?</p>

answer from TA #q1-ta
<p>Yes.</p>
"#]],
    );
}

#[test]
fn an_a_that_follows_no_question_is_plain_text_and_a_warning() {
    let column = Column::new().letter("Q: May I?\n\nA: Yes.\n\nA: is the first letter.\n").build();
    shows(
        column.report(),
        str![[r#"
warning: `A:` is read as plain text: there is no question right before it
 --> content/questions/loud-drums.md:9:1
  |
9 | A: is the first letter.
  | ^^
  |
  = help: write `SM:` for another answer
  = help: or remove `A:` to go on with this one
  = help: or, to keep it as plain text, write `A\:`
"#]],
    );
    shows(
        column.turns(),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>
<p>A: is the first letter.</p>
"#]],
    );
}

#[test]
fn notes_and_updates_are_turns_of_their_own() {
    shows(
        turns(
            "\
Q: May I?

SM: Yes.

Editor’s note: She did.

Update (2026-09-01): They play together now.

**Update (2026-09-02 10:30):** They stopped.
",
        ),
        str![[r#"
question #q1
<p>May I?</p>

answer from SM #q1-sm
<p>Yes.</p>

note #note-1
<p>She did.</p>

update of 2026-09-01 #update-1
<p>They play together now.</p>

update of 2026-09-02T10:30:00+00:00 #update-2
<p>They stopped.</p>
"#]],
    );
}

#[test]
fn a_question_without_an_answer_is_an_error_unless_it_is_a_draft() {
    let column = Column::new().letter("Q: Two?\n\nEditor’s note: Soon.\n").build();
    shows(
        column.report(),
        str![[r#"
error: this question has no answer
 --> content/questions/loud-drums.md:5:1
  |
5 | Q: Two?
  | --^^^^^
  | |
  | the answer should begin after this
  | the question
  |
  = help: begin the answer in a paragraph of its own with `SM:`
  = help: or add a line `draft: yes` between the two `---` lines until it is written
"#]],
    );
    let draft = Column::new()
        .file("content/questions/a.md", "---\ntitle: A\ndraft: yes\n---\nQ: Two?\n")
        .letter("Q: One?\n\nSM: One.\n");
    draft.build().sound();
}

#[test]
fn a_letter_with_no_text_is_a_warning() {
    shows(
        Column::new().letter("").build().report(),
        str![[r#"
warning: this letter has no text below the second `---`
 --> content/questions/loud-drums.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: write the question there, in a paragraph that begins with `Q:`
"#]],
    );
}

// What is in a turn

#[test]
fn headings_fit_below_the_turn_and_keep_their_distance() {
    shows(
        turns("Q: How?\n\n# Small print\n\nSM: So.\n\n## First\n\n### Second\n\n#### Deep\n"),
        str![[r#"
question #q1
<p>How?</p>
<h3 id="small-print">Small print</h3>

answer from SM #q1-sm
<p>So.</p>
<h3 id="first">First</h3>
<h4 id="second">Second</h4>
<h5 id="deep">Deep</h5>
"#]],
    );
    shows(
        turns("An introduction.\n\n# Of its own\n\nQ: How?\n\nSM: So.\n"),
        str![[r#"
introduction
<p>An introduction.</p>
<h2 id="of-its-own">Of its own</h2>

question #q1
<p>How?</p>

answer from SM #q1-sm
<p>So.</p>
"#]],
    );
}

#[test]
fn heading_ids_are_given_once_and_never_those_of_turns() {
    shows(
        turns("Q: How?\n\nSM: So.\n\n## Why\n\n## Why\n\n## “Q1”\n\n## q1-sm\n\n## Mine {#Mine .wide}\n\n## ?\n"),
        str![[r#"
question #q1
<p>How?</p>

answer from SM #q1-sm
<p>So.</p>
<h3 id="why">Why</h3>
<h3 id="why-2">Why</h3>
<h3 id="q1-2">“Q1”</h3>
<h3 id="q1-sm-2">q1-sm</h3>
<h3 id="Mine" class="wide">Mine</h3>
<h3 id="section">?</h3>
"#]],
    );
}

#[test]
fn footnotes_are_placed_with_the_turn_that_cites_them() {
    shows(
        turns(
            "\
Q: Is it so?[^a]

SM: It is.[^b] As you say.[^a] It is.[^b]

[^a]: She read it.

[^b]: So did I. More: [^c].

[^c]: The *third*.
",
        ),
        str![[r##"
question #q1
<p>Is it so?<sup class="footnote-ref" id="fnref-loud-drums-1"><a href="#fn-loud-drums-1">1</a></sup></p>
<div class="footnotes" role="doc-endnotes"><ol>
<li id="fn-loud-drums-1" value="1"><p>She read it. <a class="footnote-back" href="#fnref-loud-drums-1">↩</a></p>
</li>
</ol></div>

answer from SM #q1-sm
<p>It is.<sup class="footnote-ref" id="fnref-loud-drums-2"><a href="#fn-loud-drums-2">2</a></sup> As you say.<sup class="footnote-ref" id="fnref-loud-drums-1-2"><a href="#fn-loud-drums-1">1</a></sup> It is.<sup class="footnote-ref" id="fnref-loud-drums-2-2"><a href="#fn-loud-drums-2">2</a></sup></p>
<div class="footnotes" role="doc-endnotes"><ol>
<li id="fn-loud-drums-2" value="2"><p>So did I. More: <sup class="footnote-ref" id="fnref-loud-drums-3"><a href="#fn-loud-drums-3">3</a></sup>. <a class="footnote-back" href="#fnref-loud-drums-2">↩</a> <a class="footnote-back" href="#fnref-loud-drums-2-2">↩</a></p>
</li>
<li id="fn-loud-drums-3" value="3"><p>The <em>third</em>. <a class="footnote-back" href="#fnref-loud-drums-3">↩</a></p>
</li>
</ol></div>
"##]],
    );
}

#[test]
fn tasks_are_labelled() {
    shows(
        turns("Q: What is left?\n\nSM: This:\n\n- [x] Wait\n- [ ] Breathe\n  - plainly\n\n1. One\n3. Three\n"),
        str![[r#"
question #q1
<p>What is left?</p>

answer from SM #q1-sm
<p>This:</p>
<ul class="tasks">
<li><label><input type="checkbox" disabled checked> Wait</label></li>
<li><label><input type="checkbox" disabled> Breathe</label><ul>
<li>plainly</li>
</ul>
</li>
</ul>
<ol>
<li>One</li>
<li value="3">Three</li>
</ol>
"#]],
    );
    shows(
        turns("Q: What?\n\nSM: This:\n\n- [ ] Read\n\n      code\n\n- [ ] Then\n\n  > rest\n"),
        str![[r#"
question #q1
<p>What?</p>

answer from SM #q1-sm
<p>This:</p>
<ul class="tasks">
<li><p><label><input type="checkbox" disabled> Read</label></p>
<pre role="group" tabindex="0"><code>code
</code></pre>
</li>
<li><p><label><input type="checkbox" disabled> Then</label></p>
<blockquote>
<p>rest</p>
</blockquote>
</li>
</ul>
"#]],
    );
}

#[test]
fn the_label_of_a_task_holds_no_blocks() {
    shows(
        turns("Q: What?\n\nSM: This:\n\n- [ ] Then\n  > rest\n- [ ] So:\n  ```\n  code\n  ```\n"),
        str![[r#"
question #q1
<p>What?</p>

answer from SM #q1-sm
<p>This:</p>
<ul class="tasks">
<li><label><input type="checkbox" disabled> Then</label><blockquote>
<p>rest</p>
</blockquote>
</li>
<li><label><input type="checkbox" disabled> So:</label><pre role="group" tabindex="0"><code>code
</code></pre>
</li>
</ul>
"#]],
    );
}

#[test]
fn tables_are_aligned_by_class() {
    shows(
        turns(
            "Q: What does it cost?\n\nSM: This:\n\n| What | Cost | How | So |\n|:--|--:|:-:|---|\n| A *drum* | $5 | cash | |\n",
        ),
        str![[r#"
question #q1
<p>What does it cost?</p>

answer from SM #q1-sm
<p>This:</p>
<div class="table" role="group" tabindex="0"><table>
<thead>
<tr><th scope="col" class="left">What</th><th scope="col" class="right">Cost</th><th scope="col" class="center">How</th><th scope="col">So</th></tr>
</thead>
<tbody>
<tr><td class="left">A <em>drum</em></td><td class="right">$5</td><td class="center">cash</td><td></td></tr>
</tbody>
</table></div>
"#]],
    );
}

#[test]
fn a_list_a_quotation_and_a_table_in_arabic_begin_at_the_right() {
    shows(
        turns("Q: ?\n\nSM: Yes.\n\n- نعم\n- a\n\n<!-- -->\n\n- a\n- نعم\n\n> 12. \"שלום\"\n\n| رف |\n|---|\n| a |\n"),
        str![[r#"
question #q1
<p>?</p>

answer from SM #q1-sm
<p>Yes.</p>
<ul dir="rtl">
<li>نعم</li>
<li>a</li>
</ul>

<ul>
<li>a</li>
<li>نعم</li>
</ul>
<blockquote dir="rtl">
<ol start="12" dir="rtl">
<li>“שלום”</li>
</ol>
</blockquote>
<div class="table" role="group" tabindex="0"><table dir="rtl">
<thead>
<tr><th scope="col">رف</th></tr>
</thead>
<tbody>
<tr><td>a</td></tr>
</tbody>
</table></div>
"#]],
    );
}

#[test]
fn code_keeps_its_lines_and_its_language() {
    shows(
        turns("Q: How?\n\nSM: So:\n\n```rust,ignore\nlet a = \"b\" < c;\n\n    d();\n```\n\n    plain & simple\n"),
        str![[r#"
question #q1
<p>How?</p>

answer from SM #q1-sm
<p>So:</p>
<pre role="group" tabindex="0"><code class="language-rust">let a = "b" &lt; c;

    d();
</code></pre>
<pre role="group" tabindex="0"><code>plain &amp; simple
</code></pre>
"#]],
    );
}

#[test]
fn quotes_and_dashes_are_the_typographers() {
    shows(
        turns("Q: Is it \"rare\" -- or just the board's?\n\nSM: Rare... --- and mine.\n"),
        str![[r#"
question #q1
<p>Is it “rare” – or just the board’s?</p>

answer from SM #q1-sm
<p>Rare… — and mine.</p>
"#]],
    );
}

#[test]
fn angles_and_ampersands_are_escaped() {
    shows(
        turns("Q: 1 < 2 & \\<b\\>?\n\nSM: `<i>` AT&T &copy;\n"),
        str![[r#"
question #q1
<p>1 &lt; 2 &amp; &lt;b&gt;?</p>

answer from SM #q1-sm
<p><code>&lt;i&gt;</code> AT&amp;T ©</p>
"#]],
    );
}

#[test]
fn sound_html_of_the_columnists_own_passes() {
    shows(
        turns(
            "Q: Which key?\n\nSM: Press <kbd>Esc</kbd>, <abbr title=\"JavaScript: a language\">JS</abbr>.\n\n<details>\n<summary>More</summary>\n\nOr *not*.\n\n</details>\n",
        ),
        str![[r#"
question #q1
<p>Which key?</p>

answer from SM #q1-sm
<p>Press <kbd>Esc</kbd>, <abbr title="JavaScript: a language">JS</abbr>.</p>
<details>
<summary>More</summary>
<p>Or <em>not</em>.</p>
</details>
"#]],
    );
}

#[test]
fn a_picture_of_a_bundle_lies_beside_its_page() {
    let column = Column::new()
        .file(
            "content/questions/shelves/index.md",
            "---\ntitle: Shelves\ndate: 2026-03-02\n---\nQ: Like this?\n\nSM: No: ![A *tidy* \"shelf\"](img/my%20shelf.jpg \"Mine & yours\")\n",
        )
        .file("content/questions/shelves/img/my shelf.jpg", jpeg("not really"))
        .build()
        .sound();
    shows(
        column.prose("/questions/shelves/"),
        str![[r#"
question 1 #q1
<p>Like this?</p>

answer by Sol Marchetti #q1-sm
<p>No: <img src="../../questions/shelves/img/my%20shelf.jpg" alt="A tidy “shelf”" title="Mine &amp; yours" width="1" height="1" decoding="async"></p>
"#]],
    );
    shows(
        column.listing(),
        str![[r#"
404.html
feed.json
feed.xml
index.html
people/index.html
people/sol-marchetti/feed.xml
people/sol-marchetti/index.html
programs/index.html
questions/index.html
questions/shelves/img/my shelf.jpg
questions/shelves/index.html
robots.txt
search/index.html
search/index.js
sitemap.xml
subscribe/index.html
tags/index.html
"#]],
    );
}

// The page round it

#[test]
fn a_letters_page_says_who_asks_who_answers_and_when() {
    let column = two_columnists()
        .file(
            "content/questions/loud-drums.md",
            "\
---
title: The *drums* upstairs & \"me\"
date: 2026-03-02
updated: 2026-04-01
description: On <drums>.
tags: [neighbors, Noise]
asker: { pen_name: No <Sleep> }
---
Q: May I complain?

SM: You may.

TA: Or move.

Update (2026-09-01): She moved.
",
        )
        .build()
        .sound();
    shows(
        column.outline("/questions/loud-drums/"),
        str![[r#"
title: The <em>drums</em> upstairs &amp; “me”
date: 2026-03-02
updated: 2026-04-01
answered_by:
- Sol Marchetti </people/sol-marchetti/> initials: SM; seal: 1
- Thea Aldous </people/thea-aldous/> initials: TA; seal: 2
pen_name: No <Sleep>
minutes: 1
questions: 1
question 1 #q1
<p>May I complain?</p>
answer by Sol Marchetti #q1-sm
<p>You may.</p>
answer by Thea Aldous #q1-ta
<p>Or move.</p>
update of 2026-09-01 #update-1
<p>She moved.</p>
tags:
- neighbors </tags/neighbors/> letters: 1
- Noise </tags/noise/> letters: 1
"#]],
    );
}

#[test]
fn newer_and_older_letters_lead_on() {
    let letter = |title: &str, day: u8| format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\n---\nQ: ?\n\nSM: !\n");
    let column = Column::new()
        .file("content/questions/one.md", letter("One", 1))
        .file("content/questions/two.md", letter("Two", 2))
        .file("content/questions/three.md", letter("Three", 3))
        .build()
        .sound();
    shows(
        column.outline_of("/questions/two/", &["newer", "older"]),
        str![[r#"
newer: Three </questions/three/> date: 2026-03-03; excerpt: ?; minutes: 1; answered_by: Sol Marchetti
older: One </questions/one/> date: 2026-03-01; excerpt: ?; minutes: 1; answered_by: Sol Marchetti
"#]],
    );
    shows(
        column.outline_of("/questions/three/", &["newer", "older"]),
        str!["older: Two </questions/two/> date: 2026-03-02; excerpt: ?; minutes: 1; answered_by: Sol Marchetti"],
    );
    shows(
        column.outline_of("/questions/one/", &["newer", "older"]),
        str!["newer: Two </questions/two/> date: 2026-03-02; excerpt: ?; minutes: 1; answered_by: Sol Marchetti"],
    );
}

#[test]
fn the_excerpt_is_the_first_forty_words_of_the_first_question() {
    let words: Vec<String> = (1..=41).map(|n| format!("w{n}")).collect();
    let letter = |text: &str| {
        Column::new().letter(text).build().sound().site.entries.letters.entries().next().unwrap().excerpt().to_owned()
    };
    assert_eq!(letter(&format!("Q: {}\n\nSM: !\n", words[..40].join(" "))), words[..40].join(" "));
    assert_eq!(letter(&format!("Q: {}\n\nSM: !\n", words.join(" "))), format!("{}…", words[..40].join(" ")));
    assert_eq!(
        letter("Hello.\n\nQ: I *don't* know\nthat[^1] `thing`, Dr. O'Neill's.\n\nSM: !\n\n[^1]: A note.\n"),
        "I don’t know that thing, Dr. O’Neill’s."
    );
    assert_eq!(
        letter("Q: Tell me:\n\n- why\n  - and how\n- when\n  > or if\n\nSM: !\n"),
        "Tell me: why and how when or if"
    );
}

#[test]
fn nothing_private_reaches_a_page() {
    let column = Column::new()
        .file(
            "content/questions/a.md",
            "---\ntitle: A\ndate: 2026-03-02\nprivate: { name: Xanthippe Sixpence, mail: x@example.org }\n---\nQ: ?\n\nSM: !\n",
        )
        .build()
        .sound();
    for path in column.files() {
        let bytes = std::fs::read(column.column.public().join(&path)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Xanthippe"), "{path}");
    }
}

#[test]
fn a_comment_in_html_stays_out_of_the_page() {
    let column = Column::new().letter("Q: ?\n\nSM: Yes.<!-- she is my cousin -->\n\n<!--\nCall her.\n-->\n\nDone.\n");
    let page = column.build().sound().page("/questions/loud-drums/");
    assert!(!page.contains("cousin") && !page.contains("Call her") && page.contains("Done."), "{page}");
}
