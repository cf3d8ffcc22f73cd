//! The text of a letter.

/// Parses a letter with this text twice.
pub fn check(data: &[u8]) {
    let text = [b"---\ntitle: A\ndate: 2026-01-02\n---\nQ: a\n\nAQ: b\n\n", data].concat();
    crate::check_parse(&crate::decoded("content/questions/x.md", &text).value);
}
