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
    let mut parts = outside_code(text).into_iter();
    parts.find_map(|Range { start, end }| {
        let mut starts = text[start..end].match_indices('<').map(|(at, _)| start + at);
        starts.find_map(|at| Some(at..at + comment_start(&text[at..end])?))
    })
}

/// Returns the first `%%` outside `code` where a word could begin.
pub fn shown_percent_signs(text: &str) -> Option<&'static str> {
    if !text.contains("%%") {
        return None;
    }
    let mut parts = outside_code(text).into_iter();
    let opens = |part: Range<usize>| percent_signs(&text[part.clone()], text[..part.start].chars().next_back());
    parts.any(|part| opens(part).is_some()).then_some("%%")
}

/// Returns the first `#` that would begin a comment in YAML outside quotes: between spaces, and with a word after it. At
/// the start of the text it counts if `at_start` is true.
pub fn number_sign(text: &str, at_start: bool) -> Option<usize> {
    if !text.contains("# ") {
        return None;
    }
    let opens = |at: usize| text[..at].chars().next_back().map_or(at_start, char::is_whitespace);
    let is_note = |at: usize| text[at + 2..].starts_with(char::is_alphabetic);
    let mut parts = outside_code(text).into_iter();
    parts.find_map(|Range { start, end }| {
        let mut signs = text[start..end].match_indices("# ").map(|(at, _)| start + at);
        signs.find(|at| opens(*at) && is_note(*at))
    })
}

/// Returns the parts of a text that are not `code`, as `CommonMark` has it: as many backticks end it as begin it, and one
/// that nothing ends is itself.
fn outside_code(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut in_tag) = (0, 0, false);
    // The numbers of backticks that nothing ends.
    let mut never_ended = Vec::new();
    while let Some(found) = text[at..].find(['`', '<', '>']).map(|found| at + found) {
        let rest = &text[found..];
        at = found + 1;
        if !rest.starts_with('`') {
            in_tag = rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            continue;
        }
        let is_escaped = text[..found].len() - text[..found].trim_end_matches('\\').len();
        if in_tag || is_escaped % 2 == 1 {
            continue;
        }
        let length = backticks(rest);
        at = found + length;
        if never_ended.contains(&length) {
            continue;
        }
        match code_end(&text[at..], length) {
            Some(end) => {
                parts.push(start..found);
                at += end;
                start = at;
            }
            None => never_ended.push(length),
        }
    }
    parts.push(start..text.len());
    parts
}

fn backticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Returns the byte after the backticks that end a piece of code.
fn code_end(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`').map(|found| at + found) {
        let run = backticks(&text[found..]);
        at = found + run;
        if run == length {
            return Some(at);
        }
    }
    None
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
    Diagnostic::error(format!("`{start}` does not start a note here: readers would see the text"))
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
        assert_eq!(shown_comment("`` `<!-- `` means"), None);
    }

    #[test]
    fn a_backtick_that_nothing_ends_is_itself() {
        for text in [
            "a ` <!-- b",
            "``a` <!-- b",
            "a\\` <!-- b `",
            "<b title=\"`\"> <!-- b `",
            "`a` ` <!-- b ``",
            "``` <!-- `` b `",
        ] {
            assert!(shown_comment(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_number_sign_begins_a_comment_if_a_word_follows() {
        for text in ["a # b", "a.\n# b", "`a` # b", "a\n  # Ä"] {
            assert!(number_sign(text, false).is_some(), "{text}");
        }
        assert_eq!((number_sign("# a", true), number_sign("# a", false)), (Some(0), None));
        for text in ["C# and F# are", "Am I # 1?", "#careers #jobs", "a `# b`", "a #", "Press `#` to", "a\n#b", "# 1 a"]
        {
            assert_eq!(number_sign(text, true), None, "{text}");
        }
    }
}
