//! Finds the strings that a theme lacks in the column's language, and shows in English.

use super::strings::Strings;
use super::template_source::TemplateSource;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Span};
use crate::source::COLUMN_FILE;

/// The keys that the program itself uses: titles of pages that every column has, words of redirect pages, feeds, videos,
/// prices, dates.
const BUILT_IN_KEYS: [&str; 31] = [
    "title_letters",
    "title_letters_of",
    "title_programs",
    "title_people",
    "title_tags",
    "title_search",
    "title_glossary",
    "title_not_found",
    "title_feed",
    "moved_to",
    "the_question",
    "editors_note",
    "update",
    "update_on",
    "video",
    "watch_on",
    "video_from",
    "footnote",
    "footnote_back",
    "table",
    "code",
    "price_free",
    "price_varies",
    "price_on_request",
    "in_state",
    "out_of_state",
    "comma",
    "date_short",
    "date_long",
    "months",
    "months_short",
];

/// Warns of each key that a template uses and that exists in English only. Warns once if a theme has no strings in the
/// language at all.
pub(super) fn missing(strings: &Strings, templates: &[TemplateSource], config: &Config) -> Vec<Diagnostic> {
    let language = config.language.split('-').next().unwrap_or_default();
    let file = format!("strings/{language}.yaml");
    if language.eq_ignore_ascii_case("en") || strings.keys().next().is_none() {
        return Vec::new();
    }
    if !strings.has_translations() {
        let message =
            format!("the theme `{}` has no texts in `{language}`, so readers see the English ones", config.theme);
        let diagnostic = Diagnostic::warning(message).at(&COLUMN_FILE.into(), config.language_span);
        let help =
            format!("write them into `{file}`; `callslip theme copy strings/en.yaml` gives you the English ones");
        return vec![diagnostic.help(help)];
    }
    let lacking = strings.untranslated().filter_map(|(key, english)| {
        let location = templates.iter().find_map(|source| Some((&source.file.path, find_key(&source.file.text, key)?)));
        let diagnostic =
            Diagnostic::warning(format!("`{key}` has no text in `{language}`, so readers see the English one"));
        let diagnostic = match location {
            Some((path, span)) => diagnostic.at(path, span),
            None if BUILT_IN_KEYS.contains(&key) => diagnostic,
            None => return None,
        };
        Some(diagnostic.help(format!("add them to `{file}`; in English it is `{key}: {english}`")))
    });
    lacking.collect()
}

/// Finds a key in a template: the whole key (`"older"`), or its beginning (`"status_" ~ program.status`).
fn find_key(text: &str, key: &str) -> Option<Span> {
    for quote in ['"', '\''] {
        let whole = format!("{quote}{key}{quote}");
        if let Some(at) = text.find(&whole) {
            return Some(Span::new(at + 1..at + 1 + key.len()));
        }
        for (end, _) in text.match_indices(quote).filter(|(end, _)| text[end + 1..].trim_start().starts_with('~')) {
            let start = text[..end].rfind(quote).map_or(end, |start| start + 1);
            let beginning = &text[start..end];
            if beginning.ends_with('_') && key.starts_with(beginning) {
                return Some(Span::new(start..end));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_whole_and_by_its_beginning() {
        let text = "{{ t(key=\"older\") }}{{ t(key='status_' ~ a) }}{{ t(key=\"each_\" ~ b) }}";
        let at = |key: &str| find_key(text, key).map(|span| &text[span.range()]);
        assert_eq!(at("older"), Some("older"));
        assert_eq!(at("status_closed"), Some("status_"));
        assert_eq!(at("each_course"), Some("each_"));
        assert_eq!(at("old"), None);
    }
}
