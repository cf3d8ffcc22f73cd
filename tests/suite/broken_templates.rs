//! No template ends the program: whatever is in it, there is a page, or a message with its location.

use proptest::prelude::*;
use proptest::test_runner::Config;
use snapbox::str;

use crate::support::column::Column;
use crate::support::shows;

fn column() -> Column {
    Column::new().file("column.yaml", "title: T\ntheme: bare\n").letter("Q: Why?\n\nSM: So.\n")
}

/// A theme of one template for all pages.
fn bare(template: &str) -> Column {
    let column = column().file("themes/bare/theme.yaml", "name: bare\nversion: 1.0.0\n");
    let column = column.file("themes/bare/templates/page.html", "").file("themes/bare/templates/base.html", template);
    let pages = ["home", "listing", "people", "person", "programs", "question", "tags", "not_found"];
    pages.iter().fold(column, |column, page| {
        column.file(&format!("themes/bare/templates/{page}.html"), "{% extends \"base.html\" %}")
    })
}

#[test]
fn a_tag_that_is_its_own_end() {
    shows(
        bare("<main>\n{%}\n</main>\n").build().report(),
        str![[r#"
error: there is no tag ``
 --> themes/bare/templates/base.html:2:3
  |
2 | {%}
  |   ^
  |
  = help: tags are `if`, `elif`, `else`, `for`, `set`, `block`, `extends`, `include`, and 3 more
"#]],
    );
    for text in
        ["{%-}", "{%}{%}", "{{}", "{{ \"", "{% if \"%}", "{% raw %}", "{#}", "{%", "{{ 'é\\", "{% block %}", "—{{ — }}"]
    {
        let built = bare(text).build();
        assert!(built.written.is_none(), "{text}");
        assert!(built.report().contains(" --> themes/bare/templates/base.html:1:"), "{text}\n{}", built.report());
    }
}

#[test]
fn a_tag_in_a_string_is_no_tag() {
    let built = bare("{{ \"{% include 'no.html' %}\" }}{% if \"%}\" == '}}' %}{% endif %}").build().sound();
    assert!(built.text("index.html").contains("include"));
}

#[test]
fn blocks_that_contain_each_other() {
    let base = "{% block a %}{% block b %}{% endblock %}{% endblock %}";
    let home = "{% extends \"base.html\" %}\n{% block b %}{% block a %}{{ super() }}{% endblock %}{% endblock %}";
    shows(
        bare(base).file("templates/home.html", home).build().report(),
        str![[r#"
error: this goes more than 100 templates, blocks, and components deep
 --> templates/home.html:2:27
  |
2 | {% block b %}{% block a %}{{ super() }}{% endblock %}{% endblock %}
  |                           ^^^^^^^^^^^^^
  |
  = help: include fewer in a row; if there are few, a block contains itself by way of `super()`
"#]],
    );
}

#[test]
fn a_row_of_includes_ends_somewhere() {
    let row = |length: usize| {
        (0..length).fold(bare("{% include \"t0.html\" %}"), |column, at| {
            let next =
                if at + 1 == length { "end".to_owned() } else { format!("{{% include \"t{}.html\" %}}", at + 1) };
            column.file(&format!("themes/bare/templates/t{at}.html"), next)
        })
    };
    assert_eq!(row(90).build().sound().text("index.html"), "end");
    shows(
        row(2000).build().report(),
        str![[r#"
error: this goes more than 100 templates, blocks, and components deep
 --> themes/bare/templates/base.html:1:1
  |
1 | {% include "t0.html" %}
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: include fewer in a row; if there are few, a block contains itself by way of `super()`
"#]],
    );
}

#[test]
fn a_component_may_call_itself_as_often_as_tera_allows() {
    let component = "{% component deep(of) %}{% include \"i.html\" %}{% endcomponent deep %}{{ <deep of={1}/> }}";
    let column = bare(component).file("themes/bare/templates/i.html", "{{ <deep of={1}/> }}");
    let report = column.build().short();
    assert!(report.contains("home.html:1:1: error: these components call one another without end"), "{report}");
}

#[test]
fn many_branches() {
    let branches = |count: usize| format!("{{% if false %}}{}{{% endif %}}", "{% elif true %}x".repeat(count));
    assert_eq!(bare(&branches(200)).build().sound().text("index.html"), "x");
    assert_eq!(bare(&branches(200).repeat(5)).build().sound().text("index.html"), "xxxxx");
    let report = bare(&branches(5000)).build().short();
    assert!(report.contains("base.html:1:3215: error: there are more than 200 `elif`s in a row here"), "{report}");
}

#[test]
fn a_sort_of_what_has_no_order() {
    let lists =
        "[2], [1], [4], [2], [2], [1], [3], [3], [3], [4], [4], [4], [4], [4], [\"a\"], [3], [3], [2], [4], [3], [3]";
    shows(
        bare(&format!("{{{{ [{lists}] | sort }}}}")).build().report(),
        str![[r#"
error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/home.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/listing.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/questions/`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/not_found.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/404.html`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/people.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/people/`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/person.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/people/sol-marchetti/`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/programs.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/programs/`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/question.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/questions/loud-drums/`

error: this template cannot sort these values: they are not all numbers or all texts
 --> themes/bare/templates/tags.html:1:1
  |
1 | {% extends "base.html" %}
  | ^
  |
  = help: sort numbers or texts, not lists or maps
  = help: met while making the page `/tags/`
"#]],
    );
}

#[test]
fn what_cannot_be_computed() {
    for expression in [
        "1 / 0",
        "1 // 0",
        "1 % 0",
        "9223372036854775807 * 9223372036854775807 * 9223372036854775807",
        "2 ** 1000",
        "range(end=100000000)",
        "range(end=3, step_by=0)",
        "\"é\" | int",
        "\"1\" | int(base=99)",
        "page.title | truncate(length=-1)",
        "\"é\" | date",
        "\"é-03-02 é\" | date",
        "none | date",
        "asset(name=\"é\")",
        "t(key=\"\")",
        "super()",
        "page[0]",
        "page.title[1:\"a\"]",
        "[1, \"a\"] | sort",
        "[page] | sort(attribute=\"no\")",
        "<none/>",
        "throw(message=\"é\")",
    ] {
        let built = bare(&format!("é {{{{ {expression} }}}}")).build();
        assert!(built.report().contains(" --> themes/bare/templates/base.html:1:"), "{expression}\n{}", built.report());
    }
    for (expression, shown) in [
        ("\"é日本\"[1:2]", "日"),
        ("\"é日本\"[-1:]", "本"),
        ("\"é日本\" | truncate(length=1)", "é…"),
        ("\"日本\"[9:]", ""),
        ("\"a\" | indent(width=999999999)", "a"),
        ("1.0 | round(precision=400)", "NaN"),
        ("\"é\" | url", "é"),
    ] {
        assert_eq!(bare(&format!("{{{{ {expression} }}}}")).build().sound().text("index.html"), shown, "{expression}");
    }
}

/// Texts of which templates are made: delimiters, words and values, sound and broken.
const FRAGMENTS: [&str; 76] = [
    "{%",
    "%}",
    "{{",
    "}}",
    "{#",
    "#}",
    "-",
    "{%-",
    "-%}",
    "-}}",
    " ",
    "\n",
    "é",
    "日本",
    "\u{301}",
    "a",
    "page.title",
    "\"",
    "'",
    "`",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    " upper ",
    "{% if page %}",
    "{% endif %}",
    "{% for x in page %}",
    "{% for k, v in page %}",
    "{% endfor %}",
    "{% block a %}",
    "{% block b %}",
    "{% endblock %}",
    "{{ super() }}",
    "{% component c(x=1) %}",
    "{% endcomponent c %}",
    "{{ <c x={1} /> }}",
    "{% <c> %}",
    "{% </c> %}",
    "{% raw %}",
    "{% endraw %}",
    "{% set x = ",
    "{% set x %}",
    "{% endset %}",
    "{% extends \"base.html\" %}",
    "{% include \"part.html\" %}",
    "0",
    "9999999999999999999999",
    "1.5",
    ".",
    "..",
    "?.",
    ":",
    "=",
    "!",
    "~",
    "...",
    "@root",
    " not ",
    " in ",
    "{% else %}",
    "{% elif x %}",
    "{% filter upper %}",
    "{% endfilter %}",
    "range(end=3)",
    "/ 0",
    "<",
    ">",
    ",",
    "{{ page | ",
    "sort",
    "t(key=\"older\")",
];

fn template() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![8 => prop::sample::select(&FRAGMENTS[..]).prop_map(str::to_owned), 1 => "\\PC{1,3}"];
    prop::collection::vec(fragment, 0..24).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(Config { cases: 50, ..Config::default() })]

    #[test]
    fn random_templates(base in template(), home in template(), part in template()) {
        let column = bare(&base)
            .file("templates/home.html", format!("{{% extends \"base.html\" %}}{home}"))
            .file("templates/part.html", part);
        let built = column.build();
        let _ = built.report();
    }
}
