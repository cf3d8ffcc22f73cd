//! What is private stays private: the fields under `private:`, and what a build refuses to publish.

use snapbox::str;

use crate::support::{Column, shows};

/// A letter with this under `private:`.
fn with_private(private: &str) -> Column {
    Column::new().file(
        "content/questions/a.md",
        format!("---\ntitle: A\ndate: 2026-03-02\nprivate: {private}\n---\nQ: ?\n\nSM: !\n"),
    )
}

#[test]
fn private_may_be_anything() {
    for private in [
        "",
        "by mail",
        "[a, b]",
        "{ name: Jane, email: jane@example.org, attachments: [cv.pdf], never_print: [Jane Doe, 4711] }",
        "{ never_print: }",
        "{ never_print: [] }",
        "{ never_print: Jane Doe }",
        "{ never_print: \"Doe, Jane\" }",
        "\n  notes:\n    - by: phone\n      on: 2026-03-01\n  never_print:\n    - Jane Doe\n    - \"O'Brien\"",
    ] {
        with_private(private).build().sound();
    }
}

#[test]
fn a_never_print_that_would_hide_nothing_is_an_error() {
    let short = |private: &str| with_private(private).build().short();
    shows(
        [
            "{ never_print: { name: Jane } }",
            "{ never_print: Jane, Springfield }",
            "{ never_print: [Jane, \"...\"] }",
            "{ never-print: [Jane] }",
            "{ Never Print: [Jane] }",
            "{ neverPrint: [Jane] }",
            "{ never_pirnt: [Jane] }",
            "{ asker: { never_print: [Jane] } }",
            "{ name: Jane }\nnever_print: [Jane, Springfield]",
        ]
        .map(short)
        .concat(),
        str![[r#"
content/questions/a.md:4:25: error: this must be a list, but it is a group of fields
content/questions/a.md:4:25: error: a list needs brackets around it (write `never_print: [Jane, Springfield]`)
content/questions/a.md:4:32: error: there is no letter or digit in this, so it cannot be searched for (write the words themselves, or remove it)
content/questions/a.md:4:12: error: `never-print` hides nothing (write `never_print`)
content/questions/a.md:4:12: error: `Never Print` hides nothing (write `never_print`)
content/questions/a.md:4:12: error: `neverPrint` hides nothing (write `never_print`)
content/questions/a.md:4:12: error: `never_pirnt` hides nothing (write `never_print`)
content/questions/a.md:4:21: error: `never_print` hides nothing here (move it directly below `private:`, out of the field that it is in)
content/questions/a.md:5:1: error: there is no field called `never_print` (put it under `private:`: `private: { never_print: [Jane, Springfield] }`)
"#]],
    );
    let reply =
        "---\nname: Jane\ndate: 2026-03-03\nnever_print: Jane Doe\nprivate: { never_print: { a: b } }\n---\nYes.\n";
    let built = with_private("").file("content/replies/a/jane.md", reply).build();
    shows(
        built.short(),
        str![[r#"
content/replies/a/jane.md:4:1: error: there is no field called `never_print` (put it under `private:`: `private: { never_print: [Jane Doe] }`)
content/replies/a/jane.md:5:25: error: this must be a list, but it is a group of fields
"#]],
    );
}
