//! Comments that readers would see: an author's notes to herself that are no comments to the parser.

use std::ops::Range;

use crate::diagnostics::Diagnostic;

/// Returns the length of a comment's start at the start of a text, mistyped ones included: `<!--`, `<! --`, `<!- -`, and
/// `<!—`, which a word processor makes of the first. `None` if there is none.
pub fn comment_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?.trim_start_matches(' ');
    let rest = rest.strip_prefix('!')?.trim_start_matches(' ');
    let dashes = rest.trim_start_matches(['-', '–', '—', '−']);
    (dashes.len() < rest.len()).then_some(text.len() - dashes.len())
}

/// Returns the range of the first comment's start in a text that has no other markup than emphasis and `code`.
pub fn shown_comment(text: &str) -> Option<Range<usize>> {
    let mut in_code = false;
    let mut starts = text.match_indices(['`', '<']).filter_map(|(at, sign)| {
        in_code ^= sign == "`";
        let length = if in_code { None } else { comment_start(&text[at..]) };
        Some(at..at + length?)
    });
    starts.next()
}

/// Returns the first byte at which a text has `%%` where a word could begin: a comment in Obsidian. `before` precedes the
/// text.
pub fn percent_signs(text: &str, before: Option<char>) -> Option<usize> {
    if !text.as_bytes().contains(&b'%') {
        return None;
    }
    let before = |at: usize| text[..at].chars().next_back().or(before);
    let opens = |c: char| !c.is_alphanumeric() && !matches!(c, '\\' | '%' | ')');
    text.match_indices("%%").map(|(at, _)| at).find(|at| before(*at).is_none_or(opens))
}

/// Returns the start of a comment that is none in the text of HTML.
pub fn shown_in_html(text: &str) -> Option<&'static str> {
    let starts = ["< !--", "[//]:", "]: <>"].into_iter().find(|start| text.contains(start));
    starts.or_else(|| percent_signs(text, None).map(|_| "%%"))
}

/// Returns the diagnostic for a start of a comment which is none.
pub fn no_comment(start: &str) -> Diagnostic {
    Diagnostic::error(format!("`{start}` begins no comment here: readers would see it"))
        .help("write `<!--` before your note and `-->` after it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_known_by_their_start() {
        for text in ["<!-- a", "<!--a", "<! -- a", "< !-- a", "<!- - a", "<!— a", "<!– a", "<!-->"] {
            assert!(comment_start(text).is_some(), "{text}");
        }
        for text in ["<", "<!", "<3", "<-", "<!DOCTYPE", "&lt;!--", "a <!--", "!--"] {
            assert!(comment_start(text).is_none(), "{text}");
        }
    }

    #[test]
    fn in_code_it_is_shown_on_purpose() {
        assert_eq!(shown_comment("what `<!--` means"), None);
        assert_eq!(shown_comment("`a` <!-- b"), Some(4..8));
        assert_eq!(shown_comment("a < b <!-- c"), Some(6..10));
    }
}
