//! HTML of the author's own.

use callslip::content;
use callslip::diagnostics::has_errors;

/// Checks that a browser finds the page as the theme made it, whatever the text of a letter or a page is.
pub fn check(data: &[u8]) {
    let letter = b"---\ntitle: A\ndate: 2026-01-02\n---\nQ: a\n\nAQ: b\n\n".as_slice();
    for (path, head) in [("content/questions/x.md", letter), ("content/pages/x.md", b"---\ntitle: A\n---\n")] {
        let file = crate::decoded(path, &[head, data].concat()).value;
        let parsed = content::parse(&file, &crate::parse_options());
        if let Some(entry) = &parsed.value {
            crate::oracle::check(entry, !has_errors(&parsed.diagnostics));
        }
    }
}
