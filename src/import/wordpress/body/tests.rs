//! Tests of whole bodies: the Markdown of each, and the losses that are reported.

use super::{Gallery, GalleryPicture, to_html};
use crate::import::html::{Addresses, Loss, parse, to_markdown};

/// Keeps addresses as they are, and has the pictures of `old.example`.
struct NoFiles;

impl Addresses for NoFiles {
    fn link(&self, href: &str) -> Option<String> {
        Some(href.to_owned())
    }

    fn file(&self, src: &str) -> Option<String> {
        let name = src.strip_prefix("https://old.example/")?.rsplit('/').next()?;
        Some(name.split('?').next()?.replace("-300x200", ""))
    }
}

/// A site with a hundred pictures.
struct SampleGallery;

impl Gallery for SampleGallery {
    fn picture(&self, id: u64) -> Option<GalleryPicture> {
        let caption = if id == 2 { "The <em>second</em>" } else { "" };
        (id < 100).then(|| GalleryPicture {
            address: format!("https://old.example/{id}.jpg"),
            alt: format!("Picture {id}"),
            caption: caption.to_owned(),
        })
    }

    fn attached(&self) -> Vec<u64> {
        vec![7, 8]
    }
}

fn convert(body: &str) -> (String, Vec<Loss>) {
    let mut losses = Vec::new();
    let html = to_html(body, &SampleGallery, &mut losses);
    let is_marker = |word: &str| matches!(word, "Q" | "SM" | "A" | "Editor's note");
    (to_markdown(&parse(&html), &NoFiles, &is_marker, &mut losses), losses)
}

#[track_caller]
fn becomes(body: &str, expected: &str) {
    let (mut found, losses) = convert(body);
    found.push_str("\n======\n");
    for loss in losses {
        found.push_str(&[loss.line.to_string(), format!("{:?}", loss.what), loss.text].join(": "));
        found.push('\n');
    }
    assert_eq!(found, expected);
}

macro_rules! cases {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                becomes(
                    include_str!(concat!("cases/", stringify!($name), ".html")),
                    include_str!(concat!("cases/", stringify!($name), ".md")),
                );
            }
        )*

        #[test]
        fn lines_stay_where_they_were() {
            $(
                let body = include_str!(concat!("cases/", stringify!($name), ".html"));
                let html = to_html(body, &SampleGallery, &mut Vec::new());
                assert_eq!(html.matches('\n').count(), body.matches('\n').count(), "{html}");
            )*
        }
    };
}

cases! {
    paragraphs
    more
    embeds
    captions
    galleries
    code
    sites
    files
    forms
    unknown
    layout
    footnotes
    lists
    table
    blocks
    media_blocks
    templates
    mixed
    pasted
    caption_issues
    code_breaks
}

#[test]
fn footnotes_of_the_block_editor_follow_the_body() {
    let body = "<!-- wp:paragraph -->\n<p>So<sup data-fn=\"u-1\" class=\"fn\"><a href=\"#u-1\" id=\"u-1-link\">1</a></sup>.</p>\n<!-- /wp:paragraph -->";
    let notes = [("u-1".to_owned(), "Proof in <em>a book</em>.".to_owned())];
    let html = to_html(body, &SampleGallery, &mut Vec::new()) + &super::footnotes(&notes);
    let markdown = to_markdown(&parse(&html), &NoFiles, &|_| false, &mut Vec::new());
    assert_eq!(markdown, "So[^1].\n\n[^1]: Proof in *a book*.");
}

#[test]
fn closures_are_galleries() {
    let html = to_html("[gallery ids=1]", &|_: u64| None, &mut Vec::new());
    assert_eq!(html, "");
}

#[test]
fn deep_long_and_broken_bodies_pass() {
    let unit = [
        "<div>",
        "<b><p>",
        "<ul><li>",
        "<blockquote>x",
        "<table><tr><td>x",
        "</p>",
        "[caption]a",
        "[a b=\"c\" ",
        "[[",
        "<!-- ",
        "<!-- wp:query -->a",
        "<pre>a",
        "<code>[a",
        "<a href=\"",
        "https://a.b/c\n",
        "a\n\n",
        "• a<br>",
        "[su_row]a",
        "<details><summary>a</summary>b",
        "<figure><img src=x><figcaption>x",
        "[footnote]a",
        "é[",
        "<!-- wp:a {\"b\":\"é",
        "[/caption]",
        "&#8221;",
        "[caption caption=“",
        "<i>a<b>b</i>",
    ];
    for unit in unit {
        let body = unit.repeat(3000);
        convert(&body);
        for end in (0..body.len().min(200)).filter(|end| body.is_char_boundary(*end)) {
            convert(&body[..end]);
        }
    }
}
