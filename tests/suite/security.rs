//! The claims of SECURITY.md, one by one, in its order. Two have their tests with the output folder:
//! `a_manifest_that_was_spoilt_claims_nothing` (in `tests/slow`) and `output::foreign_files_are_never_touched`.

use std::fmt::Write;

use callslip::diagnostics::has_errors;

use crate::support::Column;
use crate::support::column::tree;

const SECURITY: &str = include_str!("../../SECURITY.md");

fn is_refused(column: &Column) -> bool {
    let built = column.build();
    has_errors(&built.diagnostics) && built.written.is_none()
}

#[test]
fn what_would_run_or_be_fetched_is_an_error() {
    for text in [
        "<script>alert(1)</script>",
        "<script src=\"/a.js\"></script>",
        "<iframe src=\"/a/\"></iframe>",
        "<style>b { color: red }</style>",
        "[a](javascript:alert)",
        "[a](JavaScript:alert)",
        "<a href=\"javascript:alert\">a</a>",
        "[a](data:text/html,a)",
        "![a](https://elsewhere.example/a.png)",
        "![a](//elsewhere.example/a.png)",
        "<img src=\"https://elsewhere.example/a.png\" alt=\"a\">",
        "<audio src=\"https://elsewhere.example/a.mp3\"></audio>",
    ] {
        assert!(is_refused(&Column::new().letter(&format!("Q: ?\n\nSM: So.\n\n{text}\n"))), "{text}");
    }
}

#[test]
fn a_text_has_a_size_limit() {
    assert!(is_refused(&Column::new().letter(&format!("Q: ?\n\nSM: {}\n", "word ".repeat(2_000_000)))));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_out_of_the_column_is_refused() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret.md"), "---\ntitle: Secret\n---\nText.\n").unwrap();
    let column = Column::new().file("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    assert!(!is_refused(&column));
    std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), column.root().join("content/pages/secret.md"))
        .unwrap();
    assert!(is_refused(&column));
}

#[test]
fn a_path_out_of_the_column_is_refused() {
    for link in ["[a](../../../secret.pdf)", "![a](../../../../etc/a.png)", "![a](../../column.yaml)"] {
        assert!(is_refused(&Column::new().letter(&format!("Q: ?\n\nSM: {link}\n"))), "{link}");
    }
}

#[test]
fn yaml_cannot_grow_into_a_memory_full() {
    let mut lines = "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(lines, "  a{level}: &a{level} [{aliases}]").unwrap();
    }
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\n{lines}---\nQ: ?\n\nSM: !\n");
    assert!(is_refused(&Column::new().file("content/questions/a.md", letter)));
}

/// All that is private, marked by a word that may be nowhere in the output.
fn column_with_secrets() -> Column {
    let letter = |head: &str, text: &str| format!("---\n{head}---\nQ: ? {text}\n\nSM: !\n");
    Column::new()
        .file(
            "content/questions/open.md",
            letter(
                "title: Open\ndate: 2026-03-02\nprivate: { received: secretword }\n",
                "<!-- secretword --> <b title=\"a\"><!-- secretword\nsecretword --></b>\n\n<!--\nsecretword\n-->\n\n\
                 <div><!-- secretword --></div>",
            ),
        )
        .file("content/questions/draft/index.md", letter("title: Draft\ndraft: yes\n", "secretword"))
        .file("content/questions/draft/notes.txt", "secretword")
        .file("content/questions/later/index.md", letter("title: Later\ndate: 2030-01-01\n", "secretword"))
        .file("content/questions/later/notes.txt", "secretword")
        .file(
            "content/questions/gone/index.md",
            letter("title: Gone\ndate: 2026-03-03\nwithdrawn: { date: 2026-05-01, reason: Asked }\n", "secretword"),
        )
        .file("content/questions/gone/notes.txt", "secretword")
        .file("content/questions/nobody-links-here.txt", "secretword")
}

#[test]
fn what_is_private_is_nowhere_in_the_output() {
    let built = column_with_secrets().build();
    assert!(built.written.is_some(), "{}", built.report());
    for (path, bytes) in tree(&built.column.public()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("secretword"), "{path}");
    }
}

#[test]
fn a_file_beside_a_page_and_one_that_a_page_links_to_are_published() {
    let column = Column::new()
        .file("content/questions/a/index.md", "---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: [b](../b.txt)\n")
        .file("content/questions/a/plan.txt", "A plan.")
        .file("content/questions/b.txt", "B.");
    let files = column.build().files();
    assert!(files.contains(&"questions/a/plan.txt".to_owned()) && files.contains(&"questions/b.txt".to_owned()));
}

#[test]
fn the_policy_is_the_one_that_hosts_are_given() {
    let built = Column::new().file("column.yaml", "title: A\nhost: netlify\n").letter("Q: ?\n\nSM: !\n").build();
    let headers = built.text("_headers");
    let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(SECURITY).contains(&words(policy)), "{policy}");
}
