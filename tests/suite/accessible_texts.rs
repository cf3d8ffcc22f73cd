//! Texts that some readers cannot use (WCAG 2.2): each mistake is reported once, at its line; written well, it is not.

use std::collections::BTreeMap;

use snapbox::str;

use crate::support::{Column, jpeg, shows};

/// Mistakes by name, each with what is right: texts that follow `SM: ` in line 7. The mistake is in its last line.
const IN_LETTERS: [(&str, &str, &str); 43] = [
    ("alt_camera", "![IMG_2034](x.jpg)", "![A drum](x.jpg)"),
    ("alt_empty", "![](x.jpg)", "![A drum](x.jpg)"),
    ("alt_file", "![x.jpg](x.jpg)", "![The file x.jpg on a screen](x.jpg)"),
    ("alt_html_file", "<img src=\"x.jpg\" alt=\"x.jpg\">", "<img src=\"x.jpg\" alt=\"\">"),
    ("alt_html_missing", "<img src=\"x.jpg\">", "<img src=\"x.jpg\" alt=\"A drum\">"),
    (
        "alt_in_html_link",
        "<a href=\"https://a.example/\"><img src=\"x.jpg\" alt=\"\"></a>",
        "<a href=\"https://a.example/\"><img src=\"x.jpg\" alt=\"A drum\"></a>",
    ),
    ("alt_in_link", "[![](x.jpg)](https://a.example/)", "[![A drum](x.jpg)](https://a.example/)"),
    ("alt_space", "![ ](x.jpg)", "![Drum](x.jpg)"),
    ("alt_word", "![Photo 1](x.jpg)", "![Photo 51, of a drum](x.jpg)"),
    (
        "area",
        "<img src=\"x.jpg\" alt=\"A map\" usemap=\"#m\"><map name=\"m\"><area shape=\"rect\" coords=\"0,0,1,1\" href=\"https://a.example/\"></map>",
        "<img src=\"x.jpg\" alt=\"A map\" usemap=\"#m\"><map name=\"m\"><area shape=\"rect\" coords=\"0,0,1,1\" alt=\"The desk\" href=\"https://a.example/\"></map>",
    ),
    ("audio_without_controls", "<audio src=\"a.mp3\"></audio>", "<audio src=\"a.mp3\" controls></audio>"),
    (
        "details_without_summary",
        "So.\n\n<details><p>More</p></details>",
        "So.\n\n<details><summary>Costs</summary><p>More</p></details>",
    ),
    (
        "drawing_without_words",
        "So.\n\n<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>",
        "So.\n\n<svg viewBox=\"0 0 1 1\"><title>A line</title><path d=\"M0 0\"/></svg>",
    ),
    ("footnote_missing", "So[^1].", "So[^1].\n\n[^1]: Yes."),
    ("frame", "So.\n\n<iframe src=\"https://a.example/\"></iframe>", "So."),
    (
        "heading_bold",
        "So.\n\n**What it costs**\n\nText.\n\n**Who pays**\n\nText.\n\n**How long**\n\nText.",
        "So.\n\n**What it costs**\n\nText. **Who pays**\n\n**Sol**",
    ),
    ("heading_empty", "So.\n\n##\n\nText.", "So.\n\n## A\n\nText."),
    ("heading_html_empty", "So.\n\n<h3></h3>", "So.\n\n<h3>A</h3>"),
    ("heading_html_skips", "So.\n\n<h3>A</h3>\n\n<h5>B</h5>", "So.\n\n<h3>A</h3>\n\n<h4>B</h4>"),
    ("heading_skips", "So.\n\n## A\n\n#### B\n\nText.", "So.\n\n## A\n\n### B\n\nText."),
    ("heading_starts_low", "So.\n\n#### A\n\nText.\n\n## B\n\nText.", "So.\n\n#### A\n\nText.\n\n#### B\n\nText."),
    ("heading_title", "So.\n\n<h1>A</h1>", "So.\n\n<h3>A</h3>"),
    ("id_twice", "So.\n\n## A {#money}\n\nText.\n\n## B {#money}", "So.\n\n## A {#money}\n\nText.\n\n## B {#more}"),
    (
        "id_twice_in_html",
        "So.\n\n<p id=\"a\">A</p>\n\n<p id=\"a\">B</p>",
        "So.\n\n<p id=\"a\">A</p>\n\n<p id=\"b\">B</p>",
    ),
    (
        "label_of_nothing",
        "So.\n\n<p aria-describedby=\"nothing\">A</p>",
        "So.\n\n<p aria-describedby=\"a\">A</p>\n\n<p id=\"a\">B</p>",
    ),
    ("language", "So <span lang=\"english\">color</span>.", "So <span lang=\"en-GB\">colour</span>."),
    ("link_click_here", "[Click here!](https://a.example/)", "[The form](https://a.example/)"),
    ("link_empty", "So [](https://a.example/).", "So [it is](https://a.example/)."),
    ("link_here", "So, click [here](https://a.example/).", "So, fill in [the form](https://a.example/)."),
    ("link_here_by_name", "So, [here][1].\n\n[1]: https://a.example/", "So, [the form][1].\n\n[1]: https://a.example/"),
    (
        "link_html_empty",
        "So <a href=\"https://a.example/\"></a>.",
        "So <a href=\"https://a.example/\" aria-label=\"The form\"></a>.",
    ),
    (
        "link_html_here",
        "So, <a href=\"https://a.example/\">here</a>.",
        "So, <a href=\"https://a.example/\">the form</a>.",
    ),
    ("link_in_german", "Also, [weiterlesen »](https://a.example/)", "Also, [das Formular](https://a.example/)"),
    ("link_read_more", "So. [Read more …](https://a.example/)", "So. [Read more of Gosling](https://a.example/)"),
    (
        "link_words_twice",
        "So, [the form](https://a.example/) or [the form](https://b.example/).",
        "So, [the form](https://a.example/) or [The form](http://a.example).",
    ),
    (
        "summary_empty",
        "So.\n\n<details><summary></summary><p>More</p></details>",
        "So.\n\n<details><summary>Costs</summary><p>More</p></details>",
    ),
    (
        "table_gap",
        "So.\n\n| A |  | C |\n|---|---|---|\n| a | b | c |",
        "So.\n\n|  | B | C |\n|---|---|---|\n| a | b | c |",
    ),
    (
        "table_html_gap",
        "So.\n\n<table><tr><th></th><th></th></tr><tr><td>c</td><td>d</td></tr></table>",
        "So.\n\n<table><tr><th></th><th>B</th></tr><tr><td>c</td><td>d</td></tr></table>",
    ),
    (
        "table_html_without_head",
        "So.\n\n<table><tr><td>a</td></tr><tr><td>c</td></tr></table>",
        "So.\n\n<table role=\"presentation\"><tr><td>a</td></tr><tr><td>c</td></tr></table>",
    ),
    ("table_without_head", "So.\n\n|  |  |\n|---|---|\n| a | b |", "So.\n\n| A | B |\n|---|---|\n| a | b |"),
    ("tab_key", "So <span tabindex=\"3\">color</span>.", "So <span tabindex=\"0\">color</span>."),
    ("target", "So, see [below](#nowhere).", "So, see [above](#q1)."),
    ("video_without_controls", "<video src=\"a.mp4\"></video>", "<video src=\"a.mp4\" controls></video>"),
];

/// The same on the column's own pages, which may have forms: texts below the front matter, from line 4.
const ON_PAGES: [(&str, &str, &str); 6] = [
    (
        "form_with_a_trap",
        "<form action=\"https://a.example/\"><p hidden><span>A</span><input name=\"x\"></p><input name=\"y\"></form>",
        "<form action=\"https://a.example/\"><p hidden><span>A</span><input name=\"x\"></p></form>",
    ),
    (
        "button_empty",
        "<form action=\"https://a.example/\"><button></button></form>",
        "<form action=\"https://a.example/\"><button>Send</button></form>",
    ),
    (
        "control",
        "<form action=\"https://a.example/\"><input name=\"x\"></form>",
        "<form action=\"https://a.example/\"><label>Name <input name=\"x\"></label></form>",
    ),
    (
        "control_elsewhere",
        "<form action=\"https://a.example/\"><textarea id=\"a\"></textarea></form>",
        "<form action=\"https://a.example/\"><textarea id=\"a\"></textarea><label for=\"a\">Text</label></form>",
    ),
    (
        "label_for_nothing",
        "<form action=\"https://a.example/\"><label for=\"b\">Name</label></form>",
        "<form action=\"https://a.example/\"><label for=\"b\">Name</label><input id=\"b\"></form>",
    ),
    ("page_heading_skips", "## A\n\n#### B\n\nText.", "## A\n\n### B\n\nText."),
];

/// The column of all these texts.
fn column(text: fn(&(&'static str, &'static str, &'static str)) -> &'static str) -> Column {
    let mut column = Column::new();
    for file in ["x.jpg", "a.mp3", "a.mp4"] {
        column = column.file(&format!("content/questions/{file}"), jpeg("a drum"));
    }
    for (number, one) in IN_LETTERS.iter().enumerate() {
        let head = format!("---\ntitle: {}\ndate: 2026-01-{:02}\n---\nQ: Why?\n\n", one.0, number % 28 + 1);
        column = column.file(&format!("content/questions/{}.md", one.0), format!("{head}SM: {}\n", text(one)));
    }
    for one in &ON_PAGES {
        let head = format!("---\ntitle: {}\n---\n", one.0);
        column = column.file(&format!("content/pages/{}.md", one.0), format!("{head}{}\n", text(one)));
    }
    column
}

#[test]
fn each_mistake_is_reported_once_at_its_line() {
    let built = column(|one| one.1).build();
    let report = built.short();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for line in report.lines() {
        let file = line.split(".md:").next().unwrap().rsplit('/').next().unwrap();
        *found.entry(file).or_default() += 1;
    }
    let names = IN_LETTERS.iter().chain(&ON_PAGES).map(|one| one.0);
    let wrong: Vec<(&str, usize)> =
        names.map(|name| (name, found.get(name).copied().unwrap_or(0))).filter(|one| one.1 != 1).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{report}");
    shows(
        report,
        str![[r#"
content/pages/button_empty.md:4:35: warning: this button has no words, so many readers do not know what it does (write them between `<button …>` and `</button>`)
content/pages/control.md:4:35: warning: this `<input>` does not say what it is for (put it in a label with words: `<label>Your name <input …></label>`)
content/pages/control_elsewhere.md:4:35: warning: this `<textarea>` does not say what it is for (put it in a label with words: `<label>Your name <textarea …></label>`)
content/pages/form_with_a_trap.md:4:79: warning: this `<input>` does not say what it is for (put it in a label with words: `<label>Your name <input …></label>`)
content/pages/label_for_nothing.md:4:35: warning: nothing on this page has the id `b`, which `for=` refers to (correct it, or remove the attribute)
content/pages/page_heading_skips.md:6:1: warning: this heading skips a level (write `###` in place of `####`)
content/questions/alt_camera.md:7:5: warning: `IMG_2034` does not describe this picture to readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/alt_empty.md:7:5: warning: this picture has no description for readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/alt_file.md:7:5: warning: `x.jpg` does not describe this picture to readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/alt_html_file.md:7:5: warning: `x.jpg` does not describe this picture to readers who cannot see it (describe it: `alt="A shelf of ledgers"`; if it is only decoration, write `alt=""`)
content/questions/alt_html_missing.md:7:5: warning: this picture has no description for readers who cannot see it (describe it: `alt="A shelf of ledgers"`; if it is only decoration, write `alt=""`)
content/questions/alt_in_html_link.md:7:5: warning: this link has no words, so many readers do not know where it leads (write them between `<a …>` and `</a>`; if there is a picture, its `alt=` will do)
content/questions/alt_in_link.md:7:6: warning: this picture has no description for readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/alt_space.md:7:5: warning: this picture has no description for readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/alt_word.md:7:5: warning: `Photo 1` does not describe this picture to readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/area.md:7:60: warning: this part of a picture does not say where it leads (describe where it leads: `alt="The reading room"`)
content/questions/audio_without_controls.md:7:5: warning: without `controls`, no reader can start or stop this `<audio>` (write `<audio controls …>`)
content/questions/details_without_summary.md:9:1: warning: this `<details>` does not say what it opens (begin it with `<summary>…</summary>`)
content/questions/drawing_without_words.md:9:1: warning: this drawing has no description for readers who cannot see it (describe it: `<svg role="img" aria-label="…" …>`; if it is only decoration: `aria-hidden="true"`)
content/questions/footnote_missing.md:7:8: warning: there is no footnote `[^1]` (write it at the end of the text, in a paragraph of its own: `[^1]: …`)
content/questions/frame.md:9:1: error: `<iframe>` is not allowed in your text (link to it instead: `[its name](https://…)`; you can show your own video with `<video>`; to show the word, write `` `<iframe>` ``)
content/questions/heading_bold.md:9:1: warning: 3 bold lines here look like headings, but a screen reader does not find them (write them as headings: `## What it costs`)
content/questions/heading_empty.md:9:1: warning: this heading has no words (write them after the `#`, or remove the line)
content/questions/heading_html_empty.md:9:1: warning: this heading has no words (write them, or remove the heading)
content/questions/heading_html_skips.md:11:1: warning: this heading skips a level (write `<h4>` in place of `<h5>`)
content/questions/heading_skips.md:11:1: warning: this heading skips a level (write `###` in place of `####`)
content/questions/heading_starts_low.md:9:1: warning: the first heading here is `####`, two levels or more below what is around it (write `##` in place of `####`)
content/questions/heading_title.md:9:1: warning: the page has an `<h1>` already: its title (write `<h3>` and `</h3>`)
content/questions/id_twice.md:13:1: error: two places on this page have the name `money` (write another: `{#money-…}`)
content/questions/id_twice_in_html.md:11:1: error: the id `a` is taken on this page (give it another name)
content/questions/label_of_nothing.md:9:1: warning: nothing on this page has the id `nothing`, which `aria-describedby=` refers to (correct it, or remove the attribute)
content/questions/language.md:7:8: warning: `lang="english"` is not a language code (write its code, such as `en`, `en-GB`, or `de`)
content/questions/link_click_here.md:7:5: warning: `Click here!` does not say where this link leads (let the words name it: `[the fee schedule](https://a.example/)`)
content/questions/link_empty.md:7:8: warning: this link has no words, so no reader can see it (write them between the brackets: `[…](https://a.example/)`)
content/questions/link_here.md:7:15: warning: `here` does not say where this link leads (let the words name it: `[the fee schedule](https://a.example/)`)
content/questions/link_here_by_name.md:7:9: warning: `here` does not say where this link leads (let the words name it: `[the fee schedule](https://a.example/)`)
content/questions/link_html_empty.md:7:8: warning: this link has no words, so many readers do not know where it leads (write them between `<a …>` and `</a>`; if there is a picture, its `alt=` will do)
content/questions/link_html_here.md:7:9: warning: `here` does not say where this link leads (let the words name it: `<a href="https://a.example/">the fee schedule</a>`)
content/questions/link_in_german.md:7:11: warning: `weiterlesen »` does not say where this link leads (let the words name it: `[the fee schedule](https://a.example/)`)
content/questions/link_read_more.md:7:9: warning: `Read more …` does not say where this link leads (let the words name it: `[the fee schedule](https://a.example/)`)
content/questions/link_words_twice.md:7:43: warning: two links here are called `the form`, and lead to different addresses (give one of them other words, so that those who hear the links know which is which)
content/questions/summary_empty.md:9:10: warning: this `<summary>` has no words, so nobody knows what it opens (write them between `<summary>` and `</summary>`)
content/questions/tab_key.md:7:8: warning: `tabindex="3"` takes those who use the keyboard out of the order of the page (remove it; or, if the Tab key must stop here, write `tabindex="0"`)
content/questions/table_gap.md:9:1: warning: column 2 of this table has no name (say in the first row what is in each column: those who hear the table cannot look up to it)
content/questions/table_html_gap.md:9:21: warning: this head of a table's column or row has no words (write what is in the column or row; if it is no head, write `<td>`)
content/questions/table_html_without_head.md:9:1: warning: this table does not say what is in its columns or rows: it has no `<th>` (write `<th>` in place of `<td>` in its first row or column; if it only arranges things: `<table role="presentation">`)
content/questions/table_without_head.md:9:1: warning: the columns of this table have no names (say in the first row what is in each column: those who hear the table cannot look up to it)
content/questions/target.md:7:21: error: there is no `#nowhere` in `content/questions/target.md` (you can link to `#q1`, `#q1-sm`)
content/questions/video_without_controls.md:7:5: warning: without `controls`, no reader can start or stop this `<video>` (write `<video controls …>`)
"#]],
    );
}

#[test]
fn what_is_right_is_not_reported() {
    shows(column(|one| one.2).build().short(), str![[r#""#]]);
}

#[test]
fn pictures_without_words_are_not_links_of_one_name() {
    let link = |address: &str| format!("<a href=\"https://{address}.example/\"><img src=\"x.jpg\"></a>");
    let text = format!("Q: Why?\n\nSM: {} {}\n", link("a"), link("b"));
    let column = Column::new().file("content/questions/x.jpg", jpeg("a drum")).letter(&text);
    shows(
        column.build().short(),
        str![[r#"
content/questions/loud-drums.md:7:34: warning: this picture has no description for readers who cannot see it (describe it: `alt="A shelf of ledgers"`; if it is only decoration, write `alt=""`)
content/questions/loud-drums.md:7:85: warning: this picture has no description for readers who cannot see it (describe it: `alt="A shelf of ledgers"`; if it is only decoration, write `alt=""`)
"#]],
    );
}
