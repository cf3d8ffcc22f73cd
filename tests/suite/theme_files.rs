//! Themes: templates, words and files for the browser, and how a column changes them.

use std::path::Path;

use snapbox::str;

use crate::support::column::tree;
use crate::support::{Column, shows};

fn column() -> Column {
    Column::new().letter("Q: May I?\n\nSM: Yes.\n")
}

/// A theme of the column's own, as small as one can be.
fn small_theme() -> Column {
    let template = |name: &str| format!("{{% extends \"base.html\" %}}{{% block main %}}{name}{{% endblock main %}}");
    let names =
        ["home", "listing", "question", "program", "programs", "person", "people", "page", "tag", "tags", "not_found"];
    let column = column()
        .file("column.yaml", "title: T\nbase_url: https://t.example/sub/\ntheme: small\n")
        .file("themes/small/theme.yaml", "name: small\nversion: 1.0.0\n")
        .file(
            "themes/small/strings/en.yaml",
            "title_letters: L\ntitle_programs: P\ntitle_people: C\ntitle_tags: S\ntitle_not_found: N\n",
        )
        .file(
            "themes/small/templates/base.html",
            "<title>{{ page.title }}</title>{% block main %}{% endblock main %}\n",
        );
    names
        .iter()
        .fold(column, |column, name| column.file(&format!("themes/small/templates/{name}.html"), template(name)))
}

#[test]
fn a_template_of_the_columns_own_comes_before_the_themes() {
    let column = column().file("templates/question.html", "<main>{{ page.title_plain }}, by {{ site.title }}</main>\n");
    shows(column.build().sound().page("/questions/loud-drums/"), str!["<main>The drums upstairs, by The Desk</main>"]);
}

#[test]
fn a_template_may_extend_the_one_it_covers() {
    let column = column().file(
        "templates/question.html",
        "{% extends \"parent:question.html\" %}\n{% block margin %}<p>Mine.</p>{% endblock margin %}\n",
    );
    let main = column.build().sound().main("/questions/loud-drums/");
    assert!(main.contains("<p>Mine.</p>") && main.contains("<p>May I?</p>"), "{main}");
}

#[test]
fn a_covered_base_is_used_by_the_themes_own_templates() {
    let column = column().file(
        "templates/base.html",
        "{% extends \"parent:base.html\" %}\n{% block footer %}<footer>Mine.</footer>{% endblock footer %}\n",
    );
    assert!(column.build().sound().page("/tags/").contains("<footer>Mine.</footer>"));
}

#[test]
fn a_theme_in_the_columns_folder_is_used() {
    let column = small_theme().build().sound();
    assert_eq!(column.page("/questions/loud-drums/"), "<title>The drums upstairs</title>question\n");
    assert_eq!(column.page("/"), "<title>T</title>home\n");
}

#[test]
fn a_theme_on_disk_comes_before_the_built_in_one_of_its_name() {
    let column = small_theme().file("column.yaml", "title: T\ntheme: reading-room\n");
    std::fs::rename(column.root().join("themes/small"), column.root().join("themes/reading-room")).unwrap();
    let column = column.file("themes/reading-room/theme.yaml", "name: reading-room\nversion: 1.0.0\n");
    assert_eq!(column.build().sound().page("/"), "<title>T</title>home\n");
}

#[test]
fn files_for_the_browser_carry_the_hash_of_their_content() {
    let column = small_theme()
        .file("themes/small/assets/a.css", "body { background: url(img/b.svg) }\n")
        .file("themes/small/assets/img/b.svg", "<svg/>")
        .file("themes/small/assets/LICENSE", "free")
        .file(
            "themes/small/templates/base.html",
            "<link href=\"{{ asset(name=\"a.css\") }}\">{% block main %}{% endblock main %}",
        );
    let built = column.build().sound();
    let assets: Vec<_> = built.files().into_iter().filter(|path| path.starts_with("assets")).collect();
    shows(
        assets.join("\n"),
        str![[r#"
assets/LICENSE.b1e7235204
assets/a.beec9e319c.css
assets/img/b.11e8160e8b.svg
"#]],
    );
    let changed = column.file("themes/small/assets/img/b.svg", "<svg></svg>").build().sound();
    let assets: Vec<_> = changed.files().into_iter().filter(|path| path.starts_with("assets")).collect();
    // What it was stays one build longer. The stylesheet has another name too: it holds another name.
    shows(
        assets.join("\n"),
        str![[r#"
assets/LICENSE.b1e7235204
assets/a.195638f5ff.css
assets/a.beec9e319c.css
assets/img/b.11e8160e8b.svg
assets/img/b.a484de8a9f.svg
"#]],
    );
}

#[test]
fn url_in_a_stylesheet_leads_to_the_hashed_name() {
    let css = "@font-face { src: url(\"../fonts/a.woff2\") format('woff2'), url( ../fonts/a.woff2#iefix ) }
a { background: url('dot.svg?x') } b { mask: url(#here) } c { background: url(data:image/png;base64,AA==) }
d { background: url(/assets/x.png) }
";
    let column = small_theme()
        .file("themes/small/assets/css/a.css", css)
        .file("themes/small/assets/css/dot.svg", "<svg/>")
        .file("themes/small/assets/fonts/a.woff2", "font")
        .build()
        .sound();
    let name = column.files().into_iter().find(|path| path.ends_with(".css")).unwrap();
    shows(
        column.text(&name),
        str![[r#"
@font-face { src: url(../fonts/a.477102551a.woff2) format('woff2'), url(../fonts/a.477102551a.woff2#iefix) }
a { background: url(../css/dot.11e8160e8b.svg?x) } b { mask: url(#here) } c { background: url(data:image/png;base64,AA==) }
d { background: url(/assets/x.png) }
"#]],
    );
}

#[test]
fn an_asset_of_the_columns_own_comes_before_the_themes() {
    let column = column().file("assets/reading-room.css", "/* mine */\n").build().sound();
    let page = column.page("/");
    let path = page.split("stylesheet\" href=\"./").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(column.text(path), "/* mine */\n");
}

#[test]
fn one_is_singular_and_all_others_plural() {
    let count = |n: u8| {
        let column = small_theme()
            .file("themes/small/strings/en.yaml", "title_letters: L\ntitle_programs: P\ntitle_people: C\ntitle_tags: S\ntitle_not_found: N\nletters: { one: \"{n} letter\", other: \"{n} letters\" }\n")
            .file("themes/small/templates/home.html", format!("{{{{ t(key=\"letters\", n={n}) }}}}"));
        column.build().sound().page("/")
    };
    assert_eq!([count(0), count(1), count(2)], ["0 letters", "1 letter", "2 letters"]);
}

#[test]
fn what_an_author_wrote_is_escaped_in_templates() {
    let column = Column::new()
        .file("column.yaml", "title: \"<i>T</i>\"\ntagline: '\"a\" & b'\ntypography: off\n")
        .letter("Q: ?\n\nSM: !\n")
        .build()
        .sound();
    let page = column.page("/");
    assert!(!page.contains("<i>"), "{page}");
    assert!(page.contains("&quot;a&quot; &amp; b"), "{page}");
}

#[test]
fn the_page_for_lost_readers_has_links_that_work_at_any_depth() {
    let links = |column: Column| {
        let page = column.build().sound().page("/404.html");
        let links = crate::support::html::addresses(&page);
        links
            .into_iter()
            .filter(|link| link.starts_with('/') && !link.contains("assets"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    shows(
        links(column()),
        str![[r#"
/feed.xml
/feed.json
/
/questions/
/programs/
/tags/
/questions/loud-drums/
/people/sol-marchetti/
/
/feed.xml
"#]],
    );
    shows(
        links(column().base_url("https://desk.example/a/b")),
        str![[r#"
/a/b/feed.xml
/a/b/feed.json
/a/b/
/a/b/questions/
/a/b/programs/
/a/b/tags/
/a/b/questions/loud-drums/
/a/b/people/sol-marchetti/
/a/b/
/a/b/feed.xml
"#]],
    );
    shows(
        links(column().file("column.yaml", "title: T\n")),
        str![[r#"
/
/questions/
/programs/
/tags/
/questions/loud-drums/
/people/sol-marchetti/
/
"#]],
    );
}

#[test]
fn every_template_gets_every_field_of_its_view() {
    // `page` printed whole: a field that is missing, renamed or new shows here.
    let all = "{% for name, value in page %}{{ name }}\n{% endfor %}";
    let column = small_theme()
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\ntags: [t]\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n");
    let names =
        ["home", "listing", "question", "program", "programs", "person", "people", "page", "tag", "tags", "not_found"];
    let column =
        names.iter().fold(column, |column, name| column.file(&format!("themes/small/templates/{name}.html"), all));
    let column = column.build().sound();
    let fields = |path: &str| {
        let page = column.page(path);
        let mut fields: Vec<&str> = page.lines().collect();
        fields.sort_unstable();
        fields.join(" ")
    };
    let paths = [
        "/",
        "/questions/",
        "/questions/loud-drums/",
        "/programs/a/",
        "/programs/",
        "/people/sol-marchetti/",
        "/people/",
        "/about/",
        "/tags/t/",
        "/tags/",
        "/404.html",
    ];
    shows(
        paths.map(|path| format!("{path}: {}", fields(path))).join("\n"),
        str![[r#"
/: canonical description extra feeds head index kind lead letters pager path programs root section title title_plain unpublished
/questions/: archive canonical description extra feeds head index kind path root section title title_plain unpublished years
/questions/loud-drums/: answered_by canonical date description extra feeds followed_by follows head headings index introduction kind letters_related linked_from minutes newer older path pen_name programs_mentioned programs_related questions replies reply_form root section standfirst tags title title_plain turns unpublished updated
/programs/a/: aid also_known_as canonical compare course_length description extra facets feeds head headings html index kind letters_mentioning letters_related linked_from open_to other_facts path prerequisites program provenance replaced_by root section source started title title_plain unpublished url url_gone_since
/programs/: canonical compare csv description extra facet facets feeds filter_styles head index json kind pager path programs root section title title_plain total trust unpublished
/people/sol-marchetti/: archive canonical description extra feeds head headings html index kind linked_from path person portrait root section title title_plain unpublished years
/people/: canonical description extra feeds head index kind path people root section title title_plain unpublished
/about/: canonical description extra feeds form head headings html index kind linked_from path root section title title_plain unpublished updated
/tags/t/: broader canonical description extra feeds head index kind letters narrower pager path programs related root scope_note section tag title title_plain unpublished use_for
/tags/: canonical description extra feeds head index initials kind path root section tags title title_plain unpublished
/404.html: canonical description extra feeds head index kind letters path root section title title_plain unpublished
"#]],
    );
}

#[test]
fn a_page_may_ask_for_another_template() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("templates/plain.html", "<main>{{ page.title | safe }} {{ page.extra.mood }}</main>\n")
        .file("content/pages/about.md", "---\ntitle: About\ntemplate: plain\nextra: { mood: calm }\n---\n");
    shows(column.build().sound().main("/about/"), str![["<main>About calm</main>"]]);
    let column = column.file("content/pages/about.md", "---\ntitle: About\ntemplate: palin\n---\n");
    shows(
        column.build().short(),
        str![[r#"
content/pages/about.md:3:11: error: the theme has no template `palin` (did you mean `plain`?)
"#]],
    );
}

/// A column with the theme of the comparison with other generators, which extends no other.
fn with_plain_theme() -> Column {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/plain");
    let column =
        Column::new().file("column.yaml", "title: T\nbase_url: https://t.example\nid: t.example,2026\ntheme: plain\n");
    let themed = |column: Column, (path, bytes): (String, Vec<u8>)| column.file(&format!("themes/plain/{path}"), bytes);
    tree(&root).into_iter().fold(column, themed)
}

#[test]
fn what_search_engines_get_is_made_for_themes_that_name_it() {
    let head = |template: &str| {
        let template = format!("<main>{template}</main>");
        let column = with_plain_theme().letter("Q: ?\n\nSM: !\n").file("templates/question.html", template);
        column.build().sound().main("/questions/loud-drums/")
    };
    let each = "{% for name, value in page.head %}{% if value %}{{ name }} {% endif %}{% endfor %}";
    shows(head(each), str![["<main>description authors item_type day published </main>"]]);
    shows(
        head(&format!("{each}{{# structured_data #}}")),
        str![["<main>description authors item_type day published structured_data </main>"]],
    );
}

/// It is kept in step with the views.
#[test]
fn the_plain_theme_of_the_benches_shows_every_page() {
    let column = with_plain_theme().letter("Q: Is RBS worth an MLIS?\n\nSM: [Yes](../programs/a.md).\n");
    let column = column
        .file("content/questions/gone.md", "---\ntitle: Gone\ndate: 2026-03-01\nwithdrawn: { date: 2026-03-02 }\n---\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\ntags: [t]\n---\nText.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file("content/glossary.yaml", "MLIS: a degree\n");
    column.build().sound();
}
