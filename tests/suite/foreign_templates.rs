//! Templates as people write them who know Liquid, Jinja, Go templates or JavaScript: the fix must follow from what is said.

use std::fmt::Write;

use snapbox::str;

use crate::support::{Column, shows};

/// A sound letter.
const LETTER: &str = "---\ntitle: T\ndate: 2026-03-02\ntags: [a]\n---\nQ: May I?\n\nSM: Yes.\n";

fn with_template(name: &str, text: &str) -> String {
    let column = Column::new().file("content/questions/a.md", LETTER);
    column.file(&format!("templates/{name}"), text).build().short()
}

/// What is said of each of these templates for letters.
fn all(templates: &[&str]) -> String {
    let mut all = String::new();
    for text in templates {
        let report = with_template("question.html", text);
        let report =
            report.replace("templates/question.html:", "").replace("; met while making the page `/questions/a/`", "");
        let _ = write!(all, "{text}\n  {}\n", report.trim_end().replace('\n', "\n  "));
    }
    all
}

#[test]
fn operators() {
    shows(
        all(&[
            "{% if page.newer || page.older %}{% endif %}",
            "{% if page.newer && page.older %}{% endif %}",
            "{% if !page.newer %}{% endif %}",
            "{% if page.title <> \"x\" %}{% endif %}",
            "{{ page.newer ? \"a\" : \"b\" }}",
            "{{ page.updated ?? \"b\" }}",
            "{% if page.tags contains \"x\" %}{% endif %}",
            "{% if page.minutes gt 5 %}{% endif %}",
            "{% if page.updated is null %}{% endif %}",
            "{% if page.tags is empty %}{% endif %}",
            "{% for i in 1..5 %}{% endfor %}",
        ]),
        str![[r#"
{% if page.newer || page.older %}{% endif %}
  1:18: error: templates have no `||` here (write `or`)
{% if page.newer && page.older %}{% endif %}
  1:18: error: templates have no `&&` here (write `and`)
{% if !page.newer %}{% endif %}
  1:7: error: templates have no `!` here (write `not`)
{% if page.title <> "x" %}{% endif %}
  1:18: error: templates have no `<>` here (write `!=`)
{{ page.newer ? "a" : "b" }}
  1:15: error: templates have no `?` here (write `"a" if page.newer else "b"`)
{{ page.updated ?? "b" }}
  1:17: error: templates have no `??` here (write `page.updated if page.updated else "b"`)
{% if page.tags contains "x" %}{% endif %}
  1:17: error: templates have no `contains` here (write `"x" in page.tags`)
{% if page.minutes gt 5 %}{% endif %}
  1:20: error: templates have no `gt` here (write `>`)
{% if page.updated is null %}{% endif %}
  1:23: error: there is no test `null` (write `is none`)
{% if page.tags is empty %}{% endif %}
  1:20: error: there is no test `empty` (write `not page.tags` for `page.tags is empty`)
{% for i in 1..5 %}{% endfor %}
  1:15: error: templates have no `..` here (write `range(start=1, end=6)`)
"#]],
    );
}

#[test]
fn tags() {
    shows(
        all(&[
            "{% if page.older %}{% else if page.newer %}{% endif %}",
            "{% if page.older %}{% else page.newer %}{% endif %}",
            "{% if page.older %}{% end if %}",
            "{% if page.older %}{% fi %}",
            "{% if page.older: %}{% endif %}",
            "{% if page.older then %}{% endif %}",
            "{% for tag of page.tags %}{% endfor %}",
            "{% for (k, v) in page.extra %}{% endfor %}",
            "{% foreach page.tags as tag %}{% endforeach %}",
            "{% include base.html %}",
            "{% include \"components.html\" with a=1 %}",
            "{% block \"main\" %}{% endblock %}",
            "{{ partial \"base.html\" . }}",
            "{{ super }}",
            "{{ parent() }}",
            "{{ title }}",
        ]),
        str![[r#"
{% if page.older %}{% else if page.newer %}{% endif %}
  1:28: error: `else` takes no condition (write `{% elif page.newer %}`)
{% if page.older %}{% else page.newer %}{% endif %}
  1:28: error: `else` takes no condition (write `{% elif page.newer %}`)
{% if page.older %}{% end if %}
  1:23: error: there is no tag `end` (write `{% endif %}`)
{% if page.older %}{% fi %}
  1:23: error: there is no tag `fi` (write `{% endif %}`)
{% if page.older: %}{% endif %}
  1:17: error: a tag does not end with `:` (remove the `:`)
{% if page.older then %}{% endif %}
  1:18: error: templates have no `then` here (remove `then`)
{% for tag of page.tags %}{% endfor %}
  1:12: error: templates have no `of` here (write `in`)
{% for (k, v) in page.extra %}{% endfor %}
  1:8: error: the names after `for` have no brackets (write `{% for k, v in page.extra %}`)
{% foreach page.tags as tag %}{% endforeach %}
  1:4: error: there is no tag `foreach` (write `{% for one in list %}…{% endfor %}`)
{% include base.html %}
  1:12: error: the name of a template needs quotes (write `{% include "base.html" %}`)
{% include "components.html" with a=1 %}
  1:30: error: `include` takes a name only (write `{% include "components.html" %}`: it has all variables that this template has)
{% block "main" %}{% endblock %}
  1:10: error: the name of a block has no quotes (write `{% block main %}`)
{{ partial "base.html" . }}
  1:12: error: templates have no `partial` (write `{% include "base.html" %}`)
{{ super }}
  1:4: error: variable `super` is not defined (write `super()`)
{{ parent() }}
  1:4: error: there is no function `parent` (write `super()`)
{{ title }}
  1:4: error: variable `title` is not defined (did you mean `page.title`?)
"#]],
    );
}

#[test]
fn filters_and_functions() {
    shows(
        all(&[
            "{{ page.date | format(\"YYYY\") }}",
            "{{ page.date | date: \"%Y\" }}",
            "{{ page.date | date(format=\"%A\") }}",
            "{{ date(page.date) }}",
            "{{ page.title | truncate: 20 }}",
            "{{ page.title | truncate 20 }}",
            "{{ page.title.toUpperCase() }}",
            "{{ page.title.upper }}",
            "{{ len(page.tags) }}",
            "{{ page.tags | size }}",
            "{{ page.tags.length }}",
            "{% if page.tags.length > 0 %}{% endif %}",
            "{% if page.tags.length %}{% endif %}",
            "{{ page.updated | upper }}",
        ]),
        str![[r#"
{{ page.date | format("YYYY") }}
  1:23: error: there is no filter `format` (write `date(format="long")`: the formats are `short`, `long`, and those in `strings/`)
{{ page.date | date: "%Y" }}
  1:20: error: the arguments of a filter are in brackets, with their names (write `date(format="long")`: the formats are `short`, `long`, and those in `strings/`)
{{ page.date | date(format="%A") }}
  1:16: error: a date has no `%A` here: leave out the day of the week; there are `%Y` (2026), `%B` (March), `%b` (Mar), `%m` (03), `%-m` (3), `%d` (02), and `%-d` or `%e` (2) (met while making the page `/questions/a/`)
{{ date(page.date) }}
  1:13: error: there is no function `date` (write `page.date | date`)
{{ page.title | truncate: 20 }}
  1:25: error: the arguments of a filter are in brackets, with their names (write `truncate(length=20)`)
{{ page.title | truncate 20 }}
  1:26: error: the arguments of a filter are in brackets, with their names (write `truncate(length=20)`)
{{ page.title.toUpperCase() }}
  1:15: error: values have no function `toUpperCase` (write `page.title | upper`)
{{ page.title.upper }}
  1:15: error: `page.title` is text, which has no `upper` (write `page.title | upper`)
{{ len(page.tags) }}
  1:12: error: there is no function `len` (write `page.tags | length`)
{{ page.tags | size }}
  1:16: error: there is no filter `size` (write `length`)
{{ page.tags.length }}
  1:14: error: `page.tags` is a list, which has no `length` (write `page.tags | length`)
{% if page.tags.length > 0 %}{% endif %}
  1:17: error: `page.tags` is a list, which has no `length` (write `page.tags | length`)
{% if page.tags.length %}{% endif %}
  1:17: warning: `page.tags` has no field `length`, so this is never true (write `page.tags | length`)
{{ page.updated | upper }}
  1:4: error: `page.updated` is null on this page (check first: `{% if page.updated %}…{% endif %}`)
"#]],
    );
}

#[test]
fn components() {
    shows(
        all(&[
            "{% for turn in page.turns %}{{ <answer turn={turn}> }}{% endfor %}",
            "{% for turn in page.turns %}{{ <answer turn=turn/> }}{% endfor %}",
            "{% for turn in page.turns %}{{ <answer turn=\"{turn}\"/> }}{% endfor %}",
            "{% for turn in page.turns %}{{ answer(turn=turn) }}{% endfor %}",
            "{% for turn in page.turns %}<answer turn={turn}/>{% endfor %}",
        ]),
        str![[r#"
{% for turn in page.turns %}{{ <answer turn={turn}> }}{% endfor %}
  1:51: error: `<answer` is not closed (write `{{ <answer turn={turn}/> }}`)
{% for turn in page.turns %}{{ <answer turn=turn/> }}{% endfor %}
  1:45: error: the value of an argument needs braces (write `{turn}` for `turn`)
{% for turn in page.turns %}{{ <answer turn="{turn}"/> }}{% endfor %}
  themes/reading-room/templates/components.html:192:34: error: `turn` has no `anchor`: it is null, text, or a list here (if it may be null, check first: `{% if turn %}…{% endif %}`)
  themes/reading-room/templates/components.html:196:27: error: `turn` has no field `html` here (if it may be null, check first: `{% if turn %}…{% endif %}`)
{% for turn in page.turns %}{{ answer(turn=turn) }}{% endfor %}
  1:32: error: there is no function `answer` (`answer` is a component: write `{{ <answer …/> }}`, with its arguments in braces, as in `turn={turn}`)
{% for turn in page.turns %}<answer turn={turn}/>{% endfor %}
  1:29: error: the component `answer` is not in braces, so no page shows it (write `{{ <answer turn={turn}/> }}`)
"#]],
    );
    shows(
        all(&["<answer turn=\"x\"><p>{{ \"<answer turn={turn}/>\" }}</p>"]),
        str![[r#"
<answer turn="x"><p>{{ "<answer turn={turn}/>" }}</p>
  
"#]],
    );
}

#[test]
fn fields_that_do_not_exist() {
    shows(
        all(&[
            "{{ page.titel | safe }}",
            "{{ page.titel | str }}",
            "{{ page.titel | date }}",
            "{{ page.titel | upper }}",
            "{{ page.titel ~ \"x\" }}",
            "{% if page.titel %}{% endif %}",
            "{% for tag in page.tagss %}{% endfor %}",
            "{% for turn in page.turns %}{{ turn.htm | safe }}{% endfor %}",
            "{% set name = page.titel %}{{ name }}",
        ]),
        str![[r#"
{{ page.titel | safe }}
  1:9: error: `page` has no field `titel` (did you mean `page.title`?)
{{ page.titel | str }}
  1:9: error: `page` has no field `titel` (did you mean `page.title`?)
{{ page.titel | date }}
  1:9: error: `page` has no field `titel` (did you mean `page.title`?)
{{ page.titel | upper }}
  1:9: error: `page` has no field `titel` (did you mean `page.title`?)
{{ page.titel ~ "x" }}
  1:9: warning: `page` has no field `titel`, so this is always empty (did you mean `page.title`?)
{% if page.titel %}{% endif %}
  1:12: warning: `page` has no field `titel`, so this is never true (did you mean `page.title`?)
{% for tag in page.tagss %}{% endfor %}
  1:20: error: `page` has no field `tagss` (did you mean `page.tags`?)
{% for turn in page.turns %}{{ turn.htm | safe }}{% endfor %}
  1:32: error: `turn` has no field `htm` here (did you mean `turn.html`?)
{% set name = page.titel %}{{ name }}
  1:31: error: variable `name` exists but its value is undefined (met while making the page `/questions/a/`)
"#]],
    );
    shows(
        all(&["{% if page.podcast %}{{ page.podcast }}{% endif %}{{ page.updated | safe }}{{ 5 | safe }}"]),
        str![[r#"
{% if page.podcast %}{{ page.podcast }}{% endif %}{{ page.updated | safe }}{{ 5 | safe }}
  
"#]],
    );
}

#[test]
fn words_without_what_they_need() {
    shows(
        all(&[
            "{{ \"letters_count\" | t }}",
            "{{ \"letters_count\" | t(count=3) }}",
            "{{ \"letters_count\" | t(n=\"three\") }}",
            "{{ \"letters_count\" | t(n=none) }}",
            "{{ \"updated_on\" | t }}",
            "{{ \"updated_on\" | t(date=none) }}",
            "{{ \"older\" | t(key=\"newer\") }}",
            "{{ none | t }}",
            "{{ 5 | t }}",
            "{{ t(key=\"letters_count\") }}",
        ]),
        str![[r#"
{{ "letters_count" | t }}
  1:22: error: the words of `letters_count` have a place for `n`, which is not given; write `"letters_count" | t(n=3)`, or take `{n}` out of `strings/` (met while making the page `/questions/a/`)
{{ "letters_count" | t(count=3) }}
  1:22: error: the words of `letters_count` have a place for `n`, which is not given; write `"letters_count" | t(n=3)`, or take `{n}` out of `strings/` (met while making the page `/questions/a/`)
{{ "letters_count" | t(n="three") }}
  1:22: error: `n` must be a number for the words of `letters_count`, and is `three` here (met while making the page `/questions/a/`)
{{ "letters_count" | t(n=none) }}
  1:22: error: `n` must be a number for the words of `letters_count`, and is `null` here (met while making the page `/questions/a/`)
{{ "updated_on" | t }}
  1:19: error: the words of `updated_on` have a place for `date`, which is not given; write `"updated_on" | t(date="…")`, or take `{date}` out of `strings/` (met while making the page `/questions/a/`)
{{ "updated_on" | t(date=none) }}
  1:19: error: `date` is null here, and the words of `updated_on` name it (met while making the page `/questions/a/`)
{{ "older" | t(key="newer") }}
  1:14: error: the filter `t` has its word before the `|`: remove `key=` (met while making the page `/questions/a/`)
{{ none | t }}
  1:11: error: there is no word here (null): write one of those in `strings/`, such as `"older"` (met while making the page `/questions/a/`)
{{ 5 | t }}
  1:8: error: this is not the name of a word: write one of those in `strings/`, such as `"older"` (met while making the page `/questions/a/`)
{{ t(key="letters_count") }}
  1:4: error: the words of `letters_count` have a place for `n`, which is not given; write `"letters_count" | t(n=3)`, or take `{n}` out of `strings/` (met while making the page `/questions/a/`)
"#]],
    );
    shows(
        all(&["{{ \"letters_count\" | t(n=\"3\") }}{{ \"letters_count\" | t(n=1.5) }}{{ \"older\" | t(n=3) }}"]),
        str![[r#"
{{ "letters_count" | t(n="3") }}{{ "letters_count" | t(n=1.5) }}{{ "older" | t(n=3) }}
  
"#]],
    );
}

#[test]
fn templates_by_another_name() {
    shows(
        with_template("question.html", "{% extends \"layout.html\" %}"),
        str![
            "templates/question.html:1:13: error: this template extends `layout.html`, which does not exist (did you mean `base.html`?)"
        ],
    );
    shows(
        with_template("question.html", "{% extends \"parent:nothing-like-it.html\" %}"),
        str![
            "templates/question.html:1:13: error: this template extends `parent:nothing-like-it.html`, which does not exist (the templates are `base.html`, `compare.html`, `components.html`, `glossary.html`, `home.html`, `letter_card.html`, `listing.html`, `not_found.html`, and 12 more)"
        ],
    );
    shows(
        with_template("questions.html", "x"),
        str![
            "templates/questions.html: warning: no page uses the template `questions.html` (if it replaces one of the theme, give it the name `question.html`)"
        ],
    );
    shows(
        with_template("post.html", "x"),
        str![
            "templates/post.html: warning: no page uses the template `post.html` (if it replaces one of the theme, give it the name `question.html`)"
        ],
    );
    shows(
        with_template("podcast-player.html", "x"),
        str![[
            r#"templates/podcast-player.html: warning: no page uses the template `podcast-player.html` (a page uses it with `template: podcast-player`, and a template with `{% include "podcast-player.html" %}`)"#
        ]],
    );
    shows(with_template("seal.html", "{% component my_seal(of) %}{{ of }}{% endcomponent my_seal %}"), str![]);
}

#[test]
fn files_of_other_sites() {
    shows(
        with_template(
            "question.html",
            "<link rel=\"stylesheet\" href=\"https://cdn.example.com/a.css?v=1\">\n<script src=//cdn.example.com/b.js></script>\n\
             <link rel='preconnect' href='https://fonts.example.net'><img alt=\"\" src=\"https://count.example.org/x?p={{ page.path }}\">",
        ),
        str![[r#"
templates/question.html:1:30: warning: each reader's browser asks cdn.example.com for this, which can count and follow them (put a copy into `assets/`, and write `{{ asset(name="a.css") }}` instead of the address; to allow it on all pages of this column, add `outside: [https://cdn.example.com]` to `column.yaml`)
templates/question.html:3:30: warning: each reader's browser asks fonts.example.net for this, which can count and follow them (remove it: it prepares for requests that a column can do without; to allow it on all pages of this column, add `outside: [https://fonts.example.net]` to `column.yaml`)
templates/question.html:3:74: warning: each reader's browser asks count.example.org for this, which can count and follow them (put a copy into `assets/`, and write `{{ asset(name="name.css") }}` instead of the address; to allow it on all pages of this column, add `outside: [https://count.example.org]` to `column.yaml`)
"#]],
    );
    shows(
        with_template(
            "question.html",
            "<link rel=\"canonical\" href=\"https://x.example/\"><link rel=me href=\"https://y.example/@a\"><a href=\"https://z.example\">z</a>\
             <img src=\"{{ asset(name=\"favicon.svg\") }}\"><!-- <script src=\"https://a.example/a.js\"></script> -->\
             {# <img src=\"https://a.example/a.png\"> #}<link rel=\"icon\" href=\"{{ site.base_url }}/x.png\">",
        ),
        str![],
    );
}
