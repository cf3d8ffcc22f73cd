//! `callslip import` finds who asks and who answers, in the shapes of real columns, and leaves no mistake behind.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use snapbox::str;

use crate::support::shows;

/// Imports posts: the name, the login of the author, and the body. Returns what became of each, what the report says of
/// them, and what `callslip check` says.
fn imported(authors: &[(&str, &str)], posts: &[(&str, &str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut items = String::new();
    for (login, name) in authors {
        let _ = write!(
            items,
            "<wp:author><wp:author_login>{login}</wp:author_login><wp:author_display_name>{name}</wp:author_display_name>\
             </wp:author>"
        );
    }
    for (at, (name, author, body)) in posts.iter().enumerate() {
        let _ = write!(
            items,
            "<item><title>{name}</title><link>https://desk.example/{name}/</link><dc:creator>{author}</dc:creator>\
             <content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{at}</wp:post_id>\
             <wp:post_date>2014-05-12 09:00:00</wp:post_date><wp:post_name>{name}</wp:post_name>\
             <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
        );
    }
    let export = format!(
        "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>The Desk</title>\
         <language>en-US</language><wp:base_blog_url>https://desk.example</wp:base_blog_url>{items}</channel></rss>"
    );
    fs::write(folder.path().join("export.xml"), export).unwrap();
    let run = |words: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_callslip")).args(words).current_dir(folder.path()).output().unwrap();
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
    };
    run(&["import", "export.xml", "--into", "column"]);
    let mut shown = String::new();
    for (name, ..) in posts {
        let letter = fs::read_to_string(folder.path().join(format!("column/content/questions/{name}.md"))).unwrap();
        let text = letter.split_once("\n---\n").unwrap().1;
        let _ = write!(shown, "=== {name}\n{}\n", text.trim());
    }
    let mut people: Vec<_> = fs::read_dir(folder.path().join("column/content/people")).unwrap().collect();
    people.sort_by_key(|entry| entry.as_ref().unwrap().file_name());
    for person in people {
        let text = fs::read_to_string(person.unwrap().path()).unwrap();
        let _ = writeln!(shown, "=== {}", text.replace("---\n", "").trim().replace('\n', ", "));
    }
    shown.push_str("=== report\n");
    for line in fs::read_to_string(folder.path().join("column/import-report.csv")).unwrap().lines() {
        if !line.contains("Short links") && !line.starts_with("what,") {
            let note: Vec<&str> = line.splitn(5, ',').take(4).collect();
            let _ = writeln!(shown, "{}", note.join(" | ").replace("content/", ""));
        }
    }
    shown + "=== check\n" + &run(&["check", "--root", "column"])
}

const SOL: [(&str, &str); 1] = [("sol", "Sol Marchetti")];

#[test]
fn letters_by_their_salutations() {
    let posts = [
        (
            "signed",
            "sol",
            "<p>Dear Sol,</p><p>My boss hums. What do I do?</p><p>— Humming Along</p><p>Dear Humming,</p><p>Buy earplugs.</p>",
        ),
        ("unsigned", "sol", "<p>Dear Sol, may I leave?</p><p>Dear Anne, you may.</p><p>Love, Sol</p>"),
        (
            "quoted",
            "sol",
            "<blockquote>\n<p>Dear Sol, may I?</p>\n<p>Anne</p>\n</blockquote>\n<h2>Yes</h2>\n<p>You may.</p>",
        ),
        ("unclear", "sol", "<p>Dear Sol, I hum.</p><p>At work, too.</p><p>That must be hard.</p>"),
        (
            "essay",
            "sol",
            "<p>Dear readers, we have moved.</p><blockquote><p>I hum. May I?</p></blockquote><p>So she wrote.</p>",
        ),
    ];
    shows(
        imported(&SOL, &posts),
        str![[r#"
=== signed
Q: Dear Sol,

My boss hums. What do I do?

— Humming Along

SM: Dear Humming,

Buy earplugs.
=== unsigned
Q: Dear Sol, may I leave?

SM: Dear Anne, you may.

Love, Sol
=== quoted
Q: Dear Sol, may I?

Anne

SM: Yes

You may.
=== unclear
Dear Sol, I hum.

At work, too.

That must be hard.
=== essay
Dear readers, we have moved.

> I hum. May I?

So she wrote.
=== name: Sol Marchetti, initials: SM
=== report
Letters without `Q:` | questions/quoted.md |  | quoted
Letters without `Q:` | questions/unsigned.md |  | unsigned
Posts that look like letters and became articles | questions/unclear.md |  | unclear
=== check
5 letters, 0 programs: no mistakes
"#]],
    );
}

#[test]
fn letters_by_their_words() {
    let posts = [
        ("signs", "sol", "<b>Q.</b> May I?\n\n<b>A.</b> You may.\n\nQ1 — And I?\n\nA1 — No."),
        ("lines", "sol", "Q: May I?<br />A: You may."),
        ("headings", "sol", "<h3>The question</h3>\nMay I?\n<h3>My answer</h3>\n<ul><li>You may.</li></ul>"),
        (
            "quotations",
            "sol",
            "<blockquote>Q: May I?</blockquote>\n<blockquote><b>SM:</b> You may.\n\nGo.</blockquote>",
        ),
        ("bold", "sol", "<p><strong>Q: May I?</strong></p>\n<p>You may.</p>"),
        ("reversed", "sol", "<p>A: You may.</p>\n<p>Q: May I?</p>"),
        ("unanswered", "sol", "<p>Q: Do you hum?</p>\n<p>Tell us below.</p>\n<p>We read all.</p>"),
        (
            "several",
            "sol",
            "<h3>1. Hums</h3>\n<p>Q: May I?</p>\n<p>A: Yes.</p>\n<h3>2. Cats</h3>\n<p>Q: And I?</p>\n<p>A: No.</p>",
        ),
    ];
    shows(
        imported(&SOL, &posts),
        str![[r#"
=== signs
Q: May I?

SM: You may.

Q: And I?

SM: No.
=== lines
Q: May I?

SM: You may.
=== headings
Q: May I?

SM:

- You may.
=== quotations
Q: May I?

SM: You may.

Go.
=== bold
Q: **May I?**

SM: You may.
=== reversed
A\: You may.

Q\: May I?
=== unanswered
Q\: Do you hum?

Tell us below.

We read all.
=== several
Q: **1. Hums**

May I?

SM: Yes.

Q: **2. Cats**

And I?

SM: No.
=== name: Sol Marchetti, initials: SM
=== report
Letters without `Q:` | questions/bold.md |  | bold
Posts that look like letters and became articles | questions/reversed.md |  | reversed
Posts that look like letters and became articles | questions/unanswered.md |  | unanswered
=== check
8 letters, 0 programs: no mistakes
"#]],
    );
}

#[test]
fn columnists_by_the_initials_in_their_own_posts() {
    let authors =
        [("sol", "Sol Marchetti"), ("sam", "Sam Moore"), ("thea", "Thea Aldous-Byrne"), ("ed", "ed@mail.example")];
    let posts = [
        ("one", "sol", "Q: May I?\n\nSM: Yes."),
        ("two", "sol", "Q: May I?\n\nSM: Yes.\n\nTAB: No."),
        ("three", "sam", "Q: May I?\n\nSM: No."),
        ("four", "thea", "Q: May I?\n\nTAB: No."),
        ("five", "ed", "Q: May I?\n\nA: No.\n\nGH: Yes."),
        ("six", "gone", "Q: May I?\n\nGH: Yes.\n\nNB: It rains."),
        ("seven", "", "Q: May I?\n\nA: Yes."),
    ];
    shows(
        imported(&authors, &posts),
        str![[r#"
=== one
Q: May I?

SM: Yes.
=== two
Q: May I?

SM: Yes.

TAB: No.
=== three
Q: May I?

SMO: No.
=== four
Q: May I?

TAB: No.
=== five
Q: May I?

ED: No.

GH: Yes.
=== six
Q: May I?

GH: Yes.

NB: It rains.
=== seven
Q: May I?

SM: Yes.
=== name: Ed, initials: ED
=== name: GH, initials: GH
=== name: gone, initials: GO
=== name: Sam Moore, initials: SMO
=== name: Sol Marchetti, initials: SM
=== name: Thea Aldous-Byrne, initials: TAB
=== report
Initials of nobody whom the export names | people/gh.md |  | GH
Authors whose name was an email address | people/ed.md |  | Ed
Initials of two columnists | people/sam-moore.md |  | `SM:` became `SMO:` in posts of Sam Moore; elsewhere it means Sol Marchetti
Letters whose author the export does not name | questions/seven.md |  | seven
=== check
7 letters, 0 programs: no mistakes
"#]],
    );
}
