//! Large columns: what would take as long as its square takes no longer than its size, or is limited with a message.

use std::fmt::Write;
use std::sync::Arc;

use callslip::content::{Vocabulary, parse_glossary};
use callslip::language::Typography;
use callslip::source::SourceFile;
use snapbox::str;

use crate::support::{Column, shows};

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile::new(&Arc::from(path), text)
}

/// One line for each number, from the first to before the last.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        _ = writeln!(text, "{}", line(number));
        text
    })
}

#[test]
fn a_letter_has_a_hundred_tags_at_most() {
    let letter = |count: usize| {
        let tags: Vec<_> = (0..count).map(|number| format!("t{number}")).collect();
        let text = format!("---\ntitle: A\ndate: 2026-03-02\ntags: [{}]\n---\nQ: ?\n\nSM: !\n", tags.join(", "));
        Column::new().file("content/questions/a.md", text).build()
    };
    assert_eq!(letter(100).sound().site.taxonomy.terms.len(), 100);
    let report = letter(8_000).short();
    shows(
        report,
        str![
            "content/questions/a.md:4:7: error: there are 8000 tags here, and the limit is 100 (keep the ones that a reader would look for)"
        ],
    );
}

#[test]
fn a_long_chain_of_broader_terms() {
    let chain = |last: &str| {
        let terms = lines(20_000, |number| format!("  t{number}: {{ broader: t{} }}", number + 1));
        Vocabulary::parse(&file("content/tags.yaml", &format!("tags:\n{terms}  t20000: {last}\n")), &Typography::OFF)
    };
    let sound = chain("{}");
    assert!(sound.diagnostics.is_empty());
    assert!(sound.value.terms.iter().enumerate().all(|(at, term)| term.broader == [at + 1] || at == 20_000));
    let circle = chain("{ broader: t0 }");
    let messages: Vec<_> = circle.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(
        messages,
        ["these tags go around in a circle, each broader than the one before: \
          t0 › t1 › t2 › t3 › t4 › t5 › t6 › t7 › t8 › t9 › … › t0"]
    );
}

#[test]
fn circles_that_share_terms_are_all_opened() {
    let terms = "tags:\n  a: { broader: [b, c] }\n  b: { broader: [c, a] }\n  c: { broader: [a, b] }\n";
    let vocabulary = Vocabulary::parse(&file("content/tags.yaml", terms), &Typography::OFF).value;
    // Without circles, what has nothing broader can be taken away until nothing is left.
    let mut left: Vec<usize> = (0..3).collect();
    for _ in 0..3 {
        let before = left.clone();
        left.retain(|term| vocabulary.terms[*term].broader.iter().any(|broader| before.contains(broader)));
    }
    assert!(left.is_empty(), "{vocabulary:?}");
}

#[test]
fn sixty_thousand_terms_of_a_glossary() {
    let text = lines(60_000, |number| format!("T{number}X: term {number}")) + "T59999X: again\n";
    let glossary = parse_glossary(&file("content/glossary.yaml", &text), &Typography::OFF);
    assert_eq!(glossary.value.len(), 60_000);
    assert_eq!(glossary.diagnostics.len(), 1);
}

#[test]
fn suggestions_end_when_there_are_too_many_names() {
    let terms = lines(10_000, |number| format!("  subject {number}: {{}}"));
    let tags: Vec<_> = (0..95).map(|number| format!("sujbect {number}")).collect();
    let letter =
        |tags: &[String]| format!("---\ntitle: A\ndate: 2026-03-02\ntags: [{}]\n---\nQ: ?\n\nSM: !\n", tags.join(", "));
    let built = Column::new()
        .file("content/tags.yaml", format!("closed: yes\ntags:\n{terms}"))
        .file("content/questions/a.md", letter(&tags))
        .file("content/questions/b.md", letter(&tags))
        .build();
    let report = built.short();
    assert_eq!(report.matches("there is no tag `sujbect ").count(), 190);
    assert_eq!(report.matches("did you mean `subject ").count(), 100);
}

#[test]
fn a_page_of_many_places_is_not_told_as_a_whole() {
    let headings = lines(30, |number| format!("\n## h{number:02}"));
    let built = Column::new().letter(&format!("Q: ?\n\nSM: [a](#nowhere-at-all)\n{headings}")).build();
    shows(
        built.short(),
        str![
            "content/questions/loud-drums.md:7:9: error: there is no `#nowhere-at-all` in `content/questions/loud-drums.md` (you can link to `#h00`, `#h01`, `#h02`, `#h03`, `#h04`, `#h05`, `#h06`, `#h07`, and 24 more)"
        ],
    );
}
