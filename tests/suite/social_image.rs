//! The picture beside a link to the column: `social_image` of `column.yaml`.

use snapbox::str;

use crate::support::html::tags;
use crate::support::pictures::png_of;
use crate::support::{Built, Column, shows};

/// A column whose settings name this picture.
fn column(name: &str) -> Column {
    let settings =
        format!("title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nsocial_image: {name}\n");
    Column::new().file("column.yaml", settings).letter("Q: Why?\n\nSM: So.\n")
}

fn pictures(built: &Built, path: &str) -> Vec<String> {
    let tags = tags(&built.page(path));
    let pictures = tags.iter().filter(|tag| tag.get("property").is_some_and(|name| name.starts_with("og:image")));
    pictures.map(|tag| tag.get("content").unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_picture_is_beside_every_link_to_the_column() {
    for (written, file, address) in [
        ("card.png", "static/card.png", "https://desk.example/card.png"),
        ("/card.png", "static/card.png", "https://desk.example/card.png"),
        ("./static/card.png", "static/card.png", "https://desk.example/card.png"),
        ("images/a card.JPG", "content/images/a card.JPG", "https://desk.example/images/a%20card.JPG"),
        ("content\\images\\card.png", "content/images/card.png", "https://desk.example/images/card.png"),
    ] {
        let built = column(written).file(file, png_of(1200, 630)).build();
        for path in ["/", "/questions/loud-drums/"] {
            assert_eq!(pictures(&built, path), [address, "1200", "630", "The Desk"], "{written}: {}", built.report());
        }
        assert!(built.page("/questions/loud-drums/").contains(&format!("\"image\":\"{address}\"")), "{written}");
        assert!(built.text("feed.xml").contains(&format!("<logo>{address}</logo>")), "{written}");
    }
}

#[test]
fn it_wins_over_the_option_of_the_theme() {
    let both = "title: T\nbase_url: https://desk.example\nsocial_image: card.png\ntheme_options: { social_image: other.png }\n";
    let files = |settings: &str| {
        let column = column("").file("column.yaml", settings).file("static/card.png", png_of(1200, 630));
        column.file("assets/other.png", png_of(600, 315)).build().sound()
    };
    assert_eq!(pictures(&files(both), "/")[0], "https://desk.example/card.png");
    let built = files(&both.replace("social_image: card.png\n", ""));
    assert_eq!(pictures(&built, "/")[1..], ["600", "315", "T"]);
    assert!(built.page("/questions/loud-drums/").contains("\"image\":\"https://desk.example/assets/other."));
}

#[test]
fn a_picture_that_is_not_there_is_an_error() {
    let says = |name: &str| {
        column(name)
            .file("static/images/card.png", png_of(1200, 630))
            .file("content/tags.yaml", "tags:\n  pay:\n")
            .file("static/prices.pdf", "%PDF")
            .file("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .build()
            .short()
    };
    shows(
        [
            "card.png",
            "images/crad.png",
            "photo.png",
            "assets/photo.jpg",
            "https://desk.example/photo.png",
            "logo.svg",
            "content/tags.yaml",
            "static/prices.pdf",
            "\"\"",
        ]
        .map(says)
        .concat(),
        str![[r#"
column.yaml:4:15: error: there is no file `card.png` in `static/` or `content/` (did you mean `static/images/card.png`?)
column.yaml:4:15: error: there is no file `images/crad.png` in `static/` or `content/` (did you mean `static/images/card.png`?)
column.yaml:4:15: error: there is no file `photo.png` in `static/` or `content/` (put `photo.png` into the folder `static/`, and write `social_image: photo.png`)
column.yaml:4:15: error: there is no file `assets/photo.jpg` in `static/` or `content/` (put `photo.jpg` into the folder `static/`, and write `social_image: photo.jpg`)
column.yaml:4:15: error: `https://desk.example/photo.png` is an address, and this must be one of the column's own files (put `photo.png` into the folder `static/`, and write `social_image: photo.png`)
column.yaml:4:15: error: `static/logo.svg` cannot be the `social_image`: its name may end in `png`, `jpg`, `jpeg`, `webp`, `gif` (open it, and save or export it as PNG or JPEG)
column.yaml:4:15: error: `content/tags.yaml` is not a picture, and `social_image` needs one (put a picture into the folder `static/`, and write its name here, with `.png` or `.jpg` at its end)
column.yaml:4:15: error: `static/prices.pdf` is not a picture, and `social_image` needs one (put a picture into the folder `static/`, and write its name here, with `.png` or `.jpg` at its end)
column.yaml:4:15: error: nothing is written here (write something here, or remove it)
"#]],
    );
}

#[test]
fn a_picture_of_a_draft_is_not_published_for_it() {
    let column = column("questions/b/card.png").file("content/questions/b/card.png", png_of(1200, 630));
    let column = column.file("content/questions/b/index.md", "---\ntitle: B\ndraft: yes\n---\nQ: ?\n");
    let built = column.build();
    shows(
        built.short(),
        str![
            "column.yaml:4:15: error: `content/questions/b/card.png` is not published (put `card.png` into the folder `static/`, and write `social_image: card.png`)"
        ],
    );
}

#[test]
fn its_name_in_other_tools_is_known() {
    let settings = "title: The Desk\nbase_url: https://desk.example\nog_image: card.png\n";
    shows(
        column("").file("column.yaml", settings).build().short(),
        str!["column.yaml:3:1: error: there is no field called `og_image` (write `social_image: card.png`)"],
    );
}

#[test]
fn a_small_picture_is_a_warning() {
    shows(
        column("card.png").file("static/card.png", png_of(1200, 150)).build().report(),
        str![[r#"
warning: this picture is small: 1200 × 150 pixels, and 200 × 200 are needed
 --> column.yaml:4:15
  |
4 | social_image: card.png
  |               ^^^^^^^^
  |
  = help: save it with at least 200 pixels on its shorter side
"#]],
    );
}
