//! Themes that stand on other themes, and what a theme says of itself in `theme.yaml`.

use snapbox::str;

use crate::support::html::without_preloads;
use crate::support::{Column, shows};

/// A column whose theme `child` extends `middle`, which extends reading-room.
fn three_layers() -> Column {
    Column::new()
        .letter("Q: May I?\n\nSM: Yes.\n")
        .file("column.yaml", "title: T\nbase_url: https://t.example\ntheme: child\n")
        .file("themes/child/theme.yaml", "name: child\nversion: 1.0.0\nextends: middle\n")
        .file("themes/middle/theme.yaml", "name: middle\nversion: 2.0.0\nextends: reading-room\n")
}

/// A template that puts a word before what the one below it has in its margin.
fn margin(word: &str) -> String {
    format!(
        "{{% extends \"parent:question.html\" %}}\n{{% block margin %}}<p>{word}</p>{{{{ super() }}}}{{% endblock margin %}}\n"
    )
}

/// What is said of a `theme.yaml` in `themes/mine/`.
#[track_caller]
fn manifest(yaml: &str) -> String {
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\ntheme: mine\n");
    column.file("themes/mine/theme.yaml", yaml).build().report()
}

#[test]
fn a_theme_that_changes_nothing_looks_like_its_parent() {
    let built = three_layers().build().sound();
    let plain = three_layers().file("column.yaml", "title: T\nbase_url: https://t.example\n").build().sound();
    // But it may have other typefaces, so those of its parent are not fetched early.
    let page = plain.page("/questions/loud-drums/");
    assert_eq!(page.matches("rel=\"preload\"").count(), 3);
    assert_eq!(built.page("/questions/loud-drums/"), without_preloads(&page));
}

#[test]
fn parent_is_the_next_lower_template_in_every_layer() {
    let column = three_layers()
        .file("templates/question.html", margin("own"))
        .file("themes/child/templates/question.html", margin("child"))
        .file("themes/middle/templates/question.html", margin("middle"));
    let main = column.build().sound().main("/questions/loud-drums/");
    assert!(main.contains("<p>own</p><p>child</p><p>middle</p>"), "{main}");
    let main = column.without("themes/child/templates/question.html").build().sound().main("/questions/loud-drums/");
    assert!(main.contains("<p>own</p><p>middle</p>"), "{main}");
}

#[test]
fn parent_of_another_name_is_found_below_too() {
    let column = three_layers()
        .file("templates/quiet.html", "{% extends \"parent:question.html\" %}{% block margin %}{% endblock margin %}")
        .file("templates/question.html", "<main>{% include \"parent:withdrawn.html\" %}</main>")
        .file("themes/middle/templates/withdrawn.html", "from the middle")
        .file(
            "content/questions/b.md",
            "---\ntitle: B\ndate: 2026-03-02\ntags: [t]\ntemplate: quiet\n---\nQ: ?\n\nSM: !\n",
        );
    let built = column.build().sound();
    assert_eq!(built.main("/questions/loud-drums/"), "<main>from the middle</main>\n");
    assert!(built.main("/questions/b/").contains("post-head"));
}

#[test]
fn a_component_of_a_higher_layer_comes_before_that_of_a_lower_one() {
    let column = three_layers()
        .file("themes/middle/templates/seals.html", "{% component seal(person) -%}M{%- endcomponent seal %}")
        .file("themes/child/templates/components.html", "{% component unstated() -%}?{%- endcomponent unstated %}");
    assert!(column.build().sound().main("/questions/loud-drums/").contains("<header class=\"voice\">\nM\n<h2>"));
    let column = column.file("templates/seals.html", "{% component seal(person) -%}O{%- endcomponent seal %}");
    assert!(column.build().sound().main("/questions/loud-drums/").contains("<header class=\"voice\">\nO\n<h2>"));
}

#[test]
fn files_and_words_fall_through_the_chain() {
    let column = three_layers()
        .file("themes/middle/assets/favicon.svg", "<svg id=\"middle\"/>")
        .file("themes/middle/strings/en.yaml", "the_question: From the middle\nnext_older: Middle\n")
        .file("themes/child/strings/en.yaml", "the_question: From the child\n")
        .file("strings/en.yaml", "next_older: Mine\n")
        .file("content/questions/old.md", "---\ntitle: Old\ndate: 2025-03-02\n---\nQ: ?\n\nSM: !\n");
    let built = column.build().sound();
    let icon = built.files().into_iter().find(|path| path.starts_with("assets/favicon.")).unwrap();
    assert_eq!(built.text(&icon), "<svg id=\"middle\"/>");
    assert!(built.files().iter().any(|path| path.starts_with("assets/reading-room.")));
    let main = built.main("/questions/loud-drums/");
    assert!(main.contains("<h2>From the child</h2>") && main.contains("<p class=\"why\">Mine</p>"), "{main}");
}

#[test]
fn a_theme_on_disk_comes_before_the_built_in_one_as_a_parent_too() {
    let column = three_layers()
        .file("themes/reading-room/theme.yaml", "name: reading-room\nversion: 9.0.0\n")
        .file("themes/reading-room/templates/question.html", "<main>disk</main>");
    let report = column.build().short();
    assert!(report.contains("the theme has no template `home.html`"), "{report}");
}

#[test]
fn a_chain_may_be_long() {
    let mut column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\ntheme: t0\n");
    for at in 0..40 {
        let parent = if at == 39 { "reading-room".to_owned() } else { format!("t{}", at + 1) };
        column = column
            .file(&format!("themes/t{at}/theme.yaml"), format!("name: t{at}\nversion: 1.0.0\nextends: {parent}\n"))
            .file(&format!("themes/t{at}/templates/question.html"), margin(&format!("{at}")));
    }
    let main = column.build().sound().main("/questions/loud-drums/");
    let words: String = (0..40).map(|at| format!("<p>{at}</p>")).collect();
    assert!(main.contains(&words), "{main}");
}

#[test]
fn a_parent_that_does_not_exist() {
    shows(
        manifest("name: mine\nversion: 1.0.0\nextends: reading-rom\n"),
        str![[r#"
error: there is no theme called `reading-rom`
 --> themes/mine/theme.yaml:3:10
  |
3 | extends: reading-rom
  |          ^^^^^^^^^^^
  |
  = help: did you mean `reading-room`?
"#]],
    );
    shows(
        manifest("name: mine\nversion: 1.0.0\nextends: newspaper\n"),
        str![[r#"
error: there is no theme called `newspaper`
 --> themes/mine/theme.yaml:3:10
  |
3 | extends: newspaper
  |          ^^^^^^^^^
  |
  = help: put it, with a `theme.yaml`, into `themes/newspaper/`, or use one of these: `broadsheet`, `mine`, `reading-room`
"#]],
    );
    shows(
        manifest("name: mine\nversion: 1.0.0\nextends: ../mine\n"),
        str![[r#"
error: `../mine` cannot be the name of a theme
 --> themes/mine/theme.yaml:3:10
  |
3 | extends: ../mine
  |          ^^^^^^^
  |
  = help: write the name of its folder in `themes/`, such as `evening`
"#]],
    );
}

#[test]
fn a_theme_that_extends_itself() {
    shows(
        manifest("name: mine\nversion: 1.0.0\nextends: mine\n"),
        str![[r#"
error: this theme extends itself: `mine` extends `mine`
 --> themes/mine/theme.yaml:3:10
  |
3 | extends: mine
  |          ^^^^
  |
  = help: write the name of another theme, or remove this line
"#]],
    );
    let column = three_layers().file("themes/middle/theme.yaml", "name: middle\nversion: 2.0.0\nextends: child\n");
    shows(
        column.build().report(),
        str![[r#"
error: this theme extends itself: `child` extends `middle` extends `child`
 --> themes/middle/theme.yaml:3:10
  |
3 | extends: child
  |          ^^^^^
  |
  = help: write the name of another theme, or remove this line
"#]],
    );
}

#[test]
fn a_theme_for_another_callslip() {
    shows(
        manifest("name: mine\nversion: 1.0.0\ncallslip: \">=9, <10\"\nextends: reading-room\n"),
        str![[r#"
error: this theme is for callslip `>=9, <10`, but this is callslip VERSION
 --> themes/mine/theme.yaml:3:11
  |
3 | callslip: ">=9, <10"
  |           ^^^^^^^^^^
  |
  = help: use a version of the theme that is made for callslip VERSION, or another version of callslip
  = help: if it works anyway, write a wider range
"#]],
    );
    shows(
        manifest("name: mine\nversion: 1.0.0\ncallslip: 0.1 or so\nextends: reading-room\n"),
        str![[r#"
error: `0.1 or so` is not a range of versions
 --> themes/mine/theme.yaml:3:11
  |
3 | callslip: 0.1 or so
  |           ^^^^^^^^^
  |
  = help: write it like this: `">=0.1, <1"`
"#]],
    );
    let column = three_layers().file(
        "themes/middle/theme.yaml",
        "name: middle\nversion: 1.0.0\ncallslip: \">=0.1, <1\"\nextends: reading-room\n",
    );
    column.build().sound();
}

#[test]
fn what_is_wrong_in_a_theme_yaml() {
    shows(
        manifest("name: yours\nversoin: 1.0\ndescripton: A theme\nextends: reading-room\n"),
        str![[r#"
warning: this theme is called `yours` here, but its folder is `mine`
 --> themes/mine/theme.yaml:1:7
  |
1 | name: yours
  |       ^^^^^
  |
  = help: write `name: mine`, or rename the folder

error: there is no field called `versoin`
 --> themes/mine/theme.yaml:2:1
  |
2 | versoin: 1.0
  | ^^^^^^^ `theme.yaml` has no such field
  |
  = help: did you mean `version`?

error: there is no field called `descripton`
 --> themes/mine/theme.yaml:3:1
  |
3 | descripton: A theme
  | ^^^^^^^^^^ `theme.yaml` has no such field
  |
  = help: did you mean `description`?
"#]],
    );
    shows(
        manifest("name: mine\nversion: 1.0\nextends: reading-room\n"),
        str![[r#"
error: `1.0` is not a version
 --> themes/mine/theme.yaml:2:10
  |
2 | version: 1.0
  |          ^^^
  |
  = help: write three numbers, such as `0.1.0`
"#]],
    );
}

#[test]
fn broadsheet_stands_on_reading_room_and_has_more_than_its_colours() {
    let tagged = "---\ntitle: A\ndate: 2026-03-02\ntags: [rare books, funding]\n---\nQ: May I?\n\nSM: Yes.\n";
    let column = Column::new()
        .file("column.yaml", "title: T\ntheme: broadsheet\n")
        .file("content/questions/a.md", tagged)
        .letter("Q: ?\n\nSM: !\n");
    let built = column.build().sound();
    let page = built.page("/questions/a/");
    let styles: Vec<&str> = page.lines().filter(|line| line.contains("stylesheet")).collect();
    assert!(styles[0].contains("reading-room.") && styles[1].contains("broadsheet."), "{styles:?}");
    // It shows excerpts unless a column says no.
    assert!(built.main("/").contains("entry-excerpt"));
    let without = column.file("column.yaml", "title: T\ntheme: broadsheet\ntheme_options: { home_excerpts: no }\n");
    assert!(!without.build().sound().main("/").contains("entry-excerpt"));
}
