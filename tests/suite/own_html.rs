//! HTML of the author's own: what passes, what is said of the rest, and that it reads like Markdown's.

use std::fmt::Write;

use callslip::diagnostics::has_errors;
use snapbox::str;

use crate::support::{Column, shows};

/// A column with this answer.
fn answer(text: &str) -> Column {
    Column::new().letter(&format!("Q: ?\n\nSM: So.\n\n{text}\n"))
}

/// All messages about each of these answers.
fn said(texts: &[&str]) -> String {
    let mut said = String::new();
    for text in texts {
        let report = answer(text).build().short();
        let report = report.replace("content/questions/loud-drums.md:", "");
        let _ = write!(said, "{}\n{report}\n", text.replace('\n', "⏎"));
    }
    said
}

/// The HTML of each of these answers, which are sound.
fn written(texts: &[&str]) -> String {
    let mut written = String::new();
    for text in texts {
        let built = answer(text).file("content/questions/a.png", PNG).build();
        assert!(!has_errors(&built.diagnostics), "{text}\n{}", built.report());
        let page = built.page("/questions/loud-drums/");
        let (_, body) = page.split_once("<p>So.</p>\n").expect("the answer");
        let end = body.find("</div>\n  </section>").unwrap_or(body.len());
        let _ = write!(written, "{}\n=> {}\n", text.replace('\n', "⏎"), body[..end].trim().replace('\n', "⏎"));
    }
    written
}

/// A picture of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

#[test]
fn what_is_not_closed_or_not_opened_is_an_error_at_its_tag() {
    shows(
        said(&[
            "One <b>two.\n\nThree.",
            "<div>\n\nOne.",
            "<div><span>One.</div>",
            "One</b> two.",
            "<details>\n\n- One.\n- Two.\n  </details>",
            "<p>One <ul><li>two</ul></p>",
            "<div>One.</div></div>",
            "One </br> two.",
            "<b>One <i>two</b> three</i>.",
            "*One <b>two* three</b>.",
            "- <b>one\n- two</b>",
            "> <div>\n\nOne.</div>",
            "One.[^a]\n\n[^a]: Two <b>three.",
            "<p>One <b>two.\n\nThree.",
            "One <span/>two.",
            "# One <b>two",
            "| a |\n|---|\n| <b>c |",
        ]),
        str![[r#"
One <b>two.⏎⏎Three.
9:5: error: `<b>` is never closed (write `</b>` before the end of its paragraph)

<div>⏎⏎One.
9:1: error: `<div>` is never closed (write `</div>` before the end of this question, answer, or page)

<div><span>One.</div>
9:6: error: `<span>` is never closed (write `</span>` before the end of `<div>`)

One</b> two.
9:4: error: `</b>` does not close anything here (remove it, or write `<b>` before it, in the same paragraph or block)

<details>⏎⏎- One.⏎- Two.⏎  </details>
9:1: warning: this `<details>` does not say what it opens (begin it with `<summary>…</summary>`)
13:3: error: `</details>` does not close anything here (`<details>` was opened outside a list item: put `</details>` at the beginning of a line, with an empty line above it)

<p>One <ul><li>two</ul></p>
9:24: error: `</p>` does not close anything here (remove it: a paragraph ends where a list, a table, or a `<div>` begins; or write `<p>` before it)

<div>One.</div></div>
9:16: error: `</div>` does not close anything here (remove it, or write `<div>` before it, in the same paragraph or block)

One </br> two.
9:5: error: `</br>` does not close anything here (write `<br>`, or remove it)

<b>One <i>two</b> three</i>.
9:8: error: `<i>` is never closed (write `</i>` before the end of `<b>`)

*One <b>two* three</b>.
9:6: error: `<b>` is never closed (write `</b>` before the end of the emphasis around it)

- <b>one⏎- two</b>
9:3: error: `<b>` is never closed (write `</b>` before the end of its list item)

> <div>⏎⏎One.</div>
9:3: error: `<div>` is never closed (write `</div>` before the end of its quotation)

One.[^a]⏎⏎[^a]: Two <b>three.
11:11: error: `<b>` is never closed (write `</b>` before the end of its paragraph)

<p>One <b>two.⏎⏎Three.
9:8: error: `<b>` is never closed (write `</b>` before the end of this question, answer, or page)
11:1: error: a paragraph cannot be directly inside `<b>` (close `<b>` before it, or move it into a part of `<b>`)

One <span/>two.
9:5: error: `<span/>` does not close itself (write `<span></span>`)

# One <b>two
9:7: error: `<b>` is never closed (write `</b>` before the end of its heading)

| a |⏎|---|⏎| <b>c |
11:3: error: `<b>` is never closed (write `</b>` before the end of its table's cell)
"#]],
    );
}

#[test]
fn what_a_browser_would_move_is_an_error() {
    shows(
        said(&[
            "One <div>two</div>.",
            "One <p>two.",
            "<table>One</table>",
            "<table>\n\nOne.\n\n</table>",
            "<table><td>One</td></table>",
            "<tr><td>One</td></tr>",
            "<thead><tr><th>One</th></tr></thead>",
            "<table><div><p>One</p><td>two</td></div></table>",
            "<ul><td><img src=\"none.png\" alt=\"\" style=\"a\"></td></ul>",
            "<p>One <tr></p><ul>two",
            "<li>One</li>",
            "<dl><div><dt>One</dt></div></dl><dd>Two</dd>",
            "<a href=\"https://example.org\">One <a href=\"https://example.org\">two</a></a>",
            "[One <a href=\"https://example.org\">two</a>](https://example.org)",
            "[One <https://example.org/two>](https://example.org)",
            "<a href=\"https://example.org\">One[^a]</a>\n\n[^a]: Two.",
            "<pre>\na\n\nb\n</pre>",
            "<h2><h3>One</h3></h2>",
            "<figcaption>One</figcaption>",
            "<svg><p>One</p></svg>",
        ]),
        str![[r#"
One <div>two</div>.
9:5: error: `<div>` cannot be directly inside a paragraph (put it on a line of its own, with an empty line before it and after its end tag)

One <p>two.
9:5: error: `<p>` cannot be directly inside a paragraph (put it on a line of its own, with an empty line before it and after its end tag)

<table>One</table>
9:8: error: text cannot be directly inside `<table>` (put it into `<td>`)

<table>⏎⏎One.⏎⏎</table>
11:1: error: a paragraph cannot be directly inside `<table>` (close `<table>` before it, or move it into a part of `<table>`)

<table><td>One</td></table>
9:8: error: `<td>` cannot be directly inside `<table>` (it belongs in `<tr>`)

<tr><td>One</td></tr>
9:1: error: `<tr>` cannot be here (it belongs in `<table>`, `<tbody>`, `<tfoot>`, or `<thead>`)

<thead><tr><th>One</th></tr></thead>
9:1: error: `<thead>` cannot be here (it belongs in `<table>`)

<table><div><p>One</p><td>two</td></div></table>
9:8: error: `<div>` cannot be directly inside `<table>` (close `<table>` before it)
9:23: error: `<td>` cannot be directly inside `<div>` (it belongs in `<tr>`)

<ul><td><img src="none.png" alt="" style="a"></td></ul>
9:5: error: `<td>` cannot be directly inside `<ul>` (it belongs in `<tr>`)
9:9: warning: `style=` is left out (remove it: a theme decides how things look and behave)
9:19: error: there is no file `content/questions/none.png` (put the picture into `content/questions`, or correct its name)

<p>One <tr></p><ul>two
9:8: error: `<tr>` cannot be directly inside `<p>` (it belongs in `<table>`, `<tbody>`, `<tfoot>`, or `<thead>`)
9:16: error: `<ul>` is never closed (write `</ul>` before the end of this question, answer, or page)

<li>One</li>
9:1: error: `<li>` cannot be here (it belongs in `<menu>`, `<ol>`, or `<ul>`)

<dl><div><dt>One</dt></div></dl><dd>Two</dd>
9:33: error: `<dd>` cannot be here (it belongs in `<dl>`)

<a href="https://example.org">One <a href="https://example.org">two</a></a>
9:35: error: `<a>` cannot be inside another `<a>` (close the first before the second begins)

[One <a href="https://example.org">two</a>](https://example.org)
9:6: error: `<a>` cannot be inside another `<a>` (close the first before the second begins)

[One <https://example.org/two>](https://example.org)
9:6: error: a link cannot be inside another link (remove the `<` and `>` around the address)

<a href="https://example.org">One[^a]</a>⏎⏎[^a]: Two.
9:34: error: a footnote mark is a link, so it cannot be inside another link (put it after the other link)

<pre>⏎a⏎⏎b⏎</pre>

<h2><h3>One</h3></h2>
9:5: error: `<h3>` cannot be directly inside `<h2>` (close `<h2>` before it)

<figcaption>One</figcaption>
9:1: error: `<figcaption>` cannot be here (it belongs in `<figure>`)

<svg><p>One</p></svg>
9:6: error: `<p>` cannot be directly inside `<svg>` (close `<svg>` before it)
"#]],
    );
}

#[test]
fn an_unknown_element_is_text() {
    shows(
        said(&[
            "Dear <Name of Boss>, I am a <type of person>.",
            "The <title> of a book.",
            "<title> of a book, <b>bold</b>",
            "<Name of Boss>",
            "<foo>bar</foo> and <foo>bar</foo>",
            "<div>I </3 you> and</div>",
        ]),
        str![[r#"
Dear <Name of Boss>, I am a <type of person>.
9:6: warning: `<Name of Boss>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `\<Name of Boss>`)
9:29: warning: `<type of person>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `\<type of person>`)

The <title> of a book.
9:5: warning: `<title>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `\<title>`)

<title> of a book, <b>bold</b>
9:1: warning: `<title>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `&lt;title>`)

<Name of Boss>
9:1: warning: `<Name of Boss>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `&lt;Name of Boss>`)

<foo>bar</foo> and <foo>bar</foo>
9:1: warning: `<foo>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `\<foo>`)

<div>I </3 you> and</div>
9:8: warning: `</3 you>` looks like an HTML tag but is not one, so it is shown as text (if that is what you want, write `&lt;/3 you>`)
"#]],
    );
    shows(
        written(&[
            "Dear <Name of Boss>, I am a <type of person>.",
            "The <title> of a book.",
            "<title> of a book, <b>bold</b>",
            "<foo>bar</foo>",
            "<div>I </3 you> and</div>",
            "![To <Name of Boss>, <b>bold</b>](a.png)",
            "1 < 2 and <3, a<b.",
        ]),
        str![[r#"
Dear <Name of Boss>, I am a <type of person>.
=> <p>Dear &lt;Name of Boss&gt;, I am a &lt;type of person&gt;.</p>
The <title> of a book.
=> <p>The &lt;title&gt; of a book.</p>
<title> of a book, <b>bold</b>
=> <p>&lt;title&gt; of a book, <b>bold</b></p>
<foo>bar</foo>
=> <p>&lt;foo&gt;bar&lt;/foo&gt;</p>
<div>I </3 you> and</div>
=> <div>I &lt;/3 you&gt; and</div>
![To <Name of Boss>, <b>bold</b>](a.png)
=> <p><img src="../../questions/a.png" alt="To &lt;Name of Boss&gt;, bold" width="1" height="1" decoding="async"></p>
1 < 2 and <3, a<b.
=> <p>1 &lt; 2 and &lt;3, a&lt;b.</p>
"#]],
    );
}

#[test]
fn what_belongs_to_a_whole_page_or_a_program_is_an_error() {
    shows(
        said(&[
            "<script>alert(1)</script>",
            "One <script>alert(1)</script> two.",
            "<style>b { color: red }</style>",
            "<iframe src=\"https://example.org/\"></iframe>",
            "<object data=\"a\"></object>",
            "<!doctype html>",
            "<html><head></head><body>One</body></html>",
            "<?php echo \"a > b\" ?>",
            "<![CDATA[one]]>",
            "<!one>",
            "<link rel=\"stylesheet\" href=\"https://example.org/a.css\">",
            "<meta http-equiv=\"refresh\" content=\"0\">",
            "<main>One</main>",
            "<noscript>One</noscript>",
            "<form action=\"https://example.org\"><fieldset><legend>A</legend><input name=a></fieldset></form>",
            "<input name=a> <input name=b>",
            "<plaintext>",
            "<svg><script>alert(1)</script><foreignObject></foreignObject></svg>",
        ]),
        str![[r#"
<script>alert(1)</script>
9:1: error: `<script>` is not allowed in your text (scripts belong in a theme; to show the word, write `` `<script>` ``)

One <script>alert(1)</script> two.
9:5: error: `<script>` is not allowed in your text (scripts belong in a theme; to show the word, write `` `<script>` ``)

<style>b { color: red }</style>
9:1: error: `<style>` is not allowed in your text (a theme decides how things look: put a `class` on the element; to show the word, write `` `<style>` ``)

<iframe src="https://example.org/"></iframe>
9:1: error: `<iframe>` is not allowed in your text (link to it instead: `[its name](https://…)`; you can show your own video with `<video>`; to show the word, write `` `<iframe>` ``)

<object data="a"></object>
9:1: error: `<object>` is not allowed in your text (link to it instead: `[its name](https://…)`; you can show your own video with `<video>`; to show the word, write `` `<object>` ``)

<!doctype html>
9:1: error: `<!doctype>` is not allowed in your text (remove it: callslip writes the page around your text)

<html><head></head><body>One</body></html>
9:1: error: `<html>` is not allowed in your text (remove it: callslip writes the page around your text; to show the word, write `` `<html>` ``)
9:7: error: `<head>` is not allowed in your text (remove it: callslip writes the page around your text; to show the word, write `` `<head>` ``)
9:20: error: `<body>` is not allowed in your text (remove it: callslip writes the page around your text; to show the word, write `` `<body>` ``)

<?php echo "a > b" ?>
9:1: error: `<?` begins a program, which is not run here (remove it; to show it, write it as code: `` `<?php … ?>` ``)

<![CDATA[one]]>
9:1: error: `<![CDATA[` is part of XML (write its text without it)

<!one>
9:1: error: browsers hide what begins with `<!` (write a note as `<!-- … -->`; to show the sign, write `&lt;`)

<link rel="stylesheet" href="https://example.org/a.css">
9:1: error: `<link>` is not allowed in your text (a theme decides how things look: put a `class` on the element; to show the word, write `` `<link>` ``)

<meta http-equiv="refresh" content="0">
9:1: error: `<meta>` is not allowed in your text (remove it: callslip writes the page around your text; to show the word, write `` `<meta>` ``)

<main>One</main>
9:1: error: `<main>` is not allowed in your text (remove it: callslip writes the page around your text; to show the word, write `` `<main>` ``)

<noscript>One</noscript>
9:1: error: `<noscript>` is not allowed in your text (remove its tags: no page has scripts, so every reader sees what is in it; to show the word, write `` `<noscript>` ``)

<form action="https://example.org"><fieldset><legend>A</legend><input name=a></fieldset></form>
9:1: error: `<form>` is not allowed in a letter (a form belongs on a page of its own, in `content/pages/`; link to that)

<input name=a> <input name=b>
9:1: error: `<input>` is not allowed in a letter (a form belongs on a page of its own, in `content/pages/`; link to that)
9:16: error: `<input>` is not allowed in a letter (a form belongs on a page of its own, in `content/pages/`; link to that)

<plaintext>
9:1: error: `<plaintext>` is not allowed in your text (write `<pre>` instead, or indent the lines by four spaces; to show the word, write `` `<plaintext>` ``)

<svg><script>alert(1)</script><foreignObject></foreignObject></svg>
9:6: error: `<script>` is not allowed in your text (scripts belong in a theme; to show the word, write `` `<script>` ``)
9:31: error: `<foreignobject>` is not allowed in your text (a drawing or formula can have only simple shapes and text; save it as a picture file: `![…](its-name.svg)`; to show the word, write `` `<foreignobject>` ``)
"#]],
    );
}

#[test]
fn what_is_about_looks_is_left_out_with_a_warning() {
    let texts = [
        "One <b style=\"color: red\" onclick=\"a()\">two</b>, <i style=\"color: red\">three</i>, <u style=\"a\">four</u>.",
        "<center><font color=\"red\">One</font></center>",
        "One <img src=\"a.png\" alt=\"A\" onerror=\"a()\" border=0>.",
    ];
    shows(
        said(&texts[..2]),
        str![[r#"
One <b style="color: red" onclick="a()">two</b>, <i style="color: red">three</i>, <u style="a">four</u>.
9:5: warning: `onclick=` and `style=` are left out (remove them: a theme decides how things look and behave)
9:50: warning: `style=` is left out (remove it: a theme decides how things look and behave; one more tag in this file has the same problem)

<center><font color="red">One</font></center>
9:1: warning: `<center>` is left out, but its text is kept (remove the tag: a theme decides how things look)
9:9: warning: `<font>` is left out, but its text is kept (remove the tag: a theme decides how things look)
"#]],
    );
    shows(
        written(&texts),
        str![[r#"
One <b style="color: red" onclick="a()">two</b>, <i style="color: red">three</i>, <u style="a">four</u>.
=> <p>One <b>two</b>, <i>three</i>, <u>four</u>.</p>
<center><font color="red">One</font></center>
=> <p>One</p>
One <img src="a.png" alt="A" onerror="a()" border=0>.
=> <p>One <img alt="A" src="../../questions/a.png" width="1" height="1">.</p>
"#]],
    );
}

#[test]
fn an_address_is_one_of_the_columns_own() {
    shows(
        said(&[
            "<img src=\"a.png\" alt=\"A\" srcset=\",\">",
            "<a href=\"javascript:alert(1)\">One</a>",
            "<a href=\"java&#10;script:alert(1)\">One</a>",
            "<a href=\"\">One</a>",
            "<a href=\"nothing.md\">One</a>",
            "<a href=\"#nothing\">One</a>",
            "<img src=\"https://example.org/a.png\" alt=\"\">",
            "<img src=\"\\\\example.org/a.png\" alt=\"\">",
            "<img src=\"nothing.png\" alt=\"\">",
            "<img alt=\"\" srcset=\"a.png 1x, //example.org/a.png 2x\">",
            "<video src=\"loud-drums.md\" poster=\"https://example.org/a.png\"></video>",
            "<svg><use href=\"https://example.org/a.svg#b\"/></svg>",
            "<svg><rect fill=\"url(https://example.org/a)\"/></svg>",
            "<b id=\"_a\">One</b> <b id=\"a\">two</b> <i id=\"a\">three</i>",
            "<img src=\"a.png\">",
        ]),
        str![[r##"
<img src="a.png" alt="A" srcset=",">
9:1: error: `srcset=` does not name a file (write each file with its size: `srcset="small.jpg 1x, large.jpg 2x"`)
9:11: error: there is no file `content/questions/a.png` (put the picture into `content/questions`, or correct its name)

<a href="javascript:alert(1)">One</a>
9:10: error: the address in `href=` would run a script (remove it)

<a href="java&#10;script:alert(1)">One</a>
9:1: error: the address in `href=` would run a script (remove it)

<a href="">One</a>
9:1: error: this address is empty (write it between the quotes)

<a href="nothing.md">One</a>
9:10: error: there is no file `content/questions/nothing.md`

<a href="#nothing">One</a>
9:10: error: there is no `#nothing` in `content/questions/loud-drums.md` (you can link to `#q1`, `#q1-sm`)

<img src="https://example.org/a.png" alt="">
9:1: error: `src=` loads from another site, which could then track your readers (save the file in the same folder as this one, and write its name here)

<img src="\\example.org/a.png" alt="">
9:1: error: `src=` loads from another site, which could then track your readers (save the file in the same folder as this one, and write its name here)

<img src="nothing.png" alt="">
9:11: error: there is no file `content/questions/nothing.png` (put the picture into `content/questions`, or correct its name)

<img alt="" srcset="a.png 1x, //example.org/a.png 2x">
9:1: error: `srcset=` loads from another site, which could then track your readers (save the file in the same folder as this one, and write its name here)

<video src="loud-drums.md" poster="https://example.org/a.png"></video>
9:1: error: `poster=` loads from another site, which could then track your readers (save the file in the same folder as this one, and write its name here)
9:1: warning: without `controls`, no reader can start or stop this `<video>` (write `<video controls …>`)
9:13: error: this is not a video or an audio file (write the name of one that ends in `.mp4`, `.webm`, or `.mp3`)

<svg><use href="https://example.org/a.svg#b"/></svg>
9:1: warning: this drawing has no description for readers who cannot see it (describe it: `<svg role="img" aria-label="…" …>`; if it is only decoration: `aria-hidden="true"`)
9:6: error: `href=` can only point to a place on this page (write `#` and the id of that place)

<svg><rect fill="url(https://example.org/a)"/></svg>
9:1: warning: this drawing has no description for readers who cannot see it (describe it: `<svg role="img" aria-label="…" …>`; if it is only decoration: `aria-hidden="true"`)
9:6: error: `fill=` can have only numbers, colors, and `url(#id)` (remove the rest)

<b id="_a">One</b> <b id="a">two</b> <i id="a">three</i>
9:1: error: the id `_a` begins with `_`: only a theme's ids do (begin it with a letter)
9:38: error: the id `a` is taken on this page (give it another name)

<img src="a.png">
9:1: warning: this picture has no description for readers who cannot see it (describe it: `alt="A shelf of ledgers"`; if it is only decoration, write `alt=""`)
9:11: error: there is no file `content/questions/a.png` (put the picture into `content/questions`, or correct its name)
"##]],
    );
    shows(
        written(&[
            "<table><tr><td><a href=\"loud-drums.md#q1\" class=\"b\" target=\"_blank\">One</a></table>",
            "<figure><img src=\"a.png\" alt=\"A\"><figcaption>One</figcaption></figure>",
            "<img src=\"a.png\" alt=\"A\" width=\"5\" srcset=\"a.png 1x,a.png 2x\">",
            "<a name=\"old\">One</a> <a href=\"#old\">two</a> <a href='https://example.org/?a=\"b\"&c'>three</a>",
        ]),
        str![[r##"
<table><tr><td><a href="loud-drums.md#q1" class="b" target="_blank">One</a></table>
=> <table><tr><td><a class="b" href="../../questions/loud-drums/#q1" target="_blank">One</a></td></tr></table>
<figure><img src="a.png" alt="A"><figcaption>One</figcaption></figure>
=> <figure><img alt="A" src="../../questions/a.png" width="1" height="1"><figcaption>One</figcaption></figure>
<img src="a.png" alt="A" width="5" srcset="a.png 1x,a.png 2x">
=> <p><img alt="A" src="../../questions/a.png" srcset="../../questions/a.png 1x, ../../questions/a.png 2x" width="5"></p>
<a name="old">One</a> <a href="#old">two</a> <a href='https://example.org/?a="b"&c'>three</a>
=> <p><a id="old">One</a> <a href="#old">two</a> <a href="https://example.org/?a=%22b%22&amp;c">three</a></p>
"##]],
    );
}

#[test]
fn html_is_written_again() {
    shows(
        written(&[
            "## Methods\n\n<a name=\"methods\"></a>\n\n[One](#methods)",
            "<DIV CLASS=a title='\"x\" & <y>'>One</DIV>",
            "<ul><li>One<li>Two</ul>",
            "<p>One\n\nTwo",
            "<dl><dt>One<dd>Two<dt>Three</dl>",
            "<table><thead><tr><th>One<th>Two<tbody><tr><td>Three<td>Four</table>",
            "<details><summary>One</summary>\n\n*Two*\n\n</details>",
            "One<br/>two<wbr>three <kbd>Ctrl</kbd> <ruby>漢<rt>kan</ruby> <bdi>x</bdi>",
            "One <tt>two</tt> <strike>three</strike> <acronym title=a>four</acronym>.",
            "<svg viewBox=\"0 0 1 1\"><linearGradient id=g><stop offset=0 /></linearGradient><path d=\"M0 0\" fill=\"url(#g)\"/></svg>",
            "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
            "One <!-- <b> --> two <!-- --> three.",
            "<div>One <b title=\"<!--\" x='-->'>two</b><<!-- -->script>three</div>",
            "> <div title=\"a\n> b\">One</div>",
        ]),
        str![[r###"
## Methods⏎⏎<a name="methods"></a>⏎⏎[One](#methods)
=> <h3 id="methods-2">Methods</h3>⏎<p><a id="methods"></a></p>⏎<p><a href="#methods">One</a></p>
<DIV CLASS=a title='"x" & <y>'>One</DIV>
=> <div class="a" title="&quot;x&quot; &amp; &lt;y&gt;">One</div>
<ul><li>One<li>Two</ul>
=> <ul><li>One</li><li>Two</li></ul>
<p>One⏎⏎Two
=> <p>One⏎</p><p>Two</p>
<dl><dt>One<dd>Two<dt>Three</dl>
=> <dl><dt>One</dt><dd>Two</dd><dt>Three</dt></dl>
<table><thead><tr><th>One<th>Two<tbody><tr><td>Three<td>Four</table>
=> <table><thead><tr><th>One</th><th>Two</th></tr></thead><tbody><tr><td>Three</td><td>Four</td></tr></tbody></table>
<details><summary>One</summary>⏎⏎*Two*⏎⏎</details>
=> <details><summary>One</summary>⏎<p><em>Two</em></p>⏎</details>
One<br/>two<wbr>three <kbd>Ctrl</kbd> <ruby>漢<rt>kan</ruby> <bdi>x</bdi>
=> <p>One<br>two<wbr>three <kbd>Ctrl</kbd> <ruby>漢<rt>kan</rt></ruby> <bdi>x</bdi></p>
One <tt>two</tt> <strike>three</strike> <acronym title=a>four</acronym>.
=> <p>One <code>two</code> <s>three</s> <abbr title="a">four</abbr>.</p>
<svg viewBox="0 0 1 1"><linearGradient id=g><stop offset=0 /></linearGradient><path d="M0 0" fill="url(#g)"/></svg>
=> <p><svg viewbox="0 0 1 1"><lineargradient id="g"><stop offset="0"/></lineargradient><path d="M0 0" fill="url(#g)"/></svg></p>
<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>
=> <p><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>
One <!-- <b> --> two <!-- --> three.
=> <p>One  two  three.</p>
<div>One <b title="<!--" x='-->'>two</b><<!-- -->script>three</div>
=> <div>One <b title="&lt;!--">two</b>&lt;script&gt;three</div>
> <div title="a⏎> b">One</div>
=> <blockquote>⏎<div title="a⏎b">One</div>⏎</blockquote>
"###]],
    );
}

#[test]
fn the_text_of_html_is_read_like_markdowns() {
    shows(
        written(&[
            "<p>\"Don't,\" she said -- 'really'...</p>",
            "<p>It's <code>\"a\" -- b</code> <b>\"bold\"</b></p>",
            "It's <code>\"a\" -- b</code> and <kbd>'x'</kbd> \"so\".",
            "<pre>\"a\" -- b</pre>",
        ]),
        str![[r#"
<p>"Don't," she said -- 'really'...</p>
=> <p>“Don’t,” she said – ‘really’…</p>
<p>It's <code>"a" -- b</code> <b>"bold"</b></p>
=> <p>It’s <code>"a" -- b</code> <b>“bold”</b></p>
It's <code>"a" -- b</code> and <kbd>'x'</kbd> "so".
=> <p>It’s <code>"a" -- b</code> and <kbd>'x'</kbd> “so”.</p>
<pre>"a" -- b</pre>
=> <pre>"a" -- b</pre>
"#]],
    );
    let words = "word ".repeat(2000);
    let minutes = |text: &str| {
        let page = answer(text).build().sound().page("/questions/loud-drums/");
        let (before, _) = page.split_once(" min").unwrap_or_else(|| panic!("{page}"));
        before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().to_owned()
    };
    assert_eq!(minutes(&format!("<p>{words}</p>")), minutes(&words));
    let page = Column::new().letter("Q:\n\n<p>One <b>two</b>three\nfour</p><p>five</p>\n\nSM: !\n").build().sound();
    assert!(page.text("questions/loud-drums/index.html").contains("content=\"One twothree four five\""));
}

#[test]
fn a_line_that_is_a_tag_alone_begins_a_paragraph() {
    shows(
        written(&[
            "<b>\nOne</b> two",
            "<kbd>\nCtrl\n</kbd>\n",
            "<img src=\"a.png\" alt=\"A\">",
            "<a href=\"https://example.org\">\n<img src=\"a.png\" alt=\"A\">\n</a>",
            "<!-- one --> two",
            "<br>",
            "<a id=\"here\"></a>",
            "<span>\n<div>One</div>\n</span>",
            "<span>\n\nOne\n\n</span>",
            "> <b>\n> One</b>",
            "<div>\n\n<b>\nOne</b>\n\n</div>",
        ]),
        str![[r#"
<b>⏎One</b> two
=> <p><b>⏎One</b> two</p>
<kbd>⏎Ctrl⏎</kbd>⏎
=> <p><kbd>⏎Ctrl⏎</kbd></p>
<img src="a.png" alt="A">
=> <p><img alt="A" src="../../questions/a.png" width="1" height="1"></p>
<a href="https://example.org">⏎<img src="a.png" alt="A">⏎</a>
=> <p><a href="https://example.org">⏎<img alt="A" src="../../questions/a.png" width="1" height="1">⏎</a></p>
<!-- one --> two
=> <p>two</p>
<br>
=> <br>
<a id="here"></a>
=> <p><a id="here"></a></p>
<span>⏎<div>One</div>⏎</span>
=> <span>⏎<div>One</div>⏎</span>
<span>⏎⏎One⏎⏎</span>
=> <span>⏎<p>One</p>⏎</span>
> <b>⏎> One</b>
=> <blockquote>⏎<b>⏎One</b>⏎</blockquote>
<div>⏎⏎<b>⏎One</b>⏎⏎</div>
=> <div>⏎<b>⏎One</b>⏎</div>
"#]],
    );
}

/// `<video>` and `<audio>` with files of the column.
#[test]
fn a_film_and_a_recording_are_files_of_the_column() {
    let text = "<video src=\"reading.mp4\" poster=\"a.png\" controls width=640>A reading</video>\n\n\
        <figure><audio controls>\n<source src=\"reading.opus\" type=\"audio/ogg\">\n<source src=\"reading.mp3\">\n\
        <a href=\"reading.mp3\">Listen</a>\n</audio><figcaption>One</figcaption></figure>\n\n\
        <video controls><source src=\"reading.mp4\"><track src=\"reading.vtt\" srclang=en label=English></video>";
    let column = ["reading.mp4", "reading.opus", "reading.mp3", "reading.vtt"]
        .iter()
        .fold(answer(text), |column, name| column.file(&format!("content/questions/{name}"), name));
    let built = column.file("content/questions/a.png", PNG).build().sound();
    let page = built.page("/questions/loud-drums/");
    let (_, body) = page.split_once("<p>So.</p>\n").expect("the answer");
    shows(
        &body[..body.find("</div>\n  </section>").unwrap_or(body.len())],
        str![[r#"
<p><video controls="" poster="../../questions/a.png" src="../../questions/reading.mp4" width="640">A reading</video></p>
<figure><audio controls="">
<source src="../../questions/reading.opus" type="audio/ogg">
<source src="../../questions/reading.mp3">
<a href="../../questions/reading.mp3">Listen</a>
</audio><figcaption>One</figcaption></figure>
<p><video controls=""><source src="../../questions/reading.mp4"><track label="English" src="../../questions/reading.vtt" srclang="en"></video></p>
"#]],
    );
    let files: Vec<_> = built.files().into_iter().filter(|path| path.starts_with("questions/reading")).collect();
    assert_eq!(files.len(), 4, "{files:?}");
}

#[test]
fn glossary_terms_and_names_are_found_in_html() {
    let text = "<p>An <abbr>ILS</abbr>, <code>ILS</code>, “<q>ILS</q>” and an ILS: <em>Rare Book School</em>.</p>\n\n\
        <table><tr><td>ALA, Rare Book School</td></tr></table>\n\n<details><summary>ALA</summary>ALA</details>";
    let glossary = "ILS: integrated library system\nALA: American Library Association\n";
    let program = "---\ntitle: A\nprovider: B\nalso_known_as: [Rare Book School]\n---\n";
    let column = answer(text).file("content/glossary.yaml", glossary).file("content/programs/rbs.md", program);
    let page = column.build().sound().page("/questions/loud-drums/");
    let (_, body) = page.split_once("<p>So.</p>\n").expect("the answer");
    shows(
        &body[..body.find("</div>\n  </section>").unwrap_or(body.len())],
        str![[r#"
<p>An <abbr>ILS</abbr>, <code>ILS</code>, “<q>ILS</q>” and an ILS<span class="expansion"> (integrated library system)</span>: <em><a href="../../programs/rbs/">Rare Book School</a></em>.</p>
<table><tr><td>ALA<span class="expansion"> (American Library Association)</span>, Rare Book School</td></tr></table>
<details><summary>ALA</summary>ALA</details>
"#]],
    );
}

#[test]
fn a_name_in_html_becomes_a_link_but_not_in_code() {
    let column = Column::new()
        .file("content/programs/rbs.md", "---\ntitle: A\nprovider: B\nalso_known_as: [Rare Book School]\n---\n")
        .letter("Q: ?\n\nSM: So.\n\n<p>At <code>Rare Book School</code>, Rare Book School.</p>\n");
    let page = column.build().sound().page("/questions/loud-drums/");
    assert!(
        page.contains("<code>Rare Book School</code>, <a href=\"../../programs/rbs/\">Rare Book School</a>"),
        "{page}"
    );
}

#[test]
fn what_a_page_would_hide_is_an_error_except_in_a_form() {
    let said = said(&["<span hidden>Jane.</span>", "<div HIDDEN=until-found>\n\nJane.\n\n</div>"]);
    shows(
        said,
        str![[r#"
<span hidden>Jane.</span>
9:1: error: `hidden` does not hide this: it is still in the page's source, in feeds, and in excerpts (remove it from the text, or write it as a note: `<!-- … -->`)

<div HIDDEN=until-found>⏎⏎Jane.⏎⏎</div>
9:1: error: `hidden` does not hide this: it is still in the page's source, in feeds, and in excerpts (remove it from the text, or write it as a note: `<!-- … -->`)
"#]],
    );
    let page = "---\ntitle: Ask\n---\nAsk.\n\n<form action=\"https://example.org/ask\"><p hidden><input name=trap></p></form>\n";
    let column = Column::new()
        .letter("Q: ?\n\nSM: a <span aria-hidden=true>x</span>\n\n<details><summary>Who?</summary>Jane.</details>\n");
    column.file("content/pages/ask.md", page).build().sound();
}

#[test]
fn a_form_is_for_a_page() {
    let page = "---\ntitle: Ask\n---\n<form action=\"https://example.org/ask\" method=post><label>Ask: <textarea name=q>\n<b>\"x\"</textarea></label>\n<select name=s aria-label=Day><option value=1 selected>One<option>Two</select><button>Send</button></form>\n";
    let built = Column::new().letter("Q: ?\n\nSM: !\n").file("content/pages/ask.md", page).build().sound();
    let page = built.page("/ask/");
    let (_, form) = page.split_once("<form action=\"https://example.org/ask\"").expect("the form");
    shows(
        form.split_once("</form>").map_or("", |(form, _)| form),
        str![[r#"
 method="post"><label>Ask: <textarea name="q">
&lt;b&gt;"x"</textarea></label>
<select aria-label="Day" name="s"><option selected="" value="1">One</option><option>Two</option></select><button>Send</button>
"#]],
    );
}

#[test]
fn leftovers_of_other_tools_are_reported_once() {
    shows(
        said(&[
            "See {{< ref \"a.md\" >}} and {% include b.html %}.\n\n[caption id=\"c\"]d[/caption]\n\nText.\n{: .class}",
            "[gallery ids=\"1,2\"]",
            "Hello {{ name }}!",
            "<p>Hello {{ name }}!</p>",
        ]),
        str![[r#"
See {{< ref "a.md" >}} and {% include b.html %}.⏎⏎[caption id="c"]d[/caption]⏎⏎Text.⏎{: .class}
9:5: warning: `{{< ref "a.md" >}}` is left over from another program, and readers see it as it is (write the name of the letter's file, such as `a.md`; to show it to readers, put it between backticks)

[gallery ids="1,2"]
9:1: warning: `[gallery ids="1,2"]` is left over from another program, and readers see it as it is (write it in Markdown, or remove it; to show it to readers, put it between backticks)

Hello {{ name }}!
9:7: warning: `{{ name }}` is left over from another program, and readers see it as it is (write it in Markdown, or remove it; to show it to readers, put it between backticks)

<p>Hello {{ name }}!</p>
9:10: warning: `{{ name }}` is left over from another program, and readers see it as it is (write it in Markdown, or remove it; to show it to readers, put it between backticks)
"#]],
    );
    shows(
        said(&[
            "`{{ a }}`, <code>{{ b }}</code>, a {b}, {:-) and [c] [video]",
            "```\n{{ a }}\n[gallery]\n```\n\n    {% b %}",
            "<pre>\n{{ a }}\n</pre>",
            "{{ {{ {{ never closed",
            "## Who pays? {#money}",
        ]),
        str![[r#"
`{{ a }}`, <code>{{ b }}</code>, a {b}, {:-) and [c] [video]

```⏎{{ a }}⏎[gallery]⏎```⏎⏎    {% b %}

<pre>⏎{{ a }}⏎</pre>

{{ {{ {{ never closed

## Who pays? {#money}
"#]],
    );
}
