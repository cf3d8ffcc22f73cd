//! Guests, who answer in one letter, and the columnist who gives the answers that do not say whose they are.

use snapbox::str;

use crate::support::view::get;
use crate::support::{Column, shows};

fn column() -> Column {
    Column::empty()
        .file("column.yaml", "title: The Ladder\nbase_url: https://ladder.example\nid: ladder.example,2024\n")
        .file("content/people/ida.md", "---\nname: Ida Quill\ninitials: IQ\n---\n")
}

/// The same with Peter Holm.
fn two_columnists() -> Column {
    column().file("content/people/peter.md", "---\nname: Peter Holm\ninitials: PH\n---\n")
}

fn letter(fields: &str, text: &str) -> String {
    format!("---\ntitle: The drums upstairs\ndate: 2026-03-02\n{fields}\n---\n{text}")
}

/// A letter with these fields and this text.
fn with(column: Column, fields: &str, text: &str) -> Column {
    column.file("content/questions/loud-drums.md", letter(fields, text))
}

const GUEST: &str = "guest: { initials: GG, name: Gus Guest }";

#[test]
fn a_guest_answers_under_a_name_without_a_page() {
    let built = with(column(), GUEST, "Q: May I?\n\nIQ: You may.\n\nGG: I'd rather not.\n").build().sound();
    shows(
        built.main("/questions/loud-drums/"),
        str![[r##"
<main id="_text" tabindex="-1">
<div class="sheet">
<article class="letter">
<header class="post-head">
<h1 class="post-title">The drums upstairs</h1>
<p class="post-facts">
<time class="stamp" datetime="2026-03-02"><span>Answered </span>2 Mar 2026</time>
<span>by <a href="../../people/ida/">Ida Quill</a> and Gus Guest</span>
<span class="minutes">1 min read</span>
</p>
</header>
<div class="post-body" id="_body">
<section class="slip" id="q1">
<header class="slip-head">
<h2>The question</h2>
</header>
<div class="prose"><p>May I?</p>
</div>
</section>
<section class="answer" id="q1-iq">
<header class="voice">
<span class="seal seal-1" data-initials="IQ" aria-hidden="true"></span>
<h2><span class="said">Answer from </span>Ida Quill</h2>
<a class="to-answer" href="#q1-iq" aria-label="Link to this answer"></a>
</header>
<div class="prose"><p>You may.</p>
</div>
</section>
<section class="answer" id="q1-gg">
<header class="voice">
<span class="seal seal-0" data-initials="GG" aria-hidden="true"></span>
<h2><span class="said">Answer from </span>Gus Guest</h2>
<a class="to-answer" href="#q1-gg" aria-label="Link to this answer"></a>
</header>
<div class="prose"><p>I’d rather not.</p>
</div>
</section>
</div>
</article>
<div class="beyond"><footer class="beyond">
<div class="post-foot">
<div class="about">
<details>
<summary>Cite this letter</summary>
<p>Ida Quill and Gus Guest: The drums upstairs. The Ladder, 2 March 2026, https://ladder.example/questions/loud-drums/</p>
</details>
<p><a href="../../subscribe/">Subscribe to new letters</a></p>
</div>
</div>
</footer></div>
</div>
</main>
"##]],
    );
    shows(
        built.outline_of("/questions/loud-drums/", &["answered_by"]),
        str![[r#"
answered_by:
- Ida Quill </people/ida/> initials: IQ; seal: 1
- Gus Guest <> initials: GG
"#]],
    );
    shows(built.field("/people/", "people"), str!["- Ida Quill </people/ida/> initials: IQ; seal: 1; letters: 1"]);
    shows(
        built.text("feed.xml"),
        str![[r#"
<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="/assets/feed.HASH.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
 <title>The Ladder</title>
 <id>tag:ladder.example,2024:feed</id>
 <updated>2026-03-02T00:00:00+00:00</updated>
 <link rel="self" type="application/atom+xml" href="https://ladder.example/feed.xml"/>
 <link rel="alternate" type="text/html" href="https://ladder.example/"/>
 <icon>https://ladder.example/assets/favicon.7f9dacd9a8.svg</icon>
 <author>
  <name>The Ladder</name>
 </author>
 <generator version="VERSION">callslip</generator>
 <div xmlns="http://www.w3.org/1999/xhtml" dir="ltr">
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <h1>
   <a href="https://ladder.example/">The Ladder</a>
  </h1>
  <p>A feed is a list of the newest letters that an app can read. Copy its address into a feed reader, such as Feedly, NetNewsWire, or Thunderbird, and each new letter appears there by itself. It costs nothing, and nobody asks for your name or your email address.</p>
  <code>https://ladder.example/feed.xml</code>
  <p>
   <a href="https://ladder.example/subscribe/">Subscribe to new letters</a>
  </p>
  <ul>
   <li>
    <a href="https://ladder.example/questions/loud-drums/">The drums upstairs</a>
    <small>2 Mar 2026</small>
   </li>
  </ul>
 </div>
 <entry>
  <title>The drums upstairs</title>
  <id>tag:ladder.example,2024:2026-03-02:loud-drums</id>
  <link rel="alternate" type="text/html" href="https://ladder.example/questions/loud-drums/"/>
  <published>2026-03-02T00:00:00+00:00</published>
  <updated>2026-03-02T00:00:00+00:00</updated>
  <author>
   <name>Ida Quill</name>
   <uri>https://ladder.example/people/ida/</uri>
  </author>
  <author>
   <name>Gus Guest</name>
  </author>
  <summary>May I?</summary>
  <content type="html">&lt;h2&gt;The question&lt;/h2&gt;
&lt;p&gt;May I?&lt;/p&gt;
&lt;h2&gt;Ida Quill&lt;/h2&gt;
&lt;p&gt;You may.&lt;/p&gt;
&lt;h2&gt;Gus Guest&lt;/h2&gt;
&lt;p&gt;I’d rather not.&lt;/p&gt;
</content>
 </entry>
</feed>
"#]],
    );
    assert!(
        built.text("feed.json").contains(
            r#"{
          "name": "Gus Guest"
        }"#
        ),
        "{}",
        built.text("feed.json")
    );
    shows(
        built.listing(),
        str![[r#"
404.html
feed.json
feed.xml
index.html
people/ida/feed.xml
people/ida/index.html
people/index.html
programs/index.html
questions/index.html
questions/loud-drums/index.html
robots.txt
search/index.html
search/index.js
sitemap.xml
subscribe/index.html
tags/index.html
"#]],
    );
}

#[test]
fn several_guests_may_answer_one_letter() {
    let guests = "guest:\n  - { initials: GG, name: Gus Guest }\n  - { initials: PV, name: Peg Visitor }";
    let built = with(column(), guests, "Q: May I?\n\nGG: Yes.\n\nPV: No.\n").build().sound();
    shows(
        built.prose("/questions/loud-drums/"),
        str![[r#"
question 1 #q1
<p>May I?</p>

answer by Gus Guest #q1-gg
<p>Yes.</p>

answer by Peg Visitor #q1-pv
<p>No.</p>
"#]],
    );
}

#[test]
fn a_guest_may_write_an_article() {
    let built = with(column(), &format!("{GUEST}\nanswered_by: GG"), "Drums are loud.\n").build().sound();
    shows(
        built.outline("/questions/loud-drums/"),
        str![[r#"
title: The drums upstairs
date: 2026-03-02
answered_by:
- Gus Guest <> initials: GG
minutes: 1
introduction:
<p>Drums are loud.</p>
"#]],
    );
}

#[test]
fn a_guest_breaks_nobodys_a() {
    let built = with(column(), GUEST, "Q: May I?\n\nA: You may.\n\nGG: No.\n").build().sound();
    shows(
        built.prose("/questions/loud-drums/"),
        str![[r#"
question 1 #q1
<p>May I?</p>

answer by Ida Quill #q1-iq
<p>You may.</p>

answer by Gus Guest #q1-gg
<p>No.</p>
"#]],
    );
    let named = with(column(), &format!("{GUEST}\nanswered_by: GG"), "Q: May I?\n\nA: You may.\n").build().sound();
    shows(
        named.prose("/questions/loud-drums/"),
        str![[r#"
question 1 #q1
<p>May I?</p>

answer by Gus Guest #q1-gg
<p>You may.</p>
"#]],
    );
}

#[test]
fn the_initials_of_a_guest_open_nothing_in_another_letter() {
    let built = with(column(), GUEST, "Q: May I?\n\nGG: Yes.\n")
        .file("content/questions/other.md", letter("", "Q: And I, sir?\n\nIQ: Yes.\n\nGG: No.\n"));
    shows(
        built.build().short(),
        str![[r#"
content/questions/loud-drums.md:2:8: warning: this letter has the same title and date as `content/questions/other.md` (if one is a copy of the other, remove the copy; if not, change one of the titles)
content/questions/other.md:10:1: warning: `GG:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: GG, name: … }` between the two `---` lines; or, to keep it as plain text, write `GG\:`)
"#]],
    );
}

#[test]
fn mistakes_in_guest() {
    let report = |fields: &str| with(column(), fields, "Q: May I?\n\nIQ: Yes.\n").build().report();
    shows(
        report(GUEST),
        str![[r#"
warning: Gus Guest is named as a guest but does not answer in this letter
 --> content/questions/loud-drums.md:4:8
  |
4 | guest: { initials: GG, name: Gus Guest }
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: begin the guest's answer with `GG:`, or remove `guest`
"#]],
    );
    shows(
        report("guest: Gus Guest"),
        str![[r#"
error: this must be `{ initials: GG, name: Gus Guest }`, but it is text
 --> content/questions/loud-drums.md:4:8
  |
4 | guest: Gus Guest
  |        ^^^^^^^^^
"#]],
    );
    shows(
        report("guest: [Gus Guest]"),
        str![[r#"
error: this must be `{ initials: GG, name: Gus Guest }`, but it is text
 --> content/questions/loud-drums.md:4:9
  |
4 | guest: [Gus Guest]
  |         ^^^^^^^^^
"#]],
    );
    shows(
        report("guest: { name: Gus Guest }"),
        str![[r#"
error: `guest` needs the field `initials`
 --> content/questions/loud-drums.md:4:8
  |
4 | guest: { name: Gus Guest }
  |        ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `guest: { initials: GG, name: Gus Guest }`
"#]],
    );
    shows(
        report("guest: { initials: G G, name: Gus Guest }"),
        str![[r#"
error: `G G` cannot be someone's initials
 --> content/questions/loud-drums.md:4:20
  |
4 | guest: { initials: G G, name: Gus Guest }
  |                    ^^^
  |
  = help: write `GG`
"#]],
    );
    shows(
        report("guest: { initials: Q, name: Gus Guest }"),
        str![[r#"
error: `Q:` already has another meaning in letters
 --> content/questions/loud-drums.md:4:20
  |
4 | guest: { initials: Q, name: Gus Guest }
  |                    ^
  |
  = help: choose other initials, such as the first letters of both names
"#]],
    );
    shows(
        report("guest: { initials: IQ, name: Isaac Quick }"),
        str![[r#"
error: the initials `IQ` belong to Ida Quill
 --> content/questions/loud-drums.md:4:20
  |
4 | guest: { initials: IQ, name: Isaac Quick }
  |                    ^^
  |
  = help: give the guest other initials, and write those in the text
"#]],
    );
    shows(
        report("guest: { initials: IQ, name: Ida Quill }"),
        str![[r#"
error: the initials `IQ` belong to Ida Quill
 --> content/questions/loud-drums.md:4:20
  |
4 | guest: { initials: IQ, name: Ida Quill }
  |                    ^^
  |
  = help: remove `guest`: it is only for people without a file in `content/people/`
"#]],
    );
    shows(
        report("guest: [{ initials: GG, name: Gus Guest }, { initials: GG, name: Greta Green }]"),
        str![[r#"
warning: Gus Guest is named as a guest but does not answer in this letter
 --> content/questions/loud-drums.md:4:8
  |
4 | guest: [{ initials: GG, name: Gus Guest }, { initials: GG, name: Greta Green }]
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: begin the guest's answer with `GG:`, or remove `guest`

error: two guests have the initials `GG`
 --> content/questions/loud-drums.md:4:56
  |
4 | guest: [{ initials: GG, name: Gus Guest }, { initials: GG, name: Greta Green }]
  |                                                        ^^
  |
  = help: give one of them other initials, and write those in the text
"#]],
    );
    shows(
        report("guests: { initials: GG, name: Gus Guest }"),
        str![[r#"
error: there is no field called `guests`
 --> content/questions/loud-drums.md:4:1
  |
4 | guests: { initials: GG, name: Gus Guest }
  | ^^^^^^ a letter has no such field
  |
  = help: did you mean `guest`?
"#]],
    );
}

/// A column of two whose letters have `A:`.
fn letters_with_a(setting: &str) -> Column {
    let config = format!("title: The Ladder\nbase_url: https://ladder.example\n{setting}\n");
    with(two_columnists(), "", "Q: May I?\n\nA: You may.\n")
        .file("column.yaml", config)
        .file("content/questions/article.md", "---\ntitle: On drums\ndate: 2026-01-02\n---\nThey are loud.\n")
        .file("content/questions/other.md", "---\ntitle: O\ndate: 2026-01-03\n---\nQ: And I, sir?\n\nPH: No.\n")
}

#[test]
fn the_column_names_who_answers_by_default() {
    shows(
        letters_with_a("").build().report(),
        str![[r#"
error: `A:` does not say which columnist answers
 --> content/questions/loud-drums.md:8:1
  |
8 | A: You may.
  | ^^
  |
  = help: write `IQ:`, or `PH:`
  = help: or, for all such letters, add a line `answered_by: IQ` to `column.yaml`
"#]],
    );
    let built = letters_with_a("answered_by: IQ").build().sound();
    shows(
        built.prose("/questions/loud-drums/"),
        str![[r#"
question 1 #q1
<p>May I?</p>

answer by Ida Quill #q1-iq
<p>You may.</p>
"#]],
    );
    let by = |path: &str| built.field(path, "answered_by");
    shows(by("/questions/article/"), str!["- Ida Quill </people/ida/> initials: IQ; seal: 1"]);
    shows(by("/questions/other/"), str!["- Peter Holm </people/peter/> initials: PH; seal: 2"]);
}

#[test]
fn a_letters_own_answered_by_comes_before_the_columns() {
    let built = with(letters_with_a("answered_by: IQ"), "answered_by: PH", "Q: May I?\n\nA: No.\n").build().sound();
    shows(
        built.prose("/questions/loud-drums/"),
        str![[r#"
question 1 #q1
<p>May I?</p>

answer by Peter Holm #q1-ph
<p>No.</p>
"#]],
    );
}

#[test]
fn a_default_columnist_of_no_file_is_an_error() {
    let report = |setting: &str| letters_with_a(setting).build().report();
    shows(
        report("answered_by: IX"),
        str![[r#"
error: no columnist has the initials `IX`
 --> column.yaml:3:14
  |
3 | answered_by: IX
  |              ^^
  |
  = help: write `IQ`
"#]],
    );
    shows(
        report("answered_by: nobody"),
        str![[r#"
error: no columnist has the initials `nobody`
 --> column.yaml:3:14
  |
3 | answered_by: nobody
  |              ^^^^^^
  |
  = help: the columnists' initials are `IQ`, `PH`
  = help: if somebody else answers, make a file for that columnist: `callslip new person "nobody"`
"#]],
    );
    shows(
        report("answered_by: [IQ, PH]"),
        str![[r#"
error: this must be plain text, but it is a list
 --> column.yaml:3:14
  |
3 | answered_by: [IQ, PH]
  |              ^^^^^^^^
  |
  = help: write plain text, without brackets

error: `A:` does not say which columnist answers
 --> content/questions/loud-drums.md:8:1
  |
8 | A: You may.
  | ^^
  |
  = help: write `IQ:`, or `PH:`
  = help: or, for all such letters, add a line `answered_by: IQ` to `column.yaml`
"#]],
    );
}

#[test]
fn a_new_columnist_changes_no_seal() {
    let letters = |column: Column| with(column, "", "Q: May I?\n\nPH: You may.\n\nIQ: No.\n");
    let seals = |column: Column| {
        let built = column.build();
        let seal = |path: &str| get(&built.view(path), "person.seal").as_u64();
        ["/people/peter/", "/people/ida/"].map(seal)
    };
    let before = seals(letters(two_columnists()));
    assert_eq!(before, [Some(1), Some(2)]);
    let joined = letters(two_columnists())
        .file("content/people/aa.md", "---\nname: Abe Able\ninitials: AA\n---\n")
        .file("content/people/zz.md", "---\nname: Zoe Zed\ninitials: ZZ\n---\n")
        .file(
            "content/questions/new.md",
            "---\ntitle: N\ndate: 2026-05-02\n---\nQ: New, sir?\n\nAA: Yes.\n\nIQ: Yes.\n",
        );
    assert_eq!(seals(joined), before);
    let guest = with(two_columnists(), GUEST, "Q: May I?\n\nGG: First.\n\nPH: You may.\n\nIQ: No.\n");
    assert_eq!(seals(guest), before);
}
