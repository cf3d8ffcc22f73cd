//! `contrast:` in `theme.yaml`: colors of a theme that can hardly be told apart.

use callslip::accessibility;
use snapbox::str;

use crate::support::{Column, shows};

const THEME: &str = "name: mine\nversion: 1.0.0\nextends: reading-room\n";

const BASE: &str = "{% extends \"parent:base.html\" %}\n{% block styles %}\n\
                    <link rel=\"stylesheet\" href=\"{{ asset(name=\"mine.css\") }}\">\n\
                    {% if site.theme.stylesheet %}<link rel=\"stylesheet\" href=\"{{ site.theme.stylesheet | url }}\">{% endif %}\n\
                    {% endblock %}\n";

/// A column whose theme has these lines in its `theme.yaml`, and this stylesheet.
fn column(lines: &str, css: &str) -> Column {
    Column::new()
        .letter("Q: May I complain?\n\nSM: You may.\n")
        .file("column.yaml", "title: T\ntheme: mine\n")
        .file("themes/mine/theme.yaml", format!("{THEME}{lines}"))
        .file("themes/mine/templates/base.html", BASE)
        .file("themes/mine/assets/mine.css", css)
}

/// What `check` says of its pages.
#[track_caller]
fn report(column: &Column) -> String {
    let mut built = column.build();
    assert!(built.theme.templates.are_sound(), "{}", built.report());
    built.diagnostics = accessibility::check(&built.site, &built.theme);
    built.report()
}

/// The messages about this pair in this stylesheet, one line each.
#[track_caller]
fn of(pair: &str, css: &str) -> String {
    let mut built = column(&format!("contrast:\n  - {{ {pair} }}\n"), css).build();
    built.diagnostics = accessibility::check(&built.site, &built.theme);
    built.short()
}

#[test]
fn a_pair_with_too_little_contrast() {
    let css = ":root {\n  --paper: #fff;\n  --card: #eee;\n  --soft: #888;\n}\n\n\
               @media (prefers-color-scheme: dark) {\n  :root { --paper: #111; --card: #111; --soft: #555; }\n}\n";
    shows(
        report(&column("contrast:\n  - { color: --soft, on: [--paper, --card] }\n", css)),
        str![[r#"
warning: `--soft` on `--card` has a contrast of 3.05:1 on light pages, and 4.5:1 is needed
 --> themes/mine/assets/mine.css:4:3
  |
4 |   --soft: #888;
  |   ^^^^^^^^^^^^ `#888888` on `#eeeeee`
  |
 ::: themes/mine/theme.yaml:5:5
  |
5 |   - { color: --soft, on: [--paper, --card] }
  |     ---------------------------------------- the pair
  |
  = help: write `--soft: #6c6c6c`

warning: `--soft` on `--paper` has a contrast of 2.53:1 on dark pages, and 4.5:1 is needed
 --> themes/mine/assets/mine.css:8:40
  |
8 |   :root { --paper: #111; --card: #111; --soft: #555; }
  |                                        ^^^^^^^^^^^^ `#555555` on `#111111`
  |
 ::: themes/mine/theme.yaml:5:5
  |
5 |   - { color: --soft, on: [--paper, --card] }
  |     ---------------------------------------- the pair
  |
  = help: write `--soft: #7c7c7c`
"#]],
    );
}

#[test]
fn each_way_to_set_a_color() {
    let pair = "color: --ink, on: --paper";
    for (css, expected) in [
        // Every form of a color that a stylesheet may have.
        (":root { --ink: gray; --paper: WHITE }", "3.94"),
        (":root { --ink: rgb(136 136 136); --paper: hsl(0, 0%, 100%) }", "3.54"),
        (":root { --ink: oklch(62% 0 0); --paper: #ffffff }", "3.64"),
        // A chain, and what counts where its end is missing.
        (":root { --ink: var(--a, red); --a: var(--b); --b: #888; --paper: #fff }", "3.54"),
        (":root { --ink: var(--a, var(--c, #888)); --paper: #fff }", "3.54"),
        // The last of equal selectors; the stronger selector; what is important; what is in no layer.
        (":root { --ink: #000; --paper: #fff } :root { --ink: #888 }", "3.54"),
        (":root { --ink: #888 } html { --ink: #000; --paper: #fff }", "3.54"),
        ("html { --ink: #888 !important } :root { --ink: #000; --paper: #fff }", "3.54"),
        ("html { --ink: #888; --paper: #fff } @layer a { :root { --ink: #000 } }", "3.54"),
        (":root { --ink: #000; --paper: #fff } body { --ink: #888 }", "3.54"),
        (":root { /* --ink: #000; */ --ink: #888; --paper: #fff; }", "3.54"),
        ("@media screen { :root { --ink: #888; --paper: #fff } }", "3.54"),
    ] {
        let found = of(pair, css);
        let wanted = format!("`--ink` on `--paper` has a contrast of {expected}:1, and 4.5:1 is needed");
        assert_eq!(found.matches("warning").count(), 1, "{css}\n{found}");
        assert!(found.contains(&wanted), "{css}\n{found}");
    }
}

#[test]
fn a_color_of_one_scheme() {
    let pair = "color: --ink, on: --paper";
    for (css, scheme) in [
        (":root { --ink: #000; --paper: #fff } @media (prefers-color-scheme:dark) { :root { --paper: #222 } }", "dark"),
        (":root { --ink: #000; --paper: #fff; @media (prefers-color-scheme: dark) { --paper: #222 } }", "dark"),
        (":root { color-scheme: light dark; --ink: #000; --paper: light-dark(#fff, #222) }", "dark"),
        (
            ":root { --ink: #fff; --paper: #222 } @media (prefers-color-scheme: light) { :root { --paper: #fff } }",
            "light",
        ),
    ] {
        let found = of(pair, css);
        assert_eq!(found.matches("warning").count(), 1, "{css}\n{found}");
        assert!(found.contains(&format!(":1 on {scheme} pages, and 4.5:1 is needed")), "{css}\n{found}");
    }
}

#[test]
fn what_cannot_be_computed_is_not_guessed() {
    for css in [
        ":root { --ink: color-mix(in srgb, #888, #999); --paper: #fff }",
        ":root { --ink: #8888; --paper: #fff }",
        ":root { --ink: var(--a); --a: var(--ink); --paper: #fff }",
        ":root { --ink: var(--nothing); --paper: #fff }",
        ":root { --ink: Dark Gray; --paper: #fff }",
        ":root { --ink: #000; --paper: #fff } .other { --ink: #888 }",
        ":root { --ink: #000; --paper: #fff } @media print { :root { --ink: #888 } }",
        ":root { --ink: #000; --paper: #fff } @media (prefers-contrast: more) { :root { --ink: #888 } }",
        ":root { --ink: #000; --paper: #fff } @supports (a: b) { :root { --ink: #888 } }",
        ":root { --ink: #000; --paper: light-dark(#fff, #000) }",
    ] {
        assert_eq!(of("color: --ink, on: --paper", css), "", "{css}");
    }
}

#[test]
fn lines_need_less() {
    let css = ":root {\n  --line: #888;\n  --paper: #fff;\n}\n";
    assert_eq!(of("color: --line, on: --paper, least: 3", css), "");
    shows(
        of("color: --line, on: --paper, least: 7", css),
        str![
            "themes/mine/assets/mine.css:2:3: warning: `--line` on `--paper` has a contrast of 3.54:1, and 7:1 is needed (write `--line: #595959`)"
        ],
    );
}

#[test]
fn one_color_for_light_and_dark_may_be_impossible() {
    let css = ":root {\n  --ink: #777;\n  --paper: #fff;\n}\n\
               @media (prefers-color-scheme: dark) { :root { --paper: #000; --ink: #666 } }\n\
               :root { --mid: #888; }\n";
    let pairs = "contrast:\n  - { color: --ink, on: --paper }\n  - { color: --mid, on: --paper, least: 7 }\n";
    shows(
        report(&column(pairs, css)),
        str![[r#"
warning: `--ink` on `--paper` has a contrast of 4.47:1 on light pages, and 4.5:1 is needed
 --> themes/mine/assets/mine.css:2:3
  |
2 |   --ink: #777;
  |   ^^^^^^^^^^^ `#777777` on `#ffffff`
  |
 ::: themes/mine/theme.yaml:5:5
  |
5 |   - { color: --ink, on: --paper }
  |     ----------------------------- the pair
  |
  = help: write `--ink: #767676`

warning: `--ink` on `--paper` has a contrast of 3.65:1 on dark pages, and 4.5:1 is needed
 --> themes/mine/assets/mine.css:5:62
  |
5 | @media (prefers-color-scheme: dark) { :root { --paper: #000; --ink: #666 } }
  |                                                              ^^^^^^^^^^^ `#666666` on `#000000`
  |
 ::: themes/mine/theme.yaml:5:5
  |
5 |   - { color: --ink, on: --paper }
  |     ----------------------------- the pair
  |
  = help: write `--ink: #757575`

warning: `--mid` on `--paper` has a contrast of 3.54:1 on light pages, and 7:1 is needed
 --> themes/mine/assets/mine.css:6:9
  |
6 | :root { --mid: #888; }
  |         ^^^^^^^^^^^ `#888888` on `#ffffff`
  |
 ::: themes/mine/theme.yaml:6:5
  |
6 |   - { color: --mid, on: --paper, least: 7 }
  |     --------------------------------------- the pair
  |
  = help: write `--mid: #595959` for light pages, in `@media (prefers-color-scheme: light)`

warning: `--mid` on `--paper` has a contrast of 5.92:1 on dark pages, and 7:1 is needed
 --> themes/mine/assets/mine.css:6:9
  |
6 | :root { --mid: #888; }
  |         ^^^^^^^^^^^ `#888888` on `#000000`
  |
 ::: themes/mine/theme.yaml:6:5
  |
6 |   - { color: --mid, on: --paper, least: 7 }
  |     --------------------------------------- the pair
  |
  = help: write `--mid: #959595` for dark pages, in `@media (prefers-color-scheme: dark)`
"#]],
    );
}

#[test]
fn a_theme_has_the_pairs_of_the_one_that_it_extends() {
    let css = ":root { --ink: #888; --paper: #fff }";
    let column = column("", css);
    assert!(report(&column).contains("`--ink` on `--paper` has a contrast of 3.54:1"), "{}", report(&column));
    // A theme that lists a color says all that it is seen on.
    let column = column
        .file("themes/mine/theme.yaml", format!("{THEME}contrast: [{{ color: --ink, on: --paper, least: 3 }}]\n"));
    assert_eq!(report(&column), "");
}

#[test]
fn the_columns_own_stylesheet_counts() {
    let base = "{% extends \"parent:base.html\" %}\n{% block styles %}{{ super() }}\n\
                <link rel=\"stylesheet\" href=\"{{ asset(name=\"own.css\") }}\">{% endblock %}\n";
    let column = Column::new()
        .letter("Q: May I complain?\n\nSM: You may.\n")
        .file("templates/base.html", base)
        .file("assets/own.css", "/* Ours. */\n:root {\n  --soft: #998877;\n}\n");
    shows(
        report(&column),
        str![[r#"
warning: `--soft` on `--paper` has a contrast of 3.08:1 on light pages, and 4.5:1 is needed
  --> assets/own.css:3:3
   |
 3 |   --soft: #998877;
   |   ^^^^^^^^^^^^^^^ `#998877` on `#f7f3ea`
   |
  ::: themes/reading-room/theme.yaml:11:5
   |
11 |   - { color: --soft, on: [--paper, --card] }
   |     ---------------------------------------- the pair
   |
   = help: write `--soft: #7c6c5b` for light pages, in `@media (prefers-color-scheme: light)`
"#]],
    );
    // A stylesheet that no page links to is not read.
    assert_eq!(report(&column.without("templates/base.html")), "");
}

#[test]
fn an_option_is_a_color_like_any_other() {
    let lines = "options:\n  accent: { type: color }\ncontrast: [{ color: --accent, on: --paper }]\n";
    let column = column(lines, ":root { --paper: #fff }");
    shows(
        report(&column.file("column.yaml", "title: T\ntheme: mine\ntheme_options: { accent: \"#888\" }\n")),
        str![[r#"
warning: `--accent` on `--paper` has a contrast of 3.54:1 on dark pages, and 4.5:1 is needed
 --> themes/mine/theme.yaml:6:12
  |
6 | contrast: [{ color: --accent, on: --paper }]
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `#888888` on `#ffffff`
  |
  = help: list what it is seen on as `light` and `dark` of the option `accent`: it is then made to fit
"#]],
    );
}

#[test]
fn our_themes_can_be_read_with_all_their_options() {
    for theme in ["reading-room", "broadsheet"] {
        for options in
            ["paper: warm", "paper: white", "accent: \"#ffd400\"", "accent: \"#777\", paper: white, font: sans"]
        {
            let column = Column::new()
                .letter("Q: May I complain?\n\nSM: You may.\n")
                .file("column.yaml", format!("title: T\ntheme: {theme}\ntheme_options: {{ {options} }}\n"));
            assert_eq!(report(&column), "", "{theme}, {options}");
        }
    }
}

#[test]
fn pairs_that_are_none() {
    let column = column(
        "contrast:\n  - { color: ink, on: [$paper, var(--card)] }\n  - { color: --inc, on: --paper, least: AA }\n  - --ink\n  - { on: --paper }\n",
        ":root { --ink: #000; --paper: #fff }",
    );
    shows(
        column.build().report(),
        str![[r#"
error: `ink` is not the name of a custom property
 --> themes/mine/theme.yaml:5:14
  |
5 |   - { color: ink, on: [$paper, var(--card)] }
  |              ^^^
  |
  = help: write `--ink`

error: `$paper` is not the name of a custom property
 --> themes/mine/theme.yaml:5:24
  |
5 |   - { color: ink, on: [$paper, var(--card)] }
  |                        ^^^^^^
  |
  = help: write `--paper`

error: `var(--card)` is not the name of a custom property
 --> themes/mine/theme.yaml:5:32
  |
5 |   - { color: ink, on: [$paper, var(--card)] }
  |                                ^^^^^^^^^^^
  |
  = help: write `--card`

error: `AA` is not a contrast ratio
 --> themes/mine/theme.yaml:6:41
  |
6 |   - { color: --inc, on: --paper, least: AA }
  |                                         ^^
  |
  = help: write a number from 1 to 21: `least: 3`

error: this must be fields such as `{ color: --ink, on: --paper }`, but it is text
 --> themes/mine/theme.yaml:7:5
  |
7 |   - --ink
  |     ^^^^^

error: a pair of colors needs the field `color`
 --> themes/mine/theme.yaml:8:5
  |
8 |   - { on: --paper }
  |     ^^^^^^^^^^^^^^^
  |
  = help: write `{ color: --ink, on: "--paper" }`
"#]],
    );
    let column = column.file("themes/mine/theme.yaml", format!("{THEME}contrast: --ink\n"));
    shows(
        column.build().report(),
        str![[r#"
error: this must be a list of lines such as `- { color: --ink, on: --paper }`, but it is text
 --> themes/mine/theme.yaml:4:11
  |
4 | contrast: --ink
  |           ^^^^^
"#]],
    );
}

#[test]
fn a_name_that_no_stylesheet_sets() {
    let css = ":root { --ink: #000; --paper: #fff }";
    shows(
        report(&column("contrast:\n  - { color: --inc, on: --paper }\n  - { color: --ink, on: --sheet }\n", css)),
        str![[r#"
warning: no stylesheet of the pages sets `--inc`
 --> themes/mine/theme.yaml:5:5
  |
5 |   - { color: --inc, on: --paper }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `--ink`?

warning: no stylesheet of the pages sets `--sheet`
 --> themes/mine/theme.yaml:6:5
  |
6 |   - { color: --ink, on: --sheet }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: set it in `:root { --sheet: … }`, or remove it here
"#]],
    );
}
