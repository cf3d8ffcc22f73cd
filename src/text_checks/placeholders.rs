//! Placeholders of a new column that nobody has replaced yet. Readers would see them.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::starter::{self, Placeholder};

/// The message about a text that has one.
pub const MESSAGE: &str = "this is still a placeholder";

/// The bytes of a placeholder that a text is searched for. The rest is compared whatever the spaces are.
const SEARCHED: usize = 10;

/// How the words open that our manual writes in place of a name: `YOUR-NAME`.
const IN_CAPITALS: &str = "YOUR-";

/// Reports the placeholders of `column.yaml`, in one warning.
pub fn check_settings(text: &str, findings: &mut Findings) {
    static SETTINGS: LazyLock<PlaceholderSearch> =
        LazyLock::new(|| PlaceholderSearch::new(starter::settings_placeholders()));
    let mut found = SETTINGS.unchanged(text);
    found.extend(in_capitals(text));
    report(found, findings);
}

/// Reports the placeholders of any other text, in one warning.
pub fn check_text(text: &str, findings: &mut Findings) {
    static TEXTS: LazyLock<PlaceholderSearch> = LazyLock::new(|| PlaceholderSearch::new(starter::text_placeholders()));
    report(TEXTS.unchanged(text), findings);
}

/// Placeholders, ready to be searched for in one pass.
struct PlaceholderSearch {
    placeholders: &'static [Placeholder],
    /// Their first bytes. `None` only if they were too long to be searched for.
    starts: Option<AhoCorasick>,
}

impl PlaceholderSearch {
    fn new(placeholders: &'static [Placeholder]) -> Self {
        let starts = placeholders.iter().map(|one| &one.words.as_bytes()[..one.words.len().min(SEARCHED)]);
        let starts = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(starts).ok();
        Self { placeholders, starts }
    }

    /// Returns the places of the placeholders that are in a text, of each the first.
    fn unchanged(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = vec![None; self.placeholders.len()];
        let mut at = 0;
        let next = |at: usize| self.starts.as_ref()?.find(Input::new(text).range(at..)).map(|found| found.start());
        while let Some(start) = next(at) {
            for (found, Placeholder { field, words }) in found.iter_mut().zip(self.placeholders) {
                let Some(length) = text.get(start..).and_then(|rest| length_of(rest, words)) else { continue };
                let range = start..start + length;
                if found.is_none() && field.is_none_or(|field| is_value_of(field, text, &range)) {
                    *found = Some(range);
                }
            }
            at = start + 1;
        }
        found.into_iter().flatten().collect()
    }
}

fn report(mut found: Vec<Range<usize>>, findings: &mut Findings) {
    found.sort_by_key(|range| range.start);
    let mut found = found.into_iter();
    let Some(first) = found.next() else { return };
    let diagnostic = Diagnostic::warning(MESSAGE).help("write your own words in its place");
    let file = findings.file().clone();
    let diagnostic = found.fold(diagnostic, |all, other| all.related(&file, Span::new(other), "and this"));
    findings.add(Span::new(first), diagnostic);
}

/// Returns the length that words have at the start of a text, however its lines are broken. `None` if the text begins
/// otherwise.
fn length_of(text: &str, words: &str) -> Option<usize> {
    let mut at = 0;
    for word in words.split(' ') {
        let rest = &text[at..];
        let spaces = if at == 0 { 0 } else { rest.len() - rest.trim_start().len() };
        if at > 0 && spaces == 0 || !rest[spaces..].starts_with(word) {
            return None;
        }
        at += spaces + word.len();
    }
    Some(at)
}

/// Returns true if a range of a text is the whole value of this field, with or without quotes.
fn is_value_of(field: &str, text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
    let after = text[range.end..].lines().next().unwrap_or_default().trim_start_matches(['"', '\'', '/']);
    let name = before.trim_end_matches(['"', '\'', ' ']).strip_suffix(':');
    let is_end = after.trim().is_empty() || after.trim_start().len() < after.len() && after.trim().starts_with('#');
    name == Some(field) && is_end
}

/// Returns the words in capitals that are not in a comment: `YOUR-NAME`, `YOUR-REPOSITORY`.
fn in_capitals(text: &str) -> Vec<Range<usize>> {
    let places = text.match_indices(IN_CAPITALS).filter_map(|(start, _)| {
        let before = &text[..start];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_word = |c: char| c.is_ascii_uppercase() || matches!(c, '-' | '_');
        let length = text[start..].find(|c| !is_word(c)).unwrap_or(text.len() - start);
        let is_comment = line.trim_start().starts_with('#') || line.contains(" #");
        let is_inside = before.ends_with(|c: char| c.is_alphanumeric() || c == '-') || length == IN_CAPITALS.len();
        (!is_comment && !is_inside).then_some(start..start + length)
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that are reported in a text.
    fn found(check: fn(&str, &mut Findings), text: &str) -> Vec<String> {
        let mut findings = Findings::new(&"a.md".into());
        check(text, &mut findings);
        let diagnostics = findings.with(()).diagnostics;
        assert!(diagnostics.len() <= 1);
        let spans = diagnostics.iter().flat_map(|found| {
            let others = found.related.iter().map(|other| other.span);
            found.span.into_iter().chain(others)
        });
        spans.map(|span| text[span.range()].to_owned()).collect()
    }

    #[test]
    fn a_placeholder_is_found_however_it_is_written() {
        let text = |text: &str| found(check_text, text);
        assert_eq!(text("---\nname: \"Your Name\"  # hers\n---\n"), ["Your Name"]);
        assert_eq!(text("name: Your Name\n"), ["Your Name"]);
        let sentence = "Say here where letters\n  go: an email address,\nor a form of your own.";
        assert_eq!(text(&format!("Hello. {sentence} Bye.")), [sentence]);
        assert_eq!(
            text("Tell your readers what you will do with their names.\n\nname: Your Name"),
            ["Tell your readers what you will do with their names.", "Your Name"]
        );
        for other in [
            "Say here where letters are.",
            "name: Your Names",
            "title: Your Name",
            "Your Name",
            "name: Your\n Name",
            "",
        ] {
            assert!(text(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn the_placeholders_of_the_settings_are_found() {
        let settings = |text: &str| found(check_settings, text);
        assert_eq!(
            settings("title: A New Column\nbase_url: https://example.org/\n"),
            ["A New Column", "https://example.org"]
        );
        assert_eq!(
            settings("base_url: https://YOUR-NAME.github.io/YOUR-REPOSITORY\n"),
            ["YOUR-NAME", "YOUR-REPOSITORY"]
        );
        assert_eq!(settings("publish: { a: { kind: sftp, server: YOUR-NAME@host } }"), ["YOUR-NAME"]);
        for other in [
            "# title: A New Column",
            "# base_url: https://example.org",
            "base_url: https://example.org/column",
            "tagline: A New Column",
            "title: A # YOUR-NAME",
            "# YOUR-NAME",
            "title: YOUR- and FOR-YOUR-EYES",
        ] {
            assert!(settings(other).is_empty(), "{other}");
        }
    }
}
