//! Options of a theme: declared in `theme.yaml`, set in `column.yaml`, read in templates.

use snapbox::str;

use crate::support::{Column, shows};

const OPTIONS: &str = "options:
  note: { type: text, help: A line at the foot }
  dense: { type: yes_no, default: no }
  rows: { type: number, default: 3 }
  paper: { type: choice, choices: [warm, white], default: warm }
";

/// A theme with an option of each type, and a home page that prints their values.
fn column() -> Column {
    Column::new()
        .letter("Q: May I?\n\nSM: Yes.\n")
        .file("themes/mine/theme.yaml", format!("name: mine\nversion: 1.0.0\nextends: reading-room\n{OPTIONS}"))
        .file(
            "themes/mine/templates/home.html",
            "{% set o = site.theme.options %}{{ o.note }}|{{ o.dense }}|{{ o.rows }}|{{ o.paper }}|{{ site.theme.name }} {{ site.theme.version }}",
        )
}

/// The same with these lines in `column.yaml`.
fn set(lines: &str) -> Column {
    column().file("column.yaml", format!("title: T\ntheme: mine\n{lines}"))
}

/// What is said of these options of a theme.
#[track_caller]
fn declared(options: &str) -> String {
    let yaml = format!("name: mine\nversion: 1.0.0\nextends: reading-room\noptions:\n{options}");
    set("").file("themes/mine/theme.yaml", yaml).without("themes/mine/templates/home.html").build().report()
}

#[test]
fn an_option_that_a_column_does_not_set_has_its_default() {
    assert_eq!(set("").build().sound().page("/"), "|false|3|warm|mine 1.0.0");
    assert_eq!(set("theme_options: { rows: }\n").build().sound().page("/"), "|false|3|warm|mine 1.0.0");
}

#[test]
fn a_column_sets_what_it_wants() {
    let column = set("theme_options:\n  note: \"CC BY <4.0>\"\n  dense: yes\n  rows: 12\n  paper: white\n");
    assert_eq!(column.build().sound().page("/"), "CC BY &lt;4.0&gt;|true|12|white|mine 1.0.0");
}

#[test]
fn a_child_inherits_options_and_may_change_their_defaults() {
    let column = set("theme_options: { rows: 7 }\n").file("column.yaml", "title: T\ntheme: child\ntheme_options: { rows: 7, own: b }\n").file(
        "themes/child/theme.yaml",
        "name: child\nversion: 1.0.0\nextends: mine\noptions:\n  paper: { default: white }\n  own: { type: choice, choices: [a, b], default: a }\n",
    );
    assert_eq!(column.build().sound().page("/"), "|false|7|white|child 1.0.0");
}

#[test]
fn options_that_the_theme_does_not_have() {
    shows(
        set("theme_options: { papr: white, colour: red }\n").build().report(),
        str![[r#"
error: the theme `mine` has no option `papr`
 --> column.yaml:3:18
  |
3 | theme_options: { papr: white, colour: red }
  |                  ^^^^
  |
  = help: did you mean `paper`?
  = help: its options are `reading_time`, `home_excerpts`, `home_programs`, `paper`, `footer_note`, `note`, `dense`, `rows`

error: the theme `mine` has no option `colour`
 --> column.yaml:3:31
  |
3 | theme_options: { papr: white, colour: red }
  |                               ^^^^^^
  |
  = help: its options are `reading_time`, `home_excerpts`, `home_programs`, `paper`, `footer_note`, `note`, `dense`, `rows`
"#]],
    );
    let column = Column::new()
        .letter("Q: May I?\n\nSM: Yes.\n")
        .file("column.yaml", "title: T\ntheme: bare\ntheme_options: { a: b }\n")
        .file("themes/bare/theme.yaml", "name: bare\nversion: 1.0.0\n");
    let report = column.build().short();
    shows(
        report.lines().next().unwrap(),
        str!["column.yaml:3:18: error: the theme `bare` has no option `a` (it has no options at all)"],
    );
}

#[test]
fn values_of_another_type() {
    shows(
        set("theme_options:\n  note: [a]\n  dense: sometimes\n  rows: few\n  paper: wite\n  rows: 4\n")
            .build()
            .report(),
        str![[r#"
error: `note` must be text
 --> column.yaml:4:9
  |
4 |   note: [a]
  |         ^^^
  |
  = help: write it like this: `note: "…"`

error: `dense` must be `yes` or `no`
 --> column.yaml:5:10
  |
5 |   dense: sometimes
  |          ^^^^^^^^^
  |
  = help: write it like this: `dense: no`

error: `rows` must be a whole number
 --> column.yaml:6:9
  |
6 |   rows: few
  |         ^^^
  |
  = help: write it like this: `rows: 3`

error: `paper` must be one of `warm`, `white`
 --> column.yaml:7:10
  |
7 |   paper: wite
  |          ^^^^
  |
  = help: write it like this: `paper: white`

error: `rows` is here twice
 --> column.yaml:8:3
  |
8 |   rows: 4
  |   ^^^^
  |
  = help: keep one of them
"#]],
    );
    shows(
        set("theme_options: white\n").build().report(),
        str![[r#"
error: this must be fields such as `{ reading_time: no }`, but it is text
 --> column.yaml:3:16
  |
3 | theme_options: white
  |                ^^^^^
"#]],
    );
}

#[test]
fn mistakes_in_a_declaration() {
    shows(
        declared(
            "  a: yes\n  B-c: { type: text }\n  d: { type: colour, default: red }\n  e: { default: 3 }\n  f: { type: number, default: many }\n  g: { type: choice, choices: [one], default: one }\n  h: { type: number }\n  i: { type: text, defualt: x }\n",
        ),
        str![[r#"
error: this must be fields such as `{ type: yes_no, default: yes }`, but it is text
 --> themes/mine/theme.yaml:5:6
  |
5 |   a: yes
  |      ^^^

error: `B-c` cannot be the name of an option
 --> themes/mine/theme.yaml:6:3
  |
6 |   B-c: { type: text }
  |   ^^^
  |
  = help: write lowercase letters, digits, and `_`, which templates can read

error: `colour` is not a type of option
 --> themes/mine/theme.yaml:7:14
  |
7 |   d: { type: colour, default: red }
  |              ^^^^^^
  |
  = help: write one of these: `text`, `yes_no`, `number`, `choice`

error: the option `e` needs a `type`
 --> themes/mine/theme.yaml:8:3
  |
8 |   e: { default: 3 }
  |   ^
  |
  = help: it may be `text`, `yes_no`, `number`, `choice`

error: `f` must be a whole number
 --> themes/mine/theme.yaml:9:31
  |
9 |   f: { type: number, default: many }
  |                               ^^^^
  |
  = help: write it like this: `default: 5`

error: the option `g` needs `choices` to choose from
  --> themes/mine/theme.yaml:10:3
   |
10 |   g: { type: choice, choices: [one], default: one }
   |   ^
   |
   = help: write two or more: `choices: [warm, white]`

error: the option `h` needs a `default`
  --> themes/mine/theme.yaml:11:3
   |
11 |   h: { type: number }
   |   ^
   |
   = help: write `default: 5`

error: there is no field called `defualt`
  --> themes/mine/theme.yaml:12:20
   |
12 |   i: { type: text, defualt: x }
   |                    ^^^^^^^ an option has no such field
   |
   = help: did you mean `default`?
"#]],
    );
}

#[test]
fn a_child_cannot_change_the_type() {
    let column = set("theme_options: { rows: 7 }\n").file("column.yaml", "title: T\ntheme: child\n").file(
        "themes/child/theme.yaml",
        "name: child\nversion: 1.0.0\nextends: mine\noptions:\n  paper: { type: text }\n  rows: { default: lots }\n",
    );
    shows(
        column.build().report(),
        str![[r#"
error: `paper` is an option of the theme below, and is of another type there
 --> themes/child/theme.yaml:5:3
  |
5 |   paper: { type: text }
  |   ^^^^^
  |
  = help: leave `type` and `choices` out to change its default, or choose another name

error: `rows` must be a whole number
 --> themes/child/theme.yaml:6:20
  |
6 |   rows: { default: lots }
  |                    ^^^^
  |
  = help: write it like this: `default: 5`
"#]],
    );
}

#[test]
fn a_template_that_asks_for_an_option_that_is_not_there() {
    let column = set("").file("themes/mine/templates/home.html", "{{ site.theme.options.papr }}");
    shows(
        column.build().report(),
        str![[r#"
error: there is no field `papr` here
 --> themes/mine/templates/home.html:1:23
  |
1 | {{ site.theme.options.papr }}
  |                       ^^^^
  |
  = help: did you mean `paper`?
  = help: met while making the page `/`
"#]],
    );
}

/// A column with reading-room, a few letters and programs, and these options.
fn reading_room(options: &str) -> crate::support::Built {
    let mut column = Column::new().letter("Q: May I?\n\nSM: Yes.\n");
    column = column.file("column.yaml", format!("title: T\ntheme_options: {{ {options} }}\n"));
    for name in ["a", "b", "c", "d"] {
        column = column
            .file(&format!("content/programs/{name}.md"), format!("---\ntitle: P{name}\nprovider: X\n---\n"))
            .file(
                &format!("content/questions/{name}.md"),
                format!("---\ntitle: L{name}\ndate: 2026-01-01\n---\nQ: Words of {name}.\n\nSM: !\n"),
            );
    }
    column.build().sound()
}

#[test]
fn reading_rooms_own_options_do_what_they_say() {
    let count = |options: &str, path: &str, what: &str| reading_room(options).page(path).matches(what).count();
    assert_eq!(count("", "/questions/a/", "1 minute"), 1);
    assert_eq!(count("reading_time: no", "/questions/a/", "1 minute"), 0);
    assert_eq!(count("", "/", "entry-excerpt"), 0);
    assert_eq!(count("home_excerpts: yes", "/", "entry-excerpt"), 4);
    let programs = |n: &str| count(&format!("home_programs: {n}"), "/", "class=\"card\"");
    assert_eq!([programs(""), programs("0"), programs("1"), programs("9")], [3, 0, 1, 3]);
    assert_eq!(count("home_programs: 0", "/", "id=\"_programs\""), 0);
    assert_eq!(count("paper: white", "/tags/", "dir=\"ltr\" class=\"white\">"), 1);
    assert_eq!(count("footer_note: Free to copy", "/404.html", "<p class=\"footer-note\">Free to copy</p>"), 1);
    assert_eq!(count("", "/404.html", "footer-note"), 0);
}
