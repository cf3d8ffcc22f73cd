//! Turns that are easily lost: names and initials of nobody, a second `A:`, a question without its marker, a fence that
//! is never closed.

use snapbox::str;

use crate::support::{Column, shows};

/// Ida Quill and Peter Holm.
fn column() -> Column {
    Column::empty()
        .file("column.yaml", "title: The Ladder\nbase_url: https://ladder.example\nid: ladder.example,2024\n")
        .file("content/people/ida.md", "---\nname: Ida Quill\ninitials: IQ\n---\n")
        .file("content/people/peter.md", "---\nname: Peter Holm\ninitials: PH\n---\n")
}

/// What is said about a letter with this text.
#[track_caller]
fn report(text: &str) -> String {
    column().letter(text).build().report()
}

#[test]
fn initials_of_nobody_within_an_answer_are_a_warning() {
    shows(
        report("Q: May I?\n\nIQ: You may.\n\nGG: I disagree.\n"),
        str![[r#"
warning: `GG:` is read as plain text: no file in `content/people/` has these initials
 --> content/questions/loud-drums.md:9:1
  |
9 | GG: I disagree.
  | ^^^
  |
  = help: begin an answer with `IQ:` or `PH:`
  = help: for the answer of a guest, add a line such as `guest: { initials: GG, name: … }` between the two `---` lines
  = help: or, to keep it as plain text, write `GG\:`
"#]],
    );
}

#[test]
fn a_name_of_nobody_within_an_answer_is_a_warning() {
    shows(
        report("Q: May I?\n\nIQ: You may.\n\nGus Guest: I disagree.\n\nPeg: So do I.\n"),
        str![[r#"
warning: `Gus Guest:` is read as plain text: an answer starts with initials
 --> content/questions/loud-drums.md:9:1
  |
9 | Gus Guest: I disagree.
  | ^^^^^^^^^^
  |
  = help: begin an answer with `IQ:` or `PH:`
  = help: for the answer of a guest, add a line `guest: { initials: GG, name: Gus Guest }` between the two `---` lines, and write `GG:`
  = help: or, to keep it as plain text, write `Gus Guest\:`

warning: `Peg:` is read as plain text: an answer starts with initials
  --> content/questions/loud-drums.md:11:1
   |
11 | Peg: So do I.
   | ^^^^
   |
   = help: begin an answer with `IQ:` or `PH:`
   = help: for the answer of a guest, add a line `guest: { initials: …, name: Peg }` between the two `---` lines, and write `…:`
   = help: or, to keep it as plain text, write `Peg\:`
"#]],
    );
}

#[test]
fn the_name_of_a_columnist_or_of_the_asker_is_a_warning_with_the_marker() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\nasker: { pen_name: Stuck in Place }\n---\nQ: May I?\n\nIQ: You may.\n\n\
                  Peter Holm: I disagree.\n\nIda: Do you?\n\nStuck in Place: Thank you both.\n";
    shows(
        column().file("content/questions/a.md", letter).build().report(),
        str![[r#"
warning: `Peter Holm:` is read as plain text: an answer starts with initials, not with a name
  --> content/questions/a.md:10:1
   |
10 | Peter Holm: I disagree.
   | ^^^^^^^^^^^
   |
   = help: write `PH:`
   = help: or, to keep it as plain text, write `Peter Holm\:`

warning: `Ida:` is read as plain text: an answer starts with initials, not with a name
  --> content/questions/a.md:12:1
   |
12 | Ida: Do you?
   | ^^^^
   |
   = help: write `IQ:`
   = help: or, to keep it as plain text, write `Ida\:`

warning: `Stuck in Place:` is read as plain text: a question starts with `Q:`, not with a name
  --> content/questions/a.md:14:1
   |
14 | Stuck in Place: Thank you both.
   | ^^^^^^^^^^^^^^^
   |
   = help: write `Q:`
   = help: or, to keep it as plain text, write `Stuck in Place\:`
"#]],
    );
}

#[test]
fn speakers_are_found_in_every_turn_and_however_they_are_written() {
    let text = "\
GG: In the introduction.

Q: May I?

**GG:** In the question.

IQ: You may.

Dr. Guest: In an answer.

*Gus van Guest*: With a particle.

G.G.: With points.

Editor’s note: So it is.

Mary-Ann O’Neill: In a note.

Update (2026-09-01): So it was.

Jürgen Groß: In an update.

Gus Guest (guest): With a word of explanation.

PH: Yes.
";
    shows(
        column().letter(text).build().short(),
        str![[r#"
content/questions/loud-drums.md:5:1: warning: `GG:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line such as `guest: { initials: GG, name: … }` between the two `---` lines; or, to keep it as plain text, write `GG\:`)
content/questions/loud-drums.md:9:1: warning: `GG:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line such as `guest: { initials: GG, name: … }` between the two `---` lines; or, to keep it as plain text, write `GG\:`)
content/questions/loud-drums.md:13:1: warning: `Dr. Guest:` is read as plain text: an answer starts with initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line `guest: { initials: DG, name: Dr. Guest }` between the two `---` lines, and write `DG:`; or, to keep it as plain text, write `Dr. Guest\:`)
content/questions/loud-drums.md:15:1: warning: `Gus van Guest:` is read as plain text: an answer starts with initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line `guest: { initials: GG, name: Gus van Guest }` between the two `---` lines, and write `GG:`; or, to keep it as plain text, write `Gus van Guest\:`)
content/questions/loud-drums.md:17:1: warning: `G.G.:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line such as `guest: { initials: G.G., name: … }` between the two `---` lines; or, to keep it as plain text, write `G.G.\:`)
content/questions/loud-drums.md:21:1: warning: `Mary-Ann O'Neill:` is read as plain text: an answer starts with initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line `guest: { initials: MAO, name: Mary-Ann O'Neill }` between the two `---` lines, and write `MAO:`; or, to keep it as plain text, write `Mary-Ann O'Neill\:`)
content/questions/loud-drums.md:25:1: warning: `Jürgen Groß:` is read as plain text: an answer starts with initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line `guest: { initials: JG, name: Jürgen Groß }` between the two `---` lines, and write `JG:`; or, to keep it as plain text, write `Jürgen Groß\:`)
content/questions/loud-drums.md:27:1: warning: `Gus Guest (guest):` is read as plain text: an answer starts with initials (begin an answer with `IQ:` or `PH:`; for the answer of a guest, add a line `guest: { initials: GG, name: Gus Guest }` between the two `---` lines, and write `GG:`; or, to keep it as plain text, write `Gus Guest (guest)\:`)
"#]],
    );
}

#[test]
fn words_that_are_nobodys_name_are_plain_text() {
    let words = "RSVP NOTE TTS NAME TLDR KPI PROS CONS PS NB FAQ TIP HTML MLIS ALA DIY Note Tip Example Monday April \
                 First Books Paris Warning Remember Salary Grace May Summer P.S. C Genesis Step";
    let phrases = "Pro Tip|Further Reading|Bottom Line|New York|Key Points|Case Study|Dear Gus|Good morning|Step 2|\
                   Day 1|Matthew 5|Yours truly|One more thing|Mary had a little lamb|The short answer|Rare Book School";
    let lines: String = words
        .split(' ')
        .filter(|word| !word.is_empty())
        .chain(phrases.split('|'))
        .fold(String::new(), |text, words| text + words.trim() + ": so.\n\n");
    let chapter = "Mary:1 and John:2 are no turns.\n\nAt 10:30 it rang.\n\nhttps://ladder.example is its address.\n";
    column().letter(&format!("Q: May I?\n\n{lines}IQ: You may.\n\n{lines}{chapter}")).build().sound();
}

#[test]
fn a_term_of_the_glossary_is_nobodys_name() {
    let text = "Q: May I?\n\nIQ: You may.\n\nGGX: so.\n\nQR: so.\n";
    let glossary = column().file("content/glossary.yaml", "GGX: Good Grief\nQR: Quick\n");
    glossary.letter(text).build().sound();
}

#[test]
fn a_name_before_a_backslash_is_plain_text() {
    column().letter("Q: May I?\n\nIQ: You may.\n\nGG\\: no.\n\nPeg\\: no.\n").build().sound();
}

#[test]
fn an_article_may_quote_whom_it_likes() {
    column().letter("GG: What is a drum?\n\nPeg: A box.\n").build().sound();
}

#[test]
fn each_turn_of_a_columnist_whose_file_is_a_draft_names_her() {
    let draft = "---\nname: Peter Holm\ninitials: PH\ndraft: yes\n---\n";
    let built = column()
        .file("content/people/peter.md", draft)
        .file("content/questions/a.md", "---\ntitle: A\ndate: 2026-03-02\nanswered_by: PH\n---\nAn article.\n")
        .letter("Q: May I?\n\nPH: No.\n\nIQ: You may.\n\nPH: I said no.\n")
        .build();
    shows(
        built.report(),
        str![[r#"
error: this answer is by Peter Holm, whose page is still a draft
 --> content/questions/a.md:4:14
  |
4 | answered_by: PH
  |              ^^
  |
  = help: remove `draft: yes` from `content/people/peter.md`
  = help: or add a line `draft: yes` between the two `---` lines of this letter, too

error: this answer is by Peter Holm, whose page is still a draft
 --> content/questions/loud-drums.md:7:1
  |
7 | PH: No.
  | ^^^
  |
  = help: remove `draft: yes` from `content/people/peter.md`
  = help: or add a line `draft: yes` between the two `---` lines of this letter, too

error: this answer is by Peter Holm, whose page is still a draft
  --> content/questions/loud-drums.md:11:1
   |
11 | PH: I said no.
   | ^^^
   |
   = help: remove `draft: yes` from `content/people/peter.md`
   = help: or add a line `draft: yes` between the two `---` lines of this letter, too
"#]],
    );
    // A letter that waits, too, may have her answers.
    column()
        .file("content/people/peter.md", draft)
        .file("content/questions/a.md", "---\ntitle: A\ndraft: yes\nanswered_by: PH\n---\nQ: May I?\n\nPH: No.\n")
        .letter("Q: May I?\n\nIQ: You may.\n")
        .build()
        .sound();
}

#[test]
fn each_turn_of_a_columnist_whose_file_is_gone_is_an_error_that_names_her() {
    let built = column().without("content/people/peter.md");
    let built = built.letter("Q: May I?\n\nPH: No.\n\nPH: No, I say.\n\nQ: And now?\n\nIQ: Yes.\n\nPH: No.\n").build();
    shows(
        built.report(),
        str![[r#"
error: this question has no answer
 --> content/questions/loud-drums.md:7:1
  |
5 | Q: May I?
  | -- the question
6 |
7 | PH: No.
  | ^^^ no file in `content/people/` has the initials `PH`
  |
  = help: begin the answer with `IQ:`
  = help: or, if the columnist's file is gone, bring it back; if it has other initials, correct them

error: `PH:` is read as plain text: no file in `content/people/` has these initials
 --> content/questions/loud-drums.md:9:1
  |
9 | PH: No, I say.
  | ^^^
  |
  = help: begin an answer with `IQ:`
  = help: for the answer of a guest, add a line such as `guest: { initials: PH, name: … }` between the two `---` lines
  = help: or, to keep it as plain text, write `PH\:`

error: `PH:` is read as plain text: no file in `content/people/` has these initials
  --> content/questions/loud-drums.md:15:1
   |
15 | PH: No.
   | ^^^
   |
   = help: begin an answer with `IQ:`
   = help: for the answer of a guest, add a line such as `guest: { initials: PH, name: … }` between the two `---` lines
   = help: or, to keep it as plain text, write `PH\:`
"#]],
    );
}

#[test]
fn an_a_later_within_an_answer_is_a_warning() {
    let built = column().file("content/people/peter.md", "---\nname: Peter Holm\ninitials: PH\ndraft: yes\n---\n");
    let text = "A: Too early.\n\nQ: May I?\n\nA: You may.\n\nA: And gladly.\n\nEditor’s note: So.\n\nAnswer: Again.\n";
    shows(
        built.letter(text).build().report(),
        str![[r#"
warning: `A:` is read as plain text: there is no question right before it
 --> content/questions/loud-drums.md:5:1
  |
5 | A: Too early.
  | ^^
  |
  = help: begin the asker's words with `Q:`
  = help: or, to keep it as plain text, write `A\:`

warning: `A:` is read as plain text: there is no question right before it
  --> content/questions/loud-drums.md:11:1
   |
11 | A: And gladly.
   | ^^
   |
   = help: write `IQ:` for another answer
   = help: or remove `A:` to go on with this one
   = help: or, to keep it as plain text, write `A\:`

warning: `Answer:` is read as plain text: there is no question right before it
  --> content/questions/loud-drums.md:15:1
   |
15 | Answer: Again.
   | ^^^^^^^
   |
   = help: write `IQ:` for another answer
   = help: or, to keep it as plain text, write `Answer\:`
"#]],
    );
}

#[test]
fn an_a_before_a_b_is_the_first_of_several_choices() {
    column().letter("Q: May I?\n\nIQ: There are two ways.\n\nA: Stay.\n\nB: Go.\n").build().sound();
}

#[test]
fn an_asker_without_a_question_is_a_warning() {
    let letter = |text: &str| {
        let letter = format!("---\ntitle: A\ndate: 2026-03-02\nasker: {{ pen_name: Stuck }}\n---\n{text}");
        column().file("content/questions/a.md", letter).build().report()
    };
    shows(
        letter("May I drum?\n\nYou may.\n"),
        str![[r#"
warning: this letter names an asker but has no question
 --> content/questions/a.md:6:1
  |
4 | asker: { pen_name: Stuck }
  |        ------------------- the asker
5 | ---
6 | May I drum?
  | ^^^^^^^^^^^ the asker's words should begin here
  |
  = help: begin the asker's words with `Q:`
  = help: or remove `asker:` if no one asks anything
"#]],
    );
    shows(
        letter("May I drum?\n\nIQ: You may.\n"),
        str![[r#"
warning: this letter names an asker but has no question
 --> content/questions/a.md:6:1
  |
4 | asker: { pen_name: Stuck }
  |        ------------------- the asker
5 | ---
6 | May I drum?
  | ^^^^^^^^^^^ the asker's words should begin here
  |
  = help: begin the asker's words with `Q:`
  = help: or remove `asker:` if no one asks anything
"#]],
    );
    shows(
        letter("IQ: You may.\n"),
        str![[r#"
warning: this letter names an asker but has no question
 --> content/questions/a.md:6:1
  |
4 | asker: { pen_name: Stuck }
  |        ------------------- the asker
5 | ---
6 | IQ: You may.
  | ^^^^^^^^^^^^ the asker's words should begin here
  |
  = help: begin the asker's words with `Q:`
  = help: or remove `asker:` if no one asks anything
"#]],
    );
    shows(letter("Q: May I?\n\nIQ: You may.\n"), str![[""]]);
}

#[test]
fn a_text_before_an_answer_that_is_no_question_is_a_warning() {
    shows(
        report("Dear Ida, may I drum?\n\nPH: You may.\n"),
        str![[r#"
warning: there is no question before this answer: the text above it is shown as an introduction
 --> content/questions/loud-drums.md:7:1
  |
7 | PH: You may.
  | ^^^
  |
  = help: begin the asker's words with `Q:`
  = help: or, if no one asks anything, add the line `answered_by: PH` between the two `---` lines
"#]],
    );
    let letter =
        |field: &str| format!("---\ntitle: A\ndate: 2026-03-02\n{field}\n---\nTwo voices.\n\nPH: One.\n\nIQ: Two.\n");
    column().file("content/questions/a.md", letter("answered_by: [PH, IQ]")).build().sound();
    column().file("content/questions/a.md", letter("draft: yes")).letter("Q: ?\n\nIQ: !\n").build().sound();
}

#[test]
fn the_asker_may_have_the_last_word() {
    let built = column().letter("Q: May I?\n\nIQ: You may.\n\nQ: Thank you.\n\nQ: And good night.\n").build().sound();
    shows(
        built.turns(),
        str![[r#"
question #q1
<p>May I?</p>

answer from IQ #q1-iq
<p>You may.</p>

question #q2
<p>Thank you.</p>

question #q3
<p>And good night.</p>
"#]],
    );
}

#[test]
fn a_last_question_with_an_answer_of_nobody_is_no_last_word() {
    shows(
        report("Q: May I?\n\nIQ: You may.\n\nQ: And now?\n\nGG: Yes.\n"),
        str![[r#"
error: this question has no answer
  --> content/questions/loud-drums.md:11:1
   |
 9 | Q: And now?
   | -- the question
10 |
11 | GG: Yes.
   | ^^^ no file in `content/people/` has the initials `GG`
   |
   = help: begin the answer with `IQ:` or `PH:`
   = help: or, if the columnist's file is gone, bring it back; if it has other initials, correct them
"#]],
    );
    // A label is not taken for a name there.
    column().letter("Q: May I?\n\nIQ: You may.\n\nQ: Thanks.\n\nFurther Reading: none.\n").build().sound();
}

#[test]
fn an_update_needs_no_day() {
    let built =
        column().letter("Q: May I?\n\nIQ: You may.\n\nUpdate: She did.\n\nUPDATE (): And again.\n").build().sound();
    shows(
        built.turns(),
        str![[r#"
question #q1
<p>May I?</p>

answer from IQ #q1-iq
<p>You may.</p>

update #update-1
<p>She did.</p>

update #update-2
<p>And again.</p>
"#]],
    );
    shows(
        report(
            "Q: May I?\n\nIQ: You may.\n\nUpdate 2026-09-01: She did.\n\nUpdate, 2026-09-02: So.\n\nEditors note: So.\n",
        ),
        str![[r#"
warning: `Update 2026-09-01:` is read as plain text
 --> content/questions/loud-drums.md:9:1
  |
9 | Update 2026-09-01: She did.
  | ^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `Update (2026-09-01):`?

warning: `Update, 2026-09-02:` is read as plain text
  --> content/questions/loud-drums.md:11:1
   |
11 | Update, 2026-09-02: So.
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `Update (2026-09-02):`?

warning: `Editors note:` is read as plain text
  --> content/questions/loud-drums.md:13:1
   |
13 | Editors note: So.
   | ^^^^^^^^^^^^^
   |
   = help: did you mean `Editor's note:`?
"#]],
    );
}

// Fences

#[test]
fn a_marker_behind_a_fence_that_is_never_closed_is_an_error() {
    shows(
        report("Q: What do I type?\n\nIQ: This:\n\n```\nls\n\nQ: And then?\n\nIQ: Go home.\n"),
        str![[r#"
error: this block of code never ends, so `Q:` is read as code
  --> content/questions/loud-drums.md:9:1
   |
 9 | ```
   | ^^^
...
12 | Q: And then?
   | -- this is read as code
   |
   = help: put a line of 3 backticks below the code
"#]],
    );
    // The fence that would open the second block ends the first.
    let text = "Q: What do I type?\n\nIQ: This:\n\n~~~\nls\n\n**PH:** Or that:\n\n~~~ \n\ncat\n\n~~~\n\nIQ: Go home.\n";
    shows(
        report(text),
        str![[r#"
error: this block of code never ends, so `PH:` is read as code
  --> content/questions/loud-drums.md:9:1
   |
 9 | ~~~
   | ^^^
...
12 | **PH:** Or that:
   | ----- this is read as code
   |
   = help: put a line `~~~` below the code
"#]],
    );
}

#[test]
fn a_marker_in_a_fence_that_is_closed_is_code() {
    column().letter("Q: What do I write?\n\nIQ: This:\n\n````\nText.\n\nQ: And then?\n```\n````\n").build().sound();
    // So is what only looks like one.
    column().letter("Q: What do I write?\n\nIQ: This:\n\n```\nkey: value\n\nother: value\n```\n").build().sound();
    column().letter("Q: What do I write?\n\nIQ: This:\n\n```\nls\nQ: no empty line\n```\n").build().sound();
}

// Pasted pages

#[test]
fn a_question_that_repeats_the_title_or_the_one_before_is_reported() {
    let letter = |text: &str| {
        let letter = format!("---\ntitle: \"May I *drum*?\"\ndate: 2026-03-02\n---\n{text}");
        column().file("content/questions/a.md", letter).build().report()
    };
    shows(
        letter("Q: May I drum?\n\nQ: I have drums. May I drum?\n\nIQ: You may.\n"),
        str![[r#"
warning: this question repeats the title, so readers see it twice
 --> content/questions/a.md:5:1
  |
5 | Q: May I drum?
  | ^^
  |
  = help: write the asker's own words, or give the letter another title
"#]],
    );
    shows(
        letter("Q:\n\n**May I drum**\n\nIQ: You may.\n"),
        str![[r#"
hint: this question repeats the title, so readers see it twice
 --> content/questions/a.md:5:1
  |
5 | Q:
  | ^^
  |
  = help: write the asker's own words, or give the letter another title
"#]],
    );
    shows(
        letter("Q: I have drums.\nMay I?\n\nQ: I have drums. May I?\n\nIQ: You may.\n"),
        str![[r#"
warning: this question repeats the one before it
 --> content/questions/a.md:8:1
  |
5 | Q: I have drums.
  | -- the one before it
...
8 | Q: I have drums. May I?
  | ^^
  |
  = help: remove one of them
"#]],
    );
    shows(letter("Q: May I drum? I have drums.\n\nIQ: You may.\n\nQ: May I drum?\n\nPlease.\n\nIQ: No.\n"), str![[""]]);
}

#[test]
fn the_form_for_comments_below_a_post_is_reported() {
    let below = "### Leave a Reply\n\nFill in your details below or click an icon to log in:\n\n\
                 You are commenting using your WordPress.com account. ( Log Out / Change )\n\nConnecting to %s\n";
    shows(
        report(&format!("Q: May I?\n\nIQ: You may.\n\n{below}")),
        str![[r#"
warning: `### Leave a Reply` is left over from the web page that this text was copied from
  --> content/questions/loud-drums.md:9:1
   |
 9 | ### Leave a Reply
   | ^^^^^^^^^^^^^^^^^
10 |
11 | Fill in your details below or click an icon to log in:
   | ------------------------------------------------------ this, too
12 |
13 | You are commenting using your WordPress.com account. ( Log Out / Change )
   | ------------------------------------------------------------------------- this, too
14 |
15 | Connecting to %s
   | ---------------- this, too
   |
   = help: remove everything from this line on
"#]],
    );
    shows(
        report("Q: May I?\n\nIQ: You may.\n\n**Share this:**\n\n- Tweet\n\nLike Loading...\n"),
        str![[r#"
warning: `**Share this:**` is left over from the web page that this text was copied from
  --> content/questions/loud-drums.md:9:1
   |
 9 | **Share this:**
   | ^^^^^^^^^^^^^^^
10 |
11 | - Tweet
   | ------- this, too
12 |
13 | Like Loading...
   | --------------- this, too
   |
   = help: remove everything from this line on
"#]],
    );
    shows(
        report("Q: May I?\n\nIQ: You may.\n\nConnecting to %s\n"),
        str![[r#"
warning: `Connecting to %s` is left over from the web page that this text was copied from
 --> content/questions/loud-drums.md:9:1
  |
9 | Connecting to %s
  | ^^^^^^^^^^^^^^^^
  |
  = help: remove it
"#]],
    );
    let prose = "Leave a reply at the desk.\n\nConnecting to a network is hard.\n\nPost a comment, and share this.\n";
    column().letter(&format!("Q: May I?\n\nIQ: You may.\n\n{prose}")).build().sound();
}
