//! What is wrong with the HTML of a template although it makes a page: requests to other sites, styles and scripts that
//! the security policy refuses, links that lead nowhere.

use snapbox::str;

use crate::support::{Column, shows};

fn column() -> Column {
    Column::new().letter("Q: May I complain?\n\nSM: You may.\n")
}

/// The report of a column whose letters have this template.
fn report(template: &str) -> String {
    column().file("templates/question.html", template).build().report()
}

#[test]
fn each_way_to_ask_another_site() {
    shows(
        report(
            "<LINK\n  href='https://A.example/a.css'\n  rel=stylesheet>\n\
             <script {% if page.updated %}async{% endif %} src=\"//b.example/b.js\" integrity=\"a>b\"></script>\n\
             <img srcset=\"x.png 1x, https://c.example/c.png 2x\" alt=\"\">\n\
             <iframe src=https://d.example/d></iframe>\n<video poster=\"HTTPS://e.example/e.jpg\"></video>\n\
             <link rel=\"dns-prefetch preconnect\" href=\"//f.example\">\n\
             <style>/* url(https://no.example) */ @import 'https://g.example/g.css';</style>\n\
             <p style=\"background: URL( 'https://h.example/h.png' )\">\n",
        ),
        str![[r#"
warning: each reader's browser asks A.example for this, which can count and follow them
 --> templates/question.html:2:9
  |
2 |   href='https://A.example/a.css'
  |         ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, and write `{{ asset(name="a.css") }}` instead of the address
  = help: to allow it on all pages of this column, add `outside: [https://A.example]` to `column.yaml`

warning: each reader's browser asks b.example for this, which can count and follow them
 --> templates/question.html:4:52
  |
4 | <script {% if page.updated %}async{% endif %} src="//b.example/b.js" integrity="a>b"></script>
  |                                                    ^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, and write `{{ asset(name="b.js") }}` instead of the address
  = help: to allow it on all pages of this column, add `outside: [https://b.example]` to `column.yaml`

warning: each reader's browser asks c.example for this, which can count and follow them
 --> templates/question.html:5:24
  |
5 | <img srcset="x.png 1x, https://c.example/c.png 2x" alt="">
  |                        ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, and write `{{ asset(name="c.png") }}` instead of the address
  = help: to allow it on all pages of this column, add `outside: [https://c.example]` to `column.yaml`

warning: each reader's browser asks d.example for this, which can count and follow them
 --> templates/question.html:6:13
  |
6 | <iframe src=https://d.example/d></iframe>
  |             ^^^^^^^^^^^^^^^^^^^
  |
  = help: link to it instead: `<a href="https://d.example/d">…</a>`
  = help: to allow it on all pages of this column, add `outside: [https://d.example]` to `column.yaml`

warning: each reader's browser asks e.example for this, which can count and follow them
 --> templates/question.html:7:16
  |
7 | <video poster="HTTPS://e.example/e.jpg"></video>
  |                ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, and write `{{ asset(name="e.jpg") }}` instead of the address
  = help: to allow it on all pages of this column, add `outside: [https://e.example]` to `column.yaml`

warning: each reader's browser asks f.example for this, which can count and follow them
 --> templates/question.html:8:43
  |
8 | <link rel="dns-prefetch preconnect" href="//f.example">
  |                                           ^^^^^^^^^^^
  |
  = help: remove it: it prepares for requests that a column can do without
  = help: to allow it on all pages of this column, add `outside: [https://f.example]` to `column.yaml`

warning: the column's security policy keeps browsers from reading a `<style>` within the page
 --> templates/question.html:9:1
  |
9 | <style>/* url(https://no.example) */ @import 'https://g.example/g.css';</style>
  | ^^^^^^
  |
  = help: move it into a file of `assets/`, and write `<link rel="stylesheet" href="{{ asset(name="my.css") }}">`

warning: each reader's browser asks g.example for this, which can count and follow them
 --> templates/question.html:9:47
  |
9 | <style>/* url(https://no.example) */ @import 'https://g.example/g.css';</style>
  |                                               ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, and write `{{ asset(name="g.css") }}` instead of the address
  = help: to allow it on all pages of this column, add `outside: [https://g.example]` to `column.yaml`

warning: the column's security policy keeps browsers from reading `style=`
  --> templates/question.html:10:4
   |
10 | <p style="background: URL( 'https://h.example/h.png' )">
   |    ^^^^^
   |
   = help: give it a class, and write `.my-class { background: URL( 'https://h.example/h.png' ) }` in a stylesheet of `assets/`

warning: each reader's browser asks h.example for this, which can count and follow them
  --> templates/question.html:10:29
   |
10 | <p style="background: URL( 'https://h.example/h.png' )">
   |                             ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put a copy into `assets/`, and write `{{ asset(name="h.png") }}` instead of the address
   = help: to allow it on all pages of this column, add `outside: [https://h.example]` to `column.yaml`
"#]],
    );
}

#[test]
fn what_asks_nobody() {
    shows(
        report(
            "{# <img src=\"https://a.example/a.png\"> #}<!-- <script src=\"https://a.example\"></script> -->\
             <a href=\"https://a.example\" ping=\"\">A</a><link rel='canonical me' href='https://a.example'>\
             <img src=\"{{ \"https://a.example\" | url }}\" alt=\"https://a.example\"><p title=\"<img src='https://a.example'>\">\
             <img src=\"https://{{ page.title }}/a.png\" alt=\"\"><script type=\"application/ld+json\">{\"@context\": \"https://a.example\"}</script>\
             <svg xmlns=\"http://www.w3.org/2000/svg\"></svg><title><img src=https://a.example></title>\
             <textarea><img src=\"https://a.example/a.png\"></textarea><img data-src=\"https://a.example\" src=\"data:,\">",
        ),
        str![[r#""#]],
    );
}

#[test]
fn a_site_may_be_allowed() {
    let page = "<img src=\"https://a.example/a.png\" alt=\"\"><img src=\"https://B.example/b.png\" alt=\"\">";
    shows(report(&format!("{{# remote: a.example, b.example #}}{page}")), str![[r#""#]]);
    shows(
        report(&format!("{{#- remote: b.example -#}}{page}")),
        str![[r#"
warning: each reader's browser asks a.example for this, which can count and follow them
 --> templates/question.html:1:36
  |
1 | {#- remote: b.example -#}<img src="https://a.example/a.png" alt=""><img src="https://B.example/b.png" alt="">
  |                                    ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, and write `{{ asset(name="a.png") }}` instead of the address
  = help: to allow it on all pages of this column, add `outside: [https://a.example]` to `column.yaml`
"#]],
    );
}

#[test]
fn a_stylesheet_asks_other_sites() {
    let css = "@import url(https://fonts.example.com/css2?family=Inter);\n@namespace s url(http://www.w3.org/2000/svg);\n\
        /* url(https://no.example/) */\na { background: url( \"//b.example/é/b.png\" ); }\n\
        b { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\"); }\n\
        i { background: url(https://b.example/c.png) }\n";
    shows(
        column().file("assets/mine.css", css).build().report(),
        str![[r#"
warning: each reader's browser asks fonts.example.com for this, which can count and follow them
 --> assets/mine.css:1:13
  |
1 | @import url(https://fonts.example.com/css2?family=Inter);
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, beside this stylesheet, and write `url(name.css)`
  = help: to allow it on all pages of this column, add `outside: [https://fonts.example.com]` to `column.yaml`

warning: each reader's browser asks b.example for this, which can count and follow them
 --> assets/mine.css:4:23
  |
4 | a { background: url( "//b.example/é/b.png" ); }
  |                       ^^^^^^^^^^^^^^^^^^^
  |
  = help: put a copy into `assets/`, beside this stylesheet, and write `url(b.png)`
  = help: to allow it on all pages of this column, add `outside: [https://b.example]` to `column.yaml`
"#]],
    );
    let allowed = format!("/* remote: b.example fonts.example.com */\n{css}");
    shows(column().file("assets/mine.css", allowed).build().report(), str![[r#""#]]);
}

#[test]
fn styles_and_scripts_within_a_page() {
    shows(
        report(
            "<p STYLE='color: red;'>a</p><p {% if page.updated %}style=\"width: {{ page.minutes }}em\"{% endif %} data-style=\"a\">\n\
             <style>a { b: c }</style><style></style><script>f()</script><script type=module>f()</script>\n\
             <script type=\"application/ld+json\">{}</script><script src=\"{{ asset(name=\"search.js\") }}\"></script>\n\
             <button onclick=\"f()\" on=\"\">b</button>{# <p style=\"\"> #}<p title=\"style='a'\">{{ \"<p style=''>\" }}\n",
        ),
        str![[r#"
warning: the column's security policy keeps browsers from reading `style=`
 --> templates/question.html:1:4
  |
1 | <p STYLE='color: red;'>a</p><p {% if page.updated %}style="width: {{ page.minutes }}em"{% endif %} data-style="a">
  |    ^^^^^
  |
  = help: give it a class, and write `.my-class { color: red }` in a stylesheet of `assets/`

warning: the column's security policy keeps browsers from reading `style=`
 --> templates/question.html:1:53
  |
1 | <p STYLE='color: red;'>a</p><p {% if page.updated %}style="width: {{ page.minutes }}em"{% endif %} data-style="a">
  |                                                     ^^^^^
  |
  = help: give it a class, and write `.my-class { … }` in a stylesheet of `assets/`

warning: the column's security policy keeps browsers from reading a `<style>` within the page
 --> templates/question.html:2:1
  |
2 | <style>a { b: c }</style><style></style><script>f()</script><script type=module>f()</script>
  | ^^^^^^
  |
  = help: move it into a file of `assets/`, and write `<link rel="stylesheet" href="{{ asset(name="my.css") }}">`

warning: the column's security policy keeps browsers from reading a `<script>` within the page
 --> templates/question.html:2:41
  |
2 | <style>a { b: c }</style><style></style><script>f()</script><script type=module>f()</script>
  |                                         ^^^^^^^
  |
  = help: move it into a file of `assets/`, and write `<script src="{{ asset(name="my.js") }}" defer></script>`

warning: the column's security policy keeps browsers from reading a `<script>` within the page
 --> templates/question.html:2:61
  |
2 | <style>a { b: c }</style><style></style><script>f()</script><script type=module>f()</script>
  |                                                             ^^^^^^^
  |
  = help: move it into a file of `assets/`, and write `<script src="{{ asset(name="my.js") }}" defer></script>`

warning: the column's security policy keeps browsers from running `onclick=`
 --> templates/question.html:4:9
  |
4 | <button onclick="f()" on="">b</button>{# <p style=""> #}<p title="style='a'">{{ "<p style=''>" }}
  |         ^^^^^^^
  |
  = help: in a script of `assets/`, write `element.addEventListener("click", …)`
"#]],
    );
}

#[test]
fn a_link_that_leads_nowhere_is_reported_once() {
    let template = "<a href=\"/abuot/\">a</a><a href='{{ \"/questoins/#x\" | url }}'>b</a>\n\
        <form action=/find/><img src=\"/assets/mine.css\" alt=\"\"><a href=\"{{ '/peeple/' | url }}\">c</a>\n\
        {% set all = \"/tagz/\" | url %}<a href={{ all }}>d</a>\n";
    let column = column()
        .letter("Q: Another?\n\nSM: Yes.\n")
        .file("assets/mine.css", "")
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file("templates/question.html", template);
    shows(
        column.build().report(),
        str![[r#"
warning: nothing is at /abuot/, so readers who follow this get an error page
 --> templates/question.html:1:10
  |
1 | <a href="/abuot/">a</a><a href='{{ "/questoins/#x" | url }}'>b</a>
  |          ^^^^^^^
  |
  = help: did you mean `/about/`?

warning: nothing is at /questoins/, so readers who follow this get an error page
 --> templates/question.html:1:37
  |
1 | <a href="/abuot/">a</a><a href='{{ "/questoins/#x" | url }}'>b</a>
  |                                     ^^^^^^^^^^^^^
  |
  = help: did you mean `/questions/`?

warning: nothing is at /find/, so readers who follow this get an error page
 --> templates/question.html:2:14
  |
2 | <form action=/find/><img src="/assets/mine.css" alt=""><a href="{{ '/peeple/' | url }}">c</a>
  |              ^^^^^^
  |
  = help: add such a page, or remove the link

warning: nothing is at /assets/mine.css, so readers who follow this get an error page
 --> templates/question.html:2:31
  |
2 | <form action=/find/><img src="/assets/mine.css" alt=""><a href="{{ '/peeple/' | url }}">c</a>
  |                               ^^^^^^^^^^^^^^^^
  |
  = help: write `{{ asset(name="mine.css") }}`

warning: nothing is at /peeple/, so readers who follow this get an error page
 --> templates/question.html:2:69
  |
2 | <form action=/find/><img src="/assets/mine.css" alt=""><a href="{{ '/peeple/' | url }}">c</a>
  |                                                                     ^^^^^^^^
  |
  = help: did you mean `/people/`?

warning: nothing is at /tagz/, so readers who follow this get an error page
 --> templates/question.html:3:15
  |
3 | {% set all = "/tagz/" | url %}<a href={{ all }}>d</a>
  |               ^^^^^^
  |
  = help: did you mean `/tags/`?
"#]],
    );
}

#[test]
fn links_that_lead_somewhere_or_are_on_no_page() {
    let template = "<a href=\"/\">a</a><a href=\"/about\">b</a><a href='/about/index.html'>c</a><a href=\"/old/\">d</a>\
        <a href=\"//b.example/\">e</a><a href=\"{{ \"/tags/\" ~ page.title_plain | url }}\">f</a><a href=\"/no/{{ page.minutes }}\">g</a>\
        {# <a href=\"/no/\"> #}<!-- <a href=\"/no/\"> -->{% if page.updated %}<a href=\"/never/\">h</a>{% endif %}\
        <link href=\"/search/index.js\"><a href=\"{{ page.path ~ \"/no/\" | url }}\">i</a><p title=\"/no/\">/no/ <a href=\"https://a.example/no/\">\
        <a href=\"\" src>";
    let about = "---\ntitle: About\naliases: [/old/]\n---\nText.\n";
    let column = column().file("content/pages/about.md", about).file("templates/question.html", template);
    shows(column.build().report(), str![[r#""#]]);
    // Under a path, the rest of the host is not ours.
    let other = "<a href=\"/catalog/\">a</a><a href=\"/desk/no/\">b</a><a href=\"/desk/about/\">c</a>";
    let column = column_at_path().file("content/pages/about.md", about).file("templates/question.html", other);
    shows(
        column.build().report(),
        str![[r#"
warning: nothing is at /desk/no/, so readers who follow this get an error page
 --> templates/question.html:1:35
  |
1 | <a href="/catalog/">a</a><a href="/desk/no/">b</a><a href="/desk/about/">c</a>
  |                                   ^^^^^^^^^
  |
  = help: add such a page, or remove the link
"#]],
    );
}

fn column_at_path() -> Column {
    column().file("column.yaml", "title: T\nbase_url: https://a.example/desk/\n")
}
