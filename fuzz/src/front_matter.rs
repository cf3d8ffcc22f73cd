//! Front matter of every kind of entry, and YAML.

use callslip::diagnostics::{FilePath, Findings};
use callslip::yaml::{self, Node};

/// Parses an entry with this front matter twice: the first byte tells the kind, and whether the front matter has an end.
/// Checks that plain YAML is read as the YAML library reads it.
pub fn check(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let folder = ["questions", "programs", "people", "pages"][usize::from(kind % 4)];
    let end: &[u8] = if kind & 0x80 == 0 { b"\n---\nQ: a\n\nAQ: b\n" } else { b"" };
    let file = crate::decoded(&format!("content/{folder}/x.md"), &[b"---\n", text, end].concat()).value;
    crate::check_parse(&file);
    check_yaml(&file.path, &crate::decoded("x", text).value.text);
}

/// A tab in a comment makes the reader of plain fields leave a text to the library.
fn check_yaml(path: &FilePath, text: &str) {
    let comment = "#\t\n";
    // A directive must precede everything but comments and byte order marks.
    if text.starts_with(['%', '\u{feff}']) {
        return;
    }
    let parsed = |text: &str, offset: usize| -> (Node, bool) {
        let mut findings = Findings::new(path);
        let node = yaml::parse(text, offset, &mut findings);
        (node, findings.with(()).diagnostics.is_empty())
    };
    if let (plain, true) = parsed(text, comment.len()) {
        let (library, is_sound) = parsed(&format!("{comment}{text}"), 0);
        assert!(is_sound, "the library finds a mistake where none was found: {text:?}");
        assert!(same(&plain, &library), "{text:?}\nplain: {plain:?}\nlibrary: {library:?}");
    }
}

/// The span of the whole document depends on the comment; spans and values within do not.
fn same(one: &Node, other: &Node) -> bool {
    one.value == other.value
}
