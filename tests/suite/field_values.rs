//! Values that other programs and people write in fields, and files that are not what their names say.

use snapbox::str;

use crate::support::{Column, shows};

fn with_field(field: &str) -> String {
    let text = format!("---\ntitle: The drums upstairs\ndate: 2026-03-02\n{field}\n---\nQ: May I?\n\nSM: You may.\n");
    Column::new().file("content/questions/loud-drums.md", text).build().short()
}

fn with_text(text: &str) -> String {
    Column::new().letter(text).build().short()
}

#[test]
fn tags_that_are_a_comment() {
    shows(
        with_field("tags: #careers #jobs"),
        str![[r#"
content/questions/loud-drums.md:4:7: warning: `tags` is empty: `#` begins a comment (write `tags: [careers, jobs]`)
content/questions/loud-drums.md:4:7: warning: readers do not see this: ` #` starts a comment (write `tags: [careers, jobs]`)
"#]],
    );
    shows(with_field("tags: # none yet"), str![[""]]);
    shows(
        with_field("description: #1 on the list"),
        str![[r##"
content/questions/loud-drums.md:4:14: warning: `description` is empty: `#` begins a comment (write it like this: `description: "#1 on the list"`)
content/questions/loud-drums.md:4:14: warning: readers do not see this: ` #` starts a comment (if `#` is part of the text, put quotes around all of it)
"##]],
    );
}

#[test]
fn several_tags_that_are_read_as_one() {
    shows(
        with_field("tags: careers; jobs"),
        str![
            "content/questions/loud-drums.md:4:7: warning: `careers; jobs` is read as one tag (if these are 2 tags, write `tags: [careers, jobs]`)"
        ],
    );
    shows(
        with_field("tags: \"#careers, #jobs\""),
        str![
            "content/questions/loud-drums.md:4:7: warning: `#careers, #jobs` is read as one tag (if these are 2 tags, write `tags: [careers, jobs]`)"
        ],
    );
    shows(
        with_field("tags: [careers；jobs, x]"),
        str![
            "content/questions/loud-drums.md:4:8: warning: `careers；jobs` is read as one tag (if these are 2 tags, write `tags: [careers, jobs, x]`)"
        ],
    );
    shows(
        with_field("tags: [careers、jobs]"),
        str![
            "content/questions/loud-drums.md:4:8: warning: `careers、jobs` is read as one tag (if these are 2 tags, write `tags: [careers, jobs]`)"
        ],
    );
    shows(with_field("tags: [\"Libraries, academic\", C#, R&D / labs]"), str![[""]]);
}

#[test]
fn curly_quotes_that_readers_see() {
    shows(
        with_field("tags: [“careers”, jobs]"),
        str![[
            r#"content/questions/loud-drums.md:4:8: warning: readers will see these curly quotes as part of the tag (write `"careers"`)"#
        ]],
    );
    shows(
        with_field("asker: { pen_name: “Peg” }"),
        str![[
            r#"content/questions/loud-drums.md:4:20: warning: readers will see these curly quotes as part of the pen name (write `"Peg"`)"#
        ]],
    );
    shows(with_field("asker: { pen_name: \"Peg “Rosie” Lee\" }"), str![[""]]);
    let column = Column::new().file("content/tags.yaml", "tags:\n  “careers”: {}\n");
    shows(
        column.letter("Q: May I?\n\nSM: You may.\n").build().short(),
        str![[
            r#"content/tags.yaml:2:3: warning: readers will see these curly quotes as part of the tag (write `"careers"`)"#
        ]],
    );
}

#[test]
fn values_that_begin_with_a_sign_of_yaml() {
    for (value, sign) in [("!important", '!'), ("&c", '&')] {
        let text = format!("---\ntitle: {value}\ndate: 2026-03-02\n---\nQ: May I?\n\nSM: You may.\n");
        let report = Column::new().file("content/questions/loud-drums.md", text).build().short();
        let expected = format!(
            "content/questions/loud-drums.md:2:8: error: `title` begins with `{sign}`, so it needs quotes around it \
             (write it like this: `title: \"{value}\"`)\n"
        );
        assert_eq!(report, expected);
    }
}

#[test]
fn a_second_front_matter() {
    let turns = "Q: May I?\n\nSM: You may.\n";
    shows(
        with_text(&format!("---\ntitle: y\nlayout: post\n---\n{turns}")),
        str![[
            r#"content/questions/loud-drums.md:5:1: error: this file has a second front matter below the first one (keep one: move the lines that you need into the first one, above, and remove this one; or, if it is meant as text, put a backslash before each of its two lines of signs: `\---`)"#
        ]],
    );
    shows(
        with_text(&format!("\n+++\ntitle = \"y\"\ntags = [\n  \"a\",\n]\n+++\n\n{turns}")),
        str![[
            r#"content/questions/loud-drums.md:6:1: error: this file has a second front matter below the first one (keep one: move the lines that you need into the first one, above, and remove this one; or, if it is meant as text, put a backslash before each of its two lines of signs: `\---`)"#
        ]],
    );
    shows(with_text(&format!("---\n\n{turns}\n---\n")), str![[""]]);
    shows(with_text(&format!("---\n\nNote: this is old.\n\n---\n\n{turns}")), str![[""]]);
}

fn with_file(name: &str, link: &str, content: impl AsRef<[u8]>) -> String {
    let column = Column::new().file(&format!("content/questions/{name}"), content);
    column.letter(&format!("Q: May I?\n\nSM: {link}\n")).build().short()
}

#[test]
fn an_svg_that_browsers_do_not_show() {
    let svg = |text: &str| with_file("a.svg", "![A drum](a.svg)", text);
    shows(
        svg(""),
        str![
            "content/questions/a.svg: error: this picture is empty (copy or save it again: the file has nothing in it)"
        ],
    );
    shows(
        svg("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect"),
        str![
            "content/questions/a.svg: error: the end of this picture is missing (copy or save it again: it was not saved to the end)"
        ],
    );
    shows(
        svg("<!doctype html>\n<html><body><svg xmlns=\"x\"></svg></body></html>"),
        str![
            "content/questions/a.svg: error: this is not a picture, although its name ends in `.svg` (open it: if you see a picture, save it as SVG; otherwise, remove it)"
        ],
    );
    shows(
        svg("<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>"),
        str![[
            r#"content/questions/a.svg: error: browsers do not show this SVG: its namespace is missing or wrong (write `<svg xmlns="http://www.w3.org/2000/svg"` where it begins, or save it again with a drawing program)"#
        ]],
    );
    for sound in [
        "<?xml version=\"1.0\"?>\n<!-- <svg> by a program -->\n<svg\n xmlns=\"http://www.w3.org/2000/svg\">\n</svg >\n<!-- x -->",
        "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"></svg:svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" />",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\" [ <!ENTITY ns \"y\"> ]><svg xmlns=\"&ns;\"></svg>",
    ] {
        assert_eq!(svg(sound), "", "{sound}");
    }
}

#[test]
fn linked_files_that_are_empty_or_another_kind() {
    shows(
        with_file("a.pdf", "[It](a.pdf)", ""),
        str!["content/questions/a.pdf: error: this file is empty (copy or save it once more, or remove it)"],
    );
    shows(
        with_file("a.pdf", "[It](a.pdf)", "\n<!doctype html>\n<p>Gone"),
        str![
            "content/questions/a.pdf: error: this is no PDF but a page of the web, saved under the name of one (open the page in a browser, and save the PDF itself)"
        ],
    );
    shows(with_file("a.pdf", "[It](a.pdf)", "%PDF-1.4\n"), str![[""]]);
    shows(
        with_file("a.docx", "[It](a.docx)", ""),
        str!["content/questions/a.docx: error: this file is empty (copy or save it once more, or remove it)"],
    );
}

#[test]
fn pictures_without_pixels() {
    let gif = b"GIF89a\0\0\0\0\0\0\0;";
    shows(
        with_file("a.gif", "![A drum](a.gif)", gif),
        str![
            "content/questions/a.gif: error: this is not a picture, although its name ends in `.gif` (open it: if you see a picture, save it as GIF; otherwise, remove it)"
        ],
    );
}

#[test]
fn a_picture_described_by_the_name_of_its_file() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    shows(
        with_file("a.svg", "![IMG_2034.jpg](a.svg)", svg),
        str![
            "content/questions/loud-drums.md:7:5: warning: `IMG_2034.jpg` does not describe this picture to readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)"
        ],
    );
    shows(
        with_file("a.svg", "![A drum|300](a.svg)", svg),
        str![
            "content/questions/loud-drums.md:7:5: warning: `|300` is read as words of this picture, and gives it no width (write `![A drum](a.svg)`: pictures are as wide as the text at most)"
        ],
    );
}

#[test]
fn an_svg_that_is_something_else() {
    let svg = |bytes: &[u8]| with_file("a.svg", "![A drum](a.svg)", bytes);
    shows(
        svg(&crate::support::png("a")),
        str![
            "content/questions/a.svg: error: this is a PNG picture, although its name ends in `.svg` (end its name in `.png`, here and in the text)"
        ],
    );
    shows(
        svg(b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
        str![
            "content/questions/a.svg: error: this is not a picture, although its name ends in `.svg` (open it: if you see a picture, save it as SVG; otherwise, remove it)"
        ],
    );
    shows(
        svg(b"%PDF-1.4\n\0"),
        str![
            "content/questions/a.svg: error: this is not a picture, although its name ends in `.svg` (open it: if you see a picture, save it as SVG; otherwise, remove it)"
        ],
    );
    shows(
        svg(b"<svg xmlns=\"http://www.w3.org/2000/SVG/\"><path d=\"M0 0\"/></svg>"),
        str![[
            r#"content/questions/a.svg: error: browsers do not show this SVG: its namespace is missing or wrong (write `<svg xmlns="http://www.w3.org/2000/svg"` where it begins, or save it again with a drawing program)"#
        ]],
    );
    shows(
        svg(b"<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><path d=\"M0 0\"/></svg>"),
        str![[
            r#"content/questions/a.svg: error: browsers do not show this SVG: its namespace is missing or wrong (write `<svg xmlns="http://www.w3.org/2000/svg"` where it begins, or save it again with a drawing program)"#
        ]],
    );
    shows(
        svg(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Q & A</title></svg>"),
        str![
            "content/questions/a.svg: error: browsers do not show this SVG: there is a mistake in its XML (save it again with a drawing program; if you write it yourself, open it in a browser, which says where)"
        ],
    );
    let start = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
    for broken in [
        "<g><path d=\"M0 0\"/></svg>",
        "<title>a&nbsp;b</title></svg>",
        "<use xlink:href=\"#a\"/></svg>",
        "<path d=\"M0 0\" d=\"M1 1\"/></svg>",
        "<path d=M0/></svg>",
        "</svg></svg>",
        "<title>a < b</title></svg>",
        "<title class=\"a & b\"/></svg>",
    ] {
        let report = svg(format!("{start}{broken}").as_bytes());
        assert!(report.contains("there is a mistake in its XML"), "{broken}\n{report}");
    }
    for sound in [
        "<title>a &amp; b&#160;&lt;</title><!-- & < --><style><![CDATA[a > b & c {}]]></style></svg>\n<!-- x -->\n",
        "<use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"#a\" xml:lang='en'/></svg>",
        "<style>a > b { fill: red }</style></svg>",
        "<?php x ?><g\n id='a'\n></g ></svg >",
    ] {
        assert_eq!(svg(format!("{start}{sound}").as_bytes()), "", "{sound}");
    }
}

#[test]
fn a_pdf_that_is_something_else() {
    let pdf = |bytes: &[u8]| with_file("a.pdf", "[It](a.pdf)", bytes);
    let long = |end: &str| format!("%PDF-1.7\n{}{end}", "0 ".repeat(1000)).into_bytes();
    shows(
        pdf(b"PK\x03\x04\0\0"),
        str![
            "content/questions/a.pdf: error: this is no PDF but a word-processor document, renamed to one (open it in the program that made it, and save or export it as PDF)"
        ],
    );
    shows(
        pdf(b"{\\rtf1 It}"),
        str![
            "content/questions/a.pdf: error: this is no PDF but a word-processor document, renamed to one (open it in the program that made it, and save or export it as PDF)"
        ],
    );
    shows(
        pdf(&crate::support::png("a")),
        str![
            "content/questions/a.pdf: error: this is no PDF but a picture, renamed to one (give it the ending of its format, or print it to a PDF)"
        ],
    );
    shows(
        pdf(b"It is a text, and all of it can be read at once.\n"),
        str![
            "content/questions/a.pdf: error: no program opens this as a PDF: it is something else (save it as PDF once more)"
        ],
    );
    shows(
        pdf(&long("")),
        str!["content/questions/a.pdf: error: the end of this PDF is missing (copy or save it once more)"],
    );
    assert_eq!(pdf(&long("startxref\n9\n%%EOF\n")), "");
    assert_eq!(pdf(&[b"Received: by mail\n\n".as_slice(), &long("%%EOF")].concat()), "");
}

#[test]
fn an_export_of_another_program() {
    let wordpress =
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"></rss>\n";
    let alone =
        |path: &str, text: &str| Column::new().file(path, text).letter("Q: May I?\n\nSM: Yes.\n").build().short();
    shows(
        alone("content/export.xml", wordpress),
        str![
            "content/export.xml: warning: this looks like an export of WordPress or another program, which callslip does not read (turn it into `.md` files, one for each letter, for instance with `npx wordpress-export-to-markdown`; put those into `content/questions/`, and move this file out of `content/`: it may hold private data)"
        ],
    );
    shows(
        alone("content/questions/ghost.json", "{\"db\":[{\"meta\":{\"exported_on\":1}}]}"),
        str![
            "content/questions/ghost.json: warning: this looks like an export of WordPress or another program, which callslip does not read (turn it into `.md` files, one for each letter, for instance with `npx wordpress-export-to-markdown`; put those into `content/questions/`, and move this file out of `content/`: it may hold private data)"
        ],
    );
    shows(
        with_file("a.xml", "[It](a.xml)", wordpress),
        str![
            "content/questions/loud-drums.md:7:10: error: `content/questions/a.xml` is not published: it is an export of another program (remove this link)"
        ],
    );
    assert_eq!(with_file("a.xml", "[It](a.xml)", "<?xml version=\"1.0\"?><records/>"), "");
    assert_eq!(alone("static/old-feed.xml", wordpress), "");
}

#[test]
fn letters_next_to_the_content_folder() {
    let letter = "---\ntitle: T\ndate: 2026-03-02\n---\nQ: May I?\n\nSM: Yes.\n";
    let column = || Column::new().letter("Q: May I?\n\nSM: Yes.\n");
    shows(
        column().file("_posts/2026-08-14-moving-on.md", letter).build().short(),
        str![
            "_posts: warning: this folder is not read: callslip reads only `content/` (move its letters to `content/questions/`)"
        ],
    );
    shows(
        column().file("_pages/about.md", letter).build().short(),
        str![
            "_pages: warning: this folder is not read: callslip reads only `content/` (move its files to `content/pages/`)"
        ],
    );
    let sound = column().file("posts/README.md", "# Notes\n").file("docs/a.md", letter).file("_posts/a.txt", letter);
    assert_eq!(sound.build().short(), "");
}

#[test]
fn full_addresses_of_the_column_itself() {
    let other = "---\ntitle: Other\ndate: 2026-03-01\n---\nQ: May I?\n\nSM: Yes.\n";
    let said = |text: &str| {
        let column = Column::new().file("content/questions/thank-a-librarian.md", other);
        column.letter(&format!("Q: May I?\n\nSM: Yes. {text}\n")).build().short()
    };
    shows(
        said("[x](https://desk.example/questions/thank-a-libarian/)"),
        str![
            "content/questions/loud-drums.md:7:14: warning: your own site has no page at `/questions/thank-a-libarian/` (did you mean `thank-a-librarian.md`?)"
        ],
    );
    shows(
        said("<https://desk.example/questions/nothing-that-is-near>"),
        str![
            "content/questions/loud-drums.md:7:11: warning: your own site has no page at `/questions/nothing-that-is-near`"
        ],
    );
    shows(
        said("[x](http://localhost:4000/questions/thank-a-librarian/)"),
        str![
            "content/questions/loud-drums.md:7:14: warning: this address is on your own computer, so no reader can open it (write `thank-a-librarian.md`)"
        ],
    );
    shows(
        said("[x](http://127.0.0.1:4001/tags/#a)"),
        str![
            "content/questions/loud-drums.md:7:14: warning: this address is on your own computer, so no reader can open it (write `/tags/`)"
        ],
    );
    shows(
        said("[x](http://localhost:4000/drafts/)"),
        str![
            "content/questions/loud-drums.md:7:14: warning: this address is on your own computer, so no reader can open it (write the name of the page's file, such as `a-letter.md`)"
        ],
    );
    for sound in [
        "[x](https://desk.example/questions/thank-a-librarian/#q1) [x](https://desk.example/questions/thank-a-librarian)",
        "[x](https://desk.example) <https://desk.example/> [y](https://desk.example/index.html?a=b)",
        "[x](https://desk.example/forum/questions/) [y](https://desk.example.org/questions/no/)",
        "[x](https://desk.example/feed.xml) [y](https://desk.example/sitemap.xml)",
        "Open <http://localhost:8888/lab> or `http://localhost:4000/` or <http://localhost/> or <http://127.0.0.1:8080>.",
        "[x](https://localhost.example/questions/)",
    ] {
        assert_eq!(said(sound), "", "{sound}");
    }
}
