//! Attacks in every field of every file: in front matter, and in the files of the column as a whole. A field refuses
//! them or shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use callslip::diagnostics::{Severity, Span};

use crate::oracle;
use crate::support::column::{pages, tree};
use crate::support::{Built, Column};

const PAYLOADS: [&str; 20] = [
    "<script>window.__ran=1</script>",
    "<img src=x onerror=window.__ran=1>",
    "\"><img src=x onerror=window.__ran=1>",
    "'><svg onload=window.__ran=1>",
    "</title><script>window.__ran=1</script>",
    "</script><script>window.__ran=1</script>",
    "</textarea><img src=x onerror=window.__ran=1>",
    "--><img src=x onerror=window.__ran=1>",
    "<!--",
    "]]><script>window.__ran=1</script>",
    "javascript:window.__ran=1",
    "[a](javascript:window.__ran=1)",
    "{{ 7 * 7 }}<img src=x onerror=window.__ran=1>",
    "\" onmouseover=window.__ran=1 x=\"",
    "' onfocus=window.__ran=1 autofocus x='",
    "&lt;img src=x onerror=window.__ran=1&gt;",
    "<a href=javascript:window.__ran=1>a</a>",
    "<style>@import '//evil.test/a'</style>",
    "`<img src=x onerror=window.__ran=1>`",
    "*<b onclick=window.__ran=1>a</b>*",
];

/// A kind of file: its folder, what each needs, its text, and its fields: `@` and `%` are the attack, as in [`filled`].
struct Kind {
    folder: &'static str,
    needed: &'static [&'static str],
    text: &'static str,
    fields: &'static [&'static str],
    /// Fields that take none of the attacks: addresses, names of files, words of a list.
    refused: &'static [&'static str],
}

const KINDS: [Kind; 4] = [
    Kind {
        folder: "questions",
        needed: &["title: L#", "date: 2026-03-02"],
        text: "Q: ?\n\nSM: Yes.\n",
        fields: &[
            "title: @",
            "description: @",
            "standfirst: @",
            "asker: { pen_name: @ }",
            "tags: [@]",
            "withdrawn: { date: 2026-03-03, reason: @ }",
            "no_link: [@]",
            "extra: { a: @ }",
            "private: { a: @ }",
            "private: { @: a }",
            "extra: { @: a }",
            "guest: { initials: GG, name: @ }",
        ],
        refused: &[
            "guest: { initials: @, name: G }",
            "guest: { initials: 'GG %', name: G }",
            "id: @",
            "slug: @",
            "aliases: [@]",
            "answered_by: @",
            "update_to: @",
            "template: @",
            "date: @",
            "draft: @",
        ],
    },
    Kind {
        folder: "programs",
        needed: &["title: P#", "provider: B"],
        text: "So.\n",
        fields: &[
            "title: @",
            "provider: @",
            "parent: @",
            "also_known_as: [@]",
            "no_link: [@]",
            "course_length: @",
            "tuition: { total: USD 6, applies_to: @, note: @ }",
            "financial_aid: { note: @ }",
            "open_to: @",
            "prerequisites: @",
            "pathways: [@]",
            "started: @",
            "source: @",
            "tags: [@]",
            "description: @",
            "extra: { a: @ }",
        ],
        refused: &[
            "tuition: { total: @ }",
            "url: @",
            "credential: @",
            "delivery: @",
            "courses: @",
            "review_every: @",
            "verified: @",
            "status: @",
            "replaced_by: @",
        ],
    },
    Kind {
        folder: "people",
        needed: &["name: N#", "initials: X#"],
        text: "So.\n",
        fields: &["name: @", "description: @", "extra: { a: @ }"],
        refused: &["initials: @", "initials: 'AQ %'", "portrait: @", "slug: @", "aliases: [@]"],
    },
    Kind {
        folder: "pages",
        needed: &["title: G#"],
        text: "So.\n",
        fields: &["title: @", "description: @", "extra: { a: @ }"],
        refused: &["slug: @", "aliases: [@]", "template: @", "updated: @"],
    },
];

fn quoted(payload: &str) -> String {
    format!("'{}'", payload.replace('\'', "''"))
}

/// A line with an attack: `@` is the attack in quotation marks, `%` within them.
fn filled(line: &str, payload: &str) -> String {
    line.replace('@', &quoted(payload)).replace('%', &payload.replace('\'', "''"))
}

/// The letters that stand for a number, since initials have none.
fn letters(number: usize) -> String {
    format!("{number}").bytes().map(|digit| char::from(digit - b'0' + b'A')).collect()
}

/// The files of a kind, each with one attack in one field, by path; with the field.
fn files(kind: &Kind) -> BTreeMap<String, (&'static str, String)> {
    let mut files = BTreeMap::new();
    for (at, field) in kind.fields.iter().chain(kind.refused).enumerate() {
        for (number, payload) in PAYLOADS.iter().enumerate() {
            let name = field.split(':').next().unwrap_or_default();
            let needed = kind.needed.iter().filter(|line| !line.starts_with(&format!("{name}:")));
            let needed: String = needed.map(|line| format!("{line}\n")).collect();
            let needed = needed.replace('#', &letters(at * 100 + number));
            let line = filled(field, payload);
            let path = format!("content/{}/{name}-{at}-{number}.md", kind.folder);
            files.insert(path, (*field, format!("---\n{needed}{line}\n---\n{}", kind.text)));
        }
    }
    files
}

/// The places of the errors, by file.
fn errors(built: &Built) -> Vec<(String, Option<Span>)> {
    let errors = built.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.filter_map(|diagnostic| Some((diagnostic.file.as_ref()?.to_string(), diagnostic.span))).collect()
}

/// Checks the pages, and writes them where a browser will look at them: `tests/browser/attacks.mjs`.
fn check(built: &Built, name: &str) {
    assert!(built.written.is_some(), "{name}\n{}", built.report());
    let folder = built.column.public();
    for (path, bytes) in pages(&folder).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        oracle::check_page(&path, &String::from_utf8(bytes).unwrap());
    }
    if let Some(to) = std::env::var_os("CALLSLIP_ATTACKS").filter(|folder| !folder.is_empty()) {
        for (path, bytes) in tree(&folder) {
            let place = Path::new(&to).join(name).join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, bytes).unwrap();
        }
    }
}

#[test]
fn attacks_in_front_matter_are_text() {
    for kind in &KINDS {
        let files = files(kind);
        let column = files.iter().fold(Column::new(), |column, (path, (_, text))| column.file(path, text));
        let wrong: BTreeSet<String> = errors(&column.build()).into_iter().map(|(path, _)| path).collect();
        let column = wrong.iter().fold(column, |column, path| column.without(path));
        check(&column.build(), kind.folder);
        let taken = |field: &str| files.iter().filter(|(path, (of, _))| *of == field && !wrong.contains(*path)).count();
        let unexpected = kind.fields.iter().filter(|field| taken(field) < 5);
        let unexpected = unexpected.chain(kind.refused.iter().filter(|field| taken(field) > 6));
        let unexpected: Vec<_> = unexpected.map(|field| (field, taken(field))).collect();
        assert!(unexpected.is_empty(), "{}: {unexpected:?}", kind.folder);
    }
}

/// The fields of the files of the column as a whole, one a line.
const COLUMN: [(&str, &str, &[&str]); 3] = [
    (
        "column.yaml",
        "base_url: https://desk.example\n",
        &[
            "title: @",
            "tagline: @",
            "id: @",
            "nav: [{ label: @, path: /questions/ }, { label: Two, path: @ }]",
            "nav: [{ label: @, path: /questions/ }]",
            "footer: [{ label: @, path: /about/ }]",
            "theme_options: { footer_note: @ }",
            "markers: { question: [@] }",
            "currency: @",
            "language: @",
            "timezone: @",
        ],
    ),
    (
        "content/tags.yaml",
        "tags:\n",
        &["  @: {}", "  archives: { scope_note: @ }", "  books: { use_for: [@] }", "  law: { broader: @ }"],
    ),
    ("content/glossary.yaml", "ALA: one\n", &["ILS: @", "MLIS: { expansion: two, note: @ }", "@: three"]),
];

/// A file of the column as a whole: its path, its first lines, and the lines that hold an attack.
type Lines = (String, String, Vec<String>);

fn column_files(payload: &str) -> Vec<Lines> {
    let mut files: Vec<Lines> = COLUMN
        .iter()
        .map(|(path, first, lines)| {
            ((*path).to_owned(), (*first).to_owned(), lines.iter().map(|line| filled(line, payload)).collect())
        })
        .collect();
    // Every word of the theme, before what it says.
    let strings = include_str!("../../themes/reading-room/strings/en.yaml").lines();
    let strings = strings.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let strings = strings.filter_map(|line| line.split_once(": ")).filter(|(_, text)| !text.starts_with('['));
    let strings = strings.map(|(key, text)| {
        format!("{key}: {}", quoted(&format!("{payload} {}", text.trim_matches('"').replace("\\\"", "\""))))
    });
    files.push(("strings/en.yaml".to_owned(), String::new(), strings.collect()));
    files
}

fn text_of((path, first, lines): &Lines) -> String {
    let has_title = lines.iter().any(|line| line.starts_with("title:"));
    let needed = if path == "column.yaml" && !has_title { "title: The Desk\n" } else { "" };
    lines.iter().fold(first.clone() + needed, |text, line| text + line + "\n")
}

/// Builds the column without the lines that it refuses, and counts those that it takes, by file.
fn built_without_refused(mut files: Vec<Lines>) -> (Built, Vec<usize>) {
    let letter = "---\ntitle: L\ndate: 2026-03-02\ntags: [archives, books]\n---\nQ: ALA, ILS?\n\nSM: MLIS.\n";
    loop {
        let base = Column::new()
            .file("content/questions/l.md", letter)
            .file("content/pages/about.md", "---\ntitle: A\n---\nB\n");
        let built = files
            .iter()
            .filter(|(_, _, lines)| !lines.is_empty())
            .fold(base, |column, file| column.file(&file.0, text_of(file)))
            .build();
        let errors = errors(&built);
        let mut removed = false;
        for (path, first, lines) in &mut files {
            let text = text_of(&(path.clone(), first.clone(), lines.clone()));
            let spans = errors.iter().filter(|(wrong, _)| wrong == path).filter_map(|(_, span)| *span);
            let wrong: BTreeSet<&str> = spans
                .filter_map(|span| {
                    let start = text[..span.range().start].rfind('\n').map_or(0, |at| at + 1);
                    text[start..].lines().next()
                })
                .collect();
            let before = lines.len();
            lines.retain(|line| !wrong.contains(line.as_str()));
            removed |= lines.len() < before;
        }
        if !removed {
            return (built, files.iter().map(|(_, _, lines)| lines.len()).collect());
        }
    }
}

#[test]
fn attacks_in_the_files_of_the_whole_column_are_text() {
    let mut taken = [0; 4];
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let (built, counts) = built_without_refused(column_files(payload));
        check(&built, &format!("column-{number}"));
        for (sum, count) in taken.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    // Of 220, 80, 60 and some 2,000.
    assert!(taken[0] > 60 && taken[1] > 40 && taken[2] > 30 && taken[3] > 1500, "{taken:?}");
}

/// Names of programs that are attacks, in a letter that mentions them: each is found, and becomes a link.
#[test]
fn attacks_in_names_that_a_letter_mentions_are_text() {
    let mut letter = "---\ntitle: L\ndate: 2026-03-02\n---\nQ: Which of these?\n\nSM: All of them.\n".to_owned();
    let mut column = Column::new();
    // The start of a comment is an error in a name.
    let payloads = PAYLOADS.into_iter().filter(|payload| *payload != "<!--");
    for (number, payload) in payloads.enumerate() {
        let number = letters(number);
        let line = filled(&format!("also_known_as: ['Name {number} % end']"), payload);
        let text = format!("---\ntitle: Course {number}\nprovider: B\n{line}\n---\nSo.\n");
        column = column.file(&format!("content/programs/{number}.md"), &text);
        let escape = |c: char| if "<&[*`{".contains(c) { format!("\\{c}") } else { c.to_string() };
        let words: String = payload.chars().map(escape).collect();
        letter.extend(["\nSee Name ", &number, " ", &words, " end.\n"]);
    }
    let built = column.file("content/questions/l.md", &letter).build();
    assert_eq!(errors(&built), []);
    check(&built, "names");
    let page = built.page("questions/l/index.html");
    let links = page.matches("See <a href=\"../../programs/").count();
    assert_eq!(links, PAYLOADS.len() - 1, "{page}");
}
