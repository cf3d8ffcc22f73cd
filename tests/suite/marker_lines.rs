//! Blocks that begin on a marker's line are read as if the marker had a line of its own.

use snapbox::str;

use crate::support::{Column, shows};

/// The turns of a letter in which nothing is wrong.
#[track_caller]
fn turns(text: &str) -> String {
    Column::new().letter(text).build().sound().turns()
}

#[test]
fn a_list_begins_on_a_markers_line() {
    shows(
        turns("Q: 1. Should I stay?\n2. Should I go?\n\nSM: - Stay.\n- Or go.\n\nSM: - Once more.\n"),
        str![[r#"
question #q1
<ol>
<li>Should I stay?</li>
<li>Should I go?</li>
</ol>

answer from SM #q1-sm
<ul>
<li>Stay.</li>
<li>Or go.</li>
</ul>

answer from SM #q1-sm-2
<ul>
<li>Once more.</li>
</ul>
"#]],
    );
    shows(
        turns("Q:   * One?\n* Two?\n\n**SM:** + One.\n+ Two.\n\n*SM*: 1) One.\n2) Two.\n"),
        str![[r#"
question #q1
<ul>
<li>One?</li>
<li>Two?</li>
</ul>

answer from SM #q1-sm
<ul>
<li>One.</li>
<li>Two.</li>
</ul>

answer from SM #q1-sm-2
<ol>
<li>One.</li>
<li>Two.</li>
</ol>
"#]],
    );
    shows(
        turns("Q: - [ ] One?\n- [x] Two?\n\nA: 7. Seven.\n8. Eight.\n"),
        str![[r#"
question #q1
<ul class="tasks">
<li><label><input type="checkbox" disabled> One?</label></li>
<li><label><input type="checkbox" disabled checked> Two?</label></li>
</ul>

answer from SM #q1-sm
<ol start="7">
<li>Seven.</li>
<li>Eight.</li>
</ol>
"#]],
    );
}

#[test]
fn a_quotation_begins_on_a_markers_line() {
    shows(
        turns("Q: > You said it.\n> Twice.\n\nSM: > You said it yourself.\n\nI did.\n\nSM: >Again.\n"),
        str![[r#"
question #q1
<blockquote>
<p>You said it.
Twice.</p>
</blockquote>

answer from SM #q1-sm
<blockquote>
<p>You said it yourself.</p>
</blockquote>
<p>I did.</p>

answer from SM #q1-sm-2
<blockquote>
<p>Again.</p>
</blockquote>
"#]],
    );
}

#[test]
fn a_fence_begins_on_a_markers_line() {
    shows(
        turns("Q: ```\nls\n\nQ: no marker\n```\n\nSM: ~~~ sh\ncat\n~~~\n\nAnd so on.\n"),
        str![[r#"
question #q1
<pre role="group" tabindex="0"><code>ls

Q: no marker
</code></pre>

answer from SM #q1-sm
<pre role="group" tabindex="0"><code class="language-sh">cat
</code></pre>
<p>And so on.</p>
"#]],
    );
}

#[test]
fn a_table_begins_on_a_markers_line() {
    shows(
        turns("Q: | A | B |\n|---|---|\n| 1 | 2 |\n\nSM: A | B\n--- | ---\n1 | 2\n"),
        str![[r#"
question #q1
<div class="table" role="group" tabindex="0"><table>
<thead>
<tr><th scope="col">A</th><th scope="col">B</th></tr>
</thead>
<tbody>
<tr><td>1</td><td>2</td></tr>
</tbody>
</table></div>

answer from SM #q1-sm
<div class="table" role="group" tabindex="0"><table>
<thead>
<tr><th scope="col">A</th><th scope="col">B</th></tr>
</thead>
<tbody>
<tr><td>1</td><td>2</td></tr>
</tbody>
</table></div>
"#]],
    );
}

#[test]
fn a_heading_begins_on_a_markers_line() {
    shows(
        turns("Q: ## Why?\n\nBecause.\n\nSM: # So\n\nIt is.\n"),
        str![[r#"
question #q1
<h3 id="why">Why?</h3>
<p>Because.</p>

answer from SM #q1-sm
<h3 id="so">So</h3>
<p>It is.</p>
"#]],
    );
}

#[test]
fn notes_updates_guests_and_anchors_begin_so_too() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\nguest: { initials: GG, name: Gus Guest }\n---\nQ: ?\n\nGG: {#list} - One.\n- Two.\n\n\
                  Editor’s note: > Quoted.\n\nUpdate (2026-09-01 10:30): 1. One.\n2. Two.\n\nUpdate: - Undated.\n";
    shows(
        Column::new().file("content/questions/a.md", letter).build().sound().turns(),
        str![[r#"
question #q1
<p>?</p>

answer from GG #list
<ul>
<li>One.</li>
<li>Two.</li>
</ul>

note #note-1
<blockquote>
<p>Quoted.</p>
</blockquote>

update of 2026-09-01T10:30:00+00:00 #update-1
<ol>
<li>One.</li>
<li>Two.</li>
</ol>

update #update-2
<ul>
<li>Undated.</li>
</ul>
"#]],
    );
}

#[test]
fn lines_that_the_author_has_aligned_go_along() {
    let text = "Q: - One?\n   - Two?\n\nSM: > You said it.\n    > Twice.\n\nSM: ```\n    ls\n\n      indented\n    ```\n    \nEnd.\n\n\
                SM: - One.\n  - Within.\n\nSM: 1. One.\n  2. Two.\n\n\
                SM: ```\n    indented\n```\n";
    shows(
        turns(text),
        str![[r#"
question #q1
<ul>
<li>One?</li>
<li>Two?</li>
</ul>

answer from SM #q1-sm
<blockquote>
<p>You said it.
Twice.</p>
</blockquote>

answer from SM #q1-sm-2
<pre role="group" tabindex="0"><code>ls

  indented
</code></pre>
<p>End.</p>

answer from SM #q1-sm-3
<ul>
<li>One.<ul>
<li>Within.</li>
</ul>
</li>
</ul>

answer from SM #q1-sm-4
<ol>
<li>One.</li>
<li>Two.</li>
</ol>

answer from SM #q1-sm-5
<pre role="group" tabindex="0"><code>    indented
</code></pre>
"#]],
    );
}

#[test]
fn other_text_on_a_markers_line_stays_as_it_is() {
    let text = "Q: 1986. A great year?\n\nSM: -5 degrees.\n\nSM: > 5 years.\n\nSM: # 1 of all.\n\nSM: `ls` it is.\n\n\
                SM: ```ls``` it is.\n\nSM: *Yes* and 2.5 or 3. No.\n\nSM: ** bold.\n\nSM: a | b\n\nSM: - \n\nSM: + 1\n";
    shows(
        Column::new().letter(text).build().turns(),
        str![[r#"
question #q1
<p>1986. A great year?</p>

answer from SM #q1-sm
<p>-5 degrees.</p>

answer from SM #q1-sm-2
<p>&gt; 5 years.</p>

answer from SM #q1-sm-3
<p># 1 of all.</p>

answer from SM #q1-sm-4
<p><code>ls</code> it is.</p>

answer from SM #q1-sm-5
<p><code>ls</code> it is.</p>

answer from SM #q1-sm-6
<p><em>Yes</em> and 2.5 or 3. No.</p>

answer from SM #q1-sm-7
<p>** bold.</p>

answer from SM #q1-sm-8
<p>a | b</p>

answer from SM #q1-sm-9
<p>-</p>

answer from SM #q1-sm-10
<ul>
<li>1</li>
</ul>
"#]],
    );
}

#[test]
fn code_lists_and_quotations_are_not_broken() {
    let text = "Q: ?\n\nSM: So:\n\n```\nQ: - in code\nSM: ```\nSM: > in code\n```\n\n- a list\n\n  SM\\: - in it\n\nSM: - Out.\n";
    shows(
        turns(text),
        str![[r#"
question #q1
<p>?</p>

answer from SM #q1-sm
<p>So:</p>
<pre role="group" tabindex="0"><code>Q: - in code
SM: ```
SM: &gt; in code
</code></pre>
<ul>
<li><p>a list</p>
<p>SM: - in it</p>
</li>
</ul>

answer from SM #q1-sm-2
<ul>
<li>Out.</li>
</ul>
"#]],
    );
}

#[test]
fn spans_behind_such_a_line_are_those_of_the_file() {
    let text = "Q: - One?\n- Two [a](nowhere.md)?\n\nSM: > Yes, [b](else.md).\n    > And [c](again.md).\n\n\
                [d][d]\n\nTA: no.\n\nGG: Who?\n\n[d]: missing.md\n";
    shows(
        Column::new().letter(text).build().report(),
        str![[r#"
error: there is no file `content/questions/nowhere.md`
 --> content/questions/loud-drums.md:6:11
  |
6 | - Two [a](nowhere.md)?
  |           ^^^^^^^^^^ this link leads nowhere

error: there is no file `content/questions/else.md`
 --> content/questions/loud-drums.md:8:16
  |
8 | SM: > Yes, [b](else.md).
  |                ^^^^^^^ this link leads nowhere

error: there is no file `content/questions/again.md`
 --> content/questions/loud-drums.md:9:15
  |
9 |     > And [c](again.md).
  |               ^^^^^^^^ this link leads nowhere

error: there is no file `content/questions/missing.md`
  --> content/questions/loud-drums.md:11:1
   |
11 | [d][d]
   | ^^^^^^ this link leads nowhere

warning: `TA:` is read as plain text: no file in `content/people/` has these initials
  --> content/questions/loud-drums.md:13:1
   |
13 | TA: no.
   | ^^^
   |
   = help: begin an answer with `SM:`
   = help: for the answer of a guest, add a line such as `guest: { initials: TA, name: … }` between the two `---` lines
   = help: or, to keep it as plain text, write `TA\:`

warning: `GG:` is read as plain text: no file in `content/people/` has these initials
  --> content/questions/loud-drums.md:15:1
   |
15 | GG: Who?
   | ^^^
   |
   = help: begin an answer with `SM:`
   = help: for the answer of a guest, add a line such as `guest: { initials: GG, name: … }` between the two `---` lines
   = help: or, to keep it as plain text, write `GG\:`
"#]],
    );
}

#[test]
fn a_transcript_of_800_turns_is_read() {
    let turn = |n: usize| format!("{}: - Turn {n}.\n- So it is.\n\n", if n.is_multiple_of(2) { "Q" } else { "A" });
    let text: String = (0..800).map(turn).collect();
    let built = Column::new().letter(&text).build().sound();
    let letter = built.site.entries.letters.entries().next().unwrap();
    assert_eq!(letter.turns.len(), 800);
    assert_eq!(letter.turns[799].anchor, "q400-sm");
    assert_eq!(letter.turns[799].body.html, "<ul>\n<li>Turn 799.</li>\n<li>So it is.</li>\n</ul>\n");
    let prose = text.replace("- ", "");
    let built = Column::new().letter(&prose.replace("A: ", "SM: ")).build().sound();
    assert_eq!(built.site.entries.letters.entries().next().unwrap().turns.len(), 800);
    // One question, and 799 answers to it.
    let built =
        Column::new().letter(&prose.replace("Q: ", "SM: ").replacen("SM: ", "Q: ", 1).replace("A: ", "SM: ")).build();
    let anchors = |built: &crate::support::Built| {
        let letter = built.site.entries.letters.entries().next().unwrap();
        letter.turns.iter().map(|turn| turn.anchor.clone()).collect::<Vec<_>>()
    };
    assert_eq!(anchors(&built.sound()).last().map(String::as_str), Some("q1-sm-799"));
}

#[test]
fn asterisks_before_a_colon_are_no_marker() {
    for marks in ["_:", "*:", "**:", "__:", "_ :", "*:*"] {
        let built = Column::new().letter(&format!("Q: Why?\n\nSM: So.\n\n{marks} - One.\n- Two.\n")).build().sound();
        assert_eq!(built.site.entries.letters.entries().next().unwrap().turns.len(), 2, "{marks}");
    }
}
