//! Letters typed as a newcomer types them: each is read rightly, or the report says what to write, and is then sound.

use snapbox::str;

use crate::support::{Built, Column, shows};

/// A letter of this text, built.
fn letter(text: &str) -> Built {
    Column::new()
        .file("content/people/thea-aldous.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .file("content/questions/loud-drums.md", text)
        .build()
}

/// The kinds and anchors of its turns, without their texts.
fn anchors(built: &Built) -> String {
    let letter = built.site.entries.letters.entries().next().unwrap();
    letter.turns.iter().map(|turn| format!("{:?} #{}\n", turn.kind, turn.anchor)).collect()
}

#[test]
fn from_a_word_processor() {
    let typed = "—\ntitle: “The drums upstairs”\ndate: 2\u{a0}March\u{a0}2026\ntags: drums, noise\n—\n\n\
                 Q:\u{a0}My neighbour’s drums are loud – every night – until 11:30.\u{a0}What can I do…\n\n\
                 SM:\u{a0}You’ve got three ways:\n\n•\u{a0}Ask\n•\u{a0}Write\n•\u{a0}Move\n\n\
                 Editor’s note: The house rules say so.\n";
    let built = letter(typed);
    shows(
        built.short(),
        str![[r#"
content/questions/loud-drums.md:1:1: error: this line should be three hyphens, not `—` (write `---`; word processors turn hyphens into dashes: press Ctrl-Z (on a Mac, Cmd-Z) right after it happens, or write in a plain-text editor)
content/questions/loud-drums.md:2:8: warning: readers will see these curly quotes as part of the title (write `"The drums upstairs"`)
content/questions/loud-drums.md:3:7: error: callslip cannot read `2 March 2026` as a date (write `2026-03-02`)
content/questions/loud-drums.md:4:7: error: a list needs brackets around it (write `[drums, noise]`)
content/questions/loud-drums.md:5:1: error: this line should be three hyphens, not `—` (write `---`; word processors turn hyphens into dashes: press Ctrl-Z (on a Mac, Cmd-Z) right after it happens, or write in a plain-text editor)
content/questions/loud-drums.md:11:1: warning: `•` does not start a list item here (begin each of these lines with a hyphen and a space: `- `)
"#]],
    );
    // Line by line as it is reported.
    let mended = typed
        .replace("—\n", "---\n")
        .replace("“The drums upstairs”", "\"The drums upstairs\"")
        .replace("2\u{a0}March\u{a0}2026", "2026-03-02")
        .replace("drums, noise", "[drums, noise]")
        .replace("•\u{a0}", "- ");
    shows(
        letter(&mended).sound().turns(),
        str![[r#"
question #q1
<p>My neighbour’s drums are loud – every night – until 11:30. What can I do…</p>

answer from SM #q1-sm
<p>You’ve got three ways:</p>
<ul>
<li>Ask</li>
<li>Write</li>
<li>Move</li>
</ul>

note #note-1
<p>The house rules say so.</p>
"#]],
    );
}

#[test]
fn from_a_wordpress_page() {
    let pasted = "---\ntitle: The drums upstairs\ndate: 2026-03-02 14:30:00\ncategories: [noise]\n---\n\
                  <p><strong>Q:</strong> My neighbour&#8217;s&nbsp;drums are loud.</p>\n\n\
                  <p>Every night.</p>\n\n<p><strong>SM:</strong>&nbsp;Ask her.</p>\n<!-- /wp:paragraph -->\n";
    let built = letter(pasted);
    shows(
        built.short(),
        str![[r#"
content/questions/loud-drums.md:4:1: error: there is no field called `categories` (write `tags: [noise]`)
content/questions/loud-drums.md:6:1: warning: `Q:` is in HTML, so it is read as plain text (remove the tags around it and around its paragraph: `Q: …`; for bold text write `**…**`)
content/questions/loud-drums.md:10:1: warning: `SM:` is in HTML, so it is read as plain text (remove the tags around it and around its paragraph: `SM: …`; for bold text write `**…**`)
"#]],
    );
    let mended = pasted.replace("categories", "tags").replace("<p>", "").replace("</p>", "");
    let mended = mended.replace("<strong>", "**").replace("</strong>", "**").replace("<!-- /wp:paragraph -->\n", "");
    shows(
        letter(&mended).sound().turns(),
        str![[r#"
question #q1
<p>My neighbour’s drums are loud.</p>
<p>Every night.</p>

answer from SM #q1-sm
<p>Ask her.</p>
"#]],
    );
}

#[test]
fn with_every_habit_of_bold_and_spacing() {
    let typed = "---\ntitle: The drums upstairs\ndate: 2026-03-02\n---\n\n\n\
                 **Q:** One?  \n\n**TA**: One.\n\n__Q__: Two?\n\n**TA:**\nOn the next line.  \n\n\
                 **Question :** Three?\n\n**SM**: Yes.\n\nQ : Four?\n\nSM :Close.\n\n*Q: Five?*\n\n\
                 **TA**\n\nWithout a colon.\n\nTA: With one.\n\n** Q:** Six?\n\nS.M.: With points.\n\n_SM:_ Without.\n";
    let built = letter(typed);
    shows(
        built.short(),
        str![[r#"
content/questions/loud-drums.md:26:1: warning: `TA` is read as plain text: the colon is missing (write `TA:` and then the text)
content/questions/loud-drums.md:32:1: warning: `** Q:` is read as plain text (did you mean `Q:`?)
content/questions/loud-drums.md:34:1: warning: `S.M.:` is read as plain text (did you mean `SM:`?)
"#]],
    );
    let mended = typed.replace("S.M.:", "SM:").replace("** Q:**", "Q:").replace("**TA**\n\nWithout", "**TA:** Without");
    shows(
        anchors(&letter(&mended).sound()),
        str![[r#"
Question #q1
Answer("TA") #q1-ta
Question #q2
Answer("TA") #q2-ta
Question #q3
Answer("SM") #q3-sm
Question #q4
Answer("SM") #q4-sm
Question #q5
Answer("TA") #q5-ta
Answer("TA") #q5-ta-2
Question #q6
Answer("SM") #q6-sm
Answer("SM") #q6-sm-2
"#]],
    );
}

#[test]
fn with_windows_line_ends_and_a_byte_order_mark() {
    let typed = "\u{feff}---\r\ntitle: The drums upstairs\r\ndate: 2026-03-02\r\n---\r\n\r\nQ: May I?\r\n\r\nAgain?\r\n\r\nSM: Yes.\r\nOn two lines.\r\n";
    shows(
        letter(typed).sound().turns(),
        str![[r#"
question #q1
<p>May I?</p>
<p>Again?</p>

answer from SM #q1-sm
<p>Yes.
On two lines.</p>
"#]],
    );
}

#[test]
fn with_the_answers_glued_to_the_questions() {
    let typed = "---\ntitle: The drums upstairs\ndate: 2026-03-02\n---\nQ: One?\nSM: One.\nQ: Two?\nTA: Two.\n";
    let built = letter(typed);
    shows(
        built.report(),
        str![[r#"
error: this question has no answer
 --> content/questions/loud-drums.md:6:1
  |
5 | Q: One?
  | -- the question
6 | SM: One.
  | ^^^ the answer seems to begin here
  |
  = help: add a line `draft: yes` between the two `---` lines until it is written

warning: `SM:` is inside a paragraph, so it is read as plain text
 --> content/questions/loud-drums.md:6:1
  |
6 | SM: One.
  | ^^^
  |
  = help: put an empty line before it
  = help: or, to keep it as plain text, write `SM\:`

warning: `Q:` is inside a paragraph, so it is read as plain text
 --> content/questions/loud-drums.md:7:1
  |
7 | Q: Two?
  | ^^
  |
  = help: put an empty line before it
  = help: or, to keep it as plain text, write `Q\:`

warning: `TA:` is inside a paragraph, so it is read as plain text
 --> content/questions/loud-drums.md:8:1
  |
8 | TA: Two.
  | ^^^
  |
  = help: put an empty line before it
  = help: or, to keep it as plain text, write `TA\:`
"#]],
    );
    let mended = typed.replace("\nSM:", "\n\nSM:").replace("\nQ: Two", "\n\nQ: Two").replace("\nTA:", "\n\nTA:");
    shows(
        letter(&mended).sound().turns(),
        str![[r#"
question #q1
<p>One?</p>

answer from SM #q1-sm
<p>One.</p>

question #q2
<p>Two?</p>

answer from TA #q2-ta
<p>Two.</p>
"#]],
    );
}
