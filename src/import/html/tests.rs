//! Tests of whole texts, one file because it is a table: some HTML, its Markdown, and what was lost.

use super::sample_addresses::{SampleAddresses, is_marker};
use super::{Loss, parse, to_markdown};

/// Checks the Markdown of some HTML, and what was lost: its line, its kind, and its text.
#[track_caller]
fn becomes(html: &str, expected: &str, expected_losses: &[&str]) {
    let mut losses: Vec<Loss> = Vec::new();
    let markdown = to_markdown(&parse(html), &SampleAddresses, &is_marker, &mut losses);
    assert_eq!(markdown, expected);
    let losses: Vec<String> =
        losses.iter().map(|loss| format!("{}: {:?}: {}", loss.line, loss.what, loss.text)).collect();
    assert_eq!(losses, expected_losses);
}

#[test]
fn emphasis_moves_spaces_out_and_falls_back_to_tags() {
    becomes(
        r"<p><i>weird </i>white, <i>inside</i>word, <b>Note:</b>next <em>One</em><em>two</em> <b>a</b><i>b</i></p>",
        r"*weird* white, *inside*word, <strong>Note:</strong>next *Onetwo* **a**<em>b</em>",
        &[],
    );
}

#[test]
fn signs_of_the_text_are_escaped_only_where_they_would_count() {
    becomes(
        r"<p><b>not all ** of me</b> <em>an @_test here</em> 2 * 3 &lt; 7 &amp; Q&amp;A, it's 5 &lt; 6, snake_case, ~5, f*ck, word*</p>",
        r"**not all ** of me** *an @_test here* 2 * 3 < 7 & Q&A, it's 5 < 6, snake_case, ~5, f\*ck, word\*",
        &[],
    );
}

#[test]
fn markers_that_are_none_get_a_backslash() {
    becomes(
        r"<p><strong>Q:</strong> bold</p><p><b>SM: yes</b></p><h3>Q: heading</h3><ul><li>A: item</li></ul><p>Editor's note: x</p><p>Note: y</p>",
        r"**Q\:** bold

**SM\: yes**

### Q\: heading

- A\: item

Editor's note\: x

Note: y",
        &[],
    );
}

#[test]
fn starts_of_lines_are_escaped() {
    becomes(
        r"<p>1986. A year<br>2) b<br># x<br>- y<br>---<br>===<br>&gt; z<br>| a |<br>***<br>```<br>+ c</p>",
        r"1986\. A year\
2\) b\
\# x\
\- y\
\---\
\===\
\> z\
| a |\
\*\*\*\
\`\`\`\
\+ c",
        &[],
    );
}

#[test]
fn headings_begin_at_the_second_level() {
    becomes(
        r#"<h1>Top</h1><h2>Below</h2><h2></h2><h3><img src="https://old.example/a.jpg" alt="x"></h3>"#,
        r"## Top

### Below

![x](a.jpg)",
        &[],
    );
}

#[test]
fn lists_that_browsers_repair() {
    becomes(
        r"<ul><li>a<li>b<ul><li>c</ul></ul><ul><ul><li>deep</ul><li>x</ul>loose <li>i<li>j",
        r"- a
- b
  - c

* - deep
* x

loose

- i
- j",
        &[],
    );
}

#[test]
fn items_with_blocks() {
    becomes(
        r#"<ol reversed start="10"><li><p>one</p><p>two</p></li><li><pre>code</pre></li><li><blockquote>q</blockquote></li><li></li></ol>"#,
        r"10. one

    two

11. ```
    code
    ```

12. > q",
        &[],
    );
}

#[test]
fn what_browsers_close() {
    becomes(
        r"<p>a<p>b<div>c<p>d</div>e<b>f<p>g</b>h</p>i</p>j",
        r"a

b

c

d

e**f**

**g**h

i

j",
        &[],
    );
}

#[test]
fn tables_that_only_arranged() {
    becomes(
        r"<table><tr><td>cell only</td></tr></table><table><tr><td><p>a</p><p>b</p></td></tr><tr><td>c</td></tr></table>",
        r"cell only

a

b

c",
        &[],
    );
}

#[test]
fn a_caption_needs_html() {
    becomes(
        r"<table><caption>Cap</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        r"<table>
<caption>Cap</caption>
<thead>
<tr><th>A</th><th>B</th></tr>
</thead>
<tbody>
<tr><td>1</td><td>2</td></tr>
</tbody>
</table>",
        &[],
    );
}

#[test]
fn cells_of_a_plain_table() {
    becomes(
        r#"<table><tr><th>A<th>B<tr><td>a|b<td><code>x|y</code> <a href="https://x.org/a|b">l</a><tr><td>only</table>"#,
        r"| A | B |
|---|---|
| a\|b | `x\|y` [l](https://x.org/a%7Cb) |
| only | |",
        &[],
    );
}

#[test]
fn headers_of_rows_need_html() {
    becomes(
        r#"<table><tr><th scope="row">Row<td>1<tr><th scope="row">Row 2<td>2</table>"#,
        r#"<table>
<tbody>
<tr><th scope="row">Row</th><td>1</td></tr>
<tr><th scope="row">Row 2</th><td>2</td></tr>
</tbody>
</table>"#,
        &[],
    );
}

#[test]
fn text_in_a_table_and_a_table_in_a_table() {
    becomes(
        r"<table>stray<tr><td>a<table><tr><td>inner<td>b</table></table>",
        r"stray

a

<table>
<tbody>
<tr><td>inner</td><td>b</td></tr>
</tbody>
</table>",
        &[],
    );
}

#[test]
fn elements_within_a_line() {
    becomes(
        r#"<p><code>a`b</code> <code> `` </code> <code>x <b>y</b></code> <kbd>Ctrl</kbd>+<kbd>C</kbd> x<sup>2</sup> <q cite="https://x.org">said</q> <time datetime="2026-01-01" class="x">day</time> <ins>new</ins> <del>old</del> <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>"#,
        r#"``a`b`` ``` `` ``` <code>x **y**</code> <kbd>Ctrl</kbd>+<kbd>C</kbd> x<sup>2</sup> <q cite="https://x.org">said</q> <time datetime="2026-01-01">day</time> <ins>new</ins> ~~old~~ <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"#,
        &[],
    );
}

#[test]
fn languages() {
    becomes(
        r#"<p lang="fr">Bonjour <span lang="EN-US">word</span> <i lang="la">sic</i></p><p dir="rtl">שלום</p>"#,
        r#"<span lang="fr">Bonjour word *<span lang="la">sic</span>*</span>

<span dir="rtl">שלום</span>"#,
        &[],
    );
}

#[test]
fn links() {
    becomes(
        r#"<p><a href="https://x.org/a b(c">space</a> <a href="https://x.org/?a=1&amp;copy=2">amp</a> <a href="">empty</a> <a href="https://x.org"></a> <a href="javascript:alert(1)">js</a> <a href="gone:x">gone</a> wow!<a href="https://x.org">b</a> [<a href="https://x.org">c</a>](d)</p>"#,
        r"[space](https://x.org/a%20b%28c) [amp](https://x.org/?a=1&copy=2) empty js gone wow\![b](https://x.org) [[c](https://x.org)\](d)",
        &[r"1: EmptyLink: https://x.org"],
    );
}

#[test]
fn pictures() {
    becomes(
        r#"<p><a href="https://old.example/a.jpg"><img src="https://old.example/a-300x200.jpg" alt="A"></a> <a href="https://x.org"><img src="https://old.example/b.jpg" alt="B [1]"></a> <img src="https://foreign.org/p.jpg" alt=""> <img src="data:image/png;base64,x" alt="D"> <img data-src="https://old.example/l.jpg" src="data:x" alt="Lazy"><noscript><img src="https://old.example/l.jpg" alt="Lazy"></noscript></p>"#,
        r"![A](a.jpg) [![B \[1\]](b.jpg)](https://x.org) [p.jpg](https://foreign.org/p.jpg) ![Lazy](l.jpg)",
        &[r"1: PictureInText: D"],
    );
}

#[test]
fn what_is_left_out() {
    becomes(
        r#"<form action="/s"><label>Name <input placeholder="n"></label><button>Send</button></form><select><option>a</select><script src="https://x.org/s.js"></script><style>p{}</style><script>var a;</script><object data="https://x.org/f.swf"><p>Fallback</p></object><embed src="//x.org/e"><svg><title>S</title></svg><math><mi>x</mi><mo>=</mo></math><marquee>m</marquee><x-foo>w</x-foo><canvas>c</canvas><template>t</template><textarea>ta</textarea>"#,
        r"<https://x.org/f.swf>

<https://x.org/e>

x=mw",
        &[
            r"1: Form: Name Send",
            r"1: Form: a",
            r"1: Script: https://x.org/s.js",
            r"1: Embed: https://x.org/f.swf",
            r"1: Embed: https://x.org/e",
            r"1: Drawing: ",
            r"1: Formula: x=",
            r"1: UnknownElement: w",
            r"1: Object: c",
            r"1: Form: ",
        ],
    );
}

#[test]
fn windows_and_players() {
    becomes(
        r#"<iframe src="https://player.vimeo.com/video/12" title="The talk"></iframe><iframe></iframe><audio controls><source src="https://old.example/a.mp3"></audio><video src="https://gone.org/v.mp4"></video>"#,
        r#"[The talk](https://vimeo.com/12)

<audio controls src="a.mp3"></audio>

[v.mp4](https://gone.org/v.mp4)"#,
        &[r"1: Embed: https://vimeo.com/12"],
    );
}

#[test]
fn footnotes() {
    becomes(
        r##"<p>Note<sup id="fnref-1"><a href="#fn-1" rel="footnote">1</a></sup>.</p><div class="footnotes"><hr><ol><li id="fn-1"><p>Text <a href="#fnref-1" rev="footnote">↩</a></p></li><li id="fn-2">unused</li></ol></div>"##,
        r"Note[^1].

unused

[^1]: Text",
        &[],
    );
}

#[test]
fn places_that_links_lead_to() {
    becomes(
        r##"<p><a href="#end">down</a> <a name="mid"></a><a href="#mid">mid</a></p><h2 id="end">End {x}</h2><p id="p1">p</p>"##,
        r#"[down](#end) <span id="mid"></span>[mid](#mid)

## End {x\} {#end}

p"#,
        &[],
    );
}

#[test]
fn typed_lists() {
    becomes(
        r"<p>• one<br>• two</p><p>• three</p><p>text</p><p>• lonely</p><p>intro:<br>- a<br>- b<br>outro</p><p>– Bonjour.<br>— Non.</p>",
        r"- one
- two
- three

text

• lonely

intro:

- a
- b

outro

– Bonjour.\
— Non.",
        &[],
    );
}

#[test]
fn looks_and_no_break_spaces() {
    becomes(
        r#"<p><span style="font-weight:bold">B</span> <b style="font-weight:normal">n</b> <span style="text-decoration:line-through">s</span></p><div>a<br><br>b<br><br><br>c</div><p>&nbsp;</p><p>x&nbsp;:&nbsp; y&nbsp;&nbsp;z</p>"#,
        r"**B** n ~~s~~

a

b

c

x : y z",
        &[],
    );
}

#[test]
fn code() {
    becomes(
        r#"<pre>a
<br>b   c	d

e</pre><pre class="brush: php; title: x">x</pre><pre><code class="lang-js">y</code></pre><pre lang="ruby">```</pre>"#,
        r"```
a

b   c	d

e
```

```php
x
```

```js
y
```

````ruby
```
````",
        &[],
    );
}

#[test]
fn quotations() {
    becomes(
        r"<blockquote>one</blockquote><blockquote><p>two</p><blockquote>three</blockquote><ul><li>x</ul><footer>— Ida</footer></blockquote>",
        r"> one

> two
>
> > three
>
> - x
>
> — Ida",
        &[],
    );
}

#[test]
fn details_and_terms() {
    becomes(
        r"<details open><summary>Sum <b>b</b></summary>text<p>more</details><dl><dt>T<dd><p>D</p><p>E</p><dd>F</dl><hr>",
        r"<details open>
<summary>Sum <strong>b</strong></summary>

text

more

</details>

<dl>
<dt>T</dt>
<dd>D
<p>E</p></dd>
<dd>F</dd>
</dl>

***",
        &[],
    );
}
