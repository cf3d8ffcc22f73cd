//! What `check` finds in the pages of a theme that keeps people from reading or using them.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use callslip::accessibility;
use callslip::pipeline::{self, Options};
use snapbox::str;

use crate::example;
use crate::support::column::CLOCK;
use crate::support::{Built, Column, shows};

/// A template without a fault.
const SOUND: &str = r##"<!doctype html>
<html lang="{{ site.language }}">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title_plain }}</title>
</head>
<body>
<a href="#_text">Skip</a>
<main id="_text">
<h1>{{ page.title_plain }}</h1>
{% for turn in page.turns %}<section><h2>{{ turn.kind }}</h2>{{ turn.html | safe }}</section>{% endfor %}
<p>Here</p>
</main>
</body>
</html>
"##;

fn column() -> Column {
    Column::new().letter("Q: May I complain?\n\nSM: You may.\n")
}

/// What `check` says of the pages of a column.
fn checked(column: &Column) -> Built {
    let mut built = column.build();
    assert!(built.theme.templates.are_sound(), "{}", built.report());
    built.diagnostics = accessibility::check(&built.site, &built.theme);
    built
}

/// The same, one line each, of the template for letters with this change.
#[track_caller]
fn changed(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    checked(&column().file("templates/question.html", SOUND.replace(from, to))).short()
}

/// The same with these lines in the main part.
fn with(lines: &str) -> String {
    changed("<p>Here</p>", lines)
}

#[test]
fn a_sound_page_has_no_fault() {
    shows(with("<p>Here</p>"), str![[r#""#]]);
    shows(checked(&column()).report(), str![[r#""#]]);
}

#[test]
fn each_fault_of_a_page_as_a_whole_is_caught_once() {
    let mut found = String::new();
    for (from, to) in [
        ("<title>{{ page.title_plain }}</title>", ""),
        ("<title>{{ page.title_plain }}</title>", "<title> </title>"),
        (" lang=\"{{ site.language }}\"", ""),
        ("{{ site.language }}", "de"),
        ("<h1>{{ page.title_plain }}</h1>", "<p>{{ page.title_plain }}</p>"),
        ("<p>Here</p>", "<h1>Here</h1>"),
        ("<h2>{{ turn.kind }}</h2>", "<h3>{{ turn.kind }}</h3>"),
        ("<p>Here</p>", "<h{{ 2 + 2 }}>Here</h{{ 2 + 2 }}>"),
        ("<main id=\"_text\">", "<div id=\"_text\">"),
        ("<p>Here</p>", "</main><main><p>Here</p>"),
        ("initial-scale=1", "user-scalable=no"),
        ("initial-scale=1", "maximum-scale=1.0"),
        ("id=\"_text\"", "id=\"_txt\""),
        ("<p>Here</p>", "<p id=\"_text\">Here</p>"),
        ("<section>", "<section id=\"turn\">"),
    ] {
        let _ = writeln!(found, "{from} → {to}\n{}", changed(from, to).trim_end());
    }
    shows(
        found,
        str![[r#"
<title>{{ page.title_plain }}</title> → 
templates/question.html:3:1: warning: the page has no `<title>`, so its tab and its bookmarks have no name (add a line `<title>{{ page.title_plain }} · {{ site.title }}</title>` to `<head>`; seen on the page `/questions/loud-drums/`)
<title>{{ page.title_plain }}</title> → <title> </title>
templates/question.html:5:1: warning: the title of the page is empty, so its tab and its bookmarks have no name (write `<title>{{ page.title_plain }} · {{ site.title }}</title>`; seen on the page `/questions/loud-drums/`)
 lang="{{ site.language }}" → 
templates/question.html:2:1: warning: the page does not say which language it is in, so it may be read aloud as if it were another (write `<html lang="{{ site.language }}">`; seen on the page `/questions/loud-drums/`)
{{ site.language }} → de
templates/question.html:2:1: warning: the page says that it is in `de`, but the language of this column is `en` (write `<html lang="{{ site.language }}">`; seen on the page `/questions/loud-drums/`)
<h1>{{ page.title_plain }}</h1> → <p>{{ page.title_plain }}</p>
templates/question.html: warning: no `<h1>` says what the page is about (write the title of the page as `<h1>{{ page.title_plain }}</h1>`; seen on the page `/questions/loud-drums/`)
<p>Here</p> → <h1>Here</h1>
templates/question.html:12:1: warning: the page has two `<h1>`, so it is not clear what it is about (write `<h2>` for the one that is not the title of the page; seen on the page `/questions/loud-drums/`)
<h2>{{ turn.kind }}</h2> → <h3>{{ turn.kind }}</h3>
templates/question.html:11:38: warning: `<h3>` follows `<h1>`: a level is missing between them (write `<h2>`, and set its size in the stylesheet; seen on the page `/questions/loud-drums/`)
<p>Here</p> → <h{{ 2 + 2 }}>Here</h{{ 2 + 2 }}>
templates/question.html:12:1: warning: `<h4>` follows `<h2>`: a level is missing between them (write `<h3>`, and set its size in the stylesheet; seen on the page `/questions/loud-drums/`)
<main id="_text"> → <div id="_text">
templates/question.html:7:1: warning: the page has no `<main>`, so people cannot skip what all pages have at their top (put what only this page has into `<main>`, the header and the footer outside of it; seen on the page `/questions/loud-drums/`)
<p>Here</p> → </main><main><p>Here</p>
templates/question.html:12:8: warning: the page has two `<main>`, so it is not clear what is the main part (write `<div>` or `<section>` for one of them; seen on the page `/questions/loud-drums/`)
initial-scale=1 → user-scalable=no
templates/question.html:4:1: warning: `user-scalable=no` keeps people from making the page larger (write `content="width=device-width, initial-scale=1"`; seen on the page `/questions/loud-drums/`)
initial-scale=1 → maximum-scale=1.0
templates/question.html:4:1: warning: `maximum-scale=1.0` keeps people from making the page larger (write `content="width=device-width, initial-scale=1"`; seen on the page `/questions/loud-drums/`)
id="_text" → id="_txt"
templates/question.html:8:1: warning: nothing on the page has the id `_text`, so this link leads nowhere (did you mean `#_txt`?; seen on the page `/questions/loud-drums/`)
<p>Here</p> → <p id="_text">Here</p>
templates/question.html:12:1: warning: two elements of the page have the id `_text`, and links to it lead to the first one only (give one of them another id; seen on the page `/questions/loud-drums/`)
<section> → <section id="turn">
templates/question.html:11:29: warning: two elements of the page have the id `turn`, and links to it lead to the first one only (give each its own id, such as one that ends with `{{ loop.index }}`; seen on the page `/questions/loud-drums/`)
"#]],
    );
}

#[test]
fn each_fault_of_an_element_is_caught_once() {
    let mut found = String::new();
    for lines in [
        "<a href=\"#nowhere\">There</a>",
        "<nav aria-labelledby=\"_names\">Here</nav>",
        "<input aria-label=\"Name\" aria-describedby=\"_hint\">",
        "<button aria-controls=\"_menu\">Menu</button>",
        "<label for=\"_mail\">Mail</label>",
        "<label for=\"_text\">Text</label>",
        "<table><tr><th>A<td headers=\"_a\">B</table>",
        "<img src=\"a.png\">",
        "<a href=\"{{ \"/\" | url }}\"></a>",
        "<a href=\"{{ \"/\" | url }}\"><img src=\"a.png\" alt=\"\"></a>",
        "<a href=\"{{ \"/\" | url }}\"><svg aria-hidden=\"true\"><title>Home</title></svg></a>",
        "<button type=\"button\"> </button>",
        "<input type=\"button\">",
        "<details><summary></summary>Here</details>",
        "<label>Name</label><input name=\"name\">",
        "<label for=\"_nam\">Name</label><input id=\"_name\">",
        "<a href=\"{{ \"/\" | url }}\"><img src=\"a.png\"></a>",
        "<input name=\"name\">",
        "<input name=\"name\" placeholder=\"Name\">",
        "<select><option>A</select>",
        "<label></label><textarea></textarea>",
        "<p tabindex=\"2\">Here</p>",
        "<iframe src=\"/\"></iframe>",
        "<table><tr><td>A<td>B</table>",
        "<label>Name</label>",
        "<a href=\"{{ \"/\" | url }}\">A <button>B</button></a>",
        "<button><a href=\"{{ \"/\" | url }}\">A</a></button>",
    ] {
        let _ = writeln!(found, "{lines}\n{}", with(lines).trim_end());
    }
    shows(
        found,
        str![[r##"
<a href="#nowhere">There</a>
templates/question.html:12:1: warning: nothing on the page has the id `nowhere`, so this link leads nowhere (write `id="nowhere"` in the tag of what it leads to, or remove the link; seen on the page `/questions/loud-drums/`)
<nav aria-labelledby="_names">Here</nav>
templates/question.html:12:1: warning: `aria-labelledby` names the id `_names`, which nothing on the page has (give that id to what is meant, or remove `aria-labelledby`; seen on the page `/questions/loud-drums/`)
<input aria-label="Name" aria-describedby="_hint">
templates/question.html:12:1: warning: `aria-describedby` names the id `_hint`, which nothing on the page has (give that id to what is meant, or remove `aria-describedby`; seen on the page `/questions/loud-drums/`)
<button aria-controls="_menu">Menu</button>
templates/question.html:12:1: warning: `aria-controls` names the id `_menu`, which nothing on the page has (give that id to what is meant, or remove `aria-controls`; seen on the page `/questions/loud-drums/`)
<label for="_mail">Mail</label>
templates/question.html:12:1: warning: `for` names the id `_mail`, which nothing on the page has (give that id to what is meant, or remove `for`; seen on the page `/questions/loud-drums/`)
<label for="_text">Text</label>
templates/question.html:12:1: warning: `for` names `_text`, which is `<main>` and no field (give the id to the field; seen on the page `/questions/loud-drums/`)
<table><tr><th>A<td headers="_a">B</table>
templates/question.html:12:17: warning: `headers` names the id `_a`, which nothing on the page has (give that id to what is meant, or remove `headers`; seen on the page `/questions/loud-drums/`)
<img src="a.png">
templates/question.html:12:1: warning: this picture has no `alt`, so people who cannot see it hear the name of its file (say in `alt="…"` what it shows; write `alt=""` if it only decorates the page; seen on the page `/questions/loud-drums/`)
<a href="{{ "/" | url }}"></a>
templates/question.html:12:1: warning: this link has no words, so people who listen to the page do not learn where it leads (write words into it, or say them in an `aria-label`; seen on the page `/questions/loud-drums/`)
<a href="{{ "/" | url }}"><img src="a.png" alt=""></a>
templates/question.html:12:1: warning: this link has no words, so people who listen to the page do not learn where it leads (say where it leads in the `alt` of its picture; seen on the page `/questions/loud-drums/`)
<a href="{{ "/" | url }}"><svg aria-hidden="true"><title>Home</title></svg></a>
templates/question.html:12:1: warning: this link has no words, so people who listen to the page do not learn where it leads (write words into it, or say them in an `aria-label`; seen on the page `/questions/loud-drums/`)
<button type="button"> </button>
templates/question.html:12:1: warning: this button has no words, so people who listen to the page do not learn what it does (write words into it, or say them in an `aria-label`; seen on the page `/questions/loud-drums/`)
<input type="button">
templates/question.html:12:1: warning: this button has no words, so people who listen to the page do not learn what it does (write the words as its `value`; seen on the page `/questions/loud-drums/`)
<details><summary></summary>Here</details>
templates/question.html:12:10: warning: this `<summary>` has no words, so people who listen to the page do not learn what it opens (write words into it, or say them in an `aria-label`; seen on the page `/questions/loud-drums/`)
<label>Name</label><input name="name">
templates/question.html:12:1: warning: this `<label>` is for no field (put its field into it, or name the field's id in `for="…"`; write `<span>` if it labels none; seen on the page `/questions/loud-drums/`)
<label for="_nam">Name</label><input id="_name">
templates/question.html:12:1: warning: `for` names the id `_nam`, which nothing on the page has (did you mean `_name`?; seen on the page `/questions/loud-drums/`)
<a href="{{ "/" | url }}"><img src="a.png"></a>
templates/question.html:12:27: warning: this picture has no `alt`, so people who cannot see it hear the name of its file (say in `alt="…"` what it shows; write `alt=""` if it only decorates the page; seen on the page `/questions/loud-drums/`)
<input name="name">
templates/question.html:12:1: warning: nothing says what this field is for (put it into a `<label>` with a few words; seen on the page `/questions/loud-drums/`)
<input name="name" placeholder="Name">
templates/question.html:12:1: warning: nothing says what this field is for (put it into a `<label>` with a few words; keep the `placeholder` for an example: it is gone once somebody types; seen on the page `/questions/loud-drums/`)
<select><option>A</select>
templates/question.html:12:1: warning: nothing says what this field is for (put it into a `<label>` with a few words; seen on the page `/questions/loud-drums/`)
<label></label><textarea></textarea>
templates/question.html:12:1: warning: this `<label>` is for no field (put its field into it, or name the field's id in `for="…"`; write `<span>` if it labels none; seen on the page `/questions/loud-drums/`)
templates/question.html:12:16: warning: nothing says what this field is for (put it into a `<label>` with a few words; seen on the page `/questions/loud-drums/`)
<p tabindex="2">Here</p>
templates/question.html:12:1: warning: `tabindex="2"` takes the keyboard through the page in another order than it is read (write `tabindex="0"`, or remove it; seen on the page `/questions/loud-drums/`)
<iframe src="/"></iframe>
templates/question.html:12:1: warning: this `<iframe>` has no `title`, so people who listen to the page do not learn what is in it (say in `title="…"` what it shows; seen on the page `/questions/loud-drums/`)
<table><tr><td>A<td>B</table>
templates/question.html:12:1: warning: no cell of this table is a `<th>`, so people who listen to it do not learn what its cells mean (write `<th scope="col">` or `<th scope="row">` for the cells that name a column or a row; write `<table role="presentation">` if it only places things side by side; seen on the page `/questions/loud-drums/`)
<label>Name</label>
templates/question.html:12:1: warning: this `<label>` is for no field (put its field into it, or name the field's id in `for="…"`; write `<span>` if it labels none; seen on the page `/questions/loud-drums/`)
<a href="{{ "/" | url }}">A <button>B</button></a>
templates/question.html:12:29: warning: `<button>` is in `<a>`, so what a click or a key does there is not clear (end `<a>` before `<button>` begins; seen on the page `/questions/loud-drums/`)
<button><a href="{{ "/" | url }}">A</a></button>
templates/question.html:12:9: warning: `<a>` is in `<button>`, so what a click or a key does there is not clear (end `<button>` before `<a>` begins; seen on the page `/questions/loud-drums/`)
"##]],
    );
}

#[test]
fn what_only_looks_like_a_fault_is_none() {
    for lines in [
        "<a href=\"#\">A</a><a href=\"#top\">B</a><a href=\"#TOP\">C</a><a href=\"#:~:text=d\">D</a>",
        "<a href=\"#%C3%A9\">A</a><p id=\"é\">B</p><a href=\"#old\">C</a><a name=\"old\"></a>",
        "<a href=\"{{ \"/\" | url }}\"><img src=\"a.png\" alt=\"Home\"></a>",
        "<a href=\"{{ \"/\" | url }}\"><svg><title>Home</title></svg></a>",
        "<a href=\"{{ \"/\" | url }}\" aria-label=\"Home\"></a><a id=\"_a\"></a>",
        "<a href=\"{{ \"/\" | url }}\" aria-labelledby=\"_b\"></a><p id=\"_b\" hidden>Home</p>",
        "<p hidden><a href=\"#later\"></a></p><template><img><a href=\"#x\"></a><h6 id=\"_text\"></h6></template>",
        "<button aria-expanded=\"false\" aria-controls=\"later\">Menu</button><button aria-haspopup=\"true\" aria-controls=\"later\">A</button>",
        "<label>Name <input></label><label for=\"_a\">B</label><input id=\"_a\"><input title=\"C\"><input type=\"hidden\"><input type=\"submit\">",
        "<table role=\"presentation\"><tr><td>A</table><table><tr><td role=\"rowheader\">A<td>B</table><table></table>",
        "<img role=\"presentation\" src=\"a.png\"><div aria-hidden=\"true\"><img src=\"a.png\"></div>",
        "<h2 role=\"presentation\">A</h2><h2>B</h2><h3>C</h3><h2>D</h2>",
        "<p tabindex=\"0\">A</p><p tabindex=\"-1\">B</p><ul><li><a href=\"{{ \"/\" | url }}\">C</a><li>D</ul>",
        "<script>\"<img>\"</script><!-- <img> --><pre>&lt;img&gt;</pre>",
        "<svg><a href=\"#_text\"><text>A</text></a><path d=\"\"/></svg>",
    ] {
        assert_eq!(with(lines), "", "{lines}");
    }
}

#[test]
fn what_a_letter_says_is_not_the_themes_fault() {
    let text = "Q: May I?\n\n#### Deep\n\n<table><tr><td>a</td></tr></table>\n\n- [ ] b\n\nSM: Yes.\n";
    shows(checked(&column().file("templates/question.html", SOUND).letter(text)).short(), str![[r#""#]]);
}

#[test]
fn an_id_of_the_theme_that_a_heading_has_is_the_themes_fault() {
    let template = SOUND.replace("<p>Here</p>", "<p id=\"deep\">Here</p>");
    let column = column().file("templates/question.html", template).letter("Q: May I?\n\n## Deep\n\nSM: Yes.\n");
    shows(
        checked(&column).report(),
        str![[r#"
warning: two elements of the page have the id `deep`, and links to it lead to the first one only
  --> templates/question.html:12:1
   |
12 | <p id="deep">Here</p>
   | ^^
   |
   = help: write `id="_deep"`: no heading of a text gets an id that begins with `_`
   = help: seen on the page `/questions/loud-drums/`
"#]],
    );
}

#[test]
fn a_fault_of_all_pages_is_shown_once() {
    let base =
        "{% extends \"parent:base.html\" %}\n{% block footer %}<a href=\"{{ \"/\" | url }}\"></a>{% endblock %}\n";
    shows(
        checked(&column().file("templates/base.html", base)).report(),
        str![[r#"
warning: this link has no words, so people who listen to the page do not learn where it leads
 --> templates/base.html:2:19
  |
2 | {% block footer %}<a href="{{ "/" | url }}"></a>{% endblock %}
  |                   ^^
  |
  = help: write words into it, or say them in an `aria-label`
  = help: seen on the page `/`
"#]],
    );
    // Where a tag is missing, no line can be shown.
    let list = SOUND.lines().filter(|line| !line.contains("turn")).collect::<Vec<_>>().join("\n");
    let list = list.replace("<h1>{{ page.title_plain }}</h1>", "");
    let column = column().file("templates/people.html", &list).file("templates/person.html", &list);
    shows(
        checked(&column).report(),
        str![[r#"
warning: no `<h1>` says what the page is about
--> templates/people.html
 = help: write the title of the page as `<h1>{{ page.title_plain }}</h1>`
 = help: seen on the page `/people/`, and on pages of `person.html`
"#]],
    );
}

#[test]
fn a_fault_in_a_component_is_shown_there() {
    let components = "{% component seal(person) %}\n<img src=\"a.png\">\n{% endcomponent seal %}\n";
    let template = SOUND.replace("<p>Here</p>", "{{ <picture_of_it/> }}");
    let components = components.replace("seal(person)", "picture_of_it()").replace("endcomponent seal", "endcomponent");
    let column = column().file("templates/question.html", template).file("templates/parts.html", components);
    shows(
        checked(&column).report(),
        str![[r#"
warning: this picture has no `alt`, so people who cannot see it hear the name of its file
 --> templates/parts.html:2:1
  |
2 | <img src="a.png">
  | ^^^^
  |
  = help: say in `alt="…"` what it shows
  = help: write `alt=""` if it only decorates the page
  = help: seen on the page `/questions/loud-drums/`
"#]],
    );
}

#[test]
fn a_page_from_right_to_left_says_so() {
    let column = Column::new().file("column.yaml", "title: T\nlanguage: ar\n").letter("س: Q?\n");
    let column = column.file("templates/question.html", SOUND);
    shows(
        checked(&column).short(),
        str![[
            r#"templates/question.html:2:1: warning: the page does not say that it is written from right to left (write `<html dir="{{ site.direction }}">`; seen on the page `/questions/loud-drums/`)"#
        ]],
    );
}

/// What `check` says of the pages of the column that a command writes.
fn written(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("column");
    let run = |arguments: &[&str], at: &Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_callslip")).args(arguments).current_dir(at).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    match arguments {
        ["theme", "new", ..] => {
            run(&["init", "column"], folder.path());
            run(arguments, &root);
            let settings = std::fs::read_to_string(root.join("column.yaml")).unwrap();
            std::fs::write(root.join("column.yaml"), format!("{settings}\ntheme: mine\n")).unwrap();
        }
        _ => run(arguments, folder.path()),
    }
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let column = pipeline::load(&root, &options).unwrap();
    assert!(column.theme.templates.are_sound() && column.site.routes.iter().len() > 5, "{arguments:?}");
    let found = accessibility::check(&column.site, &column.theme);
    found.iter().map(|one| format!("{arguments:?}: {one:?}\n")).collect()
}

#[test]
fn our_themes_have_no_fault_on_any_column() {
    let mut found = written(&["init", "column"]) + &written(&["theme", "new", "mine"]);
    for theme in ["reading-room", "broadsheet"] {
        for kind in ["crowded", "right-to-left", "empty"] {
            found += &written(&["theme", "stress", "column", "--theme", theme, "--kind", kind]);
        }
    }
    shows(found, str![[r#""#]]);
}

#[test]
fn our_themes_have_no_fault_on_the_example() {
    let example = &example::column().site;
    for theme in ["reading-room", "broadsheet"] {
        let other = Column::new().file("column.yaml", format!("title: T\ntheme: {theme}\n")).build();
        let found = accessibility::check(example, &other.theme);
        assert!(found.is_empty(), "{theme}: {found:#?}");
    }
}
