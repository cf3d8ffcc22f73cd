//! The search: where it is, when there is none, and what the preview sends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use callslip::render::search_index;
use snapbox::str;

use crate::support::column::tree;
use crate::support::publishing::Host;
use crate::support::server::Server;
use crate::support::{Column, shows};

const LETTER: &str = "Q: May I play at night?\n\nSM: Ask the neighbors.\n";

/// The files of the search in the output.
fn search_files(column: &Column) -> Vec<String> {
    let files = column.build().sound().files();
    files.into_iter().filter(|path| path.starts_with("search/") || path.starts_with("assets/search")).collect()
}

#[test]
fn a_column_has_a_search_with_an_index() {
    let files = search_files(&Column::new().letter(LETTER));
    assert!(files.contains(&"search/index.html".to_owned()), "{files:?}");
    assert!(files.contains(&"search/index.js".to_owned()), "{files:?}");
    assert!(files.iter().any(|path| path.starts_with("assets/search/w-")), "{files:?}");
    assert!(files.iter().any(|path| path.starts_with("assets/search/p-")), "{files:?}");
}

#[test]
fn search_no_leaves_it_out() {
    let column = Column::new().letter(LETTER).file("column.yaml", "title: The Desk\nsearch: no\n");
    let files = search_files(&column);
    assert!(files.iter().all(|path| path.starts_with("assets/search.")), "{files:?}");
    assert!(!column.build().page("/").contains("/search/"));
}

#[test]
fn a_page_of_ones_own_wins() {
    let own = "---\ntitle: Find\n---\nAsk a librarian.\n";
    let column = Column::new().letter(LETTER).file("content/pages/search.md", own);
    let built = column.build();
    shows(
        built.short(),
        str![
            "content/pages/search.md:2:8: hint: `/search/` is taken here, so the column has no search (give it another address to have a search; or add a line `search: no` to column.yaml)"
        ],
    );
    assert!(built.page("/search/").contains("Ask a librarian."));
    assert!(!built.files().contains(&"search/index.js".to_owned()));
    let column = Column::new().letter(LETTER).file("static/search/index.js", "1");
    shows(
        column.build().short(),
        str![
            "static/search/index.js: hint: `/search/index.js` is taken here, so the column has no search (give it another address to have a search; or add a line `search: no` to column.yaml)"
        ],
    );
    let column = Column::new()
        .letter(LETTER)
        .file("content/pages/find.md", "---\ntitle: Find\naliases: [/search/]\n---\nAsk a librarian.\n");
    shows(
        column.build().short(),
        str![
            "content/pages/find.md:3:11: hint: `/search/` is taken here, so the column has no search (give it another address to have a search; or add a line `search: no` to column.yaml)"
        ],
    );
}

#[test]
fn a_theme_without_a_template_for_it_has_none() {
    let template = "<title>{{ page.title }}</title>{{ site.search is none }}\n";
    let names =
        ["home", "listing", "question", "program", "programs", "person", "people", "page", "tag", "tags", "not_found"];
    let column = names.iter().fold(Column::new().letter(LETTER), |column, name| {
        column.file(&format!("themes/small/templates/{name}.html"), template)
    });
    let column = column.file("themes/small/theme.yaml", "name: small\nversion: 1.0.0\n");
    let column = column.file("column.yaml", "title: The Desk\ntheme: small\n");
    assert!(!column.build().files().contains(&"search/index.js".to_owned()));
}

#[test]
fn the_words_of_the_glossary_are_found() {
    let terms = "EAD: Encoded Archival Description\nR&D:\n  expansion: Research\n  note: Costly <but> rare.\n";
    let column = Column::new().letter(LETTER).file("content/glossary.yaml", terms).build().sound();
    let index = search_index(&column.site, &column.theme.strings, Vec::new());
    let section_of = |query: &str| index.rank(query, 1).first().map(|hit| hit.section);
    assert_eq!(section_of("encoded description"), Some(1));
    assert_eq!(section_of("costly but rare"), Some(2));
    assert_eq!(section_of("glossary"), Some(0));
    let lines = index.files().into_iter().filter(|file| file.name.starts_with("p-"));
    let lines: String = lines.map(|file| String::from_utf8(file.bytes).unwrap()).collect();
    assert!(lines.contains("g\t/glossary/\tGlossary\t\t\tead r-d"), "{lines}");
}

#[test]
fn a_preview_sends_the_files_of_the_search() {
    let column = Column::new().letter(LETTER);
    let files = search_files(&column);
    let preview = Server::of(column.root(), &[]);
    for file in files {
        let reply = preview.get(&format!("/{file}"));
        assert_eq!(reply.status, 200, "{file}");
        if !file.ends_with("index.html") {
            assert_eq!(reply.body, std::fs::read(column.public().join(&file)).unwrap(), "{file}");
        }
    }
    assert_eq!(preview.get("/assets/search/w-nothing.js").status, 404);
}

#[test]
fn a_word_of_a_letter_that_is_withdrawn_is_in_no_file() {
    let published = "---\ntitle: Quixotry at night\ndate: 2026-03-02\ndescription: Of zugzwang.\n---\n\
        Q: May I play the xylophone?\n\nSM: Ask the neighbors.\n";
    let (draft, withdrawn) =
        ("draft: yes\n---\nQ:", "withdrawn: { date: 2026-03-03, reason: The reader asked for it }\n---\nQ:");
    let is_anywhere = |folder: &Path, word: &str| {
        tree(folder).values().any(|bytes| String::from_utf8_lossy(bytes).to_lowercase().contains(word))
    };
    for (lines, still) in [(draft, false), (withdrawn, true)] {
        let column = Column::new().letter(LETTER).file("content/questions/quixotry.md", published);
        let host = Host::new();
        column.build();
        host.publish(&column);
        for word in ["quixotry", "zugzwang", "xylophone"] {
            assert!(is_anywhere(host.path(), word), "{word}");
        }
        let column = column.file("content/questions/quixotry.md", published.replace("---\nQ:", lines));
        column.build();
        host.publish(&column);
        for word in ["zugzwang", "xylophone"] {
            assert!(!is_anywhere(&column.public(), word), "{word}");
            assert!(!is_anywhere(host.path(), word), "{word}");
        }
        // The page with the note keeps its address and its title.
        assert_eq!(is_anywhere(host.path(), "quixotry"), still);
    }
}

const WORDS: &str = ".callslip-cache/words";

/// What a build gives that finds nothing of an earlier one in the output folder.
fn built_anew(column: &Column) -> BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(column.public());
    column.build().sound();
    let mut files = tree(&column.public());
    files.retain(|path, _| !path.starts_with('.'));
    files
}

#[test]
fn remembered_words_change_nothing() {
    let column = Column::new().letter(LETTER).file("content/pages/about.md", "---\ntitle: About\n---\nOf drums.\n");
    built_anew(&column);
    let remembered = fs::read(column.root().join(WORDS)).unwrap();
    assert_eq!(fs::read_to_string(column.root().join(".callslip-cache/.gitignore")).unwrap(), "*\n");
    let column = column.letter("Q: May I drum at night?\n\nSM: Never.\n");
    let with_words = built_anew(&column);
    assert!(fs::read(column.root().join(WORDS)).unwrap() != remembered);
    fs::remove_dir_all(column.root().join(".callslip-cache")).unwrap();
    assert!(built_anew(&column) == with_words);
    // What somebody else left there is replaced.
    let column = column.file(WORDS, "Dear diary,");
    assert!(built_anew(&column) == with_words);
    assert!(fs::read(column.root().join(WORDS)).unwrap() != b"Dear diary,");
}

#[test]
fn words_are_remembered_only_if_they_are_new() {
    let column = Column::new().letter(LETTER);
    built_anew(&column);
    let time = || fs::metadata(column.root().join(WORDS)).unwrap().modified().unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(column.root().join(WORDS)).unwrap().set_modified(long_ago).unwrap();
    built_anew(&column);
    assert_eq!(time(), long_ago);
}

#[cfg(unix)]
#[test]
fn words_are_remembered_nowhere_else() {
    let elsewhere = tempfile::tempdir().unwrap();
    let column = Column::new().letter(LETTER);
    std::os::unix::fs::symlink(elsewhere.path(), column.root().join(".callslip-cache")).unwrap();
    built_anew(&column);
    assert_eq!(tree(elsewhere.path()), BTreeMap::new());
}
