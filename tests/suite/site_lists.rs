//! The lists of `site` that change with the column: every page that shows one is up to date, and no other depends on it.

use std::fs;

use snapbox::str;

use crate::support::column::pages;
use crate::support::{Column, shows};

fn letter(title: &str, day: u32, tag: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: [{tag}]\n---\nQ: ?\n\nSM: !\n")
}

/// A column that shows the lists in three ways: by inclusion, from the template it extends, and by a component.
fn column() -> Column {
    let lists = "{% for one in site.recent %}<li>{{ one.title }}{% endfor %}\n";
    Column::new()
        .file("column.yaml", "title: T\nsearch: no\n")
        .file("templates/home.html", "{% include \"recent.html\" %}{{ site.letters }}\n")
        .file("templates/recent.html", lists)
        .file(
            "templates/frame.html",
            "{% for one in site.tags %}<i>{{ one.label }} {{ one.letters }}</i>{% endfor %}\n",
        )
        .file("templates/not_found.html", "{% extends \"frame.html\" %}")
        .file("templates/question.html", "{{ page.title }}\n")
        .file(
            "templates/page.html",
            "{% for one in site.pages %}<b>{{ one.title | safe }} {{ one.path }}</b>{% endfor %}\n",
        )
        .file("content/programs/course.md", "---\ntitle: Course\nprovider: School\n---\n")
        .file("content/pages/about.md", "---\ntitle: About *us*\n---\nText.\n")
        .file("content/questions/a.md", letter("A", 1, "drums"))
        .file("content/questions/b.md", letter("B", 2, "flutes"))
}

/// A page in the theme's own template, which shows no list.
const UNCONCERNED: &str = "programs/course/index.html";

/// What the last build knows of a page.
fn record(column: &Column, path: &str) -> String {
    let known = fs::read_to_string(column.public().join(".callslip")).unwrap();
    known.lines().find(|line| line.ends_with(path)).unwrap().to_owned()
}

#[test]
fn a_template_gets_the_lists() {
    let built = column().build();
    let shown = ["index.html", "404.html", "about/index.html"].map(|path| built.text(path));
    shows(
        shown.concat(),
        str![[r#"
<li>B<li>A
2
<i>drums 1</i><i>flutes 1</i>
<b>About <em>us</em> /about/</b>
"#]],
    );
}

#[test]
fn pages_that_show_a_list_follow_it_and_others_stay() {
    let mut column = column();
    column.build();
    let edits: [fn(Column) -> Column; 4] = [
        |column| column.file("content/questions/c.md", letter("C", 3, "horns")),
        |column| column.file("content/questions/a.md", letter("Changed", 1, "drums, horns")),
        |column| column.file("content/pages/terms.md", "---\ntitle: Terms\n---\nText.\n"),
        |column| column.file("content/people/bo.md", "---\nname: Bo\ninitials: BO\n---\nBo hums.\n"),
    ];
    for edit in edits {
        let before = record(&column, UNCONCERNED);
        column = edit(column);
        column.build();
        let kept = pages(&column.public());
        // It shows no list, so nothing in it has changed for the build, not even what need not be written.
        assert_eq!(record(&column, UNCONCERNED), before);
        fs::remove_dir_all(column.public()).unwrap();
        column.build();
        assert!(kept == pages(&column.public()));
    }
}

#[test]
fn a_component_and_the_whole_value_count_for_every_page() {
    let component = "{% component newest(@site) %}{{ site.recent[0].title }}{% endcomponent newest %}\
        {% component other(@site) %}{% include \"included.html\" %}{% endcomponent other %}";
    for template in ["{{ <newest/> }}\n", "{{ <other/> }}\n", "{% set all = site %}{{ all.recent[0].title }}\n"] {
        let column = column()
            .file("templates/newest.html", component)
            .file("templates/included.html", "{{ site.recent[0].title }}")
            .file("templates/question.html", template);
        column.build();
        let column = column.file("content/questions/c.md", letter("C", 3, "horns"));
        assert_eq!(column.build().text("questions/b/index.html"), "C\n");
    }
}
