//! Options of a theme: declared in `theme.yaml`, set in `column.yaml`, read in templates.

use snapbox::str;

use crate::support::{Built, Column, shows};

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
  = help: its options are `paper`, `accent`, `font`, `logo`, `icon`, `social_image`, `reading_time`, `home_excerpts`, and 5 more

error: the theme `mine` has no option `colour`
 --> column.yaml:3:31
  |
3 | theme_options: { papr: white, colour: red }
  |                               ^^^^^^
  |
  = help: its options are `accent`, `font`, `logo`, `icon`, `social_image`, `reading_time`, `home_excerpts`, `home_programs`, and 5 more
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
fn the_nearest_choice_is_compared_by_its_letters() {
    let declared = format!("{OPTIONS}  shade: {{ type: choice, choices: [warm, white, off-white], default: warm }}\n");
    let manifest = format!("name: mine\nversion: 1.0.0\nextends: reading-room\n{declared}");
    for (written, near) in
        [("White-paper", "white"), ("offwhite", "off-white"), ("o_f_f_w_i_t_e", "off-white"), ("x", "warm")]
    {
        let column = set(&format!("theme_options: {{ shade: {written} }}\n"));
        let said = column.file("themes/mine/theme.yaml", &*manifest).build().report();
        assert!(said.contains(&format!("help: write it like this: `shade: {near}`\n")), "{said}");
    }
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
  = help: did you mean `color`?

error: the option `e` needs a `type`
 --> themes/mine/theme.yaml:8:3
  |
8 |   e: { default: 3 }
  |   ^
  |
  = help: it may be `text`, `yes_no`, `number`, `choice`, `color`, `file`

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
    assert_eq!(count("", "/questions/a/", "1 min read"), 1);
    assert_eq!(count("reading_time: no", "/questions/a/", "1 min read"), 0);
    assert_eq!(count("", "/", "entry-excerpt"), 4);
    assert_eq!(count("home_excerpts: no", "/", "entry-excerpt"), 0);
    let programs = |n: &str| count(&format!("home_programs: {n}"), "/", "class=\"card\"");
    assert_eq!([programs(""), programs("0"), programs("1"), programs("9")], [3, 0, 1, 3]);
    assert_eq!(count("home_programs: 0", "/", "id=\"_programs\""), 0);
    assert_eq!(count("paper: white", "/tags/", "dir=\"ltr\" class=\"white\">"), 1);
    assert_eq!(count("footer_note: Free to copy", "/404.html", "<p class=\"footer-note\">Free to copy</p>"), 1);
    assert_eq!(count("", "/404.html", "footer-note"), 0);
}

/// A theme with a color that is seen on white and on black, and a column that sets it so.
fn color(value: &str) -> Column {
    set(&format!("theme_options:\n  ink_line: {value}\n"))
        .file(
            "themes/mine/theme.yaml",
            "name: mine\nversion: 1.0.0\nextends: reading-room\noptions:\n  ink_line: { type: color, light: \"#fff\", dark: black }\n",
        )
        .file(
            "themes/mine/templates/home.html",
            "{% set o = site.theme.options %}{% if o.ink_line %}{{ o.ink_line.light }} {{ o.ink_line.dark }}{% else %}none{% endif %}|{{ site.theme.stylesheet }}",
        )
}

/// The stylesheet that a column's home page names.
fn stylesheet(built: &Built) -> String {
    let home = built.page("/");
    let path = home.rsplit('|').next().unwrap();
    built.text(path.trim_start_matches('/'))
}

#[test]
fn a_color_reaches_the_browser_as_a_file() {
    let built = color("\"#AA1122\"").build().sound();
    assert_eq!(built.page("/").split('|').next(), Some("#aa1122 #d14043"));
    shows(
        stylesheet(&built),
        str![[r#"
:root {
  --ink-line: #aa1122;
}

@media (prefers-color-scheme: dark) {
  :root {
    --ink-line: #d14043;
  }
}
"#]],
    );
    // One that can be read on light and dark is one color.
    let css = stylesheet(&color("\"#757575\"").build().sound());
    assert_eq!(css, ":root {\n  --ink-line: #757575;\n}\n");
}

#[test]
fn a_column_without_a_color_has_no_such_file() {
    let built = color("").build().sound();
    assert!(built.page("/").starts_with("none|"), "{}", built.page("/"));
    assert!(!built.files().iter().any(|file| file.contains("theme-options")), "{:?}", built.files());
}

#[test]
fn two_colors_are_each_on_its_own_pages() {
    let built = color("{ light: \"#846f00\", dark: \"#ffd400\" }").build().sound();
    assert_eq!(built.page("/").split('|').next(), Some("#846f00 #ffd400"));
    let built = color("{ dark: \"#846f00\" }").build().sound();
    assert_eq!(built.page("/").split('|').next(), Some("#846f00 #887309"));
}

#[test]
fn a_color_as_people_mistype_it() {
    let says = |value: &str| color(value).build().report();
    shows(
        says("#a12"),
        str![[r##"
error: `ink_line` is empty: without quotes, `#` starts a comment
 --> column.yaml:4:13
  |
4 |   ink_line: #a12
  |             ^^^^
  |
  = help: put quotes around the color: `ink_line: "#a12"`
"##]],
    );
    shows(
        says("#AA1122 # our red"),
        str![[r##"
error: `ink_line` is empty: without quotes, `#` starts a comment
 --> column.yaml:4:13
  |
4 |   ink_line: #AA1122 # our red
  |             ^^^^^^^
  |
  = help: put quotes around the color: `ink_line: "#AA1122"`
"##]],
    );
    shows(
        says("rebecapurple"),
        str![[r#"
error: `rebecapurple` is not a color
 --> column.yaml:4:13
  |
4 |   ink_line: rebecapurple
  |             ^^^^^^^^^^^^
  |
  = help: did you mean `ink_line: "rebeccapurple"`?
"#]],
    );
    shows(
        says("\"#aa112\""),
        str![[r##"
error: `#aa112` is not a color
 --> column.yaml:4:13
  |
4 |   ink_line: "#aa112"
  |             ^^^^^^^^
  |
  = help: after `#`, a color has 3 or 6 digits, and this has 5
  = help: write its six digits, as a color picker shows them: `ink_line: "#1d5b49"`
"##]],
    );
    shows(
        says("\"#a128\""),
        str![[r##"
error: `#a128` is see-through, so how well it can be read is not known
 --> column.yaml:4:13
  |
4 |   ink_line: "#a128"
  |             ^^^^^^^
  |
  = help: write a solid color: `ink_line: "#aa1122"`
"##]],
    );
    shows(
        says("[170, 17, 34]"),
        str![[r#"
error: `ink_line` must be a color
 --> column.yaml:4:13
  |
4 |   ink_line: [170, 17, 34]
  |             ^^^^^^^^^^^^^
  |
  = help: write it like this: `ink_line: "rgb(170, 17, 34)"`
"#]],
    );
    shows(
        says("{ light: \"#a12\", drak: white }"),
        str![[r##"
error: there is no field called `drak`
 --> column.yaml:4:30
  |
4 |   ink_line: { light: "#a12", drak: white }
  |                              ^^^^ a color has no such field
  |
  = help: did you mean `dark`?
"##]],
    );
    shows(
        says("Pantone 186 C"),
        str![[r##"
error: `Pantone 186 C` is not a color
 --> column.yaml:4:13
  |
4 |   ink_line: Pantone 186 C
  |             ^^^^^^^^^^^^^
  |
  = help: write its six digits, as a color picker shows them: `ink_line: "#1d5b49"`
"##]],
    );
}

#[test]
fn a_color_that_is_another_one_when_it_can_be_read() {
    shows(
        color("\"#ffd400\"").build().report(),
        str![[r##"
warning: `#ffd400` is too pale to read on light pages: its contrast is 1.4:1, and 4.5:1 is needed
 --> column.yaml:4:13
  |
4 |   ink_line: "#ffd400"
  |             ^^^^^^^^^ readers see `#8c7400` on light pages
  |
  = help: choose a darker color
  = help: or write one for light pages and one for dark ones: `ink_line: { light: "#8c7400", dark: "#ffd400" }`
"##]],
    );
    shows(
        color("{ light: \"#ffd400\", dark: \"#ffd400\" }").build().report(),
        str![[r##"
warning: `#ffd400` is too pale to read on light pages: its contrast is 1.4:1, and 4.5:1 is needed
 --> column.yaml:4:22
  |
4 |   ink_line: { light: "#ffd400", dark: "#ffd400" }
  |                      ^^^^^^^^^ readers see `#8c7400` on light pages
  |
  = help: choose a darker color
"##]],
    );
    shows(
        color("black").build().report(),
        str![[r##"
warning: `#000000` is too dark to read on dark pages: its contrast is 1.0:1, and 4.5:1 is needed
 --> column.yaml:4:13
  |
4 |   ink_line: black
  |             ^^^^^ readers see `#757575` on dark pages
  |
  = help: choose a lighter color
  = help: or write one for light pages and one for dark ones: `ink_line: { light: "#000000", dark: "#757575" }`
"##]],
    );
    // As the help says.
    color("{ light: \"#000000\", dark: \"#757575\" }").build().sound();
}

#[test]
fn a_color_between_braces() {
    let column = |line: &str| set(&format!("theme_options: {line}\n")).build();
    shows(
        column("{ accent: #a12 }").report(),
        str![[r##"
error: without quotes, `#` starts a comment, and the rest of this line is part of it
 --> column.yaml:3:26
  |
3 | theme_options: { accent: #a12 }
  |                          ^^^^
  |
  = help: put quotes around the color: `"#a12"`
"##]],
    );
    shows(
        column("{ accent: { light: #a12, dark: #fff } }").report(),
        str![[r##"
error: without quotes, `#` starts a comment, and the rest of this line is part of it
 --> column.yaml:3:35
  |
3 | theme_options: { accent: { light: #a12, dark: #fff } }
  |                                   ^^^^
  |
  = help: put quotes around the color: `"#a12"`
"##]],
    );
    let accent = |line: &str| column(line).sound().theme.options["accent"].to_string();
    let both = r##"{"dark":"#e55353","light":"#aa1122"}"##;
    assert_eq!(accent("{ accent: rgb(170, 17, 34), paper: white }"), both);
    assert_eq!(accent("{ accent: { light: rgb(170,17,34) } }"), both);
    shows(
        column("{ accent: rgb(170, 17, 34, 50%) }").report(),
        str![[r##"
error: `rgb(170, 17, 34, 50%)` is see-through, so how well it can be read is not known
 --> column.yaml:3:26
  |
3 | theme_options: { accent: rgb(170, 17, 34, 50%) }
  |                          ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write a solid color: `accent: "#aa1122"`
"##]],
    );
    shows(
        column("{ accent: rgb(170, 17 }").report(),
        str![[r##"
error: `rgb(170` is not a color
 --> column.yaml:3:26
  |
3 | theme_options: { accent: rgb(170, 17 }
  |                          ^^^^^^^
  |
  = help: write its six digits, as a color picker shows them: `accent: "#1d5b49"`

error: the theme `mine` has no option `17`
 --> column.yaml:3:35
  |
3 | theme_options: { accent: rgb(170, 17 }
  |                                   ^^
  |
  = help: its options are `accent`, `font`, `logo`, `icon`, `social_image`, `reading_time`, `home_excerpts`, `home_programs`, and 5 more
"##]],
    );
}

#[test]
fn a_theme_declares_how_its_colors_are_seen() {
    shows(
        declared(
            "  a: { type: color, default: \"#12\" }\n  b: { type: color, contrast: high }\n  c: { type: color, light: [whit] }\n",
        ),
        str![[r##"
error: `#12` is not a color
 --> themes/mine/theme.yaml:5:30
  |
5 |   a: { type: color, default: "#12" }
  |                              ^^^^^
  |
  = help: after `#`, a color has 3 or 6 digits, and this has 2
  = help: write its six digits, as a color picker shows them: `default: "#1d5b49"`

error: `high` is not a contrast ratio
 --> themes/mine/theme.yaml:6:31
  |
6 |   b: { type: color, contrast: high }
  |                               ^^^^
  |
  = help: write a number from 1 to 21: `contrast: 4.5`

error: `whit` is not a color
 --> themes/mine/theme.yaml:7:29
  |
7 |   c: { type: color, light: [whit] }
  |                             ^^^^
  |
  = help: did you mean `light: "white"`?
"##]],
    );
    let child = "name: child\nversion: 1.0.0\nextends: mine\noptions:\n  ink_line: { light: \"#bbb\", contrast: 7, default: red }\n";
    let column = color("").file("themes/child/theme.yaml", child).file("column.yaml", "title: T\ntheme: child\n");
    let built = column.build();
    shows(
        built.report(),
        str![[r##"
warning: `#ff0000` is too pale to read on light pages: its contrast is 2.1:1, and 7:1 is needed
 --> themes/child/theme.yaml:5:52
  |
5 |   ink_line: { light: "#bbb", contrast: 7, default: red }
  |                                                    ^^^ readers see `#640000` on light pages
  |
  = help: choose a darker color
  = help: or write one for light pages and one for dark ones: `default: { light: "#640000", dark: "#ff6250" }`
"##]],
    );
    assert_eq!(built.page("/").split('|').next(), Some("#640000 #ff6250"));
}
