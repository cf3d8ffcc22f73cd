//! A column's own look without a template: its logo, icon, picture for social networks, typeface, and portraits.

use snapbox::str;

use crate::support::pictures::png_of;
use crate::support::{Built, Column, jpeg, shows};

const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M0 0h240v60z"/></svg>"#;

/// A column with one letter, these options, and these files in `assets/`.
fn column(options: &str, files: &[(&str, &[u8])]) -> Column {
    let yaml = format!("title: The Desk\nbase_url: https://desk.example/help\ntheme_options:\n{options}");
    let column = Column::new().letter("Q: May I?\n\nSM: Yes.\n").file("column.yaml", yaml);
    files.iter().fold(column, |column, (name, bytes)| column.file(&format!("assets/{name}"), bytes))
}

/// The lines of a page that have this in them, without the hashes in names.
fn lines(built: &Built, page: &str, part: &str) -> String {
    let page = built.page(page);
    // What search engines get is on one line, and for another test.
    let is_looked_for = |line: &&str| line.contains(part) && !line.contains("ld+json");
    let lines = page.lines().filter(is_looked_for).map(str::trim);
    lines.map(without_hashes).collect::<Vec<_>>().join("\n")
}

fn without_hashes(line: &str) -> String {
    let is_hash = |part: &str| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    line.split('.').map(|part| if is_hash(part) { "HASH" } else { part }).collect::<Vec<_>>().join(".")
}

#[test]
fn a_logo_is_shown_wherever_the_name_is() {
    let built = column("  logo: logo.svg\n", &[("logo.svg", SVG.as_bytes())]).build().sound();
    shows(
        lines(&built, "/", "class=\"logo"),
        str![[r#"
<h1 class="masthead-title"><img class="logo plate" src="./assets/logo.HASH.svg" alt="The Desk" width="400" height="100"></h1>
<p class="colophon-title"><a href="./"><img class="logo plate" src="./assets/logo.HASH.svg" alt="The Desk" width="400" height="100"></a></p>
"#]],
    );
    shows(
        lines(&built, "/questions/loud-drums/", "class=\"logo"),
        str![[r#"
<p class="masthead-title"><a href="../../"><img class="logo plate" src="../../assets/logo.HASH.svg" alt="The Desk" width="400" height="100"></a></p>
<p class="colophon-title"><a href="../../"><img class="logo plate" src="../../assets/logo.HASH.svg" alt="The Desk" width="400" height="100"></a></p>
"#]],
    );
}

#[test]
fn a_logo_for_light_pages_and_one_for_dark_ones() {
    let files: [(&str, &[u8]); 2] = [("The logo (light).png", &png_of(80, 200)), ("dark.png", &png_of(80, 200))];
    let built = column("  logo: { light: \"The logo (light).png\", dark: dark.png }\n", &files).build().sound();
    shows(
        lines(&built, "/questions/loud-drums/", "masthead-title"),
        str![[
            r#"<p class="masthead-title"><a href="../../"><picture><source media="(prefers-color-scheme: dark)" srcset="../../assets/dark.HASH.png"><img class="logo tall" src="../../assets/The%20logo%20(light).HASH.png" alt="The Desk" width="80" height="200"></picture></a></p>"#
        ]],
    );
    assert!(built.files().iter().any(|file| file.starts_with("assets/The logo (light).")), "{:?}", built.files());
}

#[test]
fn an_icon_is_taken_as_it_is() {
    let built = column("  icon: icon.svg\n", &[("icon.svg", SVG.as_bytes())]).build().sound();
    shows(
        lines(&built, "/", "icon"),
        str![[r#"<link rel="icon" type="image/svg+xml" href="./assets/icon.HASH.svg">"#]],
    );
    let built = column("  icon: me.PNG\n", &[("me.PNG", &png_of(512, 512))]).build().sound();
    shows(
        lines(&built, "/", "icon"),
        str![[r#"
<link rel="icon" type="image/png" sizes="512x512" href="./assets/me.HASH.PNG">
<link rel="apple-touch-icon" href="./assets/me.HASH.PNG">
"#]],
    );
    let written = built.files().into_iter().find(|file| file.starts_with("assets/me.")).unwrap();
    assert_eq!(std::fs::read(built.column.public().join(written)).unwrap(), png_of(512, 512));
    shows(
        column("  icon: me.png\n", &[("me.png", &png_of(64, 64))]).build().report(),
        str![[r#"
warning: this picture is small: 64 × 64 pixels, and 180 × 180 are needed
 --> column.yaml:4:9
  |
4 |   icon: me.png
  |         ^^^^^^
  |
  = help: save it with at least 180 pixels on its shorter side
"#]],
    );
}

#[test]
fn a_picture_for_social_networks_needs_the_address_of_the_column() {
    let files: [(&str, &[u8]); 1] = [("card.png", &png_of(1200, 630))];
    let built = column("  social_image: card.png\n", &files).build().sound();
    shows(
        lines(&built, "/questions/loud-drums/", "image"),
        str![[r#"
<meta property="og:image" content="https://desk.example/help/assets/card.HASH.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="The Desk">
<meta name="twitter:card" content="summary_large_image">
<link rel="icon" type="image/svg+xml" href="../../assets/favicon.HASH.svg">
"#]],
    );
    let built = column("  social_image: card.png\n", &files)
        .file("column.yaml", "title: T\ntheme_options: { social_image: card.png }\n")
        .build();
    assert_eq!(lines(&built, "/", "og:image"), "");
}

#[test]
fn a_file_that_is_not_there() {
    let files: [(&str, &[u8]); 2] = [("logo.svg", SVG.as_bytes()), ("images/mark.svg", SVG.as_bytes())];
    let says = |value: &str| column(&format!("  logo: {value}\n"), &files).build().short();
    shows(
        [
            "lgoo.svg",
            "Logo.svg",
            "static/logo.svg",
            "mark.svg",
            "../logo.png",
            "C:\\Users\\Eva\\crest.png",
            "crest.png",
            "https://desk.example/crest.png",
            "assets",
            "favicon.ico",
            "[a.svg]",
        ]
        .map(says)
        .concat(),
        str![[r#"
column.yaml:4:9: error: there is no file `assets/lgoo.svg` (did you mean `logo.svg`?)
column.yaml:4:9: error: there is no file `assets/Logo.svg` (did you mean `logo.svg`?)
column.yaml:4:9: error: `static/logo.svg` is not in the folder `assets/` of the column (did you mean `logo.svg`?)
column.yaml:4:9: error: there is no file `assets/mark.svg` (did you mean `images/mark.svg`?)
column.yaml:4:9: error: `../logo.png` is not in the folder `assets/` of the column (put `logo.png` into the folder `assets/` beside `column.yaml`, and write `logo: logo.png`)
column.yaml:4:9: error: `C:\Users\Eva\crest.png` is not in the folder `assets/` of the column (put `crest.png` into the folder `assets/` beside `column.yaml`, and write `logo: crest.png`)
column.yaml:4:9: error: there is no file `assets/crest.png` (put `crest.png` into the folder `assets/` beside `column.yaml`)
column.yaml:4:9: error: `https://desk.example/crest.png` is an address, and pages show only the column's own files (save it in the folder `assets/`, and write `logo: crest.png`)
column.yaml:4:9: error: there is no file `assets/assets` (put `assets` into the folder `assets/` beside `column.yaml`)
column.yaml:4:9: error: there is no file `assets/favicon.ico` (did you mean `favicon.svg`?)
column.yaml:4:9: error: `logo` must be the name of a file (write it like this: `logo: logo.svg`)
"#]],
    );
    for same in ["assets/logo.svg", "./assets/logo.svg", "/assets/logo.svg", "assets\\logo.svg", "\"logo.svg\""] {
        column(&format!("  logo: {same}\n"), &files).build().sound();
    }
}

#[test]
fn a_file_that_browsers_do_not_show() {
    let says = |name: &str, bytes: &[u8]| column(&format!("  logo: {name}\n"), &[(name, bytes)]).build().short();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    shows(
        [
            says("logo.heic", heic),
            says("logo.png", heic),
            says("logo.pdf", b"%PDF-1.4"),
            says("logo.jpg", &png_of(20, 20)),
            says("logo.png", b""),
            says("logo.svg", b"<html><svg></svg></html>"),
            says("logo.svg", b"<svg viewBox='0 0 1 1'></svg>"),
        ]
        .concat(),
        str![[r#"
column.yaml:4:9: error: `logo.heic` cannot be the `logo`: its name may end in `svg`, `png`, `jpg`, `jpeg`, `webp`, `avif`, `gif` (open it, and save or export it as PNG)
column.yaml:4:9: error: this is a HEIC picture, although its name ends in `.png` (most browsers cannot show that: open it and save it as JPEG)
column.yaml:4:9: error: `logo.pdf` cannot be the `logo`: its name may end in `svg`, `png`, `jpg`, `jpeg`, `webp`, `avif`, `gif` (open it, and save or export it as PNG)
column.yaml:4:9: error: this is a PNG picture, although its name ends in `.jpg` (end its name in `.png`, here and in the text)
column.yaml:4:9: error: this picture is empty (copy or save it again: the file has nothing in it)
column.yaml:4:9: error: this is not a picture, although its name ends in `.svg` (open it: if you see a picture, save it as SVG; otherwise, remove it)
column.yaml:4:9: error: browsers do not show this SVG: its namespace is missing or wrong (write `<svg xmlns="http://www.w3.org/2000/svg"` where it begins, or save it again with a drawing program)
"#]],
    );
}

#[test]
fn an_svg_that_does_more_than_show_a_picture() {
    let says = |inner: &str| {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n<!-- A -->\n {inner}</svg>");
        column("  logo: logo.svg\n", &[("logo.svg", svg.as_bytes())]).build().short()
    };
    shows(
        says("<script>alert(1)</script><image href=\"https://x.example/a.png\"/>"),
        str![[r#"
column.yaml:4:9: error: this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 3, column 34 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
column.yaml:4:9: error: this SVG does more than show a picture, for anybody who opens it by itself: `<script>` in line 3, column 2 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
"#]],
    );
    assert_eq!(says("<a href=\"https://desk.example/\"><text>one</text></a>"), "");
}

#[test]
fn a_typeface_is_a_class_of_the_page() {
    let html = |options: &str| {
        let page = column(options, &[]).build().sound().page("/");
        page.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(html("  font: serif\n"), "<html lang=\"en\" dir=\"ltr\">");
    assert_eq!(html("  font: sans\n"), "<html lang=\"en\" dir=\"ltr\" class=\"sans\">");
    assert_eq!(html("  font: system\n  paper: white\n"), "<html lang=\"en\" dir=\"ltr\" class=\"white system\">");
    // With it, labels have the typeface of texts; code keeps its own.
    let css = include_str!("../../themes/reading-room/assets/reading-room.css");
    assert!(css.contains(".sans {\n  --text: var(--sans);\n  --label: var(--sans);\n}"));
    assert!(css.contains("  font: max(.86em, var(--small)) var(--code);"));
}

#[test]
fn a_portrait_is_beside_each_answer() {
    let person = "---\nname: Sol Marchetti\ninitials: SM\nportrait: sol.jpg\n---\n";
    let column = column("  font: serif\n", &[]).file("content/people/sol-marchetti.md", person);
    let built = column.file("content/people/sol.jpg", jpeg("Sol")).build().sound();
    shows(
        lines(&built, "/questions/loud-drums/", "portrait"),
        str![[r#"<img class="portrait" src="../../people/sol.jpg" alt="" width="1" height="1">"#]],
    );
    shows(
        lines(&built, "/", "portrait"),
        str![[r#"<img class="portrait" src="./people/sol.jpg" alt="" width="1" height="1">"#]],
    );
    shows(
        lines(&built, "/people/sol-marchetti/", "portrait"),
        str![[r#"<img class="portrait" src="../../people/sol.jpg" alt="" width="1" height="1">"#]],
    );
}

#[test]
fn a_page_says_nothing_twice() {
    let letter = |day: u8, voices: &str, text: &str| {
        let front = format!("title: Letter {day}\ndate: 2026-03-0{day}\ntags: [night shifts]\n");
        format!("---\n{front}---\nQ: May I?\n\nSM: Yes. {text}\n\n{voices}")
    };
    let built = Column::new()
        .file("content/people/ida.md", "---\nname: Ida Quill\ninitials: IQ\n---\n")
        .file("content/tags.yaml", "tags:\n  shifts:\n  night shifts:\n    broader: shifts\n")
        .file("content/questions/a.md", letter(1, "", ""))
        .file("content/questions/b.md", letter(2, "IQ: I agree.\n", "See [a](a.md)."))
        .build()
        .sound();
    // The letter that links here is the one to read next.
    let main = built.main("/questions/a/");
    assert!(
        main.contains("class=\"next\"") && main.contains("Letter 2") && !main.contains("What links here"),
        "{main}"
    );
    // On a columnist's own page, the others are named.
    let main = built.main("/people/sol-marchetti/");
    let by: Vec<&str> = main.lines().map(str::trim).filter(|line| line.contains("entry-by")).collect();
    assert_eq!(by, ["<p class=\"entry-by\">with <a href=\"../../people/ida/\">Ida Quill</a></p>"]);
    // A subject has a capital as a heading, and no number of letters if only a narrower one has some.
    assert!(built.page("/tags/night-shifts/").contains("<h1 class=\"post-title\">Night shifts</h1>"));
    assert!(built.page("/tags/night-shifts/").contains("<title>Night shifts · "));
    assert!(!built.main("/tags/").contains("0 letters"));
}
